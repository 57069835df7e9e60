"""Loopback servers that do exactly what a test tells them, down to single bytes: stall, drip, lie, cut off."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request as it came over the wire."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


Script = Callable[[Asked, socket.socket], None]


@dataclass(kw_only=True)
class Server:
    """A running server and what it was asked."""

    port: int
    asked: list[Asked] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"


def answer(
    status: int = 200, body: bytes = b"", headers: tuple[tuple[str, str], ...] = (), *, length: int | None = None
) -> bytes:
    """An HTTP answer as bytes; `length` is what its Content-Length claims."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body) if length is None else length}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def fixed(*answers: bytes) -> Script:
    """One answer after the other, the last one for ever."""
    left = list(answers)

    def act(_: Asked, connection: socket.socket) -> None:
        connection.sendall(left.pop(0) if len(left) > 1 else left[0])

    return act


def paths(table: dict[str, bytes]) -> Script:
    """An answer by path."""

    def act(asked: Asked, connection: socket.socket) -> None:
        connection.sendall(table.get(asked.target.partition("?")[0], answer(404, b"nothing here")))

    return act


@contextmanager
def serving(script: Script, *, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server that plays `script` for each request, a connection a request."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(port=listener.getsockname()[1])
    stopping = threading.Event()

    def one(connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ssl.SSLError):
            speaking = tls.wrap_socket(connection, server_side=True) if tls else connection
            with speaking:
                asked = _read(speaking)
                if asked is not None:
                    server.asked.append(asked)
                    script(asked, speaking)

    def accept() -> None:
        while not stopping.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        stopping.set()
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def _read(connection: socket.socket) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    return Asked(method=method, target=target, headers=headers, body=body)


class FakeClock:
    """Time that passes only when somebody waits; keeps every wait."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waits: list[float] = []

    def monotonic(self) -> float:
        """The time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.waits.append(seconds)
        self.now += seconds
