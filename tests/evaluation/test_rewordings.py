"""Clauses written anew: 300 that say what they said, and 150 of which one thing says something else.

All are made up, by people who did not know the rules, and no easier than life: three in four of the first kind touch
sale, retention, liability or consent, and the second kind hides its change well. What is asked here is what the rules
can do; `docs/decisions/0014-clauses-written-anew.md` says how the two were weighed.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from redline.assessment import assess
from redline.reading import read
from redline.types import Materiality

PAIRS = Path(__file__).with_name("rewordings.jsonl")
# A policy's fragment alone would pass for a page that is cut short.
AROUND = """# Harrowgate Services

This document explains how Harrowgate Services works with the people and businesses that rely on it. It has been written
by our legal team together with the people who build the product, and it is reviewed once a year by the board.

## Background

The service was founded in a small workshop beside a canal and grew over two decades into a platform with offices in
several towns. Readers who are new to the subject may wish to begin with the overview on the home page, which presents
the team, the history of the house and the press coverage of recent years.

{}

## About this document

Earlier editions are available in the archive of the house, where visitors find them on the second shelf beside the
annual reports. The archive is open on weekdays in the afternoon, and the archivist is happy to show the collection to
school classes and other groups upon prior arrangement.

The printed edition is set in a typeface that was drawn for small sizes, and its paper comes from a mill that has
supplied the house for many years. A large print edition exists for readers who prefer it.
"""


@pytest.fixture(scope="module")
def found() -> Counter[tuple[bool, Materiality]]:
    """How many pairs that are material, or not, got each level."""
    counted: Counter[tuple[bool, Materiality]] = Counter()
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        before, after = (
            read(AROUND.format(pair[side]).encode(), content_type="text/markdown") for side in ("old", "new")
        )
        counted[pair["material"], assess(before, after).materiality] += 1
    return counted


def test_what_changed_within_a_rewording_alerts(found: Counter[tuple[bool, Materiality]]) -> None:
    """In 85 of 100 at least, and the rest goes into a digest."""
    levels = {level: count for (material, level), count in found.items() if material}

    assert levels[Materiality.MATERIAL] >= 0.85 * sum(levels.values())
    assert set(levels) <= {Materiality.MATERIAL, Materiality.SUBSTANTIVE}


def test_half_of_the_mere_rewordings_are_quiet(found: Counter[tuple[bool, Materiality]]) -> None:
    """They are changes all the same: hardly any is called noise."""
    levels = {level: count for (material, level), count in found.items() if not material}

    assert levels[Materiality.MATERIAL] <= 0.53 * sum(levels.values())
    assert levels.get(Materiality.NOISE, 0) + levels.get(Materiality.NONE, 0) <= 0.02 * sum(levels.values())
