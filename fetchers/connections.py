"""urllib3 connections that pass the address gate: the name is looked up once, checked, and that address connected to.

Host header, SNI and certificate are still those of the name. A `Watch` ends a request at its deadline whatever the
server does (a byte every few seconds keeps every read timeout content), by shutting its sockets down from outside.
"""

import contextlib
import os
import socket
import threading
from types import TracebackType
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from fetchers import addresses

_current = threading.local()


class Watch:
    """Sockets of the present thread's request, shut down together when `seconds` are over."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._held: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(max(seconds, 0), self._end)
        self._timer.daemon = True

    def hold(self, fileno: int) -> None:
        """Watch a socket: by a handle of our own, because TLS takes the other one over."""
        held = socket.socket(fileno=os.dup(fileno))
        with self._lock:
            self._held.append(held)
        if self.over:
            self._end()

    def _end(self) -> None:
        self.over = True
        with self._lock:
            for held in self._held:
                with contextlib.suppress(OSError):  # closed by the other side already
                    held.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> "Watch":
        _current.watch = self
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _current.watch = None
        self._timer.cancel()
        with self._lock:
            for held in self._held:
                held.close()
            self._held.clear()


def is_over() -> bool:
    """Whether the deadline of the present thread's request is over."""
    watch: Watch | None = getattr(_current, "watch", None)
    return watch is not None and watch.over


def _watched(sock: socket.socket | None) -> None:
    watch: Watch | None = getattr(_current, "watch", None)
    if watch is not None and sock is not None:
        watch.hold(sock.fileno())


class _Gated(HTTPConnection):
    """Connects only to addresses that were checked."""

    allow_private = False

    def _new_conn(self) -> socket.socket:
        error: OSError | None = None
        for address in addresses.resolve(self.host, self.port, allow_private=self.allow_private):
            try:
                return self._opened(address)
            except OSError as failed:
                error = failed
        if isinstance(error, TimeoutError):
            raise ConnectTimeoutError(self, f"no connection to {self.host} within {self.timeout} s") from error
        raise NewConnectionError(self, f"no connection to {self.host}: {error}") from error

    def _opened(self, address: str) -> socket.socket:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            _watched(sock)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(self.timeout)
            sock.connect((address, self.port))
        except BaseException:
            sock.close()
            raise
        return sock

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send a request; a connection that was kept open is watched as well."""
        _watched(self.sock)
        super().request(*args, **kwargs)


class _GatedTls(_Gated, HTTPSConnection):
    """The same with TLS, verified by name."""


def adapter(*, allow_private: bool, size: int) -> HTTPAdapter:
    """A requests adapter whose every connection passes the gate; keeps up to `size` of them per host."""
    plain = type("Plain", (_Gated,), {"allow_private": allow_private})
    secure = type("Secure", (_GatedTls,), {"allow_private": allow_private})
    made = HTTPAdapter(pool_connections=32, pool_maxsize=size, max_retries=0)
    made.poolmanager.pool_classes_by_scheme = {
        "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }
    return made
