"""Clauses that belong together in, the change between them out (None where there is none)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from redline.pairing.units import Pair
from redline.types import ChangeKind, Clause, ClauseChange, Link
from redline.words import spans


def of_pair(old: Clause, new: Clause, pair: Pair) -> ClauseChange | None:
    """What became of a clause found on both sides."""
    if _is_unchanged(old, new, pair):
        return None
    lost, gained = _links(old.links, new.links)
    kind = _kind(pair, old, new, links=bool(lost or gained))
    if kind is None:
        return None
    before, after = (_labelled(old), _labelled(new)) if kind is ChangeKind.RENUMBERED else (old.text, new.text)
    return ClauseChange(
        kind=kind,
        heading=new.heading,
        number=new.number,
        before_positions=(old.position,),
        after_positions=(new.position,),
        before=before,
        after=after,
        spans=() if pair.equal and kind is not ChangeKind.RENUMBERED else spans(before, after),
        links_removed=lost,
        links_added=gained,
        trail=new.trail,
    )


def _is_unchanged(old: Clause, new: Clause, pair: Pair) -> bool:
    """Whether a clause stayed in its place with its words, links and number: most do, and this tells soonest."""
    return pair.equal and not pair.moved and old.links == new.links and old.own_number == new.own_number


def _kind(pair: Pair, old: Clause, new: Clause, *, links: bool) -> ChangeKind | None:
    if not pair.equal:
        return ChangeKind.REWORDED
    if pair.moved:
        return ChangeKind.MOVED
    if links:
        return ChangeKind.LINKS
    return ChangeKind.RENUMBERED if old.own_number != new.own_number else None


def _labelled(clause: Clause) -> str:
    """The clause with its number before it: where nothing else changed, that is what to show."""
    return f"{clause.own_number} {clause.text}".strip()


def of_group(old: Sequence[Clause], new: Sequence[Clause]) -> ClauseChange:
    """One clause split into several, or several merged into one."""
    before, after = ("\n\n".join(clause.text for clause in side) for side in (old, new))
    lost, gained = _links(*([link for clause in side for link in clause.links] for side in (old, new)))
    return ClauseChange(
        kind=ChangeKind.SPLIT if len(new) > 1 else ChangeKind.MERGED,
        heading=new[0].heading,
        number=new[0].number,
        before_positions=tuple(clause.position for clause in old),
        after_positions=tuple(clause.position for clause in new),
        before=before,
        after=after,
        spans=spans(before, after),
        links_removed=lost,
        links_added=gained,
        trail=new[0].trail,
    )


def of_one_side(clause: Clause, kind: ChangeKind) -> ClauseChange:
    """A clause added or removed."""
    change = ClauseChange(
        kind=kind,
        heading=clause.heading,
        number=clause.number,
        before_positions=(),
        after_positions=(),
        before=None,
        after=None,
        trail=clause.trail,
    )
    if kind is ChangeKind.ADDED:
        return replace(change, after_positions=(clause.position,), after=clause.text, links_added=clause.links)
    return replace(change, before_positions=(clause.position,), before=clause.text, links_removed=clause.links)


def _links(before: Sequence[Link], after: Sequence[Link]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The links lost and gained. Order does not count; the same link twice counts twice."""
    if before == after:
        return (), ()
    old, new = Counter(before), Counter(after)
    return tuple((old - new).elements()), tuple((new - old).elements())
