"""A policy and a revision in; each clause of that version with the versions it came and was last reworded in out."""

from collections.abc import Sequence
from dataclasses import dataclass

from redline.blame import traced
from redline.types import Clause
from storage import history, readings, revisions
from storage.records import Policy, Resolved, Version
from storage.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A version that did something to a clause. `before` is the one that preceded it, None for a policy's first."""

    version: Version
    before: Version | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedClause:
    """A clause and where it comes from; `reworded` is `introduced` where its words never changed."""

    clause: Clause
    introduced: Origin
    reworded: Origin


def blamed(session: Session, policy: Policy, revision: str) -> tuple[Resolved, tuple[DatedClause, ...]]:
    """The clauses of a version, dated, in reading order; furniture left out. Raises `UnknownRevision`."""
    versions = history.versions(session, policy)
    resolved = revisions.resolve(versions, revision)
    return resolved, dated(session, versions[: versions.index(resolved.version) + 1])


def dated(session: Session, until: Sequence[Version]) -> tuple[DatedClause, ...]:
    """The clauses of the last of a policy's first versions, dated by them; furniture left out."""
    origins = [Origin(version=version, before=until[at - 1] if at else None) for at, version in enumerate(until)]
    clauses = readings.get(session, until[-1].body_sha256, until[-1].recipe).clauses
    pasts = traced(readings.passages(session, until[-1].recipe, [version.body_sha256 for version in until]))
    return tuple(
        DatedClause(clause=clause, introduced=origins[introduced], reworded=origins[reworded])
        for clause, (introduced, reworded) in zip(clauses, pasts, strict=True)
        if not clause.furniture
    )
