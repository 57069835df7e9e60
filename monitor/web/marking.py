"""A text and what was searched for in it in; the part worth showing, with the words marked, out."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from redline.rendering.layout import visible
from storage.search_index import phrases

LEAD = 120
"""Characters shown before the first mark where a text is cut."""


def marked(text: str, sought: str, most: int = 700) -> Markup:
    """At most `most` characters of `text`, escaped, from shortly before the first of the `sought` words; these marked.

    The index knows letters without their accents, this does not: what was found so is shown, not marked.
    """
    shown = visible(text)
    pattern = re.compile("|".join(map(_pattern, phrases([sought]))) or r"(?!)", re.IGNORECASE)
    first = pattern.search(shown)
    start = _cut(shown, first.start(), most) if first else 0
    part = shown[start : start + most]
    return Markup("").join(
        ["… " * bool(start), *_pieces(part, pattern), " …" * (start + most < len(shown))],
    )


def _cut(text: str, found: int, most: int) -> int:
    """Where to begin, at a word if one begins near enough, so that what was found is within."""
    if found < most - LEAD:
        return 0
    return max(text.rfind(" ", 0, found - LEAD) + 1, found - most // 2)


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[Markup]:
    at = 0
    for found in pattern.finditer(text):
        yield escape(text[at : found.start()])
        yield Markup("<mark>{}</mark>").format(found[0])
        at = found.end()
    yield escape(text[at:])


def _pattern(phrase: str) -> str:
    """A phrase as the index reads it: whole words, whatever stands between them that is no word."""
    words = r"\W+".join(re.escape(word) for word in phrase.rstrip("*").split())
    return rf"\b{words}" + ("" if phrase.endswith("*") else r"\b")
