"""Two sentences and their residue in; the residue out, empty where only the words of a link differ.

"see our Terms"        "see the Terms of Use"   one link to one document
"see tern.example/a"   "see our list"           an address, and words that lead to it
"see here"             "see our guide"          where to click
"""

import re

from redline.equivalence import residue as equivalence
from redline.equivalence.renames import DOCUMENTS, ROLES
from redline.equivalence.residue import Residue
from redline.types import ClauseChange, Link

# They stand inside a link or before it.
_ARTICLES = frozenset("a an the this these our".split())
# The words of a link that say nothing of where it leads, and what stands before it.
_CLICK = re.compile(
    r"(?:click )?here|(?:this|the following) (?:page|link|site|website)|link|ici|hier|aquí|aqui", re.IGNORECASE
)
_POINTING = frozenset(equivalence.key("click please see visit view go follow to on at in"))
_NAMES = re.compile(r"\b[A-ZÀ-Þ]")
# What a page is called that a pointer leads to, and what its words, or its sentence's, say more than that.
_PAGE = re.compile(
    r"\b(?:guides?|pages?|articles?|explainers?|help cent(?:er|re)|faqs?|choices|overview|sections?)\b", re.IGNORECASE
)
_SAYS_MORE = re.compile(
    r"\d|\b(?:opt\w*|unsubscrib\w*|delet\w*|cancel\w*|withdraw\w*|s(?:ell|ale|old)\w*|request\w*|limit\w*|object\w*|appeal\w*|"
    r"complain\w*|exercis\w*|refund\w*|arbitrat\w*|waiv\w*|brokers?|retention|ke(?:ep|pt)|recipients?|(?:sub-?)?processors?|fees?|"
    r"no|not|never|laws?|govern\w*|train\w*|child\w*|minors?|gambl\w*|fac(?:e|ial)|health|advertis\w*|insur\w*|partners?|data|"
    r"sites of|terms of)\b",
    re.IGNORECASE,
)
# What a document is called by; a role beside it says whom it binds.
_DOCUMENT = frozenset(
    equivalence.key("terms conditions policy notice statement agreement guidelines rules article page center guide faq")
)
_NAMES_OF_DOCUMENTS = (DOCUMENTS | _DOCUMENT | _ARTICLES | frozenset(("of", "help", "centre"))) - ROLES


def unlinked(before: str, after: str, residue: Residue, change: ClauseChange) -> Residue:
    """`residue` of two sentences of a change, emptied where an address written out gave way to words
    that are a link to it, or the other way, and where a link to the same document calls it otherwise."""
    if not residue.empty and any(
        old.href == new.href and _call_otherwise(before, after, residue, old.text, new.text)
        for old in change.links_removed
        for new in change.links_added
    ):
        return Residue(removed=(), added=())
    if _are_words_of_links(before, after, residue, change):
        return Residue(removed=(), added=())
    for written, said, links in (
        (residue.removed, residue.added, change.links_added),
        (residue.added, residue.removed, change.links_removed),
    ):
        if len(written) == 1 and said and any(_is_link_to(written[0], said, link) for link in links):
            return Residue(removed=(), added=())
    return residue


def _are_words_of_links(before: str, after: str, residue: Residue, change: ClauseChange) -> bool:
    """Whether two sentences differ in the words of a link alone that on one side say no more than where to click:
    "see here" and "see our guide"."""
    if not before or not after or residue.empty:
        return False
    sides = (
        (before, residue.removed, change.links_removed),
        (after, residue.added, change.links_added),
    )
    words = [[link.text for link in links if link.text in sentence] for sentence, _, links in sides]
    return (
        all(words)
        and any(_CLICK.fullmatch(text) for texts in words for text in texts)
        and all(_CLICK.fullmatch(text) or _PAGE.search(text) for texts in words for text in texts)
        and all(
            set(differing) <= {form for text in texts for form in equivalence.key(text)} | _ARTICLES | _POINTING
            for (_, differing, _), texts in zip(sides, words, strict=True)
        )
        and not any(map(_SAYS_MORE.search, (before, after)))
        and not any(_NAMES.search(text, 1) for texts in words for text in texts)
    )


def _call_otherwise(before: str, after: str, residue: Residue, old: str, new: str) -> bool:
    """Whether two sentences differ in what they call a document alone: old and new are the words of the link to it."""
    if not _NAMES_OF_DOCUMENTS.issuperset((*residue.removed, *residue.added)):
        return False
    if any(_DOCUMENT.isdisjoint(equivalence.key(link)) for link in (old, new)):
        return False
    rests = (text.replace(link, " ", 1) for text, link in ((before, old), (after, new)))
    return len({tuple(word for word in equivalence.key(rest) if word not in _ARTICLES) for rest in rests}) == 1


def _is_link_to(address: str, said: tuple[str, ...], link: Link) -> bool:
    """Whether `said` are words of a link that leads to `address`."""
    return equivalence.key(link.href) == (address,) and set(said) <= set(equivalence.key(link.text))
