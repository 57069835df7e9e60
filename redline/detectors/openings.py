"""A sentence that says by the way that the place, recipient or purpose it names is not the only one, or no longer does.

"in the Netherlands"  ->  "among other places in the Netherlands"
"""

import re
from collections.abc import Iterator, Sequence

from redline.detectors.base import Detector, Hit
from redline.detectors.strength import ONLY_GAINED, ONLY_LOST
from redline.equivalence.residue import LITTLE, key
from redline.judging.edits import Edit
from redline.literals import search

# By these words what is named is not all there is (read in lists of data centers and of recipients).
_OPENING = re.compile(
    r"\b(?:among (?:other (?:places|countries|things|purposes|reasons)|others)|inter alia|mainly|primarily|"
    r"predominantly|unter anderem|u\. ?a\.|vor allem|hauptsächlich|überwiegend|vorwiegend|entre autres|principalement|"
    r"entre otr[oa]s(?: cosas)?|principalmente)(?!\w)",
    re.IGNORECASE,
)
# Where, by whom and what for data is handled: that of an app or a room does not bind.
_IS_HANDLED = re.compile(
    r"\b(?:data|orders|records|logs|daten|données|commandes|datos|pedidos|"
    r"(?:your|personal|users?[’']?|customers?[’']?|members?[’']?) (?:\w+ )?"
    r"(?:informations?|messages|content|details|files))\b"
    r"[^.;]{0,60}\b(?:stored|kept|hosted|processed|transferred|shared|disclosed|used|collected|located|gespeichert|"
    r"verarbeitet|genutzt|verwendet|übermittelt|weitergegeben|stockée?s?|conservée?s?|hébergée?s?|utilisée?s?|"
    r"partagée?s?|transmise?s?|almacenan?|conservan?|utilizan?|comparten?|transfieren?)\b"
    r"(?! by (?:you|users?|readers?)\b)|"
    r"\b(?:we|nous|wir|nosotros)\b (?:\w+ ){0,2}?(?:stor|keep|host|process|transfer|shar|disclos|us|collect|"
    r"stock|conserv|héberg|utilis|partag|speicher|verarbeit|nutz|verwend|almacen|utiliz|compart)\w* "
    r"(?:(?:your|personal|this|the|such|these|order|vos|les|ihre|die|sus|los|customer|payment|contact) ){0,2}"
    r"\b(?:data|informations?|orders|records|messages|details|daten|données|datos)\b",
    re.IGNORECASE,
)
_NO_DATA = re.compile(r"\bdata (?:sheets?|cent(?:er|re)s?)\b|\bhow we use\b", re.IGNORECASE)


def _find(edit: Edit) -> Iterator[Hit]:
    gone, come = edit.residue.removed, edit.residue.added
    if _is_opened(edit.after, edit.before, come, gone):
        yield Hit(rule=ONLY_LOST, before=edit.before, after=edit.after)
    elif _is_opened(edit.before, edit.after, gone, come):
        yield Hit(rule=ONLY_GAINED, before=edit.before, after=edit.after)


def _is_opened(one: str, other: str, own: Sequence[str], others: Sequence[str]) -> bool:
    """Whether all that `one` says more than `other` is that what it names is not all; `own` and `others` are the words
    that only one of them has."""
    found = search(_OPENING, one)
    if not found or not own or any(word not in LITTLE for word in others) or search(_OPENING, other):
        return False
    return set(own) - LITTLE <= set(key(found[0])) and _IS_HANDLED.search(_NO_DATA.sub(" ", one)) is not None


DETECTOR = Detector(rules=(ONLY_LOST, ONLY_GAINED), find=_find, compares=True, keeps="alike")
