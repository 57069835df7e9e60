"""A cheap look for words never says no where the pattern would match."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redline.literals import in_lower_case, needs, search
from redline.rules import default_rules

SENTENCES = st.lists(
    st.sampled_from(
        "We may SELL your Personal Information to Third Parties. You must not; (30) days AI-Features É’ ſ K İ".split()
    )
).map(" ".join)
PATTERNS = [(signal.rule.id, signal.pattern) for signal in default_rules().signals]


def of(pattern: str) -> tuple[tuple[str, ...], ...]:
    """What a pattern needs that ignores letter case."""
    return needs(pattern, re.IGNORECASE)


def test_words_that_must_stand_together_are_all_needed() -> None:
    """One of each choice, in lower case."""
    assert set(of(r"\b(?:Sell|rent)\b.{0,60}\b(?:data|records)\b")) == {("sell", "rent"), ("data", "records")}


def test_what_may_be_left_out_is_not_needed() -> None:
    """Optional parts, sets of letters, and alternatives one of which is a sign or a letter."""
    assert of(r"(?:we )?(?:do not )*sell") == (("sell",),)
    assert of(r"sell|[a-z]+|rent") == ()
    assert of(r"sell|\d|AI") == ()
    assert of(r"a|sell") == ()


def test_a_word_that_holds_another_of_its_choice_is_left_out() -> None:
    """ "charge" answers for "surcharge" too."""
    assert of(r"\b(?:surcharge|charge|fee)\b") == (("charge", "fee"),)


def test_repeated_and_grouped_parts_are_needed() -> None:
    """What stands at least once, in whatever group."""
    assert set(of(r"(?P<who>partners?)(?: and ){1,3}(?:(?:third parties))")) == {
        ("partner",),
        (" and ",),
        ("third parties",),
    }


@pytest.mark.parametrize(
    "text", ["We ſell it", "we SELL it", "we sell it", "BANK", "we tell it", "", "ban\u212a", "RİSK"]
)
def test_the_answer_is_that_of_the_pattern(text: str) -> None:
    """Letters that match where letter case is ignored, and are not equal in lower case, are not missed."""
    pattern = re.compile(r"\b(?:sell|bank|risk)\b", re.IGNORECASE)
    found, wanted = search(pattern, text), pattern.search(text)

    assert (found and found.span()) == (wanted and wanted.span())


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_match_of_a_rule_is_missed(data: st.DataObject) -> None:
    """Any text that a shipped rule's pattern matches passes the look for its words."""
    name, pattern = data.draw(st.sampled_from(PATTERNS), label="rule")
    text = data.draw(st.from_regex(pattern), label="text")

    assert search(pattern, text) is not None, name


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\b(?:AI|machine) (?P<What>Features?)\b", "our Ai FEATURES are"),
        (r"(?<!\bNOT )\bsell[^a-z]", "NOT SELL, not Sell. sELL!"),
        (r"[A-Z]{3}\W\S", "x usd 5"),
        (r"\bÉtats\b|straße", "les éTATS, die STRAẞE"),
        (r"\x27(\w+)\x27 \1", "say 'NO' no"),
        (r"(\w+)\s\1", "ΟΣ ΟΣΑ"),
        (r"(?P<A>we) (?P<a>sell)", "WE sell"),
    ],
)
def test_what_is_searched_in_lower_case_is_found_as_it_stands(pattern: str, text: str) -> None:
    """Letters of the pattern and of the text may be capitals; groups hold the text's own letters."""
    asked = re.compile(pattern, re.IGNORECASE)
    found, wanted = search(asked, text), asked.search(text)

    assert in_lower_case(pattern, asked.flags) is not None
    assert found is not None
    assert wanted is not None
    assert (found.span(), found.groups()) == (wanted.span(), wanted.groups())


@pytest.mark.parametrize(
    "pattern",
    [r"(?-i:[A-Z])\w+ sells", r"[A-z]", r"[!-_]", r"[À-ÿ]", r"[´-¿]", r"\x41", "\\u0391", r"ΟΔΟΣ", r"(?a:we) sell"],
)
def test_a_pattern_that_minds_letter_case_is_searched_as_it_is(pattern: str) -> None:
    """Part of it, a range over two cases, letters written as numbers, letters that lower case makes others of."""
    assert in_lower_case(pattern, re.IGNORECASE) is None
    assert in_lower_case("sell", 0) is None
    assert in_lower_case("sell", re.IGNORECASE | re.ASCII) is None


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_rule_finds_what_its_pattern_finds(data: st.DataObject) -> None:
    """In texts that it matches, whatever capitals they are written in, and in texts that it may not."""
    name, pattern = data.draw(st.sampled_from(PATTERNS), label="rule")
    matching = st.from_regex(pattern).map(lambda text: data.draw(st.sampled_from([text, text.upper(), text.title()])))
    text = data.draw(st.one_of(matching, SENTENCES), label="text")
    found, wanted = search(pattern, text), pattern.search(text)

    assert (found and (found.span(), found.groups())) == (wanted and (wanted.span(), wanted.groups())), name
