"""How far a sanction, a liability, a licence or encryption reaches: the fault it takes, who holds it, which data.

One word more or less, and it reaches farther: "members who repeatedly infringe" that are "members who infringe".
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from redline.detectors.base import Detector, Hit, Rule
from redline.equivalence.residue import LITTLE, key
from redline.judging.edits import Edit
from redline.literals import search
from redline.types import Materiality

_DEGREE = (
    r"(?:repeat(?:ed(?:ly)?)?|persistent(?:ly)?|material(?:ly)?|knowing(?:ly)?|will?ful(?:ly)?|intentional(?:ly)?|"
    r"deliberate(?:ly)?|reckless(?:ly)?|gross(?:ly)?|serious(?:ly)?|substantial(?:ly)?|frequent(?:ly)?)"
)
_OFFENCE = (
    r"(?P<offence>infring|breach|violat|negligen|misconduct|default|caus|break|offen[cs]|harm|provid|post|upload|submit|"
    r"acts?\b(?! of god)|omissions?\b|fail)\w*"
)
# Before it, "repeatedly infringe", "gross negligence", or after what it is done to, "violate our rules repeatedly".
_OFFENCES = re.compile(
    rf"\b(?P<grave>{_DEGREE} (?:(?:and|or) {_DEGREE} )?)?{_OFFENCE}"
    rf"(?P<so>(?:\s\w+){{0,4}}?\s{_DEGREE}(?=\W*(?:$|[.,;])))?",
    re.IGNORECASE,
)
# One may be called the other.
_SAME = {"violat": "breach", "infring": "breach", "break": "breach"}
# What one answers for, whatever its degree.
_FAULTS = frozenset(("negligen", "misconduct", "breach", "default"))
_SOME_DEGREE = re.compile(rf"{_DEGREE}|purpose", re.IGNORECASE)
_CONSEQUENCE = re.compile(
    r"\b(?:terminat\w+|suspen\w+|disabl\w+|clos\w+|bann?(?:ed|s)?|liab\w+|indemnif\w+|harmless|responsib\w+|damages)\b",
    re.IGNORECASE,
)
# For what one answers, in other languages than English.
_KINDS_OF_FAULT = re.compile(
    r"\b(?:(?P<intent>vorsatz|vorsätzlich\w*|dol(?:us)?|dolo|fautes? intentionnelles?)|"
    r"(?P<gross>grobe[rn]? fahrlässigkeit|grob fahrlässig\w*|"
    r"faute lourde|faute grave|négligence grave|culpa grave|negligencia grave)|"
    r"(?P<slight>(?:leichte|einfache)[rn]? fahrlässigkeit|(?:leicht|einfach) fahrlässig\w*|faute simple|culpa leve))"
    r"(?!\w)",
    re.IGNORECASE,
)
_LIABLE = re.compile(r"\b(?:liab\w+|responsib\w+)\b", re.IGNORECASE)
_DONE = r"to (?:use|host|store|copy|reproduce|display|distribute|modify|publish|adapt|translate|show|perform)\b"
_LICENCE = re.compile(
    rf"\b(?:grants?|giv(?:e|es|ing) us)\b.{{0,400}}\b(?:licen[cs]es?\b|(?:rights?|permission) {_DONE})|"
    rf"\blicen[cs]e {_DONE}|\bhereby licen[cs]es?\b|\bthis licen[cs]e (?:includes|extends|covers)\b|"
    r"\b(?:we|(?!(?:you|they|users?|members?)\b)(?-i:[A-Z])\w+) (?:can|may) exercise (?:these|such) rights\b",
    re.IGNORECASE,
)
_TERMS_OF_LICENCE = frozenset(
    key(
        "affiliates subsidiaries sublicensees successors assigns partners perpetual irrevocable worldwide transferable"
        " nontransferable sublicensable exclusive nonexclusive royalty commercial derivative modify adapt sell"
        " resell train survives perpetuity publicly display distribute perform purpose translate edit"
        " monetize monetizing commercialize advertise promote likeness voice"
    )
)
# One of these is told also where much of the sentence is new.
_GRAVE_TERMS_OF_LICENCE = frozenset(
    key("monetize monetizing commercialize advertise sell resell train likeness voice perpetual irrevocable")
)
# "Except for gross negligence, each party's total liability will not exceed …"
_CAPPED = re.compile(r"\b(?:liab\w+|damages)\b[^.]{0,200}\b(?:exceed|limited to|more than)\b", re.IGNORECASE)
_EXCEPTED = re.compile(
    r"\b(?:except|other than|excluding|with the exception of|save)\b([^.]{1,500}?)"
    r"(?=,? \b(?:in no event|neither|each party|the total|the aggregate|the maximum|total|our|its|liability)\b|[.]|$)",
    re.IGNORECASE,
)
_ITEMS = re.compile(r"[,;]|\b(?:or|and)\b|\(\w{1,4}\)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]{5,}\)")
_HOLD_HARMLESS = re.compile(r"\band hold \w+ harmless\b|\band hold harmless\b", re.IGNORECASE)
_LAW = re.compile(r"\blaws?\b|\b(?-i:Act|HIPAA|GLBA|FCRA|Regulation)\b", re.IGNORECASE)
_ENCRYPTED = re.compile(r"\bencrypt", re.IGNORECASE)
# Where data is when it is encrypted, in whatever words.
_AT_REST = re.compile(r"\b(?:at rest|stor(?:ed|age|ing))\b", re.IGNORECASE)
_IN_TRANSIT = re.compile(
    r"\b(?:in (?:transit|motion)|(?:during|in) transport|transmi\w+|transfer\w*|sent)\b", re.IGNORECASE
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

ENCRYPTION = Rule(
    id="encryption-scope-changed",
    category="Data Security",
    direction="what is encrypted changed",
    level=Materiality.MATERIAL,
    why="Data is encrypted in fewer places, or in more.",
    source="GDPR Art. 32(1)(a)",
)

CARVE_OUT = Rule(
    id="liability-exception-changed",
    category="Liability",
    direction="exceptions from a limit of liability changed",
    level=Materiality.MATERIAL,
    why="Something else is excepted from what one side answers for at most: what is not is capped.",
    source="Directive 93/13/EEC annex 1(a),(b); CLAUDETTE (limitation of liability)",
)

EXCEPTION = Rule(
    id="exception-changed",
    category="Language strength",
    direction="exception changed",
    level=Materiality.MATERIAL,
    why="There is a case in which the sentence does not hold, where it held in all; or no longer.",
    source="WP260 rev.01 para. 12-13; Directive 93/13/EEC annex 1",
)
LISTED = replace(EXCEPTION, id="listed-exception-changed")
REACH = Rule(
    id="reach-changed",
    category="Language strength",
    direction="how far it reaches changed",
    level=Materiality.MATERIAL,
    why="What held for anything of a kind holds for what is named, or the other way.",
    source="P2B Regulation 2019/1150 Art. 3(1); DSA Art. 14(1)",
)
_OF_ANY = re.compile(
    r"\bof any (?:kind|type|sort|nature|description)\b|\bwhat(?:so)?ever\b|\b(?:in|by) any (?:way|manner|form|means)\b",
    re.IGNORECASE,
)
# What makes an exception, and what a sentence says that is worth one.
_MAKES_ONE = re.compile(
    r"\b(?:except(?:ing)?|unless|with the exception of|save (?:as|for|where)|other than)\b", re.IGNORECASE
)
_WORTH_ONE = re.compile(
    r"\b(?:no|not|never|none|nobody|without|cannot|must|may|shall|will|all|only|always|every|any|"
    r"liab\w*|responsib\w*|disputes?|claims?|arbitrat\w*|fees?|refunds?|sales?|"
    r"free|private|confidential|encrypt\w*|delet\w*|eras\w*|keep|kept|retain\w*|"
    r"stor(?:e|es|ed)|shar(?:e|es|ed)|disclos\w*|process\w*|transfer\w*|collect\w*|used?|s[eo]ld|sell|notif\w*|inform|"
    r"rights?|owns?|licen[cs]\w*|terminat\w*|yours|ours)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(r"\W*(?:see|read|learn|visit|for more|please)\b", re.IGNORECASE)
_OF_THE_TEXT = re.compile(r"\b(?:policy|notice|statement)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\b(?:third[- ]part(?:y|ies)|websites?|sites?|others?)\b", re.IGNORECASE)
_IF = re.compile(r"\b(?:if|where|when)\b", re.IGNORECASE)
# What introduces a list of cases in which something does not hold.
_EXCEPTIONS_FOLLOW = re.compile(
    r"\b(?:(?:does|do|shall|will|is|are) not|(?:does|do|is|are)n[’']t) "
    r"(?:be )?(?:include|apply|extend|cover|regarded|considered|deemed|treated)\b"
    r"[^:;.]{0,160}:|\b(?:except (?:for|in|that|as follows)|with the exception of|"
    r"the following (?:\w+ ){0,3}(?:exceptions?|exclusions?)|(?:is|are) (?:excluded|exempt(?:ed)?))\b[^:.]{0,80}:\s*$",
    re.IGNORECASE,
)


def _fault(edit: Edit) -> Iterator[Hit]:
    if not (search(_CONSEQUENCE, edit.before) and search(_CONSEQUENCE, edit.after)):
        return
    old, new = _offences(edit.before), _offences(edit.after)
    if not old or not new or old == new or not edit.rest_stayed:
        return
    # "materially breach" that is "breach in a material way" says the same of it.
    gone, come = (any(map(_SOME_DEGREE.fullmatch, words)) for words in (edit.residue.removed, edit.residue.added))
    if not come and any(grave and new.get(offence) is False for offence, grave in old.items()):
        yield Hit(rule=FAULT, before=edit.before, after=edit.after, direction="less fault needed")
    elif not gone and any(grave and old.get(offence) is False for offence, grave in new.items()):
        yield Hit(rule=FAULT, before=edit.before, after=edit.after, direction="more fault needed")
    elif not _FAULTS.isdisjoint(old.keys() ^ new.keys()) and _LIABLE.search(edit.before) and _LIABLE.search(edit.after):
        yield Hit(rule=FAULT, before=edit.before, after=edit.after)


def _offences(sentence: str) -> dict[str, bool]:
    """What a sentence calls an offence, and whether only a grave one counts."""
    found: dict[str, bool] = {}
    for offence in _OFFENCES.finditer(sentence):
        called = offence["offence"].lower()
        name = _SAME.get(called, called)
        found[name] = found.get(name, True) and bool(offence["grave"] or offence["so"])
    return found


def _licence(edit: Edit) -> Iterator[Hit]:
    differing = (*edit.residue.removed, *edit.residue.added)
    terms = _TERMS_OF_LICENCE if edit.rest_stayed else _GRAVE_TERMS_OF_LICENCE
    if edit.whole or terms.isdisjoint(differing):
        return
    if _LICENCE.search(edit.before) and _LICENCE.search(edit.after):
        yield Hit(rule=LICENCE, before=edit.before, after=edit.after)


def _encryption(edit: Edit) -> Iterator[Hit]:
    if not edit.rest_stayed or not (search(_ENCRYPTED, edit.before) and search(_ENCRYPTED, edit.after)):
        return
    old, new = (
        [pattern.search(side) is not None for pattern in (_AT_REST, _IN_TRANSIT)] for side in (edit.before, edit.after)
    )
    if any(old) and any(new) and old != new:
        yield Hit(rule=ENCRYPTION, before=edit.before, after=edit.after)


def _carve_out(edit: Edit) -> Iterator[Hit]:
    if not (search(_CAPPED, edit.before) and search(_CAPPED, edit.after)):
        return
    old, new = (_excepted(side) for side in (edit.before, edit.after))
    if old and new and old != new:
        yield Hit(rule=CARVE_OUT, before=edit.before, after=edit.after)


def _exception(edit: Edit) -> Iterator[Hit]:
    """An exception that came or went and nothing else; what the law demands is none of ours to except."""
    old, new = (_MAKES_ONE.search(side) for side in (edit.before, edit.after))
    found, side = (new, edit.after) if new else (old, edit.before)
    if found is None or (old and new):
        return
    own, other = (edit.residue.added, edit.residue.removed) if new else (edit.residue.removed, edit.residue.added)
    excepted = _case_of(side, found)
    if other or not set(own) <= set(key(excepted)) or _LAW.search(excepted):
        return
    if _WORTH_ONE.search(side.replace(excepted, " ")):
        told = "exception added" if new else "exception removed"
        yield Hit(rule=EXCEPTION, before=edit.before, after=edit.after, direction=told)


def _exception_listed(edit: Edit) -> Iterator[Hit]:
    """A case that came to, or left, a list of those in which something does not hold."""
    found = _EXCEPTIONS_FOLLOW.search(edit.lead) if edit.whole else None
    if found and not (_IF.search(edit.lead, 0, found.start()) or _LAW.search(edit.text) or _is_elsewhere(edit)):
        told = "exception added" if edit.after else "exception removed"
        yield Hit(rule=LISTED, before=edit.before, after=edit.after, direction=told)


def _is_elsewhere(edit: Edit) -> bool:
    """Whether an item points to another text, or names what a policy is not about anyway: the sites of others."""
    return _POINTER.match(edit.text) is not None or (
        _OF_THE_TEXT.search(edit.lead) is not None and _OF_OTHERS.search(edit.text) is not None
    )


def _reach(edit: Edit) -> Iterator[Hit]:
    """Whether "of any kind" gave way to what is named, or the other way."""
    found = [_OF_ANY.search(side) for side in (edit.before, edit.after)]
    said = {form for one in found if one for form in key(one[0])}
    if edit.rest_stayed and found.count(None) == 1 and not said.issuperset(edit.residue.content):
        yield Hit(rule=REACH, before=edit.before, after=edit.after)


def _case_of(sentence: str, found: re.Match[str]) -> str:
    """The case that is excepted: to the end of its sentence, or where that begins with it to the first comma."""
    rest = sentence[found.start() :]
    return rest.partition(",")[0] if not sentence[: found.start()].strip() else rest


def _excepted(sentence: str) -> int:
    """How many things are excepted; what the law demands is none of ours to except."""
    plain = _HOLD_HARMLESS.sub(" ", _IN_BRACKETS.sub(" ", sentence))
    parts = [part for part in _EXCEPTED.findall(plain) if not _LAW.search(part)]
    return sum(bool(set(key(item)) - LITTLE) for part in parts for item in _ITEMS.split(part))


def _fault_in_other_languages(edit: Edit) -> Iterator[Hit]:
    old, new = ({found.lastgroup for found in _KINDS_OF_FAULT.finditer(side)} for side in (edit.before, edit.after))
    if old and new and old != new:
        yield Hit(rule=FAULT, before=edit.before, after=edit.after)


DETECTOR = Detector(
    rules=(FAULT, LICENCE, ENCRYPTION, CARVE_OUT, EXCEPTION, REACH),
    find=lambda edit: (
        hit
        for find in (_fault, _fault_in_other_languages, _licence, _encryption, _carve_out, _exception, _reach)
        for hit in find(edit)
    ),
    compares=True,
    keeps="alike",
)
EXCEPTIONS = Detector(rules=(LISTED,), find=_exception_listed)
