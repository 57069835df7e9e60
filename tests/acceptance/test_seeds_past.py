"""The seeds' history, imported: clauses dated, words found through time, evidence of a change."""

import json
from pathlib import Path

import pytest

from tests.monitor.commands import Desk

pytestmark = pytest.mark.shared
SLUG = "bettercloud/privacy"


@pytest.fixture(scope="module")
def desk(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with the dated versions of one policy imported."""
    desk = Desk(tmp_path_factory.mktemp("seeds"))
    desk.write({"BetterCloud": "https://www.bettercloud.com/privacy-policy"})
    done = desk.run("import", "files", SLUG, str(shared / "seeds" / "bettercloud"))
    assert done.code == 0, done.err
    return desk


def dates(desk: Desk, words: str) -> list[tuple[str, str | None]]:
    """When the clauses with these words came, and when they were reworded last."""
    found = json.loads(desk.run("blame", SLUG, "--clause", words, "--json").out)["clauses"]
    return [(one["introduced"]["first_seen"][:10], (one["reworded"] or {}).get("first_seen")) for one in found]


def test_blame_dates_clauses_to_their_appearance(desk: Desk) -> None:
    """What replaced another commitment is new; what was only reworded keeps its beginning."""
    shield = dates(desk, "certified its compliance with the EU-U.S. Privacy Shield")
    retention = dates(desk, "We will retain Your Data processed on behalf of a customer")

    assert shield == [("2018-01-08", None)]
    assert [introduced for introduced, _ in retention] == ["2014-03-28"]


def test_search_says_when_words_came_and_went(desk: Desk) -> None:
    """There in the first three versions, gone by the fourth."""
    (found,) = json.loads(desk.run("search", "Safe Harbor", "--json").out)

    (presence,) = found["presences"]
    assert (presence["first_seen"][:10], presence["last_seen"][:10]) == ("2014-03-28", "2016-04-21")
    assert presence["gone_by"][:10] == "2018-01-08"
    assert not found["now"]


def test_evidence_of_the_change_verifies(desk: Desk) -> None:
    """Written, proven unchanged, and found out after one flipped byte."""
    written = desk.run("evidence", SLUG, "@2016-04-21", "@2018-01-08", "--output", "e.zip")
    verified = desk.run("verify", "e.zip")
    file = desk.folder / "e.zip"
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1
    file.write_bytes(content)
    forged = desk.run("verify", "e.zip")

    assert (written.code, verified.code, forged.code) == (0, 0, 1), written.err
    assert "is unchanged: bettercloud/privacy" in verified.out
