"""A name is the same with its ending and without, where nothing says that it is another one."""

import pytest

from redline.equivalence.names import written_alike
from redline.types import Materiality
from tests.redline.judged import judged

ALIKE = [
    ("This is of Tern.com and its readers.", "This is of Tern and its readers."),
    ("This is of TERN.com.", "This is of www.tern.com."),
    ("Tern Books, Inc. prints it.", "Tern Books prints it."),
    ("Tern Books Inc.'s policy is short.", "Tern Books’ policy is short."),
    ("This is of Tern Books, Inc., in Ohio.", "This is of Tern Books in Ohio."),
    ("See tern.example/rules, if you must.", "See https://www.tern.example/rules, if you must."),
]
OTHER = [
    ("We pay you half of our net revenue.", "We pay you half of our revenue."),
    ("We share your data with your org admin.", "We share your data with your admin."),
    ("Your letters go to Tern.com.", "Your letters go to Tern.org."),
    ("You can reach us at privacy@tern.com.au.", "You can reach us at privacy@tern.au."),
    ("Send it to tern.com.au today.", "Send it to tern.au today."),
    ("We share data with Tern Ltd and Tern Inc.", "We share data with Tern and Tern Inc."),
    ("Tern Inc. prints it.", "Tern LLC prints it."),
    ("We do not sell data to PLC customers.", "We do not sell data to customers."),
    ("WE SHARE LIMITED DATA WITH PRINTERS.", "WE SHARE DATA WITH PRINTERS."),
    ("WE GRANT YOU A LIMITED LICENSE TO PRINT.", "WE GRANT YOU A LICENSE TO PRINT."),
    ("We may print the Corporation assets.", "We may print the assets."),
    ("We share limited data with printers.", "We share data with printers."),
    ("Write to us-data.com for it.", "Write to https://www.udata.com for it."),
    ("Write to tern.com/term for it.", "Write to https://www.terns.com/terms for it."),
    ("Letters go to tern.com.", "Letters go to Heron."),
    ("We share your orders with printers.", "We share your orders with printers and Orders.com."),
    ("Write to Tern.com or call Tern.net.", "Write to Tern or call Tern."),
]


@pytest.mark.parametrize(("older", "newer"), ALIKE)
def test_a_name_is_the_same_with_its_ending(older: str, newer: str) -> None:
    """Whichever side has it."""
    for before, after in ((older, newer), (newer, older)):
        assert not judged(before, after).materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(("older", "newer"), OTHER)
def test_another_ending_is_another_name(older: str, newer: str) -> None:
    """And a word that only looks like an ending is none."""
    for before, after in ((older, newer), (newer, older)):
        assert judged(before, after).materiality.reaches(Materiality.SUBSTANTIVE)


def test_names_written_alike_leave_the_rest_as_it_was_read() -> None:
    """An answer before a sentence, and an address that a page hides."""
    for older, newer in (
        ("No. Tern, Inc. does not sell your data.", "Tern does not sell your data."),
        ("Write to Tern, Inc. at [email protected] with questions.", "Write to Tern at a@tern.example with questions."),
    ):
        assert not judged(older, newer).materiality.reaches(Materiality.MATERIAL)


def test_a_word_without_end_is_looked_through_once() -> None:
    """A key or a picture in a page's text; each of its letters began a name once, and it took a minute."""
    word = "aB" * 100_000

    assert written_alike(f"We keep {word} for it.", f"We keep {word} for us, Tern Inc.") is None


def test_what_has_no_such_names_is_left_alone() -> None:
    """Nothing is to be read again then."""
    assert written_alike("We keep it.", "We keep them.") is None
    assert written_alike("Tern Inc. keeps it.", "Tern Inc. keeps them.") is None
