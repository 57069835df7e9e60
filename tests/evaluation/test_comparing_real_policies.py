"""What holds for any comparison, held over the recorded changes of real policies."""

import time
from collections import Counter
from pathlib import Path

import pytest

from redline import canonical
from redline.comparison import compare
from redline.reading import read
from redline.types import ChangeKind, ClauseChange, Reading, Redline

# Every so many of the recorded changes: all of them take a minute.
STEP = 4
OPPOSITE = {
    ChangeKind.ADDED: ChangeKind.REMOVED,
    ChangeKind.REMOVED: ChangeKind.ADDED,
    ChangeKind.SPLIT: ChangeKind.MERGED,
    ChangeKind.MERGED: ChangeKind.SPLIT,
}
# A rewrite of 1,600 clauses into 650 is to take a second; a crowded machine gets three.
REWRITE_S = 3.0


def pairs(shared: Path) -> list[tuple[str, Reading, Reading]]:
    """Some recorded changes as readings."""
    folders = sorted(path.parent for path in shared.glob("changes/*/new.md"))[::STEP]
    return [(folder.name, reading(folder / "old.md"), reading(folder / "new.md")) for folder in folders]


def reading(path: Path) -> Reading:
    """The reading of a Markdown file."""
    return read(path.read_bytes(), content_type="text/markdown")


def places(redline: Redline, side: str) -> list[int]:
    """Positions that changes of clauses name on one side."""
    return [n for change in redline.changes if not change.of_heading for n in getattr(change, f"{side}_positions")]


def spelled(change: ClauseChange, without: str) -> str:
    """What the spans spell when those of one operation are left out."""
    return "".join(span.text for span in change.spans if span.op != without)


@pytest.mark.shared
def test_real_comparisons_keep_their_promises(shared: Path) -> None:
    """Each clause is counted once, spans spell both sides, and the other direction is the mirror image."""
    for name, before, after in pairs(shared):
        redline, back = compare(before, after), compare(after, before)
        for side, found in (("before", before), ("after", after)):
            named = places(redline, side)
            assert len(named) == len(set(named)), name
            assert len(named) + redline.unchanged == len(found.clauses), name
        for change in redline.changes:
            if change.spans:
                assert spelled(change, "insert") == change.before, name
                assert spelled(change, "delete") == change.after, name
            elif change.before is not None and change.after is not None:
                assert canonical.digest(change.before) == canonical.digest(change.after), name
        assert Counter(
            (OPPOSITE.get(c.kind, c.kind), c.before_positions, c.after_positions) for c in redline.changes
        ) == Counter((c.kind, c.after_positions, c.before_positions) for c in back.changes), name


@pytest.mark.shared
def test_a_text_against_itself_has_no_changes(shared: Path) -> None:
    """Real policies, with their doubled lines and odd structures, are equal to themselves."""
    for name, before, _ in pairs(shared):
        assert compare(before, before).changes == (), name


@pytest.mark.shared
def test_a_rewrite_of_1600_clauses_into_650_is_bounded(shared: Path) -> None:
    """The worst there is, clauses of many policies against those of others, takes about a second."""
    clauses = [clause for _, before, _ in pairs(shared) for clause in before.clauses if len(clause.text) > 40]
    before, after = "\n\n".join(c.text for c in clauses[:1600]), "\n\n".join(c.text for c in clauses[1600:2250])
    readings = [read(text.encode(), content_type="text/plain") for text in (before, after)]
    started = time.process_time()
    compare(*readings)

    assert time.process_time() - started < REWRITE_S
