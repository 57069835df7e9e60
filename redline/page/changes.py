"""A change in; on which side it stands, where, and beside which others that came or went, out."""

from collections.abc import Callable, Iterator, Sequence

from redline.page.edges import Edges
from redline.types import ChangeKind, ClauseChange


def one_side(change: ClauseChange) -> str:
    """The text of a clause that came or went, "" for any other change."""
    if change.of_heading or change.kind not in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return ""
    return change.after or change.before or ""


def side_of(change: ClauseChange, before: Edges, after: Edges) -> tuple[Edges, tuple[int, ...]]:
    """The side on which a clause stands that came or went, and its places there."""
    return (after, change.after_positions) if change.after_positions else (before, change.before_positions)


def is_listed(change: ClauseChange, before: Edges, after: Edges) -> bool:
    """Whether what changed is an item or a row."""
    sides = ((before, change.before_positions), (after, change.after_positions))
    return any(not edges.listed.isdisjoint(positions) for edges, positions in sides)


def is_outside(change: ClauseChange, before: Edges, after: Edges) -> bool:
    """Whether a change stands around the policy on a side."""
    return after.outside(change.after_positions) or before.outside(change.before_positions)


def is_introduced(change: ClauseChange, before: Edges, after: Edges) -> bool:
    """Whether a clause that came or went is a table's row, or stands in a list that a sentence introduces."""
    edges, (position, *_) = side_of(change, before, after)
    return position in edges.rows or position in edges.introduced


def runs_near_an_end(
    changes: Sequence[ClauseChange], before: Edges, after: Edges, may_stand: Callable[[ClauseChange], bool]
) -> Iterator[list[int]]:
    """The places (in `changes`) of clauses that came or went in a row near an end of the page and `may_stand` there."""
    run: list[int] = []
    for place, change in enumerate(changes):
        if run and not (_goes_on(changes[run[-1]], change, before, after) and may_stand(change)):
            yield run
            run = []
        if run or (_goes_on(None, change, before, after) and may_stand(change)):
            run.append(place)
    if run:
        yield run


def _goes_on(previous: ClauseChange | None, change: ClauseChange, before: Edges, after: Edges) -> bool:
    """Whether a clause that came or went near the page's edge stands next to the one before it."""
    edges, (position, *_) = side_of(change, before, after)
    if not one_side(change) or not edges.near(position):
        return False
    return previous is None or stands_next(previous, change)


def stands_next(previous: ClauseChange, change: ClauseChange) -> bool:
    """Whether what came or went stands next to what came or went with it."""
    known = previous.after_positions if change.after_positions else previous.before_positions
    (position, *_) = change.after_positions or change.before_positions
    return previous.kind is change.kind and position == known[0] + 1
