"""A policy's archived captures, read, in; what they mean for its history written: blinks, doubts, changes. No alert.

    A B A      B seen once between two captures of A: a blink
    A b C      b seen once, another language or cut short: a doubt, until it is seen again
    A | B      two neighbouring versions: a change of the past, dated by B's first capture

All of it is derived from what is stored, so doing it again after more captures came only adds what is new.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Protocol

from monitor.judging import Rules, judged
from monitor.log import canonical
from monitor.readers import WorkerLost, Workers
from monitor.seams import with_seam
from redline import suspicion
from redline.contract import assessment_json
from redline.types import Assessment, Reading, Recipe
from storage import changes, history, policies, readings, recipes, snapshots
from storage.history import Entry
from storage.records import Change, ChangeKind, ChangeState, CountsAs, NewChange, Policy, Source, Version
from storage.store import Session, Store

log = logging.getLogger(__name__)

BLINKED = "seen once, between two captures of the same text"
_DOUBTS = frozenset({"truncated", "variant", "soft_failure"})
_ARCHIVED = (Source.WAYBACK, Source.IMPORT)


class Past(Protocol):
    """A policy whose past is being filled in, and what that takes. `keep` holds whatever lease the work is under."""

    @property
    def store(self) -> Store: ...
    @property
    def workers(self) -> Workers: ...
    @property
    def policy(self) -> Policy: ...
    @property
    def recipe(self) -> Recipe: ...
    @property
    def now(self) -> datetime: ...
    def keep(self, session: Session) -> None: ...


@dataclass(slots=True)
class _Stretch:
    """Neighbouring captures of one text."""

    words: str
    entries: list[Entry]

    @property
    def sightings(self) -> int:
        return sum(entry.sightings for entry in self.entries)


def conclude(shelf: Past, rules: Rules, stopped: Callable[[], bool] = lambda: False) -> int:
    """Judge a policy's archived captures and store the changes between its versions; returns how many are new."""
    name = recipes.digest(shelf.recipe)
    with shelf.store.reading() as session:
        found = [entry for entry in history.entries(session, shelf.policy.id, name) if _text(entry)]
    verdicts = _verdicts(found, lambda entry: _reading(shelf, name, entry.body_sha256))
    with shelf.store.writing() as session:
        for entry, (counts, reason) in verdicts:
            if entry.source in _ARCHIVED:
                snapshots.judge(session, entry.snapshot_id, name, counts, reason, shelf.now)
    return _changes(shelf, name, rules, stopped)


def _text(entry: Entry) -> bool:
    return entry.counts_as in (CountsAs.YES, CountsAs.BLINK, CountsAs.SUSPECT)


def _reading(shelf: Past, recipe: str, body_sha256: str) -> Reading:
    with shelf.store.reading() as session:
        return readings.get(session, body_sha256, recipe)


Verdicts = list[tuple[Entry, tuple[CountsAs, str]]]


def _verdicts(entries: Sequence[Entry], reading: Callable[[Entry], Reading]) -> Verdicts:
    """How each capture counts. A snapshot seen in several places counts where it counts at all."""
    found: dict[int, tuple[Entry, tuple[CountsAs, str]]] = {}
    stretches = _stretches(entries)
    aside: list[tuple[_Stretch, tuple[CountsAs, str]]] = []
    kept = _without_blinks(stretches, aside)
    kept = _without_doubts(kept, aside, reading)
    for stretch, verdict in [*aside, *((stretch, (CountsAs.YES, "")) for stretch in kept)]:
        for entry in stretch.entries:
            found[entry.snapshot_id] = (entry, verdict)
    return list(found.values())


def _stretches(entries: Sequence[Entry]) -> list[_Stretch]:
    found: list[_Stretch] = []
    for entry in entries:
        if found and found[-1].words == entry.words_sha256:
            found[-1].entries.append(entry)
        else:
            found.append(_Stretch(entry.words_sha256, [entry]))
    return found


def _without_blinks(
    stretches: Sequence[_Stretch], aside: list[tuple[_Stretch, tuple[CountsAs, str]]]
) -> list[_Stretch]:
    kept: list[_Stretch] = []
    for at, stretch in enumerate(stretches):
        after = stretches[at + 1] if at + 1 < len(stretches) else None
        if kept and kept[-1].words == stretch.words:
            kept[-1] = _Stretch(stretch.words, [*kept[-1].entries, *stretch.entries])
        elif kept and after and kept[-1].words == after.words and stretch.sightings == 1 and _from_archive(stretch):
            aside.append((stretch, (CountsAs.BLINK, BLINKED)))
        else:
            kept.append(stretch)
    return kept


def _from_archive(stretch: _Stretch) -> bool:
    return all(entry.source in _ARCHIVED for entry in stretch.entries)


def _without_doubts(
    stretches: Sequence[_Stretch],
    aside: list[tuple[_Stretch, tuple[CountsAs, str]]],
    reading: Callable[[Entry], Reading],
) -> list[_Stretch]:
    kept: list[_Stretch] = []
    for stretch in stretches:
        doubt = None
        if kept and stretch.sightings == 1 and _from_archive(stretch):
            doubt = suspicion.against(reading(kept[-1].entries[-1]), reading(stretch.entries[0]))
        if doubt is not None and doubt.side == "after" and doubt.kind in _DOUBTS:
            aside.append((stretch, (CountsAs.SUSPECT, f"{doubt.kind}: {doubt.reason}")))
        else:
            kept.append(stretch)
    return kept


def _changes(shelf: Past, recipe: str, rules: Rules, stopped: Callable[[], bool]) -> int:
    with shelf.store.reading() as session:
        policy = policies.by_id(session, shelf.policy.id)
        versions = history.versions(session, policy, recipe=recipe)
        known = changes.listed(session, policy_id=policy.id, states=tuple(ChangeState))
    new = 0
    for before, after in pairwise(versions):
        if stopped():
            break
        if _of_the_past(before, after) and not any(_same(change, before, after) for change in known):
            try:
                _store(shelf, recipe, rules, before, after)
            except WorkerLost as error:
                log.warning("%s", canonical("not_compared", {"policy": policy.slug, "error": error}))
                continue
            new += 1
    return new


def _of_the_past(before: Version, after: Version) -> bool:
    return not (before.sources[-1].is_origin and after.sources[0].is_origin)


def _same(change: Change, before: Version, after: Version) -> bool:
    """Whether a stored change is the one between two versions, found at whatever moment of the later one."""
    return (
        (change.before_words_sha256, change.after_words_sha256) == (before.words_sha256, after.words_sha256)
        and before.first_seen < change.first_seen_at <= after.last_seen
    ) or (change.after_snapshot_id == after.snapshot_id and change.before_words_sha256 == before.words_sha256)


def _store(shelf: Past, recipe: str, rules: Rules, before: Version, after: Version) -> None:
    assessment, ruleset = shelf.workers.run(
        judged, _reading(shelf, recipe, before.body_sha256), _reading(shelf, recipe, after.body_sha256), rules
    )
    assessment = with_seam(assessment, before, after.sources, after.reader)
    with shelf.store.writing() as session:
        shelf.keep(session)
        changes.put(session, _new_change(shelf, recipe, ruleset, before, after, assessment))


def _new_change(
    shelf: Past, recipe: str, ruleset: str, before: Version, after: Version, assessment: Assessment
) -> NewChange:
    return NewChange(
        policy_id=shelf.policy.id,
        recipe=recipe,
        kind=ChangeKind.BACKFILL,
        state=ChangeState.CONFIRMED,
        before_snapshot_id=before.last_snapshot_id,
        after_snapshot_id=after.snapshot_id,
        before_words_sha256=before.words_sha256,
        after_words_sha256=after.words_sha256,
        first_seen_at=after.first_seen,
        made_at=shelf.now,
        confirmed_at=shelf.now,
        materiality=assessment.materiality,
        summary=assessment.summary,
        ruleset=ruleset,
        assessment=assessment_json(assessment),
    )
