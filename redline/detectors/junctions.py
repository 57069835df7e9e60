"""How two conditions, or two things that are owed, are joined: by "and" or by "or"."""

import re

from redline.detectors.base import Rule
from redline.judging.edits import Edit
from redline.number_words import NUMBER
from redline.types import Materiality

JUNCTION = Rule(
    id="conditions-joined-otherwise",
    category="Language strength",
    direction="conditions joined otherwise",
    level=Materiality.MATERIAL,
    why="One of several conditions is enough, or all are needed now.",
    source="Drafting practice (cumulative and alternative conditions); P2B Regulation 2019/1150 Art. 3(1)",
)

_CONDITIONS = re.compile(r"\b(?:if|unless|provided|where|when|you must be)\b[^,.;]{0,200}", re.IGNORECASE)
# "Torn" is one, "processed" and "stored" are what is done.
_QUALITY = r"(?!\w+(?:ed|ing)\b)\w+"
# What joins two conditions and not two names: "if you agree and the law allows it".
_JOINED = re.compile(
    r"\b(?:and|or)(?= (?:(?:if|unless|you|we|they|it|there|has|have|is|are)\b|"
    r"(?!\w+(?:ed|ing)\b)(?:\w+ ){1,4}?(?:is|are|has|have|was|requires?|allows?|permits?|consents?|agrees?)\b))|"
    rf"(?<=\bis ){_QUALITY} (?:and|or)(?= {_QUALITY})|(?<=\bare ){_QUALITY} (?:and|or)(?= {_QUALITY})",
    re.IGNORECASE,
)
# What is owed, or known, of both or of either: "must be given in writing and by post".
_OWED = re.compile(
    r"\b(?:must|shall|required?|requires|will be|encrypt\w*|remed(?:y|ies)|entitled|eligible|rated|only|subject to)\b",
    re.IGNORECASE,
)
_OF_TWO = re.compile(
    rf"\b(?:and|or)\b(?= (?:(?:at|in|by|before|after|within|under|with) \w+|(?:an? )?(?:{NUMBER}|refunds?)\b))",
    re.IGNORECASE,
)
_BOTH_AGREE = re.compile(r"\b(?:both|either|each)(?: of the)? part(?:y|ies)\b", re.IGNORECASE)
_JUNCTIONS = frozenset("and or both either each".split())


def are_joined_otherwise(edit: Edit) -> bool:
    """Whether all that differs is by what conditions, or things that are owed, are joined."""
    gone, come = frozenset(edit.residue.removed), frozenset(edit.residue.added)
    if not (gone and come) or not _JUNCTIONS.issuperset(gone | come):
        return False
    if ("both" in gone | come or "either" in gone | come) and _BOTH_AGREE.search(edit.before):
        return True
    if ("and" in gone) == ("and" in come):
        return False
    old, new = ([*map(_JOINED.findall, _CONDITIONS.findall(side))] for side in (edit.before, edit.after))
    if len(old) == len(new) and old != new:
        return True
    old, new = (_OF_TWO.findall(side) for side in (edit.before, edit.after))
    return _OWED.search(edit.after) is not None and len(old) == len(new) and old != new
