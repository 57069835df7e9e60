"""Dated clauses in, the blame page out: colour by age, origins that lead to the redline which brought them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.blaming import DatedClause, Origin, dated
from monitor.web.flow import common
from monitor.web.kept import Kept
from storage import history, revisions
from storage.records import Policy, Version
from storage.store import Session

AGES = 6
"""Shades from the oldest (0) to the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A clause with its shade; `opens` are the headings that open before it."""

    dated: DatedClause
    age: int
    opens: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlamePage:
    """What the page shows; `eras` are the versions that left something behind, oldest first, with their shade."""

    policy: Policy
    version: Version
    lines: tuple[Line, ...]
    eras: tuple[tuple[int, Version, int], ...]

    def address(self, origin: Origin) -> str | None:
        """The redline that shows where a clause came in; None for the first version known."""
        if origin.before is None:
            return None
        before, after = origin.before.words_sha256[:12], origin.version.words_sha256[:12]
        return f"/policies/{self.policy.slug}/redline/{before}..{after}"


CACHE: Kept[tuple[object, ...], tuple[DatedClause, ...]] = Kept(16)
"""Dated clauses of policies asked for last: a history with several rewrites in it takes a moment to date."""


def dated_page(session: Session, policy: Policy, revision: str) -> BlamePage:
    """The page of a version, its clauses dated anew only where the history before it is another than last time.

    Raises `UnknownRevision`.
    """
    versions = history.versions(session, policy)
    version = revisions.resolve(versions, revision).version
    until = versions[: versions.index(version) + 1]
    name = (policy.id, *((one.snapshot_id, one.recipe, one.outline_sha256, one.first_seen) for one in until))
    clauses = CACHE.get(name, lambda: dated(session, until))
    return blame_page(policy, version, clauses)


def blame_page(policy: Policy, version: Version, clauses: Sequence[DatedClause]) -> BlamePage:
    """Shades follow the order of the versions that last touched a clause, not the calendar: each stays telling."""
    touched = sorted({one.reworded.version.first_seen: one.reworded.version for one in clauses}.items())
    shades = {at: _shade(n, len(touched)) for n, (at, _) in enumerate(touched)}
    counts = [sum(one.reworded.version.first_seen == at for one in clauses) for at, _ in touched]
    return BlamePage(
        policy=policy,
        version=version,
        lines=tuple(_lines(clauses, shades)),
        eras=tuple((shades[at], era, count) for (at, era), count in zip(touched, counts, strict=True)),
    )


def _shade(n: int, count: int) -> int:
    return AGES - 1 if count < 2 else round(n * (AGES - 1) / (count - 1))


def _lines(clauses: Sequence[DatedClause], shades: Mapping[datetime, int]) -> Iterator[Line]:
    trail: tuple[str, ...] = ()
    for one in clauses:
        new = one.clause.trail
        opens = tuple(enumerate(new))[common(trail, new) :]
        trail = new
        yield Line(dated=one, age=shades[one.reworded.version.first_seen], opens=opens)
