"""Blocks in, passages out: what a reader sees as one line or paragraph, with its number set apart.

Between the blocks of a page and its clauses lie habits of authors that mark-up does not tell: several numbered lines
in one paragraph, parted by line breaks; bullets typed as signs; a number standing alone on its line; a bold line
and a break in place of a heading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redline import numbering
from redline.types import Block, BlockKind, Run

BULLET = re.compile(r"\s*(?:[•·◦●○▪■□‣►▶➢➤✓✔∙⁃⦁◆◇❖]\s*|[-–—*]\s+)(?=\S)")
_LETTER = re.compile(r"[^\W\d_]")
_LONE_NUMBER_CHARS = 16


@dataclass(slots=True)
class Passage:
    """One line or paragraph before it is known whether it is a heading. `number` stands no longer in `runs`."""

    kind: BlockKind
    runs: tuple[Run, ...]
    level: int = 0
    number: str = ""
    cells: tuple[tuple[Run, ...], ...] = ()
    heads: tuple[str, ...] = ()
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = " ".join("".join(run.text for run in self.runs).split())


def passages(blocks: Sequence[Block]) -> list[Passage]:
    """The passages of `blocks` in order; every word is kept, in a passage or in the number of one."""
    waiting = ""
    found: list[Passage] = []
    for block in blocks:
        for passage in _of(block):
            if _is_lone_number(passage):
                if waiting:
                    found.append(Passage(kind=BlockKind.PARAGRAPH, runs=(Run(text=waiting),)))
                waiting = passage.number or passage.text
                continue
            if waiting and not passage.number:
                passage.number, waiting = numbering.tidy(waiting), ""
            elif waiting:
                found.append(Passage(kind=BlockKind.PARAGRAPH, runs=(Run(text=waiting),)))
                waiting = ""
            if passage.text:
                found.append(passage)
    if waiting:
        found.append(Passage(kind=BlockKind.PARAGRAPH, runs=(Run(text=waiting),)))
    return found


def _is_lone_number(passage: Passage) -> bool:
    """A number without words, on a line of its own: it belongs to the next."""
    if passage.kind is BlockKind.ROW:
        return False
    if passage.number and not passage.text:
        return True
    return len(passage.text) <= _LONE_NUMBER_CHARS and bool(re.fullmatch(r"\d{1,2}(?:\.\d{1,2})*\.?", passage.text))


def _of(block: Block) -> Iterator[Passage]:
    if block.kind is BlockKind.ROW:
        yield Passage(kind=block.kind, runs=block.runs, cells=block.cells, heads=block.heads)
        return
    first = True
    for runs in _lines(block):
        kind = block.kind if first or block.kind is not BlockKind.HEADING else BlockKind.PARAGRAPH
        yield _passage(kind, runs, block.level, block.label if first else "")
        first = False


def _passage(kind: BlockKind, runs: tuple[Run, ...], level: int, label: str) -> Passage:
    if kind is not BlockKind.HEADING:
        bullet = BULLET.match("".join(run.text for run in runs))
        if bullet:
            kind, level = BlockKind.ITEM, max(level, 1)
            runs = without(runs, bullet.end())
    text = "".join(run.text for run in runs)
    number, end = numbering.split(text[:200], heading=kind is BlockKind.HEADING)
    if number:
        runs = without(runs, end)
    if label and number:
        label = numbering.tidy(label)
        number = number if number.startswith(label) or not label else f"{label} {number}"
    return Passage(kind=kind, runs=runs, level=level, number=number or numbering.tidy(label))


def without(runs: Sequence[Run], count: int) -> tuple[Run, ...]:
    """`runs` without their first `count` characters."""
    left = []
    for run in runs:
        if count >= len(run.text):
            count -= len(run.text)
            continue
        left.append(Run(text=run.text[count:], strong=run.strong, href=run.href) if count else run)
        count = 0
    return tuple(left)


def _lines(block: Block) -> Iterator[tuple[Run, ...]]:
    """The runs of a block, cut at those line breaks that part passages and not mere lines."""
    if not any("\n" in run.text for run in block.runs):
        yield block.runs
        return
    lines = split_lines(block.runs)
    current: list[Run] = []
    for place, line in enumerate(lines):
        if current and _begins(lines, place):
            yield tuple(current)
            current = []
        elif current:
            current.append(Run(text="\n"))
        current.extend(line)
    if current:
        yield tuple(current)


def split_lines(runs: Sequence[Run]) -> list[tuple[Run, ...]]:
    """`runs` cut at every line break."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(Run(text=first, strong=run.strong, href=run.href))
        lines.extend([Run(text=part, strong=run.strong, href=run.href)] for part in rest)
    return [tuple(line) for line in lines]


def _begins(lines: Sequence[tuple[Run, ...]], place: int) -> bool:
    """Whether a new passage begins with the line at `place`: after a blank line or a bold one, or with a bullet, a
    number or a bold line of its own, or after a line that ends a sentence."""
    text = _text(lines[place])
    before = _text(lines[place - 1])
    if not before or not text:
        return bool(text)
    if BULLET.match(text) or numbering.split(text[:200])[0]:
        return True
    if is_bold(lines[place]) != is_bold(lines[place - 1]):
        return True
    return before.endswith((".", "!", "?", ":", ";")) and len(before) > 40


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs).strip()


def is_bold(runs: Sequence[Run]) -> bool:
    """Whether all words of `runs` are strong."""
    worded = [run for run in runs if _LETTER.search(run.text)]
    return bool(worded) and all(run.strong for run in worded)
