"""Ways of writing one policy differently: never more than an editorial change, over real policies and our own."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from redline.assessment import assess
from redline.reading import read
from redline.types import Assessment, Materiality
from tests.evaluation.variants import MARK_UP, SURROUNDINGS, VARIANTS, Variant

# Every so many of the recorded changes and of the histories: all of them take minutes.
CHANGES_STEP = 8
HISTORIES_STEP = 6
LARGEST_CHARS = 150_000

OWN = """# Privacy notice of the Example Orchard

Last updated: 3 March 2024

## 1. What we collect

We collect the name and address that you give us — and nothing else — when you order "Orchard Boxes":

* your name and postal address,
* the box you chose,
* [our form](https://example.org/form) if you don't agree.

## 2. How long we keep it

We keep your orders for 30 days after delivery. We never sell them.

1. Ask us for a copy.
2. Ask us to erase it.

| What | How long |
| --- | --- |
| Orders | 30 days |
| Messages | 2 years |
"""


def policies(shared: Path) -> Iterator[tuple[str, str]]:
    """Names and texts of real policies: the newer sides of recorded changes, the newest versions of histories."""
    for path in sorted(shared.glob("changes/*/new.md"))[::CHANGES_STEP]:
        yield f"changes/{path.parent.name}", path.read_text(encoding="utf-8")
    for folder in sorted((shared / "corpus" / "histories").iterdir())[::HISTORIES_STEP]:
        newest = max(folder.glob("*.md.gz"), default=None)
        if newest is not None:
            yield folder.name, gzip.decompress(newest.read_bytes()).decode("utf-8", "replace")


def compared(text: str, older: Variant, newer: Variant) -> Assessment:
    """The assessment of two ways of writing `text`."""
    before, after = (read(write(text).encode(), content_type="text/markdown") for write in (older, newer))
    return assess(before, after)


def told(name: str, assessment: Assessment) -> str:
    """What a person who looks into a failure wants to see first."""
    worst = max(assessment.changes, key=lambda judged: judged.materiality.rank)
    rules = ", ".join(finding.rule for finding in worst.findings)
    return f"{name}: {assessment.materiality}, {worst.change.kind} [{rules}]"


@pytest.mark.parametrize("variant", [pytest.param(name, id=name.replace(" ", "-")) for name in VARIANTS])
def test_another_way_of_writing_our_own_notice_is_editorial_at_most(variant: str) -> None:
    """A made-up notice written two ways alerts nobody."""
    assessment = compared(OWN, *VARIANTS[variant])

    assert not assessment.materiality.reaches(Materiality.SUBSTANTIVE), told("own", assessment)


@pytest.mark.shared
@pytest.mark.parametrize("variant", [pytest.param(name, id=name.replace(" ", "-")) for name in VARIANTS])
def test_another_way_of_writing_a_real_policy_is_editorial_at_most(shared: Path, variant: str) -> None:
    """Real policies written two ways alert nobody, whatever their structure."""
    wrong = []
    for name, text in policies(shared):
        if len(text) <= LARGEST_CHARS:
            assessment = compared(text, *VARIANTS[variant])
            if assessment.materiality.reaches(Materiality.SUBSTANTIVE):
                wrong.append(told(name, assessment))

    assert wrong == []


@pytest.mark.shared
@pytest.mark.parametrize("variant", [pytest.param(name, id=name.replace(" ", "-")) for name in MARK_UP])
def test_mark_up_alone_is_noise(shared: Path, variant: str) -> None:
    """Its change is no version's, in 24 of 25 real policies: a converter's broken line can read otherwise."""
    loud, count = [], 0
    for name, text in policies(shared):
        if len(text) <= LARGEST_CHARS:
            count += 1
            assessment = compared(text, *VARIANTS[variant])
            if assessment.materiality.reaches(Materiality.EDITORIAL):
                loud.append(told(name, assessment))

    assert count
    assert len(loud) <= count // 25, loud


@pytest.mark.shared
@pytest.mark.parametrize("name", [pytest.param(name, id=name.replace(" ", "-")) for name in SURROUNDINGS])
def test_what_changes_around_a_real_policy_is_noise(shared: Path, name: str) -> None:
    """Above 24 of 25 real policies and below them, whatever stands there already."""
    written, old, new = SURROUNDINGS[name]
    loud, count = [], 0
    for policy, text in policies(shared):
        if len(text) <= LARGEST_CHARS:
            count += 1
            sides = (written.format(text=text, shown=shown).encode() for shown in (old, new))
            before, after = (read(side, content_type="text/markdown") for side in sides)
            assessment = assess(before, after)
            if assessment.materiality.reaches(Materiality.EDITORIAL):
                loud.append(told(policy, assessment))

    assert count
    assert len(loud) <= count // 25, loud
