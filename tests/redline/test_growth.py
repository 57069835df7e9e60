"""Judging grows with a text's changes and no faster: counted in lines of code run, which no busy machine changes."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from tests.redline.judged import judged

FEW, TIMES = 200, 4
# Four times the text takes four times the lines at most. A loop in a loop showed as 5.3 to 8.7 at this size.
MOST = 4.6


def row(count: int, word: str) -> str:
    """A table of one row with so many cells."""
    head, line = "| h " * count, "|---" * count
    return f"{head}|\n{line}|\n" + "".join(f"| {word} {n} is kept " for n in range(count)) + "|"


def sections(count: int, word: str) -> str:
    """Headings that begin alike."""
    return "\n\n".join(f"## Part {n} {word}\n\nWe keep {n}." for n in range(count))


def titles(count: int, word: str) -> str:
    """Headings whose first word is the same."""
    return "\n\n".join(f"## {word} {n}\n\nWe keep {n}." for n in range(count))


def lines_run(do: Callable[[], object]) -> int:
    """How many lines of code `do` runs."""
    count = 0

    def traced(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        do()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    ("shape", "old", "new"), [(row, "name", "shoe"), (sections, "old", "new"), (titles, "Old", "New")]
)
def test_work_grows_with_the_changes_alone(shape: Callable[[int, str], str], old: str, new: str) -> None:
    """Cells of one row, headings."""
    judged(shape(FEW // 4, old), shape(FEW // 4, new))  # what is read once, rules and dictionaries, is not counted
    few, many = (_lines_of(shape, count, old, new) for count in (FEW, TIMES * FEW))

    assert many < MOST * few, f"{few} lines for {FEW}, {many} for {TIMES * FEW}"


def _lines_of(shape: Callable[[int, str], str], count: int, old: str, new: str) -> int:
    return lines_run(lambda: judged(shape(count, old), shape(count, new)))
