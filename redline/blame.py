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
from itertools import pairwise

from rapidfuzz.distance import Indel

from redline import canonical
from redline.lineage import Lineage, Parent, lineage
from redline.pairing.units import Block, Passage

SAME_CLAUSE = 0.5


def traced(versions: Sequence[Sequence[Passage]]) -> list[tuple[int, int]]:
    """For each clause of the last of `versions`, in which it was introduced and reworded; there is one at least.

    The clauses are told by their place in each version, whatever positions they say they have.
    """
    lines = [lineage(before, after) for before, after in pairwise(versions)]
    rests = rests_of([len(version) for version in versions], lines)
    return [_traced(position, versions, lines, rests) for position in range(len(versions[-1]))]


Rest = tuple[int, int]
"""A version and a place in it: from there on a clause stood with the same words, however far it moved."""


def rests_of(sizes: Sequence[int], lines: Sequence[Lineage]) -> list[list[Rest]]:
    """For each version, since when each of its clauses has the words it has there.

    Worked out forward, so that following a clause back is one step a rewording and not one a version.
    """
    rests = [[(0, position) for position in range(sizes[0])]]
    for number, line in enumerate(lines, start=1):
        before, here = rests[-1], list[Rest]()
        for block in [*line.blocks, Block(0, sizes[number], 0)]:
            here += [_rest(before, line.others.get(at), (number, at)) for at in range(len(here), block.b)]
            here += before[block.a : block.a + block.size]
        rests.append(here)
    return rests


def _rest(before: Sequence[Rest], parent: Parent | None, here: Rest) -> Rest:
    return before[parent.positions[0]] if parent and parent.equal else here


def _traced(
    position: int,
    versions: Sequence[Sequence[Passage]],
    lines: Sequence[Lineage],
    rests: Sequence[Sequence[Rest]],
) -> tuple[int, int]:
    number = len(versions) - 1
    reworded: int | None = None
    past = _Past(versions[-1][position].text, position)
    number = past.rest(rests, number)
    while number and (parent := past.parent(lines[number - 1])):
        if not parent.equal and reworded is None:
            reworded = number
        if not past.step(parent, versions[number - 1]):
            break
        number = past.rest(rests, number - 1)
    return number, number if reworded is None else max(reworded, number)


class _Past:
    """A clause followed back through the versions: where it stands in the one reached, in one piece or several."""

    def __init__(self, text: str, position: int) -> None:
        self._text = text
        self._positions: tuple[int, ...] = (position,)
        self._in_pieces = False

    def rest(self, rests: Sequence[Sequence[Rest]], number: int) -> int:
        """Go back from version `number` to the one since which its words rest; one step at a time in several pieces."""
        if len(self._positions) == 1:
            number, position = rests[number][self._positions[0]]
            self._positions = (position,)
        return number

    def parent(self, line: Lineage) -> Parent | None:
        """What the place reached was made of in the version before, None where it came from nowhere."""
        found = [parent for position in self._positions if (parent := line.parent(position))]
        positions = {position for parent in found for position in parent.positions}
        equal = len(found) == len(self._positions) and all(parent.equal for parent in found)
        return Parent(positions=tuple(sorted(positions)), equal=equal) if found else None

    def step(self, parent: Parent, clauses: Sequence[Passage]) -> bool:
        """Go back to `parent`; False where what stands there is another clause."""
        self._in_pieces = self._in_pieces or len(parent.positions) != len(self._positions)
        self._positions = parent.positions
        if parent.equal:
            return True
        there = [word for position in parent.positions for word in _words(clauses[position].text)]
        return self._share(there) >= SAME_CLAUSE

    def _share(self, there: Sequence[str]) -> float:
        """Of the words of both, the share that stands in both; of a piece or a whole, of the present words."""
        here = _words(self._text)
        if not self._in_pieces:
            return Indel.normalized_similarity(here, there)
        distance = Indel.distance(here, there)
        common = (len(here) + len(there) - distance) / 2
        return common / max(1, len(here))


def _words(text: str) -> Sequence[str]:
    return canonical.words(text.casefold())
