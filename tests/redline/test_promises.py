"""What a service says that it will not do, and what it says that it will."""

import pytest

from redline.types import Materiality
from tests.redline.judged import judged, rules_of

PROMISES = [
    "What you tell us stays confidential.",
    "Only you and your counselor can read your notes.",
    "Nobody but you can see your letters.",
    "Your notes are yours, and no one at the shop reads them.",
    "We cannot read your letters.",
    "We have no access to your keys.",
    "What you say here remains strictly between you and your therapist.",
    "The app works without a network and no information leaves your computer.",
    "We do not record calls.",
    "Neither we nor our printers can read your letters.",
    "Automated decision-making, including profiling, does not take place.",
    "We will not degrade what one reader sees for another's sake.",
]


@pytest.mark.parametrize("sentence", PROMISES)
def test_a_promise_that_went_is_told_as_one(sentence: str) -> None:
    """Whatever words it has: a therapist's silence is no practice, and "we will not" no power."""
    found = judged(sentence, "")

    assert found.materiality is Materiality.MATERIAL
    assert "promise-removed" in rules_of(found)


@pytest.mark.parametrize(
    "sentence",
    [
        "You must keep your password confidential.",
        "Each party keeps what it hears from the other confidential.",
        "We do not endorse what members write.",
        "A contract is formed directly between you and the seller of the book.",
        "You never know who may stumble onto your account.",
    ],
)
def test_what_others_keep_and_what_nobody_answers_for_is_no_promise(sentence: str) -> None:
    """A duty, a disclaimer and a warning are told as such, if at all."""
    assert not {"promise-added", "promise-removed"} & rules_of(judged("", sentence))


def test_what_runs_at_the_readers_speaks_for_the_service() -> None:
    """In terms, too: a program that looks around, or says that it does not."""
    older, newer = "It does not collect files from your device.", "The driver may scan memory and files on your device."

    assert "promise-removed" in rules_of(judged(older, "", title="Terms of Service"))
    assert "practice-added" in rules_of(judged("", newer, title="Terms of Service"))
    assert "promise-added" not in rules_of(judged("", "It does not mean that you own it.", title="Terms of Service"))


def test_what_a_service_will_do_is_no_power() -> None:
    """It may be held to it."""
    assert "undertaking-removed" in rules_of(judged("We will print your letters on paper that lasts.", ""))
    assert "power-removed" in rules_of(judged("We may print your letters on paper that lasts.", ""))


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not use the data of members in the EU, EEA, UK, Switzerland, Canada, or Hong Kong to train AI models.",
        "We do not use the content of our business customers to train AI models.",
        "You may not use the service, or data from the service, to create, train, or improve any other AI model.",
        "No other rights are granted, including any right to use letters for other ends, such as to train AI models.",
        "We never use, keep or hand on letters that you upload to train AI models.",
    ],
)
def test_what_something_is_not_used_for_is_denied_however_long_the_list(sentence: str) -> None:
    """The news is the opposite of what the words far behind "not" say by themselves."""
    assert "ai-training" not in rules_of(judged("", sentence))
    assert "ai-training" not in rules_of(judged(sentence, ""))


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not sell your data, and we use it to train AI models.",
        "We do not share your letters with others, and use them to train our AI models.",
        "We do not keep your letters but train AI models on them.",
    ],
)
def test_a_clause_of_its_own_ends_what_is_denied(sentence: str) -> None:
    """What is said behind it is said."""
    assert "ai-training" in rules_of(judged("", sentence))


def test_a_promise_not_to_train_is_told_by_its_name() -> None:
    """On both ways; what users may not train with is a ban."""
    promise = "We will not use what you write to train generative AI, except for what you submit to the archive."

    assert "no-training-promise-added" in rules_of(judged("", promise))
    assert "no-training-promise-removed" in rules_of(judged(promise, ""))
    assert "no-training-promise-added" not in rules_of(judged("", "You may not use the letters to train AI models."))


def test_a_word_that_a_promise_only_mentions_is_no_practice() -> None:
    """ "Selling data" is what most people think of."""
    promise = "We do not sell data about you (in the way that most people think of “selling data”)."

    assert "sale-added" not in rules_of(judged("", promise))
    assert "no-sale-promise-added" in rules_of(judged("", promise))


def test_shared_with_partners_for_marketing_is_denied_with_the_sharing() -> None:
    """The use that is denied is no use that went."""
    promise = "We will not share your personal information with third parties for their own marketing purposes."

    assert "marketing-use" not in rules_of(judged(promise, ""))
    assert "no-sharing-promise-removed" in rules_of(judged(promise, ""))
