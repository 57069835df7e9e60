"""Alerts for lists: what was told and how it was answered, without the redline that each alert carries.

Alerts of a long redline hold over 100 kB of facts each (seen: 5,000 of them took 650 MB and 4 s to load). What lists
show of the facts, the level and the day of effect, the database reads out of them for the rows that are shown alone.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from storage import outbox
from storage.records import AlertHead, AlertKind, Triage
from storage.tables import AlertRow, PolicyRow, TriageRow

_ASSESSMENT = col(AlertRow.facts)["assessment"]


def heads(
    session: Session,
    *,
    ids: Sequence[int] | None = None,
    policy_id: int | None = None,
    kinds: Sequence[AlertKind] = tuple(AlertKind),
    since: datetime | None = None,
    effect_after: date | None = None,
    unanswered: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> tuple[AlertHead, ...]:
    """Alerts, newest first: those created from `since` on, of changes that take effect after `effect_after`, and with
    `unanswered` those that nobody acknowledged or dismissed.
    """
    query = _narrowed(
        columns(
            col(AlertRow.id),
            col(AlertRow.kind),
            col(AlertRow.policy_id),
            col(AlertRow.change_id),
            col(AlertRow.created_at),
            col(AlertRow.summary),
            col(PolicyRow.slug),
            _ASSESSMENT["materiality"].as_string().label("materiality"),
            _ASSESSMENT["takes_effect"].as_string().label("takes_effect"),
        ).join(PolicyRow, isouter=True),
        policy_id,
        kinds,
        unanswered=unanswered,
    )
    if ids is not None:
        query = query.where(col(AlertRow.id).in_(list(ids)))
    if since is not None:
        query = query.where(col(AlertRow.created_at) >= since)
    if effect_after is not None:
        query = query.where(_ASSESSMENT["takes_effect"].as_string() > effect_after.isoformat())
    query = query.order_by(col(AlertRow.created_at).desc(), col(AlertRow.id).desc()).offset(offset).limit(limit)
    rows = session.execute(query).all()
    words = outbox.words(session, [row.id for row in rows])
    return tuple(_head(row._asdict(), words) for row in rows)


def count(
    session: Session,
    *,
    policy_id: int | None = None,
    kinds: Sequence[AlertKind] = tuple(AlertKind),
    unanswered: bool = False,
) -> int:
    """How many alerts there are in all."""
    query = _narrowed(select(func.count()).select_from(AlertRow), policy_id, kinds, unanswered=unanswered)
    return int(session.execute(query).scalar_one())


def _narrowed(query: Any, policy_id: int | None, kinds: Sequence[AlertKind], *, unanswered: bool) -> Any:
    query = query.where(col(AlertRow.kind).in_(list(kinds)))
    if policy_id is not None:
        query = query.where(col(AlertRow.policy_id) == policy_id)
    if unanswered:
        query = query.where(~exists().where(col(TriageRow.alert_id) == col(AlertRow.id)))
    return query


def _head(values: dict[str, Any], words: Mapping[int, Triage]) -> AlertHead:
    effect = values["takes_effect"]
    return AlertHead(
        **{
            **values,
            "kind": AlertKind(values["kind"]),
            "takes_effect": date.fromisoformat(effect) if effect else None,
            "triage": words.get(values["id"]),
        }
    )
