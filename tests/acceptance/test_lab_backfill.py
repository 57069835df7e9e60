"""The past of a real document out of real archive software that misbehaves: no version is lost, none invented."""

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from fetchers.client import Client, ClientSettings
from fetchers.politeness import RealClock
from fetchers.wayback import Manners
from monitor import archives, backfill
from monitor.backfill import Ending, Report
from monitor.config import Loaded, parse
from monitor.declarations import sync
from monitor.readers import Workers
from storage import history, policies, upkeep
from storage.store import Store, open_store
from tests.archives import StandIn, stand_in

pytestmark = [pytest.mark.shared, pytest.mark.xdist_group("archive")]

URL = "https://uptimerobot.com/privacy/"
SLUG = "uptimerobot/privacy"
MANNERS = Manners(
    listings_per_second=1e3, playbacks_per_second=1e3, pause_s=0.4, park_s=1.0, first_retry_s=0.01, allow_private=True
)
NOW = datetime.fromisoformat("2026-11-01T00:00:00Z")
UNFINISHED = (Ending.LIMITED, Ending.UNREACHABLE, Ending.STOPPED)
Spans = list[tuple[datetime, datetime, str]]


@pytest.fixture(scope="module")
def lab(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """The stand-in over the laboratory's archive."""
    with stand_in(shared, tmp_path_factory.mktemp("lab"), shared / "wayback" / "lab.warc.gz") as running:
        yield running


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """One worker process."""
    with Workers(1) as started:
        yield started


def _past(lab: StandIn, folder: Path, workers: Workers) -> tuple[Spans, list[Report]]:
    """The document's versions, and the reports of as many runs as it took."""
    folder.mkdir()
    table = {
        "archive": {"base_url": lab.url},
        "policy": [{"service": "UptimeRobot", "type": "privacy", "url": URL}],
    }
    loaded = Loaded(path=folder / "config.toml", config=parse(table))
    store = open_store(f"sqlite:///{folder / 'past.db'}")
    sync(store, loaded, NOW)
    reports: list[Report] = []
    while not reports or reports[-1].ending in UNFINISHED:
        assert len(reports) < 20
        reports.append(_run(loaded, store, workers))
    with store.reading() as session:
        versions = history.versions(session, policies.get(session, SLUG))
    assert not upkeep.check(store)
    store.close()
    return [(version.first_seen, version.last_seen, version.words_sha256) for version in versions], reports


def _run(loaded: Loaded, store: Store, workers: Workers) -> Report:
    stop = threading.Event()
    client = Client(ClientSettings(read_timeout_s=0.5))
    with archives.working(loaded, store, stop=stop, manners=MANNERS, clock=RealClock(stop), client=client) as worker:
        report = backfill.of_policy(loaded, worker, workers, SLUG, stop=stop)
    client.close()
    return report


@pytest.fixture(scope="module")
def undisturbed(lab: StandIn, workers: Workers, tmp_path_factory: pytest.TempPathFactory) -> Spans:
    """What an archive in good health gives."""
    lab.faults()
    spans, reports = _past(lab, tmp_path_factory.mktemp("calm") / "past", workers)
    assert reports[-1].ending is Ending.DONE
    assert len(spans) > 3
    return spans


FAULTS: dict[str, list[dict[str, Any]]] = {
    "429 that names its time": [{"path": "/web/", "times": 2, "status": 429, "headers": {"Retry-After": "1"}}],
    "429 that names none": [{"path": "/web/", "times": 3, "status": 429}, {"path": "/cdx/", "times": 1, "status": 429}],
    "503 for a while": [{"path": "/web/", "times": 9, "status": 503}, {"path": "/cdx/", "times": 2, "status": 503}],
    "503 for long": [{"path": "/web/", "times": 30, "status": 503}],
    "silence": [{"path": "/web/", "times": 3, "delay": 1.0, "status": 503}],
    "pages that are none": [{"path": "/web/", "times": 2, "status": 200, "body": "<html>please wait</html>"}],
}


@pytest.mark.parametrize("name", FAULTS)
def test_an_archive_that_misbehaves_costs_time_and_no_version(
    name: str, lab: StandIn, workers: Workers, undisturbed: Spans, tmp_path: Path
) -> None:
    """The same versions, first and last seen at the same captures; the index is asked once."""
    lab.faults(*FAULTS[name])

    spans, _ = _past(lab, tmp_path / "past", workers)

    assert spans == undisturbed
    answered = [target for _, target in lab.log() if target.startswith("/cdx/")]
    asked_again = sum(int(fault["times"]) for fault in FAULTS[name] if fault["path"] == "/cdx/")
    assert len(answered) == 1 + asked_again


def test_no_request_is_sent_inside_a_pause(lab: StandIn, workers: Workers, undisturbed: Spans, tmp_path: Path) -> None:
    """Three refusals in a row park the job: the log shows each gap, whoever runs."""
    lab.faults({"path": "/web/", "times": 3, "status": 429})

    spans, reports = _past(lab, tmp_path / "past", workers)
    times = [at for at, target in lab.log() if target.startswith("/web/")]

    assert spans == undisturbed
    assert [report.ending for report in reports] == [Ending.LIMITED, Ending.DONE]
    assert times[1] - times[0] >= 0.4
    assert times[2] - times[1] >= 0.8
    assert times[3] - times[2] >= 1.0


def test_a_site_that_is_held_back_is_told_so(lab: StandIn, workers: Workers, tmp_path: Path) -> None:
    """Nothing is stored, and nothing asked beyond the index."""
    lab.faults()
    lab.block("uptimerobot.com")
    try:
        spans, reports = _past(lab, tmp_path / "past", workers)
    finally:
        lab.block()

    assert spans == []
    assert [report.ending for report in reports] == [Ending.BLOCKED]
    assert len(lab.log()) == 1
