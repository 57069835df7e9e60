"""What binds the two sides of a contract: costs, further terms, duties that reach farther, lists of bans."""

import pytest

from redline.types import Materiality
from tests.redline.judged import judged, rules_of

BAN = "You shall not use the shop in a manner that:\n\n(a) breaks its windows; or\n\n(b) copies its prints{}"
ALERTS = [
    ("", "You are responsible for the costs of calls that our app makes.", "price"),
    ("", "Prints that are torn come back to us at your own expense.", "price"),
    ("", "What you pay in another currency follows a conversion rate that we set.", "price"),
    (
        "Members may leave.",
        "Members may leave. They have an exceptional right of termination when prices rise.",
        "termination",
    ),
    ("", "You acknowledge that you buy prints as a company and not as a consumer.", "duty-added"),
    ("", "Prints of lamps can be hung only in halls where the users have them checked.", "duty-added"),
    (
        "You may print any page, solely for your personal and non-commercial purposes.",
        "You may print any page.",
        "use-limit",
    ),
    (
        "A print is not regarded as yours where: (a) it is torn; (b) it is lent to a hall; or (c) it was sold.",
        "A print is not regarded as yours where: (a) it is torn; or (b) it was sold.",
        "listed-exception-changed",
    ),
    (
        "This does not apply to:\n\n* gifts\n* lamps",
        "This does not apply to:\n\n* gifts\n* lamps\n* digital books",
        "listed-exception-changed",
    ),
    ("", "The same rules also apply to drawings that a machine made.", "requirement"),
    ("", "The use of our darkroom requires acceptance of the Darkroom Terms.", "further-terms"),
    ("Readers may join.", "Readers may join. A reader is only allowed to have one account.", "permission"),
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
        "## Prohibited content\n\n* Praise drinking.",
        "## Prohibited content\n\n* Praise drinking or a poor image of one's body in a way that hurts readers.",
        "duty-changed",
    ),
    (
        "## What is not allowed\n\n* Praise drinking.",
        "## What is not allowed\n\n* Praise drinking.\n* Dares that hurt.",
        "duty-added",
    ),
    (
        "## Prohibited Categories\n\n* No lamps, candles or matches\n* No glue",
        "## Prohibited Categories\n\n* No lamps or candles\n* No glue",
        "duty-changed",
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
        ("We print.", "We print. Readers find something among more than 100 million items here."),
        ("", "We encourage all readers to visit a site where they can find useful words on prints."),
        ("", "This page is meant to help sellers who write to the police about prints."),
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


SWALLOWED = [
    (
        "This article applies to consumers: return it within 30 days.",
        "This article applies to consumers: return it in 14.",
    ),
    ("Learn more about [how we never sell data](/h).", "Learn more about [how we sell data](/h)."),
    (
        "Further information is collected by [our printers](/p).",
        "Further information is collected by [our advertisers](/p).",
    ),
    ("Accounts may be closed. These guidelines help us.", "Accounts will be closed. These guidelines help us."),
    ("It applies to those with more than 50 million views.", "It applies to those with more than 5 million views."),
    (
        "If you choose Alder, we transfer your data to this provider.",
        "If you choose Birch, we transfer your data to this provider.",
    ),
    ("", "Android: We collect your device settings, contacts and messages."),
    ("", "You do not need to give a reason when you withdraw from the contract."),
    ("", "This e-mail is matched with lists of our advertising partners."),
    ("", "We encourage you to leave reviews, which may be shown in our advertisements."),
    ("Companies with more than five staff may buy it.", "Companies with more than 5 staff must buy it."),
    (
        "Our liability is limited to our share capital of 20,000 EUR.",
        "Our liability is limited to our share capital of 10,000 EUR.",
    ),
    (
        "We reserve the right to:\n\n* refuse orders;",
        "We reserve the right to:\n\n* refuse orders;\n* set prices anew;",
    ),
    ("When we change them, you can:\n\n* review the changes\n* object", "When we change them, you can:\n\n* object"),
]


@pytest.mark.parametrize(("older", "newer"), SWALLOWED)
def test_what_looks_harmless_and_binds_is_told(older: str, newer: str) -> None:
    """Notices, pointers, boasts and settings that are none."""
    assert judged(older, newer, title="Terms of Service").materiality.reaches(Materiality.SUBSTANTIVE)


QUIET = [
    ("We collect data, such as when you order.", "We collect data, including when you order."),
    ("We keep data safe, including when it is shared.", "We keep data safe, and also when it is shared."),
    (
        "For questions on how we share data, write to a@tern.example.",
        "For questions on how we share data, ask b@tern.example.",
    ),
    ("Report spam to abuse@tern.example.", "Report spam to trust@tern.example."),
    (
        "Except for gross negligence, our liability will not exceed the price.",
        "Except for gross neglect, our liability will not exceed the price.",
    ),
    (
        "These terms are between you and Tern, a firm in England.",
        "These terms are between you and Tern, a firm incorporated in England.",
    ),
    ("Your order form has no effect.", "Terms of your order form will not form part of this Agreement."),
    ("Our rules cover posts and groups.", "Our rules apply to posts and groups."),
    ("Help is available from Monday to Friday.", "Help is available from Monday to Friday, UK time."),
    (
        "## How to report prohibited prints\n\n* Tap the dots",
        "## How to report prohibited prints\n\n* Tap the dots\n* Pick a reason",
    ),
    (
        "We are not liable for strikes beyond our control.",
        "We are not liable for strikes or embargoes beyond our control.",
    ),
    ("These are strictly necessary cookies.", "These are necessary cookies."),
    ("Titles are for convenience only.", "Titles are for convenience."),
    ("Some links may lead elsewhere.", "Some links will lead elsewhere."),
    (
        "Tern GmbH, limited liability company, share capital 50,000 euros.",
        "Tern GmbH, limited liability company, share capital 75,000 euros.",
    ),
    (
        "Except as law demands, our liability will not exceed $100.",
        "Except as law or regulation demands, our liability will not exceed $100.",
    ),
    ("You can ask by post; the address is below.", "You can ask by post; stamps are sold at the counter."),
    ("## Restricted mode\n\n* Mutes music", "## Restricted mode\n\n* Mutes music\n* Mutes chats"),
    ("They measure how well our ads work.", "They measure how well our ads work (for example, conversion rates)."),
]


@pytest.mark.parametrize(("older", "newer"), QUIET)
def test_what_sounds_like_a_duty_and_is_none_alerts_nobody(older: str, newer: str) -> None:
    """Open lists, contacts, synonyms, scope restated, how to report something."""
    assert judged(older, newer, title="Terms of Service").materiality is not Materiality.MATERIAL
