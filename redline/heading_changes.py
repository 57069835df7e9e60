"""Paired clauses in; what became of the headings over them out.

A heading's words are outside its clauses' digests, so a heading reworded over unchanged clauses shows here and
nowhere else. Each changed heading is one change, whose positions are the paired clauses under it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redline import canonical
from redline.types import ChangeKind, Clause, ClauseChange
from redline.units import Pair
from redline.words import spans


@dataclass(slots=True)
class _Group:
    """Clauses that lost the heading `old` and gained `new`; either is "" where there was none."""

    old: str
    new: str
    trail: tuple[str, ...]
    number: str
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)


def heading_changes(pairs: Sequence[Pair], before: Sequence[Clause], after: Sequence[Clause]) -> Iterator[ClauseChange]:
    """Headings reworded, added, removed or renumbered over clauses that stand on both sides."""
    groups: dict[tuple[str, ...], _Group] = {}
    old_headings = {canonical.digest(h) for trail in {c.trail for c in before} for h in trail}
    new_headings = {canonical.digest(h) for trail in {c.trail for c in after} for h in trail}
    for pair in pairs:
        old, new = before[pair.a], after[pair.b]
        if pair.moved or (old.trail == new.trail and old.heading_number == new.heading_number):
            continue
        for old_heading, new_heading in _differing(old.trail, new.trail):
            gone = old_heading and canonical.digest(old_heading) not in new_headings
            come = new_heading and canonical.digest(new_heading) not in old_headings
            if not gone and not come:
                continue
            key = ("words", old_heading if gone else "", new_heading if come else "", *new.trail)
            group = groups.setdefault(key, _Group(key[1], key[2], new.trail, new.heading_number))
            group.before.append(pair.a)
            group.after.append(pair.b)
        if old.heading and old.heading_number != new.heading_number and not list(_differing(old.trail, new.trail)):
            key = ("number", old.heading_number, new.heading_number, *new.trail)
            group = groups.setdefault(
                key,
                _Group(
                    f"{old.heading_number} {old.heading}".strip(),
                    f"{new.heading_number} {new.heading}".strip(),
                    new.trail,
                    new.heading_number,
                ),
            )
            group.before.append(pair.a)
            group.after.append(pair.b)
    for key, group in groups.items():
        yield _change(group, renumbered=key[0] == "number")


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The headings that differ, paired from the inside out; "" where one trail is shorter."""
    width = max(len(old), len(new))
    left = ("",) * (width - len(old)) + tuple(old)
    right = ("",) * (width - len(new)) + tuple(new)
    for one, other in zip(left, right, strict=True):
        if one != other and canonical.digest(one) != canonical.digest(other):
            yield one, other


def _change(group: _Group, *, renumbered: bool) -> ClauseChange:
    kind = (
        ChangeKind.RENUMBERED
        if renumbered
        else ChangeKind.REWORDED
        if group.old and group.new
        else ChangeKind.ADDED
        if group.new
        else ChangeKind.REMOVED
    )
    return ClauseChange(
        kind=kind,
        heading=group.trail[-1] if group.trail else "",
        number=group.number,
        before_positions=tuple(group.before),
        after_positions=tuple(group.after),
        before=group.old or None,
        after=group.new or None,
        spans=spans(group.old, group.new) if kind is ChangeKind.REWORDED else (),
        of_heading=True,
        trail=group.trail,
    )
