"""What each clause of a newer text was made of: the same as the comparison says, in runs."""

from hypothesis import given
from hypothesis import strategies as st

from redline.comparison import compare_clauses, match_clauses
from redline.lineage import Parent, lineage
from redline.types import ChangeKind
from tests.redline.made_up import clauses

KEEP = "We keep your orders for 30 days after delivery, and the bills for as long as the law wants."
KEPT = "We keep your orders for 60 days after delivery, and the bills for as long as the law wants."
RIGHTS = "You may ask us for a copy of everything that we hold about you."
TEXTS = st.lists(st.sampled_from(["One.", "Two.", "Three.", KEEP, KEPT, RIGHTS, f"{KEEP} {RIGHTS}"]), max_size=10)


@given(TEXTS, TEXTS)
def test_a_lineage_tells_each_pair_and_group(before: list[str], after: list[str]) -> None:
    """Runs, moved and reworded clauses have one parent, parts of groups have theirs, what was added has none."""
    old, new = clauses(*before), clauses(*after)
    found, matched = lineage(old, new), match_clauses(old, new)
    parents = {pair.b: Parent((pair.a,), pair.equal) for pair in matched.pairs}
    parents |= {b: Parent(group.before, equal=False) for group in matched.groups for b in group.after}

    assert {b: parent for b in range(len(new)) if (parent := found.parent(b))} == parents


@given(TEXTS, TEXTS)
def test_what_has_no_parent_was_added(before: list[str], after: list[str]) -> None:
    """Exactly the clauses that the redline calls added."""
    old, new = clauses(*before), clauses(*after)
    found = lineage(old, new)
    changes = compare_clauses(old, new).changes
    added = {b for change in changes if change.kind is ChangeKind.ADDED for b in change.after_positions}

    assert {b for b in range(len(new)) if found.parent(b) is None} == added


@given(TEXTS, TEXTS)
def test_equal_clauses_are_told_by_their_words(before: list[str], after: list[str]) -> None:
    """Where a lineage says equal, both sides hold the same words."""
    old, new = clauses(*before), clauses(*after)
    found = lineage(old, new)

    for b, clause in enumerate(new):
        parent = found.parent(b)
        if parent and parent.equal:
            assert old[parent.positions[0]].text == clause.text
