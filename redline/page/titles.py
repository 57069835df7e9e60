"""A changed clause in; whether it is a page's title, or stands above everything and says nothing, out.

    Jobs Press Privacy Policy      a menu's entries that run into a title

"For our visitors" above a title says for whom the document is.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from redline.equivalence.residue import LITTLE, key
from redline.legal_names import LEGAL_FORMS, without_dots
from redline.page.lines import OFFER_WORDS_MAX, names_document
from redline.page.linked_lines import is_linked
from redline.page.menus import BINDS_IN_FEW_WORDS, LINE_WORDS_MAX
from redline.page.phrases import (
    BINDS_AROUND,
    BINDS_IN_A_BANNER,
    LEGAL,
    SPEAKS,
    WEIGHS_OUTSIDE,
    is_foreign,
    is_only,
    pattern,
)
from redline.page.rows import Page
from redline.types import ClauseChange

# A document without headings at its beginning has more clauses there than a page has above it.
_ABOVE_MAX = 8
# Over one of the first clauses stands a document's title.
_TITLED = 2
# Whom a document is for is said in its title alone.
_FOR_SOME = re.compile(
    r"(?<![\w.])(?:residents?|customers?|users?|applicants?|candidates?|employees|members|children|minors|visitors|EEA|EU|UK|USA?|"
    r"states|california|europe\w*|consumers?|business(?:es)?|personal use|enterprises?|developers?|"
    r"merchants?|sellers?|kids|adults|teens|plans?|tier|mobile|apps?|students?|parents|teachers|patients|guests|hosts|drivers|riders)\b",
    re.IGNORECASE,
)
# As in "Privacy Policy | Tern", in "Tern: Help: Privacy" or in "Privacy « Tern".
_PARTS = re.compile(r"(?<=\S)\s?[|«»·/>]\s|\s[-–—]\s|(?<=\S) ?:{1,2} ")
_NAMES_OF_PAGES = re.compile(
    r"\b(?:privacy|polic(?:y|ies)|terms|conditions|legal|cookies?|statement|notice|information)\b", re.IGNORECASE
)
_MEASURE = re.compile(
    r"[$€£%]|\d[ -]?(?:day|week|month|year|hour|minute)|\b(?:encrypt\w*|scann?\w*|superseded|in force)\b", re.IGNORECASE
)
_BINDS_IN_A_TITLE = re.compile(
    r"\b(?:data|informations?|collect\w*|kept|keeps?|host\w*|delet\w*|eras\w*|retain\w*|retention|sold|sells?|shar(?:ed?|ing)|"
    r"transfer\w*|appl(?:y|ies)|effective|versions?|revis\w+|between|contracts?|agree\w*|fingerprints?|biometric\w*|"
    r"location|rights?(?= to)|consent\w*|until|from \d|advertising|partners|profiling|artificial intelligence)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")
_END_OF_NAME = re.compile(r"\.(?:com|net|org|co\.uk)\b")
_SHORT_PART_WORDS = 2
_DOCUMENT = re.compile(
    r"\b(?:polic(?:y|ies)|agreement|terms|conditions|notice|statement|guidelines|addendum|rules|standards|"
    r"code of conduct|conditions générales|politique|datenschutz\w*|nutzungsbedingungen|agb|condiciones|política)$",
    re.IGNORECASE,
)
# "Tern" before "Privacy Policy" is whose it is, "For our visitors" for whom.
_REST_MIN = 3
_WHOSE = frozenset(("for", "to", "of"))
# What sums a document up above its title is the document's.
_SUMS_UP = re.compile(
    r"\b(?:summary|glance|overview|brief|short|key|important|highlights|notice|promise|commitments?|tl;?dr|rules?|"
    r"principles|pledge|hub|legal|cent(?:er|re))\b",
    re.IGNORECASE,
)
# Who invites to follow a link: "Talk to us about your storage needs"; and what is no mere invitation.
_INVITING = re.compile(r"\b(?:we|us|our)\b", re.IGNORECASE)
_PAID = re.compile(r"\b(?:renew\w*|subscri\w*|plans?|ends?|paid|costs? (?:you|us)|euros?|dollars?)\b", re.IGNORECASE)


def is_the_title(change: ClauseChange, page: Page) -> bool:
    """Whether a document's own title came or went, which a reader took up or left out, and says no more."""
    text, places = change.before or change.after or "", change.before_positions or change.after_positions
    if not change.of_heading or (change.before and change.after) or min(places, default=_TITLED) >= _TITLED:
        return False
    if _FOR_SOME.search(text):
        return False
    if names_document(text) or is_only(text, "foreign_titles"):
        return True
    rest = pattern("titles").sub(" ", text)
    says = any(words.search(rest) for words in (SPEAKS, BINDS_AROUND, BINDS_IN_FEW_WORDS))
    is_title = change.before == page.before.title or change.after == page.after.title
    return not says and (is_title or _DOCUMENT.search(text) is not None)


def is_the_pages_title(change: ClauseChange, page: Page) -> bool:
    """Whether the title, on one side at least that of a page with a sign between its parts, reads otherwise: "Tern
    Books - Privacy Policy" in place of "Privacy Policy | Free books, cheap books".

    What the document is called and for whom it is stays, where both sides say so; no side says what could bind. Where
    both say what it is called, a short part in place of one that shares no word with it may be for whom it is, too
    ("… - Parents", "… - Teachers").
    """
    if not (_is_of_the_title(change, page) or _is_one_of_both(change, page)):
        return False
    texts = (page.before.title, page.after.title)
    if not any(map(_PARTS.search, texts)):
        return False
    called = [{_plain(name) for name in pattern("titles").findall(text)} for text in texts]
    if all(called) and called[0].isdisjoint(called[1]):
        return False
    old, new = map(_parts, texts)
    apart = [[part for part in side if part not in other] for side, other in ((old, new), (new, old))]
    if any(map(_says_more, apart)) or _are_two_companies(*map(" ".join, apart)):
        return False
    return not all(called) or _are_trails(*texts) or not _differ_in_a_short_part(*apart)


def _are_trails(before: str, after: str) -> bool:
    """Whether both titles are ways through a site to one document: "Tern > Shop > Terms", "Tern > Help > Terms"."""
    old, new = ([part.strip() for part in title.split(" > ")] for title in (before, after))
    return min(len(old), len(new)) > 1 and old[-1] == new[-1]


def _parts(title: str) -> list[str]:
    """The parts of a title in lower case, without what pages of this kind are called; those that say no more are left
    out."""
    parts = (_NAMES_OF_PAGES.sub(" ", pattern("titles").sub(" ", part)) for part in _PARTS.split(without_dots(title)))
    return [" ".join(part.lower().split()) for part in parts if any(map(str.isalnum, part))]


def _says_more(parts: Sequence[str]) -> bool:
    """Whether parts of a title say for whom the document is, or what could bind; a slogan is of more words.

    The "us" of "About us" binds nobody: it is a page on the way to the document.
    """
    binding = (BINDS_IN_FEW_WORDS, BINDS_IN_A_BANNER, SPEAKS, _MEASURE, _BINDS_IN_A_TITLE)
    of_few_words = (_FOR_SOME, BINDS_AROUND)
    return any(
        any(words.search(part) for words in binding)
        or (len(part.split()) <= _REST_MIN and any(words.search(part) for words in of_few_words))
        or part.startswith("for ")
        for part in parts
        if part != "about us"
    )


def _are_two_companies(before: str, after: str) -> bool:
    """Whether a company is named on one side, and nothing of its name on the other; or one on each side, by another
    name or in another form."""
    words = [frozenset(_WORDS.findall(without_dots(side).lower())) for side in (before, after)]
    forms = [side & LEGAL_FORMS for side in words]
    old, new = (side - LITTLE - LEGAL_FORMS for side in words)
    if not any(forms) or not (old and new):
        return False
    if all(forms):
        return forms[0] != forms[1] or bool(old - new and new - old)
    return old.isdisjoint(new)


def _differ_in_a_short_part(gone: Sequence[str], come: Sequence[str]) -> bool:
    sides = [[_WORDS.findall(_END_OF_NAME.sub("", part)) for part in side] for side in (gone, come)]
    words = [{word for part in side for word in part} for side in sides]
    names = [{"".join(part) for part in side} for side in sides]  # "Tern Books" is "TernBooks.com"
    return (
        all(words)
        and words[0].isdisjoint(words[1])
        and names[0].isdisjoint(names[1])
        and any(len(part) <= _SHORT_PART_WORDS for side in sides for part in side)
    )


def is_the_documents_title(change: ClauseChange, page: Page) -> bool:
    """Whether the title, which is no page's, reads otherwise, with neither a menu nor an offer before its name."""
    texts = _texts(change)
    return (
        _is_of_the_title(change, page)
        and all(map(pattern("titles").search, texts))
        and not any(_is_run_together(text) for text in texts)
    )


def is_titled_otherwise(change: ClauseChange, page: Page) -> bool:
    """Whether the title reads otherwise, is called a document of one kind on both sides, for the same people, and names
    no other company: it is a heading, also where nothing stands under it."""
    if not _is_of_the_title(change, page):
        return False
    texts = _texts(change)
    kinds = [{name.split()[0].lower() for name in pattern("titles").findall(text)} for text in texts]
    if (all(kinds) and kinds[0].isdisjoint(kinds[1])) or len({_for_whom(text) for text in texts}) > 1:
        return False
    rests = [_NAMES_OF_PAGES.sub(" ", text) for text in texts]
    return all(
        (pattern("titles").search(text) or _DOCUMENT.search(text)) and not SPEAKS.search(text) and text[-1:] != "."
        for text in texts
    ) and not _are_two_companies(*rests)


def _for_whom(title: str) -> frozenset[str]:
    return frozenset(_plain(word) for word in _FOR_SOME.findall(title))


def _texts(change: ClauseChange) -> tuple[str, str]:
    return change.before or "", change.after or ""


def _is_run_together(title: str) -> bool:
    """Whether entries of a menu, an offer or a figure stand before a name: "Jobs Press Privacy Policy"."""
    rest = pattern("titles").sub(" ", title)
    return any(map(str.isdigit, title)) or any(
        pattern(name).search(rest) for name in ("navigation", "offers", "banners")
    )


def _is_of_the_title(change: ClauseChange, page: Page) -> bool:
    """Whether the first heading of all, or an unlinked line in its place, reads otherwise."""
    sides = ((change.before, page.before, change.before_positions), (change.after, page.after, change.after_positions))
    return len(change.trail) <= 1 and all(
        text
        and text == edges.title
        and positions
        and min(positions) == 0
        and (change.of_heading or not edges.links_at(positions[:1]))
        for text, edges, positions in sides
    )


def _is_one_of_both(change: ClauseChange, page: Page) -> bool:
    """Whether the first title of one side went, or came, where the other side has one of its own."""
    places = change.before_positions or change.after_positions
    edges = page.before if change.before else page.after
    return (
        (change.before is None) != (change.after is None)
        and bool(places and page.before.title and page.after.title)
        and min(places) == 0
        and edges.title in (change.before, change.after)
        and not edges.links_at(places[:1])
    )


def _plain(name: str) -> str:
    return name.lower().removesuffix("s")


def is_above_all(change: ClauseChange, page: Page) -> bool:
    """Whether a clause stands above the whole document, even its title, and says nothing that could bind.

    Where the title stayed that it runs into, what stands before it is asked.
    """
    before, after = _before_what_stayed(change.before, change.after)
    sides = ((before, page.before, change.before_positions), (after, page.after, change.after_positions))
    return all(
        edges.above(positions)
        and (max(positions) < _ABOVE_MAX or (edges.begins_with_title and _is_an_entry(text)))
        and edges.introduced.isdisjoint(positions)
        and not LEGAL.search(_without_title(text))
        and not is_foreign(text)
        and not BINDS_AROUND.search(_without_inviting(text) if is_linked(text, edges.links_at(positions)) else text)
        and len(text.split()) <= OFFER_WORDS_MAX
        for text, edges, positions in sides
        if text is not None
    )


def is_above_the_title(change: ClauseChange, page: Page) -> bool:
    """Whether a clause stands above the heading that is the document's name on both sides, under headings of the site:
    what a shop says of itself. Nothing may be announced, agreed to or defined there."""
    if page.before.titled is None or page.after.titled is None:
        return False
    sides = ((change.before, page.before, change.before_positions), (change.after, page.after, change.after_positions))
    return all(
        positions
        and edges.headed <= min(positions)
        and max(positions) < (edges.titled or 0)
        and not _SUMS_UP.search(change.heading)
        and not (WEIGHS_OUTSIDE.search(text) or is_foreign(text) or LEGAL_FORMS.intersection(key(without_dots(text))))
        for text, edges, positions in sides
        if text is not None
    )


def _is_an_entry(text: str) -> bool:
    """Whether a line has a capital in each longer word, as entries of menus have and sentences have not."""
    return not _MEASURE.search(text) and all(
        len(word) <= _REST_MIN or not word[0].isalpha() or word[0].isupper() for word in text.split()
    )


def _without_inviting(text: str) -> str:
    """A linked line without those who invite to follow it, unless it says that something ends or is to be paid."""
    return text if _PAID.search(text) else _INVITING.sub(" ", text)


def _without_title(text: str) -> str:
    """What runs into a title without it, "Jobs Press Privacy Policy"; a name before one is whose document it is."""
    rest = pattern("titles").sub(" ", text)
    return rest if len(rest.split()) > LINE_WORDS_MAX and not _says_whose(rest.split()) else text


def _says_whose(words: Sequence[str]) -> bool:
    """Whether the words before a title say whose document it is, or for whom."""
    return 0 < len(words) < _REST_MIN or (bool(words) and words[0].lower() in _WHOSE)


def _before_what_stayed(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    """Two texts without the words with which both end, where those are a title's and what is left is no mere name; else
    as they are."""
    if before is None or after is None:
        return before, after
    old, new = before.split(), after.split()
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(reversed(old), reversed(new), strict=False)))
    left = old[: len(old) - same], new[: len(new) - same]
    stayed = " ".join(new[len(new) - same :])
    if any(map(_says_whose, left)) or not pattern("titles").search(stayed) or SPEAKS.search(stayed):
        return before, after
    return " ".join(left[0]), " ".join(left[1])
