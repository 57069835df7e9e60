"""A small web site on loopback that a test can change, slow down and break."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class WebSite:
    """Pages by path. `statuses` and `delays` (seconds) say how a path misbehaves; `asked` counts requests."""

    pages: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    at_once: int = 0
    most_at_once: int = 0
    closing: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one GET or POST."""
        path = handler.path
        self.asked[path] = self.asked.get(path, 0) + 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            self.closing.wait(self.delays.get(path, 0))
        finally:
            self.at_once -= 1
        body = self.pages.get(path)
        status = self.statuses.get(path, 200 if body is not None else 404)
        etag = hashlib.sha256(body or b"").hexdigest()[:16]
        if status == 200 and handler.headers.get("If-None-Match") == f'"{etag}"':
            status, body = 304, b""
        self._send(handler, status, body or b"", etag, path)

    def _send(self, handler: BaseHTTPRequestHandler, status: int, body: bytes, etag: str, path: str) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", self.types.get(path, "text/html; charset=utf-8"))
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("ETag", f'"{etag}"')
        for name, value in self.headers.get(path, {}).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


@contextmanager
def serving() -> Iterator[WebSite]:
    """A site on a free port while the block runs."""
    site = WebSite()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.answer(self)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            site.answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its base names it so
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
