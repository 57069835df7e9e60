"""One more, or one less, in a row of recipients or of forbidden acts; and in a list whose lead names no "we"."""

import pytest

from redline.types import Materiality
from tests.redline.judged import FRENCH, GERMAN, SPANISH, judged, rules_of, told

MORE_RECIPIENTS = [
    (
        "We share your information with service providers and our affiliates.",
        "We share your information with service providers, our affiliates and universities.",
    ),
    (
        "We may share your information with installers of our products and our marketing partners.",
        "We may share your information with installers of our products, our marketing partners, and a cooperative.",
    ),
    (
        "The information you provide to us may be shared with affiliates and banks.",
        "The information you provide to us may be shared with affiliates, schools and banks.",
    ),
    (
        "We give your address to couriers for delivery.",
        "We give your address to couriers and churches for delivery.",
    ),
]


@pytest.mark.parametrize(("fewer", "more"), MORE_RECIPIENTS)
def test_a_recipient_more_or_less_in_a_row_is_told(fewer: str, more: str) -> None:
    for before, after in ((fewer, more), (more, fewer)):
        found = judged(before, after)
        assert found.materiality is Materiality.MATERIAL, (before, after)
        assert "audience-changed" in rules_of(found)


@pytest.mark.parametrize(
    ("frame", "fewer", "more"),
    [
        (
            FRENCH,
            "Nous partageons vos données avec nos filiales et nos prestataires.",
            "Nous partageons vos données avec nos filiales, nos prestataires et des universités.",
        ),
        (
            GERMAN,
            "Wir geben Ihre Daten an unsere Tochtergesellschaften und an Banken weiter.",
            "Wir geben Ihre Daten an unsere Tochtergesellschaften, an Banken und an Hochschulen weiter.",
        ),
        (
            SPANISH,
            "Compartimos sus datos con nuestras filiales y con bancos.",
            "Compartimos sus datos con nuestras filiales, con bancos y con universidades.",
        ),
    ],
    ids=["French", "German", "Spanish"],
)
def test_it_is_told_in_other_languages(frame: str, fewer: str, more: str) -> None:
    assert told(frame, fewer, more).materiality is Materiality.MATERIAL
    assert told(frame, more, fewer).materiality is Materiality.MATERIAL


def test_a_kind_of_recipient_with_a_name_of_its_own_is_told_once() -> None:
    before = "We share your information with service providers and our affiliates."
    after = "We share your information with service providers, data brokers and our affiliates."
    found = [finding.rule for change in judged(before, after).changes for finding in change.findings]
    assert found.count("audience-changed") == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (  # who works for somebody is called otherwise
            "We share your information with service providers and affiliates.",
            "We share your information with service providers, vendors and affiliates.",
        ),
        (  # an example of what was named
            "We share your information with service providers such as couriers and printers.",
            "We share your information with service providers such as couriers, printers and painters.",
        ),
        (  # the reader gives it away
            "You can share photos with friends and family.",
            "You can share photos with friends, family and colleagues.",
        ),
        (
            "The shop lets you create, share, and discuss reviews with friends.",
            "The shop lets you create, share, and discuss reviews with friends and neighbours.",
        ),
        (  # who is told something
            "We send travel information to readers and drivers.",
            "We send travel information to readers, drivers and cyclists.",
        ),
        (
            "Readers who disclose their data to clubs and guides do so at their risk.",
            "Readers who disclose their data to clubs, guides and porters do so at their risk.",
        ),
        (  # how, and not to whom
            "We share your data with couriers by mail and fax.",
            "We share your data with couriers by mail, fax and rider.",
        ),
        (
            "To share your details with clubs, press the button.",
            "To share your details with clubs and teams, press the button.",
        ),
        (  # what for, and from where
            "We provide this information to help you understand your order and plan your trip.",
            "We provide this information to help you understand your order, plan your trip and pay.",
        ),
        (
            "Your letters are sent to your phone and mail.",
            "Your letters are sent to your phone, watch and mail.",
        ),
        (
            "You will be asked to provide your data to register and order.",
            "You will be asked to provide your data to register, order and review.",
        ),
        (  # another word for one
            "We share your data with lawyers and banks.",
            "We share your data with lawyers, attorneys and banks.",
        ),
        (  # no data
            "We provide help to readers and schools.",
            "We provide help to readers, schools and bakers.",
        ),
    ],
)
def test_what_is_no_recipient_more_is_for_a_digest(before: str, after: str) -> None:
    assert "audience-changed" not in rules_of(judged(before, after))


MORE_BANS = [
    (
        "You may not: a) decompile the API; or b) sell, rent or lease it to any third party.",
        (
            "You may not: a) decompile the API; b) use the API to create a substitute or similar product; "
            "or c) sell, rent or lease it to any third party."
        ),
    ),
    (
        "Customers shall not copy the catalogue, or lend it to a competitor.",
        "Customers shall not copy the catalogue, photograph pages of printed editions, or lend it to a competitor.",
    ),
]


@pytest.mark.parametrize(("fewer", "more"), MORE_BANS)
def test_a_forbidden_act_more_or_less_in_a_row_is_told(fewer: str, more: str) -> None:
    for before, after, rule in ((fewer, more, "duty-added"), (more, fewer, "duty-removed")):
        found = judged(before, after, title="Terms of Service")
        assert found.materiality is Materiality.MATERIAL
        assert rule in rules_of(found)


def test_a_verb_more_for_the_same_thing_is_no_other_ban() -> None:
    before = "Customers shall not copy, sell, or lease any part of the catalogue."
    after = "Customers shall not copy, reprint, sell, or lease any part of the catalogue."
    assert not {"duty-added", "duty-removed"} & rules_of(judged(before, after, title="Terms of Service"))


@pytest.mark.parametrize(
    "lead",
    [
        "The website collects the following data when it shows personalised ads:",
        "The following information is collected when you visit:",
        "This app stores the following:",
    ],
)
def test_an_item_under_a_lead_without_a_we_is_told(lead: str) -> None:
    older = f"{lead}\n\n* IP address\n* device type"
    newer = f"{older}\n* postcode"
    assert judged(older, newer).materiality is Materiality.MATERIAL
    assert judged(newer, older).materiality is Materiality.MATERIAL


def test_an_item_is_introduced_by_the_item_it_stands_in() -> None:
    """And by its last sentence, where one before it denies something."""
    older = (
        "5. **Disclosing:** Tern Books does not sell your data without your consent. Tern Books may disclose your "
        "personal data to:\n\n    1. our couriers;\n    2. whoever you name;"
    )
    newer = older.replace("2. whoever", "2. its shareholders, for their own marketing;\n    3. whoever")
    assert "practice-added" in rules_of(judged(older, newer))


@pytest.mark.parametrize(
    "entry", ["Mail – Tern Books, Harbour Street 12, 2540 Bern", "Courrier : 12 rue du Port, Lyon"]
)
def test_where_to_write_is_no_right(entry: str) -> None:
    older = "You can withdraw your consent by one of these:\n\n* E-mail – desk@tern.example\n* the form below"
    assert judged(older, f"{older}\n* {entry}").materiality is not Materiality.MATERIAL


@pytest.mark.parametrize(
    "lead", ["What you shouldn’t publish in the shop:", "Members should not post:", "### What you should not publish"]
)
def test_an_item_that_one_should_not_publish_is_told(lead: str) -> None:
    older = f"{lead}\n\n* hateful words\n* pictures of real people"
    newer = f"{older}\n* content against the standards of card networks"
    assert "duty-added" in rules_of(judged(older, newer, title="Rules and Guidelines"))


def test_where_to_find_more_is_no_list_of_data() -> None:
    older = "You find more on the pages of our shops:\n\n* Harbour street\n* Market square"
    assert judged(older, f"{older}\n* Hill road").materiality is not Materiality.MATERIAL


@pytest.mark.parametrize(
    ("frame", "fewer", "more"),
    [
        (
            FRENCH,
            "Notre partenaire accède à vos données, comme votre adresse électronique.",
            "Notre partenaire accède à vos données, comme votre adresse électronique, votre téléphone, vos commandes.",
        ),
        (
            GERMAN,
            "Unser Partner liest Ihre Daten, etwa Ihren Vornamen.",
            "Unser Partner liest Ihre Daten, etwa Ihren Vornamen, Ihr Geburtsdatum und Ihren Standort.",
        ),
    ],
    ids=["French", "German"],
)
def test_kinds_of_data_are_known_in_other_languages(frame: str, fewer: str, more: str) -> None:
    assert "data-kinds-added" in rules_of(told(frame, fewer, more))
