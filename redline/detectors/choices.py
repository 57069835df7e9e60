"""Who decides, and on what ground: opt-in that became opt-out, consent dropped, one legal basis put for another."""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.judging.edits import Edit
from redline.literals import search
from redline.types import Materiality

_OPT_IN = re.compile(
    r"\bopt(?:ed|ing)?[- ]?in\b|\b(?:with|without|upon|obtain\w*|give\w*|request\w*|ask\w*(?: for)?|"
    r"subject to|only (?:with|if|where|after|when))\b[^.;]{0,30}\b(?:consent|permission|agree\w*)\b",
    re.IGNORECASE,
)
_OPT_OUT = re.compile(
    r"\bopt(?:ed|ing|s)?[- ]?out\b|\bunless you (?:object|tell|opt|decline|disable)\b|\bunsubscrib\w+|\bdeactivat\w+",
    re.IGNORECASE,
)
_BASES = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "consent": r"\bconsent\b|\bconsentement\b|\beinwilligung\b|\bconsentimiento\b",
        "legitimate interests": (
            r"\blegitimate (?:business )?interests?\b|\bintérêts? légitimes?\b|\bberechtigte\w* interesse\w*|"
            r"\binter[eé]s(?:es)? leg[ií]timos?"
        ),
        "contract": (
            r"\b(?:performance of|perform|necessary for|fulfil\w*) (?:a|the|our|this)? ?(?:contract|"
            r"agreement)\b|\bcontractual necessity\b|\bexécution d[ue]|\bvertragserfüllung\b"
        ),
        "legal obligation": r"\blegal obligations?\b|\bobligations? légales?\b|\brechtliche\w* verpflichtung\w*",
        "public interest": r"\bpublic interest\b",
        "vital interests": r"\bvital interests?\b",
    }.items()
}
_NAMED = re.compile(
    r"\b(?:legal|lawful)(?:ity)? (?:bas[ie]s|grounds?)|\brel(?:y|ies) on\b|\bbased on\b|\bArt(?:icle|"
    r"\.)? ?6|\bbase juridique|\bbase légale|\brechtsgrundlage|\bbase (?:jurídica|legal)|"
    r"\bsur la base d(?!e données)|\bfondée?s? sur\b|\bauf (?:der )?grundlage\b|\bbasad[oa]s? en\b",
    re.IGNORECASE,
)

OPT = Rule(
    id="opt-in-became-opt-out",
    category="User Choice/Control",
    direction="opt-in became opt-out",
    level=Materiality.MATERIAL,
    why="What needed a yes now happens unless one says no.",
    source="FTC Gateway Learning 2004; GDPR Art. 4(11), 7",
)
BASIS = Rule(
    id="legal-basis-changed",
    category="Legal basis",
    direction="legal basis changed",
    level=Materiality.MATERIAL,
    why="The processing rests on another ground in law, which changes what one can do against it.",
    source="GDPR Art. 6, 13(1)(c)",
)


def _find(edit: Edit) -> Iterator[Hit]:
    asked, refused = _OPT_IN.search(edit.before), _OPT_OUT.search(edit.after)
    if asked and refused and not _OPT_IN.search(edit.after) and not _OPT_OUT.search(edit.before):
        yield Hit(rule=OPT, before=asked[0], after=refused[0])
    if search(_NAMED, edit.text):
        yield from _basis(edit)


def _basis(edit: Edit) -> Iterator[Hit]:
    old = {name: found[0] for name, pattern in _BASES.items() if (found := pattern.search(edit.before))}
    new = {name: found[0] for name, pattern in _BASES.items() if (found := pattern.search(edit.after))}
    if old.keys() != new.keys():
        gone = next((words for name, words in old.items() if name not in new), "")
        come = next((words for name, words in new.items() if name not in old), "")
        yield Hit(rule=BASIS, before=gone, after=come)


DETECTOR = Detector(rules=(OPT, BASIS), find=_find, compares=True)
