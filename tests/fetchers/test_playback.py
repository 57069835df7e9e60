"""Captures played by an archive that answers oddly: each is had, or told to be unplayable; none ends the work."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fetchers.client import Client
from fetchers.errors import NotPlayable
from fetchers.politeness import RealClock
from fetchers.wayback import Archive, Line, Manners, Row
from tests.fetchers.servers import answer, fixed, serving

AT = datetime(2018, 3, 1, 12, tzinfo=UTC)
ROW = Row(url="http://policy.test/privacy", captured_at=AT, digest="", status=200, media_type="text/html")
QUICK = Manners(playbacks_per_second=1e4, first_retry_s=0.001)


def played(client: Client, raw: bytes) -> datetime:
    """The time of the capture that this answer is taken for."""
    with serving(fixed(raw)) as server:
        return Archive(server.url, Line(client, replace(QUICK, allow_private=True), RealClock())).play(ROW).captured_at


@pytest.mark.parametrize(
    "said", ["Mon, 01 Jan 99999999999999999999 00:00:00 GMT", "Thu, 01 Mar 2018 12:00:00 +9999", "x"]
)
def test_a_time_that_is_none_is_that_of_the_list(client: Client, said: str) -> None:
    """The archive says that it is a capture; when, its index has said."""
    assert played(client, answer(200, b"We keep data.", headers=(("Memento-Datetime", said),))) == AT


@pytest.mark.parametrize("year", [1996, 2099])
def test_a_capture_of_another_time_is_not_the_one_asked_for(client: Client, year: int) -> None:
    """A version is dated by it."""
    at = datetime(year, 3, 1, 12, tzinfo=UTC)
    headers = (("Memento-Datetime", at.strftime("%a, %d %b %Y %H:%M:%S GMT")),)

    with pytest.raises(NotPlayable, match=f"played from another time, {year}"):
        played(client, answer(200, b"We keep data.", headers=headers))


@pytest.mark.parametrize(
    "raw",
    [
        answer(302, headers=(("Location", "http://["),)),
        answer(302, headers=(("Location", "http://["), ("Memento-Datetime", "x"))),
        b"HTTP/1.1 200 OK\r\nMemento-Datetime: x\r\nContent-Length: \xb2\r\n\r\nWe keep data.",
    ],
    ids=["led nowhere", "captured redirect to nowhere", "length"],
)
def test_an_answer_that_cannot_be_read_is_not_playable(client: Client, raw: bytes) -> None:
    """The other captures can still be had."""
    with pytest.raises(NotPlayable):
        played(client, raw)
