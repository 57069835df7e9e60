"""Markdown in, blocks out (and back: `write`).

Reading follows CommonMark with tables (markdown-it-py): Setext and ATX headings, escapes, hard breaks, nested lists,
links. Bits of HTML inside keep their words. What is bold stays marked, because segmentation finds headings by it.
Lines of words between blank lines are a paragraph whatever stands around them, and items of one line items; such lines,
most of a policy, do not pass through the parser.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from redline import answers, canonical, numbering
from redline.html.blocks import blocks
from redline.html.tree import parse
from redline.markdown.inline import revealed, runs_of
from redline.markdown.mending import ITEM_LINE, mended
from redline.markdown.writing import escaped, write
from redline.types import Block, BlockKind, Document, Run

# No policy holds code: lines that are indented are words like others. Targets of links were put in their places before,
# and what else looks like one is a clause: "[Logs]: 90".
_PARSER = MarkdownIt("commonmark").enable("table").disable(["inline", "code", "reference"])
# A table is read to its first blank line; rows and cells behind that have lost it.
_CELL = re.compile(r"<t[dhr]\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_PICTURE = re.compile(r"!\[(?P<name>[^\[\]]*)\]\([^()]*\)")
_STRETCHES_KEPT = 1024
_HEAD_WORDS_MAX = 4
_TITLE_BLOCKS = 4
_PLAIN_LINE = re.compile(r"(?:[^\W\d_]|[“\"‘’'(©§$€£&]|\*\*[^\s*]|_[^\s_]|\[[^\]]*\]\(|\d+(?![\d.)]))")
_HEADING_LINE = re.compile(r"(?P<level>#{1,6})[ \t]+(?=[^\s#])")
_SETEXT_LINE = re.compile(r"(?:-{2,}|={2,})[ \t]*$")
_INDENTED_ITEM_LINE = re.compile(rf"(?P<indent> *){ITEM_LINE.pattern}")
# An item stands at most so many columns right of where its list can begin.
_INDENT_MAX = 3
# Each item of a list that the parser must read in the end is looked through so far.
_NESTED_LINES_MAX = 100
# To look for these is a tenth of trying the pattern at every line.
_SPANNING_SIGNS = ("```", "~~~", "<")
_SPANS_BLANK_LINES = re.compile(r"^ {0,3}(?:```|~~~|<)", re.MULTILINE)

_Cells = tuple[tuple[Run, ...], ...]


def read(text: str) -> Document:
    """The blocks of a Markdown text; its title is the first heading, "" without one."""
    blocks = tuple(block for block in _blocks(mended(text)) if block.text.strip())
    return Document(reader="markdown", title=_title(blocks), language="", blocks=blocks)


def _title(blocks: Sequence[Block]) -> str:
    """The first heading of level 1, else a heading without number among the first blocks, else ""."""
    first = [block for block in blocks[:_TITLE_BLOCKS] if block.kind is BlockKind.HEADING]
    tops = [block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1]
    for block in (*tops[:1], *first[:1]):
        text = canonical.visible(block.text)
        if not numbering.split(text[:40], heading=True)[0]:
            return text
    return ""


def _blocks(text: str) -> Iterator[Block]:
    """Headings, paragraphs of plain lines and items of one line as they stand, all else by the parser."""
    if any([sign in text for sign in _SPANNING_SIGNS]) and _SPANS_BLANK_LINES.search(text):  # noqa: C419
        yield from parsed(text)
        return
    lines = [*text.split("\n"), ""]
    start, place, alone = 0, 0, True  # the first line not yet read; the line at hand; whether that before it has ended
    while place < len(lines) - 1:
        blocks, count = _simple_blocks(lines, place) if alone and lines[place] else ((), 1)
        if blocks:
            if start < place:
                yield from parsed("\n".join(lines[start:place]))
            yield from blocks
            start = place + count
        alone = bool(blocks) or not lines[place].strip()
        place += count
    if start < len(lines):
        yield from parsed("\n".join(lines[start:]))


def _simple_blocks(lines: Sequence[str], place: int) -> tuple[tuple[Block, ...], int]:
    """The blocks that begin with a line and that nothing around them can change, with their count of lines; none where
    the parser has to look."""
    line, following = lines[place], lines[place + 1]
    if heading := _HEADING_LINE.match(line):
        words = line[heading.end() :]
        return (() if words.rstrip().endswith("#") else (_heading(words, len(heading["level"])),)), 1
    if item := ITEM_LINE.match(line):
        if _goes_on(lines, place + 1):
            return _nested_items(lines, place)
        return ((_item(line, item, 1),) if _PLAIN_LINE.match(line, item.end()) else ()), 1
    if not _PLAIN_LINE.match(line):
        return (), 1
    if not following.strip():
        return (Block(kind=BlockKind.PARAGRAPH, runs=runs_of(line.strip())),), 1
    if underline := _SETEXT_LINE.match(following):
        return (_heading(line, 1 if underline[0][0] == "=" else 2),), 2
    end = place + 1
    while lines[end].strip():
        if not _PLAIN_LINE.match(lines[end]):
            return (), 1
        end += 1
    return (Block(kind=BlockKind.PARAGRAPH, runs=runs_of("\n".join(lines[place:end]).strip())),), end - place


def _heading(words: str, level: int) -> Block:
    return Block(kind=BlockKind.HEADING, runs=runs_of(words.strip()), level=level)


def _item(line: str, marker: re.Match[str], level: int) -> Block:
    runs = runs_of(line[marker.end() :].strip())
    return Block(kind=BlockKind.ITEM, runs=runs, level=level, label=marker["label"] or "")


def _goes_on(lines: Sequence[str], place: int) -> bool:
    """Whether the lines from `place` on can belong to an item before them."""
    if ITEM_LINE.match(lines[place]):
        return False
    if lines[place].strip():
        return True
    following = next((line for line in lines[place:] if line.strip()), "")
    return following[:1] in (" ", "\t")


def _nested_items(lines: Sequence[str], place: int) -> tuple[tuple[Block, ...], int]:
    """Items of one line each, some inside others, and their count of lines; none where the parser has to look.

    An item stands inside the last one whose words begin at its column or left of it. A list that counts from another
    number than 1 begins after a blank line only.
    """
    found: list[Block] = []
    columns: list[int] = []  # where the words of the open items begin
    blank = True
    for count, line in enumerate(lines[place : place + _NESTED_LINES_MAX]):
        if not line.strip():
            blank = True
            continue
        item = _INDENTED_ITEM_LINE.match(line)
        if item is None:
            return (tuple(found), count) if blank and line[0] not in " \t" else ((), 1)
        column, is_next = item.end("indent"), False
        while columns and column < columns[-1]:
            columns.pop()
            is_next = True
        if column - (columns[-1] if columns else 0) > _INDENT_MAX or not _PLAIN_LINE.match(line, item.end()):
            return (), 1
        if item["label"] and not (blank or is_next or item["label"][:-1] == "1"):
            return (), 1
        columns.append(item.end())
        found.append(_item(line, item, len(columns)))
        blank = False
    return (tuple(found), len(lines) - place - 1) if len(lines) <= place + _NESTED_LINES_MAX else ((), 1)


@lru_cache(maxsize=_STRETCHES_KEPT)
def parsed(text: str) -> tuple[Block, ...]:
    """The blocks of any Markdown text, by the parser. Kept, because most of one version returns in the next."""
    return tuple(_Walk(_PARSER.parse(text)).blocks()) if text.strip() else ()


class _Walk:
    """One pass over the parser's tokens, with the lists that are open."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.lists: list[str] = []
        self.label = ""
        self.fresh_item = False

    def blocks(self) -> Iterator[Block]:
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.type == "table_open":
                end = next(i for i in range(at, len(self.tokens)) if self.tokens[i].type == "table_close")
                yield from _rows(self.tokens[at:end])
                at = end
            elif token.type == "inline":
                yield self.passage(self.tokens[at - 1], runs_of(token.content))
            elif token.type in ("fence", "code_block"):
                yield from (self.passage(token, (Run(text=part),)) for part in _paragraphs(token.content))
            elif token.type == "html_block":
                yield from (
                    self.passage(token, block.runs) if block.kind is BlockKind.PARAGRAPH else block
                    for block in _of_html(token.content)
                )
            else:
                self.enter(token)
            at += 1

    def enter(self, token: Token) -> None:
        """Keeps count of the lists and items that are open."""
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self.lists.append(token.type)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif token.type == "list_item_open":
            self.label = f"{token.info}{token.markup}" if token.info else ""
            self.fresh_item = True
        elif token.type == "list_item_close":
            self.label, self.fresh_item = "", False

    def passage(self, opening: Token, runs: tuple[Run, ...]) -> Block:
        """A heading, the first paragraph of an item, or a paragraph."""
        if opening.type == "heading_open":
            label, self.label, self.fresh_item = self.label if self.fresh_item else "", "", False
            return Block(kind=BlockKind.HEADING, runs=runs, level=int(opening.tag[1]), label=label)
        if self.lists and self.fresh_item:
            label, self.label, self.fresh_item = self.label, "", False
            return Block(kind=BlockKind.ITEM, runs=runs, level=len(self.lists), label=label)
        return Block(kind=BlockKind.PARAGRAPH, runs=runs, level=len(self.lists))


def _of_html(text: str) -> tuple[Block, ...]:
    """The blocks of a stretch of HTML."""
    if _CELL.search(text) and not _TABLE.search(text):
        text = f"<table>{text}</table>"
    with closing(parse(text)) as page:
        return blocks(page.body)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _rows(tokens: Sequence[Token]) -> Iterator[Block]:
    """The rows of a table; the head's cells go with each row and make no row of their own, but where no row has words:
    then they are all that the table says.

    Converters leave a table without a head an empty one: its first row is the head where it is a few bold words a cell,
    and the others are not bold.
    """
    head, rows = _head_and_rows(tokens)
    heads = _texts(head)
    if any(heads) and not any(any(_texts(cells)) for cells in rows):
        heads, rows = (), [head]
    is_headless = not any(heads) and len(rows) > 1 and len(rows[0]) > 1
    if is_headless and _is_bold(rows[0]) and not any(map(_is_bold, rows[1:])):
        first = _texts(rows[0])
        if all(cell.count(" ") < _HEAD_WORDS_MAX for cell in first):
            heads, rows = first, rows[1:]
    yield from (row(cells, heads) for cells in rows)


def _head_and_rows(tokens: Sequence[Token]) -> tuple[_Cells, list[_Cells]]:
    head: _Cells = ()
    rows: list[_Cells] = []
    cells: list[tuple[Run, ...]] = []
    in_head = False
    for token in tokens:
        if token.type in ("thead_open", "thead_close"):
            in_head = token.type == "thead_open"
        elif token.type == "inline":
            cells.append(runs_of(token.content) or _pictured(token.content))
        elif token.type == "tr_close":
            if in_head:
                head = tuple(cells)
            else:
                rows.append(tuple(cells))
            cells = []
    return head, rows


def _pictured(cell: str) -> tuple[Run, ...]:
    """The mark in a cell that holds a picture of it and no more."""
    found = _PICTURE.fullmatch(cell.strip())
    mark = answers.of_picture(found["name"]) if found else ""
    return (Run(text=mark),) if mark else ()


def _texts(cells: Sequence[tuple[Run, ...]]) -> tuple[str, ...]:
    return tuple(" ".join("".join(run.text for run in cell).split()) for cell in cells)


def _is_bold(cells: Sequence[tuple[Run, ...]]) -> bool:
    return all(run.strong for cell in cells for run in cell)


def row(cells: tuple[tuple[Run, ...], ...], heads: tuple[str, ...]) -> Block:
    """A table's row as a block."""
    return Block(kind=BlockKind.ROW, runs=tuple(run for cell in cells for run in cell), cells=cells, heads=heads)


__all__ = ["escaped", "parsed", "read", "revealed", "row", "write"]
