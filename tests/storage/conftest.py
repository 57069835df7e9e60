"""Databases on real files, and the made-up policy that most tests of storage follow."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from storage.store import Store, open_store
from tests.storage.world import World


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new database in a file."""
    opened = open_store(f"sqlite:///{tmp_path / 'clausewatch.db'}")
    yield opened
    opened.close()


@pytest.fixture
def world(store: Store) -> World:
    """A database with one policy, `ferrywell/privacy`."""
    return World(store)


@pytest.fixture
def new_world(tmp_path: Path) -> Iterator[Callable[[], World]]:
    """Makes worlds, each on a database of its own, for properties that need many."""
    opened: list[Store] = []
    numbers = count()

    def make() -> World:
        opened.append(open_store(f"sqlite:///{tmp_path / f'{next(numbers)}.db'}"))
        return World(opened[-1])

    yield make
    for one in opened:
        one.close()
