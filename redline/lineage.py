"""Two clause lists in; what each clause of the newer one was made of out, without the word-level comparison.

    before  A B C D        A, D   runs that stand on both sides: three numbers each, however long
    after   A b D          b      made of B or C, as `comparison` pairs them

Neighbouring versions of a policy are nearly the same, and a long history has many of them: a lineage is as long as what
changed.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from redline.comparison import match_clauses
from redline.pairing.units import Block, Passage


class Parent(NamedTuple):
    """The older clauses that a newer one was made of; `equal` where it is one with the same words."""

    positions: tuple[int, ...]
    equal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Where newer clauses come from: runs that are equal in order, and of the others those that come from anywhere."""

    blocks: Sequence[Block]
    others: Mapping[int, Parent]

    def parent(self, position: int) -> Parent | None:
        """What the newer clause at `position` was made of, None where it came from nowhere."""
        at = bisect_right(self.blocks, position, key=lambda block: block.b) - 1
        if at >= 0 and position < self.blocks[at].b + self.blocks[at].size:
            return Parent((self.blocks[at].a + position - self.blocks[at].b,), equal=True)
        return self.others.get(position)


def lineage(before: Sequence[Passage], after: Sequence[Passage]) -> Lineage:
    """What each clause of `after` was made of."""
    found = match_clauses(before, after)
    others = {pair.b: Parent((pair.a,), pair.equal) for pair in found.others}
    for group in found.groups:
        others |= {b: Parent(tuple(group.before), equal=False) for b in group.after}
    return Lineage(blocks=found.blocks, others=others)
