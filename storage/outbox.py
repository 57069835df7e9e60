"""What people are to be told, and how far the telling is: alerts, notices, messages, deliveries, triage.

    alert (once per dedup_key) ──address──> notice (once per channel) ──gather──> message + delivery
    delivery: pending ──claim──> sending ──> sent | pending again (retry) | dead

Alerts and notices are committed with the change that causes them. `gather` freezes the notices that wait for a channel
into one message; its content is frozen when it is first rendered, so that a retry says the same under the same id.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from storage.errors import LeaseLost, NotStored
from storage.records import Alert, AlertKind, Delivery, DeliveryState, Message, NewAlert, Notice, Triage
from storage.rows import in_chunks, required
from storage.tables import AlertRow, DeliveryRow, MessageRow, NoticeRow, PolicyRow, TriageRow

# A database has no larger number, and cannot even be asked for one.
_LARGEST_ID = 2**63 - 1


def put_alert(session: Session, new: NewAlert) -> tuple[Alert, bool]:
    """Store an alert; returns it and whether it is new. The same `dedup_key` is the alert stored before."""
    row = session.exec(select(AlertRow).where(AlertRow.dedup_key == new.dedup_key)).first()
    if row is not None:
        return get_alert(session, required(row.id)), False
    row = AlertRow(
        kind=new.kind,
        policy_id=new.policy_id,
        change_id=new.change_id,
        dedup_key=new.dedup_key,
        created_at=new.created_at,
        summary=new.summary,
        facts=dict(new.facts),
    )
    session.add(row)
    session.flush()
    return get_alert(session, required(row.id)), True


def address(session: Session, alert_id: int, channel: str, *, mode: str = "immediate", due_at: datetime) -> None:
    """Owe an alert to a channel, once: a second time changes nothing. `mode` is "immediate", "daily" or "weekly"."""
    known = select(NoticeRow.id).where(NoticeRow.alert_id == alert_id, NoticeRow.channel == channel)
    if session.exec(known).first() is None:
        session.add(NoticeRow(alert_id=alert_id, channel=channel, mode=mode, due_at=due_at))
        session.flush()


def waiting(session: Session, now: datetime) -> tuple[Notice, ...]:
    """Notices that are due and told by no message yet, oldest first."""
    query = select(NoticeRow).where(col(NoticeRow.message_id).is_(None), NoticeRow.due_at <= now)
    return tuple(_notice(row) for row in session.exec(query.order_by(col(NoticeRow.id))).all())


def gather(
    session: Session,
    channel: str,
    alert_ids: Sequence[int],
    *,
    message_id: str,
    kind: str,
    now: datetime,
) -> Delivery | None:
    """Freeze waiting notices of a channel into one message with its delivery, pending at once.

    `kind` is the caller's word for the form ("alert", "digest"). Alerts told meanwhile by another message are left out;
    None where none is left.
    """
    rows = session.exec(
        select(NoticeRow).where(
            NoticeRow.channel == channel,
            col(NoticeRow.message_id).is_(None),
            col(NoticeRow.alert_id).in_(list(alert_ids)),
        )
    ).all()
    if not rows:
        return None
    message = MessageRow(channel=channel, message_id=message_id, kind=kind, created_at=now)
    session.add(message)
    session.flush()
    for row in rows:
        row.message_id = message.id
    delivery = DeliveryRow(message_id=required(message.id), state=DeliveryState.PENDING, next_attempt_at=now)
    session.add(delivery)
    session.flush()
    return get_delivery(session, required(delivery.id))


def due(session: Session, now: datetime, limit: int = 50) -> tuple[Delivery, ...]:
    """Deliveries to be tried now: pending ones whose time has come, and those a dead worker left in `sending`."""
    query = select(DeliveryRow).where(_claimable(now))
    rows = session.exec(query.order_by(col(DeliveryRow.next_attempt_at), col(DeliveryRow.id)).limit(limit)).all()
    return tuple(_deliveries(session, rows))


def _claimable(now: datetime) -> Any:
    pending = (col(DeliveryRow.state) == DeliveryState.PENDING) & (col(DeliveryRow.next_attempt_at) <= now)
    abandoned = (col(DeliveryRow.state) == DeliveryState.SENDING) & (col(DeliveryRow.leased_until) <= now)
    return or_(pending, abandoned)


def claim(session: Session, delivery_id: int, now: datetime, until: datetime, *, by: str = "") -> Delivery | None:
    """Take a due delivery until `until` for the process `by`, count the attempt; None where another was quicker."""
    statement = (
        update(DeliveryRow)
        .where(col(DeliveryRow.id) == delivery_id, _claimable(now))
        .values(
            state=DeliveryState.SENDING,
            leased_until=until,
            leased_by=by or None,
            lease=DeliveryRow.lease + 1,
            attempts=DeliveryRow.attempts + 1,
        )
    )
    if session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]  # a cursor result, by its statement
        return None
    session.execute(
        update(DeliveryRow)
        .where(col(DeliveryRow.id) == delivery_id, col(DeliveryRow.first_attempt_at).is_(None))
        .values(first_attempt_at=now)
    )
    session.expire_all()
    return get_delivery(session, delivery_id)


def holders(session: Session) -> frozenset[str]:
    """The processes that hold a claim, by the names they claimed under."""
    query = select(DeliveryRow.leased_by).where(DeliveryRow.state == DeliveryState.SENDING).distinct()
    return frozenset(filter(None, session.exec(query)))


def break_leases(session: Session, gone: Collection[str], now: datetime) -> int:
    """Let the deliveries of processes that are gone be claimed anew from `now` on; returns how many."""
    statement = (
        update(DeliveryRow)
        .where(col(DeliveryRow.leased_by).in_(list(gone)), col(DeliveryRow.state) == DeliveryState.SENDING)
        .values(leased_until=now)
    )
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]  # a cursor result, by its statement


def pull_in(session: Session, latest: datetime, now: datetime) -> int:
    """Make deliveries due that wait beyond `latest`, the longest that any is made to wait; returns how many."""
    statement = (
        update(DeliveryRow)
        .where(col(DeliveryRow.state) == DeliveryState.PENDING, col(DeliveryRow.next_attempt_at) > latest)
        .values(next_attempt_at=now)
    )
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]  # a cursor result, by its statement


def freeze(session: Session, message_id: int, rendered: Mapping[str, Any], now: datetime) -> Message:
    """Keep a message's rendered content for every attempt to come; content frozen before stays and is returned."""
    session.execute(
        update(MessageRow)
        .where(col(MessageRow.id) == message_id, col(MessageRow.rendered_at).is_(None))
        .values(rendered=dict(rendered), rendered_at=now)
    )
    session.expire_all()
    return get_message(session, message_id)


def note(session: Session, delivery: Delivery, receipt: Mapping[str, Any], until: datetime) -> None:
    """Keep what the channel accepted so far, and hold the delivery until `until`. Raises `LeaseLost`."""
    statement = (
        update(DeliveryRow)
        .where(
            col(DeliveryRow.id) == delivery.id,
            col(DeliveryRow.lease) == delivery.lease,
            col(DeliveryRow.state) == DeliveryState.SENDING,
        )
        .values(receipt=dict(receipt), leased_until=until)
    )
    if session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]  # a cursor result, by its statement
        raise LeaseLost(f"delivery #{delivery.id}: another worker took it over")
    session.expire_all()


def first_receipts(session: Session, channel: str, policy_id: int, limit: int = 20) -> tuple[Mapping[str, Any], ...]:
    """What a channel answered to the first messages about a policy, oldest first."""
    query = (
        select(DeliveryRow)
        .join(MessageRow)
        .join(NoticeRow, col(NoticeRow.message_id) == col(MessageRow.id))
        .join(AlertRow, col(AlertRow.id) == col(NoticeRow.alert_id))
        .where(
            MessageRow.channel == channel,
            AlertRow.policy_id == policy_id,
            DeliveryRow.state == DeliveryState.SENT,
        )
        .order_by(col(DeliveryRow.id))
        .limit(limit)
    )
    return tuple(row.receipt for row in session.exec(query).all() if row.receipt is not None)


def mark_sent(session: Session, delivery: Delivery, now: datetime, receipt: Mapping[str, Any] | None = None) -> None:
    """The channel accepted it. Raises `LeaseLost` where another worker took it over."""
    values = {"receipt": None if receipt is None else dict(receipt), "last_error": None, "next_attempt_at": None}
    _settle(session, delivery, state=DeliveryState.SENT, sent_at=now, **values)


def retry(session: Session, delivery: Delivery, next_attempt_at: datetime, error: str) -> None:
    """It failed for now. Raises `LeaseLost` where another worker took it over."""
    _settle(session, delivery, state=DeliveryState.PENDING, next_attempt_at=next_attempt_at, last_error=error)


def give_up(session: Session, delivery: Delivery, error: str) -> None:
    """It is refused for good. Raises `LeaseLost` where another worker took it over."""
    _settle(session, delivery, state=DeliveryState.DEAD, next_attempt_at=None, last_error=error)


def _settle(session: Session, delivery: Delivery, **values: Any) -> None:
    statement = (
        update(DeliveryRow)
        .where(
            col(DeliveryRow.id) == delivery.id,
            col(DeliveryRow.lease) == delivery.lease,
            col(DeliveryRow.state) == DeliveryState.SENDING,
        )
        .values(leased_until=None, **values)
    )
    if session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]  # a cursor result, by its statement
        raise LeaseLost(f"delivery #{delivery.id}: another worker took it over")
    session.expire_all()


def resend(session: Session, delivery_id: int, now: datetime) -> Delivery:
    """Make a delivery due at once that is dead, waits, or was left by a dead worker. Raises `NotStored` for others."""
    statement = (
        update(DeliveryRow)
        .where(
            col(DeliveryRow.id) == delivery_id,
            or_(col(DeliveryRow.state).in_([DeliveryState.DEAD, DeliveryState.PENDING]), _claimable(now)),
        )
        .values(state=DeliveryState.PENDING, next_attempt_at=now, leased_until=None, first_attempt_at=None, attempts=0)
    )
    if session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]  # a cursor result, by its statement
        raise NotStored(f"delivery #{delivery_id} is not one that waits or was given up")
    session.expire_all()
    return get_delivery(session, delivery_id)


def drop(session: Session, channel: str, now: datetime, *, message_id: str) -> int:
    """Give up all that a channel is still owed, so that it is never sent; returns how many messages.

    What was not gathered yet becomes one message under `message_id`. What a process is sending just now is left to it.
    """
    owed = [notice.alert_id for notice in _ungathered(session, channel)]
    if owed:
        gather(session, channel, owed, message_id=message_id, kind="alert", now=now)
    of_channel = select(MessageRow.id).where(MessageRow.channel == channel)
    statement = (
        update(DeliveryRow)
        .where(
            col(DeliveryRow.message_id).in_(of_channel),
            or_(col(DeliveryRow.state) == DeliveryState.PENDING, _claimable(now)),
        )
        .values(state=DeliveryState.DEAD, next_attempt_at=None, leased_until=None, last_error="dropped by hand")
    )
    dropped = int(session.execute(statement).rowcount)  # type: ignore[attr-defined]  # a cursor result, by its statement
    session.expire_all()
    return dropped


def _ungathered(session: Session, channel: str) -> Sequence[NoticeRow]:
    return session.exec(
        select(NoticeRow).where(NoticeRow.channel == channel, col(NoticeRow.message_id).is_(None))
    ).all()


def get_alert(session: Session, alert_id: int) -> Alert:
    """The alert of that id. Raises `NotStored`."""
    found = alerts(session, ids=[alert_id]) if abs(alert_id) <= _LARGEST_ID else ()
    if not found:
        raise NotStored(f"there is no alert #{alert_id}; `clausewatch alerts` lists them")
    return found[0]


def alerts(
    session: Session,
    *,
    ids: Sequence[int] | None = None,
    policy_id: int | None = None,
    change_id: int | None = None,
    kinds: Sequence[AlertKind] = tuple(AlertKind),
    limit: int | None = None,
) -> tuple[Alert, ...]:
    """Alerts with all their facts, newest first; lists are `alert_heads`'s."""
    query = select(AlertRow, PolicyRow.slug).join(PolicyRow, isouter=True).where(col(AlertRow.kind).in_(list(kinds)))
    if ids is not None:
        query = query.where(col(AlertRow.id).in_(list(ids)))
    if policy_id is not None:
        query = query.where(AlertRow.policy_id == policy_id)
    if change_id is not None:
        query = query.where(AlertRow.change_id == change_id)
    rows = session.exec(query.order_by(col(AlertRow.created_at).desc(), col(AlertRow.id).desc()).limit(limit)).all()
    said = words(session, [required(row.id) for row, _ in rows])
    return tuple(_alert(row, slug, said.get(required(row.id))) for row, slug in rows)


def triage(session: Session, word: Triage) -> None:
    """Write down a person's word on an alert. Raises `NotStored` where there is no such alert."""
    get_alert(session, word.alert_id)
    session.add(
        TriageRow(alert_id=word.alert_id, verdict=word.verdict, note=word.note, by=word.by, at=word.at),
    )
    session.flush()


def words(session: Session, alert_ids: Sequence[int]) -> dict[int, Triage]:
    """The newest word on each of these alerts that somebody answered, by the alert's id."""
    found: dict[int, Triage] = {}
    for chunk in in_chunks(alert_ids):
        query = select(TriageRow).where(col(TriageRow.alert_id).in_(chunk)).order_by(col(TriageRow.id))
        for row in session.exec(query):
            found[row.alert_id] = Triage(
                alert_id=row.alert_id,
                verdict=row.verdict,  # type: ignore[arg-type]  # a Literal, kept by a constraint
                note=row.note,
                by=row.by,
                at=row.at,
            )
    return found


def deliveries(
    session: Session,
    *,
    alert_ids: Sequence[int] | None = None,
    channel: str | None = None,
    states: Sequence[DeliveryState] = tuple(DeliveryState),
    limit: int | None = None,
) -> tuple[Delivery, ...]:
    """Deliveries, newest first: of certain alerts, one channel, certain states."""
    query = select(DeliveryRow).where(col(DeliveryRow.state).in_(list(states)))
    if alert_ids is not None:
        telling = select(NoticeRow.message_id).where(col(NoticeRow.alert_id).in_(list(alert_ids)))
        query = query.where(col(DeliveryRow.message_id).in_(telling))
    if channel is not None:
        query = query.join(MessageRow).where(MessageRow.channel == channel)
    rows = session.exec(query.order_by(col(DeliveryRow.id).desc()).limit(limit)).all()
    return tuple(_deliveries(session, rows))


def get_delivery(session: Session, delivery_id: int) -> Delivery:
    """The delivery of that id. Raises `NotStored`."""
    row = session.get(DeliveryRow, delivery_id)
    if row is None:
        raise NotStored(f"there is no delivery #{delivery_id}")
    return next(iter(_deliveries(session, [row])))


def get_message(session: Session, message_id: int) -> Message:
    """The message of that id. Raises `NotStored`."""
    found = _messages(session, [message_id])
    if message_id not in found:
        raise NotStored(f"there is no message #{message_id}")
    return found[message_id]


def notices(session: Session, alert_id: int) -> tuple[Notice, ...]:
    """On which channels an alert is due or told."""
    rows = session.exec(select(NoticeRow).where(NoticeRow.alert_id == alert_id).order_by(col(NoticeRow.id))).all()
    return tuple(_notice(row) for row in rows)


def _messages(session: Session, ids: Sequence[int]) -> dict[int, Message]:
    told: dict[int, list[int]] = {}
    for row in session.exec(
        select(NoticeRow).where(col(NoticeRow.message_id).in_(ids)).order_by(col(NoticeRow.alert_id))
    ):
        told.setdefault(required(row.message_id), []).append(row.alert_id)
    rows = session.exec(select(MessageRow).where(col(MessageRow.id).in_(ids))).all()
    return {
        required(row.id): Message(
            id=required(row.id),
            channel=row.channel,
            message_id=row.message_id,
            kind=row.kind,
            created_at=row.created_at,
            alert_ids=tuple(told.get(required(row.id), ())),
            rendered=row.rendered,
        )
        for row in rows
    }


def _deliveries(session: Session, rows: Sequence[DeliveryRow]) -> Iterable[Delivery]:
    messages = _messages(session, [row.message_id for row in rows])
    for row in rows:
        yield Delivery(
            id=required(row.id),
            message=messages[row.message_id],
            state=DeliveryState(row.state),
            attempts=row.attempts,
            next_attempt_at=row.next_attempt_at,
            leased_until=row.leased_until,
            lease=row.lease,
            first_attempt_at=row.first_attempt_at,
            sent_at=row.sent_at,
            last_error=row.last_error,
            receipt=row.receipt,
        )


def _notice(row: NoticeRow) -> Notice:
    return Notice(
        alert_id=row.alert_id, channel=row.channel, mode=row.mode, due_at=row.due_at, message_id=row.message_id
    )


def _alert(row: AlertRow, slug: str | None, word: Triage | None) -> Alert:
    return Alert(
        id=required(row.id),
        kind=AlertKind(row.kind),
        policy_id=row.policy_id,
        change_id=row.change_id,
        dedup_key=row.dedup_key,
        created_at=row.created_at,
        summary=row.summary,
        facts=row.facts,
        slug=slug,
        triage=word,
    )
