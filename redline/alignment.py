"""Two clause lists in; which clause of the one is which of the other out.

    before  A B C D E          A-A equal, D moved up, B-b similar words, C removed,
    after   A D b E F          E-E equal, F added

The stages run in this order and each sees only what the earlier ones left:

1. `in_order`: common beginning and end (equal digests), which is all there is in most pairs; of the middle, the longest
   run in common
2. `align`: equal digests elsewhere: moved
3. rows of a table between the same neighbours whose first cell is the same: it says of what they are
4. same number or heading, between the same neighbours, and words alike enough
5. words alike, or nearly all of one held by the other, wherever they stand; the same neighbours help
6. under the same heading, between the same neighbours: enough of what they speak of in common, in any order
7. the only ones left between the same two neighbours

What is left is added or removed; `pairing.regrouping` looks there for what was split or merged. `align` gets only the
units that stage 1 left, by their place: neighbouring versions are nearly the same, and cost what they differ in.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq

from redline.dates.forms import states_a_date
from redline.pairing.candidates import shared_words
from redline.pairing.row_labels import are_one, label_of
from redline.pairing.turned_around import turned_around
from redline.pairing.units import Block, Pair, Unit
from redline.types import BETWEEN_CELLS

# Share of the words of both texts that stand in both, in the same order, 0 to 100. Two unrelated passages of legal
# prose reach 15 to 25, a heavily edited clause rarely less than 35.
ALIKE = 52
ALIKE_SAME_PLACE = 40
ALIKE_SAME_HEADING = 34
ALIKE_ONLY_ONES = 25
# Of the shorter text, the share of words that the longer must hold, in order, where it grew past being alike: from so
# many words on, and up to so many times longer. Chance reaches 0.74 in 390 comparisons of neighbouring versions.
HELD = 0.75
HELD_WORDS_MIN = 20
HELD_TIMES_MAX = 3
# Of texts this short (in words) the letters are compared too: a name spelt anew leaves no word.
SHORT = 8
# Up to so many letters: no sentence of a script without spaces is longer, and two words of 500 kB took 19 seconds.
LETTERS_MAX = 2_000
ALIKE_LETTERS = 75
# Added to the share of candidates that stand between the same neighbours, under the same heading, with one number.
BONUS_PLACE = 12
BONUS_HEADING = 6
BONUS_NUMBER = 3
# The longest common run is looked for by C++ in some n * m / 64 steps: 20,000 clauses against as many.
IN_ORDER_MAX = 400_000_000
# Rounds of pairing similar texts; the second finds nothing in most comparisons.
ROUNDS_MAX = 3
# Within a gap of up to so many pairs every pair is looked at, whatever words it shares.
SMALL_GAP = 36

Candidate = tuple[float, int, int, int]
"""How little alike a pair is, the distance of its gaps, and its places: the smallest is paired first."""


@dataclass(slots=True)
class _State:
    before: Mapping[int, Unit]
    after: Mapping[int, Unit]
    pairs: dict[int, Pair] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def match(self, a: int, b: int, *, equal: bool, moved: bool) -> None:
        self.pairs[a] = Pair(a, b, equal, moved)
        self.taken.add(b)

    def left_before(self) -> dict[int, int]:
        """The units without a pair, each with its gap: what stands between two neighbours that are equal in order.

        Before a unit stand only such neighbours and units of this state, so that a gap is known by counting.
        """
        return {a: a - rank for rank, a in enumerate(self.before) if a not in self.pairs}

    def left_after(self) -> dict[int, int]:
        return {b: b - rank for rank, b in enumerate(self.after) if b not in self.taken}


def in_order(before: Sequence[str], after: Sequence[str]) -> list[Block]:
    """The runs of equal digests that stand on both sides in the same order, as much as there is."""
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    rest = shorter - start
    end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    blocks = [Block(0, 0, start), *_in_order(old, new, start), Block(len(before) - end, len(after) - end, end)]
    return [block for block in blocks if block.size]


def _in_order(before: Sequence[str], after: Sequence[str], start: int) -> Iterator[Block]:
    if len(before) * len(after) > IN_ORDER_MAX:
        return
    for block in Indel.opcodes(before, after):
        if block.tag == "equal":
            yield Block(start + block.src_start, start + block.dest_start, block.src_end - block.src_start)


def align(before: Mapping[int, Unit], after: Mapping[int, Unit]) -> list[Pair]:
    """Every pair found, by place on the older side. No unit is in two pairs; what is in none came or went.

    The units are all that no block holds, in their order.
    """
    state = _State(before, after)
    _equal_elsewhere(state)
    _rows_of_the_same(state)
    _alike(state)
    _turned_around(state)
    _only_ones(state)
    return [state.pairs[a] for a in sorted(state.pairs)]


def _equal_elsewhere(state: _State) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for b in reversed(state.left_after()):
        places[state.after[b].key].append(b)
    for a in state.left_before():
        if found := places.get(state.before[a].key):
            state.match(a, found.pop(), equal=True, moved=True)


def _rows_of_the_same(state: _State) -> None:
    """Pair the rows of one gap that alone have a label: two that swapped their values are else taken for moved."""
    ours, theirs = (
        _by_label(units, gaps)
        for units, gaps in ((state.before, state.left_before()), (state.after, state.left_after()))
    )
    for label in ours.keys() & theirs.keys():
        if len(ours[label]) == len(theirs[label]) == 1:
            a, b = ours[label][0], theirs[label][0]
            if are_one(state.before[a].text, state.after[b].text):
                state.match(a, b, equal=False, moved=False)


def _by_label(units: Mapping[int, Unit], gaps: Mapping[int, int]) -> dict[tuple[int, str], list[int]]:
    """The places of rows by their gap and label."""
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    for place, gap in gaps.items():
        text = units[place].text
        if BETWEEN_CELLS in text and (label := label_of(text)):
            found[gap, label].append(place)
    return found


def _alike(state: _State) -> None:
    """Pair what is most alike first, in rounds: where a text returns often, its partners are soon taken by others."""
    known: dict[tuple[int, int], Candidate | None] = {}
    for _ in range(ROUNDS_MAX):
        if not _one_round(state, known):
            return


def _one_round(state: _State, known: dict[tuple[int, int], Candidate | None]) -> bool:
    """Whether anything was paired. A candidate's place, heading and number count beside its words; what earlier rounds
    made of it is `known`, for no unit's gap changes between rounds."""
    first, second = state.left_before(), state.left_after()
    candidates = [*_candidates(state, first, second)]
    known.update({(a, b): _judged(state, a, b, first[a] - second[b]) for a, b in candidates if (a, b) not in known})
    paired = len(state.pairs)
    for _, _, a, b in sorted(filter(None, map(known.get, candidates))):
        if a not in state.pairs and b not in state.taken:
            state.match(a, b, equal=False, moved=False)
    return len(state.pairs) > paired


def _candidates(state: _State, first: dict[int, int], second: dict[int, int]) -> Iterator[tuple[int, int]]:
    ours, theirs = _by_gap(first), _by_gap(second)
    alike = shared_words([state.before[a].words for a in first], [state.after[b].words for b in second])
    left, right = list(first), list(second)
    seen = {(left[row], right[column]) for row, column in alike}
    for gap in ours.keys() & theirs.keys():
        if len(ours[gap]) * len(theirs[gap]) <= SMALL_GAP:
            seen.update(itertools.product(ours[gap], theirs[gap]))
    return iter(seen)


def _judged(state: _State, a: int, b: int, distance: int) -> Candidate | None:
    old, new = state.before[a], state.after[b]
    same_heading = bool(old.heading) and old.heading == new.heading
    same_number = bool(old.number) and old.number == new.number
    named = not distance and (same_heading or same_number)
    needed = ALIKE_SAME_HEADING if named else ALIKE if distance else ALIKE_SAME_PLACE
    score = likeness(old, new, needed) or held(old, new)
    if not score:
        return None
    score += BONUS_PLACE * (not distance) + BONUS_HEADING * same_heading + BONUS_NUMBER * same_number
    return (-score, abs(distance), a, b)


def likeness(one: Unit, other: Unit, needed: float = 0) -> float:
    """How alike two texts are, 0 to 100; 0 where they are less alike than `needed`."""
    score = 100 * Indel.normalized_similarity(one.words, other.words, score_cutoff=needed / 100)
    is_short = min(len(one.words), len(other.words)) <= SHORT and min(len(one.text), len(other.text)) <= LETTERS_MAX
    if is_short:
        score = max(score, fuzz.ratio(one.text, other.text, score_cutoff=max(needed, ALIKE_LETTERS)))
    return score


def held(one: Unit, other: Unit) -> float:
    """How alike two texts are of which the longer holds nearly all of the shorter, in order; 0 where it does not."""
    shorter, longer = sorted((len(one.words), len(other.words)))
    if shorter < HELD_WORDS_MIN or longer > HELD_TIMES_MAX * shorter:
        return 0
    common = LCSseq.similarity(one.words, other.words, score_cutoff=int(HELD * shorter))
    return 200 * common / (shorter + longer)


def _turned_around(state: _State) -> None:
    """Pair what says the same in another order, best first; between the same neighbours and under one heading only."""
    ours, theirs = _by_gap(state.left_before()), _by_gap(state.left_after())
    found = itertools.chain.from_iterable(
        turned_around({a: state.before[a] for a in ours[gap]}, {b: state.after[b] for b in theirs[gap]})
        for gap in ours.keys() & theirs.keys()
    )
    for _, a, b in sorted(found, key=lambda pair: (-pair[0], *pair[1:])):
        if a not in state.pairs and b not in state.taken:
            state.match(a, b, equal=False, moved=False)


def _only_ones(state: _State) -> None:
    """The one clause left on each side of one gap is the same clause rewritten, if its words allow it at all."""
    first, second = state.left_before(), state.left_after()
    ours, theirs = _by_gap(first), _by_gap(second)
    for gap in ours.keys() & theirs.keys():
        if len(ours[gap]) == len(theirs[gap]) == 1:
            a, b = ours[gap][0], theirs[gap][0]
            old, new = state.before[a], state.after[b]
            if likeness(old, new, ALIKE_ONLY_ONES) or _state_dates(old, new):
                state.match(a, b, equal=False, moved=False)


def _state_dates(one: Unit, other: Unit) -> bool:
    """Whether both lines say little but a date, however it is written: "Updated 17 March 2021", "Updated: 3/1/2022"."""
    return states_a_date(one.text) and states_a_date(other.text)


def _by_gap(gaps: dict[int, int]) -> dict[int, list[int]]:
    grouped: dict[int, list[int]] = defaultdict(list)
    for unit, gap in gaps.items():
        grouped[gap].append(unit)
    return grouped
