"""The stretches two texts share in; the same, made readable, out.

    The [old] support [team] in writing [answers]   ->   [The old support team in writing answers]
    The {new} privacy {desk} in person {replies}         {The new privacy desk in person replies}

The shortest way from one text to the other keeps every word it can. A reader wants the changes whole: a word that
stands between two rewritten stretches by chance belongs to them, and an insertion begins where its sentence does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

CONNECTIVES = frozenset(
    "a an and any are as at be by for from if in is it its of on or our such that the their this to us we with you "
    "your und der die das et le la les de des du y el los".split()
)
SENTENCE_END = frozenset(".!?;:")
# Of the shorter text, the share of words that must survive for spans to be read faster than old and new.
SURVIVING_MIN = 0.3
# A surviving stretch this long (in words) is always shown as one; up to the shorter length it is easily by chance.
STRETCH_KEPT = 8
STRETCH_SHORT = 3


@dataclass(slots=True)
class Run:
    """A stretch both texts share: words `a` to `a + size` of the older, from `b` of the newer."""

    a: int
    b: int
    size: int


class _Side:
    """One text's words with running sums: how much its stretches say, and how many words they have."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.weights = [0, *accumulate(map(_weight, words))]
        self.counts = [0, *accumulate(word[:1].isalnum() for word in words)]

    def weight(self, start: int, end: int) -> int:
        return self.weights[end] - self.weights[start]

    def count(self, start: int, end: int) -> int:
        return self.counts[end] - self.counts[start]


def _weight(word: str) -> int:
    """How much a word says: its letters, where a connective counts one and a sign nothing."""
    if word in CONNECTIVES:
        return 1
    return len(word) if word[:1].isalnum() else 0


def readable(runs: Sequence[Run], old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """`runs`, in order and of these words, as a reader wants them; none where too little would survive."""
    before, after = _Side(old), _Side(new)
    kept = _without_chance_survivors(runs, before, after)
    _settle(kept, old, new)
    surviving = sum(before.weight(run.a, run.a + run.size) for run in kept)
    shorter = min(before.weights[-1], after.weights[-1])
    if len(kept) > 2 and surviving < SURVIVING_MIN * shorter:
        return []
    return [run for run in kept if run.size]


def _without_chance_survivors(runs: Sequence[Run], old: _Side, new: _Side) -> list[Run]:
    """`runs` without those that say less than the changes on both sides of them."""
    kept: list[Run] = []
    for run in [*runs, Run(len(old.words), len(new.words), 0)]:
        while kept and _by_chance(kept, run, old, new):
            kept.pop()
        kept.append(run)
    return kept[:-1]


def _by_chance(kept: Sequence[Run], following: Run, old: _Side, new: _Side) -> bool:
    run = kept[-1]
    a, b = (kept[-2].a + kept[-2].size, kept[-2].b + kept[-2].size) if len(kept) > 1 else (0, 0)
    left = max(old.weight(a, run.a), new.weight(b, run.b))
    a, b = run.a + run.size, run.b + run.size
    right = max(old.weight(a, following.a), new.weight(b, following.b))
    count = old.count(run.a, a)
    if count >= STRETCH_KEPT or not left or not right:
        return not count and bool(left and right)
    return old.weight(run.a, a) * (1 if count <= STRETCH_SHORT else 2) <= min(left, right)


def _settle(runs: list[Run], old: Sequence[str], new: Sequence[str]) -> None:
    """Slide pure insertions and deletions to where a sentence begins.

    "A. The B. The C." against "A. The C.": what was put in is "The B.", not "B. The".
    """
    for left, right in pairwise(runs):
        removed, added = right.a - left.a - left.size, right.b - left.b - left.size
        if removed and added:
            continue
        words, start, size = (old, left.a + left.size, removed) if removed else (new, left.b + left.size, added)
        shift = _best_shift(words, start, size, left.size, right.size)
        left.size += shift
        right.a, right.b, right.size = right.a + shift, right.b + shift, right.size - shift


def _best_shift(words: Sequence[str], start: int, size: int, back: int, forth: int) -> int:
    best, found = 0, _border(words, start)
    for direction, reach in ((-1, back), (1, forth)):
        for step in range(1, reach + 1):
            at = start + direction * step
            lost, gained = (at, at + size) if direction < 0 else (at - 1, at + size - 1)
            if words[lost] != words[gained]:
                break
            if _border(words, at) > found:
                best, found = direction * step, _border(words, at)
    return best


def _border(words: Sequence[str], at: int) -> int:
    """How good a place to begin a change: 2 where a sentence begins, 1 after a comma."""
    if at == 0 or words[at - 1] in SENTENCE_END:
        return 2
    return 1 if words[at - 1] == "," else 0
