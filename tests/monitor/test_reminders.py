"""What time alone makes due: reminders before a change takes effect, signs of life, feeds on disk."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from fetchers.client import Client
from monitor.all_quiet import tell_all_quiet
from notifiers.feed import ATOM
from storage import outbox
from storage.records import AlertKind, Triage
from storage.store import Session, Store, open_store
from tests.monitor.outboxes import Office, OfficeOf, office
from tests.notifiers import alerts

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def office_of(tmp_path: Path, httpserver: HTTPServer) -> Iterator[OfficeOf]:
    """Makes an office with one webhook that takes everything; its keys are the keywords."""
    httpserver.expect_request("/hook").respond_with_data("ok")
    store, client = open_store(f"sqlite:///{tmp_path / 'office.db'}"), Client()

    def of(**keys: Any) -> Office:
        channel = {"name": "hook", "kind": "webhook", "url": httpserver.url_for("/hook"), **keys}
        return office(store, tmp_path, client, [channel])

    yield of
    client.close()
    store.close()


def kinds(server: HTTPServer) -> list[str]:
    """The kinds of the alerts posted, in order."""
    bodies = [json.loads(request.get_data()) for request, _ in server.log]
    return [alert["kind"] for body in bodies for alert in body["data"]["alerts"]]


def announced(office: Office, effect: str) -> int:
    """A change that takes effect on that day is told."""
    alert = office.change(alerts.assessment(takes_effect=effect))
    assert alert is not None
    office.round()
    return alert.id


def test_a_change_is_told_again_before_it_takes_effect(office_of: OfficeOf, httpserver: HTTPServer) -> None:
    """Once, so many days before."""
    office = office_of(remind_days_before=7)
    announced(office, "2026-03-20")
    office.rounds(10, DAY)  # until the 12th
    assert kinds(httpserver) == ["change"]
    office.rounds(20, DAY)

    assert kinds(httpserver) == ["change", "reminder"]
    (reminder,) = office.alerts(AlertKind.REMINDER)
    assert reminder.created_at.date().isoformat() == "2026-03-13"
    body = json.loads(httpserver.log[-1][0].get_data())
    assert body["data"]["alerts"][0]["verdict"] == "2 material changes take effect on 20 March 2026"


@pytest.mark.parametrize("effect", ["2026-03-05", "2026-02-01"])
def test_what_was_told_within_those_days_needs_no_reminder(
    office_of: OfficeOf, httpserver: HTTPServer, effect: str
) -> None:
    """It is known already, or over."""
    office = office_of(remind_days_before=7)
    announced(office, effect)
    office.rounds(10, DAY)

    assert kinds(httpserver) == ["change"]


def test_what_was_dismissed_is_not_told_again(office_of: OfficeOf, httpserver: HTTPServer) -> None:
    """A person said that it does not matter."""
    office = office_of(remind_days_before=7)
    number = announced(office, "2026-03-20")
    with office.store.writing() as session:
        outbox.triage(session, Triage(alert_id=number, verdict="dismissed", note="", by="ada", at=office.now))
    office.rounds(20, DAY)

    assert kinds(httpserver) == ["change"]


def test_a_channel_that_wants_no_reminders_gets_none(office_of: OfficeOf, httpserver: HTTPServer) -> None:
    """They are asked for."""
    office = office_of()
    announced(office, "2026-03-20")
    office.rounds(20, DAY)

    assert kinds(httpserver) == ["change"]


def test_a_quiet_week_is_told(office_of: OfficeOf, httpserver: HTTPServer) -> None:
    """At its day and hour, from the first whole round on; a week with an alert is not quiet."""
    office = office_of(all_quiet=True, digest_on="fri", digest_at="08:00")
    office.rounds(7 * 24, HOUR)  # until Monday the 9th: one Friday
    assert kinds(httpserver) == ["all_quiet"]
    office.change()
    office.rounds(7 * 24, HOUR)
    assert kinds(httpserver) == ["all_quiet", "change"]
    office.rounds(7 * 24, HOUR)

    assert kinds(httpserver) == ["all_quiet", "change", "all_quiet"]
    told = office.alerts(AlertKind.ALL_QUIET)
    assert [alert.created_at.isoformat()[:13] for alert in told] == ["2026-03-20T08", "2026-03-06T08"]


class Overtaken(Store):
    """A store whose first transaction begins after another process did something."""

    def __init__(self, store: Store, first: Callable[[], None]) -> None:
        self.__dict__.update(store.__dict__)
        self._first = [first]

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[Session]:
        """One transaction."""
        if self._first:
            self._first.pop()()
        with super().writing(durable=durable) as session:
            yield session


def test_two_daemons_tell_a_quiet_week_once(office_of: OfficeOf) -> None:
    """The second finds it told, though it was due when it looked."""
    office = office_of(all_quiet=True, digest_on="fri", digest_at="08:00")
    office.round()
    config, friday = office.loaded.config, datetime(2026, 3, 6, 8, tzinfo=UTC)
    store = Overtaken(office.store, lambda: tell_all_quiet(office.store, config, friday + timedelta(seconds=1)))
    tell_all_quiet(store, config, friday)

    assert len(office.alerts(AlertKind.ALL_QUIET)) == 1


def test_feeds_are_written_when_there_is_news(office_of: OfficeOf, tmp_path: Path) -> None:
    """All, by policy and by tag; and left alone otherwise."""
    office = office_of()
    config = office.loaded.config
    office.loaded = type(office.loaded)(
        path=office.loaded.path,
        config=type(config).model_validate(config.model_dump() | {"feeds": {"folder": "out"}}),
    )
    office.round()
    empty = (tmp_path / "out/all.xml").read_bytes()
    office.change()
    office.round()
    written = tmp_path / "out/policies/ferrywell/privacy.xml"
    before = written.stat().st_mtime_ns
    office.round(DAY)

    assert b"<entry>" not in empty
    assert len(ET.parse(written).getroot().findall("a:entry", {"a": ATOM})) == 1
    assert written.stat().st_mtime_ns == before


def with_feeds(office: Office, folder: str, **policy: Any) -> Office:
    """The office, its feeds written to `folder`."""
    config = office.loaded.config
    table = config.model_dump() | {"feeds": {"folder": folder}}
    table["policy"] = [declared | policy for declared in table["policy"]]
    office.loaded = type(office.loaded)(path=office.loaded.path, config=type(config).model_validate(table))
    return office


def test_feeds_that_cannot_be_written_hold_up_nobody(
    office_of: OfficeOf, httpserver: HTTPServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged once a minute, told once, and made up for when the folder is there."""
    (tmp_path / "out").write_text("no folder")
    office = with_feeds(office_of(), "out")
    office.change()
    office.rounds(3, timedelta(0))

    assert [record.levelname for record in caplog.records if "feeds error=" in record.getMessage()] == ["WARNING"]
    assert sorted(kinds(httpserver)) == ["change", "channel_dead"]
    (told,) = office.alerts(AlertKind.CHANNEL_DEAD)
    assert told.summary.startswith("channel [feeds] takes no messages: ")
    assert "out/all.xml cannot be written: File exists (and " in told.summary
    (tmp_path / "out").unlink()
    office.round(HOUR)
    assert b"<entry>" in (tmp_path / "out/all.xml").read_bytes()
    assert len(office.alerts(AlertKind.CHANNEL_DEAD)) == 1


def test_a_feed_of_a_long_tag_has_a_name_that_fits(office_of: OfficeOf, tmp_path: Path) -> None:
    """Every letter that is none of ASCII's takes six signs in a file's name."""
    office = with_feeds(office_of(), "out", tags=["ä" * 60, "ä" * 61])
    office.change()
    office.round()

    written = sorted((tmp_path / "out/tags").iterdir())
    assert len(written) == 2
    assert all(len(file.name) <= 130 for file in written)
    assert all(
        ET.parse(file)
        .getroot()
        .findtext(
            "a:title",
            None,
            {"a": ATOM},
        )
        for file in written
    )


def test_an_hour_counts_once_when_the_clock_is_set_back(office_of: OfficeOf, httpserver: HTTPServer) -> None:
    """A machine's clock that jumps repeats nothing."""
    office = office_of(all_quiet=True, digest_on="fri", digest_at="08:00")
    office.now = datetime(2026, 3, 6, 7, tzinfo=UTC)
    office.round()
    office.rounds(2, HOUR)
    office.rounds(3, -HOUR)
    office.rounds(3, HOUR)

    assert kinds(httpserver) == ["all_quiet"]
