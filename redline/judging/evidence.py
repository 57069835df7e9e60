"""A sentence of one text in; the words to quote of it that do not stand in the other text out."""

import re
from collections.abc import Iterable

from redline import canonical
from redline.judging.whole_text import Text

_WORD = re.compile(r"\S+")
# "10 5 .", "-4", "€", "( )"; not "+33 1 53 40 99 10", "10 €", "25 %" or "✓".
_NO_WORDS = re.compile(r"(?!.*(?:[€$£¥%]\s?\d|\d\s?[€$£¥%]))[\s\d.,:;*•·()\[\]{}/|€$£¥%_–—-]{1,12}")
_CONTEXT_WORDS = 12
_QUOTE_WORDS_MAX = 40
_WHOLE_WORDS_MAX = 30


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


def says_nothing(quoted: str) -> bool:
    """Whether a quotation holds no word, and no sum: the number of a page, a sign that lost its words."""
    return _NO_WORDS.fullmatch(quoted) is not None


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
