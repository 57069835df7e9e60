"""A text that is only laid out otherwise: no word came, went or changed its place."""

import pytest

from redline.types import Materiality
from tests.redline.judged import judged

KEEP = "We keep the orders that you place in our shop for 30 days after they have reached your door."
TABLE = "| What | How long |\n| --- | --- |\n| Orders and bills | 30 days |\n| Letters to our desk | a year |"

COUNTED = (
    "1. Orders\n\nWe keep them.\n\n2. Prints\n\nWe mail them.\n\n3. Fees\n\nWe bill them.\n\n4. Ends\n\nWe tell you."
)
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
        (TABLE, "WhatHow long\n\nOrders and bills30 days\n\nLetters to our desk a year"),
        (
            "| What | Data |\n| --- | --- |\n| To mail | (a) Name (b) Town |",
            "What\n\nData\n\nTo mail\n\n(a) Name\n\n(b) Town",
        ),
        (
            "A year is free.\n\n**C. No copies.** Whatever else stands here, you may not copy it.",
            "A year is free. **C. No copies.** Whatever else stands here, you may not copy it.",
        ),
        ("* Location data\n\nAll data\n\nYes", "Location dataAll data\n\nYes"),
        (COUNTED, COUNTED.replace("2.", "1.").replace("3.", "1.").replace("4.", "1.")),
    ],
)
def test_what_is_laid_out_otherwise_is_noise(older: str, newer: str) -> None:
    """A table as paragraphs, a list as one, headings as lines, signs that sections are folded up with, cells and lines
    run together, lists that begin anew at each item; whatever changed elsewhere."""
    for one, other in ((older, newer), (newer, older)):
        found = judged(f"{KEEP}\n\n{one}\n\n{KEEP} Twice.", f"{KEEP}\n\n{other}\n\n{KEEP} Twice.")

        assert not found.materiality.reaches(Materiality.EDITORIAL)


def test_a_stretch_laid_out_otherwise_is_noise_beside_a_real_change() -> None:
    """And the real change is told, alone."""
    lines = "What\n\nHow long\n\nOrders and bills\n\n30 days\n\nLetters to our desk\n\na year"
    found = judged(
        f"{KEEP}\n\n{TABLE}\n\n{KEEP} Twice.\n\nWe mail it.", f"{KEEP}\n\n{lines}\n\n{KEEP} Twice.\n\nWe sell it."
    )

    loud = [change for change in found.changes if change.materiality.reaches(Materiality.EDITORIAL)]

    assert [(change.change.before, change.change.after) for change in loud] == [("We mail it.", "We sell it.")]


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
        ("| In | valid |\n| --- | --- |\n| It is in valid form. | 1 |", "In\n\nvalid\n\nIt is invalid form.\n\n1"),
        ("| Fee | Days |\n| --- | --- |\n| 12 | 5 |", "Fee\n\nDays\n\n1\n\n25"),
        ("| Fee | Days |\n| --- | --- |\n| 12 | 5 |", "Fee\n\nDays\n\n125"),
        ("We mail it. We do not\n\nSell it.", "We mail it. We do\n\nnot Sell it."),
        ("Sent until you leave.\n\nWe mail it.", "Sent.\n\nUntil you leave we mail it."),
        ("| Sold | Data |\n| --- | --- |\n| Yes | Name |\n| No | Town |", "Sold Data Yes\n\nName: No\n\nTown"),
        ("| Plan | Fee |\n| --- | --- |\n| Gold | -5 % |", "Plan Fee\n\nGold +5 %"),
        ("| Plan | Fee |\n| --- | --- |\n| Late | 5/10 € |", "Plan Fee\n\nLate 5-10 €"),
        ("| Who | Age |\n| --- | --- |\n| You | > 16 |", "Who Age\n\nYou < 16"),
        ("| Plan | Fee |\n| --- | --- |\n| Full | ₹900 |", "Plan\n\nFee\n\nFull ₩900"),
        ("| Plan | Days |\n| --- | --- |\n| Full | 9 – 20 |", "Plan\n\nDays\n\nFull\n\n9, 20"),
        ("## We sell\n\n- names\n- towns\n\n## Never\n\n- cards", "## We sell\n\n- names\n\n## Towns never\n\n- cards"),
        ("## 14 Days to return\n\nSend it.\n\nPay it.", "## 30 Days to return\n\nSend it. Pay it."),
        ("It is 2.5 here.\n\nOrders\n\nA year", "| It is 25 here. |\n| --- |\n| Orders |\n| A year |"),
    ],
)
def test_what_says_otherwise_is_told(older: str, newer: str) -> None:
    """A figure, a sign, a value in another row, an item in another list, an end of a sentence at another word, words
    and figures that run together inside one; and a capital or a comma is somebody's edit."""
    found = judged(f"{KEEP}\n\n{older}\n\n{KEEP} Twice.", f"{KEEP}\n\n{newer}\n\n{KEEP} Twice.\n\nBack to top")

    assert found.materiality.reaches(Materiality.EDITORIAL)
