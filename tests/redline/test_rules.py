"""The rules as data: complete, quick to ask, open to a user's own."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from redline.detectors.base import Detector, Hit, Rule
from redline.equivalence.residue import key
from redline.errors import RuleInvalid
from redline.judging.edits import Edit
from redline.literals import search
from redline.rules import default_rules, markdown_page, with_user_rules, written
from redline.sentences import sentences
from redline.types import Materiality
from tests.redline.judged import judged, rules_of

OWN = {"id": "our-region", "pattern": r"\bharbou?r office\b", "level": "material", "why": "Our contract names it."}
BEFORE, AFTER = "The harbour office is open on Mondays.", "The village hall is open on Mondays."


def test_every_rule_says_why_and_on_what_it_stands() -> None:
    """A name of its own, a reason that is a sentence, a source."""
    rules = default_rules().rules
    names = [rule.id for rule in rules]

    assert len(names) == len(set(names))
    assert all(rule.why.endswith(".") and rule.source and rule.category and rule.direction for rule in rules)


def test_four_languages_have_rules() -> None:
    """English, French, German, Spanish."""

    assert default_rules().languages == {"en", "fr", "de", "es"}


def test_a_users_signal_is_asked() -> None:
    """What nobody else would be told of."""
    rules = with_user_rules([OWN])

    assert judged(BEFORE, AFTER).materiality is Materiality.SUBSTANTIVE
    assert judged(BEFORE, AFTER, rules).materiality is Materiality.MATERIAL
    assert "our-region" in rules_of(judged(BEFORE, AFTER, rules))


def test_a_users_practice_is_silent_where_it_is_denied() -> None:
    """What is not done is not told as done."""
    rules = with_user_rules([{**OWN, "pattern": "sell maps", "practice": True}])

    assert "our-region" in rules_of(judged(BEFORE, f"{BEFORE}\n\nWe sell maps of where you live.", rules))
    assert "our-region" not in rules_of(judged(BEFORE, f"{BEFORE}\n\nWe never sell maps of where you live.", rules))


def test_a_muted_rule_is_silent() -> None:
    """Of signals and of detectors alike."""
    rules = with_user_rules(muted=["number-changed", "retention-period", "practice-changed"])
    found = judged("We keep your orders for 30 days.", "We keep your orders for 60 days.", rules)

    assert rules_of(found).isdisjoint({"number-changed", "retention-period", "practice-changed"})


def test_the_rule_that_says_least_is_listed_and_can_be_muted() -> None:
    """A sentence that reads differently is other writing then."""
    before, after = "Our shop stands beside the canal.", "Our warehouse stands behind an orchard."
    rules = with_user_rules(muted=["other-change"])

    assert "other-change" in {rule.id for rule in default_rules().rules}
    assert judged(before, after).materiality is Materiality.SUBSTANTIVE
    assert judged(before, after, rules).materiality is Materiality.EDITORIAL


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({**OWN, "pattern": "(unclosed"}, "pattern cannot be read"),
        ({**OWN, "level": "grave"}, "grave"),
        ({**OWN, "patern": "x"}, 'unknown key "patern"'),
        ({**OWN, "id": "number-changed"}, "another rule has this id"),
        ({**OWN, "on": "gone"}, "not one of"),
        ({**OWN, "practice": "no"}, "neither true nor false"),
        ({**OWN, "cues": ["data"]}, "is no text"),
        ({**OWN, "unless": 5}, "unless = 5 is no text"),
        ({**OWN, "unless": "[a"}, "the unless cannot be read"),
        ({**OWN, "kinds": "privacy"}, "is no list of"),
        ({**OWN, "kinds": ["privcy"]}, "is no list of"),
        ({**OWN, "level": "none"}, "not one of"),
        ({**OWN, "why": 3}, "why = 3 is no text"),
        ({**OWN, "id": " "}, "is no text"),
        ({key: value for key, value in OWN.items() if key != "why"}, '"why" is missing'),
    ],
)
def test_a_rule_that_cannot_be_used_says_why(table: dict[str, object], said: str) -> None:
    """By its name and its key."""
    with pytest.raises(RuleInvalid, match=said.replace("(", r"\(")):
        with_user_rules([table])


def test_cues_may_be_written_with_capitals() -> None:
    """They are compared with words in lower case."""
    rules = with_user_rules([{**OWN, "cues": "Harbour harbor"}])

    assert "our-region" in rules_of(judged(BEFORE, AFTER, rules))


@pytest.mark.parametrize(
    ("older", "newer", "direction"),
    [
        ("The harbour office is open on Mondays.", "On Mondays the old harbour office is shut.", ["office removed"]),
        ("On Mondays the old harbour office is shut.", "The harbour office is open on Mondays.", ["office added"]),
        ("The old harbour office is open on Mondays.", "Our old harbour office is shut on Mondays.", []),
    ],
)
def test_unless_is_asked_of_each_side_by_itself(older: str, newer: str, direction: list[str]) -> None:
    """A sentence that it matches does not say what the rule is about; the other one may."""
    table = {**OWN, "unless": r"\bold\b", "direction": "office changed"}
    changes = judged(older, newer, with_user_rules([table])).changes
    found = [finding.direction for change in changes for finding in change.findings if finding.rule == "our-region"]

    assert found == direction


@pytest.mark.parametrize(
    ("older", "newer", "muted"),
    [
        (
            "We tell you of a breach within 72 hours.",
            "We tell you of a breach within 14 days.",
            ["number-changed", "breach-notice"],
        ),
        (
            "We keep your orders for 30 days.",
            "We keep your orders for 90 days.",
            ["number-changed", "retention-period"],
        ),
    ],
)
def test_what_is_muted_is_not_told_by_a_wider_rule(older: str, newer: str, muted: list[str]) -> None:
    """The net speaks where no rule does; not where one was told to be silent. The change stays in the history."""
    assert judged(older, newer).materiality is Materiality.MATERIAL
    assert judged(older, newer, with_user_rules(muted=muted)).materiality is Materiality.SUBSTANTIVE


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("The app reads the approximate location of your device.", "The app reads the location of your device."),
        ("We sell your letters only in the following cases.", "We sell your letters only in cases like the following."),
        (
            "We only let people read data that has been aggregated and anonymized by us.",
            "We only let people read data that has been aggregated or anonymized by us.",
        ),
        ("Joining is free.", "We charge you a fee for joining."),
        ("Your orders are stored in Oslo.", "Your orders are stored mainly in Oslo."),
    ],
)
def test_a_detector_gives_only_rules_that_it_names(older: str, newer: str) -> None:
    """Else muting one would not ask it, and a wider rule would speak in its place."""
    given: list[tuple[Detector, Rule]] = []

    def spied(detector: Detector) -> Detector:
        def find(edit: Edit) -> list[Hit]:
            hits = [*detector.find(edit)]
            given.extend((detector, hit.rule) for hit in hits)
            return hits

        return replace(detector, find=find)

    rules = default_rules()
    judged(older, newer, replace(rules, detectors=tuple(map(spied, rules.detectors))))

    assert given
    assert all(rule in detector.rules for detector, rule in given)


def test_a_users_own_reason_comes_first() -> None:
    """By the name that he gave it."""
    region = {**OWN, "pattern": r"data cent(?:er|re)s? in [A-Z]\w+"}
    found = judged(
        "Your data is stored in Ireland.", "Your data is stored in data centers in Virginia.", with_user_rules([region])
    )

    assert found.summary.startswith("Our region added")
    assert found.changes[0].findings[0].reason == OWN["why"]


def test_muting_a_rule_that_does_not_exist_is_an_error() -> None:
    """A typing error would silence nothing."""
    with pytest.raises(RuleInvalid, match='no rule "no-such-rule"'):
        with_user_rules(muted=["no-such-rule"])


def test_the_page_of_rules_lists_them_all() -> None:
    """Each once, in a table of its category."""
    page = markdown_page()

    assert all(page.count(f"| `{rule.id}` |") == 1 for rule in default_rules().rules)


def test_cues_never_keep_a_pattern_from_matching(shared: Path) -> None:
    """Over the sentences of real policies a signal whose pattern matches is one whose cue is there."""
    rules = default_rules()
    # Nearly all of them are English; a Spanish "prohib" stands in English words as well.
    signals = [signal for signal in rules.signals if signal.language in ("", "en")]
    missed: dict[str, str] = {}
    texts = (path.read_text(encoding="utf-8") for path in sorted(shared.glob("changes/*/new.md"))[::2])
    lines = (line for text in texts for line in re.sub(r"https?://\S*", "", text).splitlines() if len(line) < 1500)
    for sentence in dict.fromkeys(sentence for line in lines for sentence in sentences(line)):
        asked = {signal.rule.id for signal in rules.cued({*key(sentence), *written(sentence)}, "")}
        for signal in signals:
            if signal.rule.id not in asked and search(signal.pattern, sentence):
                missed[signal.rule.id] = sentence

    assert missed == {}


@pytest.mark.parametrize(
    ("newer", "rule"),
    [
        ("We reserve the right to close the shop.", "discretion"),
        ("You may complain to the Federal Trade Commission.", "regulator"),
        ("Disputes are settled by the American Arbitration Association.", "arbitration"),
        ("Disputes are settled by JAMS.", "arbitration"),
        ("Our pages are sent by HTTPS.", "security-measure"),
        ("The shop is for readers who are 13 years of age or older.", "eligibility"),
        ("We may suspend the Service without notice.", "without-notice"),
    ],
)
def test_a_rule_is_asked_by_words_that_keys_put_shorter(newer: str, rule: str) -> None:
    """What is compared says "may" and "FTC", what is written says more."""
    assert rule in rules_of(judged("", newer))


def test_no_pattern_looks_for_a_backslash() -> None:
    """In a literal string of TOML a backslash is written once; twice, the pattern never matches."""
    patterns = [one for signal in default_rules().signals for one in (signal.pattern, signal.unless) if one]

    assert [found.pattern for found in patterns if re.search(r"\\\\[wWbsSdD]", found.pattern)] == []


def test_requests_passed_to_a_named_company_are_no_practice() -> None:
    """They go where they are answered."""
    newer = "Requests for a copy of your data are passed to Alder Mail Ltd."

    assert "passed-to-named" not in rules_of(judged("", newer))


@pytest.mark.parametrize(
    ("newer", "rule"),
    [
        ("The prints are for personal and non-commercial purposes.", "marketing-use"),
        ("Send us your request by mail to [email protected] with your full name.", "security-measure"),
        ("You must leave alone what the Prints Copyright Act protects.", "attribution"),
        ("Further information on the use of your data is available in the policy of Alder Maps.", "practice-added"),
    ],
)
def test_what_only_holds_the_words_of_a_rule_is_not_told_by_it(newer: str, rule: str) -> None:
    """A denial, a hidden address, the name of a law, a pointer."""
    assert rule not in rules_of(judged("", newer))
