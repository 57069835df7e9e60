"""A judged redline in; its parts in the order in which a person reads them, the same for every format.

First what matters (findings, the highest first), then the changes in the order of the text, then two folds: changes of
numbers alone, and of link targets alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from redline.rendering.repeats import once
from redline.rendering.wording import cited
from redline.types import STATED_DATE, Assessment, ChangeKind, Finding, JudgedChange, Materiality, highest

# Findings of one change that are quoted above the redline: the reader's minute is short.
REASONS_SHOWN = 3

# Changes explained above the redline; in a rewrite the rest is counted, and explained nowhere but in the redline.
CHANGES_EXPLAINED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """The words of either side on which findings rest ("" for none), and those findings."""

    before: str
    after: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one change matters: its number (from 1), the findings to show, the highest first, and how many more."""

    number: int
    judged: JudgedChange
    findings: tuple[Finding, ...]
    more: int

    @property
    def level(self) -> Materiality:
        """How much the change matters: the level of all findings shown."""
        return self.findings[0].level

    @property
    def quoted(self) -> tuple[Quoted, ...]:
        """The findings by the words they rest on: those are shown once, and where they were cut out of a sentence."""
        change = self.judged.change
        groups: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            groups.setdefault((finding.evidence_before, finding.evidence_after), []).append(finding)
        return tuple(
            Quoted(before=cited(before, change.before), after=cited(after, change.after), findings=tuple(same))
            for (before, after), same in groups.items()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The parts of a redline: the reasons and how many more there are, the changes with their numbers, two folds."""

    reasons: tuple[Reason, ...]
    more_reasons: int
    changes: tuple[tuple[int, JudgedChange], ...]
    renumbered: tuple[JudgedChange, ...]
    links: tuple[JudgedChange, ...]


def layout(assessment: Assessment) -> Layout:
    """The parts of `assessment`; a change of numbers or links that a rule found to matter stays among the changes."""
    shown = [judged for judged in assessment.changes if not _folded(judged)]
    folded = [judged for judged in assessment.changes if _folded(judged)]
    numbered = tuple(enumerate(shown, start=1))
    reasons = _weighty(tuple(_reasons(numbered)))
    return Layout(
        reasons=reasons[:CHANGES_EXPLAINED],
        more_reasons=len(reasons[CHANGES_EXPLAINED:]),
        changes=numbered,
        renumbered=tuple(judged for judged in folded if judged.change.kind is ChangeKind.RENUMBERED),
        links=tuple(judged for judged in folded if judged.change.kind is ChangeKind.LINKS),
    )


def _reasons(numbered: Sequence[tuple[int, JudgedChange]]) -> Iterator[Reason]:
    """The reasons of the highest level there is, from `substantive` on: one for each change, the same one once."""
    level = highest([finding.level for _, judged in numbered for finding in judged.findings])
    for number, judged in ((told.number, told.judged) for told in once(numbered)):
        telling = _telling(judged.findings)
        found = [finding for finding in telling if finding.level is level]
        if found and level.reaches(Materiality.SUBSTANTIVE):
            yield Reason(
                number=number,
                judged=judged,
                findings=tuple(_of_both_sides(found)[:REASONS_SHOWN]),
                more=len(telling) - min(len(found), REASONS_SHOWN),
            )


def _telling(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` without what they say of the stated date, if they say anything else: it has a line of its own."""
    return [finding for finding in findings if finding.category != STATED_DATE] or list(findings)


def _weighty(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """`reasons` without those that only tell of the stated date, if there are others."""
    return tuple(
        reason for reason in reasons if any(finding.category != STATED_DATE for finding in reason.findings)
    ) or tuple(reasons)


def _of_both_sides(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` with what was lost and what was gained by turns, each in its order: neither hides the other."""
    lost = [finding for finding in findings if finding.evidence_before]
    gained = [finding for finding in findings if not finding.evidence_before]
    return [one for pair in zip_longest(lost, gained) for one in pair if one is not None]


def _folded(judged: JudgedChange) -> bool:
    folding = judged.change.kind in (ChangeKind.RENUMBERED, ChangeKind.LINKS)
    return folding and not judged.materiality.reaches(Materiality.SUBSTANTIVE)
