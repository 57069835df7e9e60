"""A policy in, its versions out: derived from sightings each time, never stored.

    islands   runs of sightings of one snapshot, in time order (one window query)
    entries   each island with its newest judgement and its reading's words
    versions  neighbouring entries that count and have the same words

A memento found later falls into its place, because nothing but the order of sightings decides. Sources have seams: what
an archive or an import saw defines versions only before the first sighting of the origin itself and inside gaps of
those sightings; elsewhere it stands beside the run: as a further source where the text is the same, else "elsewhere".
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from redline.types import Materiality, highest
from storage import recipes
from storage.entries import Entry, entries, entries_of
from storage.records import ChangeState, CountsAs, Policy, Source, Version, VersionState
from storage.tables import ChangeRow

__all__ = ["GAP", "Entry", "derive", "entries", "is_seam", "versions", "versions_of"]

# Live sightings further apart than this have a gap between them that an archive may fill.
GAP = timedelta(days=7)

# From so many policies on, asking for all of them is one parameter instead of that many.
_MANY = 500


_ASIDE: dict[CountsAs, VersionState] = {
    CountsAs.HELD: "held",
    CountsAs.SOFT_FAILURE: "soft_failure",
    CountsAs.SUSPECT: "suspect",
    CountsAs.BLINK: "blink",
}


def versions(
    session: Session, policy: Policy, *, recipe: str | None = None, everything: bool = False, gap: timedelta = GAP
) -> tuple[Version, ...]:
    """A policy's versions under a recipe (its digest; the one in force by default), oldest first.

    With `everything` also what is no version: held, blinks, soft failures, suspects, seen elsewhere. Empty before the
    first reading.
    """
    name = recipe or _recipe(policy)
    if name is None:
        return ()
    derived = derive(entries(session, policy.id, name), policy_id=policy.id, recipe=name, gap=gap)
    found = _with_changes(session, policy.id, derived)
    return found if everything else tuple(version for version in found if version.state == "version")


def versions_of(session: Session, found: Sequence[Policy]) -> Mapping[int, tuple[Version, ...]]:
    """The versions of several policies under their recipes in force, by policy id; without the changes between them."""
    ids = [policy.id for policy in found]
    seen = entries_of(session, ids if len(ids) < _MANY else None)
    return {
        policy.id: tuple(
            version
            for version in derive(seen.get(policy.id, ()), policy_id=policy.id, recipe=_recipe(policy) or "")
            if version.state == "version"
        )
        for policy in found
    }


def _recipe(policy: Policy) -> str | None:
    return None if policy.recipe is None else recipes.digest(policy.recipe)


def derive(found: Sequence[Entry], *, policy_id: int, recipe: str, gap: timedelta = GAP) -> tuple[Version, ...]:
    """Versions and what stands between them, from entries in time order. Pure."""
    origin = [entry for entry in found if entry.source.is_origin and entry.counts_as is CountsAs.YES]
    stated = [(_state(entry, origin, gap), entry) for entry in found]
    runs = _runs([pair for pair in stated if pair[0] != "elsewhere"], policy_id, recipe)
    beside: list[Version] = []
    for entry in (entry for state, entry in stated if state == "elsewhere"):
        at = _witnessed(runs, entry)
        if at is None:
            beside.append(_opened(entry, "elsewhere", policy_id, recipe))
        else:
            runs[at] = _with_witness(runs[at], entry)
    return tuple(
        sorted([*_with_seams(runs), *beside], key=lambda run: (run.first_seen, run.last_seen, run.snapshot_id))
    )


def is_seam(before: Version, sources: Collection[Source], reader: str) -> bool:
    """Whether a text that `sources` saw and `reader` read may differ from `before` for that reason alone: no source saw
    both, or another reader read them.
    """
    return set(before.sources).isdisjoint(sources) or before.reader != reader


def _with_seams(runs: Sequence[Version]) -> Iterator[Version]:
    before: Version | None = None
    for run in runs:
        yield run if before is None else replace(run, seam=is_seam(before, run.sources, run.reader))
        before = run if run.state == "version" else before


def _state(entry: Entry, origin: Sequence[Entry], gap: timedelta) -> VersionState:
    if entry.counts_as is not CountsAs.YES:
        return _ASIDE[entry.counts_as]
    return "version" if entry.source.is_origin or _in_gap(entry, origin, gap) else "elsewhere"


def _in_gap(entry: Entry, origin: Sequence[Entry], gap: timedelta) -> bool:
    before = bisect_right(origin, entry.first_seen, key=lambda seen: seen.first_seen)
    if before == 0:
        return True
    end = origin[before].first_seen if before < len(origin) else entry.first_seen
    return end - origin[before - 1].last_seen > gap


def _runs(stated: Sequence[tuple[VersionState, Entry]], policy_id: int, recipe: str) -> list[Version]:
    runs: list[Version] = []
    latest: dict[VersionState, int] = {}  # the run of each state that may still grow
    for state, entry in stated:
        at = latest.get(state)
        if at is not None and runs[at].words_sha256 == entry.words_sha256:
            runs[at] = _extended(runs[at], entry)
            continue
        if state == "version":
            latest.clear()  # what stood aside before a new version is another matter after it
        latest[state] = len(runs)
        runs.append(_opened(entry, state, policy_id, recipe))
    return runs


def _opened(entry: Entry, state: VersionState, policy_id: int, recipe: str) -> Version:
    return Version(
        policy_id=policy_id,
        words_sha256=entry.words_sha256,
        outline_sha256=entry.outline_sha256,
        first_seen=entry.first_seen,
        last_seen=entry.last_seen,
        sightings=entry.sightings,
        sources=(entry.source,),
        snapshot_id=entry.snapshot_id,
        last_snapshot_id=entry.snapshot_id,
        body_sha256=entry.body_sha256,
        recipe=recipe,
        reader=entry.reader,
        language=entry.language,
        stated_date=entry.stated_date,
        url=entry.url,
        archive_url=entry.archive_url,
        state=state,
        reason="" if state == "version" else entry.reason,
    )


def _extended(run: Version, entry: Entry) -> Version:
    # The source seen last stands last.
    sources = tuple(source for source in run.sources if source != entry.source)
    return replace(
        run,
        last_seen=max(run.last_seen, entry.last_seen),
        sightings=run.sightings + entry.sightings,
        sources=(*sources, entry.source),
        last_snapshot_id=entry.snapshot_id,
        archive_url=run.archive_url or entry.archive_url,
    )


def _witnessed(runs: Sequence[Version], entry: Entry) -> int | None:
    """The version that holds this text at that time, or follows next."""
    numbered = [at for at, run in enumerate(runs) if run.state == "version"]
    place = bisect_right(numbered, entry.first_seen, key=lambda at: runs[at].first_seen)
    near = numbered[max(place - 1, 0) : place + 1]
    return next((at for at in near if runs[at].words_sha256 == entry.words_sha256), None)


def _with_witness(run: Version, entry: Entry) -> Version:
    sources = run.sources if entry.source in run.sources else (entry.source, *run.sources)
    return replace(run, sources=sources, archive_url=run.archive_url or entry.archive_url)


def _with_changes(session: Session, policy_id: int, found: Sequence[Version]) -> tuple[Version, ...]:
    """Versions with the stored changes that led to each: mostly one; several where clauses were confirmed in turn."""
    rows = session.execute(
        select(
            col(ChangeRow.id),
            col(ChangeRow.state),
            col(ChangeRow.after_snapshot_id),
            col(ChangeRow.before_words_sha256),
            col(ChangeRow.after_words_sha256),
            col(ChangeRow.materiality),
            col(ChangeRow.summary),
        )
        .where(col(ChangeRow.policy_id) == policy_id, col(ChangeRow.state) != ChangeState.SUPERSEDED)
        .order_by(col(ChangeRow.id))
    ).all()
    by_words, by_snapshot = defaultdict(list), defaultdict(list)
    for row in rows:
        by_words[row.before_words_sha256, row.after_words_sha256].append(row)
        # Of a policy re-read under a later recipe the words differ; the snapshots are still those of the change.
        by_snapshot[row.after_snapshot_id].append(row)
    dated, before = [], None
    for version in found:
        led = by_snapshot.get(version.snapshot_id) or by_words.get((before, version.words_sha256)) or []
        dated.append(_led(version, led) if led and before is not None else version)
        before = version.words_sha256 if version.state == "version" else before
    return tuple(dated)


def _led(version: Version, rows: Sequence[Any]) -> Version:
    """`version` with the last change that led to it, and what those beside it say: of one pair, each confirmed."""
    confirmed = [row for row in rows if row.state == ChangeState.CONFIRMED]
    last = (confirmed or rows)[-1]
    pair = last.before_words_sha256, last.after_words_sha256
    beside = [row for row in confirmed or [last] if (row.before_words_sha256, row.after_words_sha256) == pair]
    return replace(
        version,
        change_id=last.id,
        materiality=highest([Materiality(row.materiality) for row in beside]),
        summary="; ".join(dict.fromkeys(row.summary for row in beside)),
    )
