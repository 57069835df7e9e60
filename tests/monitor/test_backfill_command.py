"""`clausewatch backfill` as a person meets it: its lines, its exit codes, and Ctrl-C."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archives import Fault, Held, Invented, invented
from tests.monitor.pasts import URL, captures, stamp

CONFIG = """
[archive]
base_url = "{archive}"
allow_private = true
listings_per_second = 500
playbacks_per_second = {rate}

[[policy]]
service = "Tern Books"
type = "privacy"
url = "{url}"
"""


@pytest.fixture
def archive() -> Iterator[Invented]:
    """An archive that knows two versions, and where the policy went."""
    elsewhere = "https://tern.example/legal/privacy"
    moved = Held(url=URL, stamp=stamp(700), status=301, location=elsewhere)
    with invented([*captures("A" * 20 + "B" * 20), moved, *captures("BB", first=720, url=elsewhere)]) as running:
        yield running


def _command(folder: Path, archive: Invented, *words: str, rate: float = 500) -> list[str]:
    (folder / "config.toml").write_text(CONFIG.format(archive=archive.url, rate=rate, url=URL))
    return [sys.executable, "-m", "monitor.cli", "--config", str(folder / "config.toml"), "backfill", *words]


def _run(folder: Path, archive: Invented, *words: str) -> subprocess.CompletedProcess[str]:
    command = _command(folder, archive, *words)
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)


def test_one_line_a_policy_and_what_redirects_propose(tmp_path: Path, archive: Invented) -> None:
    """How many versions, of which time, at which cost; and the address the declaration does not know."""
    first, again = (_run(tmp_path, archive, "tern-books/privacy") for _ in range(2))

    line, proposal = first.stdout.splitlines()
    assert first.returncode == 0
    assert line.startswith("tern-books/privacy  2 versions, 2015-01-10 to 2017-01-09 (43 captures listed, ")
    assert proposal == f"  redirects led from {URL} to https://tern.example/legal/privacy since 2016-12-10"
    assert again.stdout.startswith("tern-books/privacy  nothing new, 2 versions, ")


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (Held(url=URL, stamp=stamp(1), status=404), "0 versions (1 capture listed, 0 fetched): was a 404"),
        (Held(url=URL, stamp=stamp(1), body=b"<p>Hello."), "(1 capture listed, 1 fetched): other: the text has only 1"),
    ],
)
def test_where_no_capture_is_the_policy_it_is_said_what_they_are(tmp_path: Path, held: Held, said: str) -> None:
    """An error the archive kept, a page with hardly a word."""
    with invented([held]) as archive:
        assert said in _run(tmp_path, archive, "--all").stdout


def test_json_for_programs(tmp_path: Path, archive: Invented) -> None:
    """One object a policy."""
    (report,) = json.loads(_run(tmp_path, archive, "--all", "--json").stdout)

    assert report["policy"] == "tern-books/privacy"
    assert (report["ending"], report["versions"], report["first_seen"]) == ("done", 2, "2015-01-10T12:00:00Z")
    assert report["addresses"][0]["since"] == "2016-12-10"


def test_an_archive_that_must_be_left_alone_is_an_error(tmp_path: Path, archive: Invented) -> None:
    """Exit code 1, and the way out."""
    wait = (("Retry-After", "1"),)
    archive.faults = [Fault(path="/cdx/", status=429, times=3, headers=wait)]
    found = _run(tmp_path, archive, "--all")

    assert found.returncode == 1
    assert "must be left alone, for 60 min" in found.stdout
    assert "goes on from here" in found.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "name policies, or give --all"),
        (("tern-books/privacy", "--all"), 2, "name policies, or give --all"),
        (("tern-book/privacy",), 1, "tern-books/privacy"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    tmp_path: Path, archive: Invented, words: tuple[str, ...], code: int, said: str
) -> None:
    """No request is made."""
    found = _run(tmp_path, archive, *words)

    assert (found.returncode, len(found.stderr.splitlines())) == (code, 1)
    assert said in found.stderr
    assert archive.log == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_loses_nothing(tmp_path: Path, archive: Invented, number: signal.Signals) -> None:
    """It ends soon and says so; the next call goes on without asking anything twice."""
    command = _command(tmp_path, archive, "--all", rate=2)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while len(archive.playbacks) < 3 and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(number)
        begun = time.monotonic()
        said, complained = process.communicate(timeout=20)

    assert process.returncode == 0
    assert time.monotonic() - begun < 8
    assert "stopped after" in said
    assert "the same command goes on from here" in complained
    assert _run(tmp_path, archive, "--all").stdout.startswith("tern-books/privacy  2 versions")
    assert len(set(archive.playbacks)) == len(archive.playbacks)
    assert len(archive.listings) == 2
