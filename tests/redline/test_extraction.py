"""Which reader a body gets, and what is no document at all."""

import pytest

from redline.errors import Unreadable
from redline.extraction import EXTRACTOR, MAX_BODY_BYTES, extract
from redline.types import Recipe

RECIPE = Recipe(extractor=EXTRACTOR)
HTML = b"<p>We keep your name.</p>"
TEXT = b"We keep your name.\n\nWe share nothing."
MARKDOWN = b"# Privacy\n\nWe keep your *name*."


@pytest.mark.parametrize(
    ("body", "content_type", "url", "reader"),
    [
        (HTML, "text/html; charset=utf-8", None, "html"),
        (HTML, None, None, "html"),
        (HTML, "application/octet-stream", "https://example.org/privacy.html", "html"),
        (TEXT, "text/plain", None, "text"),
        (TEXT, None, "https://example.org/privacy.txt", "text"),
        (TEXT, None, None, "text"),
        (MARKDOWN, "text/markdown", None, "markdown"),
        (MARKDOWN, "text/plain", "https://example.org/docs/privacy.md", "markdown"),
        (MARKDOWN, None, "privacy.md", "markdown"),
    ],
)
def test_bodies_are_told_apart(body: bytes, content_type: str | None, url: str | None, reader: str) -> None:
    """By the header first, then by the address, then by the bytes."""
    assert extract(body, content_type=content_type, recipe=RECIPE, url=url).reader == reader


@pytest.mark.parametrize(
    "body",
    [
        b"\x89PNG\r\n\x1a\n....",
        b"PK\x03\x04....",
        b"\x1f\x8b....",
        b"GIF89a....",
        b"\x01\x00\x00\x00" * 300,
        b"%PDF-1.7 broken",
    ],
)
def test_binaries_are_unreadable(body: bytes) -> None:
    """Images, archives, packed or damaged bodies are named, not read."""
    with pytest.raises(Unreadable):
        extract(body, content_type="text/html", recipe=RECIPE)


def test_a_body_over_the_limit_is_unreadable() -> None:
    """The limit is on bytes, before anything is parsed."""
    with pytest.raises(Unreadable, match="bytes"):
        extract(b" " * (MAX_BODY_BYTES + 1), content_type="text/html", recipe=RECIPE)
