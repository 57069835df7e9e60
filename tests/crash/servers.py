"""The world around the daemon: the vendors' site, an archive that holds nothing, a mail server and a webhook that
refuse, stall and ask for patience."""

import asyncio
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

from tests.crash.script import Act, html, odd_text, text

HOST = "127.0.0.1"


class World:
    """What is served, and what was accepted: identities of messages, with how often each came."""

    def __init__(self, acts: Sequence[Act], seed: int) -> None:
        self.acts = acts
        self.chance = random.Random(seed)
        self.lock = threading.Lock()
        self.mails: Counter[str] = Counter()
        self.hooks: Counter[str] = Counter()
        self.answers = 0

    def page(self, number: int) -> tuple[int, bytes]:
        """The answer to one request for a policy's page; a blink is served whole once, then it is over."""
        with self.lock:
            self.answers += 1
            act = self.acts[number]
            if act.step == "fail":
                return 503, b"not now"
            if act.step == "blink":
                act.step = "blinked"
                return 200, html(odd_text(number, act.blinks), self.answers)
            return 200, html(text(number, act.showing), self.answers)


def _handler(world: World) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path.startswith("/cdx/"):
                self._send(200, b"", "text/plain")
                return
            status, body = world.page(int(self.path.rsplit("/", 1)[1]))
            self._send(status, body, "text/html")

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            fate = world.chance.random()
            if fate < 0.1:
                self._send(429, b"", "text/plain", {"Retry-After": "1"})
            elif fate < 0.2:
                self._send(500, b"", "text/plain")
            else:
                if fate < 0.23:
                    time.sleep(1)
                with world.lock:
                    world.hooks[self.headers["webhook-id"]] += 1
                self._send(200, b"", "text/plain")

        def _send(self, status: int, body: bytes, media_type: str, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in {
                "Content-Type": media_type,
                "Content-Length": str(len(body)),
                **(headers or {}),
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A daemon that was killed leaves its connections open: that is the test."""


class _Mail:
    """The mail server's handler."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if self._world.chance.random() < 0.1:
            return "451 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self._world.chance.random() < 0.05:
            await asyncio.sleep(1)
        with self._world.lock:
            self._world.mails[message_from_bytes(envelope.content)["Message-ID"]] += 1
        return "250 OK"


@contextmanager
def serving(world: World) -> Iterator[tuple[str, int]]:
    """Everything served on free loopback ports while the block runs; gives the address and the mail server's port."""
    site = _Server((HOST, 0), _handler(world))
    threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    with _Server((HOST, 0), BaseHTTPRequestHandler) as probe:
        port = int(probe.server_address[1])
    mail = Controller(_Mail(world), hostname=HOST, port=port)
    mail.start()
    try:
        yield f"http://{HOST}:{site.server_address[1]}", port
    finally:
        mail.stop()
        site.shutdown()
        site.server_close()
