"""What a reader with one line is told first, and in which words."""

import pytest

from redline.gravest import GRAVEST
from redline.rules import default_rules
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


@pytest.mark.parametrize(
    ("older", "newer", "told"),
    [
        (
            "We give 30 days notice of changes by e-mail.",
            "We give reasonable notice of changes on this page.",
            "notice of changes altered",
        ),
        (
            "## Answers\n\n| Do we share? | Answer |\n| --- | --- |\n| With printers | Yes |",
            "## Answers\n\n| Do we share? | Answer |\n| --- | --- |\n| With printers | Yes |\n| With sponsors | Yes |",
            "answer in a table added",
        ),
        (
            "Ask us.",
            "Ask us. Upon request, we will provide you with information about whether we hold your personal data.",
            "right or choice added",
        ),
    ],
)
def test_what_happened_is_told_as_it_happened(older: str, newer: str, told: str) -> None:
    """Nothing is "added" that stood there in other words, and a new row changed no answer."""
    directions = [finding.direction for change in judged(older, newer).changes for finding in change.findings]

    assert told in directions


@pytest.mark.parametrize(
    ("older", "newer", "rule"),
    [
        (
            "Either side may end this by 30 days’ written notice.",
            "Either side may terminate without notice.",
            "direct-notice",
        ),
        ("Use the API.", "Use the API. You will be notified of any significant change to rate limits.", "price"),
        (
            "We share data with printers to run our shop.",
            "We share data with printers to run the Site and Services.",
            "recipient-changed",
        ),
    ],
)
def test_nothing_is_told_that_did_not_happen(older: str, newer: str, rule: str) -> None:
    """Notice of the end is no notice of changes, a limit of requests no price, and the shop itself nobody else."""
    rules = {finding.rule for change in judged(older, newer).changes for finding in change.findings}

    assert rule not in rules
