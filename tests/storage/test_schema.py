"""Opening a database: created, migrated, copied aside first, or refused with a word on the way out."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import select

from storage import errors, heartbeats, schema
from storage.engine import open_engine
from storage.store import Store, open_store
from storage.tables import PolicyRow, Row


def test_migrations_build_what_the_tables_say(store: Store, tmp_path: Path) -> None:
    """Schema by migrations equals schema by metadata; only the full-text indexes stand beside it."""
    engine = open_engine(store.url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: (
                    kind != "table" or not (name or "").startswith(("clause_words", "heading_words"))
                )
            },
        )
        difference = compare_metadata(context, Row.metadata)
    engine.dispose()

    assert difference == []


def test_the_known_head_is_the_newest_migration() -> None:
    """`schema.HEAD` saves importing Alembic; it must not fall behind."""
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    script = ScriptDirectory.from_config(config)

    assert script.get_current_head() == schema.HEAD
    assert sorted(revision.revision for revision in script.walk_revisions()) == sorted(schema.KNOWN)


def test_a_database_that_is_up_to_date_opens_without_alembic(store: Store) -> None:
    """Every command opens the database: Alembic's import would cost each a fifth of a second."""
    opened = f"from storage.store import open_store; open_store({store.url!r})"
    code = f"import sys; {opened}; sys.exit('alembic' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_older_database_is_copied_aside_and_migrated(tmp_path: Path) -> None:
    """What was there is still there, under the new schema and in the copy."""
    file = tmp_path / "clausewatch.db"
    make_old_database(file)

    store = open_store(f"sqlite:///{file}")

    with store.reading() as session:
        assert session.exec(select(PolicyRow.slug)).all() == ["old/privacy"]
    store.close()
    assert revision_of(tmp_path / "clausewatch.db.before-0001") == "0001"
    assert revision_of(file) == schema.HEAD


def make_old_database(file: Path) -> None:
    """A database at the first revision, with one policy and one clause in it."""
    with closing(sqlite3.connect(file)) as connection, connection:
        open_store(f"sqlite:///{file}").close()
        for name in ("clause_words", "heading_words"):
            connection.execute(f"DROP TRIGGER {name}_insert")
            connection.execute(f"DROP TRIGGER {name}_delete")
            connection.execute(f"DROP TABLE {name}")
        connection.execute("DROP INDEX ix_outline_row_place_id_outline_id")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.execute(
            "INSERT INTO policy "
            "(slug, service, type, declaration, declaration_sha256, state, created_at, failures, lease) VALUES "
            "('old/privacy', 'Old', 'privacy', '{}', '', 'new', '2026-01-01 00:00:00', 0, 0)"
        )
        connection.execute("INSERT INTO clause (sha256, digest, text) VALUES ('a', 'b', 'We keep backups.')")


def revision_of(file: Path) -> str:
    """The revision a database file says it is at."""
    with closing(sqlite3.connect(file)) as connection:
        (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found)


def test_clauses_of_an_older_database_can_be_searched(tmp_path: Path) -> None:
    """The full-text migration indexes what was stored before it."""
    file = tmp_path / "clausewatch.db"
    make_old_database(file)
    open_store(f"sqlite:///{file}").close()

    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT rowid FROM clause_words WHERE clause_words MATCH 'backups'").fetchall()

    assert len(found) == 1


def test_a_failed_migration_changes_nothing(tmp_path: Path) -> None:
    """Where a migration cannot run, the database stays at its revision."""
    file = tmp_path / "clausewatch.db"
    make_old_database(file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TRIGGER clause_words_delete AFTER DELETE ON policy BEGIN SELECT 1; END")

    with pytest.raises(Exception, match="clause_words_delete"):
        open_store(f"sqlite:///{file}")

    assert revision_of(file) == "0001"
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'clause_words'").fetchone() == (0,)


def test_a_newer_database_is_refused(store: Store) -> None:
    """A schema this program does not know is left alone."""
    assert store.file is not None
    with closing(sqlite3.connect(store.file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(errors.NewerSchema, match=r"schema 9999.*upgrade clausewatch"):
        open_store(store.url)

    assert revision_of(store.file) == "9999"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"<html>not a database, but long enough to look like something</html>" * 20, "is not a database")],
)
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    """The file named by mistake is not touched."""
    file = tmp_path / "page.html"
    file.write_bytes(content)

    with pytest.raises(errors.Unreadable, match=words):
        open_store(f"sqlite:///{file}")

    assert file.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    """Tables of another program are not mixed with ours."""
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name)")
    content = file.read_bytes()

    with pytest.raises(errors.Unreadable, match=r"tables of another program \(recipes\)"):
        open_store(f"sqlite:///{file}")

    assert file.read_bytes() == content


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("clausewatch.db", "is not one; write sqlite:///"),
        ("mysql://localhost/x", "kind 'mysql' is not supported"),
        ("sqlite:////no/such/folder/clausewatch.db", "its folder does not exist; make it"),
        ("sqlite+pysqlcipher:///x.db", r"kind 'sqlite\+pysqlcipher' is not supported"),
        ("postgresql://u:SECRET@h:bad/db", "address in database_url is not one; write sqlite:///"),
        ("u:SECRET@h/db", "address in database_url is not one"),
        ("h/db?password=SECRET", "address in database_url is not one"),
        ("sqlite://host/x.db", "is not one; write sqlite:///"),
        ("sqlite:///x\0.db", "is not one; write sqlite:///"),
    ],
)
def test_an_address_that_leads_nowhere_says_what_to_write(url: str, words: str) -> None:
    """Each gives one line: what, found, way out; a password in it is not repeated."""
    with pytest.raises(errors.Unreadable, match=words) as caught:
        open_store(url)

    assert "SECRET" not in str(caught.value)


def test_a_file_system_without_shared_memory_is_no_other_process(tmp_path: Path) -> None:
    """Where SQLite keeps its older mode, as on some network drives, nothing is waited for: it works, only slower."""
    store = open_store(f"sqlite:///file:{tmp_path / 'clausewatch.db'}?vfs=unix-dotfile&uri=true")
    with store.writing() as session:
        mode = session.connection().exec_driver_sql("PRAGMA journal_mode").scalar()
        heartbeats.beat(session, "daemon", datetime(2026, 3, 1, tzinfo=UTC))
    store.close()

    assert mode == "delete"


@pytest.mark.parametrize("old", [False, True], ids=["a new file", "an older file"])
def test_several_processes_may_create_or_migrate_one_database_at_once(tmp_path: Path, old: bool) -> None:
    """One does the work, the others wait for it. They open each file at the same moment, a few files one by one."""
    files = [tmp_path / f"{number}.db" for number in range(5)]
    for file in files if old else ():
        make_old_database(file)
    code = (
        "import sys\n"
        "from storage.store import open_store\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        f"for file in {[str(file) for file in files]!r}: open_store('sqlite:///' + file).close()"
    )
    command = [sys.executable, "-c", code]
    processes = [subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True) for _ in range(4)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"

    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=60)[1] for process in processes]

    assert [(process.returncode, error) for process, error in zip(processes, ended, strict=True)] == [(0, "")] * 4
    assert {revision_of(file) for file in files} == {schema.HEAD}
    assert not list(tmp_path.glob("*.partial"))
