"""The past of three real vendors, from an archive that holds exactly what is known of it.

Page furniture differs between captures of one text, one address redirects to the next, an outage was archived: the
dated versions of the index come out, and nothing else.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.archives import StandIn, stand_in

pytestmark = [pytest.mark.shared, pytest.mark.xdist_group("archive")]

CONFIG = """
[archive]
base_url = "{archive}"
allow_private = true
since = 2010-01-01
listings_per_second = 200
playbacks_per_second = 500
"""
VERSIONS = {"Acumatica": 3, "BetterCloud": 4, "Influxis": 4}


@pytest.fixture(scope="module")
def archive(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    """The stand-in over the vendors' captures."""
    with stand_in(shared, tmp_path_factory.mktemp("seeds"), shared / "seeds" / "archive.warc.gz") as running:
        yield running


@pytest.fixture(scope="module")
def index(shared: Path) -> list[dict[str, Any]]:
    """What is known of the past."""
    lines = (shared / "seeds" / "index.jsonl").read_text().splitlines()
    return [entry for entry in map(json.loads, lines) if entry["archived_at"]]


@pytest.fixture(scope="module")
def folder(archive: StandIn, index: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration of the three vendors, and their past fetched by the command."""
    made = tmp_path_factory.mktemp("service")
    text = CONFIG.format(archive=archive.url)
    for company in VERSIONS:
        urls = list(dict.fromkeys(entry["policy_url"] for entry in reversed(index) if entry["company"] == company))
        text += f'[[policy]]\nservice = "{company}"\ntype = "privacy"\nurl = "{urls[0]}"\n'
        text += f"former_urls = {json.dumps(urls[1:])}\n"
    (made / "config.toml").write_text(text)
    archive.faults()
    said = command(made, "backfill", "--all")
    for company, count in VERSIONS.items():
        assert f"{company.lower()}/privacy  {count} versions" in said
    return made


def command(folder: Path, *words: str) -> str:
    """What the command says on standard output."""
    asked = [sys.executable, "-m", "monitor.cli", "--config", str(folder / "config.toml"), *words]
    return subprocess.run(asked, check=True, capture_output=True, text=True, timeout=100).stdout


def day(moment: str) -> str:
    """The day of an ISO time."""
    return datetime.fromisoformat(moment).astimezone(UTC).strftime("%Y-%m-%d")


@pytest.mark.parametrize("company", VERSIONS)
def test_the_dated_versions_come_out_and_nothing_else(
    company: str, folder: Path, index: list[dict[str, Any]], shared: Path
) -> None:
    """As many as are known, first seen when they were captured first, last seen at their third capture."""
    slug = f"{company.lower()}/privacy"
    known = [entry for entry in index if entry["company"] == company]
    captures = [json.loads(line) for line in (shared / "seeds" / "archive.jsonl").read_text().splitlines()]
    found = json.loads(command(folder, "history", slug, "--json"))["versions"][::-1]

    assert [version["first_seen"] for version in found] == [entry["archived_at"] for entry in known]
    assert [_date(version["stated_date"]) for version in found] == [entry["stated_date"] for entry in known]
    assert [version["sources"] for version in found] == [["wayback"]] * len(known)
    for version, entry in zip(found, known, strict=True):
        same = [capture["timestamp"] for capture in captures if entry["path"] in capture["note"]]
        assert version["last_seen"].replace("-", "").replace(":", "")[:8] == max(same)[:8]
        assert f"/web/{min(same)}/" in version["archive_url"]


def _date(stated: Any) -> Any:
    return stated["date"] if isinstance(stated, dict) else stated


def test_a_moved_policy_is_followed_over_its_addresses(folder: Path, index: list[dict[str, Any]]) -> None:
    """Each version names the address it stood at."""
    found = json.loads(command(folder, "history", "influxis/privacy", "--json"))["versions"][::-1]
    urls = [entry["policy_url"] for entry in index if entry["company"] == "Influxis"]

    assert [url in version["archive_url"] for url, version in zip(urls, found, strict=True)] == [True] * 4


def test_the_second_run_does_nothing_and_says_so(folder: Path, archive: StandIn) -> None:
    """No request to the archive, no version more."""
    archive.faults()
    said = command(folder, "backfill", "--all")

    assert said.count("nothing new") == 3
    assert archive.log() == []
