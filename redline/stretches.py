"""Two sides in; which stretches of them hold the same letters in the same order out, however they are laid out.

    unchanged clause │ rows of a table               │ unchanged clause
    unchanged clause │ the same as lines, a heading  │ unchanged clause

A stretch is what stands between two neighbours of the clauses that are the same on both sides. Converters lose the
blank between two blocks: "Cookie" and "Purpose" in two cells are one line, "CookiePurpose". They never lose the one
between two words of a sentence, nor that between two figures.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from redline.canonical import common_prefix
from redline.equivalence import NEGATORS
from redline.types import Clause, ClauseChange, Reading
from redline.whole_text import words_of

_EXCEPTING = frozenset("unless except".split())
_BETWEEN_CELLS = " | "
# A line is a block of no more words.
_LINE_WORDS_MAX = 16


class Stretches:
    """The stretches of a pair whose redline has these `changes`."""

    def __init__(self, changes: Sequence[ClauseChange], before: Reading, after: Reading) -> None:
        own = [change for change in changes if not change.of_heading]
        self._old = _Side(before.clauses, {place for change in own for place in change.before_positions})
        self._new = _Side(after.clauses, {place for change in own for place in change.after_positions})
        self._known: dict[int, bool] = {}

    @cached_property
    def all_alike(self) -> bool:
        """Whether the whole text is only laid out otherwise."""
        return _alike(*(side.stretch(0, side.count) for side in (self._old, self._new)))

    def alike_around(self, change: ClauseChange) -> bool:
        """Whether a change stands in stretches that are only laid out otherwise."""
        if len(self._old.kept) != len(self._new.kept):
            return False
        numbers = {
            side.number_at(place)
            for side, places in ((self._old, change.before_positions), (self._new, change.after_positions))
            # A heading stands over the first of its clauses.
            for place in (places[:1] if change.of_heading else places)
        }
        return bool(numbers) and all(map(self._is_alike, numbers))

    def _is_alike(self, number: int) -> bool:
        if number not in self._known:
            self._known[number] = _alike(*(side.stretch(*side.ends(number)) for side in (self._old, self._new)))
        return self._known[number]


_Stretch = tuple["_Words", "_Words"]
"""The words of a stretch without the numbers of its items, and with them: in a cell they are text."""


def _alike(one: _Stretch, other: _Stretch) -> bool:
    return any(_are_laid_out(mine, others) for mine, others in zip(one, other, strict=True))


class _Side:
    """The clauses of one side, and the positions of those that the other has too (`kept`)."""

    def __init__(self, clauses: Sequence[Clause], changed: set[int]) -> None:
        self._clauses = clauses
        self.count = len(clauses)
        self.kept = [place for place in range(self.count) if place not in changed]

    def number_at(self, position: int) -> int:
        """The number of the stretch in which a clause stands, or a heading over it."""
        return bisect_left(self.kept, position)

    def ends(self, number: int) -> tuple[int, int]:
        """The position of the first clause of a stretch, and that of the clause behind it."""
        first = self.kept[number - 1] + 1 if number else 0
        return first, self.kept[number] if number < len(self.kept) else self.count

    def stretch(self, first: int, behind: int) -> _Stretch:
        return _Words(self._blocks(first, behind, numbered=False)), _Words(self._blocks(first, behind, numbered=True))

    def _blocks(self, first: int, behind: int, *, numbered: bool) -> Iterator[str]:
        """The headings, cells and paragraphs of a stretch in order, with the headings of the clause behind it."""
        trail, heads, number = ((), (), "") if not first else _over(self._clauses[first - 1])
        for clause in self._clauses[first : behind + 1]:
            opened = clause.trail[common_prefix(trail, clause.trail) :]
            yield from opened[:-1]
            if numbered and opened and clause.heading_number != number:
                yield clause.heading_number
            yield from opened[-1:]
            if clause.heads != heads:
                yield from clause.heads
            trail, heads, number = _over(clause)
            if clause.position < behind:
                if numbered:
                    yield clause.own_number
                yield from clause.text.split(_BETWEEN_CELLS)


def _over(clause: Clause) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """The headings over a clause, the heads of its columns, and the number of its section."""
    return clause.trail, clause.heads, clause.heading_number


class _Words:
    """The words of blocks in a row. `ends` are the places, counted in letters, at which one ends inside the row, with
    those around it and whether they stand in a line; `parted` are those of them at which a block ends."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self.letters = ""
        self.ends: dict[int, tuple[str, str, bool]] = {}
        self.parted: set[int] = set()
        last = ""
        for words in filter(None, map(words_of, blocks)):
            self.parted.add(len(self.letters))
            for word in words:
                self.ends[len(self.letters)] = last, word, len(words) <= _LINE_WORDS_MAX
                self.letters += word.casefold()
                last = word


def _are_laid_out(one: _Words, other: _Words) -> bool:
    """Whether two rows of blocks hold the same letters, with blanks in the same places but between blocks."""
    return one.letters == other.letters and _may_run_together(one, other) and _may_run_together(other, one)


def _may_run_together(one: _Words, other: _Words) -> bool:
    """Whether each two words of one row are two of the other, but those between which a block ends, or in a line a
    capital begins, and no two figures stand; and no block ends with a word there that turns what follows."""
    for place, (last, word, in_a_line) in one.ends.items():
        is_parted = place in one.parted
        if place not in other.ends:
            is_seen = is_parted or (in_a_line and last[-1:].islower() and word[0].isupper())
            if not is_seen or (last[-1:].isdigit() and word[0].isdigit()):
                return False
        if is_parted and place not in other.parted and _turns(last, word):
            return False
    return True


def _turns(last: str, word: str) -> bool:
    """Whether a block ends with a word that turns what follows, or the next begins with an exception."""
    return last.casefold() in NEGATORS or word.casefold() in _EXCEPTING
