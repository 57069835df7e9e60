"""The past on the command line: imported, blamed, searched, lined up, exported, upgraded, backed up."""

import csv
import io
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.monitor.commands import Desk

FIRST = """# Privacy at Ferrywell

## Sharing

We share your address with our carriers, because otherwise no parcel would ever reach you.

We follow the Old Harbor rules of the Department of Trade about data taken from the Union.

## Keeping

Backups are kept for thirty days and are then overwritten by the next one in line.

## Your choices

You may ask us at any time what personal data we hold about you, and have it corrected or deleted.

You can object to the use of your personal information for advertising, and we will stop using it for that purpose.

We use cookies to remember what is in your basket; your browser lets you refuse them.

## Contact

If you have questions about this privacy policy, write to our data protection officer at the address below.
"""
SECOND = FIRST.replace("thirty days", "ninety days")
THIRD = SECOND.replace(
    "We follow the Old Harbor rules of the Department of Trade about data taken from the Union.",
    "Ferrywell takes part in the New Shield and answers to its commission for every transfer to others outside.",
)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with `ferrywell/privacy` and three dated texts of it imported; not to be changed."""
    desk = Desk(tmp_path_factory.mktemp("past"))
    desk.write({"Ferrywell": "https://ferrywell.test/privacy"})
    folder = desk.folder / "texts"
    folder.mkdir()
    for day, text in (("2019-03-01", FIRST), ("2021-05-01", SECOND), ("2023-07-01", THIRD)):
        (folder / f"{day}.md").write_text(text, encoding="utf-8")
    done = desk.run("import", "files", "ferrywell/privacy", "texts")
    assert "texts added: 3" in done.out, done.err
    return desk


@pytest.fixture
def past(imported: Desk, tmp_path: Path) -> Desk:
    """A copy of it, for one test."""
    return Desk(Path(shutil.copytree(imported.folder, tmp_path / "desk")))


def test_imported_texts_are_versions_with_their_changes(past: Desk) -> None:
    """Dated by their file names, from the source import; a second import adds nothing."""
    history = json.loads(past.run("history", "ferrywell/privacy", "--json").out)
    again = past.run("import", "files", "ferrywell/privacy", "texts")

    assert [version["first_seen"][:10] for version in history["versions"]] == ["2023-07-01", "2021-05-01", "2019-03-01"]
    assert all(version["sources"] == ["import"] for version in history["versions"])
    assert history["versions"][0]["materiality"] is not None
    assert "texts added: 0, known already: 3" in again.out
    assert "changes between versions: 0" in again.out


def test_a_file_that_cannot_be_read_is_an_error(past: Desk) -> None:
    """Where nothing else was taken; the file and the reason are named."""
    (past.folder / "2020-01-01.pdf").write_bytes(b"%PDF-1.4 nothing more")
    done = past.run("import", "files", "ferrywell/privacy", "2020-01-01.pdf")

    assert done.code == 1
    assert "2020-01-01.pdf: the PDF cannot be opened" in done.err


def test_a_gap_is_told_on_a_pipe_as_well(past: Desk) -> None:
    """With the version after it: a row more would be taken for a version."""
    rows = past.run("history", "ferrywell/privacy").out.splitlines()

    assert len(rows) == 3
    assert rows[0].endswith(" · before it nobody looked for 791 days")
    assert rows[-1].endswith("first version known")


def test_one_file_is_dated_on_the_command_line(past: Desk) -> None:
    """The text a vendor sent by mail has no day in its name."""
    (past.folder / "notice.txt").write_text(THIRD.replace("carriers", "couriers"), encoding="utf-8")

    undated = past.run("import", "files", "ferrywell/privacy", "notice.txt")
    dated = past.run("import", "files", "ferrywell/privacy", "notice.txt", "--date", "2024-01-31")

    assert undated.code == 1
    assert "its name holds no day; give --date" in undated.err
    assert "texts added: 1" in dated.out


def test_a_gap_inside_a_version_is_told(past: Desk) -> None:
    """As part of its row, and to programs: it is no unbroken span."""
    (past.folder / "2026-02-01.md").write_text(THIRD.replace("for every", "for *every*"), encoding="utf-8")
    past.run("import", "files", "ferrywell/privacy", "2026-02-01.md")
    row = past.run("history", "ferrywell/privacy").out.splitlines()[0]
    newest, *others = json.loads(past.run("history", "ferrywell/privacy", "--json").out)["versions"]

    assert "not seen from 2023-07-01 to 2026-02-01 (946 days)" in row
    assert [newest["gap"][side][:10] for side in ("last_seen", "next_seen")] == ["2023-07-01", "2026-02-01"]
    assert not any("gap" in version for version in others)


def test_a_redline_in_reverse_says_so(past: Desk) -> None:
    """Else what came would be taken for gone."""
    back = past.run("redline", "ferrywell/privacy", "@latest", "@first")
    forth = past.run("redline", "ferrywell/privacy", "@first", "@latest")

    assert "@latest is newer than @first" in back.err
    assert forth.err == ""


def test_blame_dates_each_clause(past: Desk) -> None:
    """What never changed, what was reworded, and what is new where another stood."""
    found = json.loads(past.run("blame", "ferrywell/privacy", "--json").out)
    dates = {
        " ".join(clause["text"].split()[:2]): (
            clause["introduced"]["first_seen"][:10],
            (clause["reworded"] or {"first_seen": "never"})["first_seen"][:10],
        )
        for clause in found["clauses"]
    }

    assert dates["We share"] == ("2019-03-01", "never")
    assert dates["Backups are"] == ("2019-03-01", "2021-05-01")
    assert dates["Ferrywell takes"] == ("2023-07-01", "never")


def test_blame_of_an_earlier_version(past: Desk) -> None:
    """Rows start with the slug; the clauses are those of that day."""
    done = past.run("blame", "ferrywell/privacy", "@2020-01-01", "--clause", "harbor")

    assert done.out.startswith("ferrywell/privacy  2019-03-01  -")
    assert "Old Harbor" in done.out


def test_search_tells_when_words_came_and_went(past: Desk) -> None:
    """Presence first, then the clauses."""
    done = past.run("search", "Old Harbor")
    now = past.run("search", "shield", "--now", "--json")

    assert "ferrywell/privacy  2019-03-01 to 2021-05-01, gone by 2023-07-01" in done.out
    assert json.loads(now.out)[0]["now"] is True
    assert ", in the last text seen" in past.run("search", "shield").out  # nobody saw it for years
    assert "no clause or heading holds" in past.run("search", "unicorn").err


def test_timeline_lists_changes_of_a_period(past: Desk) -> None:
    """Newest first; with --since and --until only those between."""
    every = past.run("timeline", "--all")
    some = past.run("timeline", "--since", "2021-01-01", "--until", "2021-05-01", "--csv")

    assert [line.split()[1] for line in every.out.splitlines()] == ["2023-07-01", "2021-05-01"]
    assert [row["first_seen"] for row in csv.DictReader(io.StringIO(some.out))] == ["2021-05-01"]
    assert past.run("timeline", "--since", "spring").code == 2


def test_what_shows_nothing_says_why(past: Desk) -> None:
    """On standard error: versions before that day, a period that ends before it begins, words that stand nowhere."""
    later = past.run("history", "ferrywell/privacy", "--since", "2024-01-01")
    turned = past.run("timeline", "--since", "2026-12-01", "--until", "2026-01-01")
    blamed = past.run("blame", "ferrywell/privacy", "--clause", "zzz")
    ruled = past.run("signals", "zzz")

    assert (later.code, later.out) == (0, "")
    assert later.err == "ferrywell/privacy: none seen since 2024-01-01; without --since: 3\n"
    assert turned.code == 2
    assert "--since 2026-12-01 lies after --until 2026-01-01" in turned.err
    assert (blamed.out, "no clause of this version holds 'zzz'" in blamed.err) == ("", True)
    assert (ruled.out, ruled.err) == ("", "no rule holds 'zzz'\n")


@pytest.mark.parametrize("command", [["history", "ferrywell/privacy"], ["timeline"]])
def test_two_forms_at_once_are_refused(past: Desk, command: list[str]) -> None:
    """Neither is taken in silence."""
    done = past.run(*command, "--csv", "--json")

    assert (done.code, done.out) == (2, "")
    assert "either --json or --csv" in done.err


def test_an_export_goes_to_the_file_that_is_named(past: Desk) -> None:
    """In every form; a file that is there is left alone."""
    done = past.run("export", "-o", "all.jsonl")
    past.run("export", "--format", "config", "-o", "policies.toml")
    again = past.run("export", "-o", "all.jsonl")
    nowhere = past.run("export", "-o", "no/such/folder.jsonl")

    assert done.out.startswith("written to all.jsonl: ")
    assert len((past.folder / "all.jsonl").read_text().splitlines()) == 3
    assert (past.folder / "policies.toml").read_text().startswith("[[policy]]")
    assert (again.code, "all.jsonl exists already" in again.err) == (1, True)
    assert (nowhere.code, "cannot be written" in nowhere.err) == (1, True)


def test_export_writes_histories_and_declarations(past: Desk) -> None:
    """JSON Lines oldest first, one Markdown file a version, and policies that can be read again."""
    lines = [json.loads(line) for line in past.run("export").out.splitlines()]
    tree = past.run("export", "--format", "markdown", "--output", "tree")
    tables = past.run("export", "--format", "config")

    assert [line["first_seen"][:4] for line in lines] == ["2019", "2021", "2023"]
    assert "Old Harbor" in lines[0]["reading"]["markdown"]
    assert sorted(path.name for path in (past.folder / "tree").rglob("*.md")) == [
        "2019-03-01.md",
        "2021-05-01.md",
        "2023-07-01.md",
    ], tree.err
    assert 'url = "https://ferrywell.test/privacy"' in tables.out


def test_upgrade_reads_anew_and_alerts_nobody(past: Desk) -> None:
    """New selectors are a new way of reading: the history follows, no change is invented."""
    assert "read by the present reader" in past.run("upgrade").out
    past.config.write_text(past.config.read_text() + 'remove = [".banner"]\n', encoding="utf-8")

    dry = past.run("upgrade", "--dry-run")
    done = past.run("upgrade")

    assert "would be read anew: its selectors changed" in dry.out
    assert "3 captures read anew; 3 versions as before" in done.out
    assert json.loads(past.run("alerts", "--json").out) == []
    assert len(json.loads(past.run("history", "ferrywell/privacy", "--json").out)["versions"]) == 3


def test_an_upgrade_whose_readers_fail_changes_nothing_and_says_so(past: Desk) -> None:
    """Too short a deadline: no capture is left out of the history for it, and the exit code tells."""
    usual = past.config.read_text()
    past.config.write_text(
        usual.replace('tick = "0.2s"', 'tick = "0.2s"\nread_deadline = "0.001s"') + 'remove = [".banner"]\n'
    )
    failed = past.run("upgrade")
    kept = json.loads(past.run("history", "ferrywell/privacy", "--json").out)["versions"]

    assert failed.code == 1
    assert "ferrywell/privacy  stays as it was: the capture of 2019-03-01" in failed.err
    assert len(kept) == 3


def test_a_database_is_checked_backed_up_and_restored(past: Desk) -> None:
    """What is restored is what was backed up; what it replaced is kept."""
    sound = past.run("db", "check")
    saved = past.run("db", "backup", "copy.db")
    (past.folder / "clausewatch.db").unlink()
    restored = past.run("db", "restore", "copy.db")

    assert sound.out == "the database is sound\n"
    assert (saved.code, restored.code) == (0, 0), restored.err
    assert len(json.loads(past.run("history", "ferrywell/privacy", "--json").out)["versions"]) == 3
    assert past.run("db", "backup", "copy.db").code == 1
    assert json.loads(past.run("db", "size", "--json").out)["snapshots"] == 3


def test_a_tampered_database_is_told(past: Desk) -> None:
    """Bytes exchanged by hand are found; the exit code says so."""
    with closing(sqlite3.connect(past.database)) as connection, connection:
        connection.execute("DROP TRIGGER snapshot_no_update")
        connection.execute("UPDATE snapshot SET captured_at = '2010-01-01 00:00:00' WHERE id = 2")

    done = past.run("db", "check")

    assert done.code == 1
    assert "snapshot chain: ferrywell/privacy snapshot #2 is not what was stored" in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import", "files", "ferrywell/privacy", "nowhere"], "nowhere: there is no such file"),
        (["import", "files", "ferrywel/privacy", "texts"], 'did you mean "ferrywell/privacy"'),
        (["import", "csv", "texts/2019-03-01.md"], "no column is called url"),
        (["import", "list", "texts/2019-03-01.md"], "holds no address"),
        (["db", "restore", "config.toml"], "is no backup"),
        (["blame", "ferrywell/privacy", "@2001-01-01"], "nothing is known before the first version"),
        (["export", "--format", "markdown"], "name the folder"),
        (["verify", "config.toml"], "is not what was written"),
    ],
)
def test_what_cannot_be_done_is_one_line(past: Desk, arguments: list[str], words: str) -> None:
    """What, found, way out; never a traceback."""
    done = past.run(*arguments)

    assert done.code in (1, 2)
    assert words in done.err
    assert "Traceback" not in done.err


def test_files_of_many_kinds_are_read_by_their_suffix(desk: Desk, tmp_path: Path) -> None:
    """HTML and Markdown of the same words are one version; what has another suffix is passed over."""
    desk.write({"Ferrywell": "https://ferrywell.test/privacy"})
    folder = desk.folder / "mixed"
    folder.mkdir()
    paragraphs = "".join(
        f"<p>Sentence number {number} of this privacy policy: we use your personal data to deliver parcels.</p>"
        for number in range(9)
    )
    (folder / "20190301.html").write_text(f"<html><body><main><h1>Privacy</h1>{paragraphs}</main></body></html>")
    (folder / "notes.docx").write_text("not read")

    done = desk.run("import", "files", "ferrywell/privacy", "mixed")

    assert "texts added: 1" in done.out, done.err


def test_a_pair_of_digests_is_told_in_the_order_of_time_where_a_text_came_back(tmp_path: Path) -> None:
    """An alert's own revisions: the text before is that of the version before, not the one that came back later."""
    desk = Desk(tmp_path)
    desk.write({"Ferrywell": "https://ferrywell.test/privacy"})
    (tmp_path / "texts").mkdir()
    for day, text in (("2019-03-01", FIRST), ("2020-03-01", SECOND), ("2021-03-01", SECOND), ("2022-03-01", FIRST)):
        (tmp_path / "texts" / f"{day}.md").write_text(text, encoding="utf-8")
    desk.run("import", "files", "ferrywell/privacy", "texts")
    versions = json.loads(desk.run("history", "ferrywell/privacy", "--json").out)["versions"]
    newest, changed, _ = (f"@{version['text_digest'][:12]}" for version in versions)

    there = desk.run("evidence", "ferrywell/privacy", newest, changed)
    back = desk.run("evidence", "ferrywell/privacy", changed, newest)

    assert there.out.startswith("ferrywell-privacy-2019-03-01-2020-03-01.zip")
    assert back.out.startswith("ferrywell-privacy-2020-03-01-2022-03-01.zip")
