"""A changed text in, an archive's own copy of it out, made now: so that evidence exists outside our house.

    change held or confirmed ─> asked to save ─> the new capture played and read ─> stored beside our own

Only with an account's keys. The copy is a snapshot of its own: where it has the same words it is a witness of that
version, and the history and the alert name its address. A new capture cannot always be played at once (the archive then
offers an older one), and a page saved by somebody within the hour is not saved again: both are tried later.
"""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from fetchers.client import Client
from fetchers.courtesy import Manners
from fetchers.errors import Cancelled, FetchError, Limited
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

# After each try; the archive's index may lag behind for hours.
WAITS = (timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=3), timedelta(hours=8))
TRIES = len(WAITS)
# The archive does not save one page twice within the hour.
SAVED_AGAIN_AFTER = timedelta(hours=1)
RECENT = timedelta(days=1)
# An archive may round a capture's time.
SAME_CAPTURE = timedelta(seconds=2)
_ROW = "archive saves"
_PAUSE = "archive saves pause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How far we are with the copy of one change. `captured_at` is set once the archive has it, and we not yet.
    `again_at` is when to try again, None: never."""

    tries: int
    at: datetime
    again_at: datetime | None = None
    url: str | None = None
    captured_at: datetime | None = None

    def after(self, wait: timedelta | None = None) -> "Attempt":
        """This attempt with the time of the next: after `wait`, or after more each time; none after the last."""
        step = max(wait or timedelta(0), WAITS[min(self.tries, TRIES) - 1])
        return replace(self, again_at=self.at + step if self.tries < TRIES else None)

    def over(self) -> "Attempt":
        """This attempt as the last one."""
        return Attempt(tries=self.tries, at=self.at)

    def anew(self) -> "Attempt":
        """This attempt without its capture, which shows another text: the page is to be saved again."""
        return Attempt(tries=self.tries, at=self.at).after(SAVED_AGAIN_AFTER)


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
            return _save_each(loaded, worker, workers, saving, found, stop)
    finally:
        client.close()


def _save_each(
    loaded: Loaded,
    worker: Worker,
    workers: Workers,
    saving: SavePage,
    found: Sequence[Change],
    stop: threading.Event,
) -> int:
    """Copies stored of these changes; where the archive or the account must wait, all the others wait as well."""
    stored = 0
    for change in found:
        if stop.is_set():
            break
        try:
            stored += _saved(loaded, worker, workers, saving, change)
        except Limited as error:
            with worker.store.writing() as session:
                heartbeats.beat(session, _PAUSE, worker.now(), {"until": (worker.now() + _wait(error)).isoformat()})
            break
    return stored


def wanted(session: Session, now: datetime) -> tuple[Change, ...]:
    """The changes of late that an archive should hold and, as far as we know, does not; none while it must wait."""
    pause = heartbeats.get(session, _PAUSE)
    if pause is not None and now < datetime.fromisoformat(pause.detail["until"]):
        return ()
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
    return attempt is None or (attempt.again_at is not None and attempt.again_at <= now)


def _saved(loaded: Loaded, worker: Worker, workers: Workers, saving: SavePage, change: Change) -> bool:
    """Whether the change has a copy now. Raises `Limited`, `Cancelled`."""
    with worker.store.reading() as session:
        policy, before = policies.by_id(session, change.policy_id), _attempts(session).get(str(change.id))
    if policy.slug not in loaded.policies or policy.recipe is None:
        return False
    last = before or Attempt(tries=0, at=worker.now())
    if loaded.policies[policy.slug].parts:  # an archive holds its pages apart: none of them is a copy of the document
        _note(worker, change.id, last.over())
        return False
    attempt = replace(last, tries=last.tries + 1, at=worker.now())
    shelf = Shelf(worker=worker, workers=workers, policy=policy, recipe=policy.recipe)
    try:
        attempt = _asked(saving, loaded.policies[policy.slug].url, attempt, change)
        _note(worker, change.id, attempt.after())
        outcome, attempt = _fetched(shelf, attempt, change)
    except Cancelled:
        raise
    except Limited as error:
        _note(worker, change.id, replace(attempt, tries=last.tries, again_at=attempt.at + _wait(error)))
        log.info("%s", canonical("save", {"policy": policy.slug, "change": change.id, "outcome": error}))
        raise
    except FetchError as error:
        outcome = f"{error}"
        attempt = attempt.over() if error.permanent else attempt.after(error.retry_after)
    _note(worker, change.id, attempt)
    log.info("%s", canonical("save", {"policy": policy.slug, "change": change.id, "outcome": outcome}))
    return outcome == "saved"


def _wait(error: Limited) -> timedelta:
    return error.retry_after or timedelta(minutes=1)


def _asked(saving: SavePage, url: str, attempt: Attempt, change: Change) -> Attempt:
    """The attempt with the archive's capture, asked for unless an earlier attempt did: one made since the change."""
    if attempt.captured_at is not None:
        return attempt
    saved = saving.save(url, if_not_archived_within=attempt.at - change.first_seen_at)
    return replace(attempt, url=saved.url, captured_at=saved.captured_at)


def _fetched(shelf: Shelf, attempt: Attempt, change: Change) -> tuple[str, Attempt]:
    """Fetch the archive's capture and store it; what came of it in a word, and whether to go on."""
    assert attempt.url is not None
    assert attempt.captured_at is not None
    row = Row(url=attempt.url, captured_at=attempt.captured_at, digest="", status=200, media_type="text/html")
    capture = shelf.worker.archive.play(row)
    if abs(capture.captured_at - attempt.captured_at) > SAME_CAPTURE:
        return "not_playable_yet", attempt.after()
    try:
        reading = shelf.workers.run(
            read, capture.body, content_type=capture.content_type, url=capture.url, recipe=shelf.recipe
        )
    except (ReadingError, WorkerLost):
        return "unreadable", attempt.over()
    with shelf.store.writing() as session:
        shelf.worker.keep(session)
        keep(session, shelf, capture, reading, None)
    if reading.words_sha256 == change.after_words_sha256:
        return "saved", attempt.over()
    older = capture.captured_at < change.first_seen_at
    return "saved_another_text", attempt.anew() if older else attempt.over()


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
    return {
        "tries": attempt.tries,
        "at": attempt.at.isoformat(),
        "again_at": attempt.again_at.isoformat() if attempt.again_at else None,
        "url": attempt.url,
        "captured_at": attempt.captured_at.isoformat() if attempt.captured_at else None,
    }


def _of_json(told: Mapping[str, Any]) -> Attempt:
    def moment(name: str) -> datetime | None:
        return datetime.fromisoformat(told[name]) if told.get(name) else None

    return Attempt(
        tries=told["tries"],
        at=datetime.fromisoformat(told["at"]),
        again_at=moment("again_at"),
        url=told["url"],
        captured_at=moment("captured_at"),
    )
