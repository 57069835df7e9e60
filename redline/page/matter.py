"""A changed clause in; whether it is the page's own matter and not the policy's out.

Navigation, share buttons, tickers, time stamps, banners and consent dialogs stand around a policy, mostly before its
first full paragraph or after its last. There a clause made of links, figures or a button's words is the page's. Inside
the policy only what a button or a stamp says beyond doubt is: a list of links can be a list of sub-processors.
"""

import re

from redline.page.changes import one_side
from redline.page.languages import offers_languages
from redline.page.menus import LINE_WORDS_MAX
from redline.page.phrases import BINDS_IN_A_BANNER, could_bind, is_only, is_standard_text, is_widget, pattern
from redline.page.recounted import is_another_count, is_another_trail, is_another_year
from redline.page.rows import Page
from redline.page.side import Side, is_a_teaser, is_the_pages
from redline.page.titles import (
    is_above_all,
    is_above_the_title,
    is_the_documents_title,
    is_the_pages_title,
    is_the_title,
)
from redline.types import ClauseChange

# What no tool says for its site.
_SOLD = re.compile(r"\b(?:s(?:ell|ells|old|ale|elling)|brokers?|insurers?|never)\b", re.IGNORECASE)
_SOLD_OR_SHARED = re.compile(rf"{_SOLD.pattern}|\bshar(?:e|es|ed)\b", re.IGNORECASE)


def is_page_matter(change: ClauseChange, place: int, page: Page) -> bool:
    """Whether what changed belongs to the page around the policy. `place` is the change's in its redline."""
    if is_the_pages_title(change, page):
        return True
    if is_the_documents_title(change, page):
        return False
    if place in page.own or (one_side(change) in page.repeated and not _is_listed_or_binds(change, page)):
        return True
    if (
        is_another_count(change, in_list=page.is_listed(change))
        or is_another_year(change)
        or is_another_trail(change, page)
        or all(text and offers_languages(text) for text in (change.before, change.after))
    ):
        return True
    if (
        is_the_title(change, page)
        or is_above_all(change, page)
        or _heads_a_menu(change, page)
        or _is_a_button_read_as_heading(change)
    ):
        return True
    if page.has_dialog and one_side(change) and _is_of_a_dialog(change, page):
        return True
    sides = _sides(change, page)
    return bool(sides) and all(is_the_pages(side, page) for side in sides)


def speaks_of_the_site(change: ClauseChange, page: Page) -> bool:
    """Whether a change stands where a site speaks of itself, above the document's title or beyond the page's own lines,
    and uses no word that weighs there. It alerts nobody, and is told all the same: other words may weigh, too."""
    return is_above_the_title(change, page) or all(map(is_a_teaser, _sides(change, page)))


def _sides(change: ClauseChange, page: Page) -> list[Side]:
    """The sides on which a change has a text, each with its links and its place."""
    return [
        # What stayed in a clause has its links too.
        Side(
            change=change,
            text=text,
            links=edges.links_at(positions) if change.before and change.after else links,
            edges=edges,
            positions=positions,
        )
        for text, links, edges, positions in (
            (change.before, change.links_removed, page.before, change.before_positions),
            (change.after, change.links_added, page.after, change.after_positions),
        )
        if text is not None
    ]


def _is_of_a_dialog(change: ClauseChange, page: Page) -> bool:
    """Whether what came or went stands under a dialog's headings, or around the policy says what consent tools have
    every site say, and no more. A heading that stays may be the policy's: what is sold under it is told."""
    text = one_side(change)
    headings = [heading for heading in change.trail if is_only(heading, "dialog_headings")]
    other = page.after if change.before else page.before
    if headings and not (
        _SOLD_OR_SHARED.search(text) and any(other.first_under(heading) is not None for heading in headings)
    ):
        return True
    outside = page.before.outside(change.before_positions) or page.after.outside(change.after_positions)
    return outside and is_standard_text(text) and not _SOLD.search(text)


def _is_listed_or_binds(change: ClauseChange, page: Page) -> bool:
    text = one_side(change)
    is_item = page.is_listed(change) and text.count(" ") < LINE_WORDS_MAX
    return is_item or could_bind(pattern("titles").sub(" ", text)) or BINDS_IN_A_BANNER.search(text) is not None


def _heads_a_menu(change: ClauseChange, page: Page) -> bool:
    """Whether a heading came, went or reads otherwise that has a menu's entries under it, or a list of editions."""
    sides = (
        (change.before, page.before, change.before_positions),
        (change.after, page.after, change.after_positions),
    )
    return (
        change.of_heading
        and all(
            edges.entries.issuperset(positions) or edges.menu.issuperset(positions) or edges.heads_the_pages(text)
            for text, edges, positions in sides
            if text is not None
        )
        and not any(pattern("weighty").search(text) for text in (change.before, change.after) if text)
    )


def _is_a_button_read_as_heading(change: ClauseChange) -> bool:
    """Whether a heading that came, went or reads otherwise is a button's words, whatever stands under it. One word can
    be a heading's ("Sources", "History")."""
    texts = [text for text in (change.before, change.after) if text]
    return change.of_heading and all(is_widget(text) and " " in text for text in texts)
