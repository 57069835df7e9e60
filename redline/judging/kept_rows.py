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

from redline.canonical import fold
from redline.judging.former_names import are_of_one_company
from redline.pairing.row_labels import cells_in_words, counts_rows, label_of
from redline.types import BETWEEN_CELLS, ClauseChange, Reading, Redline

# Under such a head the first cell is what a row costs, and no number of it.
_COSTS = re.compile(
    r"(?:stars?|points?|miles|coins|tokens|credits|prices?|fees?|costs?|amounts?)(?: (?:needed|required|per \w+))?",
    re.IGNORECASE,
)

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
        elif all(
            count[change.trail, label_of(row or "")] == 1
            for count, row in zip(counts, (change.before, change.after), strict=True)
        ):
            cells = _of_row(change, before, after)
        else:
            cells = None
        if cells is not None:
            found[place] = [pair for pair in cells if pair[0] != pair[1]]
    return found


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
    old, new = cells_in_words(change.before), cells_in_words(change.after)
    return change.of_heading and len(old) > 1 and old != new and sorted(old) == sorted(new)


def stands_in_other_columns(change: ClauseChange, before: Reading, after: Reading) -> bool:
    """Whether the cells of a row, its label aside, are the same ones under other heads."""
    if not _stays_a_row(change) or change.of_heading:
        return False
    heads = _heads(change, before, after)
    if not all(map(any, heads)) or _order(*heads) != []:
        return False
    # A row may end before its table does.
    old, new = (
        cells + [""] * (len(heads[0]) - len(cells))
        for cells in (cells_in_words(change.before), cells_in_words(change.after))
    )
    return old != new and sorted(old) == sorted(new) and old[0] == new[0]


def _of_row(change: ClauseChange, before: Reading, after: Reading) -> list[CellChange] | None:
    """The cells of a row by pairs; None where it is another row, or its table has other columns."""
    old, new = cells_in_words(change.before), cells_in_words(change.after)
    if len(old) != len(new) or not _are_of_one(change.before or "", change.after or ""):
        return None
    heads = _heads(change, before, after)
    if not any(map(any, heads)) and sorted(old) == sorted(new):
        return None  # the heads of its columns, which nobody marked as heads, may have changed places too
    order = _order(*heads)
    if order is None:
        return None
    pairs = list(zip(old, [new[place] for place in order] if order else new, strict=True))
    is_number = counts_rows(old[0]) and not _COSTS.fullmatch(heads[0][0] if heads[0] else "")
    return pairs[1:] if is_number else pairs


def _are_of_one(old: str, new: str) -> bool:
    """Whether two rows are of the same thing: a company called otherwise is the same."""
    label = label_of(old)
    return bool(label) and (
        label == label_of(new) or are_of_one_company(*(row.partition(BETWEEN_CELLS)[0] for row in (old, new)))
    )


def _of_heads(change: ClauseChange, before: Reading, after: Reading) -> list[CellChange] | None:
    """The heads of columns by pairs where they are the same ones in another order and the cells under them stayed."""
    if not change_places(change):
        return None
    old, new = cells_in_words(change.before), cells_in_words(change.after)
    moved = [place for place, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    for one, other in zip(change.before_positions, change.after_positions, strict=False):
        rows = [cells_in_words(reading.clauses[place].text) for reading, place in ((before, one), (after, other))]
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


def _heads(change: ClauseChange, before: Reading, after: Reading) -> list[tuple[str, ...]]:
    """The heads of the columns over a row, older and newer."""
    return [before.clauses[change.before_positions[0]].heads, after.clauses[change.after_positions[0]].heads]
