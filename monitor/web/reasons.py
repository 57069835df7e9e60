"""The findings of a redline in; what stands above it out: one entry a clause, each quotation once with all it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from redline.rendering_layout import Layout, Reason
from redline.types import Finding, JudgedChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words of both sides and all the findings that rest on them."""

    before: str
    after: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why one change matters: its number, the words that show it, and how many further findings there are."""

    number: int
    judged: JudgedChange
    level: str
    quoted: tuple[Quoted, ...]
    more: int


def whys(parts: Layout) -> tuple[Why, ...]:
    """The reasons to look closer. A date's change is told beside them, so it is one only where it is alone."""
    found = [reason for reason in parts.reasons if any(f.category != "Stated date" for f in reason.findings)]
    return tuple(_why(reason) for reason in found or parts.reasons)


def _why(reason: Reason) -> Why:
    return Why(
        number=reason.number,
        judged=reason.judged,
        level=reason.findings[0].level.value,
        quoted=_quoted(reason.findings),
        more=reason.more,
    )


def _quoted(findings: Sequence[Finding]) -> tuple[Quoted, ...]:
    """Findings by the words they rest on, in order."""
    groups = groupby(findings, key=lambda finding: (finding.evidence_before, finding.evidence_after))
    return tuple(Quoted(before=before, after=after, findings=tuple(same)) for (before, after), same in groups)
