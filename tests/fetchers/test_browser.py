"""A real Chromium over pages that are made by scripts."""

import time
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer

from fetchers import browser
from fetchers.base import Request, Tools
from fetchers.browser import BrowserFetcher
from fetchers.client import Client, ClientSettings
from fetchers.errors import FetchError, ForbiddenAddress, Kind

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not browser.available(), reason="no Chromium found, or Playwright is not installed"),
]

SCRIPTED = """<!doctype html><title>Privacy</title><div id="root"></div><script>
setTimeout(() => {
  document.getElementById('root').innerHTML =
    '<main><h1>Privacy Policy</h1><p>We keep your name for a year.</p></main>';
}, 300);
</script>"""


@pytest.fixture
def httpserver() -> Iterator[HTTPServer]:
    """A server of each test's own: a browser asks for a page's icon late, at times when the next test has begun."""
    with HTTPServer(threaded=True) as server:
        yield server


@pytest.fixture(scope="module")
def shown() -> Iterator[BrowserFetcher]:
    """A browser that may speak to loopback, launched once for these tests."""
    client = Client(ClientSettings(allow_private_addresses=True, user_agent="tests"))
    made = BrowserFetcher(Tools(client=client), deadline_s=40)
    yield made
    made.close()
    client.close()


def body_of(fetcher: BrowserFetcher, url: str) -> str:
    return fetcher.fetch(Request(url=url)).body.decode()


def test_the_text_that_scripts_draw_is_captured(shown: BrowserFetcher, httpserver: HTTPServer) -> None:
    """A page whose source is an empty place gives the DOM that its script made."""
    httpserver.expect_request("/privacy").respond_with_data(SCRIPTED, content_type="text/html")

    capture = shown.fetch(Request(url=httpserver.url_for("/privacy")))

    assert "We keep your name for a year." in capture.body.decode()
    assert capture.status == 200
    assert capture.content_type == "text/html; charset=utf-8"


def test_accordions_filled_when_opened_are_opened(shown: BrowserFetcher, httpserver: HTTPServer) -> None:
    """A section that a script fills on a click stands in the capture; the menu is left alone."""
    page = """<nav><button aria-expanded=false onclick="document.title='menu'">Menu</button></nav>
    <main><h1>Privacy</h1><h2><button aria-expanded="false" aria-controls="p1"
      onclick="document.getElementById('p1').textContent='We share nothing.'">Sharing</button></h2>
    <div id="p1"></div></main>"""
    httpserver.expect_request("/accordion").respond_with_data(page, content_type="text/html")

    dom = body_of(shown, httpserver.url_for("/accordion"))

    assert "We share nothing." in dom
    assert "<title>menu" not in dom


def test_a_consent_dialog_does_not_stand_in_the_way(shown: BrowserFetcher, httpserver: HTTPServer) -> None:
    """The text behind an open dialog is captured, and nobody consents to anything."""
    page = """<main aria-hidden=true><h1>Privacy</h1><p>We sell nothing.</p></main><div role=dialog>
    <button onclick="document.cookie='consent=yes'; document.title='consented'">Accept all</button></div>
    <script>alert('Cookies!')</script>"""
    httpserver.expect_request("/consent").respond_with_data(page, content_type="text/html")

    dom = body_of(shown, httpserver.url_for("/consent"))

    assert "We sell nothing." in dom
    assert "<title>consented" not in dom


def test_an_endless_redirect_is_an_error(shown: BrowserFetcher, httpserver: HTTPServer) -> None:
    """A page that keeps sending the browser to itself ends in an error that says so."""
    page = "<script>location.href = location.pathname + '?' + Math.random()</script>"
    httpserver.expect_request("/round").respond_with_data(page, content_type="text/html")

    with pytest.raises(FetchError) as caught:
        shown.fetch(Request(url=httpserver.url_for("/round")))

    assert caught.value.kind is Kind.REDIRECTS


def test_a_page_that_never_settles_is_taken_as_it_is(shown: BrowserFetcher, httpserver: HTTPServer) -> None:
    """A ticker keeps the page moving; its text is captured all the same, in bounded time."""
    page = """<main><h1>Privacy</h1><p>We keep logs for a week.</p><p id=t></p></main><script>
    setInterval(() => { document.getElementById('t').textContent += 'tick '; }, 50)</script>"""
    httpserver.expect_request("/ticker").respond_with_data(page, content_type="text/html")

    began = time.monotonic()
    dom = body_of(shown, httpserver.url_for("/ticker"))

    assert "We keep logs for a week." in dom
    assert time.monotonic() - began < 30


def test_a_page_that_never_yields_meets_the_deadline(shown: BrowserFetcher, httpserver: HTTPServer) -> None:
    """An endless loop in a script ends at the deadline, and the next page is shown as if nothing had happened."""
    loop = "<p>Privacy</p><script>setTimeout(() => { while (true) {} }, 200)</script>"
    httpserver.expect_request("/loop").respond_with_data(loop, content_type="text/html")
    httpserver.expect_request("/after").respond_with_data(SCRIPTED, content_type="text/html")

    with pytest.raises(FetchError) as caught:
        shown.fetch(Request(url=httpserver.url_for("/loop"), deadline_s=4))

    assert caught.value.kind is Kind.TIMEOUT
    assert "for a year" in body_of(shown, httpserver.url_for("/after"))


def test_pictures_are_not_loaded(shown: BrowserFetcher, httpserver: HTTPServer) -> None:
    """No request for an image reaches the server."""
    page = '<p>Privacy</p><img src="/picture.png">'
    httpserver.expect_request("/pictures").respond_with_data(page, content_type="text/html")

    body_of(shown, httpserver.url_for("/pictures"))

    assert "/picture.png" not in [request.path for request, _ in httpserver.log]


def test_a_status_that_brings_no_page_is_an_error(shown: BrowserFetcher, httpserver: HTTPServer) -> None:
    """A 503 is told as one, with its status."""
    httpserver.expect_request("/down").respond_with_data("sorry", status=503, content_type="text/html")

    with pytest.raises(FetchError) as caught:
        shown.fetch(Request(url=httpserver.url_for("/down")))

    assert caught.value.status == 503


def test_private_addresses_are_refused_to_pages_and_what_they_ask_for(httpserver: HTTPServer) -> None:
    """Where private addresses are not allowed, neither the page nor a request of its scripts gets there."""
    httpserver.expect_request("/privacy").respond_with_data(SCRIPTED, content_type="text/html")
    client = Client(ClientSettings(user_agent="tests"))
    fetcher = BrowserFetcher(Tools(client=client), deadline_s=30)
    try:
        with pytest.raises(ForbiddenAddress):
            fetcher.fetch(Request(url=httpserver.url_for("/privacy")))
    finally:
        fetcher.close()
        client.close()

    assert httpserver.log == []
