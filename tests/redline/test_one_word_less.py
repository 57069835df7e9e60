"""A sentence that loses the word by which it binds: whatever it is about, it is more than an edit."""

import re

import pytest

from redline.equivalence.residue import EXCLUSIVE, NEGATORS, STRENGTH
from redline.equivalence.spelling import forms, is_slip
from redline.types import Materiality
from tests.redline.judged import judged

BINDING = re.compile(r"\b(?:not|no|never|only|solely|always|except|unless|niemals|\d+)\b")
SENTENCES = [
    "Reports are sent every 2 months to the office.",
    "We answer within 30 days of your letter.",
    "You can open 3 accounts for free in the shop.",
    "People over 16 years of age may join the club.",
    "The plan includes 5 users and a shop.",
    "We work with 12 partners in the trade.",
    "Returns are possible for 60 days after delivery.",
    "Refunds are only available for annual plans.",
    "Access logs are kept solely for audits.",
    "Disputes are heard in Delaware except for small claims.",
    "You are always asked for consent.",
    "Ihre Nachrichten werden niemals gelesen.",
    "Prints are not sent abroad unless you ask for it.",
    "Gift cards can never be exchanged for money.",
    "There are no fees for late returns.",
]
SWAPPED = [
    ("Notice must be given in writing.", "Notice may be given in writing."),
    ("Invoices must be paid in pounds.", "Invoices should be paid in pounds."),
    ("Arbitration must take place in Paris.", "Arbitration may take place in Paris."),
    ("We share it until you object.", "We share it after you object."),
    ("We share it until you object.", "We share it once you object."),
    ("Your patent rights stay with you.", "Your patient rights stay with you."),
    ("Send it to the covert address.", "Send it to the convert address."),
    ("The charge is 30% of each order.", "The charge is 30 of each order."),
    ("Included: 2 calls a month. Not included: visits.", "Included: calls a month. Not included: visits."),
    ("Users must be over 13. Parents may write to us.", "Users must be over. Parents may write to us."),
    ("- 2 Free checked bags\n- 1 Seat choice", "- Free checked bags\n- Seat choice"),
    ("It is paid within thirty (30) days of a letter.", "It is paid within thirty days of a letter, or (31)."),
    ("We show no letters without your leave.", "We show no letters."),
    ("Pay on a page that opens in secure site of a bank.", "Pay on a page of a bank."),
]


def _less() -> list[tuple[str, str]]:
    """Each sentence, and it without one of the words by which it binds."""
    found = ((one, binding) for one in SENTENCES for binding in BINDING.finditer(one))
    return [(one, " ".join(f"{one[: b.start()]}{one[b.end() :]}".split())) for one, b in found]


@pytest.mark.parametrize(("older", "newer"), [*_less(), *SWAPPED])
@pytest.mark.parametrize("backwards", [False, True])
def test_a_word_that_binds_is_told(older: str, newer: str, backwards: bool) -> None:
    """Come or gone, or put for another."""
    found = judged(*((newer, older) if backwards else (older, newer)))

    assert found.materiality.reaches(Materiality.SUBSTANTIVE)
    assert all(change.findings for change in found.changes)


@pytest.mark.parametrize("words", [STRENGTH, NEGATORS, EXCLUSIVE])
def test_the_words_that_bind_are_known_in_the_form_in_which_they_are_compared(words: frozenset[str]) -> None:
    """ "Always" was not, for it ends like a plural."""
    known = STRENGTH | NEGATORS | EXCLUSIVE

    assert [word for word in words if not known.issuperset(forms(word))] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [("medical", "medial"), ("thirty", "thirsty"), ("moral", "mortal"), ("united", "untied"), ("leiten", "leisten")],
)
def test_two_words_of_one_language_are_no_slip(before: str, after: str) -> None:
    """Nor is one the other misspelt where a letter more makes another word."""

    assert not is_slip(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [("informaton", "information"), ("wavier", "waiver"), ("seperate", "separate"), ("Verarbietung", "Verarbeitung")],
)
def test_a_misspelt_word_is_a_slip(before: str, after: str) -> None:
    """In any language that we read."""

    assert is_slip(before.lower(), after.lower())


@pytest.mark.parametrize("word", ["civil and ", "civic and "])
def test_a_word_of_roman_letters_is_no_number(word: str) -> None:
    """It points nowhere, as "iv" does."""
    found = judged(f"You waive {word}criminal claims.", "You waive criminal claims.")

    assert found.materiality.reaches(Materiality.SUBSTANTIVE)
