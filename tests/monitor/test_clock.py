"""A clock that is put right while the service runs."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.schedulers.background import BackgroundScheduler

from monitor.clock import Setbacks, begin_anew


@pytest.mark.parametrize(
    ("wall", "told"),
    [
        ([1000.0, 1010.0, 1020.0], [0, 0]),
        ([1000.0, 1010.0, 1000.0], [0, 20]),
        ([1000.0, 1009.5, 1019.0], [0, 0]),
        ([1000.0, 9000.0, 9010.0], [0, 0]),
        ([9000.0, 1010.0, 1020.0], [8000, 0]),
    ],
)
def test_only_a_clock_that_is_set_back_is_told_and_once(wall: list[float], told: list[int]) -> None:
    """Ten seconds pass between two looks; small corrections and steps forward are no matter."""
    walls, steady = iter(wall), iter([0.0, 10.0, 20.0])
    setbacks = Setbacks(wall=lambda: next(walls), steady=lambda: next(steady))

    assert [round(setbacks.since_last().total_seconds()) for _ in told] == told


@pytest.fixture
def scheduler() -> Iterator[BackgroundScheduler]:
    """A running scheduler."""
    running = BackgroundScheduler(timezone=UTC)
    running.start()
    yield running
    running.shutdown()


def test_ticks_that_a_setback_put_off_come_now(scheduler: BackgroundScheduler) -> None:
    """What was due in a second is due in a year by the clock that was put right."""
    ticked, now = threading.Event(), datetime.now(UTC)
    scheduler.add_job(ticked.set, "interval", seconds=3600, next_run_time=now + timedelta(days=365))
    begin_anew(scheduler, now)

    assert ticked.wait(30)
