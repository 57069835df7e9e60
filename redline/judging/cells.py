"""An edit of a table's row in; its cells with other figures, and whether their columns measure something, out.

| Data | Days kept |
| Logs | 90 → 190   |        a period, though no unit stands beside the figure
"""

import re
from collections.abc import Iterator

from redline.judging.edits import Edit
from redline.judging.measures import names_a_measure
from redline.types import BETWEEN_CELLS

# A figure and no more: a number, a price, somebody's telephone; no date.
_FIGURE = re.compile(r"[^\w\s]?(?!\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\s*$)\d[\d\s.,()/+-]{0,40}[^\w\s]?")
# How one figure may be written in several ways: its sign on either side, thousands parted, zeros that say nothing.
_SIGN = re.compile(r"[€$£¥%<>]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTE = re.compile(r"\s?\(\d\)$")
_PARTS_THOUSANDS = re.compile(r"(?<=\d)(?<!\b0)[.,\s](?=\d{3}(?!\d))")
_LEADING_ZEROS = re.compile(r"\b0+(?=\d)(?!0\.)")
_EMPTY_DECIMALS = re.compile(r"(\.\d*?)0+(?!\d)")


def other_figures(edit: Edit) -> Iterator[tuple[str, str, str]]:
    """The cells of a row that read differently and are a figure and no more on one side at least: the head of the
    column ("" where it has none), the older and the newer figure ("" where it is none)."""
    if not all(edit.rows):
        return
    old, new = ([cell.strip() for cell in row.split(BETWEEN_CELLS)] for row in edit.rows)
    if len(old) != len(new):
        return
    heads = edit.columns.split(BETWEEN_CELLS)
    for place, (one, other) in enumerate(zip(old, new, strict=True)):
        head = heads[place] if len(heads) == len(old) else ""
        figures = [cell if _FIGURE.fullmatch(cell) else "" for cell in (one, other)]
        # The first cell says of what the row is, and a year of which.
        is_label = not names_a_measure(head) and (not place or all(map(_YEAR.fullmatch, (one, other))))
        is_other = value(one) != value(other) if all(figures) else one != other
        if any(figures) and is_other and not is_label:
            yield head, figures[0], figures[1]


def value(cell: str) -> str:
    """A figure without what parts its thousands, its empty decimals, zeros before it and a note's number:
    "1,000.00 (2)" and "01000" are "1000"."""
    signs = "".join(sorted(_SIGN.findall(cell)))
    cell = _SIGN.sub("", cell).strip()
    plain = _PARTS_THOUSANDS.sub("", _NOTE.sub("", cell)).replace(",", ".")
    return signs + _LEADING_ZEROS.sub("", _EMPTY_DECIMALS.sub(r"\1", plain).rstrip("."))
