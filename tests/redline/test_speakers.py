"""Who calls himself by name speaks as "we" does."""

import pytest

from redline.assessment import assess
from redline.judging.speakers import Speaker
from redline.reading import read
from redline.types import Assessment
from tests.redline.judged import rules_of

CONTRACT = """# Gridloom Developer Terms

These terms are between you and Gridloom Inc. ("Gridloom"). Gridloom offers tools for the planning of factories.

Storage of plans is free of charge. Those who store more may ask for more storage.

{middle}

## Contact

Questions about these terms may be sent to the legal desk of Gridloom at any time of the year.
"""


def contract(middle: str) -> Speaker:
    """Who speaks in a contract that says `middle`."""
    return Speaker(read(CONTRACT.format(middle=middle).encode(), content_type="text/markdown"))


def added(sentence: str) -> Assessment:
    """What is judged of a sentence that came to the contract."""
    older, newer = (
        read(CONTRACT.format(middle=text).encode(), content_type="text/markdown") for text in ("", sentence)
    )
    return assess(older, newer)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Gridloom may amend these terms.", "we may amend these terms."),
        ("Gridloom does not sell plans.", "we do not sell plans."),
        ("Plans are kept by Gridloom in Ireland.", "Plans are kept by us in Ireland."),
        ("If it fails, Gridloom will tell you.", "If it fails, we will tell you."),
        ("Provider shall make backups.", "we shall make backups."),
        ("The Company reserves the right to end it.", "we reserves the right to end it."),
        ("Developer may not copy it.", "Developer may not copy it."),
        ("Storage is paid for each month.", "Storage is paid for each month."),
        ("Products of Gridloom may be resold.", "Products of Gridloom may be resold."),
        ("Gridloom Inc. will answer for it.", "Gridloom Inc. will answer for it."),
        ("Zenith may read the plans.", "Zenith may read the plans."),
        ("These terms are read by machines.", "These terms are read by machines."),
    ],
)
def test_the_authors_name_is_we_where_he_acts(sentence: str, told: str) -> None:
    """Not those whom a title speaks to, nor a word of the title that stands with a small letter, nor a legal name."""
    assert contract(sentence).as_we(sentence) == told


def test_an_author_is_known_by_what_he_runs() -> None:
    """Where no title and no bracket names him."""
    text = "Heron Books runs this shop for readers. It sells what it prints.\n\nHeron does not store cards."
    speaker = Speaker(read(text.encode(), content_type="text/plain"))

    assert speaker.as_we("Heron does not store cards.") == "we do not store cards."


def test_an_office_that_the_title_names_is_spoken_to() -> None:
    """A code for suppliers binds them."""
    text = (
        "# Supplier Code of Conduct\n\nGridloom buys from those who keep to this code.\n\nSupplier will pay fair wages."
    )
    speaker = Speaker(read(text.encode(), content_type="text/markdown"))

    assert speaker.as_we("Supplier will pay fair wages.") == "Supplier will pay fair wages."


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Gridloom may amend this agreement from time to time.", "unilateral-change"),
        ("Gridloom will not use Customer Data to train any model.", "no-training-promise-added"),
        ("Gridloom retains all rights in the software.", "ownership"),
        ("Gridloom does not record calls.", "promise-added"),
        ("Gridloom will make backups of all plans every night.", "undertaking-added"),
        ("Gridloom may inspect the rooms of a developer at any time.", "power-added"),
    ],
)
def test_what_a_rule_knows_of_us_it_knows_of_a_name(sentence: str, rule: str) -> None:
    """Contracts speak so throughout; the quotation keeps the name."""
    found = added(sentence)

    assert rule in rules_of(found)
    assert all("Gridloom" in one.evidence_after for change in found.changes for one in change.findings)
