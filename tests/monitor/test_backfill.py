"""Backfill over an invented archive: what is asked, what is found, and what is left when it is cut short."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fetchers.errors import Limited
from fetchers.wayback import Manners
from monitor import archives
from monitor.archives import ArchiveBusy
from monitor.backfill import Ending, Progress, unfinished
from monitor.readers import Workers
from redline.extraction import EXTRACTOR
from redline.reading import read
from redline.types import Recipe
from storage import bodies, policies, readings, recipes, snapshots, upkeep
from storage.records import ChangeKind, CountsAs, MementoState
from storage.store import open_store
from tests.archives import Fault, Held, Invented, invented
from tests.monitor.conftest import Mortal
from tests.monitor.pages import OTHER
from tests.monitor.pasts import NOW, QUICK, SLUG, URL, Past, body, captures, day, stamp


@pytest.fixture
def archive() -> Iterator[Invented]:
    """An empty archive."""
    with invented() as running:
        yield running


@pytest.fixture
def past(archive: Invented, tmp_path: Path, workers: Workers) -> Iterator[Past]:
    """A policy without a past so far."""
    store = open_store(f"sqlite:///{tmp_path / 'past.db'}")
    yield Past(archive, store, workers, tmp_path)
    store.close()


def test_versions_are_found_with_few_fetches_and_dated_by_neighbours(archive: Invented, past: Past) -> None:
    """120 captures, each with bytes of its own, three texts: one listing, a grid and two bisections."""
    archive.held = captures("A" * 47 + "B" * 31 + "C" * 42)

    report = past.fetch()

    assert (report.ending, report.versions, report.captures) == (Ending.DONE, 3, 120)
    assert past.spans == [(day(0), day(460)), (day(470), day(770)), (day(780), day(1190))]
    assert len(archive.listings) == 1
    assert report.fetched == len(archive.playbacks) < 30
    assert [change.kind for change in past.changes] == [ChangeKind.BACKFILL] * 2
    assert [change.first_seen_at for change in past.changes] == [day(780), day(470)]
    assert not upkeep.check(past.store)


def test_a_past_whose_stored_captures_cannot_be_read_anew_is_taken_up_again(
    archive: Invented, past: Past, mortal: Mortal
) -> None:
    """The versions known so far stay until then."""
    archive.held = captures("AAAABBBB", every=20)
    past.fetch()
    older = Recipe(extractor=1, furniture=("news",))
    with past.store.writing() as session:
        name = recipes.put(session, older)
        for snapshot in snapshots.every(session, past.policy.id):
            readings.put(session, snapshot.body_sha256, name, read(bodies.get(session, snapshot.body_sha256)))
            snapshots.judge(session, snapshot.id, name, CountsAs.YES, "", NOW)
        policies.set_recipe(session, past.policy.id, older)
    past.workers, mortal.dies = mortal, True
    report = past.fetch()
    mortal.dies = False

    assert (report.ending, len(past.versions)) == (Ending.UNREAD, 2)
    assert "could not be read anew" in report.detail
    assert (past.fetch().versions, past.policy.recipe) == (2, replace(older, extractor=EXTRACTOR))


def test_captures_that_a_killed_run_left_unread_under_a_newer_recipe_are_read(archive: Invented, past: Past) -> None:
    """Another process had put it in force meanwhile, and the run was to catch up at its end."""
    archive.held = captures("AAAABBBB", every=20)
    past.fetch()
    with past.store.writing() as session:
        policies.set_recipe(session, past.policy.id, Recipe(extractor=EXTRACTOR, furniture=("news",)))
    before = len(past.versions)
    report = past.fetch()

    assert (before, report.versions) == (0, 2)


def test_a_second_run_asks_nothing(archive: Invented, past: Past) -> None:
    """Within the day; and a day later only for what was captured since."""
    archive.held = captures("AAAABBBB", every=20)
    past.fetch()
    archive.log.clear()

    again = past.fetch()
    assert (again.ending, again.versions, archive.log) == (Ending.NOTHING_NEW, 2, [])

    past.now = NOW + timedelta(days=1)
    archive.held += captures("CC", every=20, first=160)
    later = past.fetch()
    assert (later.ending, later.versions, later.new_changes) == (Ending.DONE, 3, 1)
    assert [f"from={stamp(140)[:8]}" in target for target in archive.listings] == [True]


def test_the_daemon_works_on_what_is_unfinished(archive: Invented, past: Past) -> None:
    """Nothing while all is known for the day; what a stop left over; and everything again the next day."""
    archive.held = captures("AAAABBBB", every=20)
    past.stop.set()
    past.fetch()
    assert unfinished(past.loaded, past.store, NOW) == (SLUG,)

    past.stop = threading.Event()
    past.fetch()
    assert unfinished(past.loaded, past.store, NOW) == ()
    assert unfinished(past.loaded, past.store, NOW + timedelta(days=1)) == (SLUG,)

    past.former_urls = ("https://tern.example/old",)
    assert unfinished(past.loaded, past.store, NOW) == (SLUG,)


def test_equal_bytes_are_fetched_once_and_seen_often(archive: Invented, past: Past) -> None:
    """A revisit is a sighting: it dates "last seen" without a request."""
    page = body("A", "same")
    archive.held = [Held(url=URL, stamp=stamp(number), body=page) for number in range(0, 900, 5)]

    report = past.fetch()

    assert report.fetched == 1
    assert past.spans == [(day(0), day(895))]
    assert past.versions[0].sightings == 180


def test_a_text_seen_once_between_equal_ones_is_a_blink(archive: Invented, past: Past) -> None:
    """It is kept and shown, and makes no version; seen twice it is one."""
    archive.held = captures("AAABAAAA", every=100)
    assert past.fetch().versions == 1
    assert past.states == ["version", "blink"]

    past.now += timedelta(days=1)
    archive.held = [*captures("AAABAAAA", every=100), *captures("BBAA", every=100, first=900)]
    assert past.fetch().versions == 3


def test_two_captures_of_a_text_between_equal_ones_are_a_version(archive: Invented, past: Past) -> None:
    """Twice is no accident."""
    archive.held = captures("AAABBAAAA", every=100)

    assert past.fetch().versions == 3


def test_what_is_not_the_policy_makes_no_version(archive: Invented, past: Past) -> None:
    """Archived errors and redirects, login pages, empty and unreadable bodies, images."""
    archive.held = [
        *captures("A.A.A.A.A.A.B", every=100),
        Held(url=URL, stamp=stamp(100), body=b"down", status=503),
        Held(url=URL, stamp=stamp(300), body=OTHER.encode()),
        Held(url=URL, stamp=stamp(500), body=b""),
        Held(url=URL, stamp=stamp(700), body=b"\x89PNG\r\n\x1a\n" + b"\0" * 99),
        Held(url=URL, stamp=stamp(900), body=b"gone", status=404),
        Held(url=URL, stamp=stamp(1100), body=b"\x89PNG", kind="image/png"),
    ]

    assert past.fetch().versions == 2
    assert past.spans == [(day(0), day(1000)), (day(1200), day(1200))]
    assert all(not target.startswith(f"/web/{stamp(1100)}") for target in archive.playbacks)


def test_redirects_lead_to_later_addresses(archive: Invented, past: Past) -> None:
    """Followed from the first redirect on, hop by hop, and proposed for the declaration."""
    old, middle = "http://old-tern.example/legal", "http://tern.example/legal/privacy.html"
    past.former_urls = (old,)
    archive.held = [
        *captures("AAA", every=30, url=old),
        Held(url=old, stamp=stamp(100), status=301, location=middle),
        Held(url=old, stamp=stamp(110), status=301, location=middle),
        *captures("CC", every=10, first=50, url=middle),  # before the policy moved there: something else
        *captures("BBB", every=30, first=120, url=middle),
        Held(url=middle, stamp=stamp(250), status=302, location=URL),
        *captures("DDD", every=30, first=270),
    ]

    report = past.fetch()

    assert report.versions == 3
    assert [version.url for version in past.versions] == [old, middle, URL]
    assert [(each.url, each.found_at, each.since) for each in report.addresses] == [(middle, old, day(100).date())]
    assert len(archive.listings) == 3


def test_a_redirect_to_the_front_page_is_not_followed(archive: Invented, past: Past) -> None:
    """It says that the document is gone."""
    archive.held = [*captures("AA"), Held(url=URL, stamp=stamp(50), status=302, location="https://tern.example/")]

    assert past.fetch().addresses == ()
    assert len(archive.listings) == 1


def test_variants_of_an_address_are_asked_for_once(archive: Invented, past: Past) -> None:
    """http, https, www and a slash are one question, and one line of time."""
    past.former_urls = ("http://tern.example/privacy", "https://www.tern.example/privacy/")
    archive.held = [
        *captures("A.A.", url="http://www.tern.example/privacy"),
        *captures(".A.B", url="https://tern.example/privacy/"),
    ]

    assert past.fetch().versions == 2
    assert len(archive.listings) == 1


def test_a_capture_the_archive_cannot_play_gives_way(archive: Invented, past: Past) -> None:
    """Its neighbours answer for it, it is tried once more at the end, and no version is lost."""
    archive.held = captures("A" * 30 + "B" * 30)
    archive.faults = [Fault(path=f"/web/{stamp(0)}", status=503, times=4)]

    report = past.fetch()

    assert (report.ending, report.versions) == (Ending.DONE, 2)
    assert past.spans == [(day(0), day(290)), (day(300), day(590))]


def test_an_archive_that_is_down_is_left_for_later(archive: Invented, past: Past) -> None:
    """Nothing found so far is lost; the same call goes on."""
    archive.held = captures("A" * 30 + "B" * 30)
    archive.faults = [Fault(path="/web/", status=503, times=20)]

    assert past.fetch().ending is Ending.UNREACHABLE
    assert past.fetch().versions == 2
    assert len(archive.listings) == 1


def test_a_job_that_is_parked_goes_on_from_there(archive: Invented, past: Past) -> None:
    """Three 429 in a row: nothing more is asked, also not by the next process, until the pause is over."""
    archive.held = captures("A" * 30 + "B" * 30)
    archive.faults = [Fault(path="/web/", status=429, times=3)]

    report = past.fetch()
    assert report.ending is Ending.LIMITED
    assert report.resume_after is not None
    asked, last = len(archive.log), archive.log[-1][0]

    assert past.fetch().versions == 2
    assert archive.log[asked][0] - last >= 0.95
    assert len(archive.listings) == 1


@pytest.mark.parametrize(
    ("held", "since", "faults", "ending"),
    [
        ([], "2013-01-01", [], Ending.NEVER_ARCHIVED),
        (captures("AA"), "2020-01-01", [], Ending.NONE_IN_RANGE),
        (captures("AA"), "2013-01-01", [Fault(path="/cdx/", status=403, body=b"Blocked Site Error")], Ending.BLOCKED),
        (captures("AA"), "2013-01-01", [Fault(path="/cdx/", status=429, times=3)], Ending.LIMITED),
    ],
)
def test_no_past_has_four_different_reasons(
    archive: Invented, past: Past, held: list[Held], since: str, faults: list[Fault], ending: Ending
) -> None:
    """Blocked, never archived, none in range and limited."""
    archive.held, archive.faults, past.since = held, faults, since

    assert past.fetch().ending is ending


def test_an_earlier_since_asks_only_for_what_is_missing(archive: Invented, past: Past) -> None:
    """The period before the one that was answered."""
    archive.held = captures("AAAABBBB", every=200)
    past.since = "2017-01-01"
    past.fetch()
    archive.log.clear()
    past.since = "2013-01-01"

    assert past.fetch().versions == 2
    assert [("from=20130101" in target, "to=20170101" in target) for target in archive.listings] == [(True, True)]


def test_a_listing_that_times_out_is_asked_by_year(archive: Invented, past: Past) -> None:
    """Each year is an answer of its own, kept as such."""
    archive.held = captures("A" * 40 + "B" * 40)
    archive.faults = [Fault(path="/cdx/search/cdx?from=20130101", status=504, times=4)]
    past.now = day(900)

    assert past.fetch().versions == 2
    years = [target for target in archive.listings if "to=" in target]
    assert len(years) == 5
    archive.log.clear()
    past.fetch()
    assert archive.listings == []


def test_stopped_at_any_moment_it_goes_on(archive: Invented, past: Past) -> None:
    """After every single step; no listing and no capture is asked for twice, and the outcome is the same."""
    archive.held = captures("A" * 20 + "B" * 13 + "A" * 6 + "C" * 21)
    runs = 0

    def stop_soon(at: Progress) -> None:
        assert at.remaining >= 0
        past.stop.set()

    while True:
        past.stop = threading.Event()
        report = past.fetch(stop_soon)
        runs += 1
        if report.ending is not Ending.STOPPED:
            break

    assert runs > 10
    assert len(archive.listings) == 1
    assert len(set(archive.playbacks)) == len(archive.playbacks)
    assert past.spans == [(day(0), day(190)), (day(200), day(320)), (day(330), day(380)), (day(390), day(590))]
    assert past.snapshot_count() == len(archive.playbacks)
    assert not upkeep.check(past.store)


def test_one_process_at_a_time_works_with_the_archive(archive: Invented, past: Past) -> None:
    """The lease is a row: another that lives is respected, a dead one's is taken over."""
    with archives.working(past.loaded, past.store, stop=threading.Event(), manners=QUICK) as worker:
        other = archives.Worker(archive=worker.archive, store=past.store, now=worker.now, owner="other-host/1/start/1")
        with pytest.raises(ArchiveBusy), past.store.writing() as session:
            other.keep(session)
    with past.store.writing() as session:
        other.keep(session)
    archive.held = captures("AA")

    with pytest.raises(ArchiveBusy):
        past.fetch()


def test_pauses_outlive_the_process(past: Past) -> None:
    """Whoever starts inside one waits for its end."""
    for seconds in (30.0, 0.0):
        with archives.working(past.loaded, past.store, stop=threading.Event(), manners=QUICK) as worker:
            assert (worker.archive.line.paused_s > 20) == (seconds == 0.0)
            worker.archive.line._begin(seconds or 1)


def test_progress_is_honest(archive: Invented, past: Past) -> None:
    """What is said to be left goes down to nothing, and was about right in the beginning."""
    archive.held = captures("A" * 60 + "B" * 60)
    said: list[Progress] = []
    report = past.fetch(said.append)

    assert said[-1].remaining == 0
    assert said[-1].fetched == report.fetched
    assert said[0].remaining + 1 < 2.5 * report.fetched
    assert said[0].remaining + 1 > 0.5 * report.fetched


def test_limits_are_told_by_attributes() -> None:
    """Nobody reads messages to decide."""
    error = Limited("x", retry_after=timedelta(hours=1), parked=True)

    assert (error.retry_after, error.parked) == (timedelta(hours=1), True)
    assert Manners().listings_per_second == 0.4


def test_every_listed_capture_ends_settled(archive: Invented, past: Past) -> None:
    """Fetched, or skipped because it lies between equal texts."""
    archive.held = captures("A" * 50)
    past.fetch()

    assert {memento.state for memento in past.mementos} == {MementoState.FETCHED, MementoState.SKIPPED}


def test_a_counter_in_the_page_is_told_from_the_policy(archive: Invented, past: Past) -> None:
    """Each capture shows another number: a few neighbouring captures tell, and the past costs no more than others."""
    archive.held = [
        Held(url=held.url, stamp=held.stamp, body=held.body.replace(b"</main>", TICKER % number + b"</main>"))
        for number, held in enumerate(captures("A" * 60 + "B" * 60))
    ]

    report = past.fetch()

    assert report.versions == 2
    assert past.spans == [(day(0), day(590)), (day(600), day(1190))]
    assert report.fetched < 35


TICKER = b"<h2>News</h2><p>Today %d libraries are open.</p>"
