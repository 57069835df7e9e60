"""A made-up policy of many parts, and a service over it without network: what the tests of the pipeline share."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from monitor import pipeline
from monitor.capturing import DRAWN, NotCaptured, Page, Unchanged
from monitor.config import Loaded, parse
from monitor.declarations import sync
from monitor.outcomes import Result
from monitor.readers import Workers
from monitor.settings import Policy as Declaration
from monitor.troubles import Cause, Failure
from redline.extraction import EXTRACTOR
from redline.reading import read
from redline.types import Recipe
from storage import bodies, changes, history, outbox, policies, readings, snapshots
from storage.records import (
    Alert,
    AlertKind,
    Change,
    ChangeState,
    CountsAs,
    NewSnapshot,
    Policy,
    Snapshot,
    Source,
    Version,
)
from storage.store import Store

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SLUG = "tern-books/privacy"
PARTS = {
    "Who we are": "Tern Books Ltd. runs an online catalogue for small libraries and answers for the data kept in it.",
    "What we collect": "We collect the name and work address of each librarian, and the titles that readers reserve.",
    "Sharing": "We never sell personal information. We share it only with the companies that host our catalogue.",
    "Retention": "We delete the reservations of a reader within 30 days after the loan has ended.",
    "Your rights": "You may ask us at any time to show, correct or erase what we hold about you, free of charge.",
    "Contact": "Write to our privacy officer at the harbour office, and we will answer within two weeks.",
}
SALE = {"Sharing": "We may sell personal information to advertising partners and share it with any company we choose."}
ARBITRATION = {"Disputes": "Every dispute shall be settled by binding arbitration, and you waive any class action."}
TICKER = "Today {} libraries are open."


def text(changed: dict[str, str] | None = None, ticker: int | None = None) -> str:
    """The policy's page, with parts replaced or added; a `ticker` puts a line that differs each time."""
    parts = PARTS | (changed or {})
    body = "".join(f"<h2>{heading}</h2><p>{words}</p>" for heading, words in parts.items())
    line = f"<h2>News</h2><p>{TICKER.format(ticker)}</p>" if ticker is not None else ""
    main = f"<main><h1>Privacy Policy</h1>{body}{line}</main>"
    return f"<html lang=en><head><title>Tern Books</title></head><body>{main}</body></html>"


OTHER = (
    "<html lang=en><body><main><h1>Sign in</h1><form><input type=password></form><p>Sign in.</p></main></body></html>"
)


@dataclass
class Site:
    """What the page shows now, and what a browser draws of it; None for `body` means that it fails with `failure`."""

    body: str | None = field(default_factory=text)
    failure: Failure = field(default_factory=lambda: Failure(cause=Cause.SERVER, message="the server answered 500"))
    unchanged: bool = False
    drawn: str | None = None
    fetchers: list[str] = field(default_factory=list)

    def capture(self, declaration: Declaration, last: Snapshot | None, now: datetime) -> Page | Unchanged:
        """Answer as a fetcher would."""
        self.fetchers.append(declaration.fetcher)
        if self.body is None:
            raise NotCaptured(self.failure)
        if self.unchanged:
            return Unchanged(fetched_at=now)
        return Page(
            source=Source.LIVE,
            captured_at=now,
            fetched_at=now,
            url=declaration.url,
            final_url=declaration.url,
            status=200,
            content_type="text/html; charset=utf-8",
            headers=(("Content-Type", "text/html; charset=utf-8"),),
            body=(self.drawn if self.drawn and declaration.fetcher == "browser" else self.body).encode(),
            note=DRAWN if declaration.fetcher == "browser" else None,
        )


@dataclass
class Scene:
    """One policy, one page, and a clock that only the test moves."""

    loaded: Loaded
    store: Store
    workers: Workers
    site: Site = field(default_factory=Site)
    now: datetime = START
    can_draw: bool = False

    @classmethod
    def of(cls, folder: Path, store: Store, workers: Workers, general: dict[str, Any] | None = None) -> "Scene":
        """A scene whose `[clausewatch]` table is `general`."""
        table = {
            "clausewatch": {"check_every": "6h", "jitter": 0, **(general or {})},
            "channel": [{"name": "desk", "kind": "console"}],
            "policy": [{"service": "Tern Books", "type": "privacy", "url": "https://tern.example/privacy"}],
        }
        return cls(Loaded(path=folder / "config.toml", config=parse(table)), store, workers)

    def check(self, body: str | None = None, *, after: timedelta = timedelta(0), fails: bool = False) -> Result:
        """Check once, `after` the last check, with the page showing `body` from now on."""
        self.now += after
        if body is not None:
            self.site.body = body
        if fails:
            self.site.body = None
        tools = pipeline.Tools(
            loaded=self.loaded,
            store=self.store,
            workers=self.workers,
            capture=lambda declaration, last: self.site.capture(declaration, last, self.now),
            clock=lambda: self.now,
            chance=Random(1),
            can_draw=lambda: self.can_draw,
        )
        sync(self.store, self.loaded, self.now)
        claimed = pipeline.claim(tools, self.policy.id, even_if_early=True)
        assert claimed is not None
        return pipeline.check(tools, claimed)

    def archive(self, body: str, at: datetime) -> None:
        """Put a capture of the past into the history, as a backfill would."""
        recipe, policy = Recipe(extractor=EXTRACTOR), self.policy
        with self.store.writing() as session:
            name = policies.set_recipe(session, policy.id, recipe)
            new = NewSnapshot(
                policy_id=policy.id,
                source=Source.WAYBACK,
                captured_at=at,
                fetched_at=self.now,
                url="https://tern.example/privacy",
                final_url="https://tern.example/privacy",
                status=200,
                media_type="text/html",
                headers=(),
                body_sha256=bodies.put(session, body.encode()),
            )
            snapshot = snapshots.put(session, new)
            readings.put(session, snapshot.body_sha256, name, read(body.encode(), content_type="text/html"))
            snapshots.judge(session, snapshot.id, name, CountsAs.YES, "", self.now)

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
    def everything(self) -> tuple[Version, ...]:
        """Its versions and what stands between them."""
        with self.store.reading() as session:
            return history.versions(session, self.policy, everything=True)

    def alerts(self, kind: AlertKind | None = None) -> tuple[Alert, ...]:
        """What was told, oldest first."""
        with self.store.reading() as session:
            found = outbox.alerts(session, kinds=[kind] if kind else tuple(AlertKind))
        return tuple(reversed(found))

    def changes(self, *states: ChangeState) -> tuple[Change, ...]:
        """Its stored changes, oldest first."""
        with self.store.reading() as session:
            return tuple(reversed(changes.listed(session, states=states or tuple(ChangeState))))
