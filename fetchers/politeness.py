"""How often we ask: rates, turns, pauses and what Retry-After means.

Pure functions decide (`spacing`, `back_off`, `retry_after`); `Bucket`, `Pause` and `Hosts` keep the state that threads
share. Waiting goes through a `Clock`, so that a stop ends it and tests need not wait.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

from fetchers.errors import Cancelled
from fetchers.values import http_date


class Clock(Protocol):
    """Time that only goes forward, and a way to let it pass."""

    def monotonic(self) -> float:
        """Seconds since some moment."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait. Raises `Cancelled` where a stop comes first."""
        ...


class RealClock:
    """The machine's clock. `stop` ends every wait."""

    def __init__(self, stop: threading.Event | None = None) -> None:
        self._stop = stop or threading.Event()

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait. Raises `Cancelled` where a stop comes first."""
        if self._stop.wait(max(seconds, 0)):
            raise Cancelled("stopped while waiting")


LONGEST_ASKED_S = 366 * 86_400.0  # a server that asks for more, as 99999999999999 was seen, means nothing by it


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds a Retry-After header asks for: a number, or a date compared with `now`. None for neither."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_ASKED_S)
    at = http_date(text)
    return None if at is None else min(max((at - now).total_seconds(), 0.0), LONGEST_ASKED_S)


def back_off(attempt: int, *, first_s: float, longest_s: float) -> float:
    """The wait after attempt number `attempt` (from 1): it doubles from `first_s` up to `longest_s`."""
    return min(first_s * float(1 << min(attempt - 1, 30)), longest_s)


class Bucket:
    """At most `per_second` turns a second, evenly spaced, for all threads that share it."""

    def __init__(self, per_second: float, clock: Clock) -> None:
        self._every_s = 1.0 / per_second
        self._clock = clock
        self._next = clock.monotonic()
        self._lock = threading.Lock()

    def take(self) -> None:
        """Wait for the next turn. Raises `Cancelled`."""
        with self._lock:
            now = self._clock.monotonic()
            turn = max(self._next, now)
            self._next = turn + self._every_s
        if turn > now:
            self._clock.sleep(turn - now)


class Pause:
    """A time in which nobody asks. Whoever shares it waits for its end."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until = clock.monotonic()
        self._lock = threading.Lock()

    def extend(self, seconds: float) -> None:
        """Pause for this long from now; a longer pause already begun stays."""
        with self._lock:
            self._until = max(self._until, self._clock.monotonic() + seconds)

    @property
    def left_s(self) -> float:
        """Seconds until the end, 0 where there is no pause."""
        return max(self._until - self._clock.monotonic(), 0.0)

    def wait(self) -> None:
        """Return when no pause is on. Raises `Cancelled`."""
        while (left := self.left_s) > 0:
            self._clock.sleep(left)


class Hosts:
    """Turns by host: so many at once, and a pause between two."""

    def __init__(self, *, at_once: int, pause_s: float, clock: Clock | None = None) -> None:
        self._at_once, self._pause_s = at_once, pause_s
        self._clock = clock or RealClock()
        self._lock = threading.Lock()
        self._doors: dict[str, tuple[threading.Semaphore, Bucket]] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """One turn with `host`. Raises `Cancelled`."""
        places, bucket = self._door(host)
        with places:
            bucket.take()
            yield

    def _door(self, host: str) -> tuple[threading.Semaphore, Bucket]:
        with self._lock:
            if host not in self._doors:
                per_second = 1 / self._pause_s if self._pause_s > 0 else 1e9
                self._doors[host] = (threading.Semaphore(self._at_once), Bucket(per_second, self._clock))
            return self._doors[host]
