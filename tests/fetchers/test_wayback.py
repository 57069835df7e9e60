"""Captures of a real archive's software (pywb behind the Wayback Machine's paths), each with the right outcome."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from fetchers.client import Client, ClientSettings
from fetchers.dialects import Question
from fetchers.errors import Blocked, NotArchived, NotPlayable
from fetchers.politeness import RealClock
from fetchers.wayback import Archive, Line, Manners, Row
from tests.archives import StandIn, stand_in

pytestmark = [pytest.mark.shared, pytest.mark.xdist_group("archive")]


@pytest.fixture(scope="module")
def lab(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """The stand-in over every kind of capture."""
    with stand_in(shared, tmp_path_factory.mktemp("lab"), shared / "wayback" / "lab.warc.gz") as running:
        yield running


@pytest.fixture
def archive(lab: StandIn) -> Iterator[Archive]:
    """The archive through a quick line."""
    lab.faults()
    lab.block()
    client = Client(ClientSettings(read_timeout_s=1.0))
    manners = Manners(
        listings_per_second=1e3, playbacks_per_second=1e3, allow_private=True, pause_s=0.3, first_retry_s=0.01
    )
    yield Archive(lab.url, Line(client, manners, RealClock()))
    client.close()


def _truth(shared: Path) -> list[dict[str, str]]:
    lines = (shared / "wayback" / "truth.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def _row(archive: Archive, truth: dict[str, str]) -> Row:
    at = datetime.strptime(truth["timestamp"], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return next(row for row in archive.captures(Question(url=truth["url"])).rows if row.captured_at == at)


def test_every_capture_is_listed_once(archive: Archive, shared: Path) -> None:
    """All of them, revisits included, under any variant of their address."""
    truth = _truth(shared)
    by_url: dict[str, int] = {}
    for entry in truth:
        by_url[entry["url"]] = by_url.get(entry["url"], 0) + 1
    variants = {url: count for url, count in by_url.items() if "variants.example.org" in url and "?" not in url}

    for url, count in by_url.items():
        expected = sum(variants.values()) if url in variants else count
        assert len(archive.captures(Question(url=url)).rows) == expected, url


def test_every_kind_of_capture_has_its_outcome(archive: Archive, shared: Path) -> None:
    """Revisits, chains of redirects, archived errors, odd encodings: byte for byte; a body cut short is none."""
    seen: set[str] = set()
    for truth in _truth(shared):
        if truth["note"] in seen:
            continue
        seen.add(truth["note"])
        row = _row(archive, truth)
        if truth["note"] == "truncated-content-length-too-long":
            with pytest.raises(NotPlayable):
                archive.play(row)
            continue
        capture = archive.play(row)
        assert hashlib.sha1(capture.body).hexdigest() == truth["sha1"], truth["note"]
        assert truth["status"] in (str(capture.status), "revisit"), truth["note"]
        assert capture.captured_at == row.captured_at

    assert len(seen) > 15


def test_a_chain_of_redirects_is_told_hop_by_hop(archive: Archive, shared: Path) -> None:
    """Each hop names the address it led to, taken out of the archive's own."""
    chain = {entry["note"]: entry for entry in _truth(shared) if entry["note"].startswith("301-")}
    first = archive.play(_row(archive, chain["301-a"]))
    second = archive.play(_row(archive, chain["301-b"]))

    assert (first.status, first.final_url) == (301, chain["301-b"]["url"])
    assert (second.status, second.final_url) == (301, chain["301-target"]["url"])


def test_the_nearest_capture_will_do_within_a_day(archive: Archive, shared: Path) -> None:
    """An archive that cannot play a capture offers another: as good if it is near, and dated by its own time."""
    plain = _row(archive, next(entry for entry in _truth(shared) if entry["note"] == "pdf"))

    near = archive.play(replace(plain, captured_at=plain.captured_at + timedelta(hours=5)))
    assert near.captured_at == plain.captured_at
    with pytest.raises(NotPlayable, match="nearest"):
        archive.play(replace(plain, captured_at=plain.captured_at + timedelta(days=40)))


def test_blocked_never_archived_and_none_in_range_are_told_apart(archive: Archive, lab: StandIn, shared: Path) -> None:
    """In the index and at playback."""
    pdf = next(entry for entry in _truth(shared) if entry["note"] == "pdf")
    row = _row(archive, pdf)
    lab.block("edge.example.org")
    late = Question(url="https://buffer.com/legal", since=date(2030, 1, 1))

    assert archive.captures(Question(url=pdf["url"])).outcome == "blocked"
    assert archive.captures(late).outcome == "none_in_range"
    assert archive.captures(Question(url="https://never.example.org/")).outcome == "never_archived"
    with pytest.raises(Blocked):
        archive.play(row)
    with pytest.raises(NotArchived):
        archive.play(replace(row, url="https://never.example.org/"))


def test_no_request_is_sent_inside_a_pause(archive: Archive, lab: StandIn) -> None:
    """The archive's own log: after each 429 the next request comes when the pause is over, not before."""
    question = Question(url="https://buffer.com/legal")
    lab.faults(
        {"path": "/cdx/", "times": 1, "status": 429, "headers": {"Retry-After": "1"}},
        {"path": "/web/", "times": 2, "status": 429},
    )
    rows = archive.captures(question).rows
    archive.play(rows[0])
    times = [at for at, _ in lab.log()]

    assert len(times) == 5
    assert times[1] - times[0] >= 1.0
    assert times[3] - times[2] >= 0.3
    assert times[4] - times[3] >= 0.6


def test_the_other_dialects_find_the_same_captures(archive: Archive, lab: StandIn, shared: Path) -> None:
    """pywb's own index, and its TimeMap, through the same line; bodies too."""
    question = Question(url="https://buffer.com/legal")
    expected = [row.captured_at for row in archive.captures(question).rows]
    pywb = Archive(f"{lab.url}/web", archive.line, dialect="pywb")
    timemap = Archive(f"{lab.url}/web", archive.line, dialect="timemap")

    assert [row.captured_at for row in pywb.captures(question).rows] == expected
    assert [row.captured_at for row in timemap.captures(question).rows] == expected
    assert pywb.play(pywb.captures(question).rows[0]).body == archive.play(archive.captures(question).rows[0]).body
    assert timemap.captures(Question(url="https://never.example.org/")).outcome == "never_archived"
