"""Two readings in; the clause-level redline out.

The stages, in order: `alignment` pairs clauses (equal digests in order, equal digests elsewhere, same number or
heading, similar text); then, over what is left, clauses that were split or merged are found beside the pairs they
belong to; the rest was added or removed. `heading_changes` compares the headings over the pairs. Words are compared last,
only inside reworded pairs.

Every clause of either side is counted exactly once: in one change (changes `of_heading` aside, whose clauses stand
for themselves), or in `unchanged`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from redline.alignment import Pair, Unit, align
from redline.heading_changes import heading_changes
from redline.types import ChangeKind, Clause, ClauseChange, Link, Reading, Redline
from redline.words import spans


def compare(before: Reading, after: Reading) -> Redline:
    """What became of each clause, in the order of the newer text; what was removed stands where it stood."""
    return compare_clauses(before.clauses, after.clauses)


def compare_clauses(before: Sequence[Clause], after: Sequence[Clause]) -> Redline:
    """As `compare`, of clauses alone. `position` must count from 0 on each side."""
    if before == after:
        return Redline(changes=(), unchanged=len(after))
    pairs = align([_unit(clause) for clause in before], [_unit(clause) for clause in after])
    changes = [change for pair in pairs if (change := _of_pair(pair, before, after))]
    unchanged = len(pairs) - len(changes)
    changes += _removed(before, {pair.a for pair in pairs})
    changes += _added(after, {pair.b for pair in pairs})
    changes += heading_changes(pairs, before, after)
    return Redline(changes=tuple(_in_order(changes, pairs)), unchanged=unchanged)


def _unit(clause: Clause) -> Unit:
    return Unit(clause.position, clause.digest, clause.text, clause.number, clause.heading)


def _of_pair(pair: Pair, before: Sequence[Clause], after: Sequence[Clause]) -> ClauseChange | None:
    old, new = before[pair.a], after[pair.b]
    if pair.equal and old == new:
        return None
    lost, gained = _links(old.links, new.links)
    kind = _kind(pair, old, new, links=bool(lost or gained))
    if kind is None:
        return None
    return ClauseChange(
        kind=kind,
        heading=new.heading,
        number=new.number,
        before_positions=(pair.a,),
        after_positions=(pair.b,),
        before=old.text,
        after=new.text,
        spans=() if pair.equal else spans(old.text, new.text),
        links_removed=lost,
        links_added=gained,
        trail=new.trail,
    )


def _kind(pair: Pair, old: Clause, new: Clause, *, links: bool) -> ChangeKind | None:
    if not pair.equal:
        return ChangeKind.REWORDED
    if pair.moved:
        return ChangeKind.MOVED
    if links:
        return ChangeKind.LINKS
    if _own_number(old) != _own_number(new):
        return ChangeKind.RENUMBERED
    return None


def _own_number(clause: Clause) -> str:
    """The clause's own label; its heading's is the heading's matter."""
    return "" if clause.number == clause.heading_number else clause.number


def _links(before: Sequence[Link], after: Sequence[Link]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    if before == after:
        return (), ()
    old, new = Counter(before), Counter(after)
    return tuple((old - new).elements()), tuple((new - old).elements())


def _removed(clauses: Sequence[Clause], paired: set[int]) -> Iterable[ClauseChange]:
    for clause in clauses:
        if clause.position not in paired:
            yield replace(
                _alone(clause, ChangeKind.REMOVED),
                before_positions=(clause.position,),
                before=clause.text,
                links_removed=clause.links,
            )


def _added(clauses: Sequence[Clause], paired: set[int]) -> Iterable[ClauseChange]:
    for clause in clauses:
        if clause.position not in paired:
            yield replace(
                _alone(clause, ChangeKind.ADDED),
                after_positions=(clause.position,),
                after=clause.text,
                links_added=clause.links,
            )


def _alone(clause: Clause, kind: ChangeKind) -> ClauseChange:
    return ClauseChange(
        kind=kind,
        heading=clause.heading,
        number=clause.number,
        before_positions=(),
        after_positions=(),
        before=None,
        after=None,
        trail=clause.trail,
    )


def _in_order(changes: list[ClauseChange], pairs: list[Pair]) -> list[ClauseChange]:
    """By place in the newer text; what was removed comes after the clause that it followed."""
    follows: dict[int, int] = {pair.a: pair.b for pair in pairs if not pair.moved}

    def place(change: ClauseChange) -> tuple[int, int, int]:
        if change.after_positions:
            return (change.after_positions[0], 0 if change.of_heading else 1, 0)
        a = change.before_positions[0]
        anchor = next((follows[n] for n in range(a - 1, -1, -1) if n in follows), -1)
        return (anchor, 2, a)

    return sorted(changes, key=place)
