"""A change in words: an alert's facts in, its `Sheet` out."""

from collections.abc import Sequence
from datetime import date, datetime

from notifiers.alerts import AlertContent, AlertKind, VersionSeen
from notifiers.excerpt import excerpt, printable, shorten
from notifiers.phrases import counted, day, listed, moment, span, stated
from notifiers.sheets import Labelled, Point, Sheet
from redline.types import (
    Assessment,
    ChangeKind,
    ClauseChange,
    Finding,
    JudgedChange,
    Materiality,
    StatedDate,
    StatedDates,
)

EXCERPTS = 10  # clauses shown with their redline: an alert is read in a minute; the others have their sentence
QUOTE = 170  # characters of quoted evidence in a sentence
DIGEST = 16  # hexadecimal digits shown of a digest; the web view and the webhook have all

# Rules that only say that something reads differently: told first where nothing else has a word.
GENERAL = ("practice-", "other-")

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

SUSPECTS = {
    "replaced": "The document was replaced or moved; read it as a new one.",
    "truncated": "Part of the text may be missing from one capture.",
    "variant": "The two captures may show variants of the page for different readers.",
    "soft_failure": "One of the captures may not show the policy.",
    "seam": "The two texts come from different sources and may differ for that reason alone.",
}


def change_sheet(alert: AlertContent) -> Sheet:
    """The alert of a change, or the reminder that it takes effect, in words."""
    assessment = alert.assessment
    assert assessment is not None, "an alert about a change carries its assessment"
    weighty = _weighty(assessment)
    return Sheet(
        title=title(alert),
        verdict=_verdict(alert, assessment, len(weighty)),
        level=assessment.materiality,
        warnings=_warnings(alert, assessment),
        body=() if weighty else (printable(assessment.summary),),
        points=tuple(_point(judged, with_excerpt=place < EXCERPTS) for place, judged in enumerate(weighty)),
        left_out=_others(assessment),
        dates=(*_effect(alert), *_stated(assessment.stated_date)),
        links=_links(alert),
        evidence=(*_capture("Before", alert.before), *_capture("After", alert.after)),
        footer=footer(alert),
    )


def title(alert: AlertContent) -> str:
    """Which policy: "BetterCloud privacy"."""
    subject = alert.subject
    return printable(f"{subject.service} {subject.type}") if subject else "Clausewatch"


def footer(alert: AlertContent) -> tuple[Labelled, ...]:
    """How to answer the alert."""
    return (
        Labelled(label="Seen to it", text=f"clausewatch alerts ack {alert.id}", whole=True),
        Labelled(label="Not worth an alert", text=f'clausewatch alerts dismiss {alert.id} --note "why"', whole=True),
    )


def whole_redline(alert: AlertContent) -> str:
    """Where the whole redline stands: the page where one is served, else the command that shows it."""
    if alert.redline_url:
        return alert.redline_url
    if not (alert.subject and alert.before and alert.after):
        return ""
    before, after = _revisions(alert.before, alert.after)
    return f"clausewatch redline {alert.subject.slug} {before} {after}"


def _revisions(before: VersionSeen, after: VersionSeen) -> tuple[str, str]:
    days = (before.first_seen_at.date(), after.first_seen_at.date())
    if days[0] != days[1]:
        return f"@{days[0].isoformat()}", f"@{days[1].isoformat()}"
    return f"@{before.words_sha256[:DIGEST]}", f"@{after.words_sha256[:DIGEST]}"


def _weighty(assessment: Assessment) -> tuple[JudgedChange, ...]:
    """The changes that gave the verdict, in the order of the text; a new date alone stands last."""
    found = [judged for judged in assessment.changes if judged.materiality == assessment.materiality]
    return tuple(sorted(found, key=_is_date))


def _is_date(judged: JudgedChange) -> bool:
    return bool(judged.findings) and all(finding.category == "Stated date" for finding in judged.findings)


def _verdict(alert: AlertContent, assessment: Assessment, count: int) -> str:
    level = assessment.materiality.value
    what = counted(count, f"{level} change") if count else f"{level} change"
    if assessment.suspect and assessment.suspect.kind == "replaced":
        what = "the document was replaced or moved"
    if alert.kind == AlertKind.REMINDER and alert.takes_effect:
        verb = "takes" if count == 1 else "take"
        return f"{what} {verb} effect on {day(alert.takes_effect)}"
    return f"{what}, unconfirmed" if alert.unconfirmed else what


def _warnings(alert: AlertContent, assessment: Assessment) -> tuple[str, ...]:
    found = []
    if alert.unconfirmed:
        found.append("Unconfirmed: no second good capture could be had so far. It may still go back.")
    if assessment.suspect:
        reason = printable(assessment.suspect.reason)
        found.append(f"{SUSPECTS[assessment.suspect.kind]} {reason}".strip())
    if not assessment.judged:
        found.append("No rules for this language yet: read it yourself, nothing was weighed.")
    return tuple(found)


def _point(judged: JudgedChange, *, with_excerpt: bool) -> Point:
    findings = sorted(judged.findings, key=_gravity)
    return Point(
        place=_place(judged.change),
        kind=KINDS[judged.change.kind],
        materiality=judged.materiality,
        sentence=_sentence(findings[0]) if findings else _bare(judged.change),
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
    place = printable(f"{change.number} {change.heading}").strip()
    return shorten(place, 120) or "(before the first heading)"


def _sentence(finding: Finding) -> str:
    """ "Promise removed: “we never sell your data” is gone."."""
    name = printable(finding.direction or finding.reason).strip().rstrip(".:")
    name = name[:1].upper() + name[1:]
    if name.startswith("Practice"):
        name = f"{name} ({printable(finding.category)})"
    before, after = _quote(finding.evidence_before), _quote(finding.evidence_after)
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
    before, after = _quote(change.before or ""), _quote(change.after or "")
    if change.kind == ChangeKind.ADDED:
        return f"New clause: {after}."
    if change.kind == ChangeKind.REMOVED:
        return f"Clause removed: {before}."
    return f"{KINDS[change.kind]}."


def _quote(text: str) -> str:
    short = shorten(text, QUOTE)
    return f"“{short}”" if short else ""


def _others(assessment: Assessment) -> str:
    """What else changed, by level: it stands in the redline, not here."""
    counts = {
        level: sum(1 for judged in assessment.changes if judged.materiality == level)
        for level in reversed(Materiality)
        if level not in {assessment.materiality, Materiality.NONE}
    }
    parts = tuple(f"{count} {level.value}" for level, count in counts.items() if count)
    return f"Also in the redline: {listed(parts)}." if parts else ""


def _stated(dates: StatedDates) -> tuple[Labelled, ...]:
    return (Labelled(label="Stated date", text=stated_sentence(dates)),)


def stated_sentence(dates: StatedDates) -> str:
    """What became of the text's own date, and whether the edit was silent."""
    before, after = _date(dates.before), _date(dates.after)
    silent = " A silent edit: the text changed, its date did not." if dates.silent else ""
    match dates.verdict:
        case "none":
            words = "The text states none, before and after."
        case "same":
            words = f"Still {after}."
        case "advanced":
            words = f"{before} became {after}."
        case "went_back":
            words = f"Set back: {before} became {after}."
        case "added":
            words = f"New: {after}; there was none."
        case "removed":
            words = f"Taken out: it was {before}."
        case "ambiguous":
            words = f"In doubt: {before or 'none'}, then {after or 'none'}."
    return words + silent


def _date(date_stated: StatedDate | None) -> str:
    """ "16 November 2017 (“Effective Date: November 16th, 2017”)"; "" for none."""
    if date_stated is None:
        return ""
    phrase = _quote(date_stated.text)
    if date_stated.date is None:
        either = " or ".join(stated(candidate) for candidate in date_stated.candidates)
        return f"{either} ({phrase})" if phrase else either
    return f"{stated(date_stated.date)} ({phrase})" if phrase else stated(date_stated.date)


def _effect(alert: AlertContent) -> tuple[Labelled, ...]:
    """The day the change applies, counted from the day of the alert."""
    when = alert.takes_effect
    if when is None:
        return ()
    label = "Takes effect" if when >= alert.created_at.date() else "In effect since"
    return (Labelled(label=label, text=f"{day(when)}{_distance(when, alert.created_at)}."),)


def _distance(when: date, now: datetime) -> str:
    days = (when - now.date()).days
    if days == 0:
        return ", today"
    return f", in {counted(days, 'day')}" if days > 0 else f", {counted(-days, 'day')} ago"


def _links(alert: AlertContent) -> tuple[Labelled, ...]:
    lines = [Labelled(label="Redline", text=whole_redline(alert), url=alert.redline_url, whole=True)]
    if alert.subject:
        lines.append(Labelled(label="Page", text=alert.subject.url, url=alert.subject.url, whole=True))
    if alert.policy_url:
        lines.append(Labelled(label="History", text=alert.policy_url, url=alert.policy_url, whole=True))
    return tuple(line for line in lines if line.text)


def _capture(side: str, version: VersionSeen | None) -> tuple[Labelled, ...]:
    """Our capture of one side, then the archive's."""
    if version is None:
        return ()
    return (
        Labelled(
            label=side,
            text=f"{_seen(side, version)} · our capture sha256 {version.body_sha256[:DIGEST]}…",
        ),
        Labelled(
            label=f"{side}, archived",
            text=version.archive_url or "no web archive's copy is known yet",
            url=version.archive_url,
            whole=version.archive_url is not None,
        ),
    )


def _seen(side: str, version: VersionSeen) -> str:
    first, last = moment(version.first_seen_at), moment(version.last_seen_at)
    if side == "After":
        return f"first seen {first}"
    if version.first_seen_at == version.last_seen_at:
        return f"seen once, {last}"
    kept = span(version.last_seen_at - version.first_seen_at)
    return f"last seen {last}; stood since {day(version.first_seen_at.date())} ({kept})"
