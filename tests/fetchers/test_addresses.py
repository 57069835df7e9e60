"""The address gate: which addresses are refused, and that a name is looked up once."""

import socket

import pytest

from fetchers import addresses
from fetchers.client import Client, ClientSettings
from fetchers.errors import FetchError, ForbiddenAddress, Kind
from tests.fetchers.servers import answer, fixed, paths, serving

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",  # where clouds tell secrets
    "100.64.0.1",  # CGNAT
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",  # IPv4-mapped
    "::ffff:10.0.0.1",
    "::7f00:1",  # IPv4-compatible
    "2002:7f00:1::",  # 6to4 of 127.0.0.1
    "2002:a00:1::",
    "2001:0:0a00:1::5",  # Teredo by way of a private server
    "2001:0:808:808::80ff:fffe",  # Teredo of a loopback client
    "64:ff9b::7f00:1",  # NAT64 of 127.0.0.1
]


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_somebodys_own_network_are_refused(address: str) -> None:
    """Private, loopback, link-local, CGNAT, multicast, reserved, and IPv4 hidden in IPv6."""

    with pytest.raises(ForbiddenAddress):
        addresses.check(address, "policy.test")


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::6810:84e5", "64:ff9b::808:808"])
def test_public_addresses_pass(address: str) -> None:
    """Addresses of the public network are connected to."""

    addresses.check(address, "policy.test")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "//example.org/",
        "http:///nothing",
        "http://user:secret@example.org/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org/a b",
        "http://example.org/\r\nHost: other",
        "http://example.org:99999/",
        "http://[::1/",
        "example.org/secret",
        "https:example.org/secret",
        "https://example.org\\secret/",
        "https://example.org/secret\n",
        "https://example.org:secret/",
        "https://secret:secret@example.org℀/",
    ],
)
def test_odd_addresses_are_refused(url: str) -> None:
    """Only plain http and https addresses are fetched: what two parsers read differently is refused.

    What is said of one names its host at most: it may be a webhook's.
    """

    with pytest.raises(ForbiddenAddress) as refused:
        addresses.place_of(url)
    assert "secret" not in str(refused.value)


def _names(monkeypatch: pytest.MonkeyPatch, table: dict[str, list[list[str]]]) -> list[str]:
    """Answer look-ups from `table`: each name's answers in turn, the last for ever. Returns what is asked."""
    asked: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        found = table[host].pop(0) if len(table[host]) > 1 else table[host][0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_one_private_address_refuses_the_whole_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with a public and a private address is not connected to at all."""
    _names(monkeypatch, {"policy.test": [["93.184.215.14", "10.0.0.1"]]})

    with pytest.raises(ForbiddenAddress, match=r"10\.0\.0\.1"):
        addresses.resolve("policy.test", 80, allow_private=False)


def test_a_name_that_has_no_address_is_a_dns_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says so, and is none of the gate's."""

    def look_up(*_: object, **__: object) -> object:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    with pytest.raises(FetchError) as raised:
        addresses.resolve("nowhere.test", 80, allow_private=False)
    assert raised.value.kind is Kind.DNS


def test_the_checked_address_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is looked up once a connection: a second answer that leads inside is never asked for."""
    monkeypatch.setattr(addresses, "_public", lambda ip: str(ip) == "127.0.0.1")
    with serving(fixed(answer(200, b"the policy"))) as server:
        asked = _names(monkeypatch, {"policy.test": [["127.0.0.1"], ["10.0.0.1"]]})

        found = Client(ClientSettings()).get(f"http://policy.test:{server.port}/privacy")

        assert found.body == b"the policy"
        assert asked == ["policy.test"]
        assert server.asked[0].headers["host"] == f"policy.test:{server.port}"


def test_every_hop_passes_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public page that redirects inside leads nowhere."""
    monkeypatch.setattr(addresses, "_public", lambda ip: str(ip) == "127.0.0.1")
    inside = answer(302, headers=(("Location", "http://inside.test/secret"),))
    with serving(paths({"/": inside})) as server:
        _names(monkeypatch, {"policy.test": [["127.0.0.1"]], "inside.test": [["169.254.169.254"]]})

        with pytest.raises(ForbiddenAddress, match=r"169\.254\.169\.254"):
            Client(ClientSettings()).get(f"http://policy.test:{server.port}/")


def test_an_exception_for_one_address_opens_nothing_else() -> None:
    """`allow_private` holds for the request that names it."""
    with serving(fixed(answer(200, b"inside"))) as server:
        guarded = Client(ClientSettings())

        assert guarded.get(server.url, allow_private=True).body == b"inside"
        with pytest.raises(ForbiddenAddress):
            guarded.get(server.url)
        with pytest.raises(ForbiddenAddress):
            guarded.post(server.url, body=b"", headers={}, timeout_s=1)
        assert guarded.reach("localhost", 25, allow_private=True) in ("127.0.0.1", "::1")
        with pytest.raises(ForbiddenAddress):
            guarded.reach("localhost", 25)
