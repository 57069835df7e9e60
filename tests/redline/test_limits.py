"""A word that limits came or went and nothing else: that is what a careful reader is told of."""

import pytest

from redline.types import Materiality
from tests.redline.judged import judged, rules_of

ALERTS = [
    ("We share limited information with advertisers.", "We share information with advertisers.", "data-limit-changed"),
    ("We share aggregated data with our carriers.", "We share data with our carriers.", "data-limit-changed"),
    ("We send hashed e-mail addresses to shops.", "We send e-mail addresses to shops.", "data-limit-changed"),
    ("We collect your approximate location.", "We collect your precise location.", "data-limit-changed"),
    ("We send your public profile to printers.", "We send your profile to printers.", "data-limit-changed"),
    ("You may cancel for free at any time.", "You may cancel at any time.", "free-of-charge-changed"),
    ("You may request a copy free of charge.", "You may request a copy.", "free-of-charge-changed"),
    ("We refund you in full.", "We refund you.", "free-of-charge-changed"),
    ("We will notify you in advance of changes.", "We will notify you of changes.", "advance-notice-changed"),
    ("We are not liable for damages.", "We are not liable for direct damages.", "damages-kind-changed"),
    (
        "We never sell data that identifies you.",
        "We never sell data that personally identifies you.",
        "promise-qualified",
    ),
    (
        "Your address is held by us for the sole purpose of writing to you.",
        "Your address is held by us for the purpose of writing to you, or of making prints known to others.",
        "purpose-limit-removed",
    ),
    (
        "We use what you read to print for you.",
        "We use what you read to print for you and to improve the relevance of the adverts that you see.",
        "targeted-advertising",
    ),
    ("", "You authorize our printers to run a credit check.", "credit-check"),
    ("Our cookies contain no personal data at all.", "Our cookies last for a day and no longer.", "cookie-anonymity"),
]


@pytest.mark.parametrize(("older", "newer", "rule"), ALERTS)
def test_a_limit_that_came_or_went_alerts(older: str, newer: str, rule: str) -> None:
    """Whichever way."""
    found = judged(older, newer)

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("We may share certain data with printers.", "We may share data with printers."),
        ("We collect limited data such as your name.", "We collect data such as your name."),
        ("You may cancel for free at any time.", "You may cancel free of charge at any time."),
        ("We notify you in advance by letter.", "We notify you beforehand by letter."),
        ("Our shop is free for readers.", "Our shop is for readers."),
        ("The public library shares our house.", "The library shares our house."),
        ("Tern is not responsible for lost letters.", "Tern cannot be held responsible for lost letters."),
        ("We are not liable for lost letters.", "We accept no liability for lost letters."),
        ("We do not guarantee that it is safe.", "We cannot guarantee that it is safe."),
        ("You are not able to delete it.", "You cannot delete it."),
    ],
)
def test_what_limits_nothing_alerts_nobody(older: str, newer: str) -> None:
    """Where what is listed says which data, where the limit is said in other words, and where nothing is limited."""
    for found in (judged(older, newer), judged(newer, older)):
        assert not found.materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("You are not responsible for lost letters.", "You are responsible for lost letters."),
        ("We cannot be held liable for lost letters.", "We can be held liable for lost letters."),
        ("We are not liable for lost letters.", "You are not liable for lost letters."),
        ("We do not guarantee that it is safe.", "We guarantee that it is safe."),
    ],
)
def test_who_answers_for_what_alerts(older: str, newer: str) -> None:
    """What says that nobody does is one thing; somebody else is another."""
    assert judged(older, newer).materiality is Materiality.MATERIAL


def test_an_address_that_data_are_like_is_no_contact() -> None:
    """Of a contact nothing but the place changes; data "such as" an address are data."""
    older = "Data such as your e-mail address are held by us for the sole purpose of writing to you."

    assert judged(older, older.replace("sole ", "")).materiality is Materiality.MATERIAL
