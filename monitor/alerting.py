"""An alert is decided here: its facts in, the stored alert and what it owes to each channel out, in one transaction.

The caller's transaction is the one that stores the change: both are committed, or neither is.
"""

from datetime import datetime

from monitor import facts, routing
from monitor.settings import Config, Policy
from notifiers.alerts import DeadChannel, Quiet, Subject, Trouble, VersionSeen
from redline.types import Assessment, Materiality
from storage import outbox
from storage.records import Alert, AlertKind, NewAlert
from storage.store import Session


def subject_of(policy: Policy) -> Subject:
    """A declared policy as alerts name it."""
    return Subject(slug=policy.slug, service=policy.service, type=policy.type, url=policy.url, tags=policy.tags)


def tell_change(
    session: Session,
    config: Config,
    *,
    subject: Subject,
    policy_id: int,
    change_id: int,
    assessment: Assessment,
    before: VersionSeen,
    after: VersionSeen,
    now: datetime,
    unconfirmed: bool = False,
) -> Alert | None:
    """Decide on a stored change: an alert where it is material or a channel wants it, None where nobody is told.

    A change is told once: a second call, confirmed after unconfirmed, gives the alert of the first.
    """
    routes = routing.routes(config, AlertKind.CHANGE, subject=subject, assessment=assessment, now=now)
    if not routes and assessment.materiality != Materiality.MATERIAL:
        return None
    new = NewAlert(
        kind=AlertKind.CHANGE,
        policy_id=policy_id,
        change_id=change_id,
        dedup_key=f"change:{change_id}",
        created_at=now,
        summary=assessment.summary,
        facts=facts.of_change(subject, assessment, before, after, unconfirmed=unconfirmed),
    )
    return _owed(session, new, routes)


def tell_trouble(
    session: Session,
    config: Config,
    kind: AlertKind,
    *,
    subject: Subject,
    policy_id: int,
    trouble: Trouble,
    dedup_key: str,
    now: datetime,
) -> Alert:
    """An alert of an error opened, lasting or closed, of a stale or an unstable page; once per `dedup_key`."""
    new = NewAlert(
        kind=kind,
        policy_id=policy_id,
        dedup_key=dedup_key,
        created_at=now,
        summary=f"can be read again; before: {trouble.cause}" if kind is AlertKind.ERROR_CLOSED else trouble.cause,
        facts=facts.of_trouble(subject, trouble),
    )
    return _owed(session, new, routing.routes(config, kind, subject=subject, now=now))


def tell_dead_channel(session: Session, config: Config, dead: DeadChannel, now: datetime) -> Alert:
    """Tell, through the other channels, that one takes no messages; once a week at most."""
    year, week, _ = now.isocalendar()
    word = "is removed, with" if dead.removed else "refuses" if dead.final else "takes no"
    state = "removed" if dead.removed else "dead" if dead.final else "down"
    new = NewAlert(
        kind=AlertKind.CHANNEL_DEAD,
        policy_id=None,
        dedup_key=f"channel_{state}:{dead.channel}:{dead.recipient}:{year}-W{week:02}",
        created_at=now,
        summary=f"channel {dead.channel} {word} messages: {dead.reason}",
        facts=facts.of_dead_channel(dead),
    )
    routes = tuple(routing.route(config, channel, now) for channel in routing.others(config, dead.channel))
    return _owed(session, new, routes)


def tell_quiet(session: Session, quiet: Quiet, route: routing.Route, *, week: str) -> Alert:
    """The sign of life of a week, once, to a channel that wants one and was told nothing."""
    new = NewAlert(
        kind=AlertKind.ALL_QUIET,
        policy_id=None,
        dedup_key=f"all_quiet:{route.channel}:{week}",
        created_at=quiet.until_at,
        summary=f"all quiet: {quiet.policies} policies, {quiet.good_checks} good checks",
        facts=facts.of_quiet(quiet),
    )
    return _owed(session, new, (route,))


def tell_reminder(session: Session, alert: Alert, channels: tuple[routing.Route, ...], now: datetime) -> Alert:
    """Tell a change again, shortly before it takes effect."""
    new = NewAlert(
        kind=AlertKind.REMINDER,
        policy_id=alert.policy_id,
        change_id=alert.change_id,
        dedup_key=f"reminder:{alert.change_id}",
        created_at=now,
        summary=alert.summary,
        facts=alert.facts,
    )
    return _owed(session, new, channels)


def _owed(session: Session, new: NewAlert, routes: tuple[routing.Route, ...]) -> Alert:
    alert, _ = outbox.put_alert(session, new)
    for route in routes:
        outbox.address(session, alert.id, route.channel, mode=route.mode, due_at=route.due_at)
    return alert
