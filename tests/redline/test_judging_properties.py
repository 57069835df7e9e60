"""Judging any two made-up policies: what holds whatever they say."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from redline.types import Assessment, Materiality, highest
from tests.redline.judged import judged

SENTENCES = [
    "We keep your orders for 30 days.",
    "We keep your orders for 130 days.",
    "We never sell your personal data to third parties.",
    "We may share your data with our partners.",
    "We share your data with our partners and with advertisers.",
    "You may opt out of marketing emails at any time.",
    "The contract is governed by the laws of Ireland.",
    "Write to us at desk@tern.example.",
    "Our practices are certified under ISO 27001.",
    "The shop stands by the sea.",
    "Last updated: May 1, 2020",
    "Last updated: June 1, 2021",
    "Previous version: May 1, 2020",
    "Effective 5 July 2022",
]
MIDDLES = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), min_size=1, max_size=3).map(
    lambda clauses: "\n\n".join(" ".join(sentences) for sentences in clauses)
)


def words(text: str) -> str:
    """The words of a text between single blanks."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.lower()))} "


def texts(found: Assessment) -> tuple[str, str]:
    """All that changed, either side."""
    sides = ("before", "after")
    before, after = ("\n".join(getattr(one.change, side) or "" for one in found.changes) for side in sides)
    return before, after


@settings(max_examples=60)
@given(MIDDLES, MIDDLES)
def test_evidence_stands_on_its_own_side_alone(older: str, newer: str) -> None:
    """As whole words: "30 days" is not in "130 days"."""
    found = judged(older, newer)
    before, after = texts(found)

    for change in found.changes:
        for finding in change.findings:
            assert finding.evidence_before or finding.evidence_after
            assert finding.evidence_before in before
            assert finding.evidence_after in after
            assert not finding.evidence_before or words(finding.evidence_before) not in words(newer)
            assert not finding.evidence_after or words(finding.evidence_after) not in words(older)


@settings(max_examples=60)
@given(MIDDLES, MIDDLES)
def test_the_highest_change_is_the_level_of_the_whole(older: str, newer: str) -> None:
    """And the highest finding that of a change."""
    found = judged(older, newer)

    assert found.materiality is highest([change.materiality for change in found.changes])
    for change in found.changes:
        assert change.materiality.reaches(highest([finding.level for finding in change.findings]))


@settings(max_examples=30)
@given(MIDDLES)
def test_a_policy_against_itself_is_no_change(middle: str) -> None:
    """Whatever it says."""

    assert judged(middle, middle).materiality is Materiality.NONE
