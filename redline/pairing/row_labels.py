"""A row of a table in; what it is of out: its label, by which it is told from the other rows.

"Photos | 90 days"   ->   "Photos"          "2 | Photos | 90 days"   ->   "Photos"
"""

import re

from redline.answers import in_words
from redline.canonical import fold
from redline.types import BETWEEN_CELLS

# As in "2", in "(b)", in "iv." or in "Step 3".
_COUNTS = re.compile(
    r"\W*(?:(?:step|no|nr|item|rule|point|row)\W{0,2})?(?:\d{1,3}|[a-z]|x{0,3}(?:ix|iv|v?i{1,3}|v))\W*", re.IGNORECASE
)
_CELLS_OF_A_PAIR = 2


def cells_in_words(row: str | None) -> list[str]:
    """The cells of a row, marks of yes and no in words."""
    return [cell.strip() for cell in in_words(row or "").split(BETWEEN_CELLS)]


def counts_rows(cell: str) -> bool:
    """Whether a first cell only counts the rows."""
    return _COUNTS.fullmatch(fold(cell).strip()) is not None


def label_of(row: str) -> str:
    """What a row is of, folded: its first cell, the second where the first only counts; "" for none."""
    cells = row.split(BETWEEN_CELLS)[:2]
    return fold("".join(cells[1:]) if counts_rows(cells[0]) else cells[0]).strip()


def are_one(old: str, new: str) -> bool:
    """Whether two rows with one label are one row: at least half of the cells stand where they stood, or there is but
    one beside the label."""
    if old.count(BETWEEN_CELLS) != new.count(BETWEEN_CELLS):
        return False
    stayed = [one == other for one, other in zip(cells_in_words(old), cells_in_words(new), strict=True)]
    return len(stayed) <= _CELLS_OF_A_PAIR or 2 * sum(stayed) >= len(stayed)
