"""What binds the two sides of a contract: costs, further terms, duties that reach farther, lists of bans."""

import pytest

from redline.types import Materiality
from tests.redline.judged import judged, rules_of

BAN = "You shall not use the shop in a manner that:\n\n(a) breaks its windows; or\n\n(b) copies its prints{}"
ALERTS = [
    ("", "You are responsible for the costs of calls that our app makes.", "price"),
    ("", "Prints that are torn come back to us at your own expense.", "price"),
    ("", "What you pay in another currency follows a conversion rate that we set.", "price"),
    ("Members may leave.", "Members may leave. They have a right of termination when prices rise.", "termination"),
    ("", "The rules for sellers also apply to drawings that a machine made.", "requirement"),
    ("", "The use of our darkroom requires acceptance of the Darkroom Terms.", "further-terms"),
    ("", "The Terms for Framing will also apply to frames.", "further-terms"),
    (
        "You agree to these terms, including their annexes.",
        "You agree to these terms, including their annexes and any rules incorporated herein by reference.",
        "further-terms",
    ),
    (
        "Laws means laws on bribery and fraud in the places where a party has its seat.",
        "Laws means laws on bribery, money laundering, trade sanctions and fraud where a party has its seat or trades.",
        "financial-crime",
    ),
    (
        "No third party may enforce them, but this does not affect a right or remedy that the law gives.",
        "No third party may enforce them.",
        "rights-preserved",
    ),
    (
        "Except for gross negligence or breach of secrecy, our total liability will not exceed the fees paid.",
        "Except for gross negligence, our total liability will not exceed the fees paid.",
        "liability-exception-changed",
    ),
    (
        "Catalogues of prints are allowed in Germany only.",
        "Catalogues of prints are allowed in Germany and Canada only.",
        "region-changed",
    ),
    (
        BAN.format("."),
        BAN.format(", or hands them to a machine that draws, unless we say so in writing."),
        "duty-changed",
    ),
    (BAN.format("."), f"{BAN.format('; or')}\n\n(c) shows drawings of a machine as somebody's own.", "duty-added"),
]


@pytest.mark.parametrize(("older", "newer", "rule"), ALERTS)
def test_what_binds_alerts(older: str, newer: str, rule: str) -> None:
    """With the rule that says what happened."""
    found = judged(older, newer, title="Terms of Service")

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


CONDUCT = [
    (
        "* Praises violent or hateful drawings.",
        "* Praises violent or hateful drawings, or those meant to stir up hostility between readers.",
        "misuse",
    ),
    (
        "## Prohibited prints\n\n* Praise drinking.",
        "## Prohibited prints\n\n* Praise drinking or a poor image of one's body in a way that hurts readers.",
        "duty-changed",
    ),
    (
        "## What is not allowed\n\n* Praise drinking.",
        "## What is not allowed\n\n* Praise drinking.\n* Dares that hurt.",
        "duty-added",
    ),
]


@pytest.mark.parametrize(("older", "newer", "rule"), CONDUCT)
def test_what_is_forbidden_in_lists_alerts(older: str, newer: str, rule: str) -> None:
    """In guidelines: by words that are known, or by the heading over the list."""
    rules = "You must follow these rules on content. We remove what breaks them, and may close an account."
    found = judged(f"{rules}\n\n{older}", f"{rules}\n\n{newer}", title="Community Guidelines")

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("We print.", "We print. Readers find something among more than 100 million prints here."),
        ("", "We encourage all readers to visit a site where they can find useful words on prints."),
        ("For more on eligibility, see [here](/e).", "We print."),
        ("", "If you bring the print back to a kiosk, you do not need to pack it."),
        ("", "This page is meant to help sellers who write to the police about prints."),
        ("", "Learn how we may frame prints for you, and what we can provide."),
        ("", "This e-mail is for questions on data protection alone."),
        ("", "* iPhone: go to Settings > Privacy > Location"),
        (
            "Tern Books SA has a share capital of 20,000 EUR and prints.",
            "Tern Books SA prints, with a share capital of 30,000 EUR.",
        ),
        (
            "Before using Tern Prints, read how we disclose data.",
            "Before using our services, read how we disclose data.",
        ),
    ],
)
def test_what_binds_nobody_goes_into_a_digest(older: str, newer: str) -> None:
    """Relief from a duty, introductions, contacts, settings of a telephone, a company's capital."""
    assert judged(older, newer, title="Terms of Service").materiality.rank <= Materiality.SUBSTANTIVE.rank
