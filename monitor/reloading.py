"""Two configurations in, what of the newer one a running daemon cannot take up out. Pure.

Everything else is in force from the reload on: policies, channels, schedules, `tick`, `fetchers`, `per_host`, …
"""

from collections.abc import Iterator

from monitor.settings import Config

# What is opened or started once, when the daemon starts: the database, the reading processes, the web view's socket.
_STARTED_WITH = {
    "clausewatch": ("database_url", "readers", "read_deadline"),
    "web": ("enabled", "host", "port", "token"),
}


def needs_restart(started_with: Config, newer: Config) -> tuple[str, ...]:
    """The keys (`clausewatch.database_url`, …) whose value in `newer` waits for a new start of the daemon."""
    return tuple(_differing(started_with, newer))


def _differing(older: Config, newer: Config) -> Iterator[str]:
    for table, keys in _STARTED_WITH.items():
        for key in keys:
            if getattr(getattr(older, table), key) != getattr(getattr(newer, table), key):
                yield f"{table}.{key}"
