"""The fetchers as the pipeline wants them: a declaration and its last snapshot in, a page out, causes named.

One guarded client, one register of hosts' turns, and each fetcher once, for all threads of a process.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from fetchers import base
from fetchers.client import Client, ClientSettings
from fetchers.errors import Cancelled, FetchError, Kind
from fetchers.politeness import Hosts, RealClock
from monitor.capturing import DRAWN, NotCaptured, Page, Unchanged
from monitor.config import Loaded
from monitor.settings import Policy as Declaration
from monitor.troubles import Cause, Failure
from redline import combined
from storage.records import Snapshot, Source

BEFORE_US_S = 0.5  # a signal to the whole group of processes ends the browser first


class Interrupted(Exception):  # noqa: N818 - nothing is wrong, we were asked to stop
    """We were asked to stop while waiting for a host's turn, or for a page; the check was not made."""


class Captures:
    """Gets policies' pages. `stop`, once set, ends every wait. Safe to share among threads."""

    def __init__(
        self,
        loaded: Loaded,
        *,
        stop: threading.Event | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        client: Client | None = None,
    ) -> None:
        general = loaded.config.clausewatch
        self._loaded = loaded
        self._deadline_s = general.fetch_deadline.total_seconds()
        self.client = client or Client(client_settings(loaded))
        hosts = Hosts(at_once=general.per_host, pause_s=general.host_pause.total_seconds(), clock=RealClock(stop))
        self._tools = base.Tools(client=self.client, hosts=hosts, now=now)
        self._fetchers: dict[str, base.Fetcher] = {}
        self._lock = threading.Lock()
        self._stop = stop or threading.Event()

    def __call__(self, declaration: Declaration, last: Snapshot | None) -> Page | Unchanged:
        """The page of `declaration` now. Raises `NotCaptured`, and `Interrupted` where a stop came first.

        A document on several pages is got whole or not at all, within the time that one fetch may take.
        """
        if not declaration.parts:
            return self._one(declaration, self._request(declaration, last))
        end = time.monotonic() + self._deadline_s
        pages = []
        for url in (declaration.url, *(part.url for part in declaration.parts)):
            left = max(end - time.monotonic(), 1.0)
            page = self._one(declaration, replace(self._request(declaration, None), url=url, deadline_s=left))
            assert isinstance(page, Page)  # nothing is asked conditionally, so none is left out as unchanged
            pages.append(page)
        return _combined(pages)

    def _one(self, declaration: Declaration, request: base.Request) -> Page | Unchanged:
        try:
            found = self._fetcher(declaration.fetcher).fetch(request)
        except Cancelled as error:
            raise Interrupted(str(error)) from error
        except FetchError as error:
            if self._stops(error):
                raise Interrupted(str(error)) from error
            raise NotCaptured(_failure(error, drawn=declaration.fetcher == "browser")) from error
        if found.not_modified:
            return Unchanged(fetched_at=found.fetched_at)
        if not found.body.strip():
            raise NotCaptured(Failure(cause=Cause.SERVER, message=f"{request.url}: the answer was empty"))
        return _page(found, DRAWN if declaration.fetcher == "browser" else None)

    def _stops(self, error: FetchError) -> bool:
        """Whether the stop we were asked for broke a fetch off; the browser may hear of it a moment before we do."""
        return self._stop.wait(BEFORE_US_S if error.kind is Kind.BROWSER else 0)

    def close(self) -> None:
        """Close connections, and what fetchers keep open."""
        self.client.close()
        for fetcher in self._fetchers.values():
            close: Any = getattr(fetcher, "close", None)
            if close is not None:
                close()

    def _fetcher(self, name: str) -> base.Fetcher:
        with self._lock:
            if name not in self._fetchers:
                self._fetchers[name] = base.fetcher(name, self._tools)
            return self._fetchers[name]

    def _request(self, declaration: Declaration, last: Snapshot | None) -> base.Request:
        folder = self._loaded.folder / declaration.folder if declaration.folder else None
        return base.Request(
            url=declaration.url,
            validators=_validators(declaration, last),
            deadline_s=self._deadline_s,
            language=declaration.language,
            folder=folder,
        )


def client_settings(loaded: Loaded) -> ClientSettings:
    """How the guarded client behaves under this configuration."""
    general = loaded.config.clausewatch
    return ClientSettings(
        user_agent=general.user_agent,
        allow_private_addresses=general.allow_private_addresses,
        deadline_s=general.fetch_deadline.total_seconds(),
    )


def _validators(declaration: Declaration, last: Snapshot | None) -> base.Validators | None:
    """Those of the last snapshot, where it came from the address that is asked now."""
    if last is None or last.url != declaration.url or not (last.etag or last.last_modified):
        return None
    return base.Validators(url=last.final_url, etag=last.etag, last_modified=last.last_modified)


def _page(found: base.Capture, note: str | None) -> Page:
    return Page(
        source=Source(found.source),
        captured_at=found.captured_at,
        fetched_at=found.fetched_at,
        url=found.url,
        final_url=found.final_url,
        status=found.status,
        content_type=found.content_type,
        headers=found.headers,
        body=found.body,
        etag=found.validators.etag,
        last_modified=found.validators.last_modified,
        note=note,
    )


def _combined(pages: Sequence[Page]) -> Page:
    """Pages as one, as of the last of them. Its headers are those of each, under the page's number."""
    parts = [combined.Part(url=page.final_url, content_type=page.content_type, body=page.body) for page in pages]
    content_type, body = combined.join(parts)
    numbered = [(f"Part-{n}-{name}", value) for n, page in enumerate(pages, 1) for name, value in page.headers]
    return replace(
        pages[0],
        captured_at=pages[-1].captured_at,
        fetched_at=pages[-1].fetched_at,
        content_type=content_type,
        headers=(("Content-Type", content_type), *numbered),
        body=body,
        etag=None,
        last_modified=None,
    )


def _failure(error: FetchError, *, drawn: bool) -> Failure:
    wait = error.retry_after
    return Failure(
        cause=Cause(error.kind.value),
        message=str(error),
        retry_after=wait if wait is None or wait > timedelta(0) else None,
        drawn=drawn,
    )
