"""A changed clause in; whether it is the page's own matter and not the policy's out.

Navigation, share buttons, tickers, time stamps, banners and consent dialogs stand around a policy, mostly before its
first full paragraph or after its last. There a clause made of links, figures or a button's words is the page's. Inside
the policy only what a button or a stamp says beyond doubt is: a list of links can be a list of sub-processors.
"""

import re

from redline.dates.months import MONTH
from redline.literals import search
from redline.page.changes import one_side
from redline.page.languages import (
    is_another_choice,
    is_choice_of_languages,
    is_offer,
    names_languages,
    offers_languages,
)
from redline.page.lines import (
    BINDS_IN_A_BANNER,
    NAME_WORDS_MAX,
    SHORT_WORDS,
    SPEAKS,
    begins_a_column,
    invites,
    is_a_line_of_entries,
    is_a_line_of_menu,
    is_contents,
    is_form,
    is_label,
    is_line_of_copyright,
    is_linked,
    is_of_the_machine,
    is_stamp,
    leads_to_editions,
    leads_to_related,
    points_elsewhere,
    turns_the_page,
)
from redline.page.menus import BINDS_IN_FEW_WORDS, LINE_WORDS_MAX
from redline.page.phrases import (
    BINDING,
    BINDS_AROUND,
    CHOICE,
    COUNTING,
    could_bind,
    is_bare_copyright,
    is_consent_state,
    is_copyright,
    is_standard_text,
    is_widget,
    only,
    partner_counts,
    pattern,
)
from redline.page.rows import Page
from redline.page.titles import is_above_all, is_the_documents_title, is_the_pages_title, is_the_title
from redline.types import ClauseChange, Link

_COUNT_IN_BRACKETS = re.compile(r"[^\W\d][^()\d]{1,40}\(\d[\d.,]*\)")
# A group of cookies in what a consent tool found.
_COOKIES_COUNTED = re.compile(
    r"(?:(?:strictly )?necessary|functional|preferences|statistics|analytics|performance|marketing|unclassified|"
    r"nécessaires?|préférences|statistiques|non classés|notwendig|präferenzen|statistiken|nicht klassifiziert|"
    r"necesari[ao]s?|preferencias|estadísticas?) ?\(\d{1,4}\)",
    re.IGNORECASE,
)
_COUNT_OF_COOKIES = re.compile(r"(?<=\()\d{1,4}(?=\)$)")
_FIGURES = re.compile(r"[-+]?\d[\d.,]*")
_DATED = re.compile(
    rf"\b(?:{MONTH}|last|updated?|effective|revised|version|v|form|stand|date|since|rev|no|section|article|page)\b|©|@|#[-/.]#",
    re.IGNORECASE,
)
# What browsers run and nobody is meant to read.
_CODE = re.compile(
    r"\{\s*[\w-]+\s*:[^{};]+;|\bfunction\s*\w*\s*\([^)]*\)\s*\{|\bwindow\.\w+(?:\.\w+)*\s*=|\bvar \w+\s*=|"
    r"^\{\{[^{}]*\}\}$|^(?:\{\w+\}\s*)+$|^%[A-Z_]+%$|@media\b[^{]*\{|\"@context\"\s*:|\bdocument\.\w+\("
)
# What a picture that nobody sees is said to show; of a photograph somebody may be asked for one.
_OF_A_PICTURE = re.compile(
    r"(?:illustration|graphic|icon|logo|screenshot) of (?:an?|the|two|three|some|people|someone)\b[^.;:\n]{2,80}",
    re.IGNORECASE,
)
_TRAIL_CHARS_MAX = 240
# "It applies to those with more than 50 million views."
_BOUNDED = re.compile(
    r"\b(?:(?:more|less|fewer) than|at (?:least|most)|up to|exceed\w*|if|who|those|appl(?:y|ies))\b", re.IGNORECASE
)
# ">" leads through settings, too, and "»" ends what French quotes.
_TRAIL_SIGN = re.compile(r"\s*›\.?\s+")
# Between long paragraphs these answer a question.
_ANSWER = re.compile(r"\W*(?:yes|no|on|off)\W*", re.IGNORECASE)
_COPYRIGHT_YEARS = re.compile(
    r"(?<=©)\s?(?:19|20)\d{2}(?:\s?[-–]\s?(?:(?:19|20)\d{2}|present))?(?=,?\s[A-ZÀ-Þ]|\s*[.;]?\s*$)"
)
_YEARS = re.compile(r"\b(?:(?:19|20)\d{2}|(?<=\d{4} [-–] )\d{2}|(?<=\d{4}[-–])\d{2})\b")
# What of a line of copyright says nothing of the owner.
_RESERVED = re.compile(r"\ball rights reserved\b|\bcopyright\b|\(c\)|©", re.IGNORECASE)
_YEARS_AND_SIGNS = re.compile(rf"{_YEARS.pattern}|\bpresent\b|[-–.,]")
_ANNOUNCES = re.compile(r"(?:we|our)\b(?! (?:privacy|cookies?|terms|polic(?:y|ies)))", re.IGNORECASE)
# What no tool says for its site.
_SOLD = re.compile(r"\b(?:s(?:ell|ells|old|ale|elling)|brokers?|insurers?|never)\b", re.IGNORECASE)
_SOLD_OR_SHARED = re.compile(rf"{_SOLD.pattern}|\bshar(?:e|es|ed)\b", re.IGNORECASE)
_TO_CUSTOMERS = re.compile(r"\b(?:you|our)\b", re.IGNORECASE)


def is_page_matter(change: ClauseChange, place: int, page: Page) -> bool:
    """Whether what changed belongs to the page around the policy. `place` is the change's in its redline."""
    if is_the_pages_title(change, page):
        return True
    if is_the_documents_title(change, page):
        return False
    if place in page.own or (one_side(change) in page.repeated and not _is_listed_or_binds(change, page)):
        return True
    if (
        _is_another_count(change, in_list=page.is_listed(change))
        or _is_another_year(change)
        or _is_another_trail(change, page)
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
    sides = [
        # What stayed in a clause has its links too.
        (text, edges.links_at(positions) if change.before and change.after else links, edges, positions)
        for text, links, edges, positions in (
            (change.before, change.links_removed, page.before, change.before_positions),
            (change.after, change.links_added, page.after, change.after_positions),
        )
        if text is not None
    ]
    return bool(sides) and all(
        edges.around.issuperset(positions)
        or edges.editions.issuperset(positions)
        or (edges.outside(positions) and (edges.menu.issuperset(positions) or edges.related.issuperset(positions)))
        or _is_the_pages(
            text,
            links,
            change,
            outside=edges.outside(positions),
            beyond=edges.beyond_menus(positions),
            is_row=not edges.rows.isdisjoint(positions),
            is_listed=not edges.listed.isdisjoint(positions),
            in_list=page.holds_in_a_list(change),
            is_introduced=not edges.introduced.isdisjoint(positions),
            neighbours=edges.neighbours(positions),
            is_trail=edges.leads_to_next_heading(text, links, positions),
        )
        for text, links, edges, positions in sides
    )


def _is_of_a_dialog(change: ClauseChange, page: Page) -> bool:
    """Whether what came or went stands under a dialog's headings, or around the policy says what consent tools have
    every site say, and no more. A heading that stays may be the policy's: what is sold under it is told."""
    text = one_side(change)
    headings = [heading for heading in change.trail if only("dialog_headings").fullmatch(heading)]
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


def _is_the_pages(
    text: str,
    links: tuple[Link, ...],
    change: ClauseChange,
    *,
    outside: bool,
    beyond: bool,
    is_row: bool,
    is_listed: bool,
    in_list: bool,
    is_introduced: bool,
    neighbours: tuple[str, str],
    is_trail: bool,
) -> bool:
    words = text.split()
    if is_trail or not any(char.isalnum() for char in text) or is_contents(text, links):
        return True
    if outside and len(text) == 1 and text.isalpha():
        return True  # a letter that a converter or a template left
    if (leads_to_related(text, links) and not in_list) or (
        leads_to_editions(text, links if one_side(change) else (), is_listed=is_listed)
    ):
        return True
    if is_consent_state(text, linked=bool(links)) and not in_list:
        return True
    if search(_CODE, text) and not BINDS_IN_A_BANNER.search(text) and not BINDING.search(text):
        return True
    if is_widget(text) and (outside or not (in_list or _ANSWER.fullmatch(text))):
        return True
    if is_stamp(text, words):
        return True
    if not (is_row or in_list or (is_introduced and not is_offer(neighbours[0]))) and (
        _is_of_no_text(text, links, change, outside=outside, neighbours=neighbours)
    ):
        return True
    if beyond and len(words) > LINE_WORDS_MAX and not is_row and _is_said_behind_a_menu(text):
        return True
    return outside and _is_around(text, words, links, change, is_row=is_row, is_listed=is_listed)


def _is_of_no_text(
    text: str, links: tuple[Link, ...], change: ClauseChange, *, outside: bool, neighbours: tuple[str, str]
) -> bool:
    """Whether a clause in no list turns the page, offers it in other languages, or is a caption between paragraphs."""
    if turns_the_page(text, links, outside=outside):
        return True
    stays = bool(change.before and change.after)
    may_be_choice = not stays or (outside and is_another_choice(change.before or "", change.after or ""))
    if may_be_choice and is_choice_of_languages(text, links, "" if change.of_heading else change.heading):
        return True
    if stays or change.of_heading:
        return False
    if text.count(" ") < SHORT_WORDS and _OF_A_PICTURE.fullmatch(text) and not SPEAKS.search(text):
        return True
    if text.count(" ") >= LINE_WORDS_MAX:
        return False
    if not outside and any(one and one.count(" ") < LINE_WORDS_MAX for one in neighbours):
        return False
    return only("captions").fullmatch(text) is not None


def _is_said_behind_a_menu(text: str) -> bool:
    """Whether a sentence behind a menu speaks to customers as pages do, and says nothing that could bind: no figure, no
    operator, nothing done with what is theirs."""
    if not _TO_CUSTOMERS.search(text) or "your" in text.lower() or any(map(str.isdigit, text)):
        return False
    rest = _TO_CUSTOMERS.sub(" ", pattern("titles").sub(" ", text))
    return not (BINDS_AROUND.search(rest) or BINDS_IN_A_BANNER.search(rest) or could_bind(rest))


def _is_around(
    text: str, words: list[str], links: tuple[Link, ...], change: ClauseChange, *, is_row: bool, is_listed: bool
) -> bool:
    """Whether a clause around the policy is the page's."""
    if invites(text, words) or is_form(text, words) or (not is_listed and is_of_the_machine(text)):
        return True
    if names_languages(text) and not is_row:
        return True
    is_short = len(words) <= LINE_WORDS_MAX and not is_listed and not BINDING.search(text)
    if _heads_links(change.heading, is_short=is_short, is_linked=is_linked(text, links)):
        return True
    if not is_listed and (is_a_line_of_entries(text) or is_a_line_of_menu(text, words) or begins_a_column(text)):
        return True
    if (not is_listed and _is_counter(change)) or points_elsewhere(text, words):
        return True
    if one_side(change) and is_line_of_copyright(text, words):
        return True
    if links and only("navigation").fullmatch(text):
        return True
    if CHOICE.search(text) or _announces(text):
        return False  # in a menu a choice is a line of it; alone it is how one chooses
    if len(words) > SHORT_WORDS or pattern("weighty").search(change.heading):
        return len(links) > 2 and is_linked(text, links)
    return is_linked(text, links) or (not is_listed and is_label(text, words))


def _announces(text: str) -> bool:
    """Whether a line says what the service does from now on, though it is a link: "We now share what you read"."""
    return _ANNOUNCES.match(text) is not None and (BINDS_IN_A_BANNER.search(text) is not None or could_bind(text))


def _heads_links(heading: str, *, is_short: bool, is_linked: bool) -> bool:
    """Whether a heading that pages have stands over a link, or in English over a short line."""
    if is_linked and only("foreign_headings").fullmatch(heading):
        return True
    return (is_linked or is_short) and only("headings").fullmatch(heading) is not None


def _is_another_count(change: ClauseChange, *, in_list: bool) -> bool:
    """Whether only the number of "our 842 partners" or of "Marketing (12)" differs: consent tools count them anew every
    day."""
    if not (change.before and change.after) or change.before == change.after or not _FIGURES.search(change.after):
        return False
    figures = _COUNT_OF_COOKIES if _COOKIES_COUNTED.fullmatch(change.after) and not in_list else partner_counts()
    old, new = (figures.sub("#", text) for text in (change.before, change.after))
    return old == new


def _is_counter(change: ClauseChange) -> bool:
    """Whether only figures differ in a short line that binds nobody and dates nothing: followers, ratings, readers."""
    if change.before is None or change.after is None:
        return False
    if not NAME_WORDS_MAX <= len(change.after.split()) <= SHORT_WORDS:
        return all(_COUNT_IN_BRACKETS.fullmatch(text) for text in (change.before, change.after))
    if pattern("weighty").search(change.heading) or not COUNTING.search(change.after):
        return False
    old, new = (_FIGURES.sub("#", text) for text in (change.before, change.after))
    return old == new and not any(words.search(new) for words in (_DATED, _BOUNDED, BINDING))


def _is_another_year(change: ClauseChange) -> bool:
    """Whether only the year of a copyright differs, or the words of a line of copyright that do not name its owner."""
    if not (change.before and change.after) or change.before == change.after:
        return False
    if is_copyright(change.after):
        years = _YEARS
    elif "©" in change.after:
        years = _COPYRIGHT_YEARS
    else:
        return False
    sides = [_without_entry(text) for text in (change.before, change.after)]
    for_years = "#"
    if all(map(is_bare_copyright, sides)):
        sides, years, for_years = [_RESERVED.sub(" ", text) for text in sides], _YEARS_AND_SIGNS, ""
    old, new = ("".join(years.sub(for_years, text).split()) for text in sides)
    return old == new


def _without_entry(text: str) -> str:
    """A line of copyright without the entry of a menu at its end: "© 2012 Tern Books | Status"."""
    line, sign, entry = text.rpartition(" | ")
    return line if sign and only("navigation").fullmatch(entry.strip()) else text


def _is_another_trail(change: ClauseChange, page: Page) -> bool:
    """Whether a trail of pages around the policy begins elsewhere: "Help › Legal › Terms" in place of "Legal › Terms"
    or "Terms". Inside it leads through settings."""
    if not (page.before.outside(change.before_positions) and page.after.outside(change.after_positions)):
        return False
    sides = [change.before or "", change.after or ""]
    if not all(sides) or max(map(len, sides)) > _TRAIL_CHARS_MAX or any(map(SPEAKS.search, sides)):
        return False
    if not any("›" in side for side in sides):
        return False
    short, long = sorted(([part.strip() for part in _TRAIL_SIGN.split(side)] for side in sides), key=len)
    left = " ".join(long[: -len(short)])
    return (
        bool(left)
        and short == long[-len(short) :]
        and not (BINDS_IN_A_BANNER.search(left) or BINDS_IN_FEW_WORDS.search(left))
    )
