"""One page through two converters to Markdown: what a new version of a recorder writes otherwise is no change."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import html2text
import markdownify
import pytest
from bs4 import BeautifulSoup

from redline.assessment import assess
from redline.reading import read
from redline.types import Materiality

LARGEST_CHARS = 120_000
SMALLEST_CHARS = 2_500
STEP = 2
AROUND = "script style noscript template svg iframe nav header footer form button link meta".split()
ONE_OF = 5


def _html2text(page: str, *, width: int, links: bool = True) -> str:
    converter = html2text.HTML2Text()
    converter.body_width = width
    converter.inline_links = links
    return converter.handle(page)


CONVERTERS: dict[str, Callable[[str], str]] = {
    "html2text": lambda page: _html2text(page, width=0),
    "html2text, wrapped": lambda page: _html2text(page, width=78),
    "html2text, targets at the end": lambda page: _html2text(page, width=0, links=False),
    "markdownify": markdownify.markdownify,
    "markdownify, other signs": lambda page: markdownify.markdownify(page, heading_style="ATX", bullets="-"),
    "markdownify, without links": lambda page: markdownify.markdownify(
        page, strong_em_symbol="_", strip=["a", "img"], heading_style="ATX_CLOSED"
    ),
}


@pytest.fixture(scope="module")
def pages(shared: Path) -> list[str]:
    """The parts of real pages that hold the text, one page a policy."""
    first: dict[str, Path] = {}
    for path in sorted((shared / "corpus" / "pages").glob("*.html.gz")):
        first.setdefault(re.sub(r"-\d{8}\..*", "", path.name), path)
    found = (_main(gzip.decompress(path.read_bytes())) for path in [*first.values()][::STEP])
    return [page for page in found if SMALLEST_CHARS <= len(page) <= LARGEST_CHARS]


def _main(body: bytes) -> str:
    soup = BeautifulSoup(body, "lxml")
    for element in soup(AROUND):
        element.decompose()
    return str(soup.find("main") or soup.find("article") or soup.body or "")


@pytest.mark.shared
@pytest.mark.parametrize("name", [name for name in CONVERTERS if name != "markdownify, other signs"])
def test_what_another_converter_writes_is_noise(pages: list[str], name: str) -> None:
    """Both ways round, in four pairs of five."""
    loud = []
    for page in pages:
        sides = [write(page).encode() for write in (CONVERTERS["markdownify, other signs"], CONVERTERS[name])]
        for older, newer in (sides, sides[::-1]):
            before, after = (read(side, content_type="text/markdown") for side in (older, newer))
            assessment = assess(before, after)
            if assessment.materiality.reaches(Materiality.EDITORIAL):
                loud.append((before.title, assessment.materiality.value))

    assert len(pages) > 20
    assert len(loud) * ONE_OF <= 2 * len(pages), loud
