"""What a finding tells is what happened: not the opposite, nor what its words mean elsewhere."""

import pytest

from tests.redline.judged import judged, rules_of

TOLD = [
    ("We may close your shelf for a breach.", "We may close your shelf for a breach without notice.", "without-notice"),
    (
        "",
        "Where the same or coordinated counsel represents many claimants, their claims are administered in batches.",
        "class-waiver",
    ),
    (
        "The type is made available under the Mozilla Public License, version 2.0.",
        "The type is made available under the Business Source License 1.1.",
        "named-licence",
    ),
    ("", "If you do not comply, we may render the reader permanently unusable.", "termination"),
    (
        "Disputes are heard by the courts located in San Francisco County, California, United States.",
        "Disputes are heard by the state courts located in Tarrant County, Texas, United States.",
        "governing-law-changed",
    ),
    ("", "We also use your chats to personalize the content and ads you see.", "targeted-advertising"),
    ("The API is available free of charge.", "The API is available for a monthly subscription.", "free-of-charge"),
    ("The API is available free of charge.", "The API is available for a monthly subscription.", "price"),
    ("No fee is payable for use of the type in books that nobody buys.", "", "free-of-charge"),
    ("", "A breach may subject you to damages, including liquidated damages of $2,500 each.", "penalty"),
    ("", "The methods are limited to one request per minute and 15 messages per request.", "number-added"),
    ("You can ask for a person to review any automated decision.", "", "human-decision"),
    ("Decisions are always taken by human beings.", "", "human-decision"),
    ("", "Recordings are sent to our speech recognition provider to improve its accuracy.", "sharing-added"),
    ("", "The covers that you draw are the sole and exclusive property of Tern.", "ownership"),
]


@pytest.mark.parametrize(("older", "newer", "rule"), TOLD)
def test_what_happened_is_told_by_its_name(older: str, newer: str, rule: str) -> None:
    """So that the reader of an alert learns it from the first line."""
    assert rule in rules_of(judged(older, newer, title="Terms of Service"))


NOT_TOLD = [
    ("We may close your shelf for a breach.", "We may close your shelf for a breach without notice.", "due-process"),
    (
        "Disputes are heard by the courts located in San Francisco County, California, United States.",
        "Disputes are heard by the state courts located in Tarrant County, Texas, United States.",
        "storage-place-changed",
    ),
    ("", "We claim no license or other right to what you upload.", "content-licence"),
    ("", "This End User License Agreement explains your rights and obligations.", "content-licence"),
    ("", "We do not give letters to law enforcement without a warrant.", "state-disclosure"),
    ("", "If you opt out, some shelves may no longer open.", "opt-out-added"),
    ("", "We may use publicly available information to print better catalogues.", "publicity"),
    ("We keep your profile information and content for as long as you read with us.", "", "ownership"),
    ("", "We have simplified our Terms of Use to make them easier to read.", "purpose-added"),
    ("", "When we receive a valid order from the competent authorities, we read it.", "third-party-source"),
    ("", "A limited amount of human review is unavoidable.", "due-process"),
    ("", "We may share anonymized information about accounts.", "deletion-changed"),
    ("The API is available free of charge.", "", "price"),
    ("", "A breach may subject you to damages, including liquidated damages of $2,500 each.", "liability"),
    ("You can ask for a person to review any automated decision.", "", "automated-decisions"),
    ("", "Orders by an end-to-end flow without human review are not allowed.", "end-to-end-encryption"),
    ("", "Orders by an end-to-end flow without human review are not allowed.", "human-review"),
    ("", "This notice is licensed under a Creative Commons license.", "named-licence"),
]


@pytest.mark.parametrize(("older", "newer", "rule"), NOT_TOLD)
def test_what_did_not_happen_is_not_told(older: str, newer: str, rule: str) -> None:
    """Words that a rule knows say something else beside others."""
    assert rule not in rules_of(judged(older, newer, title="Terms of Service"))


def test_an_age_in_words_is_the_age_in_figures() -> None:
    """ "Sixteen" has no unit behind it."""
    older, newer = (f"It is not for anyone under the age of {age}." for age in ("sixteen", "16"))

    assert not rules_of(judged(older, newer))


def test_of_several_numbers_the_sum_is_told() -> None:
    """Of two sums the one that is paid: the other says when."""
    newer = "You pay $0.20 for each copy if the book made $200,000 in the last 12 months."
    found = [finding.direction for change in judged("", newer).changes for finding in change.findings]

    assert "$0.20 added" in found
