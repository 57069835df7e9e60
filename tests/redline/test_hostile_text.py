"""No text makes reading slow: long runs of one sign, endless openings, nesting, thousands of dates."""

import time

import pytest

from redline import canonical, plaintext, segmentation
from redline.dates import stated as dates
from redline.markdown import reader as markdown
from redline.types import Document
from tests.redline.judged import judged

SIGNS = 60_000
LONGEST_S = 2.0
TEXTS = {
    "spaces in bold": "**a" + " " * SIGNS + "b",
    "spaces in a heading": "# x" + " " * SIGNS + "y",
    "spaces before an end of a link": " " * SIGNS + "x" + " " * SIGNS + "](b",
    "brackets": "[" * SIGNS,
    "half links": "[a](" * (SIGNS // 4),
    "stars": "* " * (SIGNS // 2),
    "comments": "<div>\n" + "<!--" * (SIGNS // 4),
    "quotes": ">" * SIGNS,
    "nested lists": "- " * 5_000 + "x",
    "numbers": "1." * (SIGNS // 2),
    "dates": "Updated 1.1.2020 until " * (SIGNS // 24),
    "months": "may " * (SIGNS // 4),
    "underlines": "_a" * (SIGNS // 2),
    "table cells": "| a " * (SIGNS // 4) + "\n|---|\n",
    "underlined lines": "a\n-\n" * (SIGNS // 4),
    "capitals": "A " * (SIGNS // 2),
    "small words": "effective " + "on at as of " * (SIGNS // 12) + "1 May 2020",
    "a number of many parts before a date": f"Last updated {'1.' * 30}1 @ 4 May 2021",
    "bullets": "• a " * (SIGNS // 4),
}


@pytest.mark.parametrize("name", TEXTS)
def test_reading_takes_no_longer_than_a_text_s_length_allows(name: str) -> None:
    """Each text is read, segmented and searched for dates within the limit, by both readers."""
    for read in (markdown.read, plaintext.read):
        started = time.process_time()
        _everything(read(TEXTS[name]))

        assert time.process_time() - started < LONGEST_S


CHANGES = {
    "names in a row": "## Our sub-processors\n\n* " + ", ".join(f"Alder{n}" for n in range(40)) + " and {}",
    "a word without end": "## Our shop\n\n" + "a" * 100_000 + " {}",
    "denials": "We will " + "not sell or " * 3_000 + "{} it.",
    "codes of an address": "Write to a@b.example or " + "%D0%BF" * 20_000 + " {}.",
    "a word beside a hidden address": "Write to [email protected] " + "[" * 20_000 + "a.b-c+" * 10_000 + " {}.",
    "names with hyphens": "We {} it. " + ("a-at-" * 12 + "x-dot-" * 60 + "_ ") * 50,
    "a link of titles": "We {} it. See the [" + "Policies & terms & " * 40 + "x](/c).",
    "signs of addresses": "We {} it " + " at dot @ [at] (dot) -at- _at_" * 2_000,
    "a cell of capitals": "| Name | Purpose |\n| --- | --- |\n| " + "A.-’" * 20_000 + " (formerly {}) | Mail |",
    "data in a row": "We {} it. " + "data mainly primarily " * 8_000 + ".",
    "regions": "We {} it in " + "the same region, another region, " * 4_000 + ".",
    "methods": "We {} it. " + "No method is not cannot be " * 6_000 + "100% secure.",
    "questions": "We {} it. " + "we ask you to provide the your some " * 4_000 + ".",
    "a menu without end": "We {} it.\n\n" + "[Home](/) | " * 8_000 + "Home",
    "disputes": "We {} it. " + "litiges soumis tribunal compétent " * 4_000 + ".",
    "names that are used": "We use " + "Alder and Birch, " * 3_000 + "{}.",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", CHANGES)
def test_judging_ends(name: str) -> None:
    """Patterns that try every way of parting a text would take years."""
    judged(CHANGES[name].format("lend"), CHANGES[name].format("buy"))


def _everything(document: Document) -> None:
    clauses = segmentation.segment(document)
    dates.stated_date(clauses)
    dates.takes_effect(clauses)
    canonical.words_sha256(clauses)
