"""Versions in; the longest time inside each in which nobody saw its text out.

A version that an archive saw last in March 2018 and a live check in 2026 is one unbroken run of sightings, and may well
have been another text in between: whoever reads "stood since 2018" must know.

    2016 ── 2018-03-10 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ 2026-01-05 ── 2026
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import extract, func, select
from sqlmodel import Session, col

from storage.records import Gap, Version
from storage.tables import ReadingRow, SightingRow, SnapshotRow

LONG_GAP = timedelta(days=91)
"""A time without a capture that is worth a line of its own: the archives' grid is as wide."""


def inside(session: Session, versions: Sequence[Version], longer_than: timedelta = LONG_GAP) -> tuple[Gap | None, ...]:
    """The longest gap inside each of `versions`, all of one policy and recipe; None where none is `longer_than`."""
    if not versions:
        return ()
    found = _gaps(session, versions[0].policy_id, versions[0].recipe, longer_than)
    return tuple(
        max(
            (
                gap
                for words, gap in found
                if words == one.words_sha256 and one.first_seen <= gap.last_seen and gap.next_seen <= one.last_seen
            ),
            key=lambda gap: gap.next_seen - gap.last_seen,
            default=None,
        )
        for one in versions
    )


def _gaps(session: Session, policy_id: int, recipe: str, longer_than: timedelta) -> list[tuple[str, Gap]]:
    """Neighbouring sightings of one text further apart than that, with the text's digest."""
    words = col(ReadingRow.words_sha256)
    seen_at: Any = col(SightingRow.seen_at)  # a column, whose type SQLModel does not tell mypy
    seen = (
        select(
            words.label("words"),
            seen_at.label("seen_at"),
            func.lag(seen_at, type_=seen_at.type).over(partition_by=words, order_by=seen_at).label("before"),
        )
        .join(SnapshotRow, col(SnapshotRow.id) == col(SightingRow.snapshot_id))
        .join(ReadingRow, (col(ReadingRow.body_sha256) == SnapshotRow.body_sha256) & (col(ReadingRow.recipe) == recipe))
        .where(col(SightingRow.policy_id) == policy_id)
        .subquery()
    )
    apart = extract("epoch", seen.c.seen_at) - extract("epoch", seen.c.before)
    rows = session.execute(select(seen).where(apart > longer_than.total_seconds()).order_by(seen.c.seen_at))
    return [(row.words, Gap(last_seen=row.before, next_seen=row.seen_at)) for row in rows]
