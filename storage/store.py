"""A database address in, a store out: the door through which everything is read and written.

    store = open_store("sqlite:///clausewatch.db")      # creates or migrates
    with store.reading() as session: ...                # one consistent view
    with store.writing() as session: ...                # one durable transaction: all of it or nothing

The functions of `policies`, `snapshots`, `history` and so on take the session first.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from storage import engine as engines
from storage import schema

__all__ = [
    "Session",
    "Store",
    "file_of",
    "open_store",
    "open_to_read",
]  # callers name a session's type without knowing SQL


class Store:
    """An open database. Safe to share among threads; every process opens its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._durable = engine.execution_options(**{engines.WRITING: True})
        self._relaxed = engine.execution_options(**{engines.WRITING: True, engines.RELAXED: True})

    @property
    def url(self) -> str:
        """The address it was opened with."""
        return str(self._engine.url)

    @property
    def file(self) -> Path | None:
        """The database's file, None where there is none."""
        return engines.database_file(self._engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view of the database. What is changed in it is rolled back."""
        with engines.named_errors(self._engine), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[Session]:
        """One transaction, committed durably at the end, rolled back whole on any error.

        Without `durable` a power cut may undo it, as if it had never been made, with all that followed it; no crash of
        ours does. That is for what is simply done again: claims, signs of life, checks without news. The next durable
        one takes it along.

        Raises `StoreFull`, `StoreReadOnly` or `StoreBusy` where the world is in the way. Keep it short: there is one
        writer at a time, others wait up to half a minute.
        """
        writer = self._durable if durable else self._relaxed
        with engines.named_errors(self._engine), Session(writer) as session, session.begin():
            yield session

    def close(self) -> None:
        """Close every connection. The store can still be used; it opens anew."""
        self._engine.dispose()


def open_store(url: str) -> Store:
    """The store at `url`, created or migrated where needed (an older file is copied aside first).

    Raises `NewerSchema`, `Unreadable`, `StoreFull`, `StoreReadOnly` or `StoreBusy`; the database is then as it was.
    """
    return _opened(engines.open_engine(url), schema.bring_up_to_date)


def open_to_read(url: str) -> Store:
    """The store at `url`, of which nothing is changed: neither the file nor its folder need the right to be written.

    Raises `StoreReadOnly` on the first write, `OlderSchema` where the database would have to be migrated first;
    `NewerSchema` or `Unreadable` as `open_store`.
    """
    return _opened(engines.open_engine(url, only_reads=True), schema.expect_present)


def file_of(url: str) -> Path | None:
    """The file that the database address names, there or not; None for one in memory. Raises `Unreadable`."""
    return engines.database_file(engines.open_engine(url))


def _opened(engine: Engine, ready: Callable[[Engine], None]) -> Store:
    try:
        with engines.named_errors(engine):
            ready(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)
