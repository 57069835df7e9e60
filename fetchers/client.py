"""The one guarded HTTP session: an address in, the whole answer out, or a `FetchError`.

    url --gate--> connection to the checked address --redirects by hand, each through the gate--> body, capped, unpacked

Every request of ours goes through here: pages, archives, and the posts of notifiers. Nothing of the environment changes
where it goes (no proxies, no .netrc), no cookie outlives one fetch, no certificate goes unverified.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import requests
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from fetchers import addresses, inflate
from fetchers.base import Headers, Validators
from fetchers.connections import Watch, adapter, is_over
from fetchers.errors import FetchError, Kind, TooLarge
from fetchers.politeness import retry_after
from fetchers.refusals import of_transport, was_dropped
from fetchers.values import whole_number

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 1 << 16
_HEADER_BYTES = 1 << 18  # as browsers have it


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSettings:
    """How the client behaves. `deadline_s` bounds a whole fetch, redirects included. `ca_bundle` is a file of further
    authorities to trust, None for those everybody trusts."""

    user_agent: str = "clausewatch"
    allow_private_addresses: bool = False
    connect_timeout_s: float = 10.0
    read_timeout_s: float = 30.0
    deadline_s: float = 120.0
    max_bytes: int = 20_000_000
    max_unpacked_bytes: int = 60_000_000
    max_redirects: int = 5
    connections_per_host: int = 8
    ca_bundle: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A server's whole answer. `body` is unpacked; `redirects` are the addresses passed on the way, oldest first."""

    url: str
    final_url: str
    status: int
    headers: Headers
    body: bytes
    redirects: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        """The value of a header whatever its case, several joined by a comma; None where it was not sent."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(values) if values else None

    def retry_after(self, now: datetime | None = None) -> float | None:
        """The seconds that the server asks us to wait, None where it names none."""
        return retry_after(self.header("Retry-After"), now or datetime.now(UTC))


class _Session(requests.Session):
    """Looks at no redirect by itself: to say where one leads, requests reads and unpacks its body without any limit."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """None: `Client` walks redirects."""
        del resp
        return None


class Client:
    """The guarded session. Safe to share among threads."""

    def __init__(self, settings: ClientSettings | None = None) -> None:
        self.settings = settings or ClientSettings()
        self._public = self._session(allow_private=False)
        self._private = self._session(allow_private=True)

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        validators: Validators | None = None,
        deadline_s: float | None = None,
        allow_private: bool | None = None,
        follow: bool = True,
    ) -> Answer:
        """The answer at `url`, whatever its status; with `follow`, after its redirects.

        `allow_private` says whether it may be at a private address; None leaves that to the settings. `headers` go to
        every hop, `validators` to the address alone that they came from. Raises `FetchError`, where no whole answer
        came.
        """
        seconds = self.settings.deadline_s if deadline_s is None else deadline_s
        with self._watched(url, seconds):
            private = self._may_be_private(allow_private)
            return self._walk(url, dict(headers or {}), validators, allow_private=private, follow=follow)

    def post(
        self,
        url: str,
        *,
        body: bytes,
        headers: Mapping[str, str],
        timeout_s: float,
        allow_private: bool = False,
    ) -> Answer:
        """The answer to one POST, whatever its status; no redirect is followed. Raises `FetchError`.

        What is posted to is no page: what the settings allow to pages is not allowed to it.

        What it raises never holds more of `url` than its host: the path of a webhook is a secret.
        """
        with self._watched(url, timeout_s):
            return self._ask("POST", url, dict(headers), RequestsCookieJar(), allow_private, body=body)

    def reach(self, host: str, port: int, *, allow_private: bool | None = None) -> str:
        """The checked IP address to connect to, for connections that are no HTTP requests. Raises `FetchError`.

        `allow_private` is as in `get`.
        """
        return addresses.resolve(host, port, allow_private=self._may_be_private(allow_private))[0]

    def _may_be_private(self, asked: bool | None) -> bool:
        return self.settings.allow_private_addresses if asked is None else asked

    def close(self) -> None:
        """Close every connection that was kept."""
        self._public.close()
        self._private.close()

    def _session(self, *, allow_private: bool) -> requests.Session:
        session = _Session()
        session.trust_env = False
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        session.headers.clear()
        session.headers["User-Agent"] = self.settings.user_agent
        session.headers["Accept-Encoding"] = inflate.ACCEPTED
        guarded = adapter(allow_private=allow_private, size=self.settings.connections_per_host)
        session.mount("http://", guarded)
        session.mount("https://", guarded)
        return session

    @contextmanager
    def _watched(self, url: str, seconds: float) -> Iterator[None]:
        host = addresses.place_of(url).host
        with Watch(seconds) as watch:
            try:
                yield
            except (requests.RequestException, HTTPError, OSError, FetchError, ValueError, OverflowError) as error:
                # The last two are what the libraries let through where an answer's numbers are odd: a chunk of -5 bytes
                if watch.over:
                    raise FetchError(f"{host}: no whole answer within {seconds:g} s", kind=Kind.TIMEOUT) from error
                if isinstance(error, FetchError):
                    raise
                raise of_transport(error, host) from error
            if watch.over:
                raise FetchError(f"{host}: no whole answer within {seconds:g} s", kind=Kind.TIMEOUT)

    def _walk(
        self, url: str, headers: dict[str, str], validators: Validators | None, *, allow_private: bool, follow: bool
    ) -> Answer:
        here, cookies, passed = urldefrag(url).url, RequestsCookieJar(), list[str]()
        seen = set[tuple[str, str]]()
        while True:
            seen.add((here, _state(cookies)))
            answer = self._ask("GET", here, headers | _conditions(validators, here), cookies, allow_private)
            target = redirect_target(answer) if follow else None
            if target is None:
                return replace(answer, url=url, redirects=tuple(passed))
            passed.append(here)
            here = target
            if (here, _state(cookies)) in seen:
                raise FetchError(f"{url} redirects in a circle, by way of {here}", kind=Kind.REDIRECTS)
            if len(passed) > self.settings.max_redirects:
                many = self.settings.max_redirects
                raise FetchError(f"{url} redirects more than {many} times, last to {here}", kind=Kind.REDIRECTS)

    def _ask(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        cookies: RequestsCookieJar,
        allow_private: bool,
        body: bytes | None = None,
    ) -> Answer:
        host = addresses.place_of(url).host
        try:
            response = self._sent(method, url, headers, cookies, allow_private, body)
        except requests.ConnectionError as error:
            if method != "GET" or not was_dropped(error):
                raise
            # A kept connection may be closed by the server just as we use it again.
            response = self._sent(method, url, headers, cookies, allow_private, body)
        with closing(response):
            extract_cookies_to_jar(cookies, response.request, response.raw)  # type: ignore[no-untyped-call]
            return Answer(
                url=url,
                final_url=url,
                status=response.status_code,
                headers=_headers(response.raw, host),
                body=self._body(response, host),
            )

    def _sent(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        cookies: RequestsCookieJar,
        allow_private: bool,
        body: bytes | None,
    ) -> requests.Response:
        session = self._private if allow_private else self._public
        return session.request(
            method,
            url,
            headers=headers,
            data=body,
            cookies=cookies,
            stream=True,
            allow_redirects=False,
            timeout=(self.settings.connect_timeout_s, self.settings.read_timeout_s),
            verify=str(self.settings.ca_bundle) if self.settings.ca_bundle else True,
        )

    def _body(self, response: requests.Response, host: str) -> bytes:
        cap = self.settings.max_bytes
        _check_promise(response.headers.get("Content-Length", ""), host, cap)
        chunks, size = list[bytes](), 0
        while chunk := response.raw.read(_CHUNK, decode_content=False):
            chunks.append(chunk)
            size += len(chunk)
            if size > cap:
                raise TooLarge(f"{host}: the body is more than {cap:,} bytes")
        encoding = response.headers.get("Content-Encoding", "")
        cap = self.settings.max_unpacked_bytes
        return inflate.inflate(b"".join(chunks), encoding, cap_bytes=cap, is_over=is_over)


def location(answer: Answer) -> str | None:
    """Where a redirect points, as it says so; None where the answer is no redirect.

    Servers send UTF-8 or Latin-1 in this header; both arrive as Latin-1.
    """
    value = answer.header("Location")
    if answer.status not in _REDIRECTS or not value:
        return None
    return value.encode("latin-1", "ignore").decode("utf-8", "replace").strip().replace(" ", "%20")


def redirect_target(answer: Answer) -> str | None:
    """Where an answer sends us, whole and without a fragment; None where it is no redirect. Raises `FetchError`."""
    pointed = location(answer)
    return None if pointed is None else urldefrag(joined(answer.final_url, pointed)).url


def joined(url: str, pointed: str) -> str:
    """Where `pointed` leads from `url`. Raises `FetchError` where it is no address ("http://[")."""
    try:
        return urljoin(url, pointed)
    except ValueError as error:
        raise FetchError(f"{url} redirects to {pointed!r}, which is no address", kind=Kind.REDIRECTS) from error


def _conditions(validators: Validators | None, url: str) -> dict[str, str]:
    if validators is None or validators.url != url:
        return {}
    asked = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in asked.items() if value}


def _state(cookies: RequestsCookieJar) -> str:
    """A page that sets a cookie and sends us to itself is no circle yet."""
    return repr(sorted((cookie.domain, cookie.name, cookie.value or "") for cookie in cookies))


def _check_promise(promised: str, host: str, cap: int) -> None:
    """Raises `FetchError` for a Content-Length over `cap`, and for one in digits that are none of a number ("²³")."""
    if not promised.isdigit():
        return  # there is none, or it cannot be read: what comes is counted
    length = whole_number(promised)
    if length is None and not promised.isascii():
        raise FetchError(f"{host}: the Content-Length {promised[:20]!r} is no number", kind=Kind.CONNECTION)
    if length is None or length > cap:
        raise TooLarge(f"{host}: the body is to have {promised[:20]} bytes; at most {cap:,} are read")


def _headers(raw: BaseHTTPResponse, host: str) -> Headers:
    """The headers in order. Raises `TooLarge`: they are kept with every snapshot."""
    found = tuple((name, value) for name, value in raw.headers.items())
    if sum(len(name) + len(value) for name, value in found) > _HEADER_BYTES:
        raise TooLarge(f"{host}: the headers are more than {_HEADER_BYTES:,} bytes")
    return found
