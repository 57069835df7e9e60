"""The lines around a change, in words: the policy, dates, ways to the whole, both captures, how to answer."""

from datetime import date, datetime

from notifiers.alerts import AlertContent, VersionSeen
from notifiers.excerpt import printable, shorten
from notifiers.phrases import counted, day, moment, span, stated
from notifiers.sheets import Labelled
from redline.types import StatedDate, StatedDates

QUOTE = 170  # characters of quoted evidence in a sentence
DIGEST = 16  # hexadecimal digits shown of a digest; the web view and the webhook have all


def title(alert: AlertContent) -> str:
    """Which policy: "BetterCloud privacy"."""
    subject = alert.subject
    return printable(f"{subject.service} {subject.type}") if subject else "Clausewatch"


def footer(alert: AlertContent) -> tuple[Labelled, ...]:
    """How to answer the alert: on its page where one is served, and by command."""
    page = Labelled(label="Answer on the web", text=alert.alert_url or "", url=alert.alert_url, whole=True)
    return (
        *((page,) if page.text else ()),
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


def quoted(text: str) -> str:
    """The beginning of `text` in quotation marks, "" for none."""
    short = shorten(text, QUOTE)
    return f"“{short}”" if short else ""


def stated_lines(dates: StatedDates) -> tuple[Labelled, ...]:
    """The stated dates."""
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
    phrase = quoted(date_stated.text)
    if date_stated.date is None:
        either = " or ".join(stated(candidate) for candidate in date_stated.candidates)
        return f"{either} ({phrase})" if phrase else either
    return f"{stated(date_stated.date)} ({phrase})" if phrase else stated(date_stated.date)


def effect_lines(alert: AlertContent, told_at: datetime | None) -> tuple[Labelled, ...]:
    """The day the change applies, counted from when it is told; where that is None, of something read at any time, the
    day alone.
    """
    when = alert.takes_effect
    if when is None:
        return ()
    label = "Takes effect" if when >= (told_at or alert.created_at).date() else "In effect since"
    return (Labelled(label=label, text=f"{day(when)}{_distance(when, told_at) if told_at else ''}."),)


def _distance(when: date, now: datetime) -> str:
    days = (when - now.date()).days
    if days == 0:
        return ", today"
    return f", in {counted(days, 'day')}" if days > 0 else f", {counted(-days, 'day')} ago"


def link_lines(alert: AlertContent) -> tuple[Labelled, ...]:
    """The ways to the whole redline, the page and its history."""
    lines = [Labelled(label="Redline", text=whole_redline(alert), url=alert.redline_url, whole=True)]
    if alert.subject:
        lines.append(Labelled(label="Page", text=alert.subject.url, url=alert.subject.url, whole=True))
    if alert.policy_url:
        lines.append(Labelled(label="History", text=alert.policy_url, url=alert.policy_url, whole=True))
    return tuple(line for line in lines if line.text)


def capture_lines(side: str, version: VersionSeen | None) -> tuple[Labelled, ...]:
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
    if version.unseen is not None:
        last_seen, next_seen = (day(at.date()) for at in version.unseen)
        since = day(version.first_seen_at.date())
        return f"last seen {last}; first seen {since}, but not seen from {last_seen} to {next_seen}"
    kept = span(version.last_seen_at - version.first_seen_at)
    return f"last seen {last}; stood since {day(version.first_seen_at.date())} ({kept})"
