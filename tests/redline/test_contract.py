"""The JSON that other programs build on: its keys, and the way back."""

import json

from redline.contract import assessment_from_json, assessment_json, reading_json
from redline.types import (
    Assessment,
    ChangeKind,
    ClauseChange,
    Finding,
    JudgedChange,
    Link,
    Materiality,
    Span,
    StatedDate,
    StatedDates,
    Suspect,
)
from tests.redline.made_up import clause, reading

STATED = StatedDate(date="2024-05-01", candidates=(), label="updated", text="Last updated: 1 May 2024")
AMBIGUOUS = StatedDate(
    date=None, candidates=("2024-05-06", "2024-06-05"), label="effective", text="Effective 05/06/2024"
)

ASSESSMENT = Assessment(
    materiality=Materiality.MATERIAL,
    summary="We keep orders twice as long.",
    stated_date=StatedDates(before=STATED, after=AMBIGUOUS, verdict="ambiguous", silent=True),
    judged=True,
    suspect=Suspect(side="after", kind="truncated", reason="half of the text is missing"),
    takes_effect="2024-07-01",
    unchanged=12,
    changes=(
        JudgedChange(
            change=ClauseChange(
                kind=ChangeKind.REWORDED,
                heading="Keeping",
                number="4.2",
                before_positions=(3,),
                after_positions=(4,),
                before="We keep it 30 days.",
                after="We keep it 60 days.",
                spans=(
                    Span(op="equal", text="We keep it "),
                    Span(op="delete", text="30"),
                    Span(op="insert", text="60"),
                    Span(op="equal", text=" days."),
                ),
                links_removed=(Link(text="here", href="https://example.org/a"),),
                links_added=(Link(text="here", href="https://example.org/b"),),
                trail=("Your data", "Keeping"),
            ),
            materiality=Materiality.MATERIAL,
            findings=(
                Finding(
                    rule="retention-longer",
                    category="Data Retention",
                    level=Materiality.MATERIAL,
                    direction="limit loosened",
                    reason="Data are kept longer.",
                    evidence_before="30 days",
                    evidence_after="60 days",
                ),
            ),
        ),
    ),
)


def test_an_assessment_survives_its_json() -> None:
    """What the history keeps can be shown again, to the last field."""

    assert assessment_from_json(json.loads(json.dumps(assessment_json(ASSESSMENT)))) == ASSESSMENT


def test_an_assessment_has_the_keys_of_the_contract() -> None:
    """Keys may be added, never renamed or removed."""
    found = assessment_json(ASSESSMENT)
    (change,) = found["changes"]

    assert {"materiality", "summary", "stated_date", "judged", "suspect", "counts", "changes"} <= found.keys()
    assert {"before", "after", "verdict"} <= found["stated_date"].keys()
    assert found["counts"].keys() == {
        "added", "removed", "reworded", "moved", "renumbered", "split", "merged", "links", "unchanged",
    }  # fmt: skip
    assert {
        "kind", "heading", "number", "materiality", "before_positions", "after_positions", "before", "after", "spans",
        "links", "findings",
    } <= change.keys()  # fmt: skip
    assert change["spans"][1] == ["delete", "30"]
    assert change["links"]["removed"] == [{"text": "here", "href": "https://example.org/a"}]
    assert change["findings"][0].keys() == {
        "rule", "category", "level", "direction", "reason", "evidence_before", "evidence_after",
    }  # fmt: skip


def test_an_older_json_without_later_keys_can_be_read() -> None:
    """A change stored before a key was added takes the key's empty value."""
    stored = assessment_json(ASSESSMENT)
    del stored["takes_effect"], stored["stated_date"]["silent"]
    for change in stored["changes"]:
        del change["trail"], change["of_heading"]

    assert assessment_from_json(stored).takes_effect is None
    assert assessment_from_json(stored).changes[0].change.trail == ()


def test_a_reading_has_the_keys_of_the_contract() -> None:
    """`extract` tells title, language, text, quality, stated date, clauses and digest."""
    link = Link(text="here", href="https://example.org/")
    found = reading_json(reading(clause("Write to us here.", trail=("Contact",), links=(link,)), stated=AMBIGUOUS))

    assert {"title", "language", "markdown", "quality", "stated_date", "clauses", "text_digest"} <= found.keys()
    assert found["clauses"][0].keys() >= {"position", "number", "trail", "heading", "kind", "text", "links", "digest"}
    assert found["stated_date"]["candidates"] == ["2024-05-06", "2024-06-05"]
    assert "Write to us" in found["markdown"]
