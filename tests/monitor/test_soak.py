"""The soak, in short: days of policies in seconds."""

from pathlib import Path

from monitor.readers import Workers
from tests.soak.run import soak


def test_a_week_of_ten_policies_makes_every_check_and_exactly_the_alerts_of_the_script(
    tmp_path: Path, workers: Workers
) -> None:
    """`python -m tests.soak` does thirty days of five hundred."""
    report = soak(tmp_path, workers, days=6, policies=10)

    assert report["alerts"] == report["alerts_due"]
    assert report["late_s_most"] <= 60
    assert report["checks"] >= 10 * 12
