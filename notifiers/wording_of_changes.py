"""A change in words: an alert's facts in, its `Sheet` out."""

from collections.abc import Sequence
from datetime import datetime

from notifiers.alerts import AlertContent, AlertKind
from notifiers.excerpt import excerpt, printable, shorten
from notifiers.phrases import counted, day, listed
from notifiers.sheets import Point, Sheet
from notifiers.wording_of_evidence import (
    capture_lines,
    effect_lines,
    footer,
    link_lines,
    quoted,
    stated_lines,
    title,
)
from redline.gravest import GRAVEST
from redline.rendering.wording import cited, doubt, numbered
from redline.types import (
    STATED_DATE,
    Assessment,
    ChangeKind,
    ClauseChange,
    Finding,
    JudgedChange,
    Materiality,
)

EXCERPTS = 10  # clauses shown with their redline: an alert is read in a minute; the others have their sentence

# Rules that only say that something reads differently: told first where nothing else has a word.
GENERAL = ("practice-", "promise-", "other-")

KINDS = {
    ChangeKind.ADDED: "New clause",
    ChangeKind.REMOVED: "Clause removed",
    ChangeKind.REWORDED: "Clause reworded",
    ChangeKind.MOVED: "Clause moved",
    ChangeKind.RENUMBERED: "Clause renumbered",
    ChangeKind.SPLIT: "Clause split",
    ChangeKind.MERGED: "Clauses merged",
    ChangeKind.LINKS: "Link changed",
}


def change_sheet(alert: AlertContent, told_at: datetime | None = None) -> Sheet:
    """The alert of a change, or the reminder that it takes effect, in words; `told_at` as `message.sheet` has it."""
    assessment = alert.assessment
    assert assessment is not None, "an alert about a change carries its assessment"
    weighty = _weighty(assessment)
    return Sheet(
        title=title(alert),
        verdict=_verdict(alert, assessment, len(weighty)),
        gist=_gist(assessment, weighty),
        level=assessment.materiality,
        warnings=_warnings(alert, assessment),
        effect=effect_lines(alert, told_at),
        body=() if weighty else (printable(assessment.summary),),
        points=tuple(_point(judged, with_excerpt=place < EXCERPTS) for place, judged in enumerate(weighty)),
        left_out=_others(assessment),
        dates=stated_lines(assessment.stated_date),
        links=link_lines(alert),
        evidence=(*capture_lines("Before", alert.before), *capture_lines("After", alert.after)),
        footer=footer(alert),
    )


def _weighty(assessment: Assessment) -> tuple[JudgedChange, ...]:
    """The changes that gave the verdict in the order of the text, the gravest first and those last of which no rule
    says what they do.

    A new date is none of them, unless it is all there is: the stated date has a line of its own.
    """
    found = [judged for judged in assessment.changes if judged.materiality == assessment.materiality]
    more = [judged for judged in found if not _is_date(judged)]
    return tuple(sorted(more or found, key=lambda judged: (not _is_grave(judged), _is_vague(judged))))


def _is_date(judged: JudgedChange) -> bool:
    return bool(judged.findings) and all(finding.category == STATED_DATE for finding in judged.findings)


def _is_grave(judged: JudgedChange) -> bool:
    return any(finding.rule in GRAVEST and finding.level is judged.materiality for finding in judged.findings)


def _is_vague(judged: JudgedChange) -> bool:
    """Whether its gravest finding only says that something reads differently."""
    return not judged.findings or min(map(_gravity, judged.findings))[1]


def _verdict(alert: AlertContent, assessment: Assessment, count: int) -> str:
    level = assessment.materiality.value
    what = counted(count, f"{level} change") if count else f"{level} change"
    if assessment.suspect and assessment.suspect.kind == "replaced":
        what = "the document was replaced or moved"
    if alert.kind == AlertKind.REMINDER and alert.takes_effect:
        verb = "takes" if count == 1 else "take"
        return f"{what} {verb} effect on {day(alert.takes_effect)}"
    return f"{what}, unconfirmed" if alert.unconfirmed else what


def _gist(assessment: Assessment, weighty: Sequence[JudgedChange]) -> str:
    """ "arbitration added, and 3 more": the first of what is told, and how many other clauses; "" where no rule names
    anything, or a capture may not show the whole document.
    """
    in_doubt = assessment.suspect is not None and assessment.suspect.kind != "seam"
    if not weighty or not weighty[0].findings or in_doubt:
        return ""
    name = _name(min(weighty[0].findings, key=_gravity))
    return f"{name}, and {len(weighty) - 1} more" if len(weighty) > 1 else name


def _name(finding: Finding) -> str:
    """What happened: "arbitration added"."""
    name = printable(finding.direction or finding.reason).strip().rstrip(".:")
    return f"{name} ({printable(finding.category)})" if name.lower().startswith("practice") else name


def _warnings(alert: AlertContent, assessment: Assessment) -> tuple[str, ...]:
    found = []
    if alert.unconfirmed:
        found.append("Unconfirmed: no second good capture could be had so far. It may still go back.")
    if assessment.suspect:
        found.append(printable(doubt(assessment.suspect)))
    if not assessment.judged:
        found.append(
            "No rules for this language, or too few words to tell which it is: read it yourself, nothing was weighed."
        )
    return tuple(found)


def _point(judged: JudgedChange, *, with_excerpt: bool) -> Point:
    findings = sorted(judged.findings, key=_gravity)
    return Point(
        place=_place(judged.change),
        kind=KINDS[judged.change.kind],
        materiality=judged.materiality,
        sentence=_sentence(findings[0], judged.change) if findings else _bare(judged.change),
        why=_ended(findings[0].reason) if findings else "",
        also=_also(findings),
        excerpt=excerpt(judged.change) if with_excerpt else (),
    )


def _gravity(finding: Finding) -> tuple[int, bool]:
    """The gravest first; of the same weight those that name a promise, right or party before those that cannot."""
    return -finding.level.rank, finding.rule.startswith(GENERAL)


def _also(findings: Sequence[Finding]) -> str:
    """ "Also: Privacy Shield added, liability changed."."""
    if not findings:
        return ""
    telling = [finding for finding in findings[1:] if not finding.rule.startswith(GENERAL)]
    names = dict.fromkeys(printable(finding.direction) for finding in telling)
    others = tuple(name for name in names if name and name != findings[0].direction)
    return f"Also: {listed(others, 5)}." if others else ""


def _place(change: ClauseChange) -> str:
    return shorten(numbered(printable(change.number).strip(), change.heading), 120) or "(before the first heading)"


def _sentence(finding: Finding, change: ClauseChange) -> str:
    """ "Promise removed: “we never sell your data” is gone."."""
    name = _name(finding)
    name = name[:1].upper() + name[1:]
    before = quoted(cited(finding.evidence_before, change.before))
    after = quoted(cited(finding.evidence_after, change.after))
    if before and after:
        return f"{name}: {before} became {after}."
    if before:
        return f"{name}: {before} is gone."
    return f"{name}: {after} is new." if after else f"{name}."


def _ended(sentence: str) -> str:
    """With its full stop."""
    words = printable(sentence).strip()
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."


def _bare(change: ClauseChange) -> str:
    """The sentence of a clause for which no rule has a word."""
    before, after = quoted(change.before or ""), quoted(change.after or "")
    if change.kind == ChangeKind.ADDED:
        return f"New clause: {after}."
    if change.kind == ChangeKind.REMOVED:
        return f"Clause removed: {before}."
    return f"{KINDS[change.kind]}."


_SORTS = {Materiality.NOISE: "without a change of the text"}


def _others(assessment: Assessment) -> str:
    """What else changed, by level: it stands in the redline, not here."""
    counts = {
        level: sum(1 for judged in assessment.changes if judged.materiality == level)
        for level in reversed(Materiality)
        if level not in {assessment.materiality, Materiality.NONE}
    }
    parts = tuple(f"{count} {_SORTS.get(level, level.value)}" for level, count in counts.items() if count)
    return f"Also in the redline: {listed(parts)}." if parts else ""
