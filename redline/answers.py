"""A row of a table in; the same with its marks of yes and no in words out: "Logs | ✓ | " is "Logs | yes | no".

In the text around tables a tick is a mark of a list, and says nothing.
"""

import re

_BETWEEN_CELLS = " | "
_YES, _NO = "✓✔☑✅🗸", "✗✘✕✖❌☒🗴"
_MARK = re.compile(rf"[{_YES}{_NO}]\ufe0f?")


def in_words(row: str) -> str:
    """`row` with each cell that is nothing but a mark of yes or no as that word, and those without a word beside such a
    mark as no; any other text as it is."""
    if _BETWEEN_CELLS not in row or not _MARK.search(row):
        return row
    cells = [cell.strip() for cell in row.split(_BETWEEN_CELLS)]
    if not any(map(_MARK.fullmatch, cells)):
        return row
    return _BETWEEN_CELLS.join(map(_in_words, cells))


def _in_words(cell: str) -> str:
    if _MARK.fullmatch(cell):
        return "yes" if cell[0] in _YES else "no"
    return cell or "no"


def differ(before: str | None, after: str | None) -> bool:
    """Whether marks of yes and no are others in two rows."""
    sides = [_marks(text or "") for text in (before, after)]
    return bool(before and after) and any(map(any, sides)) and sides[0] != sides[1]


def change_places(before: str | None, after: str | None) -> bool:
    """Whether the cells of two rows are the same but for answers by yes and no that changed places."""
    if not before or not after or _BETWEEN_CELLS not in before or before == after:
        return False
    old, new = ([cell.casefold() for cell in in_words(row).split(_BETWEEN_CELLS)] for row in (before, after))
    if len(old) != len(new):
        return False
    others = {cell for pair in zip(old, new, strict=True) if pair[0] != pair[1] for cell in pair}
    return others == {"yes", "no"} and sorted(old) == sorted(new)


def _marks(row: str) -> list[str]:
    """What each cell with a mark says, in order; nothing for those without."""
    cells = zip(row.split(_BETWEEN_CELLS), in_words(row).split(_BETWEEN_CELLS), strict=True)
    return ["" if cell == said else said for cell, said in cells]
