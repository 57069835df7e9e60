"""Paired clauses in; what became of the headings over them out.

A heading's words are outside its clauses' digests, so a heading reworded over unchanged clauses shows here and
nowhere else. Each changed heading is one change, whose positions are the paired clauses under it.

The heads of a table's columns are headings of its rows.

Pages also turn a heading into a line of its own and back: then the words have only moved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from redline import canonical
from redline.types import ChangeKind, Clause, ClauseChange
from redline.units import Pair
from redline.words import spans


@dataclass(slots=True)
class _Group:
    """Clauses that lost the heading `old` and gained `new`; either is "" where there was none."""

    old: str
    new: str
    clause: Clause
    renumbered: bool = False
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)


def heading_changes(pairs: Sequence[Pair], before: Sequence[Clause], after: Sequence[Clause]) -> Iterator[ClauseChange]:
    """Headings reworded, added, removed or renumbered over clauses that stand on both sides."""
    old_headings, new_headings = _digests(before), _digests(after)
    groups: dict[tuple[str, ...], _Group] = {}
    for pair in pairs:
        old, new = before[pair.a], after[pair.b]
        if pair.moved or _under_the_same(old, new):
            continue
        for found in _of_pair(old, new, old_headings, new_headings):
            group = groups.setdefault((found.old, found.new, *new.trail), found)
            group.before.append(pair.a)
            group.after.append(pair.b)
    return map(_change, groups.values())


def _under_the_same(old: Clause, new: Clause) -> bool:
    return old.trail == new.trail and old.heading_number == new.heading_number and old.heads == new.heads


def _digests(clauses: Sequence[Clause]) -> set[str]:
    return {canonical.digest(heading) for trail in {clause.trail for clause in clauses} for heading in trail}


def _of_pair(old: Clause, new: Clause, old_headings: set[str], new_headings: set[str]) -> Iterator[_Group]:
    """What differs in the headings over one clause. A heading that still stands elsewhere has not gone."""
    differing = list(_differing(old.trail, new.trail))
    for one, other in differing:
        gone = one if one and canonical.digest(one) not in new_headings else ""
        come = other if other and canonical.digest(other) not in old_headings else ""
        if gone or come:
            yield _Group(gone, come, new)
    old_heads, new_heads = _heads(old), _heads(new)
    if canonical.digest(old_heads) != canonical.digest(new_heads):
        yield _Group(old_heads, new_heads, new)
    if not differing and old.heading and old.heading_number != new.heading_number:
        yield _Group(_numbered(old), _numbered(new), new, renumbered=True)


def _heads(clause: Clause) -> str:
    return " | ".join(clause.heads) if any(clause.heads) else ""


def _numbered(clause: Clause) -> str:
    return f"{clause.heading_number} {clause.heading}".strip()


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The headings that differ, paired from the inside out; "" where one trail is shorter."""
    width = max(len(old), len(new))
    left = ("",) * (width - len(old)) + tuple(old)
    right = ("",) * (width - len(new)) + tuple(new)
    for one, other in zip(left, right, strict=True):
        if one != other and canonical.digest(one) != canonical.digest(other):
            yield one, other


def _change(group: _Group) -> ClauseChange:
    kind = _kind(group)
    return ClauseChange(
        kind=kind,
        heading=group.clause.heading,
        number=group.clause.heading_number,
        before_positions=tuple(group.before),
        after_positions=tuple(group.after),
        before=group.old or None,
        after=group.new or None,
        spans=spans(group.old, group.new) if group.old and group.new else (),
        of_heading=True,
        trail=group.clause.trail,
    )


def _kind(group: _Group) -> ChangeKind:
    if group.renumbered:
        return ChangeKind.RENUMBERED
    if group.old and group.new:
        return ChangeKind.REWORDED
    return ChangeKind.ADDED if group.new else ChangeKind.REMOVED


def became_headings(changes: Sequence[ClauseChange]) -> list[ClauseChange]:
    """`changes` where a clause that became a heading, or a heading that became a clause, is one move.

    The move has the clause's position and none on the side where its words are a heading.
    """
    opposite = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    headings = {
        (opposite[c.kind], canonical.digest(_words(c))): c for c in changes if c.of_heading and c.kind in opposite
    }
    kept: list[ClauseChange] = []
    used: list[ClauseChange] = []
    for change in changes:
        key = (change.kind, canonical.digest(_words(change))) if headings and _alone(change) else None
        heading = headings.pop(key, None) if key else None
        if heading is None:
            kept.append(change)
        else:
            used.append(heading)
            before, after = (heading.before, change.after) if change.after else (change.before, heading.after)
            kept.append(replace(change, kind=ChangeKind.MOVED, before=before, after=after))
    return [change for change in kept if not any(change is heading for heading in used)]


def _alone(change: ClauseChange) -> bool:
    return not change.of_heading and change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)


def _words(change: ClauseChange) -> str:
    return change.after or change.before or ""
