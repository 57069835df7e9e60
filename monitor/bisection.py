"""Which of an archive's captures to fetch: its list and the texts known so far in, the next ones wanted out. Pure.

    list    a  b  c  d  e  f  g  h  i        nine captures, each with other bytes
    grid    A  .  .  .  A  .  .  .  B        both ends and one each 91 days
    then                      A  .  B        the middle between two that differ, until neighbours are known
                              A  B  B        the change came between f and g

Almost every capture has bytes of its own and almost none another text (1 in 100 in recorded histories), so fetching all
would be a hundred times too much. What is missed are texts that come and go between two equal ones inside a cell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import ceil, log2

GRID = timedelta(days=91)
_EPOCH = datetime(1996, 1, 1, tzinfo=UTC)
# Before anything is known: the share of neighbouring grid captures that differ, of recorded histories.
_DIFFERING = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A capture that could be fetched. Equal `key` means equal bytes, so one fetch answers for all of them."""

    at: datetime
    key: str


Texts = Mapping[str, str]
"""What was found under each key: the text's name, or a name of its own kind for what is no text of the policy."""


def wanted(nodes: Sequence[Node], texts: Texts, grid: timedelta = GRID) -> tuple[Node, ...]:
    """The captures to fetch next, in time order: first the grid, then the middle of each gap whose ends differ.

    `nodes` are in time order. Empty once nothing more is to be learnt by this method. Whoever fetches them and asks
    again comes to the end in about log2(captures) rounds.
    """
    missing = anchors(nodes, texts, grid)
    return missing or tuple(gap[len(gap) // 2] for gap in _gaps(nodes, texts))


def probe(nodes: Sequence[Node], texts: Texts, size: int, span: timedelta) -> tuple[Node, ...]:
    """So many captures close to one another, where nearly each one known shows another text; else none.

    A page with a counter in it shows another text each time, and bisection would fetch all of it: whoever compares
    these can tell what changes by itself. `span` is the longest time they may lie apart.
    """
    known = [texts[node.key] for node in nodes if node.key in texts]
    once = _once(nodes, {})
    if len(known) < size or len(set(known)) < 0.8 * len(known) or len(once) < size:
        return ()
    windows = [once[at : at + size] for at in range(len(once) - size + 1)]
    densest = min(windows, key=lambda window: window[-1].at - window[0].at)
    return densest if densest[-1].at - densest[0].at <= span else ()


def estimate(nodes: Sequence[Node], texts: Texts, grid: timedelta = GRID) -> int:
    """About how many fetches are still to come, judging by how often neighbours differed so far."""
    missing = len(anchors(nodes, texts, grid))
    known = [texts[node.key] for node in nodes if node.key in texts]
    pairs = max(len(known) - 1, 0)
    differing = sum(1 for before, after in pairwise(known) if before != after)
    share = (differing + 2 * _DIFFERING) / (pairs + 2)
    unknown = len({node.key for node in nodes if node.key not in texts})
    inside = ceil(log2(max(unknown - missing, 0) / (missing + 1) + 1))
    begun = sum(ceil(log2(len(gap) + 1)) for gap in _gaps(nodes, texts)) if not missing else 0
    return min(unknown, missing + round(missing * share * inside) + begun)


def anchors(nodes: Sequence[Node], texts: Texts, grid: timedelta = GRID) -> tuple[Node, ...]:
    """The grid: the ends, both sides of wide gaps and one capture a cell, as far as they are not known."""
    if not nodes:
        return ()
    found = {0, len(nodes) - 1}
    for at in range(1, len(nodes)):
        if nodes[at].at - nodes[at - 1].at > grid:
            found |= {at - 1, at}
    cells: dict[int, int | None] = {}
    for at, node in enumerate(nodes):
        cell = (node.at - _EPOCH) // grid
        if node.key in texts:
            cells[cell] = None  # something of this cell is known
        elif cell not in cells:
            cells[cell] = at
    found |= {at for at in cells.values() if at is not None}
    return _once([nodes[at] for at in sorted(found)], texts)


def _gaps(nodes: Sequence[Node], texts: Texts) -> list[list[Node]]:
    """The unknown captures between each two known neighbours that differ; each key once, none of them empty."""
    gaps: list[list[Node]] = []
    inside: list[Node] = []
    before: str | None = None
    for node in nodes:
        text = texts.get(node.key)
        if text is None:
            inside.append(node)
            continue
        if before is not None and before != text and inside:
            gaps.append(inside)
        before, inside = text, []
    return gaps


def _once(nodes: Sequence[Node], texts: Texts) -> tuple[Node, ...]:
    first: dict[str, Node] = {}
    for node in nodes:
        if node.key not in texts:
            first.setdefault(node.key, node)
    return tuple(first.values())
