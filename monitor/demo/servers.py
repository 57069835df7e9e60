"""The demo's servers on loopback: the vendors' site, an archive, a mail server, a chat webhook.

They speak what the real ones speak, so the product's own fetchers and notifiers meet them: HTTP with ETags, the
Wayback Machine's index and raw captures, SMTP, Slack's incoming webhooks. Each takes a free port.
"""

import datetime as dt
import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from monitor.demo.world import ArchivedPage, Vendor, archived, page

HOST = "127.0.0.1"


class Site:
    """The vendors' pages of today. Furniture changes with every answer, a text when `publish` is called."""

    def __init__(self, vendors: Sequence[Vendor]) -> None:
        self._vendors = {vendor.path: vendor for vendor in vendors}
        self._moved = {v.former_path: v.path for v in vendors if v.former_path}
        self._texts = {vendor.path: vendor.today for vendor in vendors}
        self._served = 0

    def publish(self, vendor: Vendor) -> None:
        """Give the vendor's page the text it changes to."""
        if vendor.changed is not None:
            self._texts[vendor.path] = vendor.changed

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one GET."""
        path = urlsplit(handler.path).path
        if path in self._moved:
            return _send(handler, 301, b"", {"Location": self._moved[path]})
        if path not in self._vendors:
            return _send(handler, 404, b"not here", {"Content-Type": "text/plain"})
        self._served += 1
        body = page(self._vendors[path], self._texts[path], f"today {self._served}")
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        return _send(handler, 200, body, {"Content-Type": "text/html", "ETag": etag})


class Archive:
    """The captures of all vendors behind the Wayback Machine's paths."""

    def __init__(self, vendors: Sequence[Vendor], site_url: str) -> None:
        self._site_url = site_url
        self._captures = {
            (_timestamp(capture), site_url + capture.path): capture
            for vendor in vendors
            for capture in archived(vendor)
        }

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one GET: the index, or a raw capture."""
        address = urlsplit(handler.path)
        if address.path == "/cdx/search/cdx":
            return self._list(handler, parse_qs(address.query))
        return self._replay(handler)

    def _list(self, handler: BaseHTTPRequestHandler, query: dict[str, list[str]]) -> None:
        wanted = query.get("url", [""])[0]
        start, end = query.get("from", [""])[0], query.get("to", ["9"])[0]
        rows = [
            f"{_urlkey(url)} {timestamp} {url} text/html {capture.status} {capture.digest} 1234"
            for (timestamp, url), capture in sorted(self._captures.items())
            if _urlkey(url) == _urlkey(wanted) and start <= timestamp[: len(start)] and timestamp[: len(end)] <= end
        ]
        body = "".join(row + "\n" for row in rows).encode()
        _send(handler, 200, body, {"Content-Type": "text/plain"})

    def _replay(self, handler: BaseHTTPRequestHandler) -> None:
        stamp, _, url = handler.path.removeprefix("/web/").partition("/")
        timestamp = stamp.removesuffix("id_")
        capture = self._captures.get((timestamp, url))
        if capture is None:
            return _send(handler, 404, b"not archived", {"Content-Type": "text/plain"})
        headers = {
            "Content-Type": "text/html",
            "Memento-Datetime": capture.captured_at.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        }
        if capture.location:
            headers["Location"] = f"/web/{timestamp}id_/{self._site_url}{capture.location}"
        return _send(handler, capture.status, capture.body, headers)


class ChatRoom:
    """An incoming webhook: keeps what is posted and answers as Slack does."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Take one POST."""
        size = int(handler.headers.get("Content-Length", "0"))
        self.messages.append(json.loads(handler.rfile.read(size)))
        _send(handler, 200, b"ok", {"Content-Type": "text/plain"})


class Mailbox(MessageHandler):
    """A mail server's handler that keeps what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[EmailMessage] = []

    def prepare_message(self, session: Any, envelope: Any) -> EmailMessage:
        """Parse with the modern policy, so that parts decode by themselves."""
        del session
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message

    def handle_message(self, message: Any) -> None:
        """Keep one message."""
        self.messages.append(message)


@contextmanager
def serve(answerer: Site | Archive | ChatRoom) -> Iterator[str]:
    """Serve `answerer` on a free loopback port while the block runs; gives its base address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answerer.answer(self)

        def do_POST(self) -> None:
            answerer.answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its base names it so
            """Say nothing: the demo tells what happens in its own words."""

    server = ThreadingHTTPServer((HOST, 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def mail_server(mailbox: Mailbox) -> Iterator[int]:
    """Take mail for `mailbox` on a free loopback port while the block runs; gives the port."""
    controller = Controller(mailbox, hostname=HOST, port=_free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with ThreadingHTTPServer((HOST, 0), BaseHTTPRequestHandler) as probe:
        return int(probe.server_address[1])


def _timestamp(capture: ArchivedPage) -> str:
    return capture.captured_at.astimezone(dt.UTC).strftime("%Y%m%d%H%M%S")


def _urlkey(url: str) -> str:
    """The archive's key of an address: scheme, case and a slash at the end do not count."""
    parts = urlsplit(url)
    return f"{parts.netloc},{parts.path.rstrip('/')}".lower()


def _send(handler: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str]) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
