"""How channels take what is sent to them: a channel's deliveries in, what is wrong with it, since when, out."""

from dataclasses import dataclass
from datetime import datetime

from monitor import gathering
from monitor.config import Loaded
from storage import outbox
from storage.records import Delivery, DeliveryState
from storage.store import Session

UNDERWAY = (DeliveryState.PENDING, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusing:
    """A channel that takes no messages at present: none since `since`, `error` at the last attempt; so many `wait`."""

    channel: str
    since: datetime
    error: str
    wait: int


def refusing(session: Session, loaded: Loaded) -> tuple[Refusing, ...]:
    """The active channels that take no messages at present."""
    found = (trouble(session, channel.name) for channel in loaded.active_channels())
    return tuple(one for one in found if one is not None)


def trouble(session: Session, channel: str) -> Refusing | None:
    """What is wrong with a channel: a message failed, and none went through since. None where nothing is."""
    waiting = underway(session, channel)
    sent = outbox.deliveries(session, channel=channel, states=(DeliveryState.SENT,), limit=5)
    if not gathering.is_down(waiting, sent):
        return None
    tried = [(each.first_attempt_at, each) for each in gathering.failing_of(waiting) if each.first_attempt_at]
    since, _ = min(tried, key=lambda one: one[0])
    _, last = max(tried, key=lambda one: one[0])
    return Refusing(channel=channel, since=since, error=last.last_error or "", wait=len(waiting))


def underway(session: Session, channel: str) -> tuple[Delivery, ...]:
    """The deliveries to a channel that are not settled yet."""
    return outbox.deliveries(session, channel=channel, states=UNDERWAY)
