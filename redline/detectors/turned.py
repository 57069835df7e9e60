"""Little words that turn a sentence round: the rest stayed, and it says another thing.

"deleted unless you ask"         ->  "deleted if you ask"
"opt in to the sale"             ->  "opt out of the sale"
"all of your rights"             ->  "part of your rights"
"on our behalf"                  ->  "on its own behalf"
"for these purposes"             ->  "for any other purposes"
"""

import re
from collections.abc import Callable, Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.junctions import JUNCTION, are_joined_otherwise
from redline.detectors.quantifiers import QUANTITY, is_another_quantity
from redline.equivalence.residue import LITTLE, NEGATORS
from redline.judging.edits import Edit
from redline.types import Materiality

CONDITION = Rule(
    id="condition-turned",
    category="Language strength",
    direction="condition turned round",
    level=Materiality.MATERIAL,
    why="What happens where something is the case happened where it was not, or although it was; or the other way.",
    source="PolicyLint (USENIX Security 2019) (conditions decide what a statement means); GDPR Art. 4(11)",
)
CHOICE = Rule(
    id="choice-turned",
    category="User Choice/Control",
    direction="opt-in and opt-out changed places",
    level=Materiality.MATERIAL,
    why="What needed a yes needs a no now, or the other way.",
    source="GDPR Art. 4(11), 7; CCPA 1798.120",
)
WHOSE = Rule(
    id="own-purposes-changed",
    category="Third Party Sharing/Collection",
    direction="whose purposes data serves changed",
    level=Materiality.MATERIAL,
    why="Whoever gets the data uses it for its own ends and not on somebody's behalf, or the other way.",
    source="GDPR Art. 28(10) (a processor with its own purposes is a controller); CCPA 1798.140(ag)",
)
OPENNESS = Rule(
    id="purposes-opened",
    category="First Party Collection/Use",
    direction="named purposes or recipients became any",
    level=Materiality.MATERIAL,
    why="What held for the purposes or recipients that were named holds for others, or the other way.",
    source="GDPR Art. 5(1)(b); WP260 rev.01 para. 12",
)
WAY = Rule(
    id="way-turned",
    category="Language strength",
    direction="whence, whither or where changed",
    level=Materiality.MATERIAL,
    why="What came from somebody goes to them, or what was done in a place is done outside of it; or the other way.",
    source="GDPR Art. 13(1)(e),(f)",
)
CONTRAST = Rule(
    id="denial-narrowed",
    category="Negation",
    direction="what is denied of several things changed",
    level=Materiality.MATERIAL,
    why="What was denied, or forbidden, of several things is so of one alone now, or the other way.",
    source="PolicyLint (USENIX Security 2019) (a negation denies what stands in its reach)",
)

EXCEPTION = Rule(
    id="exception-turned",
    category="Language strength",
    direction="what was excepted is included, or the other way",
    level=Materiality.MATERIAL,
    why="What a rule did not hold for it holds for now, or the other way.",
    source="PolicyLint (USENIX Security 2019) (exceptions decide what a statement means)",
)

_SAYS_ANOTHER_WAY = frozenset(("except", "even"))
# "If you object", "although you object".
_CONCEDING = frozenset(("although", "though"))
# "Shared with partners", "shared by partners"
_GIVEN = re.compile(
    r"\b(?:shared|sent|disclosed|provided|given|sold|transferred|transmitted|passed on|made available)"
    r"(?:(?P<to> (?:with|to))|(?P<by> (?:by|from)))\b",
    re.IGNORECASE,
)
_IFS = frozenset("if when where once provided after".split())
_UNLESS = frozenset(("unless", "until"))
_OPTS = re.compile(r"\bopt(?:ed|ing|s)?[- ]?(in|out)", re.IGNORECASE)
_OWNED = re.compile(
    r"\b(?P<owner>our|its|their|your|these|those|this)(?: own)? (?:\w+ )?"
    r"(?P<what>purposes?|behalf|marketing|advertising)\b",
    re.IGNORECASE,
)
_OWNERS = {"its": "others", "their": "others", "these": "", "those": "", "this": ""}
_NAMED = re.compile(
    r"\b(?P<which>these|those|this|such|the same|any other|other|another|any)(?: and other)? (?:service )?"
    r"(?:purposes?|partners?|providers?|third part(?:y|ies)|compan(?:y|ies)|uses)\b",
    re.IGNORECASE,
)
_HANDLED = re.compile(
    r"\b(?:shar|disclos|use[ds]?\b|using|process|transfer|sell|sold|handl|pass|giv)\w*", re.IGNORECASE
)
# "We are not responsible for the practices of any third parties", who get nothing here.
_OF_OTHERS = re.compile(r"\b(?:responsible|liable|policies|practices|read)\b", re.IGNORECASE)
_OPEN = frozenset(("any other", "other", "another", "any"))
_NOT = r"(?:no|not|cannot|never|neither|nor|\w+n[’']t)"
_DOES = r"(?:may|can|will|shall|must|do|does|is|are)"
_DENIES_ONE = re.compile(
    rf"\b{_NOT}\b(?! (?:only|just|limited))[^.;]{{1,400}}\bbut (?:\w+ )?{_DOES}\b|"
    rf"\bbut (?:\w+ ){{0,2}}{_NOT}\b(?! limited)",
    re.IGNORECASE,
)
_DENIES_ALL = re.compile(rf"\b{_NOT}\b[^.;]{{1,400}}\b(?:or|nor)\b", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"\b(?:other than|except(?:ing| for| in)?|excluding|apart from|with the exception of)\b", re.IGNORECASE
)
_INSIDE = re.compile(r"\b(?:including|such as|in particular|especially)\b", re.IGNORECASE)
# "Films made by children", "films made for children"
_MADE = re.compile(r"\b(?:made|created|produced|written|designed|posted|run|developed) (?:by|for)\b", re.IGNORECASE)
_WAYS = tuple(
    frozenset(pair.split()) for pair in ("from to", "in outside", "within outside", "within after", "until unless")
)


def _find(edit: Edit) -> Iterator[Hit]:
    rule = next((rule for rule, is_turned in _TURNS if is_turned(edit)), None)
    if rule is not None:
        yield Hit(rule=rule, before=edit.before, after=edit.after)


def _turned(edit: Edit) -> tuple[frozenset[str], frozenset[str]]:
    """The words that only the old sentence has, and those that only the new one has."""
    return frozenset(edit.residue.removed), frozenset(edit.residue.added)


def _both_ways(edit: Edit) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    gone, come = _turned(edit)
    return (gone, come), (come, gone)


def _content(edit: Edit) -> frozenset[str]:
    gone, come = _turned(edit)
    return (gone | come) - LITTLE - NEGATORS


def _condition(edit: Edit) -> bool:
    gone, come = _turned(edit)
    # "Except where you agree" is "unless you agree", "even if" is "although".
    if any("unless" in one and "even" in other for one, other in _both_ways(edit)):
        return True
    others = [word for word in edit.residue.content if word not in _IFS and word not in _UNLESS]
    if len(others) > 1 or not _SAYS_ANOTHER_WAY.isdisjoint(gone | come):
        return False
    if any(not _CONCEDING.isdisjoint(one) and not _IFS.isdisjoint(other) for one, other in _both_ways(edit)):
        return True
    return any(
        not _UNLESS.isdisjoint(one)
        and not _IFS.isdisjoint(other)
        and _UNLESS.isdisjoint(other)
        and NEGATORS.isdisjoint(one | other)
        for one, other in _both_ways(edit)
    )


def _choice(edit: Edit) -> bool:
    if len(_content(edit)) > 1 or edit.residue.empty:
        return False
    old, new = ([found[1].lower() for found in _OPTS.finditer(side)] for side in (edit.before, edit.after))
    return bool(old) and len(old) == len(new) and old != new


def _whose(edit: Edit) -> bool:
    if len(_content(edit)) > 1:
        return False
    old, new = ([*map(_owner, _OWNED.finditer(side))] for side in (edit.before, edit.after))
    return len(old) == len(new) and any(
        one != other and ((one[1] and other[1]) or "others" in (one[1], other[1]))
        for one, other in zip(old, new, strict=True)
    )


def _owner(found: re.Match[str]) -> tuple[str, str]:
    """What is owned and by whom: "others" for "its" and "their", "" where it is only pointed at."""
    owner = found["owner"].lower()
    return found["what"].lower().rstrip("s"), _OWNERS.get(owner, owner)


def _openness(edit: Edit) -> bool:
    if _content(edit) or not _HANDLED.search(edit.after) or _OF_OTHERS.search(edit.after):
        return False
    old, new = (
        [found["which"].lower() in _OPEN or " and other " in found[0].lower() for found in _NAMED.finditer(side)]
        for side in (edit.before, edit.after)
    )
    return len(old) == len(new) and old != new


def _way(edit: Edit) -> bool:
    gone, come = _turned(edit)
    if len(gone) != 1 or len(come) != 1:
        return False
    old, new = ([found.lastgroup for found in _GIVEN.finditer(side)] for side in (edit.before, edit.after))
    if {*gone, *come} == {"by", "for"}:
        return _MADE.search(edit.before) is not None
    return (gone | come) in _WAYS or (len(old) == len(new) and old != new)


def _contrast(edit: Edit) -> bool:
    """Whether "not A or B" became "not A, but B", or the other way."""
    return any(
        edit.rest_stayed
        and "but" in words
        and _DENIES_ONE.search(one)
        and _DENIES_ALL.search(other)
        and not _DENIES_ONE.search(other)
        for words, one, other in (
            (edit.residue.added, edit.after, edit.before),
            (edit.residue.removed, edit.before, edit.after),
        )
    )


def _exception(edit: Edit) -> bool:
    """Whether "including" became "other than", or the other way, and no more."""
    gone, come = _turned(edit)
    if not gone | come or not edit.rest_stayed:
        return False
    sides = (edit.before, edit.after)
    outside, inside = ([len(words.findall(side)) for side in sides] for words in (_OUTSIDE, _INSIDE))
    return (outside[0] - outside[1]) * (inside[0] - inside[1]) < 0


_TURNS: tuple[tuple[Rule, Callable[[Edit], bool]], ...] = (
    (CONDITION, _condition),
    (CHOICE, _choice),
    (QUANTITY, is_another_quantity),
    (JUNCTION, are_joined_otherwise),
    (WHOSE, _whose),
    (OPENNESS, _openness),
    (WAY, _way),
    (CONTRAST, _contrast),
    (EXCEPTION, _exception),
)


DETECTOR = Detector(
    rules=(CONDITION, CHOICE, QUANTITY, JUNCTION, WHOSE, OPENNESS, WAY, CONTRAST, EXCEPTION),
    find=_find,
    compares=True,
    keeps="everywhere",
)
"""Asked of sentences that both sides have."""
