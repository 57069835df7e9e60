"""A better way to read in; a policy's whole history read anew and switched to it at once out.

Only readings of one recipe are compared, so nothing here can look like a change of the document. Readings are made
first, one by one; then one transaction stores the judgements and puts the recipe in force, once no capture came in
between. Nobody is kept from checking meanwhile: a check that began under the old recipe and ends after the switch is
refused by `recording`, and made again.
"""

import logging

from monitor.log import canonical
from monitor.readers import WorkerLost, Workers
from monitor.vouching import vouched
from redline import suspicion
from redline.errors import ReadingError
from redline.reading import read
from redline.types import Reading, Recipe
from storage import bodies, changes, history, policies, readings, recipes, snapshots
from storage.errors import NotStored
from storage.records import CountsAs, Judgement, Policy, Snapshot
from storage.store import Store

log = logging.getLogger(__name__)


class NotReadAgain(Exception):  # noqa: N818 - a state of the world; the recipe in force stays
    """A stored capture's reader died or took too long. Nothing was switched; it may be tried again."""


def switch(store: Store, workers: Workers, policy: Policy, recipe: Recipe) -> int:
    """Read every capture of `policy` under `recipe`, then put it in force. Returns how many were read anew.

    A capture that cannot be read so is left out of the history shown; its bytes stay. A change held under another
    recipe is dropped: the next check finds it again. Doing it twice does no harm. Raises `NotReadAgain` where a reader
    died over a capture, which says nothing of the capture: the history stays as it was, what was read until then is
    kept for the next try.
    """
    count, switched = 0, False
    while not switched:
        with store.reading() as session:
            stored = snapshots.every(session, policy.id)
        count += sum(_read_again(store, workers, policy, snapshot, recipe) for snapshot in stored)
        switched = _put_in_force(store, policy, recipe, stored)
    log.info("%s", canonical("upgrade", {"policy": policy.slug, "captures": len(stored), "read": count}))
    return count


def is_whole(store: Store, policy: Policy) -> bool:
    """Whether every capture of `policy` is read and judged under the recipe in force, as far as the database tells.

    It is not where a backfill was cut short after another process had put a recipe in force; `switch` to that very
    recipe then reads the rest. One that cannot be read keeps it so.
    """
    if policy.recipe is None:
        return True
    with store.reading() as session:
        entries = history.entries(session, policy.id, recipes.digest(policy.recipe))
        return len({entry.snapshot_id for entry in entries}) == snapshots.count(session, policy.id)


def _read_again(store: Store, workers: Workers, policy: Policy, snapshot: Snapshot, recipe: Recipe) -> bool:
    name = recipes.digest(recipe)
    with store.reading() as session:
        if readings.find(session, snapshot.body_sha256, name) is not None:
            return False
    reading = _reading(store, workers, snapshot, recipe)
    if reading is None:
        return False
    reading = vouched(reading, policy)
    with store.writing() as session:
        readings.put(session, snapshot.body_sha256, recipes.put(session, recipe), reading)
    return True


def _reading(store: Store, workers: Workers, snapshot: Snapshot, recipe: Recipe) -> Reading | None:
    named = {name.lower(): value for name, value in snapshot.headers}
    kind = named.get("content-type") or snapshot.media_type or None
    try:
        with store.reading() as session:
            body = bodies.get(session, snapshot.body_sha256)
        return workers.run(read, body, content_type=kind, url=snapshot.final_url, recipe=recipe)
    except WorkerLost as error:
        message = f"the capture of {snapshot.captured_at:%Y-%m-%d %H:%M} UTC could not be read anew: {error}"
        raise NotReadAgain(message) from error
    except (ReadingError, NotStored) as error:
        facts = {"snapshot": snapshot.id, "error": error}
        log.warning("%s", canonical("not_read_again", facts))
        return None


def _put_in_force(store: Store, policy: Policy, recipe: Recipe, stored: tuple[Snapshot, ...]) -> bool:
    """Judge the captures under the recipe and put it in force; False, and nothing done, where more of them came."""
    old = recipes.digest(policy.recipe) if policy.recipe else None
    with store.writing() as session:
        if snapshots.count(session, policy.id) != len(stored):
            return False
        new, newest = recipes.put(session, recipe), None
        for snapshot in sorted(stored, key=lambda one: (one.captured_at, one.id)):
            reading = readings.find(session, snapshot.body_sha256, new)
            if reading is None:
                continue
            before = snapshots.judgement(session, snapshot.id, old) if old else None
            counts = before.counts_as if before and old == new else _counts(before, reading, newest)
            newest = reading if counts is CountsAs.YES else newest
            reason = before.reason if before else reading.quality.reason
            snapshots.judge(
                session, snapshot.id, new, counts, reason, before.made_at if before else snapshot.fetched_at
            )
        held = changes.held(session, policy.id)
        if held is not None and old != new:
            changes.supersede(session, held.id, held.made_at)
        policies.set_recipe(session, policy.id, recipe)
        return True


def _counts(before: Judgement | None, reading: Reading, newest: Reading | None) -> CountsAs:
    """How a capture counts under the new recipe: as before, but for what the better reading shows to be nothing.

    `newest` is the version before it, None before the first. A page once doubted never becomes a version by our own
    doing.
    """
    if reading.quality.verdict != "policy" and not _is_next(before, reading, newest):
        return CountsAs.SOFT_FAILURE
    if before is None:
        return CountsAs.YES
    if before.counts_as is CountsAs.SOFT_FAILURE:
        return CountsAs.BLINK
    is_same = newest is not None and reading.words_sha256 == newest.words_sha256
    if before.counts_as in (CountsAs.HELD, CountsAs.BLINK) and is_same:
        return CountsAs.YES
    return before.counts_as


def _is_next(before: Judgement | None, reading: Reading, newest: Reading | None) -> bool:
    """Whether a text that does not look like a policy by itself was taken for one by the version before it, and is."""
    counted = before is not None and before.counts_as is not CountsAs.SOFT_FAILURE
    return counted and newest is not None and suspicion.is_alike(newest, reading)
