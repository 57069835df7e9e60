"""A configuration and a database in, the archive it names out: asked by one worker of all processes, in no pause.

The lease is a row of the database, so that a daemon and a command never ask at the same time. Pauses the archive asked
for are kept there too: whoever starts again inside one waits for its end.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from fetchers.client import Client
from fetchers.politeness import Clock, RealClock
from fetchers.wayback import Archive, Line, Manners
from monitor.config import Loaded
from monitor.fetching import client_settings
from monitor.holders import is_gone, me
from monitor.log import canonical
from storage import heartbeats
from storage.store import Session, Store

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
READ_TIMEOUT_S = 60.0  # archives are slow, and their indexes slower
_LEASE_ROW = "archive worker"


class ArchiveBusy(Exception):  # noqa: N818 - it says what was found
    """Another process works with the archive."""

    def __init__(self, owner: str) -> None:
        super().__init__(f"another process ({owner}) works with the archive already; it does all there is to do")
        self.owner = owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """The one who may ask the archive. `keep` says so again, and must be called more often than `LEASE` lasts."""

    archive: Archive
    store: Store
    now: Callable[[], datetime]
    owner: str = field(default_factory=lambda: f"{me()}/{threading.get_ident()}")

    def keep(self, session: Session) -> None:
        """Hold the lease for a further while, in a transaction that writes anyway. Raises `ArchiveBusy`."""
        found = heartbeats.get(session, _LEASE_ROW)
        if found is not None and not _free(found.detail, self.owner, self.now()):
            raise ArchiveBusy(str(found.detail.get("owner")))
        until = (self.now() + LEASE).isoformat()
        heartbeats.beat(session, _LEASE_ROW, self.now(), {"owner": self.owner, "until": until})

    def let_go(self) -> None:
        """Give the lease up, where it is still ours."""
        with self.store.writing() as session:
            found = heartbeats.get(session, _LEASE_ROW)
            if found is not None and found.detail.get("owner") == self.owner:
                heartbeats.beat(session, _LEASE_ROW, self.now(), {})


@contextmanager
def working(
    loaded: Loaded,
    store: Store,
    *,
    stop: threading.Event,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    manners: Manners | None = None,
    clock: Clock | None = None,
    client: Client | None = None,
) -> Iterator[Worker]:
    """The archive of `loaded`, for one worker at a time. `stop`, once set, ends every wait.

    `manners` are those of the configuration unless given. Raises `ArchiveBusy`.
    """
    asking = client or Client(replace(client_settings(loaded), read_timeout_s=READ_TIMEOUT_S))
    try:
        archive = _archive(loaded, store, asking, manners or manners_of(loaded), clock or RealClock(stop), now)
        worker = Worker(archive=archive, store=store, now=now)
        with store.writing() as session:
            worker.keep(session)
        try:
            yield worker
        finally:
            worker.let_go()
    finally:
        if client is None:
            asking.close()


def manners_of(loaded: Loaded) -> Manners:
    """How `[archive]` says that the archive is asked."""
    said = loaded.config.archive
    return Manners(
        listings_per_second=said.listings_per_second,
        playbacks_per_second=said.playbacks_per_second,
        allow_private=said.allow_private,
    )


def _archive(
    loaded: Loaded, store: Store, client: Client, manners: Manners, clock: Clock, now: Callable[[], datetime]
) -> Archive:
    said = loaded.config.archive
    row = f"archive pause {urlsplit(said.base_url).netloc}"

    def told(seconds: float) -> None:
        log.warning("%s", canonical("archive_pause", {"archive": said.base_url, "seconds": round(seconds)}))
        with store.writing() as session:
            heartbeats.beat(session, row, now(), {"until": (now() + timedelta(seconds=seconds)).isoformat()})

    line = Line(client, manners, clock, told)
    with store.reading() as session:
        known = heartbeats.get(session, row)
    if known is not None:
        line.hold_off((datetime.fromisoformat(known.detail["until"]) - now()).total_seconds())
    return Archive(said.base_url, line, dialect=said.dialect, now=now)


def _free(detail: object, owner: str, now: datetime) -> bool:
    """Whether the lease may be taken: it is nobody's, ours, over, or its process on this machine is dead."""
    if not isinstance(detail, dict) or not detail.get("owner") or detail["owner"] == owner:
        return True
    if datetime.fromisoformat(detail["until"]) <= now:
        return True
    return is_gone(str(detail["owner"]).rpartition("/")[0])
