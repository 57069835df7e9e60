"""Everything that is no change, in words: errors, stale and unstable pages, dead channels, quiet weeks."""

from collections.abc import Callable
from datetime import timedelta

from notifiers.alerts import AlertContent, AlertKind, DeadChannel, Trouble
from notifiers.excerpt import printable, shorten
from notifiers.phrases import counted, day, listed, moment, span
from notifiers.sheets import Labelled, Sheet
from notifiers.wording_of_evidence import footer, title


def state_sheet(alert: AlertContent) -> Sheet:
    """The alert in words."""
    verdict, body = WORDS[alert.kind](alert)
    return Sheet(
        title=title(alert),
        verdict=verdict,
        body=tuple(printable(paragraph) for paragraph in body if paragraph),
        dates=_since(alert.trouble) if alert.kind != AlertKind.UNSTABLE else (),
        links=_links(alert),
        footer=footer(alert) if alert.kind in ANSWERABLE else (),
    )


def _error_opened(alert: AlertContent) -> tuple[str, tuple[str, ...]]:
    trouble = _trouble(alert)
    return (
        f"cannot be read: {_cause(trouble)}",
        (
            f"{counted(trouble.failures, 'check')} in a row failed. No change can be seen until this is mended.",
            _earlier(trouble),
            "The history so far is safe, and checks go on at longer intervals.",
            trouble.advice,
        ),
    )


def _error_reminder(alert: AlertContent) -> tuple[str, tuple[str, ...]]:
    trouble = _trouble(alert)
    lasting = span(alert.created_at - trouble.since_at)
    return (
        f"still cannot be read, for {lasting}: {_cause(trouble)}",
        (f"{counted(trouble.failures, 'check')} in a row failed.", _earlier(trouble), trouble.advice),
    )


def _error_closed(alert: AlertContent) -> tuple[str, tuple[str, ...]]:
    trouble = _trouble(alert)
    lasting = span(alert.created_at - trouble.since_at)
    return (
        "can be read again",
        (
            f"It could not be read for {lasting}; the last cause was: {_cause(trouble)}.",
            _earlier(trouble),
            "What changed meanwhile, if anything, is told as usual against the last good capture.",
        ),
    )


def _stale(alert: AlertContent) -> tuple[str, tuple[str, ...]]:
    trouble = _trouble(alert)
    since = trouble.last_good_at or trouble.since_at
    lasting = span(max(alert.created_at - since, timedelta()))
    return (
        f"no good capture for {lasting}",
        (f"The last check: {_cause(trouble)}. Until this is mended a change would go unseen.", trouble.advice),
    )


def _unstable(alert: AlertContent) -> tuple[str, tuple[str, ...]]:
    trouble = _trouble(alert)
    return (
        "the page keeps flipping between texts",
        (
            f"It came back to earlier texts{_times(trouble.failures)}.",
            f"{trouble.advice} This is said once.",
        ),
    )


def _times(returns: int) -> str:
    return f" {counted(returns, 'time')}" if returns else " again and again"


def _channel_dead(alert: AlertContent) -> tuple[str, tuple[str, ...]]:
    dead = alert.dead or DeadChannel(channel="", recipient="", reason="")
    whom = f" for {dead.recipient}" if dead.recipient else ""
    reason = shorten(dead.reason, 300).rstrip(".")
    if dead.removed:
        return (
            f"channel {dead.channel} is no longer in config.toml",
            (f"{reason}.", f"Name it again, or give them up: clausewatch alerts drop {dead.channel}"),
        )
    if not dead.final:
        return (
            f"channel {dead.channel} takes no messages{whom}",
            (f"{reason}. Nothing is lost: it is tried again at least every hour, for 30 days.",),
        )
    return (
        f"channel {dead.channel} refuses messages{whom}",
        (
            f"It was refused for good: {reason}. What it missed is kept.",
            f"Mend it in config.toml, then send what was missed: clausewatch alerts resend {dead.channel}",
        ),
    )


def _all_quiet(alert: AlertContent) -> tuple[str, tuple[str, ...]]:
    quiet = alert.quiet
    if quiet is None:
        return "all quiet", ()
    watched = f"{counted(quiet.policies, 'policy')}, {counted(quiet.good_checks, 'good check')}"
    failing = f"Not readable at present: {listed(quiet.failing)}." if quiet.failing else "Every policy can be read."
    return (
        f"all quiet: {watched}",
        (f"Nothing to tell from {day(quiet.since_at)} to {day(quiet.until_at)}. {failing}",),
    )


def _test(alert: AlertContent) -> tuple[str, tuple[str, ...]]:
    return (
        "a test message",
        (f"Sent {moment(alert.created_at)} on request. This channel works; alerts will come this way.",),
    )


WORDS: dict[AlertKind, Callable[[AlertContent], tuple[str, tuple[str, ...]]]] = {
    AlertKind.ERROR_OPENED: _error_opened,
    AlertKind.ERROR_REMINDER: _error_reminder,
    AlertKind.ERROR_CLOSED: _error_closed,
    AlertKind.STALE: _stale,
    AlertKind.UNSTABLE: _unstable,
    AlertKind.CHANNEL_DEAD: _channel_dead,
    AlertKind.ALL_QUIET: _all_quiet,
    AlertKind.TEST: _test,
}

ANSWERABLE = frozenset(
    {AlertKind.ERROR_OPENED, AlertKind.ERROR_REMINDER, AlertKind.STALE, AlertKind.UNSTABLE, AlertKind.CHANNEL_DEAD}
)


def _trouble(alert: AlertContent) -> Trouble:
    assert alert.trouble is not None, f"an alert of kind {alert.kind} says what is wrong"
    return alert.trouble


def _cause(trouble: Trouble) -> str:
    return shorten(trouble.cause, 160).rstrip(".")


def _earlier(trouble: Trouble) -> str:
    """What else was wrong in that row of failures."""
    causes = "; ".join(shorten(cause, 160).rstrip(".") for cause in trouble.earlier)
    return f"Before that: {causes}." if causes else ""


def _since(trouble: Trouble | None) -> tuple[Labelled, ...]:
    if trouble is None:
        return ()
    good = moment(trouble.last_good_at) if trouble.last_good_at else "never"
    return (
        Labelled(label="Since", text=moment(trouble.since_at)),
        Labelled(label="Last good capture", text=good),
    )


def _links(alert: AlertContent) -> tuple[Labelled, ...]:
    lines = []
    if alert.subject:
        lines.append(Labelled(label="Page", text=alert.subject.url, url=alert.subject.url, whole=True))
    if alert.policy_url:
        lines.append(Labelled(label="History", text=alert.policy_url, url=alert.policy_url, whole=True))
    return tuple(lines)
