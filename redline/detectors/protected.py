"""Whom a rule against hate and discrimination protects: a group or attribute that is named no longer, or newly.

"based on race, caste or religion"  ->  "based on race or religion"
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.judging.edits import Edit
from redline.literals import search
from redline.types import Materiality

# Each attribute or act by the words that name it.
_NAMED = re.compile(
    r"\b(?:(?P<caste>castes?)|(?P<disability>disabilit(?:y|ies)|disabled (?:people|persons?|individuals?|users?))|"
    r"(?P<age>(?<!under )age(?!\w))|"
    r"(?P<identity>gender identit(?:y|ies)|gender expression|transgender|non-?binary|trans people)|"
    r"(?P<misgendering>misgender\w*|deadnam\w*)|"
    r"(?P<orientation>sexual orientation|homosexual\w*|gay|lesbian|bisexual|lgbt\w*)|"
    r"(?P<origin>ethnic\w*|national origin|nationality)|(?P<race>rac(?:e|ial))|"
    r"(?P<immigration>immigra\w+|refugees?|migrants?|asylum seekers)|"
    r"(?P<religion>religio\w*|(?<!good )(?<!bad )faith)|(?P<sex>sex(?!ual)|gender(?! identit| expression)|women)|"
    r"(?P<veterans>veteran\w*)|(?P<illness>(?:diseas|illness|medical condition|health condition)\w*|HIV)|"
    r"(?P<pregnancy>pregnan\w+)|(?P<class>socio-?economic \w+|social class)|"
    r"(?P<animals>animals|insects|vermin|filth|bacteria)|(?P<objects>household objects?|property or objects)|"
    r"(?P<slurs>slurs?)|(?P<stereotypes>stereotyp\w+)|(?P<exclusion>exclusion|segregat\w+)|"
    r"(?P<denial>(?:holocaust|genocide) denial|den(?:y|ies|ying) the holocaust))\b",
    re.IGNORECASE,
)
_AGAINST_HATE = re.compile(
    r"\bhat(?:e|ed|eful|red)\b|\bdiscriminat\w+|\bharass\w*|\bbull(?:y|ie)\w*|\bdehumani[sz]\w*|\bdegrad\w+|\bslurs?\b|"
    r"\bprotected (?:characteristics?|attributes?|groups?|class(?:es)?|categor(?:y|ies)|status)|"
    r"\b(?:attack|demean|denigrat|disparag|vilif)\w*\b.{0,80}\b(?:people|persons?|individuals?|groups?|others|anyone)\b",
    re.IGNORECASE,
)
# Equal treatment of those who use their rights protects nobody as one of a group.
_OF_RIGHTS = re.compile(r"\bfor (?:exercising|using) (?:\w+ ){0,3}rights?\b", re.IGNORECASE)

PROTECTED = Rule(
    id="protected-groups",
    category="Prohibited use",
    direction="who or what a rule against hate covers changed",
    level=Materiality.MATERIAL,
    why="A group, attribute or kind of attack that the rule named is no longer covered, or newly is.",
    source="DSA Art. 14(1), 34(1)(b)-(d); EU Charter of Fundamental Rights Art. 21",
)


def _find(edit: Edit) -> Iterator[Hit]:
    over = edit.lead if edit.whole else f"{edit.lead} {edit.heading}"
    if not (search(_AGAINST_HATE, edit.text) or search(_AGAINST_HATE, over)) or _OF_RIGHTS.search(edit.text):
        return
    old, new = (_named(side) for side in (edit.before, edit.after))
    if old != new:
        yield Hit(rule=PROTECTED, before=edit.before, after=edit.after)


def _named(sentence: str) -> set[str | None]:
    return {found.lastgroup for found in _NAMED.finditer(sentence)}


DETECTOR = Detector(rules=(PROTECTED,), find=_find, keeps="alike")
