"""Spans: they spell both texts, read well, and are the same on any machine."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redline.types import Span
from redline.words import spans


def marked(before: str, after: str) -> str:
    """The spans with the marks of a pipe."""
    return "".join(shown(span) for span in spans(before, after))


def shown(span: Span) -> str:
    """One span with its marks."""
    return {"equal": span.text, "delete": f"[-{span.text}-]", "insert": f"{{+{span.text}+}}"}[span.op]


def spelled(found: tuple[Span, ...], without: str) -> str:
    """The text that the spans spell when those of one operation are left out."""
    return "".join(span.text for span in found if span.op != without)


WORDS = st.lists(
    st.sampled_from(
        ["we", "may", "share", "your", "data", "30", "days", ".", ";", "Privacy", "don’t", "don't", "\n\n", "(a)"]
    ),
    max_size=60,
).map(" ".join)


@given(WORDS | st.text(max_size=80), WORDS | st.text(max_size=80))
def test_spans_spell_both_texts(before: str, after: str) -> None:
    """Equal and delete spell the older text, equal and insert the newer, whatever the texts."""
    found = spans(before, after)

    assert spelled(found, "insert") == before
    assert spelled(found, "delete") == after


@given(WORDS, WORDS)
def test_swapping_the_texts_swaps_the_operations(before: str, after: str) -> None:
    """What was deleted one way was inserted the other way, stretch by stretch."""
    opposite = {"equal": "equal", "delete": "insert", "insert": "delete"}
    there = [(opposite[span.op], span.text) for span in spans(before, after)]
    back = [(span.op, span.text) for span in spans(after, before)]

    assert sorted(there) == sorted(back)
    assert [text for op, text in there if op == "equal"] == [text for op, text in back if op == "equal"]


@given(WORDS)
def test_a_text_equals_itself(text: str) -> None:
    """Nothing is deleted or inserted between a text and itself."""

    assert all(span.op == "equal" for span in spans(text, text))


@given(WORDS, WORDS)
def test_neighbouring_spans_differ_in_operation(before: str, after: str) -> None:
    """No stretch is cut in two, and a deletion stands before its insertion."""
    operations = [span.op for span in spans(before, after)]
    neighbours = list(pairwise(operations))

    assert all(one != other for one, other in neighbours)
    assert ("insert", "delete") not in neighbours


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            "We keep it for 30 days.", "We keep it for 60 days.", "We keep it for [-30-]{+60+} days.", id="number"
        ),
        pytest.param(
            "We keep it 130 days.", "We keep it 30 days.", "We keep it [-130-]{+30+} days.", id="whole-number"
        ),
        pytest.param(
            "A third-party tool.", "A first-party tool.", "A [-third-party-]{+first-party+} tool.", id="hyphen"
        ),
        pytest.param("We share data.", "We never share data.", "We{+ never+} share data.", id="negation"),
        pytest.param("One. Two.", "One. And a half. Two.", "One.{+ And a half.+} Two.", id="sentence-in"),
        pytest.param("The A. The B. The C.", "The A. The C.", "The A.[- The B.-] The C.", id="sentence-out"),
        pytest.param("", "New.", "{+New.+}", id="from-nothing"),
        pytest.param("Old.", "", "[-Old.-]", id="to-nothing"),
    ],
)
def test_whole_words_are_marked(before: str, after: str, expected: str) -> None:
    """A change shows as the words a person would point at."""

    assert marked(before, after) == expected


def test_a_rewritten_clause_shows_as_old_and_new() -> None:
    """Where only small words survive, there are two texts and no confetti."""
    before = "We may from time to time disclose aggregated statistics about visitors to advertisers and to the public."
    after = "Your account details stay with us for as long as the law of your country asks us to hold them."

    assert [span.op for span in spans(before, after)] in (["delete", "insert"], ["delete", "insert", "equal"])


def test_words_that_survive_by_chance_are_not_shown_as_kept() -> None:
    """A lone small word between two rewritten stretches belongs to them."""
    before = "You can ask the support team in writing to correct mistakes."
    after = "You can use the privacy dashboard at any time to correct mistakes."
    kept = [span.text for span in spans(before, after) if span.op == "equal"]

    assert kept[0].strip() == "You can"
    assert kept[-1].strip() == "to correct mistakes."
    assert len(kept) == 2


def test_sentences_are_aligned_inside_a_long_clause() -> None:
    """A sentence put in between two others shows as itself, although its words stand around it."""
    first = "We use your address to send you the goods that you order from the shop."
    between = "We also give your address to the carriers that bring the goods to the door of your house."
    last = "We use your number to call you about the goods that you order from us."

    assert marked(f"{first} {last}", f"{first} {between} {last}") == f"{first}{{+ {between}+}} {last}"


def test_a_hopeless_pair_is_bounded_by_size() -> None:
    """Thousands of words that share nothing in order are shown as old and new rather than compared for minutes."""
    before = " ".join(f"w{n}" for n in range(12_000))
    after = " ".join(f"w{n}" for n in reversed(range(12_000)))

    assert len(spans(before, after)) <= 3
