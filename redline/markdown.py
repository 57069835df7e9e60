"""Markdown in, blocks out (and back: `write`).

Reading follows CommonMark with tables (markdown-it-py): Setext and ATX headings, escapes, hard breaks, nested lists,
links. Bits of HTML inside keep their words. What is bold stays marked, because segmentation finds headings by it.
Lines of words between blank lines are a paragraph whatever stands around them, and items of one line items; such lines,
most of a policy, do not pass through the parser.
"""

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from redline import canonical, numbering
from redline.markdown_inline import BREAKING_TAG, revealed, runs_of
from redline.markdown_writing import escaped, write
from redline.types import Block, BlockKind, Document, Run

# No policy holds code: lines that are indented are words like others.
_PARSER = MarkdownIt("commonmark").enable("table").disable(["inline", "code"])
_TAG = re.compile(r"<[^<>]*>")
# A mark of a heading or an item, and a space that Markdown takes for a letter.
_MARK_BEFORE_NBSP = re.compile(r"^( {0,9}(?:#{1,6}|[*+-]|\d{1,3}[.)])) *\xa0[ \xa0]*(?=\S)")
_EMPTY_BOLD = re.compile(r"\*\*[ \xa0]+\*\*")
# A link around several blocks, as converters write it: its opening bracket stands lines above its end, with or without
# an image, and the next link may open right behind it.
_END_OF_LINK = re.compile(r"((?:#{1,6} +|[*+-] +|\d+[.)] +)?)([^\[\]\n]+)\]\(([^()\s]+)(?: +\"[^\"]*\")?\)(\[.*)?")
# The same with its brackets in their places.
_SPREAD_LINK = re.compile(r"(?<!\\)\[(?P<blocks>[^\[\]]{1,1500})\]\((?P<href>[^()\s]+)(?: +\"[^\"\n]*\")?\)")
_OPEN_AT_END = re.compile(r"\[[^\[\]\n]*\n")
_BETWEEN_BLOCKS = re.compile(r"\n[ \t]*\n")
_MARK = re.compile(r"(?:#{1,6}|[*+-]|\d{1,3}[.)]) +")
_OPENED_LINK = re.compile(r"\[(?:!\[[^\[\]]*\]\([^()]*\))?(?P<rest>[^\[\]]*)")
# A list inside an item that counts from 3: CommonMark lets only one that counts from 1 interrupt the item's words.
_INDENTED_NUMBER = re.compile(r"\n {2,}\d")
_NESTED_NUMBER = re.compile(r"(^ *(?:[*+-]|\d{1,3}[.)]) +\S.*\n)( {2,}(?!1[.)])\d{1,3}[.)] +\S)", re.MULTILINE)
_UNDERLINE = re.compile(r"(?:-{2,}|={2,}|[-*_]( ?[-*_]){2,})\s*$")
_BLANKS = " \t\f\v\xa0\u200b\ufeff"
# A text whose lines follow one another as often as this is one of lines, wrapped or one a paragraph.
_FOLLOW_MIN = 0.3
_UNWRAPPED = 160
# A line that had room for the next word before this column was not wrapped; headings and addresses are shorter.
_WRAP_COLUMN = 55
_WRAPPED_MIN = 0.5
# The words of a link are wrapped over no more lines than this.
_WRAPPED_LINK_LINES_MAX = 5
_STRETCHES_KEPT = 1024
_TITLE_BLOCKS = 4
_PLAIN_LINE = re.compile(r"(?:[^\W\d_]|[“\"‘’'(©§$€£&]|\*\*[^\s*]|_[^\s_]|\[[^\]]*\]\(|\d+(?![\d.)]))")
_HEADING_LINE = re.compile(r"(?P<level>#{1,6})[ \t]+(?=[^\s#])")
_SETEXT_LINE = re.compile(r"(?:-{2,}|={2,})[ \t]*$")
_ITEM_LINE = re.compile(r"(?:[*+-]|(?P<label>\d{1,9}[.)])) {1,4}(?=[^\s])")
_INDENTED_ITEM_LINE = re.compile(rf"(?P<indent> *){_ITEM_LINE.pattern}")
# An item stands at most so many columns right of where its list can begin.
_INDENT_MAX = 3
# Each item of a list that the parser must read in the end is looked through so far.
_NESTED_LINES_MAX = 100
# To look for these is a tenth of trying the pattern at every line.
_SPANNING_SIGNS = ("```", "~~~", "<", "]:")
_SPANS_BLANK_LINES = re.compile(r"^ {0,3}(?:```|~~~|<|\[[^\]]+\]:)", re.MULTILINE)


def read(text: str) -> Document:
    """The blocks of a Markdown text; its title is the first heading, "" without one."""
    blocks = tuple(block for block in _blocks(_loosened(_mended(text))) if block.text.strip())
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
    if item := _ITEM_LINE.match(line):
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
    if _ITEM_LINE.match(lines[place]):
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


def _mended(text: str) -> str:
    """Lines of spaces made blank; ends of links without a beginning made links; lists inside items begun at whatever
    number; and stars that converters left in the wrong place ("*** Title**", "** **") put where they mean bold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _INDENTED_NUMBER.search(text):
        text = _NESTED_NUMBER.sub(r"\1\n\2", text)
    if _OPEN_AT_END.search(text):
        text = _SPREAD_LINK.sub(_drawn_together, text)
    if "** " in text or "**\xa0" in text:
        text = _EMPTY_BOLD.sub(" ", text)
    lines = text.split("\n")
    return "\n".join([_mended_line(line, lines, place) for place, line in enumerate(lines)])


def _drawn_together(link: re.Match[str]) -> str:
    """A link around blocks as one on the words of the last of them; any other as it is written."""
    *before, last = _BETWEEN_BLOCKS.split(link["blocks"].strip())
    words = last.lstrip(" \t")
    if not words or not (before or link["blocks"].lstrip(" \t").startswith("\n")):
        return link[0]
    mark = _MARK.match(words)
    start = mark.end() if mark else 0
    linked = words if "\n" in words else f"{words[:start]}[{words[start:]}]({link['href']})"
    blocks = [*before, f"{last[: len(last) - len(words)]}{linked}"]
    # Where links follow one another without a blank, the next begins a block of its own.
    return "\n\n".join([*blocks, ""] if link.string.startswith("[", link.end()) else blocks)


def _mended_line(line: str, lines: Sequence[str], place: int) -> str:
    if not line.strip(_BLANKS):
        return ""
    if "\xa0" in line:
        line = _MARK_BEFORE_NBSP.sub(r"\1 ", line)
    if "](" in line and "[" not in line.partition("](")[0] and not _ends_a_wrapped_link(lines, place):
        indent = len(line) - len(line.lstrip(" \t"))
        link = _END_OF_LINK.fullmatch(line[indent:].rstrip(" \t"))
        opened = _OPENED_LINK.fullmatch(link[4]) if link and link[4] else None
        if link and (opened or not link[4]):
            rest = f"\n\n{opened['rest']}" if opened and opened["rest"].strip() else ""
            line = f"{line[:indent]}{link[1]}[{link[2]}]({link[3]}){rest}"
    elif _only_opens_a_link(line):
        return ""
    return _mended_bold(line) if line.startswith("**") else line


def _only_opens_a_link(line: str) -> bool:
    if not line.startswith("["):
        return False
    opened = _OPENED_LINK.fullmatch(line.rstrip())
    return opened is not None and not opened["rest"]


def _ends_a_wrapped_link(lines: Sequence[str], place: int) -> bool:
    """Whether a link that ends in a line begins in one before it, in the same paragraph: its words are only wrapped."""
    for line in reversed(lines[max(0, place - _WRAPPED_LINK_LINES_MAX) : place]):
        if not line.strip(_BLANKS) or _only_opens_a_link(line):
            return False
        if "[" in line or "]" in line:
            return line.rfind("[") > line.rfind("]")
    return False


def _mended_bold(line: str) -> str:
    """A line whose bold beginning has a space inside its marks, without it."""
    begun = line.lstrip("*")
    bold, end, rest = begun.partition("**")
    words = bold.strip(" \xa0")
    if len(line) - len(begun) > 3 or not end or not words or "*" in bold or words == bold:
        return line
    return f"**{words}**{'' if bold.endswith(words) else ' '}{rest}"


def _loosened(text: str) -> str:
    """`text` with a blank line between lines that are paragraphs of their own.

    A plain text in a file named as Markdown has one paragraph a line; read strictly, its lines would run together.
    A text whose lines are wrapped, or in which lines seldom follow one another, stays as it is.
    """
    lines = text.split("\n")
    follow = [place for place in range(1, len(lines)) if _is_own_paragraph(lines[place - 1], lines[place])]
    worded = sum(bool(line.strip()) for line in lines)
    longest = max(map(len, lines), default=0)
    if len(follow) < _FOLLOW_MIN * worded or longest < _UNWRAPPED or _is_wrapped(lines, follow):
        return text
    for place in reversed(follow):
        lines.insert(place, "")
    return "\n".join(lines)


def _is_wrapped(lines: Sequence[str], follow: Sequence[int]) -> bool:
    """Whether most lines that follow another one go on with its sentence: it was full, and does not end one."""
    pairs = [(lines[place - 1], lines[place]) for place in follow if not _ITEM_LINE.match(lines[place])]
    return sum(_continues(*pair) for pair in pairs) >= _WRAPPED_MIN * len(pairs)


def _continues(before: str, line: str) -> bool:
    full = len(before) + len(line.partition(" ")[0]) >= _WRAP_COLUMN
    return full and (line[0].islower() or before[-1] not in ".:;!?")


def _is_own_paragraph(before: str, line: str) -> bool:
    if not before.strip() or not line.strip() or line[0] in " \t|>=`<" or before[0] in "|>`<":
        return False
    return not before.endswith(("  ", "\\")) and not _UNDERLINE.match(line)


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
                plain = html.unescape(_TAG.sub("", BREAKING_TAG.sub("\n\n", _uncommented(token.content))))
                yield from (self.passage(token, (Run(text=part),)) for part in _paragraphs(plain))
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


def _uncommented(text: str) -> str:
    """HTML without its comments; one that never ends reaches to the end, as in a browser."""
    kept, _, rest = text.partition("<!--")
    while rest:
        _, _, after = rest.partition("-->")
        before, _, rest = after.partition("<!--")
        kept += before
    return kept


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _rows(tokens: Sequence[Token]) -> Iterator[Block]:
    """The rows of a table; the head's cells go with each row and make no row of their own."""
    heads: tuple[str, ...] = ()
    cells: list[tuple[Run, ...]] = []
    in_head = False
    for token in tokens:
        if token.type in ("thead_open", "thead_close"):
            in_head = token.type == "thead_open"
        elif token.type == "inline":
            cells.append(runs_of(token.content))
        elif token.type == "tr_close":
            texts = tuple(" ".join("".join(run.text for run in cell).split()) for cell in cells)
            if in_head:
                heads = texts
            else:
                yield row(tuple(cells), heads)
            cells = []


def row(cells: tuple[tuple[Run, ...], ...], heads: tuple[str, ...]) -> Block:
    """A table's row as a block."""
    return Block(kind=BlockKind.ROW, runs=tuple(run for cell in cells for run in cell), cells=cells, heads=heads)


__all__ = ["escaped", "parsed", "read", "revealed", "row", "write"]
