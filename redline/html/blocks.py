"""A tree in, the blocks of its text out: paragraphs, headings, list items with their marks, table rows with heads.

Inline mark-up becomes runs (bold, links); `<br>` a line break inside a run. What is no element of a list or table and
stands between two borders of blocks is one paragraph, whatever holds it: many policies are set in bare spans or divs.
"""

import re
from dataclasses import dataclass, replace

from redline import answers
from redline.html.email import hidden_address
from redline.html.lists import Marks
from redline.html.tables import cells_of, data_rows
from redline.html.tree import HEADINGS, Element
from redline.types import Block, BlockKind, Run

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark nobr output q ruby rb rt rp s"
    " samp small span strike strong sub sup time tt u var wbr".split()
)
_STRONG = frozenset({"b", "strong"})
_LEVELS = {tag: level for level, tag in enumerate(HEADINGS, start=1)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_BLOCK_ROLES = frozenset("row cell gridcell columnheader rowheader listitem paragraph".split())
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
MAX_PARTS = 1000  # of one run: a passage with more line breaks is parted at them
_FLAT_HEADING_CHARS = 400  # more is a text set in heading mark-up, not a heading
_PARAGRAPHS = frozenset({*HEADINGS, "p", "ul", "ol", "dl", "table", "blockquote", "pre"})


@dataclass(frozen=True, slots=True)
class _Style:
    """How words stand: `flat` where borders of blocks are only spaces (inside headings and table cells)."""

    strong: bool = False
    href: str | None = None
    flat: bool = False


@dataclass(slots=True)
class _Place:
    """What the next block will be: a `label` is taken by the first block that closes."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    label: str = ""


_PLAIN = _Style()
_FLAT = _Style(flat=True)
_OPEN = ("", " ", "\n")  # after these a space is not shown


class _Runs:
    """Words gathered since the last border of blocks; white space as a browser shows it."""

    __slots__ = ("_done", "_last", "_parts", "_style")

    def __init__(self) -> None:
        self._done: list[Run] = []
        self._parts: list[str] = []
        self._style = _PLAIN
        self._last = ""

    def __bool__(self) -> bool:
        return bool(self._parts or self._done)

    def add(self, text: str, style: _Style) -> None:
        text = _single_spaced(text)
        if self._last in _OPEN:
            text = text.lstrip(" ")
        if not text:
            return
        mine = self._style
        if self._parts and (mine.strong is not style.strong or mine.href != style.href):
            self._finish()
        self._style = style
        self._parts.append(text)
        self._last = text[-1]

    def hidden(self, address: str, shown: str, strong: bool) -> None:
        """An address written out, where the page shows a placeholder."""
        self._finish()
        self._done.append(Run(text=address, strong=strong, href=f"mailto:{address}", shown=shown))
        self._last = address[-1]

    def break_line(self) -> bool:
        """A line break; False where there was one already, which makes it the end of a paragraph, or too many."""
        if not self:
            return True
        if self._last == "\n" or len(self._parts) > MAX_PARTS:
            return False
        if self._parts:
            self._parts[-1] = self._parts[-1].rstrip(" ")
        self._parts.append("\n")
        self._last = "\n"
        return True

    def take(self) -> tuple[Run, ...]:
        self._finish()
        runs, self._done, self._last = self._done, [], ""
        while runs and not runs[-1].text.rstrip():
            runs.pop()
        if runs and runs[-1].text[-1] in _OPEN:
            last = runs[-1]
            runs[-1] = Run(text=last.text.rstrip(), strong=last.strong, href=last.href, shown=last.shown)
        return tuple(runs)

    def _finish(self) -> None:
        if self._parts:
            style = self._style
            self._done.append(Run(text="".join(self._parts), strong=style.strong, href=style.href))
            self._parts = []


def _single_spaced(text: str) -> str:
    """`text` with each stretch of white space as one space, those at its ends included."""
    if text.isprintable() and "  " not in text:
        return text  # nothing but single spaces: most texts within a line
    words = text.split()
    if not words:
        return " "
    before = " " if text[0].isspace() else ""
    return f"{before}{' '.join(words)}{' ' if text[-1].isspace() else ''}"


def blocks(element: Element) -> tuple[Block, ...]:
    """The blocks of all text under `element`, in reading order."""
    walk = _Walk()
    walk.children(element, _Place(), _PLAIN, 0)
    walk.close(_Place())
    return tuple(walk.blocks)


class _Walk:
    """One pass over a tree. `depth` is the number of lists around; recursion is bounded by the tree's depth."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._runs = _Runs()

    def close(self, place: _Place) -> None:
        """End the block begun; nothing where there are no words."""
        if self._runs and (runs := self._runs.take()):
            self.blocks.append(Block(kind=place.kind, runs=runs, level=place.level, label=place.label))
            place.label = ""
            if place.kind is BlockKind.ITEM:
                place.kind = BlockKind.PARAGRAPH  # what follows in the item is no item of its own

    def children(self, element: Element, place: _Place, style: _Style, depth: int) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._runs.add(child, style)
            else:
                self.visit(child, place, style, depth)

    def visit(self, element: Element, place: _Place, style: _Style, depth: int) -> None:
        tag = element.tag
        if tag in _INLINE or tag == "br" or style.flat or _within_a_line(element):
            apart = not style.flat and element.attrs and _set_apart(element)
            if apart:
                self.close(place)
            self._inline(element, place, style, depth)
            if apart:
                self.close(place)
            return
        self.close(place)
        if tag in _LEVELS:
            self._heading(element, place, depth)
        elif tag in _LISTS:
            self._list(element, place, style, depth + 1)
        elif tag == "table" and (rows := data_rows(element)):
            self._captions(element, place, style, depth)
            self._table(rows)
        elif tag in {"dt", "button"}:  # of buttons, only those are left that head what they show
            self.children(element, place, replace(style, strong=True), depth)
        elif tag == "pre":
            self._preformatted(element, place)
        else:
            self.children(element, place, style, depth)
        self.close(place)

    def _inline(self, element: Element, place: _Place, style: _Style, depth: int) -> None:
        tag = element.tag
        if tag == "br":
            if not self._runs.break_line() and not style.flat:
                self.close(place)
            return
        if address := hidden_address(element):
            self._runs.hidden(address, element.text(), style.strong)
            return
        if tag == "a" and element.get("href"):
            style = _Style(style.strong, element.get("href").strip(), style.flat)
        elif tag in _STRONG or (element.get("style") and _BOLD.search(element.get("style"))):
            style = style if style.strong else _Style(True, style.href, style.flat)
        between = style.flat and (tag not in _INLINE or _set_apart(element))
        if between:
            self._runs.add(" ", style)
        self.children(element, place, style, depth)
        if between:
            self._runs.add(" ", style)

    def _heading(self, element: Element, place: _Place, depth: int) -> None:
        holds_text = any(below.tag in _PARAGRAPHS for below in element.walk() if below is not element)
        if holds_text or element.length > _FLAT_HEADING_CHARS:
            self.children(element, place, _PLAIN, depth)
            return
        own = _Place(BlockKind.HEADING, _LEVELS[element.tag], place.label)
        self.children(element, own, _FLAT, depth)
        self.close(own)
        place.label = own.label

    def _list(self, element: Element, place: _Place, style: _Style, depth: int) -> None:
        marks = Marks(element)
        for child in element.children:
            if isinstance(child, str):
                self._runs.add(child, style)
            elif child.tag == "li":
                self.close(place)
                item = _Place(BlockKind.ITEM, depth, marks.next(child))
                self.children(child, item, style, depth)
                self.close(item)
            else:
                self.visit(child, place, style, depth)

    def _captions(self, table: Element, place: _Place, style: _Style, depth: int) -> None:
        for child in table.children:
            if not isinstance(child, str) and child.tag == "caption":
                self.visit(child, place, style, depth)

    def _table(self, rows: tuple[tuple[Element, ...], ...]) -> None:
        heads, bodies = cells_of(rows)
        names = tuple("".join(run.text for run in self._cell(cell)) for cell in heads)
        for row in bodies:
            cells = tuple(self._cell(cell) for cell in row)
            if runs := tuple(run for cell in cells for run in cell):
                self.blocks.append(Block(kind=BlockKind.ROW, runs=runs, cells=cells, heads=names))

    def _cell(self, cell: Element) -> tuple[Run, ...]:
        self.children(cell, _Place(), _FLAT, 0)
        return self._runs.take() or _pictured(cell)

    def _preformatted(self, element: Element, place: _Place) -> None:
        for paragraph in re.split(r"\n[ \t]*\n", "".join(element.strings())):
            for line in paragraph.splitlines():
                self._runs.add(line, _PLAIN)
                self._runs.break_line()
            self.close(place)


def _pictured(cell: Element) -> tuple[Run, ...]:
    """The mark in a cell that holds a picture of it and no words."""
    names = (below.get("alt") or below.get("aria-label") for below in cell.walk())
    mark = next(filter(None, map(answers.of_picture, names)), "")
    return (Run(text=mark),) if mark else ()


def _set_apart(element: Element) -> bool:
    """Whether an element of a line stands by itself all the same, as its own style or role says."""
    return element.role in _BLOCK_ROLES or bool((style := element.get("style")) and _BLOCK.search(style))


def _within_a_line(element: Element) -> bool:
    """Whether an element of an unknown name stands among the words of a sentence."""
    if "-" not in element.tag or element.parent is None:
        return False
    return any(isinstance(child, str) and not child.isspace() for child in element.parent.children)
