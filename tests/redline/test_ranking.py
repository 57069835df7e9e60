"""What a reader with one line is told first."""

import pytest

from redline.rules import GRAVEST, default_rules
from tests.redline.judged import judged


def test_what_weighs_most_is_a_rule() -> None:
    """Each id named as one of the gravest is that of a rule in force."""
    known = {rule.id for rule in default_rules().rules}

    assert known >= GRAVEST


@pytest.mark.parametrize(
    ("older", "newer", "first"),
    [
        (
            "We do not sell your personal information to third parties.",
            "We share your personal information with Heron Post.",
            "no-sale-promise-removed",
        ),
        ("We do not use your prints to train AI models.", "We may use your prints to train AI models.", "ai-training"),
        (
            "Disputes are heard by the courts of Ohio within 30 days.",
            "Disputes are settled by binding arbitration within 60 days.",
            "arbitration",
        ),
    ],
)
def test_the_gravest_finding_of_a_clause_comes_first(older: str, newer: str, first: str) -> None:
    """Before a number, a name or a denial that is told of the same sentence."""
    (change,) = judged(older, newer).changes

    assert change.findings[0].rule == first


def test_the_gravest_change_of_a_text_comes_first_in_its_summary() -> None:
    """Wherever it stands."""
    found = judged(
        "Letters are kept for 30 days.\n\nWe print what you order.",
        "Letters are kept for 90 days.\n\nWe print what you order, and may use it to train AI models.",
    )

    assert found.summary.startswith("Use for AI added")
