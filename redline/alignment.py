"""Two clause lists in; which clause of the one is which of the other out.

    before  A B C D E          A-A equal, D moved up, B-b similar words, C removed,
    after   A D b E F          E-E equal, F added

The stages run in this order and each sees only what the earlier ones left:

1. common beginning and end (equal digests), which is all there is in most pairs
2. equal digests in order: the longest common run of the middle
3. equal digests elsewhere: moved
4. same number or heading, between the same neighbours, and words alike enough
5. words alike, wherever they stand; the place between the same neighbours helps
6. the only ones left between the same two neighbours

What is left is added or removed; `regrouping` looks there for what was split or merged.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from redline.candidates import shared_words
from redline.units import Pair, Unit

# Share of the words of both texts that stand in both, in the same order, 0 to 100. Two unrelated passages of legal
# prose reach 15 to 25, a heavily edited clause rarely less than 35.
ALIKE = 52
ALIKE_SAME_PLACE = 40
ALIKE_SAME_HEADING = 34
ALIKE_ONLY_ONES = 25
# Of texts this short (in words) the letters are compared too: a name spelt anew leaves no word.
SHORT = 8
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


@dataclass(slots=True)
class _State:
    before: Sequence[Unit]
    after: Sequence[Unit]
    pairs: dict[int, Pair] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def match(self, a: int, b: int, *, equal: bool, moved: bool) -> None:
        self.pairs[a] = Pair(a, b, equal, moved)
        self.taken.add(b)

    def left_before(self) -> list[int]:
        return [a for a in range(len(self.before)) if a not in self.pairs]

    def left_after(self) -> list[int]:
        return [b for b in range(len(self.after)) if b not in self.taken]


def align(before: Sequence[Unit], after: Sequence[Unit]) -> list[Pair]:
    """Every pair found, by place on the older side. No unit is in two pairs; what is in none came or went."""
    state = _State(before, after)
    _equal_in_order(state)
    _equal_elsewhere(state)
    _alike(state)
    _only_ones(state)
    return [state.pairs[a] for a in sorted(state.pairs)]


def _equal_in_order(state: _State) -> None:
    first, second = [unit.key for unit in state.before], [unit.key for unit in state.after]
    shorter = min(len(first), len(second))
    start = 0
    while start < shorter and first[start] == second[start]:
        state.match(start, start, equal=True, moved=False)
        start += 1
    end = 0
    while end < shorter - start and first[-1 - end] == second[-1 - end]:
        end += 1
        state.match(len(first) - end, len(second) - end, equal=True, moved=False)
    middle = first[start : len(first) - end], second[start : len(second) - end]
    if len(middle[0]) * len(middle[1]) > IN_ORDER_MAX:
        return
    for block in Indel.opcodes(*middle):
        if block.tag == "equal":
            for step in range(block.src_end - block.src_start):
                state.match(
                    start + block.src_start + step,
                    start + block.dest_start + step,
                    equal=True,
                    moved=False,
                )


def _equal_elsewhere(state: _State) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for b in reversed(state.left_after()):
        places[state.after[b].key].append(b)
    for a in state.left_before():
        if found := places.get(state.before[a].key):
            state.match(a, found.pop(), equal=True, moved=True)


def _gaps(state: _State) -> tuple[dict[int, int], dict[int, int]]:
    """For each unit left over, the gap between equal neighbours in which it stands."""
    anchors = [pair for pair in (state.pairs[a] for a in sorted(state.pairs)) if not pair.moved and pair.equal]
    first, second = {}, {}
    borders = [*((pair.a, pair.b) for pair in anchors), (len(state.before), len(state.after))]
    a = b = 0
    for gap, (a_end, b_end) in enumerate(borders):
        first.update({n: gap for n in range(a, a_end) if n not in state.pairs})
        second.update({n: gap for n in range(b, b_end) if n not in state.taken})
        a, b = a_end + 1, b_end + 1
    return first, second


def _alike(state: _State) -> None:
    """Pair what is most alike first, in rounds: where a text returns often, its partners are soon taken by others."""
    for _ in range(ROUNDS_MAX):
        if not _one_round(state):
            return


def _one_round(state: _State) -> bool:
    """Whether anything was paired. A candidate's place, heading and number count beside its words."""
    first, second = _gaps(state)
    found = (_judged(state, a, b, first[a] - second[b]) for a, b in _candidates(state, first, second))
    paired = len(state.pairs)
    for _, _, a, b in sorted(candidate for candidate in found if candidate):
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


def _judged(state: _State, a: int, b: int, distance: int) -> tuple[float, int, int, int] | None:
    old, new = state.before[a], state.after[b]
    same_heading = bool(old.heading) and old.heading == new.heading
    same_number = bool(old.number) and old.number == new.number
    named = not distance and (same_heading or same_number)
    needed = ALIKE_SAME_HEADING if named else ALIKE if distance else ALIKE_SAME_PLACE
    score = likeness(old, new, needed)
    if not score:
        return None
    score += BONUS_PLACE * (not distance) + BONUS_HEADING * same_heading + BONUS_NUMBER * same_number
    return (-score, abs(distance), a, b)


def likeness(one: Unit, other: Unit, needed: float = 0) -> float:
    """How alike two texts are, 0 to 100; 0 where they are less alike than `needed`."""
    score = 100 * Indel.normalized_similarity(one.words, other.words, score_cutoff=needed / 100)
    if min(len(one.words), len(other.words)) <= SHORT:
        score = max(score, fuzz.ratio(one.text, other.text, score_cutoff=max(needed, ALIKE_LETTERS)))
    return score


def _only_ones(state: _State) -> None:
    """The one clause left on each side of one gap is the same clause rewritten, if its words allow it at all."""
    first, second = _gaps(state)
    ours, theirs = _by_gap(first), _by_gap(second)
    for gap in ours.keys() & theirs.keys():
        if len(ours[gap]) == len(theirs[gap]) == 1:
            a, b = ours[gap][0], theirs[gap][0]
            if likeness(state.before[a], state.after[b], ALIKE_ONLY_ONES):
                state.match(a, b, equal=False, moved=False)


def _by_gap(gaps: dict[int, int]) -> dict[int, list[int]]:
    grouped: dict[int, list[int]] = defaultdict(list)
    for unit, gap in gaps.items():
        grouped[gap].append(unit)
    return grouped
