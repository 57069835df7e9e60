"""One line around a policy in; what it is out: a menu's, a banner, a stamp, a ticker, somebody's name, a pointer.

Asked of what stands outside the policy, because inside it such a line may bind.
"""

import re
from collections.abc import Iterable

from redline.dates.forms import dates_in
from redline.dates.months import MONTH
from redline.legal_names import LEGAL_FORMS
from redline.page.forms_and_code import is_code
from redline.page.menus import BETWEEN_ENTRIES, BINDS_IN_FEW_WORDS, ENTRIES_MIN, LINE_WORDS_MAX, is_surely_the_pages
from redline.page.phrases import (
    BINDING,
    BINDS_AROUND,
    BINDS_IN_A_BANNER,
    CHOICE,
    LEGAL,
    RUN_TOGETHER,
    SPEAKS,
    could_bind,
    is_copyright,
    is_only,
    pattern,
)
from redline.quantities import quantities

SHORT_WORDS = 12
"""A line of no more words is short."""
NAME_WORDS_MAX = 3
"""Somebody's name has no more words."""
OFFER_WORDS_MAX = 40
"""Nor has what a page offers."""
_STAMP_WORDS_MAX = 6
# With a time or a price: "The free trial ends after 30 days", "renews monthly at 9 euros".
_LIMITS = re.compile(
    r"\b(?:ends?|ending|expir\w+|renew\w*|lasts?|after|within|until|then|thereafter|charg\w+|bill\w+|costs?)\b",
    re.IGNORECASE,
)
_TICKER_WORD = re.compile(r"[-+−]?[$€£¥]?\d[\d.,₀-₉%:/]*[%KMB]?(?:[A-Z0-9]{2,6})?|[A-Z]{2,6}:?|[-+−▲▼|/]")
_STAMP = re.compile(
    r"\b\d{1,2}[:h]\d{2}(?::\d{2})?\b(?!\s*(?:a\.?m|p\.?m|hours))|"
    r"\b(?:over |about )?(?:a|an|\d+) (?:minute|hour|day|week|month|year)s? ago\b|"
    r"\b(?:updated|edited|posted|published|modified) (?:yesterday|today|just now)\b|"
    r"\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,? \d{1,2}:\d{2} ?[ap]\.?m\b(?=.{1,20}\b20\d\d\b)",
    re.IGNORECASE,
)
_RETRIEVED = re.compile(r"Retrieved from \W?https?://\S+")
_DATED = re.compile(
    rf"\b(?:updated?|revised|edited|posted|published|modified|retrieved|"
    rf"(?:{MONTH})\.? \d{{1,2}}|\d{{1,2}}\.? (?:{MONTH}))\b",
    re.IGNORECASE,
)
_STAMPED = re.compile(r"\b(?:last )?(?:updated?|revised|edited|version|effective)\b", re.IGNORECASE)
# A token: the number of a request, of an answer, of a record in somebody's books.
_TOKEN = re.compile(
    r"\b(?=[0-9a-f-]*\d)(?=[0-9a-f-]*[a-f])[0-9a-f]{4,}(?:-[0-9a-f]{2,})*\b|(?<![\w+])\d{16,}(?::\d+)*\b", re.IGNORECASE
)
_TOKEN_WORDS_MAX = 6
_POINTS_WORDS_MAX = 25
_CLOCK = re.compile(r"\b\d{1,2}[:h]\d{2}\b")
_ADDRESSES = re.compile(r"\]?\(?https?://\S+|\"[^\"]*\"|[()\[\]]")
_CRUMBS = re.compile(r"(?:[\w’'& -]{2,30}\s*[>›»/|]\s*){1,4}[\w’'& -]{2,40}")
# Signs that part the pages of a trail, and nothing else.
_TRAIL = re.compile(r"\w\s*[›»]\.?\s*[A-Z]|\w\s*>\.?\s+[A-Z]")
# "← Back", "Next page →"
_ARROWED = re.compile(r"[←⟵]\s*\w|.*\w\s*[→⟶]$")
# "March 3, 2021 · 5 min read"
_READING_TIME = re.compile(r"[·•|–—-]\s*\d+[- ]min(?:ute)?s? read$", re.IGNORECASE)
_BYLINE = re.compile(r"(?:(?:written|posted|published) )?[Bb]y (?:the )?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)\s*(?:copyright\s*)?(?:\d{4}|(?-i:[A-Z]))", re.IGNORECASE)
_COPYRIGHT_WORDS_MAX = 40
# What is no copyright's, and what of it is.
_IN_A_COPYRIGHT = re.compile(
    r"\b(?:arbitrat\w*|refund\w*|renew\w*|consent\w*|cookies?|property of|disputes?|price\w*|subscri\w+|"
    r"waiv\w*)\b|[$€£%]",
    re.IGNORECASE,
)
_OWNED = re.compile(r"\ball rights reserved\b|\b(?:inc|ltd|llc|limited|gmbh|plc)\b", re.IGNORECASE)
_TRAIL_WORDS_MAX = 25
_LONG_MENU_WORDS = 20
_LONG_MENU_ENTRIES = 6
# What a banner that begins "Get started" may go on with.
_KEEPS = re.compile(r"\bwe (?:may |will |can )?(?:keep|store|hold|collect|process|read)\b", re.IGNORECASE)
_ENDS_WITHIN = re.compile(r"[.?!]\s+\w")
_PARTS_SENTENCES = re.compile(r"[.,;:!?]")
# Columns of a page that no policy has, with what stands in them.
_COLUMN = re.compile(
    r"(?:recent (?:comments?|posts?|tweets?)|latest (?:news|posts?|tweets?|headlines|comments?)|popular posts?|"
    r"top stories|most (?:read|viewed|popular)|trending now)(?=\s?(?-i:[A-Z\d:\"“«]|$))",
    re.IGNORECASE,
)
# What binds though it stands in a column or a menu.
_BINDS_IN_A_COLUMN = re.compile(
    r"\b(?:personal (?:data|information)|(?:under|aged?|below) \d+|fees?|arbitrat\w*|breach\w*|we sell|"
    r"(?:are|is|be|get) (?:\w+ )?(?:recorded|collected|sold|shared|published|banned|tracked))\b",
    re.IGNORECASE,
)
_BINDS_IN_A_MENU = re.compile(
    r"\b(?:personal (?:data|information)|arbitrat\w*|waive\w*|class actions?|disputes?|courts?|governing law)\b",
    re.IGNORECASE,
)
_CHOICES_MIN = 12
_IS_AN_ENTRY = re.compile(
    r"\W*(?:(?:log|sign)[- ]?(?:in|up|on)|(?:start )?(?:your |a )?free trial|support|contact(?: us)?|"
    r"(?:book|request|get) a demo|pricing|products?|solutions|careers|blog|help|docs|menu|search)\W*",
    re.IGNORECASE,
)
# "Sales: 1-800-555-0100", as an entry.
_DIALLED = re.compile(r"\bsales\W{1,3}\+?[\d(][\d() .-]{6,18}\d", re.IGNORECASE)
# "Privacy Policy (Revised 10/26/11)", as an entry.
_REVISED = re.compile(r" ?\((?:revised |updated |rev\.? )?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\)", re.IGNORECASE)
_SAID_BY = re.compile(r"[.!?…”\"»]\s*[—–-]\s*[A-Z][\w.’' -]{1,40}(?:, [\w &.-]{2,40})?$")
# "Terms of Use for Readers and Writers"
_JOINING = frozenset("for of and the by in to".split())
_AGREES = re.compile(r"\b(?:consent|agree)", re.IGNORECASE)
# "Use of this site constitutes acceptance of our Terms", as part of a line of copyright.
_BY_USE = re.compile(
    r"\b(?:use of|your use of|by using) (?:[\w’'&.-]+ ){1,9}(?:constitutes?|signifies|means) (?:your )?"
    r"(?:acceptance|agreement)[^.]{0,120}\.?|\bby using (?:\w+ ){1,4}\w+, you agree to (?:our|the) [^.]{0,120}\.?",
    re.IGNORECASE,
)
_PATENTS = re.compile(r"\b(?:u\.?s\.? )?patents?(?: nos?\.?)?[\s\d,.;and]*", re.IGNORECASE)
# "Sapp4", "web-12": the machine that answered.
_MACHINE = re.compile(r"[A-Za-z]{2,}-?\d{1,3}")


def is_stamp(text: str, words: list[str], *, outside: bool) -> bool:
    """Whether a short line says no more than when something was written or changed, or from where it was had. An hour
    alone says so only `outside` the policy: inside it "Support is open until 18:00" is a promise."""
    return _RETRIEVED.fullmatch(text) is not None or (
        len(words) <= SHORT_WORDS
        and _STAMP.search(text if outside or _DATED.search(text) or dates_in(text) else _CLOCK.sub(" ", text))
        is not None
        and not BINDING.search(text)
        and not LEGAL.search(_STAMPED.sub(" ", text))
        and not BINDS_AROUND.search(text)
    )


def invites(text: str, words: list[str]) -> bool:
    """Whether a line is a banner or an offer, and binds nobody: until when it holds and what it costs then binds."""
    if BINDS_IN_A_BANNER.search(text) or _KEEPS.search(text) or (_LIMITS.search(text) and quantities(text)):
        return False
    if len(words) <= 3 * SHORT_WORDS and pattern("banners").search(text):
        return True
    return len(words) <= OFFER_WORDS_MAX and _is_offer(text) and not could_bind(text)


def is_a_line_of_menu(text: str, words: list[str]) -> bool:
    """Whether most words of a short line are called as entries of a menu are: "Press Jobs Support Safety tips", or so
    in one word, "PressJobsSupport"; or there are so many in one word that it is a list to choose from."""
    if SPEAKS.search(text) or _BINDS_IN_A_MENU.search(text):
        return False
    if _is_a_long_menu(text, words):
        return True
    if BINDS_IN_A_BANNER.search(text):
        return False
    if ":" in text or _AGREES.search(text):
        return False
    if any(len(RUN_TOGETHER.findall(word)) >= _CHOICES_MIN for word in words):
        return True
    if text.endswith((".", ";")):
        return False
    if any(map(RUN_TOGETHER.search, words)):
        text = RUN_TOGETHER.sub(" ", text)
        found = [*pattern("navigation").findall(text), *pattern("titles").findall(text)]
        return len(found) >= ENTRIES_MIN - 1 and sum(name.count(" ") + 1 for name in found) * 2 >= len(text.split())
    found = pattern("navigation").findall(text)
    return len(found) >= ENTRIES_MIN - 1 and len(found) * 2 >= len(words)


def _is_a_long_menu(text: str, words: list[str]) -> bool:
    """Whether a line is many words with capitals and no sign between, of which enough are called as entries are."""
    return (
        len(words) >= _LONG_MENU_WORDS
        and not _PARTS_SENTENCES.search(text)
        and all(word in _JOINING or not word[0].islower() for word in words)
        and len(set(pattern("navigation").findall(text))) >= _LONG_MENU_ENTRIES
    )


def begins_a_column(text: str) -> bool:
    """Whether a clause is a column of a page's in one, beginning with its heading: "Recent comments Ann: …"."""
    return _COLUMN.match(text) is not None and not _BINDS_IN_A_COLUMN.search(text)


def is_a_line_of_entries(text: str, heading: str = "") -> bool:
    """Whether a line is a menu's or a trail of pages: several names with signs between them.

    Names that no page has an entry for, or under a heading of what companies get, are companies: "Alder | Heron".
    """
    if "|" in text and "(" in text:
        text = _REVISED.sub("", text)
    is_dialled = _DIALLED.search(text) is not None
    text = _DIALLED.sub(" ", text)
    if SPEAKS.search(text) or "«" in text or any(map(str.isdigit, text)):
        return False
    if _TRAIL.search(text):
        return text.count(" ") < _TRAIL_WORDS_MAX and not text.rstrip().endswith(".")
    parts = BETWEEN_ENTRIES.split(text)
    if is_dialled and not all(map(_IS_AN_ENTRY.fullmatch, filter(None, parts))):
        return False
    return (
        len(parts) >= ENTRIES_MIN - is_dialled
        and len(text.split()) <= len(parts) * LINE_WORDS_MAX
        and not text.endswith(".")
        and not pattern("weighty").search(heading)
        and (is_dialled or _names_an_entry(parts))
    )


def _names_an_entry(parts: Iterable[str]) -> bool:
    """Whether one of some names is surely an entry of a page's menu."""
    return any(is_surely_the_pages(part.strip(" |")) for part in parts)


def _is_offer(text: str) -> bool:
    """Whether a line invites, reports the day, or quotes somebody."""
    return bool(pattern("offers").search(text) or _SAID_BY.search(text))


def is_label(text: str, words: list[str]) -> bool:
    """Whether a short line is a stamp, a trail of pages, a ticker, somebody's name or the document's own."""
    if len(words) <= _STAMP_WORDS_MAX and _CLOCK.search(text):
        return True
    if len(words) <= SHORT_WORDS and _READING_TIME.search(text):
        return True
    is_trail = _CRUMBS.fullmatch(text) and any(map(str.isalpha, text))  # "15/09/2021" is a date
    is_trail = is_trail and not (SPEAKS.search(text) or BINDS_IN_A_BANNER.search(text))
    if text.count("|") >= ENTRIES_MIN - 1 and not _names_an_entry(text.split("|")):
        is_trail = False
    if is_trail or _MACHINE.fullmatch(text):
        return True
    return _is_ticker(text) or _is_a_byline(words) or names_document(text)


def names_document(text: str) -> bool:
    """Whether a line is no more than a document's title, with whose it is or where it stands: "Tern Books | Privacy
    Policy"."""
    rest = pattern("titles").sub("", text)
    return (
        rest != text
        and ":" not in text
        and all(word in _JOINING or not (word[0].islower() or word[0].isdigit()) for word in rest.split())
        and not any(words.search(rest) for words in (BINDING, BINDS_AROUND, BINDS_IN_FEW_WORDS, BINDS_IN_A_BANNER))
    )


def is_line_of_copyright(text: str, words: list[str]) -> bool:
    """Whether a line is one of copyright, with what the page offers behind it."""
    if SPEAKS.search(text) or not _COPYRIGHT.search(text):
        return False
    if len(words) <= 2 * SHORT_WORDS:
        return not _IN_A_COPYRIGHT.search(text)
    rest = _OWNED.sub(" ", text)
    return (
        len(words) <= _COPYRIGHT_WORDS_MAX
        and is_copyright(text)
        and not (any(binds.search(rest) for binds in (LEGAL, BINDS_AROUND, BINDS_IN_A_BANNER, _IN_A_COPYRIGHT)))
    )


def is_footer_with_terms(text: str) -> bool:
    """Whether a line is one of copyright that says beside it what the use of the page means: the terms say so too."""
    rest = _PATENTS.sub(" ", _BY_USE.sub(" ", text))
    return rest != text and is_line_of_copyright(rest.strip(" ."), rest.split())


def is_of_the_machine(text: str) -> bool:
    """Whether a line is code, or a footer whose terms stand elsewhere."""
    return is_code(text) or is_footer_with_terms(text)


def points_elsewhere(text: str, words: list[str]) -> bool:
    """Whether a line sorts the page or points to the next one, or is no more than a token's."""
    if len(words) <= _TOKEN_WORDS_MAX and _TOKEN.search(text) and not BINDING.search(text):
        return True
    if len(words) <= SHORT_WORDS and _ARROWED.match(text) and not SPEAKS.search(text) and not CHOICE.search(text):
        return True
    begins, colon, rest = text.partition(":")
    if not colon or len(words) > _POINTS_WORDS_MAX:
        return False
    if is_only(begins, "topics"):
        return not any(map(str.isalnum, pattern("titles").sub("", rest)))
    says_more = _ENDS_WITHIN.search(rest) and BINDS_IN_A_BANNER.search(rest)
    return is_only(begins, "pointers") and not says_more


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
    return 1 < len(words) <= NAME_WORDS_MAX and all(word.isalpha() and word.istitle() for word in words)
