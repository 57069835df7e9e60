"""The guarded session against servers that stall, drip, lie and send too much."""

import errno
import gzip
import socket
import time
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from fetchers.client import Client, ClientSettings
from fetchers.errors import FetchError, Kind, TooLarge
from fetchers.inflate import inflate
from tests.fetchers.conftest import Certificate
from tests.fetchers.servers import Asked, answer, fixed, paths, serving


def _to(location: str, *more: tuple[str, str]) -> bytes:
    return answer(302, headers=(("Location", location), *more))


def test_redirects_are_followed_and_named(client: Client) -> None:
    """The answer knows where it came from in the end, and by which way."""
    with serving(paths({"/a": _to("b#part"), "/b": _to("/c"), "/c": answer(200, b"here")})) as server:
        found = client.get(f"{server.url}/a")

        assert (found.status, found.body, found.final_url) == (200, b"here", f"{server.url}/c")
        assert found.redirects == (f"{server.url}/a", f"{server.url}/b")


def test_a_redirect_to_no_address_is_told(client: Client) -> None:
    """It is the server's fault, not ours."""
    with serving(paths({"/a": _to("http://[::1")})) as server:
        with pytest.raises(FetchError, match="redirects to 'http://\\[::1', which is no address") as raised:
            client.get(f"{server.url}/a")

        assert raised.value.kind is Kind.REDIRECTS


def test_the_body_of_a_redirect_has_the_same_limits(client: Client) -> None:
    """A packed bomb behind a Location is no other than one on the page."""
    bomb = answer(302, gzip.compress(b"a" * 90_000_000), headers=(("Location", "/b"), ("Content-Encoding", "gzip")))
    with serving(paths({"/a": bomb, "/b": answer(200, b"here")})) as server, pytest.raises(TooLarge):
        client.get(f"{server.url}/a")


def test_what_is_not_http_is_told_on_one_line(client: Client) -> None:
    """Whatever listens at a port may answer."""
    with (
        serving(paths({"/a": b"hello\x1b[2J, this is no http\r\n\r\n"})) as server,
        pytest.raises(FetchError, match=r"the answer is not HTTP as we know it \(hello \[2J, this is no http\)"),
    ):
        client.get(f"{server.url}/a")


HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\nhere", Kind.TOO_LARGE),
        (HEAD + b"Content-Length: \xb2\xb3\r\n\r\nhere", Kind.CONNECTION),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n", Kind.CONNECTION),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 5000 + b"\r\nhello\r\n0\r\n\r\n", Kind.CONNECTION),
        (HEAD + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 60_000) for n in range(9)) + b"\r\n", Kind.TOO_LARGE),
    ],
    ids=["long length", "superscript length", "negative chunk", "long chunk", "half a megabyte of headers"],
)
def test_whatever_a_server_writes_into_numbers_and_headers_is_an_error_of_its_own(
    client: Client, raw: bytes, kind: Kind
) -> None:
    """Nothing that a server sends may end as a bare error of a library."""
    with serving(fixed(raw)) as server, pytest.raises(FetchError) as raised:
        client.get(server.url)

    assert raised.value.kind is kind


@pytest.mark.parametrize("table", [{"/a": "/b", "/b": "/a"}, {f"/{n}" if n else "/a": f"/{n + 1}" for n in range(9)}])
def test_circles_and_long_ways_end(client: Client, table: dict[str, str]) -> None:
    """Five redirects are enough; a circle ends at once."""
    with serving(paths({path: _to(target) for path, target in table.items()})) as server:
        with pytest.raises(FetchError) as raised:
            client.get(f"{server.url}/a")

        assert raised.value.kind is Kind.REDIRECTS
        assert len(server.asked) <= 6


def test_a_cookie_set_on_the_way_is_sent_back(client: Client) -> None:
    """A page that sets a cookie and sends us to itself is no circle; no cookie outlives the fetch."""

    def script(asked: Asked, connection: socket.socket) -> None:
        known = asked.headers.get("cookie") == "seen=1"
        connection.sendall(answer(200, b"in") if known else _to("/", ("Set-Cookie", "seen=1; Path=/")))

    with serving(script) as server:
        assert client.get(server.url + "/").body == b"in"
        assert client.get(server.url + "/").body == b"in"
        assert [asked.headers.get("cookie") for asked in server.asked] == [None, "seen=1", None, "seen=1"]


def test_a_server_that_says_nothing_is_given_up(client: Client) -> None:
    """The read timeout ends a silent connection."""
    with serving(lambda _asked, _connection: time.sleep(4)) as server, pytest.raises(FetchError) as raised:
        client.get(server.url)

    assert raised.value.kind is Kind.TIMEOUT


@pytest.mark.parametrize("head", [b"", answer(200, b"", length=1000)], ids=["in the headers", "in the body"])
def test_a_server_that_drips_meets_the_deadline(head: bytes, client: Client) -> None:
    """A byte every tenth of a second keeps every read timeout content, and still the fetch ends in time."""

    def drip(_: Asked, connection: socket.socket) -> None:
        connection.sendall(head)
        for byte in b"HTTP/1.1 200 OK\r\nX-Very-Long: " + b"x" * 900:
            connection.sendall(bytes([byte]))
            time.sleep(0.1)

    with serving(drip) as server:
        begun = time.monotonic()
        with pytest.raises(FetchError) as raised:
            client.get(server.url, deadline_s=0.6)

        assert raised.value.kind is Kind.TIMEOUT
        assert time.monotonic() - begun < 3


def test_a_body_cut_short_is_an_error(client: Client) -> None:
    """Half a policy must not become a version."""
    with serving(fixed(answer(200, b"half of", length=1000))) as server, pytest.raises(FetchError) as raised:
        client.get(server.url)

    assert raised.value.kind is Kind.CONNECTION


def test_a_refused_connection_is_told_apart(client: Client) -> None:
    """Nobody listens there."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(FetchError, match="refused") as raised:
        client.get(f"http://127.0.0.1:{port}/")
    assert raised.value.kind is Kind.CONNECTION


@pytest.mark.parametrize("promised", [True, False])
def test_a_body_that_is_too_large_is_not_read(promised: bool) -> None:
    """Neither one that says so nor one that does not."""
    small = Client(ClientSettings(allow_private_addresses=True, max_bytes=1000))
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"400\r\n" + b"x" * 1024 + b"\r\n0\r\n\r\n"
    with serving(fixed(answer(200, b"x" * 1001) if promised else chunked)) as server, pytest.raises(TooLarge):
        small.get(server.url)


def test_a_post_that_finds_no_way_names_the_host_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The path of a webhook is a secret; what the libraries say quotes it."""

    def unreachable(*_: object) -> None:
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr("fetchers.connections._Gated._opened", unreachable)
    client = Client(ClientSettings(allow_private_addresses=True))
    with pytest.raises(FetchError) as raised:
        client.post("http://127.0.0.1:9/secret", body=b"", headers={}, timeout_s=5.0, allow_private=True)

    assert str(raised.value) == "127.0.0.1: no connection: Network is unreachable"


@pytest.mark.parametrize("value", ["Bearer “secret“", "Bearer secret\n"])
def test_a_header_that_cannot_be_sent_is_an_error_without_its_value(value: str) -> None:
    """Where it was not seen before."""
    client = Client(ClientSettings(allow_private_addresses=True))

    with serving(fixed(answer(200))) as server, pytest.raises(FetchError) as raised:
        client.post(server.url, body=b"", headers={"Authorization": value}, timeout_s=5.0)
    assert "secret" not in str(raised.value)


def test_a_decompression_bomb_is_not_unpacked() -> None:
    """A few kilobytes that unpack to many megabytes are refused as they grow."""
    small = Client(ClientSettings(allow_private_addresses=True, max_unpacked_bytes=100_000))
    bomb = gzip.compress(b"\0" * 50_000_000)
    with serving(fixed(answer(200, bomb, (("Content-Encoding", "gzip"),)))) as server, pytest.raises(TooLarge):
        small.get(server.url)


PLAIN = b"We keep your data for 30 days. " * 40


def packed(body: bytes) -> bytes:
    """gzip without the time of packing: tests are named after their bytes, in every process the same."""
    return gzip.compress(body, mtime=0)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (packed(PLAIN), "gzip"),
        (packed(PLAIN), ""),  # not declared
        (PLAIN, "gzip"),  # declared, and not so
        (zlib.compress(PLAIN), "deflate"),
        (zlib.compress(PLAIN)[2:-4], "deflate"),  # without zlib's header
        (packed(PLAIN[:100]) + packed(PLAIN[100:]), "gzip"),
        (packed(PLAIN), ", gzip"),  # an empty header beside the real one
        (packed(packed(PLAIN)), "gzip, gzip"),
    ],
)
def test_packed_bodies_are_unpacked(client: Client, body: bytes, encoding: str) -> None:
    """By what the header says and by the first bytes; servers and archives get both wrong."""
    with serving(fixed(answer(200, body, (("Content-Encoding", encoding),) if encoding else ()))) as server:
        assert client.get(server.url).body == PLAIN
        assert server.asked[0].headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(("body", "encoding"), [(packed(PLAIN)[:-20], "gzip"), (PLAIN, "br"), (PLAIN, "deflate")])
def test_broken_and_unasked_packings_are_errors(client: Client, body: bytes, encoding: str) -> None:
    """A packed stream cut short, an encoding we did not ask for, and one that is none."""
    with serving(fixed(answer(200, body, (("Content-Encoding", encoding),)))) as server, pytest.raises(FetchError):
        client.get(server.url)


def test_thousands_of_packed_pieces_are_refused_at_once() -> None:
    """Three million empty gzip members stand in a few kilobytes; each used to cost a copy of all that follow."""
    empty = packed(b"")
    begun = time.monotonic()
    with pytest.raises(TooLarge, match="more than 10,000 pieces"):
        inflate(packed(empty * 2_900_000), "gzip, gzip", cap_bytes=60_000_000)
    assert inflate(packed(empty * 9_000 + packed(PLAIN)), "gzip, gzip", cap_bytes=60_000_000) == PLAIN

    assert time.monotonic() - begun < 5


def test_a_body_is_not_packed_again_and_again() -> None:
    """Each layer may be large."""
    with pytest.raises(FetchError, match="7 times over"):
        inflate(packed(PLAIN), "deflate," * 7, cap_bytes=60_000_000)


def test_unpacking_ends_with_the_time_of_its_fetch() -> None:
    """Also between two pieces."""
    asked: list[bool] = []

    def at_the_third() -> bool:
        asked.append(True)
        return len(asked) > 2

    with pytest.raises(FetchError, match="takes too long"):
        inflate(packed(b"a") * 1000, "gzip", cap_bytes=1_000_000, is_over=at_the_third)
    assert len(asked) == 3


def _named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda _host, port, **_: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))],
    )


def test_certificates_are_verified_by_name(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to a checked address; SNI and certificate are those of the name."""
    _named(monkeypatch)
    trusting = Client(ClientSettings(allow_private_addresses=True, ca_bundle=certificate.file))
    with serving(fixed(answer(200, b"secure")), tls=certificate.server) as server:
        assert trusting.get(f"https://policy.test:{server.port}/").body == b"secure"
        for who, host in (
            (trusting, "other.test"),
            (Client(ClientSettings(allow_private_addresses=True)), "policy.test"),
        ):
            with pytest.raises(FetchError) as raised:
                who.get(f"https://{host}:{server.port}/")
            assert raised.value.kind is Kind.TLS


def test_a_handshake_that_stalls_meets_the_deadline(client: Client) -> None:
    """A server that takes the connection and never speaks TLS."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.monotonic()
        with pytest.raises(FetchError) as raised:
            client.get(f"https://127.0.0.1:{silent.getsockname()[1]}/", deadline_s=0.4)

    assert raised.value.kind is Kind.TIMEOUT
    assert time.monotonic() - begun < 3


def test_the_environment_changes_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the environment is used: it would see, and could change, every page."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with serving(fixed(answer(200, b"direct"))) as server:
        assert client.get(server.url).body == b"direct"
        assert server.asked[0].headers["user-agent"] == "tests"


def test_a_post_follows_no_redirect_and_keeps_its_path_to_itself(client: Client) -> None:
    """The path of a webhook is a secret: no error holds it."""
    with serving(fixed(_to("/elsewhere"))) as server:
        found = client.post(
            f"{server.url}/secret-path", body=b"{}", headers={"X-Sent": "1"}, timeout_s=2, allow_private=True
        )

        assert found.status == 302
        assert [(asked.method, asked.body, asked.headers["x-sent"]) for asked in server.asked] == [("POST", b"{}", "1")]
    with pytest.raises(FetchError) as raised:
        client.post(f"{server.url}/secret-path", body=b"{}", headers={}, timeout_s=2, allow_private=True)
    assert "secret-path" not in str(raised.value)


def test_threads_share_the_client(client: Client) -> None:
    """Many threads, one client, every answer its own."""

    def script(asked: Asked, connection: socket.socket) -> None:
        connection.sendall(answer(200, asked.target.encode()))

    with serving(script) as server, ThreadPoolExecutor(8) as pool:
        wanted = [f"/{number}" for number in range(60)]
        assert [found.decode() for found in pool.map(lambda path: client.get(server.url + path).body, wanted)] == wanted
