"""A weekly sign of life, to the channels that want one and were told nothing all week: "all quiet, 84 good checks"."""

from datetime import datetime, timedelta

from monitor import alerting, routing
from monitor.settings import Channel, Config
from notifiers.alerts import Quiet
from storage import alert_heads, heartbeats, outbox, policies
from storage.records import AlertKind, Outcome, PolicyState
from storage.store import Session, Store

WEEK = timedelta(days=7)
BAD = frozenset({Outcome.FAILED, Outcome.SOFT_FAILURE})
SPEAKING = tuple(kind for kind in AlertKind if kind not in {AlertKind.ALL_QUIET, AlertKind.TEST})


def tell_all_quiet(store: Store, config: Config, now: datetime) -> None:
    """Decide the signs of life that are due: each channel's at its `digest_on` and `digest_at`.

    A channel new to this is due from its next such day on.
    """
    for channel in config.channel:
        if not (channel.active and channel.all_quiet):
            continue
        with store.reading() as session:
            due = _due(session, config, channel)
        if due is None or due <= now:
            with store.writing() as session:
                _tell(session, config, channel, now)


def _tell(session: Session, config: Config, channel: Channel, now: datetime) -> None:
    """Decide again in the transaction that notes it: another daemon may have told meanwhile."""
    due = _due(session, config, channel)
    if due is not None and due > now:
        return
    if due is not None and not _was_told(session, channel, now):
        route = routing.Route(channel=channel.name, mode="immediate", due_at=now)
        alerting.tell_quiet(session, _quiet(session, now), route, week=f"{due:%G-W%V}")
    heartbeats.beat(session, _name(channel), now)


def _due(session: Session, config: Config, channel: Channel) -> datetime | None:
    """When the channel's next sign of life is due, None for one that is new to this."""
    last = heartbeats.get(session, _name(channel))
    return None if last is None else _due_after(config, channel, last.at)


def _name(channel: Channel) -> str:
    return f"all_quiet {channel.name}"


def _due_after(config: Config, channel: Channel, last: datetime) -> datetime:
    weekday = routing.DAYS.index(channel.digest_on)
    return routing.next_at(channel.digest_at, routing.zone(config, channel), last, weekday)


def _was_told(session: Session, channel: Channel, now: datetime) -> bool:
    alerts = alert_heads.heads(session, kinds=SPEAKING, since=now - WEEK)
    return any(notice.channel == channel.name for alert in alerts for notice in outbox.notices(session, alert.id))


def _quiet(session: Session, now: datetime) -> Quiet:
    """How much was watched in the last week."""
    followed = [policy for policy in policies.every(session) if policy.next_check_at is not None]
    since = now - WEEK
    looks = [look for policy in followed for look in policies.checks(session, policy.id, limit=100_000, since=since)]
    return Quiet(
        since_at=since,
        until_at=now,
        policies=len(followed),
        good_checks=sum(1 for look in looks if look.outcome not in BAD),
        failing=tuple(policy.slug for policy in followed if policy.state == PolicyState.FAILING),
    )
