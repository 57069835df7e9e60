"""A history that may be read and not written: another user's, a copy on a medium that takes nothing more."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.monitor.commands import Desk, Done, without_privilege

TEXT = "# Privacy\n\n" + "We keep the name and the address of each reader for {} days, and then we delete them.\n\n" * 6
SLUG = "ferrywell/privacy"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with two versions; not to be changed."""
    desk = Desk(tmp_path_factory.mktemp("kept"))
    desk.write({"Ferrywell": "https://ferrywell.test/privacy"})
    texts = desk.folder / "texts"
    texts.mkdir()
    for day, days in (("2019-03-01", 30), ("2021-05-01", 90)):
        (texts / f"{day}.md").write_text(TEXT.replace("{}", str(days)), encoding="utf-8")
    done = desk.run("import", "files", SLUG, "texts")
    assert "texts added: 2" in done.out, done.err
    return desk


@pytest.fixture
def locked(kept: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A copy of it in a folder that nobody may write."""
    desk = Desk(Path(shutil.copytree(kept.folder, tmp_path / "locked")))
    desk.database.chmod(0o444)
    desk.folder.chmod(0o555)
    yield desk
    desk.folder.chmod(0o755)


def run(desk: Desk, *arguments: str) -> Done:
    """A command for which rights count."""
    return desk.run(*arguments, before=without_privilege)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["list"], SLUG),
        (["history", SLUG], "2021-05-01"),
        (["redline", SLUG, "@first", "@latest"], "90 days"),
        (["show", SLUG], "90 days"),
        (["search", "address"], "in the last text seen"),
        (["db", "check"], "the database is sound"),
    ],
)
def test_what_may_not_be_written_can_be_read(locked: Desk, command: list[str], words: str) -> None:
    """Said on standard error, as nothing of config.toml's that is new can be shown; nothing is left beside it."""
    before = sorted(locked.folder.iterdir())
    done = run(locked, *command)

    assert done.code == 0, done.err
    assert words in done.out
    assert done.err.endswith(
        "may not be written; give this user the right to write file and folder; shown as it is stored\n"
    )
    assert sorted(locked.folder.iterdir()) == before


def test_what_writes_is_refused(locked: Desk) -> None:
    """In one line."""
    done = run(locked, "check", "--all")

    assert done.code == 1
    assert "may not be written" in done.err


def test_what_another_process_writes_meanwhile_is_read_too(locked: Desk) -> None:
    """It stands in the log beside the database."""
    locked.folder.chmod(0o755)
    locked.database.chmod(0o644)
    with closing(sqlite3.connect(locked.database)) as connection:
        connection.execute("UPDATE policy SET service = 'Quaywell'")
        connection.commit()
        locked.folder.chmod(0o555)
        for file in locked.folder.glob("clausewatch.db*"):
            file.chmod(0o444)
        done = run(locked, "list", "--json")

    assert '"Quaywell"' in done.out, done.err


@pytest.mark.parametrize(
    ("url", "mode", "words"),
    [
        ("clausewatch.db", 0o000, "may not be read; give this user the right to read and write it"),
        ("gone/clausewatch.db", 0o644, "its folder does not exist; make it, or correct database_url"),
        ("shut/clausewatch.db", 0o644, "cannot be made: give this user the right to write the folder"),
    ],
)
def test_a_database_that_cannot_be_opened_says_why(desk: Desk, url: str, mode: int, words: str) -> None:
    """SQLite itself has one word for all of it."""
    desk.write({}, general=f'database_url = "sqlite:///{url}"')
    desk.database.touch(mode)
    (desk.folder / "shut").mkdir(0o555)
    done = run(desk, "list")

    assert done.code == 1
    assert words in done.err


def test_the_doctor_changes_nothing(locked: Desk, desk: Desk) -> None:
    """No database is made or migrated; one that may not be written is wrong, one that is still to come is not."""
    desk.write({})
    new = desk.run("doctor")
    there = sorted(locked.folder.iterdir())
    shut = run(locked, "doctor")

    assert "is made by the first command that needs it" in new.out
    assert not desk.database.exists()
    assert "WRONG  database: " in shut.out
    assert sorted(locked.folder.iterdir()) == there


def test_an_archive_that_nobody_needs_is_no_error(desk: Desk) -> None:
    """It does not answer here; for a policy followed in archives only that is wrong."""
    desk.write({})
    unneeded = desk.run("doctor")
    desk.write({"Ferrywell": "https://ferrywell.test/privacy"})
    desk.config.write_text(desk.config.read_text() + "live = false\n", encoding="utf-8")
    needed = desk.run("doctor")

    assert (unneeded.code, "note   archive: " in unneeded.out) == (0, True), unneeded.out
    assert (needed.code, "WRONG  archive: " in needed.out) == (1, True), needed.out
