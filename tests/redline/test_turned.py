"""One word, or a place in the sentence, that turns round what is said; and what looks alike and turns nothing."""

import pytest

from redline.types import Materiality
from tests.redline.judged import judged, rules_of

JOINED = "conditions-joined-otherwise"
TURNED = [
    ("Old prints are deleted unless you ask.", "Old prints are deleted if you ask.", "condition-turned"),
    (
        "You may opt in to the sale of your address.",
        "You may opt out of the sale of your address.",
        "choice-turned",
    ),
    ("All staff must sign a secrecy pledge.", "Certain staff must sign a secrecy pledge.", "quantifier-changed"),
    (
        "We disclose your data only if you consent and the law allows it.",
        "We disclose your data only if you consent or the law allows it.",
        "conditions-joined-otherwise",
    ),
    (
        "The printers handle addresses for our purposes.",
        "The printers handle addresses for their own purposes.",
        "own-purposes-changed",
    ),
    (
        "We handle your address for these purposes.",
        "We handle your address for any other purposes.",
        "purposes-opened",
    ),
    (
        "We keep invoices for at least seven years.",
        "We keep invoices for a maximum of seven years.",
        "opposite-said",
    ),
    ("Readers under 16 may join.", "Readers over 16 may join.", "opposite-said"),
    ("We send your address with your name.", "We send your address without your name.", "opposite-said"),
    (
        "Your drawings are shared with galleries.",
        "Your drawings are shared by galleries.",
        "way-turned",
    ),
    (
        "Minors may view prints but may not buy them.",
        "Minors may not view prints but may buy them.",
        "negation-moved",
    ),
    (
        "The customer is the controller and the vendor is the processor.",
        "The vendor is the controller and the customer is the processor.",
        "places-exchanged",
    ),
    (
        "Prints are kept in Kent and copied in York.",
        "Prints are kept in York and copied in Kent.",
        "places-exchanged",
    ),
    (
        "Prints leave us only where there is a contract and you have agreed to it.",
        "Prints leave us only where there is a contract or you have agreed to it.",
        "conditions-joined-otherwise",
    ),
    (
        "They use the prints only for these purposes.",
        "They use the prints only for their purposes.",
        "own-purposes-changed",
    ),
    (
        "We show no prints to readers under the age of eighteen.",
        "We show no prints to readers over the age of eighteen.",
        "opposite-said",
    ),
    (
        "The supplier shall notify the customer of a breach.",
        "The customer shall notify the supplier of a breach.",
        "places-exchanged",
    ),
    (
        "These terms take precedence over the order form.",
        "The order form takes precedence over these terms.",
        "places-exchanged",
    ),
    (
        "Prints are kept under AES-256 encryption.",
        "Prints are kept under AES-128 encryption.",
        "security-standard-changed",
    ),
    (
        "We hold a SOC 2 Type II report.",
        "We hold a SOC 2 Type I report.",
        "security-standard-changed",
    ),
    (
        "We do so under Art. 6(1)(a) GDPR.",
        "We do so under Art. 6(1)(f) GDPR.",
        "article-changed",
    ),
    ("Prints are stored in eu-west-1.", "Prints are stored in us-east-1.", "cloud-region-changed"),
    (
        "Guests cannot copy prints or invite others.",
        "Guests cannot copy prints, but they can invite others.",
        "denial-narrowed",
    ),
    ("Staff may not read or copy letters.", "Staff may read but not copy letters.", "denial-narrowed"),
    ("We sell no names, nor lend them.", "We sell no names, but may lend them.", "denial-narrowed"),
    ("We neither sell names nor lend them.", "We neither sell names but may lend them.", "denial-narrowed"),
    ("A print is removed where it is torn and old.", "A print is removed where it is torn or old.", JOINED),
    ("Notice must be given in writing and by post.", "Notice must be given in writing or by post.", JOINED),
    ("Letters are encrypted at rest and in transit.", "Letters are encrypted at rest or in transit.", JOINED),
    ("It may be shown if both parties agree.", "It may be shown if either party agrees.", JOINED),
    (
        "All sellers, including charities, pay a fee.",
        "All sellers, other than charities, pay a fee.",
        "exception-turned",
    ),
    ("Nudes are banned except in museums.", "Nudes are banned, including in museums.", "exception-turned"),
    ("You pay unless it is faulty.", "You pay even if it is faulty.", "condition-turned"),
    ("You may sell it only with our leave.", "You may sell it without our leave.", "opposite-said"),
    ("Films made by children are not shown.", "Films made for children are not shown.", "way-turned"),
    ("You may cancel within 14 days.", "You may cancel after 14 days.", "way-turned"),
    (
        "Readers get lists of groups, and our staff get lists of people.",
        "Our staff get lists of groups, and readers get lists of people.",
        "places-exchanged",
    ),
    ("Prints are excluded from the warranty.", "Prints are included in the warranty.", "opposite-said"),
    (
        "We hire printers with your prior specific written authorisation.",
        "We hire printers with your general written authorisation.",
        "opposite-said",
    ),
    ("The deposit is returned to you.", "The deposit is kept by us.", "opposite-said"),
    ("We use de-identified prints for tests.", "We use identified prints for tests.", "anonymity-changed"),
]


@pytest.mark.parametrize(("older", "newer", "rule"), TURNED)
@pytest.mark.parametrize("backwards", [False, True])
def test_what_is_turned_round_alerts(older: str, newer: str, rule: str, backwards: bool) -> None:
    """Whichever of the two stood there first."""
    found = judged(*((newer, older) if backwards else (older, newer)))

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


WRITTEN_OTHERWISE = [
    ("We delete it if you ask.", "If you ask, we delete it."),
    ("We collect names and towns.", "We collect towns and names."),
    ("After your order we send it from the shop.", "We send it from the shop after your order."),
    ("We answer when you write.", "We answer if you write."),
    ("Any change is posted here.", "Each change is posted here."),
    (
        "Changes both due to the law and to our trade may be posted here.",
        "Changes either due to the law or to our trade may be posted here.",
    ),
    ("We use your address for these purposes.", "We use your address for those purposes."),
    ("If you are under 16, ask your parents.", "If you are below 16, ask your parents."),
    ("We keep prints for up to 3 years.", "We keep prints for no longer than three years."),
    ("We keep prints for at least 3 years.", "We keep prints for a minimum of 3 years."),
    ("We wont sell your address.", "We won't sell your address."),
    ("We keep it under ISO 27001.", "We keep it under ISO/IEC 27001."),
    ("We send it over TLS 1.2.", "We send it over TLS v1.2."),
    ("We do not sell or share it.", "We do not share or sell it."),
    ("You may not copy or sell prints.", "You may not sell or copy prints."),
    ("We do not knowingly ask children.", "We knowingly do not ask children."),
    ("We keep billing data and account data.", "We keep account data and billing data."),
    ("You may share your prints or sell them.", "You may sell your prints or share them."),
    ("You have the right to see and the right to ask.", "You have the right to ask and the right to see."),
    ("When you visit our shop and our site, we greet you.", "When you visit our shop or our site, we greet you."),
    ("You may copy, frame or sell it.", "You may sell, frame or copy it."),
    ("The printer is Tern Ltd.", "Tern Ltd is the printer."),
    ("When you order, we send the print and the bill.", "When you order, we send the print or the bill."),
    ("We are only here for artists and readers.", "We are only here for artists or readers."),
    ("If you have questions or concerns, write.", "If you have questions and concerns, write."),
    ("Unless otherwise stated, these terms apply.", "Except where otherwise stated, these terms apply."),
    ("You can choose any of the frames below.", "You can choose one of the frames below."),
    ("We read what any third parties say.", "We read what these third parties say."),
    ("This is for your purposes.", "This is for your own purposes."),
    ("You can opt in or opt out here.", "You can opt out or opt in here."),
    ("Your duties stand in Article 6 of these terms.", "Your duties stand in Article 9 of these terms."),
    ("We do so under Art. 6(1)(a) GDPR.", "We do so under Article 6 para. 1 lit. a GDPR."),
    ("We hold a SOC 2 Type II report.", "We hold a SOC 2 Type 2 report."),
    ("We send it over TLS 1.2.", "We send it over TLSv1.2."),
    ("See section 4 and article 12.", "See section 5 and article 13."),
]


@pytest.mark.parametrize(("older", "newer"), WRITTEN_OTHERWISE)
@pytest.mark.parametrize("backwards", [False, True])
def test_what_is_written_otherwise_turns_nothing(older: str, newer: str, backwards: bool) -> None:
    """No alert."""
    found = judged(*((newer, older) if backwards else (older, newer)))

    assert found.materiality.rank < Materiality.MATERIAL.rank


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Members may not enter the archive.", "Members may not enter all the archive."),
        ("We do not share your data.", "We do not share all your data."),
        ("No member may borrow prints.", "Members may not borrow all prints."),
    ],
)
def test_not_all_is_not_none(older: str, newer: str) -> None:
    for before, after in ((older, newer), (newer, older)):
        assert judged(before, after).materiality is Materiality.MATERIAL
