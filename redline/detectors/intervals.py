"""How often something is done that keeps data safe, from when a period counts, how soon somebody acts, and over which
time a figure counts.

"tested quarterly"                  ->  "tested annually", "tested from time to time"
"within 72 hours of becoming aware" ->  "within 72 hours of confirming it"
"notify us without undue delay"     ->  "notify us immediately"
"5,000 requests per day"            ->  "5,000 requests per month"

How long something is kept, or what is paid when, is `numbers`' to tell.
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.equivalence.phrases import shorter
from redline.judging.edits import Edit
from redline.literals import search
from redline.number_words import NUMBER
from redline.types import Materiality

_UNIT = r"hour|day|night|week|fortnight|month|quarter|year"
_OFTEN = re.compile(
    rf"\b(?:(?:once|twice) an? (?:calendar )?(?:{_UNIT})|twice (?:daily|weekly|monthly|annually|yearly)|"
    rf"(?:every|each) (?:(?:{NUMBER}|other|single) )?(?:{_UNIT})s?|"
    r"hourly|daily|nightly|weekly|fortnightly|bi-?weekly|(?:bi-?)?monthly|quarterly|(?:semi-?|bi-?)?annual(?:ly)?|yearly|"
    r"continuous(?:ly)?|in real time)\b",
    re.IGNORECASE,
)
# Put first: of "twice each year" `shorter` makes "twice annually".
_TIMES = re.compile(r"\b(once|twice) (?:per|every|each)\b", re.IGNORECASE)
# One way of saying each, beside those that `shorter` knows.
_PLAIN = {
    "annual": "annually",
    "yearly": "annually",
    "nightly": "daily",
    "continuous": "continuously",
    "in real time": "continuously",
    "twice annually": "twice a year",
    "twice yearly": "twice a year",
    "twice monthly": "twice a month",
    "twice weekly": "twice a week",
    "twice daily": "twice a day",
    "semi-annual": "twice a year",
    "semiannual": "twice a year",
    "semi-annually": "twice a year",
    "semiannually": "twice a year",
    "biannually": "twice a year",
    "every six months": "twice a year",
    "every 6 months": "twice a year",
}
# What is done so often that somebody relies on it.
_GUARDS = re.compile(
    r"\b(?:test(?:s|ed|ing)?|audit(?:s|ed|ing)?|back(?:s|ed|ing)?[ -]?up\w*|scan(?:s|ned|ning)?|patch(?:es|ed|ing)?|"
    r"rotat\w+|inspect\w*|assess\w*|(?:re-?)?certif\w+|train(?:s|ed|ing)?|drills?|vulnerabilit\w+|"
    r"(?:access|security|privacy|vendor) reviews?|review(?:s|ed|ing)? (?:of|our|each|all|every)|"
    r"access (?:rights|controls?|logs?)|(?:transparency|security|incident|audit) reports?)\b",
    re.IGNORECASE,
)
# What comes or is paid so often is something else.
_OF_LETTERS = re.compile(
    r"\b(?:newsletters?|bill(?:s|ed|ing)?|invoic\w+|pay(?:s|ments?)?|paid|subscriptions?)\b", re.IGNORECASE
)

INTERVAL = Rule(
    id="interval-changed",
    category="Data Security",
    direction="how often it is done changed",
    level=Materiality.MATERIAL,
    why="A test, audit, backup or review that people rely on is done more or less often, or nobody says how often.",
    source="GDPR Art. 32(1)(d) (regularly testing, assessing and evaluating); ISO/IEC 27001:2022 9.2, A.8.13",
)

START = Rule(
    id="period-start-changed",
    category="Numbers",
    direction="from when a period counts changed",
    level=Materiality.MATERIAL,
    why="A period begins with another event: it can end sooner, or later, than it did.",
    source="GDPR Art. 12(3), 33(1)-(2); EDPB Guidelines 9/2022 para. 31 (becoming aware)",
)
_STARTS = re.compile(
    r"\b(?:days?|hours?|weeks?|months?|years?|delay|promptly|immediately|measured|counted|starting)\b[^.;]{0,40}?"
    r"\b(?:of|after|from|following|upon|once)\b (?:\w+ ){0,3}?"
    r"(?:(?P<aware>aware|learn\w*|discover\w*|detect\w*)|(?P<sure>confirm\w*|determin\w*|declar\w*|verif\w*|establish\w*)|"
    r"(?P<received>receipt|receiv\w*|deliver\w*|request\w*)|(?P<posted>post(?:ed|ing)|publi\w+)|(?P<sent>dispatch\w*|sent|sending)|"
    r"(?P<ended>terminat\w+|expir\w+|clos(?:e|ed|ing|ure))|(?P<bought>purchas\w*|order(?:ed|ing)?)|"
    r"(?P<used>last (?:use|log-?in|activity|visit))|"
    r"(?P<made>creation|collection|capture|recording(?=\W*$|[.,;:)])|"
    r"(?:is|are|was|were|been|we|you|they) (?:created|collected|recorded|captured)))\b",
    re.IGNORECASE,
)
HASTE = Rule(
    id="haste-changed",
    category="Numbers",
    direction="how soon it is done changed",
    level=Materiality.MATERIAL,
    why="A breach is told, or data is deleted, sooner or later than it was, or nobody says how soon.",
    source="GDPR Art. 33(1)-(2) (without undue delay), 12(3); EDPB Guidelines 9/2022",
)
_HASTE = re.compile(
    r"\b(?:(?P<at_once>immediately(?! (?:preceding|prior|available)|"
    r" following\b(?! (?:a|an|the|its|any|such|our|your)\b))|at once|forthwith|straight ?away)|"
    r"(?P<soon>promptly|without (?:any )?(?:undue |unreasonable )?delay|expeditiously|"
    r"as soon as (?:is |it is )?(?:reasonabl[ey] )?(?:and )?(?:possible|practicable|practical|feasible|we can))|"
    r"(?P<some_time>within a reasonable (?:time|period)|in a timely (?:manner|fashion)|in due course))\b",
    re.IGNORECASE,
)
_HASTENED = re.compile(
    r"\b(?:notif\w+|inform(?:s|ed|ing)?|tell|alert|let (?:you|us) know|"
    r"report(?:s|ed|ing)?|delet(?:e|es|ing)|eras(?:e|es|ing)|destroy\w*|"
    r"(?:be|is|are) (?:deleted|erased))\b",
    re.IGNORECASE,
)
# What it is about, and what a reader tells of his own account.
_URGENT = re.compile(
    r"\b(?:breach(?:es)?|incidents?|personal data|delet\w+|eras\w+|destroy\w*|"
    r"(?:privacy|security|data[- ]protection) (?:obligations|commitments)|"
    r"(?:cannot|can no longer|unable|fail\w*|infring\w*)\b[^.]{0,60}?"
    r"(?:privacy|security|data[- ]protection) (?:requirements|instructions?)|"
    r"(?:privacy|security|data[- ]protection) (?:requirements|instructions?) (?:are|is) (?:not|un\w+))\b",
    re.IGNORECASE,
)
_OF_AN_ACCOUNT = re.compile(
    r"\byour (?:password|credentials)\b|\b(?:of|to) your account\b|\bplease\b|\bif you (?:find|believe|learn|notice)\b|"
    r"\bwhen you delete\b|\bfrom your (?:history|profile|feed|inbox)\b|\bcookies\b[^.]{0,200}\bbrowser\b",
    re.IGNORECASE,
)
RATE = Rule(
    id="rate-changed",
    category="Numbers",
    direction="over which time a figure counts changed",
    level=Materiality.MATERIAL,
    why="The figure stayed, and counts for another time: more or less is allowed, owed or promised.",
    source="ISO/IEC 19086-1 (a service level and the period over which it is measured)",
)
# "10 requests a day", "available 99.9 % of the time in any calendar month"; prices are `numbers`' to tell.
_RATE = re.compile(
    r"(?<![$€£\d.,])(?P<figure>\d[\d.,]*)"
    r"(?:\s?%[^.;]{0,80}?\b(?:in|over|during|for) (?:any|each|every|an?) (?:(?:given|calendar|rolling) )?|"
    rf"(?: [\w/-]+){{0,4}}? (?:per|an?|each|every) (?:calendar )?)(?P<unit>{_UNIT})\b",
    re.IGNORECASE,
)
_NEAR = 80
# From when data is kept, where the period itself stays.
_FROM = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?) (?:\w+ )?(?:after|from|following|since)\b", re.IGNORECASE)
_KEEPS = re.compile(
    r"\b(?:keep|kept|stor(?:e[ds]?|ing)|retain\w*|retention|delet\w*|remov\w*|eras\w*|purg\w*|destroy\w*|"
    r"anonymi[sz]\w*|archiv\w*|overwrit\w*|wip(?:e[ds]?|ing)|truncat\w*|expir\w*)\b",
    re.IGNORECASE,
)
_OWED = re.compile(
    r"\b(?:will|shall|must) (?:\w+ ){0,3}?(?:notify|inform|tell|alert|report|delete|erase|destroy)\b", re.IGNORECASE
)
_READERS = re.compile(r"\byou (?:will|shall|must|agree)\b|\bplease\b|\bask you\b|\breport to us\b", re.IGNORECASE)


def _find(edit: Edit) -> Iterator[Hit]:
    starts = [_starts(side) for side in (edit.before, edit.after)]
    if (
        all(starts)
        and starts[0] != starts[1]
        and (edit.rest_stayed or _are_two_events(edit, *starts))
        and ("made" not in starts[0] | starts[1] or all(_KEEPS.search(side) for side in (edit.before, edit.after)))
    ):
        yield Hit(rule=START, before=edit.before, after=edit.after)
    yield from _haste(edit)
    yield from _rate(edit)
    if not edit.rest_stayed or not search(_GUARDS, edit.text) or _OF_LETTERS.search(edit.text):
        return
    old, new = (_intervals(side) for side in (edit.before, edit.after))
    if sorted(old) != sorted(new):
        told = f"how often changed from {_said(old)} to {_said(new)}"
        yield Hit(rule=INTERVAL, before=edit.before, after=edit.after, direction=told)


def _are_two_events(edit: Edit, old: set[str | None], new: set[str | None]) -> bool:
    """Whether a sentence written anew still states one period of data, and from another event: an order is made as it
    is bought, and received as it is."""
    if len(old) != 1 or len(new) != 1 or "made" not in old | new or not (old | new) <= {"made", "used", "ended"}:
        return False
    return all(_FROM.search(side) for side in (edit.before, edit.after))


def _haste(edit: Edit) -> Iterator[Hit]:
    if not all(search(_URGENT, side) for side in (edit.before, edit.after)) or _OF_AN_ACCOUNT.search(edit.text):
        return
    old, new = _hastened(edit.before), _hastened(edit.after)
    if old != new and (edit.rest_stayed or (len(old) == len(new) == 1 and _are_owed(edit))):
        yield Hit(rule=HASTE, before=edit.before, after=edit.after)


def _rate(edit: Edit) -> Iterator[Hit]:
    old, new = (_rates(side) for side in (edit.before, edit.after))
    if [figure for figure, _ in old] != [figure for figure, _ in new]:
        return
    for (_, unit), (_, now) in zip(old, new, strict=True):
        if unit != now:
            yield Hit(rule=RATE, before=edit.before, after=edit.after, direction=f"per {unit} became per {now}")


def _rates(sentence: str) -> list[tuple[str, str]]:
    """The figures that count for a time, and for which."""
    return [(found["figure"], found["unit"].lower()) for found in _RATE.finditer(sentence)]


def _are_owed(edit: Edit) -> bool:
    """Whether what is done soon is owed to somebody on either side, and no reader's to do."""
    return all(_OWED.search(side) and not _READERS.search(side) for side in (edit.before, edit.after))


def _hastened(sentence: str) -> set[str | None]:
    """How soon something is told or deleted, by kinds of haste; what stands far from the verb is something else."""
    verbs = [found.span() for found in _HASTENED.finditer(sentence)]
    return {
        found.lastgroup
        for found in _HASTE.finditer(sentence)
        if any(found.start() - end <= _NEAR and start - found.end() <= _NEAR for start, end in verbs)
    }


def _starts(sentence: str) -> set[str | None]:
    """The kinds of events from which periods count in a sentence."""
    return {found.lastgroup for found in _STARTS.finditer(sentence)} if search(_STARTS, sentence) else set()


def _intervals(sentence: str) -> list[str]:
    found = (match[0].lower() for match in _OFTEN.finditer(shorter(_TIMES.sub(r"\1 a", sentence))))
    return [_PLAIN.get(said, said) for said in found]


def _said(intervals: list[str]) -> str:
    return ", ".join(intervals) or "no interval"


DETECTOR = Detector(rules=(INTERVAL, START, HASTE, RATE), find=_find, compares=True, keeps="alike")
