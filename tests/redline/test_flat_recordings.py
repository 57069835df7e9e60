"""Recordings of which a whole page is one line, beside those that have their lines."""

import pytest

from redline.assessment import assess
from redline.reading import read
from redline.types import Assessment, Materiality

MENU = "Classifieds Jobs Cars Homes Apartments 43° Forecast Log In Report News Sports Hockey Outdoors"
LOW_MENU = "sign in register my profile rewards view trips check your request help contact us flights hotels tours"
PARTS = [
    ("1. Who we are", "Tern Books runs this shop and answers for the data that is described in this privacy policy."),
    (
        "2. What we keep",
        (
            "We keep your name, your address and what you ordered for two years, and use it to send you what you "
            "bought. We do not sell it. You may ask us for a copy at any time, and we answer within 30 days."
        ),
    ),
    (
        "3. Who gets it",
        (
            "We share your address with the courier who brings the parcel, and with nobody else unless the law asks "
            "us to. The courier may keep it for a month and must delete it then."
        ),
    ),
    (
        "4. How to reach us",
        "Write to desk@tern.example or to Tern Books, Harbour Street, when something is unclear.",
    ),
]
LINES = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in PARTS)
FLAT = " ".join(f"{heading} {text}" for heading, text in PARTS)
STUCK = "".join(f"{heading.replace('. ', chr(92) + '. ', 1)}{text}" for heading, text in PARTS)
FOOT = "Passwort vergessen? Unsere AGB Impressum Kontakt © 2011 Tern Commerce"


def found(before: str, after: str) -> Assessment:
    older, newer = (read(side.encode(), content_type="text/markdown") for side in (before, after))
    return assess(older, newer)


@pytest.mark.parametrize(
    "flat",
    [
        FLAT,
        STUCK,
        f"{MENU} {FLAT}",
        f"{LOW_MENU} {FLAT}",
        f"{MENU} {FLAT} {FOOT}",
        f"#id {{ position: absolute; }} {MENU} {FLAT}",
    ],
    ids=["plain", "without blanks", "menu", "menu without capitals", "menu and foot", "style sheet"],
)
def test_one_line_is_its_lines(flat: str) -> None:
    for before, after in ((flat, LINES), (LINES, flat)):
        assert not found(before, after).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    ("word", "other"), [("43°", "47°"), ("Report News", "Report New! News"), ("Hockey Outdoors", "Outdoors")]
)
def test_a_word_of_the_menu_before_the_text_is_noise(word: str, other: str) -> None:
    before = f"{MENU} {FLAT}"
    assert not found(before, before.replace(word, other, 1)).materiality.reaches(Materiality.EDITORIAL)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("We do not sell it. ", ""),
        ("30 days", "60 days"),
        ("the courier who brings the parcel, and with nobody", "couriers and insurers, and with nobody"),
        ("Tern Books runs", "Heron Ltd runs"),
    ],
)
def test_what_the_text_says_is_told_in_one_line_too(word: str, other: str) -> None:
    for flat in (FLAT, f"{MENU} {FLAT}"):
        for before, after in ((flat, flat.replace(word, other, 1)), (LINES, flat.replace(word, other, 1))):
            assert found(before, after).materiality.reaches(Materiality.SUBSTANTIVE), (before[:40], after[:40])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # A date in the menu may be the document's.
        (f"{MENU} Updated May 3, 2019 {FLAT}", f"{MENU} Updated June 9, 2021 {FLAT}"),
        # Where nouns have capitals prose looks like entries.
        (
            f"Bei Fragen schreiben Sie an die Tern GmbH, Hafenstraße 1, Bern, Abteilung Daten und Kunden. {FLAT}",
            f"Bei Fragen schreiben Sie an die Heron GmbH, Hafenstraße 1, Bern, Abteilung Daten und Kunden. {FLAT}",
        ),
        # Capitals that are no menu's.
        (
            (
                f"Controller Tern Books Harbour Street Bern Representative Heron Prints Lisbon Officer Ann Gull Desk "
                f"Purposes Orders Letters. {FLAT}"
            ),
            (
                f"Controller Gull Books Harbour Street Bern Representative Heron Prints Lisbon Officer Ann Gull Desk "
                f"Purposes Orders Letters. {FLAT}"
            ),
        ),
        (f"{MENU} Booking Fee: $5 Per Person. {FLAT}", f"{MENU} Booking Fee: $15 Per Person. {FLAT}"),
        (
            f"{'우리는 이름과 주소를 저장하고 판매하지 않으며 삼 년 동안 보관합니다. ' * 20}",
            (
                f"{'우리는 이름과 주소를 저장하고 판매하지 않으며 삼 년 동안 보관합니다. ' * 19}"
                "우리는 이름과 주소를 저장하고 판매하며 십 년 동안 보관합니다."
            ),
        ),
        (f"{MENU} {FLAT} Kept 1-2 years.", f"{MENU} {FLAT} Kept 12 years."),
        (f"{MENU} Belgian Letters Only {FLAT}", f"{MENU} Danish Letters By Halvorsen AS {FLAT}"),
        # A foot that binds.
        (LINES, f"{MENU} {FLAT} You must pay fees"),
    ],
)
def test_what_only_looks_like_a_menu_is_told(before: str, after: str) -> None:
    assert found(before, after).materiality.reaches(Materiality.EDITORIAL)
