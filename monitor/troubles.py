"""How a policy fares: what a check came to in, its state and what to tell out. Pure.

A failure is no event but a state: told when it has opened for good (`tell_errors_after` failures in a row), reminded of
rarely, told when it closes. "No good capture for 14 days" is told whatever each single failure was.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage.records import AlertKind, Policy, PolicyState


class Cause(StrEnum):
    """Why there was no good capture. What to do about each is in `ADVICE`."""

    DNS = "dns"
    TLS = "tls"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    GONE = "gone"
    REFUSED = "refused"
    RATE_LIMITED = "rate_limited"
    SERVER = "server"
    REDIRECTS = "redirects"
    FORBIDDEN_ADDRESS = "forbidden_address"
    TOO_LARGE = "too_large"
    LOGIN = "login"
    BOT_WALL = "bot_wall"
    ERROR_PAGE = "error"
    SHELL = "shell"
    OTHER_TEXT = "other"
    EXTRACTION = "extraction"
    COMPARISON = "comparison"
    SELECTOR = "selector"
    BROWSER = "browser"
    MISSING = "missing"
    OTHER = "failed"


ADVICE = {
    Cause.DNS: "The name does not resolve. See whether the site moved; correct url, keep the old one in former_urls.",
    Cause.TLS: "The site's certificate cannot be trusted. That is usually mended within days, without us.",
    Cause.TIMEOUT: "The server takes too long. If it stays so, check less often, or raise fetch_deadline.",
    Cause.CONNECTION: "No connection comes about. Look at the site in a browser, and at this machine's network.",
    Cause.GONE: "The page is gone. Look for its new address: correct url, and keep the old one in former_urls.",
    Cause.REFUSED: 'The server refuses us. Give user_agent an address to write to, or try fetcher = "browser".',
    Cause.RATE_LIMITED: "The server asks for fewer requests. We wait as long as it says; check less often.",
    Cause.SERVER: "The server has an error of its own. It is usually mended without us.",
    Cause.REDIRECTS: "The page redirects without end, or to where we may not go. Correct url.",
    Cause.FORBIDDEN_ADDRESS: "Only public addresses are fetched. For private ones set allow_private_addresses = true.",
    Cause.TOO_LARGE: "The page is larger than we read. Correct url to the document itself.",
    Cause.LOGIN: "The page asks to sign in. Look for a public address of the document and correct url.",
    Cause.BOT_WALL: 'The site shows a check for robots in place of the text. Try fetcher = "browser", or ask them.',
    Cause.ERROR_PAGE: "The page shows an error in place of the text. Look at it in a browser; correct url if it moved.",
    Cause.SHELL: "The page itself holds no text. Where scripts draw it, install clausewatch[browser] and set "
    'fetcher = "browser".',
    Cause.OTHER_TEXT: "The page shows another text than the policy. Look at it; correct url, select or section.",
    Cause.EXTRACTION: "The page cannot be read as a document. Look what url leads to.",
    Cause.COMPARISON: "The page itself was read. Write a pattern that is named here simpler, or raise read_deadline.",
    Cause.SELECTOR: "What select or section asks for is not on the page. Correct it, or leave it out.",
    Cause.BROWSER: "The browser could not get the page. `clausewatch doctor` says whether one is installed.",
    Cause.MISSING: "There is no page in the folder. Put one there, or correct folder.",
    Cause.OTHER: "Look at the page in a browser; `clausewatch check` tries again at once.",
}
DRAWN_ADVICE = {
    Cause.REFUSED: "The server refuses a browser too. Give user_agent an address to write to, or ask them.",
    Cause.BOT_WALL: "The site shows a check for robots even to a browser. Give user_agent an address, or ask them.",
    Cause.SHELL: "A browser draws no text there either. Look at the page; correct url, or follow the page it leads to.",
}
"""What to do instead where the browser was used already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One check without a good capture. `retry_after` is the wait the server asked for, None where it named none;
    `drawn` says that a browser was asked."""

    cause: Cause
    message: str
    retry_after: timedelta | None = None
    drawn: bool = False

    @property
    def advice(self) -> str:
        """What a person can do about it."""
        return DRAWN_ADVICE.get(self.cause, ADVICE[self.cause]) if self.drawn else ADVICE[self.cause]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """When a trouble is told."""

    tell_after: int
    remind_every: timedelta
    stale_after: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a policy stands, as storage keeps it."""

    state: PolicyState
    failures: int
    last_good_at: datetime | None
    error_kind: str | None
    error_message: str | None
    error_since: datetime | None
    error_told_at: datetime | None
    stale_told_at: datetime | None
    tell: tuple[AlertKind, ...] = ()


def after_good(policy: Policy, now: datetime, *, unstable: bool = False) -> Standing:
    """How `policy` stands after a good capture: an error that was told is told to be over."""
    return Standing(
        state=PolicyState.UNSTABLE if unstable else PolicyState.OK,
        failures=0,
        last_good_at=now,
        error_kind=None,
        error_message=None,
        error_since=None,
        error_told_at=None,
        stale_told_at=None,
        tell=(AlertKind.ERROR_CLOSED,) if policy.error_told_at or policy.stale_told_at else (),
    )


def after_failure(policy: Policy, failure: Failure, tolerance: Tolerance, now: datetime) -> Standing:
    """How `policy` stands after a check that failed."""
    failures = policy.failures + 1
    opens = policy.error_told_at is None and failures >= tolerance.tell_after
    reminds = policy.error_told_at is not None and now - policy.error_told_at >= tolerance.remind_every
    stale = _stale(policy, tolerance, now)
    tell = [kind for kind, due in ((AlertKind.ERROR_OPENED, opens), (AlertKind.ERROR_REMINDER, reminds)) if due]
    return Standing(
        state=PolicyState.FAILING if opens or policy.error_told_at else policy.state,
        failures=failures,
        last_good_at=policy.last_good_at,
        error_kind=failure.cause,
        error_message=failure.message,
        error_since=policy.error_since or now,
        error_told_at=now if tell else policy.error_told_at,
        stale_told_at=now if stale else policy.stale_told_at,
        tell=(*tell, *((AlertKind.STALE,) if stale else ())),
    )


def after_doubt(policy: Policy, tolerance: Tolerance, now: datetime) -> Standing:
    """How `policy` stands after a capture that may be another document: neither good nor a failure."""
    stale = _stale(policy, tolerance, now)
    return Standing(
        state=policy.state,
        failures=policy.failures,
        last_good_at=policy.last_good_at,
        error_kind=policy.error_kind,
        error_message=policy.error_message,
        error_since=policy.error_since,
        error_told_at=policy.error_told_at,
        stale_told_at=now if stale else policy.stale_told_at,
        tell=(AlertKind.STALE,) if stale else (),
    )


def _stale(policy: Policy, tolerance: Tolerance, now: datetime) -> bool:
    since = policy.last_good_at or policy.created_at
    return policy.stale_told_at is None and now - since >= tolerance.stale_after
