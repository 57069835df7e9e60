"""The pages of one document in, one body that holds them in order out; and such a body in, its pages out.

--clausewatch-4f2a…                       a document that stands on several pages is captured page by page and
Content-Location: https://…/privacy       kept as one body, so that its snapshots, versions and redlines are
Content-Type: text/html; charset=utf-8    those of any document. The form is MIME's (RFC 2046 multipart/mixed).
Content-Length: 5120                      Nothing but address, type and bytes goes in: the same pages give the
                                          same bytes, and the boundary is their digest.
<bytes as received>
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from redline.errors import Unreadable

MEDIA_TYPE = "multipart/mixed"
_MARK = b"--clausewatch-"
_END = b"\r\n"
_HEAD = re.compile(
    rb"(?P<mark>--[^\r\n]+)\r\nContent-Location: (?P<url>[^\r\n]*)\r\n(?:Content-Type: (?P<kind>[^\r\n]*)\r\n)?"
    rb"Content-Length: (?P<size>\d{1,10})\r\n\r\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page: where it was found, its Content-Type (None where there was none), its bytes as received."""

    url: str
    content_type: str | None
    body: bytes


def join(parts: Sequence[Part]) -> tuple[str, bytes]:
    """The Content-Type and the body of a document made of `parts`."""
    written = [_head(part) + part.body for part in parts]
    mark = _MARK + hashlib.sha256(b"".join(written)).hexdigest()[:32].encode()
    body = b"".join(mark + _END + one + _END for one in written) + mark + b"--" + _END
    return f'{MEDIA_TYPE}; boundary="{mark[2:].decode()}"', body


def _head(part: Part) -> bytes:
    lines = [f"Content-Location: {part.url}"]
    lines += [f"Content-Type: {part.content_type}"] if part.content_type else []
    lines += [f"Content-Length: {len(part.body)}", "", ""]
    return "\r\n".join(lines).encode()


def is_one(body: bytes, content_type: str | None) -> bool:
    """Whether a body is one that `join` made."""
    return (content_type or "").lower().startswith(MEDIA_TYPE) and body.startswith(_MARK)


def split(body: bytes) -> tuple[Part, ...]:
    """The parts of a body that `join` made. Raises `Unreadable` where it is damaged."""
    mark = body.partition(_END)[0]
    parts, at = [], 0
    while not body.startswith(mark + b"--", at):
        head = _HEAD.match(body, at)
        if head is None or head["mark"] != mark:
            raise Unreadable(f"a body of several pages is damaged at byte {at}")
        at = head.end() + int(head["size"]) + len(_END)
        kind = _text(head["kind"]) if head["kind"] is not None else None
        parts.append(Part(url=_text(head["url"]), content_type=kind, body=body[head.end() : at - len(_END)]))
    return tuple(parts)


def _text(written: bytes) -> str:
    try:
        return written.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(f"a body of several pages is damaged: {written[:40]!r} is no UTF-8") from error
