"""Two readings in; the clause-level redline out.

The stages, in order:

1. `alignment` pairs clauses: equal digests in order, equal digests elsewhere (moved), same number or heading, words
   alike
2. `regrouping` finds what was split or merged, among the pairs and what is left
3. what is left was added or removed
4. `heading_changes` compares the headings over the pairs
5. `words` compares the words, only inside what was reworded, split or merged

Every clause of either side is counted exactly once: in one change (changes `of_heading` aside, whose clauses stand for
themselves), or in `unchanged`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redline.alignment import align
from redline.clause_changes import of_group, of_one_side, of_pair
from redline.heading_changes import became_headings, heading_changes
from redline.regrouping import regroup
from redline.types import ChangeKind, Clause, ClauseChange, Reading, Redline
from redline.units import Group, Numbering, Pair, Unit


@dataclass(slots=True)
class _Matched:
    """What belongs together: pairs, and groups of which one side is several."""

    pairs: list[Pair] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    def paired(self) -> tuple[set[int], set[int]]:
        first = {pair.a for pair in self.pairs} | {a for group in self.groups for a in group.before}
        second = {pair.b for pair in self.pairs} | {b for group in self.groups for b in group.after}
        return first, second

    def under_headings(self) -> list[Pair]:
        """The pairs whose headings are worth comparing, groups by their first clauses."""
        firsts = [Pair(group.before[0], group.after[0], equal=False, moved=False) for group in self.groups]
        return sorted([*self.pairs, *firsts], key=lambda pair: pair.a)


def compare(before: Reading, after: Reading) -> Redline:
    """What became of each clause, in the order of the newer text; what was removed stands where it stood."""
    return compare_clauses(before.clauses, after.clauses)


def compare_clauses(before: Sequence[Clause], after: Sequence[Clause]) -> Redline:
    """As `compare`, of clauses alone. Positions must count from 0 on each side."""
    if before == after:
        return Redline(changes=(), unchanged=len(after))
    matched = _matched(before, after)
    changes = [change for pair in matched.pairs if (change := of_pair(before[pair.a], after[pair.b], pair))]
    unchanged = len(matched.pairs) - len(changes)
    changes += [
        of_group([before[a] for a in group.before], [after[b] for b in group.after]) for group in matched.groups
    ]
    first, second = matched.paired()
    changes += [of_one_side(clause, ChangeKind.REMOVED) for clause in before if clause.position not in first]
    changes += [of_one_side(clause, ChangeKind.ADDED) for clause in after if clause.position not in second]
    changes = became_headings([*changes, *heading_changes(matched.under_headings(), before, after)])
    return Redline(changes=tuple(_in_order(changes, matched)), unchanged=unchanged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """The older clauses that a newer one was made of; `equal` where it is one with the same words."""

    positions: tuple[int, ...]
    equal: bool


def lineage(before: Sequence[Clause], after: Sequence[Clause]) -> dict[int, Parent]:
    """For each newer position that has one, what it was made of; without the word-level comparison."""
    matched = _matched(before, after)
    parents = {pair.b: Parent(positions=(pair.a,), equal=pair.equal) for pair in matched.pairs}
    for group in matched.groups:
        parents |= {b: Parent(positions=tuple(group.before), equal=False) for b in group.after}
    return parents


def _matched(before: Sequence[Clause], after: Sequence[Clause]) -> _Matched:
    """The pairs and groups. Both directions are worked out from the same side, so that swapping swaps and no more."""
    counts = [Counter(clause.digest for clause in side) for side in (before, after)]
    needed = {digest for digest in counts[0] | counts[1] if counts[0][digest] != counts[1][digest]}
    numbering = Numbering()
    if [clause.digest for clause in after] < [clause.digest for clause in before]:
        second, first = numbering.units(after, needed), numbering.units(before, needed)
        found = _found(second, first)
        pairs = sorted((pair.mirrored() for pair in found.pairs), key=lambda pair: pair.a)
        return _Matched(pairs, [group.mirrored() for group in found.groups])
    return _found(numbering.units(before, needed), numbering.units(after, needed))


def _found(before: Sequence[Unit], after: Sequence[Unit]) -> _Matched:
    pairs = align(before, after)
    groups = regroup(pairs, before, after)
    grouped = {a for group in groups for a in group.before}
    return _Matched([pair for pair in pairs if pair.a not in grouped], groups)


def _in_order(changes: list[ClauseChange], matched: _Matched) -> list[ClauseChange]:
    """By place in the newer text; what was removed comes after the clause that it followed."""
    follows = dict(_followed(matched))
    anchors = _anchors(follows, max((max(c.before_positions, default=0) for c in changes), default=0))

    def place(change: ClauseChange) -> tuple[int, int, int]:
        if change.after_positions:
            return (change.after_positions[0], 0 if change.of_heading else 1, 0)
        return (anchors[change.before_positions[0]], 2, change.before_positions[0])

    return sorted(changes, key=place)


def _followed(matched: _Matched) -> Iterator[tuple[int, int]]:
    for pair in matched.pairs:
        if not pair.moved:
            yield pair.a, pair.b
    for group in matched.groups:
        for a in group.before:
            yield a, group.after[-1]


def _anchors(follows: dict[int, int], last: int) -> list[int]:
    """For each older position, the newer position of the nearest clause before it that stands on both sides."""
    anchors, anchor = [], -1
    for a in range(last + 1):
        anchors.append(anchor)
        anchor = follows.get(a, anchor)
    return anchors
