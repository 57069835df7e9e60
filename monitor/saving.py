"""A changed text in, an archive's own copy of it out, made now: so that evidence exists outside our house.

    change held or confirmed ─> asked to save ─> the new capture played and read ─> stored beside our own

Only with an account's keys. The copy is a snapshot of its own: where it has the same words it is a witness of that
version, and the history and the alert name its address.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from fetchers.client import Client
from fetchers.courtesy import Manners
from fetchers.errors import ArchiveError, Cancelled, FetchError, Limited
from fetchers.politeness import Clock, RealClock
from fetchers.savepage import Keys, SavePage
from fetchers.wayback import Row
from monitor.archives import Worker, working
from monitor.config import Loaded
from monitor.copies import copy_of
from monitor.fetching import client_settings
from monitor.log import canonical
from monitor.mementos import Shelf, keep
from monitor.readers import WorkerLost, Workers
from redline.errors import ReadingError
from redline.reading import read
from storage import changes, heartbeats, policies
from storage.records import Change, ChangeKind, ChangeState
from storage.store import Session, Store

log = logging.getLogger(__name__)

TRIES = 4
AGAIN_AFTER = timedelta(minutes=2)
RECENT = timedelta(days=1)
_ROW = "archive saves"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How far we are with the copy of one change. `captured_at` is set once the archive has it, and we not yet."""

    tries: int
    at: datetime
    url: str | None = None
    captured_at: datetime | None = None


def save_changes(
    loaded: Loaded,
    store: Store,
    workers: Workers,
    *,
    stop: threading.Event,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    manners: Manners | None = None,
    clock: Clock | None = None,
) -> int:
    """Have the archive save what changed lately and has no copy there; returns how many copies were stored.

    Does nothing unless `[archive]` says so. What goes wrong is tried again, a few times. Raises `ArchiveBusy` where
    another process works with the archive.
    """
    keys = loaded.archive_keys()
    with store.reading() as session:
        found = wanted(session, now()) if keys else ()
    if keys is None or not found:
        return 0
    client, waiting = Client(client_settings(loaded)), clock or RealClock(stop)
    try:
        with working(loaded, store, stop=stop, now=now, manners=manners, clock=waiting, client=client) as worker:
            saving = SavePage(
                loaded.config.archive.base_url,
                Keys(access=keys[0], secret=keys[1]),
                client,
                waiting,
                allow_private=loaded.config.archive.allow_private,
            )
            return sum(_saved(loaded, worker, workers, saving, change) for change in found if not stop.is_set())
    finally:
        client.close()


def wanted(session: Session, now: datetime) -> tuple[Change, ...]:
    """The changes of late that an archive should hold and, as far as we know, does not."""
    attempts = _attempts(session)
    states = (ChangeState.HELD, ChangeState.CONFIRMED)
    found = changes.listed(session, states=states, kinds=(ChangeKind.LIVE,), since=now - RECENT)
    return tuple(
        change
        for change in reversed(found)
        if _due(attempts.get(str(change.id)), now)
        and copy_of(session, change.policy_id, change.recipe, change.after_words_sha256, change.first_seen_at) is None
    )


def _due(attempt: Attempt | None, now: datetime) -> bool:
    return attempt is None or (attempt.tries < TRIES and now - attempt.at >= AGAIN_AFTER)


def _saved(loaded: Loaded, worker: Worker, workers: Workers, saving: SavePage, change: Change) -> bool:
    with worker.store.reading() as session:
        policy, before = policies.by_id(session, change.policy_id), _attempts(session).get(str(change.id))
    if policy.slug not in loaded.policies or policy.recipe is None:
        return False
    attempt = Attempt(
        tries=before.tries + 1 if before else 1,
        at=worker.now(),
        url=before.url if before else None,
        captured_at=before.captured_at if before else None,
    )
    shelf = Shelf(worker=worker, workers=workers, policy=policy, recipe=policy.recipe)
    outcome = "failed"
    try:
        attempt = _asked(saving, loaded.policies[policy.slug].url, attempt)
        _note(worker, change.id, attempt)
        outcome = _fetched(shelf, attempt, change)
    except Cancelled:
        raise
    except FetchError as error:
        outcome = f"{error}"
        lasting = isinstance(error, Limited) or (isinstance(error, ArchiveError) and error.permanent)
        _note(worker, change.id, attempt if not lasting else Attempt(tries=TRIES, at=attempt.at))
    log.info("%s", canonical("save", {"policy": policy.slug, "change": change.id, "outcome": outcome}))
    return outcome == "saved"


def _asked(saving: SavePage, url: str, attempt: Attempt) -> Attempt:
    """The attempt with the archive's capture, asked for unless an earlier attempt did."""
    if attempt.captured_at is not None:
        return attempt
    saved = saving.save(url)
    return Attempt(tries=attempt.tries, at=attempt.at, url=saved.url, captured_at=saved.captured_at)


def _fetched(shelf: Shelf, attempt: Attempt, change: Change) -> str:
    """Fetch the archive's capture and store it; what came of it in a word."""
    assert attempt.url is not None
    assert attempt.captured_at is not None
    row = Row(url=attempt.url, captured_at=attempt.captured_at, digest="", status=200, media_type="text/html")
    capture = shelf.worker.archive.play(row)
    try:
        reading = shelf.workers.run(
            read, capture.body, content_type=capture.content_type, url=capture.url, recipe=shelf.recipe
        )
    except (ReadingError, WorkerLost):
        return "unreadable"
    with shelf.store.writing() as session:
        shelf.worker.keep(session)
        keep(session, shelf, capture, reading, None)
    _note(shelf.worker, change.id, Attempt(tries=TRIES, at=attempt.at))
    return "saved" if reading.words_sha256 == change.after_words_sha256 else "saved_another_text"


# --- what is remembered between attempts: one row, of the last days ---------------------------------------------------


def _attempts(session: Session) -> Mapping[str, Attempt]:
    row = heartbeats.get(session, _ROW)
    return {} if row is None else {name: _of_json(told) for name, told in row.detail.items()}


def _note(worker: Worker, change_id: int, attempt: Attempt) -> None:
    with worker.store.writing() as session:
        kept = {name: each for name, each in _attempts(session).items() if worker.now() - each.at < 2 * RECENT}
        kept[str(change_id)] = attempt
        heartbeats.beat(session, _ROW, worker.now(), {name: _to_json(each) for name, each in kept.items()})


def _to_json(attempt: Attempt) -> dict[str, Any]:
    captured_at = attempt.captured_at.isoformat() if attempt.captured_at else None
    return {"tries": attempt.tries, "at": attempt.at.isoformat(), "url": attempt.url, "captured_at": captured_at}


def _of_json(told: Mapping[str, Any]) -> Attempt:
    captured_at = told["captured_at"]
    return Attempt(
        tries=told["tries"],
        at=datetime.fromisoformat(told["at"]),
        url=told["url"],
        captured_at=datetime.fromisoformat(captured_at) if captured_at else None,
    )
