"""A word that became its opposite: "off by default" became "on by default", "No" in a table became "Yes", "up to 30
days" became "over 30 days"."""

import re
from collections.abc import Collection, Iterator, Sequence

from redline.answers import is_answer, is_unsaid
from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.limits import costs_otherwise
from redline.equivalence.residue import LITTLE, key
from redline.judging.edits import Edit
from redline.number_words import NUMBER
from redline.types import Materiality

_PAIRS = """
off on
no yes
non oui
nein ja
disabled enabled
deactivated activated
inactive active
optional mandatory
optional required
voluntary mandatory
most least
greater lesser
higher lower
maximum minimum
after before
all some
every some
without with
excluding including
exclude include
sans avec
sin con
ohne mit
ausgeschaltet eingeschaltet
deaktiviert aktiviert
désactivé activé
niemals manchmal
obligatoire facultative
obligatoire facultatif
verpflichtend freiwillig
obligatorisch optional
obligatorisch freiwillig
obligatoria opcional
obligatoria voluntaria
obligatorio opcional
obligatorio voluntario
never sometimes
explicit implied
affiliated unaffiliated
related unrelated
hidden shown
public private
irreversible reversible
truncated complete
masked displayed
listed unlisted
limited unlimited
manually automatically
independent joint
rarely regularly
authorised unauthorised
authorized unauthorized
exclusive nonexclusive
inclusive exclusive
advance arrears
refundable nonrefundable
encrypted unencrypted
identified deidentified
identifiable aggregated
hashed plain
immediately eventually
kostenlos kostenpflichtig
gratuit payant
gratuite payante
excluded included
accept refuse
acceptance refusal
accepted rejected
approval refusal
approved rejected
approve reject
stop continue
cease continue
ends continues
ends survives
terminates survives
twice once
full partial
revocable irrevocable
exclusive included
increase decrease
increased reduced
removed retained
inside outside
superior subordinate
precedence subordinate
public confidential
optional obligatory
permitted prohibited
allowed forbidden
allowed prohibited
permitted forbidden
eligible ineligible
excluded covered
returned kept
returned retained
wholly partly
certified aligned
certified compliant
device cloud
device server
aggregated individual
aggregate individual
rarely often
occasionally routinely
occasionally often
voluntary compulsory
voluntary mandatory
voluntary required
ticked unticked
checked unchecked
internally externally
internal external
contextual personalised
contextual personalized
stay leave
stays leaves
respond ignore
honour ignore
honor ignore
lawful unlawful
identifiable unidentifiable
"""
_ROLES = """
processor controller
supplier customer
provider customer
vendor customer
licensor licensee
seller buyer
landlord tenant
"""


def _both_ways(pairs: str) -> frozenset[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each line's two words, in either order."""
    return frozenset(
        pair
        for line in pairs.strip().split("\n")
        for one, other in (tuple(key(word)[0] for word in line.split()),)
        for pair in (((one,), (other,)), ((other,), (one,)))
    )


_OPPOSITES = _both_ways(_PAIRS)
_DENYING = ("non", "un")
_EXCHANGED = _both_ways(_ROLES)
# Of several days either the first or the last; "as told earlier" only points.
_OF_TWO = re.compile(
    r"\b(?:(?P<first>earlier|first(?= to occur))|(?P<last>later|last(?= to occur)))(?= (?:to occur )?of\b)",
    re.IGNORECASE,
)
_ENDS = frozenset(key("earlier first later last"))
# The two sorts of bounds, as they stand before a number.
_AT_MOST = (
    "up to",
    "at most",
    "not more than",
    "no more than",
    "not over",
    "not above",
    "a maximum of",
    "less than",
    "fewer than",
    "under",
    "below",
)
_AT_LEAST = ("over", "more than", "at least", "not less than", "no less than", "no fewer than", "above", "a minimum of")
_BOUND = re.compile(
    rf"(?P<most>\b(?:{'|'.join(_AT_MOST)}))\s(?:the age of\s|[a-z]+\s)?(?=[$€£]?{NUMBER})|"
    rf"(?<!not )(?<!no )(?P<least>\b(?:{'|'.join(_AT_LEAST)}))\s(?:the age of\s|[a-z]+\s)?(?=[$€£]?{NUMBER})",
    re.IGNORECASE,
)
_BOUND_WORDS = frozenset(form for phrase in (*_AT_MOST, *_AT_LEAST) for form in key(phrase))
_STATES = r"on|off|(?:en|dis)abled|(?:de)?activated|(?:in)?active|opted[- ](?:in|out)|public|private|visible|hidden"
_ON = frozenset("on enabled activated active public visible".split()) | {"opted in", "opted-in"}
_DEFAULT = re.compile(
    rf"\b({_STATES})\b(?: \w+){{0,2}} by default\b|\bby default,? (?:\w+ ){{0,4}}({_STATES})\b", re.IGNORECASE
)
_LEAVE = re.compile(
    r"\b(?:(?:(?P<one>specific|gesonderte[rn]?|spezifische[rn]?)|general|allgemeine[rn]?) (?:\w+ ){0,2}"
    r"(?:authori[sz]ation|einwilligung|zustimmung|genehmigung)|"
    r"(?:consentement|autorisation|consentimiento|autorización)(?: \w+){0,4} "
    r"(?:(?P<each>spécifique|específic[oa])|général|générale|general))\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\b(\w+) (?:and|or) (\w+)\b")
_NOBODY = re.compile(r"(?:no one|nobody|no-one|none|never|not shared|not sold|not collected|n/a)\.?", re.IGNORECASE)
_ANSWER = re.compile(r"(yes|no)(?:\b[.,:;!—–-]|\s?[(\[*†‡¹²³⁴⁵])", re.IGNORECASE)
# "In the same region", "in another region": of few things it matters which one it is.
_SAME = re.compile(
    r"\b(?:(?P<same>same)|another|other|different) (?:\w+ )?(?:regions?|countr(?:y|ies)|jurisdictions?|"
    r"data ?cent(?:er|re)s?|purposes?|recipients?|companies|company|controllers?|processors?|means of payment)\b",
    re.IGNORECASE,
)
_TELLING = frozenset(word for pair in _OPPOSITES for side in pair for word in side)
_EMPTY = (LITTLE | frozenset("prior take only even nur auch".split())) - _TELLING

OPPOSITE = Rule(
    id="opposite-said",
    category="Negation",
    direction="opposite said",
    level=Materiality.MATERIAL,
    why="One word became its opposite: a setting, an answer or a bound is the other one now.",
    source="CCPA 1798.130(a)(5)(C); Regulation P, 12 CFR 1016 (model form: answers by yes and no)",
)

_ROW = "A row of a table that answers by yes or no came, or went."
ROLE = Rule(
    id="role-exchanged",
    category="Duties and prohibitions",
    direction="one side stands in the other's place",
    level=Materiality.MATERIAL,
    why="What one side does, owes or gets is the other side's now.",
    source="Directive 93/13/EEC annex 1 (who bears what); GDPR Art. 4(7)-(8)",
)


def _of_an_answer(edit: Edit) -> Hit:
    """The hit where a cell answers otherwise, or came or went with its row."""
    if all(edit.rows):
        return Hit(rule=OPPOSITE, before=edit.before, after=edit.after, direction="answer in a table changed")
    told = f"answer in a table {'added' if edit.after else 'removed'}"
    return Hit(rule=OPPOSITE, before=edit.before, after=edit.after, direction=told, reason=_ROW)


def _find(edit: Edit) -> Iterator[Hit]:
    if edit.whole:
        answer = edit.old or edit.new
        if edit.row and is_answer(answer) and not is_unsaid(answer[0], edit.rows):
            yield _of_an_answer(edit)
        return
    sides = edit.residue.removed, edit.residue.added
    without = [tuple(_without(little, side) for side in sides) for little in (_EMPTY, LITTLE)]
    if not _EXCHANGED.isdisjoint(without):
        yield Hit(rule=ROLE, before=edit.before, after=edit.after)
        return
    if costs_otherwise(edit):
        return  # which `limits` tells
    if (
        not _OPPOSITES.isdisjoint((sides, *without))
        or any(map(_is_other_by_prefix, without))
        or _is_one_of_both(edit)
        or _bounds_otherwise(edit)
        or _answers_otherwise(edit)
        or _of_other_end(edit)
        or _is_of_another(edit)
        or _is_otherwise_by_default(edit)
        or _is_authorised_otherwise(edit)
        or (edit.residue.reordered and _switches(edit.old) != _switches(edit.new))
    ):
        yield Hit(rule=OPPOSITE, before=edit.before, after=edit.after)


def _is_other_by_prefix(sides: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one word is the other with what denies it before: "transferable", "non-transferable"."""
    gone, come = sides
    if len(gone) != 1 or len(come) != 1:
        return False
    return any(
        longer == f"{prefix}{shorter}" for prefix in _DENYING for longer, shorter in ((*gone, *come), (*come, *gone))
    )


def _is_one_of_both(edit: Edit) -> bool:
    """Whether two opposites joined became one of them, or the other way: "before or after", "inside and outside"."""
    words = _without(_EMPTY, (*edit.residue.removed, *edit.residue.added))
    if len(words) != 1 or (edit.residue.removed and edit.residue.added):
        return False
    joined = _JOINED.findall(edit.before if edit.residue.removed else edit.after)
    return any(
        words == key(one) and ((*key(one),), (*key(other),)) in _OPPOSITES
        for pair in joined
        for one, other in (pair, pair[::-1])
    )


def _answers_otherwise(edit: Edit) -> bool:
    """Whether an answer by yes or no, with whatever follows it, became the other one."""
    if sum(_NOBODY.fullmatch(side.strip()) is not None for side in (edit.before, edit.after)) == 1:
        return True
    answers = [_ANSWER.match(side) for side in (edit.before, edit.after)]
    return all(answers) and len({found[1].lower() for found in answers if found}) > 1


def _is_of_another(edit: Edit) -> bool:
    """Whether what is done in the same place, or for the same purpose, is done in another one, or the other way."""
    old, new = ([bool(found["same"]) for found in _SAME.finditer(side)] for side in (edit.before, edit.after))
    return edit.rest_stayed and len(old) == len(new) > 0 and old != new


def _is_otherwise_by_default(edit: Edit) -> bool:
    """Whether what is off by default is on, or the other way."""
    if "default" not in edit.before.lower():
        return False
    old, new = (
        [(found[1] or found[2]).lower() in _ON for found in _DEFAULT.finditer(side)]
        for side in (edit.before, edit.after)
    )
    return len(old) == len(new) and old != new


def _is_authorised_otherwise(edit: Edit) -> bool:
    """Whether a leave for one case became a leave for all, or the other way."""
    old, new = ([bool(found.lastgroup) for found in _LEAVE.finditer(side)] for side in (edit.before, edit.after))
    return len(old) == len(new) and old != new


def _of_other_end(edit: Edit) -> bool:
    """Whether the later of several days counts in place of the earlier, or the other way."""
    if _ENDS.isdisjoint((*edit.residue.removed, *edit.residue.added)):
        return False
    old, new = ([found.lastgroup for found in _OF_TWO.finditer(side)] for side in (edit.before, edit.after))
    return len(old) == len(new) and old != new


def _bounds_otherwise(edit: Edit) -> bool:
    """Whether only the bound before a number differs, and is the other sort: "up to 90 days", "over 90 days"."""
    differing = {*edit.residue.removed, *edit.residue.added}
    if not differing or not _BOUND_WORDS.issuperset(differing):
        return False
    old, new = ([found.lastgroup for found in _BOUND.finditer(side)] for side in (edit.before, edit.after))
    return len(old) == len(new) and old != new


def _without(little: Collection[str], words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in little)


def _switches(words: tuple[str, ...]) -> list[str]:
    """What is switched or answered, in order: "off until you switch it on" is off, on."""
    pairs = [pair for pair in (("off", "on"), ("no", "yes")) if pair[0] in words and pair[1] in words]
    return [word for word in words if any(word in pair for pair in pairs)]


DETECTOR = Detector(rules=(OPPOSITE, ROLE), find=_find, keeps="everywhere", order=True)
