"""A transaction is all or nothing: on a full disk, without the right to write, and killed at any moment."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import Session

from storage import bodies, errors, heartbeats, upkeep
from storage.store import Store, open_store
from tests.storage.world import START, World

NOISE = os.urandom(2_000_000)


def test_a_full_database_leaves_nothing_half_written(world: World) -> None:
    """Over the quota the whole transaction is gone, and the error says so."""
    store = world.store

    def write(session: Session) -> None:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 100")
        heartbeats.beat(session, "daemon", START)
        bodies.put(session, NOISE)

    with pytest.raises(errors.StoreFull, match="full; nothing was written"), store.writing() as session:
        write(session)

    with store.reading() as session:
        assert heartbeats.get(session, "daemon") is None
    assert upkeep.check(store) == ()


def test_a_disk_that_refuses_to_write_is_named(world: World) -> None:
    """A process whose files may not grow gets StoreFull, not a traceback; the database stays sound."""
    code = f"""
import os, resource
from storage.errors import StoreFull
from storage.store import open_store
from storage import bodies
store = open_store({world.store.url!r})
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    with store.writing() as session:
        bodies.put(session, os.urandom(2_000_000))
except StoreFull as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert "run it again" in done.stdout, done.stderr
    assert upkeep.check(world.store) == ()


def test_a_database_that_may_not_be_written_is_named(store: Store) -> None:
    """Reading works, writing says what is missing."""

    def write(session: Session) -> None:
        session.connection().exec_driver_sql("PRAGMA query_only = ON")
        heartbeats.beat(session, "daemon", START)

    with (
        pytest.raises(errors.StoreReadOnly, match="may not be written; give this user the right"),
        store.writing() as s,
    ):
        write(s)
    store.close()

    with store.reading() as session:
        assert heartbeats.every(session) == ()


def test_an_error_inside_rolls_everything_back(store: Store) -> None:
    """An exception of the caller's undoes what came before it."""

    def write(session: Session) -> None:
        heartbeats.beat(session, "daemon", START)
        raise ValueError("on second thoughts")

    with pytest.raises(ValueError, match="second thoughts"), store.writing() as session:
        write(session)

    with store.reading() as session:
        assert heartbeats.every(session) == ()


def test_killed_inside_a_transaction_nothing_of_it_stays(world: World) -> None:
    """`kill -9` after everything was written and before the commit: as if it had never begun."""
    code = f"""
import os, sys
from storage import bodies
from storage.store import open_store
with open_store({world.store.url!r}).writing() as session:
    for _ in range(200):
        bodies.put(session, os.urandom(100_000))
    print("written", flush=True)
    sys.stdin.read()
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdin is not None
    with process, process.stdin, process.stdout:
        assert process.stdout.readline() == "written\n"
        process.send_signal(signal.SIGKILL)
        process.wait(30)

    assert upkeep.sizes(world.store).bodies == 0
    assert upkeep.check(world.store) == ()


def _synchronous(session: Session) -> object:
    return session.connection().exec_driver_sql("PRAGMA synchronous").scalar()


def test_a_commit_is_on_the_disk(store: Store) -> None:
    """Write-ahead log and full synchronisation: what was committed survives a power cut, unless it need not."""
    with store.writing() as session:
        mode = session.connection().exec_driver_sql("PRAGMA journal_mode").scalar()
        durable = _synchronous(session)
    with store.writing(durable=False) as session:
        relaxed = _synchronous(session)
    with store.writing() as session:
        again = _synchronous(session)

    assert (mode, durable, relaxed, again) == ("wal", 2, 1, 2)


def test_readers_do_not_wait_for_the_writer(store: Store) -> None:
    """While one writes, another reads what stood before."""
    other = open_store(store.url)
    with store.writing() as session:
        heartbeats.beat(session, "daemon", START)
        with other.reading() as elsewhere:
            assert heartbeats.get(elsewhere, "daemon") is None
    with other.reading() as elsewhere:
        assert heartbeats.get(elsewhere, "daemon") is not None
    other.close()


def test_a_reading_session_writes_nothing(store: Store) -> None:
    """What is changed in a reading session is not kept."""
    with store.reading() as session:
        heartbeats.beat(session, "daemon", START)

    with store.reading() as session:
        assert heartbeats.every(session) == ()


def test_a_damaged_file_is_named(world: World) -> None:
    """Bytes written over the middle of the file are found by the check or named when read."""
    file = world.store.file
    assert file is not None
    world.see("We keep nothing.", START)
    world.store.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damage(file)

    try:
        found = upkeep.check(open_store(world.store.url))
    except errors.Unreadable as error:
        assert "damaged" in str(error)  # noqa: PT017 - either way of finding it is right
    else:
        assert found


def damage(file: Path) -> None:
    """Write noise over some pages in the middle of a file."""
    with file.open("r+b") as handle:
        for page in range(5, 30, 2):
            handle.seek(page * 4096)
            handle.write(b"\x5a" * 4096)
