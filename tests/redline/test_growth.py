"""Judging grows with a text's changes and no faster: counted in lines of code run, which no busy machine changes."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from redline.comparison import compare
from redline.page.phrases import is_only
from redline.reading import read
from redline.types import ChangeKind
from tests.redline.judged import judged

FEW, TIMES = 200, 4
# Of phrases, of which a row twice as long fills the longest line that is looked at.
ROW = 36
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


def items(count: int, word: str) -> str:
    """Items that begin alike, each changed in the same way."""
    return "We list it:\n\n" + "\n".join(f"* data of sort {n} is {word}" for n in range(count))


def links(count: int, word: str) -> str:
    """One paragraph of links that begin alike, each with another target."""
    return "See " + " ".join(f"[page {n}](https://{word}.example/{n})" for n in range(count)) + "."


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
    ("shape", "old", "new"),
    [
        (row, "name", "shoe"),
        (sections, "old", "new"),
        (titles, "Old", "New"),
        (items, "collected", "shared"),
        (links, "heron", "tern"),
    ],
)
def test_work_grows_with_the_changes_alone(shape: Callable[[int, str], str], old: str, new: str) -> None:
    """Cells of one row, headings, items, links."""
    judged(shape(FEW // 4, old), shape(FEW // 4, new))  # what is read once, rules and dictionaries, is not counted
    few, many = (_lines_of(shape, count, old, new) for count in (FEW, TIMES * FEW))

    assert many < MOST * few, f"{few} lines for {FEW}, {many} for {TIMES * FEW}"


@pytest.mark.parametrize(("phrase", "name"), [("download pdf ", "widgets"), ("open submenu ", "page_headings")])
def test_a_row_of_phrases_is_looked_through_once(phrase: str, name: str) -> None:
    """A phrase that is one or two, or goes on without a sign, may not be tried in every way with all others."""
    few, many = ((phrase * count + "z" * len(phrase)) for count in (ROW, 2 * ROW))
    is_only(many, name)  # the lists are read once

    assert lines_run(lambda: is_only(many, name)) < MOST / TIMES * 2 * lines_run(lambda: is_only(few, name))


def _lines_of(shape: Callable[[int, str], str], count: int, old: str, new: str) -> int:
    return lines_run(lambda: judged(shape(count, old), shape(count, new)))


def test_letters_of_words_as_long_as_a_page_are_not_compared() -> None:
    """Two words of 500 kB took 19 seconds; a name spelt anew is still found by its letters."""

    assert _kinds("Heronterne", "Heronterna") == {ChangeKind.REWORDED}
    assert _kinds("heron" * 1_000 + "e", "heron" * 1_000 + "a") == {ChangeKind.REMOVED, ChangeKind.ADDED}


def _kinds(*sides: str) -> set[ChangeKind]:
    before, after = (read(side.encode(), content_type="text/markdown") for side in sides)
    return {change.kind for change in compare(before, after).changes}
