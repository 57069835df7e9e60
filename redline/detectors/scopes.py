"""How far a sanction, a liability or a licence reaches: the fault that it takes, and who holds it on what terms.

One word more or less, and it reaches farther: "members who repeatedly infringe" that are "members who infringe".
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.strength import rest_stayed
from redline.edits import Edit
from redline.equivalence import key
from redline.literals import search
from redline.types import Materiality

_FAULT = frozenset(
    key(
        "repeatedly persistently frequently materially knowingly willfully wilfully wilful willful intentionally"
        " intentional deliberately recklessly grossly gross seriously substantially"
    )
)
_CONSEQUENCE = re.compile(
    r"\b(?:terminat\w+|suspen\w+|disabl\w+|clos\w+|bann?(?:ed|s)?|liab\w+|indemnif\w+|harmless|responsib\w+|damages|"
    r"breach\w*|infring\w*|violat\w*|warrant\w*|negligen\w+)\b",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"\b(?:grants?|giv(?:e|es|ing)|licen[cs]es?)\b.{0,200}\b(?:licen[cs]es?|rights?)\b|\blicen[cs]e to\b", re.IGNORECASE
)
_TERMS_OF_LICENCE = frozenset(
    key(
        "affiliates subsidiaries sublicensees successors assigns partners perpetual irrevocable worldwide transferable"
        " nontransferable sublicensable exclusive nonexclusive royalty commercial derivative modify adapt sell"
        " resell train survives perpetuity"
    )
)

FAULT = Rule(
    id="fault-changed",
    category="Liability",
    direction="fault needed changed",
    level=Materiality.MATERIAL,
    why="It takes less, or more, to be cut off or to answer for a loss.",
    source="DSA Art. 23(1) (who frequently provides illegal content is suspended); Directive 93/13/EEC annex 1",
)
LICENCE = Rule(
    id="licence-scope-changed",
    category="Licence to content",
    direction="scope of a licence changed",
    level=Materiality.MATERIAL,
    why="Somebody else holds the licence, or on other terms.",
    source="CLAUDETTE; Directive 93/13/EEC annex 1",
)


def _fault(edit: Edit) -> Iterator[Hit]:
    gone, come = (_FAULT.intersection(words) for words in (edit.residue.removed, edit.residue.added))
    if bool(gone) == bool(come) or not rest_stayed(edit):
        return
    if search(_CONSEQUENCE, edit.before) and search(_CONSEQUENCE, edit.after):
        told = "less fault needed" if gone else "more fault needed"
        yield Hit(rule=FAULT, before=edit.before, after=edit.after, direction=told)


def _licence(edit: Edit) -> Iterator[Hit]:
    if _TERMS_OF_LICENCE.isdisjoint((*edit.residue.removed, *edit.residue.added)) or not rest_stayed(edit):
        return
    if _LICENCE.search(edit.before) and _LICENCE.search(edit.after):
        yield Hit(rule=LICENCE, before=edit.before, after=edit.after)


DETECTOR = Detector(
    rules=(FAULT, LICENCE), find=lambda edit: (hit for find in (_fault, _licence) for hit in find(edit))
)
