"""Heads and rows in, a table on the terminal out, whatever its width: nothing is cut off, names stay whole.

wide      short columns in line, the long ones wrapped beside them
narrow    short columns in line, the long ones wrapped beneath each row
narrower  a row is a paragraph: its first cell, and beneath it one line for each other cell with its head
"""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

SHORT = 32  # characters; a column with a longer cell may be wrapped
WRAPPED = 28  # a long column that gets fewer characters is hard to read
GAP = 2

Row = Sequence[str]


def print_table(console: Console, heads: Row, rows: Sequence[Row]) -> None:
    """Print the rows in the first of the three forms that fits."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    short = [at for at, width in enumerate(widths) if width <= SHORT or at == 0]
    long = [at for at in range(len(heads)) if at not in short]
    room = console.width - sum(widths[at] + GAP for at in short)
    if room >= len(long) * (WRAPPED + GAP) - GAP:
        console.print(_wide(heads, rows, long))
    elif room >= -GAP:
        _narrow(console, heads, rows, short, long)
    else:
        _paragraphs(console, heads, rows)


def _wide(heads: Row, rows: Sequence[Row], long: Sequence[int]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="bold")
    for at, head in enumerate(heads):
        table.add_column(head, no_wrap=at not in long, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _narrow(console: Console, heads: Row, rows: Sequence[Row], short: Sequence[int], long: Sequence[int]) -> None:
    """Rows in line; their long cells beneath."""
    widths = {at: max(len(row[at]) for row in [heads, *rows]) for at in short}
    console.print(Text(_in_line(heads, widths), style="bold"))
    for row in rows:
        console.print(Text(_in_line(row, widths)))
        for at in long:
            if row[at]:
                console.print(Padding(Text(row[at], overflow="fold"), (0, 0, 0, GAP)))


def _in_line(row: Row, widths: dict[int, int]) -> str:
    return (" " * GAP).join(row[at].ljust(width) for at, width in widths.items()).rstrip()


def _paragraphs(console: Console, heads: Row, rows: Sequence[Row]) -> None:
    for row in rows:
        console.print(Text(row[0] or "-", style="bold", overflow="fold"))
        for line in _lines(heads, row):
            console.print(Padding(line, (0, 0, 0, GAP)))


def _lines(heads: Row, row: Row) -> Iterator[Text]:
    for head, cell in zip(heads[1:], row[1:], strict=True):
        if cell and cell != "-":
            yield Text.assemble((f"{head}: ", "dim"), cell, overflow="fold")
