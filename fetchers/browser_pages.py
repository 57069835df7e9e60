"""A request in, the DOM of its page out, from a Chromium that is launched once and recycled.

Imported only where a browser is asked for: Playwright is the extra `clausewatch[browser]`.
"""

import asyncio
import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import Browser, BrowserContext, Error, Page, Playwright, Response, Route, async_playwright
from playwright.async_api import Request as PlaywrightRequest

from fetchers.base import Headers, Request
from fetchers.browser_gate import Gate
from fetchers.errors import FetchError, Kind, TooLarge
from fetchers.refusals import of_status

if TYPE_CHECKING:
    from fetchers.client import Client

PAGES_PER_CONTEXT = 25
PAGES_PER_BROWSER = 400
MEMORY_BYTES = 1_500_000_000
PAGES_AT_ONCE = max(1, os.cpu_count() or 1)
SETTLE_S = 12.0  # a page that still moves then is taken as it is
LOOK_EVERY_S = 0.25
STILL_LOOKS = 3
MAX_NAVIGATIONS = 12
CLOSE_S = 5.0
NOT_LOADED = frozenset({"image", "font", "media"})

_ARGUMENTS = ("--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--disable-background-networking")
_STATE = "() => [document.readyState, document.body ? document.body.innerText.length : 0, document.all.length]"
# Opens what a script fills when it is opened: controls of panels that are missing or empty, outside of menus.
_OPEN = """() => {
  const inMenu = (e) => e.closest('nav, header, footer, form, [role=navigation], [role=dialog], [aria-haspopup]');
  let opened = 0;
  for (const control of document.querySelectorAll('button[aria-expanded=false], [role=button][aria-expanded=false]')) {
    const panel = document.getElementById(control.getAttribute('aria-controls') || '');
    if (opened < 100 && !inMenu(control) && !(panel && panel.textContent.trim())) { control.click(); opened += 1; }
  }
  for (const details of document.querySelectorAll('details')) details.open = true;
  return opened;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """A page after its scripts have run. `headers` are those of the answer that brought the document."""

    url: str
    status: int
    headers: Headers
    dom: str


@dataclass(slots=True)
class _Context:
    """A browser context with its own way out; `pages` counts those it has served."""

    context: BrowserContext
    gate: Gate
    pages: int = 0
    open: int = 0


class Chromium:
    """The browser. All its coroutines run in one event loop."""

    def __init__(self, program: Path, client: "Client") -> None:
        self._program = program
        self._client = client
        self._turns = asyncio.Semaphore(PAGES_AT_ONCE)
        self._changing = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._contexts: dict[tuple[bool | None, str | None], _Context] = {}
        self._served = 0
        self._open = 0

    async def captured(self, request: Request, seconds: float) -> ShownPage:
        """The page, at most `seconds` from now, waiting for a turn included. Raises `FetchError`."""
        try:
            async with asyncio.timeout(seconds), self._turns:
                return await self._captured(request)
        except TimeoutError as error:
            raise FetchError(f"{request.url}: not shown after {seconds:g} s", kind=Kind.TIMEOUT) from error
        except Error as error:
            if self._browser is not None and not self._browser.is_connected():
                await self._dismiss()
            raise _meaning(error, request.url) from error

    async def stop(self) -> None:
        """End the browser."""
        await self._dismiss()
        if self._playwright is not None:
            await self._playwright.stop()
            self._playwright = None

    async def _captured(self, request: Request) -> ShownPage:
        used = await self._context(request)
        used.open += 1
        self._open += 1
        page: Page | None = None
        try:
            page = await used.context.new_page()
            return await _shown(page, request.url, used.gate, self._client.settings.max_unpacked_bytes)
        finally:
            used.open -= 1
            self._open -= 1
            await self._closed(page)

    async def _closed(self, page: Page | None) -> None:
        """Closes a page; the whole browser where the page does not let itself be closed."""
        if page is None:
            return
        try:
            async with asyncio.timeout(CLOSE_S):
                await page.close()
        except (TimeoutError, Error):
            await self._dismiss()

    async def _context(self, request: Request) -> _Context:
        """The context for a request, a fresh one where the last has served enough."""
        async with self._changing:
            browser = await self._ready_browser()
            key = (request.allow_private, request.language)
            used = self._contexts.get(key)
            if used is None or (used.pages >= PAGES_PER_CONTEXT and not used.open):
                if used is not None:
                    await _end(used)
                used = self._contexts[key] = await self._new_context(browser, request)
            used.pages += 1
            self._served += 1
            if not used.open:
                await used.context.clear_cookies()
            return used

    async def _ready_browser(self) -> Browser:
        worn = self._served >= PAGES_PER_BROWSER or _memory_bytes() > MEMORY_BYTES
        if self._browser is not None and (not self._browser.is_connected() or (worn and not self._open)):
            await self._dismiss()
        if self._playwright is None:
            self._playwright = await async_playwright().start()
        if self._browser is None:
            self._served = 0
            self._browser = await self._playwright.chromium.launch(
                executable_path=self._program,
                headless=True,
                args=list(_ARGUMENTS),
                chromium_sandbox=os.geteuid() != 0,  # Chromium refuses to sandbox as root
            )
        return self._browser

    async def _new_context(self, browser: Browser, request: Request) -> _Context:
        gate = Gate(self._client, allow_private=request.allow_private)
        context = await browser.new_context(
            proxy={"server": await gate.start(), "bypass": "<-loopback>"},
            user_agent=f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
            f"Chrome/{browser.version} Safari/537.36 {self._client.settings.user_agent}",
            locale=request.language or "en",
            timezone_id="UTC",  # dates drawn in the viewer's zone are then the same everywhere
            service_workers="block",
            accept_downloads=False,
        )
        await context.route("**/*", _without_pictures)
        return _Context(context, gate)

    async def _dismiss(self) -> None:
        """Ends the browser and forgets its contexts."""
        browser, self._browser = self._browser, None
        contexts, self._contexts = self._contexts, {}
        for used in contexts.values():
            await used.gate.stop()
        if browser is not None:
            with contextlib.suppress(Error, TimeoutError):
                async with asyncio.timeout(CLOSE_S):
                    await browser.close()


async def _end(used: _Context) -> None:
    with contextlib.suppress(Error, TimeoutError):
        async with asyncio.timeout(CLOSE_S):
            await used.context.close()
    await used.gate.stop()


async def _without_pictures(route: Route) -> None:
    with contextlib.suppress(Error):  # the page is gone already
        if route.request.resource_type in NOT_LOADED:
            await route.abort()
        else:
            await route.continue_()


async def _shown(page: Page, url: str, gate: Gate, max_bytes: int) -> ShownPage:
    """The page once it stands still, unless it sends the browser round and round first."""
    gate.refused.clear()
    visits: list[str] = []
    round_and_round = asyncio.Event()

    def visited(request: PlaywrightRequest) -> None:
        if request.is_navigation_request() and request.frame is page.main_frame:
            visits.append(request.url)
            if len(visits) > MAX_NAVIGATIONS:
                round_and_round.set()

    page.on("request", visited)
    page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.dismiss()))
    reading = asyncio.create_task(_read(page, url, gate, max_bytes))
    turning = asyncio.create_task(round_and_round.wait())
    try:
        await asyncio.wait((reading, turning), return_when=asyncio.FIRST_COMPLETED)
        if not reading.done():
            raise FetchError(f"{url}: the page keeps sending the browser elsewhere", kind=Kind.REDIRECTS)
        return reading.result()
    finally:
        reading.cancel()
        turning.cancel()
        await asyncio.gather(reading, turning, return_exceptions=True)


async def _read(page: Page, url: str, gate: Gate, max_bytes: int) -> ShownPage:
    try:
        response = await page.goto(url, wait_until="domcontentloaded", timeout=0)
    except Error:
        if gate.refused:
            raise gate.refused[-1] from None
        raise
    _check(response, url, gate)
    await _settled(page)
    with contextlib.suppress(Error):  # it navigated: there is nothing left to open
        if await page.evaluate(_OPEN):
            await _settled(page)
    dom = await _dom(page)
    if len(dom) > max_bytes:
        raise TooLarge(f"{url}: the page has {len(dom)} characters after its scripts; {max_bytes} are read at most")
    assert response is not None
    headers = await response.headers_array()
    return ShownPage(
        url=page.url,
        status=response.status,
        headers=tuple((header["name"], header["value"]) for header in headers),
        dom=dom,
    )


def _check(response: Response | None, url: str, gate: Gate) -> None:
    if response is None:
        raise FetchError(f"{url}: the browser found no document there", kind=Kind.BROWSER)
    if response.status == 403 and gate.refused:
        raise gate.refused[-1]
    if not 200 <= response.status < 300:
        raise of_status(response.status, response.url, None)


async def _settled(page: Page) -> None:
    """Waits until the page's text stands still for some looks, or has had its time."""
    still, before, end = 0, None, time.monotonic() + SETTLE_S
    while still < STILL_LOOKS and time.monotonic() < end:
        await asyncio.sleep(LOOK_EVERY_S)
        try:
            now = await page.evaluate(_STATE)
        except Error as error:
            _raise_unless_navigating(error)
            now = None
        still = still + 1 if now is not None and now == before and now[0] == "complete" else 0
        before = now


async def _dom(page: Page) -> str:
    """The page's mark-up; asked again while the page navigates."""
    while True:
        try:
            return await page.content()
        except Error as error:
            _raise_unless_navigating(error)
            await asyncio.sleep(LOOK_EVERY_S)


def _raise_unless_navigating(error: Error) -> None:
    """Playwright tells these apart by words alone."""
    if not any(words in error.message for words in ("navigating", "Execution context was destroyed", "navigation")):
        raise error


_MEANINGS = (
    ("ERR_NAME_NOT_RESOLVED", Kind.DNS),
    ("ERR_TOO_MANY_REDIRECTS", Kind.REDIRECTS),
    ("ERR_CERT", Kind.TLS),
    ("ERR_SSL", Kind.TLS),
    ("ERR_CONNECTION", Kind.CONNECTION),
    ("ERR_TUNNEL_CONNECTION_FAILED", Kind.CONNECTION),
    ("ERR_EMPTY_RESPONSE", Kind.CONNECTION),
    ("ERR_TIMED_OUT", Kind.TIMEOUT),
)


def _meaning(error: Error, url: str) -> FetchError:
    words = error.message.partition("\n")[0]
    if "Download is starting" in words:
        return FetchError(f'{url} is no page but a file; use fetcher = "live"', kind=Kind.BROWSER, permanent=True)
    kind = next((kind for sign, kind in _MEANINGS if sign in words), Kind.BROWSER)
    return FetchError(f"{url}: {words}", kind=kind)


def _memory_bytes() -> int:
    """The memory of our child processes that are browsers, 0 where the system does not tell."""
    pages: dict[int, int] = {}
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            name, _, rest = (entry / "stat").read_text().rpartition(")")
            stat = rest.split()
            parents[int(entry.name)] = int(stat[1])
            pages[int(entry.name)] = int(stat[21]) if "chrom" in name else 0
    ours = {os.getpid()}
    for _ in range(6):  # python, the driver, the browser, its zygotes, their children
        ours |= {pid for pid, parent in parents.items() if parent in ours}
    return sum(pages.get(pid, 0) for pid in ours) * os.sysconf("SC_PAGE_SIZE")
