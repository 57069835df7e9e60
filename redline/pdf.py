"""A PDF's bytes in, its Document out: lines joined to paragraphs, hyphenation and page furniture taken away."""

import re

import pypdfium2

from redline import plaintext
from redline.errors import Unreadable
from redline.types import Document

MAX_PAGES = 500


def read(body: bytes) -> Document:
    """The text of a PDF. Raises `Unreadable` for one that is damaged, encrypted or has no text (a scan)."""
    try:
        pdf = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"the PDF cannot be opened: {error}") from error
    pages = [page.get_textpage().get_text_range() for page in pdf][:MAX_PAGES]
    text = re.sub(r"\r\n?", "\n", "\n\n".join(pages))
    if not text.strip():
        raise Unreadable("the PDF holds no text; it may be a scan")
    document = plaintext.read(text)
    return Document(reader="pdf", title=document.title, language="", blocks=document.blocks)
