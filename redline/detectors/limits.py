"""A word that limits came or went, and nothing else: which data, how precisely, for what price, how long before.

"We share aggregated data."         ->  "We share data."
"You may cancel free of charge."    ->  "You may cancel."
"We tell you of it in advance."     ->  "We tell you of it."
"We are not liable for losses."     ->  "We are not liable for direct losses."
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.clauses import DATA, PRACTICE_SAID
from redline.edits import Edit
from redline.equivalence import LITTLE, key
from redline.literals import search
from redline.types import Materiality

DATA_LIMITED = Rule(
    id="data-limit-changed",
    category="First Party Collection/Use",
    direction="limit on the data changed",
    level=Materiality.MATERIAL,
    why="Data as such is handled where only some of it was, or data in a form that tells less of a person.",
    source="GDPR Art. 5(1)(c) and Art. 4(5) (minimisation, pseudonymisation); CCPA 1798.140(m)",
)
FREE = Rule(
    id="free-of-charge-changed",
    category="Fees",
    direction="free of charge changed",
    level=Materiality.MATERIAL,
    why="What was free is no longer said to be, or the other way; or what is paid back is no longer all of it.",
    source="Directive 2011/83/EU Art. 6(1)(e), Art. 13(1)",
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
    id="damages-kind-changed",
    category="Liability",
    direction="kinds of damage answered for changed",
    level=Materiality.MATERIAL,
    why="Direct damage is what a breach mostly causes: whether one answers for it decides.",
    source="Directive 93/13/EEC annex 1(a),(b); CLAUDETTE (limitation of liability)",
)


class _Limit(NamedTuple):
    """Of what a rule speaks: the words that may differ, the limit itself, and what the sentence is about."""

    rule: Rule
    words: frozenset[str]
    said: re.Pattern[str]
    about: re.Pattern[str]


def _limit(rule: Rule, words: str, said: str, about: str) -> _Limit:
    return _Limit(rule, frozenset(key(words)), re.compile(said, re.IGNORECASE), re.compile(about, re.IGNORECASE))


# What is listed behind the data says of which it is.
_DATA_ALONE = rf"{DATA}\b(?!,? (?:such as|like|including|e\.g\.|\())"
_LIMITS = (
    _limit(
        DATA_LIMITED,
        "limited aggregate aggregated anonymous anonymized anonymised pseudonymous pseudonymized pseudonymised"
        " identified deidentified de non personal personally identifying identifiable hashed tokenized"
        " truncated masked redacted approximate coarse precise exact raw public publicly available recent minimal",
        r"\b(?:limited|aggregated?|anonym(?:ous|i[sz]ed)|pseudonym(?:ous|i[sz]ed)|de-?identified|"
        r"non-?(?:personal(?:ly identifi(?:able|ed))?|identif\w+)|hashed|tokeni[sz]ed|truncated|masked|redacted|"
        r"approximate|coarse|precise|exact|raw|public(?:ly available)?|recent|minimal)"
        rf"(?:[ ,-]+\w+)?[ -]{_DATA_ALONE}",
        PRACTICE_SAID.pattern,
    ),
    _limit(
        FREE,
        "free charge cost costs fee no without additional extra full fully whole in of for at",
        r"\b(?:free(?: of (?:charge|cost))?|(?:at|for) no (?:\w+ )?(?:cost|charge|fee)|"
        r"without (?:\w+ )?(?:charge|cost|fee)s?|in full|full(?:y)?(?= refund| reimburse))\b",
        r"\b(?:cancel\w*|terminat\w*|return\w*|refund\w*|reimburs\w*|request\w*|copy|copies|withdraw\w*|replac\w*|"
        r"repair\w*)\b",
    ),
    _limit(
        ADVANCE,
        "advance prior before beforehand in",
        r"\b(?:in advance|beforehand|(?:advance|prior)(?= (?:written )?notice))\b",
        r"\b(?:notif\w+|notice|inform(?:s|ed|ing)?|tell|announce\w*)\b",
    ),
    _limit(
        DAMAGES,
        "direct directly",
        r"\bdirect(?:ly)?\b",
        r"\b(?:liab\w+|damages|loss(?:es)?)\b",
    ),
)


def _find(edit: Edit) -> Iterator[Hit]:
    differing = {word for word in (*edit.residue.removed, *edit.residue.added) if word not in LITTLE}
    if edit.whole or not differing:
        return
    for limit in _LIMITS:
        if not limit.words.issuperset(differing) or not (
            search(limit.about, edit.before) and search(limit.about, edit.after)
        ):
            continue
        old, new = ({_word(found[0]) for found in limit.said.finditer(side)} for side in (edit.before, edit.after))
        if old != new and not (old and new and limit.rule is not DATA_LIMITED):
            yield Hit(rule=limit.rule, before=edit.before, after=edit.after, direction=_told(limit.rule, old, new))


def _word(said: str) -> str:
    """A limit's first word, which tells it from others."""
    return " ".join(key(said)[:1])


def _told(rule: Rule, old: set[str], new: set[str]) -> str:
    how = "changed" if old and new else "dropped" if old else "added"
    return rule.direction.replace("changed", how)


DETECTOR = Detector(rules=(DATA_LIMITED, FREE, ADVANCE, DAMAGES), find=_find)
