"""The clauses of one side in; the sections that are the page's own by their heading or their buttons out, and the lists
of a document's editions."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, takewhile

from redline.dates.forms import EDITIONS_MIN, is_a_day
from redline.literals import search
from redline.page.paragraphs import is_full
from redline.page.phrases import WIDGET_MAX, could_bind, is_only, pattern
from redline.types import Clause

DIALOG_REACH = 25
"""A consent dialog stands within so many clauses of a page's beginning or end."""
_BUTTON_CHARS = 40
# A form asks for an address, and that binds nobody.
_MAIL = re.compile(r"\be-?mails?\b|\badd?res(?:s|ses|se)\b", re.IGNORECASE)


def own_sections(clauses: Sequence[Clause], kind: str) -> Iterator[int]:
    """The clauses under headings that only pages have, and those of a consent dialog near either end.

    A consent dialog is what stands around its buttons, in a row, under one heading that speaks of cookies, before
    or after everything else that binds somebody. One button alone stands in many a policy, and in a cookie policy
    even such a section may be the policy's.
    """
    trails = {clause.trail for clause in clauses}
    headings = {heading for trail in trails for heading in trail if _is_of_a_page(heading)}
    if headings:
        under = [clause for clause in clauses if not headings.isdisjoint(clause.trail)]
        if len(under) * 2 <= len(clauses):
            yield from (clause.position for clause in under if not could_bind(_MAIL.sub(" ", clause.text)))
    if kind == "cookies":
        return
    for button in (*clauses[:DIALOG_REACH], *clauses[DIALOG_REACH:][-DIALOG_REACH:]):
        if not _is_button(button):
            continue
        for depth, heading in enumerate(button.trail):
            if search(pattern("consent_words"), heading):
                section = sorted(_in_a_row(clauses, button, depth))
                buttons = {clauses[place].text for place in section if _is_button(clauses[place])}
                ends = clauses[: section[0]], clauses[section[-1] + 1 :]
                if len(buttons) > 1 and not all(any(map(is_full, end)) for end in ends):
                    yield from section
                break


def editions(clauses: Sequence[Clause], title: str, introduced: frozenset[int]) -> Iterator[int]:
    """The clauses of lists of days alone, under one heading that is the document's own or says that they are its
    editions, with what such a list says beside them; what a sentence introduces is days of something else."""
    if sum(is_a_day(clause.text) for clause in clauses) < EDITIONS_MIN:
        return

    def section(clause: Clause) -> tuple[str, ...] | None:
        is_line = is_a_day(clause.text) or is_only(clause.text, "editions")
        may_be = clause.heading in ("", title) or is_only(clause.heading, "editions")
        is_free = clause.kind != "row" and clause.position not in introduced
        return clause.trail if is_line and may_be and is_free else None

    for trail, run in groupby(clauses, section):
        found = [*run] if trail is not None else []
        if sum(is_a_day(clause.text) for clause in found) >= EDITIONS_MIN:
            yield from (clause.position for clause in found)


def _in_a_row(clauses: Sequence[Clause], of: Clause, depth: int) -> Iterator[int]:
    """The places of the clauses around `of` that stand under its trail's headings down to `depth`."""
    trail = of.trail[: depth + 1]
    for way in (reversed(clauses[: of.position]), clauses[of.position :]):
        yield from (clause.position for clause in takewhile(lambda clause: clause.trail[: depth + 1] == trail, way))


@lru_cache(maxsize=1024)
def _is_of_a_page(heading: str) -> bool:
    """Whether a heading is one that only pages have. Kept for the other side."""
    return len(heading) <= WIDGET_MAX and is_only(heading, "page_headings")


def _is_button(clause: Clause) -> bool:
    """Whether a clause is no more than a button of a consent dialog."""
    return len(clause.text) <= _BUTTON_CHARS and is_only(clause.text, "consent_buttons")
