"""What lists of bans, purposes and data say in items that name neither who acts nor what is said of them."""

import pytest

from redline.types import Materiality
from tests.redline.judged import judged, rules_of

ITEM = "* Keep the garden gate closed\n"


@pytest.mark.parametrize(
    "item",
    [
        "* resell, rent or lend access to the reading room to anybody else;",
        "* use the reading room to build a competing library;",
        "\n(c) uses the catalogue in a misleading way;",
        "* mine cryptocurrency on our presses;",
        "* post pages that harass or discriminate against other readers;",
        "* Creating deepfakes of our writers",
        "* use or lend access to the service;",
        "* build a shop for our competitors;",
    ],
)
@pytest.mark.parametrize("backwards", [False, True])
def test_an_act_that_lists_bar_is_told_without_its_list(item: str, backwards: bool) -> None:
    """Extraction and editors lose the sentence before a list more often than its items."""
    sides = (f"{ITEM}{item}", ITEM) if backwards else (ITEM, f"{ITEM}{item}")
    found = judged(*sides, title="Terms of Service")

    assert found.materiality is Materiality.MATERIAL
    assert "barred-acts" in rules_of(found)


@pytest.mark.parametrize(
    "item",
    [
        "* use the reading room from nine to five;",
        "* use what we print, for we copy no illegal editions",
        "* Use our report form to flag illegal content",
        "* Copy the message and mark it as spam",
        "* Use filters that hide misleading reviews",
        "* Operates in a market with many competitors",
        "* Upload receipts on behalf of others in your household",
        "* you may use it to build a competing library",
        "* Promotional codes obtained by fraud are void",
        "* Creating a strong password protects your account from unauthorised access",
        "* Access to our help on spam and fraud is free",
        "* Using the reading room protects from viruses",
        "* Modified editions are marked, so that no title is misleading",
    ],
)
def test_an_act_that_nobody_bars_is_no_ban(item: str) -> None:
    """Hours, habits, rights, facts and advice."""
    assert "barred-acts" not in rules_of(judged(ITEM, f"{ITEM}{item}", title="Terms of Service"))


@pytest.mark.parametrize(
    ("older", "newer", "rule"),
    [
        ("* To send you your prints", "* To send you your prints\n* To protect us against fraud", "listed-purpose"),
        ("| Clicks | To answer you |", "| Clicks | To answer you; to measure how our ads work |", "listed-purpose"),
        ("* To develop and offer prints", "* To develop, offer and personalise prints", "kind-of-purpose-changed"),
    ],
)
def test_a_purpose_is_told_without_its_list(older: str, newer: str, rule: str) -> None:
    """In a policy on data what begins with "to" and says what is done is what data is used for."""
    found = judged(older, newer)

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


@pytest.mark.parametrize(
    "line",
    [
        "To share a book with a friend, open its page and press the arrow.",
        "To protect your password, choose a long one.",
        "To identify you, we may ask for a copy of your passport.",
        "To improve what you read, this policy is divided into sections.",
        "To enforce your rights visit the authority",
        "* To access what we hold of you",
        "* To object to our letters",
    ],
)
def test_not_all_that_begins_with_to_is_a_purpose(line: str) -> None:
    """Steps for the reader, and rights."""
    found = rules_of(judged("* Ink\n* Paper", f"* Ink\n* Paper\n\n{line}"))

    assert found.isdisjoint({"listed-purpose", "kind-of-purpose-changed"})


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("We use cookies to customise the shop.", "We use cookies to personalise the shop."),
        ("We use data for personal recommendations.", "We use data for personalised recommendations."),
        ("We use your data to personalize content.", "We use your data for personalized content."),
        ("We use cookies so that we can personalise pages.", "We use cookies so that pages are personalised."),
        ("We collect your photos.", "We collect your photographs."),
        ("To contact our marketing department, call us.", "To contact us, call us."),
        ("Our staff give information in writing.", "Our staff give information, including the legal name of our firm."),
        ("We may verify your age.", "We may verify how old you are."),
        ("Your data is on paper.", "Your data is on paper, if you would like photographs."),
    ],
)
def test_other_words_for_the_same_alert_nobody(older: str, newer: str) -> None:
    """Synonyms, and what is said of the service itself."""
    for sides in ((older, newer), (newer, older)):
        assert not judged(*sides).materiality.reaches(Materiality.MATERIAL)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (
            "Information that we need for your visit, including seats and companions.",
            "Information that we need for your visit, including seats, photographs and companions.",
        ),
        (
            "You give us accurate information, including your real name, when you join.",
            "You give us accurate information when you join.",
        ),
        ("We collect your name when you join.", "We collect your name, movements and pronouns when you join."),
        (
            "To join you need to provide data including your name and a password.",
            "To join you need to provide data including your name, location (e.g. city) and a password.",
        ),
        (
            "We print on paper.",
            "We print on paper. In some cases we request that you provide age, gender, and similar details.",
        ),
        ("We print on paper.", "We print on paper. We ask you to give your date of birth when you join the club."),
    ],
)
def test_data_that_weighs_is_told_where_a_sentence_only_names_it(older: str, newer: str) -> None:
    """What is included in information, whoever collects it."""
    assert judged(older, newer).materiality is Materiality.MATERIAL


@pytest.mark.parametrize(
    ("text", "title", "rule"),
    [
        ("Logging of what you print is enabled by default.", "Privacy Policy", "default-setting"),
        ("By default, your shelf is visible to all readers.", "Privacy Policy", "default-setting"),
        ("This includes estimating your age where the law asks for it.", "Privacy Policy", "age-check"),
        ("Readers pass an age verification before they see such prints.", "Privacy Policy", "age-check"),
        (
            "Our paid plans are meant for professionals and are not intended for household use.",
            "Terms of Service",
            "intended-users",
        ),
        ("The reading room is a service meant for business customers.", "Terms of Service", "intended-users"),
    ],
)
def test_defaults_checks_of_age_and_whom_a_service_is_for_are_told(text: str, title: str, rule: str) -> None:
    """Whether that came or went."""
    kept = "We print on paper that was paper before."
    for sides in ((kept, f"{kept} {text}"), (f"{kept} {text}", kept)):
        found = judged(*sides, title=title)

        assert found.materiality is Materiality.MATERIAL
        assert rule in rules_of(found)


@pytest.mark.parametrize(
    "text",
    [
        "By default, this list is sorted on names.",
        "Most browsers have tracking cookies enabled by default.",
        "Dark pages are turned off by default.",
        "The help box is visible by default.",
        "Letters are sent on paper by default.",
        "We check the age of old books.",
        "We estimate the average age of our readers.",
        "If you have questions about age verification, ask us.",
        "The app is designed to work for personal computers.",
        "Complaints about the service must be directed to our business office.",
    ],
)
def test_words_alone_are_no_such_matter(text: str) -> None:
    """Settings that do nothing to data, the age of things, programs that run somewhere."""
    kept = "We print on paper that was paper before."
    found = rules_of(judged(kept, f"{kept} {text}", title="Terms of Service"))

    assert found.isdisjoint({"default-setting", "age-check", "intended-users"})


@pytest.mark.parametrize(
    "sentence",
    [
        "We ask that you do not provide any personal information in the forum.",
        "We ask you to give us feedback on our location pages.",
        "We request that you enter the building by the door at our Dublin location.",
        "We ask you to tell us if your address changes.",
        "We ask you to submit complaints to our address.",
    ],
)
def test_what_nobody_must_give_is_not_collected(sentence: str) -> None:
    """A ban, a wish, a way in."""
    kept = "We print on paper that was paper before."

    assert "data-category-added" not in rules_of(judged(kept, f"{kept} {sentence}"))


ASKS = "You have the right to ask us:\n\n* for a copy\n* for deletion\n"


@pytest.mark.parametrize("item", ["-4", "10 5 .", "( )"])
@pytest.mark.parametrize("backwards", [False, True])
def test_signs_and_pages_numbers_say_nothing_of_their_list(item: str, backwards: bool) -> None:
    """A page's number between two items is no right: a finding rests on a word, or on a sum."""
    sides = (f"{ASKS}* {item}\n", ASKS) if backwards else (ASKS, f"{ASKS}* {item}\n")

    assert not rules_of(judged(*sides))


def test_a_bare_sum_in_a_list_is_told() -> None:
    """A currency by a number says something without a word."""
    fees = "We ask for a fee:\n\n* 10 €\n* {} €\n"

    assert "number-changed" in rules_of(judged(fees.format(5), fees.format(7)))
