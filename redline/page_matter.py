"""A changed clause in; whether it is the page's own matter and not the policy's out.

Navigation, share buttons, tickers, time stamps, banners and consent dialogs stand around a policy, mostly before its
first full paragraph or after its last. There a clause made of links, figures or a button's words is the page's. Inside
the policy only what a button or a stamp says beyond doubt is: a list of links can be a list of sub-processors.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redline.equivalence_renames import LEGAL_FORMS
from redline.month_names import MONTH
from redline.page_phrases import is_widget, only, pattern
from redline.types import ChangeKind, ClauseChange, Link, Reading, Redline

_FULL_WORDS = 18
_SHORT_WORDS = 12
_LINKED_MIN = 0.7
_BANNER_WORDS_MAX = 15
_NAME_WORDS_MAX = 3
_STAMP_WORDS_MAX = 6
# So many short lines in a row that came or went together are a menu, with or without links.
_RUN_MIN = 4
_RUN_WORDS_MAX = 5

_TICKER_WORD = re.compile(r"[-+]?[$€£¥]?\d[\d.,₀-₉%:/]*[%KMB]?(?:[A-Z0-9]{2,6})?|[A-Z]{2,6}|[-+▲▼|/]")
_STAMP = re.compile(
    r"\b\d{1,2}[:h]\d{2}(?::\d{2})?\b(?!\s*(?:a\.?m|p\.?m|hours))|"
    r"\b(?:over |about )?(?:a|an|\d+) (?:minute|hour|day|week|month|year)s? ago\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"[-+]?\d[\d.,]*")
_DATED = re.compile(
    rf"\b(?:{MONTH}|last|updated?|effective|revised|version|v|form|stand|date|since|rev|no|section|article|page)\b|©|@|#[-/.]#",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
_ADDRESSES = re.compile(r"\]?\(?https?://\S+|\"[^\"]*\"|[()\[\]]")
_CRUMBS = re.compile(r"(?:[\w’'& -]{2,30}\s*[>›»/|]\s*){1,4}[\w’'& -]{2,40}")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)\s*(?:copyright\s*)?(?:\d{4}|[A-Z])", re.IGNORECASE)
_BINDING = re.compile(
    r"\b(?:you|we|us|our|your|must|shall|may not|prohibited|required|agree|rights?|liab\w+|data|"
    r"information|cookies?)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"\b(?:vous|nous|votre|vos|sie|wir|ihre\w*|usted|nosotros|su|sus)\b", re.IGNORECASE)


class Edges:
    """Where the policy itself begins and ends in a reading: its first and last full paragraphs that bind somebody."""

    def __init__(self, reading: Reading) -> None:
        clauses = reading.clauses
        self.first = next((clause.position for clause in clauses if _is_full(clause.text)), 0)
        self.last = next((clause.position for clause in reversed(clauses) if _is_full(clause.text)), len(clauses))

    def outside(self, positions: tuple[int, ...]) -> bool:
        """Whether all of `positions` stand before the first full paragraph or after the last."""
        return bool(positions) and all(place < self.first or place > self.last for place in positions)


def _is_full(text: str) -> bool:
    return text.count(" ") >= _FULL_WORDS - 1 and bool(_BINDING.search(text) or _FOREIGN.search(text))


@dataclass(frozen=True, slots=True)
class Page:
    """What must be known of a whole redline to tell the page's matter from the policy's."""

    before: Edges
    after: Edges
    repeated: frozenset[str]
    menu: frozenset[int]
    has_dialog: bool


def page_of(redline: Redline, before: Reading, after: Reading, kind: str) -> Page:
    """What `redline` as a whole tells of its page; `kind` is the document's."""
    edges = Edges(before), Edges(after)
    return Page(
        before=edges[0],
        after=edges[1],
        repeated=_repeated(redline),
        menu=frozenset(_menus(redline.changes, *edges)),
        has_dialog=kind != "cookies" and any(_is_dialogs(change) for change in redline.changes),
    )


def _repeated(redline: Redline) -> frozenset[str]:
    """The short texts that came, or went, more than once: a page's banner stands above every part of it."""
    counts = Counter((change.kind, _one_side(change)) for change in redline.changes if _one_side(change))
    return frozenset(
        text for (_, text), count in counts.items() if count > 1 and len(text.split()) <= _BANNER_WORDS_MAX
    )


def _one_side(change: ClauseChange) -> str:
    """The text of a clause that came or went, "" for any other change."""
    if change.of_heading or change.kind not in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return ""
    return change.after or change.before or ""


def _menus(changes: Sequence[ClauseChange], before: Edges, after: Edges) -> Iterator[int]:
    """The places (in `changes`) of short lines around the policy that came or went in a row."""
    run: list[int] = []
    for place, change in enumerate(changes):
        if _is_menu_line(change, before, after):
            run.append(place)
            continue
        if len(run) >= _RUN_MIN:
            yield from run
        if not change.of_heading:
            run = []
    if len(run) >= _RUN_MIN:
        yield from run


def _is_menu_line(change: ClauseChange, before: Edges, after: Edges) -> bool:
    text = _one_side(change)
    outside = after.outside(change.after_positions) or before.outside(change.before_positions)
    return (
        bool(text)
        and outside
        and len(text.split()) <= _RUN_WORDS_MAX
        and not text.endswith((".", ";", ":"))
        and not any(char.isdigit() or char == "@" for char in text)
        and not pattern("weighty").search(change.heading)
    )


def _is_dialogs(change: ClauseChange) -> bool:
    text = _one_side(change)
    return bool(text) and bool(pattern("dialogs").search(text))


def is_page_matter(change: ClauseChange, place: int, page: Page) -> bool:
    """Whether what changed belongs to the page around the policy. `place` is the change's in its redline."""
    if place in page.menu or _one_side(change) in page.repeated:
        return True
    if page.has_dialog and _one_side(change) and any(map(only("dialog_headings").fullmatch, change.trail)):
        return True
    sides = [
        (text, links, edges.outside(positions))
        for text, links, edges, positions in (
            (change.before, change.links_removed, page.before, change.before_positions),
            (change.after, change.links_added, page.after, change.after_positions),
        )
        if text is not None
    ]
    return bool(sides) and all(_is_the_pages(text, links, change, outside=outside) for text, links, outside in sides)


def _is_the_pages(text: str, links: tuple[Link, ...], change: ClauseChange, *, outside: bool) -> bool:
    words = text.split()
    if not any(char.isalnum() for char in text) or is_widget(text) or _is_contents(text, links):
        return True
    if len(words) <= _SHORT_WORDS and _STAMP.search(text) and not _BINDING.search(text):
        return True
    return outside and _is_around(text, words, links, change)


def _is_around(text: str, words: list[str], links: tuple[Link, ...], change: ClauseChange) -> bool:
    """Whether a clause around the policy is the page's."""
    if len(words) <= 3 * _SHORT_WORDS and pattern("banners").search(text):
        return True
    if len(pattern("languages").findall(text)) * 2 >= len(words) > 1:
        return True
    if only("headings").fullmatch(change.heading) and (_is_linked(text, links) or len(words) <= _RUN_WORDS_MAX):
        return True
    if _is_counter(change):
        return True
    if len(words) <= 2 * _SHORT_WORDS and _COPYRIGHT.search(text) and _one_side(change):
        return True
    if links and only("navigation").fullmatch(text):
        return True
    if len(words) > _SHORT_WORDS or pattern("weighty").search(change.heading):
        return len(links) > 2 and _is_linked(text, links)
    return _is_linked(text, links) or _is_label(text, words)


def _is_label(text: str, words: list[str]) -> bool:
    """Whether a short line is a stamp, a trail of pages, a ticker, somebody's name or the document's own."""
    if len(words) <= _STAMP_WORDS_MAX and _CLOCK.search(text):
        return True
    names_document = pattern("titles").search(text) and not _BINDING.search(pattern("titles").sub("", text))
    return bool(_CRUMBS.fullmatch(text)) or _is_ticker(text) or _is_a_byline(words) or bool(names_document)


def _is_counter(change: ClauseChange) -> bool:
    """Whether only figures differ in a short line that binds nobody and dates nothing: followers, ratings, prices."""
    if change.before is None or change.after is None:
        return False
    if not _NAME_WORDS_MAX <= len(change.after.split()) <= _SHORT_WORDS:
        return False
    old, new = (_FIGURES.sub("#", text) for text in (change.before, change.after))
    return old == new and not _DATED.search(new) and not _BINDING.search(new)


def _is_ticker(text: str) -> bool:
    """Prices, rates and their abbreviations, whatever addresses stick to them."""
    words = _ADDRESSES.sub(" ", text).split()
    return all(_TICKER_WORD.fullmatch(word) for word in words) and any(sign in text for sign in "%$€£¥")


def _is_a_byline(words: list[str]) -> bool:
    """Whether a line is no more than somebody's name."""
    return (
        1 < len(words) <= _NAME_WORDS_MAX
        and all(word.isalpha() and word.istitle() for word in words)
        and LEGAL_FORMS.isdisjoint(word.casefold() for word in words)
    )


def _is_contents(text: str, links: tuple[Link, ...]) -> bool:
    """Whether a clause is an entry of a table of contents: nothing but links into its own page."""
    return bool(links) and all(link.href.startswith("#") for link in links) and _is_linked(text, links)


def _is_linked(text: str, links: tuple[Link, ...]) -> bool:
    """Whether nearly all of `text` is the text of links that came or went with it, and it makes no sentence."""
    linked = sum(len(link.text) for link in links)
    return linked >= _LINKED_MIN * len(text) and not text.rstrip().endswith((".", ";"))
