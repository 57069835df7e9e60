"""A backup is whole, taken while others write, and comes back."""

import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage import backups, errors, heartbeats, schema, upkeep
from storage.store import open_store
from tests.storage.test_schema import make_old_database, revision_of
from tests.storage.world import START, World, day, words


def test_a_backup_holds_what_was_committed(world: World, tmp_path: Path) -> None:
    """Taken while a writer is in the middle of a transaction, it holds what stood before."""
    world.see("A", day(0))
    other = open_store(world.store.url)
    with other.writing() as session:
        heartbeats.beat(session, "daemon", START)
        copy = backups.back_up(world.store, tmp_path / "copy.db")
    other.close()

    store = open_store(f"sqlite:///{copy}")
    assert upkeep.check(store) == ()
    with store.reading() as session:
        assert heartbeats.every(session) == ()
    assert World(store).texts() == words("A")
    store.close()


def test_a_backup_never_overwrites(world: World, tmp_path: Path) -> None:
    """Another name is asked for; a missing folder is named."""
    (tmp_path / "copy.db").write_text("precious")

    with pytest.raises(errors.StorageError, match="exists already"):
        backups.back_up(world.store, tmp_path / "copy.db")
    with pytest.raises(errors.StorageError, match="there is no folder"):
        backups.back_up(world.store, tmp_path / "no" / "copy.db")

    assert (tmp_path / "copy.db").read_text() == "precious"


@pytest.mark.parametrize("name", ["{}", "link.db", "hard.db", "{}-wal", "{}-journal", "x/../{}"])
def test_a_database_is_no_place_for_its_own_backup(world: World, name: str) -> None:
    """Whoever has it open, the daemon above all, would lose what it writes from then on."""
    world.see("A", day(0))
    file = world.store.file
    assert file is not None
    (file.parent / "x").mkdir()
    (file.parent / "link.db").symlink_to(file)
    (file.parent / "hard.db").hardlink_to(file)
    target = file.parent / name.format(file.name)

    with pytest.raises(errors.StorageError, match="is the database itself"):
        backups.back_up(world.store, target, replace=True)
    with pytest.raises(errors.StorageError, match="is the database itself"):
        backups.restore(target, world.store.url)

    assert world.texts() == words("A")


def test_a_backup_does_not_pass_through_the_database(tmp_path: Path) -> None:
    """A copy is written to its name with `.partial` first, which may be the database's."""
    world = World(open_store(f"sqlite:///{tmp_path / 'copy.partial'}"))
    world.see("A", day(0))

    with pytest.raises(errors.StorageError, match="is the database itself"):
        backups.back_up(world.store, tmp_path / "copy")

    assert world.texts() == words("A")
    world.store.close()


def test_a_database_in_use_is_not_overwritten_by_a_backup(world: World, tmp_path: Path) -> None:
    """The database of another daemon, or a folder, whatever --replace says."""
    other = open_store(f"sqlite:///{tmp_path / 'other.db'}")
    with other.reading() as session:
        heartbeats.every(session)

        with pytest.raises(errors.StoreBusy, match="in use"):
            backups.back_up(world.store, tmp_path / "other.db", replace=True)
    other.close()
    (tmp_path / "folder").mkdir()
    with pytest.raises(errors.StorageError, match="is no file"):
        backups.back_up(world.store, tmp_path / "folder", replace=True)

    copy = backups.back_up(world.store, tmp_path / "other.db", replace=True)
    assert backups.back_up(world.store, tmp_path / "other.db", replace=True) == copy


def test_a_restored_database_is_the_backup(world: World, tmp_path: Path) -> None:
    """What came after the backup is set aside, not destroyed."""
    world.see("A", day(0))
    copy = backups.back_up(world.store, tmp_path / "copy.db")
    world.see("B", day(1))
    world.store.close()

    aside = backups.restore(copy, world.store.url)

    assert world.texts() == words("A")
    assert aside is not None
    with closing(open_store(f"sqlite:///{aside}")) as kept:
        assert World(kept).texts() == words("A", "B")


def test_a_database_in_use_is_not_replaced(world: World, tmp_path: Path) -> None:
    """A running daemon would go on writing to the file set aside."""
    world.see("A", day(0))
    copy = backups.back_up(world.store, tmp_path / "copy.db")
    daemon = open_store(world.store.url)
    with daemon.reading() as session:
        heartbeats.every(session)

        with pytest.raises(errors.StoreBusy, match="stop `clausewatch run`"):
            backups.restore(copy, world.store.url)
    daemon.close()

    assert world.texts() == words("A")
    assert not list(tmp_path.glob("**/*.restoring"))


def test_a_damaged_or_foreign_backup_is_refused(world: World, tmp_path: Path) -> None:
    """The database stays as it is."""
    world.see("A", day(0))
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection, connection:
        connection.execute("CREATE TABLE x (y)")
    (tmp_path / "page.html").write_text("<html>" * 300)

    for name, what in (("foreign.db", "no backup of"), ("page.html", "no backup of"), ("none.db", "no such file")):
        with pytest.raises(errors.Unreadable, match=what):
            backups.restore(tmp_path / name, world.store.url)

    assert world.texts() == words("A")
    assert (tmp_path / "page.html").read_text() == "<html>" * 300


def test_a_restore_into_nothing_needs_no_old_database(world: World, tmp_path: Path) -> None:
    """On a new machine there is nothing to set aside."""
    world.see("A", day(0))
    copy = backups.back_up(world.store, tmp_path / "copy.db")

    assert backups.restore(copy, f"sqlite:///{tmp_path / 'new.db'}") is None
    with closing(open_store(f"sqlite:///{tmp_path / 'new.db'}")) as restored:
        assert World(restored).texts() == words("A")


def test_a_backup_of_a_newer_program_is_refused_before_anything_moves(world: World, tmp_path: Path) -> None:
    """Put in place it would leave a database that no command here can open."""
    world.see("A", day(0))
    copy = backups.back_up(world.store, tmp_path / "copy.db")
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    world.see("B", day(1))
    world.store.close()

    with pytest.raises(errors.NewerSchema, match=r"copy.db: written by a newer version \(schema 9999"):
        backups.restore(copy, world.store.url)

    assert world.texts() == words("A", "B")
    assert beside(world) == []


def test_an_older_backup_is_migrated_before_it_is_put_in_place(world: World, tmp_path: Path) -> None:
    """The backup itself stays what it was, and is copy enough."""
    make_old_database(tmp_path / "old.db")
    world.store.close()

    aside = backups.restore(tmp_path / "old.db", world.store.url)

    assert world.store.file is not None
    assert revision_of(world.store.file) == schema.HEAD
    assert revision_of(tmp_path / "old.db") == "0001"
    assert aside is not None
    assert beside(world) == [aside.name]


def beside(world: World) -> list[str]:
    """The files that stand beside a closed database under its name."""
    world.store.close()
    file = world.store.file
    assert file is not None
    return sorted(one.name for one in file.parent.glob(f"{file.name}?*"))


KILLED = """
import os, signal, sys
from pathlib import Path
from storage import backups

backup, url, left = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def watch(event, facts):
    global left
    if event in ("os.rename", "os.link", "os.remove"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
backups.restore(backup, url)
"""


def test_a_restore_that_is_killed_leaves_a_whole_database(world: World, tmp_path: Path) -> None:
    """Before each step that gives or takes a file's name: the old one or the backup, never none."""
    world.see("A", day(0))
    copy = backups.back_up(world.store, tmp_path / "copy.db")
    world.see("B", day(1))
    world.store.close()
    file, found, at = world.store.file, [], 0
    assert file is not None
    code = -9
    while code == -9:
        at += 1
        arguments = [sys.executable, "-c", KILLED, str(copy), world.store.url, str(at)]
        code = subprocess.run(arguments, check=False).returncode
        found.append(file.exists() and world.texts())
        world.store.close()

    assert code == 0
    assert found == [words("A", "B")] * (len(found) - 1) + [words("A")]
    assert len(found) > 3


def test_a_restore_without_room_says_so_and_changes_nothing(world: World, tmp_path: Path) -> None:
    """No traceback, and no half copy."""
    world.see("A", day(0))
    copy = backups.back_up(world.store, tmp_path / "copy.db")
    world.see("B", day(1))
    world.store.close()
    code = (
        "import signal, sys; from pathlib import Path; from storage import backups, errors\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try:\n    backups.restore(Path(sys.argv[1]), sys.argv[2])\n"
        "except errors.StoreFull as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(copy), world.store.url],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert "nothing was written: " in done.stdout, done.stderr
    assert world.texts() == words("A", "B")
    assert beside(world) == []
