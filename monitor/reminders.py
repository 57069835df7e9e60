"""Changes that take effect soon: told once more, N days before, to the channels that want it.

An alert dismissed by a person is not told again. A change first told within those N days needs no reminder.
"""

from datetime import UTC, datetime, time, timedelta

from monitor import alerting, routing
from monitor.settings import Channel, Config
from storage import alert_heads, heartbeats, outbox
from storage.records import AlertHead, AlertKind
from storage.store import Session, Store

NAME = "reminders"
EVERY = timedelta(hours=1)
MEMORY = timedelta(days=400)  # changes announced longer ahead than this are not reminded of


def tell_reminders(store: Store, config: Config, now: datetime) -> None:
    """Decide the reminders that are due; looked at hourly."""
    if not any(channel.remind_days_before for channel in config.channel if channel.active):
        return
    with store.reading() as session:
        last = heartbeats.get(session, NAME)
        if last is not None and last.at <= now < last.at + EVERY:
            return
        due = [(alert, routes) for alert in _changes(session, now) if (routes := _routes(session, config, alert, now))]
    with store.writing() as session:
        for alert, routes in due:
            alerting.tell_reminder(session, outbox.get_alert(session, alert.id), routes, now)
        heartbeats.beat(session, NAME, now)


def _changes(session: Session, now: datetime) -> list[AlertHead]:
    """Alerts of changes that are still to take effect and were not dismissed."""
    told = alert_heads.heads(session, kinds=[AlertKind.CHANGE], since=now - MEMORY, effect_after=now.date())
    return [alert for alert in told if alert.triage is None or alert.triage.verdict != "dismissed"]


def _routes(session: Session, config: Config, alert: AlertHead, now: datetime) -> tuple[routing.Route, ...]:
    told = {notice.channel for notice in outbox.notices(session, alert.id)}
    wanting = [channel for channel in config.channel if channel.active and channel.name in told]
    return tuple(routing.route(config, channel, now) for channel in wanting if _is_time(channel, alert, now))


def _is_time(channel: Channel, alert: AlertHead, now: datetime) -> bool:
    if alert.takes_effect is None or channel.remind_days_before is None:
        return False
    begins = datetime.combine(alert.takes_effect, time(), tzinfo=UTC) - timedelta(days=channel.remind_days_before)
    return alert.created_at < begins <= now
