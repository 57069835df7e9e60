"""The real daemon as a process: it follows, tells, shares, reloads and stops."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from fetchers import browser
from monitor.config import load
from monitor.daemon import Daemon
from storage.store import open_store
from tests.fetchers.servers import fixed, serving
from tests.monitor.commands import Desk
from tests.monitor.pages import OTHER, SALE, SLUG, text
from tests.monitor.site import WebSite
from tests.processes import children

PATIENCE_S = 40.0
TOLD = "Tern Books privacy: 1 material change"


BAD = (
    b"[polcy]\n",
    b'[clausewatch]\ncheck_every = "99999999999999d"\n',
    b'[clausewatch]\ncheck_every = "999999999d"\n',
    b"x = " + b"[" * 5000 + b"]" * 5000,
    b'[[channel]]\nname = "chat"\nkind = "slack"\nwebhook_url = "file:hook"\n',
    b"[clausewatch]\njitter = " + b"9" * 5000,
    b"\xff\xfe",
)


@contextmanager
def running(desk: Desk) -> Iterator["subprocess.Popen[str]"]:
    """`clausewatch run` while the block runs; it is stopped, and the stop is quick."""
    daemon = desk.start("run")
    try:
        yield daemon
    finally:
        begun = time.monotonic()
        daemon.send_signal(signal.SIGTERM)
        try:
            daemon.wait(timeout=15)
        except subprocess.TimeoutExpired:
            daemon.kill()
            raise
        stopped_in = time.monotonic() - begun
    assert stopped_in < 10
    assert daemon.returncode == 0, desk.log()


def until(come: Callable[[], object], what: str, desk: Desk) -> None:
    """Wait for something to come."""
    deadline = time.monotonic() + PATIENCE_S
    while not come():
        assert time.monotonic() < deadline, f"{what} did not come:\n{desk.log()}"
        time.sleep(0.05)


def checks(desk: Desk, slug: str = SLUG) -> int:
    """How often the daemon checked a policy."""
    return desk.log().count(f"check policy={slug} ")


@pytest.fixture
def followed(desk: Desk, site: WebSite) -> Desk:
    """A desk that follows one page every half second."""
    site.pages["/privacy"] = text().encode()
    desk.write({"Tern Books": f"{site.url}/privacy"}, every="0.5s", confirm_after="0.5s")
    return desk


def test_a_change_of_the_page_is_confirmed_and_told(followed: Desk, site: WebSite) -> None:
    """Once."""
    with running(followed):
        until(lambda: checks(followed) >= 1, "a first check", followed)
        site.pages["/privacy"] = text(SALE).encode()
        until(lambda: TOLD in followed.said(), "the alert", followed)
        seen = checks(followed)
        until(lambda: checks(followed) >= seen + 2, "two more checks", followed)
        status = followed.run("status", "--json")

    assert status.code == 0, status.out
    assert json.loads(status.out)["daemon"]["alive"] is True
    assert followed.log().count("delivery channel=desk") == 1


def test_two_daemons_share_the_work_and_do_nothing_twice(followed: Desk, site: WebSite) -> None:
    """Each check and each message is claimed by one."""
    with running(followed), running(followed):
        until(lambda: checks(followed) >= 2, "first checks", followed)
        site.pages["/privacy"] = text(SALE).encode()
        until(lambda: TOLD in followed.said(), "the alert", followed)
        seen = checks(followed)
        until(lambda: checks(followed) >= seen + 3, "more checks", followed)

    assert followed.said().count(TOLD) == 1
    assert followed.log().count("told=1") == 1
    assert site.most_at_once <= 2


def test_a_stopped_daemon_is_not_called_alive(followed: Desk) -> None:
    """Its last sign of life may be seconds old: the process is gone."""
    with running(followed):
        until(lambda: "daemon: alive" in followed.run("status").out, "a first sign of life", followed)
        alive = followed.run("status")
    stopped = followed.run("status")

    assert (alive.code, stopped.code) == (0, 1)
    assert "daemon: not running" in stopped.out


def test_a_channel_that_fails_is_for_somebody_to_look_at(followed: Desk, site: WebSite) -> None:
    """The daemon lives, and still not all is well."""
    channel = f'[[channel]]\nname = "hook"\nkind = "webhook"\nurl = "{site.url}/hook"\nallow_private = true\n'
    followed.config.write_text(followed.config.read_text() + channel)
    site.pages["/hook"], site.statuses["/hook"] = b"no", 500
    with running(followed):
        until(lambda: checks(followed) >= 1, "a first check", followed)
        before = followed.run("status")
        site.pages["/privacy"] = text(SALE).encode()
        until(lambda: "channel=hook" in followed.log(), "the attempt", followed)
        status = followed.run("status")

    assert (before.code, status.code) == (0, 1)
    assert "daemon: alive" in status.out
    assert "channel hook: takes no messages since " in status.out


def test_a_message_that_is_accepted_while_the_daemon_stops_is_noted(followed: Desk, site: WebSite) -> None:
    """A stop is no crash: nobody is told again at the next start."""
    channel = f'[[channel]]\nname = "hook"\nkind = "webhook"\nurl = "{site.url}/hook"\nallow_private = true\n'
    followed.config.write_text(followed.config.read_text() + channel)
    site.pages["/hook"], site.delays["/hook"] = b"ok", 1.5
    with running(followed):
        until(lambda: checks(followed) >= 1, "a first check", followed)
        site.pages["/privacy"] = text(SALE).encode()
        until(lambda: site.asked.get("/hook"), "the message", followed)

    assert "hook sent" in followed.run("alerts").out
    assert site.asked["/hook"] == 1


@pytest.mark.browser
@pytest.mark.skipif(not browser.available(), reason="no Chromium found, or Playwright is not installed")
def test_a_stop_while_a_browser_draws_is_no_failure_of_the_page(desk: Desk, site: WebSite) -> None:
    """Also where the signal goes to the browser as well, as a terminal and a service manager send it."""
    site.pages["/privacy"], site.delays["/privacy"] = text().encode(), 60
    desk.write({"Tern Books": f"{site.url}/privacy"})
    desk.config.write_text(desk.config.read_text() + 'fetcher = "browser"\n')
    daemon = desk.start("run", session=True)
    until(lambda: site.asked.get("/privacy"), "the browser", desk)
    os.killpg(daemon.pid, signal.SIGTERM)
    daemon.wait(timeout=30)
    (listed,) = json.loads(desk.run("list", "--json").out)

    assert daemon.returncode == 0, desk.log()
    assert "outcome=failed" not in desk.log()
    assert (listed["error"], listed["last_checked_at"]) == (None, None)


def test_a_page_that_hangs_holds_up_neither_the_others_nor_the_stop(desk: Desk, site: WebSite) -> None:
    """Each fetch has a deadline, and a stop does not wait for it."""
    site.pages |= {"/privacy": text().encode(), "/slow": text().encode()}
    site.delays["/slow"] = 60
    slow = site.url.replace("127.0.0.1", "localhost")
    desk.write(
        {"Tern Books": f"{site.url}/privacy", "Slow": f"{slow}/slow"}, every="0.5s", general='fetch_deadline = "2s"'
    )
    with running(desk):
        until(lambda: checks(desk) >= 3, "checks of the other page", desk)
        until(lambda: "cause=timeout" in desk.log(), "the slow page's time-out", desk)


def test_a_killed_reader_is_replaced_and_the_policy_goes_on(followed: Desk, site: WebSite) -> None:
    """The loop never stops."""
    with running(followed) as daemon:
        until(lambda: checks(followed) >= 1, "a first check", followed)
        readers = children(daemon.pid, "spawn_main")
        assert readers
        for reader in readers:
            os.kill(reader, signal.SIGKILL)
        site.pages["/privacy"] = text(SALE).encode()
        until(lambda: TOLD in followed.said(), "the alert", followed)


def test_after_kill_9_nothing_is_lost_and_nothing_told_twice(followed: Desk, site: WebSite) -> None:
    """The row is the schedule, the outbox is in the database."""
    daemon = followed.start("run")
    until(lambda: checks(followed) >= 1, "a first check", followed)
    site.pages["/privacy"] = text(SALE).encode()
    until(lambda: "move=hold" in followed.log(), "the held change", followed)
    daemon.kill()
    daemon.wait()
    with running(followed):
        until(lambda: TOLD in followed.said(), "the alert", followed)

    assert followed.said().count(TOLD) == 1


def test_a_new_configuration_is_taken_up_and_a_bad_one_is_not(followed: Desk, site: WebSite) -> None:
    """SIGHUP; a bad file keeps the old one running."""
    site.pages["/terms"] = text().replace("Privacy Policy", "Terms").encode()
    (followed.folder / "hook").write_bytes(b"https://hooks.example/\xff")
    pages = {"Tern Books": f"{site.url}/privacy", "Gull Maps": f"{site.url}/terms"}
    with running(followed) as daemon:
        until(lambda: checks(followed) >= 1, "a first check", followed)
        for count, bad in enumerate(BAD, 1):
            followed.config.write_bytes(bad)
            daemon.send_signal(signal.SIGHUP)
            until(lambda: followed.log().count('outcome="kept the old one"') == count, "the refusal", followed)  # noqa: B023 - waited for here
        seen = checks(followed)
        until(lambda: checks(followed) > seen, "another check", followed)
        followed.write(pages, every="0.5s")
        daemon.send_signal(signal.SIGHUP)
        until(lambda: checks(followed, "gull-maps/privacy"), "a check of the new policy", followed)


def test_what_a_reload_cannot_take_up_is_named(followed: Desk, site: WebSite) -> None:
    """The database stays the one it began with, and the log says so; what it can take up it takes."""
    pages = {service: f"{site.url}/privacy?{service}" for service in ("One", "Two")}
    with running(followed) as daemon:
        until(lambda: checks(followed) >= 1, "a first check", followed)
        followed.write(pages, every="0.5s", general='per_host = 3\ndatabase_url = "sqlite:///other.db"\nreaders = 1')
        daemon.send_signal(signal.SIGHUP)
        until(lambda: "reload outcome=" in followed.log(), "the reload", followed)
        until(lambda: checks(followed, "two/privacy") and checks(followed, "one/privacy"), "new checks", followed)

    assert 'needs_restart="clausewatch.database_url, clausewatch.readers"' in followed.log()
    assert not (followed.folder / "other.db").exists()


def test_an_error_is_told_once_when_it_opens_and_once_when_it_closes(desk: Desk, site: WebSite) -> None:
    """Not at each run."""
    site.pages["/privacy"] = text().encode()
    desk.write({"Tern Books": f"{site.url}/privacy"}, every="0.3s")
    with running(desk):
        until(lambda: checks(desk) >= 1, "a first check", desk)
        site.pages["/privacy"] = OTHER.encode()
        until(lambda: desk.log().count("outcome=soft_failure") >= 5, "five failures", desk)
        site.pages["/privacy"] = text().encode()
        until(lambda: desk.log().count("delivery channel=desk") >= 2, "both messages", desk)

    assert desk.log().count("delivery channel=desk") == 2
    assert "1 followed, 0 failing" in desk.run("status").out


def test_once_makes_the_checks_that_are_due_and_ends(followed: Desk) -> None:
    """For cron."""
    done = followed.run("run", "--once")

    assert done.code == 0, done.err
    assert done.err.count(f"check policy={SLUG} ") >= 1


def test_an_unset_secret_of_an_active_channel_is_a_start_up_error(desk: Desk, site: WebSite) -> None:
    """Better than an alert that cannot be sent."""
    desk.write({"Tern Books": f"{site.url}/privacy"})
    chat = '[[channel]]\nname = "chat"\nkind = "slack"\nwebhook_url = "env:TERN_BOOKS_UNSET"\n'
    desk.config.write_text(desk.config.read_text() + chat)
    done = desk.run("run")

    assert done.code == 1
    assert 'channel "chat".webhook_url: the environment variable TERN_BOOKS_UNSET is not set' in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_heartbeat_url_is_called(followed: Desk, site: WebSite) -> None:
    """So that silence is noticed elsewhere."""
    site.pages["/beat"] = b"ok"
    page = {"Tern Books": f"{site.url}/privacy"}
    followed.write(page, every="0.5s", general=f'heartbeat_url = "{site.url}/beat"')
    with running(followed):
        until(lambda: site.asked.get("/beat"), "the call", followed)


def test_a_secret_that_went_away_is_waited_for(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """Its file is being replaced, or unreadable for a while: that ends no service."""
    (desk.folder / "beat").write_text("https://beat.test/", encoding="utf-8")
    desk.write({}, general='heartbeat_url = "file:beat"')
    with closing(open_store(f"sqlite:///{desk.database}")) as store:
        daemon = Daemon(load(desk.config), store)
        (desk.folder / "beat").unlink()
        daemon._guarded(daemon._beat)()
        stopped = daemon._stop.is_set()
        daemon._end()

    assert not stopped
    assert "beat cannot be read" in caplog.text


def test_a_heartbeat_that_is_answered_oddly_is_no_end(followed: Desk, site: WebSite) -> None:
    """Whoever listens there may send what he likes."""
    odd = b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\nConnection: close\r\n\r\nhi"
    with serving(fixed(odd)) as server:
        general = f'heartbeat_url = "{server.url}/beat"'
        followed.write({"Tern Books": f"{site.url}/privacy"}, every="0.5s", general=general)
        with running(followed):
            until(lambda: "heartbeat_url error=too_large" in followed.log(), "the call", followed)
            seen = checks(followed)
            until(lambda: checks(followed) > seen, "another check", followed)


def _healthy(address: str) -> bool:
    try:
        with urlopen(f"{address}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except HTTPError:
        return False


def test_the_web_view_is_served_beside_the_checks_where_it_is_asked_for(followed: Desk, site: WebSite) -> None:
    """One process for everything."""
    web = "[web]\nenabled = true\nport = 0\n"
    followed.config.write_text(followed.config.read_text() + web)
    with running(followed):
        until(lambda: "web address=http://127.0.0.1:" in followed.log(), "the address", followed)
        address = followed.log().split("web address=")[1].split()[0]
        until(lambda: _healthy(address), "the first sign of life", followed)
        until(lambda: checks(followed) >= 1, "a first check", followed)
