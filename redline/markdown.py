"""Markdown in, blocks out; clauses in, Markdown out.

Reading follows CommonMark with tables (markdown-it-py): Setext and ATX headings, escapes, hard breaks, nested lists,
links. Bits of HTML inside keep their words. What is bold stays marked, because segmentation finds headings by it.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from redline.html_email import decode
from redline.types import Block, BlockKind, Document, Run

# Inline mark-up is read here, paragraph by paragraph: most have none, and many return in the next version.
_PARSER = MarkdownIt("commonmark").enable("table").disable("inline")
_INLINE = MarkdownIt("commonmark")
_INLINE.normalizeLink = lambda url: url  # type: ignore[method-assign]  # addresses are kept as written
_INLINE.validateLink = lambda url: True  # type: ignore[method-assign]  # nothing here follows or renders them
_MARKED_UP = re.compile(r"[\\*_\[\]<>&`!\n]|\s$")
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_BREAKING_TAG = re.compile(
    r"</?(?:br|p|div|li|ul|ol|tr|table|h[1-6]|section|dt|dd|dl|blockquote)\b[^<>]*>", re.IGNORECASE
)
_PROTECTED = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-fA-F]{6,512})\Z")
_EMPTY_BOLD = re.compile(r"\*\*[ \xa0]+\*\*")
_STRAY_BOLD = re.compile(r"^\*{2,3}[ \xa0]+([^*\n]+?)[ \xa0]*\*\*", re.MULTILINE)
_OPEN_BOLD = re.compile(r"^\*\*([^*\s][^*\n]*?)[ \xa0]+\*\*(?!\w)", re.MULTILINE)
_UNDERLINE = re.compile(r"(?:-{2,}|={2,}|[-*_]( ?[-*_]){2,})\s*$")
_UNWRAPPED = 160
_PLACEHOLDER = re.compile(r"\[\s*email\s*protected\s*\]", re.IGNORECASE)


def read(text: str) -> Document:
    """The blocks of a Markdown text; its title is the first level-1 heading, else the first heading."""
    tokens = _PARSER.parse(_loosened(_mended(text)))
    blocks = tuple(block for block in _Walk(tokens).blocks() if block.text.strip())
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    titles = [block for block in headings if block.level == 1] or headings
    title = " ".join(titles[0].text.split()) if titles else ""
    return Document(reader="markdown", title=title, language="", blocks=blocks)


def _mended(text: str) -> str:
    """Stars that converters left in the wrong place ("*** Title**", "** **") put where they mean bold."""
    if "** " not in text:
        return text
    return _OPEN_BOLD.sub(r"**\1** ", _STRAY_BOLD.sub(r"**\1**", _EMPTY_BOLD.sub(" ", text)))


def _loosened(text: str) -> str:
    """`text` with a blank line between lines that are paragraphs of their own.

    A plain text in a file named as Markdown has one paragraph a line; read strictly, its lines would run together.
    A text whose lines are wrapped, or in which lines seldom follow one another, stays as it is.
    """
    lines = text.split("\n")
    follow = [place for place in range(1, len(lines)) if _is_own_paragraph(lines[place - 1], lines[place])]
    worded = sum(bool(line.strip()) for line in lines)
    longest = max(map(len, lines), default=0)
    if len(follow) < 0.3 * worded or longest < _UNWRAPPED:
        return text
    for place in reversed(follow):
        lines.insert(place, "")
    return "\n".join(lines)


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
                plain = html.unescape(_TAG.sub("", _BREAKING_TAG.sub("\n\n", token.content)))
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

    def passage(self, opening: Token, runs: tuple[Run, ...]) -> Block:
        """A heading, the first paragraph of an item, or a paragraph."""
        if opening.type == "heading_open":
            label, self.label, self.fresh_item = self.label if self.fresh_item else "", "", False
            return Block(kind=BlockKind.HEADING, runs=runs, level=int(opening.tag[1]), label=label)
        if self.lists and self.fresh_item:
            label, self.label, self.fresh_item = self.label, "", False
            return Block(kind=BlockKind.ITEM, runs=runs, level=len(self.lists), label=label)
        return Block(kind=BlockKind.PARAGRAPH, runs=runs)


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


@lru_cache(maxsize=16_384)
def runs_of(content: str) -> tuple[Run, ...]:
    """The runs of one paragraph, heading or cell: words, how strong they are, where they lead."""
    if not _MARKED_UP.search(content):
        return (Run(text=content),) if content else ()
    (inline,) = _INLINE.parseInline(content, {})
    return tuple(revealed(run) for run in joined(_runs(inline.children or ())))


def _runs(children: Sequence[Token]) -> Iterator[Run]:
    strong = 0
    href: str | None = None
    for child in children:
        kind = child.type
        if kind == "text" or kind == "code_inline":
            yield Run(text=child.content, strong=strong > 0, href=href)
        elif kind == "strong_open":
            strong += 1
        elif kind == "strong_close":
            strong -= 1
        elif kind == "link_open":
            href = str(child.attrs.get("href", ""))
        elif kind == "link_close":
            href = None
        elif kind == "hardbreak" or (kind == "html_inline" and _BREAKING_TAG.match(child.content)):
            yield Run(text="\n", strong=strong > 0, href=href)
        elif kind == "softbreak":
            yield Run(text=" ", strong=strong > 0, href=href)


def joined(runs: Iterable[Run]) -> list[Run]:
    """`runs` with neighbours of one style joined and empty ones left out."""
    out: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if out and out[-1].strong == run.strong and out[-1].href == run.href:
            out[-1] = Run(text=out[-1].text + run.text, strong=run.strong, href=run.href)
        else:
            out.append(run)
    return out


def revealed(run: Run) -> Run:
    """`run` with an address that Cloudflare hid in its link written out; any other run as it is."""
    found = _PROTECTED.search(run.href) if run.href else None
    address = decode(found[1]).split("?")[0] if found else ""
    if not address:
        return run
    return replace(run, text=_PLACEHOLDER.sub(address, run.text), href=f"mailto:{address}")
