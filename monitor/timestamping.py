"""A manifest in, a time-stamp of an authority over it out (RFC 3161); and what such a stamp proves.

The stamp shows that the manifest, and so every file it lists, existed at that time, on the word of somebody else than
us. Its form is the authority's whole answer, as `openssl ts -verify -in MANIFEST.sha256.tsr` reads it.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from fetchers.client import Client
from fetchers.errors import FetchError
from monitor.bounded import LIST_BYTES, read_bytes

TIMEOUT_S = 30.0
_SHA512 = "2.16.840.1.101.3.4.2.3"


class StampRefused(Exception):  # noqa: N818 - it says what was found
    """No stamp could be had, or the stamp is none of this manifest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """When an authority saw a manifest; `trusted` where its signature was checked against authorities given."""

    at: datetime
    trusted: bool


def stamper(client: Client, url: str, *, allow_private: bool = False) -> Callable[[bytes], bytes]:
    """What gets a manifest stamped by the authority at `url`. It raises `StampRefused`."""
    library = _library()

    def stamp(manifest: bytes) -> bytes:
        builder = library.TimestampRequestBuilder(data=manifest, hash_algorithm=library.HashAlgorithm.SHA512)
        query = builder.build()
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        try:
            answer = client.post(
                url, body=query.as_bytes(), headers=headers, timeout_s=TIMEOUT_S, allow_private=allow_private
            )
        except FetchError as error:
            raise StampRefused(f"no time-stamp: {error}; try again, or --no-timestamp") from error
        if answer.status != 200:
            raise StampRefused(f"no time-stamp: {url} answered {answer.status}; try again, or --no-timestamp")
        found = _decoded(answer.body)
        _over(found, manifest)
        if found.tst_info.nonce != query.nonce:
            raise StampRefused(f"no time-stamp: {url} answered another question than ours")
        return answer.body

    return stamp


def check(stamp: bytes, manifest: bytes, roots: Path | None = None) -> Stamped:
    """What a stamp says of a manifest. With `roots`, a PEM file of authorities, its signature is checked too.

    Raises `StampRefused` where the stamp is over something else, or not by any of them.
    """
    found = _decoded(stamp)
    _over(found, manifest)
    if roots is not None:
        _signed(found, manifest, roots)
    at: datetime = found.tst_info.gen_time
    return Stamped(at=at, trusted=roots is not None)


def _library() -> Any:
    try:
        import rfc3161_client
    except ImportError as error:
        raise StampRefused("time-stamps need rfc3161-client: pip install 'clausewatch[timestamp]'") from error
    return rfc3161_client


def _decoded(stamp: bytes) -> Any:
    library = _library()
    try:
        found = library.decode_timestamp_response(stamp)
    except ValueError as error:
        raise StampRefused(f"is no time-stamp: {error}") from error
    if found.status not in (library.PKIStatus.GRANTED, library.PKIStatus.GRANTED_WITH_MODS):
        raise StampRefused(f"the authority refused: {'; '.join(found.status_string or ()) or found.status}")
    return found


def _over(found: Any, manifest: bytes) -> None:
    imprint = found.tst_info.message_imprint
    if imprint.hash_algorithm.dotted_string != _SHA512 or imprint.message != hashlib.sha512(manifest).digest():
        raise StampRefused("the time-stamp is over another manifest")


def _signed(found: Any, manifest: bytes, roots: Path) -> None:
    from cryptography import x509

    library = _library()
    try:
        trusted = x509.load_pem_x509_certificates(read_bytes(roots, LIST_BYTES))
    except (OSError, ValueError) as error:
        raise StampRefused(f"{roots}: holds no certificates ({error}); give the authority's in PEM") from error
    builder = library.VerifierBuilder()
    for certificate in trusted:
        builder = builder.add_root_certificate(certificate)
    try:
        builder.build().verify_message(found, manifest)
    except library.VerificationError as error:
        raise StampRefused(f"the time-stamp is not by an authority of {roots.name}: {error}") from error
