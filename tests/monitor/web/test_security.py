"""Who may see and change what, and that no page of a vendor harms ours."""

import asyncio
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import Message, Scope

from monitor.web.app import create_app
from monitor.web.security import HEADERS, OPEN, Guard
from monitor.web.site import open_site
from storage.store import Store
from tests.monitor.web.conftest import LOADED, TOKEN
from tests.monitor.web.world import NOW, filled_store, texts_store

BEARER = {"Authorization": f"Bearer {TOKEN}"}


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Every route of the application, those of its routers too, as (method, path)."""
    pending: list[Any] = list(app.routes)
    for route in pending:
        if hasattr(route, "original_router"):
            pending.extend(route.original_router.routes)
            continue
        for method in getattr(route, "methods", None) or {"GET"}:
            yield method, route.path


def addresses(app: FastAPI) -> list[tuple[str, str]]:
    """Every route as (method, an address that fits it)."""
    values = {"service": "larkspur-crm", "type": "privacy", "start": "first", "end": "latest", "revision": "latest"}
    return [
        (method, re.sub(r"\{(\w+)(:\w+)?\}", lambda name: values.get(name[1], "1"), path))
        for method, path in routes(app)
    ]


def test_every_route_but_the_open_ones_asks_for_the_token(guarded: TestClient) -> None:
    """A list of all routes: a new one is closed unless somebody opens it on purpose."""
    assert isinstance(guarded.app, FastAPI)
    listed = addresses(guarded.app)
    open_to_all = {address for method, address in listed if guarded.request(method, address).status_code != 401}

    assert len(listed) > 30
    assert open_to_all == {"/login", "/healthz"}
    assert set(OPEN) == {"/login", "/static/", "/healthz"}


def test_the_token_opens_every_page(guarded: TestClient) -> None:
    """As a header it opens pages and API alike."""
    assert guarded.get("/", headers=BEARER).status_code == 200
    assert guarded.get("/api/v1/policies", headers=BEARER).status_code == 200
    assert guarded.get("/", headers={"Authorization": "Bearer wrong"}).status_code == 401


def test_a_browser_is_led_to_the_form_and_keeps_a_safe_cookie(guarded: TestClient) -> None:
    """The cookie is out of scripts' reach and never sent by other sites."""
    led = guarded.get("/", headers={"Accept": "text/html"})
    wrong = guarded.post("/login", data={"token": "wrong"})
    right = guarded.post("/login", data={"token": TOKEN})
    cookie = right.headers["set-cookie"]

    assert led.headers["location"] == "/login"
    assert wrong.status_code == 403
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie
    assert guarded.get("/").status_code == 200


def test_signing_in_leads_on_to_what_was_asked_for(guarded: TestClient) -> None:
    """A link of a message, followed from another site, comes without the cookie; after a wrong token as well."""
    led = guarded.get("/alerts/1?kind=a%26b", headers={"Accept": "text/html"})
    form = guarded.get(led.headers["location"]).text
    wrong = guarded.post("/login", data={"token": "wrong", "next": "/alerts/1?kind=a%26b"}).text
    right = guarded.post("/login", data={"token": TOKEN, "next": "/alerts/1?kind=a%26b"})

    assert 'name="next" value="/alerts/1?kind=a%26b"' in form
    assert 'name="next" value="/alerts/1?kind=a%26b"' in wrong
    assert right.headers["location"] == "/alerts/1?kind=a%26b"


@pytest.mark.parametrize(
    "following", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "x"]
)
def test_signing_in_leads_nowhere_else(guarded: TestClient, following: str) -> None:
    """Not to another site, however its address is written."""
    answer = guarded.post("/login", data={"token": TOKEN, "next": following})

    assert answer.headers["location"] == "/"
    assert 'value="/"' in guarded.get("/login", params={"next": following}).text


@pytest.mark.parametrize("address", ["/", "/nothing", "/healthz", "/api/v1/policies", "/static/style.css", "/login"])
def test_security_headers_stand_on_every_answer(client: TestClient, address: str) -> None:
    """On errors, files and data as well."""
    headers = client.get(address).headers

    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize("address", ["/broken", "/api/v1/broken"])
def test_a_bug_is_answered_in_words_and_under_the_same_headers(store: Store, address: str) -> None:
    """The page says nothing of the error; the server logs it."""
    app = create_app(open_site(store, LOADED, Guard(None), lambda: NOW))

    def broken() -> None:
        raise ValueError("a secret")

    app.add_api_route(address, broken)
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get(address)

    assert answer.status_code == 500
    assert "our mistake" in answer.text
    assert "a secret" not in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("address", ["/", "/api/v1/policies", "/nothing", "/feeds/all.xml"])
def test_head_is_answered_as_get_without_the_body(client: TestClient, address: str) -> None:
    """Same status and type, nothing after the head."""
    head, get = client.head(address), client.get(address)

    assert head.status_code == get.status_code
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.content == b""


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8080", 200),
        ("localhost", 200),
        ("[::1]:8080", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
        ("[::1", 421),
        ("evil.example:port", 421),
    ],
)
def test_a_view_without_a_token_answers_only_to_this_machines_names(store: Store, host: str, status: int) -> None:
    """A site that has its own name lead to 127.0.0.1 reads nothing through its reader's browser."""
    with TestClient(create_app(open_site(store, LOADED, Guard(None, loopback_only=True), lambda: NOW))) as client:
        answer = client.get("/api/v1/policies", headers={"Host": host})

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("host", [b"x/static/?", b"x/static/", b"x/login?", b"x/healthz#"])
def test_a_host_header_opens_nothing(guarded: TestClient, host: bytes) -> None:
    """Starlette before 1.0.1 read "x/static/?" as the beginning of the path (CVE-2026-48710)."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": "/api/v1/policies",
        "raw_path": b"/api/v1/policies",
        "root_path": "",
        "query_string": b"",
        "scheme": "http",
        "server": ("127.0.0.1", 8080),
        "headers": [(b"host", host)],
    }

    async def asked() -> None:
        await guarded.app(scope, receive, send)

    asyncio.run(asked())

    assert sent[0]["status"] == 401


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Store]:
    """A store of this test's own, to be changed."""
    made = filled_store(tmp_path / "own.db")
    yield made
    made.close()


@pytest.mark.parametrize("address", ["/alerts/1/acknowledge", "/alerts/1/dismiss", "/deliveries/1/resend", "/logout"])
def test_nothing_is_changed_without_the_token_and_our_form(own: Store, address: str) -> None:
    """An open view changes nothing; a signed-in browser only by a form of ours; GET never."""
    with TestClient(create_app(open_site(own, LOADED, Guard(None), lambda: NOW))) as reader:
        assert reader.post(address).status_code == 403
    with TestClient(create_app(open_site(own, LOADED, Guard(TOKEN), lambda: NOW))) as browser:
        browser.post("/login", data={"token": TOKEN})

        assert browser.post(address, data={"form": "guessed"}).status_code == 403
        assert browser.get(address).status_code == 405


def test_hostile_text_is_harmless_and_readable(tmp_path: Path) -> None:
    """Scripts, marks of writing direction, control characters and huge clauses are words like others."""
    hostile = '<script>alert(1)</script> "><img src=x onerror=alert(2)> \u202egnihton\u202c \x07 {{ 7 * 7 }} '
    texts = [f"# Policy\n\nWe do nothing {hostile}.", f"# Policy\n\nWe do much {hostile * 20000}."]
    store = texts_store(
        tmp_path / "hostile.db", "evil/privacy", texts, NOW - dt.timedelta(days=9), dt.timedelta(days=3)
    )
    with TestClient(create_app(open_site(store, LOADED, Guard(None), lambda: NOW))) as client:
        for address in ("", "/redline/first..latest", "/redline/first..latest?view=side", "/text/latest", "/blame"):
            page = client.get(f"/policies/evil/privacy{address}")

            assert page.status_code == 200
            assert "<script>alert" not in page.text
            assert "<img src=x" not in page.text
            assert "\u202e" not in page.text
            assert "\x07" not in page.text
            assert "49" not in re.findall(r"nihton.{0,40}", page.text)
    store.close()
