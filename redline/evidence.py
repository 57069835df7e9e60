"""Two whole texts in; for a passage of one of them, the words to quote that do not stand in the other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from redline import canonical
from redline.detectors.numbers import Quantity, quantities, spellings
from redline.number_words import PATTERN
from redline.types import Reading

_WORD = re.compile(r"\S+")
# A figure with its signs is one word: "2.5" is neither "2-5" nor "25".
_LETTERS = re.compile(r"\d+(?:[.,]\d+)+|\w+|[€$£¥%]")
_NUMBER = re.compile(rf"(?<![\w.,])(?:\d[\d.,]*|{PATTERN})(?!\w)")
_BETWEEN_THOUSANDS = re.compile(r"[.,](?=\d{3}(?!\d))")
_MADE = ("operated", "provided", "published")
_LEGAL_FORMS = ("inc", "llc", "ltd", "gmbh", "limited")
_CONTEXT_WORDS = 12
_QUOTE_WORDS_MAX = 40
_WHOLE_WORDS_MAX = 30
_PASSAGES_KEPT = 16_384
_RUN_CHARS_MAX = 400
# A look through a text takes some 10 µs, all its threes of words 2 ms to collect: worth it for many quotes only.
_QUOTES_FEW = 100


class Text:
    """One side's words as one string, so that whole words can be looked up in it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._asked = 0
        self._runs: dict[int, frozenset[str]] = {}

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
        """Whether this text states all quantities that `words` state: "13 years" where "thirteen (13) years" stand."""
        return all(self._states(quantity) for quantity, _ in quantities(words))

    def _states(self, quantity: Quantity) -> bool:
        near = dict.fromkeys(passage for word in spellings(quantity) for passage in self._by_number.get(word, ()))
        return any(quantity in _measured(passage) for passage in near)

    @cached_property
    def _by_number(self) -> dict[str, list[str]]:
        """The passages in lower case by each number that stands in them, as it is written: "12", "twelve"."""
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
        return _plain_words(words) in self._headings

    @cached_property
    def _headings(self) -> frozenset[str]:
        return frozenset(map(_plain_words, {heading for clause in self._reading.clauses for heading in clause.trail}))

    def runs_together(self, line: str, apart: "Text") -> bool:
        """Whether a passage of this text is `line` and other whole lines of `apart`, run together."""
        if id(apart) not in self._runs:
            own = (passage for passage in self.passages - apart.passages if len(passage) <= _RUN_CHARS_MAX)
            self._runs[id(apart)] = frozenset(found for passage in own for found in apart.lines_of(passage))
        return line in self._runs[id(apart)]

    @cached_property
    def passages(self) -> frozenset[str]:
        """The headings and the texts of the clauses, as they are written."""
        return frozenset(_passages(self._reading))

    def lines_of(self, passage: str) -> list[str]:
        """The whole lines of this text that `passage` is made of, run together; none where anything else is in it."""
        found: list[str] = []
        while passage:
            ends = range(len(passage), 0, -1)
            line = next((passage[:end] for end in ends if passage[:end] in self.passages), "")
            if not line:
                return []
            found.append(line)
            passage = passage.removeprefix(line).lstrip()
        return found

    def headings_in(self, words: str, position: int) -> int:
        """How many headings of this text `words` is made of, in their order; 0 where anything else stands in it.

        Only those count that stand under `position`, a clause's: a contents is above what it lists.
        """
        plain = _plain_words(words).split()
        reached = {0: (0, position)}  # by how many headings each place is reached, and where the last of them stands
        for place, word in enumerate(plain):
            if place not in reached:
                continue
            count, last = reached[place]
            for heading, first in self._by_first_word.get(word, ()):
                end = place + len(heading)
                if first > last and plain[place:end] == heading:
                    reached[end] = min((count + 1, first), reached.get(end, (len(plain), first)))
        return reached.get(len(plain), (0, 0))[0]

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[list[str], int]]]:
        """The words of each heading with the first clause under it, by the first word."""
        places: dict[str, int] = {}
        for clause in self._reading.clauses:
            for heading in clause.trail:
                places.setdefault(heading, clause.position)
        found: dict[str, list[tuple[list[str], int]]] = {}
        for heading, first in places.items():
            if words := _plain_words(heading).split():
                found.setdefault(words[0], []).append((words, first))
        return found

    def count(self, quote: str) -> int:
        """How often the words of `quote` stand in this text."""
        words = _joined((quote,)).rstrip()
        return self._words.count(words) if words else 0

    def names_itself(self, word: str) -> bool:
        """Whether `word` is the name of who speaks here: in the title, before a legal form, or as the operator."""
        if f" {word} " in _joined((self._reading.title,)):
            return True
        return any(f" {before} by {word} " in self._words for before in _MADE) or any(
            f" {word} {form} " in self._words for form in _LEGAL_FORMS
        )


def _passages(reading: Reading) -> Iterator[str]:
    """Clauses in order, each heading once where it begins, so that words in a row stay in a row."""
    trail: tuple[str, ...] = ()
    for clause in reading.clauses:
        if clause.trail != trail:
            yield from clause.trail[canonical.common_prefix(trail, clause.trail) :]
            trail = clause.trail
        yield clause.text


@lru_cache(maxsize=_PASSAGES_KEPT)
def _measured(passage: str) -> frozenset[Quantity]:
    """The quantities of one passage. Kept, because each number is asked about again and again."""
    return frozenset(quantity for quantity, _ in quantities(passage))


def _plain_number(written: str) -> str:
    """A number in lower case as `spellings` has it: "1,000" is "1000", "twenty five" "twenty-five"."""
    if written[0].isdigit():
        return re.split("[.,]", _BETWEEN_THOUSANDS.sub("", written))[0]
    return "-".join(written.split())


def _threes(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    return zip(words, words[1:], words[2:], strict=False)


def _joined(texts: Iterable[str]) -> str:
    """The words of `texts` between single blanks, letter case and signs left out; a blank for none."""
    words = " ".join(filter(None, map(_plain_words, texts)))
    return f" {words} " if words else " "


@lru_cache(maxsize=_PASSAGES_KEPT)
def _plain_words(text: str) -> str:
    """The words of one passage. Kept, because most passages of one side stand in the other too."""
    return " ".join(_LETTERS.findall(canonical.fold(text).casefold()))


def quote(sentence: str, words: str, other: Text, *, around: Iterable[str] = ()) -> str:
    """What to quote of `sentence` for a finding about `words` in it, "" where all of it also stands in `other`.

    A sentence that is not long is quoted whole: cut, it loses what decides. Of a long one the shortest stretch that
    does: the words with some around them, or where `words` is the sentence itself, the stretch that holds most of
    `around` (word forms).
    """
    start = sentence.find(words)
    if start < 0:
        start, words = 0, sentence
    if sentence.count(" ") < _WHOLE_WORDS_MAX:
        return "" if other.holds(sentence) else sentence.strip()
    places = [(match.start(), match.end()) for match in _WORD.finditer(sentence)]
    for first, last in _windows(sentence, words, start, places, frozenset(around)):
        found = sentence[places[first][0] : places[last][1]].strip()
        if not other.holds(found):
            return found
    return ""


def _windows(
    sentence: str, words: str, start: int, places: list[tuple[int, int]], around: frozenset[str]
) -> Iterable[tuple[int, int]]:
    """Stretches of words (first, last) to try, the most readable first."""
    if not places:
        return
    last = len(places) - 1
    if len(words) * 2 > len(sentence):
        if len(places) <= _QUOTE_WORDS_MAX:
            yield 0, last
            return
        centre = _centre(sentence, places, around)
        yield max(0, centre - _QUOTE_WORDS_MAX // 2), min(last, centre + _QUOTE_WORDS_MAX // 2)
    else:
        one = next((n for n, place in enumerate(places) if place[1] > start), 0)
        two = next((n for n, place in enumerate(places) if place[1] >= start + len(words)), last)
        for context in (_CONTEXT_WORDS, 2 * _CONTEXT_WORDS):
            yield max(0, one - context), min(last, two + context)
    yield 0, last


def _centre(sentence: str, places: list[tuple[int, int]], around: frozenset[str]) -> int:
    """The place of the first word among `around`."""
    for place, (start, end) in enumerate(places):
        if around.intersection(word.casefold() for word in canonical.words(sentence[start:end])):
            return place
    return 0
