"""A policy's versions in, oldest first; when each clause of the last one came and was last reworded, out.

    version   0            1              2
    clause    A  ───────>  A, moved ───>  A          introduced 0, reworded 0
              B  ───────>  b  ──────────> b          introduced 0, reworded 1
              C  ───────>  X  ──────────> X          introduced 1: where C stood, yet not half of its words are C's
                                          D          introduced 2, reworded 2

A clause's past is followed back as far as it is the same clause still: half of its present words stand there. A clause
that is gone for a version and comes back came back: it is dated to its return.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from redline import canonical
from redline.comparison import Parent, lineage
from redline.types import Clause, Reading

SAME_CLAUSE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Blamed:
    """A clause of the last version; the others are places among the versions, from 0.

    `introduced` is the version in which the clause, or what it was made of, came; `reworded` the last one that changed
    its words, the same as `introduced` where none did.
    """

    clause: Clause
    introduced: int
    reworded: int


def blame(versions: Sequence[Reading]) -> tuple[Blamed, ...]:
    """Each clause of the last of `versions` with its past, in reading order; empty for none."""
    if not versions:
        return ()
    parents = [lineage(before.clauses, after.clauses) for before, after in pairwise(versions)]
    return tuple(_blamed(clause, versions, parents) for clause in versions[-1].clauses)


def _blamed(clause: Clause, versions: Sequence[Reading], parents: Sequence[dict[int, Parent]]) -> Blamed:
    number = len(versions) - 1
    reworded: int | None = None
    past = _Past(clause)
    while number and (parent := past.parent(parents[number - 1])):
        if not parent.equal and reworded is None:
            reworded = number
        if not past.step(parent, versions[number - 1].clauses):
            break
        number -= 1
    return Blamed(clause=clause, introduced=number, reworded=number if reworded is None else max(reworded, number))


class _Past:
    """A clause followed back through the versions: where it stands in the one reached, in one piece or several."""

    def __init__(self, clause: Clause) -> None:
        self._words = _words(clause.text)
        self._positions: tuple[int, ...] = (clause.position,)
        self._in_pieces = False

    def parent(self, parents: dict[int, Parent]) -> Parent | None:
        """What the place reached was made of in the version before, None where it came from nowhere."""
        found = [parents[position] for position in self._positions if position in parents]
        positions = {position for parent in found for position in parent.positions}
        equal = len(found) == len(self._positions) and all(parent.equal for parent in found)
        return Parent(positions=tuple(sorted(positions)), equal=equal) if found else None

    def step(self, parent: Parent, clauses: Sequence[Clause]) -> bool:
        """Go back to `parent`; False where what stands there is another clause."""
        self._in_pieces = self._in_pieces or len(parent.positions) != len(self._positions)
        self._positions = parent.positions
        if parent.equal:
            return True
        there = [word for position in parent.positions for word in _words(clauses[position].text)]
        return self._share(there) >= SAME_CLAUSE

    def _share(self, there: Sequence[str]) -> float:
        """Of the words of both, the share that stands in both; of a piece or a whole, of the present words."""
        if not self._in_pieces:
            return Indel.normalized_similarity(self._words, there)
        distance = Indel.distance(self._words, there)
        common = (len(self._words) + len(there) - distance) / 2
        return common / max(1, len(self._words))


def _words(text: str) -> Sequence[str]:
    return canonical.words(text.casefold())
