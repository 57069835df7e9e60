"""What every fetcher offers: a `Request` in, a `Capture` out, or a `FetchError` raised.

tools = Tools(client=Client(ClientSettings(user_agent="clausewatch (privacy-team@example.org)")))
capture = fetcher("live", tools).fetch(Request(url="https://www.example.org/privacy"))
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from fetchers.client import Client
    from fetchers.politeness import Hosts

Headers = tuple[tuple[str, str], ...]
SourceName = Literal["live", "wayback", "files", "import"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What an earlier answer gave to ask "changed since?". They hold for `url`, its final address, alone."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is wanted.

    `validators` come from the snapshot seen last; None asks for the whole page. `deadline_s` bounds the whole fetch,
    None leaves it to the client. `language` (ISO 639-1) is asked for where the server offers several. `allow_private`
    lets this one address, and where it redirects to, be private; None leaves that to the client. `folder` is read by
    the `files` fetcher alone.
    """

    url: str
    validators: Validators | None = None
    deadline_s: float | None = None
    language: str | None = None
    allow_private: bool | None = None
    folder: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One reading of an address.

    `captured_at` is when the origin (or the archive) saw it, `fetched_at` when we got it. `headers` are as received, in
    order. `content_type` is the header's whole value, None where there was none; `media_type` its type in lower case,
    "" then. `body` is unpacked, and empty where `not_modified` says that the page is still the one of the validators
    asked with. `archive_url` is where the archive shows this capture, None for other sources.
    """

    url: str
    final_url: str
    status: int
    headers: Headers
    content_type: str | None
    body: bytes
    captured_at: datetime
    fetched_at: datetime
    source: SourceName
    validators: Validators
    archive_url: str | None = None
    not_modified: bool = False

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in lower case; "" where the server named none."""
        return (self.content_type or "").partition(";")[0].strip().lower()


class Fetcher(Protocol):
    """One way to get a page."""

    def fetch(self, request: Request) -> Capture:
        """The page as it is now. Raises `FetchError`."""
        ...


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a fetcher may use: the guarded client, the turns that hosts are asked in (None: no pauses), the clock."""

    client: "Client"
    hosts: "Hosts | None" = None
    now: Callable[[], datetime] = field(default=_utc_now)


# name in config.toml -> "module:class"; the class is called with the tools
FETCHERS: dict[str, str] = {
    "live": "fetchers.live:LiveFetcher",
    "browser": "fetchers.browser:BrowserFetcher",
    "files": "fetchers.files:FilesFetcher",
}


def fetcher(name: str, tools: Tools) -> Fetcher:
    """The fetcher of a `name` of `FETCHERS`."""
    module, class_name = FETCHERS[name].split(":")
    made: Fetcher = getattr(importlib.import_module(module), class_name)(tools)
    return made
