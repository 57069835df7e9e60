"""Consent dialogs that a recorder took up above a policy, or below it."""

import pytest

from redline.assessment import assess
from redline.page.dialogs import dialog_in
from redline.types import Materiality
from tests.redline.judged import policy

KEEP = "We keep the orders that you place in our shop for 30 days after they have reached your door."
DIALOGS = {
    "tabs": "Consent\n\nDetails\n\nThe shop bakes cookies for you, and shares what they say with partners of ours."
    "\n\nNecessary\n\nStatistics\n\nShow details\n\nDeny\n\nAllow all",
    "one line of buttons": "Manage Consent\n\nFor the best walk through our shop we keep cookies on your device.\n\n"
    "Functional Always active\n\nThe technical storage is needed for the basket that you fill.\n\n"
    "Statistics\n\nThe technical storage counts our readers.\n\n"
    "Accept Deny View preferences Save preferences\n\n{title} {title}",
    "capitals": "Your cookie choices\n\nPlease tell which cookies you like.\n\nSUBMIT PREFERENCES\n\nCANCEL\n\n"
    "Powered by Heron",
    "a question": "Hi! May we switch some services on? You can withdraw your consent later.\n\nI decline\n\nThat's ok",
    "agreement": "We value your privacy\n\nWe and our partners keep cookies on a device, and use where you are.\n\n"
    "MORE OPTIONS\n\nDISAGREE\n\nAGREE",
    "French": "Continuer sans accepter\n\nAvec votre accord, nos partenaires et nous utilisons des cookies dans la "
    "boutique pour vous servir.\n\nParamétrer vos choix\n\nAccepter & Fermer",
    "German": "Datenschutzeinstellungen\n\nWir brauchen Ihre Zustimmung, bevor Sie durch den Laden gehen können.\n\n"
    "Alle akzeptieren\n\nNur essenzielle Cookies akzeptieren",
    "buttons in one word": "Cookie notice\n\nWe'd like to remember what you like, and to show it to you.\n\n"
    "Accept all cookiesAccept all strictly necessary cookies",
    "a short title": "Hello, the cookies!\n\nWe waited to see that you like our shelves before we knocked at your door."
    "\n\nNo thanks\n\nLet me choose...\n\nOK",
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_around_a_policy_is_noise(name: str) -> None:
    """Whatever it says, for one agrees in it and can say no; that it is gone is noise, too."""
    plain = policy(KEEP)
    for shown in (policy(KEEP, top=DIALOGS[name]), policy(KEEP, bottom=DIALOGS[name])):
        assert not assess(plain, shown).materiality.reaches(Materiality.EDITORIAL)
        assert not assess(shown, plain).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "text",
    [
        "We sell what your cookies tell us to brokers.\n\nReject\n\nAccept",
        "You pay a fee of 5 euros for each order.\n\nOur cookies\n\nReject\n\nAccept",
        "We share your letters with our partners.\n\nAccept",
        "By consenting you let us disclose your health to insurers.\n\nCookie settings\n\nAccept all",
        "We use cookies.\n\nReject\n\nRefunds are excluded.\n\nAccept",
        "Minimum age: 13\n\nOur cookies\n\nReject\n\nAccept",
        "Your consent ends then.\n\nCancel\n\nWe keep your photos for ten years after that.\n\nOK",
        "You may accept or reject cookies; we share what they tell us with our partners.",
    ],
)
def test_what_stands_beside_buttons_and_is_no_dialogs_is_told(text: str) -> None:
    """A sale, something else than cookies, a button alone, a sentence about buttons."""
    assert assess(policy(KEEP), policy(KEEP, bottom=text)).materiality.reaches(Materiality.SUBSTANTIVE)


def test_a_dialog_begins_with_what_speaks_of_it_and_ends_with_its_buttons() -> None:
    """No earlier and no later."""
    texts = [
        "Our gardens are open to everybody who likes to walk in them.",
        "We use cookies.",
        "Deny",
        "Accept",
        "End.",
    ]

    assert dialog_in(texts) == (1, 4)
    assert dialog_in(texts[:3]) == (0, 0)
    assert dialog_in(["Deny", "Accept"]) == (0, 0)
    assert dialog_in([]) == (0, 0)


STANDARD = """About · Careers · Press

[Join us](/join) © Tern Books 2020

## BOOST

Get a full day's worth of attention in just 30 minutes.

NO THANKS

### About Your Privacy

We process your data to deliver content. We share this with our partners. You may use your right to object, based on
a purpose below or at a partner level in the link under each purpose.

### Manage Consent Preferences

#### Performance Cookies

These cookies allow us to count visits and traffic sources so we can improve the performance of our shop.

#### Purposes

Ads can be shown to you based on the content you are viewing, the app you are using, and where you are.

Your device can receive and send information that allows you to see and interact with ads and content.

We and our partners store and/or access information on a device, such as unique IDs in cookies to process your data.

Accept

Personalize my choices"""


def test_what_consent_tools_have_every_site_say_ends_no_policy() -> None:
    """Neither it nor the footer that stands between it and the policy."""
    plain, shown = policy(KEEP), policy(KEEP, bottom=STANDARD)

    assert not assess(plain, shown).materiality.reaches(Materiality.EDITORIAL)
    assert not assess(shown, plain).materiality.reaches(Materiality.EDITORIAL)


def test_in_a_cookie_policy_it_is_the_policys() -> None:
    """There it is what the text is about."""
    told = "We and our partners store and/or access information on a device, and sell it to brokers."
    before, after = (policy(f"{KEEP}{more}", title="Cookie Policy") for more in ("", f"\n\n{told}"))

    assert assess(before, after).materiality is Materiality.MATERIAL
