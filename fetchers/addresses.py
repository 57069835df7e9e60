"""The address gate: an address in, where we may connect to out, or `ForbiddenAddress`.

    url --parts--> host, port --resolve, once--> every address checked --> the addresses to connect to

Whoever connects uses the addresses given here and never looks the name up again: a name that answers with a public
address first and a private one a moment later gains nothing. One bad address refuses the whole name.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from fetchers.errors import FetchError, ForbiddenAddress, Kind

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS = {"http": 80, "https": 443}
# "This network", CGNAT and the like are not `is_global`; these are, and still lead into somebody's own network.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")  # IPv4-compatible IPv6, long deprecated
_SITE_LOCAL = ipaddress.ip_network("fec0::/10")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What an address names: how to speak, with whom."""

    scheme: str
    host: str
    port: int


def place_of(url: str) -> Place:
    """The place a URL names. Raises `ForbiddenAddress` for anything but a plain http or https address.

    What it raises holds no more of `url` than its host: the path of a webhook is a secret.
    """
    if re.search(r"[\\\s\x00-\x20\x7f]", url):
        raise ForbiddenAddress(f"{_named(url)} holds a backslash, a space or a control character")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:  # its words would quote a part of the address
        raise ForbiddenAddress(f"{_named(url)} is none: its host or its port cannot be read") from None
    if "://" not in url:
        raise ForbiddenAddress("the address names no scheme; write https:// in front of it")
    if parts.scheme not in _PORTS:
        raise ForbiddenAddress(f"{_named(url)} is not fetched: only http and https are")
    if not host or parts.username is not None or parts.password is not None:
        raise ForbiddenAddress(f"{_named(url)} has no plain host name, or holds a user name")
    return Place(scheme=parts.scheme, host=host, port=port or _PORTS[parts.scheme])


def _named(url: str) -> str:
    """ "the address at example.org", as far as a host can be told; never more of it."""
    try:
        host = re.match(r"[\w.:-]*", urlsplit(url).hostname or "")
    except ValueError:
        return "the address"
    return f"the address at {host[0]}" if host and host[0] else "the address"


def resolve(host: str, port: int, *, allow_private: bool) -> tuple[str, ...]:
    """The addresses behind a name, looked up once and all of them checked, in the resolver's order.

    Raises `ForbiddenAddress`, or `FetchError` (`dns`) where the name has none.
    """
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise FetchError(f"{host} does not resolve: {why}", kind=Kind.DNS) from error
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private:
        for address in addresses:
            check(address, host)
    return addresses


def check(address: str, host: str) -> None:
    """Raises `ForbiddenAddress` where `address`, found for `host`, is not one of the public network."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    forms = _within(ip) if ip in _NAT64 else (ip, *_within(ip))  # DNS64 gives every public site such an address
    if not all(_public(form) for form in forms):
        raise ForbiddenAddress(f"{host} leads to {address}, which is no public address")


def _public(ip: IP) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_unspecified)


def _within(ip: IP) -> tuple[IP, ...]:
    """The IPv4 addresses an IPv6 address carries: mapped, 6to4, Teredo (server and client), NAT64, compatible."""
    if not isinstance(ip, ipaddress.IPv6Address):
        return ()
    if ip in _SITE_LOCAL:
        return (ipaddress.IPv4Address("127.0.0.1"),)  # never public, whatever it carries
    carried = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64 or ip in _COMPATIBLE:
        carried.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return tuple(found for found in carried if found is not None)
