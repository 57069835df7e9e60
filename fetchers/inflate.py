"""A body as sent in, its bytes unpacked out, with a cap that a decompression bomb meets early.

Gzip that nobody declared (seen from archives and from misconfigured servers) is told by its first bytes. A server that
declares gzip and sends plain bytes is taken at its bytes.
"""

import zlib

from fetchers.errors import FetchError, TooLarge

GZIP = b"\x1f\x8b\x08"
ACCEPTED = "gzip, deflate"
_GZIP_OR_ZLIB, _RAW = 47, -15  # zlib's window bits: header told by itself; no header


def inflate(body: bytes, content_encoding: str, *, cap_bytes: int) -> bytes:
    """`body` unpacked as its Content-Encoding header says, and as its first bytes do.

    Raises `TooLarge` over `cap_bytes`, `FetchError` for an encoding we did not ask for or a stream that is broken.
    """
    codings = [coding.strip().lower() for coding in content_encoding.split(",")]
    for coding in reversed([coding for coding in codings if coding and coding != "identity"]):
        if coding not in ("gzip", "x-gzip", "deflate"):
            raise FetchError(f"the server packed the page as {coding!r}, which we did not ask for")
        body = _unpacked(body, coding, cap_bytes)
    return _gunzip(body, cap_bytes) if body.startswith(GZIP) else body


def _unpacked(body: bytes, coding: str, cap_bytes: int) -> bytes:
    if coding.endswith("gzip"):
        return _gunzip(body, cap_bytes) if body.startswith(GZIP) else body
    try:
        return _run(body, _GZIP_OR_ZLIB, cap_bytes)
    except zlib.error:
        return _finish(body, _RAW, cap_bytes)  # "deflate" without zlib's header, as some servers understand it


def _gunzip(body: bytes, cap_bytes: int) -> bytes:
    """All members of a gzip file."""
    unpacked = b""
    while body.startswith(GZIP):
        part, body = _member(body, cap_bytes - len(unpacked))
        unpacked += part
    return unpacked


def _member(body: bytes, cap_bytes: int) -> tuple[bytes, bytes]:
    stream = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        unpacked = stream.decompress(body, cap_bytes + 1)
    except zlib.error as error:
        raise FetchError(f"the page's gzip stream is broken: {error}") from error
    _whole(stream, unpacked, cap_bytes)
    return unpacked, stream.unused_data


def _finish(body: bytes, window: int, cap_bytes: int) -> bytes:
    try:
        return _run(body, window, cap_bytes)
    except zlib.error as error:
        raise FetchError(f"the page's deflate stream is broken: {error}") from error


def _run(body: bytes, window: int, cap_bytes: int) -> bytes:
    stream = zlib.decompressobj(window)
    unpacked = stream.decompress(body, cap_bytes + 1)
    _whole(stream, unpacked, cap_bytes)
    return unpacked


def _whole(stream: "zlib._Decompress", unpacked: bytes, cap_bytes: int) -> None:
    if len(unpacked) > cap_bytes:
        raise TooLarge(f"the page unpacks to more than {cap_bytes:,} bytes")
    if not stream.eof:
        raise FetchError("the page's packed stream ends too early")
