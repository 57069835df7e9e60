"""A redline in; the cells that read otherwise in rows of tables that stay, out: each beside the one under its head.

| What   | Kept    |        | What   | Kept    |
| Photos | 90 days |   ->   | Photos | 30 days |    90 days -> 30 days
| Chats  | 30 days |        | Chats  | 90 days |    30 days -> 90 days

Sentences may move through a text and say what they said. A cell that stands in another row, or under another head,
says it of another thing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from redline.answers import in_words
from redline.canonical import fold
from redline.types import BETWEEN_CELLS, Clause, ClauseChange, Reading, Redline

Cells = tuple[str, str]
"""What stood in a cell and what stands there now, "" for nothing."""


def cells_of_kept_rows(redline: Redline, before: Reading, after: Reading) -> dict[int, list[Cells]]:
    """For each place in the changes of `redline` where a row stays one of the same thing, its cells that differ.

    The first cell says of what a row is; one that several changed rows begin with tells none of them. Column heads that
    changed places over the same cells are such a row too.
    """
    begun = [Counter(map(_label, filter(_is_row, texts))) for texts in _sides(redline)]
    found: dict[int, list[Cells]] = {}
    for place, change in enumerate(redline.changes):
        if not (change.before and change.after and change.before_positions and change.after_positions):
            continue
        if not _is_row(change.before):
            continue
        if change.of_heading:
            cells = _of_heads(change, before, after)
        elif begun[0][_label(change.before)] == begun[1][_label(change.after)] == 1:
            cells = _of_row(change, before, after)
        else:
            cells = None
        if cells is not None:
            found[place] = [pair for pair in cells if pair[0] != pair[1]]
    return found


def change_places(change: ClauseChange) -> bool:
    """Whether a change is of column heads that stand in another order now."""
    old, new = _cells(change.before), _cells(change.after)
    return change.of_heading and len(old) > 1 and old != new and sorted(old) == sorted(new)


def _sides(redline: Redline) -> Iterator[list[str]]:
    yield [change.before or "" for change in redline.changes]
    yield [change.after or "" for change in redline.changes]


def _is_row(text: str) -> bool:
    return BETWEEN_CELLS in text


def _label(row: str) -> str:
    return fold(row.partition(BETWEEN_CELLS)[0]).strip()


def _of_row(change: ClauseChange, before: Reading, after: Reading) -> list[Cells] | None:
    """The cells of a row by pairs; None where it is another row, or its table has other columns."""
    old, new = _cells(change.before), _cells(change.after)
    label = _label(change.before or "")
    if len(old) != len(new) or not label or label != _label(change.after or ""):
        return None
    order = _order(_clause(before, change.before_positions).heads, _clause(after, change.after_positions).heads)
    if order is None:
        return None
    return list(zip(old, [new[place] for place in order] if order else new, strict=True))


def _of_heads(change: ClauseChange, before: Reading, after: Reading) -> list[Cells] | None:
    """The heads of columns by pairs where they are the same ones in another order and the cells under them stayed."""
    if not change_places(change):
        return None
    old, new = _cells(change.before), _cells(change.after)
    rows = [_cells(_clause(before, change.before_positions).text), _cells(_clause(after, change.after_positions).text)]
    moved = [place for place, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    if rows[0] != rows[1] or len(rows[0]) != len(old) or len({rows[0][place] for place in moved}) == 1:
        return None
    return list(zip(old, new, strict=True))


def _order(old: Sequence[str], new: Sequence[str]) -> list[int] | None:
    """In which order the cells under `new` stand under `old`: () where in their own; None where a head is another."""
    folded = [[fold(head).strip() for head in heads] for heads in (old, new)]
    if folded[0] == folded[1]:
        return []
    if sorted(folded[0]) != sorted(folded[1]) or len(set(folded[0])) < len(folded[0]):
        return None
    return [folded[1].index(head) for head in folded[0]]


def _clause(reading: Reading, positions: Sequence[int]) -> Clause:
    return reading.clauses[positions[0]]


def _cells(row: str | None) -> list[str]:
    return [cell.strip() for cell in in_words(row or "").split(BETWEEN_CELLS)]
