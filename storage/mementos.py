"""What archives answered and hold: the checkpoint of a backfill, so that interrupted work repeats no request."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from storage.records import ListedMemento, Listing, Memento, MementoState
from storage.rows import required
from storage.tables import ListingRow, MementoRow


def put_listing(session: Session, listing: Listing, rows: Sequence[ListedMemento]) -> int:
    """Store an answer of an archive's index and the captures it names; returns how many are new.

    The same question again replaces its earlier answer's time and outcome; captures known already stay as they are.
    """
    old = _listing_row(session, listing)
    if old is None:
        session.add(
            ListingRow(
                policy_id=listing.policy_id,
                archive=listing.archive,
                address=listing.address,
                span=listing.span,
                listed_at=listing.listed_at,
                outcome=listing.outcome,
                detail=dict(listing.detail),
            )
        )
    else:
        old.listed_at, old.outcome, old.detail = listing.listed_at, listing.outcome, dict(listing.detail)
    session.flush()
    return _put_rows(session, listing.policy_id, listing.archive, rows)


def _listing_row(session: Session, listing: Listing) -> ListingRow | None:
    return session.exec(
        select(ListingRow).where(
            ListingRow.policy_id == listing.policy_id,
            ListingRow.archive == listing.archive,
            ListingRow.address == listing.address,
            ListingRow.span == listing.span,
        )
    ).first()


def _put_rows(session: Session, policy_id: int, archive: str, rows: Sequence[ListedMemento]) -> int:
    known = {(row.url, row.captured_at) for row in every(session, policy_id) if row.archive == archive}
    new = {(row.url, row.captured_at): row for row in rows if (row.url, row.captured_at) not in known}
    values: list[dict[str, Any]] = [
        {
            "policy_id": policy_id,
            "archive": archive,
            "url": row.url,
            "captured_at": row.captured_at,
            "digest": row.digest,
            "status": row.status,
            "media_type": row.media_type,
            "length": row.length,
            "state": MementoState.LISTED,
            "attempts": 0,
        }
        for row in new.values()
    ]
    if values:
        session.execute(insert(MementoRow), values)
    return len(values)


def listings(session: Session, policy_id: int) -> tuple[Listing, ...]:
    """Every question asked for a policy, with its answer's outcome, oldest first."""
    rows = session.exec(select(ListingRow).where(ListingRow.policy_id == policy_id).order_by(col(ListingRow.id))).all()
    return tuple(
        Listing(
            policy_id=row.policy_id,
            archive=row.archive,
            address=row.address,
            span=row.span,
            listed_at=row.listed_at,
            outcome=row.outcome,
            detail=row.detail,
        )
        for row in rows
    )


def every(
    session: Session, policy_id: int, states: Sequence[MementoState] = tuple(MementoState)
) -> tuple[Memento, ...]:
    """A policy's captures in archives, in time order."""
    query = select(MementoRow).where(MementoRow.policy_id == policy_id, col(MementoRow.state).in_(list(states)))
    rows = session.exec(query.order_by(col(MementoRow.captured_at), col(MementoRow.id))).all()
    return tuple(_memento(row) for row in rows)


def settle(
    session: Session,
    memento_id: int,
    state: MementoState,
    *,
    snapshot_id: int | None = None,
    detail: str | None = None,
) -> None:
    """Note how far we are with a capture; counts as one attempt unless it was skipped."""
    tried = 0 if state is MementoState.SKIPPED else 1
    session.execute(
        update(MementoRow)
        .where(col(MementoRow.id) == memento_id)
        .values(state=state, snapshot_id=snapshot_id, detail=detail, attempts=MementoRow.attempts + tried)
    )
    session.expire_all()


def skip_rest(session: Session, policy_id: int, archive: str) -> int:
    """Mark every capture of an archive that was listed and not looked at as one that need not be; returns how many."""
    rest = (
        update(MementoRow)
        .where(
            col(MementoRow.policy_id) == policy_id,
            col(MementoRow.archive) == archive,
            col(MementoRow.state) == MementoState.LISTED,
            col(MementoRow.detail).is_(None),
        )
        .values(state=MementoState.SKIPPED)
    )
    skipped: int = session.execute(rest).rowcount  # type: ignore[attr-defined]  # a cursor result, by its statement
    session.expire_all()
    return skipped


def _memento(row: MementoRow) -> Memento:
    return Memento(
        id=required(row.id),
        policy_id=row.policy_id,
        archive=row.archive,
        url=row.url,
        captured_at=row.captured_at,
        digest=row.digest,
        status=row.status,
        media_type=row.media_type,
        length=row.length,
        state=MementoState(row.state),
        snapshot_id=row.snapshot_id,
        detail=row.detail,
        attempts=row.attempts,
    )
