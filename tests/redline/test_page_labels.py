"""Choices of languages, captions and entries of menus inside a policy: lines that say nothing of it."""

import pytest

from redline.assessment import assess
from redline.reading import read
from redline.types import Materiality
from tests.redline.judged import judged, policy

KEEP = "We keep the orders that you place in our shop for 30 days after they have reached the door of your house."
SELLERS = "We share what you write to us with the sellers of the books that you ask for, and with nobody else at all."


def came(line: str) -> Materiality:
    """How much a line matters that came between two paragraphs; a line that left must matter as much."""
    without, held = policy(f"{KEEP}\n\n{SELLERS}"), policy(f"{KEEP}\n\n{line}\n\n{SELLERS}")
    found = {assess(without, held).materiality, assess(held, without).materiality}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Deliveries end at 18:00 on weekdays.", "Deliveries end at 12:00 on weekdays."),
        ("Letters may arrive until 18:00.", "Letters may arrive until 12:00."),
        ("Support is open from 08:00 to 18:00.", "Support is open from 10:00 to 12:00."),
    ],
)
def test_an_hour_inside_a_policy_is_told(older: str, newer: str) -> None:
    """Without a day or a word of writing beside it, it is when something ends and not when the page was made."""
    one, other = (policy(f"{KEEP}\n\n{line}\n\n{SELLERS}") for line in (older, newer))

    assert assess(one, other).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize("line", ["Posted 14:05", "3 May 2024 10:11", "Mar 3, 14:05"])
def test_an_hour_beside_a_day_is_a_stamp(line: str) -> None:
    """It says when something was written, wherever it stands."""
    assert came(line) is Materiality.NOISE


@pytest.mark.parametrize(
    "line",
    [
        "English | Deutsch | Français",
        "Language: English (United States)",
        "English (UK)",
        "Please select your language: English - Deutsch - Polski",
        "This page is also available in: [Deutsch](/de), [Français](/fr)",
        "Available languages: English, French, German",
        "View this notice in [Español](/es) or [English](/en)",
        "For the French version of this page, [click here](/fr).",
        "[Pour la version française, cliquez ici](/fr).",
        "[Lire en français](/fr)",
        "Sprache: Deutsch",
        "Idioma: Español",
        "Switch to French",
    ],
)
def test_a_choice_of_languages_is_noise(line: str) -> None:
    """Pages offer themselves in other languages."""
    assert not came(line).reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "line",
    [
        "The English version of these terms prevails.",
        "These terms are available in English only.",
        "We answer your questions in English and French.",
        "Support is available in English and German",
        "The contract is made in Dutch.",
        "Terms in English",
        "The language of these terms is English",
        "English (Authoritative), German (Translation)",
        "Language of the agreement: English",
        "Statements and notices in English",
        "The French version of this agreement",
        "These terms are available in English, [French](/fr) and German to consumers.",
        "## Customer support languages\n\nEnglish, French, German",
        "You can write to us in:\n\n* English\n* Dutch",
    ],
)
def test_what_binds_in_a_language_is_told(line: str) -> None:
    """Which text prevails, and in which languages the service answers."""
    assert came(line).reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Language: English", "Language: French"),
        ("English (UK)", "French (UK)"),
        ("These terms are available in English, French and German", "These terms are available in English"),
    ],
)
def test_another_language_in_its_place_is_told(older: str, newer: str) -> None:
    """It may be the contract's."""
    before, after = (policy(f"{KEEP}\n\n{line}\n\n{SELLERS}") for line in (older, newer))

    assert assess(before, after).materiality.reaches(Materiality.SUBSTANTIVE)


def test_a_longer_choice_of_languages_is_noise() -> None:
    """The page is there in one more."""
    older, newer = "View this page in: English, Deutsch", "View this page in: English, Deutsch, Français"
    before, after = (policy(f"{KEEP}\n\n{SELLERS}", top=line) for line in (older, newer))

    assert not assess(before, after).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize("line", ["Example", "Example 2:", "*Note*", "At a glance", "En bref", "Zusammenfassung"])
def test_a_caption_alone_is_noise(line: str) -> None:
    """It names what follows, and a converter shows it or does not."""
    assert not came(line).reaches(Materiality.EDITORIAL)


def test_a_caption_among_lines_is_one_of_them() -> None:
    """In a list without marks "Notes" are data."""
    before, after = (
        policy(f"{KEEP}\n\n## What the app sends\n\n{lines}") for lines in ("Bookmarks\n\nNotes", "Bookmarks")
    )

    assert assess(before, after).materiality.reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize("line", ["Exceptions", "Prohibited", "Void", "Optional", "* Example\n* Return slips"])
def test_a_word_that_changes_what_follows_is_told(line: str) -> None:
    """What stands under it holds otherwise then; an item is one of what its list names."""
    assert came(line).reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize(
    "line",
    [
        "[Do not sell my data](/x)",
        "[Sub-processors](/s)",
        "[Cancel and get a refund](/r)",
        "[Acceptable Use Policy](/a)",
    ],
)
def test_a_link_that_offers_something_is_told(line: str) -> None:
    """A choice, a list of others, a right, a document that may be part of the contract."""
    assert came(line).reaches(Materiality.SUBSTANTIVE)


@pytest.mark.parametrize("place", ["top", "bottom"])
def test_names_of_lists_of_policies_are_the_pages(place: str) -> None:
    """Linked or not."""
    for entry in ("All policies", "Policy center", "Advertising policies", "Back to policies", "Terms & Policies"):
        before, after = policy(KEEP), policy(KEEP, **{place: entry})

        assert not assess(before, after).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "line",
    [
        "[Prev Do not harass writers](/a) [Next How threats are answered](/b)",
        "[‹ Previous Returns](/a) [Next Gifts ›](/b)",
        "ON THIS PAGE Expand table of contents",
    ],
)
def test_what_turns_the_page_is_noise(line: str) -> None:
    """Whatever the other pages are called."""
    assert not came(line).reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    "line",
    [
        "[Next month we sell your data](/a)",
        "Next we share what you read with advertisers.",
        "[Previous Refunds and returns](/a)",
        "[Next We sell what you read](/a)",
        "[Next of kin: ask for what we hold of the dead](/a)",
        "[→ Do not sell my data](/a)",
        "[Previous price: 5 euros](/a) [Next price: 9 euros](/b)",
        "[Previous orders are refunded](/a) and you may ask for more of them within 30 days.",
    ],
)
def test_a_sentence_that_begins_so_is_told(line: str) -> None:
    """It turns no page."""
    assert came(line).reaches(Materiality.SUBSTANTIVE)


def test_words_of_a_link_that_extraction_lost_are_noise() -> None:
    """A stop with a blank before it shows that they are missing; what they promise is told."""
    whole = "If you have questions about the shop or about your orders, please [contact us](/c)."
    binding = (
        "We delete what you wrote to us in the shop or by mail [within 30 days](/d).",
        "If you do not want our letters, please [opt out](/o).",
        "We share what you read in the shop with [Heron](/h).",
        "You agree to the rules of the shop and to the [Arbitration Agreement](/a).",
        "We use what you read in the shop for [Advertising](/a).",
    )

    for sides in ((whole, whole.replace("[contact us](/c)", "")), (whole.replace("[contact us](/c)", ""), whole)):
        older, newer = (policy(f"{KEEP}\n\n{side}\n\n{SELLERS}") for side in sides)
        assert not assess(older, newer).materiality.reaches(Materiality.EDITORIAL)
    for kept in binding:
        lost = f"{kept[: kept.index('[')]}."
        found = assess(policy(f"{KEEP}\n\n{kept}\n\n{SELLERS}"), policy(f"{KEEP}\n\n{lost}\n\n{SELLERS}"))
        assert found.materiality.reaches(Materiality.SUBSTANTIVE)
    # A blank before a stop that stood there already shows nothing.
    odd = "See what we print , what we bind and [our help pages](/h) in the shop."
    older, newer = (policy(f"{KEEP}\n\n{side}") for side in (odd, odd.replace("[our help pages](/h)", "")))
    assert assess(older, newer).materiality.reaches(Materiality.EDITORIAL)


def test_a_blank_that_an_item_lost_is_noise() -> None:
    """A long item is a sentence; two words with capitals may be a name."""
    whole = "where your app needs it, copy and display User Content on and through it to all of its own readers;"
    lost, named = whole.replace("display User", "displayUser"), whole.replace("User Content", "UserContent")

    for older, newer in ((whole, lost), (lost, whole)):
        before, after = (policy(f"{KEEP}\n\nYou may:\n\n* {side}\n* close the gate") for side in (older, newer))
        assert not assess(before, after).materiality.reaches(Materiality.EDITORIAL)
    before, after = (policy(f"{KEEP}\n\nYou may:\n\n* {side}\n* close the gate") for side in (whole, named))
    assert assess(before, after).materiality is Materiality.EDITORIAL


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Was this page helpful?", "1,204 of 2,310 found this helpful"),
        ("12 people found this useful", "13 people found this useful"),
        ("", "Not what you are looking for? Search the community"),
        ("", "Illustration of a phone with a musical note"),
        ("", "We use cookies to make your visit better. Accept all | Reject | Settings"),
        ("", "Nous utilisons des cookies. Accepter | Continuer sans accepter | Paramétrer"),
        ("Expandir todo Contraer todo", ""),
        ("", "## You found your flock\n\n[Join Tern](/join)\n\nEndless creative shelves of paper and ink"),
        ("[Home](/) | [Tea](/t) | [Help](/h)", "[Home](/) | [Prints](/p) | [Blog](/b) | [Help](/h)"),
        ("Related articles\n\n* Tern Rules FAQ\n* Copyright policy", "Related articles\n\n* Copyright policy"),
        ("## Related articles\n\n* Safety of prints\n* Copyright policy", "## Related articles\n\n* Copyright policy"),
        ("Articles connexes\n\n* Livraison\n* Retours", "Articles connexes\n\n* Livraison"),
    ],
)
def test_what_stands_below_a_policy_is_noise(older: str, newer: str) -> None:
    """Counters, searches, pictures, and the titles of other pages that no link marks."""
    for sides in ((older, newer), (newer, older)):
        before, after = (policy(KEEP, bottom=side) for side in sides)
        assert not assess(before, after).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Related articles\n\n* Copyright", "Related articles\n\n* Copyright\n* We sell your data"),
        ("Related companies\n\n* Tern Ltd", "Related companies\n\n* Tern Ltd\n* Heron Ltd"),
        ("", "Photo of your passport, which you send us"),
        ("", "We use cookies and share what they hold with our partners. Accept | Reject"),
        ("", "Cookies build a profile of your health. Accept | Reject"),
        ("", "Cookies follow visitors across sites. Accept all | Settings"),
        ("", "We use cookies for 13 months. Accept | Reject"),
        ("", "We use cookies, and your employer is told what you read. Accept | Decline"),
        ("", "Cookies pay for the site: your data is the price. Accept | Decline"),
        ("", "Screenshot of the screen that is taken each minute and sent to Heron"),
        ("", "Illustration of a child, for whom parents answer"),
        ("Can't find what you're looking for? Call us within 14 days.", "Can't find what you're looking for?"),
        ("", "Not what you are looking for: we sell data to brokers"),
        ("Recommended articles\n\n* Copyright", "Recommended articles\n\n* Copyright\n* Messages kept by our staff"),
        ("Related topics\n\n* Alder", "Related topics\n\n* Alder\n* Amazon Web Services"),
        ("", "[Join Tern](/a)\n\n[Shop Tern](/b)\n\n[Try Tern](/b)\n\nAccounts close after 30 days"),
        ("", "[Join Tern](/join)\n\nWe sell the names of those who join"),
    ],
)
def test_what_only_looks_like_other_pages_is_told(older: str, newer: str) -> None:
    """Sentences, and lists of something else."""
    assert assess(policy(KEEP, bottom=older), policy(KEEP, bottom=newer)).materiality.reaches(Materiality.SUBSTANTIVE)


def test_the_menu_of_a_site_inside_a_policy_is_the_pages() -> None:
    """One that leads home; a row of other links may be anything."""
    home = "[Home](/) | [Tea](/t) | [Pricing](/p) | [Help](/h)"
    other = home.replace("[Tea](/t) | [Pricing](/p)", "[Prints](/x) | [Blog](/b)")

    for older, newer in ((home, other), ("", home), (home, "")):
        before, after = (policy(f"{KEEP}\n\n{side}\n\n{SELLERS}") for side in (older, newer))
        assert not assess(before, after).materiality.reaches(Materiality.EDITORIAL)
    for line in (
        "[Heron](/h) | [Gull](/g) | [Auk](/a)",
        "[Home](/) | [We sell your data](/s) | [Heron Ltd](/x) | [Help](/h)",
        "[Home](/) | [Location monitored](/a) | [Face scans for insurers](/b) | [Messages kept ten years](/c)",
        "Data goes to:\n\n* [Home](/) | [Pricing](/p) | [Help](/h)",
    ):
        before, after = (policy(f"{KEEP}\n\n{side}\n\n{SELLERS}") for side in ("", line))
        assert assess(before, after).materiality.reaches(Materiality.SUBSTANTIVE)


def test_a_list_above_a_title_is_the_pages_however_long() -> None:
    """The document's own name stands below it, and no paragraph that binds above."""
    days = [
        f"* {name} Day ({month} 10, 2020)" for month in ("Apr", "May", "June") for name in ("Siblings", "Dog", "Pi")
    ]
    newer = [line.replace("Siblings", "Haiku Poetry").replace("2020", "2021") for line in days]
    for title, is_noise in (("Privacy Policy", True), ("Days on which we are closed", False)):
        texts = ("\n".join(["* Events", *lines, "* See all", f"\n## {title}\n\n{KEEP}"]) for lines in (days, newer))
        before, after = (read(text.encode(), content_type="text/markdown") for text in texts)
        assert assess(before, after).materiality.reaches(Materiality.EDITORIAL) is not is_noise


@pytest.mark.parametrize(
    "item", ["Prices rise on Monday", "Accounts close after 30 days", "Voice and face scans for insurers"]
)
def test_a_sentence_above_a_title_is_told(item: str) -> None:
    """However much stands between it and the title."""
    items = [f"* {name} Day" for name in "ABCDEFGHIJKL"]
    texts = ("\n".join([*items, *more, f"\n## Privacy Policy\n\n{KEEP}"]) for more in ((), (f"* {item}",)))
    before, after = (read(text.encode(), content_type="text/markdown") for text in texts)

    assert assess(before, after).materiality.reaches(Materiality.SUBSTANTIVE)


SITE = "# Tern Books\n\n## The best books by post\n\n{}\n\n# Privacy Policy\n\n" + KEEP


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Fast, easy parcels - relax and let us take care of everything", "We do everything - ask your harbour."),
        ("", "Tern Books is a bookshop by the sea. Your books arrive in:\n\n09:58\n\nGet 10 more minutes"),
    ],
)
def test_what_a_site_says_of_itself_above_the_title_alerts_nobody(older: str, newer: str) -> None:
    before, after = (read(SITE.format(side).encode(), content_type="text/markdown") for side in (older, newer))

    assert assess(before, after).materiality is not Materiality.MATERIAL
    assert assess(after, before).materiality is not Materiality.MATERIAL


@pytest.mark.parametrize(
    "line",
    ["We have changed our terms from 1 May.", "You may cancel for 30 days.", "We share your books with insurers."],
)
def test_what_is_announced_above_the_title_is_told(line: str) -> None:
    before, after = (read(SITE.format(side).encode(), content_type="text/markdown") for side in ("Books.", line))

    assert assess(before, after).materiality.reaches(Materiality.EDITORIAL)


def test_a_summary_above_the_title_is_the_documents() -> None:
    older = SITE.replace("The best books by post", "At a glance").format("The shop reads with people.")
    newer = older.replace("with people", "with robots")
    before, after = (read(side.encode(), content_type="text/markdown") for side in (older, newer))

    assert assess(before, after).materiality.reaches(Materiality.EDITORIAL)


TWICE = """## Selling your data

We sell nothing of it to anybody, and we do not give it away either.

### When we may refuse

We answer all the same.

## Children under 13

We ask for the age of whoever opens an account with us.

### When we may refuse

We answer all the same.

| Data we sell | How long |
| --- | --- |
| nothing | never |"""


@pytest.mark.parametrize("columns", ["", " Data we sell How long"])
def test_contents_name_headings_that_stand_twice_and_those_of_columns(columns: str) -> None:
    """Made of nothing but headings in their order, whatever rules their words match."""
    listed = f"Selling your data When we may refuse Children under 13 When we may refuse{columns} Your questions"

    assert not judged(TWICE, f"{listed}\n\n{TWICE}").materiality.reaches(Materiality.EDITORIAL)
    assert judged(TWICE, f"{listed} We sell it\n\n{TWICE}").materiality.reaches(Materiality.SUBSTANTIVE)
