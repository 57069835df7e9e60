"""What a vendor's home page leads to: its policies, in seven languages, told from everything else it links to."""

import json
import tomllib

import bs4
import pytest

from monitor.discovering import Link, NothingFound, Seen, discover, links_of
from tests.monitor.commands import Desk
from tests.monitor.pages import text
from tests.monitor.site import WebSite

HOME = "https://www.ferrywell.example/"


class MissingError(Exception):
    """A page that is not there."""


def page(body: str, title: str = "Ferrywell") -> str:
    """A page with this body."""
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def found(pages: dict[str, str]) -> dict[str, str]:
    """Addresses by type, of a web of these pages."""

    def fetch(url: str) -> Seen:
        if url not in pages:
            raise MissingError(url)
        return Seen(url=url, html=pages[url])

    return {one.type: one.url for one in discover(HOME, fetch, MissingError).proposals}


def footer(*links: tuple[str, str]) -> str:
    """A page whose footer has these links: words and address."""
    listed = "".join(f'<li><a href="{href}">{text}</a></li>' for text, href in links)
    return page(f"<main><p>We run ferries.</p></main><footer><ul>{listed}</ul></footer>")


@pytest.mark.parametrize(
    "words",
    [
        ("Privacy Policy", "Terms of Service", "Cookie Policy", "Data Processing Addendum", "Subprocessors"),
        (
            "Politique de confidentialité",
            "Conditions générales",
            "Politique de cookies",
            "Accord de traitement des données",
            "Liste des sous-traitants",
        ),
        ("Datenschutz", "AGB", "Cookie-Richtlinie", "Auftragsverarbeitung", "Unterauftragsverarbeiter"),
        (
            "Política de privacidad",
            "Términos y condiciones",
            "Política de cookies",
            "Acuerdo de tratamiento de datos",
            "Subencargados",
        ),
        (
            "Informativa sulla privacy",
            "Termini e condizioni",
            "Informativa sui cookie",
            "Accordo sul trattamento dei dati",
            "Sub-responsabili",
        ),
        (
            "Política de privacidade",
            "Termos de uso",
            "Política de cookies",
            "Acordo de tratamento de dados",
            "Subprocessadores",
        ),
        ("Privacyverklaring", "Algemene voorwaarden", "Cookiebeleid", "Verwerkersovereenkomst", "Subverwerkers"),
    ],
    ids=["en", "fr", "de", "es", "it", "pt", "nl"],
)
def test_each_kind_is_known_by_the_words_of_its_link_alone(words: tuple[str, ...]) -> None:
    """The addresses say nothing."""
    home = footer(*((text, f"/p/{number}") for number, text in enumerate(words)))

    kinds = ("privacy", "terms", "cookies", "dpa", "subprocessors")
    assert found({HOME: home}) == {kind: f"{HOME}p/{number}" for number, kind in enumerate(kinds)}


def test_variants_of_an_address_are_one_proposal() -> None:
    """Slash, place, campaign, scheme, www and language part."""
    home = footer(
        ("Privacy", "/privacy"),
        ("Privacy Policy", "/privacy/"),
        ("Privacy Policy", "/privacy?utm_source=footer#top"),
        ("Datenschutzerklärung", "/de/privacy"),
        ("Privacy Policy", "http://ferrywell.example/privacy"),
    )

    assert list(found({HOME: home})) == ["privacy"]


def test_a_further_document_of_a_kind_gets_a_type_of_its_own() -> None:
    """Named after its address."""
    home = footer(("Privacy Policy", "/privacy"), ("Applicant Privacy Notice", "/privacy-for-applicants.html"))

    assert found({HOME: home}) == {
        "privacy": f"{HOME}privacy",
        "privacy privacy-for-applicants": f"{HOME}privacy-for-applicants.html",
    }


def test_what_is_about_a_subject_is_no_document() -> None:
    """Posts, settings dialogs, mail addresses, scripts."""
    home = footer(
        ("Privacy Policy", "/privacy"),
        ("Five privacy policy tips", "/blog/privacy-policy"),
        ("Cookie settings", "/cookie-settings"),
        ("Terms", "mailto:terms@ferrywell.example"),
        ("Terms", "javascript:show('terms')"),
        ("Terms", "#terms"),
        ("Terms", "https://[broken"),
    )

    assert found({HOME: home}) == {"privacy": f"{HOME}privacy"}


def test_a_link_to_another_site_counts_where_it_stands_alone() -> None:
    """In a sentence it is somebody else's policy."""
    sentence = (
        '<p>Our form is guarded by a captcha to which the <a href="https://captcha.example/privacy">Privacy Policy</a>'
        ' and <a href="https://captcha.example/terms">Terms of Service</a> of its maker apply.</p>'
    )
    maker = '<a href="https://cookiewall.example/">CookieWall</a>'
    home = page(f'{sentence}<footer><a href="https://notices.test/d/81">Privacy Policy</a> {maker}</footer>')

    assert found({HOME: home}) == {"privacy": "https://notices.test/d/81"}


def test_one_gathering_page_is_read_for_what_is_missing() -> None:
    """Not for what the home page names already."""
    pages = {
        HOME: footer(("Datenschutz", "/datenschutz"), ("Rechtliches", "/rechtliches")),
        f"{HOME}rechtliches": footer(
            ("Datenschutz für Bewerber", "/bewerber"), ("Nutzungsbedingungen", "/nb"), ("Legal", "/legal")
        ),
        f"{HOME}legal": footer(("Subprocessors", "/subprocessors")),
    }

    assert found(pages) == {"privacy": f"{HOME}datenschutz", "terms": f"{HOME}nb"}


def test_a_gathering_page_that_fails_is_a_note() -> None:
    """What the home page named stays."""

    def fetch(url: str) -> Seen:
        if url == HOME:
            return Seen(url=url, html=footer(("Privacy", "/privacy"), ("Mentions légales", "/mentions-legales")))
        raise MissingError("answered 500")

    done = discover(HOME, fetch, MissingError)

    assert [one.type for one in done.proposals] == ["privacy"]
    assert done.notes == (f"{HOME}mentions-legales was not read: answered 500",)
    assert done.missing == ("terms", "cookies", "dpa", "subprocessors")


@pytest.mark.parametrize(("body", "said"), [("", "no links"), ('<a href="/team">Team</a>', "1 links, none of which")])
def test_a_home_page_without_policies_is_refused(body: str, said: str) -> None:
    """With what was seen there."""
    with pytest.raises(NothingFound, match=said):
        found({HOME: page(body)})


def test_a_link_without_words_has_those_of_its_label() -> None:
    """And `base` is where addresses start."""
    soup = bs4.BeautifulSoup('<base href="/en/"><a href="tos" aria-label="Our terms"><img></a>', "lxml")

    (link,) = links_of(soup, HOME)

    assert link == Link(text="Our terms", url=f"{HOME}en/tos", in_footer=False, alone=True)


@pytest.mark.parametrize(
    "odd", ["http://[/privacy", "http://vendor.example:99999/privacy", "http://vendor.example:\u00b2/"]
)
def test_a_link_to_no_address_is_none(odd: str) -> None:
    """Pages hold anything; the other links are still there."""
    assert found({HOME: footer(("Privacy Policy", odd), ("Terms of Service", "/terms"))}) == {"terms": f"{HOME}terms"}


def served(site: WebSite) -> None:
    """A vendor with a German home page and a page that gathers the rest."""
    site.pages["/"] = footer(("Datenschutzerklärung", "/datenschutz"), ("Rechtliches", "/rechtliches")).encode()
    links = ("AGB", "/agb"), ("Liste der Unterauftragnehmer", "/ua"), ("Cookie-Richtlinie", "/kekse")
    site.pages["/rechtliches"] = footer(*links).encode()
    site.pages |= dict.fromkeys(("/datenschutz", "/agb", "/ua"), text().encode())
    site.pages["/kekse"] = b"<h1>Cookie-Richtlinie</h1><p>Wir setzen keine.</p>"


def test_the_command_proposes_lines_to_type(desk: Desk, site: WebSite) -> None:
    """One row a policy, then the commands; nothing is written."""
    served(site)
    desk.write({})
    before = desk.config.read_text()
    done = desk.run("discover", site.url, "--service", "Ferry Well")

    assert (done.code, len(done.err.splitlines())) == (0, 1)
    assert f"{site.url}/kekse was left out: the page does not look like a policy (the text has only" in done.err
    assert done.out.splitlines() == [
        f"privacy        Datenschutzerklärung          {site.url}/datenschutz",
        f"terms          AGB                           {site.url}/agb",
        f"subprocessors  Liste der Unterauftragnehmer  {site.url}/ua",
        "not found: cookies, dpa",
        "",
        f"clausewatch add {site.url}/datenschutz --service 'Ferry Well' --type privacy",
        f"clausewatch add {site.url}/agb --service 'Ferry Well' --type terms",
        f"clausewatch add {site.url}/ua --service 'Ferry Well' --type subprocessors",
    ]
    assert desk.config.read_text() == before


def test_the_command_adds_what_is_not_followed_yet(desk: Desk, site: WebSite) -> None:
    """A second time it adds nothing."""
    served(site)
    desk.write({"Ferry Well": f"{site.url}/datenschutz"})
    first = desk.run("discover", site.url, "--service", "Ferry Well", "--add", "--json")
    second = desk.run("discover", site.url, "--service", "Ferry Well", "--add")

    assert (first.code, second.code) == (0, 0)
    assert [one["followed_as"] for one in json.loads(first.out)["proposals"]] == ["ferry-well/privacy", None, None]
    assert "ferry-well/terms  added to" in first.err
    assert "added" not in second.err
    entries = tomllib.loads(desk.config.read_text())["policy"]
    assert [entry["type"] for entry in entries] == ["privacy", "terms", "subprocessors"]


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        ("http://ferrywell.invalid", 1, "ferrywell.invalid does not resolve"),
        ("ftp://ferrywell.example", 2, "is no web address"),
        ("{site}/bare", 1, "holds no links"),
        ("{site}/gone", 1, "answered 404"),
    ],
)
def test_what_cannot_be_discovered_is_one_line(desk: Desk, site: WebSite, url: str, code: int, said: str) -> None:
    """With its exit code, and the configuration as it was."""
    site.pages["/bare"] = page("<p>Soon.</p>").encode()
    desk.write({})
    done = desk.run("discover", url.format(site=site.url), "--add")

    assert done.code == code
    assert len(done.err.strip().splitlines()) == 1
    assert said in done.err
