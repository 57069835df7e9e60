"""Cutting clauses into sentences: where one ends, and where a stop ends none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redline.sentences import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We keep it. We delete it.", 2),
        ("Tern Pte. Ltd. and Tern Pvt. Ltd. keep it.", 1),
        ("Tern Inc. keeps it under Art. 6 of the law, e.g. for orders.", 1),
        ("Write to 3400, N. Ashton Street.", 1),
        ("We do: (a) keep it; (b) sell it.", 3),
        ("We keep it. (b) We sell it.", 2),
        ("We keep it. 5. Your rights. You may ask.", 3),
        ("We do: (A) keep it; (B) sell it.", 3),
        ("Write to Tern, Industriestr. 25, Bonn.", 1),
        ("Version 2, gültig ab 4. November 2024", 1),
        ("Wir löschen es nach Ablauf von 4. Wir fragen nicht.", 2),
        ("Name | 30 days | Orders", 3),
        ("We keep it\nfor thirty days.", 1),
        ("We keep it.\nWe delete it.", 2),
        ("First line\nSecond line", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    """Not after abbreviations and not at the end of a wrapped line."""

    assert len(sentences(text)) == count


@given(st.text(alphabet="aAbB .,;:()!?\n|1", max_size=80))
def test_no_word_is_lost(text: str) -> None:
    """All sentences together hold every letter and figure of the text, in order."""
    kept = "".join(sentences(text))

    assert [char for char in kept if char.isalnum()] == [char for char in text if char.isalnum()]
