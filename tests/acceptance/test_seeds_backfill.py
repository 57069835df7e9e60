"""The past of three real vendors, from an archive that holds exactly what is known of it.

Page furniture differs between captures of one text, one address redirects to the next, an outage was archived: the
dated versions of the index come out, and nothing else.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
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


def test_a_framework_that_was_swapped_is_told_in_separate_findings(folder: Path) -> None:
    """Two Safe Harbors gone, a Privacy Shield come, another stated date: each with its own quoted words."""
    told = json.loads(
        command(folder, "redline", "bettercloud/privacy", "@2016-04-21", "@2018-01-08", "--format", "json")
    )
    findings = [finding for change in told["changes"] for finding in change["findings"]]
    gone = [finding for finding in findings if finding["rule"] == "transfer-framework-removed"]
    come = [finding["evidence_after"] for finding in findings if finding["rule"] == "transfer-framework-added"]

    assert told["materiality"] == "material"
    assert {finding["direction"] for finding in gone} == {"EU Safe Harbor removed", "Swiss Safe Harbor removed"}
    assert all("Safe Harbor" in finding["evidence_before"] for finding in gone)
    assert any("Privacy Shield" in quote for quote in come)
    assert (told["stated_date"]["before"]["date"], told["stated_date"]["after"]["date"]) == ("2015-08-10", "2017-11-16")
    assert "stated-date-advanced" in {finding["rule"] for finding in findings}
    assert {finding["level"] for finding in gone} == {"material"}


@pytest.mark.parametrize(
    ("company", "before", "after"),
    [("acumatica", "@2016-05-15", "@2016-11-28"), ("influxis", "@2010-09-21", "@2012-12-12")],
)
def test_quiet_pairs_raise_no_alert(folder: Path, company: str, before: str, after: str) -> None:
    """A redesign and a mended sentence are no material change."""
    told = json.loads(command(folder, "redline", f"{company}/privacy", before, after, "--format", "json"))

    assert told["materiality"] in ("noise", "editorial", "substantive")
    assert told["changes"]


def test_pages_of_today_follow_the_past_and_a_second_look_finds_nothing(
    archive: StandIn, index: list[dict[str, Any]], shared: Path, tmp_path: Path
) -> None:
    """The newest version is what the page of today says: the past and the present are one history, nobody is told."""
    site = partial(Quiet, directory=str(shared / "seeds" / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_address[1]}"
        (tmp_path / "config.toml").write_text(_of_today(archive, index, base))
        command(tmp_path, "backfill", "--all")
        first, second = command(tmp_path, "check", "--all"), command(tmp_path, "check", "--all")
        server.shutdown()
    found = {
        folder: len(json.loads(command(tmp_path, "history", f"{folder}/privacy", "--json"))["versions"])
        for folder in TODAY
    }

    assert found == TODAY
    assert "nothing sent" in first
    assert second.count("no change") == len(TODAY)
    assert "nothing new, nothing sent" in second
    assert json.loads(command(tmp_path, "alerts", "--json")) == []


TODAY = {"acumatica": 3, "bettercloud": 4, "influxis": 4, "erp-smart-cloud": 1, "cloudvms": 1}


def _of_today(archive: StandIn, index: list[dict[str, Any]], base: str) -> str:
    """All five policies at their pages of today, the addresses the archive knows them by as former ones."""
    text = '[clausewatch]\nallow_private_addresses = true\nhost_pause = "0s"\n' + CONFIG.format(archive=archive.url)
    text += '[[channel]]\nname = "console"\nkind = "console"\nmin_materiality = "editorial"\n'
    for folder in TODAY:
        mine = [entry for entry in reversed(index) if entry["company"].lower().replace(" ", "-") == folder]
        former = list(dict.fromkeys(entry["policy_url"] for entry in mine))
        text += f'[[policy]]\nservice = "{folder}"\ntype = "privacy"\n'
        text += f'url = "{base}/{folder}/privacy-policy.html"\nformer_urls = {json.dumps(former)}\n'
    return text


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, without a log."""

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""
