"""What a sentence forbids, or denies, beside what it did, or no longer: an act joined to the others by "or".

"you will not sell access"  ->  "you will not sell access, or sign up for the service on behalf of others"
"""

import re
from collections.abc import Iterator, Set

from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.statements import DENIAL
from redline.equivalence.residue import LITTLE, NEGATORS, STRENGTH, blocks, key
from redline.judging.edits import Edit
from redline.literals import search
from redline.types import Materiality

_SOMEBODY = (
    r"(?:you|users?|customers?|clients?|members?|developers?|publishers?|advertisers?|sellers?|merchants?|partners?|"
    r"participants?|licensees?|subscribers?|anyone)"
)
# Somebody other than the service, and what he is forbidden.
_FORBIDS = re.compile(
    rf"\b{_SOMEBODY}\b[^.;:]{{0,60}}\b(?:(?:may|must|shall|will|can|should) ?n[o’']t|won[’']t|cannot|no right to|"
    r"agrees? (?:not|never) to|(?:prohibited|forbidden|restricted|refrain) from|"
    r"not (?:be )?(?:allowed|permitted|entitled) to)\b|^(?:do not|don[’']t|never)\b|\b(?:prohibit|forbid)s?\b",
    re.IGNORECASE,
)
_JOINS = frozenset(("or", "nor"))
# What makes an exception, a condition or an example of it is judged by rules of their own.
_NO_ACT = frozenset(key("except where without including such even than whether not whatsoever otherwise"))
_ACT_MIN = 2
# "rent out" is one word of an act.
_PARTICLES = frozenset(key("out up off away over on"))
# There it is no matter of what is forbidden, but of what does not work, is not needed, or is allowed.
_DEPENDS = re.compile(
    r"\b(?:if|when|unless|until|does not work|need(?:s|ed)? (?:not|to)|(?:do|does) not (?:need|have to)|"
    r"not (?:be )?(?:able|available)|(?:nothing|does not|do not) (?:\w+ ){0,3}(?:forbids?|prohibits?|prevents?)|"
    r"(?:may|might|will|can) ?not (?:be|see|recogni[sz]e|know|work|function|receive|apply|support|recover))\b",
    re.IGNORECASE,
)

FORBIDDEN = Rule(
    id="forbidden-acts",
    category="Prohibited use",
    direction="forbidden acts changed",
    level=Materiality.MATERIAL,
    why="One more thing is forbidden, or one that was no longer is.",
    source="DSA Art. 14(1)-(2); CLAUDETTE class CR",
)
DENIED = Rule(
    id="denied-acts",
    category="First Party Collection/Use",
    direction="what is promised not to be done changed",
    level=Materiality.MATERIAL,
    why="The service says of one thing more that it does not do it, or of one fewer.",
    source="FTC Act section 5 (a promise withdrawn deceives); FTC Gateway Learning 2004",
)
_SAID = {FORBIDDEN.id: "forbidden", DENIED.id: "denied"}


def _find(edit: Edit) -> Iterator[Hit]:
    over = f"{edit.lead} {edit.text}" if edit.lead else edit.text
    rule = _rule_for(over)
    if rule is None or _DEPENDS.search(over) or not NEGATORS.isdisjoint((*edit.residue.removed, *edit.residue.added)):
        return
    said_anew = {*edit.unsaid.removed, *edit.unsaid.added} - LITTLE - STRENGTH - _PARTICLES
    stretches = blocks(edit.old, edit.new)
    acts = [(gone, come) for gone, come in stretches if not (gone and come) and _is_an_act(gone or come, said_anew)]
    if acts:
        told = f"act no longer {_SAID[rule.id]}" if acts[0][0] else f"act {_SAID[rule.id]}"
        yield Hit(rule=rule, before=edit.before, after=edit.after, direction=told)


def _rule_for(sentence: str) -> Rule | None:
    """What a sentence is about that forbids or denies several acts, None for any other."""
    if search(DENIAL, sentence):
        return DENIED
    return FORBIDDEN if search(_FORBIDS, sentence) else None


def _is_an_act(words: tuple[str, ...], said_anew: Set[str]) -> bool:
    """Whether words that one side has beside the other's are an act of their own, joined by "or", which the other side
    does not say elsewhere."""
    if not _NO_ACT.isdisjoint(words) or _JOINS.isdisjoint((words[0], words[-1])):
        return False
    return len(said_anew & {*words}) >= _ACT_MIN


DETECTOR = Detector(rules=(FORBIDDEN, DENIED), find=_find, compares=True, keeps="alike")
