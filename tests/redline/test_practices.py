"""What is done with data and by whom: kinds, recipients, cookies, entries of lists, and whom one may ask."""

import pytest

from redline.types import Materiality
from tests.redline.judged import judged, rules_of

ALERTS = [
    ("", "You authorize our printers to run a credit check.", "credit-check"),
    ("Our cookies contain no personal data at all.", "Our cookies last for a day and no longer.", "cookie-anonymity"),
    ("Our cookies do not identify you as a person.", "Our cookies last for a day and no longer.", "cookie-anonymity"),
    ("", "Cookies are stored in each shop and recognise everybody who returns.", "practice-added"),
    ("We collect your name and address.", "We collect your name, address and card number.", "data-kinds-added"),
    (
        "This includes your name, address and e-mail address.",
        "This includes your name, address, e-mail address and password.",
        "data-kinds-added",
    ),
    ("## Information you provide\n\n* Name", "## Information you provide\n\n* Name\n* Birthday", "practice-added"),
    ("## Who we share data with\n\n* Printers", "## Who we share data with\n\n* Printers\n* Banks", "practice-added"),
    (
        "",
        "From time to time we make our mailing list available to other worthy organizations.",
        "sharing-added",
    ),
    (
        "No data, such as your name, address or e-mail address, is collected from your visit.",
        "Lock icons are shown.",
        "practice-removed",
    ),
    (
        "We use a third-party application called Alder to process applications.",
        "We use third-party applications called Alder and Birch Tracking to process applications.",
        "recipient-changed",
    ),
    (
        "* Data brokers from which we buy data on prints.",
        "* Data brokers from which we buy data on prints and contact details.",
        "data-kinds-added",
    ),
    (
        "We may share data with our printers; our carriers; and those who find fraud.",
        "We may share data with our printers; our carriers; helpers who check ages; and those who find fraud.",
        "practice-added",
    ),
    (
        "We share data with the following third parties:\n\n* **Alder:** for mail\n* **Birch:** for prints",
        "We share data with the following third parties:\n\n* **Alder:** for mail\n* **Cedar:** for prints",
        "recipient-changed",
    ),
    (
        "",
        "If you use an e-mail address of your school, we may share data on your prints with its owners.",
        "practice-added",
    ),
    ("", "It applies as the LGPD has it, and as the NDPA has it.", "regional-regime"),
    ("We share your address with Alder Ads.", "We share your address with Birch Ads.", "recipient-changed"),
    ("Our data is hosted on Alder Cloud.", "Our data is hosted on Birch Cloud.", "recipient-changed"),
    ("## Sub-processors\n\n* Alder Inc.", "## Sub-processors\n\n* Birch Inc.", "recipient-changed"),
    (
        "## Sub-processors\n\n* Alder: customer support",
        "## Sub-processors\n\n* Birch: customer support",
        "recipient-changed",
    ),
    (
        "| Sub-processor | For |\n| --- | --- |\n| Alder Inc. | mail |",
        "| Sub-processor | For |\n| --- | --- |\n| Birch Inc. | mail |",
        "recipient-changed",
    ),
    ("", "Third parties place cookies in your browser when you read prints.", "third-party-cookies"),
    ("Our advertisers may set cookies on your computer.", "", "third-party-cookies"),
    (
        "Our partner Alder may share your card data with banks.",
        "Our partner Birch may share your card data with banks.",
        "recipient-changed",
    ),
    ("We share data with Alder rental shops.", "We share data with Birch rental shops.", "recipient-changed"),
    ("We may share data with other affiliated companies.", "We may share data with other companies.", "sharing-added"),
    ("", "If you are not satisfied with our response you can contact Alder here.", "complaint-route"),
    ("We share data with printers.", "We share data with Virginia Media.", "recipient-changed"),
    ("We share your data with Alder.", "We share your data with Alder and Birch.", "recipient-changed"),
    ("Data is hosted by our partner.", "Data is hosted by our partner Birch, Dublin 10115.", "recipient-changed"),
    (
        "**When you order we collect the following:**\n\n* your name\n* your address",
        "**When you order we collect the following:**\n\n* your name\n* your address\n* your password",
        "practice-added",
    ),
]


@pytest.mark.parametrize(("older", "newer", "rule"), ALERTS)
def test_what_is_done_with_data_alerts(older: str, newer: str, rule: str) -> None:
    """With the rule that says what happened."""
    found = judged(older, newer)

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Our partners do not set cookies on your computer.", "Our partners don't set cookies on your computer."),
        ("We collect no data of children under 13.", "We collect no data of children under the age of 13."),
        ("We collect data to print orders.", "We collect data to print orders and payments."),
        ("We collect data for the safety of prints.", "We collect data for the security of prints."),
        ("You will receive a receipt.", "You will receive a purchase receipt."),
        ("We receive data from our service providers.", "We receive data from our payment service providers."),
        ("Data is disclosed to Directors and Officers.", "Data is disclosed to Directors and Managers."),
        (
            "We make the code available to other developers.",
            "We make the code available to other developers and firms.",
        ),
        ("For details use our mailing address: 1 Elm Road.", "For details use our mailing address: 2 Oak Road."),
        ("## How we use your data\n\n* To print", "## How we use your data\n\n* To print\n* Learn more about cookies"),
        ("## Contact us about data we use\n\n* by mail", "## Contact us about data we use\n\n* by mail\n* by post"),
        (
            "We share data with printers in the United States.",
            "We share data with printers in the United States and Canada.",
        ),
        ("We share data with providers for Sales.", "We share data with providers for Sales and Marketing."),
        ("We use third-party tools to process the Data.", "We use third-party tools to process the Data and Files."),
        ("We collect your name and address.", "We collect your name, address and telephone number."),
        ("", "Session cookies are deleted as you leave, and persistent cookies remain until you delete them."),
        ("We use your data to ship orders.", "We use your data to ship orders, and for security and feedback."),
        ("We send your data from our office.", "We send your data from our location."),
        ("To have your data deleted, call 1-800-252-8841.", "To have your data deleted, call 1.888.707.BOOK."),
        (
            "To ask for a disclosure, e-mail us.",
            "To ask for a disclosure, e-mail us at Heron Mill, Irvine, Ohio 92618-2804.",
        ),
    ],
)
def test_what_only_looks_like_more_data_alerts_nobody(older: str, newer: str) -> None:
    """An address, a purpose, a place, a role, and what somebody else does."""
    for found in (judged(older, newer), judged(newer, older)):
        assert not found.materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("For a disclosure of data, mail us.", "For a disclosure of data, write to: 3 Burroughs, Irvine, Ohio 92618."),
        ("We share no data outside of Tern Books.", "We share no data outside of Heron Press."),
        ("Tern Books will not share your data.", "Heron Press will not share your data."),
    ],
)
def test_an_address_and_the_author_get_no_data(older: str, newer: str) -> None:
    """Whatever else is told of them."""
    assert "recipient-changed" not in rules_of(judged(older, newer))


def test_other_examples_by_name_are_for_a_digest() -> None:
    """A product that is called otherwise changes nothing of what is done; whom data goes to is another matter."""
    cookie = "A cookie is a small file that is kept on your device when you use our services such as {}."
    found = judged(cookie.format("Tern Chat or Tern Prints"), cookie.format("Tern Chat or Heron AI Studio"))
    assert found.materiality is Materiality.SUBSTANTIVE
    sources = "We obtain your profile from sources such as {}, and use it to set prices."
    found = judged(sources.format("Facebook and LinkedIn"), sources.format("Experian and Schufa"))
    assert found.materiality is Materiality.MATERIAL


@pytest.mark.parametrize("title", ["Terms of Service", "Privacy Policy"])
@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("We share your personal data with Heron Analytics, Inc. for advertising purposes.", "shared-with-named"),
        ("We give your data to Heron.", "shared-with-named"),
        ("Your data is shared with Heron Inc.", "shared-with-named"),
        ("We read your private messages.", "private-content"),
        ("We use your photos in advertisements.", "private-content"),
        ("We keep your data for ever.", "retention-open"),
    ],
)
def test_what_is_done_with_peoples_own_is_told_in_any_document(title: str, sentence: str, rule: str) -> None:
    """Terms say it as well, and a short sentence as well as a long one."""
    older = "We print what you order."
    found = judged(older, f"{older} {sentence}", title=title)

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


def test_a_sale_that_is_told_no_longer_weighs_as_one_that_is_told_newly() -> None:
    """It ended, or nobody says so any more."""
    found = judged("We print. We may sell your data.", "We print.")

    assert "sale-removed" in rules_of(found)


def test_what_is_denied_of_peoples_own_is_no_use_of_it() -> None:
    """The promise is told as one."""
    found = judged("We print.", "We print. We never read your private messages.")

    assert "private-content" not in rules_of(found)


@pytest.mark.parametrize(
    ("older", "newer", "rule"),
    [
        ("We do not record voice chat.", "By using voice chat you agree that we may record and rate it.", "recording"),
        (
            "You may opt out of this arbitration agreement by writing to us within 30 days.",
            "You agree to this text by printing with us.",
            "arbitration",
        ),
        (
            "We close accounts with 30 days' notice.",
            "We close accounts at any time, for any reason, without advance notice.",
            "direct-notice",
        ),
        (
            "Before we close a shop we will warn you and let you respond.",
            "We will warn you and give you the opportunity to respond before we close a shop.",
            "consent-changed",
        ),
        (
            "We have switched on IP anonymisation and share no data with other services.",
            "IP masking is switched on, and no data is shared with other services.",
            "deletion-changed",
        ),
    ],
)
def test_what_a_sentence_only_mentions_did_not_come_or_go(older: str, newer: str, rule: str) -> None:
    """A reader would be told the opposite of what happened, or of something that is not spoken of."""
    assert rule not in rules_of(judged(older, newer))


def test_data_that_never_left_a_region_and_now_may_alerts() -> None:
    """A promise of where data stays, though it names no storage."""
    found = judged("Customer data never leaves Iceland.", "Customer data never leaves Canada.")

    assert "storage-place-changed" in rules_of(found)


@pytest.mark.parametrize(
    "older",
    [
        "Automated decision-making does not take place here.",
        "Automated decision-making is not used.",
        "We do not make decisions by automated processing.",
    ],
)
def test_a_decision_by_machine_that_was_denied_and_is_made_is_told_as_new(older: str) -> None:
    """Not as one that ended: the denial went, wherever it stood in its sentence."""
    found = judged(older, "Applications below a threshold are rejected automatically.")
    told = {finding.direction for change in found.changes for finding in change.findings}

    assert found.materiality is Materiality.MATERIAL
    assert "automated decisions added" in told
    assert "automated decisions removed" not in told


@pytest.mark.parametrize("else_denied", ["that are not made by guests", "and these are not used"])
def test_what_is_denied_of_something_else_is_done_all_the_same(else_denied: str) -> None:
    """A denial behind a practice is its own only within one clause."""
    assert "recording" in rules_of(judged("We print.", f"We print. We record calls {else_denied}."))


@pytest.mark.parametrize(
    "newer",
    [
        "Ad companies receive a hashed version of your email address.",
        "We don't sell your email address to ad companies.",
    ],
)
def test_a_promise_about_addresses_is_no_matter_of_where_to_write(newer: str) -> None:
    """Nobody is told that no promise changes where one was withdrawn."""
    older = "We never share your name or email address with ad companies."

    assert "contact" not in rules_of(judged(older, newer))
