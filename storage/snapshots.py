"""Snapshots, sightings and judgements: what was seen when, and how it counts. All three are only ever added to."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.errors import NotStored
from storage.records import CountsAs, Judgement, NewSnapshot, Sighting, Snapshot, Source
from storage.rows import required
from storage.tables import JudgementRow, SightingRow, SnapshotRow

_CAPTURE = tuple(field.name for field in fields(NewSnapshot))


def put(session: Session, new: NewSnapshot, *, check_id: int | None = None) -> Snapshot:
    """Store a capture and its first sighting, at `captured_at`; the same capture again is the one stored before."""
    known = session.exec(
        select(SnapshotRow).where(
            SnapshotRow.policy_id == new.policy_id,
            SnapshotRow.source == new.source,
            SnapshotRow.captured_at == new.captured_at,
            SnapshotRow.url == new.url,
            SnapshotRow.body_sha256 == new.body_sha256,
        )
    ).first()
    if known is not None:
        return _snapshot(known)
    previous = _last_sha256(session, new.policy_id)
    values = {name: getattr(new, name) for name in _CAPTURE} | {"headers": [list(pair) for pair in new.headers]}
    row = SnapshotRow(**values, previous_sha256=previous, sha256=chained_sha256(new, previous))
    session.add(row)
    session.flush()
    stored = _snapshot(row)
    sight(session, stored, stored.captured_at, check_id=check_id, archive_url=stored.archive_url)
    return stored


def chained_sha256(snapshot: NewSnapshot, previous_sha256: str) -> str:
    """The digest of a snapshot in its chain: every field as JSON, and the digest before it."""
    content = {name: _plain(getattr(snapshot, name)) for name in _CAPTURE} | {"previous_sha256": previous_sha256}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _last_sha256(session: Session, policy_id: int) -> str:
    last = select(SnapshotRow.sha256).where(SnapshotRow.policy_id == policy_id)
    return session.exec(last.order_by(col(SnapshotRow.id).desc()).limit(1)).first() or ""


def get(session: Session, snapshot_id: int) -> Snapshot:
    """The snapshot of that id. Raises `NotStored`."""
    row = session.get(SnapshotRow, snapshot_id)
    if row is None:
        raise NotStored(f"snapshot #{snapshot_id} is not stored")
    return _snapshot(row)


def every(session: Session, policy_id: int) -> tuple[Snapshot, ...]:
    """A policy's snapshots in order of insertion."""
    query = select(SnapshotRow).where(SnapshotRow.policy_id == policy_id).order_by(col(SnapshotRow.id))
    return tuple(_snapshot(row) for row in session.exec(query).all())


def newest(
    session: Session, policy_id: int, sources: Sequence[Source] = (Source.LIVE, Source.FILES)
) -> Snapshot | None:
    """The snapshot seen last from these sources; None where there is none. Its validators ask "changed since?"."""
    query = (
        select(SnapshotRow)
        .join(SightingRow, col(SightingRow.snapshot_id) == SnapshotRow.id)
        .where(SightingRow.policy_id == policy_id, col(SnapshotRow.source).in_(list(sources)))
        .order_by(col(SightingRow.seen_at).desc(), col(SightingRow.id).desc())
        .limit(1)
    )
    row = session.exec(query).first()
    return None if row is None else _snapshot(row)


def sight(
    session: Session,
    snapshot: Snapshot,
    seen_at: datetime,
    *,
    check_id: int | None = None,
    archive_url: str | None = None,
) -> Sighting:
    """Record that a snapshot's bytes were seen at that time; the same sighting again is the one stored before."""
    known = select(SightingRow).where(SightingRow.snapshot_id == snapshot.id, SightingRow.seen_at == seen_at)
    row = session.exec(known).first()
    if row is None:
        row = SightingRow(
            policy_id=snapshot.policy_id,
            snapshot_id=snapshot.id,
            seen_at=seen_at,
            check_id=check_id,
            archive_url=archive_url,
        )
        session.add(row)
        session.flush()
    return _sighting(row)


def sightings(session: Session, policy_id: int, *, snapshot_id: int | None = None) -> tuple[Sighting, ...]:
    """A policy's sightings in time order, of one snapshot where one is given."""
    query = select(SightingRow).where(SightingRow.policy_id == policy_id)
    if snapshot_id is not None:
        query = query.where(SightingRow.snapshot_id == snapshot_id)
    return tuple(
        _sighting(row) for row in session.exec(query.order_by(col(SightingRow.seen_at), col(SightingRow.id))).all()
    )


def judge(session: Session, snapshot_id: int, recipe: str, counts_as: CountsAs, reason: str, made_at: datetime) -> None:
    """Say how a snapshot counts under a recipe (its digest) from now on. The same word again adds nothing."""
    latest = judgement(session, snapshot_id, recipe)
    if latest is not None and (latest.counts_as, latest.reason) == (counts_as, reason):
        return
    session.add(
        JudgementRow(snapshot_id=snapshot_id, recipe=recipe, counts_as=counts_as, reason=reason, made_at=made_at)
    )
    session.flush()


def judgement(session: Session, snapshot_id: int, recipe: str) -> Judgement | None:
    """The judgement of a snapshot that counts: the newest. None before the first."""
    found = judgements(session, snapshot_id, recipe)
    return found[-1] if found else None


def judgements(session: Session, snapshot_id: int, recipe: str) -> tuple[Judgement, ...]:
    """Every judgement of a snapshot under a recipe, oldest first."""
    query = select(JudgementRow).where(JudgementRow.snapshot_id == snapshot_id, JudgementRow.recipe == recipe)
    rows = session.exec(query.order_by(col(JudgementRow.id))).all()
    return tuple(_judgement(row) for row in rows)


def count(session: Session, policy_id: int) -> int:
    """How many snapshots a policy has."""
    return session.exec(select(func.count()).where(SnapshotRow.policy_id == policy_id)).one()


def _judgement(row: JudgementRow) -> Judgement:
    return Judgement(
        id=required(row.id),
        snapshot_id=row.snapshot_id,
        recipe=row.recipe,
        counts_as=CountsAs(row.counts_as),
        reason=row.reason,
        made_at=row.made_at,
    )


def _sighting(row: SightingRow) -> Sighting:
    return Sighting(
        id=required(row.id),
        policy_id=row.policy_id,
        snapshot_id=row.snapshot_id,
        seen_at=row.seen_at,
        check_id=row.check_id,
        archive_url=row.archive_url,
    )


def _snapshot(row: SnapshotRow) -> Snapshot:
    values = {name: getattr(row, name) for name in _CAPTURE}
    values["source"] = Source(row.source)
    values["headers"] = tuple((name, value) for name, value in row.headers)
    return Snapshot(**values, id=required(row.id), sha256=row.sha256, previous_sha256=row.previous_sha256)
