"""Two sides in; which stretches of them hold the same letters in the same order out, however they are laid out.

    unchanged clause │ rows of a table               │ unchanged clause
    unchanged clause │ the same as lines, a heading  │ unchanged clause

A stretch is what stands between two neighbours of the clauses that are the same on both sides. Converters lose the
blank between two blocks: "Cookie" and "Purpose" in two cells are one line, "CookiePurpose". They never lose the one
between two words of a sentence, nor that between two figures, nor a sign; and they cut no block in two to join its ends
to its neighbours.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from redline.answers import in_words
from redline.canonical import fold, with_opened
from redline.equivalence.residue import NEGATORS
from redline.judging.whole_text import plain_words
from redline.types import BETWEEN_CELLS, ChangeKind, Clause, ClauseChange, Reading

_DENYING = NEGATORS | {"cannot"}
_EXCEPTING = frozenset("unless except".split())
# A line is a block of no more words.
_LINE_WORDS_MAX = 16
# A figure with what parts it is one word, and so is every sign but those of lists and tables.
_WORD = re.compile(r"\d+(?:[.,/:-]\d+)*|\w+|[^\s\w|\\•·]")
_ENDS_A_SENTENCE = (".", "!", "?")
# In the middle of a paragraph a number has kept its sign: "… sold. C. No copies. You …".
_SIGNS_OF_NUMBERS = ("", ".", ")")
# What pages fold a section up with.
_FOLDERS = " +-"


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
        return bool(numbers) and all(map(self._is_alike, numbers)) and not _changes_columns(change)

    def _is_alike(self, number: int) -> bool:
        if number not in self._known:
            self._known[number] = _alike(*(side.stretch(*side.ends(number)) for side in (self._old, self._new)))
        return self._known[number]


def _changes_columns(change: ClauseChange) -> bool:
    """Whether a row stays a row and has other words in one of its cells."""
    rows = [[_words(cell) for cell in (text or "").split(BETWEEN_CELLS)] for text in (change.before, change.after)]
    return min(map(len, rows)) > 1 and change.kind is ChangeKind.REWORDED and rows[0] != rows[1]


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


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

    def stretch(self, first: int, behind: int) -> "_Stretch":
        """The blocks of a stretch, with the headings of the clause behind it."""
        stretch = _Stretch()
        trail, heads, number = ((), (), "") if not first else _over(self._clauses[first - 1])
        for clause, opened in with_opened(self._clauses[first : behind + 1], trail):
            for heading in opened:
                is_numbered = heading is opened[-1] and clause.heading_number != number
                stretch.add(
                    (heading.rstrip(_FOLDERS),), number=clause.heading_number if is_numbered else "", is_heading=True
                )
            if clause.heads != heads:
                stretch.add(clause.heads)
            _, heads, number = _over(clause)
            if clause.position < behind:
                stretch.add(in_words(clause.text).split(BETWEEN_CELLS), number=clause.own_number)
        return stretch


def _over(clause: Clause) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """The headings over a clause, the heads of its columns, and the number of its section."""
    return clause.trail, clause.heads, clause.heading_number


class _Stretch:
    """Blocks in a row, each of one cell or more, with the numbers of headings and items."""

    def __init__(self) -> None:
        self._blocks: list[tuple[str, Sequence[str]]] = []
        self.headings: set[str] = set()

    def add(self, cells: Sequence[str], *, number: str = "", is_heading: bool = False) -> None:
        """One more block."""
        self._blocks.append((number, cells))
        if is_heading:
            self.headings.add(plain_words(cells[0]))

    def letters(self, *, numbered: bool) -> str:
        """All letters and figures in order: a quick no, for most passages were asked for their words before."""
        return "".join([plain_words(cell) for cell in self._cells(numbered=numbered)]).replace(" ", "")

    @cached_property
    def has_numbers(self) -> bool:
        """Whether a heading or an item is numbered."""
        return any(number for number, _ in self._blocks)

    def has_other_headings(self, other: "_Stretch") -> bool:
        """Whether a heading is none of the other's, nor begins as one of those does, wrapped."""
        others = other.headings - self.headings
        return any(
            not any(heading.startswith(one) or one.startswith(heading) for one in others)
            for heading in self.headings - other.headings
        )

    def row(self, *, numbered: bool, behind: str = "") -> "_Row":
        """The words in order, with the sign that stands `behind` a number."""
        row = _Row()
        for number, cells in self._blocks:
            row.add((f"{number}{behind}", *cells) if numbered and number else cells)
        return row

    def _cells(self, *, numbered: bool) -> Iterator[str]:
        for number, cells in self._blocks:
            if numbered and number:
                yield number
            yield from cells


def _alike(one: _Stretch, other: _Stretch) -> bool:
    """Whether two stretches say the same. One that loses its headings must not get others: they head something else."""
    # In a cell a number is text, and some converters lose all of them.
    ways = (True,) if one.has_numbers == other.has_numbers else (True, False)
    return any(
        one.letters(numbered=numbered) == other.letters(numbered=numbered)
        and not (one.has_other_headings(other) and other.has_other_headings(one))
        and any(
            _are_laid_out(*(side.row(numbered=numbered, behind=sign) for side in (one, other)))
            for sign in (_SIGNS_OF_NUMBERS if numbered else ("",))
        )
        for numbered in ways
    )


class _Row:
    """The words of blocks in a row; places in it are counted in letters.

    `ends` are the places before each word, with the words around it and whether they stand in a line; `blocks` those
    at which a block ends, `parts` these and the ends of cells, `colons` those at which a colon stands: a line has one
    where a row has two cells.
    """

    def __init__(self) -> None:
        self._words: list[str] = []
        self.size = 0
        self.ends: dict[int, tuple[str, str, bool]] = {}
        self.blocks: list[int] = []
        self.parts: set[int] = set()
        self.colons: set[int] = set()

    @property
    def letters(self) -> str:
        """All words and signs but colons."""
        return "".join(self._words)

    def add(self, cells: Sequence[str]) -> None:
        """One more block, of one cell or more; those without words are none."""
        start = self.size
        for cell in map(fold, cells):
            self._add(_WORD.findall(cell))
        if self.size > start:
            self.blocks.append(start)

    def _add(self, found: Sequence[str]) -> None:
        if not found:
            return
        self.parts.add(self.size)
        in_a_line = len(found) <= _LINE_WORDS_MAX and found[-1] not in _ENDS_A_SENTENCE
        for word in found:
            if word == ":":
                self.colons.add(self.size)
                continue
            last = self._words[-1] if self._words else ""
            self.ends[self.size] = last, word, in_a_line
            self._words.append(word)
            self.size += len(word)

    def cuts(self, other: "_Row") -> bool:
        """Whether a block holds the end of one of the other's and does not itself begin and end where those do."""
        others = {*other.blocks, other.size}
        inner = sorted(others)
        for first, behind in pairwise((*self.blocks, self.size)):
            holds_one = bisect_left(inner, behind) > bisect_right(inner, first)
            if holds_one and not (first in others and behind in others):
                return True
        return False


def _are_laid_out(one: _Row, other: _Row) -> bool:
    """Whether two rows of blocks hold the same letters and signs, with blanks in the same places but between blocks,
    and colons but where a block of the other ends."""
    return (
        one.letters == other.letters
        and one.colons - other.colons <= other.parts
        and other.colons - one.colons <= one.parts
        and not (one.cuts(other) or other.cuts(one))
        and _may_run_together(one, other)
        and _may_run_together(other, one)
    )


def _may_run_together(one: _Row, other: _Row) -> bool:
    """Whether each two words of one row are two of the other, but those that may touch where a block ends, or in a line
    before a capital; and no block ends with a word there that turns what follows."""
    for place, (last, word, in_a_line) in one.ends.items():
        is_parted = place in one.parts
        if place not in other.ends:
            if not is_parted and not (in_a_line and word[0].isupper()) and last.isalnum() and word.isalnum():
                return False
            if not _may_touch(last, word):
                return False
        if is_parted and place not in other.parts and _turns(last, word):
            return False
    return True


def _may_touch(last: str, word: str) -> bool:
    """Whether two words are told apart without a blank: "CookiePurpose", "bills30"; "in" and "valid" make another."""
    if not (last.isalnum() and word.isalnum()):
        return not (last[-1:].isdigit() or word[0].isdigit())  # "2.5" is not "2. 5"
    if last[-1:].isdigit() or word[0].isdigit():
        return not (last[-1:].isdigit() and word[0].isdigit())
    return last[-1:].islower() and not word[0].islower()


def _turns(last: str, word: str) -> bool:
    """Whether a block ends with a word that turns what follows, or the next begins with an exception."""
    return last.casefold() in _DENYING or word.casefold() in _EXCEPTING
