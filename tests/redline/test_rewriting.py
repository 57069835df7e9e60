"""A clause written anew alerts nobody; one that says more, or less, in new words does."""

import pytest

from redline.equivalence.residue import key
from redline.judging.close_words import unsaid
from redline.number_words import in_figures
from redline.types import Materiality
from tests.redline.judged import judged

PLAIN = (
    (
        "We retain the data that belongs to your account for as long as the account is open and for a further six "
        "years after it is closed, after which we securely erase it."
    ),
    (
        "The data that belongs to your account is kept while the account is open and for six more years once it has "
        "been closed. After that, it is erased securely by us."
    ),
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        PLAIN,
        (
            "If consent is not given by the parent within 14 days, the account of the child is deleted by us.",
            "We delete the account of the child if the parent does not consent within 14 days.",
        ),
        (
            (
                "Please note that we may amend this policy. In the event that we make any material changes, you will "
                "be notified by us by e-mail at least thirty days prior to the date on which they take effect."
            ),
            (
                "We may amend this policy. If we make any material changes, we will notify you by e-mail at least "
                "thirty days before they take effect."
            ),
        ),
        (
            "No. We have not sold personal information in the past 12 months and have no plans to do so.",
            "We have not sold personal information in the past 12 months and have no plans to do so.",
        ),
        (
            "We do not record your calls unless you have agreed to the recording.",
            "We only record your calls if you have agreed to the recording.",
        ),
        (
            "We may investigate a reported violation of our Terms of Service and end your account.",
            "We may investigate a reported violation of our Terms & Conditions and end your account.",
        ),
        (
            "You may complain to the authority of the United Kingdom about our use of your data.",
            "You may complain to the authority of the UK about our use of your data.",
        ),
        (
            (
                "You may reject this agreement to arbitrate by sending us notice within thirty (30) "
                "days after the date "
                "on which you first accept these terms, at the address in Section 9, stating your name."
            ),
            (
                "You may reject this agreement to arbitrate. To do so, send us notice at the address in Section 9 "
                "within 30 days after the date on which you first accept these terms; state in it your name."
            ),
        ),
        (
            (
                "We do not knowingly collect data from children under thirteen (13) years of age; if you are a child "
                "under the age of thirteen (13), please do not attempt to open an account. If you "
                "believe that a child "
                "under the age of thirteen (13) may have given us data, please write to us."
            ),
            (
                "We do not knowingly collect data from children under 13. If you are under 13, please do not try to "
                "open an account. If you believe that such a child may have given us data, please write to us."
            ),
        ),
        (
            "We follow a strict process before we engage any vendor. Our vendors keep your orders confidential.",
            (
                "We follow a strict process before we engage any service provider. Our third-party service providers "
                "keep your orders confidential."
            ),
        ),
    ],
)
def test_a_clause_written_anew_alerts_nobody(before: str, after: str) -> None:
    """Whichever of the two was there first."""

    for one, other in ((before, after), (after, before)):
        found = judged(one, other)
        assert found.changes
        assert not found.materiality.reaches(Materiality.MATERIAL), found.summary


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PLAIN[0], PLAIN[1].replace("six more years", "ten more years")),
        (PLAIN[0], f"{PLAIN[1]} We pass it on to advertisers before."),
        (PLAIN[0], PLAIN[1].replace("erased", "anonymised")),
        (
            "We share what you tell us with vendors who host it. We do not sell your data to anybody.",
            "What you tell us is shared with vendors who host it, and your data is sold by us.",
        ),
        (
            "To learn how we use artificial intelligence, see our AI policy. We do not train models on your content.",
            "To learn how we use artificial intelligence and train models on your content, see our AI policy.",
        ),
        ("We do not read the messages of other members.", "We only read the messages of other members."),
        ("Is your data sold? No, your data is never sold.", "Is your data sold? Yes, your data is always sold."),
        ("We do not read your mail.", "Do we read your mail? Yes."),
        (
            "It is our policy to close the accounts of readers who repeatedly infringe rights. Please write to us.",
            "It is our policy to close the accounts of readers who infringe rights. You are welcome to write to us.",
        ),
        (
            "We use the microphone only while you hold the button.",
            "The microphone is used by us while the app is open.",
        ),
        (
            (
                "Orders are kept for 30 days, and so they can be traced. Letters are kept for 30 days, "
                "and then shredded."
            ),
            "Orders are kept for 30 days, and so they can be traced. Letters are kept, and then shredded.",
        ),
        (
            "The host notifies the shop of a breach within 48 hours. It assists the shop with reports.",
            "The host notifies the shop of a breach. It assists the shop with reports within 48 hours.",
        ),
        (
            "Readers aged 13 may have an account. Readers aged 13 may chat with anyone.",
            "Readers aged 13 may have an account. Readers may chat with anyone.",
        ),
        (
            "Data leaves the EEA only under the standard contractual clauses. In case of conflict they prevail.",
            "Data may leave the EEA at any time. In case of conflict the standard contractual clauses prevail.",
        ),
        (
            "We plan to tell you about changes. Your letters are encrypted.",
            "You are told about changes. We intend to encrypt your letters.",
        ),
    ],
)
def test_a_clause_that_says_more_in_new_words_alerts(before: str, after: str) -> None:
    """New words, and one thing that is another now."""

    assert judged(before, after).materiality is Materiality.MATERIAL


def test_a_close_word_says_a_thing_and_a_citation_says_nothing() -> None:
    """Of what is left the rules ask."""
    text = "We disclose your address to carriers, who keep it for a week."

    assert unsaid(key("share retain phone section"), text) == ("phone",)


@pytest.mark.parametrize(
    ("written", "figures"),
    [
        ("thirty (30) days", "30 days"),
        ("thirty-five (35) days", "35 days"),
        ("twenty four business days", "24 business days"),
        ("one hundred twenty days", "120 days"),
        ("one hundred and eighty (180) days", "180 days"),
        ("two thousand five hundred (2,500) days", "2,500 days"),
        ("one hundred twenty thousand euros", "120,000 euros"),
        ("between one hundred and two hundred days", "between 100 and 200 days"),
        ("hundreds of days, a hundred users", "hundreds of days, 100 users"),
        ("one hundred U.S. dollars (US$100.00)", "$100"),
        ("FIFTY ($50) DOLLARS, whichever is greater", "$50, whichever is greater"),
        ("one hundred dollars ($50)", "100 dollars ($50)"),
        ("one and one-half percent (1.5%)", "1.5%"),
        ("within a month, twice a year", "within 1 month, twice a year"),
        ("fıve days, ſix (6) days", "fıve days, ſix (6) days"),
        ("sixty (30) days", "sixty (30) days"),
        ("one of two parties", "one of two parties"),
    ],
)
def test_numbers_of_periods_are_read_in_figures(written: str, figures: str) -> None:
    """A number that stands there twice is one, unless the two differ."""

    assert in_figures(written) == figures


PARAGRAPH = (
    "We use appropriate security measures to help protect your information against loss, misuse and unauthorised "
    "access, and to safeguard the confidentiality of your orders by means of servers behind firewalls."
)
AS_A_LIST = (
    "We use appropriate security measures to:\n\n"
    "* help protect your information against loss, misuse and unauthorised access\n"
    "* protect the confidentiality of your orders, by using servers behind firewalls"
)


def test_a_paragraph_that_became_a_list_alerts_nobody() -> None:
    """Its items came, and each of them stood there before."""
    for before, after in ((PARAGRAPH, AS_A_LIST), (AS_A_LIST, PARAGRAPH)):
        assert judged(before, after).materiality is not Materiality.MATERIAL


IN_ONE_SENTENCE = (
    "Either side may end this contract, without notice, (i) upon the institution by or against the other of insolvency "
    "proceedings (provided such are not dismissed within one hundred twenty (120) days of such institution), "
    "(ii) upon the other’s making an assignment for the benefit of creditors, or (iii) upon the other’s ceasing to do "
    "business without a successor."
)
LISTED = (
    "Either side may end this contract without notice if the other:\n\n"
    "* ceases to do business without a successor;\n"
    "* makes an assignment for the benefit of creditors; or\n"
    "* is in insolvency proceedings, instituted by or against it, that are not dismissed within 120 days of being "
    "instituted."
)


def test_a_list_says_what_its_sentence_said() -> None:
    """A number in words is that of the figure behind it."""
    for before, after in ((IN_ONE_SENTENCE, LISTED), (LISTED, IN_ONE_SENTENCE)):
        assert judged(before, after).materiality is not Materiality.MATERIAL
    assert judged(IN_ONE_SENTENCE, LISTED.replace("120 days", "20 days")).materiality is Materiality.MATERIAL


BARRED = (
    "Without limiting the foregoing, the shop is prohibited from: (a) selling your orders or otherwise making them "
    "available to any third party for money; (b) sharing your orders with any third party for advertising; and (c) "
    "except as the law permits, combining your orders with personal data that it receives from another person."
)
BARRED_IN_A_LIST = (
    "The shop may not:\n\n"
    "* sell your orders or otherwise make them available to any third party for money;\n"
    "* share your orders with any third party for advertising; or\n"
    "* except as the law permits, combine your orders with personal data that it receives from any other person."
)


def test_a_list_under_a_heading_that_reads_otherwise_says_what_its_sentence_said() -> None:
    """What the section is called stands between its parts."""
    older, newer = f"### Barred acts\n\n{BARRED}", f"### What acts are barred\n\n{BARRED_IN_A_LIST}"

    assert judged(older, newer).materiality is not Materiality.MATERIAL
    sold = BARRED_IN_A_LIST.replace("* sell your orders or otherwise", "* except to insurers, sell your orders or")
    assert judged(older, newer.replace(BARRED_IN_A_LIST, sold)).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    "item", ["share your orders with insurers", "keep what you write for ten years", "tell your employer of breaches"]
)
def test_an_item_that_stood_nowhere_alerts(item: str) -> None:
    """However much beside it was only laid out otherwise."""
    assert judged(PARAGRAPH, f"{AS_A_LIST}\n* {item}").materiality is Materiality.MATERIAL
    assert judged(f"{AS_A_LIST}\n* {item}", PARAGRAPH).materiality is Materiality.MATERIAL


def test_a_safeguard_that_another_sentence_names_now_is_for_a_digest() -> None:
    """It neither went nor came."""
    found = judged(
        "Where data goes abroad from Europe we rely on the standard contractual clauses. Write to us for a copy.",
        "Some countries have other laws. For these, transfers are made on the basis of the Commission’s standard "
        "contractual clauses. Write to us for a copy.",
    )

    told = [(finding.rule, finding.level) for change in found.changes for finding in change.findings]
    for rule in ("transfer-framework-added", "transfer-framework-removed"):
        assert {level for told_rule, level in told if told_rule == rule} == {Materiality.SUBSTANTIVE}
