"""Aligned units in; groups out, where a clause that was split and its parts, or a merged one and its, stand together.

    before  "Choice. We offer you choices."      after  "Choice."  "We offer you choices."

The pair of the whole with one of its parts is mostly known by then; the other parts lie beside that part, unpaired, and
their words stand in the whole. A whole without a pair is looked for between the same neighbours.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz.distance import Indel, Opcode

from redline.pairing.units import Block, Group, Pair, Unit
from redline.types import BETWEEN_CELLS

# Of a part's words, the share that must stand in the whole, in stretches of so many words.
PART_COVERED = 0.7
STRETCH = 3
# A longer part, reworded as it was merged, may hold so many of its words in shorter stretches.
PART_WORDS = 20
PART_HELD = 0.75
# Or it took whole passages, of so many words each, with it when the whole was split, and says more beside them.
PASSAGE = 12
PART_PASSAGES = 0.25
# Of the whole's words, the share that its parts must hold where no pair says already that they belong together.
WHOLE_COVERED = 0.6
# A whole of more words than this is no clause: segmentation cuts at 500.
WHOLE_WORDS_MAX = 2_000
# A gap with more wholes times parts than this is a rewrite, in which splits are not looked for.
GAP_MAX = 400


def regroup(
    blocks: Sequence[Block], pairs: Sequence[Pair], before: Mapping[int, Unit], after: Mapping[int, Unit]
) -> list[Group]:
    """The splits and merges among `pairs` and the units in none; each unit is in one group at most.

    The units are all that no block holds, by place.
    """
    splits = list(_Search(blocks, pairs, before, after).groups())
    split = {a for group in splits for a in group.before}
    parts = {b for group in splits for b in group.after}
    left = sorted((pair.mirrored() for pair in pairs if pair.a not in split), key=lambda pair: pair.a)
    search = _Search([block.mirrored() for block in blocks], left, after, before)
    search.free -= split
    search.barred = parts
    return splits + [group.mirrored() for group in search.groups()]


@dataclass(slots=True, init=False)
class _Search:
    """One look for wholes on the one side whose parts stand on the other."""

    blocks: Sequence[Block]
    wholes: Mapping[int, Unit]
    parts: Mapping[int, Unit]
    partner: dict[int, Pair]
    free: set[int]
    barred: set[int]

    def __init__(
        self, blocks: Sequence[Block], pairs: Sequence[Pair], wholes: Mapping[int, Unit], parts: Mapping[int, Unit]
    ) -> None:
        self.blocks, self.wholes, self.parts = blocks, wholes, parts
        self.partner = {pair.a: pair for pair in pairs}
        self.free = set(parts) - {pair.b for pair in pairs}
        self.barred = set()

    def groups(self) -> Iterator[Group]:
        """Every whole that has at least two parts."""
        anchors = self.anchors()
        crowd = Counter(anchor for whole, anchor in anchors.items() if whole not in self.partner)
        used = -1
        for whole, anchor in anchors.items():
            if not self.free or whole in self.barred or len(self.wholes[whole].words) > WHOLE_WORDS_MAX:
                continue
            found = self.found(whole, max(anchor, used), crowd[anchor])
            if len(found) > 1:
                self.free.difference_update(found)
                used = found[-1]
                yield Group((whole,), tuple(found))

    def anchors(self) -> dict[int, int]:
        """For each whole, the place of the last part before it that has a pair in order."""
        anchors, anchor, passed = {}, -1, 0
        for whole in self.wholes:
            while passed < len(self.blocks) and self.blocks[passed].a < whole:
                anchor = max(anchor, self.blocks[passed].b + self.blocks[passed].size - 1)
                passed += 1
            anchors[whole] = anchor
            pair = self.partner.get(whole)
            if pair is not None and not pair.moved:
                anchor = max(anchor, pair.b)
        return anchors

    def found(self, whole: int, anchor: int, crowd: int) -> list[int]:
        pair = self.partner.get(whole)
        if pair is None:
            return self.unpaired(whole, anchor, GAP_MAX // crowd)
        return [] if pair.equal else self.grown(whole, [pair.b])

    def unpaired(self, whole: int, anchor: int, reach: int) -> list[int]:
        """The parts of a whole without a pair, which begin in the run of free parts after the last pair."""
        run = list(takewhile(self.free.__contains__, range(anchor + 1, anchor + 2 + reach)))
        if len(run) > reach:
            return []
        for start in run:
            if self.covers(whole, [start], start):
                found = self.grown(whole, [start])
                held = self.held(whole, found, 0, 0)
                return found if held >= WHOLE_COVERED * len(self.wholes[whole].words) else []
        return []

    def grown(self, whole: int, found: list[int]) -> list[int]:
        while found[-1] + 1 in self.free and self.covers(whole, [*found, found[-1] + 1], found[-1] + 1):
            found = [*found, found[-1] + 1]
        while found[0] - 1 in self.free and self.covers(whole, [found[0] - 1, *found], found[0] - 1):
            found = [found[0] - 1, *found]
        return found

    def covers(self, whole: int, together: Sequence[int], part: int) -> bool:
        """Whether `part`, standing among `together`, finds its words in the whole."""
        words = len(self.parts[part].words)
        if not words:
            return False
        others = [number for number in together if number != part]
        if self.gained(whole, together, others, STRETCH) >= PART_COVERED * words:
            return True
        if words < PART_WORDS:
            return False
        gained = self.gained(whole, together, others, 1)
        if gained >= PART_HELD * words:
            return True
        # What the other parts hold as well was not taken along: two clauses that begin alike are two clauses.
        return min(gained, self.taken_along(whole, together, part)) >= PART_PASSAGES * words

    def taken_along(self, whole: int, together: Sequence[int], part: int) -> int:
        """How many words of the whole stand in `part` in whole passages; none of a row, which is of somebody else."""
        if BETWEEN_CELLS in self.wholes[whole].text or BETWEEN_CELLS in self.parts[part].text:
            return 0
        first = sum(len(self.parts[number].words) for number in together if number < part)
        last = first + len(self.parts[part].words)
        sizes = (min(block.dest_end, last) - max(block.dest_start, first) for block in self.equal(whole, together))
        return sum(size for size in sizes if size >= PASSAGE)

    def gained(self, whole: int, together: Sequence[int], others: Sequence[int], stretch: int) -> int:
        """How many words of the whole its parts `together` hold that the `others` of them alone do not."""
        shortest = min([stretch, *(len(self.parts[part].words) for part in together)])
        return self.held(whole, together, stretch, shortest) - self.held(whole, others, stretch, shortest)

    def held(self, whole: int, parts: Sequence[int], stretch: int, shortest: int) -> int:
        """How many words of the whole its parts hold in order, in stretches of at least `stretch` words.

        One of `shortest` words counts where the whole begins or ends with it: a title of one word that became the
        clause's own line. Anywhere else one word stands by chance.
        """
        last = len(self.wholes[whole].words)
        return sum(
            size
            for block in self.equal(whole, parts)
            if (size := block.src_end - block.src_start) >= stretch
            or (size >= shortest and (block.src_start == 0 or block.src_end == last))
        )

    def equal(self, whole: int, parts: Sequence[int]) -> list[Opcode]:
        """The runs of words that the whole and its parts, one after the other, have in common."""
        words = [word for part in parts for word in self.parts[part].words]
        return [block for block in Indel.opcodes(self.wholes[whole].words, words) if block.tag == "equal"]
