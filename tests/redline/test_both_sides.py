"""Sentences on either side of one rule: what it must tell, and what it must not take for that."""

import pytest

from redline.assessment import assess
from redline.types import Materiality
from tests.redline.judged import judged, policy

PRIVACY, TERMS, RULES = "Privacy Policy", "Terms of Service", "Advertising Guidelines"
KEPT = "We keep orders for seven years because tax law requires it, and your account for as long as you have it."
DIALOG = """### Manage Consent Preferences

#### Strictly Necessary Cookies

Always Active

These cookies are necessary for the website to function and cannot be switched off in our systems.

Reject All

Allow All"""
TOLD = [
    (
        TERMS,
        "Payments are governed by [this page](/a).",
        "Payments are governed by [the pages of Heron Bank](/b).",
        Materiality.SUBSTANTIVE,
    ),
    (
        PRIVACY,
        "We train models as told [here](/a).",
        "We train models as told [on the page on training with private messages](/b).",
        Materiality.SUBSTANTIVE,
    ),
    (
        TERMS,
        "Rules of betting are [here](/a).",
        "Rules of betting are [in the section on gambling for children](/a).",
        Materiality.SUBSTANTIVE,
    ),
    (
        PRIVACY,
        "Who gets your data is told [here](/a).",
        "Who gets your data is told [on our page of advertising partners and insurers](/a).",
        Materiality.SUBSTANTIVE,
    ),
    (
        "AGB",
        "Wenn die Partner ihre Pflichten verletzen, haften sie.",
        "Wenn die Partner deine Pflichten verletzen, haftest du.",
        Materiality.SUBSTANTIVE,
    ),
    ("Datenschutzerklärung", "Wir verkaufen Ihnen Daten.", "Wir verkaufen deine Daten.", Materiality.SUBSTANTIVE),
    (
        PRIVACY,
        "We will delete your account data without undue delay.",
        "We will delete your account data.",
        Materiality.MATERIAL,
    ),
    (
        TERMS,
        "The free plan doesn't include:\n\n* lamps",
        "The free plan doesn't include:\n\n* lamps\n* games",
        Materiality.MATERIAL,
    ),
    (
        TERMS,
        "It is so.",
        "It is so. We encourage users to review this page weekly because changes bind them without notice.",
        Materiality.MATERIAL,
    ),
    (
        PRIVACY,
        "Our sub-processors are listed [here](/subs).",
        "Our sub-processors are listed [at OpenAI and Alibaba Cloud](/subs).",
        Materiality.MATERIAL,
    ),
    (
        TERMS,
        "You agree to our policies [here](/r).",
        "You agree to our policies [on arbitration and class action waiver](/arb).",
        Materiality.MATERIAL,
    ),
    (
        PRIVACY,
        "Your data is kept as set out [here](/ret).",
        "Your data is kept as set out [for ten years](/ret).",
        Materiality.MATERIAL,
    ),
    (
        TERMS,
        "The law that governs is found [here](/l).",
        "The law that governs is found [in the laws of Delaware](/l).",
        Materiality.MATERIAL,
    ),
    (TERMS, "You may appeal [here](/a).", "You may appeal [by post within 5 days](/a).", Materiality.SUBSTANTIVE),
    (
        PRIVACY,
        "For more click [here](/a).",
        "For more click [sale of personal data to brokers](/b).",
        Materiality.SUBSTANTIVE,
    ),
    (
        PRIVACY,
        "We will notify you of a breach as soon as reasonably practicable.",
        "We will notify you of a breach without undue delay.",
        Materiality.SUBSTANTIVE,
    ),
    (
        PRIVACY,
        "How we handle it:\n\n* Store personal data in Ireland",
        "How we handle it:\n\n* Store personal data in China",
        Materiality.MATERIAL,
    ),
    (
        PRIVACY,
        "It is so.",
        "It is so. We advise you that personal data is transferred to processors in India and China.",
        Materiality.MATERIAL,
    ),
    (
        TERMS,
        "It is so.",
        (
            "It is so. We advise you that all disputes are resolved by binding arbitration and that "
            "the right to a jury trial is waived."
        ),
        Materiality.MATERIAL,
    ),
    (
        TERMS,
        "It is so.",
        (
            "It is so. We urge you to cancel before the trial ends, as the subscription renews "
            "automatically at the full price."
        ),
        Materiality.MATERIAL,
    ),
    (
        PRIVACY,
        "It is so.",
        (
            "It is so. Pixels are small images that third parties place in the Services to collect "
            "personal information for targeted advertising."
        ),
        Materiality.MATERIAL,
    ),
    (
        PRIVACY,
        "It is so.",
        "It is so. Web beacons are small graphics used to share health data with Facebook.",
        Materiality.MATERIAL,
    ),
    (
        PRIVACY,
        "It is so.",
        (
            "It is so. Federal law requires Tern Books to disclose account records to the government "
            "on demand without notice."
        ),
        Materiality.MATERIAL,
    ),
    (
        TERMS,
        "It is so.",
        (
            "It is so. Delaware law provides the exclusive rules for any dispute, which will be "
            "resolved by binding arbitration."
        ),
        Materiality.MATERIAL,
    ),
    (
        TERMS,
        "It is so.",
        "It is so. The Acceptable Use Code forbids spam, malware, crypto mining and competitive benchmarking.",
        Materiality.MATERIAL,
    ),
    (
        TERMS,
        "It is so.",
        "It is so. The Tern Seller Code prohibits counterfeit goods and forbids resale.",
        Materiality.MATERIAL,
    ),
    (
        PRIVACY,
        "It is so.",
        "It is so.\n\nLearn more about how we sell your personal information to data brokers",
        Materiality.MATERIAL,
    ),
    (
        PRIVACY,
        "It is so.",
        "It is so. Toolbars we install in your browser collect the addresses of all pages you visit.",
        Materiality.MATERIAL,
    ),
    (
        TERMS,
        "Investors must hold issued capital of USD 50,000 to open an account.",
        "Investors must hold issued capital of USD 5,000 to open an account.",
        Materiality.MATERIAL,
    ),
    (PRIVACY, "We share your data with Heron users.", "We share your data with Alder users.", Materiality.MATERIAL),
    (
        TERMS,
        "You agree that it will not disclose your data to others.",
        "You may not disclose your data to others.",
        Materiality.SUBSTANTIVE,
    ),
    (
        PRIVACY,
        "We send parcels with your name to DPD.",
        "We send parcels with your name to our Data Protection Officer.",
        Materiality.SUBSTANTIVE,
    ),
    (PRIVACY, "We notify you promptly of any breach.", "We notify you of any breach.", Materiality.MATERIAL),
    (
        TERMS,
        "You may print any page, solely for your personal and non-commercial purposes.",
        "You may print any page.",
        Materiality.MATERIAL,
    ),
]
QUIET = [
    (TERMS, "If you find an incident, please report it promptly.", "If you find an incident, please report it."),
    (PRIVACY, "We notify you immediately following a breach.", "We notify you immediately after a breach."),
    (
        PRIVACY,
        "Cookies are deleted immediately when the browser is closed.",
        "Cookies are deleted when the browser is closed.",
    ),
    (
        PRIVACY,
        "This policy does not apply to:\n\n* lamps",
        "This policy does not apply to:\n\n* lamps\n* sites of others",
    ),
    (
        TERMS,
        "Everything is included except in:\n\n* lamps",
        "Everything is included except in:\n\n* lamps\n* see also our help pages",
    ),
    (PRIVACY, "We do not sell your personal data.", "We do not sell or rent out your personal data."),
    (PRIVACY, "You do not have to give us your name.", "You do not have to give us your name or create an account."),
    (
        TERMS,
        "Some features may not be available to users.",
        "Some features may not be available to users or work on older phones.",
    ),
    (
        PRIVACY,
        "Users who block cookies may not see some pages.",
        "Users who block cookies may not see some pages or save their basket.",
    ),
    (TERMS, "You may not copy the Service.", "You may not copy or otherwise reproduce the Service."),
    (TERMS, "Nothing forbids you from writing to us.", "Nothing forbids you from writing to us or visiting our shop."),
    (TERMS, "We do not endorse what users post.", "We do not endorse what users post or say elsewhere."),
    (TERMS, "We cannot recover what members lose.", "We cannot recover what members lose or forget somewhere."),
    (
        TERMS,
        "No waiver of any provision is a further waiver.",
        "No waiver of any provision is a further or continuing waiver.",
    ),
    (TERMS, "No failure to enforce a right is a waiver.", "No failure or delay to enforce a right is a waiver."),
    (TERMS, "No account is needed to read reviews.", "No account or registration is needed to read reviews."),
    (TERMS, "No responses or comments are published here.", "No responses, photos or comments are published here."),
    (
        RULES,
        "## Prohibited content\n\n* Spam, such as chain letters",
        "## Prohibited content\n\n* Spam, such as chain letters and junk mail",
    ),
    (
        PRIVACY,
        "| Data | Purpose |\n| --- | --- |\n| Orders | To send your order<br>To answer your questions |",
        "| Data | Purpose |\n| --- | --- |\n| Orders | To fulfil your order<br>To reply to your enquiries |",
    ),
    (
        PRIVACY,
        "| Data | Purpose |\n| --- | --- |\n| Contact details | To answer |",
        "| Data | Purpose |\n| --- | --- |\n| Contact details (see section 2 above) | To answer |",
    ),
    (
        TERMS,
        "You must notify us immediately of any unauthorized use of your account.",
        "You must notify us promptly of any unauthorized use of your account.",
    ),
    (TERMS, "Please return the borrowed lamp promptly.", "Please return the borrowed lamp in a timely manner."),
    (PRIVACY, "It is so.", "It is so. First-party cookies can be read only by the site that set them."),
    (
        PRIVACY,
        "Personal information does not include:\n\n* public records",
        (
            "Personal information does not include:\n\n* public records\n* information exempt under "
            "HIPAA or the Gramm-Leach-Bliley Act"
        ),
    ),
    (
        TERMS,
        "If this list does not include your town, write to:\n\n* Oslo",
        "If this list does not include your town, write to:\n\n* Oslo\n* Bern",
    ),
    (PRIVACY, "We use aggregated statistics.", "We use aggregated statistics for internal business purposes."),
    (TERMS, "It is so.", "It is so. Cloud storage can be bought by families for personal use and by firms."),
    (
        PRIVACY,
        "These include how to change your name, email address and phone number.",
        "These include how to change your name, email address, phone number and password.",
    ),
    (PRIVACY, "We share tips on books, photos, videos.", "We share tips on books, photos, videos and passwords."),
]


@pytest.mark.parametrize(("title", "older", "newer", "least"), TOLD)
def test_what_a_quieting_rule_must_not_hide_is_told(title: str, older: str, newer: str, least: Materiality) -> None:
    """Advice that is a notice, a link's words that say more, a definition that tells what is done."""
    assert judged(older, newer, title=title).materiality.reaches(least)


@pytest.mark.parametrize(("title", "older", "newer"), QUIET)
def test_what_a_new_rule_is_not_about_alerts_nobody(title: str, older: str, newer: str) -> None:
    """What may not work, what is not needed, boilerplate, examples, and other words for a use."""
    assert not judged(older, newer, title=title).materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize(
    ("more", "dialogs"),
    [
        (
            "We never use precise geolocation data, and we never sell information about your activity on this service.",
            1,
        ),
        ("Information about your activity on this service is sold to data brokers and combined with your name.", 0),
        ("We use precise geolocation data to show you shops near you, and we share it with our partners.", 0),
        ("Crash logs cannot be switched off in our systems. They hold your location and are kept for ten years.", 2),
    ],
)
def test_a_dialog_that_comes_or_goes_hides_no_clause_of_the_policy(more: str, dialogs: int) -> None:
    """Whatever words of consent tools stand in it."""
    long = f"{KEPT} {more}"
    with_dialog = (dialogs in (0, 2), dialogs in (1, 2))
    before, after = (
        policy(text, bottom=DIALOG if shown else "") for text, shown in zip((KEPT, long), with_dialog, strict=True)
    )

    assert assess(before, after).materiality is Materiality.MATERIAL


def test_a_day_in_a_section_is_not_the_documents() -> None:
    """From when a plan ends is no date of the text."""
    text = "Last updated: May 5, 2020\n\n## End of the free plan\n\n{}"
    before, after = (
        text.format(day) for day in ("In effect starting June 1, 2026", "Applicable as of January 1, 2024")
    )

    assert judged(before, after, title=TERMS).materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    "line",
    [
        "Latest news: We sell your personal data to brokers from May.",
        "Trending Now Members under 16 are banned from the site",
        "Recent posts: Posts by minors get published and sold to newspapers",
        "Latest News: Our servers were breached in May and passwords were stolen",
        (
            "About Contact Help Support Jobs Press Blog News Careers Home Arbitration Binding For All "
            "Disputes Class Actions Waived By Members Of Tern"
        ),
        (
            "About Contact Help Support Jobs Press Blog News Careers Home Shop Careers Sale Of "
            "Personal Data To Brokers And Advertisers In China"
        ),
        (
            "Log in with e-mail, username and password. Register, continue or submit: your password is "
            "stored in plain text and given to employers."
        ),
        "[We now share what you read with our advertisers](/news)",
        "[Our apps now collect your location all day](/news)",
    ],
)
def test_what_binds_in_a_line_like_a_pages_is_told(line: str) -> None:
    """A column, a menu, a form, a link."""
    assert assess(policy(KEPT), policy(KEPT, bottom=line)).materiality.reaches(Materiality.SUBSTANTIVE)


def test_a_section_that_stays_is_no_dialogs() -> None:
    """Though a dialog that comes has a heading of that name."""
    text = "## Your privacy\n\nWe keep what you tell us in a drawer.{}\n\n## Other\n\nIt is so."
    sold = "\n\nWe sell your profile to data brokers."
    before, after = policy(text.format("")), policy(text.format(sold), bottom=DIALOG)

    assert assess(before, after).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    ("lead", "level"), [("New fees apply:", Materiality.SUBSTANTIVE), ("This text was updated:", Materiality.EDITORIAL)]
)
def test_a_day_in_an_item_is_what_its_list_is_introduced_by(lead: str, level: Materiality) -> None:
    """From when a fee holds, or an edition."""
    before, after = (f"{lead}\n\n* From {month} 1, 2025\n* From May 1, 2024" for month in ("January", "July"))

    assert judged(before, after, title=TERMS).materiality is level
