"""One side's whole text in; what stands in it out: words in a row, lines, headings, quantities.

Words are looked up whole, letter case and signs aside.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from redline import canonical
from redline.judging.speakers import Speaker
from redline.legal_names import COMMON_FORMS
from redline.number_words import PATTERN, value
from redline.quantities import Quantity, quantities, spellings
from redline.types import Reading

# A figure with its signs is one word: "2.5" is neither "2-5" nor "25".
_LETTERS = re.compile(r"\d+(?:[.,]\d+)+|\w+|[€$£¥%]")
_NUMBER = re.compile(rf"(?<![\w.,])(?:\d[\d.,]*|(?:{PATTERN})(?!\w))")
_BETWEEN_THOUSANDS = re.compile(r"[.,](?=\d{3}(?!\d))")
_MADE = ("operated", "provided", "published")
_ENTRY_NUMBER = re.compile(r"\d{1,2}|[a-z]|[ivx]{1,5}")
_PASSAGES_KEPT = 16_384
# A look through a text takes some 10 µs, all its threes of words 2 ms to collect: worth it for many quotes only.
_QUOTES_FEW = 100


_Place = tuple[int, int]
"""The first clause under a heading, and how many headings begin at that clause before it."""


class Text:
    """The words of a reading as one string, so that whole words can be looked up in it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._asked = 0

    @cached_property
    def _words(self) -> str:
        return _joined(_passages(self._reading))

    def holds(self, quote: str) -> bool:
        """Whether the words of `quote` stand in this text, in a row, letter case and signs aside."""
        words = _joined((quote,))
        self._asked += 1
        if self._asked > _QUOTES_FEW and not self._stretches.issuperset(_threes(words.split())):
            return False
        return words in self._words

    @cached_property
    def _stretches(self) -> frozenset[tuple[str, str, str]]:
        """Every three words that stand in a row."""
        return frozenset(_threes(self._words.split()))

    def states(self, words: str) -> bool:
        """Whether this text states all quantities that `words` state: "13 years" where "thirteen (13) years" stand.

        It cannot tell of words that state none: a cell's bare figure.
        """
        found = quantities(words)
        return bool(found) and all(self._states(quantity) for quantity, _ in found)

    def _states(self, quantity: Quantity) -> bool:
        near = dict.fromkeys(passage for word in spellings(quantity) for passage in self._by_number.get(word, ()))
        return any(quantity in _measured(passage) for passage in near)

    @cached_property
    def _by_number(self) -> dict[str, list[str]]:
        """The passages in lower case by each number that stands in them, in figures or in words, as a figure."""
        found: dict[str, list[str]] = {}
        for passage in _passages(self._reading):
            lowered = passage.lower()
            for number in {*map(_plain_number, _NUMBER.findall(lowered))}:
                found.setdefault(number, []).append(lowered)
        return found

    def begins_line(self, words: str) -> bool:
        """Whether a clause or a heading of this text begins with `words`, or is no more than they."""
        return f"\n{_joined((words,))}" in self._lines

    @cached_property
    def _lines(self) -> str:
        return "".join(f"\n{_joined((passage,))}" for passage in _passages(self._reading))

    def has_heading(self, words: str) -> bool:
        """Whether a heading of this text is no more than `words`."""
        return plain_words(words) in self._headings

    @cached_property
    def _headings(self) -> frozenset[str]:
        return frozenset(map(plain_words, {heading for trail in self._first_under for heading in trail}))

    @cached_property
    def _first_under(self) -> dict[tuple[str, ...], int]:
        """The position of the first clause under each trail of headings, in order."""
        found: dict[tuple[str, ...], int] = {}
        for clause in self._reading.clauses:
            found.setdefault(clause.trail, clause.position)
        return found

    def has_columns(self, words: str, *, all_of_them: bool) -> bool:
        """Whether `words` are what stands over all columns of a table, or over one of them where that is enough."""
        one, row = self._columns
        plain = plain_words(words)
        return plain in row or (not all_of_them and plain in one)

    @cached_property
    def _columns(self) -> tuple[frozenset[str], frozenset[str]]:
        """What stands over one column, and over all of a table's."""
        heads = {clause.heads for clause in self._reading.clauses if clause.heads}
        one = frozenset(plain_words(cell) for cells in heads for cell in cells) - {""}
        return one, frozenset(plain_words(" ".join(cells)) for cells in heads) - one - {""}

    @cached_property
    def passages(self) -> frozenset[str]:
        """The headings and the texts of the clauses, as they are written."""
        return frozenset(_passages(self._reading))

    def headings_in(self, words: str, position: int, *, numbered: bool) -> int:
        """How many headings of this text, those of columns among them, `words` is made of, in their order; 0 where
        anything else stands in it, but the numbers before them where it may be `numbered`.

        Only those count that stand under `position`, a clause's: a contents is above what it lists.
        """
        plain = plain_words(words).split()
        # By how many headings each place is reached, and where the last of them stands.
        reached: dict[int, tuple[int, _Place]] = {0: (0, (position, len(plain)))}
        furthest = 0
        for place, word in enumerate(plain):
            if place > furthest:
                break
            if place not in reached:
                continue
            count, last = reached[place]
            if numbered and _ENTRY_NUMBER.fullmatch(word):
                reached[place + 1] = min((count, last), reached.get(place + 1, (len(plain), last)))
                furthest = max(furthest, place + 1)
            following = plain[place + 1] if place + 1 < len(plain) else ""
            for heading, places in self._beginning(word, following):
                end, nearest = place + len(heading), bisect_right(places, last)
                if nearest < len(places) and plain[place:end] == heading:
                    first = places[nearest]
                    reached[end] = min((count + 1, first), reached.get(end, (len(plain), first)))
                    furthest = max(furthest, end)
        return reached[len(plain)][0] if len(plain) in reached else 0

    def _beginning(self, word: str, following: str) -> list[tuple[list[str], list[_Place]]]:
        """The headings that begin with these two words, and the one that is no more than the first of them."""
        alone = self._by_first_words.get((word, ""), [])
        return alone + self._by_first_words.get((word, following), []) if following else alone

    @cached_property
    def _by_first_words(self) -> dict[tuple[str, str], list[tuple[list[str], list[_Place]]]]:
        """The words of each heading, or of what stands over a column, with its places, by the first two of them; "" for
        the second of one word."""
        places: dict[str, list[_Place]] = {}
        heads: tuple[str, ...] = ()
        for clause, opened in canonical.with_opened(self._reading.clauses):
            over = (*opened, *(clause.heads if clause.heads != heads else ()))
            heads = clause.heads
            for depth, heading in enumerate(over):
                places.setdefault(plain_words(heading), []).append((clause.position, depth))
        found: dict[tuple[str, str], list[tuple[list[str], list[_Place]]]] = {}
        for heading, known in places.items():
            if words := heading.split():
                found.setdefault((words[0], words[1] if len(words) > 1 else ""), []).append((words, known))
        return found

    def count(self, quote: str) -> int:
        """How often the words of `quote` stand in this text, in a row, letter case and signs aside: "fee" is none of
        "fees"."""
        words = _joined((quote,)).rstrip()
        return len(re.findall(rf"{re.escape(words)}(?= )", self._words)) if words else 0

    @cached_property
    def speaker(self) -> Speaker:
        """Who speaks here."""
        return Speaker(self._reading)

    def names_itself(self, word: str) -> bool:
        """Whether `word` is the name of who speaks here: in the title, before a legal form, or as the operator."""
        if f" {word} " in _joined((self._reading.title,)):
            return True
        return any(f" {before} by {word} " in self._words for before in _MADE) or any(
            f" {word} {form} " in self._words for form in COMMON_FORMS
        )


def _passages(reading: Reading) -> Iterator[str]:
    """Clauses in order, each heading once where it begins, so that words in a row stay in a row."""
    for clause, opened in canonical.with_opened(reading.clauses):
        yield from opened
        yield clause.text


@lru_cache(maxsize=_PASSAGES_KEPT)
def _measured(passage: str) -> frozenset[Quantity]:
    """The quantities of one passage. Kept, because each number is asked about again and again."""
    return frozenset(quantity for quantity, _ in quantities(passage))


def _plain_number(written: str) -> str:
    """A number in lower case as `spellings` has it: "1,000" is "1000", "twenty five" "25"."""
    if written[0].isdigit():
        return re.split("[.,]", _BETWEEN_THOUSANDS.sub("", written))[0]
    return str(value(written))


def _threes(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    return zip(words, words[1:], words[2:], strict=False)


def _joined(texts: Iterable[str]) -> str:
    """The words of `texts` between single blanks, letter case and signs left out; a blank for none."""
    words = " ".join(filter(None, map(plain_words, texts)))
    return f" {words} " if words else " "


@lru_cache(maxsize=_PASSAGES_KEPT)
def plain_words(text: str) -> str:
    """The words of one passage. Kept, because most passages of one side stand in the other too."""
    return " ".join(_LETTERS.findall(canonical.fold(text).casefold()))
