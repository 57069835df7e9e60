"""A redline in; the cells that read otherwise in rows of tables that stay, out: each beside the one under its head.

| What   | Kept    |        | What   | Kept    |
| Photos | 90 days |   ->   | Photos | 30 days |    90 days -> 30 days
| Chats  | 30 days |        | Chats  | 90 days |    30 days -> 90 days

Sentences may move through a text and say what they said. A cell that stands in another row, or under another head,
says it of another thing.
"""

import re
from collections import Counter
from collections.abc import Sequence

from redline.answers import in_words
from redline.canonical import fold
from redline.types import BETWEEN_CELLS, Clause, ClauseChange, Reading, Redline

# A first cell that only counts the rows: "2", "(b)", "iv.", "Step 3".
_COUNTS = re.compile(
    r"\W*(?:(?:step|no|nr|item|rule|point|row)\W{0,2})?(?:\d{1,3}|[a-z]|x{0,3}(?:ix|iv|v?i{1,3}|v))\W*", re.IGNORECASE
)
_CELLS_OF_A_PAIR = 2

CellChange = tuple[str, str]
"""What stood in a cell and what stands there now, "" for nothing."""


def cells_of_kept_rows(redline: Redline, before: Reading, after: Reading) -> dict[int, list[CellChange]]:
    """For each place in the changes of `redline` where a row stays one of the same thing, its cells that differ.

    What a row is of is its label; one that several rows of a section have tells none of them. Column heads that changed
    places over cells that stayed are such a row too.
    """
    places = [place for place, change in enumerate(redline.changes) if _stays_a_row(change)]
    counts = [_counted(reading) for reading in (before, after)] if places else []
    found: dict[int, list[CellChange]] = {}
    for place in places:
        change = redline.changes[place]
        if change.of_heading:
            cells = _of_heads(change, before, after)
        elif all(count[change.trail, label_of(change.before or "")] == 1 for count in counts):
            cells = _of_row(change, before, after)
        else:
            cells = None
        if cells is not None:
            found[place] = [pair for pair in cells if pair[0] != pair[1]]
    return found


def label_of(row: str) -> str:
    """What a row is of, folded: its first cell, the second where the first only counts; "" for none."""
    cells = [fold(cell).strip() for cell in row.split(BETWEEN_CELLS)[:2]]
    return "".join(cells[1:]) if _COUNTS.fullmatch(cells[0]) else cells[0]


def are_one(old: str, new: str) -> bool:
    """Whether two rows with one label are one row: at least half of the cells stand where they stood, or there is but
    one beside the label."""
    pairs = list(zip(_cells(old), _cells(new), strict=False))
    return old.count(BETWEEN_CELLS) == new.count(BETWEEN_CELLS) and (
        len(pairs) <= _CELLS_OF_A_PAIR or 2 * sum(one == other for one, other in pairs) >= len(pairs)
    )


def _stays_a_row(change: ClauseChange) -> bool:
    return bool(
        change.before
        and change.after
        and BETWEEN_CELLS in change.before
        and change.before_positions
        and change.after_positions
    )


def _counted(reading: Reading) -> Counter[tuple[tuple[str, ...], str]]:
    """How often each label stands under each heading."""
    return Counter((clause.trail, label_of(clause.text)) for clause in reading.clauses if clause.kind == "row")


def change_places(change: ClauseChange) -> bool:
    """Whether a change is of column heads that stand in another order now."""
    old, new = _cells(change.before), _cells(change.after)
    return change.of_heading and len(old) > 1 and old != new and sorted(old) == sorted(new)


def _of_row(change: ClauseChange, before: Reading, after: Reading) -> list[CellChange] | None:
    """The cells of a row by pairs; None where it is another row, or its table has other columns."""
    old, new = _cells(change.before), _cells(change.after)
    label = label_of(change.before or "")
    if len(old) != len(new) or not label or label != label_of(change.after or ""):
        return None
    heads = [_clause(before, change.before_positions).heads, _clause(after, change.after_positions).heads]
    if not any(map(any, heads)) and sorted(old) == sorted(new):
        return None  # the heads of its columns, which nobody marked as heads, may have changed places too
    order = _order(*heads)
    if order is None:
        return None
    pairs = list(zip(old, [new[place] for place in order] if order else new, strict=True))
    return pairs[1:] if _COUNTS.fullmatch(fold(old[0]).strip()) else pairs


def _of_heads(change: ClauseChange, before: Reading, after: Reading) -> list[CellChange] | None:
    """The heads of columns by pairs where they are the same ones in another order and the cells under them stayed."""
    if not change_places(change):
        return None
    old, new = _cells(change.before), _cells(change.after)
    moved = [place for place, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    for one, other in zip(change.before_positions, change.after_positions, strict=False):
        rows = [_cells(reading.clauses[place].text) for reading, place in ((before, one), (after, other))]
        if rows[0] == rows[1] and len(rows[0]) == len(old) and len({rows[0][place] for place in moved}) > 1:
            return list(zip(old, new, strict=True))
    return None


def _order(old: Sequence[str], new: Sequence[str]) -> list[int] | None:
    """In which order the cells under `new` stand under `old`: [] where in their own, one head at most written
    otherwise; None where heads are others."""
    folded = [[fold(head).strip() for head in heads] for heads in (old, new)]
    if len(old) == len(new) and sum(one != other for one, other in zip(*folded, strict=True)) <= 1:
        return []
    if sorted(folded[0]) != sorted(folded[1]) or len(set(folded[0])) < len(folded[0]):
        return None
    return [folded[1].index(head) for head in folded[0]]


def _clause(reading: Reading, positions: Sequence[int]) -> Clause:
    return reading.clauses[positions[0]]


def _cells(row: str | None) -> list[str]:
    return [cell.strip() for cell in in_words(row or "").split(BETWEEN_CELLS)]
