"""A list of sub-processors: whoever came, left, moved or took another's place is told, by the name."""

import pytest

from redline.assessment import assess
from redline.reading import read
from redline.types import Assessment, Materiality
from tests.redline.judged import rules_of

PAGE = """# Our subprocessors

We use the following third parties to process customer data on our behalf.

{}

## Questions

You may write to our privacy desk whenever something in this text is not clear to you, and we will answer.
"""
ROWS = ("Alder Web Services | Hosting | Germany", "Birch, Inc. | Payments | United States", "Cedar | Support | France")
HEADS = ("Name | Purpose | Location", "Subprocessor | Purpose | Location", "Entity | Service | Country")


def table(heads: str, *rows: str) -> str:
    """A table in Markdown."""
    lines = (heads, " | ".join("---" for _ in heads.split("|")), *rows)
    return PAGE.format("\n".join(f"| {line} |" for line in lines))


def changed(before: str, after: str) -> Assessment:
    """What is judged of the step."""
    older, newer = (read(text.encode(), content_type="text/markdown") for text in (before, after))
    return assess(older, newer)


@pytest.mark.parametrize("heads", HEADS)
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(
    "row", ["Linden Inc. | Analytics | Spain", "Linden | AI assistant | Spain", "Linden, Inc. | Mail | Spain"]
)
def test_a_row_more_or_less_names_the_recipient(heads: str, row: str, backwards: bool) -> None:
    """Once, by its name and not by its place."""
    sides = table(heads, *ROWS), table(heads, *ROWS, row)
    found = changed(*reversed(sides)) if backwards else changed(*sides)
    told = [one.direction for change in found.changes for one in change.findings if one.rule == "recipient-changed"]

    assert found.materiality is Materiality.MATERIAL
    assert len(told) == 1
    assert "Linden" in told[0]


@pytest.mark.parametrize("heads", HEADS)
def test_a_recipient_in_another_country_moved(heads: str) -> None:
    """It is no recipient that is called "France"."""
    found = changed(table(heads, *ROWS), table(heads, *ROWS[:2], ROWS[2].replace("France", "India")))

    assert found.materiality is Materiality.MATERIAL
    assert "place changed from France to India" in found.summary


def test_an_entry_with_a_heading_is_told_though_its_words_stand_elsewhere() -> None:
    """What is said of one processor may be what is said of another."""
    names = ("Alder", "Birch", "Cedar")
    old, new = (
        PAGE.format("\n\n".join(f"### {name}\n\nPurpose: hosting. Location: Germany." for name in some))
        for some in (names[:2], names)
    )

    assert changed(old, new).materiality.reaches(Materiality.SUBSTANTIVE)
    assert changed(new, old).materiality.reaches(Materiality.SUBSTANTIVE)


def test_another_purpose_is_told_and_no_recipient() -> None:
    """The name stayed."""
    found = changed(table(HEADS[0], *ROWS), table(HEADS[0], *ROWS[:2], ROWS[2].replace("Support", "Support and chat")))

    assert found.materiality.reaches(Materiality.SUBSTANTIVE)
    assert "recipient-changed" not in rules_of(found)
