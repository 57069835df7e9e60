"""A text and what was searched for in it in; the stretch worth showing, on a page or in a terminal, out. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.search_index import phrases

# Characters shown before the first word found where a text is cut.
LEAD = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a text; whether the text begins before it, and goes on after it."""

    text: str
    begun: bool
    goes_on: bool

    @property
    def plain(self) -> str:
        """With its cuts shown."""
        return "… " * self.begun + self.text + " …" * self.goes_on


def pattern_of(sought: Sequence[str]) -> re.Pattern[str]:
    """What finds the words and phrases as the index does; but the index knows letters without their accents too."""
    return re.compile("|".join(map(_pattern, phrases(sought))) or r"(?!)", re.IGNORECASE)


def passage(text: str, pattern: re.Pattern[str], most: int) -> Passage:
    """At most `most` characters of `text`, from shortly before what `pattern` finds first."""
    first = pattern.search(text)
    start = _cut(text, first.start(), most) if first else 0
    return Passage(text=text[start : start + most], begun=start > 0, goes_on=start + most < len(text))


def _cut(text: str, found: int, most: int) -> int:
    """Where to begin, at a word if one begins near enough, so that what was found is within."""
    if found < most - LEAD:
        return 0
    return max(text.rfind(" ", 0, found - LEAD) + 1, found - most // 2)


def _pattern(phrase: str) -> str:
    """A phrase as the index reads it: whole words, whatever stands between them that is no word."""
    words = r"\W+".join(re.escape(word) for word in phrase.rstrip("*").split())
    return rf"\b{words}" + ("" if phrase.endswith("*") else r"\b")
