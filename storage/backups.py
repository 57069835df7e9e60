"""A database file in, a consistent copy out; and back again. Never a half-written file under the final name."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from storage import errors
from storage.engine import database_file, named_errors, open_engine
from storage.schema import HEAD, KNOWN, bring_up_to_date, copy_database, to_disk
from storage.store import Store

_JOURNALS = ("-wal", "-shm", "-journal")
# What stands beside a database under its name: SQLite's journals, and what `restore` writes first.
_BESIDE = (*_JOURNALS, ".restoring", ".restoring.partial")


def back_up(store: Store, target: Path, *, replace: bool = False) -> Path:
    """Write a consistent copy of an open database to `target` while others go on using it; returns `target`.

    The copy is on the disk before it gets its name. Raises `StorageError` where `target` exists already (unless
    `replace`), is the database itself or no file, `StoreBusy` where it is a database that somebody uses, `StoreFull`
    where there is no room.
    """
    file = _file(store)
    _refuse_own(target, file)
    if target.exists() and not replace:
        raise errors.StorageError(f"{target} exists already; name another file, or remove it first")
    if target.exists() and not target.is_file():
        raise errors.StorageError(f"{target} is no file; name one")
    if not target.parent.is_dir():
        raise errors.StorageError(f"{target}: there is no folder {target.parent}; make it first")
    if target.exists():
        _refuse_in_use(target)
    with named_errors(open_engine(f"sqlite:///{target}")):
        copy_database(file, target)
    return target


def restore(backup: Path, url: str) -> Path | None:
    """Put a backup in the place of the database at `url`; returns where the old one was kept, None where none was.

    An older backup is brought to the present schema first. Raises `Unreadable` where the backup is damaged or none of
    ours, `NewerSchema` where a newer program wrote it, `StorageError` where it is the database itself, `StoreBusy`
    while another process uses the database, `StoreFull` where there is no room; both files are then as they were. At
    every moment there is a whole database under the name: the old one or the backup.
    """
    file = database_file(open_engine(url))
    if file is None:
        raise errors.StorageError("a database in memory cannot be restored; name a file in database_url")
    _refuse_own(backup, file)
    _check_whole(backup)
    aside = None
    fresh = file.with_name(f"{file.name}.restoring")
    try:
        _prepare(backup, fresh)
        if file.exists():
            _refuse_in_use(file)
            aside = _free_name(file)
            _name_also(file, aside)
            _remove_journals(file)
        fresh.replace(file)
    except BaseException:
        fresh.unlink(missing_ok=True)
        _remove_journals(fresh)
        raise
    to_disk(file.parent)
    return aside


def _prepare(backup: Path, fresh: Path) -> None:
    """Write `fresh`: the backup at the present schema. The backup itself is the copy of an older one."""
    engine = open_engine(f"sqlite:///{fresh}")
    try:
        with named_errors(engine):
            copy_database(backup, fresh)
            bring_up_to_date(engine, keep_older=False)
    finally:
        engine.dispose()


def _name_also(file: Path, aside: Path) -> None:
    """Give the old database its second name, so that the first goes to the new one in a single step."""
    try:
        aside.hardlink_to(file)
    except OSError:  # a file system without second names
        try:
            shutil.copy2(file, aside)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise errors.StoreFull(f"{aside}: cannot be written: {error.strerror}; nothing was restored") from error
        to_disk(aside)
    to_disk(file.parent)


def _remove_journals(file: Path) -> None:
    """They belong to the file that had the name: SQLite would play them into another that gets it."""
    for suffix in _JOURNALS:
        file.with_name(f"{file.name}{suffix}").unlink(missing_ok=True)


def _file(store: Store) -> Path:
    if store.file is None:
        raise errors.StorageError("a database in memory cannot be backed up; name a file in database_url")
    return store.file


def _refuse_own(path: Path, file: Path) -> None:
    """Raise `StorageError` where `path` is the database in `file`, by whatever name, or what SQLite keeps beside it.

    Who has the database open would go on with the file that lost its name, and write what nobody reads again; or find
    the journal of another database beside it, which makes the whole unreadable.
    """
    taken = [file, *(real.with_name(real.name + end) for real in (file, file.resolve()) for end in _BESIDE)]
    first = path.with_name(f"{path.name}.partial")  # a copy is written under this name
    if any(_same(one, own) for one in (path, first) for own in taken):
        raise errors.StorageError(f"{path} is the database itself, or belongs to it; name another file")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there: then only the name can be the same
        return one.resolve() == other.resolve()


def _check_whole(backup: Path) -> None:
    if not backup.is_file():
        raise errors.Unreadable(f"{backup}: there is no such file")
    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check").fetchone()
            ours = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() if ours else ("",)
    except sqlite3.DatabaseError as error:
        raise errors.Unreadable(f"{backup}: is no backup of clausewatch ({error})") from error
    if ours is None:
        raise errors.Unreadable(f"{backup}: is no backup of clausewatch")
    if found != "ok":
        raise errors.Unreadable(f"{backup}: is damaged ({found}); take another backup")
    if revision not in KNOWN:
        raise errors.NewerSchema(
            f"{backup}: written by a newer version (schema {revision}, this program knows up to {HEAD}); "
            "upgrade clausewatch, or take another backup"
        )


def _refuse_in_use(file: Path) -> None:
    """Leaving WAL mode needs the file for oneself, so it tells whether another process has it open."""
    try:
        with closing(sqlite3.connect(file, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise errors.StoreBusy(f"{file} is in use; stop `clausewatch run` and the web view first") from error
    except sqlite3.DatabaseError:
        return  # damaged: that is why it is restored


def _free_name(file: Path) -> Path:
    number = 1
    while (name := file.with_name(f"{file.name}.before-restore-{number}")).exists():
        number += 1
    return name
