"""A `Letter` set as plain text that reads well alone: at most 76 columns where an address allows it.

BetterCloud privacy: 3 material changes
=======================================

1. Security (clause reworded)
   A number changed: "within 30 days" became "within a reasonable time".
   | … we will reply [-within 30 days] [+within a reasonable time].
"""

import textwrap

from notifiers.excerpt import pieces
from notifiers.message import Letter
from notifiers.sheets import Labelled, Point, Sheet
from redline.types import Span

WIDTH = 76
BEFORE = {"equal": "", "delete": "[-", "insert": "[+"}
AFTER = {"equal": "", "delete": "]", "insert": "]"}
LEGEND = "[-taken out]  [+put in]"


def text(letter: Letter) -> str:
    """The whole letter."""
    parts = [_preface(letter), *(sheet_text(sheet) for sheet in letter.sheets), _more(letter)]
    return "\n\n\n".join(part for part in parts if part) + "\n"


def sheet_text(sheet: Sheet) -> str:
    """One alert, paragraphs parted by blank lines."""
    lines = textwrap.wrap(f"{sheet.title}: {sheet.verdict}", WIDTH)
    paragraphs = [
        "\n".join([*lines, "-" * max(map(len, lines))]),
        *(wrapped(f"! {warning}", indent="  ") for warning in sheet.warnings),
        _labelled(sheet.effect),
        *(wrapped(paragraph) for paragraph in sheet.body),
        *(_point(number, point) for number, point in enumerate(sheet.points, start=1)),
        wrapped(sheet.left_out),
        _labelled(sheet.dates),
        _labelled(sheet.links),
        _labelled(sheet.evidence),
        _footer(sheet),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _preface(letter: Letter) -> str:
    return "\n".join([wrapped(letter.preface), *(wrapped(line, first="- ", indent="  ") for line in letter.contents)])


def _more(letter: Letter) -> str:
    lines = [wrapped(line, first="- ", indent="  ") for line in letter.more]
    return "\n".join([*lines, wrapped(letter.ending)]).strip()


def wrapped(paragraph: str, *, first: str = "", indent: str = "") -> str:
    """A paragraph in lines; addresses are never broken."""
    return textwrap.fill(
        paragraph,
        WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def marked(spans: tuple[Span, ...]) -> str:
    """A redline in text marks: "we reply [-within 30 days] [+soon]"."""
    return "".join(f"{BEFORE[piece.op]}{piece.text}{AFTER[piece.op]}" for piece in pieces(spans)).strip()


def _point(number: int, point: Point) -> str:
    mark = f"{number}. "
    pad = " " * len(mark)
    blocks = [wrapped(f"{point.place} ({point.kind.lower()})", first=mark, indent=pad)]
    blocks.append(wrapped(f"{point.sentence} {point.why}".strip(), first=pad, indent=pad))
    if point.excerpt:
        bar = f"{pad}| "
        blocks.append(wrapped(marked(point.excerpt), first=bar, indent=bar))
    if point.also:
        blocks.append(wrapped(point.also, first=pad, indent=pad))
    return "\n".join(blocks)


def _labelled(lines: tuple[Labelled, ...]) -> str:
    column = max((len(line.label) for line in lines), default=0) + 2
    return "\n".join(_line(line, column) for line in lines)


def _line(line: Labelled, column: int) -> str:
    """A name and its words beside one another; what must stay in one piece begins a line where it is too long."""
    first = f"{line.label}:".ljust(column)
    if line.whole and column + len(line.text) > WIDTH:
        return f"{first.rstrip()}\n  {line.text}"
    return wrapped(line.text, first=first, indent=" " * column)


def _footer(sheet: Sheet) -> str:
    legend = [LEGEND] if any(point.excerpt for point in sheet.points) else []
    return "\n".join([*legend, _labelled(sheet.footer)]).strip()
