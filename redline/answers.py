"""A row of a table in; the same with its marks of yes and no in words out: "Logs |  | ✓" is "Logs | no | yes".

In the text around tables a tick is a mark of a list, and says nothing.
"""

import re

from redline.types import BETWEEN_CELLS

_YES, _NO = "✓✔☑✅🗸●", "✗✘✕✖❌☒🗴☐"
_MARK = re.compile(rf"[{_YES}{_NO}]\ufe0f?")
_ANSWERS = frozenset(("yes", "no"))


def in_words(row: str) -> str:
    """`row` with each cell that is nothing but a mark of yes or no as that word, and those left empty before the last
    such mark as no, but for the first, which says of what the row is; any other text as it is."""
    if BETWEEN_CELLS not in row or not _MARK.search(row):
        return row
    cells = [cell.strip() for cell in row.split(BETWEEN_CELLS)]
    marked = [place for place, cell in enumerate(cells) if _MARK.fullmatch(cell)]
    # An empty column at the end is no answer.
    return _filled(cells, marked[-1]) if marked else row


def _filled(cells: list[str], last: int) -> str:
    return BETWEEN_CELLS.join([*cells[:1], *map(_in_words, cells[1 : last + 1]), *cells[last + 1 :]])


def _in_words(cell: str) -> str:
    if _MARK.fullmatch(cell):
        return "yes" if cell[0] in _YES else "no"
    return cell or "no"


def spelt_out(row: str) -> str:
    """`row` with all answers in words, also no for cells left empty at its end."""
    cells = [cell.strip() for cell in row.split(BETWEEN_CELLS)]
    return _filled(cells, len(cells) - 1)


def is_unsaid(answer: str, rows: tuple[str, str]) -> bool:
    """Whether a no that came or went in a row with marks may be what an empty cell says on the other side."""
    return answer == "no" and any(
        _MARK.search(row) and not all(cell.strip() for cell in row.split(BETWEEN_CELLS)) for row in rows
    )


def differ(before: str | None, after: str | None) -> bool:
    """Whether a cell's answer by yes or no, by a mark on one side at least, is another one in two rows."""
    if not before or not after or BETWEEN_CELLS not in before:
        return False
    old, new = in_words(before), in_words(after)
    return (old, new) != (before, after) and any(
        one != other and not _ANSWERS.isdisjoint((one, other))
        for one, other in zip(_cells(old), _cells(new), strict=False)
    )


def change_places(before: str | None, after: str | None) -> bool:
    """Whether the cells of two rows are the same but for answers by yes and no that changed places."""
    if not before or not after or BETWEEN_CELLS not in before or before == after:
        return False
    old, new = (_cells(spelt_out(row)) for row in (before, after))
    if len(old) != len(new):
        return False
    others = {cell for pair in zip(old, new, strict=True) if pair[0] != pair[1] for cell in pair}
    return others == _ANSWERS and sorted(old) == sorted(new)


def _cells(row: str) -> list[str]:
    return [cell.strip().casefold() for cell in row.split(BETWEEN_CELLS)]
