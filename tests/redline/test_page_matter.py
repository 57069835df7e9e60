"""What stands around a policy and is none of it: never a change of the text, whatever it says."""

import pytest

from redline.assessment import assess
from redline.types import Materiality, Reading
from tests.redline.judged import policy

IN_LANGUAGES = "View the terms in other languages: " + ", ".join(
    f"[{name}](/t?in={place})"
    for place, name in enumerate(("Dansk", "Deutsch", "Español", "Français", "日本語", "English", "{}"))
)
KEEP = "We keep the orders that you place in our shop for 30 days after they have reached your door."
CONSENT = (
    "We use cookies to make this shop work and to see which of its shelves people like, as you may know.\n\n"
    "[Accept all](#)\n\n[Manage settings](#)"
)
CONSENT_SECTION = (
    "## Cookie Consent\n\nWe and carefully selected third parties use cookies on our website to analyse how it is "
    "used, to personalise what you see, and to make sure that it works.\n\nSave settings\n\nAccept all cookies"
)
FORGOTTEN = (
    "## Forgot your password?\n\nYou forgot your password. We send you a mail with a link that lets you choose a new "
    "one, so that you can log in to your account again.\n\nSend"
)
TEASER = (
    "How it works\n\nFinding the book of your life has never been easier than in the shop that you know and love since "
    "your youth.\n\n[Start free today](/x)"
)
CONTENTS = f"## Cookies\n\n{KEEP}\n\n## Paper\n\nWe print on what was paper before."
EDITIONS = (
    "Change log\n\n###### Today\n\nCurrent version\n\n###### Dec 23, 2021\n\n###### Oct 13, 2021\n\n###### May 4, 2021"
)
MENU = "*   [Home](/)\n*   [Pricing](/pricing)\n*   [Careers](/careers)\n*   [Press](/press)"


@pytest.mark.parametrize(
    "around",
    [
        MENU,
        "[Log in](/in)\n\n[Sign up](/up)",
        "We are experiencing longer than usual wait times.",
        "ABC $102.15 -0.52%",
        "Share\n\nTweet\n\nPrint",
        "Was this article helpful?\n\nYes\n\nNo",
        "Updated 3 weeks ago",
        "English Deutsch Français Español",
        "Save 20% on annual plans. [Get started](/x)",
        "© 2026 Tern Books. All rights reserved.",
        "[Home](/) > [Legal](/legal) > Privacy",
        "1,234 views · 56 comments",
        "Free delivery on orders over $50. [Shop now](/shop)",
        "Ready to start? Try Tern Books for free for 14 days.\n\n[Book a demo](/demo)",
        "We're hiring! [14 open roles](/jobs)",
        "Select your country: Austria Belgium Canada",
        "Search results for “books”",
        "“The best shop I know.” — Maria, reader",
        "Chat with us\n\nWe typically reply in 5 minutes",
        "System status: all systems operational",
        "Download on the App Store\n\nGet it on Google Play",
        "Share this page: [Facebook](/f) [Mastodon](/m)",
        "Ray ID: 7f3a9c1d2e",
        "ref 0f8fad5b-d9cb-469f-a165-70867728950e",
        "Tags: privacy, refunds, data",
        "Next article: How refunds work",
        "Take our 2-minute survey and win a $50 gift card!",
        "v4.12.0 (build 8821)\n\nDownloads: 10.2k",
        "web-12",
        "* [U.S.](/u)\n* [Photos](/p)\n* [World](/w)\n* [Careers](/c)\n* [Press](/n)",
        "All CollectionsShelvesGeneralTern Terms",
        "## Footer\n\nWe are a shop of books for everybody, and we hope that you like to be here with us every day.",
        FORGOTTEN,
        TEASER,
        "[Meet your book today](/app)\n\n[Find my shelf](/app)",
        "Sources\n\nHistory",
        CONSENT_SECTION,
        CONSENT,
        "CAREERS\n\nPRESS ROOM\n\nGLOSSARY\n\nSITE MAP\n\nTERMS OF USE\n\n© 2026 Tern Books Inc.",
        "Books & More › Help, Tips, and Guides › Our shelves",
        "Shop | Second hand | Rare prints | Maps & globes | Gifts",
        (
            "Tern Books uses cookies to see which shelves people like. By clicking OK or continuing to use this shop "
            "you agree to them, as our cookie page explains."
        ),
        "International - Deutsch - Français - Español - Italiano",
        "Thank you for your feedback.\n\nPlease select what best describes this page:",
        "Read More Read Less",
        "Open all Close all",
        "Select LanguageAfrikaansAlbanianChinese (Simplified)WelshZulu",
        "Download the PDF version",
        "Chrome 41+\n\nFirefox 38+\n\nDo not show this message again.",
        "This site is protected by aCaptcha and the Alder Privacy Policy and Terms of Service apply.",
        "1. [Orders](#orders)\n2. [About Tern, Inc.](#about)",
        "Updated: Thu 1:44 PM, Jan 28, 2016",
        "Af-SoomaaliAfrikaansAzərbaycan diliBahasa IndonesiaBosanskiCymraegDanskDeutschEestiEspañol",
        "Versions: [30 Oct 2025](/?v=3) , [04 Aug 2025](/?v=2) , [26 Jun 2025](/?v=1)",
        (
            "Copyright © 1997-2007, Tern Books®, Alder. All Rights Reserved. Your shop for prints, paper, rubber "
            "stamps, needles."
        ),
        "Ça vous a aidé ?\n\nDes améliorations à suggérer ?\n\nOui\n\nNon\n\nEnvoyer",
        "War dieser Artikel hilfreich?\n\nJa\n\nNein",
        "You can also download this policy [as Word](/p.doc) or as [PDF](/p.pdf)",
        "Related articles\n\n[\n\nHow do I print a letter that I wrote?\n\n![](/a.png)\n\n\n](/h?ref=related&id=5)",
        '(function(w,d){w.tern=w.tern||[];w.tern.push({"data":d.cookie,"us":1});})(window,document);',
        (
            "!function(f,b,e,v){if(f.tq)return;f.tq=function(){f.q.push(arguments)};t=b.createElement(e);"
            't.src=v}(window,"script","https://carrier.example/events.js" ); // Standard data of your visit: '
            'tq("init", "360312574466105"); tq("track", "PageView");'
        ),
        (
            "Follow the lamps of the world. Log in Cancel Sign up Email Password Username How old are you?years "
            "oldyears young I have read, understand, and agree to the Tern Terms of Service. Submit"
        ),
        "Popular topics: [Terms & Conditions](/t), [Cookie Policy](/c)",
        "n",
        '"page":"/[pid]","query":{"pid":"privacy-policy"},"buildId":"KII7aOzCAUwxvznXBjcBe"',
        "Popular topics: [Community Guidelines](/g), [Cookie Policy](/c)",
        "Member Sign In Email Passwordforgot password Remember me on this computer. [?] ContinueSecure",
        "FREE STANDARD SHIPPING FOR ORDERS OF $50 OR MORE, AND FREE RETURN SHIPPING",
        "Order by 9 PM, Dec 22 with Free Express shipping for delivery by Dec 24. In-stock items only.",
        "From the Tern Governance Wiki\n\nJump to navigation Jump to search",
        "[How we choose our books](/1) • [How we sort them](/2) • [How we talk to writers](/3) • [How we print](/4)",
        "[Click today and collect in our shop, for free. Or collect it from your local pick-up point from €2.95](/o)",
        "© 2023 Tern Books. All rights reserved. Use of this site constitutes acceptance of our User Agreement.",
        "This site uses cookies. By continuing to browse, you accept the use of cookies by us and our partners.\n\nOk",
        "We use cookies to give you the best experience on our site. [Manage settings](#) Accept all cookies ×",
        "Sales: 1-800-555-0100 | Log In | Free Trial",
        "There are no items in your cart",
        "Choisir une langue Français (FR)\n\nChoisir une devise € EUR\n\nAssistance\n\nFonctionnement du site",
    ],
)
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_what_stands_around_the_policy_is_noise(around: str, place: str) -> None:
    """Whether it comes or goes."""
    plain, dressed = policy(KEEP), policy(KEEP, **{place: around})

    assert not assess(plain, dressed).materiality.reaches(Materiality.EDITORIAL)
    assert not assess(dressed, plain).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Our 842 partners and we store data.", "Our 850 partners and we store data."),
        ("Create profiles 50 partners can use this purpose", "Create profiles 51 partners can use this purpose"),
        ("© 2019-2024 Tern Books. All rights reserved.", "© 2019-2025 Tern Books. All rights reserved."),
        ("© Copyright Tern Books 2019 - 24", "© Copyright Tern Books 2019 - 25"),
        ("### Company\n\n[Careers](/c)\n\n[Press](/p)", "### Organization\n\n[Careers](/c)\n\n[Press](/p)"),
        ("### Session expired\n\nweb4", "### Session expired\n\nweb11"),
        (
            "## News\n\n* 29-04-2024\n\n    [New shelf: Malta](/n/4)\n\n* 12-04-2024\n\n    [Isle of Man](/n/3)",
            "## News\n\n* 19-10-2024\n\n    [Lamps](/n/6)\n\n* 29-04-2024\n\n    [New shelf: Malta](/n/4)",
        ),
    ],
)
def test_what_counts_and_names_around_the_policy_is_noise(before: str, after: str) -> None:
    """Partners of a consent dialog, years of copyright, headings of a menu, the machine that answered."""
    assessment = assess(policy(KEEP, bottom=before), policy(KEEP, bottom=after))

    assert assessment.changes
    assert not assessment.materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "line",
    [
        "Terms of sale are final",
        "Privacy Policy of 4 May 2021",
        "Community standards bind everybody",
        "Datenschutz nach altem Recht",
        "Newsletter events podcasts forums feedback consent given",
    ],
)
def test_a_title_with_a_sentence_beside_it_is_the_policys(line: str) -> None:
    """A line that only names the document says nothing else."""
    assert assess(policy(KEEP), policy(KEEP, bottom=line)).materiality.reaches(Materiality.EDITORIAL)


def test_a_contract_on_processing_may_end_with_its_sub_processors() -> None:
    """Four names in a row are no menu there."""
    title = "Data Processing Agreement"
    names = "Alder\n\nBirch\n\nCedar\n\nElm"

    assert assess(policy(KEEP, title), policy(KEEP, title, bottom=names)).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "line",
    [
        "© 2026 Tern Broadcasting Network. A Tern Books Company. All rights in prints, cards and maps are reserved.",
        (
            "[Terms of the house](/t) | [Privacy Policy](/p) | [Use of cookies](/c) | "
            "[Rights of readers](/r) | [Our prices](/o)"
        ),
    ],
)
def test_a_long_line_of_copyright_or_links_is_not_where_the_policy_ends(line: str) -> None:
    """What stands before it is around the policy as well."""
    before, after = (policy(KEEP, bottom=f"* [{name}](/w)\n\n{line}") for name in ("Women", "Kids"))

    assert assess(before, after).materiality is Materiality.NOISE


def test_a_section_about_cookies_without_a_button_is_the_policys() -> None:
    """A consent dialog is told by its buttons, not by its heading."""
    before, after = (
        policy(KEEP, bottom=f"## Cookie consent\n\nWe use cookies to see which shelves people like{more}.")
        for more in ("", ", and we share what we see with advertisers")
    )

    assert assess(before, after).materiality is Materiality.MATERIAL


def test_a_menu_in_another_order_is_noise() -> None:
    """Nobody reads a menu from top to bottom."""
    lines = MENU.splitlines()
    before, after = policy(KEEP, top=MENU), policy(KEEP, top="\n".join([lines[1], lines[0], *lines[2:]]))

    assert not assess(before, after).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Free delivery on orders over $50", "Save 20% this weekend with code SUN20"),
        ("We typically reply in 5 minutes", "We typically reply in 2 hours"),
        ("© 2025 Tern Books", "© 2026 Tern Books"),
        ("February 26, 2019 0 comments", "February 26, 2019 3 comments"),
        ("Poll: Do you like our shelves? Yes 64% No 36%", "Poll: Do you like our shelves? Yes 63% No 37%"),
        ("Categories (12)", "Categories (14)"),
        ("Oslo 14°C, cloudy", "Oslo 21°C, sunny"),
        ("Rated 4.7/5 by 12,033 readers", "Rated 4.6/5 by 12,310 readers"),
    ],
)
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_another_offer_or_report_around_the_policy_is_noise(older: str, newer: str, place: str) -> None:
    """Numbers in it bind nobody."""
    before, after = policy(KEEP, **{place: older}), policy(KEEP, **{place: newer})

    assert not assess(before, after).materiality.reaches(Materiality.EDITORIAL)


def test_a_menu_with_headings_above_the_policy_is_noise() -> None:
    """Cards of offers have headings of their own."""
    cards = "## Shelves\n\nFind every book you ever lost.\n\nFree\n\n## Maps\n\nFor long walks.\n\n$7.99 / Month"

    assert not assess(policy(KEEP), policy(KEEP, top=cards)).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "listed",
    [
        "Things that you may not sell here:\n\n{}",
        "## Prohibited\n\n{}",
        "## Sub-processors\n\n{}",
    ],
)
def test_a_list_that_is_introduced_is_the_policys(listed: str) -> None:
    """Even where an item is called as a page's entry is."""
    items = ["Weapons", "Fireworks", "Jobs", "Tobacco"]
    before, after = (policy(KEEP, bottom=listed.format("\n\n".join(some))) for some in (items[:1], items))

    assert assess(before, after).materiality.reaches(Materiality.SUBSTANTIVE)


LISTS = "## What you may sell\n\n{}\n\n## What you may not sell\n\n{}"


def _lists(allowed: str, banned: str) -> str:
    return LISTS.format(*("\n".join(f"* {name}" for name in names.split()) for names in (allowed, banned)))


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (_lists("Books Knives", "Weapons Tobacco"), _lists("Books", "Knives Weapons Tobacco")),
        (_lists("Books Knives", "Weapons Tobacco"), _lists("Books", "Weapons Tobacco Knives")),
        (_lists("Books Maps", "Weapons"), _lists("Books Maps Weapons", "Weapons")),
    ],
)
def test_an_item_of_another_list_is_another_thing(older: str, newer: str) -> None:
    """Whether the heading moved over it, the item moved, or its words stand in both lists."""

    assert assess(policy(older), policy(newer)).materiality.reaches(Materiality.SUBSTANTIVE)


def test_items_are_in_their_list_however_deep_it_is_read() -> None:
    """A rule or an image between items ends lists for a converter, not for a reader."""
    older = (
        "* **Rules.** We act for these reasons:\n\n    * Fraud\n\n    * Spam\n\n* **Mail.** For these:\n\n    * Offers"
    )
    newer = older.replace("    * Spam", "* * *\n\n* Spam").replace("    * Offers", "* Offers")

    assert not assess(policy(older), policy(newer)).materiality.reaches(Materiality.SUBSTANTIVE)


def test_a_heading_that_a_converter_left_in_its_paragraph_is_noise() -> None:
    """With its number; the words are the same."""
    letters = KEEP.replace("orders", "letters")
    before, after = policy(f"{KEEP} 5. Our letters. {letters}"), policy(f"{KEEP}\n\n### 5. Our letters\n\n{letters}")

    assert not assess(before, after).materiality.reaches(Materiality.EDITORIAL)
    assert not assess(after, before).materiality.reaches(Materiality.EDITORIAL)


def test_lists_with_the_same_sentence_are_told_by_their_headings() -> None:
    """What is shared and what is not may both be introduced by "These are:"."""
    lists = "## We share\n\nThese are:\n\n* Names\n* Mail\n\n## We never share\n\nThese are:\n\n* Photos"
    swapped = lists.replace("We share", "We shared").replace("We never share", "We share")

    assert assess(policy(lists), policy(swapped.replace("We shared", "We never share"))).materiality.reaches(
        Materiality.SUBSTANTIVE
    )


def test_a_list_that_moves_with_its_sentence_is_the_same_list() -> None:
    """Another heading stands over it now, and what its items are is said as before."""
    letters, stem = KEEP.replace("orders", "letters"), "We use them for these ends, and for no other ends than these:"
    older = f"## Matching\n\n{KEEP}\n\n{stem}\n\n* Offers\n* Prizes\n\n## Orders\n\n{letters}"
    newer = f"## Matching\n\n{KEEP}\n\n## Orders\n\n{letters}\n\n{stem}\n\n* Offers\n* Prizes"

    assert not assess(policy(older), policy(newer)).materiality.reaches(Materiality.SUBSTANTIVE)


CONSENT = """Your current state: {state}.

Your consent ID: {number} Consent date: {day}

[Change your consent](javascript:) | [Withdraw your consent](javascript:)

Cookie declaration last updated on {day} by Cookiebot
"""


@pytest.mark.parametrize("title", ["Privacy Policy", "Cookie Policy"])
def test_what_a_consent_tool_shows_of_its_visitor_is_noise(title: str) -> None:
    """It is another one at every visit."""
    first = CONSENT.format(state="Deny", number="Qx0f=", day="3/4/24")
    second = CONSENT.format(state="Allow selection (Necessary, Marketing)", number="Zk1a=", day="6/4/24")

    for older, newer in ((first, second), (first, "We use cookies."), ("We use cookies.", second)):
        before, after = (policy(f"{KEEP}\n\n{shown}\n\nWe use cookies.", title) for shown in (older, newer))
        assert not assess(before, after).materiality.reaches(Materiality.EDITORIAL)


def test_what_one_may_do_with_a_consent_is_an_item_of_its_list() -> None:
    """The words of a button are a right where they are listed as one."""
    listed = f"{KEEP}\n\nYou can:\n\n* See your data\n* Withdraw your consent\n\n{KEEP.replace('orders', 'letters')}"
    before, after = policy(listed), policy(listed.replace("* Withdraw your consent\n", ""))

    assert assess(before, after).materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (
            "| Logs | Kept |\n| --- | --- |\n| Server logs | 30 days |",
            "| Logs | Kept |\n| --- | --- |\n| Server logs | 180 days |",
        ),
        ("Suspension after 3 strikes", "Suspension after 1 strikes"),
        ("Careers", "Careers\n\n[Do not sell my personal information](/opt)"),
        ("Careers", "Careers\n\nOpt out of training →"),
        ("Careers", "Careers\n\nNo refunds\n\nPress\n\nMinors banned"),
        ("* Books › Weapons", "* Books › Tobacco"),
        ("Tern Books thanks you.", "Tern Books thanks you.\n\nYour feedback becomes our property."),
        (
            "Tern Books thanks you.",
            (
                "Tern Books thanks you.\n\nTern Books sells what it learns and shares it with partner networks.\n\n"
                "We use cookies.\n\nAccept all"
            ),
        ),
        ("* Health Info", "* Health Info\n* Precise Location"),
        (
            "Support is free.",
            "Support is free.\n\nHarbor is for people of 18 only; we train our models on what you say.",
        ),
        (
            "By using our app you consent to cookies.",
            "By using our app you consent to cookies and to the sale of data.",
        ),
    ],
)
def test_what_binds_after_the_last_paragraph_is_the_policys(older: str, newer: str) -> None:
    """Documents end in lists, tables and short lines of their own."""
    before, after = (policy(KEEP, bottom=bottom) for bottom in (older, newer))

    assert assess(before, after).materiality.reaches(Materiality.EDITORIAL)


def test_a_heading_that_became_a_caption_is_noise() -> None:
    """However long it is; converters take one for the other."""
    words = "What becomes of the orders that you placed in our shop last year"
    before, after = policy(f"## {words}\n\n{KEEP}"), policy(f"{words}.\n\n{KEEP}")

    assert not assess(before, after).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("The free trial ends after 30 days.", "The free trial ends after 3 days."),
        ("The free trial renews monthly at 9 euros.", "The free trial renews monthly at 19 euros."),
        ("Gift cards expire after 5 years.", "Gift cards expire after 1 year."),
    ],
)
def test_until_when_an_offer_holds_and_what_it_costs_is_told(older: str, newer: str) -> None:
    """The last line of many terms is about a trial; a shop's banner names a figure too, and limits nothing."""
    assert assess(policy(KEEP, bottom=older), policy(KEEP, bottom=newer)).materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    "line",
    [
        "We never sell your data.",
        "Free trials end after 14 days unless you cancel.",
        "Was this helpful? We may sell your data to third parties.",
        "Need more help? You waive class actions.",
        "Get started: we keep your files.",
        "Next: Your rights. We may sell your data to others.",
        "Write to privacy@ternbooks.example.",
        "Tern Books Ltd, 4 Shore Street, Leith EH6 6SU",
        "You must be 18 to order.",
        "Select LanguageYou waive your right to sue us in any court",
        "Powered by cookiemakers who sell your data",
        "“Data” = {name; address; age}, and “we” = Tern Books: we sell “Data” to “them”.",
        "We sell cookies by us and our partners, and by continuing to browse you accept it.",
        "[Your password is shared by us with those who log in: e-mail, user name and password](/p)",
        "By continuing to browse, you accept that cookies are used by us and sold to our partners.",
        "By using our app you agree to cookies and to the transfer of your data abroad by us and our partners.",
        "Quick links: [Do not sell or share my personal information](/x)",
        "Frequent questions: may we sell your data? No",
        "[You may ask us for a copy of all the personal data that we hold about you, or for its erasure, here](/x)",
    ],
)
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_what_promises_or_names_is_not_the_pages_wherever_it_stands(line: str, place: str) -> None:
    """Short lines around a policy can hold promises, duties and contacts."""
    before, after = policy(KEEP), policy(KEEP, **{place: line})

    assert assess(before, after).materiality.reaches(Materiality.SUBSTANTIVE)


def test_the_number_of_partners_is_noise_wherever_it_stands() -> None:
    """Consent dialogs count them anew every day; how many people may use an account is another matter."""
    text = "We and our {} partners keep cookies on your device. Up to {} people may use one account."

    assert not assess(policy(text.format(842, 5)), policy(text.format(851, 5))).materiality.reaches(
        Materiality.EDITORIAL
    )
    assert assess(policy(text.format(842, 5)), policy(text.format(842, 9))).materiality.reaches(Materiality.SUBSTANTIVE)


def test_a_consent_dialog_below_a_privacy_policy_is_noise() -> None:
    """What it says of cookies is the dialog's, not the policy's."""
    dialog = (
        "### Strictly Necessary Cookies\n\nAlways Active\n\nThese cookies are necessary for the website to function "
        "and cannot be switched off in our systems.\n\n### Targeting Cookies\n\nThese cookies may be set through our "
        "site by our advertising partners to build a profile of your interests."
    )

    assert not assess(policy(KEEP, bottom=dialog), policy(KEEP)).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "written",
    [
        "## {} Copy link to this section\n\n{}",
        "## {} [Permalink](#p)\n\n{}",
        "## {} [edit]\n\n{}",
        "## {} ↑ Back to top\n\n{}",
        "## {}\n\nExpand section\n\n{}",
        "## {}\n\n{}\n\n[See previous versions](/archive)",
    ],
)
def test_buttons_beside_headings_are_noise(written: str) -> None:
    """Help centres put them behind each heading, or below it."""
    plain = "\n\n".join(f"## {name}\n\n* {KEEP.replace('orders', name)}" for name in ("letters", "parcels"))
    shown = "\n\n".join(written.format(name, f"* {KEEP.replace('orders', name)}") for name in ("letters", "parcels"))

    assert not assess(policy(plain), policy(shown)).materiality.reaches(Materiality.EDITORIAL)
    assert not assess(policy(shown), policy(plain)).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "written", ["http://www.tern.example/help", "https://tern.example/help", "www.tern.example/help/"]
)
def test_another_notation_of_an_address_is_noise(written: str) -> None:
    """It leads where it led; another page is another address."""
    text = f"{KEEP} See https://www.tern.example/help for more."
    other = text.replace("/help", "/contact")

    assert not assess(policy(text), policy(text.replace("https://www.tern.example/help", written))).materiality.reaches(
        Materiality.EDITORIAL
    )
    assert assess(policy(text), policy(other)).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (KEEP, f"{KEEP}\n\n.menu-item {{ color: #fff; padding: 0 10px; }}"),
        (KEEP, f"{KEEP}\n\nwindow.dataLayer = window.dataLayer || []; function gtag(){{push(arguments);}}"),
        (f"## Cookies\n\n{KEEP}", f"2. Cookies ........ 12\n\n## Cookies\n\n{KEEP}"),
        (KEEP, KEEP.replace("reached", "rea- ched")),
        (f"{KEEP} It’s “yours”.", f"{KEEP} It\ufffds \ufffdyours\ufffd."),
        (f"{KEEP} It is so (i) here; (ii) there; or at sea.", f"{KEEP} It is so (i) here. (ii) there. or at sea."),
        (f"{KEEP} It is told in section 4.", f"{KEEP} It is told in section4."),
        (f"{KEEP} See our [Print Rules](/p) page.", f"{KEEP} See our [Print Rules Print Rules](/p) page."),
        (f"{KEEP} We are Tern (“Tern” or “we”).", f"{KEEP} We are Tern (Tern or we)."),
        (f"{KEEP} Terms & conditions apply.", f"{KEEP} Terms &. conditions apply."),
        (f"## Our prints\n\n{KEEP}", f"Back to top Our prints\n-----\n\n{KEEP}"),
        (f"{KEEP} See [our list](/l).", f"{KEEP} See [our list opens in secure site](/l)."),
        (f"{KEEP} We ask that you **please tell us**.", f"{KEEP} We ask that you**please tell us**."),
        (f"All shelves\n\n## Our orders\n\n{KEEP}", f"All shelvesOur orders\n\n{KEEP}"),
        (f"Effective: October 29, 2025\n\n{KEEP}", f"Effective: 29 October 2025\n\n{KEEP}"),
        (f"{KEEP}\n\nTern Reader © 2010-2012 Tern, Inc.", f"{KEEP}\n\nTern Reader © 2010-2013 Tern, Inc."),
        (
            f"{KEEP} You choose (a) books, (b) prints and (c) times.",
            f"{KEEP} You choose (a) books, (b) prints and © times.",
        ),
        (
            f"{KEEP} For example:\n\n* we help;\n* we print.\n\n(a) Orders. They are kept.",
            f"{KEEP} For example: we help; we print. (a) Orders. They are kept.",
        ),
        (f"## Data we collect\n\n{KEEP}", f"## Data we collectData we collectmaindatawecollect\n\n{KEEP}"),
        (f"Help › Terms, Warranties and Notices › Our terms\n\n{KEEP}", f"Our terms\n\n{KEEP}"),
        (f"{KEEP} It is so since Sept 5, 2020.", f"{KEEP} It is so since September 5, 2020."),
        (f"{KEEP}\n\nChanges; Amendments.", f"{KEEP}\n\nChanges. Amendments."),
        (
            f"{KEEP} It is kept by all our readers here.",
            f"{KEEP} It is kept by all our readers by all our readers here.",
        ),
        (
            f"{KEEP} We print it before another shop sends the prints to you.",
            f"{KEEP} We print itbefore another shopsends the prints to you.",
        ),
        (
            f"{KEEP} Ce sont ceux qui sont envoyés depuis un appareil par une autre entité.",
            f"{KEEP} Ce sont ceux qui sont envoyés depuisun appareil par uneautre entité.",
        ),
        (f"{KEEP} You may ask [Support](/s) for it.", f"{KEEP} You may ask[Support](/s) for it."),
        (f"{KEEP}\n\n* [How we print](#How we print)", f"{KEEP}\n\n* [How we print](#How_we_print)"),
        (f"{KEEP}\n\n6.2**No Prints of Letters**. {KEEP}", f"{KEEP}\n\n6.2 **No Prints of Letters**. {KEEP}"),
        (
            f'{KEEP}\n\nRetrieved from "<https://tern.example/?page=law&oldid=12>"',
            f'{KEEP}\n\nRetrieved from "<https://tern.example/?page=law&oldid=19>"',
        ),
        (f"## Marketing (12)\n\n{KEEP}", f"## Marketing (15)\n\n{KEEP}"),
        (f"{KEEP}\n\n**We define it below.**", f"{KEEP}\n\n**We def****ine it below.**"),
        (f"{KEEP}\n\n### [Our Prints](/p)\n\nSold.", f"{KEEP}\n\n### [Our  \nPrints](/p)\n\nSold."),
        (f"{KEEP}\n\n**Prints of letters**\n\nSold.", f"{KEEP}\n\n**  \nPrints of letters**\n\nSold."),
        (
            f"{KEEP}\n\n![](data:image/svg+xml,%3Csvg viewBox=%220 0 5 8%22%3E)",
            f"{KEEP}\n\n![](<data:image/svg+xml,%3C>)",
        ),
        (f"{KEEP}\n\n{IN_LANGUAGES.format('Tiếng Việt')}", f"{KEEP}\n\n{IN_LANGUAGES.format('Vietnamese')}"),
        (f"{KEEP}\n\nService ProviderPrivacy Policy", f"{KEEP}\n\nService Provider Privacy Policy"),
        (f"{KEEP}\n\nTern Bookshttps://tern.example/p", f"{KEEP}\n\nTern Books https://tern.example/p"),
        (
            f"{KEEP} See [tern.example/opt-ou…](https://tern.example/opt-out).",
            f"{KEEP} See [tern.example/opt-out](https://tern.example/opt-out).",
        ),
        (
            f"{KEEP}\n\n| Name | Use |\n| --- | --- |\n| sid | login |",
            f"{KEEP}\n\n|  |  |\n| --- | --- |\n| **Name** | **Use** |\n| sid | login |",
        ),
    ],
)
def test_what_a_converter_left_is_noise(older: str, newer: str) -> None:
    """Scripts and style sheets, leaders, words parted at the ends of lines or run together, signs that were lost; a
    date written otherwise, a copyright's year, a trail that begins elsewhere."""

    assert not assess(policy(older), policy(newer)).materiality.reaches(Materiality.EDITORIAL)
    assert not assess(policy(newer), policy(older)).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "inside",
    [
        "Copy link\n\nWhat is a print?\n\nReport a lost print\n\nI have a different question",
        "## Other ways to get help\n\nChat with our book assistant\n\nFind prints and get support in real time",
        "[How do I print a letter?](/h/12?ref=related_articles)",
        "[Letters that lead nowhere.](#letters-that-lead-nowhere)",
        "* [March 3, 2024](/law-20240303)\n* [May 5, 2023](/law-20230505)",
        "[All shelves](/all)[Law](/all/law)Your questions",
        "Choose a section to give feedback on",
        "Did this help? Yes | No\n\n64 people found this helpful",
        "211 out of 340 found this helpful · Last checked 4 days ago",
        "A D V E R T I S E M E N T",
        "Revenir en haut",
        "This policy has been created with the help of the Heron Policy Generator.",
        "[Get Heron Prints now](/get)",
        "Save and categorize content based on your preferences.",
        EDITIONS,
    ],
)
def test_the_pages_own_inside_a_policy_is_noise(inside: str) -> None:
    """Suggestions between buttons, related pages, contents, earlier editions, a trail above the heading it leads to."""
    plain, shown = policy(KEEP), policy(f"{KEEP}\n\n{inside}")

    assert not assess(plain, shown).materiality.reaches(Materiality.EDITORIAL)
    assert not assess(shown, plain).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "inside",
    [
        "Copy link\n\nWe may sell your letters\n\nCan you object?\n\nPrint",
        "Copy link\n\nWhat is a print?\n\nNo refunds\n\nPrint",
        "* [Related Articles Ltd](https://heron.example/related-articles)",
        "[We sell your letters](/s) Your questions",
        "[We may sell your letters.](#we-may-sell-your-letters)",
        "Chat with a Heron assistant, and we keep what you say",
        "You agreed to it on May 5, 2023",
        "Prior versions of the Agreement govern disputes arising before 1 March 2026.",
        "[Opt out](/opt) [Your questions](/c)",
        "* [Delete account](/d) [Your questions](/r)",
        "## Heron\n\nA bird.\n\n[Tern](/t) [Ibis](/i) [Heron](/h)\n\nA bird.",
        "Do you sell my data?\n\nYes\n\nAre letters read by staff?\n\nYes",
        "Copy link\n\nWhat do they receive?\n\nYour precise location\n\nRead next",
        "[Opt out of the sale of data](/o?from=related_articles)",
        "Share your live location with our partners and get help in real time",
        "Talk with your doctor and our AI assistant",
        "The shop is closed on:\n\n* December 24, 2026\n* December 25, 2026\n* December 31, 2026",
        "December 24, 2026\n\nDecember 25, 2026",
        "Get a copy for free",
        "S E L L",
        "C A N C E L",
        "When do we print?\n\nToday",
        "[Heron Brokers](https://heron.example/?party=related)",
        "Opt out before Friday 5:00 pm",
        "Vos commentaires nous aident à améliorer nos services et seront publiés sous votre nom.",
    ],
)
def test_what_only_looks_like_the_pages_inside_a_policy_is_told(inside: str) -> None:
    """A sentence between buttons, one before a heading, a link with more to say, an item of a list."""
    assert assess(policy(KEEP), policy(f"{KEEP}\n\n{inside}")).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    ("announced", "level"),
    [
        ("We’re updating our Privacy Policy. You can preview the changes [here](/p).", Materiality.NOISE),
        ("The updates go into effect on May 3, 2026. [Read the new policy](/p)", Materiality.NOISE),
        ("We are updating our Privacy Policy on how we sell data.", Materiality.SUBSTANTIVE),
        ("The changes take effect on May 3, 2026 and let us sell data.", Materiality.SUBSTANTIVE),
    ],
)
def test_an_announcement_that_is_taken_down_is_noise(announced: str, level: Materiality) -> None:
    """Unless it says what changes; and one that is put up is told."""
    plain, shown = policy(KEEP), policy(f"{announced}\n\n{KEEP}")
    taken_down = assess(shown, plain).materiality

    assert taken_down.reaches(level)
    assert level is not Materiality.NOISE or taken_down is Materiality.NOISE
    assert assess(plain, shown).materiality.reaches(Materiality.SUBSTANTIVE)


SOLD = f"{KEEP}\n\n| Data | Sold to brokers |\n| --- | --- |\n| Name | no |\n\nYour data is:"


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (f"{KEEP} It is yours.", f"{KEEP} It is never yours."),
        (f"{KEEP} The box is in valid form.", f"{KEEP} The box is invalid form."),
        (f"{KEEP} You may read. not resell.", f"{KEEP} You may read not resell."),
        (f"{KEEP} Readers > 18 may join.", f"{KEEP} Readers 18 may join."),
        (f"{KEEP}\n\nIt costs $1.50 a book.", f"{KEEP}\n\nIt costs $150 a book. It costs $150 a book."),
        (f"{KEEP}\n\nIt rises by -5 a year.", f"{KEEP}\n\nIt rises by 5 a year. It rises by 5 a year."),
        (f"15/09/2021\n\n{KEEP}", f"01/02/2023\n\n{KEEP}"),
        (f"{KEEP} You agree (not to any earlier version).", f"{KEEP} You agree."),
        (f"{KEEP} It binds by the rules (prior version).", f"{KEEP} It binds by the rules."),
        (f"{KEEP}\n\nSettings › Offers\n\n{KEEP}", f"{KEEP}\n\nMore › Settings › Offers\n\n{KEEP}"),
        (f"{KEEP} In valid form, see section4.", f"{KEEP} Invalid form, see section 4."),
        (f"{KEEP}\n\n* pour « Premium » livraison", f"{KEEP}\n\n* livraison"),
        (f"{KEEP} Users of third parties of third parties.", f"{KEEP} Users of third parties."),
        (f"{KEEP} We license it (and prior versions).", f"{KEEP} We license it."),
        (f"{KEEP} Prints © 2019 may be copied.", f"{KEEP} Prints © 2029 may be copied."),
        (f"{KEEP}\n\n* Ireland > Chile", f"{KEEP}\n\n* China > Ireland > Chile"),
        (f"{KEEP}\n\n* [We never sell it.](#s)", f"{KEEP}\n\n* [We may sell it.](#s)"),
        (
            f"{CONTENTS}\n\n### Print\n\nYes.\n\n### Sold\n\nNo.",
            f"{CONTENTS}\n\n### Print\n\nYes.\n\n### Sold\n\nCookies, paper, print.",
        ),
        (f"{KEEP}\n\n* Tern\n\nWe use TernBox.", f"{KEEP}\n\nWe use TernBox."),
        (f"{KEEP}\n\nNot refunded » Our prints", f"{KEEP}\n\nOur prints"),
        (f"{KEEP} Write to Tern, Inc.", f"{KEEP} Write to Tern, LLC."),
        (f"Effective: 3/4/2025\n\n{KEEP}", f"Effective: 4 March 2025\n\n{KEEP}"),
        (f"See our web site. {KEEP}", f"See our website. {KEEP}"),
        (f"{KEEP} It runs on Tern OS.", f"{KEEP} It runs on TernOS."),
        (f"{KEEP}\n\n|  |\n| --- |\n| **We never sell it.** |", f"{KEEP}\n\n|  |\n| --- |\n| **We sell it.** |"),
        (f"{SOLD}\n\n* Kept", f"{SOLD}\n\n* Kept\n* Sold to brokers"),
        (f"{KEEP}\n\n© 2024 Tern | Do Not Sell", f"{KEEP}\n\n© 2024 Tern"),
        (f"{KEEP} You may opt out (<https://tern.example/out>).", f"{KEEP} You may opt out."),
        (f"{KEEP} We keep:\n[Email]: never", f"{KEEP} We keep:\n[Email]: forever"),
        (f"{KEEP} Your orders we shall not print.", f"{KEEP} Your orders we shallnot print."),
        (f"{KEEP} We ask readers to sign in.", f"{KEEP} We ask readers to signin."),
        (f"{KEEP} We do not sell. For ads, we share it here.", f"{KEEP} We do not sell; For ads, we share it here."),
        (f"{KEEP} It is 5 plus 5 plus 5 plus 5 plus 5.", f"{KEEP} It is 5 plus 5 plus 5."),
        (
            f"{KEEP} Go to [us](/out) (https://a.example/out).",
            f"{KEEP} Go to [us](/out) (https://b.example/out).",
        ),
        (f"{KEEP}\n\n### Fees\n\nA.", f"{KEEP}\n\n1 Fees 10 Term 30\n\n### Fees\n\nA."),
        (f"{SOLD}\n\nIt is ours.", f"{SOLD}\n\nIt is ours.\n\nSold to brokers."),
        (f"{KEEP}\n\n### 2.8 Ratings.\n\n{KEEP}", f"{KEEP}\n\n### 2.9 Ratings.\n\n{KEEP}"),
        (f"{KEEP} You agree that (b) does not bind you.", f"{KEEP} You agree that (c) does not bind you."),
        (f"{KEEP} The card ends in 4****1.", f"{KEEP} The card ends in 41."),
        (f"{KEEP}\n\n### Premium +\n\n{KEEP}", f"{KEEP}\n\n### Premium\n\n{KEEP}"),
        (
            f"{KEEP}\n\n### Fees\n\nA.\n\n### Term\n\nB.",
            f"{KEEP}\n\nFees: 10. Term: 30.\n\n### Fees\n\nA.\n\n### Term\n\nB.",
        ),
        (f"{KEEP} It is so since Sept 5, 2020.", f"{KEEP} It is so since October 5, 2020."),
        (f"{KEEP}\n\nCompartimos datos con:\n\no Terceros", f"{KEEP}\n\nCompartimos datos con:\n\nTerceros"),
        (f"Our terms\n\n{KEEP}", f"Help › Our terms › You must pay at once\n\n{KEEP}"),
        (f"{KEEP}\n\n* location data\n\nNo geolocation data.", f"{KEEP}\n\nNo geolocation data."),
        (f"{KEEP}\n\n* Book data\n\nBook database.", f"{KEEP}\n\nBook database."),
        ("Wir beliefern alle Leser in unserem Haus und darüber hinaus ohne jede Ausnahme.", KEEP),
    ],
)
def test_what_is_written_otherwise_and_says_otherwise_is_told(older: str, newer: str) -> None:
    """Beside what a converter leaves: another word, form or spelling, and a date that could be another."""
    assert assess(policy(older), policy(newer)).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "line", ["Unsere Regeln gelten in allen Häusern der Kette und auch an Bord ohne jede Ausnahme."]
)
def test_a_sentence_in_another_language_above_the_title_is_not_the_pages(line: str) -> None:
    """Which of its words bind is not known."""
    assert assess(policy(KEEP), policy(KEEP, top=line)).materiality.reaches(Materiality.EDITORIAL)


def test_a_number_that_is_its_own_link_is_noise() -> None:
    """As an address is; one that leads to another number is not."""
    bare = f"{KEEP} Our desk answers at +353 1 555 0100."
    own, other = (
        bare.replace("+353 1 555 0100", f"[+353 1 555 0100](tel:{to})") for to in ("015550100", "+4415550100")
    )

    assert not assess(policy(bare), policy(own)).materiality.reaches(Materiality.EDITORIAL)
    assert assess(policy(bare), policy(other)).materiality is Materiality.EDITORIAL


def test_a_link_on_no_words_is_noise() -> None:
    """The asterisks of a note."""
    bare = f"{KEEP} Our desk answers in the evening\\*\\*."
    linked = bare.replace("\\*\\*", "[\\*\\*](https://tern.example/note)")

    assert not assess(policy(bare), policy(linked)).materiality.reaches(Materiality.EDITORIAL)


def test_a_list_of_processors_is_no_menu() -> None:
    """A linked name that comes to it is a new recipient of data."""
    listed = (
        "## Our sub-processors\n\n*   [Alder Hosting](https://alder.example)\n*   [Birch Mail](https://birch.example)"
    )
    more = f"{listed}\n*   [Cedar Analytics](https://cedar.example)"

    assert assess(policy(KEEP, bottom=listed), policy(KEEP, bottom=more)).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    "hidden",
    [
        "[email protected]",
        "[\\[email protected\\]](/cdn-cgi/l/email-protection#a1)",
        "desk at tern dot example",
        "desk AT tern.example",
        "desk[@]tern.example",
        "desk(a)tern.example",
        "desk_at_tern_dot_example",
        "[[email protected]](mailto:%64esk@tern.example)",
        "[email hidden; JavaScript is required]",
        "This email address is being protected from spambots. You need JavaScript enabled to view it.",
        "Diese E-Mail-Adresse ist vor Spambots geschützt! Zur Anzeige muss JavaScript eingeschaltet sein!",
        "Cette adresse e-mail est protégée contre les robots spammeurs.",
        "Esta dirección de correo electrónico está siendo protegida contra los robots de spam.",
    ],
)
def test_a_hidden_address_is_noise(hidden: str) -> None:
    """Scraping protection rewrites no policy."""
    shown = f"{KEEP} Send your request to desk@tern.example and we will answer it."
    before, after = policy(shown), policy(shown.replace("desk@tern.example", hidden))

    assert not assess(before, after).materiality.reaches(Materiality.EDITORIAL)
    assert not assess(after, before).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize("other", ["Desk@Tern.Example", "[desk@tern.example]", "desk@tern.example desk@tern.example"])
def test_an_address_in_capitals_or_twice_is_the_same(other: str) -> None:
    """As templates write them."""
    shown = f"{KEEP} Send your request to desk@tern.example and we will answer it."

    assert not assess(policy(shown), policy(shown.replace("desk@tern.example", other))).materiality.reaches(
        Materiality.EDITORIAL
    )


def test_an_address_behind_other_words_is_an_edit() -> None:
    """The form of a contact; where it leads is the same, or told."""
    shown = f"{KEEP} Send your request to desk@tern.example and we will answer it."
    before = policy(shown)
    linked = shown.replace("desk@tern.example", "[our desk](mailto:desk@tern.example?subject=Data)")

    assert assess(before, policy(linked)).materiality is Materiality.EDITORIAL
    other = policy(linked.replace("mailto:desk", "mailto:sales"))
    assert assess(before, other).materiality is Materiality.SUBSTANTIVE
    shown_other = policy(shown.replace("desk@tern.example", "[sales@tern.example](mailto:desk@tern.example)"))
    assert assess(before, shown_other).materiality is Materiality.SUBSTANTIVE


@pytest.mark.parametrize("turned", ["qrfx@grea.rknzcyr", "elpmaxe.nret@ksed"])
def test_an_address_turned_round_is_noise(turned: str) -> None:
    """A script or a style sheet turns it back for who looks."""
    shown = f"{KEEP} Send your request to desk@tern.example and we will answer it."
    hidden = shown.replace("desk@tern.example", f"[{turned}](mailto:%20desk@tern.example)")

    assert not assess(policy(shown), policy(hidden)).materiality.reaches(Materiality.EDITORIAL)


def test_another_address_is_told_however_it_is_written() -> None:
    """Where the request goes to is for a digest; prose with "at" and a name in it is no address."""
    shown = f"{KEEP} Send your request to desk at tern dot example and we will answer it."
    prose = f"{KEEP} Look at tern.example and at our shops to see what we have of yours."

    other = assess(policy(shown), policy(shown.replace("desk at", "sales at")))
    assert other.materiality is Materiality.SUBSTANTIVE
    assert assess(policy(prose), policy(prose.replace("tern.example", "gull.example"))).materiality.reaches(
        Materiality.EDITORIAL
    )


def test_new_targets_of_links_are_noise_and_a_new_link_is_editorial() -> None:
    """The words are the same. Links laid all over are another mark-up."""
    bare = f"{KEEP} Our terms of sale tell more."
    linked = bare.replace("terms of sale", "[terms of sale](https://tern.example/sale)")
    moved = linked.replace("/sale)", "/terms-of-sale)")
    beside = bare.replace("sale tell", "sale [tell](https://tern.example/sale)")
    all_over = linked.replace("the orders", "[the orders](/orders)").replace("our shop", "[our shop](/shop)")

    assert assess(policy(linked), policy(moved)).materiality is Materiality.NOISE
    assert assess(policy(beside), policy(linked)).materiality is Materiality.NOISE
    assert assess(policy(bare), policy(linked)).materiality is Materiality.EDITORIAL
    assert assess(policy(bare), policy(all_over)).materiality is Materiality.NOISE


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("### We will not sell before\n\n{}", "### We will sell before\n\n{}"),
        ("### No fees before\n\n{}", "### Fees before\n\n{}"),
        ("We sold personal data on these days:\n\n{}", "We sold personal data on these days:\n\n{}\n\n4 August 2026"),
        ("### Claims end\n\n{}", "### Claims end\n\n{}\n\n4 August 2026"),
    ],
)
def test_days_under_what_they_are_of_are_no_editions(older: str, newer: str) -> None:
    """Only what says so is a list of editions, or what stands under the document's own title."""
    days = "1 May 2026\n\n1 June 2026\n\n1 July 2026"

    for one, other in ((older, newer), (newer, older)):
        found = assess(policy(f"{KEEP}\n\n{one.format(days)}"), policy(f"{KEEP}\n\n{other.format(days)}"))
        assert found.materiality.reaches(Materiality.EDITORIAL)


def test_related_pages_in_another_order_are_noise() -> None:
    """Their address says what they are."""
    related = [
        "[Why do I see this print?](/h/1?ref=related&s=5)",
        "[Summary of our changes to prints](/h/2?ref=related)",
    ]
    before, after = ("\n\n".join(["Related articles", *links]) for links in (related, related[::-1]))

    assert not assess(policy(KEEP, bottom=before), policy(KEEP, bottom=after)).materiality.reaches(
        Materiality.EDITORIAL
    )


def titled(title: str) -> Reading:
    """A policy of one title and no line above or below."""
    return policy(f"We collect the personal information that you give us when you register.\n\n{KEEP}", title=title)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Privacy Policy | Tern", "Tern Books - Privacy"),
        ("Tern - Privacy - Cheap Books, Old Books", "Privacy & More - Tern Books"),
        ("Tern Books", "tern.example - Privacy"),
        ("Privacy Policy | Tern « Books", "Privacy Policy"),
        ("Jobs Press Privacy Policy", "Privacy Policy"),
        ("Tern Books > Shop > Privacy Policy", "Tern Books > About us > Privacy Policy"),
        (
            "Tern - E-Mail, Pictures and Marketing for Children's Toys",
            "Tern - Email and Social Media. Founded by V. A. Heron",
        ),
        ("Cheap books - Free e-mail for readers of all kinds", "Privacy Policy | Tern"),
        ("Privacy Policy", "Privacy Policy | Tern Books LLC"),
        ("TernBooks.com - Privacy Policy", "Privacy Policy - Tern Books"),
        ("Free shipping over $50 Tern Privacy Policy", "Free shipping over $75 Tern Privacy Policy"),
    ],
)
def test_another_title_of_the_page_is_noise(older: str, newer: str) -> None:
    """Browsers show it: it is of several parts, and what the document is called is one of them."""
    assert assess(titled(older), titled(newer)).materiality is Materiality.NOISE


@pytest.mark.parametrize(
    ("older", "newer", "level"),
    [
        ("Privacy Policy", "Privacy Notice", Materiality.EDITORIAL),
        ("Tern and Heron Privacy Policy", "Tern and Old Heron Privacy Policy", Materiality.EDITORIAL),
        ("Terms of Sale | Tern", "Terms of Service | Tern", Materiality.EDITORIAL),
        ("Terms of Service | Consumers", "Terms of Service | Business", Materiality.EDITORIAL),
        ("Privacy Policy | EU residents", "Privacy Policy | US residents", Materiality.SUBSTANTIVE),
        ("Tern | We sell your data", "Tern | We never sell your data", Materiality.MATERIAL),
        ("Privacy Policy - 30 day deletion", "Privacy Policy - 90 day deletion", Materiality.MATERIAL),
        ("Cookie Policy - no ads", "Cookie Policy - with ads", Materiality.EDITORIAL),
        ("Privacy Policy - end-to-end encrypted", "Privacy Policy - scanned by AI", Materiality.EDITORIAL),
        ("Privacy Policy - your data is encrypted", "Privacy Policy", Materiality.EDITORIAL),
        ("Terms of Service - Free plan", "Terms of Service - Premium plan", Materiality.EDITORIAL),
        ("Privacy Notice: Parents", "Privacy Notice: Teachers", Materiality.EDITORIAL),
        ("Privacy Policy - Superseded", "Privacy Policy - In force", Materiality.EDITORIAL),
        ("Tern Books Ltd Privacy Policy", "Heron Data Inc. Privacy Policy", Materiality.SUBSTANTIVE),
        ("Tern.example Privacy Policy", "Tern Privacy Policy", Materiality.EDITORIAL),
        ("Privacy Policy - data deleted after ten days", "Privacy Policy - data kept by Tern", Materiality.MATERIAL),
        ("Privacy Policy - Tern", "Privacy Policy - Tern collects precise location", Materiality.SUBSTANTIVE),
        ("Privacy Policy | Tern Books LLC", "Privacy Policy | Heron Data", Materiality.SUBSTANTIVE),
        ("Privacy Policy > Kids", "Privacy Policy", Materiality.EDITORIAL),
        ("Privacy Policy | Tern S.A.", "Privacy Policy | Heron S.A.", Materiality.SUBSTANTIVE),
        ("Privacy Policy - Tern", "Privacy Policy - Tern, advertising partners and profiling", Materiality.EDITORIAL),
        ("Privacy Policy | Tern", "Privacy Policy | Tern trains its models with prints", Materiality.EDITORIAL),
        ("Privacy Policy | Tern Books Ltd", "Privacy Policy | Tern Books GmbH", Materiality.SUBSTANTIVE),
        ("Privacy Policy | The Bank of Tern Ltd", "Privacy Policy | The Bank of Heron Ltd", Materiality.SUBSTANTIVE),
        ("Privacy Policy of Tern Limited", "Privacy Policy of Heron Limited", Materiality.SUBSTANTIVE),
        ("Employee Privacy Policy", "Customer Privacy Policy", Materiality.SUBSTANTIVE),
        ("EU Users Privacy Policy", "US Users Privacy Policy", Materiality.SUBSTANTIVE),
        ("Terms of Service | Tern", "Privacy Policy | Tern", Materiality.SUBSTANTIVE),
        ("Privacy Policy - Tern", "Privacy Policy - Tern (applies from 2027)", Materiality.EDITORIAL),
        ("We care for your data", "We may sell your data to others", Materiality.MATERIAL),
        ("Tern Books Ltd: Privacy Policy", "Heron Data Inc.: Privacy Policy", Materiality.SUBSTANTIVE),
    ],
)
def test_another_title_of_the_document_is_told(older: str, newer: str, level: Materiality) -> None:
    """What it is called, for whom it is, and what it says."""
    assert assess(titled(older), titled(newer)).materiality.reaches(level)


@pytest.mark.parametrize(
    "line",
    [
        "Visitors have a right to a full refund within thirty days and to free returns of every book.",
        "Subscriptions renew each year at the then current price of $99 and are non-refundable after that.",
        "This shop uses cookies for advertising by others. Continued use is consent to these cookies.",
        "All prints sent to it become the property of Tern. All disputes go to binding arbitration in Delaware.",
    ],
)
def test_what_binds_behind_a_copyright_is_told(line: str) -> None:
    """However the line begins."""
    bound = policy(KEEP, bottom=f"© 2021 Tern Books. All rights reserved. {line}")

    assert assess(policy(KEEP), bound).materiality.reaches(Materiality.EDITORIAL)
    assert assess(bound, policy(KEEP)).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize("line", ["Vos données sont vendues", "Vos données sont [vendues](/v)"])
def test_a_sentence_under_related_pages_in_another_language_is_told(line: str) -> None:
    """What binds is not known there by its words: only what is a link as a whole is the page's."""
    related = policy(KEEP, bottom=f"### Pages associées\n\n{line}")

    assert assess(related, policy(KEEP, bottom="### Pages associées")).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("## Fees\n\nRegular price: $5 per month", "## Fees\n\nRegular price: $9 per month"),
        ("## Price\n\nPrice: $5 per month, billed yearly.", "## Price\n\nPrice: $9 per month, billed yearly."),
        ("## Social media\n\nMeta gets your name when you follow us on Facebook.", "## Social media"),
        ("## Fees\n\n- List price: $5\n- Special price: $3", "## Fees\n\n- List price: $9\n- Special price: $7"),
        ("You are here: Home / Privacy We sell your data", "You are here: Home / Privacy We never sell your data"),
        ("## Erasure\n\nUse the link below to go to the form for deletion of your data.", "## Erasure"),
        ("## Advertising\n\nUse the link below to go to the opt-out page.", "## Advertising"),
    ],
)
def test_what_ends_a_document_and_binds_is_its_own(older: str, newer: str) -> None:
    """A price, a recipient and the way to a right are no offer and no button."""
    assert assess(policy(KEEP, bottom=older), policy(KEEP, bottom=newer)).materiality.reaches(Materiality.SUBSTANTIVE)


def test_how_to_get_about_a_page_is_the_pages() -> None:
    """Whatever stands in the list below it."""
    line = "Click on one of the links below to jump to the listed section:"

    assert assess(policy(f"{KEEP}\n\n{line}"), policy(KEEP)).materiality is Materiality.NOISE
