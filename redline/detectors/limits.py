"""A word that limits came, went or gave way to another, and nothing else differs: which data, how precisely, for what
price, told how early, for which losses, by what law.

"We share aggregated data."         ->  "We share data."
"You may cancel free of charge."    ->  "You may cancel."
"We tell you of it in advance."     ->  "We tell you of it."
"We are not liable for losses."     ->  "We are not liable for direct losses."
"We disclose it as law requires."   ->  "We disclose it as law allows."
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.statements import DATA, PRACTICE_SAID
from redline.equivalence.residue import LITTLE, key
from redline.judging.edits import Edit
from redline.literals import search
from redline.types import Materiality

DATA_LIMITED = Rule(
    id="data-limit-changed",
    category="First Party Collection/Use",
    direction="limit on the data changed",
    level=Materiality.MATERIAL,
    why="Data as such is handled where only some of it was, or data that tells less of a person; or the other way.",
    source="GDPR Art. 5(1)(c) and Art. 4(5) (minimisation, pseudonymisation); CCPA 1798.140(m)",
)
FREE = Rule(
    id="free-of-charge-changed",
    category="Fees and renewals",
    direction="promise of no charge changed",
    level=Materiality.MATERIAL,
    why="What was free is no longer said to be, or the other way.",
    source="Directive 2011/83/EU Art. 6(1)(e); GDPR Art. 12(5)",
)
REFUND = Rule(
    id="whole-refund-changed",
    category="Fees and renewals",
    direction="promise of the whole refund changed",
    level=Materiality.MATERIAL,
    why="What is paid back is no longer said to be all of it, or the other way.",
    source="Directive 2011/83/EU Art. 13(1)",
)
ADVANCE = Rule(
    id="advance-notice-changed",
    category="Policy Change",
    direction="notice in advance changed",
    level=Materiality.MATERIAL,
    why="People are told before it happens, or no longer.",
    source="P2B Regulation 2019/1150 Art. 3(2); Directive 93/13/EEC annex 1(j)",
)
DAMAGES = Rule(
    id="direct-damages-changed",
    category="Liability",
    direction="limit to direct damage changed",
    level=Materiality.MATERIAL,
    why="Direct damage is what a breach mostly causes: whether one answers for it decides.",
    source="Directive 93/13/EEC annex 1(a),(b); CLAUDETTE (limitation of liability)",
)
LAWFUL = Rule(
    id="lawful-disclosure-changed",
    category="Third Party Sharing/Collection",
    direction="disclosure as the law merely allows changed",
    level=Materiality.MATERIAL,
    why="Data is given where the law only allows it and not just where it demands it, or the other way.",
    source="GDPR Art. 6(1)(c) (an obligation, not a permission); OPP-115 Third Party Sharing (legal requirement)",
)

ONLY_CASES = Rule(
    id="condition-opened",
    category="Language strength",
    direction="limit to the cases named changed",
    level=Materiality.MATERIAL,
    why="The cases in which something is done are only examples of them, or are all of them now.",
    source="WP260 rev.01 para. 12-13 (open lists tell nobody what to expect); Directive 93/13/EEC annex 1(f),(j)",
)

THRESHOLD = Rule(
    id="notice-threshold-changed",
    category="Policy Change",
    direction="changes that are announced changed",
    level=Materiality.MATERIAL,
    why="People are told of graver changes only, or of lesser ones as well.",
    source="P2B Regulation 2019/1150 Art. 3(2); WP260 rev.01 para. 29 (which changes are to be told)",
)

_PARTED = re.compile(r"[ ,-]")


class _Limit(NamedTuple):
    """Of what a rule speaks: the words that may differ, the limit itself, what the sentence is about, and what makes it
    another matter."""

    rule: Rule
    words: frozenset[str]
    said: re.Pattern[str]
    about: re.Pattern[str]
    unless: re.Pattern[str]


def _limit(rule: Rule, *, words: str, said: str, about: str, unless: str = r"(?!)") -> _Limit:
    return _Limit(rule, frozenset(key(words)), *(re.compile(each, re.IGNORECASE) for each in (said, about, unless)))


# What is listed behind the data says of which it is; "information on how we do it" is none, nor is "data protection".
_DATA_ALONE = (
    rf"{DATA}\b(?!\s*[:(]|,? e\.g\.|[^.;]{{0,40}}\b(?:such as|like|including|namely)\b| (?:on|about) how|"
    r" (?:protection|offers?|security|laws?)\b)"
)
_CASE = r"(?:if|when|where|in case|in the event|to the extent|as (?:necessary|needed|required)|for|with)\b"
_CASES = re.compile(rf"\b{_CASE}", re.IGNORECASE)
_LIMITS = (
    _limit(
        DATA_LIMITED,
        words="limited aggregate aggregated anonymous anonymized anonymised pseudonymous pseudonymized pseudonymised"
        " identified deidentified de non personal personally identifying identifiable hashed"
        " truncated masked approximate coarse precise exact public publicly available recent",
        said=r"\b(?:limited|aggregated?|anonym(?:ous|i[sz]ed)|pseudonym(?:ous|i[sz]ed)|de-?identified|"
        r"non-?(?:personal(?:ly identifi(?:able|ed))?|identif\w+)|hashed|truncated|masked|"
        r"approximate|coarse|precise|exact|public(?:ly available)?|recent)"
        rf"(?:[ ,-]+\w+)?[ -]{_DATA_ALONE}",
        about=PRACTICE_SAID.pattern,
    ),
    _limit(
        FREE,
        words="free charge charges cost costs fee fees no without additional extra reasonable of for at a",
        said=r"\b(?:free(?! (?:to|trials?|newsletters?|accounts?|services?|plans?|versions?|from|of (?!charge|cost))\b)"
        r"(?: of (?:charge|cost))?|(?:at|for) no (?:\w+ )?(?:cost|charge|fee)|"
        r"without (?:\w+ )?(?:charge|cost|fee)s?)\b",
        about=r"\b(?:cancel\w*|terminat\w*|return\w*|request\w*|cop(?:y|ies)|withdraw\w*|replac\w*|repair\w*|object|access|"
        r"export|unsubscribe|correct|provided?|charges?|costs?|fees?)\b",
    ),
    _limit(
        REFUND,
        words="full fully whole entire in",
        said=r"\b(?:refund|reimburs)\w*\b[^.]{0,40}\bin full\b|\b(?:full(?:y)?|whole|entire) (?:refund|reimburs)",
        about=r"\b(?:refund|reimburs)",
    ),
    _limit(
        ADVANCE,
        words="advance prior before beforehand in of",
        said=r"(?<!paid )(?<!payment )(?<!payments )(?<!made )\bin advance\b|\bbefore(?:hand)?\b|\bprior to\b|"
        r"\b(?:advance|prior)(?= (?:written )?notice)",
        about=r"\b(?:notify|notified|inform(?:ed)?|tell|told|give|given|send|sent)\b[^.]{0,20}\b(?:you|users?|customers?|"
        r"notice|members?)\b|\bnotice\b",
        unless=r"\byou (?:must|shall|will|agree to|have to|may|can|should)\b[^.]{0,30}\b(?:notify|inform|tell|give)|"
        r"\bpayments?\b",
    ),
    _limit(
        DAMAGES,
        words="direct directly",
        said=r"\bdirect(?:[ ,/]{1,2}(?:and|or|indirect|consequential|incidental|special|punitive|actual|proven|"
        r"financial|foreseeable)){0,8} (?:damages?|loss(?:es)?)\b|"
        r"\b(?:damages?|loss(?:es)?|caused|arising) directly\b",
        about=r"\b(?:liab\w+|responsib\w+|damages?|loss(?:es)?)\b",
    ),
    _limit(
        LAWFUL,
        words="applicable allow allowed permit permitted authorize authorized authorised require required requires",
        said=r"\b(?:allowed|permitted|authori[sz]ed)\b[^.;]{0,25}\b(?:by|under) (?:\w+ ){0,2}laws?\b|"
        r"\blaws? (?:allows?|permits?|authori[sz]es?)\b|\blegally (?:allowed|permitted|authori[sz]ed)\b",
        about=r"\b(?:shar(?:e|es|ed|ing)|disclos\w+|releas\w+)\b|"
        r"\b(?:transfer\w*|provid\w+|giv(?:e|es|en|ing)|hand\w*)\b[^.;]{0,60}\b(?:data|information|records?)\b",
        unless=r"\bas is\b|\b(?:warrant|liab|refund)\w*",
    ),
    _limit(
        THRESHOLD,
        words="material materially significant significantly substantial substantially greatly adverse adversely"
        " negatively major important considerably",
        said=r"\b(?:material|significant|substantial|adverse|major|important)(?:ly)? (?:changes?|modif\w+|updates?|"
        r"amend\w+|revisions?|chang\w+|affects?|impacts?|reduc\w+)\b|"
        r"\b(?:greatly|negatively|considerably) (?:affects?|impacts?|chang\w+)\b",
        about=r"\b(?:notif\w+|notice|inform(?:ed)?|tell|told|announce\w*|e-?mail|let you know)\b",
    ),
    _limit(
        ONLY_CASES,
        words="including but not limited to without limitation such for example instance",
        said=r"\b(?:including|such as|for (?:example|instance)|and also|e\.g\.)(?:,? but not limited to|"
        rf",? without limitation|,? for (?:example|instance))?,? {_CASE}",
        about=r"\b(?:notice|consent|terminat\w*|suspen\w*|remov\w*|shar(?:e|es|ed|ing)|disclos\w*|us(?:e|es|ed|ing)|"
        r"collect\w*|modif\w*|chang\w*|charg\w*|refus\w*|access\w*|retain\w*|keep|stor(?:e|es|ed|ing))\b",
    ),
)

# What costs nothing, and what does.
_COSTS_NOTHING = re.compile(
    r"\bfree of charge\b|\b(?:is|are|be|for) free\b(?! (?:of|from|to)\b)|"
    r"\b(?:no|without|not|never|nothing)\b (?:\w+ ){0,4}(?:charg\w*|fees?|costs?|pay)\b",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"\b(?:charg(?:e|es|ed)|pay|costs?) (?:\w+ ){0,3}(?:fee|charge|amount|[$€£]?\d)|"
    r"\bfor an? (?:\w+ )?(?:fee|charge)\b|"
    r"\b(?:fees?|charges?) (?:may |will |is |are )?(?:appl(?:y|ies)|payable|charged)\b|"
    r"\bfor which we (?:may )?charge\b|\bat (?:your|its|their) (?:own )?(?:cost|expense)\b",
    re.IGNORECASE,
)


def _find(edit: Edit) -> Iterator[Hit]:
    is_charged = costs_otherwise(edit)
    if is_charged:
        yield Hit(rule=FREE, before=edit.before, after=edit.after)
    differing = {word for word in (*edit.residue.removed, *edit.residue.added) if word not in LITTLE}
    for limit in _LIMITS:
        if (not differing and limit.rule is not ONLY_CASES) or (is_charged and limit.rule is FREE):
            continue
        if not limit.words.issuperset(differing) or limit.unless.search(edit.before) or limit.unless.search(edit.after):
            continue
        if not (search(limit.about, edit.before) or search(limit.about, edit.after)):
            continue
        old, new = (
            Counter(_token(limit.rule, found[0]) for found in limit.said.finditer(side))
            for side in (edit.before, edit.after)
        )
        if limit.rule is ONLY_CASES and len({len(_CASES.findall(side)) for side in (edit.before, edit.after)}) > 1:
            continue
        if old != new:
            yield Hit(rule=limit.rule, before=edit.before, after=edit.after, direction=_told(limit.rule, old, new))


def costs_otherwise(edit: Edit) -> bool:
    """Whether what cost nothing does, or the other way: "free of charge", "for a fee"."""
    sides = (edit.before, edit.after)
    free = [search(_COSTS_NOTHING, side) is not None for side in sides]
    return free[0] != free[1] and _CHARGED.search(sides[free.index(False)]) is not None


def _token(rule: Rule, said: str) -> str:
    """What tells a limit from others of its rule: of data which it is, of the rest nothing."""
    if rule is not DATA_LIMITED:
        return rule.id
    return _PARTED.split(said.lower())[0].replace("ised", "ized").replace("exact", "precise")


def _told(rule: Rule, old: Counter[str], new: Counter[str]) -> str:
    gone, come = old - new, new - old
    how = "changed" if gone and come else "dropped" if gone else "added"
    return rule.direction.replace("changed", how)


DETECTOR = Detector(
    rules=(DATA_LIMITED, FREE, REFUND, ADVANCE, DAMAGES, LAWFUL, THRESHOLD, ONLY_CASES),
    find=_find,
    compares=True,
    keeps="alike",
)
