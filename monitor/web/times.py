"""Times as the pages show them: absolute with their zone, and how long ago."""

import datetime as dt
from functools import lru_cache

from markupsafe import Markup

from monitor import moments

LAST_DAY = dt.date.max - dt.timedelta(days=1)
STEPS = ((60, "second"), (60, "minute"), (24, "hour"), (30.44, "day"), (12, "month"))


def now() -> dt.datetime:
    """The time now, aware UTC."""
    return dt.datetime.now(dt.UTC)


def period(start: dt.date | None, end: dt.date | None) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Two days as a span of time, UTC: from the first one's start to the last one's end, None where open."""
    since = dt.datetime.combine(start, dt.time(), tzinfo=dt.UTC) if start else None
    until = dt.datetime.combine(min(end, LAST_DAY), dt.time(), tzinfo=dt.UTC) + dt.timedelta(days=1) if end else None
    return since, until


@lru_cache(maxsize=4096)
def day(at: dt.datetime | None) -> Markup:
    """The day in UTC; the minute when pointed at."""
    if at is None:
        return Markup('<span class="soft">never</span>')
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        moments.iso(at), at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC"), moments.day(at)
    )


def minute(at: dt.datetime | None) -> Markup:
    """The minute, with its zone."""
    if at is None:
        return Markup('<span class="soft">never</span>')
    return Markup('<time datetime="{}">{}</time>').format(
        moments.iso(at), at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")
    )


def ago(at: dt.datetime | None, now: dt.datetime) -> str:
    """ "3 hours ago", "in 20 minutes"; "" for None."""
    if at is None:
        return ""
    amount = (now - at).total_seconds()
    future, amount = amount < 0, abs(amount)
    if amount < 45:
        return "in a moment" if future else "just now"
    for step, name in STEPS:
        if amount < step:
            return _worded(amount, name, future)
        amount /= step
    return _worded(amount, "year", future)


def _worded(amount: float, name: str, future: bool) -> str:
    count = max(round(amount), 1)
    words = f"{count} {name}{'' if count == 1 else 's'}"
    return f"in {words}" if future else f"{words} ago"
