"""The wording, once: a `Bulletin` in, a `Letter` out, which every channel sets in its own type.

What an alert says, in this order: which policy, the verdict, from when it applies, what changed in one sentence per
clause that matters with the quoted words, the stated date and whether the edit was silent, the link to the redline,
both captures.

    Letter ── subject "[Clausewatch] Acme privacy: arbitration added, and 2 more"
      └─ Sheet (one per alert) ── title, verdict, warnings, effect, points, left_out, dates, links, evidence, footer
           └─ Point (one per clause that matters) ── place, sentence, why it matters, excerpt of the redline
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from notifiers.alerts import AlertContent, AlertKind
from notifiers.base import Bulletin
from notifiers.excerpt import printable, shorten
from notifiers.phrases import counted, day
from notifiers.sheets import Sheet
from notifiers.wording_of_changes import change_sheet
from notifiers.wording_of_states import state_sheet

PREFIX = "[Clausewatch]"
CONTENTS = 12  # alerts of a digest that have a line in its table of contents
SUBJECT = 140  # characters; longer ones are cut by most readers of mail

CHANGES = frozenset({AlertKind.CHANGE, AlertKind.REMINDER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A whole message. `preface` is "" where one alert speaks for itself; `contents` has a line for each alert of a
    digest, and says of how many others it has none.

    `more` are alerts that only have a line here, `uncounted` how many have not even that: both only in a digest that
    was cut to fit its channel.
    """

    subject: str
    preface: str
    sheets: tuple[Sheet, ...]
    contents: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    uncounted: int = 0

    @property
    def ending(self) -> str:
        """Where to find what only has a line here, or not even that; "" where nothing was cut."""
        if not self.more and not self.uncounted:
            return ""
        unlisted = f"{counted(self.uncounted, 'more alert')}. " if self.uncounted else ""
        return f"{unlisted}All of them: clausewatch alerts"


def sheet(alert: AlertContent, told_at: datetime | None = None) -> Sheet:
    """One alert in words. `told_at` is the time of the message, from which days are counted: an alert may be told weeks
    after it was decided. None for what is read at any time, as a feed.
    """
    return change_sheet(alert, told_at) if alert.kind in CHANGES else state_sheet(alert)


def letter(bulletin: Bulletin) -> Letter:
    """The whole message in words."""
    sheets = tuple(sheet(alert, bulletin.created_at) for alert in bulletin.alerts)
    if bulletin.title is None:
        return Letter(subject=_subject(_about(bulletin.alerts[0], sheets[0])), preface="", sheets=sheets)
    preface = f"{bulletin.title}: {_tally(bulletin)}."
    return Letter(
        subject=_subject(preface.removesuffix(".")), preface=preface, sheets=sheets, contents=_contents(sheets)
    )


def _about(alert: AlertContent, words: Sheet) -> str:
    """Policy and what happened, as short as it goes; the verdict alone where no policy is concerned.

    The subject of a reminder says from when, that of what is not confirmed says so.
    """
    if alert.subject is None:
        return words.verdict
    if not words.gist:
        return f"{words.title}: {words.verdict}"
    reminded = alert.takes_effect if alert.kind == AlertKind.REMINDER else None
    when = f", in effect from {day(reminded)}" if reminded else ""
    return f"{words.title}{when}: {words.gist}{', unconfirmed' if alert.unconfirmed else ''}"


def _subject(text: str) -> str:
    return shorten(f"{PREFIX} {printable(text)}", SUBJECT)


def _tally(bulletin: Bulletin) -> str:
    """ "3 changes at 2 policies and 1 other message"."""
    changes = [alert for alert in bulletin.alerts if alert.kind in CHANGES]
    others = len(bulletin.alerts) - len(changes)
    policies = {alert.subject.slug for alert in changes if alert.subject}
    parts = []
    if changes:
        parts.append(f"{counted(len(changes), 'change')} at {counted(len(policies), 'policy')}")
    if others:
        parts.append(counted(others, "other message" if changes else "message"))
    return " and ".join(parts)


def _contents(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """A line for each alert: "Acme privacy (2 material changes): arbitration added, and 1 more"."""
    lines = [f"{each.title} ({each.verdict}){f': {each.gist}' if each.gist else ''}" for each in sheets]
    unlisted = len(lines) - CONTENTS
    return (*lines[:CONTENTS], f"and {counted(unlisted, 'more alert')}") if unlisted > 0 else tuple(lines)
