"""Real captures through the pipeline: what went wrong makes no version, returns and quiet steps tell nobody."""

from pathlib import Path

import pytest

from monitor.readers import Workers
from tests.evaluation import replay

pytestmark = [pytest.mark.shared, pytest.mark.timeout(600), pytest.mark.usefixtures("shared")]


def test_no_capture_that_went_wrong_becomes_a_version(shared: Path) -> None:
    """However often it is seen."""
    assert shared.is_dir()
    with Workers(1) as workers:
        found = replay.broken(workers)

    assert found["broken"] > 0
    assert found["became a version"] == 0


def test_recorded_histories_raise_no_alert_twice_and_none_that_is_not_material() -> None:
    """Four of them; `python -m tests.evaluation.replay histories` takes all."""
    with Workers(1) as workers:
        found = replay.histories(workers, limit=4)

    assert found["versions"] > 0
    assert (found["alerts repeated"], found["alerts on returns"]) == (0, 0)
    assert (found["told without being material"], found["material and not told"]) == (0, 0)


def test_quiet_steps_between_captures_raise_no_alert() -> None:
    """Ten series; `python -m tests.evaluation.replay series` takes all and lists what it finds."""
    with Workers(1) as workers:
        found = replay.series(workers, limit=10)

    assert found["captures"] > 0
    assert found["alerts on quiet steps"] == 0
