"""An outbox with a clock that only the test moves: alerts decided, rounds made, real servers at the other end."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from fetchers.client import Client
from monitor import alerting, wiring
from monitor.config import Loaded, parse
from monitor.dispatch import Dispatcher
from notifiers.alerts import Subject
from redline.types import Assessment
from storage import outbox
from storage.records import Alert, AlertKind, ChangeState, Delivery
from storage.store import Store
from tests.notifiers import alerts as made
from tests.storage.world import SLUG, World

START = made.NOW

SUBJECT = Subject(
    slug=SLUG, service="Ferrywell", type="privacy", url="https://f.test/privacy", tags=("harbour", "core")
)


@dataclass
class Office:
    """A store, channels, a clock, and the dispatcher over them."""

    store: Store
    loaded: Loaded
    client: Client
    now: datetime = START
    world: World = field(init=False)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self.world = World(self.store)

    @property
    def dispatcher(self) -> Dispatcher:
        """A new one each time, as after a restart: nothing is kept in memory."""
        return Dispatcher(
            store=self.store,
            loaded=self.loaded,
            wires=wiring.wires(self.client, lambda: self.now),
            clock=lambda: self.now,
            chance=Random(1),
        )

    def round(self, after: timedelta = timedelta(0)) -> int:
        """One round of the outbox, `after` the last; returns how many attempts it made."""
        self.now += after
        return self.dispatcher.run().total()

    def rounds(self, count: int, every: timedelta) -> None:
        """So many rounds."""
        for _ in range(count):
            self.round(every)

    def change(self, assessment: Assessment | None = None, subject: Subject = SUBJECT) -> Alert | None:
        """A material change is confirmed now, in the transaction that decides to tell it."""
        number = next(self.numbers)
        before = self.world.see(f"text {number}", self.now - timedelta(days=1))
        after = self.world.see(f"text {number}, changed", self.now)
        change = self.world.change(before, after, self.now, ChangeState.CONFIRMED)
        with self.store.writing() as session:
            return alerting.tell_change(
                session,
                self.loaded.config,
                subject=subject,
                policy_id=self.world.policy.id,
                change_id=change.id,
                assessment=assessment or made.assessment(),
                before=made.BEFORE,
                after=made.AFTER,
                now=self.now,
            )

    def trouble(self, kind: AlertKind = AlertKind.ERROR_OPENED) -> Alert:
        """The policy cannot be read."""
        trouble = made.trouble().trouble
        assert trouble is not None
        with self.store.writing() as session:
            return alerting.tell_trouble(
                session,
                self.loaded.config,
                kind,
                subject=SUBJECT,
                policy_id=self.world.policy.id,
                trouble=trouble,
                dedup_key=f"{kind}:{next(self.numbers)}",
                now=self.now,
            )

    def deliveries(self, channel: str | None = None) -> list[Delivery]:
        """All deliveries, oldest first."""
        with self.store.reading() as session:
            return sorted(outbox.deliveries(session, channel=channel), key=lambda delivery: delivery.id)

    def states(self, channel: str | None = None) -> list[str]:
        """Where each delivery stands."""
        return [delivery.state.value for delivery in self.deliveries(channel)]

    def told(self, channel: str) -> list[int]:
        """The alerts this channel accepted, in the order it did."""
        sent = [delivery for delivery in self.deliveries(channel) if delivery.state == "sent"]
        return [alert_id for delivery in sent for alert_id in delivery.message.alert_ids]

    def alerts(self, kind: AlertKind) -> tuple[Alert, ...]:
        """Alerts of a kind, newest first."""
        with self.store.reading() as session:
            return outbox.alerts(session, kinds=[kind])


OfficeOf = Callable[..., Office]


def office(store: Store, folder: Path, client: Client, channels: list[dict[str, Any]], general: Any = None) -> Office:
    """An office with these channels; they may be at private addresses."""
    table = {
        "clausewatch": general or {},
        "channel": [{"allow_private": True, **channel} for channel in channels],
        "policy": [{"service": "Ferrywell", "type": "privacy", "url": "https://f.test/privacy"}],
    }
    return Office(store=store, loaded=Loaded(path=folder / "config.toml", config=parse(table)), client=client)
