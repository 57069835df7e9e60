"""Workers and scenes for the tests of the monitor."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.readers import Workers
from storage.store import open_store
from tests.monitor.commands import Desk
from tests.monitor.pages import Scene
from tests.monitor.site import WebSite, serving


class Mortal(Workers):
    """A worker whose process is killed over each job while `dies` is set, as where the memory runs out."""

    def __init__(self) -> None:
        super().__init__(1)
        self.dies = False

    def run(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """What the function returns, where the process lives."""
        if self.dies:
            return super().run(signal.raise_signal, signal.SIGKILL)
        return super().run(function, *args, **kwargs)


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """One worker process for all tests of a run."""
    with Workers(1) as started:
        yield started


@pytest.fixture
def mortal() -> Iterator[Mortal]:
    """A worker that dies when it is told to."""
    with Mortal() as started:
        yield started


@pytest.fixture
def scene_of(tmp_path: Path, workers: Workers) -> Iterator[Callable[..., Scene]]:
    """Makes a scene; its keywords are keys of `[clausewatch]`."""
    store = open_store(f"sqlite:///{tmp_path / 'scene.db'}")

    def of(**general: Any) -> Scene:
        return Scene.of(tmp_path, store, workers, general)

    yield of
    store.close()


@pytest.fixture
def scene(scene_of: Callable[..., Scene]) -> Scene:
    """A scene with the usual settings."""
    return scene_of()


@pytest.fixture
def site() -> Iterator[WebSite]:
    """A web site on loopback."""
    with serving() as started:
        yield started


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder to give commands in."""
    return Desk(tmp_path)
