"""The clauses of one side in; the lines of the menus that stand around the policy out.

    About · Careers · Newsroom · Blog · Events      three of five are called as pages' entries are: so are the others

One line that comes to such a menu says nothing by itself; its neighbours tell what it is.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from redline.page.languages import names_languages
from redline.page.phrases import SPEAKS, WIDGET_MAX, is_bare_copyright, is_only, is_widget, pattern
from redline.types import Clause

LINE_WORDS_MAX = 5
BETWEEN_ENTRIES = re.compile(r"\s+[|·•]\s+")
"""What parts the entries of a menu in one line."""
ENTRIES_MIN = 4
"""So many entries make a menu."""
BINDS_IN_FEW_WORDS = re.compile(
    r"\b(?:no|not|never|only|must|bann\w*|binding|arbitrat\w*|refunds?|waiv\w*|prohibit\w*|forbid\w*|minors?)\b",
    re.IGNORECASE,
)
"""In a few words these forbid, or decide."""
# "U.S." ends no sentence.
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_LINES_MIN = 4
# The share of lines that are surely the page's: of any menu, and of one where the policy could have a list.
_SURE_MIN = 0.5
_SURE_MIN_IN_DOUBT = 0.75


@lru_cache(maxsize=1024)
def is_surely_the_pages(text: str) -> bool:
    """Whether a line around a policy is a button, an entry of a menu, a line of copyright, a choice of languages or no
    more than a document's name. Kept, because it is asked of both sides and by several readers."""
    return (
        is_widget(text)
        or is_bare_copyright(text)
        or names_languages(text)
        or (len(text) <= WIDGET_MAX and any(is_only(text, name) for name in ("navigation", "titles", "foreign_titles")))
    )


def is_row_of_entries(text: str) -> bool:
    """Whether a line is entries with signs between, some of which lead where pages lead: a page's beyond doubt."""
    entries = [entry.strip(" |") for entry in BETWEEN_ENTRIES.split(text)]
    return (
        len(entries) > ENTRIES_MIN
        and all(entry.count(" ") < LINE_WORDS_MAX for entry in entries)
        and not SPEAKS.search(text)
        and sum(map(is_surely_the_pages, entries)) >= ENTRIES_MIN - 1
    )


def is_menu_line(text: str, heading: str) -> bool:
    """Whether a line under a heading could be a menu's: a few words that end no sentence, and no figure or address."""
    return _is_short(text) and not pattern("weighty").search(heading)


def _is_short(text: str) -> bool:
    return (
        len(text.split()) <= LINE_WORDS_MAX
        and (not text.endswith((".", ";", ":")) or _INITIALS.fullmatch(text) is not None)
        and not any(char.isdigit() or char == "@" for char in text)
    )


def menu_lines(clauses: Sequence[Clause], is_introduced: Callable[[Clause], bool]) -> Iterator[int]:
    """The positions of the lines in a row that make up a menu: half of them at least are called as an entry is, more
    where a heading or a sentence before them (`is_introduced`) could make them the policy's list."""

    def in_a_row(numbered: tuple[int, Clause]) -> tuple[bool, int]:
        place, clause = numbered
        return _is_short(clause.text) and not BINDS_IN_FEW_WORDS.search(clause.text), clause.position - place

    for (fits, _), run in groupby(enumerate(clauses), in_a_row):
        lines = [clause for _, clause in run] if fits else []
        sure = sum(is_surely_the_pages(line.text) for line in lines)
        is_doubtful = any(is_introduced(line) or pattern("weighty").search(line.heading) for line in lines)
        if len(lines) >= _LINES_MIN and sure >= len(lines) * (_SURE_MIN_IN_DOUBT if is_doubtful else _SURE_MIN):
            yield from (line.position for line in lines)
