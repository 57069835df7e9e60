"""Canonical text: what must be equal is equal, what a reader would call a change is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redline import canonical, email_addresses

SENTENCE = 'We don\'t sell "personal data" - not to advertisers, not to anyone (see 2.1).'


@pytest.mark.parametrize(
    "variant",
    [
        "We don’t sell “personal data” – not to advertisers, not to anyone (see 2.1).",
        "We don't sell «personal data» — not to advertisers, not to anyone (see 2.1).",
        'We\u00a0don\'t  sell\t"personal data"\n- not to advertisers, not to anyone (see 2.1)',
        'We do\u00adn\'t sell "per\u200bsonal data" \u2011 not to advertisers, not to anyone (see 2.1).\ufeff',
        '• We don\'t sell "personal data" -- not to advertisers, not to anyone (see 2.1);',
        "**We don't sell ''personal data'' - not to advertisers , not to anyone ( see 2.1 ).**",
    ],
)
def test_typography_does_not_change_a_digest(variant: str) -> None:
    """Quotes, dashes, spaces, unseen signs, bullets and the stop at the end are no words."""

    assert canonical.digest(variant) == canonical.digest(SENTENCE)


@pytest.mark.parametrize(
    "other",
    [
        'We do sell "personal data" - not to advertisers, not to anyone (see 2.1).',
        'We don\'t sell "personal data" - not to advertisers, not to anyone (see 2.2).',
        'We don\'t sell "Personal Data" - not to advertisers, not to anyone (see 2.1).',
        'We don\'t sell "personal data" - not to advertisers not to anyone (see 2.1).',
        'We don\'t sell "personaldata" - not to advertisers, not to anyone (see 2.1).',
    ],
)
def test_words_numbers_and_inner_signs_change_a_digest(other: str) -> None:
    """A word, a figure, a capital, a comma or a missing space is a change of the text."""

    assert canonical.digest(other) != canonical.digest(SENTENCE)


@pytest.mark.parametrize("hidden", ["[email protected]", "[email\u00a0protected]", "[Email  protected]"])
def test_a_hidden_address_has_one_form(hidden: str) -> None:
    """The placeholder of a content network reads the same however it is spaced."""

    assert canonical.fold(hidden) == email_addresses.HIDDEN


@pytest.mark.parametrize(
    "spelt", ["legal [at] example [dot] org", "legal(at)example(dot)org", "legal {AT} example.org"]
)
def test_a_spelt_out_address_is_the_address(spelt: str) -> None:
    """Writing "at" and "dot" hides an address from robots, not from us."""

    assert canonical.digest(spelt) == canonical.digest("legal@example.org")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """A folded text is its own fold as far as words go."""
    once = canonical.fold(text)

    assert canonical.words(once) == canonical.words(canonical.fold(once))


@given(
    st.lists(st.text(alphabet="abcdé,.'-", min_size=1), min_size=1),
    st.sampled_from([" ", "\u00a0", "\n\t ", " \u2003 "]),
)
def test_white_space_never_counts(parts: list[str], space: str) -> None:
    """Whatever parts the words, the digest is that of single spaces."""

    assert canonical.digest(space.join(parts)) == canonical.digest(" ".join(parts))
