"""Channels beside one another: slow ones hold up nobody."""

import threading
import time
from collections import Counter

import pytest

from monitor import lanes
from monitor.lanes import Lane


def test_a_lane_gives_what_its_work_gave() -> None:
    """Outcomes, counted."""
    lane = Lane(lambda: Counter(sent=3))
    lane.start()

    assert lane.result(threading.Event()) == Counter(sent=3)


def test_an_error_in_a_lane_is_raised_by_its_result() -> None:
    """A bug ends the process loudly, not a thread silently."""

    def broken() -> Counter[str]:
        raise ZeroDivisionError

    lane = Lane(broken)
    lane.start()

    with pytest.raises(ZeroDivisionError):
        lane.result(threading.Event())


def test_a_stop_does_not_wait_for_a_stalled_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left undone is claimed again after its lease."""
    monkeypatch.setattr(lanes, "GRACE_S", 0.2)
    released, stopping = threading.Event(), threading.Event()
    lane = Lane(lambda: Counter(sent=int(released.wait(30))))
    lane.start()
    stopping.set()
    begun = time.monotonic()

    assert not lane.result(stopping)
    assert time.monotonic() - begun < 5
    released.set()
