"""What is due is checked: hosts spared, the most overdue first, nothing lost when clocks or intervals change."""

import signal
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.checking import Checker, checked, pull_in
from monitor.config import Loaded, parse
from monitor.crew import Crew, crew, utc_now
from monitor.declarations import sync
from monitor.inflight import Flights
from monitor.outcomes import Result
from monitor.readers import Workers
from storage import policies
from storage.records import Policy
from storage.store import Store, open_store
from tests.monitor.commands import Desk
from tests.monitor.pages import text
from tests.monitor.site import WebSite

HOUR = timedelta(hours=1)
PATIENCE_S = 120  # for a process on a busy machine


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A database of its own."""
    opened = open_store(f"sqlite:///{tmp_path / 'checking.db'}")
    yield opened
    opened.close()


def crew_of(folder: Path, store: Store, workers: Workers, addresses: list[str], every: str = "1h") -> Crew:
    """A crew that follows these addresses."""
    table = {
        "clausewatch": {"check_every": every, "jitter": 0, "allow_private_addresses": True, "host_pause": "0s"},
        "policy": [{"service": f"Library {n}", "type": "privacy", "url": url} for n, url in enumerate(addresses)],
    }
    hired = crew(Loaded(path=folder / "config.toml", config=parse(table)), store, workers)
    sync(store, hired.loaded, utc_now())
    return hired


def stored(store: Store) -> tuple[Policy, ...]:
    """All policies."""
    with store.reading() as session:
        return policies.every(session)


def finish_all(checker: Checker) -> None:
    """Let everything that is due run to its end."""
    deadline = time.monotonic() + PATIENCE_S
    while checker.run_due() or checker.busy(1.0):
        assert time.monotonic() < deadline


def test_one_host_is_asked_by_one_at_a_time_while_others_go_on(
    tmp_path: Path, store: Store, workers: Workers, site: WebSite
) -> None:
    """`per_host`."""
    paths = [f"/{n}" for n in range(4)]
    site.pages = {path: text().encode() for path in paths}
    site.delays = dict.fromkeys(paths, 0.2)
    hired = crew_of(tmp_path, store, workers, [site.url + path for path in paths])
    results: list[Result] = []
    flights = Flights(places=8, per_host=1)
    finish_all(Checker(crew=lambda: hired, flights=flights, fatal=_raise, finished=results.append))
    hired.close()

    assert len(results) == 4
    assert all(result.failure is None for result in results)
    assert site.most_at_once == 1


def test_two_checkers_on_one_database_check_each_policy_once(
    tmp_path: Path, store: Store, workers: Workers, site: WebSite
) -> None:
    """Claims are compare-and-set."""
    paths = [f"/{n}" for n in range(6)]
    site.pages = {path: text().encode() for path in paths}
    hired = crew_of(tmp_path, store, workers, [site.url + path for path in paths])
    checkers = [Checker(crew=lambda: hired, flights=Flights(places=8, per_host=8), fatal=_raise) for _ in range(2)]
    threads = [threading.Thread(target=finish_all, args=(checker,)) for checker in checkers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    hired.close()

    assert set(site.asked.values()) == {1}


def test_a_bug_that_one_page_brings_out_is_recorded_and_the_others_go_on(
    tmp_path: Path, store: Store, workers: Workers, site: WebSite, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged with its trace, and retried later."""
    site.pages = {"/0": text().encode(), "/1": text().encode()}
    hired = crew_of(tmp_path, store, workers, [f"{site.url}/0", f"{site.url}/1"])

    def broken(declaration: object, last: object) -> object:
        if str(getattr(declaration, "url", "")).endswith("/0"):
            raise ZeroDivisionError("a bug")
        return hired.captures(declaration, last)  # type: ignore[arg-type]  # as they came

    tools = replace(hired.tools, capture=broken)  # type: ignore[arg-type]  # a bug may have any shape
    faulty = replace(hired, tools=tools)
    finish_all(Checker(crew=lambda: faulty, flights=Flights(places=8, per_host=8), fatal=_raise))
    hired.close()

    first, second = stored(store)
    assert (first.failures, second.failures) == (1, 0)
    assert "ZeroDivisionError" in (first.error_message or "")
    assert "Traceback" in caplog.text


def test_after_a_clock_was_set_back_no_check_waits_longer_than_its_interval(
    tmp_path: Path, store: Store, workers: Workers
) -> None:
    """The row's time lies in what was the future."""
    hired = crew_of(tmp_path, store, workers, ["https://library.example/privacy"])
    (policy,) = stored(store)
    with store.writing() as session:
        policies.schedule(session, policy.id, utc_now() + 30 * HOUR)

    assert pull_in(hired) == 1
    (policy,) = stored(store)
    assert policy.next_check_at is not None
    assert policy.next_check_at <= utc_now() + HOUR
    assert pull_in(hired) == 0
    hired.close()


def test_a_policy_that_fails_waits_no_longer_than_a_server_may_ask(
    tmp_path: Path, store: Store, workers: Workers, site: WebSite
) -> None:
    """A year's wait is a clock's mistake; a week's may be meant."""
    hired = crew_of(tmp_path, store, workers, [f"{site.url}/gone"])
    (policy,) = stored(store)
    claimed = pipeline.claim(hired.tools, policy.id)
    assert claimed is not None
    assert (result := checked(hired, claimed)) is not None
    assert result.failure is not None
    with store.writing() as session:
        policies.schedule(session, policy.id, utc_now() + 100 * HOUR)
    assert pull_in(hired) == 0
    with store.writing() as session:
        policies.schedule(session, policy.id, utc_now() + 10_000 * HOUR)
    assert pull_in(hired) == 1

    hired.close()


def test_a_check_that_hangs_costs_its_place_only_until_its_lease_is_over(store: Store) -> None:
    """A thread cannot be stopped."""
    flights, now = Flights(places=1, per_host=1), utc_now()
    with store.writing() as session:
        policies.sync(session, (), now)
    policy = _policy()
    flights.begin(policy, now + HOUR)

    assert flights.free(now) == 0
    assert flights.free(now + 2 * HOUR) == 1
    flights.end(policy)
    assert flights.wait(0) == ()


def _raise(error: Exception) -> None:
    raise error


def _policy() -> Policy:
    fields = dict.fromkeys(Policy.__dataclass_fields__)
    return Policy(**{**fields, "id": 1, "slug": "a/b", "lease": 1, "declaration": {"url": "https://a.example/"}})  # type: ignore[arg-type]  # the rest does not matter here


@pytest.mark.timeout(600)
@pytest.mark.parametrize("word", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_check_that_was_broken_off_can_be_made_at_once(desk: Desk, word: signal.Signals) -> None:
    """A server that never answers holds up neither Ctrl-C nor, after any end, the next check of that policy."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        mute.settimeout(PATIENCE_S)
        desk.write({"Larch": f"http://127.0.0.1:{mute.getsockname()[1]}/privacy"})
        for _ in range(2):
            check = desk.start("check", "--all")
            asked, _ = mute.accept()  # the page is asked for: the policy is claimed
            check.send_signal(word)
            check.wait(timeout=PATIENCE_S)
            asked.close()

    if word is signal.SIGINT:
        assert check.returncode == 130
        assert "clausewatch: interrupted; what was checked is kept" in desk.log()
    assert "another process is checking it" not in desk.said()
