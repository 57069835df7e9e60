"""Blocks in, clauses out: every passage that can be cited, under its headings and number.

    blocks --passages--> passages --headings--> marked passages --here--> clauses

Headings make a stack: a new one closes those of its rank or below, and what is left is the trail of what follows.
Ranks come from heading levels, else from the way the headings are written, and numbers overrule both: "2.1" stands
under "2" whatever its mark-up says. A heading that heads nothing becomes a paragraph, so that no word is lost.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from redline import canonical, numbering
from redline.headings import Style, marked
from redline.long_passages import parts
from redline.passages import Passage
from redline.types import BlockKind, Clause, ClauseKind, Document, Link, Run

_TITLE_RANK = 1000
_ITEM_RANK = 900
_KINDS: dict[BlockKind, ClauseKind] = {BlockKind.ITEM: "item", BlockKind.ROW: "row"}
_SIBLINGS_APART = 3
_LINK_SIGNS = " :–—-#¶🔗"
# What stands behind a heading's words, and is a button's.
_MAY_LINK = re.compile(r"link|\]$|top\)?$|preferences\.?$", re.IGNORECASE)
# What a page folds a section up with.
_FOLDER = re.compile(r"(?<=\S)\s+[▼▾▲▸▶►›⌄∨]$")
_LINKS_TO_IT = re.compile(
    r"(?<=\S)(?:\s+(?:copy (?:the )?link(?: to (?:this )?(?:section|heading|clipboard))?|"
    r"(?:anchor |direct )?link to (?:this )?(?:section|heading|headline)|"
    r"permalink(?: to (?:this )?(?:section|heading))?|link copied!?|"
    r"stay organized with collections save and categorize content based on your preferences\.?|"
    r"[↑^]? ?back to (?:the )?top)|\s*\[(?:edit|top|back to (?:the )?top)\])$",
    re.IGNORECASE,
)


def segment(document: Document) -> tuple[Clause, ...]:
    """The clauses of a document in reading order; each word of its blocks stands in one clause, heading or number."""
    return tuple(_Outline(marked(document.blocks)).clauses())


@dataclass(slots=True)
class _Heading:
    """A heading that is open. `used` tells whether anything stands under it yet."""

    rank: int
    text: str
    number: str
    passage: Passage
    used: bool = False


class _Over(NamedTuple):
    """The headings that are open, the last of them, the last number among them, and the last heading's own."""

    trail: tuple[str, ...]
    heading: str
    number: str
    own: str


class _Outline:
    """One pass over the marked passages."""

    def __init__(self, found: Sequence[tuple[Style, Passage]]) -> None:
        self.found = found
        self.open: list[_Heading] = []
        self.position = 0
        self.ranks = _ranks(found)
        self.title = _title(found)
        self.over: _Over | None = None

    def clauses(self) -> Iterator[Clause]:
        for place, (style, passage) in enumerate(self.found):
            if not canonical.canonical(passage.text):
                continue  # a line of underscores or stars says nothing
            if style is Style.NONE:
                yield from self.cite(passage)
            else:
                yield from self.head(style, passage, is_title=place == self.title)
        yield from self.close(0)

    def head(self, style: Style, passage: Passage, *, is_title: bool) -> Iterator[Clause]:
        """Opens a heading, after those are closed that end with it."""
        rank = self.rank(style, passage, is_title=is_title)
        keep = self.depth(style, rank, passage.number)
        heading = _Heading(rank, heading_text(passage.text), passage.number, passage)
        yield from self.close(keep + 1)
        before = self.open[keep] if keep < len(self.open) else None
        if before is not None and before.used and before.text == heading.text:
            # In the trail a heading that says the same as the one it follows would not show.
            heading.used = True
            self.open[keep] = heading
            self.over = None
            yield from self.cite(passage)
        else:
            yield from self.close(keep)
            self.open.append(heading)
            self.over = None

    def rank(self, style: Style, passage: Passage, *, is_title: bool) -> int:
        if is_title:
            return _TITLE_RANK
        if style is Style.MARKED:
            return passage.level * 10
        if style is Style.ITEM:
            return _ITEM_RANK + passage.level
        return self.ranks[style]

    def depth(self, style: Style, rank: int, number: str) -> int:
        """How many open headings stay open over a new one of this rank and number."""
        if style not in (Style.ITEM, Style.RUN_IN) or "." in number:
            related = self.related(number)
            if related is not None:
                return related
        for place, heading in enumerate(self.open):
            if heading.rank >= rank and not (style is Style.ITEM and heading.rank == _TITLE_RANK):
                return place
        return len(self.open)

    def related(self, number: str) -> int | None:
        """The depth that a number asks for: inside the section it is a part of, or beside the one it follows."""
        mine = numbering.parse(number)
        if mine is None:
            return None
        for place in range(len(self.open) - 1, -1, -1):
            other = numbering.parse(self.open[place].number)
            if other is None or self.open[place].rank >= _ITEM_RANK:
                continue
            if mine.under(other):
                return place + 1
            if mine.beside(other) and other.parts < mine.parts and _near(other.parts, mine.parts):
                return place
        return None

    def close(self, keep: int) -> Iterator[Clause]:
        """Closes the headings below the first `keep`; one that heads nothing is cited as a paragraph."""
        while len(self.open) > keep:
            heading = self.open.pop()
            self.over = None
            if not heading.used:
                yield from self.cite(replace(heading.passage, text=_unlinked(heading.passage.text)))

    def cite(self, passage: Passage) -> Iterator[Clause]:
        """The clauses of one passage under the headings that are open."""
        keep = self.within(passage)
        if keep < len(self.open):
            yield from self.close(keep)
        over = self.over = self.over or self.uses()
        for part in parts(passage):
            text, links, digest = _content(part)
            yield Clause(
                position=self.position,
                number=part.number or over.own,
                trail=over.trail,
                heading=over.heading,
                kind=_KINDS.get(passage.kind, "paragraph"),
                text=text,
                links=links,
                digest=digest,
                heads=passage.heads,
                heading_number=over.number,
            )
            self.position += 1

    def uses(self) -> "_Over":
        """What stands over the clauses from here on, now that something stands under it."""
        for heading in self.open:
            heading.used = True
        trail = tuple([heading.text for heading in self.open])
        number = next((heading.number for heading in reversed(self.open) if heading.number), "")
        return _Over(trail, trail[-1] if trail else "", number, self.open[-1].number if self.open else "")

    def within(self, passage: Passage) -> int:
        """How many headings reach as far as this passage: one inside a list item ends with the item."""
        item = passage.kind is BlockKind.ITEM
        for place, heading in enumerate(self.open):
            if not _ITEM_RANK < heading.rank < _TITLE_RANK or not heading.used:
                continue
            if passage.level < heading.passage.level or (item and passage.level == heading.passage.level):
                return place
        return len(self.open)


def _near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one[:-1] != other[:-1] or other[-1] - one[-1] <= _SIBLINGS_APART


def _ranks(found: Sequence[tuple[Style, Passage]]) -> dict[Style, int]:
    """Ranks of headings that mark-up does not rank: those written like the first stand above the others."""
    order: list[Style] = []
    for style, _ in found:
        if style in (Style.CAPITALS, Style.BOLD, Style.NUMBERED, Style.PLAIN) and style not in order:
            order.append(style)
    ranks = {style: 70 + place for place, style in enumerate(order)}
    return {Style.LEAD_IN: 90, Style.RUN_IN: 100} | ranks


def _title(found: Sequence[tuple[Style, Passage]]) -> int | None:
    """The place of the document's own title: the first heading, where no other has its level. It heads what stands
    before the first section, not the sections."""
    places = [place for place, (style, _) in enumerate(found) if style is Style.MARKED]
    first = next(
        (place for place, (style, _) in enumerate(found) if style not in (Style.NONE, Style.ITEM, Style.RUN_IN)), None
    )
    if not places or places[0] != first:
        return None
    levels = [found[place][1].level for place in places]
    alone = levels.count(levels[0]) == 1 and levels[0] == min(levels) and not found[first][1].number
    return first if alone else None


@lru_cache(maxsize=4096)
def heading_text(text: str) -> str:
    """A heading's words as a trail shows them: without unseen signs, marks of a list, the colon at the end and what
    links to it."""
    words = _FOLDER.sub("", canonical.visible(text).lstrip(" *•·●○▪■").rstrip(_LINK_SIGNS))
    return _unlinked(words).rstrip(_LINK_SIGNS) or text


def _unlinked(words: str) -> str:
    """A heading's words without what links to it, or stores it somewhere, at their end."""
    return _LINKS_TO_IT.sub("", words) if _MAY_LINK.search(words) else words


@lru_cache(maxsize=16_384)
def _content(passage: Passage) -> tuple[str, tuple[Link, ...], str]:
    """The text, links and digest of a passage. Kept as long as the passage itself is: see `headings`."""
    return passage.text, tuple(_links(passage.runs)), canonical.digest(passage.text)


def _links(runs: Sequence[Run]) -> Iterator[Link]:
    for run in runs:
        if run.href is not None and (text := " ".join(run.text.split())):
            yield Link(text=text, href=run.href, shown=run.shown)


_LEGAL = re.compile(
    r"privacy|personal|\bdata\b|polic|terms|rights?\b|consent|shall|must|\blaw|liab|agree|cookie|collect|disclos|share|retain",
    re.IGNORECASE,
)


def furniture_key(clause: Clause) -> str:
    """A key that stays the same while figures in a clause change: SHA-256 of its trail, kind and words without digits.

    Clauses whose key was learnt as furniture are the page's (prices, counters, teasers), not the policy's. "" for a
    clause that can never be furniture: one under a heading, with words of law in it.
    """
    if clause.trail and _LEGAL.search(clause.text):
        return ""
    skeleton = re.sub(r"\d+(?:[.,:]\d+)*", "#", canonical.fold(clause.text)).lower()
    return canonical.digest("\n".join((*clause.trail, clause.kind, skeleton)))


def with_furniture(clauses: Sequence[Clause], keys: Sequence[str]) -> tuple[Clause, ...]:
    """`clauses` with those marked as furniture whose key is among `keys` (a recipe's learnt furniture)."""
    learnt = frozenset(keys) - {""}
    if not learnt:
        return tuple(clauses)
    return tuple(replace(clause, furniture=True) if furniture_key(clause) in learnt else clause for clause in clauses)
