"""Who is told of what, and when: an alert's facts and the channels of config.toml in, routes out. All pure.

Every matching channel gets each alert exactly once: at once, with the next digest, or when its quiet hours end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fnmatch import fnmatchcase
from zoneinfo import ZoneInfo

from monitor.settings import Channel, Config
from notifiers.alerts import Subject
from redline.types import Assessment
from storage.records import AlertKind

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ABOUT_ERRORS = frozenset(
    {AlertKind.ERROR_OPENED, AlertKind.ERROR_REMINDER, AlertKind.ERROR_CLOSED, AlertKind.STALE, AlertKind.UNSTABLE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One channel that is to be told; `mode` is "immediate", "daily" or "weekly"."""

    channel: str
    mode: str
    due_at: datetime


def routes(
    config: Config,
    kind: AlertKind,
    *,
    subject: Subject | None = None,
    assessment: Assessment | None = None,
    now: datetime,
) -> tuple[Route, ...]:
    """The channels that want an alert decided at `now`, each once, in the file's order.

    `subject` is the policy it is about, None where it is about none; `assessment` is a change's.
    """
    allowed = _allowed(config, subject)
    return tuple(
        route(config, channel, now)
        for channel in config.channel
        if channel.active and _wants(channel, kind, subject, assessment) and channel.name in allowed
    )


def route(config: Config, channel: Channel, now: datetime) -> Route:
    """How `channel` is told of something decided at `now`."""
    return Route(channel=channel.name, mode=channel.digest, due_at=_due(channel, zone(config, channel), now))


def zone(config: Config, channel: Channel) -> ZoneInfo:
    """The zone of a channel's times."""
    return ZoneInfo(channel.time_zone or config.clausewatch.time_zone)


def _allowed(config: Config, subject: Subject | None) -> frozenset[str]:
    """The channels that the policy itself names; all where it names none, or is no longer declared."""
    everyone = frozenset(channel.name for channel in config.channel)
    declared = (policy for policy in config.policy if subject is not None and policy.slug == subject.slug)
    named = next(declared, None)
    return everyone if named is None or named.channels is None else frozenset(named.channels)


def _wants(channel: Channel, kind: AlertKind, subject: Subject | None, assessment: Assessment | None) -> bool:
    if subject is not None and not _follows(channel, subject):
        return False
    if kind in ABOUT_ERRORS:
        return channel.errors
    if assessment is None:
        return kind != AlertKind.ALL_QUIET or channel.all_quiet
    return assessment.materiality.reaches(channel.min_materiality) and _of_category(channel, assessment)


def reaches_any(config: Config, channel: Channel, subjects: Iterable[Subject]) -> bool:
    """Whether `channel` is told of anything of one of `subjects`."""
    return any(channel.name in _allowed(config, subject) and _follows(channel, subject) for subject in subjects)


def _follows(channel: Channel, subject: Subject) -> bool:
    """Whether the policy is among those this channel is told of: each key that is set must match."""
    if channel.policies and not any(fnmatchcase(subject.slug, pattern) for pattern in channel.policies):
        return False
    if channel.types and subject.type.casefold() not in {kind.casefold() for kind in channel.types}:
        return False
    return not channel.tags or not set(channel.tags).isdisjoint(subject.tags)


def _of_category(channel: Channel, assessment: Assessment) -> bool:
    """Whether a finding of a wanted category is weighty enough for this channel."""
    if not channel.categories:
        return True
    wanted = {category.casefold() for category in channel.categories}
    return any(
        finding.category.casefold() in wanted and finding.level.reaches(channel.min_materiality)
        for judged in assessment.changes
        for finding in judged.findings
    )


def _due(channel: Channel, zone: ZoneInfo, now: datetime) -> datetime:
    if channel.digest == "immediate":
        return end_of_quiet(channel.quiet_hours, zone, now)
    weekday = DAYS.index(channel.digest_on) if channel.digest == "weekly" else None
    return next_at(channel.digest_at, zone, now, weekday)


def next_at(at: time, zone: ZoneInfo, now: datetime, weekday: int | None = None) -> datetime:
    """The first moment after `now` that is `at` in `zone`, on `weekday` (0 for Monday) where one is given.

    A time that a clock set forward leaves out is taken an hour later; one that it repeats, the first time.
    """
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(9))
    moments = (_passes(day, at, zone)[0] for day in days if weekday is None or day.weekday() == weekday)
    return next(moment for moment in moments if moment > now)


def end_of_quiet(quiet_hours: str | None, zone: ZoneInfo, now: datetime) -> datetime:
    """`now`, or the end of the quiet hours ("22:00-07:00") that hold it.

    They go by what the clock shows: in an hour that it repeats they come twice, and end twice.
    """
    if quiet_hours is None:
        return now
    begin, end = (time.fromisoformat(part) for part in quiet_hours.split("-"))
    local = now.astimezone(zone)
    shown = local.time()
    within = begin <= shown < end if begin < end else (shown >= begin or shown < end)
    if not within or begin == end:
        return now
    days = (local.date() + timedelta(days=ahead) for ahead in range(3))
    return min(moment for day in days for moment in _passes(day, end, zone) if moment > now)


def _passes(day: date, at: time, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The moment at which the zone's clock shows `at` on `day`; both, where it shows it twice."""
    first, second = (datetime.combine(day, at.replace(fold=fold), tzinfo=zone).astimezone(UTC) for fold in (0, 1))
    return (first, second) if first < second else (first,)


def others(config: Config, dead: str) -> Sequence[Channel]:
    """The channels through which it is told that `dead` refuses messages."""
    return [channel for channel in config.channel if channel.active and channel.name != dead]
