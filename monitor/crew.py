"""A configuration and a database in, everything that works under them out: fetchers, readers, pipeline, outbox."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from fetchers import browser
from monitor.config import Loaded
from monitor.dispatch import Dispatcher
from monitor.fetching import Captures
from monitor.pipeline import Tools
from monitor.readers import Workers
from monitor.wiring import check_channels, wires
from storage.store import Store


def utc_now() -> datetime:
    """The time now, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """What works under one configuration. Another configuration is another crew; store and workers are shared."""

    loaded: Loaded
    store: Store
    workers: Workers
    captures: Captures
    tools: Tools
    dispatcher: Dispatcher
    stop: threading.Event

    def close(self) -> None:
        """Close connections. The store and the workers are the caller's."""
        self.captures.close()


def crew(
    loaded: Loaded,
    store: Store,
    workers: Workers,
    *,
    stop: threading.Event | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Crew:
    """Everything that works under `loaded`. `stop`, once set, ends every wait.

    Raises `ConfigError` where an active channel's secret is unset, or its settings cannot work.
    """
    loaded.check_secrets()
    stopping = stop or threading.Event()
    captures = Captures(loaded, stop=stopping, now=clock)
    wired = wires(captures.client, clock)
    check_channels(loaded, wired)
    chance = Random()  # noqa: S311 - it spreads checks, nothing depends on it being secret
    return Crew(
        loaded=loaded,
        store=store,
        workers=workers,
        captures=captures,
        tools=Tools(
            loaded=loaded,
            store=store,
            workers=workers,
            capture=captures,
            clock=clock,
            chance=chance,
            can_draw=browser.available,
        ),
        dispatcher=Dispatcher(
            store=store,
            loaded=loaded,
            wires=wired,
            clock=clock,
            chance=chance,
            stopping=stopping,
        ),
        stop=stopping,
    )


def workers_of(loaded: Loaded, count: int | None = None) -> Workers:
    """The reading processes that `loaded` asks for."""
    general = loaded.config.clausewatch
    return Workers(count or general.readers, deadline=general.read_deadline)
