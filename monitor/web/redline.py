"""Two versions of a policy in, its redline page out: findings first, then the text with its changes where they stand.

The stored redline of two neighbouring versions is shown as it was judged then. Any other pair is compared when it is
first asked for and kept in a bounded cache.
"""

import threading
from collections import OrderedDict, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from monitor.web.site import Site
from redline import contract
from redline.assessment import assess
from redline.contract import assessment_from_json
from redline.rendering_html import spans_html
from redline.rendering_layout import Layout, kind_words, layout, spans_of, visible
from redline.types import Assessment, Clause, JudgedChange, Materiality, Reading, Span, highest
from storage import changes, history, policies, readings, revisions, snapshots
from storage.records import Change, Policy, Snapshot, Version
from storage.store import Session

KEPT_PAIRS = 64
"""Redlines of arbitrary pairs that are kept in memory; a total rewrite of a long policy is about 1 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a redline and its evidence. `number` counts the policy's versions from 1."""

    version: Version
    number: int
    snapshot: Snapshot
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the flow. `depth` counts from 0, `level` is the highest below it, "" where nothing changed."""

    anchor: str
    text: str
    number: str
    depth: int
    level: str
    changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A change where it stands. `inline`, `old`, `new` are its redline as HTML; `number` its place in the list."""

    number: int
    judged: JudgedChange
    anchor: str
    kind: str
    inline: Markup
    old: Markup
    new: Markup
    clause: Clause | None

    @property
    def is_change(self) -> bool:
        """Tells a change from a fold and a heading in the template."""
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Clauses that did not change, one after another."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlinePage:
    """What the page shows. `earlier` and `later` are the versions to step to, None at the ends."""

    policy: Policy
    before: Side
    after: Side
    assessment: Assessment
    layout: Layout
    flow: tuple[Heading | Shown | Fold, ...]
    outline: tuple[Heading, ...]
    stored: Change | None
    earlier: Version | None
    later: Version | None

    @property
    def counts(self) -> str:
        """How many clauses came, went and stayed, as a person reads it."""
        found = contract.counts(self.assessment)
        told = [f"{count} {kind}" for kind, count in found.items() if count and kind != "unchanged"]
        return ", ".join([*told, f"{found['unchanged']} unchanged"])

    @property
    def extractor(self) -> int:
        """The number of the extractor that read both sides."""
        return self.policy.recipe.extractor if self.policy.recipe else 0

    def quote(self, shown: Shown) -> str:
        """A change to paste elsewhere: words of both sides, days, digest."""
        change, sides = shown.judged.change, (self.before, self.after)
        said = [
            f"{side.version.first_seen:%Y-%m-%d} (sha256 {side.version.words_sha256[:12]}): “{visible(text)}”"
            for side, text in zip(sides, (change.before, change.after), strict=True)
            if text
        ]
        trail = " › ".join(change.trail) or change.heading
        return "\n".join([f"{self.policy.service} {self.policy.type}, {visible(trail)}, {shown.kind}", *said])


class RedlineCache:
    """The last redlines of arbitrary pairs, safe among threads."""

    def __init__(self, most: int = KEPT_PAIRS) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str, str], Assessment] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, recipe: str, before: Reading, after: Reading) -> Assessment:
        """The redline of two readings of one recipe, made where it is not kept."""
        name = (recipe, before.outline_sha256, after.outline_sha256)
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name]
        made = assess(before, after)
        with self._lock:
            self._kept[name] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


CACHE = RedlineCache()


def redline_page(site: Site, session: Session, slug: str, start: str, end: str) -> RedlinePage:
    """The redline from revision `start` to `end`. Raises `UnknownPolicy`, `UnknownRevision`."""
    del site
    policy = policies.get(session, slug)
    versions = history.versions(session, policy)
    everything = history.versions(session, policy, everything=True)
    before = _side(session, versions, _version(versions, everything, start))
    after = _side(session, versions, _version(versions, everything, end))
    stored = _stored(session, policy, before.version, after.version)
    assessment = (
        assessment_from_json(dict(stored.assessment))
        if stored
        else CACHE.get(before.version.recipe, before.reading, after.reading)
    )
    parts = layout(assessment)
    flow = tuple(_flow(assessment, parts, before.reading, after.reading))
    return RedlinePage(
        policy=policy,
        before=before,
        after=after,
        assessment=assessment,
        layout=parts,
        flow=flow,
        outline=tuple(item for item in flow if isinstance(item, Heading)),
        stored=stored,
        earlier=versions[before.number - 2] if before.number > 1 else None,
        later=versions[after.number] if 0 < after.number < len(versions) else None,
    )


def _version(versions: Sequence[Version], everything: Sequence[Version], revision: str) -> Version:
    """A version; or, by its digest, what is held or stood aside (an alert may lead to a change not yet confirmed)."""
    word = revision.removeprefix("@")
    aside = [version for version in everything if version.words_sha256.startswith(word)] if len(word) >= 8 else []
    if aside and not any(version.words_sha256.startswith(word) for version in versions):
        return aside[-1]
    return revisions.resolve(versions, revision).version


def _side(session: Session, versions: Sequence[Version], version: Version) -> Side:
    return Side(
        version=version,
        number=versions.index(version) + 1 if version in versions else 0,
        snapshot=snapshots.get(session, version.snapshot_id),
        reading=readings.get(session, version.body_sha256, version.recipe),
    )


def _stored(session: Session, policy: Policy, before: Version, after: Version) -> Change | None:
    """The stored change between these two texts, where the versions are neighbours and nothing was re-read since."""
    if after.change_id is None:
        return None
    change = changes.get(session, after.change_id)
    fits = (change.before_words_sha256, change.after_words_sha256) == (before.words_sha256, after.words_sha256)
    return change if fits and change.policy_id == policy.id else None


def _flow(assessment: Assessment, parts: Layout, before: Reading, after: Reading) -> Iterator[Heading | Shown | Fold]:
    numbers = {id(judged): number for number, judged in parts.changes}
    placed = sorted(_placed(assessment, before, after), key=lambda item: item[0])
    weights = _weights(item for _, item in placed)
    trail: tuple[str, ...] = ()
    folded: list[Clause] = []
    for _, item in placed:
        clause, judged = item
        of_item = clause.trail if clause else judged.change.trail if judged else ()
        if of_item != trail and of_item:
            yield from _folds(folded)
            folded = []
            yield from headings(trail, of_item, clause, weights)
            trail = of_item
        if judged is None:
            assert clause is not None
            folded.append(clause)
            continue
        yield from _folds(folded)
        folded = []
        yield _shown(judged, numbers.get(id(judged), 0), clause)
    yield from _folds(folded)


Item = tuple[Clause | None, JudgedChange | None]


def _placed(assessment: Assessment, before: Reading, after: Reading) -> Iterator[tuple[tuple[int, int, int], Item]]:
    """Every clause of the newer text and every change, with a key that sorts them as a reader meets them."""
    taken: dict[int, JudgedChange] = {}
    to_after = _pairs(assessment, before, after, taken)
    for clause in after.clauses:
        judged = taken.get(clause.position)
        if judged is None or judged.change.after_positions[0] == clause.position:
            yield (clause.position, 0, 0), (clause, judged)
    for n, judged in enumerate(assessment.changes):
        change = judged.change
        if change.of_heading:
            at = change.after_positions[0] if change.after_positions else _anchor(change.before_positions, to_after)
            yield (at, -1 if change.after_positions else 1, n), (None, judged)
        elif not change.after_positions:
            yield (_anchor(change.before_positions, to_after), 1, n), (None, judged)


def _pairs(assessment: Assessment, before: Reading, after: Reading, taken: dict[int, JudgedChange]) -> dict[int, int]:
    """Where clauses of the older text stand in the newer; fills `taken` with the change at each newer position."""
    to_after: dict[int, int] = {}
    gone: set[int] = set()
    for judged in assessment.changes:
        change = judged.change
        if change.of_heading:
            continue
        taken.update(dict.fromkeys(change.after_positions, judged))
        gone.update(change.before_positions)
        if change.after_positions:
            to_after.update(dict.fromkeys(change.before_positions, change.after_positions[-1]))
    left: defaultdict[str, deque[int]] = defaultdict(deque)
    for clause in after.clauses:
        if clause.position not in taken:
            left[clause.digest].append(clause.position)
    for clause in before.clauses:
        if clause.position not in gone and left[clause.digest]:
            to_after[clause.position] = left[clause.digest].popleft()
    return to_after


def _anchor(positions: Sequence[int], to_after: Mapping[int, int]) -> int:
    """The newer place after which a removed clause stood: that of the nearest clause before it that is left."""
    return next((to_after[at] for at in range(positions[0] - 1, -1, -1) if at in to_after), -1) if positions else -1


def _weights(items: Iterator[Item]) -> dict[tuple[str, ...], list[Materiality]]:
    """The levels of the changes under each heading and all headings above it."""
    weights: dict[tuple[str, ...], list[Materiality]] = {}
    for clause, judged in items:
        trail = clause.trail if clause else judged.change.trail if judged else ()
        if judged:
            for depth in range(1, len(trail) + 1):
                weights.setdefault(trail[:depth], []).append(judged.materiality)
    return weights


def headings(
    trail: tuple[str, ...],
    new: tuple[str, ...],
    clause: Clause | None,
    weights: Mapping[tuple[str, ...], list[Materiality]],
) -> Iterator[Heading]:
    """The headings that open between `trail` and `new`, the trail of `clause`; `weights` are the levels below each."""
    common = next((n for n, (a, b) in enumerate(zip(trail, new, strict=False)) if a != b), min(len(trail), len(new)))
    for depth in range(common, len(new)):
        levels = weights.get(new[: depth + 1], [])
        deepest = depth == len(new) - 1
        yield Heading(
            anchor=f"h{clause.position if clause else 'x'}-{depth}",
            text=new[depth],
            number=clause.heading_number if clause and deepest else "",
            depth=depth,
            level=highest(levels).value if levels else "",
            changes=len(levels),
        )


def _folds(clauses: list[Clause]) -> Iterator[Fold]:
    if clauses:
        yield Fold(clauses=tuple(clauses))


def _shown(judged: JudgedChange, number: int, clause: Clause | None) -> Shown:
    spans = spans_of(judged)
    return Shown(
        number=number,
        judged=judged,
        anchor=f"change-{number}" if number else "",
        kind=kind_words(judged),
        inline=_html(spans),
        old=_html(tuple(span for span in spans if span.op != "insert")) if judged.change.before is not None else _NONE,
        new=_html(tuple(span for span in spans if span.op != "delete")) if judged.change.after is not None else _NONE,
        clause=clause,
    )


def _html(spans: tuple[Span, ...]) -> Markup:
    return Markup(spans_html(spans))  # noqa: S704 - rendering escapes every word


_NONE = Markup("")
