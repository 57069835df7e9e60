"""Where a redline's two texts come from: in doubt where that alone may explain it, the same on every page."""

import datetime as dt
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from monitor.seams import with_seam
from monitor.web.app import create_app
from monitor.web.security import Guard
from monitor.web.site import open_site
from redline.assessment import assess
from redline.reading import read
from redline.types import Assessment
from storage import history, policies
from storage.records import Source, Version
from storage.store import Store
from tests.monitor.web.conftest import LOADED
from tests.monitor.web.world import NOW, captured_store

ONE, TWO, THREE = (f"# Policy\n\nWe keep data for {days} days." for days in (30, 60, 90))
SLUG = "acme/privacy"
DAY = dt.timedelta(days=1)


def _store(folder: Path, *seen: tuple[int, Source, str]) -> Store:
    captures = [(NOW + number * DAY, source, text.encode(), "text/markdown") for number, source, text in seen]
    return captured_store(folder / "seams.db", SLUG, captures)


def _versions(store: Store) -> tuple[Version, ...]:
    with store.reading() as session:
        return history.versions(session, policies.get(session, SLUG))


def _assessment() -> Assessment:
    before, after = (read(text.encode(), content_type="text/markdown") for text in (ONE, TWO))
    return assess(before, after)


def test_a_seam_is_said_on_the_page_and_in_the_api(tmp_path: Path) -> None:
    """As the command line says it, in words that mean something to whoever reads them."""
    store = _store(tmp_path, (-9, Source.WAYBACK, ONE), (-1, Source.LIVE, TWO), (0, Source.LIVE, THREE))
    with TestClient(create_app(open_site(store, LOADED, Guard(None), lambda: NOW))) as client:
        page = client.get(f"/policies/{SLUG}/redline/first..latest").text
        said = client.get(f"/api/v1/policies/{SLUG}/redline/first..latest").json()["suspect"]
        text = client.get(f"/policies/{SLUG}/redline/first..latest/redline.txt").text
    store.close()

    words = "one text was seen only by a web archive, the other only by our own checks"
    assert said == {"side": "both", "kind": "seam", "reason": words}
    assert f"{words}." in page
    assert "side: both" not in text
    assert words in " ".join(text.split())


def test_what_one_archive_saw_on_both_sides_is_no_seam(tmp_path: Path) -> None:
    """Though a live check found the newer text again."""
    store = _store(tmp_path, (-9, Source.WAYBACK, ONE), (-5, Source.WAYBACK, TWO), (-1, Source.LIVE, TWO))
    before, after = _versions(store)
    store.close()

    assert after.sources == (Source.WAYBACK, Source.LIVE)
    assert with_seam(_assessment(), before, after.sources, after.reader).suspect is None


@pytest.mark.parametrize(("reader", "words"), [("markdown", None), ("pdf", "from Markdown, the other from a PDF")])
def test_another_reader_is_a_seam(tmp_path: Path, reader: str, words: str | None) -> None:
    """Of two texts that one source saw."""
    store = _store(tmp_path, (-9, Source.LIVE, ONE))
    (before,) = _versions(store)
    store.close()
    found = with_seam(_assessment(), before, before.sources, reader).suspect

    assert (words is None) == (found is None)
    assert found is None or (words or "") in found.reason
