"""What became of the headings over each pair of clauses in; what became of each heading, told once, out.

A heading stands over many clauses, and they need not agree: a section that went under another chapter says that its
chapter's heading was "reworded" into the other's. Each heading has one successor, the one most like it, then the one
over most clauses; a heading known by its successor has neither come nor gone elsewhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from redline import canonical
from redline.pairing.units import Pair

# Share of words in common from which two headings are one reworded, 0 to 1, whatever stands under them.
ALIKE = 0.5

Path = tuple[str, ...]


@dataclass(slots=True)
class HeadingPair:
    """Clauses that lost the heading at the end of the trail `old` and gained that of `new`; () where there is none.

    `own` says that it stands right over one of the clauses, on each side that has it.
    """

    old: Path
    new: Path
    own: bool = False
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)

    def add(self, pair: Pair, *, own: bool) -> None:
        """Count the clauses of `pair` among those under the heading."""
        self.before.append(pair.a)
        self.after.append(pair.b)
        self.own = self.own or own

    def gather(self, other: "HeadingPair") -> None:
        self.before += other.before
        self.after += other.after


def settled(found: Sequence[HeadingPair]) -> list[HeadingPair]:
    """One pair for each heading that was reworded, came or went, in the order of `found`."""
    chosen = _successors([pair for pair in found if pair.old and pair.new])
    reworded = {(pair.old, pair.new) for pair in chosen}
    gone, come = {old for old, _ in reworded}, {new for _, new in reworded}
    alone: dict[tuple[Path, Path], HeadingPair] = {}
    told: list[HeadingPair] = []
    for pair in found:
        if (pair.old, pair.new) in reworded:
            told.append(pair)
            continue
        for side in _sides(pair):
            if side.old in gone or side.new in come:
                continue
            if (known := alone.get((side.old, side.new))) is not None:
                known.gather(side)
            else:
                told.append(alone.setdefault((side.old, side.new), side))
    return told


def _successors(candidates: Iterable[HeadingPair]) -> list[HeadingPair]:
    chosen: list[HeadingPair] = []
    gone: set[Path] = set()
    come: set[Path] = set()
    for pair in sorted(candidates, key=_rank):
        fits = pair.own or _likeness(pair) >= ALIKE
        if fits and pair.old not in gone and pair.new not in come:
            chosen.append(pair)
            gone.add(pair.old)
            come.add(pair.new)
    return chosen


def _rank(pair: HeadingPair) -> tuple[float, int, int, list[Path]]:
    """The best first; the same whichever side is the older."""
    likeness = _likeness(pair)
    return (
        -likeness if likeness >= ALIKE else 0,
        -len(pair.before),
        min(pair.before) + min(pair.after),
        sorted((pair.old, pair.new)),
    )


def _likeness(pair: HeadingPair) -> float:
    one, other = (canonical.words(path[-1].casefold()) for path in (pair.old, pair.new))
    return Indel.normalized_similarity(one, other)


def _sides(pair: HeadingPair) -> Iterator[HeadingPair]:
    if pair.old:
        yield HeadingPair(pair.old, (), pair.own, list(pair.before), list(pair.after))
    if pair.new:
        yield HeadingPair((), pair.new, pair.own, list(pair.before), list(pair.after))
