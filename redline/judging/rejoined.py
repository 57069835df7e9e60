"""What is left of both sides' sentences in; less those that the other side has too, cut otherwise.

    before  "You can ask for a copy:" / "in writing"      after  "You can ask for a copy: in writing"
    before  heading "Arbitration" / "We decide."          after  "We decide. Arbitration"

Converters join paragraphs, and take a heading for words of the paragraph beside it; a reader sees the same text.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from redline.equivalence.residue import Words, key
from redline.types import Reading

# Longer sentences are no two that were joined.
_WORDS_MAX = 600
_PIECES_MAX = 12
# Prose takes a few steps (8 at most in 160 recorded pairs). A page of one word over and over has more ways than could
# ever be tried.
_STEPS_MAX = 2_000


def own_headings(before: Reading, after: Reading) -> tuple[frozenset[Words], frozenset[Words]]:
    """The keys of the headings that each of two readings has and the other has not. Mostly they have the same, and no
    key is made."""
    old, new = ({heading for clause in one.clauses for heading in clause.trail} for one in (before, after))
    if old == new:
        return frozenset(), frozenset()
    old_keys, new_keys = (frozenset(map(key, headings)) for headings in (old, new))
    return old_keys - new_keys, new_keys - old_keys


class Pieces:
    """The keys of one side that may make up a sentence of the other: sentences left, each once, and headings that the
    other side does not have."""

    def __init__(self, left: Iterable[Words], headings: frozenset[Words]) -> None:
        self.left = Counter(left)
        self._headings = headings
        self._steps = 0
        # A list whose every item begins alike has one length or a few: each piece would be asked for each sentence.
        lengths: defaultdict[Words, set[int]] = defaultdict(set)
        for piece in {*self.left, *headings} - {()}:
            lengths[piece[:2]].add(len(piece))
        self._lengths = {beginning: sorted(found, reverse=True) for beginning, found in lengths.items()}

    def make_up(self, sentence: Words) -> bool:
        """Whether pieces in a row make up `sentence`; those that do are taken."""
        if len(sentence) > _WORDS_MAX:
            return False
        self._steps = 0
        found = self._found(sentence, 0, Counter(), ())
        if found is None:
            return False
        self.left.subtract(piece for piece in found if self.left[piece] > 0)
        return True

    def _found(
        self, sentence: Words, place: int, used: Counter[Words], pieces: Sequence[Words]
    ) -> Sequence[Words] | None:
        if place == len(sentence):
            return pieces
        self._steps += 1
        if len(pieces) == _PIECES_MAX or self._steps > _STEPS_MAX:
            return None
        beginnings = dict.fromkeys((sentence[place : place + 2], sentence[place : place + 1]))
        for length in chain.from_iterable(self._lengths.get(beginning, ()) for beginning in beginnings):
            piece = sentence[place : place + length]
            if len(piece) < length or (piece not in self._headings and used[piece] >= self.left[piece]):
                continue
            found = self._found(sentence, place + length, used + Counter([piece]), (*pieces, piece))
            if found is not None:
                return found
        return None
