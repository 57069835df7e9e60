"""Evidence is stamped by a real authority on loopback, and a stamp of something else is told."""

import hashlib
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which

import pytest

from fetchers.client import Client, ClientSettings
from monitor import evidence
from monitor.timestamping import StampRefused, check, stamper
from monitor.verification import verify

pytest.importorskip("rfc3161_client", reason="time-stamps are an extra: clausewatch[timestamp]")
OPENSSL = which("openssl")
CONFIG = """\
[tsa]
default_tsa = ours
[ours]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
[timestamping]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
"""
MANIFEST = b"0" * 64 + b"  page.html\n"


@dataclass(frozen=True)
class Authority:
    """A time-stamp authority: its address and the certificate to trust."""

    url: str
    root: Path


def _openssl(*arguments: str | Path) -> None:
    assert OPENSSL is not None
    subprocess.run([OPENSSL, *map(str, arguments)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    """OpenSSL's own authority behind a small server."""
    if OPENSSL is None:
        pytest.skip("no openssl here to play the authority")
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    subject = ("-nodes", "-newkey", "rsa:2048", "-days", "2")
    root = ("-keyout", folder / "root.key", "-out", folder / "root.pem", "-subj", "/CN=Root")
    _openssl("req", "-x509", *subject, *root, "-addext", "keyUsage=critical,keyCertSign")
    _openssl("req", *subject[:3], "-keyout", folder / "tsa.key", "-out", folder / "tsa.csr", "-subj", "/CN=Stamps")
    signing = ("-CA", folder / "root.pem", "-CAkey", folder / "root.key", "-CAcreateserial", "-days", "2")
    extensions = ("-extfile", folder / "tsa.cnf", "-extensions", "timestamping")
    _openssl("x509", "-req", "-in", folder / "tsa.csr", *signing, *extensions, "-out", folder / "tsa.pem")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            reply = ("-queryfile", folder / "query", "-out", folder / "reply", "-config", folder / "tsa.cnf")
            if self.path == "/":
                _openssl("ts", "-reply", *reply)
            body = (folder / "reply").read_bytes() if self.path in ("/", "/again") else b"not today"
            self.send_response(200 if self.path in ("/", "/again", "/garbage") else 503)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Authority(url=f"http://127.0.0.1:{server.server_port}", root=folder / "root.pem")
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def client() -> Iterator[Client]:
    """The guarded client."""
    asking = Client(ClientSettings())
    yield asking
    asking.close()


def test_a_manifest_is_stamped_and_the_stamp_checked(authority: Authority, client: Client) -> None:
    """With the authority's root its signature holds; without it the time is known, not proven."""
    stamp = stamper(client, f"{authority.url}/", allow_private=True)(MANIFEST)

    assert check(stamp, MANIFEST, authority.root).trusted
    assert not check(stamp, MANIFEST).trusted
    assert check(stamp, MANIFEST).at.tzinfo is not None


def test_a_stamp_of_another_manifest_is_told(authority: Authority, client: Client) -> None:
    """It proves nothing about this one."""
    stamp = stamper(client, f"{authority.url}/", allow_private=True)(MANIFEST)

    with pytest.raises(StampRefused, match="over another manifest"):
        check(stamp, MANIFEST + b"x")


def test_a_stamp_by_somebody_else_is_told(authority: Authority, client: Client, tmp_path: Path) -> None:
    """Anybody can stamp; only the authority trusted counts."""
    other = tmp_path / "other.pem"
    _openssl(
        "req", "-x509", "-nodes", "-newkey", "rsa:2048", "-subj", "/CN=X", "-keyout", tmp_path / "k", "-out", other
    )
    stamp = stamper(client, f"{authority.url}/", allow_private=True)(MANIFEST)

    with pytest.raises(StampRefused, match=r"not by an authority of other\.pem"):
        check(stamp, MANIFEST, other)


@pytest.mark.parametrize(
    ("path", "words"), [("/busy", "answered 503"), ("/garbage", "no time-stamp"), ("/again", "another")]
)
def test_an_authority_that_fails_is_told(authority: Authority, client: Client, path: str, words: str) -> None:
    """An error, noise, an old answer again: no stamp, and the way out."""
    stamper(client, f"{authority.url}/", allow_private=True)(MANIFEST)

    with pytest.raises(StampRefused, match=words):
        stamper(client, f"{authority.url}{path}", allow_private=True)(MANIFEST + b"new")


def test_a_private_authority_must_be_allowed(authority: Authority, client: Client) -> None:
    """The gate of every request holds for this one."""
    with pytest.raises(StampRefused, match="no public address"):
        stamper(client, f"{authority.url}/")(MANIFEST)


def test_a_stamped_zip_says_when(authority: Authority, client: Client) -> None:
    """The stamp lies beside the manifest; a foreign one is a problem."""
    page = b"<p>We keep nothing.</p>"
    facts = b'{"before": {"body_sha256": "%s"}, "after": {"body_sha256": "%s"}}' % (_sha(page), _sha(page))
    files = {"before/page.html": page, "after/page.html": page, "evidence.json": facts, "captures.warc.gz": b""}
    files[evidence.MANIFEST] = evidence.manifest(files)
    stamp = stamper(client, f"{authority.url}/", allow_private=True)
    good = evidence.zipped({**files, evidence.TIMESTAMP: stamp(files[evidence.MANIFEST])})
    bad = evidence.zipped({**files, evidence.TIMESTAMP: stamp(b"something else")})

    found = verify(good, authority.root)
    assert found.problems == ()
    assert found.stamped is not None
    assert found.stamped.trusted
    assert verify(bad).problems == (f"{evidence.TIMESTAMP}: the time-stamp is over another manifest",)


def _sha(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
