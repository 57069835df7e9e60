"""Recorded changes that people have read and judged: alerts where they would alert, quiet where they would not."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from redline.assessment import assess
from redline.reading import read
from redline.types import Materiality, Reading

Table = Counter[tuple[str, str]]


def load(path: Path) -> bytes:
    """The bytes of one side."""
    return path.read_bytes()


@pytest.fixture(scope="module")
def table(shared: Path) -> Table:
    """(judged, found) of every change that was judged with high confidence, counted."""
    counted: Table = Counter()
    for line in (shared / "changes" / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        if label["confidence"] != "high":
            continue
        folder = shared / "changes" / label["case"]
        before, after = (read(load(folder / name), content_type="text/markdown") for name in ("old.md", "new.md"))
        found = assess(before, after).materiality
        counted[label["label"], "noise" if found is Materiality.NONE else found.value] += 1
    return counted


def judged(table: Table, *labels: str) -> int:
    """How many changes were judged one of `labels`."""
    return sum(count for (label, _), count in table.items() if label in labels)


def test_material_changes_are_found(table: Table) -> None:
    """At least 97 in 100."""

    assert table["material", "material"] >= 0.97 * judged(table, "material")


def test_alerts_are_about_material_changes(table: Table) -> None:
    """93 in 100 at least, and hardly ever about noise or other writing."""
    alerts = sum(count for (_, found), count in table.items() if found == "material")
    wrong = table["noise", "material"] + table["editorial", "material"]

    assert table["material", "material"] >= 0.93 * alerts
    assert wrong <= 0.02 * judged(table, "noise", "editorial")


def test_no_real_change_is_swallowed(table: Table) -> None:
    """Whatever changed in the text stands in the history."""

    assert sum(table[label, "noise"] for label in ("editorial", "substantive", "material")) == 0


def test_labels_agree(table: Table) -> None:
    """Exactly, in 85 of 100."""

    assert sum(table[label, label] for label in Materiality) >= 0.85 * sum(table.values())


QUIET = [("acumatica", "2016-05-15", "2016-11-28"), ("influxis", "2010-09-21", "2012-12-12")]


@pytest.mark.parametrize(("service", "older", "newer"), QUIET)
def test_pairs_without_a_material_change_are_quiet(shared: Path, service: str, older: str, newer: str) -> None:
    """An office that moved, a product with another name."""
    folder = shared / "seeds" / service
    before, after = (read(load(folder / f"{day}.md"), content_type="text/markdown") for day in (older, newer))

    assert assess(before, after).materiality is not Materiality.MATERIAL


@pytest.fixture(scope="module")
def histories(shared: Path) -> Table:
    """(judged, found) of the steps of recorded histories that `judged_histories.tsv` judges, counted.

    Judged by reading the redlines; the rules were mended by what was found, so this tells what they still do.
    """
    counted: Table = Counter()
    readings: dict[Path, Reading] = {}
    rows = (Path(__file__).parent / "judged_histories.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for row in rows:
        document, older, newer, level, confidence, _ = row.split("\t")
        if confidence != "high":
            continue
        folder = shared / "corpus" / "histories" / document
        for path in (folder / f"{older}.md.gz", folder / f"{newer}.md.gz"):
            if path not in readings:
                readings[path] = read(gzip.decompress(path.read_bytes()), content_type="text/markdown")
        found = assess(readings[folder / f"{older}.md.gz"], readings[folder / f"{newer}.md.gz"]).materiality
        counted[level, "noise" if found is Materiality.NONE else found.value] += 1
    return counted


def test_steps_of_histories_are_judged_as_they_were_read(histories: Table) -> None:
    """Nothing that matters is missed, and hardly anybody is told of what does not."""
    alerts = sum(count for (_, found), count in histories.items() if found == "material")
    wrong = histories["noise", "material"] + histories["editorial", "material"]

    assert histories["material", "material"] >= 0.97 * judged(histories, "material")
    assert histories["material", "material"] >= 0.93 * alerts
    assert wrong <= 0.04 * judged(histories, "noise", "editorial")
    assert histories["noise", "noise"] >= 0.9 * judged(histories, "noise")
