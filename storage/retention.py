"""Old captures that nobody will ask for in; their bytes dropped out, digests, readings and every sighting kept.

Always kept are the captures that show a version's first and last sighting (and those of whatever else stands in the
history), both sides of every change, and the newest of each policy. Of soft failures in a row the first and the last
are: a site that shuts us out may word that otherwise each time.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from sqlmodel import Session, col, select

from storage import bodies, history, policies, snapshots
from storage.records import Policy, Version
from storage.store import Store
from storage.tables import BodyRow, ChangeRow, SnapshotRow

# So many are dropped at a time: others wait half a minute to write, and years of captures take longer.
AT_ONCE = 100


def droppable(session: Session, before: datetime) -> tuple[str, ...]:
    """The digests of bodies that only captures from before then hold, none of which is to be kept."""
    kept: set[str] = set()
    old: set[str] = set()
    for policy in policies.every(session, retired=True):
        needed = _needed(session, policy)
        for snapshot in snapshots.every(session, policy.id):
            if snapshot.id in needed or snapshot.captured_at >= before:
                kept.add(snapshot.body_sha256)
            else:
                old.add(snapshot.body_sha256)
    dropped = session.exec(select(BodyRow.sha256).where(col(BodyRow.dropped_at).is_not(None))).all()
    return tuple(sorted(old - kept - set(dropped)))


def _needed(session: Session, policy: Policy) -> set[int]:
    runs = _telling(history.versions(session, policy, everything=True))
    needed = {snapshot_id for run in runs for snapshot_id in (run.snapshot_id, run.last_snapshot_id)}
    sides = select(ChangeRow.before_snapshot_id, ChangeRow.after_snapshot_id)
    for pair in session.exec(sides.where(ChangeRow.policy_id == policy.id)).all():
        needed |= set(pair)
    last = (
        select(SnapshotRow.id).where(SnapshotRow.policy_id == policy.id).order_by(col(SnapshotRow.id).desc()).limit(1)
    )
    newest = snapshots.newest(session, policy.id)
    return needed | set(_present(session.exec(last).all())) | ({newest.id} if newest else set())


def _telling(runs: Sequence[Version]) -> Iterable[Version]:
    """The runs without the soft failures that stand between others."""
    for state, row in groupby(runs, key=lambda run: run.state):
        found = list(row)
        yield from (found[0], found[-1]) if state == "soft_failure" else found


def _present(ids: Iterable[int | None]) -> Iterable[int]:
    return (found for found in ids if found is not None)


def drop_all(store: Store, names: Sequence[str], now: datetime) -> int:
    """`drop` in several transactions, so that others come to write between them; cut short it goes on next time."""
    freed = 0
    for at in range(0, len(names), AT_ONCE):
        with store.writing() as session:
            freed += drop(session, names[at : at + AT_ONCE], now)
    return freed


def drop(session: Session, names: Iterable[str], now: datetime) -> int:
    """Drop the bytes of these bodies; returns how many were freed. The file does not shrink: the room is used anew."""
    return sum(bodies.drop(session, name, now) for name in names)
