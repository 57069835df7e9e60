"""Policies in; what was seen of each, in time order, with how it counts and what it says, out. The window query.

An island is a run of sightings of one snapshot, uninterrupted by another's of the same policy. Islands, not single
sightings, are what a history is derived from: years of unchanged checks are one row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlmodel import Session, col

from redline.types import StatedDate
from storage.readings import stated_date_of
from storage.records import CountsAs, Source
from storage.tables import JudgementRow, PolicyRow, ReadingRow, SightingRow, SnapshotRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A run of sightings of one snapshot, uninterrupted by another's, with how it counts and what it says."""

    snapshot_id: int
    source: Source
    first_seen: datetime
    last_seen: datetime
    sightings: int
    body_sha256: str
    url: str
    archive_url: str | None
    counts_as: CountsAs
    reason: str
    words_sha256: str
    outline_sha256: str
    reader: str
    language: str
    stated_date: StatedDate | None


def entries(session: Session, policy_id: int, recipe: str) -> tuple[Entry, ...]:
    """A policy's islands of sightings in time order; those never judged or read under the recipe are left out."""
    numbered = _numbered().where(col(SightingRow.policy_id) == policy_id)
    return _by_policy(session, _query(numbered, literal(recipe))).get(policy_id, ())


def entries_of(session: Session, policy_ids: Sequence[int] | None = None) -> Mapping[int, tuple[Entry, ...]]:
    """The same for several policies at once, or all, each under its recipe in force, by policy id."""
    numbered = _numbered()
    if policy_ids is not None:
        numbered = numbered.where(col(SightingRow.policy_id).in_(list(policy_ids)))
    return _by_policy(session, _query(numbered, col(PolicyRow.recipe)))


def _numbered() -> Select[Any]:
    """Sightings with the number of their run: a snapshot's own count and everybody's run apart where another comes
    between."""
    order = (col(SightingRow.seen_at), col(SightingRow.id))
    among_all = func.row_number().over(partition_by=col(SightingRow.policy_id), order_by=order)
    among_own = func.row_number().over(partition_by=col(SightingRow.snapshot_id), order_by=order)
    columns: Sequence[Any] = (
        col(SightingRow.policy_id),
        col(SightingRow.snapshot_id),
        col(SightingRow.seen_at),
        col(SightingRow.archive_url),
        (among_all - among_own).label("run"),
    )
    return select(*columns)


def _query(numbered: Select[Any], recipe: Any) -> Select[Any]:
    seen = numbered.subquery()
    columns: Sequence[Any] = (
        seen.c.policy_id,
        seen.c.snapshot_id,
        func.min(seen.c.seen_at).label("first_seen"),
        func.max(seen.c.seen_at).label("last_seen"),
        func.count().label("sightings"),
        func.min(seen.c.archive_url).label("archive_url"),
    )
    islands = select(*columns).group_by(seen.c.policy_id, seen.c.snapshot_id, seen.c.run).subquery()
    newest = (
        select(func.max(JudgementRow.id))
        .where(col(JudgementRow.snapshot_id) == islands.c.snapshot_id, col(JudgementRow.recipe) == recipe)
        .correlate(islands, PolicyRow)
        .scalar_subquery()
    )
    found: Sequence[Any] = (
        islands,
        col(SnapshotRow.source),
        col(SnapshotRow.url),
        col(SnapshotRow.archive_url).label("own_archive_url"),
        col(SnapshotRow.body_sha256),
        col(JudgementRow.counts_as),
        col(JudgementRow.reason),
        col(ReadingRow.words_sha256),
        col(ReadingRow.outline_sha256),
        col(ReadingRow.reader),
        col(ReadingRow.language),
        col(ReadingRow.stated_date),
    )
    return (
        select(*found)
        .join(PolicyRow, col(PolicyRow.id) == islands.c.policy_id)
        .join(SnapshotRow, col(SnapshotRow.id) == islands.c.snapshot_id)
        .join(JudgementRow, col(JudgementRow.id) == newest)
        .join(ReadingRow, (col(ReadingRow.body_sha256) == SnapshotRow.body_sha256) & (col(ReadingRow.recipe) == recipe))
        .order_by(islands.c.policy_id, islands.c.first_seen, islands.c.last_seen, islands.c.snapshot_id)
    )


def _by_policy(session: Session, query: Select[Any]) -> Mapping[int, tuple[Entry, ...]]:
    found: dict[int, list[Entry]] = {}
    for row in session.execute(query):
        found.setdefault(row.policy_id, []).append(_entry(row))
    return {policy_id: tuple(entries) for policy_id, entries in found.items()}


def _entry(row: Any) -> Entry:
    return Entry(
        snapshot_id=row.snapshot_id,
        source=Source(row.source),
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        sightings=row.sightings,
        body_sha256=row.body_sha256,
        url=row.url,
        archive_url=row.archive_url or row.own_archive_url,
        counts_as=CountsAs(row.counts_as),
        reason=row.reason,
        words_sha256=row.words_sha256,
        outline_sha256=row.outline_sha256,
        reader=row.reader,
        language=row.language,
        stated_date=stated_date_of(row.stated_date),
    )
