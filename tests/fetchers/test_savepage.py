"""Archive now: the conversation with Save Page Now 2, over a double that speaks as it does."""

import json
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fetchers.client import Client
from fetchers.errors import ArchiveError, Blocked, Kind, Limited
from fetchers.savepage import Keys, SavePage
from tests.fetchers.servers import Asked, FakeClock, answer, serving

URL = "https://policy.test/privacy?a=1&b=2"
KEYS = Keys(access="who", secret="whisper")


def _says(status: int, content: Any = None) -> bytes:
    return answer(status, b"<html>" if content is None else json.dumps(content).encode())


def _double(*told: bytes) -> Callable[[Asked, socket.socket], None]:
    left = list(told)

    def act(_: Asked, connection: socket.socket) -> None:
        connection.sendall(left.pop(0))

    return act


def test_a_page_is_saved_and_named(client: Client) -> None:
    """Asked with keys, polled until it is done, a few seconds apart."""
    clock = FakeClock()
    done = {"status": "success", "timestamp": "20260301120005", "original_url": "https://policy.test/privacy"}
    job, pending = {"url": URL, "job_id": "spn2-abc"}, {"status": "pending"}
    with serving(_double(_says(200, job), _says(200, pending), _says(200, pending), _says(200, done))) as server:
        saved = SavePage(server.url, KEYS, client, clock, allow_private=True).save(URL)

        assert saved.url == "https://policy.test/privacy"
        assert saved.captured_at == datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)
        assert [asked.target for asked in server.asked] == ["/save", *["/save/status/spn2-abc"] * 3]
        assert {asked.headers["authorization"] for asked in server.asked} == {"LOW who:whisper"}
        assert b"url=https%3A%2F%2Fpolicy.test%2Fprivacy%3Fa%3D1%26b%3D2" in server.asked[0].body
        assert clock.waits == [5.0] * 3


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"job_id": ' + b"9" * 5000 + b"}", b'{"x": "' + b"x" * 1_000_000 + b'"}']
)
def test_an_answer_that_cannot_be_read_is_the_archives_fault(client: Client, body: bytes) -> None:
    """Nested without end, numbers without end, and without end itself."""
    with serving(_double(answer(200, body))) as server, pytest.raises(ArchiveError, match="answered 200 when asked"):
        SavePage(server.url, KEYS, client, FakeClock(), allow_private=True).save(URL)


def test_a_reason_is_told_in_short(client: Client) -> None:
    """It is kept with the policy."""
    said = {"status": "error", "message": "why? " * 10_000}
    with serving(_double(_says(200, said))) as server, pytest.raises(ArchiveError) as raised:
        SavePage(server.url, KEYS, client, FakeClock(), allow_private=True).save(URL)

    assert len(str(raised.value)) < 400


@pytest.mark.parametrize(
    ("told", "error", "wait"),
    [
        ([_says(429)], Limited, timedelta(minutes=1)),
        ([_says(200, {"status": "error", "status_ext": "error:user-session-limit"})], Limited, timedelta(minutes=5)),
        (
            [_says(200, {"status": "error", "status_ext": "error:too-many-daily-captures"})],
            ArchiveError,
            timedelta(days=1),
        ),
        ([_says(200, {"status": "error", "status_ext": "error:blocked-url"})], Blocked, None),
        ([_says(200, {"message": "You need to be logged in."})], ArchiveError, None),
        ([_says(502)], ArchiveError, None),
        ([_says(200, {"job_id": "1"}), _says(200, {"status": "error", "message": "no answer"})], ArchiveError, None),
    ],
)
def test_what_goes_wrong_is_told_apart(
    client: Client, told: list[bytes], error: type[ArchiveError], wait: timedelta | None
) -> None:
    """To wait, to give up, to try another time."""
    with serving(_double(*told)) as server, pytest.raises(error) as raised:
        SavePage(server.url, KEYS, client, FakeClock(), allow_private=True).save(URL)

    assert type(raised.value) is error
    assert raised.value.retry_after == wait


def test_an_archive_that_cannot_tell_of_its_work_is_asked_again(client: Client) -> None:
    """The capture goes on while the archive's answer about it fails: it is neither given up nor asked for twice."""
    done = {"status": "success", "timestamp": "20260301120005", "original_url": URL}
    told = [_says(200, {"job_id": "1", "message": "made 2 minutes ago"}), _says(503), _says(502), _says(200, done)]
    with serving(_double(*told)) as server:
        saved = SavePage(server.url, KEYS, client, FakeClock(), allow_private=True).save(
            URL, if_not_archived_within=timedelta(minutes=9)
        )

        assert saved.url == URL
        assert [asked.target for asked in server.asked].count("/save") == 1
        assert b"if_not_archived_within=540" in server.asked[0].body


@pytest.mark.parametrize(("code", "permanent"), [("not-found", True), ("no-access", True), ("celery", False)])
def test_what_the_archive_cannot_reach_is_not_tried_again(client: Client, code: str, permanent: bool) -> None:
    """A page that is not there for the archive, apart from the archive's own bad moments."""
    told = [_says(200, {"job_id": "1"}), _says(200, {"status": "error", "status_ext": f"error:{code}"})]
    with serving(_double(*told)) as server, pytest.raises(ArchiveError) as raised:
        SavePage(server.url, KEYS, client, FakeClock(), allow_private=True).save(URL)

    assert raised.value.permanent is permanent


def test_refused_keys_are_told_without_them(client: Client) -> None:
    """A secret stands in no message and no representation."""
    with (
        serving(_double(_says(401, {"message": "You need to be logged in"}))) as server,
        pytest.raises(ArchiveError) as raised,
    ):
        SavePage(server.url, KEYS, client, FakeClock(), allow_private=True).save(URL)

    assert (raised.value.kind, raised.value.permanent) == (Kind.REFUSED, True)
    assert "whisper" not in str(raised.value) + repr(KEYS)


def test_a_capture_that_does_not_end_is_given_up(client: Client) -> None:
    """After some minutes; it may still come."""
    clock = FakeClock()
    many = [_says(200, {"job_id": "1"}), *[_says(200, {"status": "pending"})] * 61]
    with serving(_double(*many)) as server, pytest.raises(ArchiveError) as raised:
        SavePage(server.url, KEYS, client, clock, allow_private=True).save(URL)

    assert raised.value.kind is Kind.TIMEOUT
    assert clock.now - 1000 == pytest.approx(300)
