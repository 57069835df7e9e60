"""Whether all is well: one answer, on the page, for the watchdog, in the API, on the command line."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from monitor import config as configs
from monitor.config import Loaded
from monitor.report import status
from monitor.rounds import note_round
from monitor.settings import Config
from monitor.web.app import create_app
from monitor.web.security import Guard
from monitor.web.site import open_site
from storage import heartbeats, policies
from storage.store import open_store
from tests.monitor.commands import Desk
from tests.monitor.site import WebSite, serving
from tests.monitor.web.world import NOW, texts_store

SLUG, HOUR = "acme/privacy", dt.timedelta(hours=1)
OTHER = '\n[[policy]]\nservice = "Gull Books"\ntype = "privacy"\nurl = "https://gull.example/privacy"\n'


@pytest.fixture
def site() -> Iterator[WebSite]:
    """A web site on loopback, with no page yet."""
    with serving() as started:
        yield started


@pytest.fixture
def desk(tmp_path: Path, site: WebSite) -> Desk:
    """A desk that follows a page which is not there; two failures in a row are told."""
    made = Desk(tmp_path)
    made.write({"Tern Books": f"{site.url}/privacy"}, general="tell_errors_after = 2")
    return made


@contextmanager
def looked_at(desk: Desk) -> Iterator[TestClient]:
    """The web view of a desk, beside a daemon that gave a sign of life just now."""
    store = open_store(f"sqlite:///{desk.database}")
    with store.writing() as session:
        heartbeats.beat(session, "daemon", dt.datetime.now(dt.UTC), {"pid": os.getpid()})
    with TestClient(create_app(open_site(store, configs.load(desk.config), Guard(None)))) as client:
        yield client
    store.close()


@pytest.mark.parametrize(("failures", "fine"), [(1, True), (2, False)])
def test_all_front_doors_agree_whether_a_failing_page_is_for_somebody_to_look_at(
    desk: Desk, failures: int, fine: bool
) -> None:
    """It is from the failure on that is told (`tell_errors_after`); one bad hour is nobody's concern."""
    for _ in range(failures):
        desk.run("check", "--all")
    with looked_at(desk) as client:
        page, healthz, api = client.get("/health").text, client.get("/healthz"), client.get("/api/v1/status").json()
        done, said = desk.run("status"), json.loads(desk.run("status", "--json").out)

    assert ("All is well" in page) is fine
    assert (done.code == 0) is fine
    assert [healthz.json()["fine"], api["fine"], said["fine"]] == [fine] * 3
    assert healthz.status_code == 200
    if not fine:
        assert "1 policy cannot be read" in page
        assert "somebody should look: 1 policy cannot be read" in done.out


def test_rounds_from_cron_take_the_daemons_place_until_they_stop_coming(tmp_path: Path) -> None:
    """One may be somebody's who tries it; from the second on a check may be as late as they are apart."""
    store, start = texts_store(tmp_path / "cron.db", SLUG, ("# Privacy\n\nWe keep your name.\n",), NOW, HOUR), NOW
    policy = {"service": "Acme", "type": "privacy", "url": "https://acme.example/privacy"}
    loaded = Loaded(path=tmp_path / "config.toml", config=Config.model_validate({"policy": [policy]}))
    found = []
    for now, is_round in ((start, True), (start + HOUR, True), (start + 2 * HOUR, False), (start + 9 * HOUR, False)):
        with store.writing() as session:
            if is_round:
                note_round(session, now)
            policies.schedule(session, policies.get(session, SLUG).id, start + 1.5 * HOUR)
            found.append(status(session, loaded, now))
    store.close()

    assert [one.fine for one in found] == [False, True, True, False]
    assert [one.runs for one in found] == [False, True, True, True]
    assert found[-1].amiss == ("1 policy is overdue",)


def test_the_view_knows_a_policy_that_was_added_since_it_was_opened(desk: Desk) -> None:
    """It is open for months; a file that is half written meanwhile changes nothing."""
    desk.run("list")
    with looked_at(desk) as client:
        before = client.get("/health").text
        desk.config.write_text(desk.config.read_text() + OTHER)
        desk.run("list")
        after = client.get("/health").text
        desk.config.write_text("[clausewatch")
        broken = client.get("/health").text

    assert "1 followed" in before
    assert "2 followed" in after
    assert "2 followed" in broken
