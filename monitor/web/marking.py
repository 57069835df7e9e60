"""A text and what was searched for in it in; the part worth showing, with the words marked, out."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from monitor.passages import passage, pattern_of
from redline.rendering.visible import visible


def marked(text: str, sought: str, most: int = 700) -> Markup:
    """At most `most` characters of `text`, escaped, from shortly before the first of the `sought` words; these marked.

    The index knows letters without their accents, this does not: what was found so is shown, not marked.
    """
    pattern = pattern_of([sought])
    shown = passage(visible(text), pattern, most)
    return Markup("").join(["… " * shown.begun, *_pieces(shown.text, pattern), " …" * shown.goes_on])


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[Markup]:
    at = 0
    for found in pattern.finditer(text):
        yield escape(text[at : found.start()])
        yield Markup("<mark>{}</mark>").format(found[0])
        at = found.end()
    yield escape(text[at:])
