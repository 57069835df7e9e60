"""What there is to tell, as facts: a policy, two versions and a verdict; or what is wrong.

The words are made of these in `message.py`, nowhere else.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from redline.types import Assessment


class AlertKind(StrEnum):
    """What an alert is about."""

    CHANGE = "change"
    REMINDER = "reminder"
    ERROR_OPENED = "error_opened"
    ERROR_REMINDER = "error_reminder"
    ERROR_CLOSED = "error_closed"
    STALE = "stale"
    UNSTABLE = "unstable"
    CHANNEL_DEAD = "channel_dead"
    ALL_QUIET = "all_quiet"
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The policy told about: its slug, service and document type as declared, its address."""

    slug: str
    service: str
    type: str
    url: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSeen:
    """One side of a change, with its evidence.

    `body_sha256` is the digest of the bytes we keep, `words_sha256` that of their text. `archive_url` is a web
    archive's copy near that time, None where none is known. `last_seen_at` equals `first_seen_at` where it was
    seen once. `unseen` is the longest time in between in which nobody saw it, from its last sighting before to its next
    one after; None where that is not worth telling.
    """

    first_seen_at: datetime
    last_seen_at: datetime
    body_sha256: str
    words_sha256: str
    archive_url: str | None = None
    unseen: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why no good capture comes.

    `cause` is a few words ("the page answers 404"), `advice` what to do about it.
    `since_at` is the first failure of the row (of an unstable page: its first return), `failures`
    their number, `last_good_at` the last good capture, None where there never was one. `earlier` are the causes of
    other failures in that row, the last first.
    """

    cause: str
    advice: str
    since_at: datetime
    failures: int
    last_good_at: datetime | None = None
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadChannel:
    """A channel that takes no messages: whom it would not take ("" for all of it), and why.

    `final` where it refuses for good and is given up; else it is only down, and tries go on. `removed` where the
    configuration does not name it any more: nobody tries.
    """

    channel: str
    recipient: str
    reason: str
    final: bool = True
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A span without material change: how much was watched."""

    since_at: datetime
    until_at: datetime
    policies: int
    good_checks: int
    failing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertContent:
    """One alert's facts. Which of them are given depends on `kind`.

    `subject` is None where no policy is concerned.
    A change has `assessment`, `before` and `after`; `unconfirmed` where no second capture could be
    had. A reminder of effect has the change's facts again. `redline_url`, `policy_url` and
    `alert_url`, where the alert can be answered, lead to the web view; None where no address of it is configured.
    """

    id: str
    kind: AlertKind
    created_at: datetime
    subject: Subject | None = None
    assessment: Assessment | None = None
    before: VersionSeen | None = None
    after: VersionSeen | None = None
    unconfirmed: bool = False
    trouble: Trouble | None = None
    dead: DeadChannel | None = None
    quiet: Quiet | None = None
    redline_url: str | None = None
    policy_url: str | None = None
    alert_url: str | None = None

    @property
    def takes_effect(self) -> date | None:
        """The day from which the newer text says the change applies, where it names one."""
        stated = self.assessment.takes_effect if self.assessment else None
        return date.fromisoformat(stated) if stated else None
