"""Days in, moments out, and back."""

from datetime import UTC, datetime

from monitor.cli.days import told_apart


def test_moments_are_told_apart_as_coarsely_as_may_be() -> None:
    """The day; the minute where two share a day; the second where two share a minute."""
    alone, noon = datetime(2026, 11, 29, 7, tzinfo=UTC), datetime(2026, 11, 30, 12, 0, tzinfo=UTC)

    assert told_apart([alone, noon]) == ("2026-11-29", "2026-11-30")
    assert told_apart([alone, noon, noon.replace(minute=9), noon.replace(second=8)]) == (
        "2026-11-29",
        "2026-11-30 12:00:00",
        "2026-11-30 12:09",
        "2026-11-30 12:00:08",
    )
