"""A body's bytes in, the Document of the policy in them out: HTML, PDF, Markdown or plain text.

The kind is told by the bytes where they are plain about it (a PDF's mark, an HTML tag), else by the Content-Type, else
by the address's ending. `EXTRACTOR` is raised by hand whenever one of the readers gives another text for the same body:
readings of different numbers are never compared.
"""

import re
from typing import Literal
from urllib.parse import urlsplit

from redline import plaintext
from redline.decoding import decode
from redline.errors import Unreadable
from redline.html import reader as html
from redline.markdown import reader as markdown
from redline.types import Document, Recipe

EXTRACTOR = 6
MAX_BODY_BYTES = 32_000_000
SNIFFED_BYTES = 2048

Kind = Literal["html", "pdf", "markdown", "text"]

_BINARY = (
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "gzip data that nobody unpacked"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r\x1b"})
_TAG = re.compile(
    r"<(?:!doctype|!--|html|head|body|div|p|h[1-6]|main|article|section|table|ul|ol|span|title|meta|br|a|font|center"
    r"|script|style|noscript|header|nav)\b",
    re.IGNORECASE,
)
_SUFFIXES: dict[str, Kind] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_MEDIA_TYPES: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/plain": "text",
    "application/pdf": "pdf",
}


def extract(body: bytes, *, content_type: str | None = None, recipe: Recipe, url: str | None = None) -> Document:
    """The policy in `body`, read as `recipe` says.

    `url` is where it came from, or a file's name; it helps to tell Markdown from plain text and resolves links. Raises
    `Unreadable` for what is no document of ours, `SelectorError` where the recipe's selectors find nothing.
    """
    if len(body) > MAX_BODY_BYTES:
        raise Unreadable(f"the body has {len(body)} bytes; {MAX_BODY_BYTES} are read at most")
    if kind_of(body, content_type, url) == "pdf":
        from redline import pdf

        return pdf.read(body)
    _refuse_binaries(body)
    text = decode(body, content_type)
    kind = kind_of(body, content_type, url, text)
    if kind == "markdown":
        return markdown.read(text)
    if kind == "text":
        return plaintext.read(text)
    return html.read(text, recipe, url)


def kind_of(body: bytes, content_type: str | None, url: str | None, text: str = "") -> Kind:
    """Which reader a body needs."""
    if body[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    suffix = _SUFFIXES.get(_suffix(url))
    media_type = (content_type or "").partition(";")[0].strip().lower()
    declared = _MEDIA_TYPES.get(media_type)
    if declared == "text" and suffix == "markdown":
        return "markdown"  # servers send .md as text/plain
    if declared and declared != "pdf":
        return declared
    if suffix and suffix != "pdf":
        return suffix
    return "html" if _TAG.search(text[:SNIFFED_BYTES]) else "text"


def _suffix(url: str | None) -> str:
    try:
        path = urlsplit(url).path if url else ""
    except ValueError:  # "http://[": says nothing of what it leads to
        path = ""
    name = path.rpartition("/")[2]
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""


def _refuse_binaries(body: bytes) -> None:
    for mark, what in _BINARY:
        if body.startswith(mark):
            raise Unreadable(f"the body is {what}, not a page, PDF or text")
    head = body[:SNIFFED_BYTES]
    # UTF-16 has a zero in every other place of Western text; without a mark in front that is how it is known.
    few, many = sorted((head[0::2].count(b"\0"), head[1::2].count(b"\0")))
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or (many > len(head) // 5 and few <= len(head) // 50)
    if not wide and len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 50:
        raise Unreadable("the body is binary data, not a page, PDF or text")
