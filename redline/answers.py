"""A row of a table in; the same with its marks of yes and no in words out: "Logs |  | ✓" is "Logs | no | yes".

In the text around tables a tick is a mark of a list, and says nothing.
"""

import re
from collections.abc import Sequence

from redline.types import BETWEEN_CELLS

# A sign, a box or a letter, with what selects its colour; a note may stand beside it: "✗ (1)", "Y*".
_MARK = re.compile(
    r"(?:(?P<yes>[✓✔☑✅🗸●]|\[[xX]\]|Y\b)|(?P<no>[✗✘✕✖❌☒🗴☐]|\[ ?\]|N\b))\ufe0f?"
    r"(?P<note>\s?(?:\(\w\)|\[\w\]|[*†‡¹²³⁴⁵]+))?"
)
# What pictures of them are called.
_PICTURED = re.compile(
    r"(?:icon:? )?(?:(?P<yes>yes|ticks?|ticked|check(?:[ -]?mark|ed)?|included|oui|ja|sí|[✓✔☑✅])|"
    r"no|cross(?:[ -]?mark)?|x[ -]?mark|unchecked|not (?:included|applicable)|non|nein|[✗✘✕✖❌])(?: icon)?",
    re.IGNORECASE,
)
_PICTURES = "🗸🗴"
_DASHES = "-‐‑‒–—−"
_ANSWERS = frozenset(("yes", "no"))
# A cross alone says yes in one table and no in another.
_CROSS = "x"


def in_words(row: str) -> str:
    """`row` with each cell that is nothing but a mark of yes or no as that word, and those left empty or dashed before
    the last such mark as no, but for the first, which mostly says of what the row is; any other text as it is."""
    if BETWEEN_CELLS not in row or not _MARK.search(row):
        return row
    if "☐" in row and "☒" in row:
        row = row.replace("☒", "☑")  # beside an empty box it is the ticked one
    cells = _stripped(row)
    marked = [place for place, cell in enumerate(cells) if _MARK.fullmatch(cell)]
    # An empty column at the end is no answer.
    return _filled(cells, marked[-1]) if marked else row


def _filled(cells: list[str], last: int) -> str:
    # What a picture without a name showed nobody can tell.
    empty = "" if any(cell.startswith(tuple(_PICTURES)) for cell in cells) else "no"
    first, *others = map(_in_words, cells[: last + 1])
    return BETWEEN_CELLS.join([first, *(answer or empty for answer in others), *cells[last + 1 :]])


def _stripped(row: str) -> list[str]:
    """The cells of a row, "" for one that holds a dash and no more."""
    cells = [cell.strip() for cell in row.split(BETWEEN_CELLS)]
    return ["" if cell and not cell.strip(_DASHES) else cell for cell in cells]


def _in_words(cell: str) -> str:
    found = _MARK.fullmatch(cell)
    if found:
        return ("yes" if found["yes"] else "no") + (found["note"] or "")
    return cell


def of_picture(name: str) -> str:
    """The mark that a picture shows, by its name for those who do not see it; "" for any other picture.

    They are marks that hardly anybody types: a picture without a name is one that cannot be read.
    """
    found = _PICTURED.fullmatch(name.strip())
    return "" if found is None else _PICTURES[0] if found["yes"] else _PICTURES[1]


def is_answer(words: Sequence[str]) -> bool:
    """Whether a cell's word forms are an answer and no more."""
    return len(words) == 1 and (words[0] in _ANSWERS or words[0] == _CROSS)


def is_unsaid(answer: str, rows: tuple[str, str]) -> bool:
    """Whether an answer that came or went may be what an empty cell says on the other side: a no in a row with marks,
    or one that a picture says there."""
    if any(mark in row for mark in _PICTURES for row in rows):
        return True
    return answer == "no" and any(any(map(_MARK.fullmatch, cells)) and not all(cells) for cells in map(_stripped, rows))


def differ(before: str | None, after: str | None) -> bool:
    """Whether a cell's answer by yes or no, by a mark on one side at least, is another one in two rows."""
    if not before or not after or BETWEEN_CELLS not in before:
        return False
    old, new = in_words(before), in_words(after)
    return (old, new) != (before, after) and any(
        one != other and not _ANSWERS.isdisjoint((one, other))
        for one, other in zip(_cells(old), _cells(new), strict=False)
    )


def _cells(row: str) -> list[str]:
    return [cell.strip().casefold() for cell in row.split(BETWEEN_CELLS)]
