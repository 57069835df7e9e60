"""A word that limits came or went and nothing else: that is what a careful reader is told of."""

import pytest

from redline.types import Materiality
from tests.redline.judged import judged, rules_of

LIMITS = [
    ("We share limited information with advertisers.", "We share information with advertisers.", "data-limit-changed"),
    (
        "Limited information is shared with advertisers.",
        "Information is shared with advertisers.",
        "data-limit-changed",
    ),
    ("We share aggregated data with our carriers.", "We share data with our carriers.", "data-limit-changed"),
    ("We use pseudonymised data to train it.", "We use data to train it.", "data-limit-changed"),
    ("We collect de-identified usage data.", "We collect usage data.", "data-limit-changed"),
    ("We log truncated addresses of devices.", "We log addresses of devices.", "data-limit-changed"),
    ("We send hashed e-mail addresses to shops.", "We send e-mail addresses to shops.", "data-limit-changed"),
    ("We send your public profile to printers.", "We send your profile to printers.", "data-limit-changed"),
    ("We use your recent activity to print.", "We use your activity to print.", "data-limit-changed"),
    (
        "We share aggregated data with printers and aggregated data with carriers.",
        "We share aggregated data with printers and data with carriers.",
        "data-limit-changed",
    ),
    ("You may cancel for free at any time.", "You may cancel at any time.", "free-of-charge-changed"),
    ("You may request a copy free of charge.", "You may request a copy.", "free-of-charge-changed"),
    ("You may return it without charge.", "You may return it.", "free-of-charge-changed"),
    ("We repair it at no extra cost.", "We repair it.", "free-of-charge-changed"),
    ("You may export your data free of charge.", "You may export your data.", "free-of-charge-changed"),
    (
        "You may cancel for free and return it for free.",
        "You may cancel for free and return it.",
        "free-of-charge-changed",
    ),
    ("We refund you in full.", "We refund you.", "whole-refund-changed"),
    ("You get a full refund.", "You get a refund.", "whole-refund-changed"),
    ("We will notify you in advance of changes.", "We will notify you of changes.", "advance-notice-changed"),
    ("We notify you before changes of it.", "We notify you of changes of it.", "advance-notice-changed"),
    ("We give you prior notice of a visit.", "We give you notice of a visit.", "advance-notice-changed"),
    ("We notify you of material changes.", "We notify you of changes.", "notice-threshold-changed"),
    ("If it may greatly affect you, we tell you.", "If it may affect you, we tell you.", "notice-threshold-changed"),
    ("We are not liable for direct damages.", "We are not liable for damages.", "direct-damages-changed"),
    (
        "We release data where allowed or required by law.",
        "We release data where required by law.",
        "lawful-disclosure-changed",
    ),
    (
        "We disclose it where the law permits it.",
        "We disclose it where the law requires it.",
        "lawful-disclosure-changed",
    ),
    ("We pay for losses caused directly by us.", "We pay for losses caused by us.", "direct-damages-changed"),
]


@pytest.mark.parametrize(("older", "newer", "rule"), LIMITS)
def test_a_limit_that_came_or_went_alerts(older: str, newer: str, rule: str) -> None:
    """Whichever way, and what happened is told."""
    dropped, added = judged(older, newer), judged(newer, older)

    for found, how in ((dropped, "dropped"), (added, "added")):
        assert found.materiality is Materiality.MATERIAL
        told = {one.rule: one.direction for change in found.changes for one in change.findings}
        assert told[rule].endswith(how)


OPENED = [
    ("We may close it without such notice if needed.", "We may close it without notice, including if needed."),
    ("We share data when you ask for it.", "We share data, including, but not limited to, when you ask for it."),
]


@pytest.mark.parametrize(("older", "newer"), OPENED)
def test_a_case_that_is_only_an_example_now_alerts(older: str, newer: str) -> None:
    """And one that is the only case now."""
    for found in (judged(older, newer), judged(newer, older)):
        assert found.materiality is Materiality.MATERIAL
        assert "condition-opened" in rules_of(found)


def test_a_limit_that_gave_way_to_another_alerts() -> None:
    """It is another one."""
    found = judged("We collect your approximate location.", "We collect your precise location.")

    assert "data-limit-changed" in rules_of(found)
    assert found.materiality is Materiality.MATERIAL


ALERTS = [
    ("You may get a copy at no charge.", "You may get a copy at a reasonable charge.", "negation-lost"),
    (
        "We never sell data that identifies you.",
        "We never sell data that personally identifies you.",
        "promise-qualified",
    ),
    (
        "Your data are used for the sole purpose of writing to you.",
        "Your data are used for the purpose of writing to you, or of making prints known to others.",
        "purpose-limit-removed",
    ),
    (
        "We use what you read to print for you.",
        "We use what you read to print for you and to improve the relevance of the adverts that you see.",
        "targeted-advertising",
    ),
    ("", "We provide this information without charge.", "free-of-charge"),
    (
        "We use your address only to deliver your order.",
        "We use your address only to deliver your order and to send you our catalogue.",
        "promise-qualified",
    ),
    (
        "Your data is used solely for billing.",
        "Your data is used solely for billing and research.",
        "promise-qualified",
    ),
    (
        "We use your address only for billing.",
        "We use your address only for billing and research in our laboratories.",
        "promise-qualified",
    ),
    ("You have the right to access data.", "You have the right to access data, except messages.", "right-qualified"),
]


@pytest.mark.parametrize(("older", "newer", "rule"), ALERTS)
def test_what_else_limits_alerts(older: str, newer: str, rule: str) -> None:
    """A price, a purpose, what is promised of which data, and what one has to let happen."""
    found = judged(older, newer)

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("We may share certain data with printers.", "We may share data with printers."),
        ("As required by law, we provide prints as is.", "As required or permitted by law, we provide prints as is."),
        ("Prints may be used solely for personal use.", "Prints may be used solely for personal and other use."),
        ("Use this address only for questions.", "Use this address only for questions and comments."),
        ("We store data only for a short time.", "We store data only for a short time and securely."),
        ("You must be of the age required by law.", "You must be of the age permitted by law."),
        (
            "Printers use your data only to print for us.",
            "Printers use your data only to print for us and in accordance with our instructions.",
        ),
        ("We use data only for as long as needed.", "We use data only for as long as needed and for some time then."),
        ("Cookies are used only to count visits.", "Cookies are used only to count visits and they expire."),
        ("You may use the data only for prints.", "You may use the data only for prints and letters."),
        ("We use your data not only to print.", "We use your data not only to print and to write to you."),
        ("Read-only data is used for support.", "Read-only data is used for support and billing."),
        (
            "We use it only to answer you, and for nothing else.",
            "We use it only to answer you, and for nothing else, as said above.",
        ),
        ("We collect limited data such as your name.", "We collect data such as your name."),
        ("You may cancel for free at any time.", "You may cancel free of charge at any time."),
        ("We notify you in advance by letter.", "We notify you beforehand by letter."),
        ("We notify you in advance of changes.", "We notify you before changes."),
        ("We are not liable for it.", "We won't be liable for it."),
        ("Our shop is free for readers.", "Our shop is for readers."),
        ("The public library shares our house.", "The library shares our house."),
        ("Tern is not responsible for lost letters.", "Tern cannot be held responsible for lost letters."),
        ("We are not liable for lost letters.", "We accept no liability for lost letters."),
        ("We do not guarantee that it is safe.", "We cannot guarantee that it is safe."),
        ("You are not able to delete it.", "You cannot delete it."),
        ("We are not responsible or liable for it.", "We accept no responsibility or liability for it."),
        ("We use data for direct marketing and bear no loss.", "We use data for marketing and bear no loss."),
        ("Direct debit returns cause losses that you bear.", "Debit returns cause losses that you bear."),
        ("We collect limited data about you, such as your name.", "We collect data about you, such as your name."),
        ("We collect limited data: your name.", "We collect data: your name."),
        ("Read more precise information on how we use prints.", "Read more information on how we use prints."),
        ("The recent data protection law governs prints.", "The data protection law governs prints."),
        ("We inform you when payments are made in advance.", "We inform you when payments are made."),
        ("You must inform us in advance.", "You must inform us."),
        ("We keep records in full until you request it.", "We keep records until you request it."),
        ("You may request our free newsletter.", "You may request our newsletter."),
        ("Without cookies we cannot make it personalized.", "Without cookies we cannot make it."),
        ("", "The app makes background checks for updates."),
        ("", "Headings are for the sole purpose of reading."),
    ],
)
def test_what_limits_nothing_alerts_nobody(older: str, newer: str) -> None:
    """Where what is listed says which data, where the limit is said in other words, and where nothing is limited."""
    for found in (judged(older, newer), judged(newer, older)):
        assert not found.materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("You are not responsible for lost letters.", "You are responsible for lost letters."),
        ("We cannot be held liable for lost letters.", "We can be held liable for lost letters."),
        ("We are not liable for lost letters.", "You are not liable for lost letters."),
        ("We do not guarantee that it is safe.", "We guarantee that it is safe."),
    ],
)
def test_who_answers_for_what_alerts(older: str, newer: str) -> None:
    """What says that nobody does is one thing; somebody else is another."""
    assert judged(older, newer).materiality is Materiality.MATERIAL


def test_an_address_that_data_are_like_is_no_contact() -> None:
    """Of a contact nothing but the place changes; data "such as" an address are data."""
    older = "Data such as your e-mail address are held by us for the sole purpose of writing to you."

    assert judged(older, older.replace("sole ", "")).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    ("plain", "excepted"),
    [
        ("Our liability is limited to the fees paid.", "Our liability is limited to the fees paid, except for fraud."),
        ("Disputes go to arbitration.", "Disputes go to arbitration, except small claims."),
        ("We never read letters.", "We never read letters, except when you report them."),
        ("All sales are final.", "All sales are final, except where prints are faulty."),
        ("We act as processor.", "Except for payments, we act as processor."),
        ("Uploads are private.", "Uploads are private unless you publish them."),
    ],
)
@pytest.mark.parametrize("backwards", [False, True])
def test_an_exception_that_comes_or_goes_alerts(plain: str, excepted: str, backwards: bool) -> None:
    """There is a case now in which the sentence does not hold, or no longer."""
    found = judged(*((excepted, plain) if backwards else (plain, excepted)))

    assert found.materiality is Materiality.MATERIAL
    assert "exception-changed" in rules_of(found)


@pytest.mark.parametrize(
    ("plain", "excepted"),
    [
        ("The shop is open daily.", "The shop is open daily except on Mondays."),
        ("Prints are hung by hand.", "Prints are hung by hand except as required by law."),
    ],
)
def test_an_exception_that_binds_nobody_is_for_a_digest(plain: str, excepted: str) -> None:
    """Or one that the law makes."""

    assert judged(plain, excepted).materiality is Materiality.SUBSTANTIVE
    assert judged(excepted, plain).materiality is Materiality.SUBSTANTIVE


@pytest.mark.parametrize(
    ("closed", "opened"),
    [
        ("Your orders are stored in the Netherlands.", "Your orders are stored primarily in the Netherlands."),
        ("We store data in Leith.", "Among other places, we store data in Leith."),
        ("Ihre Daten werden in Irland gespeichert.", "Ihre Daten werden unter anderem in Irland gespeichert."),
        ("Vos données sont hébergées en France.", "Vos données sont hébergées principalement en France."),
        ("Sus datos se almacenan en Irlanda.", "Sus datos se almacenan, entre otros, en Irlanda."),
    ],
)
def test_a_place_that_is_one_of_several_is_no_limit(closed: str, opened: str) -> None:
    """By two words what was said of all is said of some."""
    assert "limit-dropped" in rules_of(judged(closed, opened))
    assert judged(closed, opened).materiality is Materiality.MATERIAL
    assert "limit-added" in rules_of(judged(opened, closed))


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("We are a shop in Leith.", "We are primarily a shop in Leith."),
        ("We mainly store your orders in Leith.", "We store your orders primarily in Leith."),
        ("Your letter is only read only by the desk.", "Your letter is read only by the desk."),
        ("Our data sheets are primarily used by librarians.", "Our data sheets are used by librarians."),
        ("The reading app is mainly used on phones.", "The reading app is used on phones."),
        ("Books are kept primarily on the second floor.", "Books are kept on the second floor."),
        ("You use the shop on weekdays.", "You use the shop mainly on weekdays."),
        ("Files are kept in folders.", "Files are mainly kept in folders."),
        ("Details of the fair are shared on our blog.", "Details of the fair are shared mainly on our blog."),
        ("We use pictures to make information clear.", "We use pictures mainly to make information clear."),
    ],
)
def test_another_word_for_most_is_no_limit_dropped(older: str, newer: str) -> None:
    """What a shop is, a synonym, a slip."""
    assert not {"limit-dropped", "limit-added"} & rules_of(judged(older, newer))


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("We tell you of a breach within 24 h.", "We tell you of a breach within 72 h."),
        ("We tell you of a breach within 24 hrs.", "We tell you of a breach within 3 hours."),
        ("Answers take 30 mins at most.", "Answers take 90 mins at most."),
        ("Logs are deleted in 24 h.", "Logs are deleted in 72 h."),
        ("Refunds are processed in 48 h by our team.", "Refunds are processed in 96 h by our team."),
        ("Vous disposez de 48 h pour annuler la commande.", "Vous disposez de 24 h pour annuler la commande."),
        ("Receipts are kept for 6 yrs.", "Receipts are kept for 10 yrs."),
    ],
)
def test_a_unit_may_be_abbreviated(older: str, newer: str) -> None:
    """A period is one, however short its unit is written."""
    assert "number-changed" in rules_of(judged(older, newer))
    assert not judged("We answer in 72 hrs.", "We answer in 72 hours.").materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    "sentence",
    [
        "No method of transmission over the Internet is 100% secure.",
        "We cannot promise that what you write is 100 % safe.",
        "Our shop is not 100 percent secure.",
    ],
)
def test_that_nothing_is_certain_states_no_number(sentence: str) -> None:
    """Everybody says so, and no figure of it is a term."""
    kept = "We print on paper that was paper before."
    refund = "You get a 100% refund within the first week."

    assert not {"number-added", "number-changed"} & rules_of(judged(kept, f"{kept} {sentence}"))
    assert "number-added" in rules_of(judged(kept, f"{kept} {refund}"))


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (
            'If you do not wish to receive our letter, answer it with the word "stop".',
            "If you do not wish to receive our letter, use the link at its end.",
        ),
        (
            "Where you don’t want our catalogue, tell the desk at the gate of the house.",
            "Where you don’t want our catalogue, tick the box beside the name in the form.",
        ),
    ],
)
def test_the_way_to_a_choice_is_no_duty(older: str, newer: str) -> None:
    """Whoever does not wish something is forbidden nothing."""
    found = judged(older, newer)

    assert not {"duty-changed", "duty-added", "duty-removed"} & rules_of(found)
    assert found.materiality is Materiality.SUBSTANTIVE


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Only staff can only view your messages.", "Staff can view your messages."),
        ("Data is only ours and only kept here.", "Data is only ours and kept here."),
    ],
)
def test_two_limits_are_no_slip(older: str, newer: str) -> None:
    """Each is of something else, or none is left."""
    assert judged(older, newer).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("See section 12 h of the Act.", "See section 13 h of the Act."),
        ("We are in room 4 H of the house.", "We are in room 5 H of the house."),
        ("The desk is open de 9 h à 17 h.", "The desk is open de 8 h à 17 h."),
        ("The print is 20 h by 30 w.", "The print is 25 h by 30 w."),
    ],
)
def test_an_h_need_not_be_an_hour(older: str, newer: str) -> None:
    """A letter of a law, a house, a time of day, a height."""
    assert "number-changed" not in rules_of(judged(older, newer))


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("You can log in with the same device.", "You can log in with another device."),
        ("Click the same button to go back.", "Click another button to go back."),
        ("The fonts are the same.", "The fonts are different."),
    ],
)
def test_another_thing_is_no_opposite(older: str, newer: str) -> None:
    """It matters which region or purpose is meant, and not which button."""
    assert "opposite-said" not in rules_of(judged(older, newer))
