"""When a policy is checked next: a schedule, what just happened and the time now in, the next time out. All pure.

every = "6h"                      the interval, spread by jitter
cron = "0 7 * * mon-fri"          cron's own five fields, in a time zone; daylight saving is the zone's business
after failures                    back-off that doubles up to the interval's own pace, at least what Retry-After asks
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

_DAY_NAMES = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ALIASES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
BACK_OFF_FROM = timedelta(minutes=5)
BACK_OFF_TO = timedelta(hours=24)
LONGEST_RETRY_AFTER = timedelta(days=7)
_NEVER = datetime.max.replace(tzinfo=UTC) - timedelta(days=366)
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How often a policy is checked: `cron` in `time_zone` where given, else `every`. `jitter` is a share of the
    interval by which checks are spread."""

    every: timedelta
    cron: str | None = None
    time_zone: str = "UTC"
    jitter: float = 0.0


def next_check(schedule: Schedule, *, now: datetime, chance: Random) -> datetime:
    """When the policy is checked after a good check at `now`.

    Jitter only ever shortens an interval, so that no check comes later than it was promised.
    """
    if schedule.cron is not None:
        return _next_cron(schedule.cron, schedule.time_zone, now)
    return now + schedule.every * (1 - schedule.jitter * chance.random())


def after_failure(
    schedule: Schedule, failures: int, *, now: datetime, chance: Random, retry_after: timedelta | None = None
) -> datetime:
    """When the policy is checked after the last `failures` checks (at least 1) failed, the last one at `now`.

    The first retry comes soon, each later one after twice the wait, up to eight intervals or a day. `retry_after` is
    what the server asked for; more than a week of it is not believed.
    """
    pace = interval(schedule, now)
    longest = max(pace, min(8 * pace, BACK_OFF_TO))
    wait = min(min(BACK_OFF_FROM, pace) * (1 << min(failures - 1, 20)), longest)
    wait *= 1 - 0.25 * chance.random()
    return now + max(wait, min(retry_after or timedelta(0), LONGEST_RETRY_AFTER))


def interval(schedule: Schedule, now: datetime) -> timedelta:
    """The time between two checks: the one asked for, or the span between cron's next two times."""
    if schedule.cron is None:
        return schedule.every
    first = _next_cron(schedule.cron, schedule.time_zone, now)
    return _next_cron(schedule.cron, schedule.time_zone, first) - first


def _next_cron(expression: str, time_zone: str, now: datetime) -> datetime:
    """Cron's first time after `now`, in UTC.

    An hour that a clock set back repeats counts once, as cron(8) has it: its second pass is skipped. A time that a
    clock set forward leaves out is taken at the moment of the change. An expression that runs in every hour takes
    the hours as they pass.

    APScheduler is asked about a clock that is never set, and its times are carried over here: in a zone of its own
    it adds whole days over a change, and so misses the midnight after it.
    """
    trigger, zone, every_hour = cron_trigger(expression), ZoneInfo(time_zone), _every_hour(expression)
    after, offset = now + _TICK, _offset(now, zone)
    while True:
        face: datetime | None = trigger.get_next_fire_time(None, after + offset)
        if face is None:
            return _NEVER
        found = face - offset
        if _offset(found, zone) != offset:
            change = _change(zone, after, found)
            then = _offset(change, zone)
            if not every_hour and face < change + then:
                return change
            after, offset = change, then
            continue
        first_pass = found.astimezone(zone).replace(fold=0).astimezone(UTC)
        if first_pass > now:
            return first_pass
        if every_hour:
            return found
        after = found + _TICK


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    """How far the zone's clock is ahead of UTC."""
    return at.astimezone(zone).utcoffset() or timedelta(0)


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """A moment between two, of different offsets, at which the zone's clock is set: on a whole second."""
    old = _offset(before, zone)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        before, after = (middle, after) if _offset(middle, zone) == old else (before, middle)
    return after.replace(microsecond=0)


def _every_hour(expression: str) -> bool:
    """Whether cron runs in every hour: then a repeated hour is an hour like any other."""
    return _ALIASES.get(expression.strip().lower(), expression).split()[1] in ("*", "*/1")


@lru_cache(maxsize=1024)
def cron_trigger(expression: str) -> CronTrigger:
    """APScheduler's trigger for `expression` as cron means it, on a clock that is never set. Raises ValueError that
    says what is wrong.

    APScheduler 3 counts weekdays from Monday, cron from Sunday, so numbers are turned into names. Where both day of
    month and day of week are given cron takes either, APScheduler both: such an expression is refused. So is one that
    never comes, the 30th of February: its interval would be nothing, and a failure be tried again without a pause.
    """
    fields = _ALIASES.get(expression.strip().lower(), expression).split()
    if len(fields) != 5:
        raise ValueError(f"{expression!r} has {len(fields)} fields; cron has 5: minute hour day month weekday")
    minute, hour, day, month, weekday = fields
    if day not in ("*", "?") and weekday not in ("*", "?"):
        raise ValueError(f"{expression!r} names both a day of the month and a weekday; give one of them")
    try:
        trigger = CronTrigger(
            minute=minute,
            hour=hour,
            day=day.replace("?", "*"),
            month=month.lower(),
            day_of_week=_weekdays(weekday),
            timezone=UTC,
        )
    except (ValueError, KeyError) as error:
        raise ValueError(f"{expression!r} is no cron expression: {error}") from error
    # One day is as good as another to ask from: the calendar comes again, and what is not in it never does.
    if trigger.get_next_fire_time(None, datetime(1999, 1, 1, tzinfo=UTC)) is None:
        raise ValueError(f"{expression!r} never comes: no month it names has such a day")
    return trigger


def _weekdays(field: str) -> str:
    """Cron's weekday field with names for numbers; a range over Sunday is spelt out."""
    return ",".join(_weekday_part(part) for part in field.lower().replace("?", "*").split(","))


def _weekday_part(part: str) -> str:
    span, _, step = part.partition("/")
    if span == "*":
        days = list(range(7))
    else:
        first, _, last = span.partition("-")
        begin, end = _weekday(first), _weekday(last or first)
        if step and not last:
            end = 6
        days = list(range(begin, end + 1)) if begin <= end else [*range(begin, 7), *range(end + 1)]
    if span == "*" and not step:
        return "*"
    chosen = days[:: _step(step)]
    return ",".join(_DAY_NAMES[day] for day in chosen)


def _step(step: str) -> int:
    if not step:
        return 1
    if not step.isdigit() or step == "0":
        raise ValueError(f"the step {step!r} is no number above 0")
    return int(step)


def _weekday(word: str) -> int:
    if re.fullmatch(r"[0-7]", word):
        return int(word)
    if word not in _DAY_NAMES:
        raise ValueError(f"{word!r} is no weekday; write 0-7 or sun, mon, tue, wed, thu, fri, sat")
    return _DAY_NAMES.index(word)
