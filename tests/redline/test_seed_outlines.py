"""The policies of the mission are outlined as a person would outline them, from Markdown and from a page."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from redline import canonical, reading, segmentation
from redline.markdown import reader as markdown
from redline.types import Clause, Reading

pytestmark = pytest.mark.shared

Read = Callable[[Path, str], Reading]
NEWEST = {
    "acumatica": "2018-12-25",
    "bettercloud": "2018-01-08",
    "influxis": "2019-06-16",
    "erp-smart-cloud": "current",
    "cloudvms": "current",
}


def from_markdown(shared: Path, company: str) -> Reading:
    """The newest text of a policy."""
    body = (shared / "seeds" / company / f"{NEWEST[company]}.md").read_bytes()
    return reading.read(body, content_type="text/markdown")


def from_page(shared: Path, company: str) -> Reading:
    """The policy's page of today."""
    body = (shared / "seeds" / "site" / company / "privacy-policy.html").read_bytes()
    return reading.read(body, content_type="text/html")


def headings(clauses: tuple[Clause, ...]) -> list[str]:
    """Innermost headings in order, each once."""
    return list(dict.fromkeys(clause.heading for clause in clauses if clause.heading))


@pytest.mark.parametrize("read", [from_markdown, from_page])
def test_plain_numbered_lines_give_thirteen_sections(shared: Path, read: Read) -> None:
    """Sections 1 to 13, of which the second alone has parts, 2.1 to 2.3."""
    clauses = read(shared, "erp-smart-cloud").clauses
    numbers = list(dict.fromkeys(clause.heading_number for clause in clauses if clause.heading_number))

    assert numbers == ["1", "2.1", "2.2", "2.3", *map(str, range(3, 14))]
    assert {len(clause.trail) for clause in clauses if clause.heading_number.startswith("2.")} == {2}
    assert {len(clause.trail) for clause in clauses if "." not in clause.heading_number} == {1}


@pytest.mark.parametrize("read", [from_markdown, from_page])
def test_short_lines_give_eight_headings(shared: Path, read: Read) -> None:
    """Headings without mark-up or number, one of them over a list."""
    clauses = read(shared, "cloudvms").clauses

    assert len(headings(clauses)) == 8
    assert Counter(clause.kind for clause in clauses)["item"] == 7


@pytest.mark.parametrize("company", ["erp-smart-cloud", "cloudvms"])
def test_page_and_text_are_one_text(shared: Path, company: str) -> None:
    """Two readers, one identity: the page holds the text word for word."""

    assert from_page(shared, company).words_sha256 == from_markdown(shared, company).words_sha256


@pytest.mark.parametrize("company", ["acumatica", "bettercloud", "influxis"])
def test_a_page_has_the_headings_of_its_text(shared: Path, company: str) -> None:
    """Whatever the page around it, the outline is that of the archived text."""
    page, text = headings(from_page(shared, company).clauses), headings(from_markdown(shared, company).clauses)

    assert len(text) >= 12
    assert set(page) <= set(text)
    assert len(set(text) - set(page)) <= 2


def test_what_is_read_of_real_texts_is_all_there(shared: Path) -> None:
    """Every word of every block of the seeds stands in a heading, a number or a clause."""
    for path in sorted((shared / "seeds").glob("*/*.md")):
        document = markdown.read(path.read_text())
        kept = Counter(canonical.words(" ".join(canonical.passages(segmentation.segment(document)))))
        missing = Counter(canonical.words(" ".join(block.text for block in document.blocks))) - kept

        assert all(len(word) <= 2 or not word.isalpha() for word in missing), (path.name, missing)
