"""What the pages show, over the demo's vendors."""

import datetime as dt
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from monitor import report
from monitor.config import Loaded
from monitor.settings import Config
from monitor.web.app import create_app
from monitor.web.redline import redline_page
from monitor.web.security import Guard
from monitor.web.site import open_site
from storage import history, outbox, policies
from storage.records import Declared, PolicyState, Source
from storage.store import Store, open_store
from tests.monitor.pages import PARTS, SALE
from tests.monitor.web.conftest import LOADED, TOKEN
from tests.monitor.web.world import NOW, captured_store, declared_vendors, filled_store, lived_in, texts_store

LARKSPUR = "/policies/larkspur-crm/privacy"

PAGES = (
    "/",
    LARKSPUR,
    f"{LARKSPUR}/redline/-1..latest",
    f"{LARKSPUR}/redline/first..latest?view=side",
    f"{LARKSPUR}/redline/first..latest?view=changes",
    f"{LARKSPUR}/redline/first..latest?view=new",
    f"{LARKSPUR}/text/latest",
    f"{LARKSPUR}/blame",
    "/search",
    "/search?q=safe+harbor",
    "/timeline?start=2014-01-01",
    "/alerts",
    "/health",
    "/login",
)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_stands_alone(client: TestClient, address: str) -> None:
    """Pages come without scripts in them, without other hosts, and small."""
    page = client.get(address)

    assert page.status_code == 200
    assert "<title>" in page.text
    assert not re.search(r"<script(?![^>]*src=\"/static/)|<style|\son\w+=|style=", page.text)
    assert not re.search(r"(src|href)=\"(https?:)?//(?!vendors\.example|archive\.example)", page.text)
    assert len(page.content) < 150_000


def test_the_overview_says_what_last_changed(client: TestClient) -> None:
    """Each policy with the level of its last change, and a year by month."""
    page = client.get("/").text

    assert page.count('class="strip"') == 3
    assert "Larkspur CRM" in page
    assert 'class="level level-material"' in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [("?severity=material", ["Larkspur"]), ("?type=terms", ["Quillstone"]), ("?text=payroll", ["Tidewell"])],
)
def test_the_overview_is_filtered_by_its_address(client: TestClient, query: str, shown: list[str]) -> None:
    """Filters stand in the address, so that they can be kept and sent."""
    page = client.get(f"/{query}").text
    rows = re.findall(r"<strong>(\w+) ", page.split("<tbody>")[1])

    assert rows == shown


def test_the_history_shows_versions_gaps_and_pairs(client: TestClient) -> None:
    """Newest first, a line where nobody looked, and one radio pair checked."""
    page = client.get(LARKSPUR).text

    assert "5 versions" in page
    assert page.index("2026-11-20") < page.index("2014-07-11")
    assert page.count("Nobody saw the page for") == 3
    assert len(re.findall(r'name="from"[^>]*checked', page)) == 1
    assert len(re.findall(r'name="to"[^>]*checked', page)) == 1


def test_selected_versions_lead_to_a_stable_address(client: TestClient) -> None:
    """The form of the version list redirects to the redline's own address."""
    answer = client.get(f"{LARKSPUR}/redline?from=120a32ce&to=latest")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"{LARKSPUR}/redline/120a32ce..latest"


def test_a_redline_says_first_why_it_matters(client: TestClient) -> None:
    """Reasons with quoted words stand above the text; each leads to its change."""
    page = client.get(f"{LARKSPUR}/redline/-1..latest").text
    reasons, text = page.split('id="text"')

    assert "<del>We do not sell personal information.</del>" in reasons
    assert set(re.findall(r'href="#(change-\d+)"', reasons)) <= set(re.findall(r'id="(change-\d+)"', text))
    assert "<del>30 days</del>" in text
    assert "<ins>12 months</ins>" in text


def test_unchanged_clauses_are_folded_with_their_number(client: TestClient) -> None:
    """What did not change is there, folded, and counted."""
    page = client.get(f"{LARKSPUR}/redline/-1..latest").text

    assert "5 unchanged clauses" in page
    assert "the pages you open and the time you open them" in page


def test_evidence_stands_on_both_sides(client: TestClient) -> None:
    """Digests of bytes and words, times, sources and the archive's copy."""
    page = client.get(f"{LARKSPUR}/redline/2018-06-01..2023-01-16").text
    evidence = page.split('id="evidence"')[1]

    assert len(re.findall(r'class="hash">[0-9a-f]{64}<', evidence)) == 4
    assert len(re.findall(r'href="https://archive\.example/', evidence)) == 2


def test_search_tells_when_words_came_and_went(client: TestClient) -> None:
    """Safe Harbor stood there from the first version to the last before it went."""
    page = client.get('/search?q="safe harbor"').text

    assert re.search(r"2014-07-11</time> to .*2015-09-02</time>, gone by .*2016-02-20", page)


def test_a_bar_of_the_plot_says_once_what_changed(client: TestClient) -> None:
    """To the eye and to a screen reader alike: nobody is read "amp gt"."""
    plot = client.get(LARKSPUR).text.split('<svg class="plot"')[1].split("</svg>")[0]

    assert "2018-05-25 → 2026-11-09" in plot
    assert "&amp;" not in plot
    assert "-&gt;" not in plot


def test_headings_name_the_policy_and_blame_has_one_name(client: TestClient) -> None:
    """Of two tabs one knows which is which; a link is called as the page it leads to."""
    pages = [client.get(f"{LARKSPUR}{path}").text for path in ("", "/redline/-1..latest", "/text/latest", "/blame")]

    assert "<h1>Larkspur CRM privacy: <time" in pages[1]
    assert "<h1>Blame: Larkspur CRM privacy</h1>" in pages[3]
    assert all(re.search(r'/blame[^"]*">Blame</a>', page) for page in pages[:3])


def test_blame_dates_each_clause(client: TestClient) -> None:
    """A clause reworded this year leads to the redline that reworded it."""
    page = client.get(f"{LARKSPUR}/blame").text
    clause = page.split("within 12 months")[0].rsplit('class="blame-line', 1)[1]

    assert "2026-11-20" in clause
    assert "/redline/" in clause
    assert "2014-07-11" in clause


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/policies/nobody/privacy", 404),
        (f"{LARKSPUR}/redline/1999-01-01..latest", 404),
        (f"{LARKSPUR}/redline/zzzz..latest", 404),
        (f"{LARKSPUR}/redline/2018-13-45..latest", 404),
        (f"{LARKSPUR}/redline/-1..latest?view=upside", 400),
        (f"{LARKSPUR}?page=0", 400),
        (f"{LARKSPUR}/captures/999999", 404),
        ("/timeline?start=yesterday", 400),
        ("/timeline?start=0", 400),
        ("/feeds/nothing.xml", 404),
        ("/nothing", 404),
    ],
)
def test_wrong_addresses_are_answered_in_words(client: TestClient, address: str, status: int) -> None:
    """A page says what is wrong; nothing breaks."""
    page = client.get(address)

    assert page.status_code == status
    assert '<p class="lead">' in page.text


def test_captures_are_saved_never_shown(client: TestClient) -> None:
    """The bytes come as an attachment of no type that a browser would show."""
    address = re.search(r'href="([^"]*/captures/\d+)"', client.get(f"{LARKSPUR}/redline/-1..latest").text)
    assert address is not None
    answer = client.get(address[1])

    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert b"<!doctype html>" in answer.content


@pytest.mark.parametrize("kind", ["json", "md", "html", "txt"])
def test_redlines_are_downloaded_in_every_format(client: TestClient, kind: str) -> None:
    """The same redline as on the command line, as a file."""
    answer = client.get(f"{LARKSPUR}/redline/-1..latest/redline.{kind}")

    assert answer.headers["content-disposition"].endswith(f'.{kind}"')
    assert "sell personal information" in answer.text


@pytest.mark.parametrize(
    ("query", "count"),
    [("severity=material", 3), ("start=2018-01-01", 3), ("end=2016-12-31", 2), ("severity=&start=", 5)],
)
def test_versions_are_filtered_by_the_address(client: TestClient, query: str, count: int) -> None:
    """By level and by days; a field left empty asks for nothing."""
    page = client.get(f"{LARKSPUR}?{query}").text

    assert len(re.findall(r'<tr id="v\d+">', page)) == count


def test_the_address_that_alerts_name_leads_to_the_redline(client: TestClient) -> None:
    """A change's own address redirects to that of its two texts; another policy's change is not found there."""
    answer = client.get(f"{LARKSPUR}/changes/1")

    assert answer.status_code == 303
    assert re.fullmatch(rf"{LARKSPUR}/redline/[0-9a-f]{{12}}\.\.[0-9a-f]{{12}}", answer.headers["location"])
    assert client.get(answer.headers["location"]).status_code == 200
    assert client.get("/policies/tidewell-payroll/privacy/changes/1").status_code == 404


def test_the_address_of_an_alert_shows_it_alone(tmp_path: Path) -> None:
    """Where a message leads its reader to answer, however many alerts came since."""
    config, store = declared_vendors(), filled_store(tmp_path / "clausewatch.db")
    lived_in(store, config)
    loaded = Loaded(path=Path("config.toml"), config=config)
    with TestClient(create_app(open_site(store, loaded, Guard(TOKEN), lambda: NOW))) as client:
        answer = client.get("/alerts/1", headers={"Authorization": f"Bearer {TOKEN}"})
        missing = client.get("/alerts/99", headers={"Authorization": f"Bearer {TOKEN}"})
    store.close()

    assert answer.text.count("<tr id=") == 1
    assert "<button>Acknowledge</button>" in answer.text
    assert missing.status_code == 404


def test_who_may_change_nothing_is_told_the_way(client: TestClient) -> None:
    """The key of config.toml and the commands that do the same, not "the token" alone."""
    page = client.get("/alerts").text

    assert "[web]" in page
    assert "config.toml" in page
    assert "clausewatch alerts ack" in page


def test_a_gap_inside_a_version_is_shown(tmp_path: Path) -> None:
    """In its row and in the plot: it is no unbroken span of eight years."""
    seen = [(dt.datetime(2018, 3, 10, tzinfo=dt.UTC), Source.WAYBACK, "archived"), (NOW, Source.LIVE, "live")]
    captures = [
        (at, source, f"# Policy\n\nWe keep data.\n\n<!-- {name} -->".encode(), "text/markdown")
        for at, source, name in seen
    ]
    store = captured_store(tmp_path / "gap.db", "acme/privacy", captures)
    with TestClient(create_app(open_site(store, LOADED, Guard(None), lambda: NOW))) as client:
        page = client.get("/policies/acme/privacy").text
    store.close()

    assert re.search(r"not seen from <time[^>]*>2018-03-10</time> to <time[^>]*>2026-11-22</time>", page)
    assert page.count('class="gap"') == 1


def test_the_day_of_effect_stands_above_the_findings(tmp_path: Path) -> None:
    """A deadline is the first thing that a reader has to know."""
    texts = [
        "# Terms\n\nDisputes go to the courts of Kent.",
        "# Terms\n\nThese terms take effect on January 15, 2027.\n\nDisputes go to binding arbitration.",
    ]
    store = texts_store(tmp_path / "effect.db", "acme/terms", texts, NOW - dt.timedelta(days=9), dt.timedelta(days=3))
    with TestClient(create_app(open_site(store, LOADED, Guard(None), lambda: NOW))) as client:
        page = client.get("/policies/acme/terms/redline/first..latest").text
    store.close()

    assert re.search(r"Takes effect</strong> <time[^>]*>2027-01-15</time> .*in 2 months", page)
    assert page.index("Takes effect") < page.index('id="findings"')


@pytest.mark.parametrize("address", ["/alerts?kind=", "/timeline?start=&end=&severity=&tag=", "/?severity=&type=&tag="])
def test_forms_left_empty_ask_for_everything(client: TestClient, address: str) -> None:
    """A browser sends empty fields too."""
    assert client.get(address).status_code == 200


def test_the_timeline_is_filtered_by_tag(client: TestClient) -> None:
    """Only the vendors that carry it."""
    page = client.get("/timeline?start=2014-01-01&tag=crm").text

    assert "Larkspur" in page
    assert "Tidewell" not in page


def test_pairs_compared_on_demand_follow_the_services_rules(store: Store) -> None:
    """What config.toml mutes for a policy is no finding of a redline made when it is asked for."""
    policy = {"service": "Larkspur CRM", "type": "privacy", "url": "https://v.example"}
    config = Config.model_validate({"policy": [{**policy, "mute": ["no-sale-promise-removed"]}]})
    loaded = Loaded(path=Path("config.toml"), config=config)
    address = f"/api/v1{LARKSPUR}/redline/first..latest"
    rules = []
    for service in (LOADED, loaded):
        with TestClient(create_app(open_site(store, service, Guard(None), lambda: NOW))) as reader:
            changes = reader.get(address).json()["changes"]
        rules.append({finding["rule"] for change in changes for finding in change["findings"]})

    assert "no-sale-promise-removed" in rules[0]
    assert "no-sale-promise-removed" not in rules[1]


def test_redlines_of_one_outline_and_other_heads_of_columns_are_kept_apart(tmp_path: Path) -> None:
    """An outline holds no heads: from two texts of one outline to a third there are two redlines."""
    table = "# Cookies\n\n| Cookie | {} |\n| --- | --- |\n| sid | 30 |"
    between = "# Cookies\n\nWe set none."
    heads = [table.format(head) for head in ("Days kept", "Price in euros", "Kept")]
    texts = [heads[0], between, heads[1], between, heads[2]]
    kept = texts_store(tmp_path / "heads.db", "tern-books/cookies", texts, NOW, dt.timedelta(days=1))
    with TestClient(create_app(open_site(kept, LOADED, Guard(None), lambda: NOW))) as reader:
        gone = [
            [
                change["before"]
                for change in reader.get(f"/api/v1/policies/tern-books/cookies/redline/{sides}").json()["changes"]
            ]
            for sides in ("first..latest", "-2..latest")
        ]
    kept.close()

    assert "Price in euros" not in str(gone[0])
    assert "Price in euros" in str(gone[1])


def test_pages_are_sent_compressed(client: TestClient) -> None:
    """To whoever takes it; the rest get them as they are."""
    assert client.get("/", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.get("/", headers={"Accept-Encoding": "identity"}).headers


@pytest.mark.parametrize(
    "path",
    [
        "all.xml",
        "policies/larkspur-crm/privacy.xml",
        "tags/small%20%26%20new.xml",
        f"tags/{'%C3%A4' * 60}.xml",
    ],
)
def test_a_feed_that_a_reader_has_is_not_sent_again(store: Store, path: str) -> None:
    """The same name for the same content, also for a tag of any letters."""
    policy = {
        "service": "Larkspur CRM",
        "type": "privacy",
        "url": "https://vendors.example",
        "tags": ["small & new", "ä" * 60],
    }
    loaded = Loaded(path=Path("config.toml"), config=Config.model_validate({"policy": [policy]}))
    with TestClient(create_app(open_site(store, loaded, Guard(None), lambda: NOW))) as client:
        first = client.get(f"/feeds/{path}")
        again = client.get(f"/feeds/{path}", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
        anything = client.get(f"/feeds/{path}", headers={"If-None-Match": "*"})
        other = client.get(f"/feeds/{path}", headers={"If-None-Match": '"other"'})

    assert [one.status_code for one in (first, again, anything, other)] == [200, 304, 304, 200]
    assert (again.content, again.headers["etag"]) == (b"", first.headers["etag"])


def test_the_first_page_by_tag_leads_to_the_feed_of_the_tag(client: TestClient) -> None:
    """Where a reader sees a tag's policies, the feed is at hand."""
    assert 'href="/feeds/tags/crm.xml"' in client.get("/?tag=crm").text


def test_a_delivery_given_up_needs_a_person_and_no_restart(tmp_path: Path) -> None:
    """/healthz says that it is not fine, and answers 200: the daemon does its work."""
    store = filled_store(tmp_path / "own.db")
    lived_in(store, declared_vendors())
    channels = [{"name": "chat", "kind": "console"}]
    loaded = Loaded(path=Path("config.toml"), config=Config.model_validate({"channel": channels}))
    with TestClient(create_app(open_site(store, loaded, Guard(None), lambda: NOW))) as client:
        answer = client.get("/healthz")
    store.close()

    assert (answer.status_code, answer.json()["fine"], answer.json()["dead"]) == (200, False, 1)


def test_a_channel_that_takes_nothing_is_named_with_its_cause(tmp_path: Path) -> None:
    """Messages that only wait are no good sign."""
    store = filled_store(tmp_path / "own.db")
    lived_in(store, declared_vendors())
    loaded = Loaded(
        path=Path("config.toml"), config=Config.model_validate({"channel": [{"name": "chat", "kind": "console"}]})
    )
    with store.writing() as session:
        (given_up,) = outbox.deliveries(session, channel="chat")
        outbox.resend(session, given_up.id, NOW)
        claimed = outbox.claim(session, given_up.id, NOW, NOW + dt.timedelta(minutes=5))
        assert claimed is not None
        outbox.retry(session, claimed, NOW + dt.timedelta(minutes=1), "chat.example: refused the connection")
    with TestClient(create_app(open_site(store, loaded, Guard(None), lambda: NOW))) as client:
        page, healthz = client.get("/health").text, client.get("/healthz")
    store.close()

    assert "All is well" not in page
    assert "Channels that take no messages" in page
    assert "chat.example: refused the connection" in page
    assert (healthz.status_code, healthz.json()["fine"]) == (200, False)


def test_a_permalink_to_a_text_that_came_back_shows_neighbours(tmp_path: Path) -> None:
    """The version before the other, not the one after it."""
    one, other = (f"# Privacy\n\nWe keep your name for {days} days.\n" for days in (30, 90))
    first = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    store = texts_store(tmp_path / "back.db", "acme/privacy", (one, other, one), first, dt.timedelta(days=1))
    site = open_site(store, LOADED, Guard(None), lambda: NOW)
    with store.reading() as session:
        start, end, _ = (
            version.words_sha256[:12] for version in history.versions(session, policies.get(session, "acme/privacy"))
        )
        there = redline_page(site, session, "acme/privacy", start, end)
        back = redline_page(site, session, "acme/privacy", end, start)
    store.close()

    assert (there.before.number, there.after.number) == (1, 2)
    assert (back.before.number, back.after.number) == (2, 3)


def test_what_nobody_read_yet_is_not_called_well(tmp_path: Path) -> None:
    """Said until the first check; what is followed in archives only waits for none."""
    store = open_store(f"sqlite:///{tmp_path / 'new.db'}")
    with store.writing() as session:
        policies.sync(session, [_declared("acme/privacy", True), _declared("old/privacy", False)], NOW)
    with TestClient(create_app(open_site(store, LOADED, Guard(None), lambda: NOW))) as client:
        page = client.get("/").text
    store.close()

    assert "2 policies followed; 1 not checked yet." in page
    assert "in archives only" in page
    assert "read well" not in page


def test_what_failed_at_the_last_check_is_not_called_well(tmp_path: Path) -> None:
    """From the first failure on, as `clausewatch status` and `list` have it."""
    store = filled_store(tmp_path / "own.db")
    with store.writing() as session:
        policy = policies.claim(
            session,
            policies.get(session, "larkspur-crm/privacy").id,
            NOW,
            NOW + dt.timedelta(hours=1),
            even_if_early=True,
        )
        assert policy is not None
        failed = policies.Finished(
            next_check_at=NOW,
            state=PolicyState.OK,
            failures=1,
            last_checked_at=NOW,
            last_good_at=None,
            error_message="the server answered 500",
            error_since=NOW,
        )
        policies.finish(session, policy, failed)
        (listed,) = [one for one in report.listed(session) if one.policy.slug == policy.slug]
    with TestClient(create_app(open_site(store, LOADED, Guard(None), lambda: NOW))) as client:
        page, overview = client.get(LARKSPUR).text, client.get("/").text
    store.close()

    assert listed.state == "failing"
    assert re.search(r'<span class="state-bad">failing</span>\s* · the server answered 500', page)
    assert "; 1 not read at the last check" in overview
    assert "all read well" not in overview


def test_an_unchanged_stated_date_is_not_marked_as_a_change(tmp_path: Path) -> None:
    """It stands there once, with what it means."""
    texts = [
        "# Privacy\n\nLast updated: April 2, 2026\n\n"
        + "\n\n".join(f"## {head}\n\n{words}" for head, words in parts.items())
        for parts in (PARTS, PARTS | SALE)
    ]
    store = texts_store(tmp_path / "own.db", "acme/privacy", texts, NOW - dt.timedelta(days=9), dt.timedelta(days=1))
    with TestClient(create_app(open_site(store, LOADED, Guard(None), lambda: NOW))) as client:
        page = client.get("/policies/acme/privacy/redline/first..latest").text
    store.close()
    (told,) = re.findall(r"<dt>Stated date</dt><dd>(.*)</dd>", page)

    assert "April 2, 2026" in told
    assert "A silent edit." in told
    assert "<del>" not in told
    assert "<ins>" not in told


def test_two_versions_of_one_day_are_named_with_their_times(tmp_path: Path) -> None:
    """A redline from a day to the same day would say nothing."""
    texts = [f"# Privacy\n\nWe keep your name and your address for {days} days." for days in (30, 90)]
    store = texts_store(tmp_path / "own.db", "acme/privacy", texts, NOW, dt.timedelta(minutes=20))
    with TestClient(create_app(open_site(store, LOADED, Guard(None), lambda: NOW))) as client:
        page = client.get("/policies/acme/privacy/redline/first..latest").text
    store.close()
    (title,) = re.findall("<h1>(.*)</h1>", page)

    assert re.findall("2026-11-22 [0-9:]{5} UTC", title) == ["2026-11-22 12:00 UTC", "2026-11-22 12:20 UTC"]


def _declared(slug: str, live: bool) -> Declared:
    service, kind = slug.split("/")
    declaration = {"url": "https://vendors.example", "live": live}
    return Declared(slug=slug, service=service, type=kind, declaration=declaration)
