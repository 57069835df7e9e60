"""Changes: redlines between neighbouring versions. What one says is never rewritten; only its state moves on.

held ──> confirmed
  ├────> blinked      went back to an earlier text
  └────> superseded   re-based onto a newer text (which keeps its first-seen time), or replaced
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sql
from sqlalchemy import update
from sqlmodel import Session, col, select

from storage.errors import NotStored
from storage.records import Change, ChangeHead, ChangeKind, ChangeState, NewChange
from storage.rows import required
from storage.tables import ChangeRow

_FIELDS = tuple(field.name for field in fields(NewChange))


def put(session: Session, new: NewChange) -> Change:
    """Store a change; the same change again (snapshots, recipe, kind, first seen) is the one stored before.

    A policy has at most one held change: end or `rebase` the other first.
    """
    known = session.exec(
        select(ChangeRow).where(
            ChangeRow.before_snapshot_id == new.before_snapshot_id,
            ChangeRow.after_snapshot_id == new.after_snapshot_id,
            ChangeRow.recipe == new.recipe,
            ChangeRow.kind == new.kind,
            ChangeRow.first_seen_at == new.first_seen_at,
        )
    ).first()
    if known is not None:
        return _change(known)
    values = {name: getattr(new, name) for name in _FIELDS} | {"assessment": dict(new.assessment)}
    row = ChangeRow(**values)
    session.add(row)
    session.flush()
    return _change(row)


def held(session: Session, policy_id: int) -> Change | None:
    """The change of a policy that waits to be confirmed, None where there is none."""
    query = select(ChangeRow).where(ChangeRow.policy_id == policy_id, ChangeRow.state == ChangeState.HELD)
    row = session.exec(query).one_or_none()
    return None if row is None else _change(row)


def rebase(session: Session, old: Change, new: NewChange, now: datetime) -> Change:
    """Replace a held change by one onto a newer text, which keeps the first-seen time of the old one."""
    _end(session, old.id, ChangeState.SUPERSEDED, now)
    return put(session, replace(new, first_seen_at=old.first_seen_at))


def confirm(session: Session, change_id: int, now: datetime) -> Change:
    """Mark a held change as confirmed. Raises `NotStored` where it is not held (any more)."""
    return _end(session, change_id, ChangeState.CONFIRMED, now)


def blink(session: Session, change_id: int, now: datetime) -> Change:
    """Mark a held change as gone back. Raises `NotStored` where it is not held (any more)."""
    return _end(session, change_id, ChangeState.BLINKED, now)


def supersede(session: Session, change_id: int, now: datetime) -> Change:
    """Mark a held change as replaced. Raises `NotStored` where it is not held (any more)."""
    return _end(session, change_id, ChangeState.SUPERSEDED, now)


def _end(session: Session, change_id: int, state: ChangeState, now: datetime) -> Change:
    moment = {"confirmed_at": now} if state is ChangeState.CONFIRMED else {"ended_at": now}
    statement = (
        update(ChangeRow)
        .where(col(ChangeRow.id) == change_id, col(ChangeRow.state) == ChangeState.HELD)
        .values(state=state, **moment)
    )
    if session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]  # a cursor result, by its statement
        raise NotStored(f"change #{change_id} is not held")
    session.expire_all()
    return get(session, change_id)


def get(session: Session, change_id: int) -> Change:
    """The change of that id. Raises `NotStored`."""
    row = session.get(ChangeRow, change_id)
    if row is None:
        raise NotStored(f"change #{change_id} is not stored")
    return _change(row)


def listed(
    session: Session,
    *,
    policy_id: int | None = None,
    states: Sequence[ChangeState] = (ChangeState.CONFIRMED,),
    kinds: Sequence[ChangeKind] = tuple(ChangeKind),
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int | None = None,
) -> tuple[Change, ...]:
    """Changes first seen in a period, newest first; of all policies unless one is named."""
    query = select(ChangeRow).where(col(ChangeRow.state).in_(list(states)), col(ChangeRow.kind).in_(list(kinds)))
    if policy_id is not None:
        query = query.where(ChangeRow.policy_id == policy_id)
    if since is not None:
        query = query.where(ChangeRow.first_seen_at >= since)
    if until is not None:
        query = query.where(ChangeRow.first_seen_at < until)
    query = query.order_by(col(ChangeRow.first_seen_at).desc(), col(ChangeRow.id).desc()).limit(limit)
    return tuple(_change(row) for row in session.exec(query).all())


def heads(
    session: Session,
    *,
    policy_ids: Sequence[int] | None = None,
    states: Sequence[ChangeState] = (ChangeState.CONFIRMED,),
    since: datetime | None = None,
    until: datetime | None = None,
) -> tuple[ChangeHead, ...]:
    """Changes first seen in a period, newest first, without their redlines; of all policies unless some are named."""
    query = heads_query().where(col(ChangeRow.state).in_(list(states)))
    if policy_ids is not None:
        query = query.where(col(ChangeRow.policy_id).in_(list(policy_ids)))
    if since is not None:
        query = query.where(col(ChangeRow.first_seen_at) >= since)
    if until is not None:
        query = query.where(col(ChangeRow.first_seen_at) < until)
    rows = session.execute(query.order_by(col(ChangeRow.first_seen_at).desc(), col(ChangeRow.id).desc()))
    return tuple(head(row._asdict()) for row in rows)


def heads_query() -> Any:
    """The columns of a `ChangeHead`, to be narrowed; its rows are for `head`."""
    columns: Sequence[Any] = [getattr(ChangeRow, field.name) for field in fields(ChangeHead)]
    return sql.select(*columns)


def head(values: dict[str, Any]) -> ChangeHead:
    """A row of `heads_query`, as a mapping, as a record."""
    return ChangeHead(**{**values, "kind": ChangeKind(values["kind"]), "state": ChangeState(values["state"])})


def _change(row: ChangeRow) -> Change:
    values = {name: getattr(row, name) for name in _FIELDS}
    values["kind"], values["state"] = ChangeKind(row.kind), ChangeState(row.state)
    return Change(**values, id=required(row.id), ended_at=row.ended_at)
