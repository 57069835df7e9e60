"""Whose right, cost, document or effort it is: what held for either side holds for one, another text prevails, somebody
else pays, and what was owed is only tried.

"either party may end it"      ->  "we may end it"
"the Addendum shall prevail"   ->  "the Agreement shall prevail"
"shall keep it available"      ->  "shall use reasonable efforts to keep it available"
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.judging.edits import Edit
from redline.literals import search
from redline.types import Materiality

MUTUAL = Rule(
    id="mutuality-changed",
    category="Duties and prohibitions",
    direction="what held for either side holds for one, or the other way",
    level=Materiality.MATERIAL,
    why="A right, a duty or a limit that both sides had is one side's now, or the other way.",
    source="Directive 93/13/EEC Art. 3(1) (imbalance of rights and obligations), annex 1(f)",
)
PRECEDENCE = Rule(
    id="precedence-changed",
    category="Duties and prohibitions",
    direction="which text prevails changed",
    level=Materiality.MATERIAL,
    why="Where two texts conflict another one decides, or in other cases.",
    source="Commission Decision (EU) 2021/914 clause 5 (hierarchy)",
)
COST = Rule(
    id="cost-bearer-changed",
    category="Fees and renewals",
    direction="who bears the cost changed",
    level=Materiality.MATERIAL,
    why="Another side pays for it.",
    source="Directive 93/13/EEC annex 1 (who bears what); GDPR Art. 12(5)",
)
EFFORTS = Rule(
    id="efforts-changed",
    category="Language strength",
    direction="a result owed became an effort, or the other way",
    level=Materiality.MATERIAL,
    why="Who owes a result answers where it fails; who owes an effort need only have tried.",
    source="UNIDROIT Principles 5.1.4 (specific result, best efforts)",
)

_EITHER = re.compile(
    r"\b(?:either|neither|each|both|the other)(?: of the)? part(?:y|ies)\b|\b(?:either|both|each) of us\b|"
    r"\b(?:you (?:or|nor|and) we|we (?:or|nor|and) you)\b",
    re.IGNORECASE,
)
_ONE = frozenset(
    """we us our you your supplier customer company provider vendor licensor licensee processor controller seller buyer
    client""".split()
)
_PREVAILS = re.compile(
    r"\b(?:prevails?|takes? precedence|(?:is|are|be) (?:paramount|subordinate|superior) (?:to|over)|"
    r"order of (?:precedence|priority)|(?:conflict|inconsisten|discrepan)\w*\b.{0,120}\b(?:controls?|governs?))\b",
    re.IGNORECASE,
)
_AT_COST = re.compile(
    r"\bat (?:the )?(?:(?P<who>our|your|their|its|\w+(?=[’']s))(?:[’']s)? (?:own |sole )?(?:costs?|expense)|"
    r"(?:own )?(?:costs?|expense) of (?:the )?(?P<of>\w+))",
    re.IGNORECASE,
)
_TRIES = re.compile(
    r"\b(?:(?:commercially |all )?reasonable|best|good[- ]faith|appropriate) (?:commercial )?"
    r"(?:efforts|endeavou?rs|steps|measures)\b|"
    r"\b(?:where|as far as|if|to the extent) (?:(?:this|it) is )?(?:reasonably )?"
    r"(?:practicable|practical|feasible|possible|appropriate)\b|"
    r"\b(?:where|if|when) we (?:consider|deem|think|believe) (?:it )?(?:is )?(?:appropriate|necessary|fit)\b|"
    r"\bwhere (?:the |applicable )?law requires\b",
    re.IGNORECASE,
)
_OWES = re.compile(
    r"\b(?:shall|must|will|guarantees?|undertakes?|ensures?|"
    r"we (?:\w+ )?(?:notify|delete|encrypt|inform|review|refund|respond|tell|return))\b(?! not)",
    re.IGNORECASE,
)


def _find(edit: Edit) -> Iterator[Hit]:
    if not edit.rest_stayed:
        return
    for rule, differs in ((MUTUAL, _mutual), (PRECEDENCE, _precedence), (COST, _cost), (EFFORTS, _efforts)):
        if differs(edit):
            yield Hit(rule=rule, before=edit.before, after=edit.after)


def _mutual(edit: Edit) -> bool:
    if not (search(_EITHER, edit.before) or search(_EITHER, edit.after)):
        return False
    sides = ((edit.before, edit.after, edit.residue.added), (edit.after, edit.before, edit.residue.removed))
    return any(
        len(_EITHER.findall(one)) > len(_EITHER.findall(other)) and not _ONE.isdisjoint(own)
        for one, other, own in sides
    )


def _precedence(edit: Edit) -> bool:
    is_said = all(search(_PREVAILS, side) for side in (edit.before, edit.after))
    return is_said and (bool(edit.unsaid.content) or edit.residue.reordered)


def _cost(edit: Edit) -> bool:
    if not search(_AT_COST, edit.before):
        return False
    old, new = (
        [(found["who"] or found["of"]).lower().replace("their", "its") for found in _AT_COST.finditer(side)]
        for side in (edit.before, edit.after)
    )
    return len(old) == len(new) and old != new


def _efforts(edit: Edit) -> bool:
    tries = [search(_TRIES, side) is not None for side in (edit.before, edit.after)]
    return tries[0] != tries[1] and all(map(_OWES.search, (edit.before, edit.after)))


DETECTOR = Detector(rules=(MUTUAL, PRECEDENCE, COST, EFFORTS), find=_find, compares=True, keeps="alike", order=True)
