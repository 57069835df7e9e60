"""A document that stands on several pages is followed as one: got whole, kept whole, compared whole."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.monitor.commands import Desk
from tests.monitor.site import WebSite, serving

POLICY = """
[[policy]]
service = "Ferrywell"
type = "privacy"
url = "{url}/privacy"
select = "main"
parts = [{{ url = "{url}/annex", select = "#annex" }}]
"""
CLAUSE = "<p>We process your personal data as this privacy policy says, and you may ask us for it. Point {}.</p>"
MAIN = "<title>Privacy Policy</title><main><h1>Privacy Policy</h1>{}</main>".format(
    "".join(CLAUSE.format(number) for number in range(8))
)
ANNEX = "<div>Offers</div><div id=annex><h2>Subprocessors</h2><p>Quillhaven stores our backups for {} days.</p></div>"


@pytest.fixture
def site() -> Iterator[WebSite]:
    """Both pages on a server."""
    with serving() as running:
        running.pages = {"/privacy": MAIN.encode(), "/annex": ANNEX.format(30).encode()}
        yield running


@pytest.fixture
def desk(tmp_path: Path, site: WebSite) -> Desk:
    """A desk that follows them."""
    desk = Desk(tmp_path)
    desk.write({})
    with desk.config.open("a") as file:
        file.write(POLICY.format(url=site.url))
    return desk


def test_a_change_on_a_further_page_is_a_change_of_the_document(desk: Desk, site: WebSite) -> None:
    """One version each, the text of both pages in order; the same bytes again are a sighting."""
    desk.run("check", "--all")
    desk.run("check", "--all")
    site.pages["/annex"] = ANNEX.format(90).encode()
    told = desk.run("check", "--all")

    versions = json.loads(desk.run("history", "ferrywell/privacy", "--json").out)["versions"]
    assert [version["sightings"] for version in versions] == [1, 2]
    assert "30" in told.out
    assert "90" in told.out
    shown = desk.run("show", "ferrywell/privacy").out
    assert shown.index("Point 7.") < shown.index("Quillhaven stores our backups for 90 days.")
    assert "Offers" not in shown


def test_a_page_that_fails_fails_the_check(desk: Desk, site: WebSite) -> None:
    """Half a document is no version; which page it was is said."""
    desk.run("check", "--all")
    site.statuses["/annex"] = 503
    failed = desk.run("check", "--all")

    assert f"{site.url}/annex" in failed.out + failed.err
    assert len(json.loads(desk.run("history", "ferrywell/privacy", "--json").out)["versions"]) == 1


def test_evidence_holds_each_page_at_its_address(desk: Desk, site: WebSite) -> None:
    """As it was received, with its own headers; and the whole proves itself."""
    site.headers["/annex"] = {"X-Served-By": "annex"}
    desk.run("check", "--all")
    site.pages["/annex"] = ANNEX.format(90).encode()
    desk.run("check", "--all")

    made = desk.run("evidence", "ferrywell/privacy", "@-1", "@latest", "--output", "proof.zip")
    packed = (desk.folder / "proof.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        records = [
            (record.rec_headers["WARC-Target-URI"], record.http_headers["X-Served-By"], record.content_stream().read())
            for record in ArchiveIterator(io.BytesIO(archive.read("captures.warc.gz")))
            if record.rec_type == "response"
        ]

    assert made.code == 0, made.err
    assert {"before/page.mime", "before/part-1.html", "after/part-2.html"} <= set(names)
    assert [(url.rpartition("/")[2], by, body) for url, by, body in records] == [
        ("privacy", None, MAIN.encode()),
        ("annex", "annex", ANNEX.format(30).encode()),
        ("privacy", None, MAIN.encode()),
        ("annex", "annex", ANNEX.format(90).encode()),
    ]
    assert desk.run("verify", "proof.zip").code == 0


def test_archives_are_not_asked_for_pages_apart(desk: Desk) -> None:
    """A past put together of captures from different days would be invented."""
    done = desk.run("backfill", "--all")

    assert done.code == 0
    assert "it stands on several pages, which archives capture apart" in done.out
