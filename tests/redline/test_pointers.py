"""Little words that say who, whence and where; and what is joined to a harmless sentence."""

import pytest

from redline.judging.joined import what_was_joined
from redline.types import Materiality
from tests.redline.judged import judged, rules_of


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Only you see your prints.", "Only you and others see your prints."),
        ("We use it to improve our shop.", "We use it to improve our shop and those of others."),
        ("We get your data from our printers.", "We get your data for our printers."),
        ("Your data is shared within our group.", "Your data is shared with our group."),
        ("They work under your instructions.", "They work over your instructions."),
        ("You pay the same price.", "You pay another price."),
        ("We are not responsible for losses.", "We may not be responsible for losses."),
        ("You will be able to cancel.", "You may be able to cancel."),
    ],
)
def test_little_words_that_point_elsewhere_are_told(older: str, newer: str) -> None:
    """Nothing of content differs, and it is no edit."""
    assert judged(older, newer).materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("We use cookies and similar technologies.", "We use cookies and other similar technologies."),
        ("The contents of our letters are yours.", "The contents in our letters are yours."),
    ],
)
def test_little_words_that_only_join_are_not_told(older: str, newer: str) -> None:
    """They are put otherwise in every second edit."""
    assert not judged(older, newer).materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    ("older", "newer", "rule"),
    [
        ("We will indemnify you against all claims.", "You will indemnify us against all claims.", "places-exchanged"),
        ("You agree to pay us the costs.", "We agree to pay you the costs.", "places-exchanged"),
        ("We act on your instructions.", "We act on our instructions.", "person-changed"),
        ("The prints are yours.", "The prints are ours.", "person-changed"),
        ("You decide who sees it.", "We decide who sees it.", "person-changed"),
        ("Data is stored in Leiden.", "Data is stored in Bergen.", "storage-place-changed"),
        ("Disputes are heard in Leiden.", "Disputes are heard in Bergen.", "governing-law-changed"),
        ("Our processors are Tern and Lark.", "Our processors are Tern, Heron and Lark.", "recipient-changed"),
        ("The licence is transferable.", "The licence is non-transferable.", "opposite-said"),
        ("Giving your name is voluntary.", "Giving your name is compulsory.", "opposite-said"),
    ],
)
def test_who_where_and_the_opposite_alert(older: str, newer: str, rule: str) -> None:
    """Whoever speaks and whoever is addressed, in one another's place; a town that no list knows."""
    found = judged(older, newer)

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


@pytest.mark.parametrize(
    ("harmless", "joined"),
    [
        (
            "You can write to our privacy desk at desk@tern.example",
            "and we may sell your data to third parties",
        ),
        ("You may set your browser settings to refuse cookies", "but we may sell your data to third parties"),
        ("Read more in our Cookie Policy", "and you waive your right to a jury trial"),
    ],
)
def test_what_is_joined_to_a_harmless_sentence_alerts(harmless: str, joined: str) -> None:
    """What is said of a contact, a browser or a link says nothing of what is joined to it."""
    found = judged(f"{harmless}.", f"{harmless}, {joined}.")

    assert found.materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    ("older", "newer", "joined"),
    [
        ("Write to us.", "Write to us, and we may sell your data.", "and we may sell your data."),
        ("Write to us; each letter costs nine euros.", "Write to us.", "each letter costs nine euros."),
        ("Write to us.", "Write to us and them.", ""),
        ("Write to us.", "Call us, and we may sell your data.", ""),
        ("", "Write to us, and we may sell your data.", ""),
    ],
)
def test_a_clause_is_joined_behind_the_last_word(older: str, newer: str, joined: str) -> None:
    """A few words more are none."""
    assert what_was_joined(older, newer) == joined
