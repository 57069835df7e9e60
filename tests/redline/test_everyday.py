"""Everyday sentences beside the rules for contracts, groups, kinds and intervals: what they must not tell."""

import pytest

from redline.types import Materiality
from tests.redline.judged import judged

HARMLESS = [
    ("We will notify all readers.", "We will notify all readers by letter."),
    ("We will answer any question.", "We will answer any question promptly."),
    ("We will review this text.", "Each spring we will review this text."),
    ("We do not control or endorse shops.", "We do not control or endorse shops, but we want you to know of them."),
    ("The town where prints are dried and stored is Bern.", "The town where prints are dried or stored is Bern."),
    ("Our interests are not overridden by rights.", "Our interests are not overridden by rights and freedoms."),
    ("Neither party is liable for a flood.", "Neither you nor we are liable for a flood."),
    ("It is done at the reader's expense.", "It is done at the expense of the reader."),
    ("We will help where possible.", "We will help where this is possible."),
    ("We will take reasonable steps to answer.", "We will use reasonable efforts to answer."),
    ("You can use these rights once a year.", "You can use these rights once every year."),
    ("Our monthly newsletter tells of training.", "Our weekly newsletter tells of training."),
    ("We test presses quarterly.", "We test presses every three months."),
    ("Accounts used to harass others are disabled.", "Accounts used to harass others are suspended."),
    ("You may report harassment.", "You may report harassment in good faith."),
    ("This print is available to readers.", "This print is available to all readers."),
    ("We are not affiliated with these shops.", "We are not affiliated with these shops in any way."),
    ("We publish a longer guide.", "We publish a shorter guide."),
    ("In case of conflict this text prevails.", "This text prevails in case of conflict."),
    ("Our guide covers five topics.", "Our guide covers six topics."),
    ("We must thank our four founders.", "We must thank our five founders."),
    ("We use Bluetooth to find presses.", "We use Bluetooth and Wi-Fi to find presses."),
    ("We use Java and Python to print.", "We use Java, Rust and Python to print."),
    ("Tern Books has its seat in Bern.", "Tern Books has its seat in Oslo."),
    (
        "A cookie is a small text file that a website places on your computer with details of your visits.",
        "A cookie is a small text file that a site stores on your device and that holds information of your visits.",
    ),
    (
        "Un cookie est un petit fichier de texte qu’un site insère dans votre ordinateur, avec des informations.",
        "Un cookie est un petit fichier de texte qu’un site stocke sur votre appareil, contenant des informations.",
    ),
    (
        "We mean countries located in Europe (including the UK and Norway).",
        "We mean countries located in Europe.",
    ),
    (
        "Tern Books Ltd, Seaview Road, Dublin 2, Ireland.",
        "Tern Books Ltd, Seaview Road, Dublin 2, Ireland. Share capital: €1,000,000.00",
    ),
    ("It is a law.", "It is a law. The Copyright Act also prohibits the circumvention of technical locks."),
    (
        "Look at its help.",
        "Look at its help. Delete tracking technologies through the “Tools” menu option of your browser.",
    ),
    ("It is done when you read our marketing email.", "It is done when you read our marketing newsletters."),
    ("You can’t go to the store right now, so you look at pages.", "You look at pages and get the lay of the land."),
    (
        'We, Tern GmbH, Am Wehr 35, 35396 Gießen ("we"), take the protection of your personal data seriously.',
        'We, Tern GmbH, Hafenstraße 47, 10178 Berlin ("we"), take the protection of your personal data seriously.',
    ),
    ("", "We also advise you to use other browsers that do not keep your browsing history."),
    ("", "We recommend that you choose a long password and do not share it with others."),
    ("Write to the Kindling Store when you dial outside the US.", "Write to the Kindling Store."),
    (
        "Consent can be express or, at times, implied, and given in writing, by using or not a check-off box.",
        "Consent can be express or, at times, implied, and it can be given in writing, by using or not a check box.",
    ),
    (
        "Settings: Information associated with the preferences on the account, which may include screen sharing.",
        "Settings: Information associated with the preferences on a Heron account, which may include screen sharing.",
    ),
    (
        "Processing means what is done with data, such as collection, recording, organization and adaptation.",
        "Processing means what is done with data, such as collecting, recording, organizing and adapting.",
    ),
    ("Prices stay, other than those in June.", "Prices stay, except those in June."),
]
WEIGHTY = [
    ("We do not lend prints to shops.", "We lend prints to nonprofit shops."),
    ("Members do not see your page.", "Members see your page when others fail."),
    ("Our partners may not answer these signals.", "Our partners must not answer these signals."),
    ("We keep records for at least 10 years.", "We keep records for up to 10 years."),
    ("We delete it.", "We may delete it."),
]


@pytest.mark.parametrize(("older", "newer"), HARMLESS)
def test_everyday_sentences_alert_nobody(older: str, newer: str) -> None:
    """Whatever a digest says of them."""
    assert not judged(older, newer).materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize(("older", "newer"), WEIGHTY)
def test_little_words_that_weigh_still_alert(older: str, newer: str) -> None:
    """One way of saying for two must not make two things one."""
    assert judged(older, newer).materiality is Materiality.MATERIAL


def test_a_month_is_no_permission() -> None:
    """Nor the other way: "May" without a day may still be a month."""
    assert judged("The shop moved in May.", "The shop moved in June.").materiality is Materiality.EDITORIAL


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Updated 17 March 2021", "Updated: 12 January, 2022"),
        (
            "You agree that we are and will not be liable for it.",
            "You agree that we are not and will not be liable for it.",
        ),
        ("You shall not:\n\n* copy prints", "You agree that you will not:\n\n* copy prints"),
        ("For it click [here](/a).", "For it [view our choices of lamps](/b)."),
        ("See [here](/a) how it is done.", "See [in our guide to prints](/a) how it is done."),
        ("Agent de protection des données", "Délégué à la protection des données"),
        ("This Privacy Policy is effective as of September 14, 2012", "Last Updated: January 1, 2021"),
        (
            "Our mission is to hang prints in every hall.",
            "Our mission is to hang prints in every hall and to enjoy it.",
        ),
    ],
)
def test_what_is_only_said_otherwise_is_an_edit(older: str, newer: str) -> None:
    """A date, a mission, a ban, how soon, a noun for a verb."""
    assert judged(older, newer).materiality is Materiality.EDITORIAL


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Our mission is to hang prints.", "Our mission is to hang prints and to sell your data to our partners."),
        ("The law is the law.", "The law is the law. The Privacy Act requires us to keep your records for 10 years."),
        ("You come from Norway.", "You come from Norway. You may not join if you are located in Chile."),
        (
            "A cookie is a small file.",
            "A cookie is a small file with which we and our partners track you on other sites.",
        ),
    ],
)
def test_what_binds_in_such_sentences_is_told(older: str, newer: str) -> None:
    """However harmless they begin."""
    assert judged(older, newer).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("You may opt out [here](/a).", "You may opt out [by calling us](/a)."),
        ("Prices from January 1, 2024 are higher.", "Prices from January 1, 2025 are higher."),
    ],
)
def test_what_looks_like_another_link_or_date_and_is_more_is_told(older: str, newer: str) -> None:
    """How one opts out, and from when something costs more."""
    assert judged(older, newer).materiality.reaches(Materiality.SUBSTANTIVE)
