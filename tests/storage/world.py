"""A made-up policy and short words for what happens to it: see a text, judge it, ask for its history."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from redline.types import Clause, Link, Quality, Reading, Recipe, StatedDate
from storage import bodies, changes, history, policies, readings, snapshots
from storage.records import (
    Change,
    ChangeKind,
    ChangeState,
    CountsAs,
    Declared,
    NewChange,
    NewSnapshot,
    Policy,
    Snapshot,
    Source,
    Version,
)
from storage.store import Store

START = datetime(2026, 1, 1, tzinfo=UTC)
SLUG = "ferrywell/privacy"


def day(number: float) -> datetime:
    """Noon-less days after the start; negative ones before it."""
    return START + timedelta(days=number)


def declared(slug: str = SLUG, **declaration: str) -> Declared:
    """A declaration of that slug."""
    service, kind = slug.split("/")
    return Declared(
        slug=slug, service=service.title(), type=kind, declaration=declaration or {"url": "https://f.test/"}
    )


def sha256(text: str) -> str:
    """The digest of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def reading(*texts: str, reader: str = "html") -> Reading:
    """A reading whose clauses are those texts; its words are theirs."""
    clauses = tuple(
        Clause(
            position=at,
            number=str(at + 1),
            trail=("Privacy", "Your data"),
            heading="Your data",
            kind="paragraph",
            text=text,
            links=(Link(text="here", href=f"https://f.test/{at}"),),
            digest=sha256(text.casefold()),
        )
        for at, text in enumerate(texts)
    )
    return Reading(
        reader=reader,  # type: ignore[arg-type]  # a Literal of the caller's
        title="Privacy",
        language="en",
        stated_date=StatedDate(date="2025-12-01", candidates=(), label="updated", text="Updated 1 December 2025"),
        quality=Quality(verdict="policy", reason=""),
        clauses=clauses,
        words_sha256=sha256("\n".join(texts).casefold()),
        outline_sha256=sha256(repr(texts)),
    )


@dataclass
class World:
    """A store with one policy, and what can happen to it."""

    store: Store
    recipe: Recipe = field(default_factory=lambda: Recipe(extractor=1))
    recipe_sha256: str = ""

    def __post_init__(self) -> None:
        with self.store.writing() as session:
            policies.sync(session, [declared()], START)
            self.recipe_sha256 = policies.set_recipe(session, policies.get(session, SLUG).id, self.recipe)

    @property
    def policy(self) -> Policy:
        """The policy as it stands now."""
        with self.store.reading() as session:
            return policies.get(session, SLUG)

    def see(
        self,
        text: str,
        at: datetime,
        source: Source = Source.LIVE,
        counts_as: CountsAs = CountsAs.YES,
        *,
        reader: str = "html",
        page: str | None = None,
    ) -> Snapshot:
        """A capture that reads as `text`, judged; `page` is its bytes where they differ from the text's."""
        with self.store.writing() as session:
            body = bodies.put(session, (page or text).encode())
            snapshot = snapshots.put(session, capture(self.policy_id(session), body, at, source))
            readings.put(session, body, self.recipe_sha256, reading(*text.split("|"), reader=reader))
            snapshots.judge(session, snapshot.id, self.recipe_sha256, counts_as, "said so", at)
            return snapshot

    def sight(self, snapshot: Snapshot, at: datetime) -> None:
        """The same bytes again."""
        with self.store.writing() as session:
            snapshots.sight(session, snapshot, at)

    def judge(self, snapshot: Snapshot, counts_as: CountsAs, at: datetime) -> None:
        """A later word on a snapshot."""
        with self.store.writing() as session:
            snapshots.judge(session, snapshot.id, self.recipe_sha256, counts_as, "on second thoughts", at)

    def change(self, before: Snapshot, after: Snapshot, at: datetime, state: ChangeState = ChangeState.HELD) -> Change:
        """A stored change between two snapshots."""
        with self.store.writing() as session:
            return changes.put(session, self.new_change(before, after, at, state))

    def new_change(self, before: Snapshot, after: Snapshot, at: datetime, state: ChangeState) -> NewChange:
        """A change to be stored."""
        return NewChange(
            policy_id=before.policy_id,
            recipe=self.recipe_sha256,
            kind=ChangeKind.LIVE,
            state=state,
            before_snapshot_id=before.id,
            after_snapshot_id=after.id,
            before_words_sha256=before.body_sha256,
            after_words_sha256=after.body_sha256,
            first_seen_at=at,
            made_at=at,
            confirmed_at=at if state is ChangeState.CONFIRMED else None,
            materiality="material",
            summary="A promise was removed.",
            ruleset="1",
            assessment={"changes": []},
        )

    def versions(self, *, everything: bool = False) -> tuple[Version, ...]:
        """The policy's versions now."""
        with self.store.reading() as session:
            return history.versions(session, policies.get(session, SLUG), everything=everything)

    def texts(self) -> list[str]:
        """The digests of the versions' texts, oldest first."""
        return [version.words_sha256 for version in self.versions()]

    @staticmethod
    def policy_id(session: object) -> int:
        """The policy's id."""
        return policies.get(session, SLUG).id  # type: ignore[arg-type]  # a Session, whose type is storage's own


def capture(policy_id: int, body_sha256: str, at: datetime, source: Source = Source.LIVE) -> NewSnapshot:
    """A plain capture of that body."""
    return NewSnapshot(
        policy_id=policy_id,
        source=source,
        captured_at=at,
        fetched_at=at,
        url="https://f.test/privacy",
        final_url="https://f.test/privacy",
        status=200,
        media_type="text/html",
        headers=(("Content-Type", "text/html"), ("ETag", '"1"')),
        body_sha256=body_sha256,
        etag='"1"',
        archive_url=f"https://archive.test/{at:%Y%m%d}" if source is Source.WAYBACK else None,
    )


def words(*texts: str) -> list[str]:
    """The text digests that `World.see` gives such texts."""
    return [reading(*text.split("|")).words_sha256 for text in texts]


def days(numbers: Sequence[float]) -> list[datetime]:
    """Several days at once."""
    return [day(number) for number in numbers]
