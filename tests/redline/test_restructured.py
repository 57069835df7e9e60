"""A text that is only laid out otherwise: no word came, went or changed its place."""

import pytest

from redline.types import Materiality
from tests.redline.judged import judged

KEEP = "We keep the orders that you place in our shop for 30 days after they have reached your door."
TABLE = "| What | How long |\n| --- | --- |\n| Orders and bills | 30 days |\n| Letters to our desk | a year |"

FOLDED = "## Fees +\n\nFree.\n\n## Term +\n\nA year.\n\n## End +\n\nNow."


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (TABLE, "What\n\nHow long\n\nOrders and bills\n\n30 days\n\nLetters to our desk\n\na year"),
        (TABLE, "What: How long\n\nOrders and bills: 30 days\n\nLetters to our desk: a year"),
        ("* your name,\n* your street,\n* your town", "your name, your street, your town"),
        ("### Fees\n\nThe first year is free.", "**Fees** The first year is free."),
        ("### Fees\n\nA year is free.\n\n### Term\n\nA year.", "Fees\n\nA year is free.\n\nTerm\n\nA year."),
        (FOLDED.replace(" +", ""), FOLDED),
    ],
)
def test_what_is_laid_out_otherwise_is_noise(older: str, newer: str) -> None:
    """A table as paragraphs, a list as one, headings as lines, signs that sections are folded up with."""
    for one, other in ((older, newer), (newer, older)):
        found = judged(f"{KEEP}\n\n{one}\n\n{KEEP} Twice.", f"{KEEP}\n\n{other}\n\n{KEEP} Twice.")

        assert not found.materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (TABLE, "What\n\nHow long\n\nOrders and bills\n\n300 days\n\nLetters to our desk\n\na year"),
        (TABLE, TABLE.replace("30 days", "a year").replace("desk | a year", "desk | 30 days")),
        (
            "We print:\n\n* names\n* towns\n\nWe sell:\n\n* books",
            "We print:\n\n* names\n\nWe sell:\n\n* towns\n* books",
        ),
        ("## Your fees\n\nFree.", "## Your Fees\n\nFree."),
        ("Kept, where it is yours, for a year.", "Kept where it is yours for a year."),
    ],
)
def test_what_says_otherwise_is_told(older: str, newer: str) -> None:
    """A figure, a value in another row, an item in another list; and a capital or a comma is somebody's edit."""
    found = judged(f"{KEEP}\n\n{older}\n\n{KEEP} Twice.", f"{KEEP}\n\n{newer}\n\n{KEEP} Twice.")

    assert found.materiality.reaches(Materiality.EDITORIAL)
