"""Numbers are told from text: labels are taken off, figures and dates stay."""

import pytest

from redline import numbering
from redline.types import Materiality
from tests.redline.judged import judged


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1. Who we are", "1", "Who we are"),
        ("2.1 Data you give us", "2.1", "Data you give us"),
        ("2.1.3. Log files", "2.1.3", "Log files"),
        ("3) Your rights", "3", "Your rights"),
        ("4.Cookies", "4", "Cookies"),
        ("1.2.Data of others", "1.2", "Data of others"),
        ("(a) to run the service", "(a)", "to run the service"),
        ("(iv) to bill you", "(iv)", "to bill you"),
        ("b) to write to you", "b)", "to write to you"),
        ("IV. LIABILITY", "IV", "LIABILITY"),
        ("Section 4. Fees", "Section 4", "Fees"),
        ("Article 12: Termination", "Article 12", "Termination"),
        ("§ 3 Haftung", "§ 3", "Haftung"),
        ("Artikel 5 - Laufzeit", "Artikel 5", "Laufzeit"),
        ("7.2(b) Refunds", "7.2(b)", "Refunds"),
        ("A.6. Orders are what you bought", "A.6", "Orders are what you bought"),
        ("B.3.a.ii. prints", "B.3.a.ii", "prints"),
    ],
)
def test_a_label_is_taken_off(text: str, number: str, rest: str) -> None:
    """What stands before the words of a numbered passage is its number."""
    found, end = numbering.split(text)

    assert (found, text[end:].strip()) == (number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "30 days after the end of the contract we delete it.",
        "2.5 million people use it.",
        "12.05.18 is when it began.",
        "1. Mai 2018 ist der Stand.",
        "J. R. Doe answers your questions.",
        "Article 6 of the regulation applies.",
        "Section 4 applies to you.",
        "i.e. never",
        "mix. of things",
        "2020. Nothing happened.",
        "I agree to this.",
        "H.264 video is streamed.",
        "B.1 is a visa.",
    ],
)
def test_what_is_no_label_stays(text: str) -> None:
    """Quantities, dates, initials, references and words are part of the text."""

    assert numbering.split(text) == ("", 0)


def test_a_heading_may_have_a_bare_number() -> None:
    """Only in a heading is a number without a sign a label."""

    assert numbering.split("3 Your rights", heading=True) == ("3", 2)
    assert numbering.split("25 May 2018", heading=True) == ("", 0)
    assert numbering.split("3 Your rights") == ("", 0)


@pytest.mark.parametrize(
    ("one", "other", "under", "beside"),
    [("2.1", "2", True, False), ("2.10", "2.9", False, True), ("(c)", "(a)", False, True), ("3", "2.1", False, False)],
)
def test_numbers_tell_their_places(one: str, other: str, under: bool, beside: bool) -> None:
    """A number says whether it is a part of another or counts beside it."""
    first, second = numbering.parse(one), numbering.parse(other)

    assert first is not None
    assert second is not None
    assert (first.under(second), first.beside(second)) == (under, beside)


IN_A_LINE = (
    "We tell you what data we hold. You have access rights {} How does the shop keep it? We lock it {} #### Who gets "
    "it Our carrier does, and nobody else."
)
AGES = "Members must be {} Their guests must be {} We ask for proof of it."


def test_sections_of_a_line_that_count_on_are_renumbered() -> None:
    """A policy recorded in one line has its sections' numbers inside sentences: they are no words of these."""
    assert judged(IN_A_LINE.format("2.", "3."), IN_A_LINE.format("3.", "4.")).materiality is Materiality.EDITORIAL


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (IN_A_LINE.format("2.", "3."), IN_A_LINE.format("2.", "5.")),
        (AGES.format("13.", "14."), AGES.format("14.", "15.")),
    ],
)
def test_numbers_that_a_sentence_states_are_no_sections(older: str, newer: str) -> None:
    """Those that do not count on, and those with a word before them that measures."""
    assert judged(older, newer).materiality.reaches(Materiality.SUBSTANTIVE)
