"""The live fetcher: asked conditionally, and every answer that brings no page told by its kind."""

import gzip
import threading
from datetime import UTC, datetime, timedelta

import pytest

from fetchers.base import FETCHERS, Request, Tools, Validators, fetcher
from fetchers.client import Client
from fetchers.errors import FetchError, Kind
from fetchers.politeness import Hosts
from tests.fetchers.servers import Asked, answer, fixed, paths, serving

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _tools(client: Client, hosts: Hosts | None = None) -> Tools:
    return Tools(client=client, hosts=hosts, now=lambda: NOW)


def test_a_page_comes_with_everything_it_was_sent_with(client: Client) -> None:
    """Times, final address, headers in order, type, validators."""
    headers = (
        ("Content-Type", "Text/HTML; charset=utf-8"),
        ("ETag", '"v1"'),
        ("Last-Modified", "Sun, 01 Mar 2026 GMT"),
    )
    with serving(
        paths({"/old": answer(301, headers=(("Location", "/new"),)), "/new": answer(200, b"x", headers)})
    ) as at:
        found = fetcher("live", _tools(client)).fetch(Request(url=f"{at.url}/old", language="de"))

        assert (found.url, found.final_url, found.status) == (f"{at.url}/old", f"{at.url}/new", 200)
        assert (found.content_type, found.media_type) == ("Text/HTML; charset=utf-8", "text/html")
        assert found.captured_at == found.fetched_at == NOW
        assert found.validators == Validators(url=f"{at.url}/new", etag='"v1"', last_modified="Sun, 01 Mar 2026 GMT")
        assert ("ETag", '"v1"') in found.headers
        assert at.asked[1].headers["accept-language"] == "de, en;q=0.3"


def test_validators_are_sent_to_their_own_address_alone(client: Client) -> None:
    """The same ETag at another address would mean another page."""
    with serving(paths({"/old": answer(301, headers=(("Location", "/new"),)), "/new": answer(304)})) as at:
        known = Validators(url=f"{at.url}/new", etag='"v1"', last_modified="Sun, 01 Mar 2026 00:00:00 GMT")

        found = fetcher("live", _tools(client)).fetch(Request(url=f"{at.url}/old", validators=known))

        assert (found.not_modified, found.body, found.validators) == (True, b"", known)
        assert "if-none-match" not in at.asked[0].headers
        assert at.asked[1].headers["if-none-match"] == '"v1"'
        assert at.asked[1].headers["if-modified-since"] == known.last_modified


@pytest.mark.parametrize(
    ("status", "kind", "permanent"),
    [
        (304, Kind.REFUSED, False),
        (401, Kind.REFUSED, False),
        (403, Kind.REFUSED, False),
        (404, Kind.GONE, True),
        (410, Kind.GONE, True),
        (429, Kind.RATE_LIMITED, False),
        (451, Kind.REFUSED, False),
        (500, Kind.SERVER, False),
        (503, Kind.SERVER, False),
    ],
)
def test_what_brings_no_page_is_told_by_its_kind(client: Client, status: int, kind: Kind, permanent: bool) -> None:
    """Facts are attributes: nobody reads messages to decide."""
    with serving(fixed(answer(status, b"", (("Retry-After", "120"),)))) as at, pytest.raises(FetchError) as raised:
        fetcher("live", _tools(client)).fetch(Request(url=at.url))

    assert (raised.value.kind, raised.value.status, raised.value.permanent) == (kind, status, permanent)
    assert raised.value.retry_after == timedelta(minutes=2)


def test_partial_and_empty_answers_are_no_page(client: Client) -> None:
    """204 and 206 are successes for somebody else."""
    with serving(fixed(answer(206, b"half"))) as at, pytest.raises(FetchError, match="206"):
        fetcher("live", _tools(client)).fetch(Request(url=at.url))


def test_gzip_that_nobody_declared_is_unpacked(client: Client) -> None:
    """By its first bytes."""
    with serving(fixed(answer(200, gzip.compress(b"the policy")))) as at:
        assert fetcher("live", _tools(client)).fetch(Request(url=at.url)).body == b"the policy"


def test_one_host_is_asked_by_one_at_a_time(client: Client) -> None:
    """Turns are kept by host, whoever asks."""
    inside, most = [0], [0]

    def script(_: Asked, connection: object) -> None:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        threading.Event().wait(0.05)
        inside[0] -= 1
        connection.sendall(answer(200, b"x"))  # type: ignore[attr-defined]  # a socket

    live = fetcher("live", _tools(client, Hosts(at_once=1, pause_s=0)))
    with serving(script) as at:
        threads = [threading.Thread(target=live.fetch, args=(Request(url=at.url),)) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert most == [1]


def test_every_fetcher_of_the_table_can_be_had(client: Client) -> None:
    """A name without its module would be found only by whoever uses it."""
    for name in FETCHERS:
        assert hasattr(fetcher(name, _tools(client)), "fetch")
