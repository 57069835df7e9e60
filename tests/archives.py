"""Archives on loopback for tests: real archive software where the stand-in is at hand, and one of our own that obeys.

`stand_in` runs pywb behind the Wayback Machine's paths over given WARC files; the test skips with a clear word where it
cannot be started. `Invented` holds captures a test makes up, keeps every request with its time, misbehaves as told, and
saves pages now.
"""

import base64
import hashlib
import json
import re
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from fetchers.wayback import address_key


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """A running stand-in of the Wayback Machine."""

    url: str

    def faults(self, *faults: dict[str, Any]) -> None:
        """Let the next requests misbehave, and begin the log anew."""
        self._post("/_lab/faults", list(faults))

    def block(self, *sites: str) -> None:
        """Exclude sites, by a part of their addresses."""
        self._post("/_lab/blocked", list(sites))

    def log(self) -> list[tuple[float, str]]:
        """Every request since the last `faults`: when, and what."""
        with urllib.request.urlopen(f"{self.url}/_lab/log", timeout=10) as answer:
            return [(at, target) for at, target, _ in json.load(answer)]

    def _post(self, path: str, content: Any) -> None:
        asked = urllib.request.Request(self.url + path, json.dumps(content).encode(), method="POST")
        urllib.request.urlopen(asked, timeout=10).close()


@contextmanager
def stand_in(shared: Path, folder: Path, *warcs: Path) -> Iterator[StandIn]:
    """The stand-in over `warcs`, on a free port. Skips the test where it does not come up."""
    serve = shared / "wayback" / "serve"
    if not serve.is_file():
        pytest.skip("no stand-in for the Wayback Machine beside the checkout")
    said = folder / "stand-in.out"
    with said.open("w") as out:  # a file: it says more than a pipe holds, and nobody reads it
        process = subprocess.Popen([str(serve), "--port", "0", *map(str, warcs)], stdout=out, stderr=subprocess.DEVNULL)
    try:
        yield StandIn(url=f"http://127.0.0.1:{_port(said, process)}")
    finally:
        process.terminate()
        process.wait(10)


def _port(said: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + 100
    while time.monotonic() < end and process.poll() is None:
        ready = re.search(r"^ready (\d+)$", said.read_text(), re.MULTILINE)
        if ready:
            return ready.group(1)
        time.sleep(0.05)
    pytest.skip("the stand-in for the Wayback Machine did not start (its first start needs a package index)")


@dataclass(frozen=True, kw_only=True)
class Held:
    """One capture of an invented archive. `location` is where an archived redirect led."""

    url: str
    stamp: str
    body: bytes = b""
    status: int = 200
    location: str | None = None
    kind: str = "text/html"

    @property
    def digest(self) -> str:
        """As archives write it: SHA-1 in base 32."""
        return base64.b32encode(hashlib.sha1(self.body).digest()).decode()


@dataclass(frozen=True, kw_only=True)
class Fault:
    """How the next `times` requests whose target starts with `path` are answered."""

    path: str
    status: int
    times: int = 1
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b"not now"


@dataclass(kw_only=True)
class Invented:
    """A running archive of made-up captures."""

    url: str
    held: list[Held] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    shown_today: bytes = b""
    saved_at: str = "20260302090500"
    log: list[tuple[float, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def listings(self) -> list[str]:
        """The questions put to the index."""
        return [target for _, target in self.log if target.startswith("/cdx/")]

    @property
    def playbacks(self) -> list[str]:
        """The captures asked for."""
        return [target for _, target in self.log if target.startswith("/web/")]

    def answer(self, target: str) -> tuple[int, list[tuple[str, str]], bytes]:
        """Status, headers and body for one request."""
        if fault := self._fault(target):
            return fault
        parts = urlsplit(target)
        if target.startswith("/save/status/"):
            saved = {"status": "success", "timestamp": self.held[-1].stamp, "original_url": self.held[-1].url}
            return 200, [("Content-Type", "application/json")], json.dumps(saved).encode()
        return self._index(parse_qs(parts.query)) if parts.path == "/cdx/search/cdx" else self._capture(target)

    def _fault(self, target: str) -> tuple[int, list[tuple[str, str]], bytes] | None:
        """Log a request; how it is to be misanswered, if it is."""
        with self.lock:
            self.log.append((time.monotonic(), target))
            for at, fault in enumerate(self.faults):
                if target.startswith(fault.path):
                    self._use_up(at, fault)
                    return fault.status, list(fault.headers), fault.body
        return None

    def save(self, form: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        """Capture a page as it is shown today."""
        if fault := self._fault("/save"):
            return fault
        url = parse_qs(form.decode())["url"][0]
        self.held.append(Held(url=url, stamp=self.saved_at, body=self.shown_today))
        return 200, [("Content-Type", "application/json")], b'{"job_id": "job"}'

    def _use_up(self, at: int, fault: Fault) -> None:
        left = Fault(
            path=fault.path, status=fault.status, times=fault.times - 1, headers=fault.headers, body=fault.body
        )
        self.faults[at : at + 1] = [left] if left.times > 0 else []

    def _index(self, asked: dict[str, list[str]]) -> tuple[int, list[tuple[str, str]], bytes]:
        key, first = address_key(asked["url"][0]), asked.get("from", [""])[0]
        last = asked.get("to", ["9"])[0]
        rows = [
            f"{key} {held.stamp} {held.url} {held.kind} {held.status} {held.digest} {len(held.body)}"
            for held in sorted(self.held, key=lambda held: held.stamp)
            if address_key(held.url) == key and first <= held.stamp and held.stamp[: len(last)] <= last
        ]
        return 200, [("Content-Type", "text/plain")], "".join(row + "\n" for row in rows).encode()

    def _capture(self, target: str) -> tuple[int, list[tuple[str, str]], bytes]:
        asked = re.fullmatch(r"/web/(\d{14})id_/(.+)", target)
        found = [held for held in self.held if asked and (held.stamp, held.url) == asked.groups()]
        if not found:
            return 404, [], b"not archived"
        held = found[0]
        at = datetime.strptime(held.stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        headers = [("Content-Type", held.kind), ("Memento-Datetime", at.strftime("%a, %d %b %Y %H:%M:%S GMT"))]
        if held.location:
            headers.append(("Location", f"/web/{held.stamp}id_/{held.location}"))
        return held.status, headers, held.body


@contextmanager
def invented(held: Sequence[Held] = ()) -> Iterator[Invented]:
    """An archive of made-up captures on a free port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, headers, body = archive.answer(self.path)
            self.wfile.write(_bytes(status, headers, body))

        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"]))
            keyed = self.headers["Authorization"] == "LOW who:whisper"
            self.wfile.write(_bytes(*archive.save(form) if keyed else (401, [], b"{}")))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its base names it so
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    archive = Invented(url=f"http://127.0.0.1:{server.server_port}", held=list(held))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield archive
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _bytes(status: int, headers: Sequence[tuple[str, str]], body: bytes) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
