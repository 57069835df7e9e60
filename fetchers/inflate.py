"""A body as sent in, its bytes unpacked out, with a cap that a decompression bomb meets early.

Gzip that nobody declared (seen from archives and from misconfigured servers) is told by its first bytes. A server that
declares gzip and sends plain bytes is taken at its bytes. A gzip file may have several members, one after the other:
zlib hands back what it was given beyond the end of one, so it is fed little at first, and the work stays in proportion.
"""

import zlib
from collections.abc import Callable

from fetchers.errors import FetchError, TooLarge

GZIP = b"\x1f\x8b\x08"
ACCEPTED = "gzip, deflate"
_GZIP_OR_ZLIB, _RAW = 47, -15  # zlib's window bits: header told by itself; no header
_MOST_CODINGS = 5
_MOST_MEMBERS = 10_000  # programs that write a member a block, such as bgzip, make one of 64 KB
_FIRST_PIECE, _LARGEST_PIECE = 512, 1 << 16


def inflate(
    body: bytes, content_encoding: str, *, cap_bytes: int, is_over: Callable[[], bool] = lambda: False
) -> bytes:
    """`body` unpacked as its Content-Encoding header says, and as its first bytes do.

    `is_over` says that nobody waits for it any more. Raises `TooLarge` over `cap_bytes` or for thousands of members,
    `FetchError` for an encoding we did not ask for, a stream that is broken or work that is over.
    """
    codings = [coding.strip().lower() for coding in content_encoding.split(",")]
    codings = [coding for coding in codings if coding and coding != "identity"]
    if len(codings) > _MOST_CODINGS:
        raise FetchError(f"the server packed the page {len(codings)} times over")
    unpack = _Unpacking(cap_bytes, is_over)
    for coding in reversed(codings):
        if coding not in ("gzip", "x-gzip", "deflate"):
            raise FetchError(f"the server packed the page as {coding!r}, which we did not ask for")
        body = unpack.deflated(body) if coding == "deflate" else unpack.gzipped(body)
    return unpack.gzipped(body)


class _Unpacking:
    """Unpacks one body, layer by layer."""

    def __init__(self, cap_bytes: int, is_over: Callable[[], bool]) -> None:
        self._cap_bytes = cap_bytes
        self._is_over = is_over

    def gzipped(self, body: bytes) -> bytes:
        """All members of a gzip file; `body` itself where it is none."""
        if not body.startswith(GZIP):
            return body
        left, unpacked, members = memoryview(body), bytearray(), 0
        while left[: len(GZIP)] == GZIP:
            members += 1
            if members > _MOST_MEMBERS:
                raise TooLarge(f"the page is packed in more than {_MOST_MEMBERS:,} pieces")
            try:
                left = left[self._stream(left, _GZIP_OR_ZLIB, unpacked) :]
            except zlib.error as error:
                raise FetchError(f"the page's gzip stream is broken: {error}") from error
        return bytes(unpacked)

    def deflated(self, body: bytes) -> bytes:
        """A deflate stream, with zlib's header or, as some servers understand it, without."""
        try:
            return self._whole(body, _GZIP_OR_ZLIB)
        except zlib.error:
            pass
        try:
            return self._whole(body, _RAW)
        except zlib.error as error:
            raise FetchError(f"the page's deflate stream is broken: {error}") from error

    def _whole(self, body: bytes, window: int) -> bytes:
        unpacked = bytearray()
        self._stream(memoryview(body), window, unpacked)
        return bytes(unpacked)

    def _stream(self, packed: memoryview, window: int, unpacked: bytearray) -> int:
        """Append to `unpacked` what the stream at the beginning of `packed` holds; how many bytes of it that is."""
        stream, at, size = zlib.decompressobj(window), 0, _FIRST_PIECE
        while not stream.eof:
            if self._is_over():
                raise FetchError("unpacking the page takes too long")
            if at >= len(packed):
                raise FetchError("the page's packed stream ends too early")
            piece = packed[at : at + size]
            unpacked += stream.decompress(piece, self._cap_bytes - len(unpacked) + 1)
            if len(unpacked) > self._cap_bytes:
                raise TooLarge(f"the page unpacks to more than {self._cap_bytes:,} bytes")
            at, size = at + len(piece) - len(stream.unused_data), min(2 * size, _LARGEST_PIECE)
        return at
