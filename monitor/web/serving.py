"""The configuration in, the web view listening out: alone (`clausewatch web`) or beside the daemon."""

import gc
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from monitor.config import Loaded
from monitor.loopback import is_loopback
from monitor.web.app import create_app
from monitor.web.security import Guard
from monitor.web.site import open_site
from storage.store import Store


class NeedsToken(Exception):  # noqa: N818 - it is what the operator is told
    """The view was to be opened to other machines without a token."""


def serve(loaded: Loaded, store: Store, *, host: str | None = None, port: int | None = None) -> None:
    """Serve until stopped by a signal. Raises `NeedsToken`, or OSError where the address cannot be had."""
    server, listening = _server(loaded, store, host, port)
    with listening:
        print(f"Serving on {address(listening)} - stop with Ctrl-C", flush=True)  # noqa: T201 - what the user asked for
        settle()
        server.run(sockets=[listening])


def settle() -> None:
    """Keep what is loaded by now out of garbage collections: a full one took 60 to 120 ms of some answer to look at
    modules and templates that are never garbage. For a process that does nothing but serve."""
    gc.collect()
    gc.freeze()


@contextmanager
def serving(loaded: Loaded, store: Store) -> Iterator[str]:
    """Serve in a thread while the block runs; gives the address. Raises as `serve`."""
    server, listening = _server(loaded, store, None, None)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="web", daemon=True)
    thread.start()
    try:
        yield address(listening)
    finally:
        server.should_exit = True
        thread.join(timeout=5)
        listening.close()


def address(listening: socket.socket) -> str:
    """Where a socket listens, as a browser takes it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _server(loaded: Loaded, store: Store, host: str | None, port: int | None) -> tuple[uvicorn.Server, socket.socket]:
    settings = loaded.config.web
    place = host or settings.host
    token = loaded.web_token()
    if token is None and not is_loopback(place):
        raise NeedsToken(
            f"web: {place} can be reached from other machines, so the view needs a token: "
            'set token = "env:CLAUSEWATCH_TOKEN" under [web], or listen on 127.0.0.1'
        )
    listening = _listen(place, settings.port if port is None else port)
    app = create_app(open_site(store, loaded, Guard(token, loopback_only=token is None)))
    config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False)
    return uvicorn.Server(config), listening


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening
