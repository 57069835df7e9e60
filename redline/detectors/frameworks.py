"""Named assurances: transfer frameworks and certifications, as set differences inside one edit."""

import re
from collections.abc import Iterator, Sequence

from redline.detectors.base import Detector, Hit, Rule
from redline.judging.edits import Edit
from redline.literals import search
from redline.types import Materiality

# Letters that stand behind a hyphen or a stroke are part of a web address.
_FRAMEWORKS = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "Swiss Safe Harbor": r"Swiss[^.;]{0,12}Safe Harbou?r|Safe Harbou?r[^.;]{0,20}Swiss",
        "EU Safe Harbor": r"(?:U\.?S\.?\s?[-–—]\s?E\.?U\.?|E\.?U\.?\s?[-–—]\s?U\.?S\.?)[^.;]{0,12}Safe Harbou?r",
        "Safe Harbor": r"Safe Harbou?r(?! (?:provision|of the DMCA|under))",
        "Swiss Privacy Shield": r"Swiss[^.;]{0,14}Privacy Shield",
        "Privacy Shield": r"Privacy Shield|bouclier de protection",
        "Data Privacy Framework": r"Data Privacy Framework|(?<![/-])\bDPF\b",
        "standard contractual clauses": (
            r"(?:standard|model) (?:contractual|contract|data protection) clauses|(?<![/-])\bSCCs?\b|"
            r"clauses contractuelles types|Standardvertragsklauseln|Standarddatenschutzklauseln|"
            r"cláusulas contractuales (?:tipo|estándar)"
        ),
        "binding corporate rules": r"binding corporate rules|(?<![/-])\bBCRs?\b",
        "adequacy decision": r"adequacy decisions?|décision d['’]adéquation|Angemessenheitsbeschl\w+",
    }.items()
}
_SEALS = {
    name: re.compile(pattern)
    for name, pattern in {
        "TRUSTe": r"\bTRUSTe\b|\bTrust(?:Arc|ARC)\b|\bTRUSTARC\b",
        "ISO 27001": r"\bISO[ /-]?(?:IEC)?[ /-]?27\d{3}",
        "SOC report": r"\bSOC[ -]?[123]\b|\bSSAE\b|\bISAE\b",
        "PCI DSS": r"\bPCI[ -]?(?:DSS)?\b",
        "HIPAA": r"\bHIPAA\b",
        "FedRAMP": r"\bFedRAMP\b",
        "HITRUST": r"\bHITRUST\b",
        "HDS": r"\bHDS\b",
        "BBB": r"\bBBB\b|\bBetter Business Bureau\b",
        "CBPR": r"\bCBPRs?\b|\bCross[- ]Border Privacy Rules\b",
        "children's seal": r"\bkidSAFE\b|\bPRIVO\b|\bESRB\b",
        "advertising self-regulation": (
            r"\b(?:NAI|DAA|EDAA)\b|\bDigital Advertising Alliance\b|\bNetwork Advertising Initiative\b"
        ),
        "Cyber Essentials": r"\bCyber Essentials\b",
    }.items()
}
_ASSURES = re.compile(
    r"certif\w*|compl(?:y|ies|iant|iance)|review(?:ed)?|audit\w*|award\w*|attest\w*|accredit\w*|verif\w*|"
    r"participa\w*|adher\w*|member\w*|dispute|complaint|resol\w+",
    re.IGNORECASE,
)

FRAMEWORK_GONE = Rule(
    id="transfer-framework-removed",
    category="International transfers",
    direction="transfer safeguard removed",
    level=Materiality.MATERIAL,
    why="The framework that covered transfers abroad is no longer named.",
    source="GDPR Art. 44-46, 13(1)(f); CJEU C-362/14 (Safe Harbor), C-311/18 (Privacy Shield)",
)
FRAMEWORK_CAME = Rule(
    id="transfer-framework-added",
    category="International transfers",
    direction="transfer safeguard added",
    level=Materiality.MATERIAL,
    why="Transfers abroad rest on another or an additional framework.",
    source="GDPR Art. 13(1)(f); WP260 rev.01 para. 30",
)
SEAL_GONE = Rule(
    id="certification-removed",
    category="Data Security",
    direction="certification removed",
    level=Materiality.MATERIAL,
    why="An assurance by an outside body is no longer claimed.",
    source="GDPR Art. 42; FTC v. TRUSTe 2014 (seals are claims that people rely on)",
)
SEAL_CAME = Rule(
    id="certification-added",
    category="Data Security",
    direction="certification added",
    level=Materiality.MATERIAL,
    why="An assurance by an outside body is claimed where none was.",
    source=SEAL_GONE.source,
)

CAME = {FRAMEWORK_GONE.id: FRAMEWORK_CAME.id, SEAL_GONE.id: SEAL_CAME.id}
"""What says that a name came, by what says that it went."""


def _transfers(edit: Edit) -> Iterator[Hit]:
    old, new = _named(_FRAMEWORKS, edit.before), _named(_FRAMEWORKS, edit.after)
    yield from _difference(old, new, FRAMEWORK_GONE, FRAMEWORK_CAME)


def _seals(edit: Edit) -> Iterator[Hit]:
    old, new = _named(_SEALS, edit.before), _named(_SEALS, edit.after)
    if old.keys() != new.keys() and _ASSURES.search(edit.before + edit.after):
        yield from _difference(old, new, SEAL_GONE, SEAL_CAME)


def _named(patterns: dict[str, re.Pattern[str]], sentence: str) -> dict[str, str]:
    return {name: found[0] for name, pattern in patterns.items() if (found := search(pattern, sentence))}


def _difference(old: dict[str, str], new: dict[str, str], gone: Rule, came: Rule) -> Iterator[Hit]:
    for name in _outermost([name for name in old if name not in new]):
        yield Hit(rule=gone, before=old[name], direction=f"{name} removed")
    for name in _outermost([name for name in new if name not in old]):
        yield Hit(rule=came, after=new[name], direction=f"{name} added")


def name_in(direction: str) -> str:
    """The name in the direction of a hit of these rules, as it is put together above."""
    return direction.rpartition(" ")[0]


def _outermost(names: Sequence[str]) -> list[str]:
    """`names` without those that a longer one of them names too ("Safe Harbor" beside "EU Safe Harbor")."""
    return [name for name in names if not any(other != name and other.endswith(name) for other in names)]


TRANSFERS = Detector(rules=(FRAMEWORK_GONE, FRAMEWORK_CAME), find=_transfers)
SEALS = Detector(rules=(SEAL_GONE, SEAL_CAME), find=_seals)
