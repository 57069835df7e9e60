"""A change in; whether the same entries only stand in another order, which a page chooses and nobody words, out.

Agents Ltd, 4 Shore Street, Leith, +44 131 555 0100      a directory's entry moved in its list
Terms | Cookies | Imprint                                 Imprint | Terms | Cookies
Click here to read this policy as a PDF.                  the last line of a page before, its first one now
"""

import re
from collections import Counter
from collections.abc import Sequence

from redline.dates.forms import dates_in
from redline.page.edges import Edges
from redline.page.linked_lines import is_linked
from redline.page.phrases import BINDS_IN_A_BANNER, CHOICE, SPEAKS, is_foreign
from redline.page.rows import Page
from redline.types import BETWEEN_CELLS, ChangeKind, ClauseChange, Link

_ENTRY_WORDS_MAX = 40
_ENTRIES_MIN = 3
_LABEL_WORDS_MAX = 12
_POINTER_WORDS_MAX = 30
# Nobody makes the last sentence of a policy its first; where such a one stands is the page's choice.
_END = 3
_LONG_MIN = 12
_LEADS = re.compile(
    r"\b(?:click|tap) (?:here|on|the)\b|https?://|\bwww\.|\bdownload\b.{0,40}\b(?:pdf|copy)\b|"
    r"\A(?:please )?(?:learn|read|see|find out|view) (?:more|further)\b",  # where a recorder lost the link
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:click|tap|view|see|read|download|find|visit|learn|look)\b", re.IGNORECASE)
# What such a sentence refers to stands beside it, or it says for whom something holds.
_HANGS = re.compile(
    r"\b(?:this|these|that|those|it)\b"
    r"(?! (?:polic|pages?\b|documents?\b|notice|statement|terms|version|agreement|link|site|website|section))|"
    r"\b(?:following|above|below|only|no|nor|none|appl(?:y|ies)|waive\w*|object\w*|consumers?|business(?:es)?|"
    r"customers?|residents?|children|important|agree\w*|accept\w*|cancel\w*|opt|close|account|if)\b",
    re.IGNORECASE,
)
# A telephone number, a postal code, a house.
_CONTACT = re.compile(r"\d{3}|@|\b\d+[a-z]?,|, ?\d+[a-z]?\b", re.IGNORECASE)
_SENTENCE_ENDS = (".", ";", ":")
# Behind such words what stands first goes first.
_RANKS = re.compile(
    r"\b(?:order|precedence|priorit\w*|prevail\w*|hierarchy|first|in turn|rang\w*|vorrang\w*|zuerst|premiers?|"
    r"prelación|orden|primer[oa]?)\b",
    re.IGNORECASE,
)
# Between links these say nothing of what is first.
_BETWEEN = re.compile(r"[\s|·•,/–—-]*")


def is_in_another_order(change: ClauseChange, page: Page) -> bool:
    """Whether an entry of a directory moved in it, a pointer moved from one end of the page to the other or around the
    policy, or the links that make up a line stand in another order."""
    if not change.before or not change.after or change.of_heading:
        return False
    old = page.before.links_at(change.before_positions)
    new = page.after.links_at(change.after_positions)
    if change.kind is not ChangeKind.MOVED:
        return len(old) >= _ENTRIES_MIN and not _is_ranked(change, page) and _are_the_same(change, old, new)
    if _is_pointer(change.after, new) and _is_pointer(change.before, old):
        return _moved_around(change, page)
    return (
        page.before.trail(change.before_positions) == page.after.trail(change.after_positions)
        and _is_entry_of_directory(change.before_positions, change.before, page.before)
        and _is_entry_of_directory(change.after_positions, change.after, page.after)
    )


def stands_at_another_end(change: ClauseChange, page: Page) -> bool:
    """Whether a pointer is all that came or went at an end of the page, or stayed in a clause that stands at the other
    end now: asked where each sentence of the change stands in the other text too."""
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
        return any(_is_pointer(stayed, edges.links_at(positions)) for _, edges, positions in sides)
    return any(
        _is_pointer(differing[0] if differing else text, edges.links_at(positions))
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


def _is_pointer(text: str, links: Sequence[Link]) -> bool:
    """Whether a sentence does no more than lead to another page: it binds nobody, hangs on nothing beside it, and does
    not say from which day something holds."""
    text = text.strip()
    if text.count(" ") >= _POINTER_WORDS_MAX or is_foreign(text):
        return False
    if not (_LEADS.search(text) or any(link.text in text for link in links)):
        return False
    asks = _ASKS.search(text) is not None
    if not asks and (dates_in(text) or not is_linked(text.rstrip("."), tuple(links))):
        return False
    return not any(words.search(text) for words in (_HANGS, BINDS_IN_A_BANNER, CHOICE))


def _begins(positions: tuple[int, ...], edges: Edges) -> bool:
    if not positions or edges.count < _LONG_MIN:
        return False
    return positions[-1] < _END or positions[-1] < edges.first or edges.above(positions)


def _ends(positions: tuple[int, ...], edges: Edges) -> bool:
    if not positions or edges.count < _LONG_MIN:
        return False
    return positions[0] >= edges.count - _END or positions[0] > edges.last


def _is_entry_of_directory(positions: tuple[int, ...], text: str, edges: Edges) -> bool:
    """Whether a line says where somebody is, and no short line stands beside it that says for whom."""
    if not positions or not _is_entry(text):
        return False
    return all(_is_entry(one) or one.count(" ") >= _LABEL_WORDS_MAX for one in edges.neighbours(positions) if one)


def _is_entry(text: str) -> bool:
    return (
        len(text.split()) <= _ENTRY_WORDS_MAX
        and BETWEEN_CELLS not in text
        and not text.rstrip().endswith(_SENTENCE_ENDS)
        and not SPEAKS.search(text)
        and _CONTACT.search(text) is not None
    )


def _is_ranked(change: ClauseChange, page: Page) -> bool:
    """Whether a line is a row, or its headings or its neighbours say that one goes before another."""
    said = [*change.trail, change.heading]
    for edges, positions in ((page.before, change.before_positions), (page.after, change.after_positions)):
        if not edges.rows.isdisjoint(positions):
            return True
        said += edges.neighbours(positions)
    return _RANKS.search(" ".join(said)) is not None


def _are_the_same(change: ClauseChange, old: tuple[Link, ...], new: tuple[Link, ...]) -> bool:
    """Whether two lines are nothing but the same links, with signs between them."""
    if Counter(link.text for link in old) != Counter(link.text for link in new):
        return False
    sides = (change.before or "", old), (change.after or "", new)
    return all(_BETWEEN.fullmatch(_without(text, links)) for text, links in sides)


def _without(text: str, links: Sequence[Link]) -> str:
    for words in sorted((link.text for link in links), key=len, reverse=True):
        text = text.replace(words, "", 1)
    return text
