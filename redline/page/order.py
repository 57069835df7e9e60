"""A change in; whether the same entries only stand in another order, which a page chooses and nobody words, out.

Agents Ltd, 4 Shore Street, Leith, +44 131 555 0100      a directory's entry moved in its list
Terms | Cookies | Imprint                                 Imprint | Terms | Cookies
You can read this policy as a PDF.                        below the policy before, now above it
"""

import re
from collections import Counter
from collections.abc import Sequence

from redline.dates.forms import dates_in
from redline.page.edges import Edges
from redline.page.lines import SPEAKS, is_linked
from redline.page.rows import Page
from redline.types import BETWEEN_CELLS, ChangeKind, ClauseChange, Link

_ENTRY_WORDS_MAX = 40
_ENTRIES_MIN = 3
# Nobody makes the last sentence of a policy its first; where such a one stands is the page's choice.
_END = 3
_LONG_MIN = 2 * _END
_ASKS = re.compile(r"\b(?:click|tap|view|see|read|download|find|visit)\b", re.IGNORECASE)
_LEADS = re.compile(
    r"\b(?:click|tap) (?:here|on|the)\b|https?://|\bwww\.|\bdownload\b.{0,40}\b(?:pdf|copy)\b", re.IGNORECASE
)
# A telephone number, a postal code, a house.
_CONTACT = re.compile(r"\d{3}|@|\b\d+[a-z]?,|, ?\d+[a-z]?\b", re.IGNORECASE)
_SENTENCE_ENDS = (".", ";", ":")


def is_in_another_order(change: ClauseChange, page: Page) -> bool:
    """Whether an entry of a directory moved, what leads elsewhere moved around the policy or from one end of the page
    to the other, or the links that make up a line stand in another order."""
    if not change.before or not change.after or change.of_heading:
        return False
    old = page.before.links_at(change.before_positions)
    new = page.after.links_at(change.after_positions)
    if change.kind is ChangeKind.MOVED:
        leads = _leads(change.after, new) and _leads(change.before, old)
        return (leads and _moved_around(change, page)) or (
            _is_an_entry(change.after) and _has_its_heading(change, page)
        )
    return len(old) >= _ENTRIES_MIN and _are_the_same(change.before, change.after, old, new)


def stands_at_another_end(change: ClauseChange, page: Page) -> bool:
    """Whether a stretch that leads elsewhere is all that came or went at an end of the page, or stayed in a clause that
    stands at the other end now: asked where each sentence of the change stands in the other text too."""
    if change.of_heading:
        return False
    sides = [
        (text, edges, positions)
        for text, edges, positions in (
            (change.before, page.before, change.before_positions),
            (change.after, page.after, change.after_positions),
        )
        if text is not None
    ]
    differing = [span.text for span in change.spans if span.op != "equal"]
    if len(differing) > 1:
        return False
    if len(sides) > 1 and _changed_ends(change, page):
        stayed = "".join(span.text for span in change.spans if span.op == "equal")
        return any(_leads(stayed, edges.links_at(positions)) for _, edges, positions in sides)
    return any(
        _leads(differing[0] if differing else text, edges.links_at(positions))
        and (_begins(positions, edges) or _ends(positions, edges))
        for text, edges, positions in sides
        if not differing or differing[0] in text
    )


def _moved_around(change: ClauseChange, page: Page) -> bool:
    """Whether a clause stood and stands around the policy, or stands at the other end of it."""
    is_around = page.before.outside(change.before_positions) and page.after.outside(change.after_positions)
    return is_around or _changed_ends(change, page)


def _changed_ends(change: ClauseChange, page: Page) -> bool:
    """Whether a clause stood among the last of a long text and stands among the first, or the other way."""
    old, new = change.before_positions, change.after_positions
    return (_ends(old, page.before) and _begins(new, page.after)) or (
        _begins(old, page.before) and _ends(new, page.after)
    )


def _leads(text: str, links: Sequence[Link]) -> bool:
    """Whether a text leads elsewhere, and does not say from which day something holds."""
    leads = _LEADS.search(text) is not None or any(link.text in text for link in links)
    return leads and (_ASKS.search(text) is not None or not dates_in(text))


def _begins(positions: tuple[int, ...], edges: Edges) -> bool:
    if not positions or edges.count < _LONG_MIN:
        return False
    return positions[-1] < _END or positions[-1] < edges.first or edges.above(positions)


def _ends(positions: tuple[int, ...], edges: Edges) -> bool:
    if not positions or edges.count < _LONG_MIN:
        return False
    return positions[0] >= edges.count - _END or positions[0] > edges.last


def _has_its_heading(change: ClauseChange, page: Page) -> bool:
    """Whether a clause stands under the heading under which it stood: that says what it is."""
    return page.before.trail(change.before_positions) == page.after.trail(change.after_positions)


def _is_an_entry(text: str) -> bool:
    """Whether a line says where somebody is, and makes no sentence."""
    return (
        len(text.split()) <= _ENTRY_WORDS_MAX
        and BETWEEN_CELLS not in text
        and not text.rstrip().endswith(_SENTENCE_ENDS)
        and not SPEAKS.search(text)
        and _CONTACT.search(text) is not None
    )


def _are_the_same(before: str, after: str, old: Sequence[Link], new: Sequence[Link]) -> bool:
    """Whether two lines of links have the same ones, and the same words around them."""
    entries = [Counter(link.text for link in links) for links in (old, new)]
    words = [Counter(text.split()) for text in (before, after)]
    return (
        entries[0] == entries[1] and words[0] == words[1] and is_linked(before, (*old,)) and is_linked(after, (*new,))
    )
