"""Days as typed in, moments out; and moments as a table shows them, told apart."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from monitor.cli.errors import ExitCode, Failure

_FORMS = ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")


def start_of(day: str | None) -> datetime | None:
    """The first moment of a day, UTC; None for none. Raises `Failure` for what is no day."""
    if day is None:
        return None
    try:
        found = date.fromisoformat(day)
    except ValueError as error:
        raise Failure(f"{day!r} is no day; write YYYY-MM-DD", ExitCode.USAGE) from error
    return datetime(found.year, found.month, found.day, tzinfo=UTC)


def period(since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    """The days from `since` to `until`, both included, as moments: from the first, before the second."""
    start, last = start_of(since), start_of(until)
    if start and last and start > last:
        raise Failure(f"--since {since} lies after --until {until}; give the earlier day to --since", ExitCode.USAGE)
    try:
        return start, last + timedelta(days=1) if last else None
    except OverflowError as error:  # the calendar's last day has no next one
        raise Failure(f"{until!r} is no day; write YYYY-MM-DD", ExitCode.USAGE) from error


def told_apart(moments: Sequence[datetime]) -> tuple[str, ...]:
    """Each moment as its day; to the minute where another has its day, to the second where one has its minute. UTC."""
    shown = dict.fromkeys(moments, "")
    for form in _FORMS:
        alike = Counter(shown.values())
        shown = {
            moment: moment.astimezone(UTC).strftime(form) if alike[words] > 1 or not words else words
            for moment, words in shown.items()
        }
    return tuple(shown[moment] for moment in moments)
