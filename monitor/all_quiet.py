"""A weekly sign of life, to the channels that want one and were told nothing all week: "all quiet, 84 good checks"."""

from datetime import datetime, timedelta

from monitor import alerting, routing
from monitor.settings import Channel, Config
from notifiers.alerts import Quiet
from storage import heartbeats, outbox, policies
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
        name = f"all_quiet {channel.name}"
        with store.reading() as session:
            last = heartbeats.get(session, name)
        if last is None or _due_after(config, channel, last.at) <= now:
            with store.writing() as session:
                if last is not None and not _was_told(session, channel, now):
                    routes = (routing.Route(channel=channel.name, mode="immediate", due_at=now),)
                    alerting.tell_quiet(session, _quiet(session, now), routes)
                heartbeats.beat(session, name, now)


def _due_after(config: Config, channel: Channel, last: datetime) -> datetime:
    weekday = routing.DAYS.index(channel.digest_on)
    return routing.next_at(channel.digest_at, routing.zone(config, channel), last, weekday)


def _was_told(session: Session, channel: Channel, now: datetime) -> bool:
    alerts = outbox.alerts(session, kinds=SPEAKING, since=now - WEEK)
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
