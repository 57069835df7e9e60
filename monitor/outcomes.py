"""The values of one check: what was seen, what it means, where it is written, and what came of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from monitor.capturing import DRAWN, Page
from monitor.config import Loaded
from monitor.decisions import Move, Patience, Shared
from monitor.declarations import schedule_of
from monitor.judging import Rules
from monitor.moments import iso
from monitor.recall import Recalled
from monitor.schedule import Schedule
from monitor.settings import Policy as Declaration
from monitor.troubles import Failure, Tolerance
from redline.types import Assessment, Reading, Recipe, Suspect
from storage import recipes
from storage.records import Outcome, Policy, Snapshot
from storage.store import Store


def sha256(body: bytes) -> str:
    """The digest by which bodies are named."""
    return hashlib.sha256(body).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a capture showed: a new `page`, or the last `snapshot` again."""

    at: datetime
    page: Page | None = None
    snapshot: Snapshot | None = None
    not_modified: bool = False

    @property
    def body_sha256(self) -> str:
        """The name of the bytes seen."""
        if self.page is not None:
            return sha256(self.page.body)
        assert self.snapshot is not None
        return self.snapshot.body_sha256

    @property
    def drawn(self) -> bool:
        """Whether a browser drew it."""
        note = self.page.note if self.page else self.snapshot.note if self.snapshot else None
        return note == DRAWN

    @property
    def content_type(self) -> str | None:
        """The header's value, as reading wants it."""
        if self.page is not None:
            return self.page.content_type
        assert self.snapshot is not None
        named = {name.lower(): value for name, value in self.snapshot.headers}
        return named.get("content-type") or self.snapshot.media_type or None

    @property
    def final_url(self) -> str:
        """Where the page was found in the end."""
        if self.page is not None:
            return self.page.final_url
        assert self.snapshot is not None
        return self.snapshot.final_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A check that saw the newest version's very bytes once more, of a policy that is well and has nothing waiting."""

    seen: Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a check found and decided; `move` is None where the text is not the policy (a soft failure).

    `assessment` compares the newest version with this text, where a redline is needed; `shared` splits it where a
    held change moved on: `rest` then is the part of an earlier redline, already counted, that this capture confirms.
    `ruleset` is the digest of the rules that judged, "" where none did.
    """

    recipe: Recipe
    past: Recalled
    seen: Seen
    reading: Reading
    move: Move | None
    assessment: Assessment | None = None
    shared: Shared | None = None
    rest: Assessment | None = None
    doubt: Suspect | None = None
    rules: Rules = "{}"
    ruleset: str = ""

    @property
    def recipe_sha256(self) -> str:
        """The recipe's name."""
        return recipes.digest(self.recipe)


def patience_of(loaded: Loaded, declaration: Declaration) -> Patience:
    """How long doubts about a policy last."""
    general, own = loaded.config.clausewatch, declaration.confirm_after
    return Patience(
        confirm_after=general.confirm_after if own is None else own,
        confirm_within=general.confirm_within,
        suspect_for=general.suspect_for,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a check's result is written, and when."""

    loaded: Loaded
    store: Store
    policy: Policy
    declaration: Declaration
    now: datetime
    chance: Random

    @property
    def tolerance(self) -> Tolerance:
        """When troubles are told."""
        general = self.loaded.config.clausewatch
        return Tolerance(
            tell_after=general.tell_errors_after,
            remind_every=general.remind_errors_every,
            stale_after=general.stale_after,
        )

    @property
    def patience(self) -> Patience:
        """How long doubts last."""
        return patience_of(self.loaded, self.declaration)

    @property
    def schedule(self) -> Schedule:
        """When this policy is checked."""
        return schedule_of(self.loaded, self.declaration)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a check. `assessment` is that of the change it found or confirmed; `told` counts new alerts.

    `returned` marks a confirmed text that is the version before the newest again, which is told to nobody; `rest` says
    that what was confirmed is a further part of a version told already. `archived_at` says that the first text seen at
    the origin is that of the archives' newest version, and since when they have it; None where it is not.
    """

    slug: str
    outcome: Outcome
    ms: int
    next_check_at: datetime
    move: Move | None = None
    assessment: Assessment | None = None
    failure: Failure | None = None
    reason: str = ""
    returned: bool = False
    told: int = 0
    rest: bool = False
    archived_at: datetime | None = None

    @property
    def new(self) -> bool:
        """Whether the check found something that was not known."""
        return self.move is not None and self.move is not Move.SAME and self.archived_at is None

    def with_told(self, told: int) -> "Result":
        """This result with the number of alerts that were decided with it."""
        return replace(self, told=told)

    def facts(self) -> Mapping[str, object]:
        """The canonical log line's keys."""
        return {
            "policy": self.slug,
            "outcome": self.outcome,
            "ms": self.ms,
            "move": self.move,
            "materiality": self.assessment.materiality if self.assessment else None,
            "told": self.told or None,
            "cause": self.failure.cause if self.failure else None,
            "error": self.failure.message if self.failure else None,
            "next": iso(self.next_check_at),
        }
