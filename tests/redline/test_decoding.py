"""Bytes and what is said of them, against the text they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redline.decoding import decode

WORDS = "Données à caractère personnel – Straße"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xef\xbb\xbf" + WORDS.encode(), "text/html; charset=iso-8859-1"),
        (WORDS.encode("utf-16"), None),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "text/html; charset=utf-8"),
        (WORDS.encode("utf-16-le"), "text/html; charset=utf-16"),
        (WORDS.encode(), "text/html; charset=utf-8"),
        (WORDS.encode(), None),
        (WORDS.encode("cp1252"), None),
        (WORDS.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (WORDS.encode("cp1252"), "text/html; charset=utf-8"),
        (WORDS.encode(), "text/html; charset=no-such-thing"),
        (WORDS.encode(), "text/html; charset=punycode"),
    ],
)
def test_words_are_decoded(body: bytes, content_type: str | None) -> None:
    """Marks come before the header, the header before the page, and UTF-8 before Windows-1252."""
    assert decode(body, content_type) == WORDS


def test_the_pages_own_declaration_counts_where_the_header_is_silent() -> None:
    """A `<meta>` in the first bytes names the encoding."""
    html = '<html><head><meta charset="windows-1251"></head><body>Политика</body></html>'

    assert "Политика" in decode(html.encode("cp1251"), "text/html")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_told_by_its_first_sign(encoding: str) -> None:
    """Whatever it says of itself: nobody could read that before decoding it."""
    html = f'<html><head><meta charset="utf-8"></head><body>{WORDS}</body></html>'

    assert decode(html.encode(encoding), "text/html") == html


def test_the_header_wins_over_the_page() -> None:
    """Servers that re-code leave the old declaration in the page."""
    html = '<meta charset="windows-1251">Политика'

    assert "Политика" in decode(html.encode("koi8-r"), "text/html; charset=koi8-r")


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=40)))
def test_nothing_fails(body: bytes, content_type: str | None) -> None:
    """Any bytes under any header are some text."""
    assert isinstance(decode(body, content_type), str)


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("Itâ€™s yours â€“ Â§ 3", "It’s yours – § 3"),
        ("The â€œSiteâ€ (all pages)", "The “Site” (all pages)"),
        ("The â€œSiteâ€â€”all of it", "The “Site”—all of it"),
        ("DonnÃ©es, donnÃ©es", "Données, données"),
        ("Your data, “yours” – § 3, données", "Your data, “yours” – § 3, données"),
        ("Â and Ã are letters, â too", "Â and Ã are letters, â too"),
        ("This agreement (âSLAâ) is Ternâs.", "This agreement (“SLA”) is Tern’s."),
        ("It”€™s “DNT”€ signals”€”both.", "It’s “DNT” signals—both."),
        ("We wonât, Ternâs", "We won’t, Tern’s"),
        ("The âlast updatedâ date â see above", "The “last updated” date – see above"),
        ("Un âge, une âme, un âge", "Un âge, une âme, un âge"),
        ("Hâlâ bekliyoruz, hâlâ buradayız", "Hâlâ bekliyoruz, hâlâ buradayız"),
        ("L’âge, le câble et les pâtes", "L’âge, le câble et les pâtes"),
    ],
)
def test_what_was_encoded_twice_reads_as_it_was_meant(sent: str, meant: str) -> None:
    """Servers do that between two captures; no other text is touched."""

    assert decode(sent.encode()) == meant
