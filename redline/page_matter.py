"""A changed clause in; whether it is the page's own matter and not the policy's out.

Navigation, share buttons, tickers, time stamps, banners and consent dialogs stand around a policy, mostly before its
first full paragraph or after its last. There a clause made of links, figures or a button's words is the page's. Inside
the policy only what a button or a stamp says beyond doubt is: a list of links can be a list of sub-processors.
"""

import re

from redline.legal_names import LEGAL_FORMS
from redline.literals import search
from redline.month_names import MONTH
from redline.page_menus import BINDS_SHORTLY, LINE_WORDS_MAX
from redline.page_phrases import (
    BINDING,
    BINDS_SOMEBODY,
    LEGAL,
    could_bind,
    is_consent_state,
    is_copyright,
    is_foreign,
    is_widget,
    names_languages,
    only,
    partner_counts,
    pattern,
)
from redline.page_rows import Page, one_side
from redline.types import ClauseChange, Link

_SHORT_WORDS = 12
_LINKED_MIN = 0.7
_NAME_WORDS_MAX = 3
_STAMP_WORDS_MAX = 6

_TICKER_WORD = re.compile(r"[-+−]?[$€£¥]?\d[\d.,₀-₉%:/]*[%KMB]?(?:[A-Z0-9]{2,6})?|[A-Z]{2,6}:?|[-+−▲▼|/]")
_STAMP = re.compile(
    r"\b\d{1,2}[:h]\d{2}(?::\d{2})?\b(?!\s*(?:a\.?m|p\.?m|hours))|"
    r"\b(?:over |about )?(?:a|an|\d+) (?:minute|hour|day|week|month|year)s? ago\b|"
    r"\b(?:updated|edited|posted|published|modified) (?:yesterday|today|just now)\b",
    re.IGNORECASE,
)
_STAMPED = re.compile(r"\b(?:last )?(?:updated?|revised|edited|version|effective)\b", re.IGNORECASE)
# A token: the number of a request, of an answer, of a record in somebody's books.
_TOKEN = re.compile(r"\b(?=[0-9a-f-]*\d)(?=[0-9a-f-]*[a-f])[0-9a-f]{4,}(?:-[0-9a-f]{2,})*\b", re.IGNORECASE)
_TOKEN_WORDS_MAX = 6
_COUNT_IN_BRACKETS = re.compile(r"[^\W\d][^()\d]{1,40}\(\d[\d.,]*\)")
_POINTS_WORDS_MAX = 25
# What pages count, and what they report of the day.
_COUNTING = re.compile(
    r"\b(?:customers|couples|groups|teams|views?|comments?|likes?|shares?|followers?|readers?|members?|people|"
    r"visitors|online|ratings?|rated|reviews?|"
    r"stars?|votes?|poll|results?|articles?|posts?|answers?|replies|downloads?|downloaded|shared|viewed|jobs?|roles?|"
    r"positions?|offers?|items?|products?|categor(?:y|ies)|watching|here)\b|°",
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
# Signs that part the pages of a trail, and nothing else.
_TRAIL = re.compile(r"\w\s*[›»]\.?\s*[A-Z]|\w\s*>\.?\s+[A-Z]")
# What browsers run and nobody is meant to read.
_CODE = re.compile(
    r"\{\s*[\w-]+\s*:[^{};]+;|\bfunction\s*\w*\s*\([^)]*\)\s*\{|\bwindow\.\w+(?:\.\w+)*\s*=|\bvar \w+\s*=|"
    r"^\{\{[^{}]*\}\}$|^%[A-Z_]+%$|@media\b[^{]*\{|\"@context\"\s*:|\bdocument\.\w+\("
)
# "← Back", "Next page →"
_ARROWED = re.compile(r"[←⟵]\s*\w|.*\w\s*[→⟶]$")
# "March 3, 2021 · 5 min read"
_READING_TIME = re.compile(r"[·•|–—-]\s*\d+[- ]min(?:ute)?s? read$", re.IGNORECASE)
_CHOICE = re.compile(
    r"\bopt[- ]?(?:out|in)\b|\bdo not sell\b|\blimit the use\b|\b(?:withdraw|revoke)\b|\brefunds?\b|"
    r"\bgoverning law\b|\barbitrat\w+",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:(?:written|posted|published) )?[Bb]y (?:the )?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}")
_SPEAKS = re.compile(r"\b(?:we|you|must|shall|may|if|not)\b", re.IGNORECASE)
_TRAIL_WORDS_MAX = 25
_TRAIL_CHARS_MAX = 240
# ">" leads through settings, too, and "»" ends what French quotes.
_TRAIL_SIGN = re.compile(r"\s*›\.?\s+")
_BETWEEN_ENTRIES = re.compile(r"\s+[|·•]\s+")
_ENTRIES_MIN = 4
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)\s*(?:copyright\s*)?(?:\d{4}|(?-i:[A-Z]))", re.IGNORECASE)
# A banner that says so counts as the policy's, unless it stands in a consent dialog.
_BINDS = re.compile(
    r"\b(?:shar(?:e|es|ed|ing)|sell(?:s|ing)?|sold|disclos\w+|retain\w*|transfer\w*|not|never|must|may|shall|pay\w*|"
    r"train\w*|under \d+|ages?|without|track\w*|record(?:s|ed)?|waiv\w*|using your)\b",
    re.IGNORECASE,
)
_SAID_BY = re.compile(r"[.!?…”\"»]\s*[—–-]\s*[A-Z][\w.’' -]{1,40}(?:, [\w &.-]{2,40})?$")
# Between long paragraphs these answer a question.
_ANSWER = re.compile(r"\W*(?:yes|no|on|off)\W*", re.IGNORECASE)
_COPYRIGHT_YEARS = re.compile(
    r"(?<=©)\s?(?:19|20)\d{2}(?:\s?[-–]\s?(?:(?:19|20)\d{2}|present))?(?=,?\s[A-ZÀ-Þ]|\s*[.;]?\s*$)"
)
_YEARS = re.compile(r"\b(?:(?:19|20)\d{2}|(?<=\d{4} [-–] )\d{2}|(?<=\d{4}[-–])\d{2})\b")
# "Sapp4", "web-12": the machine that answered.
_MACHINE = re.compile(r"[A-Za-z]{2,}-?\d{1,3}")
_OFFER_WORDS_MAX = 40
# A document without headings at its beginning has more clauses there than a page has above it.
_ABOVE_MAX = 8


def is_page_matter(change: ClauseChange, place: int, page: Page) -> bool:
    """Whether what changed belongs to the page around the policy. `place` is the change's in its redline."""
    if place in page.own or (one_side(change) in page.repeated and not _is_listed_or_binds(change, page)):
        return True
    if _is_another_count(change) or _is_another_year(change) or _is_another_trail(change, page):
        return True
    if _is_above_all(change, page) or _heads_a_menu(change, page) or _is_a_button_read_as_heading(change):
        return True
    if page.has_dialog and one_side(change) and any(map(only("dialog_headings").fullmatch, change.trail)):
        return True
    sides = [
        (text, links, edges, positions)
        for text, links, edges, positions in (
            (change.before, change.links_removed, page.before, change.before_positions),
            (change.after, change.links_added, page.after, change.after_positions),
        )
        if text is not None
    ]
    return bool(sides) and all(
        edges.around.issuperset(positions)
        or (edges.outside(positions) and edges.menu.issuperset(positions))
        or _is_the_pages(
            text,
            links,
            change,
            outside=edges.outside(positions),
            is_row=not edges.rows.isdisjoint(positions),
            is_listed=not edges.listed.isdisjoint(positions),
            in_list=page.holds_in_a_list(change),
        )
        for text, links, edges, positions in sides
    )


def _is_listed_or_binds(change: ClauseChange, page: Page) -> bool:
    text = one_side(change)
    is_item = page.is_listed(change) and text.count(" ") < LINE_WORDS_MAX
    return is_item or could_bind(pattern("titles").sub(" ", text)) or _BINDS.search(text) is not None


def _is_above_all(change: ClauseChange, page: Page) -> bool:
    """Whether a clause stands above the whole document, even its title, and says nothing that could bind."""
    sides = ((change.before, page.before, change.before_positions), (change.after, page.after, change.after_positions))
    return all(
        edges.above(positions)
        and max(positions) < _ABOVE_MAX
        and not LEGAL.search(text)
        and not is_foreign(text)
        and not BINDS_SOMEBODY.search(text)
        and len(text.split()) <= _OFFER_WORDS_MAX
        for text, edges, positions in sides
        if text is not None
    )


def _heads_a_menu(change: ClauseChange, page: Page) -> bool:
    """Whether a heading reads otherwise that has nothing but a menu's links under it."""
    return (
        change.of_heading
        and page.before.entries.issuperset(change.before_positions)
        and page.after.entries.issuperset(change.after_positions)
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
    is_row: bool,
    is_listed: bool,
    in_list: bool,
) -> bool:
    words = text.split()
    if not any(char.isalnum() for char in text) or _is_contents(text, links):
        return True
    if is_consent_state(text, linked=bool(links)) and not in_list:
        return True
    if search(_CODE, text) and not _BINDS.search(text) and not BINDING.search(text):
        return True
    if is_widget(text) and (outside or not (in_list or _ANSWER.fullmatch(text))):
        return True
    if (
        len(words) <= _SHORT_WORDS
        and _STAMP.search(text)
        and not BINDING.search(text)
        and not LEGAL.search(_STAMPED.sub(" ", text))
        and not BINDS_SOMEBODY.search(text)
    ):
        return True
    return outside and _is_around(text, words, links, change, is_row=is_row, is_listed=is_listed)


def _is_around(
    text: str, words: list[str], links: tuple[Link, ...], change: ClauseChange, *, is_row: bool, is_listed: bool
) -> bool:
    """Whether a clause around the policy is the page's."""
    if _invites(text, words):
        return True
    if names_languages(text) and not is_row:
        return True
    is_short = len(words) <= LINE_WORDS_MAX and not is_listed and not BINDING.search(text)
    if only("headings").fullmatch(change.heading) and (_is_linked(text, links) or is_short):
        return True
    if not is_listed and (_is_a_line_of_entries(text) or _is_a_line_of_menu(text, words)):
        return True
    if (not is_listed and _is_counter(change)) or _points_elsewhere(text, words):
        return True
    if len(words) <= 2 * _SHORT_WORDS and _COPYRIGHT.search(text) and one_side(change):
        return True
    if links and only("navigation").fullmatch(text):
        return True
    if _CHOICE.search(text):
        return False  # in a menu it is a line of it; alone it is how a choice is made
    if len(words) > _SHORT_WORDS or pattern("weighty").search(change.heading):
        return len(links) > 2 and _is_linked(text, links)
    return _is_linked(text, links) or (not is_listed and _is_label(text, words))


def _invites(text: str, words: list[str]) -> bool:
    """Whether a line is a banner or an offer, and binds nobody."""
    if _BINDS.search(text):
        return False
    if len(words) <= 3 * _SHORT_WORDS and pattern("banners").search(text):
        return True
    return len(words) <= _OFFER_WORDS_MAX and _is_offer(text) and not LEGAL.search(text)


def _is_a_line_of_menu(text: str, words: list[str]) -> bool:
    """Whether most words of a short line are called as entries of a menu are: "Press Jobs Support Safety tips"."""
    found = pattern("navigation").findall(text)
    return len(found) >= _ENTRIES_MIN - 1 and len(found) * 2 >= len(words) and not text.endswith((".", ";", ":"))


def _is_a_line_of_entries(text: str) -> bool:
    """Whether a line is a menu's or a trail of pages: several names with signs between them."""
    if _SPEAKS.search(text) or "«" in text or any(map(str.isdigit, text)):
        return False
    if _TRAIL.search(text):
        return text.count(" ") < _TRAIL_WORDS_MAX and not text.rstrip().endswith(".")
    parts = _BETWEEN_ENTRIES.split(text)
    return len(parts) >= _ENTRIES_MIN and len(text.split()) <= len(parts) * LINE_WORDS_MAX and not text.endswith(".")


def _is_offer(text: str) -> bool:
    """Whether a line invites, reports the day, or quotes somebody."""
    return bool(pattern("offers").search(text) or _SAID_BY.search(text))


def _is_label(text: str, words: list[str]) -> bool:
    """Whether a short line is a stamp, a trail of pages, a ticker, somebody's name or the document's own."""
    if len(words) <= _STAMP_WORDS_MAX and _CLOCK.search(text):
        return True
    if len(words) <= _SHORT_WORDS and _READING_TIME.search(text):
        return True
    rest = pattern("titles").sub("", text)
    names_document = rest != text and not BINDING.search(rest) and not BINDS_SOMEBODY.search(rest)
    if _CRUMBS.fullmatch(text) or _MACHINE.fullmatch(text):
        return True
    return _is_ticker(text) or _is_a_byline(words) or names_document


def _points_elsewhere(text: str, words: list[str]) -> bool:
    """Whether a line sorts the page or points to the next one, or is no more than a token's."""
    if len(words) <= _TOKEN_WORDS_MAX and _TOKEN.search(text) and not BINDING.search(text):
        return True
    if len(words) <= _SHORT_WORDS and _ARROWED.match(text) and not _SPEAKS.search(text) and not _CHOICE.search(text):
        return True
    begins, colon, _ = text.partition(":")
    return bool(colon) and len(words) <= _POINTS_WORDS_MAX and bool(only("pointers").fullmatch(begins))


def _is_another_count(change: ClauseChange) -> bool:
    """Whether only the number of "our 842 partners" differs: consent dialogs count them anew every day."""
    if not (change.before and change.after) or change.before == change.after:
        return False
    old, new = (partner_counts().sub("#", text) for text in (change.before, change.after))
    return old == new


def _is_counter(change: ClauseChange) -> bool:
    """Whether only figures differ in a short line that binds nobody and dates nothing: followers, ratings, readers."""
    if change.before is None or change.after is None:
        return False
    if not _NAME_WORDS_MAX <= len(change.after.split()) <= _SHORT_WORDS:
        return all(_COUNT_IN_BRACKETS.fullmatch(text) for text in (change.before, change.after))
    if pattern("weighty").search(change.heading) or not _COUNTING.search(change.after):
        return False
    old, new = (_FIGURES.sub("#", text) for text in (change.before, change.after))
    return old == new and not _DATED.search(new) and not BINDING.search(new)


def _is_another_year(change: ClauseChange) -> bool:
    """Whether only the year of a copyright differs, or other years of a line of copyright."""
    if not (change.before and change.after) or change.before == change.after:
        return False
    if is_copyright(change.after):
        years = _YEARS
    elif "©" in change.after:
        years = _COPYRIGHT_YEARS
    else:
        return False
    return years.sub("#", change.before) == years.sub("#", change.after)


def _is_another_trail(change: ClauseChange, page: Page) -> bool:
    """Whether a trail of pages around the policy begins elsewhere: "Help › Legal › Terms" in place of "Legal › Terms"
    or "Terms". Inside it leads through settings."""
    if not (page.before.outside(change.before_positions) and page.after.outside(change.after_positions)):
        return False
    sides = [change.before or "", change.after or ""]
    if not all(sides) or max(map(len, sides)) > _TRAIL_CHARS_MAX or any(map(_SPEAKS.search, sides)):
        return False
    if not any("›" in side for side in sides):
        return False
    short, long = sorted(([part.strip() for part in _TRAIL_SIGN.split(side)] for side in sides), key=len)
    left = " ".join(long[: -len(short)])
    return bool(left) and short == long[-len(short) :] and not (_BINDS.search(left) or BINDS_SHORTLY.search(left))


def _is_ticker(text: str) -> bool:
    """Prices, rates and their abbreviations, whatever addresses stick to them."""
    words = _ADDRESSES.sub(" ", text).split()
    return all(_TICKER_WORD.fullmatch(word) for word in words) and any(sign in text for sign in "%$€£¥")


def _is_a_byline(words: list[str]) -> bool:
    """Whether a line is no more than somebody's name, or says who wrote the page."""
    if not LEGAL_FORMS.isdisjoint(word.casefold().strip(".") for word in words):
        return False
    if _BYLINE.fullmatch(" ".join(words)):
        return True
    return 1 < len(words) <= _NAME_WORDS_MAX and all(word.isalpha() and word.istitle() for word in words)


def _is_contents(text: str, links: tuple[Link, ...]) -> bool:
    """Whether a clause is an entry of a table of contents: nothing but links into its own page."""
    inside = bool(links) and all(link.href.startswith("#") for link in links)
    ends_in_a_name = text.rstrip(".").rpartition(" ")[2].casefold() in LEGAL_FORMS
    return inside and _is_linked(text.rstrip(".") if ends_in_a_name else text, links)


def _is_linked(text: str, links: tuple[Link, ...]) -> bool:
    """Whether nearly all of `text` is the text of links that came or went with it, and it makes no sentence."""
    linked = sum(len(link.text) for link in links)
    return linked >= _LINKED_MIN * len(text) and not text.rstrip().endswith((".", ";"))
