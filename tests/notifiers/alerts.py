"""Alerts of invented vendors, for the tests of every channel."""

from datetime import UTC, datetime, timedelta

from notifiers.alerts import AlertContent, AlertKind, Subject, Trouble, VersionSeen
from notifiers.base import Bulletin
from redline.types import (
    Assessment,
    ChangeKind,
    ClauseChange,
    Finding,
    JudgedChange,
    Materiality,
    Span,
    StatedDate,
    StatedDates,
)

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

SUBJECT = Subject(
    slug="northwind-crm/privacy",
    service="Northwind CRM",
    type="privacy",
    url="https://northwind.example/privacy",
    tags=("crm",),
)

BEFORE = VersionSeen(
    first_seen_at=NOW - timedelta(days=400),
    last_seen_at=NOW - timedelta(hours=12),
    body_sha256="a" * 64,
    words_sha256="b" * 64,
    archive_url="https://archive.example/web/20250101000000/https://northwind.example/privacy",
)
AFTER = VersionSeen(
    first_seen_at=NOW - timedelta(minutes=15), last_seen_at=NOW, body_sha256="c" * 64, words_sha256="d" * 64
)


def stated(day: str, text: str) -> StatedDate:
    """A stated date of the label "updated"."""
    return StatedDate(date=day, candidates=(), label="updated", text=text)


SAME_DATE = StatedDates(
    before=stated("2025-01-01", "Last updated: January 1, 2025"),
    after=stated("2025-01-01", "Last updated: January 1, 2025"),
    verdict="same",
    silent=True,
)

REWORDED = JudgedChange(
    change=ClauseChange(
        kind=ChangeKind.REWORDED,
        heading="Security",
        number="4.2",
        before_positions=(7,),
        after_positions=(7,),
        before="We reply to every request within 30 days after we received it.",
        after="We reply to every request within a reasonable time after we received it.",
        spans=(
            Span(op="equal", text="We reply to every request within "),
            Span(op="delete", text="30 days"),
            Span(op="insert", text="a reasonable time"),
            Span(op="equal", text=" after we received it."),
        ),
    ),
    materiality=Materiality.MATERIAL,
    findings=(
        Finding(
            rule="numbers.deadline",
            category="data subject rights",
            level=Materiality.MATERIAL,
            direction="deadline loosened",
            reason="A definite period gave way to an open wording.",
            evidence_before="within 30 days",
            evidence_after="within a reasonable time",
        ),
    ),
)

REMOVED = JudgedChange(
    change=ClauseChange(
        kind=ChangeKind.REMOVED,
        heading="Sharing",
        number="",
        before_positions=(9,),
        after_positions=(),
        before="We never sell your personal data to anyone.",
        after=None,
    ),
    materiality=Materiality.MATERIAL,
    findings=(
        Finding(
            rule="sharing.no_sale_promise",
            category="third-party sharing",
            level=Materiality.MATERIAL,
            direction="promise removed",
            reason="People relied on the promise not to sell.",
            evidence_before="We never sell your personal data",
            evidence_after="",
        ),
    ),
)

TYPO = JudgedChange(
    change=ClauseChange(
        kind=ChangeKind.REWORDED,
        heading="Contact",
        number="9",
        before_positions=(20,),
        after_positions=(19,),
        before="Write too us.",
        after="Write to us.",
        spans=(
            Span(op="equal", text="Write "),
            Span(op="delete", text="too"),
            Span(op="insert", text="to"),
            Span(op="equal", text=" us."),
        ),
    ),
    materiality=Materiality.EDITORIAL,
    findings=(),
)


def assessment(
    *changes: JudgedChange,
    materiality: Materiality = Materiality.MATERIAL,
    dates: StatedDates = SAME_DATE,
    takes_effect: str | None = None,
) -> Assessment:
    """A judged redline of these changes; the three above where none are named."""
    return Assessment(
        materiality=materiality,
        summary="The promise not to sell personal data was taken out, and 1 more material change.",
        stated_date=dates,
        judged=True,
        suspect=None,
        changes=changes or (REWORDED, REMOVED, TYPO),
        unchanged=30,
        takes_effect=takes_effect,
    )


def change(found: Assessment | None = None, *, number: int = 7, **more: object) -> AlertContent:
    """An alert of a change."""
    facts: dict[str, object] = {
        "id": str(number),
        "kind": AlertKind.CHANGE,
        "created_at": NOW,
        "subject": SUBJECT,
        "assessment": found or assessment(),
        "before": BEFORE,
        "after": AFTER,
    }
    return AlertContent(**(facts | more))  # type: ignore[arg-type]  # the facts of the test that calls


def hostile(text: str) -> Assessment:
    """A judged redline whose every word is `text`."""
    clause = ClauseChange(
        kind=ChangeKind.ADDED,
        heading=text,
        number="1",
        before_positions=(),
        after_positions=(1,),
        before=None,
        after=text,
        spans=(Span(op="insert", text=text),),
    )
    finding = Finding(
        rule="made.up",
        category="made up",
        level=Materiality.MATERIAL,
        direction="added",
        reason=text,
        evidence_before="",
        evidence_after=text,
    )
    judged = JudgedChange(change=clause, materiality=Materiality.MATERIAL, findings=(finding,))
    return assessment(judged, dates=StatedDates(before=None, after=stated("2026-01-01", text), verdict="added"))


def trouble(kind: AlertKind = AlertKind.ERROR_OPENED) -> AlertContent:
    """An alert of a policy that cannot be read."""
    return AlertContent(
        id="8",
        kind=kind,
        created_at=NOW,
        subject=SUBJECT,
        trouble=Trouble(
            cause="the page answers 404",
            advice="Find its new address and put it into config.toml; keep the old one in former_urls.",
            since_at=NOW - timedelta(days=3),
            failures=4,
            last_good_at=NOW - timedelta(days=3, hours=6),
        ),
    )


def bulletin(*alerts: AlertContent, identity: str = "alert.0001", title: str | None = None) -> Bulletin:
    """What is to be told in one message; one change where no alert is named."""
    return Bulletin(id=identity, alerts=alerts or (change(),), created_at=NOW, title=title)
