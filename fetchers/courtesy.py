"""One line to a web archive: an address in, its answer out, at the archive's pace and inside none of its pauses.

    pause over? ── turn of the bucket ── ask ──> 429            everybody pauses: Retry-After or a minute, doubling;
                                                                at the third in a row the job is parked
                                                 5xx, cut short asked again after 1, 2 and 4 seconds
                                                 timeout        asked again once
                                                 refused        perhaps shut out: parked for an hour, doubling
                                                 a capture      taken as it is, whatever its status (Memento-Datetime)

The Internet Archive shuts out whoever goes on asking after a 429, for an hour, by refusing connections.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

from fetchers.client import Answer, Client
from fetchers.errors import ArchiveError, FetchError, Kind, Limited
from fetchers.politeness import Bucket, Clock, Pause, back_off
from fetchers.refusals import was_refused

Pool = Literal["listing", "playback"]
MEMENTO = "Memento-Datetime"
TRIES = 4
_AGAIN = {Kind.SERVER: TRIES, Kind.CONNECTION: TRIES, Kind.TLS: 2, Kind.TIMEOUT: 2, Kind.DNS: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How an archive is asked. `pause_s` follows a 429 that names no time; `patience` of them in a row park the job for
    `park_s`, as a refused connection does; more than `longest_pause_s` is not believed. `allow_private` lets the
    archive stand at a private address."""

    listings_per_second: float = 0.4
    playbacks_per_second: float = 1.0
    pause_s: float = 60.0
    patience: int = 3
    park_s: float = 3600.0
    longest_park_s: float = 86400.0
    longest_pause_s: float = 7 * 86400.0
    first_retry_s: float = 1.0
    allow_private: bool = False


class Line:
    """The one way to an archive, shared by all threads that ask it.

    `told` is called with the seconds of every pause that begins, so that it can outlive the process; a pause known from
    before is set with `hold_off`.
    """

    def __init__(
        self, client: Client, manners: Manners, clock: Clock, told: Callable[[float], None] = lambda _: None
    ) -> None:
        self.manners = manners
        self.asked = 0
        self._client = client
        self._clock = clock
        self._told = told
        self._pause = Pause(clock)
        self._lock = threading.Lock()
        self._limits = 0
        self._refusals = 0
        self._buckets: dict[Pool, Bucket] = {
            "listing": Bucket(manners.listings_per_second, clock),
            "playback": Bucket(manners.playbacks_per_second, clock),
        }

    def hold_off(self, seconds: float) -> None:
        """Ask nothing for so long."""
        self._pause.extend(seconds)

    @property
    def paused_s(self) -> float:
        """Seconds left of a pause, 0 where there is none."""
        return self._pause.left_s

    def ask(self, url: str, pool: Pool, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer at `url`; no redirect is followed. Waits for its turn and for the end of a pause.

        Raises `Limited` where the job must be parked, `ArchiveError` where the archive fails again and again,
        `Cancelled` where a stop comes while waiting.
        """
        attempt = 0
        while True:
            attempt += 1
            try:
                answer = self._once(url, pool, headers)
            except FetchError as error:
                if attempt >= _AGAIN.get(error.kind, 1):
                    raise _lasting(error, url, attempt) from error
            else:
                if answer.header(MEMENTO) is not None:
                    return answer
                if answer.status != 429 and answer.status < 500:
                    return answer
                if answer.status != 429 and attempt >= TRIES:
                    raise ArchiveError(f"{url} answered {answer.status}", kind=Kind.SERVER, status=answer.status)
                if answer.status == 429:
                    attempt -= 1  # a pause is no failure of this address
                    continue
            self._clock.sleep(back_off(attempt, first_s=self.manners.first_retry_s, longest_s=60.0))

    def _once(self, url: str, pool: Pool, headers: Mapping[str, str] | None) -> Answer:
        self._pause.wait()
        self._buckets[pool].take()
        self._pause.wait()  # one may have begun while we stood in line
        self.asked += 1
        try:
            answer = self._client.get(url, headers=headers, follow=False, allow_private=self.manners.allow_private)
        except FetchError as error:
            if was_refused(error):
                raise self._shut_out(url) from error
            raise
        self._refusals = 0
        if answer.status == 429 and answer.header(MEMENTO) is None:
            self._limited(url, answer)
        else:
            self._limits = 0
        return answer

    def _limited(self, url: str, answer: Answer) -> None:
        """Begin a pause. Raises `Limited` when it is one too many."""
        asked_for = answer.retry_after()
        with self._lock:
            self._limits += 1
            parked = self._limits >= self.manners.patience
            wait = (self.manners.pause_s if asked_for is None else max(asked_for, 1.0)) * 2 ** (self._limits - 1)
            wait = min(max(wait, self.manners.park_s) if parked else wait, self.manners.longest_pause_s)
            self._begin(wait)
            if parked:
                self._limits = 0
        if parked:
            raise Limited(
                f"{_host(url)} asks for fewer requests again", retry_after=timedelta(seconds=wait), parked=True
            )

    def _shut_out(self, url: str) -> Limited:
        with self._lock:
            self._refusals += 1
            wait = back_off(self._refusals, first_s=self.manners.park_s, longest_s=self.manners.longest_park_s)
            self._begin(wait)
        return Limited(f"{_host(url)} refuses connections", retry_after=timedelta(seconds=wait), parked=True)

    def _begin(self, seconds: float) -> None:
        self._pause.extend(seconds)
        self._told(seconds)


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def _lasting(error: FetchError, url: str, attempts: int) -> FetchError:
    if isinstance(error, ArchiveError) or error.kind not in _AGAIN:
        return error
    return ArchiveError(f"{error} ({attempts} attempts at {url})", kind=error.kind, status=error.status)
