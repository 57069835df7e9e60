"""All policies at one glance: what each last changed, and the weightiest change of each month. No JSON is read.

For pages that list a thousand policies; the changes themselves are `changes`'s.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from redline.types import Materiality, highest
from storage import changes
from storage.records import ChangeHead, ChangeState, Check, DeliveryState, Outcome
from storage.rows import required
from storage.tables import (
    ChangeRow,
    CheckRow,
    ClauseRow,
    DeliveryRow,
    MessageRow,
    NoticeRow,
    OutlineClauseRow,
    ReadingRow,
)


def last_changes(session: Session) -> Mapping[int, ChangeHead]:
    """The newest confirmed change of each policy that has one, by policy id."""
    ranked = select(
        col(ChangeRow.id),
        func.row_number()
        .over(
            partition_by=col(ChangeRow.policy_id),
            order_by=(col(ChangeRow.first_seen_at).desc(), col(ChangeRow.id).desc()),
        )
        .label("place"),
    ).where(col(ChangeRow.state) == ChangeState.CONFIRMED)
    newest = ranked.subquery()
    rows = session.execute(changes.heads_query().join(newest, newest.c.id == ChangeRow.id).where(newest.c.place == 1))
    return {row.policy_id: changes.head(row._asdict()) for row in rows}


def held_changes(session: Session) -> Mapping[int, ChangeHead]:
    """The change of each policy that waits to be confirmed, by policy id."""
    rows = session.execute(changes.heads_query().where(col(ChangeRow.state) == ChangeState.HELD))
    return {row.policy_id: changes.head(row._asdict()) for row in rows}


def by_month(
    session: Session, since: datetime, policy_ids: Sequence[int] | None = None
) -> Mapping[int, Mapping[str, Materiality]]:
    """The highest level of each month ("2026-11") since then, by policy id; of all policies unless some are named."""
    query = select(col(ChangeRow.policy_id), col(ChangeRow.first_seen_at), col(ChangeRow.materiality)).where(
        col(ChangeRow.state) == ChangeState.CONFIRMED, col(ChangeRow.first_seen_at) >= since
    )
    if policy_ids is not None:
        query = query.where(col(ChangeRow.policy_id).in_(list(policy_ids)))
    rows = session.execute(query)
    months: dict[int, dict[str, Materiality]] = {}
    for policy_id, first_seen_at, materiality in rows:
        month = months.setdefault(policy_id, {})
        name = first_seen_at.strftime("%Y-%m")
        month[name] = highest([month.get(name, Materiality.NONE), Materiality(materiality)])
    return months


def deliveries_by_state(session: Session) -> Mapping[DeliveryState, int]:
    """How many deliveries are in each state."""
    rows = session.execute(select(col(DeliveryRow.state), func.count()).group_by(col(DeliveryRow.state)))
    return {DeliveryState(state): count for state, count in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What a channel was not told: messages that wait, gathered or not, and messages that were given up."""

    channel: str
    waiting: int
    dead: int


def owed(session: Session) -> tuple[Owed, ...]:
    """Every channel that something is owed to, by name, whether or not the configuration still names it."""
    ungathered = select(col(NoticeRow.channel), func.count()).where(col(NoticeRow.message_id).is_(None))
    waiting, dead = Counter[str](), Counter[str]()
    for channel, count in session.execute(ungathered.group_by(col(NoticeRow.channel))):
        waiting[channel] += count
    gathered = (
        select(col(MessageRow.channel), col(DeliveryRow.state), func.count())
        .join(DeliveryRow, col(DeliveryRow.message_id) == col(MessageRow.id))
        .where(col(DeliveryRow.state) != DeliveryState.SENT)
        .group_by(col(MessageRow.channel), col(DeliveryRow.state))
    )
    for channel, state, count in session.execute(gathered):
        (dead if state == DeliveryState.DEAD else waiting)[channel] += count
    return tuple(Owed(channel=name, waiting=waiting[name], dead=dead[name]) for name in sorted({*waiting, *dead}))


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSize:
    """How long a text is: `clauses`, and `characters` of clause text."""

    clauses: int
    characters: int


def sizes(session: Session, outlines: Sequence[str]) -> Mapping[str, TextSize]:
    """The size of each outline (by its sha256) that is stored."""
    wanted = (
        select(col(ReadingRow.outline_sha256).label("name"), func.max(col(ReadingRow.outline_id)).label("outline_id"))
        .where(col(ReadingRow.outline_sha256).in_(list(outlines)))
        .group_by(col(ReadingRow.outline_sha256))
        .subquery()
    )
    rows = session.execute(
        select(wanted.c.name, func.count(), func.sum(func.length(col(ClauseRow.text))))
        .join(OutlineClauseRow, col(OutlineClauseRow.outline_id) == wanted.c.outline_id)
        .join(ClauseRow, col(ClauseRow.id) == OutlineClauseRow.clause_id)
        .group_by(wanted.c.name)
    )
    return {name: TextSize(clauses=clauses, characters=int(characters)) for name, clauses, characters in rows}


def counts(session: Session, change_ids: Sequence[int]) -> Mapping[int, Mapping[str, int]]:
    """How many clauses each change added, removed, reworded and so on, by change id."""
    rows = session.execute(
        select(col(ChangeRow.id), col(ChangeRow.assessment)["counts"]).where(col(ChangeRow.id).in_(list(change_ids)))
    )
    return {required(change_id): dict(found or {}) for change_id, found in rows}


def recent_checks(session: Session, limit: int) -> tuple[Check, ...]:
    """The last checks of all policies, newest first."""
    rows = session.execute(select(CheckRow).order_by(col(CheckRow.id).desc()).limit(limit)).scalars()
    return tuple(
        Check(
            id=required(row.id),
            policy_id=row.policy_id,
            started_at=row.started_at,
            ms=row.ms,
            outcome=Outcome(row.outcome),
            error_kind=row.error_kind,
            error_message=row.error_message,
        )
        for row in rows
    )


def checks_by_outcome(session: Session) -> Mapping[Outcome, tuple[int, float]]:
    """How many checks came to each outcome, and the seconds they took together."""
    query = select(col(CheckRow.outcome), func.count(), func.sum(col(CheckRow.ms))).group_by(col(CheckRow.outcome))
    return {Outcome(outcome): (count, ms / 1000) for outcome, count, ms in session.execute(query)}
