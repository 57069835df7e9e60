"""An engine in, a database at the present schema out: created, migrated (copied aside first), or refused."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from storage import errors
from storage.engine import WRITING, database_file, use_wal

# The newest revision of migrations/versions; a test holds the two together. Known here so that opening a database
# that is up to date does not import Alembic (0.2 s).
HEAD = "0003"
KNOWN = ("0001", "0002", "0003")


def bring_up_to_date(engine: Engine, *, keep_older: bool = True) -> None:
    """Create or migrate the database behind `engine`; an older one is copied aside first, with `keep_older`.

    Raises `NewerSchema` or `Unreadable` and then changes nothing.
    """
    with engine.begin() as connection:  # one view: another process may be creating the same file right now
        found = revision(connection)
        _refuse_foreign(connection, found)
    use_wal(engine)
    if found == HEAD:
        return
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        if revision(connection) == HEAD:  # another process was quicker
            return
        if found is not None and keep_older:
            _copy_aside(engine, found)
        _migrate(connection)


def expect_present(engine: Engine) -> None:
    """Raise `StorageError` where the database behind `engine` is none that can be read as it is; changes nothing."""
    with engine.begin() as connection:
        found = revision(connection)
        _refuse_foreign(connection, found)
    if found != HEAD:
        raise errors.OlderSchema(
            f"{database_file(engine)}: is of an older schema ({found or 'none'}, this program reads {HEAD}); "
            "the next command that may write it brings it up to date"
        )


def revision(connection: Connection) -> str | None:
    """The revision a database is at, None for one that is new."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _refuse_foreign(connection: Connection, found: str | None) -> None:
    place = database_file(connection.engine) or connection.engine.url
    if found is not None and found not in KNOWN:
        raise errors.NewerSchema(
            f"{place}: written by a newer version (schema {found}, this program knows up to {HEAD}); "
            "upgrade clausewatch, or name another database_url"
        )
    if found is None and (tables := inspect(connection).get_table_names()):
        raise errors.Unreadable(
            f"{place}: holds tables of another program ({', '.join(tables[:3])}); name another file in database_url"
        )


def _copy_aside(engine: Engine, found: str) -> None:
    file = database_file(engine)
    if file is None:
        return
    copy_database(file, file.with_name(f"{file.name}.before-{found}"))


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy of an SQLite file, whoever is writing to it. `target` appears whole or not at all."""
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(partial)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    to_disk(partial)
    partial.replace(target)
    to_disk(target.parent)


def to_disk(path: Path) -> None:
    """Make a file's content, or a folder's names, survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
