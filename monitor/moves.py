"""Two ways of reading a policy in, an older and a newer; the versions that moved between them out.

    older   A A A | B B | C        versions of the same captures, as each reading makes them out
    newer   A A A A | B | C'       B is dated anew, C stays (its words are read otherwise, that moves nothing)

Only captures that the older reading knew are looked at: what was seen, or found in archives, since then is no work of
the newer reading. A version has moved where it appears, vanishes, begins at another capture, or states another date.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from storage import history
from storage.records import Policy, Version
from storage.store import Session

MoveKind = Literal["appeared", "vanished", "redated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One version that moved: as the older reading has it and as the newer has it. The one that is not there is None.

    "redated": it begins at another capture, or its text states another date.
    """

    kind: MoveKind
    before: Version | None
    after: Version | None


def between(session: Session, policy: Policy, older: str, newer: str) -> tuple[Move, ...]:
    """What moved between two recipes, named by their digests, in time order."""
    before = history.entries(session, policy.id, older)
    seen = {entry.snapshot_id for entry in before}
    after = [entry for entry in history.entries(session, policy.id, newer) if entry.snapshot_id in seen]
    return compared(
        _versions(history.derive(before, policy_id=policy.id, recipe=older)),
        _versions(history.derive(after, policy_id=policy.id, recipe=newer)),
    )


def _versions(found: Iterable[Version]) -> tuple[Version, ...]:
    return tuple(version for version in found if version.state == "version")


def compared(older: Sequence[Version], newer: Sequence[Version]) -> tuple[Move, ...]:
    """What moved between two lists of versions of the same captures. Pure."""
    ends = {_begin(version): version for version in newer}
    begins = {_begin(version) for version in older}
    pairs = [(version, ends[_begin(version)]) for version in older if _begin(version) in ends]
    left = [version for version in newer if _begin(version) not in begins]
    moves: list[Move] = []
    for version in (version for version in older if _begin(version) not in ends):
        other = next((one for one in left if _overlap(version, one)), None)
        if other is None:
            moves.append(Move(kind="vanished", before=version, after=None))
            continue
        left.remove(other)
        moves.append(Move(kind="redated", before=version, after=other))
    moves += [Move(kind="redated", before=one, after=other) for one, other in pairs if _stated(one) != _stated(other)]
    moves += [Move(kind="appeared", before=None, after=version) for version in left]
    return tuple(sorted(moves, key=lambda move: (move.before or move.after).first_seen))  # type: ignore[union-attr]  # one of them is there


def _begin(version: Version) -> tuple[int, object]:
    """Where a version begins. A capture seen again after another begins a version twice, hence the time."""
    return version.snapshot_id, version.first_seen


def _overlap(one: Version, other: Version) -> bool:
    return one.first_seen <= other.last_seen and other.first_seen <= one.last_seen


def _stated(version: Version) -> tuple[str, ...]:
    found = version.stated_date
    return () if found is None else (found.date,) if found.date else tuple(found.candidates)
