"""What the tests of fetchers share: a client that may speak to loopback, and certificates."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from fetchers.client import Client, ClientSettings


@pytest.fixture
def client() -> Iterator[Client]:
    """The guarded client with private addresses allowed and little patience."""
    made = Client(ClientSettings(allow_private_addresses=True, read_timeout_s=1.0, deadline_s=5.0, user_agent="tests"))
    yield made
    made.close()


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A self-signed certificate for `policy.test`."""

    file: Path
    server: ssl.SSLContext


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate made by openssl; skips where there is none."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    key, file = folder / "key.pem", folder / "cert.pem"
    subject = ["-subj", "/CN=policy.test", "-addext", "subjectAltName=DNS:policy.test"]
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    command = [openssl, *made, "-keyout", str(key), "-out", str(file), *subject]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    return Certificate(file=file, server=context)
