"""A browser's connections in, the same connections through the address gate out: a proxy of our own on loopback.

Checking a page's requests from inside the browser is not enough: the browser looks names up again, and web sockets,
workers and redirects find ways around. A browser whose only way out is this proxy connects to nothing but the addresses
checked here, one look-up each. TLS stays between the browser and the site.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from fetchers.addresses import place_of
from fetchers.errors import FetchError, ForbiddenAddress

HEAD_BYTES = 65_536
HEAD_SECONDS = 30.0
CONNECT_SECONDS = 15.0
CHUNK_BYTES = 65_536
REMEMBERED = 20


class Reach(Protocol):
    """The guarded client's way from a name to the address to connect to."""

    def reach(self, host: str, port: int, *, allow_private: bool | None = None) -> str:
        """The checked address. Raises `FetchError`."""
        ...


@dataclass(frozen=True, slots=True)
class _Asked:
    host: str
    port: int
    head: bytes  # what to send on, b"" for a tunnel


class Gate:
    """One proxy. `refused` holds the last refusals, so that a failed page can say why."""

    def __init__(self, client: Reach, *, allow_private: bool | None) -> None:
        self._client = client
        self._allow_private = allow_private
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.refused: list[ForbiddenAddress] = []

    async def start(self) -> str:
        """Begin to listen on loopback; the address to give to the browser."""
        self._server = await asyncio.start_server(self._accepted, "127.0.0.1", 0, limit=HEAD_BYTES)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Stop listening and end what is under way."""
        if self._server is not None:
            self._server.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._served(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _served(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(HEAD_SECONDS):
                asked = _asked(await reader.readuntil(b"\r\n\r\n"))
            with contextlib.closing(await self._connected(asked)) as there:
                await self._passed_on(asked, reader, writer, there)
        except FetchError as error:
            await _refuse(writer, 403 if isinstance(error, ForbiddenAddress) else 502)
        except (OSError, TimeoutError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            await _refuse(writer, 502)
        finally:
            writer.close()

    async def _connected(self, asked: _Asked) -> "_Connection":
        try:
            address = await asyncio.to_thread(
                self._client.reach, asked.host, asked.port, allow_private=self._allow_private
            )
        except ForbiddenAddress as error:
            self.refused = [*self.refused[-REMEMBERED:], error]
            raise
        async with asyncio.timeout(CONNECT_SECONDS):
            return _Connection(*await asyncio.open_connection(address, asked.port))

    async def _passed_on(
        self, asked: _Asked, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, there: "_Connection"
    ) -> None:
        if asked.head:
            there.writer.write(asked.head)
        else:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        directions = {
            asyncio.create_task(_pump(reader, there.writer)),
            asyncio.create_task(_pump(there.reader, writer)),
        }
        try:
            await asyncio.wait(directions, return_when=asyncio.FIRST_COMPLETED)
            # The answer may still be coming after the browser said all it had to say, and the other way round.
            await asyncio.wait(directions, timeout=CONNECT_SECONDS)
        finally:
            for task in directions:
                task.cancel()
            await asyncio.gather(*directions, return_exceptions=True)


@dataclass(frozen=True, slots=True)
class _Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def close(self) -> None:
        self.writer.close()


def _asked(head: bytes) -> _Asked:
    """What a browser asks of its proxy: a tunnel, or a plain request that we send on as to the site itself."""
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, version = first.split(" ", 2)
    if method == "CONNECT":
        host, _, port = target.rpartition(":")
        return _Asked(host.strip("[]"), int(port), b"")
    place = place_of(target)
    path = "/" + target.split("://", 1)[1].partition("/")[2]
    return _Asked(place.host, place.port, _forwarded(f"{method} {path} {version}", lines))


def _forwarded(first: str, lines: Sequence[str]) -> bytes:
    """A request's head for the site. It closes the connection: the next request may be for another host."""
    kept = [line for line in lines if line and not line.lower().startswith(("connection:", "proxy-"))]
    return "\r\n".join([first, *kept, "Connection: close", "", ""]).encode("latin-1")


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while chunk := await reader.read(CHUNK_BYTES):
            writer.write(chunk)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()


async def _refuse(writer: asyncio.StreamWriter, status: int) -> None:
    with contextlib.suppress(OSError):
        words = "Forbidden" if status == 403 else "Bad Gateway"
        writer.write(f"HTTP/1.1 {status} {words}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
