"""Bad input: one clear line, the right exit code, and nothing changed that should not."""

import json
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from random import Random

import pytest

from tests.monitor.commands import Desk, Done
from tests.monitor.pages import SALE, SLUG, text
from tests.monitor.site import WebSite


def one_line(done: Done) -> str:
    """The one line a failed command says on standard error."""
    (line,) = done.err.strip().splitlines()
    assert line.startswith("clausewatch: ")
    return line


def versions(desk: Desk) -> list[str]:
    """The digests of the versions stored."""
    return [version["text_digest"] for version in json.loads(desk.run("history", SLUG, "--json").out)["versions"]]


@pytest.mark.parametrize("command", [["check", "--all"], ["list"], ["run", "--once"], ["status"]])
def test_a_typo_in_the_configuration_stops_every_command(desk: Desk, command: list[str]) -> None:
    """Before anything is created."""
    desk.write({"Tern Books": "https://tern.example/privacy"})
    desk.config.write_text(desk.config.read_text() + 'evry = "6h"\n')
    done = desk.run(*command)

    assert done.code == 1
    assert (
        one_line(done)
        == 'clausewatch: config.toml: policy[0].evry: unknown key (did you mean "every"?); see tern-books/privacy'
    )
    assert not desk.database.exists()


@pytest.mark.parametrize("command", ["check", "history", "show", "redline"])
def test_an_unknown_slug_is_named_with_the_nearest(desk: Desk, command: str) -> None:
    """Nobody types it right the first time."""
    desk.write({"Tern Books": "https://tern.example/privacy"})
    done = desk.run(command, "tern-boks/privacy")

    assert done.code == 1
    assert "tern-boks/privacy" in one_line(done)
    assert "did you mean" in done.err
    assert SLUG in done.err


@pytest.mark.parametrize(
    "words",
    [
        ["show", "acme/\udcff"],
        ["history", "acme/\udcff", "--json"],
        ["timeline", "acme/\udcff"],
        ["alerts", "--policy", "acme/\udcff"],
        ["alerts", "resend", "\udcff"],
    ],
)
def test_bytes_that_are_no_text_are_one_line(desk: Desk, words: list[str]) -> None:
    """A shell passes any bytes; the database holds text."""
    desk.write({"Tern Books": "https://tern.example/privacy"})
    done = desk.run(*words)

    assert done.code in (1, 2)
    assert "\\udcff" in one_line(done)


def test_the_calendars_last_day_has_none_after_it(desk: Desk) -> None:
    """`--until` asks for what was before the next."""
    desk.write({})
    done = desk.run("timeline", "--until", "9999-12-31")

    assert done.code == 2
    assert one_line(done) == "clausewatch: '9999-12-31' is no day; write YYYY-MM-DD"


def test_a_length_of_time_has_an_end(desk: Desk) -> None:
    """Before it the calendar has no day."""
    desk.write({})
    done = desk.run("db", "thin", "--older-than", "999999999d")

    assert done.code == 2
    assert one_line(done) == "clausewatch: --older-than: '999999999d' is too long; at most 365000d can be counted"
    assert desk.run("db", "thin", "--older-than", "365000d", "--dry-run").code == 0


def test_an_address_that_does_not_resolve_is_recorded_as_a_failure(desk: Desk) -> None:
    """With what to do about it."""
    desk.write({"Tern Books": "http://tern.invalid/privacy"})
    done = desk.run("check", SLUG)

    assert done.code == 1
    assert "tern.invalid does not resolve" in done.out
    assert "former_urls" in done.out
    assert versions(desk) == []


def test_a_private_address_is_refused_with_the_way_to_allow_it(desk: Desk, site: WebSite) -> None:
    """Nothing is asked of it."""
    site.pages["/privacy"] = text().encode()
    desk.write({"Tern Books": f"{site.url}/privacy"}, private="false")
    done = desk.run("check", SLUG)

    assert done.code == 1
    assert "allow_private_addresses" in done.out
    assert site.asked == {}


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (bytes(range(256)) * 400, "extraction"),
        (b"", "server"),
        (b"<html><body></body></html>", "shell"),
    ],
    ids=["binary", "empty", "empty page"],
)
def test_what_is_no_document_makes_no_version(desk: Desk, site: WebSite, body: bytes, cause: str) -> None:
    """The version before stays the newest."""
    site.pages["/privacy"] = text().encode()
    desk.write({"Tern Books": f"{site.url}/privacy"})
    desk.run("check", SLUG)
    before = versions(desk)
    site.pages["/privacy"] = body
    done = desk.run("check", SLUG, "--json")

    (found,) = json.loads(done.out)
    assert done.code == 1
    assert found["cause"] == cause
    assert found["error"]
    assert versions(desk) == before


def test_a_database_of_a_newer_program_is_left_alone(desk: Desk) -> None:
    """Its program is named as the way out."""
    desk.write({"Tern Books": "https://tern.example/privacy"})
    desk.run("list")
    with closing(sqlite3.connect(desk.database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = desk.database.read_bytes()
    done = desk.run("check", "--all")

    assert done.code == 1
    assert "newer" in one_line(done)
    assert desk.database.read_bytes() == before


def test_a_full_disk_ends_the_check_with_one_line_and_loses_nothing(desk: Desk, site: WebSite) -> None:
    """A file-size limit makes every write past it fail, as a full disk does."""
    site.pages["/privacy"] = text().encode()
    desk.write({"Tern Books": f"{site.url}/privacy"})
    desk.run("check", SLUG)
    before = versions(desk)
    noise = Random(7).randbytes(1_000_000).hex().encode()  # hardly to be compressed
    site.pages["/privacy"] = text(SALE).encode() + b"<!-- " + noise + b" -->"
    room = desk.database.stat().st_size + 4096
    done = subprocess.run(
        [sys.executable, "-m", "monitor.cli", "check", SLUG],
        cwd=desk.folder,
        env=desk.environment(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert versions(desk) == before


def test_a_day_before_the_first_version_is_an_error(desk: Desk, site: WebSite) -> None:
    """Nothing is known then."""
    site.pages["/privacy"] = text().encode()
    desk.write({"Tern Books": f"{site.url}/privacy"})
    desk.run("check", SLUG)
    done = desk.run("redline", SLUG, "@2001-01-01", "@latest")

    assert done.code == 1
    assert "nothing is known before the first version" in one_line(done)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["add", "not-a-url"], "nothing was added: the address is no web address; it must begin"),
        (["add", "ftp://x/y"], "nothing was added: the address is no web address; it must begin"),
        (["add", "https://tern.example/privacy", "--every", "5x"], "nothing was added: --every: '5x' is no length of"),
        (["check", "--all", SLUG], "give --all or --due, only one of the three"),
        (["web", "--port", "many"], "Invalid value for '--port': 'many' is no whole number; see"),
        (["timeline", "--min", "huge"], "Invalid value for '--min': 'huge' is not one of 'none'"),
    ],
)
def test_what_was_typed_wrong_is_named(desk: Desk, command: list[str], said: str) -> None:
    """In plain words, before anything is fetched or written."""
    desk.write({})
    before = desk.config.read_text()
    done = desk.run(*command)

    assert done.code == 2
    assert said in one_line(done)
    assert "public addresses" not in done.err
    assert desk.config.read_text() == before


def test_wrong_usage_is_told_apart_from_errors(desk: Desk) -> None:
    """Exit code 2."""
    desk.write({})

    assert desk.run("check").code == 2
    assert desk.run("history").code == 2
    assert desk.run("nonsense").code == 2
