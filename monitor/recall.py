"""What is remembered of a policy before a check: its history in, the facts that decisions need out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from monitor.decisions import Doubted, Held, Memory
from monitor.learning import CAPTURES
from redline.contract import assessment_from_json
from redline.types import Assessment, Reading, Recipe
from storage import changes, history, readings, recipes, snapshots
from storage.history import Entry
from storage.records import Change, CountsAs, Policy, PolicyState, Snapshot, Version
from storage.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """A policy's past as one check sees it.

    `last` is the snapshot seen last from the origin, whose validators ask whether anything changed. `newest` is the
    newest version, None before the first, and `base` its reading, None until `with_base` is asked. `aside` are the
    captures since then that do not count, `lately` the last ones that showed a text, counted or not, oldest first.
    """

    memory: Memory
    last: Snapshot | None
    newest: Version | None
    base: Reading | None
    held: Change | None
    aside: tuple[Entry, ...]
    lately: tuple[Entry, ...]

    @property
    def held_assessment(self) -> Assessment | None:
        """The redline that waits to be confirmed."""
        return assessment_from_json(self.held.assessment) if self.held else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The little that every check asks of the past: the snapshot seen `last` from the origin, whose validators ask
    whether anything changed, and whether its bytes once more would be no news at all: `settled`."""

    last: Snapshot | None
    settled: bool


def glance(session: Session, policy: Policy, recipe: Recipe) -> Glance:
    """The snapshot seen last. Its bytes are no news where it counts, nothing waits and no trouble is to be closed.

    Years of sightings are not looked through for that: an unchanged page is nearly every check there is.
    """
    last = snapshots.newest(session, policy.id)
    judged = snapshots.judgement(session, last.id, recipes.digest(recipe)) if last else None
    counts = judged is not None and judged.counts_as is CountsAs.YES
    well = policy.state is PolicyState.OK and policy.error_told_at is None and policy.stale_told_at is None
    return Glance(last=last, settled=well and counts and changes.held(session, policy.id) is None)


def recall(session: Session, policy: Policy, recipe: Recipe, window: int) -> Recalled:
    """What is remembered of `policy` under `recipe`; an unstable page may return to its last `window` texts."""
    name = recipes.digest(recipe)
    entries = history.entries(session, policy.id, name)
    runs = history.derive(entries, policy_id=policy.id, recipe=name)
    versions = [run for run in runs if run.state == "version"]
    newest = versions[-1] if versions else None
    held = changes.held(session, policy.id)
    return Recalled(
        memory=Memory(
            newest=newest.words_sha256 if newest else None,
            previous=versions[-2].words_sha256 if len(versions) > 1 else None,
            recent=texts(entries)[-window:],
            from_origin=any(entry.source.is_origin and entry.counts_as is CountsAs.YES for entry in entries),
            held=_held(held),
            doubted=_doubted(entries),
            unstable=policy.state is PolicyState.UNSTABLE,
        ),
        last=snapshots.newest(session, policy.id),
        newest=newest,
        base=None,
        held=held,
        aside=_aside(entries),
        lately=_lately(entries),
    )


def with_base(session: Session, past: Recalled) -> Recalled:
    """`past` with the newest version's reading, which only a new text asks for."""
    if past.newest is None or past.base is not None:
        return past
    return replace(past, base=readings.get(session, past.newest.body_sha256, past.newest.recipe))


def texts(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The texts that a page showed in turn, oldest first: those that count and those that were blinks."""
    shown = [entry.words_sha256 for entry in entries if entry.counts_as in (CountsAs.YES, CountsAs.BLINK)]
    return tuple(words for words, _ in groupby(shown))


def _held(change: Change | None) -> Held | None:
    if change is None:
        return None
    return Held(
        before_words=change.before_words_sha256,
        after_words=change.after_words_sha256,
        first_seen_at=change.first_seen_at,
    )


def _aside(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    origin = [entry for entry in entries if entry.source.is_origin]
    return tuple(takewhile(lambda entry: entry.counts_as is not CountsAs.YES, reversed(origin)))


def _lately(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    shown = (CountsAs.YES, CountsAs.HELD, CountsAs.BLINK)
    return tuple(entry for entry in entries if entry.source.is_origin and entry.counts_as in shown)[-CAPTURES - 2 :]


def _doubted(entries: Sequence[Entry]) -> Doubted | None:
    """The captures of one suspect text with which the history ends; failures between them do not count."""
    late = [entry for entry in _aside(entries) if entry.counts_as is not CountsAs.SOFT_FAILURE]
    if not late:
        return None
    run = list(takewhile(lambda e: e.counts_as is CountsAs.SUSPECT and e.words_sha256 == late[0].words_sha256, late))
    if not run:
        return None
    return Doubted(
        words=run[0].words_sha256, captures=sum(entry.sightings for entry in run), first_seen_at=run[-1].first_seen
    )
