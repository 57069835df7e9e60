"""A letter too long for its channel in, the longest one that fits out; what was cut is counted and its place named.

Cut in this order: clauses shown of each alert, then alerts shown in full (the others keep a line), then those lines.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from notifiers.message import Letter
from notifiers.sheets import Sheet

Set = TypeVar("Set")

# (clauses shown of each alert, alerts shown in full, lines for the others), each shorter than the one before
STEPS: tuple[tuple[int | None, int | None, int | None], ...] = (
    (None, None, None),
    *((points, None, None) for points in (60, 40, 25, 16, 10, 6, 4, 3, 2, 1)),
    *((2, sheets, 200) for sheets in (20, 10, 5, 3, 2, 1)),
    *((1, 1, lines) for lines in (100, 40, 20, 10, 5, 0)),
    (0, 1, 0),
)


class TooLongError(ValueError):
    """Not even the shortest letter fits: the channel's limit is too small for any alert."""


def fitted(letter: Letter, typeset: Callable[[Letter], Set], fits: Callable[[Set], bool]) -> Set:
    """What `typeset` makes of the longest cut of `letter` that `fits`. Raises `TooLongError`."""
    if fits(whole := typeset(letter)):
        return whole
    tried: dict[int, Set] = {}

    def is_short_enough(step: int) -> bool:
        tried[step] = typeset(cut(letter, *STEPS[step]))
        return fits(tried[step])

    step = bisect_left(range(1, len(STEPS)), True, key=is_short_enough) + 1
    if step == len(STEPS):
        raise TooLongError(f"no cut of {letter.subject!r} fits")
    return tried[step]


def cut(letter: Letter, points: int | None, sheets: int | None, lines: int | None) -> Letter:
    """`letter` with at most so many clauses an alert, alerts in full, and lines for the others."""
    kept = tuple(_fewer_points(sheet, points) for sheet in letter.sheets[:sheets])
    rest = tuple(f"{sheet.title}: {sheet.verdict}" for sheet in letter.sheets[len(kept) :])
    return replace(letter, sheets=kept, more=rest[:lines], uncounted=len(rest) - len(rest[:lines]))


def _fewer_points(sheet: Sheet, points: int | None) -> Sheet:
    if points is None:
        return sheet
    unshown = len(sheet.points) - points
    if unshown <= 0:
        return sheet
    said = f"{unshown} more of the same weight {'is' if unshown == 1 else 'are'} not shown."
    return replace(sheet, points=sheet.points[:points], left_out=f"{said} {sheet.left_out}".strip())
