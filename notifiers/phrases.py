"""Numbers, days and hours in words: the same in every locale, and in no doubt between Europe and America."""

from datetime import UTC, date, datetime, timedelta

_MONTHS = "January February March April May June July August September October November December".split()


def counted(number: int, noun: str) -> str:
    """ "1 change", "3 changes", "2 policies"."""
    if number == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("cy") else f"{noun}s"
    return f"{number:,} {plural}"


def day(when: date) -> str:
    """ "8 January 2018"."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def stated(told: str) -> str:
    """A stated date, "YYYY-MM-DD" or "YYYY-MM", as "8 January 2018" or "January 2018"."""
    if len(told) == len("YYYY-MM"):
        return f"{_MONTHS[int(told[5:]) - 1]} {told[:4]}"
    return day(date.fromisoformat(told))


def moment(when: datetime) -> str:
    """ "8 January 2018, 14:03 UTC"."""
    utc = when.astimezone(UTC)
    return f"{day(utc)}, {utc:%H:%M} UTC"


def iso(when: datetime) -> str:
    """For programs: ISO 8601 to the second, UTC."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def span(length: timedelta) -> str:
    """ "12 days", "5 hours", "less than an hour"."""
    hours = int(length.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour"
    return counted(hours, "hour") if hours < 48 else counted(hours // 24, "day")


def listed(names: tuple[str, ...], limit: int = 6) -> str:
    """ "a, b and c", the rest counted where there are more than `limit`."""
    shown = names[:limit]
    if len(names) > limit:
        return f"{', '.join(shown)} and {len(names) - limit} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
