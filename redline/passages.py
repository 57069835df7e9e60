"""Blocks in, passages out: what a reader sees as one line or paragraph, with its number set apart.

Between the blocks of a page and its clauses lie habits of authors that mark-up does not tell: several numbered lines
in one paragraph, parted by line breaks; bullets typed as signs; a number standing alone on its line; a bold line
and a break in place of a heading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from redline import canonical, numbering
from redline.types import BETWEEN_CELLS, Block, BlockKind, Run

# An "o" far from its words is one: word processors write it in place of a circle.
BULLET = re.compile(r"[\s\u2800]*(?:[•·◦●○▪■□‣►▶➢➤✓✔∙⁃⦁◆◇❖\uf0a7\uf0b7]\s*|[-–—*]\s+|o(?:[\t\xa0]|  )\s*)(?=\S)")
# What a page folds its sections up with.
_FOLDER = re.compile(r"\s*[▼▾▸▶►›⌄]\s+(?=\S)")
_LETTER = re.compile(r"[^\W\d_]")
_LONE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")
_NUMBER_CHARS = 120
_SENTENCE_CHARS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One line or paragraph before it is known whether it is a heading. `number` stands no longer in `runs`; `text`
    is their words as a reader sees them."""

    kind: BlockKind
    runs: tuple[Run, ...]
    text: str
    level: int = 0
    number: str = ""
    cells: tuple[tuple[Run, ...], ...] = ()
    heads: tuple[str, ...] = ()


def of_runs(kind: BlockKind, runs: tuple[Run, ...], *, level: int = 0, number: str = "") -> Passage:
    """A passage of these words."""
    whole = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
    return Passage(kind, runs, canonical.visible(whole), level, number)


def joined_numbers(found: Sequence[Passage]) -> Iterator[Passage]:
    """`found` with every number that stands alone on its line given to the passage after it; a figure behind a colon
    is what the colon announces: "The minimum age is:", "16"."""
    waiting = ""
    for passage, before in zip(found, ("", *(one.text for one in found)), strict=False):
        if _is_lone_number(passage) and not (passage.text.isdigit() and before.endswith(":")):
            if waiting:
                yield _only(waiting)
            waiting = passage.number or passage.text
        elif waiting and not passage.number:
            yield replace(passage, number=numbering.tidy(waiting))
            waiting = ""
        else:
            if waiting:
                yield _only(waiting)
                waiting = ""
            if passage.text:
                yield passage
    if waiting:
        yield _only(waiting)


def _only(number: str) -> Passage:
    return of_runs(BlockKind.PARAGRAPH, (Run(text=number),))


def _is_lone_number(passage: Passage) -> bool:
    """A number without words, on a line of its own: it belongs to the next."""
    if passage.kind is BlockKind.ROW or len(passage.text) > 12:
        return False
    return bool(passage.number) if not passage.text else bool(_LONE_NUMBER.fullmatch(passage.text))


def passages(block: Block) -> Iterator[Passage]:
    """The passages of one block in order; every word is kept, in a passage or in the number of one."""
    if block.kind is BlockKind.ROW:
        text = BETWEEN_CELLS.join(canonical.visible("".join([run.text for run in cell])) for cell in block.cells)
        yield Passage(block.kind, block.runs, text, cells=block.cells, heads=block.heads)
        return
    first = True
    for runs in _lines(block.runs):
        kind = block.kind if first or block.kind is not BlockKind.HEADING else BlockKind.PARAGRAPH
        yield _passage(kind, runs, block.level, block.label if first else "")
        first = False


def _passage(kind: BlockKind, runs: tuple[Run, ...], level: int, label: str) -> Passage:
    opening = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs[:6]])
    if kind is not BlockKind.HEADING:
        bullet = BULLET.match(opening)
        if bullet:
            kind, level = BlockKind.ITEM, max(level, 1)
            runs, opening = without(runs, bullet.end()), opening[bullet.end() :]
    elif folder := _FOLDER.match(opening):
        runs, opening = without(runs, folder.end()), opening[folder.end() :]
    number, end = numbering.split(opening[:_NUMBER_CHARS], heading=kind is BlockKind.HEADING)
    if number:
        runs = without(runs, end)
    if label:
        label = numbering.tidy(label)
        number = number if number.startswith(label) else f"{label} {number}".strip()
    return of_runs(kind, runs, level=level, number=number)


def without(runs: Sequence[Run], count: int) -> tuple[Run, ...]:
    """`runs` without their first `count` characters."""
    left = []
    for run in runs:
        if count >= len(run.text):
            count -= len(run.text)
            continue
        left.append(replace(run, text=run.text[count:]) if count else run)
        count = 0
    return tuple(left)


def first(runs: Sequence[Run], count: int) -> tuple[Run, ...]:
    """The first `count` characters of `runs`."""
    kept = []
    for run in runs:
        if count <= 0:
            break
        kept.append(run if count >= len(run.text) else replace(run, text=run.text[:count]))
        count -= len(run.text)
    return tuple(kept)


def _lines(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    """The runs of a block, cut at those line breaks that part passages and not mere lines."""
    if not any(["\n" in run.text for run in runs]):  # noqa: C419 - a list is quicker, and this runs for every block
        yield runs
        return
    lines = split_lines(runs)
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
        top, *rest = run.text.split("\n")
        lines[-1].append(replace(run, text=top))
        lines.extend([replace(run, text=part)] for part in rest)
    return [tuple(run for run in line if run.text) for line in lines]


def _begins(lines: Sequence[tuple[Run, ...]], place: int) -> bool:
    """Whether a new passage begins with the line at `place`: after a blank line or a bold one, or with a bullet, a
    number or a bold line of its own, or after a line that ends a sentence."""
    text = _text(lines[place])
    before = _text(lines[place - 1])
    if not before or not text:
        return bool(text)
    if BULLET.match(text) or numbering.split(text[:_NUMBER_CHARS])[0]:
        return True
    if is_bold(lines[place]) != is_bold(lines[place - 1]):
        return True
    return before.endswith((".", "!", "?", ":", ";")) and len(before) > _SENTENCE_CHARS


def _text(runs: Sequence[Run]) -> str:
    return "".join([run.text for run in runs]).strip()


def is_bold(runs: Sequence[Run]) -> bool:
    """Whether all words of `runs` are strong."""
    worded = [run for run in runs if run.strong or _LETTER.search(run.text)]
    return bool(worded) and all([run.strong for run in worded])  # noqa: C419
