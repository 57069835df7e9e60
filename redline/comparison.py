"""Two readings in; the clause-level redline out.

The stages, in order:

1. `alignment` pairs clauses: equal digests in order, equal digests elsewhere (moved), same number or heading, words
   alike
2. `pairing.regrouping` finds what was split or merged, among the pairs and what is left
3. what is left was added or removed
4. `pairing.heading_changes` compares the headings over the pairs
5. `words` compares the words, only inside what was reworded, split or merged

Every clause of either side is counted exactly once: in one change (changes `of_heading` aside, whose clauses stand for
themselves), or in `unchanged`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from redline.alignment import align, in_order
from redline.pairing.clause_changes import of_group, of_one_side, of_pair
from redline.pairing.heading_changes import became_headings, crossed, heading_changes
from redline.pairing.regrouping import regroup
from redline.pairing.units import Block, Group, Numbering, Pair, Passage
from redline.types import ChangeKind, Clause, ClauseChange, Reading, Redline


@dataclass(frozen=True)
class Matched:
    """What belongs together: runs that are equal in order, pairs beside them, and groups whose one side is several."""

    blocks: Sequence[Block]
    others: Sequence[Pair]
    groups: Sequence[Group]

    @cached_property
    def pairs(self) -> list[Pair]:
        """Those of the runs and the others, by place."""
        runs = (Pair(a + n, b + n, equal=True, moved=False) for a, b, size in self.blocks for n in range(size))
        return sorted([*runs, *self.others])

    def mirrored(self) -> "Matched":
        """The same, seen from the other side."""
        return Matched(
            [block.mirrored() for block in self.blocks],
            [pair.mirrored() for pair in self.others],
            [group.mirrored() for group in self.groups],
        )

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
    matched = match_clauses(before, after)
    elsewhere = crossed(matched.pairs, before, after)
    pairs = (pair._replace(moved=True) if pair.a in elsewhere else pair for pair in matched.pairs)
    changes = [change for pair in pairs if (change := of_pair(before[pair.a], after[pair.b], pair))]
    unchanged = len(matched.pairs) - len(changes)
    changes += [
        of_group([before[a] for a in group.before], [after[b] for b in group.after]) for group in matched.groups
    ]
    first, second = matched.paired()
    changes += [of_one_side(clause, ChangeKind.REMOVED) for clause in before if clause.position not in first]
    changes += [of_one_side(clause, ChangeKind.ADDED) for clause in after if clause.position not in second]
    changes = became_headings([*changes, *heading_changes(matched.under_headings(), before, after)])
    return Redline(changes=tuple(_in_order(changes, matched)), unchanged=unchanged)


def match_clauses(before: Sequence[Passage], after: Sequence[Passage]) -> Matched:
    """What of `before` belongs to what of `after`, by place on each side, whatever positions the clauses say they have.

    Both directions are worked out from the same side, so that swapping swaps and no more.
    """
    first, second = [clause.digest for clause in before], [clause.digest for clause in after]
    blocks = in_order(*sorted((first, second)))
    if second < first:
        return _matched(after, before, blocks).mirrored()
    return _matched(before, after, blocks)


def _matched(before: Sequence[Passage], after: Sequence[Passage], blocks: Sequence[Block]) -> Matched:
    first = _left(len(before), [(block.a, block.size) for block in blocks])
    second = _left(len(after), [(block.b, block.size) for block in blocks])
    counts = Counter(before[a].digest for a in first), Counter(after[b].digest for b in second)
    needed = {digest for digest in counts[0] | counts[1] if counts[0][digest] != counts[1][digest]}
    numbering = Numbering()
    old, new = numbering.units(before, first, needed), numbering.units(after, second, needed)
    pairs = align(old, new)
    groups = regroup(blocks, pairs, old, new)
    grouped = {a for group in groups for a in group.before}
    return Matched(blocks, [pair for pair in pairs if pair.a not in grouped], groups)


def _left(size: int, runs: Iterable[tuple[int, int]]) -> list[int]:
    """The places, of so many, that no run holds."""
    places: list[int] = []
    at = 0
    for start, length in runs:
        places += range(at, start)
        at = start + length
    return [*places, *range(at, size)]


def _in_order(changes: list[ClauseChange], matched: Matched) -> list[ClauseChange]:
    """By place in the newer text; what was removed comes after the clause that it followed."""
    follows = dict(_followed(matched))
    anchors = _anchors(follows, max((max(c.before_positions, default=0) for c in changes), default=0))

    def place(change: ClauseChange) -> tuple[int, int, int]:
        if change.after_positions:
            return (change.after_positions[0], 0 if change.of_heading else 1, 0)
        return (anchors[change.before_positions[0]], 2, change.before_positions[0])

    return sorted(changes, key=place)


def _followed(matched: Matched) -> Iterator[tuple[int, int]]:
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
