"""The values that storage takes and gives: frozen, times aware UTC. Tables stay inside `storage`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from redline.types import Recipe, StatedDate


class PolicyState(StrEnum):
    """How a policy fares. `unstable` flips between texts; `failing` has an error open."""

    NEW = "new"
    OK = "ok"
    FAILING = "failing"
    UNSTABLE = "unstable"


class Source(StrEnum):
    """Where a snapshot came from. `live` and `files` are the origin itself, the others tell of the past."""

    LIVE = "live"
    FILES = "files"
    WAYBACK = "wayback"
    IMPORT = "import"

    @property
    def is_origin(self) -> bool:
        """Whether this source is the document's own address as we see it."""
        return self in (Source.LIVE, Source.FILES)


class CountsAs(StrEnum):
    """How a snapshot counts in the history. Only `yes` makes versions."""

    YES = "yes"
    HELD = "held"
    SOFT_FAILURE = "soft_failure"
    SUSPECT = "suspect"
    BLINK = "blink"


class Outcome(StrEnum):
    """What came of a check."""

    NEW_TEXT = "new_text"
    SAME_TEXT = "same_text"
    SAME_BYTES = "same_bytes"
    NOT_MODIFIED = "not_modified"
    SOFT_FAILURE = "soft_failure"
    FAILED = "failed"


class ChangeKind(StrEnum):
    """What showed a change: our own checks, an archive's past, or our own better reading."""

    LIVE = "live"
    BACKFILL = "backfill"
    UPGRADE = "upgrade"


class ChangeState(StrEnum):
    """`held` waits for a second capture; `blinked` went back; `superseded` was re-based or replaced."""

    HELD = "held"
    CONFIRMED = "confirmed"
    BLINKED = "blinked"
    SUPERSEDED = "superseded"


class AlertKind(StrEnum):
    """Why people are told."""

    CHANGE = "change"
    ERROR_OPENED = "error_opened"
    ERROR_REMINDER = "error_reminder"
    ERROR_CLOSED = "error_closed"
    STALE = "stale"
    UNSTABLE = "unstable"
    CHANNEL_DEAD = "channel_dead"
    REMINDER = "reminder"
    ALL_QUIET = "all_quiet"
    TEST = "test"


class DeliveryState(StrEnum):
    """How far a message is."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"


class MementoState(StrEnum):
    """`listed` was not fetched yet; `skipped` need not be (same digest, between equal texts); `failed` could not be."""

    LISTED = "listed"
    FETCHED = "fetched"
    SKIPPED = "skipped"
    FAILED = "failed"


VersionState = Literal["version", "held", "blink", "elsewhere", "soft_failure", "suspect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A policy as the configuration declares it. `declaration` is plain JSON. With `live` False it is never checked."""

    slug: str
    service: str
    type: str
    declaration: Mapping[str, Any]
    live: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What a sync did, by slug."""

    created: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    revived: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One document followed over time. `recipe` is None before its first reading; `next_check_at` None: never checked.

    `lease` is the fencing counter of the last claim, `leased_until` its end.
    """

    id: int
    slug: str
    service: str
    type: str
    declaration: Mapping[str, Any]
    declaration_sha256: str
    recipe: Recipe | None
    state: PolicyState
    created_at: datetime
    next_check_at: datetime | None
    last_checked_at: datetime | None
    last_good_at: datetime | None
    failures: int
    error_kind: str | None
    error_message: str | None
    error_since: datetime | None
    error_told_at: datetime | None
    stale_told_at: datetime | None
    unstable_since: datetime | None
    leased_until: datetime | None
    lease: int
    retired_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One look at a policy and what came of it."""

    id: int
    policy_id: int
    started_at: datetime
    ms: int
    outcome: Outcome
    error_kind: str | None
    error_message: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSnapshot:
    """A capture to be stored; its body must be stored first (`bodies.put`).

    `headers` are as received, in order. `captured_at` is when the origin (or the archive) saw it, `fetched_at` when we
    read it. `note` says what a person should know ("sent by mail").
    """

    policy_id: int
    source: Source
    captured_at: datetime
    fetched_at: datetime
    url: str
    final_url: str
    status: int
    media_type: str
    headers: tuple[tuple[str, str], ...]
    body_sha256: str
    etag: str | None = None
    last_modified: str | None = None
    archive_url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(NewSnapshot):
    """A stored capture. `sha256` covers every field and `previous_sha256`, "" for a policy's first."""

    id: int
    sha256: str
    previous_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One time at which a snapshot's bytes were seen."""

    id: int
    policy_id: int
    snapshot_id: int
    seen_at: datetime
    check_id: int | None
    archive_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How a snapshot counts under a recipe (its digest), and why."""

    id: int
    snapshot_id: int
    recipe: str
    counts_as: CountsAs
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A run of consecutive sightings, in time order, whose readings have the same text.

    `snapshot_id` is the first snapshot of the run, `last_snapshot_id` the last. `sources` also names sources that saw
    this text beside the run. `seam` marks a version whose predecessor no common source saw,
    or another reader read.
    `change_id`, `materiality` and `summary` are those of the stored change that led here, None where there is none.
    `reason` says why an entry whose `state` is not "version" is none.
    """

    policy_id: int
    words_sha256: str
    outline_sha256: str
    first_seen: datetime
    last_seen: datetime
    sightings: int
    sources: tuple[Source, ...]
    snapshot_id: int
    last_snapshot_id: int
    body_sha256: str
    recipe: str
    reader: str
    language: str
    stated_date: StatedDate | None
    url: str
    archive_url: str | None
    state: VersionState = "version"
    reason: str = ""
    seam: bool = False
    change_id: int | None = None
    materiality: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time in which nobody saw the page, between the last sighting before and the first after it."""

    last_seen: datetime
    next_seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The version a revision means; `gap` where the day asked for lies in a time nobody saw."""

    version: Version
    gap: Gap | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChange:
    """A redline to be stored. `assessment` is its JSON by the contract of `redline.contract`; `recipe` a digest."""

    policy_id: int
    recipe: str
    kind: ChangeKind
    state: ChangeState
    before_snapshot_id: int
    after_snapshot_id: int
    before_words_sha256: str
    after_words_sha256: str
    first_seen_at: datetime
    made_at: datetime
    materiality: str
    summary: str
    ruleset: str
    assessment: Mapping[str, Any]
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(NewChange):
    """A stored redline. `ended_at` is when it blinked or was superseded."""

    id: int
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeHead:
    """A change without its redline, for lists."""

    id: int
    policy_id: int
    kind: ChangeKind
    state: ChangeState
    before_words_sha256: str
    after_words_sha256: str
    first_seen_at: datetime
    confirmed_at: datetime | None
    materiality: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAlert:
    """A decision to tell. `dedup_key` names it: the same key is stored once. `facts` is JSON frozen now."""

    kind: AlertKind
    policy_id: int | None
    dedup_key: str
    created_at: datetime
    summary: str
    change_id: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """A person's word on an alert."""

    alert_id: int
    verdict: Literal["acknowledged", "dismissed"]
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert(NewAlert):
    """A stored alert; `slug` is its policy's, None for alerts about no policy; `triage` the newest word on it."""

    id: int
    slug: str | None
    triage: Triage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertHead:
    """A stored alert without its facts, for lists.

    `materiality` is that of the change it is about and `takes_effect` the day from which that applies, None for others.
    """

    id: int
    kind: AlertKind
    policy_id: int | None
    change_id: int | None
    created_at: datetime
    summary: str
    slug: str | None
    materiality: str | None
    takes_effect: date | None
    triage: Triage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one channel, telling `alert_ids` in order. `rendered` is its frozen content, None before."""

    id: int
    channel: str
    message_id: str
    kind: str
    created_at: datetime
    alert_ids: tuple[int, ...]
    rendered: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How far a message is on its way. `receipt` is what the channel answered with."""

    id: int
    message: Message
    state: DeliveryState
    attempts: int
    next_attempt_at: datetime | None
    leased_until: datetime | None
    lease: int
    first_attempt_at: datetime | None
    sent_at: datetime | None
    last_error: str | None
    receipt: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One alert due on one channel; `message_id` None while no message tells it yet."""

    alert_id: int
    channel: str
    mode: str
    due_at: datetime
    message_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """A sign of life."""

    name: str
    at: datetime
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One answered question to an archive's index. `span` is its period in the caller's words ("2016", "all")."""

    policy_id: int
    archive: str
    address: str
    span: str
    listed_at: datetime
    outcome: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMemento:
    """One row of an archive's index."""

    url: str
    captured_at: datetime
    digest: str
    status: int | None
    media_type: str
    length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento(ListedMemento):
    """A capture that an archive says it holds, and how far we are with it."""

    id: int
    policy_id: int
    archive: str
    state: MementoState
    snapshot_id: int | None
    detail: str | None
    attempts: int
