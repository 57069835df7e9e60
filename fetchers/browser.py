"""A page as a browser shows it once its scripts have run: the captured DOM is the body.

    fetch --any thread--> one thread with an event loop --Playwright--> one Chromium --Gate--> the web

Chromium is launched once, and again when it has grown or served for long. A fetch has a hard deadline whatever the
page does: calls into a page that never yields do not time out by themselves.
"""

import asyncio
import concurrent.futures
import contextlib
import importlib.util
import os
import shutil
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fetchers.addresses import place_of
from fetchers.base import Capture, Request, Tools, Validators
from fetchers.errors import FetchError, Kind

if TYPE_CHECKING:
    from fetchers.browser_pages import Chromium

DEADLINE_S = 60.0
GRACE_S = 10.0  # for cleaning up after the deadline
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WAY_OUT = "install it with `pip install clausewatch[browser]`, and Chromium with your system's package manager"


def available() -> bool:
    """Whether a browser can be used here: Playwright is installed and a Chromium is found."""
    return importlib.util.find_spec("playwright") is not None and program() is not None


def program() -> Path | None:
    """The Chromium to run: that of $CLAUSEWATCH_CHROMIUM, else the system's; None where there is none."""
    named = os.environ.get("CLAUSEWATCH_CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in PROGRAMS]
    return next((Path(path) for path in found if path and Path(path).is_file()), None)


class BrowserFetcher:
    """The live web through Chromium. Safe to share among threads; `close` ends the browser."""

    def __init__(self, tools: Tools, *, deadline_s: float = DEADLINE_S) -> None:
        self._tools = tools
        self._deadline_s = deadline_s
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._chromium: Chromium | None = None

    def fetch(self, request: Request) -> Capture:
        """The page as its scripts leave it. Raises `FetchError`, also for every status that brings no page."""
        if not available():
            raise FetchError(f"{request.url}: no browser here; {WAY_OUT}", kind=Kind.BROWSER, permanent=True)
        place = place_of(request.url)
        if self._tools.hosts is None:
            return self._fetched(request)
        with self._tools.hosts.turn(place.host):
            return self._fetched(request)

    def close(self) -> None:
        """End the browser and the thread it is driven from."""
        with self._lock:
            if self._loop is None or self._chromium is None:
                return
            loop, chromium = self._loop, self._chromium
            self._loop = self._chromium = None
        with contextlib.suppress(concurrent.futures.TimeoutError):
            asyncio.run_coroutine_threadsafe(chromium.stop(), loop).result(GRACE_S)
        loop.call_soon_threadsafe(loop.stop)

    def _fetched(self, request: Request) -> Capture:
        seconds = min(request.deadline_s or self._deadline_s, self._deadline_s)
        page = self._run(lambda chromium: chromium.captured(request, seconds), seconds + GRACE_S)
        now = self._tools.now()
        return Capture(
            url=request.url,
            final_url=page.url,
            status=page.status,
            headers=page.headers,
            content_type="text/html; charset=utf-8",
            body=page.dom.encode("utf-8", "replace"),
            captured_at=now,
            fetched_at=now,
            source="live",
            validators=Validators(url=page.url),
        )

    def _run(self, call: "Callable[[Chromium], Coroutine[Any, Any, Any]]", seconds: float) -> Any:
        """Runs a coroutine in the browser's thread; whatever it raises is raised here."""
        loop, chromium = self._started()
        future = asyncio.run_coroutine_threadsafe(call(chromium), loop)
        try:
            return future.result(seconds)
        except concurrent.futures.TimeoutError as error:
            future.cancel()
            raise FetchError("the browser did not answer in time", kind=Kind.TIMEOUT) from error

    def _started(self) -> "tuple[asyncio.AbstractEventLoop, Chromium]":
        from fetchers.browser_pages import Chromium  # Playwright is an extra

        with self._lock:
            if self._loop is None or self._chromium is None:
                path = program()
                assert path is not None  # `available` was asked
                self._loop = asyncio.new_event_loop()
                self._chromium = Chromium(path, self._tools.client)
                threading.Thread(target=_drive, args=(self._loop,), name="browser", daemon=True).start()
            return self._loop, self._chromium


def _drive(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()
