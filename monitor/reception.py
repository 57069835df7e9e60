"""How channels take what is sent to them: a channel's deliveries in, what is wrong with it, since when, out.

A channel that was renamed or taken out of config.toml takes nothing either: what it was owed waits until it is named
again, or dropped.
"""

from dataclasses import dataclass
from datetime import datetime
from shlex import quote

from monitor import gathering
from monitor.config import Loaded
from storage import glance, outbox
from storage.glance import Owed
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


def unnamed(session: Session, loaded: Loaded) -> tuple[Owed, ...]:
    """What is owed to channels that the configuration does not name, nor switched off: nobody will send it."""
    names = {channel.name for channel in loaded.config.channel}
    return tuple(one for one in glance.owed(session) if one.channel not in names)


def waits_for(one: Owed) -> str:
    """ "3 messages wait"."""
    return "1 message waits" if one.waiting == 1 else f"{one.waiting} messages wait"


def told_unnamed(one: Owed) -> str:
    """What waits for such a channel, and the ways out, for a person."""
    waits = waits_for(one)
    drop = f"clausewatch alerts drop {quote(one.channel)}"
    return f"{waits}, and config.toml names no such channel; name it again, or {drop}"


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
