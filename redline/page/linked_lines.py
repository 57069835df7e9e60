"""One clause and its links in; what it is where it is nothing but links out: contents, a menu, a next page."""

import re

from redline.dates.months import MONTH
from redline.legal_names import LEGAL_FORMS, letters
from redline.page.menus import BETWEEN_ENTRIES, ENTRIES_MIN, is_surely_the_pages
from redline.page.phrases import BINDS_AROUND, BINDS_IN_A_BANNER, CHOICE, SPEAKS, could_bind, pattern
from redline.types import Link

_LINKED_MIN = 0.7
_TURNS = re.compile(
    r"(?:[←‹<«]\s*)?(prev(?:ious)?|next)\b(?! (?:of|owner|(?:business )?(?:day|month|year|period|steps?|price|orders?|"
    r"contract|bills?|payments?|invoice))\b)",
    re.IGNORECASE,
)
_OF_US = re.compile(r"\b(?:we|us|our|my)\b", re.IGNORECASE)
_MENU_CHARS_MAX = 400
_HOME = re.compile(r"(?:home(?:page)?|accueil|startseite|inicio)\s*[|·•]\s", re.IGNORECASE)
# How help centres mark the links below an article, and what MediaWiki writes below a page.
_TO_RELATED = re.compile(
    r"[?&](?:\w+=related[_-](?:articles?|posts?|pages?|content|topics?)|(?:\w*ref|source|src|from|rel)=related)(?=[&#]|$)"
)
_DAY = rf"(?:(?:\d{{1,2}} (?:{MONTH})\.?|(?:{MONTH})\.? \d{{1,2}},?) (?:19|20)\d\d[\s,|·]*)"
_DAYS = re.compile(rf"{_DAY}+", re.IGNORECASE)
_EDITIONS = re.compile(
    rf"(?:(?:previous|earlier|all|other) )?(?:versions?|editions?|archives?) ?: ?{_DAY}{{2,}}", re.IGNORECASE
)


def is_contents(text: str, links: tuple[Link, ...]) -> bool:
    """Whether a clause is an entry of a table of contents: nothing but links into its own page."""
    inside = bool(links) and all(link.href.startswith("#") for link in links)
    ends_in_a_name = text.rstrip(".").rpartition(" ")[2].casefold() in LEGAL_FORMS
    leads_to_its_words = len(links) == 1 and letters(links[0].href) == letters(text) and not SPEAKS.search(text)
    return inside and (leads_to_its_words or is_linked(text.rstrip(".") if ends_in_a_name else text, links))


def is_the_sites_menu(text: str, links: tuple[Link, ...]) -> bool:
    """Whether a line is nothing but links with signs between them, the first of which leads home, and half of which are
    called as entries of menus are."""
    if len(links) < ENTRIES_MIN - 1 or not _HOME.match(text) or len(text) > _MENU_CHARS_MAX:
        return False
    rest = pattern("titles").sub(" ", text)
    if any(words.search(rest) for words in (CHOICE, BINDS_AROUND, BINDS_IN_A_BANNER)) or could_bind(rest):
        return False
    sure = sum(is_surely_the_pages(link.text) for link in links)
    return 2 * sure >= len(links) and is_linked(BETWEEN_ENTRIES.sub("", text), links)


def turns_the_page(text: str, links: tuple[Link, ...], *, outside: bool) -> bool:
    """Whether a clause is nothing but links to the page before and the one behind: "Previous Books Next Prints". One
    alone is so `outside` the policy, where it offers no choice and says nothing of us."""
    if not links or not is_linked(text, links):
        return False
    turns = [found[1].lower()[:4] for link in links if (found := _TURNS.match(link.text.strip()))]
    if len(turns) != len(links):
        return False
    says_more = CHOICE.search(text) or _OF_US.search(text) or any(map(str.isdigit, text))
    return not says_more and (outside or sorted(turns) == ["next", "prev"])


def leads_to_related(text: str, links: tuple[Link, ...]) -> bool:
    """Whether a clause is nothing but links to what its page calls related, and offers no choice and no sale."""
    if not links or not is_linked(text, links) or not all(_TO_RELATED.search(link.href) for link in links):
        return False
    return not CHOICE.search(text) and (text.endswith("?") or not BINDS_AROUND.search(text))


def leads_to_editions(text: str, links: tuple[Link, ...], *, is_listed: bool) -> bool:
    """Whether a clause is nothing but days that are links, several or in a list, or called editions."""
    if _EDITIONS.fullmatch(text):
        return True
    if not (len(links) > 1 or (links and is_listed)) or not is_linked(text, links):
        return False
    return _DAYS.fullmatch(text) is not None


def is_linked(text: str, links: tuple[Link, ...]) -> bool:
    """Whether nearly all of `text` is the text of links that came or went with it, and it makes no sentence."""
    linked = sum(len(link.text) for link in links)
    return linked >= _LINKED_MIN * len(text) and not text.rstrip().endswith((".", ";"))
