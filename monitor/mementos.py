"""One archived capture in; its snapshot, reading and judgement stored, its row settled, and its text's name out.

Everything about one capture is one transaction, so that a stop at any moment leaves whole captures and nothing else.
The same bytes listed at other times are sightings of the one snapshot: no request is made for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from fetchers.base import Capture
from fetchers.errors import ArchiveError, Blocked, NotArchived
from fetchers.wayback import Row, address_key
from monitor import shelving
from monitor.archives import Worker
from monitor.listing import LED_TO
from monitor.readers import WorkerLost, Workers
from monitor.vouching import vouched
from redline.errors import ReadingError
from redline.reading import read
from redline.types import Reading, Recipe
from storage import mementos, snapshots
from storage.records import Memento, MementoState, NewSnapshot, Policy, Snapshot, Source
from storage.store import Session, Store

NO_TEXT = "no text of the policy"
NOT_PLAYED = "not played: "
# Sightings written in one transaction: others wait for it.
AT_ONCE = 200
_READABLE = ("text/html", "application/xhtml", "application/pdf", "text/plain", "text/markdown", "warc/revisit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where captures of one policy are put, and how they are read."""

    worker: Worker
    workers: Workers
    policy: Policy
    recipe: Recipe

    @property
    def store(self) -> Store:
        """The database."""
        return self.worker.store

    @property
    def now(self) -> datetime:
        """The time of what is written."""
        return self.worker.now()

    def keep(self, session: Session) -> None:
        """Hold the archive for a further while."""
        self.worker.keep(session)


def is_candidate(memento: Memento) -> bool:
    """Whether a listed capture may hold the policy: an answer or a revisit of one, of a kind we read."""
    kind = memento.media_type.lower()
    return memento.status in (200, None) and (kind in ("", "unk", "-") or kind.startswith(_READABLE))


def fetch(shelf: Shelf, memento: Memento, like: str | None = None) -> str | None:
    """Fetch, read and store one capture; its text's name (`words_sha256`), `NO_TEXT` where it holds none of the policy.

    None where it cannot be had now: another run may try again. `like` is the digest of a body expected to be similar.
    Raises what concerns the archive as a whole: `Limited`, `Cancelled`, `Blocked`.
    """
    try:
        capture = shelf.worker.archive.play(_row(memento))
    except Blocked:
        raise
    except NotArchived as error:
        return _settled(shelf, memento, str(error), NO_TEXT)
    except ArchiveError as error:
        if error.retry_after is not None:
            raise
        return _settled(shelf, memento, f"{NOT_PLAYED}{error}", None)
    if capture.status != 200:
        led = f"{LED_TO}{capture.final_url}" if 300 <= capture.status < 400 else f"was a {capture.status}"
        return _settled(shelf, memento, led, NO_TEXT)
    return _read(shelf, memento, capture, like)


def look_up(shelf: Shelf, memento: Memento) -> None:
    """Find where an archived redirect led, and note it. Raises as `fetch` does."""
    try:
        capture = shelf.worker.archive.play(_row(memento))
    except Blocked:
        raise
    except ArchiveError as error:
        if error.retry_after is not None:
            raise
        _settled(shelf, memento, f"{NOT_PLAYED}{error}", None)
        return
    moved = capture.final_url != capture.url
    _settled(shelf, memento, f"{LED_TO}{capture.final_url}" if moved else f"was a {capture.status}", NO_TEXT)


def _row(memento: Memento) -> Row:
    return Row(
        url=memento.url,
        captured_at=memento.captured_at,
        digest=memento.digest,
        status=memento.status,
        media_type=memento.media_type,
    )


def _settled(shelf: Shelf, memento: Memento, detail: str, text: str | None) -> str | None:
    with shelf.store.writing() as session:
        shelf.worker.keep(session)
        state = MementoState.FETCHED if detail.startswith(LED_TO) else MementoState.FAILED
        mementos.settle(session, memento.id, state, detail=detail[:500])
    return text


def _read(shelf: Shelf, memento: Memento, capture: Capture, like: str | None) -> str | None:
    try:
        reading = shelf.workers.run(
            read, capture.body, content_type=capture.content_type, url=capture.url, recipe=shelf.recipe
        )
    except (ReadingError, WorkerLost) as error:
        return _settled(shelf, memento, f"cannot be read: {error}", NO_TEXT)
    reading = vouched(reading, shelf.policy)
    with shelf.store.writing() as session:
        shelf.worker.keep(session)
        snapshot = keep(session, shelf, capture, reading, like)
        mementos.settle(session, memento.id, MementoState.FETCHED, snapshot_id=snapshot.id)
    return text_of(reading)


def text_of(reading: Reading) -> str:
    """The name of a reading's text, `NO_TEXT` where it is not the policy."""
    return reading.words_sha256 if reading.quality.verdict == "policy" else NO_TEXT


def keep(session: Session, shelf: Shelf, capture: Capture, reading: Reading, like: str | None) -> Snapshot:
    """Store a capture of an archive with its reading, judged by itself: the policy or not."""
    new = partial(_new_snapshot, shelf.policy.id, capture)
    snapshot, name = shelving.put(session, shelf, capture.body, reading, new, like=like)
    shelving.judge(session, shelf, snapshot, name, reading)
    return snapshot


def _new_snapshot(policy_id: int, capture: Capture, body_sha256: str) -> NewSnapshot:
    return NewSnapshot(
        policy_id=policy_id,
        source=Source.WAYBACK,
        captured_at=capture.captured_at,
        fetched_at=capture.fetched_at,
        url=capture.url,
        final_url=capture.final_url,
        status=capture.status,
        media_type=capture.media_type,
        headers=capture.headers,
        body_sha256=body_sha256,
        archive_url=capture.archive_url,
    )


def is_unplayed(memento: Memento) -> bool:
    """Whether the archive could not give a capture when it was asked for."""
    return (memento.detail or "").startswith(NOT_PLAYED)


def key_of(memento: Memento) -> str:
    """What captures of equal bytes share; without a digest each has its own."""
    return memento.digest or f"{address_key(memento.url)} {memento.captured_at.isoformat()}"


def _open(memento: Memento) -> bool:
    return memento.detail is None or is_unplayed(memento)


def repeat(shelf: Shelf, listed: Sequence[Memento]) -> int:
    """Turn captures whose bytes are stored already, by the archive's digest, into sightings; returns how many."""
    known = {memento.digest: memento.snapshot_id for memento in listed if memento.snapshot_id and memento.digest}
    again = [
        memento
        for memento in listed
        if memento.snapshot_id is None and memento.digest in known and is_candidate(memento) and _open(memento)
    ]
    for at in range(0, len(again), AT_ONCE):
        _sight(shelf, again[at : at + AT_ONCE], known)
    return len(again)


def _sight(shelf: Shelf, again: Sequence[Memento], known: Mapping[str, int]) -> None:
    with shelf.store.writing() as session:
        shelf.worker.keep(session)
        of_digest = {digest: snapshots.get(session, known[digest]) for digest in {each.digest for each in again}}
        for memento in again:
            snapshot = of_digest[memento.digest]
            snapshots.sight(session, snapshot, memento.captured_at)
            mementos.settle(session, memento.id, MementoState.FETCHED, snapshot_id=snapshot.id)
