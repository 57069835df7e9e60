"""A configuration in, a look into its database out, where there is one: for commands that work without it as well."""

from collections.abc import Iterator
from contextlib import contextmanager

from monitor.config import Loaded
from storage.errors import StorageError
from storage.store import Session, file_of, open_to_read


@contextmanager
def peeked(loaded: Loaded) -> Iterator[Session | None]:
    """A session that reads; None where no database was made yet, or it cannot be read as it is. Changes nothing."""
    store = None
    try:
        file = file_of(loaded.database_url)
        if file is not None and file.exists():
            store = open_to_read(loaded.database_url)
    except StorageError:
        pass  # `doctor` tells of it, and each command that needs the database
    if store is None:
        yield None
        return
    try:
        with store.reading() as session:
            yield session
    finally:
        store.close()
