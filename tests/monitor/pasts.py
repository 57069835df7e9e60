"""A made-up policy with a past in an invented archive, and a service that fetches it: what tests of backfill share."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fetchers.wayback import Manners
from monitor import backfill
from monitor.backfill import Report
from monitor.config import Loaded, parse
from monitor.declarations import sync
from monitor.readers import Workers
from storage import changes, history, mementos, policies, snapshots
from storage.records import Change, Memento, Policy, Version
from storage.store import Store
from tests.archives import Held, Invented
from tests.monitor.pages import text

SLUG = "tern-books/privacy"
URL = "https://tern.example/privacy"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
QUICK = Manners(
    listings_per_second=1e4,
    playbacks_per_second=1e4,
    pause_s=0.2,
    park_s=1.0,
    first_retry_s=0.01,
    allow_private=True,
)


def body(letter: str, furniture: object) -> bytes:
    """A page whose text is named by a letter; `furniture` changes its bytes and not its text."""
    changed = {"Retention": f"We keep what readers reserve for {ord(letter)} days and then delete all of it."}
    page = text({} if letter == "A" else changed)
    return page.replace(
        "<body>", f"<body><!-- served {furniture} --><nav><a href=/x?{furniture}>Home</a></nav>"
    ).encode()


def day(number: int) -> datetime:
    """The time of a capture: so many days after the archive began."""
    return datetime(2015, 1, 10, 12, tzinfo=UTC) + timedelta(days=number)


def stamp(number: int) -> str:
    """Its timestamp in the archive."""
    return day(number).strftime("%Y%m%d%H%M%S")


def captures(letters: str, *, every: int = 10, first: int = 0, url: str = URL) -> list[Held]:
    """A capture each `every` days; each has bytes of its own, and the text of its letter ("." is no capture)."""
    found = []
    for at, letter in enumerate(letters):
        number = first + at * every
        if letter != ".":
            found.append(Held(url=url, stamp=stamp(number), body=body(letter, number)))
    return found


@dataclass
class Past:
    """One policy, its archive, and what is fetched of it."""

    archive: Invented
    store: Store
    workers: Workers
    folder: Path
    now: datetime = NOW
    since: str = "2013-01-01"
    former_urls: Sequence[str] = ()
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def loaded(self) -> Loaded:
        """The configuration."""
        policy: dict[str, Any] = {"service": "Tern Books", "type": "privacy", "url": URL}
        table = {
            "archive": {"base_url": self.archive.url, "since": datetime.fromisoformat(self.since).date()},
            "policy": [policy | {"former_urls": list(self.former_urls)}],
        }
        return Loaded(path=self.folder / "config.toml", config=parse(table))

    def fetch(self, tell: backfill.Tell = lambda _: None, manners: Manners = QUICK) -> Report:
        """Backfill once, at `now`."""
        sync(self.store, self.loaded, self.now)
        (report,) = backfill.backfill(
            self.loaded,
            self.store,
            self.workers,
            [SLUG],
            stop=self.stop,
            tell=tell,
            manners=manners,
            now=lambda: self.now,
        )
        return report

    @property
    def policy(self) -> Policy:
        """The policy as stored."""
        with self.store.reading() as session:
            return policies.get(session, SLUG)

    @property
    def versions(self) -> tuple[Version, ...]:
        """Its versions, oldest first."""
        with self.store.reading() as session:
            return history.versions(session, self.policy)

    @property
    def spans(self) -> list[tuple[datetime, datetime]]:
        """First and last sighting of each version."""
        return [(version.first_seen, version.last_seen) for version in self.versions]

    @property
    def states(self) -> list[str]:
        """What stands in its history, in time order."""
        with self.store.reading() as session:
            return [version.state for version in history.versions(session, self.policy, everything=True)]

    @property
    def mementos(self) -> tuple[Memento, ...]:
        """The archive's list as kept."""
        with self.store.reading() as session:
            return mementos.every(session, self.policy.id)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Stored changes, newest first."""
        with self.store.reading() as session:
            return changes.listed(session, policy_id=self.policy.id)

    def snapshot_count(self) -> int:
        """How many captures are stored."""
        with self.store.reading() as session:
            return snapshots.count(session, self.policy.id)
