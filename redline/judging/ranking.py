"""All findings of one change in; those that a reader is told out, in the order in which they matter."""

from collections.abc import Iterable

from redline.judging.by_signal import REWORDED
from redline.rules import OTHER, RuleSet
from redline.types import Finding, Materiality

FINDINGS_MAX = 6
"""Findings kept of one change, the highest first: the reader's minute is short."""


def ranked(found: Iterable[Finding], rules: RuleSet) -> tuple[Finding, ...]:
    """One finding a rule and direction, the highest and most telling first, as many as a reader wants.

    Of those below material that quote the same words for one category one is enough.
    """
    first: dict[tuple[str, str], Finding] = {}
    for finding in found:
        seen = first.get((finding.rule, finding.direction))
        if seen is None or finding.level.rank > seen.level.rank:
            first[finding.rule, finding.direction] = finding
    own = [finding for finding in first.values() if not any(_says_more(other, finding) for other in first.values())]
    ordered = sorted(own, key=lambda finding: (-finding.level.rank, rules.precedence(finding.rule)))
    told: set[tuple[str, str, str]] = set()
    kept = []
    for finding in ordered:
        quotes = (finding.evidence_before, finding.evidence_after)
        key = ("" if _says_little(finding) else finding.category, *quotes)
        if finding.level is Materiality.MATERIAL or key not in told:
            kept.append(finding)
        told.update((key, ("", *quotes)))
    return tuple(kept[:FINDINGS_MAX])


def _says_little(finding: Finding) -> bool:
    """Whether a finding says no more than that its words read differently: nobody needs that beside any other."""
    return finding.rule == OTHER.id or finding.direction.endswith(REWORDED)


def _says_more(one: Finding, other: Finding) -> bool:
    """Whether a finding says what another does of something narrower: the EU Safe Harbor, and the Safe Harbor."""
    return one.rule == other.rule and one.direction.endswith(f" {other.direction}")
