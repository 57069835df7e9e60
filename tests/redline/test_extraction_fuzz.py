"""No bytes crash reading, keep it busy for long or fill the memory: made-up bytes, hostile pages, mutated real ones."""

import gzip
import json
import random
import resource
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redline.errors import ReadingError
from redline.reading import read
from tests.redline.pages import CLAUSES, POLICY, page

SECONDS = 2.0
MEMORY_BYTES = 500_000_000
MUTATIONS = 40

TAGS = [
    "div",
    "p",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "h2",
    "noscript",
    "iframe",
    "script",
    "a",
    "span",
    "svg",
]
TAGS += [
    "template",
    "select",
    "option",
    "details",
    "summary",
    "pre",
    "br",
    "main",
    "nav",
    "form",
    "button",
    "dl",
    "dt",
    "math",
]
WORDS = st.sampled_from(
    [*CLAUSES, "Last updated: 3 May 2024", "1. Who we are", "\x00", "\u202e", "\ufeff", "&#x110000;", "<![CDATA["]
)
OPENING = st.builds(
    lambda tag, attr: f"<{tag}{attr}>",
    st.sampled_from(TAGS),
    st.sampled_from(["", " hidden", " class=nav", "/", " x='"]),
)
CLOSING = st.builds(lambda tag: f"</{tag}>", st.sampled_from(TAGS))
SOUP = st.lists(st.one_of(WORDS, OPENING, CLOSING), max_size=60).map("".join)


def survives(body: bytes, content_type: str | None) -> None:
    """Reads `body`; a failure that we name is fine, any other is a bug."""
    began = time.process_time()
    try:
        reading = read(body, content_type=content_type)
    except ReadingError:
        return
    assert reading.quality.verdict
    assert time.process_time() - began < SECONDS


@settings(max_examples=150)
@given(st.binary(max_size=2000), st.sampled_from([None, "text/html", "application/pdf", "text/markdown", "text/plain"]))
def test_any_bytes_are_survived(body: bytes, content_type: str | None) -> None:
    """Random bytes under each content type."""
    survives(body, content_type)


@settings(max_examples=150)
@given(SOUP)
def test_any_soup_of_tags_is_survived(soup: str) -> None:
    """Tags opened and closed in any order, alone and around a policy."""
    survives(soup.encode("utf-8", "surrogatepass"), "text/html")
    survives(page(soup + POLICY).encode("utf-8", "surrogatepass"), "text/html")


HOSTILE = {
    "unclosed noscript": "<noscript>" * 200_000,
    "nested divs": "<div>" * 200_000,
    "nested divs that end": "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "nested lists": "<ul><li>" * 50_000 + "x",
    "nested tables": "<table><tr><td>" * 20_000 + "x",
    "nested bold": "<b>" * 50_000 + "x",
    "open tags": "<div " * 200_000,
    "many attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x",
    "one long class": f"<div class='{'cookie-' * 100_000}'>x</div>",
    "one long word": "<p>" + "a" * 3_000_000,
    "one long line of dates": "<p>" + "1/1/20 " * 30_000,
    "brackets": "<p>" + "[(" * 500_000,
    "spaces": "<p>" + " \n" * 1_500_000 + "x",
    "line breaks": "<p>" + "x<br>" * 60_000,
    "entities": "<p>" + "&amp;" * 500_000,
    "many paragraphs": "<p>We keep it.</p>" * 20_000,
    "many links": "<a href=/x>x</a> " * 60_000,
    "many buttons": "<button>x</button>" * 60_000,
    "many headings": "<h2>1.1 Data</h2>" * 20_000,
    "one wide table": "<table>" + "<tr>" + "<td>x</td><td>y</td>" * 20_000 + "</table>",
    "words of a wall": "java script " * 50_000,
    "markers": "<p>activ" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_bounded_time(name: str) -> None:
    """Each is made to be slow for some way of reading it."""
    survives(HOSTILE[name].encode(), "text/html")


def test_memory_stays_bounded() -> None:
    """After the largest of them the process has not grown past the limit."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for body in HOSTILE.values():
        survives(body.encode(), "text/html")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024

    assert grown < MEMORY_BYTES


def mutated(body: bytes, chance: random.Random) -> bytes:
    """`body` with pieces cut out, doubled, moved and overwritten."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(body) + 1)
        piece = body[start : start + chance.randint(1, 4000)]
        kind = chance.randrange(4)
        if kind == 0:
            body = body[:start] + body[start + len(piece) :]
        elif kind == 1:
            body = body[:start] + piece * chance.randint(2, 40) + body[start:]
        elif kind == 2:
            body = body[:start] + bytes(chance.randrange(256) for _ in range(20)) + body[start:]
        else:
            body = body[:start]
    return body


@pytest.mark.shared
def test_mutated_real_pages_are_survived(shared: Path) -> None:
    """Real pages cut, doubled and overwritten at random places; the seed is fixed, so a failure can be had again."""
    folder = shared / "corpus" / "pages"
    items = [json.loads(line) for line in (folder / "index.jsonl").read_text().splitlines()]
    chance = random.Random(1)
    for number in range(MUTATIONS):
        body = gzip.decompress((folder / chance.choice(items)["html"]).read_bytes())
        survives(mutated(body, chance), "text/html" if number % 2 else None)
