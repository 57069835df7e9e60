"""A database address in, an engine out; and what a database's own errors mean. The one place that knows SQLite's ways.

- WAL (set by `use_wal`, once it is known that the file is ours), so that readers never wait for the writer;
  `synchronous=FULL`, so that a commit survives a power cut. One that need not (see `Store.writing`) says NORMAL: it is
  whole and ordered all the same, only the disk is not waited for.
- Writers say BEGIN IMMEDIATE: a transaction that reads first and writes later would otherwise fail with "database is
  locked" at once, whatever the time-out (measured: after 0.2 ms, in spite of busy_timeout).
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.pool import NullPool

from storage import errors

BUSY_TIMEOUT_MS = 30_000
WRITING = "clausewatch_writing"
RELAXED = "clausewatch_relaxed"
_WAL_PAUSE_S = 0.02
_DRIVERS = ("sqlite", "sqlite+pysqlite")
_RIGHT = "write sqlite:///clausewatch.db"

_PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)


def open_engine(url: str, *, only_reads: bool = False) -> Engine:
    """An engine for `url`; nothing is opened yet. Raises `Unreadable` for an address that is none of ours.

    With `only_reads` file and folder may be such as nobody may write; each connection is opened anew then.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # the latter for a port that is no number
        raise _no_address(url) from error
    if parsed.drivername not in _DRIVERS:
        raise errors.Unreadable(f"database kind {parsed.drivername!r} is not supported; {_RIGHT}")
    if parsed.host or parsed.username or parsed.port or "\0" in url:
        raise _no_address(url)
    file = Path(parsed.database or "")
    own = {"creator": lambda: _connect_to_read(file), "poolclass": NullPool} if only_reads else {}
    engine = create_engine(parsed, **own)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _no_address(url: str) -> errors.Unreadable:
    """Its words hold no password: where there may be one, before an @ or after a ?, the address is not repeated."""
    shown = "in database_url" if {"@", "?"} & set(url) else repr(url)
    return errors.Unreadable(f"database address {shown} is not one; {_RIGHT}")


def database_file(engine: Engine) -> Path | None:
    """The file behind an engine, None for a database in memory."""
    name = engine.url.database
    return None if not name or name == ":memory:" else Path(name)


def _connect_to_read(file: Path) -> sqlite3.Connection:
    """A connection that leaves the file, and the folder around it, as they are.

    In write-ahead mode SQLite reads by means of two files beside the database, which it cannot make where the folder
    may not be written. Where none lies there nobody has the database open, and it is read as one that does not change
    ("immutable"). Where one does, somebody may be writing, and it is read with them in mind; one without content,
    which a reader left behind, may be passed over where that cannot be.
    """
    beside = [file.with_name(f"{file.name}{end}") for end in ("-wal", "-journal")]
    if any(one.exists() for one in beside):
        try:
            return _connected(file, "mode=ro")
        except sqlite3.OperationalError:
            if any(one.exists() and one.stat().st_size for one in beside):
                raise
    return _connected(file, "immutable=1")


def _connected(file: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, check_same_thread=False)
    try:
        connection.execute("PRAGMA schema_version")
    except BaseException:
        connection.close()
        raise
    return connection


def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get(WRITING):
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql(f"PRAGMA synchronous={'NORMAL' if options.get(RELAXED) else 'FULL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def use_wal(engine: Engine) -> None:
    """Put the database into write-ahead mode, which it keeps. Only for a file known to be ours: it changes the file.

    Changing the mode needs the file alone, and SQLite says "database is locked" then without asking the busy time-out
    (seen where six processes opened one new file at once), so the waiting is done here. Where there can be no such mode
    (in memory, on some network file systems) SQLite answers with the one it keeps; there readers wait for the writer.
    """
    raw = engine.raw_connection()
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    try:
        while not _has_changed(raw.cursor()):
            if time.monotonic() > deadline:
                raise errors.StoreBusy(f"{database_file(engine)}: {_BUSY}")
            time.sleep(_WAL_PAUSE_S)
    finally:
        raw.close()


def _has_changed(cursor: DBAPICursor) -> bool:
    """Ask for write-ahead mode; False where another process is in the way."""
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True


@contextmanager
def named_errors(engine: Engine) -> Iterator[None]:
    """Turns the database's errors into ours; those that are bugs (a broken constraint) pass unchanged."""
    try:
        yield
    except (DatabaseError, sqlite3.Error) as error:  # the latter while connecting
        ours = _meaning(error, engine)
        if ours is None:
            raise
        raise ours from error


def _meaning(error: DatabaseError | sqlite3.Error, engine: Engine) -> errors.StorageError | None:
    cause = error.orig if isinstance(error, DatabaseError) else error
    name = getattr(cause, "sqlite_errorname", "")
    file = database_file(engine)
    if name.startswith("SQLITE_CANTOPEN") and file is not None:
        return errors.Unreadable(f"{file}: {_why_not_opened(file)}")
    place = file or engine.url
    for start, kind, words in _MEANINGS:
        if name.startswith(start):
            return kind(f"{place}: {words}")
    return None


def _why_not_opened(file: Path) -> str:
    """SQLite has one word for it; what stands in the way is seen in the file system."""
    if not file.parent.is_dir():
        return "cannot be made: its folder does not exist; make it, or correct database_url"
    if not file.exists():
        return "cannot be made: give this user the right to write the folder"
    if not os.access(file, os.R_OK):
        return "may not be read; give this user the right to read and write it"
    return "cannot be opened; give this user the right to write file and folder"


_BUSY = "another process holds the database; try again, or stop the other process"
_MEANINGS: tuple[tuple[str, type[errors.StorageError], str], ...] = (
    ("SQLITE_FULL", errors.StoreFull, "the disk or quota is full; nothing was written: make room and run it again"),
    ("SQLITE_IOERR_WRITE", errors.StoreFull, "writing failed; nothing was written: look at the disk and run it again"),
    ("SQLITE_IOERR_SHM", errors.StoreFull, "there is no room beside it; nothing was written: make room, run it again"),
    (
        "SQLITE_IOERR",
        errors.Unreadable,
        "the disk failed while reading or writing; look at it, then `clausewatch db check`",
    ),
    ("SQLITE_READONLY", errors.StoreReadOnly, "may not be written; give this user the right to write file and folder"),
    ("SQLITE_BUSY", errors.StoreBusy, _BUSY),
    ("SQLITE_NOTADB", errors.Unreadable, "is not a database; name another file in database_url"),
    ("SQLITE_CORRUPT", errors.Unreadable, "is damaged; restore a backup with `clausewatch db restore`"),
    ("SQLITE_CANTOPEN", errors.Unreadable, "cannot be opened; look at database_url"),
    ("SQLITE_PERM", errors.Unreadable, "may not be opened; give this user the right to read and write it"),
)
