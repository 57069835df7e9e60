"""`clausewatch run`: the daemon."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Annotated

import typer

from monitor import log
from monitor.cli.common import ConfigOption, Service, opened, say_if_none, told_failures
from monitor.cli.errors import ExitCode, Failure, leave

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
        say_if_none(service.loaded)
        with told_failures():
            daemon = Daemon(service.loaded, service.store)
        with daemon.answering_signals(), nullcontext() if once else _web(service):
            failed = daemon.run_once() if once else daemon.run()
    if failed is not None:
        if threading.active_count() <= 1:
            raise Failure(f"stopped: {failed}")
        leave(ExitCode.ERROR, f"stopped: {failed}")
    if threading.active_count() > 1:
        leave(ExitCode.FINE)


@contextmanager
def _web(service: Service) -> Iterator[None]:
    """The view in a browser beside the daemon, where the configuration asks for it."""
    if not service.loaded.config.web.enabled:
        yield
        return
    from monitor.web.serving import NeedsToken, serving

    try:
        with serving(service.loaded, service.store) as address:
            logging.getLogger(__name__).info("%s", log.canonical("web", {"address": address}))
            yield
    except NeedsToken as error:
        raise Failure(str(error)) from error
    except OSError as error:
        raise Failure(f"web: cannot listen: {error.strerror or error}; choose another port under [web]") from error
