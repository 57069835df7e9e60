"""A change in; whether extraction lost, or found, no more than the words of links out.

If you have questions, please contact us.   ->   If you have questions, please .
tern.example/opt-out                        ->   tern.example/opt-ou…
"""

import re
from collections.abc import Sequence

from redline.page.phrases import is_only
from redline.types import ClauseChange, Link

# Words with which pages lead elsewhere; names of companies and choices are none.
_LEADING = re.compile(
    r"(?:(?:please )?(?:click|tap|see|contact|reach|e-?mail|write to|read|visit|ask) )?"
    r"(?:here|us|our (?:support )?team|our (?:web)?site|(?:our )?help (?:cent(?:er|re)|pages?))|"
    r"(?:learn|read|find out) more|this (?:page|link|form)|report (?:it|this|them)(?: to us)?|let us know|tell us|"
    r"transparency report|(?:our )?(?:report form|contact page)",
    re.IGNORECASE,
)
# The name of a document that may be read and is not agreed to.
_DOCUMENT = re.compile(
    r"(?:[A-Z][\w’'&-]{0,30},? |of |and |& |for |on ){1,6}(?:Polic(?:y|ies)|Guidelines|Notice|Statement)"
)
_LINK_CHARS_MAX = 60
# The end of an address that is shown in part.
_ELLIPSIS = re.compile(r"(?:…|\.{3})[.,;:)]?$")
_ADDRESS_SHOWN = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/")
_CUT = "\0"
# Behind these stands who gets something, or what for.
_TO_SOMEBODY = re.compile(rf"\b(?:with|to|for|by|from|on|and|or|sell|share),?\s{_CUT}", re.IGNORECASE)
# Nobody writes a blank before a stop.
_CUT_BEFORE_STOP = re.compile(rf"\s{_CUT}[.,;]")


def lost_words_of_links(change: ClauseChange) -> bool:
    """Whether all that a clause has less on one side are words of links that only lead elsewhere, and the stop behind
    one of them shows that it is missing; or the ends of addresses that are shown in part."""
    if not change.before or not change.after:
        return False
    if _shows_addresses_in_full(change.before, change.after):
        return True
    return _lost(change.before, change.after, change.links_removed) or _lost(
        change.after, change.before, change.links_added
    )


def _lost(whole: str, rest: str, links: Sequence[Link]) -> bool:
    for link in links:
        if len(link.text) > _LINK_CHARS_MAX or whole.count(link.text) != 1:
            return False
        if not (_LEADING.fullmatch(link.text) or _DOCUMENT.fullmatch(link.text) or is_only(link.text, "titles")):
            return False
        whole = whole.replace(link.text, _CUT)
    if _TO_SOMEBODY.search(whole) or not _CUT_BEFORE_STOP.search(whole):
        return False
    return whole.replace(_CUT, " ").split() == rest.split()


def _shows_addresses_in_full(before: str, after: str) -> bool:
    """Whether all that differs are web addresses that one side shows with their ends cut: "tern.example/opt-ou…"."""
    if "…" not in before + after and "..." not in before + after:
        return False
    old, new = before.split(), after.split()
    differing = [(one, other) for one, other in zip(old, new, strict=False) if one != other]
    return len(old) == len(new) and bool(differing) and all(_is_cut_short(*pair) for pair in differing)


def _is_cut_short(one: str, other: str) -> bool:
    for shown, whole in ((one, other), (other, one)):
        start = _ELLIPSIS.sub("", shown)
        if start != shown and _ADDRESS_SHOWN.match(start) and whole.startswith(start):
            return True
    return False
