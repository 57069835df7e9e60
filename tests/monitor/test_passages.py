"""Of a long clause the part around the words is shown."""

from monitor.passages import passage, pattern_of

LONG = "We keep " + "your name and address and " * 60 + "sell nothing " + "to anybody else at all " * 60


def test_the_words_stand_in_what_is_shown() -> None:
    """With the cuts shown on both sides."""
    shown = passage(LONG, pattern_of(["sell"]), 400)

    assert "sell nothing" in shown.text
    assert len(shown.text) <= 400
    assert shown.plain.startswith("… ")
    assert shown.plain.endswith(" …")


def test_a_short_text_is_shown_whole() -> None:
    """Also where only the index, which knows no accents, found the word in it."""
    assert passage("Wir löschen nichts.", pattern_of(["loschen"]), 400).plain == "Wir löschen nichts."
