"""Whose right, cost, document, effort or data it is; and what only names the sides otherwise."""

import pytest

from redline.types import Materiality
from tests.redline.judged import judged, rules_of

CHANGED = [
    ("Either party may end this contract at will.", "We may end this contract at will.", "mutuality-changed"),
    ("The English text prevails.", "The French text prevails.", "precedence-changed"),
    (
        "The printer shall help at the printer's cost.",
        "The printer shall help at the reader's cost.",
        "cost-bearer-changed",
    ),
    ("We shall keep the shop open.", "We shall use reasonable efforts to keep the shop open.", "efforts-changed"),
    ("We will repair it within a week.", "We will repair it within a week where practicable.", "efforts-changed"),
    ("We share names with our affiliates.", "We share names with our affiliates and advertisers.", "audience-changed"),
    ("We get names from you.", "We get names from you and from data brokers.", "audience-changed"),
    ("Your list can be seen by friends.", "Your list can be seen by friends of your friends.", "audience-changed"),
    (
        "The controller of your data is Tern International Unlimited Company.",
        "The controller of your data is Tern Inc.",
        "company-changed",
    ),
    ("We use names for security.", "We use names for security and advertising.", "kind-of-purpose-changed"),
    (
        "You may ask us to restrict or object to the use of data.",
        "You may ask us to restrict the use of data.",
        "kind-of-right-changed",
    ),
    (
        "We notify you of changes by e-mail.",
        "We notify you of changes by posting them here.",
        "notice-channel-changed",
    ),
    ("Printers use names for us.", "Printers use names for us and for their own purposes.", "kind-of-purpose-changed"),
    ("Sharing is off by default.", "Sharing is on by default.", "opposite-said"),
    ("Our presses are certified to ISO 27001.", "Our presses are aligned with ISO 27001.", "opposite-said"),
    ("Voices are kept on your device.", "Voices are kept in our cloud.", "opposite-said"),
    (
        "We tell you within 72 hours of becoming aware of it.",
        "We tell you within 72 hours of confirming it.",
        "period-start-changed",
    ),
    ("We shall test all presses.", "We shall test all newly bought presses.", "quantifier-changed"),
    ("We shall encrypt all letters.", "We shall encrypt letters that we call secret.", "quantifier-changed"),
    ("You may own five prints at a time.", "You may own two prints at a time.", "number-changed"),
    ("Prints over €10 must be signed.", "Prints under €10 must be signed.", "opposite-said"),
    ("Supplier answers before or after the fair.", "Supplier answers after the fair.", "opposite-said"),
    ("The supplier pays the carrier.", "The customer pays the carrier.", "role-exchanged"),
    ("The seat of arbitration is Bern.", "The seat of arbitration is Oslo.", "governing-law-changed"),
    ("Guests must not sell books of any kind.", "Guests must not sell printed books.", "reach-changed"),
]


@pytest.mark.parametrize(("older", "newer", "rule"), CHANGED)
@pytest.mark.parametrize("backwards", [False, True])
def test_another_side_or_reach_alerts(older: str, newer: str, rule: str, backwards: bool) -> None:
    """Whichever of the two stood there first."""
    found = judged(*((newer, older) if backwards else (older, newer)))

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)
