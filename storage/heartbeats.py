"""Signs of life and small facts that outlive a process, by name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from storage.records import Heartbeat
from storage.tables import HeartbeatRow


def beat(session: Session, name: str, at: datetime, detail: Mapping[str, Any] | None = None) -> None:
    """Write a sign of life over the last one of that name. `detail` is plain JSON."""
    row = session.get(HeartbeatRow, name)
    if row is None:
        session.add(HeartbeatRow(name=name, at=at, detail=dict(detail or {})))
    else:
        row.at, row.detail = at, dict(detail or {})
    session.flush()


def get(session: Session, name: str) -> Heartbeat | None:
    """The last sign of life of that name, None where there was none."""
    row = session.get(HeartbeatRow, name)
    return None if row is None else Heartbeat(name=row.name, at=row.at, detail=row.detail)


def every(session: Session) -> tuple[Heartbeat, ...]:
    """All signs of life by name."""
    rows = session.exec(select(HeartbeatRow).order_by(HeartbeatRow.name)).all()
    return tuple(Heartbeat(name=row.name, at=row.at, detail=row.detail) for row in rows)
