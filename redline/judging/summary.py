"""Judged changes in; the one sentence a person reads first out.

"EU Safe Harbor removed, Privacy Shield added; stated date 2015-08-10 -> 2017-11-16"
"""

from collections.abc import Callable, Sequence
from operator import itemgetter

from redline.types import STATED_DATE, ChangeKind, JudgedChange, Materiality, StatedDate, StatedDates, Suspect

_HEADING_MAX = 60
_PHRASES_MAX = 3
# From so many changed clauses on, with at most this share of all left as they were, the rewrite itself comes first.
_REWRITE_MIN = 20
_REWRITE_KEPT = 0.1
_WORDS_KEPT = (ChangeKind.MOVED, ChangeKind.RENUMBERED, ChangeKind.LINKS)


def summarise(
    changes: Sequence[JudgedChange],
    dates: StatedDates,
    suspect: Suspect | None,
    level: Materiality,
    precedence: Callable[[str], int],
    *,
    unchanged: int,
) -> str:
    """What happened, in one sentence without a full stop.

    `precedence` of a rule decides which reason is said first, the lowest; `unchanged` counts the clauses that stayed.
    """
    if not changes and dates.verdict in ("none", "same"):
        return "No change"
    parts = [_doubt(suspect)] if suspect else []
    is_told = suspect is None or not suspect.is_no_version
    reasons = _reasons(changes, level, precedence) if is_told else []
    parts += [f"nearly every clause changed: {reasons[0]}"] if reasons and _is_rewrite(changes, unchanged) else reasons
    date = _date(dates) if is_told else ""
    if date:
        parts.append(date)
    elif dates.silent and dates.after:
        parts.append(f"stated date still {_shown(dates.after)}")
    return "; ".join(part[:1].upper() + part[1:] if not place else part for place, part in enumerate(parts))


def _doubt(suspect: Suspect) -> str:
    return f"perhaps not two versions of one document ({suspect.reason})"


def _is_rewrite(changes: Sequence[JudgedChange], unchanged: int) -> bool:
    """Whether hardly a clause kept its words, so that no single finding tells what happened."""
    kinds = [
        judged.change.kind
        for judged in changes
        if not judged.change.of_heading and judged.materiality.reaches(Materiality.EDITORIAL)
    ]
    kept = unchanged + sum(kind in _WORDS_KEPT for kind in kinds)
    reworded = len(kinds) + unchanged - kept
    return reworded >= _REWRITE_MIN and kept <= _REWRITE_KEPT * (reworded + kept)


def _reasons(changes: Sequence[JudgedChange], level: Materiality, precedence: Callable[[str], int]) -> list[str]:
    """The weightiest findings, one phrase each; without findings, what sort of change it is."""
    found = [
        (precedence(finding.rule), finding.direction, change.change.heading)
        for change in changes
        if change.materiality is level
        for finding in change.findings
        if finding.level is level and finding.category != STATED_DATE
    ]
    places: dict[str, list[str]] = {}
    for _, direction, heading in sorted(found, key=itemgetter(0)):
        places.setdefault(direction, []).append(heading)
    if not places:
        return [_plain(changes, level)] if changes and not _is_of_the_date(changes, level) else []
    phrases = [_phrase(direction, list(dict.fromkeys(headings))) for direction, headings in places.items()]
    more = len(phrases) - _PHRASES_MAX
    shown = ", ".join(phrases[:_PHRASES_MAX])
    return [f"{shown}, and {more} more" if more > 0 else shown]


def _is_of_the_date(changes: Sequence[JudgedChange], level: Materiality) -> bool:
    """Whether all that weighs is the stated date, which has a part of its own."""
    weighty = [change for change in changes if change.materiality is level]
    return bool(weighty) and all(
        change.findings and all(finding.category == STATED_DATE for finding in change.findings) for change in weighty
    )


def _phrase(direction: str, headings: Sequence[str]) -> str:
    """What happened, under which heading, and under how many others."""
    first, others = headings[0], len(headings) - 1
    if not first or len(first) > _HEADING_MAX:
        return f"{direction} ({others + 1} places)" if others else direction
    return f"{direction} ({first}{f' and {others} more' if others else ''})"


def _plain(changes: Sequence[JudgedChange], level: Materiality) -> str:
    if level is Materiality.NOISE:
        return "nothing of the text changed" if _only_links(changes) else "only the page around the text changed"
    if level is Materiality.EDITORIAL:
        if all(change.change.kind in _WORDS_KEPT for change in changes):
            return "order, numbering or links changed, the words did not"
        return "wording changed, the meaning did not"
    return f"{len(changes)} {'clause' if len(changes) == 1 else 'clauses'} changed"


def _only_links(changes: Sequence[JudgedChange]) -> bool:
    return all(change.change.kind is ChangeKind.LINKS for change in changes)


def _date(dates: StatedDates) -> str:
    old, new = dates.before, dates.after
    if dates.verdict == "added" and new:
        return f"stated date {_shown(new)} added"
    if dates.verdict == "removed" and old:
        return f"stated date {_shown(old)} removed"
    if dates.verdict in ("advanced", "went_back") and old and new:
        back = " (went back)" if dates.verdict == "went_back" else ""
        return f"stated date {_shown(old)} -> {_shown(new)}{back}"
    return ""


def _shown(date: StatedDate) -> str:
    return date.date or " or ".join(date.candidates) or date.text
