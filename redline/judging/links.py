"""A change of links or of what they show in; how much it matters out.

[our terms](/a)  ->  [our terms](/b)           another target is noise
our terms        ->  [our terms](/a)           a link laid on words that had none is an edit
desk@tern.example  ->  [our desk](mailto:desk@tern.example)       the form of a contact, too
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from redline.canonical import words
from redline.email_addresses import is_hidden_in, is_turned_round, masked
from redline.equivalence.residue import key
from redline.judging.wording import digits
from redline.types import ClauseChange, Link, Materiality

# Words that say no more than that one may write.
_WORDS_OF_CONTACT = re.compile(
    r"(?:(?:e-?mail|contact|write(?: to)?|reach|ask|tell) )?"
    r"(?:us|here|our (?:(?:support|privacy|legal) )?(?:desk|team))|"
    r"(?:by |via |this |our )?(?:e-?mail(?: address)?)|nous|ici|uns|hier|aquí",
    re.IGNORECASE,
)
# Who stands behind such words gets something, and writes to nobody.
_GIVEN_TO = re.compile(
    r"\b(?:shar(?:e|es|ed|ing)|disclos\w+|sell|sold|transfer\w*|provid\w+|giv(?:e|en|es)|pass(?:es|ed)?)\b[^.;]{0,80}$|"
    r"\bwe (?:\w+ )?(?:send|forward|transmit)\b[^.;]{0,80}$|"
    r"\b(?:data|information|details|messages) (?:\w+ ){0,2}(?:goe?s?|sent|forwarded)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
# A number is the same with the code of its country and without; shorter ones are no telephone's.
_NUMBER_DIGITS = 5
_SIGNS = re.compile(r"[\W_]+")


def of_links(change: ClauseChange) -> Materiality:
    """How much a change of links alone matters.

    A link with another target is noise, and one taken off its words; one laid on words that had none is editorial. An
    address that is its own link says nothing new.
    """
    return Materiality.EDITORIAL if links_laid(change) else Materiality.NOISE


def of_the_same_address(change: ClauseChange) -> Materiality | None:
    """How much it matters that an e-mail address that one side writes out, or hides, is a link on a few words of the
    other: noise where these are its letters turned round to hide it or where it was hidden, None where more differs, or
    the words say more."""
    if not change.before or not change.after:
        return None
    return _written_out(change.before, change.after, change.links_added) or _written_out(
        change.after, change.before, change.links_removed
    )


def _written_out(shown: str, linked: str, links: Sequence[Link]) -> Materiality | None:
    if len(links) != 1 or linked.count(links[0].text) != 1 or not links[0].text:
        return None
    (link,) = links
    scheme, _, target = link.href.partition(":")
    address = unquote(target.partition("?")[0]).strip().lower()
    if scheme.lower() != "mailto" or "@" not in address:
        return None
    if is_hidden_in(shown) and _is_what_was_hidden(shown, linked, link):
        return Materiality.NOISE
    if address not in shown.lower():
        return None
    is_turned = is_turned_round(link.text, address)
    if not is_turned and not _WORDS_OF_CONTACT.fullmatch(link.text):
        return None
    if _words(re.sub(re.escape(address), address, shown, flags=re.IGNORECASE)) != _words(
        linked.replace(link.text, address)
    ):
        return None
    return Materiality.NOISE if is_turned else Materiality.EDITORIAL


def _is_what_was_hidden(shown: str, linked: str, link: Link) -> bool:
    """Whether a link to an address stands in the place of a hidden one, on no other words than those of a contact, or
    the address's own, its sign lost, or its domain: "write to [email protected]", "write to tern.example".

    Which address was hidden nobody can know.
    """
    if _GIVEN_TO.search(linked.partition(link.text)[0]):
        return False
    address = unquote(link.href.partition(":")[2].partition("?")[0]).strip().lower()
    own = {address.replace("@", ""), address.rpartition("@")[2]}
    if link.text.lower() not in own and not _WORDS_OF_CONTACT.fullmatch(link.text):
        return False
    return _words(masked(shown)) == _words(masked(linked.replace(link.text, " ")))


def _words(text: str) -> list[str]:
    """The words and signs of a text ("<" is not ">"), without the colon that may stand before a link."""
    return [word for word in words(text) if word != ":"]


def links_laid(change: ClauseChange) -> int:
    """How many links were laid on words that had none; one that only moved to other words is none of them."""
    shown = _Shown(frozenset(key(link.text)) for link in change.links_removed)
    led = {link.href for link in change.links_removed}
    new = {key(link.text) for link in change.links_added if link.href not in led and not _is_its_own(link)}
    return sum(not shown.overlaps(frozenset(one)) for one in new)


class _Shown:
    """The words of links, of which each is found by its rarest word: a directory has thousands that begin alike."""

    def __init__(self, links: Iterable[frozenset[str]]) -> None:
        self._holding: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        known = frozenset(links) - {frozenset()}
        for link in known:
            for word in link:
                self._holding[word].add(link)
        self._by_rarest: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        for link in known:
            self._by_rarest[self._rarest(link)].append(link)

    def overlaps(self, shown: frozenset[str]) -> bool:
        """Whether the words `shown` are part of a link's, or a link's of them: only its ends moved."""
        if any(link <= shown for word in shown for link in self._by_rarest.get(word, ())):
            return True
        return bool(shown) and any(shown <= link for link in self._holding.get(self._rarest(shown), ()))

    def _rarest(self, link: frozenset[str]) -> str:
        return min(link, key=lambda word: len(self._holding.get(word, ())))


def _is_its_own(link: Link) -> bool:
    """Whether a link shows no more than signs, or the address or number it leads to, or leads nowhere or to a place in
    its own page."""
    if not _SIGNS.sub("", link.text) or not link.href or link.href.startswith("#"):
        return True
    if link.href.startswith("tel:"):
        shown, called = sorted((digits(side).lstrip("0") for side in (link.text, link.href)), key=len)
        return len(shown) >= _NUMBER_DIGITS and called.endswith(shown)
    return "." in link.text and link.text.strip("/ ").casefold() in link.href.casefold()
