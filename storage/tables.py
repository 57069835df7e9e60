"""The database as SQLModel sees it: one class a table. Rows never leave `storage`; callers get `records`.

    policy ─┬─ sighting ── snapshot ── body ── reading ── outline ── outline_row ── clause, place
            ├─ check        │  └─ judgement (newest wins)   └─ reading_link
            ├─ change ──────┘ (before, after)
            └─ alert ── notice (one a channel) ── message ── delivery

Constraints carry the invariants. SQLModel tables do not validate what is put in them: the functions beside this module
take typed values and the CHECK constraints refuse the rest. Triggers (insert-only tables, changes never rewritten) and
the full-text index are in the migrations.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, LargeBinary, MetaData, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.records import (
    AlertKind,
    ChangeKind,
    ChangeState,
    CountsAs,
    DeliveryState,
    MementoState,
    Outcome,
    PolicyState,
    Source,
)


def _one_of(column: str, values: type[Any]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"known_{column}")


class Row(SQLModel):
    """Every table: constraint names follow one rule, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class RecipeRow(Row, table=True):
    """A way to read bodies, named by the digest of its content."""

    __tablename__ = "recipe"
    sha256: str = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class PolicyRow(Row, table=True):
    """One document followed over time, its schedule and its state."""

    __tablename__ = "policy"
    __table_args__ = (_one_of("state", PolicyState), CheckConstraint("failures >= 0", name="failures_counted"))
    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    service: str
    type: str
    declaration: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    declaration_sha256: str
    recipe: str | None = Field(default=None, foreign_key="recipe.sha256")
    state: str = Field(default="new")
    created_at: datetime
    next_check_at: datetime | None = Field(default=None, index=True)
    last_checked_at: datetime | None = None
    last_good_at: datetime | None = None
    failures: int = 0
    error_kind: str | None = None
    error_message: str | None = None
    error_since: datetime | None = None
    error_told_at: datetime | None = None
    stale_told_at: datetime | None = None
    unstable_since: datetime | None = None
    leased_until: datetime | None = None
    leased_by: str | None = None
    lease: int = 0
    retired_at: datetime | None = None


class CheckRow(Row, table=True):
    """One look at a policy and what came of it."""

    __tablename__ = "policy_check"
    __table_args__ = (
        _one_of("outcome", Outcome),
        Index("ix_policy_check_policy_id_started_at", "policy_id", "started_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    policy_id: int = Field(foreign_key="policy.id")
    started_at: datetime
    ms: int
    outcome: str
    error_kind: str | None = None
    error_message: str | None = None


class BodyRow(Row, table=True):
    """Bytes as received, once. `content` is zstd; a patch to another body where `base_sha256` is set."""

    __tablename__ = "body"
    __table_args__ = (
        CheckConstraint("(content IS NULL) = (dropped_at IS NOT NULL)", name="kept_or_dropped"),
        CheckConstraint("length(sha256) = 64", name="digest_whole"),
    )
    sha256: str = Field(primary_key=True)
    size_bytes: int
    stored_bytes: int
    base_sha256: str | None = Field(default=None, foreign_key="body.sha256", index=True)
    depth: int = 0
    content: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    dropped_at: datetime | None = None


class SnapshotRow(Row, table=True):
    """A stored capture. Insert only; `previous_sha256` chains the snapshots of a policy in order of insertion."""

    __tablename__ = "snapshot"
    __table_args__ = (
        _one_of("source", Source),
        UniqueConstraint("policy_id", "previous_sha256"),
        UniqueConstraint("policy_id", "source", "captured_at", "url", "body_sha256"),
    )
    id: int | None = Field(default=None, primary_key=True)
    policy_id: int = Field(foreign_key="policy.id")
    source: str
    captured_at: datetime
    fetched_at: datetime
    url: str
    final_url: str
    status: int
    media_type: str
    headers: list[list[str]] = Field(sa_column=Column(JSON, nullable=False))
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str = Field(foreign_key="body.sha256", index=True)
    archive_url: str | None = None
    note: str | None = None
    sha256: str = Field(unique=True)
    previous_sha256: str


class SightingRow(Row, table=True):
    """One time at which a snapshot's bytes were seen. Insert only."""

    __tablename__ = "sighting"
    __table_args__ = (
        UniqueConstraint("snapshot_id", "seen_at"),
        Index("ix_sighting_policy_id_seen_at", "policy_id", "seen_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    policy_id: int = Field(foreign_key="policy.id")
    snapshot_id: int = Field(foreign_key="snapshot.id")
    seen_at: datetime
    check_id: int | None = Field(default=None, foreign_key="policy_check.id")
    archive_url: str | None = None


class OutlineRow(Row, table=True):
    """An ordered list of clauses and their places, stored once."""

    __tablename__ = "outline"
    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)


class ClauseRow(Row, table=True):
    """The text of a clause, stored once. `digest` is that of its canonical words."""

    __tablename__ = "clause"
    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    digest: str = Field(index=True)
    text: str


class PlaceRow(Row, table=True):
    """Where a clause stands: number, heading trail, kind, column heads; stored once."""

    __tablename__ = "place"
    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class OutlineClauseRow(Row, table=True):
    """One row of an outline."""

    __tablename__ = "outline_row"
    __table_args__ = (
        Index("ix_outline_row_clause_id_outline_id", "clause_id", "outline_id"),
        Index("ix_outline_row_place_id_outline_id", "place_id", "outline_id"),
        {"sqlite_with_rowid": False},
    )
    outline_id: int = Field(primary_key=True, foreign_key="outline.id")
    position: int = Field(primary_key=True)
    place_id: int = Field(foreign_key="place.id")
    clause_id: int = Field(foreign_key="clause.id")
    furniture: bool = False


class ReadingRow(Row, table=True):
    """What one recipe makes of one body. Can be thrown away and made again."""

    __tablename__ = "reading"
    __table_args__ = (Index("ix_reading_outline_id", "outline_id"),)
    body_sha256: str = Field(primary_key=True, foreign_key="body.sha256")
    recipe: str = Field(primary_key=True, foreign_key="recipe.sha256")
    reader: str
    title: str
    language: str
    stated_date: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    verdict: str
    reason: str
    words_sha256: str = Field(index=True)
    outline_sha256: str
    outline_id: int = Field(foreign_key="outline.id")


class ReadingLinkRow(Row, table=True):
    """A link of a reading, under the clause at `position`."""

    __tablename__ = "reading_link"
    __table_args__ = ({"sqlite_with_rowid": False},)
    body_sha256: str = Field(primary_key=True, foreign_key="body.sha256")
    recipe: str = Field(primary_key=True, foreign_key="recipe.sha256")
    position: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    text: str
    href: str


class JudgementRow(Row, table=True):
    """How a snapshot counts under a recipe. Insert only; the newest wins."""

    __tablename__ = "judgement"
    __table_args__ = (
        _one_of("counts_as", CountsAs),
        Index("ix_judgement_snapshot_id_recipe", "snapshot_id", "recipe", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    snapshot_id: int = Field(foreign_key="snapshot.id")
    recipe: str = Field(foreign_key="recipe.sha256")
    counts_as: str
    reason: str
    made_at: datetime


class ChangeRow(Row, table=True):
    """A stored redline between two neighbouring versions. Only its state and `confirmed_at` ever change."""

    __tablename__ = "change"
    __table_args__ = (
        _one_of("state", ChangeState),
        _one_of("kind", ChangeKind),
        Index(
            "uq_change_one_held",
            "policy_id",
            unique=True,
            sqlite_where=text("state = 'held'"),
            postgresql_where=text("state = 'held'"),
        ),
        Index("ix_change_policy_id_words", "policy_id", "before_words_sha256", "after_words_sha256"),
        UniqueConstraint("before_snapshot_id", "after_snapshot_id", "recipe", "kind", "first_seen_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    policy_id: int = Field(foreign_key="policy.id")
    recipe: str = Field(foreign_key="recipe.sha256")
    kind: str
    state: str
    before_snapshot_id: int = Field(foreign_key="snapshot.id")
    after_snapshot_id: int = Field(foreign_key="snapshot.id")
    before_words_sha256: str
    after_words_sha256: str
    first_seen_at: datetime = Field(index=True)
    made_at: datetime
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None
    materiality: str
    summary: str
    ruleset: str
    assessment: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class AlertRow(Row, table=True):
    """The decision to tell, and the facts as they stood."""

    __tablename__ = "alert"
    __table_args__ = (_one_of("kind", AlertKind),)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    policy_id: int | None = Field(default=None, foreign_key="policy.id", index=True)
    change_id: int | None = Field(default=None, foreign_key="change.id", index=True)
    dedup_key: str = Field(unique=True)
    created_at: datetime = Field(index=True)
    summary: str
    facts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class TriageRow(Row, table=True):
    """A person's word on an alert. Insert only; the newest wins."""

    __tablename__ = "triage"
    __table_args__ = (CheckConstraint("verdict IN ('acknowledged', 'dismissed')", name="known_verdict"),)
    id: int | None = Field(default=None, primary_key=True)
    alert_id: int = Field(foreign_key="alert.id", index=True)
    verdict: str
    note: str
    by: str
    at: datetime


class MessageRow(Row, table=True):
    """One message to one channel; its content is frozen when it is first rendered."""

    __tablename__ = "message"
    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(index=True)
    message_id: str = Field(unique=True)
    kind: str
    created_at: datetime
    rendered: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    rendered_at: datetime | None = None


class NoticeRow(Row, table=True):
    """One alert due on one channel, exactly once, and the message that tells it."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("alert_id", "channel"),
        Index("ix_notice_channel_message_id", "channel", "message_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    alert_id: int = Field(foreign_key="alert.id")
    channel: str
    mode: str
    due_at: datetime
    message_id: int | None = Field(default=None, foreign_key="message.id", index=True)


class DeliveryRow(Row, table=True):
    """How far a message is on its way."""

    __tablename__ = "delivery"
    __table_args__ = (
        _one_of("state", DeliveryState),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_when_sent"),
        Index("ix_delivery_state_next_attempt_at", "state", "next_attempt_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id", unique=True)
    state: str
    attempts: int = 0
    next_attempt_at: datetime | None = None
    leased_until: datetime | None = None
    leased_by: str | None = None
    lease: int = 0
    first_attempt_at: datetime | None = None
    sent_at: datetime | None = None
    last_error: str | None = None
    receipt: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class HeartbeatRow(Row, table=True):
    """A sign of life, one row a name; and small facts that outlive a process (`detail`)."""

    __tablename__ = "heartbeat"
    name: str = Field(primary_key=True)
    at: datetime
    detail: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class ListingRow(Row, table=True):
    """One answered question to an archive's index: a checkpoint of a backfill."""

    __tablename__ = "listing"
    __table_args__ = (UniqueConstraint("policy_id", "archive", "address", "span"),)
    id: int | None = Field(default=None, primary_key=True)
    policy_id: int = Field(foreign_key="policy.id")
    archive: str
    address: str
    span: str
    listed_at: datetime
    outcome: str
    detail: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class MementoRow(Row, table=True):
    """One capture that an archive says it holds, and how far we are with it."""

    __tablename__ = "memento"
    __table_args__ = (
        _one_of("state", MementoState),
        UniqueConstraint("policy_id", "archive", "url", "captured_at"),
        Index("ix_memento_policy_id_digest", "policy_id", "digest"),
    )
    id: int | None = Field(default=None, primary_key=True)
    policy_id: int = Field(foreign_key="policy.id")
    archive: str
    url: str
    captured_at: datetime
    digest: str
    status: int | None = None
    media_type: str
    length: int | None = None
    state: str
    snapshot_id: int | None = Field(default=None, foreign_key="snapshot.id")
    detail: str | None = None
    attempts: int = 0
