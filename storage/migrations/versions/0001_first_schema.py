"""The first schema: every table, and the triggers that keep what is evidence as it was written.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSERT_ONLY = ("snapshot", "sighting", "judgement", "triage")

# Its state moves on; what it says does not.
CHANGE_STAYS = (
    "policy_id recipe kind before_snapshot_id after_snapshot_id before_words_sha256 after_words_sha256 first_seen_at "
    "made_at materiality summary ruleset assessment"
).split()


def upgrade() -> None:
    """Create tables and triggers."""
    _tables()
    _triggers()


def _triggers() -> None:
    for table in INSERT_ONLY:
        for event in ("UPDATE", "DELETE"):
            _refuse(f"{table}_no_{event.lower()}", f"{event} ON {table}", f"{table} rows are never changed")
    _refuse("change_no_delete", "DELETE ON change", "changes are never deleted")
    _refuse("change_no_rewrite", f"UPDATE OF {', '.join(CHANGE_STAYS)} ON change", "changes are never rewritten")
    op.execute(
        "CREATE TRIGGER message_frozen BEFORE UPDATE OF rendered ON message WHEN OLD.rendered IS NOT NULL "
        "BEGIN SELECT RAISE(ABORT, 'a rendered message is never rewritten'); END"
    )


def _refuse(name: str, event: str, words: str) -> None:
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} BEGIN SELECT RAISE(ABORT, '{words}'); END")


def _tables() -> None:
    op.create_table(
        "body",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("stored_bytes", sa.Integer(), nullable=False),
        sa.Column("base_sha256", sa.String(), nullable=True),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("dropped_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("(content IS NULL) = (dropped_at IS NOT NULL)", name=op.f("ck_body_kept_or_dropped")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_body_digest_whole")),
        sa.ForeignKeyConstraint(["base_sha256"], ["body.sha256"], name=op.f("fk_body_base_sha256")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_body")),
    )
    op.create_index(op.f("ix_body_base_sha256"), "body", ["base_sha256"], unique=False)
    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
        sa.UniqueConstraint("sha256", name=op.f("uq_clause_sha256")),
    )
    op.create_index(op.f("ix_clause_digest"), "clause", ["digest"], unique=False)
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("rendered", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("rendered_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("message_id", name=op.f("uq_message_message_id")),
    )
    op.create_index(op.f("ix_message_channel"), "message", ["channel"], unique=False)
    op.create_table(
        "outline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outline")),
        sa.UniqueConstraint("sha256", name=op.f("uq_outline_sha256")),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("sha256", name=op.f("uq_place_sha256")),
    )
    op.create_table(
        "recipe",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_recipe")),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", UTCDateTime(), nullable=True),
        sa.Column("leased_until", UTCDateTime(), nullable=True),
        sa.Column("leased_by", sa.String(), nullable=True),
        sa.Column("lease", sa.Integer(), nullable=False),
        sa.Column("first_attempt_at", UTCDateTime(), nullable=True),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.Column("receipt", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_delivery_sent_when_sent")),
        sa.CheckConstraint("state IN ('pending', 'sending', 'sent', 'dead')", name=op.f("ck_delivery_known_state")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_delivery_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("message_id", name=op.f("uq_delivery_message_id")),
    )
    op.create_index("ix_delivery_state_next_attempt_at", "delivery", ["state", "next_attempt_at"], unique=False)
    op.create_table(
        "outline_row",
        sa.Column("outline_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=False),
        sa.Column("furniture", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_outline_row_clause_id")),
        sa.ForeignKeyConstraint(["outline_id"], ["outline.id"], name=op.f("fk_outline_row_outline_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_outline_row_place_id")),
        sa.PrimaryKeyConstraint("outline_id", "position", name=op.f("pk_outline_row")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_outline_row_clause_id_outline_id", "outline_row", ["clause_id", "outline_id"], unique=False)
    op.create_table(
        "policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("declaration", sa.JSON(), nullable=False),
        sa.Column("declaration_sha256", sa.String(), nullable=False),
        sa.Column("recipe", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("next_check_at", UTCDateTime(), nullable=True),
        sa.Column("last_checked_at", UTCDateTime(), nullable=True),
        sa.Column("last_good_at", UTCDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error_kind", sa.String(), nullable=True),
        sa.Column("error_message", sa.String(), nullable=True),
        sa.Column("error_since", UTCDateTime(), nullable=True),
        sa.Column("error_told_at", UTCDateTime(), nullable=True),
        sa.Column("stale_told_at", UTCDateTime(), nullable=True),
        sa.Column("unstable_since", UTCDateTime(), nullable=True),
        sa.Column("leased_until", UTCDateTime(), nullable=True),
        sa.Column("leased_by", sa.String(), nullable=True),
        sa.Column("lease", sa.Integer(), nullable=False),
        sa.Column("retired_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('new', 'ok', 'failing', 'unstable')", name=op.f("ck_policy_known_state")),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_policy_failures_counted")),
        sa.ForeignKeyConstraint(["recipe"], ["recipe.sha256"], name=op.f("fk_policy_recipe")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sa.UniqueConstraint("slug", name=op.f("uq_policy_slug")),
    )
    op.create_index(op.f("ix_policy_next_check_at"), "policy", ["next_check_at"], unique=False)
    op.create_table(
        "reading",
        sa.Column("body_sha256", sa.String(), nullable=False),
        sa.Column("recipe", sa.String(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("stated_date", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words_sha256", sa.String(), nullable=False),
        sa.Column("outline_sha256", sa.String(), nullable=False),
        sa.Column("outline_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_sha256"], ["body.sha256"], name=op.f("fk_reading_body_sha256")),
        sa.ForeignKeyConstraint(["outline_id"], ["outline.id"], name=op.f("fk_reading_outline_id")),
        sa.ForeignKeyConstraint(["recipe"], ["recipe.sha256"], name=op.f("fk_reading_recipe")),
        sa.PrimaryKeyConstraint("body_sha256", "recipe", name=op.f("pk_reading")),
    )
    op.create_index("ix_reading_outline_id", "reading", ["outline_id"], unique=False)
    op.create_index(op.f("ix_reading_words_sha256"), "reading", ["words_sha256"], unique=False)
    op.create_table(
        "reading_link",
        sa.Column("body_sha256", sa.String(), nullable=False),
        sa.Column("recipe", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("href", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["body_sha256"], ["body.sha256"], name=op.f("fk_reading_link_body_sha256")),
        sa.ForeignKeyConstraint(["recipe"], ["recipe.sha256"], name=op.f("fk_reading_link_recipe")),
        sa.PrimaryKeyConstraint("body_sha256", "recipe", "position", "place", name=op.f("pk_reading_link")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("archive", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("span", sa.String(), nullable=False),
        sa.Column("listed_at", UTCDateTime(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_listing_policy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing")),
        sa.UniqueConstraint(
            "policy_id", "archive", "address", "span", name=op.f("uq_listing_policy_id_archive_address_span")
        ),
    )
    op.create_table(
        "policy_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("ms", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("error_kind", sa.String(), nullable=True),
        sa.Column("error_message", sa.String(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('new_text', 'same_text', 'same_bytes', 'not_modified', 'soft_failure', 'failed')",
            name=op.f("ck_policy_check_known_outcome"),
        ),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_policy_check_policy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_check")),
    )
    op.create_index("ix_policy_check_policy_id_started_at", "policy_check", ["policy_id", "started_at"], unique=False)
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("captured_at", UTCDateTime(), nullable=False),
        sa.Column("fetched_at", UTCDateTime(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("final_url", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("body_sha256", sa.String(), nullable=False),
        sa.Column("archive_url", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("previous_sha256", sa.String(), nullable=False),
        sa.CheckConstraint("source IN ('live', 'files', 'wayback', 'import')", name=op.f("ck_snapshot_known_source")),
        sa.ForeignKeyConstraint(["body_sha256"], ["body.sha256"], name=op.f("fk_snapshot_body_sha256")),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_snapshot_policy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("policy_id", "previous_sha256", name=op.f("uq_snapshot_policy_id_previous_sha256")),
        sa.UniqueConstraint(
            "policy_id",
            "source",
            "captured_at",
            "url",
            "body_sha256",
            name=op.f("uq_snapshot_policy_id_source_captured_at_url_body_sha256"),
        ),
        sa.UniqueConstraint("sha256", name=op.f("uq_snapshot_sha256")),
    )
    op.create_index(op.f("ix_snapshot_body_sha256"), "snapshot", ["body_sha256"], unique=False)
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("recipe", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("before_snapshot_id", sa.Integer(), nullable=False),
        sa.Column("after_snapshot_id", sa.Integer(), nullable=False),
        sa.Column("before_words_sha256", sa.String(), nullable=False),
        sa.Column("after_words_sha256", sa.String(), nullable=False),
        sa.Column("first_seen_at", UTCDateTime(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("materiality", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("ruleset", sa.String(), nullable=False),
        sa.Column("assessment", sa.JSON(), nullable=False),
        sa.CheckConstraint("kind IN ('live', 'backfill', 'upgrade')", name=op.f("ck_change_known_kind")),
        sa.CheckConstraint(
            "state IN ('held', 'confirmed', 'blinked', 'superseded')", name=op.f("ck_change_known_state")
        ),
        sa.ForeignKeyConstraint(["after_snapshot_id"], ["snapshot.id"], name=op.f("fk_change_after_snapshot_id")),
        sa.ForeignKeyConstraint(["before_snapshot_id"], ["snapshot.id"], name=op.f("fk_change_before_snapshot_id")),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_change_policy_id")),
        sa.ForeignKeyConstraint(["recipe"], ["recipe.sha256"], name=op.f("fk_change_recipe")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sa.UniqueConstraint(
            "before_snapshot_id",
            "after_snapshot_id",
            "recipe",
            "kind",
            "first_seen_at",
            name=op.f("uq_change_before_snapshot_id_after_snapshot_id_recipe_kind_first_seen_at"),
        ),
    )
    op.create_index(op.f("ix_change_first_seen_at"), "change", ["first_seen_at"], unique=False)
    op.create_index(
        "ix_change_policy_id_words", "change", ["policy_id", "before_words_sha256", "after_words_sha256"], unique=False
    )
    op.create_index(
        "uq_change_one_held",
        "change",
        ["policy_id"],
        unique=True,
        sqlite_where=sa.text("state = 'held'"),
        postgresql_where=sa.text("state = 'held'"),
    )
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("recipe", sa.String(), nullable=False),
        sa.Column("counts_as", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "counts_as IN ('yes', 'held', 'soft_failure', 'suspect', 'blink')",
            name=op.f("ck_judgement_known_counts_as"),
        ),
        sa.ForeignKeyConstraint(["recipe"], ["recipe.sha256"], name=op.f("fk_judgement_recipe")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_judgement_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
    )
    op.create_index("ix_judgement_snapshot_id_recipe", "judgement", ["snapshot_id", "recipe", "id"], unique=False)
    op.create_table(
        "memento",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("archive", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("captured_at", UTCDateTime(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('listed', 'fetched', 'skipped', 'failed')", name=op.f("ck_memento_known_state")),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_memento_policy_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_memento_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memento")),
        sa.UniqueConstraint(
            "policy_id", "archive", "url", "captured_at", name=op.f("uq_memento_policy_id_archive_url_captured_at")
        ),
    )
    op.create_index("ix_memento_policy_id_digest", "memento", ["policy_id", "digest"], unique=False)
    op.create_table(
        "sighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=True),
        sa.Column("archive_url", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["check_id"], ["policy_check.id"], name=op.f("fk_sighting_check_id")),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_sighting_policy_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name=op.f("fk_sighting_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
        sa.UniqueConstraint("snapshot_id", "seen_at", name=op.f("uq_sighting_snapshot_id_seen_at")),
    )
    op.create_index("ix_sighting_policy_id_seen_at", "sighting", ["policy_id", "seen_at"], unique=False)
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=True),
        sa.Column("change_id", sa.Integer(), nullable=True),
        sa.Column("dedup_key", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('change', 'error_opened', 'error_reminder', 'error_closed', 'stale', 'unstable', 'channel_dead', 'reminder', 'all_quiet', 'test')",  # noqa: E501
            name=op.f("ck_alert_known_kind"),
        ),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name=op.f("fk_alert_change_id")),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_alert_policy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("dedup_key", name=op.f("uq_alert_dedup_key")),
    )
    op.create_index(op.f("ix_alert_change_id"), "alert", ["change_id"], unique=False)
    op.create_index(op.f("ix_alert_created_at"), "alert", ["created_at"], unique=False)
    op.create_index(op.f("ix_alert_policy_id"), "alert", ["policy_id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_notice_alert_id")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_notice_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("alert_id", "channel", name=op.f("uq_notice_alert_id_channel")),
    )
    op.create_index("ix_notice_channel_message_id", "notice", ["channel", "message_id"], unique=False)
    op.create_index(op.f("ix_notice_message_id"), "notice", ["message_id"], unique=False)
    op.create_table(
        "triage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("verdict IN ('acknowledged', 'dismissed')", name=op.f("ck_triage_known_verdict")),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_triage_alert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triage")),
    )
    op.create_index(op.f("ix_triage_alert_id"), "triage", ["alert_id"], unique=False)
