"""`clausewatch run`: the daemon."""

import logging
import os
import sys
import threading
from typing import Annotated

import typer

from monitor import log
from monitor.cli.common import ConfigOption, opened, told_failures
from monitor.cli.errors import Failure

app = typer.Typer()


@app.command()
def run(
    config: ConfigOption = None,
    once: Annotated[bool, typer.Option("--once", help="Make the checks that are due, send what is owed, end.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Log more.")] = False,
) -> None:
    """Follow all policies until stopped: check them when due, confirm changes, tell people.

    SIGTERM and Ctrl-C stop it within ten seconds, SIGHUP reads config.toml again. Several may share a database.
    """
    from monitor.daemon import Daemon

    log.set_up(logging.DEBUG if verbose else logging.INFO)
    with opened(config) as service:
        with told_failures():
            daemon = Daemon(service.loaded, service.store)
        failed = daemon.run_once() if once else daemon.run()
    if failed is not None:
        _leave(1, f"clausewatch: stopped: {failed}")
    if threading.active_count() > 1:
        _leave(0)


def _leave(code: int, line: str = "") -> None:
    """End now: a thread that waits for a server must not keep a stopped service alive."""
    if line and threading.active_count() <= 1:
        raise Failure(line.removeprefix("clausewatch: "))
    if line:
        print(line, file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
