"""A judged redline and its two readings in; the text as a reader goes through it out: headings, changes, folds.

heading   3 Sharing
change    We do not sell personal information.      struck, where it stood
fold      4 unchanged clauses
away      moved from here, to where change 7 stands
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from redline.rendering.html import spans_html
from redline.rendering.layout import Layout
from redline.rendering.stretches import spans_of
from redline.rendering.wording import kind_words
from redline.types import Assessment, ChangeKind, Clause, JudgedChange, Materiality, Reading, Span, highest

Trail = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the flow. `depth` counts from 0, `level` is the highest below it, "" where nothing changed."""

    what: str = "heading"
    anchor: str
    text: str
    number: str
    depth: int
    level: str
    changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A change where it stands. `inline`, `old`, `new` are its redline as HTML; `number` its place in the list, 0 in
    a fold."""

    what: str = "change"
    number: int
    judged: JudgedChange
    anchor: str
    kind: str
    inline: Markup
    old: Markup
    new: Markup
    clause: Clause | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """The place a moved clause left: `number` is the change that shows it where it stands now."""

    what: str = "away"
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Clauses that did not change, one after another."""

    what: str = "fold"
    clauses: tuple[Clause, ...]


Flow = Heading | Shown | Away | Fold


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """A clause of the newer text, a change, or both; `away` where it marks the place a moved clause left."""

    clause: Clause | None = None
    judged: JudgedChange | None = None
    away: bool = False

    @property
    def trail(self) -> Trail:
        if self.clause:
            return self.clause.trail
        return () if self.away or not self.judged else self.judged.change.trail


def flow(assessment: Assessment, parts: Layout, before: Reading, after: Reading) -> Iterator[Flow]:
    """The newer text in its order, with what went where it stood."""
    numbers = {id(judged): number for number, judged in parts.changes}
    placed = [item for _, item in sorted(_placed(assessment, before, after), key=lambda pair: pair[0])]
    outline = Outline((before, after), _weights(placed))
    trail: Trail = ()
    folded: list[Clause] = []
    for at, item in enumerate(placed):
        if item.trail and item.trail != trail:
            yield from folds(folded)
            yield from outline.opened(trail, item.trail, at)
            trail = item.trail
        if item.judged is None and item.clause:
            folded.append(item.clause)
        elif item.judged:
            yield from folds(folded)
            number = numbers.get(id(item.judged), 0)
            yield Away(number=number) if item.away else _shown(item.judged, number, item.clause)
    yield from folds(folded)


def folds(clauses: list[Clause]) -> Iterator[Fold]:
    """The clauses gathered so far as one fold, none where there are none; empties the list."""
    if clauses:
        yield Fold(clauses=tuple(clauses))
        clauses.clear()


class Outline:
    """The headings of readings, with their numbers, and the levels of the changes below each."""

    def __init__(self, readings: Iterable[Reading], weights: Mapping[Trail, Sequence[Materiality]]) -> None:
        self._numbers = {c.trail: c.heading_number for reading in readings for c in reading.clauses if c.heading_number}
        self._weights = weights

    def opened(self, trail: Trail, new: Trail, at: int) -> Iterator[Heading]:
        """The headings that open between `trail` and `new`; `at` makes their addresses unique."""
        for depth in range(common(trail, new), len(new)):
            levels = self._weights.get(new[: depth + 1], ())
            yield Heading(
                anchor=f"h{at}-{depth}",
                text=new[depth],
                number=self._numbers.get(new[: depth + 1], ""),
                depth=depth,
                level=highest(levels).value if levels else "",
                changes=len(levels),
            )


def common(trail: Trail, new: Trail) -> int:
    """How many headings two trails share from the top."""
    return next((n for n, (a, b) in enumerate(zip(trail, new, strict=False)) if a != b), min(len(trail), len(new)))


Key = tuple[int, int, int]


def _placed(assessment: Assessment, before: Reading, after: Reading) -> Iterator[tuple[Key, _Item]]:
    """Every clause of the newer text and every change, with a key that sorts them as a reader meets them."""
    taken = _taken(assessment)
    places = _Places(before, after, _kept(assessment, before, after, taken))
    for clause in after.clauses:
        judged = taken.get(clause.position)
        if judged is None or judged.change.after_positions[0] == clause.position:
            yield (clause.position, 0, 0), _Item(clause=clause, judged=judged)
    for n, judged in enumerate(assessment.changes):
        change = judged.change
        if change.of_heading and change.after_positions:
            yield (change.after_positions[0], -1, n), _Item(judged=judged)
        elif not change.after_positions:
            yield (*places.of(change.before_positions), n), _Item(judged=judged)
        elif change.kind is ChangeKind.MOVED and change.before_positions:
            yield (*places.of(change.before_positions), n), _Item(judged=judged, away=True)


def _taken(assessment: Assessment) -> dict[int, JudgedChange]:
    """The change of each newer clause that one is about."""
    return {
        at: judged
        for judged in assessment.changes
        if not judged.change.of_heading
        for at in judged.change.after_positions
    }


def _kept(
    assessment: Assessment, before: Reading, after: Reading, taken: Mapping[int, JudgedChange]
) -> Mapping[int, int]:
    """Where clauses of the older text stand in the newer; those that moved tell nothing of their neighbours."""
    kept: dict[int, int] = {}
    gone: set[int] = set()
    for judged in assessment.changes:
        change = judged.change
        if change.of_heading:
            continue
        gone.update(change.before_positions)
        if change.after_positions and change.kind is not ChangeKind.MOVED:
            kept.update(dict.fromkeys(change.before_positions, change.after_positions[-1]))
    left: defaultdict[str, deque[int]] = defaultdict(deque)
    for clause in after.clauses:
        if clause.position not in taken:
            left[clause.digest].append(clause.position)
    for clause in before.clauses:
        if clause.position not in gone and left[clause.digest]:
            kept[clause.position] = left[clause.digest].popleft()
    return kept


class _Places:
    """Where in the newer text a clause that went stood: after its last neighbour left, within its own section."""

    def __init__(self, before: Reading, after: Reading, kept: Mapping[int, int]) -> None:
        self._before, self._after, self._kept = before, after, kept
        self._sections: dict[Trail, tuple[int, int]] = {}
        for clause in after.clauses:
            first, _ = self._sections.get(clause.trail, (clause.position, 0))
            self._sections[clause.trail] = (first, clause.position)
        self._nearest = [-1]  # of each older place, where the last clause before it that is left stands now
        for at in range(len(before.clauses)):
            self._nearest.append(kept.get(at, self._nearest[-1]))

    def of(self, positions: Sequence[int]) -> tuple[int, int]:
        """A place of the newer text, and whether before (-1) or after (1) it."""
        if not positions:
            return -1, 1
        at = self._nearest[positions[0]]
        trail = self._before.clauses[positions[0]].trail
        first, last = self._sections.get(trail, (at, at))
        if at < first:
            return first, -1
        return min(at, last), 1


def _weights(items: Sequence[_Item]) -> Mapping[Trail, Sequence[Materiality]]:
    """The levels of the changes under each heading and all headings above it."""
    weights: dict[Trail, list[Materiality]] = {}
    for item in items:
        if item.judged and not item.away:
            for depth in range(1, len(item.trail) + 1):
                weights.setdefault(item.trail[:depth], []).append(item.judged.materiality)
    return weights


def _shown(judged: JudgedChange, number: int, clause: Clause | None) -> Shown:
    spans = spans_of(judged)
    change = judged.change
    return Shown(
        number=number,
        judged=judged,
        anchor=f"change-{number}" if number else "",
        kind=kind_words(judged),
        inline=_html(spans),
        old=_html(tuple(span for span in spans if span.op != "insert")) if change.before is not None else Markup(""),
        new=_html(tuple(span for span in spans if span.op != "delete")) if change.after is not None else Markup(""),
        clause=clause,
    )


def _html(spans: tuple[Span, ...]) -> Markup:
    return Markup(spans_html(spans))  # noqa: S704 - rendering escapes every word
