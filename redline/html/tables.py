"""A `<table>` in, its rows of cells out, and which holds the column heads; nothing where it only lays out a page."""

import re
from collections.abc import Iterator, Sequence

from redline.html.tree import HEADINGS, Element

LAYOUT_CELL_CHARS = 3000  # a cell this long is a column of a page, not a fact
SPAN_MAX = 30  # a cell reaches down no further; some say 65534
SPAN_COLUMNS = 20  # nor one right of these
_FILLED = Element("td", {}, None)

Row = tuple[Element, ...]


def data_rows(table: Element) -> tuple[Row, ...]:
    """The rows of a table of data, () for a table that lays out a page."""
    if table.get("role") in {"presentation", "none"}:
        return ()
    rows = _rows(table)
    if max(map(len, rows), default=0) < 2 or any(_lays_out(cell) for row in rows for cell in row):
        return ()
    return rows


def cells_of(rows: tuple[Row, ...]) -> tuple[Row, tuple[Row, ...]]:
    """The cells that head the columns (() where none do) and the rows below them."""
    first = rows[0]
    if len(rows) > 1 and len(first) > 1 and all(_is_head(cell) for cell in first):
        return first, rows[1:]
    return (), rows


def _rows(table: Element) -> tuple[Row, ...]:
    rows: list[Row] = []
    stack = list(reversed(table.children))
    while stack:
        node = stack.pop()
        if isinstance(node, str) or node.tag == "table":
            continue
        if node.tag == "tr":
            cells = (child for child in node.children if not isinstance(child, str))
            rows.append(tuple(cell for cell in cells if cell.tag in {"td", "th"}))
        else:
            stack.extend(reversed(node.children))
    return tuple(row for row in _with_spans(rows) if row)


def _with_spans(rows: Sequence[Row]) -> Iterator[Row]:
    """`rows` with an empty cell where one of a row above reaches down, so that what follows keeps its column."""
    left: dict[int, int] = {}  # by column, how many rows below are still filled
    for row in rows:
        cells = list(row)
        for column in sorted(left) if cells else ():
            cells.insert(column, _FILLED)
        left = {column: count - 1 for column, count in left.items() if count > 1}
        left |= {column: below for column, cell in enumerate(cells[:SPAN_COLUMNS]) if (below := _rows_below(cell))}
        yield tuple(cells)


def _rows_below(cell: Element) -> int:
    span = cell.get("rowspan").strip()
    return max(0, min(int(span), SPAN_MAX) - 1) if re.fullmatch(r"\d{1,5}", span, re.ASCII) else 0


def _lays_out(cell: Element) -> bool:
    if cell.length > LAYOUT_CELL_CHARS:
        return True
    return cell.tag == "td" and any(
        below.tag == "table" or (below.tag in HEADINGS and cell.length > below.length + 200) for below in cell.walk()
    )


def _is_head(cell: Element) -> bool:
    if cell.tag == "th" or (cell.parent is not None and _in_head(cell.parent)):
        return True
    return cell.length == 0 or _all_bold(cell)


def _in_head(row: Element) -> bool:
    return row.parent is not None and row.parent.tag == "thead"


def _all_bold(cell: Element) -> bool:
    bold = sum(below.length for below in cell.walk() if below.tag in {"b", "strong"})
    return 0 < cell.length <= bold
