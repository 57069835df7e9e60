"""Paired clauses in; what became of the headings over them out.

A heading's words are outside its clauses' digests, so a heading reworded over unchanged clauses shows here and
nowhere else. Each changed heading is one change, whose positions are the paired clauses under it, in all the sections
below it: a title reworded over twenty sections is one change (`heading_pairs`).

The heads of a table's columns are headings of its rows.

Pages also turn a heading into a line of its own and back: then the words have only moved.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from redline import canonical
from redline.pairing.heading_pairs import HeadingPair, Path, settled
from redline.pairing.units import Pair
from redline.types import BETWEEN_CELLS, ChangeKind, Clause, ClauseChange
from redline.words import spans

# Before the digest of a sentence that introduces a list: "These are:" may introduce several.
_STEM = "stem:"


@dataclass(slots=True)
class _Label:
    """Clauses under column heads, or a heading's number, that were `old` and are `new`."""

    old: str
    new: str
    clause: Clause
    renumbered: bool = False
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)


def heading_changes(pairs: Sequence[Pair], before: Sequence[Clause], after: Sequence[Clause]) -> Iterator[ClauseChange]:
    """Headings reworded, added, removed or renumbered over clauses that stand on both sides."""
    standing = _digests(before), _digests(after)
    headings: dict[tuple[Path, Path], HeadingPair] = {}
    labels: dict[tuple[str, str, Path, Path], _Label] = {}
    for pair in pairs:
        old, new = before[pair.a], after[pair.b]
        if pair.moved or _under_the_same(old, new):
            continue
        for one, other in _gone_and_come(old.trail, new.trail, standing):
            own = one in ((), old.trail) and other in ((), new.trail)
            headings.setdefault((one, other), HeadingPair(one, other)).add(pair, own=own)
        for label in _labels(old, new):
            known = labels.setdefault((label.old, label.new, old.trail, new.trail), label)
            known.before.append(pair.a)
            known.after.append(pair.b)
    yield from (_of_heading(pair, after) for pair in settled(list(headings.values())))
    yield from map(_of_label, labels.values())


@dataclass(frozen=True, slots=True)
class Lists:
    """Under which headings the clauses of two texts are listed.

    `standing` are the digests of the headings that both sides have equally often (where one is only read otherwise, its
    count differs), and of the sentences that introduce one list on either side. `begun` tells for each clause of either
    side which of them began last, "" before the first.
    """

    standing: frozenset[str]
    begun: tuple[Sequence[str], Sequence[str]]

    def differ(self, old: Clause, new: Clause) -> bool:
        """Whether an item or a row stands under another heading now, or another sentence introduces it, so that what it
        is listed as is another thing.

        Mark-up decides how far a heading inside a list reaches. An item that no heading has passed on the way from one
        text to the other is where it was, however deep the lists around it are read.
        """
        if "paragraph" in (old.kind, new.kind):
            return False
        begun = self.begun[0][old.position], self.begun[1][new.position]
        if begun[0] == begun[1]:
            return False
        if old.trail == new.trail or _is_one_heading(old.trail, new.trail):
            return all(heading.startswith(_STEM) for heading in begun)
        return bool(old.trail and new.trail) and self.standing.issuperset(
            (canonical.digest(old.heading), canonical.digest(new.heading))
        )


NO_LISTS = Lists(frozenset(), ((), ()))
"""For texts of which nothing crossed or moved: they are not asked."""


def lists_of(before: Sequence[Clause], after: Sequence[Clause]) -> Lists:
    """The lists of two texts whose positions count from 0."""
    old, new = _beginnings(before), _beginnings(after)
    counts = [Counter(heading for headings in side for heading in headings) for side in (old, new)]
    standing = frozenset(
        heading
        for heading, count in counts[0].items()
        if counts[1][heading] == count and (count == 1 or not heading.startswith(_STEM))
    )
    return Lists(standing, (_last(old, standing), _last(new, standing)))


def _beginnings(clauses: Sequence[Clause]) -> list[list[str]]:
    """The digests of what begins before each clause: headings, and a sentence that introduces a list."""
    begun = [[*map(canonical.digest, opened)] for _, opened in canonical.with_opened(clauses)]
    for stem, headings in zip(clauses, begun[1:], strict=False):
        if stem.kind == "paragraph" and not headings and stem.text.endswith(":"):
            headings.append(f"{_STEM}{stem.digest}")
    return begun


def _last(beginnings: Iterable[Sequence[str]], standing: frozenset[str]) -> list[str]:
    last, found = "", []
    for headings in beginnings:
        last = next((heading for heading in reversed(headings) if heading in standing), last)
        found.append(last)
    return found


def crossed(pairs: Sequence[Pair], before: Sequence[Clause], after: Sequence[Clause]) -> set[int]:
    """The places, among the older clauses, of items and rows that stay and stand in another list now."""
    stem_moved = any(pair.moved and before[pair.a].text.endswith(":") for pair in pairs)
    differing = [pair for pair in pairs if stem_moved or before[pair.a].trail != after[pair.b].trail]
    if not differing:
        return set()
    lists = lists_of(before, after)
    return {pair.a for pair in differing if lists.differ(before[pair.a], after[pair.b])}


def _under_the_same(old: Clause, new: Clause) -> bool:
    return old.trail == new.trail and old.heading_number == new.heading_number and old.heads == new.heads


def _digests(clauses: Sequence[Clause]) -> set[str]:
    return {canonical.digest(heading) for trail in {clause.trail for clause in clauses} for heading in trail}


def _gone_and_come(old: Path, new: Path, standing: tuple[set[str], set[str]]) -> Iterator[tuple[Path, Path]]:
    """What differs in the headings over one clause, as trails. A heading that still stands elsewhere has not gone."""
    old_headings, new_headings = standing
    for one, other in _differing(old, new):
        gone = one if one and canonical.digest(one[-1]) not in new_headings else ()
        come = other if other and canonical.digest(other[-1]) not in old_headings else ()
        if gone or come:
            yield gone, come


def _differing(old: Path, new: Path) -> Iterator[tuple[Path, Path]]:
    """The trails down to headings that differ, paired from the inside out; () where one trail is shorter."""
    for inner in range(max(len(old), len(new)) - 1, -1, -1):
        one, other = old[: max(0, len(old) - inner)], new[: max(0, len(new) - inner)]
        if not _is_one_heading(one, other):
            yield one, other


def _is_one_heading(one: Path, other: Path) -> bool:
    return one[-1:] == other[-1:] or (bool(one and other) and canonical.digest(one[-1]) == canonical.digest(other[-1]))


def _labels(old: Clause, new: Clause) -> Iterator[_Label]:
    old_heads, new_heads = _heads(old), _heads(new)
    if canonical.digest(old_heads) != canonical.digest(new_heads):
        yield _Label(old_heads, new_heads, new)
    at_one_depth = len(old.trail) == len(new.trail) and _is_one_heading(old.trail, new.trail)
    if old.heading and old.heading_number != new.heading_number and at_one_depth:
        yield _Label(_numbered(old), _numbered(new), new, renumbered=True)


def _heads(clause: Clause) -> str:
    return BETWEEN_CELLS.join(clause.heads) if any(clause.heads) else ""


def _numbered(clause: Clause) -> str:
    return f"{clause.heading_number} {clause.heading}".strip()


def _of_heading(pair: HeadingPair, after: Sequence[Clause]) -> ClauseChange:
    """The change of one heading, which stands at the end of its own trail."""
    before, positions = sorted(pair.before), sorted(pair.after)
    trail = pair.new or pair.old
    under = after[positions[0]]
    return ClauseChange(
        kind=_kind("".join(pair.old[-1:]), "".join(pair.new[-1:])),
        heading=trail[-1],
        number=under.heading_number if under.trail == trail else "",
        before_positions=tuple(before),
        after_positions=tuple(positions),
        before=pair.old[-1] if pair.old else None,
        after=pair.new[-1] if pair.new else None,
        spans=spans(pair.old[-1], pair.new[-1]) if pair.old and pair.new else (),
        of_heading=True,
        trail=trail,
    )


def _of_label(label: _Label) -> ClauseChange:
    return ClauseChange(
        kind=ChangeKind.RENUMBERED if label.renumbered else _kind(label.old, label.new),
        heading=label.clause.heading,
        number=label.clause.heading_number,
        before_positions=tuple(sorted(label.before)),
        after_positions=tuple(sorted(label.after)),
        before=label.old or None,
        after=label.new or None,
        spans=spans(label.old, label.new) if label.old and label.new else (),
        of_heading=True,
        trail=label.clause.trail,
    )


def _kind(old: str, new: str) -> ChangeKind:
    if old and new:
        return ChangeKind.REWORDED
    return ChangeKind.ADDED if new else ChangeKind.REMOVED


def became_headings(changes: Sequence[ClauseChange]) -> list[ClauseChange]:
    """`changes` where a clause that became a heading, or a heading that became a clause, is one move.

    The move has the clause's position and none on the side where its words are a heading.
    """
    opposite = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    headings = {
        (opposite[c.kind], canonical.digest(_words(c))): c for c in changes if c.of_heading and c.kind in opposite
    }
    kept: list[ClauseChange] = []
    used: set[int] = set()
    for change in changes:
        key = (change.kind, canonical.digest(_words(change))) if headings and _alone(change) else None
        heading = headings.pop(key, None) if key else None
        if heading is None:
            kept.append(change)
        else:
            used.add(id(heading))
            before, after = (heading.before, change.after) if change.after else (change.before, heading.after)
            kept.append(replace(change, kind=ChangeKind.MOVED, before=before, after=after))
    return [change for change in kept if id(change) not in used]


def _alone(change: ClauseChange) -> bool:
    return not change.of_heading and change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)


def _words(change: ClauseChange) -> str:
    return change.after or change.before or ""
