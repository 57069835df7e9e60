"""Readings may change only with a raised `EXTRACTOR`: stored texts of another number are never compared.

The pages are ours, one for each way of writing a policy. When a reading changes on purpose, raise
`redline.extraction.EXTRACTOR` and write the digests anew: `python -m tests.redline.test_golden_readings`.
"""

import json
from pathlib import Path

from redline.extraction import EXTRACTOR
from redline.reading import read
from tests.redline.pages import CLAUSES, POLICY, page

GOLDEN = Path(__file__).with_name("golden_readings.json")

ROWS = (("sid", "1 day"), ("tide", "1 year"))
CELLS = "".join(f"<tr><td>{name}</td><td>{kept}</td></tr>" for name, kept in ROWS)
TABLE = f"<table><tr><th>Cookie</th><th>Kept</th></tr>{CELLS}</table>"
PLANS = "<table><tr><th>Data<th>Free<th>Paid</tr><tr><td>Berth<td><td>1 year</tr><tr><td>Boat<td>1 day<td></tr></table>"
BOAT = "<ul><li>its length</li><li>its draught</li></ul>"
LISTS = f"<p>We keep:</p><ol type=a><li>your name</li><li>your boat{BOAT}</li></ol>"
NUMBERED = "".join(f"<p>{n}. Part {n}</p><p>{n}.1 {clause}</p>" for n, clause in enumerate(CLAUSES, start=1))
BOLD = "".join(f"<p><b>Part {n}.</b> {clause}</p>" for n, clause in enumerate(CLAUSES, start=1))
PAGES: dict[str, tuple[str, str]] = {
    "plain": (page(), "text/html"),
    "table and lists": (page(f"<main>{POLICY}<h2>Cookies</h2>{TABLE}<h2>Lists</h2>{LISTS}</main>"), "text/html"),
    "empty cells": (page(f"<main>{POLICY}<h2>Plans</h2>{PLANS}</main>"), "text/html"),
    "caption": (
        page(f"<main>{POLICY}{TABLE.replace('<table>', '<table><caption>What we set</caption>')}</main>"),
        "text/html",
    ),
    "numbered lines": (page(f"<div class=content><div>{NUMBERED}</div></div>"), "text/html"),
    "run-in headings": (page(f"<article>{BOLD}</article>"), "text/html"),
    "bare spans": (page("<br><br>".join(f"<span>{clause}</span>" for clause in CLAUSES)), "text/html"),
    "markdown": (
        "# Privacy\n\n" + "\n\n".join(f"## {n}. Part\n\n{c}" for n, c in enumerate(CLAUSES, 1)),
        "text/markdown",
    ),
    "bookmarked headings": (
        "\n\n".join(
            f"## Part {n} Stay organized with collections Save and categorize content based on your preferences.\n\n{c}"
            for n, c in enumerate(CLAUSES, 1)
        ),
        "text/markdown",
    ),
    "head alone and HTML": (
        "# Privacy\n\n| We never sell. |\n| --- |\n\n<div><p>Kept:</p><ul><li>30 days</li></ul></div>\n\n" + CLAUSES[0],
        "text/markdown",
    ),
    "front matter": ("---\ntitle: Privacy\nlayout: page\n---\n\n" + "\n\n".join(CLAUSES), "text/markdown"),
    "text": ("Privacy\n\n" + "\n\n".join(CLAUSES), "text/plain"),
}


def digests() -> dict[str, list[str]]:
    """The identity and the outline of each page's reading."""
    readings = {name: read(body.encode(), content_type=media_type) for name, (body, media_type) in PAGES.items()}
    return {name: [reading.words_sha256, reading.outline_sha256] for name, reading in readings.items()}


def test_readings_change_only_with_the_extractors_number() -> None:
    """The digests on file are those of this number, and are what reading gives now."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))

    assert golden["extractor"] == EXTRACTOR, "the digests on file are another number's: write them anew"
    assert golden["readings"] == digests(), (
        "readings changed: raise redline.extraction.EXTRACTOR, write the digests anew"
    )


if __name__ == "__main__":
    made = {"extractor": EXTRACTOR, "readings": digests()}
    GOLDEN.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
