"""Names with a figure that say how strong or under what: ciphers, certificates, articles of the GDPR, cloud regions.

"AES-256", "SOC 2 Type II", "Art. 6(1)(a) GDPR", "eu-west-1": the figure points nowhere, it is what is promised.
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.equivalence.text import with_short_names
from redline.judging.edits import Edit
from redline.literals import search
from redline.types import Materiality

STANDARD = Rule(
    id="security-standard-changed",
    category="Data Security",
    direction="cipher or certificate changed",
    level=Materiality.MATERIAL,
    why="Data is kept safe by a weaker or stronger means, or another certificate says so.",
    source="GDPR Art. 32(1)(a), 42; NIST SP 800-131A",
)
ARTICLE = Rule(
    id="article-changed",
    category="Legal basis",
    direction="article of the law changed",
    level=Materiality.MATERIAL,
    why="What is done rests on another article: another ground, another safeguard.",
    source="GDPR Art. 6, 9, 13(1)(c), 46, 49",
)
REGION = Rule(
    id="cloud-region-changed",
    category="International transfers",
    direction="cloud region changed",
    level=Materiality.MATERIAL,
    why="Data is kept in another data centre, mostly of another country.",
    source="GDPR Art. 13(1)(f), 44",
)

_NAMES = (
    (
        STANDARD,
        re.compile(
            r"\b(?:AES|RSA|SHA|TLS|SSL|ISO(?:/IEC)?|SOC|PCI DSS|FIPS|EAL)[- ]?v?\d[\d.-]*(?: Type (?:I{1,2}|[12])\b)?|"
            r"\bMD5\b|\bbcrypt\b",
        ),
    ),
    (
        ARTICLE,
        re.compile(
            r"\bArt(?:icle|\.)? ?(?:6|9|46|49)\b(?! of (?:these|this|our|the (?:terms|agreement|policy)))"
            r"(?:(?: ?\(\d\)| ?\([a-j]\)|,? ?(?:para(?:graph)?|abs(?:atz)?|lit|letter|point)\.? ?\(?\w\)?(?!\w))+|"
            r"(?= (?:of the |de la |du |der )?(?:EU |UK )?(?:GDPR|DS-?GVO|RGPD)))",
            re.IGNORECASE,
        ),
    ),
    (REGION, re.compile(r"\b(?:us|eu|ap|sa|ca|me|af)-[a-z]{4,10}-\d\b")),
)
# What names the same however it is written: "Article 6 para. 1 lit. a", "Art. 6(1)(a)".
_WAYS_TO_WRITE = re.compile(
    r"\b(?:article|art|para(?:graph)?|abs(?:atz)?|lit|letter|point)\b\.?|[\s.,()-]+", re.IGNORECASE
)


def differ(before: str, after: str) -> bool:
    """Whether two sentences name other standards, articles or regions."""
    return any(True for _ in _differing(before, after))


def _differing(before: str, after: str) -> Iterator[Rule]:
    for rule, pattern in _NAMES:
        old, new = _names(pattern, before), _names(pattern, after)
        if old and new and old != new:
            yield rule


def _names(pattern: re.Pattern[str], sentence: str) -> list[str]:
    if not search(pattern, sentence):
        return []
    return sorted({*map(_plain, pattern.findall(sentence))})


def _plain(name: str) -> str:
    """A name in lower case and figures, without what it is written with: "aes256", "soc2type2", "61a"."""
    plain = _WAYS_TO_WRITE.sub("", with_short_names(name)).lower()
    return plain.replace("typeii", "type2").replace("typei", "type1")


def _find(edit: Edit) -> Iterator[Hit]:
    for rule in _differing(edit.before, edit.after):
        yield Hit(rule=rule, before=edit.before, after=edit.after)


DETECTOR = Detector(rules=(STANDARD, ARTICLE, REGION), find=_find, compares=True, keeps="alike")
