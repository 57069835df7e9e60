"""The line to an archive: its pauses are kept, its troubles waited out, its captures taken as they are."""

import socket
from collections.abc import Callable, Iterator

import pytest

from fetchers.client import Client
from fetchers.courtesy import Line, Manners
from fetchers.errors import ArchiveError, Kind, Limited
from tests.archives import Fault, Held, Invented, invented
from tests.fetchers.servers import FakeClock

PAGE = Held(url="http://policy.test/privacy", stamp="20160421112306", body=b"the policy")
PLAY = "/web/20160421112306id_/http://policy.test/privacy"
FAST = Manners(listings_per_second=1e6, playbacks_per_second=1e6, allow_private=True)


@pytest.fixture
def archive() -> Iterator[Invented]:
    """An archive of one capture."""
    with invented([PAGE]) as running:
        yield running


@pytest.fixture
def line_to(client: Client) -> Callable[..., tuple[Line, FakeClock, list[float]]]:
    """A line whose waits take no time, its clock, and the pauses it tells of."""

    def made(manners: Manners = FAST) -> tuple[Line, FakeClock, list[float]]:
        clock, told = FakeClock(), list[float]()
        return Line(client, manners, clock, told.append), clock, told

    return made


Made = Callable[..., tuple[Line, FakeClock, list[float]]]


def test_a_429_pauses_everything_and_doubles(archive: Invented, line_to: Made) -> None:
    """A minute where the archive names no time, then two; nothing is asked meanwhile, and then it goes on."""
    line, clock, told = line_to()
    archive.faults = [Fault(path="/cdx/", status=429, times=2)]
    line.ask(f"{archive.url}/cdx/search/cdx?url=policy.test/privacy", "listing")

    assert told == [60, 120]
    assert clock.now - 1000 == pytest.approx(180, abs=1)

    archive.faults = [Fault(path="/web/", status=429)]
    assert line.ask(archive.url + PLAY, "playback").body == b"the policy"
    assert told == [60, 120, 60]  # an answer in between begins anew


def test_retry_after_is_what_is_waited(archive: Invented, line_to: Made) -> None:
    """Its own time, doubled where it was too short."""
    line, _, told = line_to()
    archive.faults = [Fault(path="/web/", status=429, times=2, headers=(("Retry-After", "7"),))]
    line.ask(archive.url + PLAY, "playback")

    assert told == [7, 14]


def test_a_pause_of_years_is_not_believed(archive: Invented, line_to: Made) -> None:
    """It is kept beyond the process: nothing would ever end it."""
    line, _, told = line_to()
    archive.faults = [Fault(path="/web/", status=429, headers=(("Retry-After", "9" * 5000),))]
    line.ask(archive.url + PLAY, "playback")

    assert told == [7 * 86400]


def test_the_third_429_in_a_row_parks_the_job(archive: Invented, line_to: Made) -> None:
    """Whoever goes on asking is shut out for an hour, so we stay away for as long by ourselves."""
    line, _, told = line_to()
    archive.faults = [Fault(path="/web/", status=429, times=9)]
    with pytest.raises(Limited) as raised:
        line.ask(archive.url + PLAY, "playback")

    assert raised.value.parked
    assert told[-1] == 3600
    assert line.paused_s == pytest.approx(3600)
    assert len(archive.log) == 3


def test_a_refused_connection_parks_the_job_and_doubles(line_to: Made) -> None:
    """Perhaps we are shut out: an hour, then two."""
    line, clock, told = line_to()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        gone = f"http://127.0.0.1:{taken.getsockname()[1]}/web/x"
    for _ in range(2):
        with pytest.raises(Limited) as raised:
            line.ask(gone, "playback")
        assert raised.value.parked

    assert told == [3600, 7200]
    assert clock.now - 1000 == pytest.approx(3600)  # the second attempt waited for the end of the first pause


def test_an_archive_in_trouble_is_asked_again(archive: Invented, line_to: Made) -> None:
    """After 1, 2 and 4 seconds; then it is an error."""
    line, clock, _ = line_to()
    archive.faults = [Fault(path="/web/", status=503, times=3)]
    assert line.ask(archive.url + PLAY, "playback").status == 200
    assert [wait for wait in clock.waits if wait >= 1] == [1, 2, 4]

    archive.faults = [Fault(path="/web/", status=503, times=4)]
    with pytest.raises(ArchiveError) as raised:
        line.ask(archive.url + PLAY, "playback")
    assert raised.value.kind is Kind.SERVER


@pytest.mark.parametrize("status", [404, 429, 503])
def test_an_archived_error_is_a_capture(archive: Invented, line_to: Made, status: int) -> None:
    """Memento-Datetime tells that it is the page's answer of that time, not the archive's of today."""
    line, _, told = line_to()
    archive.held = [Held(url=PAGE.url, stamp=PAGE.stamp, body=b"away", status=status)]

    assert line.ask(archive.url + PLAY, "playback").status == status
    assert told == []
    assert line.asked == 1


def test_each_pool_has_its_own_pace(archive: Invented, line_to: Made) -> None:
    """Listings are slow, playbacks are not held up by them."""
    line, clock, _ = line_to(Manners(listings_per_second=0.4, playbacks_per_second=1.0, allow_private=True))
    for _ in range(3):
        line.ask(archive.url + "/cdx/search/cdx?url=policy.test/privacy", "listing")
    assert clock.now - 1000 == pytest.approx(5.0)
    for _ in range(3):
        line.ask(archive.url + PLAY, "playback")
    assert clock.now - 1000 == pytest.approx(7.0)
