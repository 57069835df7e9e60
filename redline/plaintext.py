"""Plain text in, blocks out.

A text without mark-up comes in two habits: paragraphs parted by blank lines (lines inside are wrapped), or one
paragraph a line. A line that starts with a bullet is an item; numbers stay in the text for segmentation to read.
"""

import re

from redline.types import Block, BlockKind, Document, Run

_BULLET = re.compile(r"^(\s*)(?:[•·◦●○▪■□‣►▶➢➤✓✔]|[-*–—o](?=\s))\s*(?=\S)")
_WRAP_COLUMN = 100
_LONGEST_TITLE = 120


def read(text: str) -> Document:
    """The blocks of a plain text; its title is the first line, where that is short."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    blocks = tuple(block for part in re.split(r"\n[ \t\xa0]*\n", text) for block in _blocks(part) if block.text.strip())
    first = blocks[0].text.strip() if blocks else ""
    title = first if len(first) <= _LONGEST_TITLE and "\n" not in first else ""
    return Document(reader="text", title=title, language="", blocks=blocks)


def _blocks(part: str) -> list[Block]:
    """The blocks of one stretch between blank lines."""
    lines = [line for line in part.split("\n") if line.strip()]
    blocks: list[Block] = []
    for place, line in enumerate(lines):
        mark = _BULLET.match(line)
        if mark:
            depth = 1 + len(mark[1].expandtabs(4)) // 4
            blocks.append(_block(BlockKind.ITEM, line[mark.end() :], depth))
        elif blocks and _continues(lines[place - 1], line):
            before = blocks[-1]
            blocks[-1] = _block(before.kind, f"{before.text} {line.strip()}", before.level)
        else:
            blocks.append(_block(BlockKind.PARAGRAPH, line, 0))
    return blocks


def _block(kind: BlockKind, text: str, level: int) -> Block:
    return Block(kind=kind, runs=(Run(text=text.strip()),), level=level)


def _continues(before: str, line: str) -> bool:
    """Whether `line` is the rest of a wrapped line: the one before was filled and does not end a sentence, or it
    goes on in lower case."""
    filled = 50 <= len(before.rstrip()) <= _WRAP_COLUMN
    ended = before.rstrip().endswith((".", ":", "!", "?", ";"))
    return filled and (line.strip()[:1].islower() or not ended)
