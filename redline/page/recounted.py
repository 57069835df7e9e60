"""A clause that stays in; whether only a count, a year or a trail differs that pages write anew by themselves out."""

import re

from redline.dates.months import MONTH
from redline.page.lines import NAME_WORDS_MAX, SHORT_WORDS
from redline.page.menus import BINDS_IN_FEW_WORDS
from redline.page.phrases import (
    BINDING,
    BINDS_IN_A_BANNER,
    COUNTING,
    SPEAKS,
    is_bare_copyright,
    is_copyright,
    is_only,
    partner_counts,
    pattern,
)
from redline.page.rows import Page
from redline.types import ClauseChange

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
_TRAIL_CHARS_MAX = 240
# "It applies to those with more than 50 million views."
_BOUNDED = re.compile(
    r"\b(?:(?:more|less|fewer) than|at (?:least|most)|up to|exceed\w*|if|who|those|appl(?:y|ies))\b", re.IGNORECASE
)
# ">" leads through settings, too, and "»" ends what French quotes.
_TRAIL_SIGN = re.compile(r"\s*›\.?\s+")
_COMMENTS = re.compile(r"\b\d[\d.,]{0,9} (?:comments?|replies|commentaires?|kommentare?|comentarios?)\b", re.IGNORECASE)
_LIMIT_OF_COMMENTS = re.compile(
    r"\b(?:limit\w*|maxim\w*|minim\w*|plans?|up to|per|last|latest|each|least|most|you|vous|sie|usted|your|day|week|"
    r"wait|costs?|includes?|hasta|höchstens|jour|tag|día|we|shar\w+|pay|fee)\b",
    re.IGNORECASE,
)
_COPYRIGHT_YEARS = re.compile(
    r"(?<=©)\s?(?:19|20)\d{2}(?:\s?[-–]\s?(?:(?:19|20)\d{2}|present))?(?=,?\s[A-ZÀ-Þ]|\s*[.;]?\s*$)"
)
_YEARS = re.compile(r"\b(?:(?:19|20)\d{2}|(?<=\d{4} [-–] )\d{2}|(?<=\d{4}[-–])\d{2})\b")
# What of a line of copyright says nothing of the owner.
_RESERVED = re.compile(r"\ball rights reserved\b|\bcopyright\b|\(c\)|©", re.IGNORECASE)
_YEARS_AND_SIGNS = re.compile(rf"{_YEARS.pattern}|\bpresent\b|[-–.,]")


def is_another_count(change: ClauseChange, *, in_list: bool) -> bool:
    """Whether only the number of "our 842 partners" or of "Marketing (12)" differs: consent tools count them anew every
    day."""
    if not (change.before and change.after) or change.before == change.after or not _FIGURES.search(change.after):
        return False
    if _COMMENTS.search(change.after) and not (BINDING.search(change.after) or _LIMIT_OF_COMMENTS.search(change.after)):
        return _COMMENTS.sub("#", change.before) == _COMMENTS.sub("#", change.after)
    figures = _COUNT_OF_COOKIES if _COOKIES_COUNTED.fullmatch(change.after) and not in_list else partner_counts()
    old, new = (figures.sub("#", text) for text in (change.before, change.after))
    return old == new


def is_another_figure(change: ClauseChange) -> bool:
    """Whether only figures differ in a short line that binds nobody and dates nothing: followers, ratings, readers."""
    if change.before is None or change.after is None:
        return False
    if not NAME_WORDS_MAX <= len(change.after.split()) <= SHORT_WORDS:
        return all(_COUNT_IN_BRACKETS.fullmatch(text) for text in (change.before, change.after))
    if pattern("weighty").search(change.heading) or not COUNTING.search(change.after):
        return False
    old, new = (_FIGURES.sub("#", text) for text in (change.before, change.after))
    return old == new and not any(words.search(new) for words in (_DATED, _BOUNDED, BINDING))


def is_another_year(change: ClauseChange) -> bool:
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
    return line if sign and is_only(entry.strip(), "navigation") else text


def is_another_trail(change: ClauseChange, page: Page) -> bool:
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
