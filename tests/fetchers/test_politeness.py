"""Rates, turns, pauses, and what Retry-After means."""

import threading
from datetime import UTC, datetime

import pytest

from fetchers.errors import Cancelled
from fetchers.politeness import Bucket, Hosts, Pause, RealClock, back_off, retry_after
from tests.fetchers.servers import FakeClock

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 01 Mar 2026 12:02:00 GMT", 120.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),  # past already
        ("Sun, 01 Mar 2026 12:00:30 -0000", 30.0),
        ("soon", None),
        ("-5", None),
        ("\u00b2", None),  # a digit, but no number
        ("99999999999999", 366 * 86_400.0),
        ("9" * 5000, 366 * 86_400.0),
        ("Fri, 31 Dec 99999999999 23:59:59 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 366 * 86_400.0),
        ("Wed, 21 Oct 2015 07:28:00 +999999999999999", None),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: str | None, seconds: float | None) -> None:
    """RFC 9110 allows both; nonsense is no wish."""

    assert retry_after(value, NOW) == seconds


def test_back_off_doubles_to_its_longest() -> None:
    """1, 2, 4 seconds, and no further than asked."""

    assert [back_off(attempt, first_s=1, longest_s=6) for attempt in (1, 2, 3, 4, 90)] == [1, 2, 4, 6, 6]


def test_a_bucket_spaces_turns_evenly() -> None:
    """No burst, also not after a rest."""
    clock = FakeClock()
    bucket = Bucket(0.5, clock)
    times = []
    for rest in (0, 0, 0, 100, 0):
        clock.now += rest
        bucket.take()
        times.append(clock.now - 1000)

    assert times == [0, 2, 4, 104, 106]


def test_threads_get_turns_of_their_own() -> None:
    """Two threads never share a turn."""
    bucket = Bucket(200, RealClock())
    begun = RealClock().monotonic()

    def ten_turns() -> None:
        for _ in range(10):
            bucket.take()

    threads = [threading.Thread(target=ten_turns) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert RealClock().monotonic() - begun >= 39 / 200


def test_a_longer_pause_stays() -> None:
    """A pause is extended, never cut short."""
    clock = FakeClock()
    pause = Pause(clock)
    pause.extend(60)
    pause.extend(10)
    pause.wait()

    assert clock.now == 1060
    assert pause.left_s == 0


def test_a_stop_ends_every_wait() -> None:
    """Whoever waits for a turn is woken."""
    stop = threading.Event()
    clock = RealClock(stop)
    pause = Pause(clock)
    pause.extend(3600)
    threading.Timer(0.05, stop.set).start()

    with pytest.raises(Cancelled):
        pause.wait()


def test_hosts_wait_for_themselves_only() -> None:
    """Another host's turn comes at once."""
    clock = FakeClock()
    hosts = Hosts(at_once=2, pause_s=3, clock=clock)
    for host in ("a.test", "a.test", "b.test"):
        with hosts.turn(host):
            pass

    assert clock.now == 1003
