"""The outbox's loop: what is owed to channels in, messages sent out, each delivery settled in the database.

    reminders, signs of life -> alerts;  waiting notices -> gather -> message + delivery
    due deliveries, by channel in threads:  claim -> compose once, freeze -> send -> sent | again later | dead

Sending comes after the claim and before the note of it, so a crash between the two sends again, under the same id and
with the same words; a crash anywhere else repeats nothing. Nothing is lost: what is not noted as sent is tried again.
"""

import logging
import threading
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import TypeVar
from uuid import uuid4

from monitor import alerting, facts, feeds, gathering, reception, routing
from monitor.all_quiet import tell_all_quiet
from monitor.attempts import Attempt, Progress, attempt, is_over, next_attempt
from monitor.config import ConfigError, Loaded
from monitor.holders import me
from monitor.lanes import Lane
from monitor.log import canonical
from monitor.reminders import tell_reminders
from monitor.settings import Channel, EmailChannel
from notifiers.alerts import DeadChannel
from notifiers.base import Bulletin, Message, Notifier, Wires, notifier
from notifiers.errors import NotifierError
from notifiers.excerpt import printable
from notifiers.smtp import EXCHANGES
from storage import heartbeats, outbox
from storage.errors import LeaseLost, NotStored, StorageError, StoreBusy
from storage.records import Delivery, DeliveryState
from storage.records import Message as StoredMessage
from storage.store import Session, Store

log = logging.getLogger(__name__)

T = TypeVar("T")

LEASE = timedelta(minutes=1)  # longer than a POST may take; for mail, by its server's time-out, longer
BATCH = 1000
DOWN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatcher:
    """Tells people. Safe to run beside others on the same database: each delivery is claimed by one.

    `wires` gives what a channel's notifier may use of the world outside; `clock` the time now.
    """

    store: Store
    loaded: Loaded
    wires: Callable[[Channel], Wires]
    clock: Callable[[], datetime]
    chance: Random = field(default_factory=Random)
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> Counter[str]:
        """One round: decide what time alone makes due, gather, send. Returns what came of the attempts, counted."""
        now = self.clock()
        tell_reminders(self.store, self.loaded.config, now)
        tell_all_quiet(self.store, self.loaded.config, now)
        self._write_feeds(now)
        self.gather(now)
        return self.send(now)

    def tell_unnamed(self) -> None:
        """Tell, once a week at most, of messages for a channel that the configuration names no more.

        For whoever takes up a configuration: that is when a channel goes.
        """
        with self.store.writing() as session:
            for one in reception.unnamed(session, self.loaded):
                if one.waiting:
                    reason = f"{reception.waits_for(one)} for it, and nobody will send what waits"
                    gone = DeadChannel(channel=one.channel, recipient="", reason=reason, removed=True)
                    alerting.tell_dead_channel(session, self.loaded.config, gone, self.clock())

    def _write_feeds(self, now: datetime) -> None:
        """Write the feeds. Where that fails it is told as of a channel that takes nothing; messages go out still."""
        try:
            feeds.write(self.store, self.loaded, now)
        except feeds.Unwritten as error:
            log.warning("%s", canonical("feeds", {"error": error}))
            dead = DeadChannel(channel="[feeds]", recipient="", reason=str(error), final=False)
            with self.store.writing() as session:
                alerting.tell_dead_channel(session, self.loaded.config, dead, now)

    def gather(self, now: datetime) -> None:
        """Freeze what waits into messages with their deliveries."""
        with self.store.reading() as session:
            plans = self._plans(session, now)
        if not plans:
            return
        with self.store.writing() as session:
            for channel, planned in plans:
                identity = f"{planned.form}.{uuid4()}"
                outbox.gather(
                    session, channel, planned.alert_ids, message_id=identity, kind=planned.form.value, now=now
                )

    def _plans(self, session: Session, now: datetime) -> list[tuple[str, gathering.Planned]]:
        waiting = defaultdict(list)
        for notice in outbox.waiting(session, now):
            waiting[notice.channel].append(notice)
        plans = []
        for channel in self._awake(now):
            if channel.name in waiting:
                underway = reception.underway(session, channel.name)
                down, failing = reception.trouble(session, channel.name) is not None, gathering.failing_of(underway)
                planned = gathering.plan(waiting[channel.name], down=down, failing=len(failing), now=now)
                plans += [(channel.name, each) for each in planned]
        return plans

    def _awake(self, now: datetime) -> list[Channel]:
        """The active channels outside their quiet hours."""
        config = self.loaded.config
        return [
            channel
            for channel in self.loaded.active_channels()
            if routing.end_of_quiet(channel.quiet_hours, routing.zone(config, channel), now) <= now
        ]

    def send(self, now: datetime) -> Counter[str]:
        """Try every due delivery, channels beside one another, the messages of one in order."""
        with self.store.reading() as session:
            due = outbox.due(session, now, BATCH)
            awake = {channel.name: channel for channel in self._awake(now) if not _held_off(session, channel, now)}
        queues: dict[str, list[Delivery]] = defaultdict(list)
        for delivery in due:
            if delivery.message.channel in awake:
                queues[delivery.message.channel].append(delivery)
        if not queues:
            return Counter()
        lanes = [Lane(partial(self._channel, awake[name], queue)) for name, queue in queues.items()]
        for lane in lanes:
            lane.start()
        return sum((lane.result(self.stopping) for lane in lanes), Counter())

    def _channel(self, channel: Channel, queue: Sequence[Delivery]) -> Counter[str]:
        """Try one channel's deliveries; after the first that fails for now the others wait for their next round."""
        made = Counter[str]()
        for delivery in queue:
            if self.stopping.is_set():
                break
            try:
                settled = self.deliver(channel, delivery)
            except StorageError:
                raise
            except Exception as error:  # noqa: BLE001 - logged; the delivery is claimed again after its lease
                _why(channel, error)
                break
            made += Counter([settled] if settled else [])
            if settled == "retry":
                break
        return made

    def again(self, delivery: Delivery) -> str:
        """Try a delivery that is not sent, now and from the start; says what came of it."""
        name = delivery.message.channel
        channel = next((each for each in self.loaded.active_channels() if each.name == name), None)
        if channel is None:
            return "not sent: no active channel of that name in the configuration"
        try:
            with self.store.writing() as session:
                outbox.resend(session, delivery.id, self.clock())
            self.deliver(channel, delivery)
        except NotStored:
            pass  # another process has it, or was quicker
        with self.store.reading() as session:
            now = outbox.get_delivery(session, delivery.id)
        if now.state == DeliveryState.SENT:
            return now.state.value
        if now.state == DeliveryState.SENDING:
            return (
                f"sending: another process has it; should it die, others take it from {now.leased_until:%H:%M:%S} UTC"
            )
        return f"{now.state.value}: {now.last_error or 'another process has it'}"

    def deliver(self, channel: Channel, delivery: Delivery) -> str | None:
        """Try one delivery; returns "sent", "retry" or "dead", None where another worker has it."""
        begun, now = time.monotonic(), self.clock()
        with self.store.writing(durable=False) as session:
            claimed = outbox.claim(session, delivery.id, now, now + _lease(channel), by=me())
        if claimed is None:
            return None
        try:
            made = self._attempt(channel, claimed, now)
            outcome = self._noted(channel, lambda session: self._settle(session, claimed, made))
        except LeaseLost:
            made, outcome = None, "lost"
        log.info(canonical("delivery", _line(claimed, outcome, made, begun)))
        return outcome

    def _attempt(self, channel: Channel, claimed: Delivery, now: datetime) -> Attempt:
        try:
            told = notifier(channel.kind, self.loaded.channel_settings(channel), self.wires(channel))
            message = self._frozen(told, claimed.message, now)
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001 - `_why` logs what nobody expected
            failures = {"": _why(channel, error)}
            return Attempt(progress=Progress.of(claimed.receipt), failures=failures, retry_after=None)
        return attempt(
            told,
            message,
            _so_far(claimed),
            lambda progress: self._keep(channel, claimed, progress),
            partial(_why, channel),
        )

    def _frozen(self, told: Notifier, stored: StoredMessage, now: datetime) -> Message:
        """The message as every attempt sends it, composed at the first."""
        if stored.rendered is None:
            with self.store.reading() as session:
                bulletin = self._bulletin(session, stored)
            rendered = {"payload": told.compose(bulletin).payload}
            with self.store.writing() as session:
                stored = outbox.freeze(session, stored.id, rendered, now)
        assert stored.rendered is not None, "a frozen message has its content"
        return Message(id=stored.message_id, payload=stored.rendered["payload"])

    def _bulletin(self, session: Session, stored: StoredMessage) -> Bulletin:
        alerts = sorted(outbox.alerts(session, ids=stored.alert_ids), key=lambda alert: alert.id)
        base_url = self.loaded.config.web.base_url
        policies = {alert.policy_id for alert in alerts}
        thread = _thread(session, stored.channel, policies.pop()) if len(policies) == 1 else None
        return Bulletin(
            id=stored.message_id,
            alerts=tuple(facts.content(alert, base_url=base_url) for alert in alerts),
            created_at=stored.created_at,
            title=gathering.TITLES.get(stored.kind, stored.kind),
            thread=thread,
        )

    def _keep(self, channel: Channel, claimed: Delivery, progress: Progress) -> None:
        until = self.clock() + _lease(channel)
        self._noted(channel, lambda session: outbox.note(session, claimed, progress.receipt, until))

    def _noted(self, channel: Channel, write: Callable[[Session], T]) -> T:
        """Write down what a channel answered; again and again while others hold the database, as long as a lease lasts.

        Unwritten, what it took is sent to it once more.
        """
        until = self.clock() + _lease(channel)
        while True:
            try:
                with self.store.writing() as session:
                    return write(session)
            except StoreBusy as error:
                if self.clock() >= until:
                    raise
                log.warning("%s", canonical("busy", {"channel": channel.name, "error": error}))

    def _settle(self, session: Session, claimed: Delivery, made: Attempt) -> str:
        """Write down what came of it, and tell through the other channels what is refused for good."""
        now = self.clock()
        if made.failures and not is_over(claimed.first_attempt_at, now):
            at = next_attempt(claimed.attempts, made.retry_after, now=now, chance=self.chance)
            outbox.retry(session, claimed, at, made.error or "")
            if made.retry_after is not None:
                heartbeats.beat(session, _hold(claimed.message.channel), at)
            self._tell_down(session, claimed, made, now)
            return "retry"
        if made.error is None:
            outbox.mark_sent(session, claimed, now, made.progress.receipt)
            return "sent"
        outbox.give_up(session, claimed, made.error)
        self._tell_dead(session, claimed.message.channel, made, now)
        return "dead"

    def _tell_down(self, session: Session, claimed: Delivery, made: Attempt, now: datetime) -> None:
        """Tell of a channel that took nothing for a day."""
        since = claimed.first_attempt_at or now
        if now - since >= DOWN_AFTER and reception.trouble(session, claimed.message.channel):
            reason = f"no message got through since {since:%Y-%m-%d %H:%M} UTC; the last answer: {made.error}"
            dead = DeadChannel(channel=claimed.message.channel, recipient="", reason=reason, final=False)
            alerting.tell_dead_channel(session, self.loaded.config, dead, now)

    def _tell_dead(self, session: Session, channel: str, made: Attempt, now: datetime) -> None:
        late = {who: f"no message got through for 30 days; {why}" for who, why in made.failures.items()}
        for recipient, reason in {**made.progress.refused, **late}.items():
            dead = DeadChannel(channel=channel, recipient=recipient, reason=reason)
            alerting.tell_dead_channel(session, self.loaded.config, dead, now)


def _why(channel: Channel, error: Exception) -> str:
    """Why a channel failed, on one line. A bug is logged with its trace, and ends neither us nor the other channels.

    Of a bug's own words nothing is kept: they may quote a secret.
    """
    if isinstance(error, NotifierError | ConfigError):
        return printable(str(error))
    trace = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s\n%s", canonical("bug", {"channel": channel.name, "error": type(error).__name__}), trace)
    return f"an error of ours ({type(error).__name__}); the log has its trace"


def _so_far(claimed: Delivery) -> Progress:
    """Who has it already. A first attempt asks everyone else anew: one sent again on demand, after a refusal."""
    progress = Progress.of(claimed.receipt)
    return replace(progress, refused={}) if claimed.attempts == 1 else progress


def _thread(session: Session, channel: str, policy_id: int | None) -> str | None:
    """What the channel named the first message about this policy, to hang later ones under."""
    if policy_id is None:
        return None
    receipts = outbox.first_receipts(session, channel, policy_id)
    return next((receipt["thread"] for receipt in receipts if receipt.get("thread")), None)


def _hold(channel: str) -> str:
    """The name under which is kept until when a channel asked for no messages at all."""
    return f"hold {channel}"


def _held_off(session: Session, channel: Channel, now: datetime) -> bool:
    held = heartbeats.get(session, _hold(channel.name))
    return held is not None and now < held.at


def _lease(channel: Channel) -> timedelta:
    """Longer than one recipient may take."""
    return EXCHANGES * channel.smtp.timeout + LEASE if isinstance(channel, EmailChannel) else LEASE


def _line(claimed: Delivery, outcome: str, made: Attempt | None, begun: float) -> dict[str, object]:
    return {
        "channel": claimed.message.channel,
        "message": claimed.message.message_id,
        "alerts": ",".join(str(alert_id) for alert_id in claimed.message.alert_ids),
        "outcome": outcome,
        "attempt": claimed.attempts,
        "ms": round((time.monotonic() - begun) * 1000),
        "error": made.error if made else None,
    }
