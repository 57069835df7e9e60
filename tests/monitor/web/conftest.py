"""The web view over a filled store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from monitor.config import Loaded
from monitor.settings import Config
from monitor.web.app import create_app
from monitor.web.security import Guard
from monitor.web.site import open_site
from storage.store import Store
from tests.monitor.web.world import NOW, filled_store

TOKEN = "a token of this test"
LOADED = Loaded(path=Path("config.toml"), config=Config.model_validate({}))


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo's vendors, read-only for all tests of this worker."""
    made = filled_store(tmp_path_factory.mktemp("web") / "clausewatch.db")
    yield made
    made.close()


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    """A reader on this machine: no token is set."""
    site = open_site(store, LOADED, Guard(None), lambda: NOW)
    with TestClient(create_app(site), follow_redirects=False) as made:
        yield made


@pytest.fixture
def guarded(store: Store) -> Iterator[TestClient]:
    """The view of a server that has a token; the client does not bring it."""
    site = open_site(store, LOADED, Guard(TOKEN), lambda: NOW)
    with TestClient(create_app(site), follow_redirects=False) as made:
        yield made
