"""What a finding tells is what happened: not the opposite, nor what its words mean elsewhere."""

import pytest

from redline.types import Materiality
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
    ("We will send you a reminder at least 3 days before your free trial ends.", "", "renewal-reminder"),
    (
        "Do not label maliciously what plainly does not go against your rules.",
        "Label maliciously what plainly does not go against your rules.",
        "prohibition",
    ),
    (
        "If we merge, we will ask for your consent before your Personal Information is transferred.",
        "If we merge, your Personal Information may be transferred and this Privacy Statement will apply to it.",
        "consent-changed",
    ),
    ("", "If you opt out, some shelves may no longer open.", "cost-of-a-choice"),
    (
        "We do not photograph visitors of the shop. We keep a list of them.",
        "We photograph visitors of the shop. We keep a list of them. We do not film anyone.",
        "negation-lost",
    ),
    ("You can cancel your plan online with two taps.", "You must call us to cancel your plan.", "cancellation"),
    (
        "We carry out a security review of each printer at least once a year.",
        "We carry out a security review of each printer at least every two years.",
        "interval-changed",
    ),
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
    ("We will send you a reminder at least 3 days before your free trial ends.", "", "renewal"),
    ("You can cancel your plan online with two taps.", "", "refund"),
    (
        "We tell you within 48 hours after we become aware of a breach of security.",
        "We tell you when we have confirmed that a breach of security has resulted in a loss.",
        "enforcement",
    ),
    (
        "If we merge, we will ask for your consent before your Personal Information is transferred.",
        "If we merge, your Personal Information may be transferred and this Privacy Statement will apply to it.",
        "recipient-changed",
    ),
    ("", "You grant us the right to monetize your content.", "sale-added"),
    ("", "You must not use the data for commerce, including selling your app.", "no-sale-promise-added"),
    ("You may not share your password with third parties.", "", "no-sharing-promise-removed"),
    ("", "The covers that you draw shall remain the sole property of the shop.", "requirement"),
    ("", "After 18 months we remove any common account identifiers from our logs.", "enforcement"),
    ("", "This notice is licensed under a Creative Commons license.", "named-licence"),
]


@pytest.mark.parametrize(("older", "newer", "rule"), NOT_TOLD)
def test_what_did_not_happen_is_not_told(older: str, newer: str, rule: str) -> None:
    """Words that a rule knows say something else beside others."""
    assert rule not in rules_of(judged(older, newer, title="Terms of Service"))


ALIKE = [
    ("From time to time, we may offer trials at a reduced rate.", "Occasionally, we may offer trials at a lower rate."),
    (
        "We provide you with the ability to access, correct and erase your data.",
        "You can access, correct and erase your data.",
    ),
    (
        "It is your responsibility to keep backups of your letters.",
        "You are responsible for keeping backups of your letters.",
    ),
    (
        "Your letters may be protected by rights. We don't own those.",
        "Your letters may be protected by rights, which we do not own.",
    ),
    ("We keep your letters for so long as you read with us.", "We keep your letters as long as you read with us."),
]


@pytest.mark.parametrize(("older", "newer"), ALIKE)
def test_plain_english_is_an_edit(older: str, newer: str) -> None:
    """Nothing is owed, allowed or denied that was not."""
    assert judged(older, newer).materiality is Materiality.EDITORIAL


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("We will ask you to sign in.", "We will ask you to sign in or, if you have none, to confirm your last order."),
        (
            "Persons under the age of 13 are not permitted to open shelves.",
            "Children under 13 may not open shelves.",
        ),
        (
            "A customer's breach of this policy shall be considered a breach of the master subscription agreement.",
            "A customer's breach of this policy will be considered a breach of the Main Services Agreement.",
        ),
        ("We use your orders to personalize the shop window.", "We use your orders to tailor the shop window."),
    ],
)
def test_another_word_for_it_is_no_alert(older: str, newer: str) -> None:
    """None of these weakens a promise or turns a sentence round."""
    assert judged(older, newer).materiality is not Materiality.MATERIAL


def test_an_age_in_words_is_the_age_in_figures() -> None:
    """ "Sixteen" has no unit behind it."""
    older, newer = (f"It is not for anyone under the age of {age}." for age in ("sixteen", "16"))

    assert not rules_of(judged(older, newer))


def test_of_several_numbers_the_sum_is_told() -> None:
    """Of two sums the one that is paid: the other says when."""
    newer = "You pay $0.20 for each copy if the book made $200,000 in the last 12 months."
    found = [finding.direction for change in judged("", newer).changes for finding in change.findings]

    assert "$0.20 added" in found
