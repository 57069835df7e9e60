"""A reading in; where in it the policy begins and ends out, and what around it is the page's.

    menu, banner │ first full paragraph … last full paragraph │ related pages, footer
        outside  │                the policy                  │  outside

Beside that: the sections that are the page's by their heading or by their buttons, and the lines of menus. What came
or went around the policy is told from it in `rows`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import groupby, islice, pairwise

from redline.literals import search
from redline.page.lines import SHORT_WORDS, names_document
from redline.page.linked_lines import is_linked
from redline.page.menus import (
    BINDS_IN_FEW_WORDS,
    LINE_WORDS_MAX,
    is_menu_line,
    is_row_of_entries,
    is_surely_the_pages,
    menu_lines,
)
from redline.page.paragraphs import is_full
from redline.page.phrases import (
    BINDS_AROUND,
    CHOICE,
    LEGAL,
    SPEAKS,
    could_bind,
    is_only,
    is_standard_text,
    pattern,
)
from redline.page.sections import DIALOG_REACH, editions, own_sections
from redline.types import Clause, Link, Reading

# So many short lines in a row are a menu where so many of them lead where pages lead; so many full paragraphs at most
# are the page's on the other side of it.
_MENU_MIN = 5
_SURE_MIN = 2
_SURE_IN_DOUBT = 2 / 3
_LINE_CHARS_MAX = 160
# A form asks for so much at most, and ends so.
_FORM_MAX = 20
_SENDS = re.compile(r"\W*(?:submit|send(?: \w+)?|absenden|senden|envoyer|enviar)\W*", re.IGNORECASE)
_OUTER_MAX = 2
# Help centres name ten other articles at most.
_RELATED_MAX = 12
# Some legal words may do no more than name a document.
_LEGAL = re.compile(rf"(?!(?:privacy|polic(?:y|ies)|terms|conditions)\b)(?:{LEGAL.pattern})", re.IGNORECASE)


class Edges:
    """Where the policy itself begins and ends in a reading: its first and last full paragraphs that bind somebody.

    `kind` is the document's. What stands in the page's own sections (`around`) is not looked at. `entries` are the
    short links outside, `rows` the rows of tables, `listed` these and the items of lists, `editions` the lines of lists
    of the document's editions, wherever they stand.
    """

    def __init__(self, reading: Reading, kind: str) -> None:
        self._clauses = clauses = reading.clauses
        self._has_own_cookies = kind == "cookies"
        self.count = len(clauses)
        self.title = reading.title
        self.introduced = frozenset(self._introduced(clauses))
        self.around = frozenset(own_sections(clauses, kind))
        self.rows = frozenset(clause.position for clause in clauses if clause.kind == "row")
        self.listed = self.rows.union(clause.position for clause in clauses if clause.kind == "item")
        self.editions = frozenset(editions(clauses, self.title, self.introduced))
        self.headed = next((clause.position for clause in clauses if clause.trail), 0)
        first, last = self._ends(clauses)
        # A list of sub-processors looks like a menu, and ends many a contract on processing.
        around = (clauses[: first[-1]], clauses[last[-1] + 1 :]) if kind != "processing" else ()
        self._menu_lines = tuple(line for stretch in around for line in self._menus(stretch))
        self.first = _behind_menus(first, self._menu_lines)
        self.last = _behind_menus(last, self._menu_lines)
        self._outer = (*clauses[: self.first], *clauses[max(self.first, self.last + 1) :])
        self.entries = frozenset(clause.position for clause in self._outer if clause.links and _is_an_entry(clause))

    @cached_property
    def menu(self) -> frozenset[int]:
        """The lines of menus that stand outside."""
        free = [one for one in self._outer if one.position not in self.rows]
        lines = frozenset(menu_lines(free, lambda clause: clause.position in self.introduced))
        return lines.union(line for line in self._menu_lines if self.outside((line,)))

    def _ends(self, clauses: Sequence[Clause]) -> tuple[list[int], list[int]]:
        """The first full paragraphs and, from the end, the last: the policy's first, or last, and those before it that
        say nothing legal and could be the page's."""
        ends = []
        for way, without in ((clauses, 0), (clauses[::-1], len(clauses))):
            full: list[int] = []
            for clause in islice(self._full(way), 1 + _OUTER_MAX):
                full.append(clause.position)
                if search(_LEGAL, clause.text):
                    break
            ends.append(full or [without])
        return ends[0], ends[1]

    def _full(self, clauses: Sequence[Clause]) -> Iterator[Clause]:
        return (
            clause
            for clause in clauses
            if clause.position not in self.around
            and is_full(clause)
            and (self._has_own_cookies or not is_standard_text(clause.text))
        )

    def _menus(self, clauses: Sequence[Clause]) -> Iterator[int]:
        """The lines that make up menus: many short ones in a row, of which none is a heading, and more than one leads
        where only pages lead. Under a heading over what could be the policy's list two of three must, the first and the
        last among them, and none is an item."""

        def is_short(clause: Clause) -> bool:
            return len(clause.text) <= _LINE_CHARS_MAX and clause.kind != "row"

        def is_line(clause: Clause) -> bool:
            return (
                clause.position not in self.introduced
                and clause.text not in self._headings
                and not BINDS_IN_FEW_WORDS.search(clause.text)
                and (is_menu_line(clause.text, "") or is_surely_the_pages(clause.text))
            )

        def leads(clause: Clause) -> bool:
            return is_only(clause.text, "navigation")

        def is_sure(clause: Clause) -> bool:
            return is_surely_the_pages(clause.text)

        for run in _runs(clauses, is_short):
            for found in _runs(run, is_line):
                in_doubt = any(pattern("weighty").search(line.heading) for line in found)
                lines = _from_first_to_last([*found], is_sure) if in_doubt else found
                if in_doubt and (
                    sum(map(is_sure, lines)) < _SURE_IN_DOUBT * len(lines) or any(line.kind == "item" for line in lines)
                ):
                    continue
                if len(lines) >= _MENU_MIN and sum(map(leads, lines)) >= _SURE_MIN:
                    yield from (line.position for line in lines)

    @cached_property
    def _headings(self) -> dict[str, int]:
        """The headings, each with the first clause under it."""
        first: dict[str, int] = {}
        for clause in self._clauses:
            for heading in clause.trail:
                first.setdefault(heading, clause.position)
        return first

    def repeats_its_neighbour(self, position: int) -> bool:
        """Whether an item says what the one before or behind it says, under the same headings. How deep an item stands
        is not known: farther ones may be another list's."""
        item = self._clauses[position]
        neighbours = (*self._clauses[max(0, position - 1) : position], *self._clauses[position + 1 : position + 2])
        return any(one.text == item.text and one.trail == item.trail and one.kind == item.kind for one in neighbours)

    def has_under(self, trail: tuple[str, ...], text: str) -> bool:
        """Whether a clause under the headings `trail` says `text` and no more."""
        return (trail, text) in self._said

    @cached_property
    def _said(self) -> frozenset[tuple[tuple[str, ...], str]]:
        return frozenset((clause.trail, clause.text) for clause in self._clauses)

    def is_before_a_forms_button(self, positions: tuple[int, ...]) -> bool:
        """Whether what sends a form stands a few lines behind `positions`."""
        behind = self._clauses[max(positions) + 1 : max(positions) + 1 + _FORM_MAX]
        return any(_SENDS.fullmatch(clause.text) for clause in behind)

    def first_under(self, heading: str) -> int | None:
        """The position of the first clause under a heading."""
        return self._headings.get(heading)

    def heads_the_pages(self, heading: str) -> bool:
        """Whether the first line under a heading is a menu's, or it says that what follows are editions."""
        first = self.first_under(heading)
        return first in self.menu or (first in self.editions and is_only(heading, "editions"))

    def outside(self, positions: tuple[int, ...]) -> bool:
        """Whether all of `positions` stand before the first full paragraph or after the last."""
        return bool(positions) and all(place < self.first or place > self.last for place in positions)

    def beyond_menus(self, positions: tuple[int, ...]) -> bool:
        """Whether a menu stands between all of `positions`, none of which a sentence introduces, and the policy."""
        if not self.outside(positions) or not self.introduced.isdisjoint(positions):
            return False
        return all(self._lines_before(place) >= _MENU_MIN for place in positions)

    @cached_property
    def beyond_borders(self) -> frozenset[int]:
        """What stands outside beyond a line that no policy has: a menu's, a row of entries. Neither rows nor what a
        sentence introduces."""
        borders = [one.position for one in self._outer if one.position in self.menu or is_row_of_entries(one.text)]
        above = max((place for place in borders if place < self.first), default=-1)
        below = min((place for place in borders if place > self.last), default=self.count)
        beyond = {one.position for one in self._outer if one.position < above or one.position > below}
        return frozenset(beyond - self.rows - self.introduced)

    def _lines_before(self, place: int) -> int:
        """How many lines of menus stand between `place`, outside, and the policy."""
        inner = self.first if place < self.first else self.last
        low, high = sorted((place, inner))
        return bisect_left(self._menu_lines, high) - bisect_right(self._menu_lines, low)

    def leads_to_next_heading(self, text: str, links: tuple[Link, ...], positions: tuple[int, ...]) -> bool:
        """Whether a clause is a trail of links that ends with the heading below it: "Help Safety Our rules" over "Our
        rules"."""
        own, below = (self._clauses[place : place + 1] for place in (positions[0], positions[-1] + 1))
        trail = text.removesuffix(below[0].heading) if links and below else text
        if trail == text or own[0].trail == below[0].trail or not self.listed.isdisjoint(positions):
            return False
        rest = pattern("titles").sub(" ", trail)
        names_pages = bool(trail.strip()) and not (SPEAKS.search(trail) or CHOICE.search(rest) or could_bind(rest))
        return names_pages and is_linked(trail.rstrip(" ›»>/|"), links)

    @cached_property
    def begins_with_title(self) -> bool:
        """Whether the first heading is a document's name, and no full paragraph stands above it: then all that does is
        the page's, however much it is."""
        return self.headed <= self.first and names_document(next(iter(self._headings), ""))

    @cached_property
    def related(self) -> frozenset[int]:
        """The items of lists outside that stand behind a line such as "Related articles"."""
        return frozenset(self._related())

    def _related(self) -> Iterator[int]:
        leads, count = False, 0
        for clause in self._outer:
            if clause.kind != "item":
                leads, count = is_only(clause.text, "related"), 0
                continue
            count += 1
            is_related = leads or is_only(clause.heading, "related")
            if is_related and count <= _RELATED_MAX and _may_be_related(clause.text):
                yield clause.position

    @cached_property
    def titled(self) -> int | None:
        """The first clause under the heading that is the document's name; None where a full paragraph stands above it,
        or none is."""
        first = next((place for heading, place in self._headings.items() if names_document(heading)), None)
        return first if first is not None and first <= self.first else None

    def above(self, positions: tuple[int, ...]) -> bool:
        """Whether all of `positions` stand before everything that has a heading."""
        return bool(positions) and max(positions) < self.headed

    @staticmethod
    def _introduced(clauses: Sequence[Clause]) -> Iterator[int]:
        """The short lines, one after another, that a sentence introduces, and what follows them."""
        is_introduced = False
        for clause in clauses:
            if is_introduced:
                yield clause.position
            text = clause.text.rstrip()
            if text.endswith(":"):
                is_introduced = True
            elif is_introduced and text.count(" ") >= LINE_WORDS_MAX:
                is_introduced = False

    def links_at(self, positions: tuple[int, ...]) -> tuple[Link, ...]:
        """The links of some clauses."""
        return tuple(link for place in positions for link in self._clauses[place].links)

    def trail(self, positions: tuple[int, ...]) -> tuple[str, ...]:
        """The headings over the first of some clauses."""
        return self._clauses[positions[0]].trail if positions else ()

    def neighbours(self, positions: tuple[int, ...]) -> tuple[str, str]:
        """The texts of the clauses before and behind some others, under the same heading; "" where there is none."""
        trail = self.trail(positions)
        found = (self._clauses[at : at + 1] if at >= 0 else () for at in (positions[0] - 1, positions[-1] + 1))
        before, behind = (one[0].text if one and one[0].trail == trail else "" for one in found)
        return before, behind

    def near(self, position: int) -> bool:
        """Whether `position` is near the beginning or the end of the page."""
        return position < DIALOG_REACH or position >= self.count - DIALOG_REACH


def _runs(clauses: Sequence[Clause], fits: Callable[[Clause], bool]) -> Iterator[list[Clause]]:
    """Those clauses in a row that fit and are many enough for a menu."""
    runs = ([*run] for is_run, run in groupby(clauses, fits) if is_run)
    return (run for run in runs if len(run) >= _MENU_MIN)


def _from_first_to_last(clauses: Sequence[Clause], fits: Callable[[Clause], bool]) -> Sequence[Clause]:
    """The clauses from the first that fits to the last."""
    places = [place for place, clause in enumerate(clauses) if fits(clause)]
    return clauses[places[0] : places[-1] + 1] if places else ()


def _behind_menus(full: Sequence[int], menus: Sequence[int]) -> int:
    """The outermost of the full paragraphs (from the outside in) that no menu parts from those inside."""
    outermost = full[0]
    for outer, inner in pairwise(full):
        if sum(min(outer, inner) < line < max(outer, inner) for line in menus) >= _MENU_MIN:
            outermost = inner
    return outermost


def _may_be_related(text: str) -> bool:
    """Whether an item may be no more than the title of another page."""
    rest = pattern("titles").sub(" ", text)
    return text.count(" ") < SHORT_WORDS and not (CHOICE.search(text) or BINDS_AROUND.search(rest) or could_bind(rest))


def _is_an_entry(clause: Clause) -> bool:
    """Whether a clause is a few words that are a link."""
    return clause.text.count(" ") < LINE_WORDS_MAX and sum(len(link.text) for link in clause.links) >= len(clause.text)
