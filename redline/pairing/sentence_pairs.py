"""Two stretches of numbered words, cut into sentences, in; the pairs of sentences worth comparing word by word out.

Inside a long clause words return everywhere: compared as one, "the" of a removed sentence stands for "the" of a new
one. So sentences are paired first, in order, as many words as possible in pairs; a sentence without a partner came or
went as a whole.
"""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

# Of the shorter sentence's words, the share that must stand in the other.
ALIKE_MIN = 0.45
# Pairs of sentences looked at; beyond it the stretches are compared as they are.
PAIRS_MAX = 2_500

Stretch = tuple[int, int]


def sentence_pairs(
    first: Sequence[int], second: Sequence[int], ours: Sequence[Stretch], theirs: Sequence[Stretch]
) -> Iterator[tuple[Stretch, Stretch]]:
    """Pairs of sentences, in order; `ours` and `theirs` are where the sentences begin and end."""
    if len(ours) * len(theirs) > PAIRS_MAX:
        yield (0, len(first)), (0, len(second))
        return
    shared = [[_shared(first[slice(*one)], second[slice(*other)]) for other in theirs] for one in ours]
    for row, column in _best_path(shared):
        yield ours[row], theirs[column]


def _shared(one: Sequence[int], other: Sequence[int]) -> int:
    """The words both sentences hold in order; 0 where they are too few to call it one sentence."""
    needed = max(1, int(ALIKE_MIN * min(len(one), len(other))), int(0.25 * max(len(one), len(other))))
    return LCSseq.similarity(one, other, score_cutoff=needed)


def _best_path(shared: list[list[int]]) -> list[tuple[int, int]]:
    """The pairs in order that hold most words: the textbook alignment, filled from the end."""
    rows, columns = len(shared), len(shared[0]) if shared else 0
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        below, here, words = best[row + 1], best[row], shared[row]
        for column in range(columns - 1, -1, -1):
            skipped = max(below[column], here[column + 1])
            paired = below[column + 1] + words[column] if words[column] else 0
            here[column] = max(skipped, paired)
    return list(_followed(best, shared))


def _followed(best: list[list[int]], shared: list[list[int]]) -> Iterator[tuple[int, int]]:
    row = column = 0
    while row < len(shared) and column < len(shared[0]) and best[row][column]:
        words = shared[row][column]
        if words and best[row][column] == best[row + 1][column + 1] + words:
            yield row, column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
