"""Real pages captured whole, menus and dialogs included: what stands around a policy changes nothing in it."""

import json
import tarfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from redline.assessment import assess
from redline.extraction import EXTRACTOR
from redline.reading import read
from redline.types import Materiality, Reading, Recipe

pytestmark = [pytest.mark.shared, pytest.mark.timeout(300)]

WHOLE = Recipe(extractor=EXTRACTOR, select=("body",))
APART = 8
# A company came in a table of sub-processors that the record's selectors leave out.
UNRECORDED = {"demo-buffer-terms-of-service"}
COVERED = 0.9  # a page that holds less of the text in force is not the document


def quiet_steps(shared: Path) -> Iterator[tuple[str, Reading, Reading]]:
    """Two captures of one page, days apart, between which every capture had the same text in the record."""
    series = shared / "corpus" / "series"
    for line in (series / "index.jsonl").read_text(encoding="utf-8").splitlines():
        found = json.loads(line)
        if found["sort"] != "window":
            continue
        snapshots = found["snapshots"]
        with tarfile.open(series / found["archive"]) as archive:
            for start, end in pairwise(range(0, len(snapshots), APART)):
                if all(map(_holds_the_text, snapshots[start : end + 1])) and _are_alike(snapshots[start : end + 1]):
                    yield found["id"], *(_whole(archive, snapshots[place]["file"]) for place in (start, end))


def _holds_the_text(snapshot: dict[str, Any]) -> bool:
    return (snapshot["gold_coverage"] or 0) >= COVERED


def _are_alike(snapshots: list[dict[str, Any]]) -> bool:
    """Whether the record's selectors worked all along and found one text."""
    return len({one["gold"] for one in snapshots}) == 1 and all(one["selected_same"] for one in snapshots[1:])


def _whole(archive: tarfile.TarFile, name: str) -> Reading:
    member = next(one for one in archive.getmembers() if one.name.endswith(name))
    file = archive.extractfile(member)
    assert file is not None
    return read(file.read(), content_type="text/html", recipe=WHOLE)


def test_what_changes_around_a_policy_is_noise(shared: Path) -> None:
    """Counters of consent dialogs, machines' names, login forms, menus."""
    steps, loud = 0, []
    for name, before, after in quiet_steps(shared):
        if name in UNRECORDED:
            continue
        steps += 1
        assessment = assess(before, after)
        if assessment.materiality.reaches(Materiality.EDITORIAL):
            loud.append((name, assessment.materiality.value, assessment.summary))

    assert steps > 0
    assert loud == []
