"""The web view as a person uses it, in a real browser: with and without scripts, by eye and by assistive means."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from monitor.config import Loaded
from monitor.settings import Config
from monitor.web.app import create_app
from monitor.web.security import Guard
from monitor.web.site import open_site
from storage.store import Store
from tests.monitor.web.browsing import chromium, served
from tests.monitor.web.conftest import TOKEN
from tests.monitor.web.world import NOW, declared_vendors, filled_store, lived_in, texts_store

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.xdist_group("browser")]

LARKSPUR = "/policies/larkspur-crm/privacy"
PAGES = (
    "/",
    "/?severity=editorial",
    LARKSPUR,
    f"{LARKSPUR}/redline/120a32ce..latest",
    f"{LARKSPUR}/redline/-1..latest?view=side",
    f"{LARKSPUR}/redline/-1..latest?view=changes",
    f"{LARKSPUR}/redline/-1..latest?view=new",
    f"{LARKSPUR}/text/latest",
    f"{LARKSPUR}/blame",
    "/search",
    '/search?q="safe harbor"',
    "/timeline?start=2014-01-01",
    "/alerts",
    "/alerts/1",
    "/health",
    "/login",
    "/api",
    "/nothing",
)
_TOO_WIDE = "Math.max(document.documentElement.scrollWidth - document.documentElement.clientWidth, 0)"
WITHIN = "wcag2a,wcag2aa,wcag21a,wcag21aa,best-practice".split(",")


def _site(store: Store, config: Config, token: str | None = None) -> Iterator[str]:
    loaded = Loaded(path=Path("config.toml"), config=config)
    with served(create_app(open_site(store, loaded, Guard(token), lambda: NOW))) as address:
        yield address


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Config]]:
    """The demo's vendors in a service that has run for a while."""
    config = declared_vendors()
    store = filled_store(tmp_path_factory.mktemp("lived") / "clausewatch.db")
    lived_in(store, config)
    yield store, config
    store.close()


@pytest.fixture(scope="module")
def address(lived: tuple[Store, Config]) -> Iterator[str]:
    """Its web view, open to readers on this machine."""
    yield from _site(*lived)


@pytest.fixture(scope="module")
def guarded_address(lived: tuple[Store, Config]) -> Iterator[str]:
    """The same with a token."""
    yield from _site(*lived, TOKEN)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with chromium() as started:
        yield started


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A reader's window, with JavaScript and without; an error of a script fails the test."""
    context = browser.new_context(java_script_enabled=request.param)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert not errors


def test_a_printed_redline_is_the_whole_text_in_ink(reader: Page, address: str) -> None:
    """Without buttons, with what stayed unchanged, and dark letters though the screen is dark."""
    reader.emulate_media(media="print", color_scheme="dark")
    reader.goto(f"{address}{LARKSPUR}/redline/-1..latest")

    for shown in ("We do not sell personal information.", "Write to privacy@larkspur.example"):
        expect(reader.locator(".redline-text").get_by_text(shown).first).to_be_visible()
    for hidden in (".steps >> nth=0", ".views", ".outline", ".top", ".foot", ".unchanged summary >> nth=0"):
        expect(reader.locator(hidden)).to_be_hidden()
    expect(reader.locator("del").first).to_have_css("color", "rgb(140, 29, 24)")
    expect(reader.locator(".level").first).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_a_reader_finds_what_went_and_since_when(reader: Page, address: str) -> None:
    """From the overview to two versions, the reason, the clause, side by side, its origin, a search, the feed."""
    reader.goto(address)
    reader.get_by_role("link", name="Larkspur CRM · privacy").click()
    rows = reader.locator("form.versions tbody tr[id]")
    rows.nth(4).locator("input[name=from]").check()
    rows.nth(3).locator("input[name=to]").check()
    reader.get_by_role("button", name="Compare the two selected").click()
    first = reader.locator(".findings > li").first
    expect(first).to_contain_text("EU Safe Harbor removed")
    expect(first.locator("del").first).to_contain_text("Safe Harbor")

    first.get_by_role("link").first.click()
    clause = reader.locator("#" + reader.url.partition("#")[2])
    expect(clause).to_be_in_viewport()
    expect(clause.locator("del").first).to_contain_text("Safe Harbor")

    reader.get_by_role("link", name="Side by side").click()
    sides = reader.locator(".sides").first.locator("> div")
    assert sides.nth(0).bounding_box()["y"] == sides.nth(1).bounding_box()["y"]  # type: ignore[index]  # it is shown

    reader.get_by_role("link", name="Blame").click()
    expect(reader.locator(".blame-line").first).to_be_visible()
    reader.locator(".blame-line .origin a").first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("→")

    reader.get_by_label("Search all policies and times").fill('"safe harbor"')
    reader.get_by_label("Search all policies and times").press("Enter")
    expect(reader.locator(".found").first).to_contain_text("gone by 2016-02-20")

    feed = reader.locator("link[type='application/atom+xml']").get_attribute("href")
    answer = reader.request.get(f"{address}{feed}")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert "Larkspur" in answer.text()


def test_keys_go_from_change_to_change(browser: Browser, address: str) -> None:
    """j and k step through the changes, the arrows through the versions, s shows both sides."""
    page = browser.new_page()
    page.goto(f"{address}{LARKSPUR}/redline/-1..latest")
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("#change-1$"))
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("#change-2$"))
    page.keyboard.press("k")
    expect(page).to_have_url(re.compile("#change-1$"))
    page.keyboard.press("s")
    page.wait_for_url("**view=side**")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(lambda url: "view=side" not in url)
    page.close()


def test_impossible_pairs_cannot_be_chosen(browser: Browser, address: str) -> None:
    """With scripts the older side must be older; the newest version is no older side at all."""
    page = browser.new_page()
    page.goto(f"{address}{LARKSPUR}")
    expect(page.locator("input[name=from]").first).to_be_disabled()
    expect(page.locator("input[name=to]").last).to_be_disabled()
    page.close()


# In the dark the colours are others, and nothing else: one width tells.
@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("light", 390), ("dark", 1440)])
def test_nothing_stands_in_anybodys_way(browser: Browser, address: str, scheme: str, width: int) -> None:
    """axe-core finds nothing serious on any page, wide or narrow."""
    context = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]  # a Literal
        viewport={"width": width, "height": 900},
    )
    found = [violation for path in PAGES for violation in _violations(context, f"{address}{path}", width)]
    context.close()

    assert not found, "\n".join(found)


def _violations(context: BrowserContext, url: str, width: int) -> list[str]:
    page = context.new_page()
    page.goto(url)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    answer = Axe().run(page, options={"runOnly": WITHIN, "resultTypes": ["violations"]})
    overflow = page.evaluate(_TOO_WIDE)
    page.close()
    found = [f"{url} at {width}: {overflow} pixels too wide"] if overflow > 0 else []
    return found + [
        f"{url} at {width}: {one['id']}: {json.dumps([node['target'] for node in one['nodes']][:3])} {one['help']}"
        for one in answer.response["violations"]
    ]


def test_a_phone_is_never_scrolled_sideways(browser: Browser, tmp_path: Path) -> None:
    """At 320 pixels: a long address in a quote, two versions of one day, a service with a long name."""
    long = f"https://vendor.example/{'a' * 90}/{'b' * 90}"
    texts = [f"# Policy\n\nWe {never} sell personal data to {long} and its partners." for never in ("never", "always")]
    slug = f"{'verylongservicename' * 3}/privacy"
    store = texts_store(tmp_path / "phone.db", slug, texts, NOW - dt.timedelta(hours=9), dt.timedelta(hours=3))
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for address in _site(store, Config.model_validate({})):
        for view in ("inline", "side", "changes", "new"):
            page.goto(f"{address}/policies/{slug}/redline/first..latest?view={view}")
            expect(page.locator(".findings blockquote").first).to_contain_text(long)
            assert page.evaluate(_TOO_WIDE) == 0, view
    page.close()
    store.close()


def test_alerts_are_acknowledged_after_signing_in(browser: Browser, guarded_address: str) -> None:
    """Signing in by form, a note, and the word stands there for the next reader."""
    page = browser.new_page()
    page.goto(guarded_address)
    assert page.url.endswith("/login")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Alerts").click()
    page.get_by_label("Note").fill("only our wording changed")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator("#a1")).to_contain_text("dismissed by Ada")
    expect(page.locator("#a1 .advice")).to_contain_text("clausewatch signals")
    page.close()


def test_forty_versions_are_read_and_compared(browser: Browser, tmp_path: Path) -> None:
    """A long history on one page: the first and the last of forty versions, compared when asked for."""
    kept = "\n\n".join(f"## {n} Part\n\nWe keep record {n} for {n + 1} days." for n in range(1, 60))
    texts = [
        f"# Policy\n\nLast updated: {n + 1} May 2020.\n\nWe share data with {n} partners.\n\n{kept}" for n in range(40)
    ]
    store = texts_store(
        tmp_path / "forty.db", "acme/privacy", texts, NOW - dt.timedelta(days=400), dt.timedelta(days=9)
    )
    page = browser.new_page()
    for address in _site(store, Config.model_validate({})):
        page.goto(f"{address}/policies/acme/privacy")
        rows = page.locator("form.versions tbody tr[id]")
        expect(rows).to_have_count(40)
        rows.last.locator("input[name=from]").check()
        page.get_by_role("button", name="Compare the two selected").click()
        expect(page.locator("#text")).to_contain_text("unchanged clauses")
        expect(page.locator("ins").first).to_be_visible()
        page.close()
    store.close()


@pytest.mark.shared
def test_a_real_policys_safe_harbor_removal_stands_on_top(browser: Browser, shared: Path, tmp_path: Path) -> None:
    """Over recorded versions of a real policy: the pair that dropped the framework says so first."""
    files = sorted((shared / "seeds" / "bettercloud").glob("*.md"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    first = NOW - dt.timedelta(days=4000)
    store = texts_store(tmp_path / "seeds.db", "vendor/privacy", texts, first, dt.timedelta(days=500))
    page = browser.new_page()
    for address in _site(store, Config.model_validate({})):
        page.goto(f"{address}/policies/vendor/privacy/redline/-1..latest")
        reasons = page.locator(".findings")
        expect(reasons).to_contain_text(re.compile("Safe Harbor", re.IGNORECASE))
        number = page.locator(".findings > li", has_text="Safe Harbor").first.get_by_role("link").first
        number.click()
        target = page.locator("#" + page.url.partition("#")[2])
        expect(target).to_be_in_viewport()
        page.close()
    store.close()
