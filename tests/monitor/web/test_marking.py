"""What was searched for is marked in what was found, and only our marks are markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from monitor.web.marking import marked
from redline.rendering.visible import visible


@pytest.mark.parametrize(
    ("sought", "marks"),
    [
        ('"safe harbor"', ["Safe  Harbor", "safe-harbor"]),
        ("harbor", ["Harbor", "harbor", "harbor"]),
        ("harb*", ["Harb", "harb", "harb", "Harb"]),
        ("safe", ["Safe", "safe", "safe"]),
        ("***", []),
        ("", []),
    ],
)
def test_words_and_phrases_are_marked(sought: str, marks: list[str]) -> None:
    """Whole words, in any case, whatever stands between those of a phrase; with * their beginnings."""
    text = "The Safe  Harbor rules, the safe-harbor list: a harbor that is safe. Harbors are others."

    assert re.findall("<mark>(.*?)</mark>", marked(text, sought)) == marks


def test_a_long_text_is_cut_around_what_was_found() -> None:
    """It begins shortly before the first mark, at a word, and says that it is cut."""
    text = f"{'before ' * 400}harbor {'after ' * 400}"
    shown = str(marked(text, "harbor", most=300))

    assert shown.startswith("… before ")
    assert "<mark>harbor</mark>" in shown
    assert shown.endswith(" …")
    assert len(shown) < 350


def test_what_was_found_behind_signs_without_a_blank_is_shown() -> None:
    """Nothing parts a long address into words; it is cut where it must be."""
    shown = str(marked(f"see {'a/' * 400}harbor", "harbor", most=300))

    assert "<mark>harbor</mark>" in shown
    assert len(shown) < 350


@given(st.text(), st.text(max_size=8))
def test_nothing_of_a_text_becomes_markup(text: str, sought: str) -> None:
    """Without the marks, what is shown is the escaped text."""
    shown = str(marked(text, sought, most=len(text) * 10 + 10))

    assert re.sub("</?mark>", "", shown) == str(escape(visible(text)))
