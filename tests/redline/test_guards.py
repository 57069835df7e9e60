"""What guards people and what they hand over: how often, against what hate, who looks, who listens, what it costs."""

import pytest

from redline.detectors.intervals import INTERVAL
from redline.detectors.protected import PROTECTED
from redline.types import Materiality
from tests.redline.judged import judged, rules_of

CHANGED = [
    ("We test our backups quarterly.", "We test our backups annually.", INTERVAL.id),
    ("We test our backups quarterly.", "We test our backups from time to time.", INTERVAL.id),
    (
        "An outside firm audits the shop once a year.",
        "An outside firm audits the shop every two years.",
        "number-added",
    ),
    ("Access rights are reviewed each month.", "Access rights are reviewed each quarter.", INTERVAL.id),
    (
        "You shall notify our desk of a breach without undue delay.",
        "You shall notify our desk of a breach immediately.",
        "haste-changed",
    ),
    ("We notify you promptly of any breach.", "We notify you of any breach.", "haste-changed"),
    ("Our servers are scanned daily.", "Our servers are scanned.", INTERVAL.id),
    ("You may order 500 prints per day.", "You may order 500 prints per month.", "rate-changed"),
    (
        "The shop is open 99.5% of the time in any calendar month.",
        "The shop is open 99.5% of the time in any calendar quarter.",
        "rate-changed",
    ),
    (
        "You may not attack others on the basis of caste, race or religion.",
        "You may not attack others on the basis of race or religion.",
        PROTECTED.id,
    ),
    (
        "Hateful posts are those that demean people, including deadnaming.",
        "Hateful posts are those that demean people.",
        PROTECTED.id,
    ),
    ("Slurs and stereotypes are removed.", "Slurs are removed.", PROTECTED.id),
    ("", "Your driver may record audio of the trip.", "recording"),
    ("", "Calls may be recorded and kept by the shop.", "recording"),
    (
        "We need your location while the shop is open.",
        "We need your location while the shop is open, also when the app is closed.",
        "background-location",
    ),
    ("Every complaint is read by a person.", "Complaints may be read by a machine.", "human-review"),
    ("We read your mail ourselves.", "Your mail is handled by automated means.", "automated-decisions"),
    (
        "We ask for a warrant before we give law enforcement anything.",
        "We ask for a letter before we give law enforcement anything.",
        "legal-process",
    ),
    ("", "The books that you buy here are licensed, not sold.", "licence-not-sale"),
    ("", "We are no longer enforcing the rules on reviews.", "no-longer"),
    ("Support answers 24/7 by telephone.", "Support answers by mail on business days.", "service-level"),
    ("You see your data free of charge.", "You see your data for a small fee.", "free-of-charge-changed"),
    ("Joining is free.", "We charge you a fee for joining.", "free-of-charge-changed"),
]


@pytest.mark.parametrize(("older", "newer", "rule"), CHANGED)
def test_a_guard_less_or_another_alerts(older: str, newer: str, rule: str) -> None:
    """With the rule that says what happened."""
    found = judged(older, newer)

    assert found.materiality is Materiality.MATERIAL
    assert rule in rules_of(found)


SAID_OTHERWISE = [
    ("We test our alarms every year.", "We test our alarms annually."),
    ("We test our alarms every 12 months.", "We test our alarms annually."),
    ("We test our alarms twice a year.", "We test our alarms twice each year."),
    ("We test our alarms semi-annually.", "We test our alarms twice per year."),
    ("We back up orders every night.", "We back up orders nightly."),
    ("We send letters each week.", "We send letters weekly."),
    ("You may leave free of charge.", "You may leave at no cost."),
    ("Parking is free.", "Parking is free of charge."),
    ("Photos are licensed, not sold.", "Photos are not sold but licensed."),
    ("We keep records of your calls.", "We keep a record of your calls."),
    ("Every report is read by a person.", "Each report is read by a person."),
    ("Hate based on race or sex is not allowed.", "Hate based on sex or race is not allowed."),
]


@pytest.mark.parametrize(("older", "newer"), SAID_OTHERWISE)
@pytest.mark.parametrize("backwards", [False, True])
def test_the_same_guard_in_other_words_is_an_edit(older: str, newer: str, backwards: bool) -> None:
    """Every year is annually, and what costs nothing is free."""
    found = judged(*((newer, older) if backwards else (older, newer)))

    assert found.materiality is Materiality.EDITORIAL


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Reports from our bakery come weekly.", "Reports from our bakery come monthly."),
        ("Harassment of disabled people is not allowed.", "Harassment of people with disabilities is not allowed."),
        ("", "If you are no longer offered a seat, stand."),
        ("", "The wall has a blue background at each location."),
        (
            "We will not discriminate against you for exercising your rights.",
            "We will not discriminate against you for exercising your rights, whatever your age.",
        ),
    ],
)
def test_what_only_sounds_like_a_guard_alerts_nobody(older: str, newer: str) -> None:
    """A newsletter, a wall, and what the law says of everybody's rights."""
    guards = {INTERVAL.id, PROTECTED.id, "recording", "background-location", "no-longer"}

    assert guards.isdisjoint(rules_of(judged(older, newer)))


def test_what_costs_something_now_is_told_once() -> None:
    """By one detector, whatever else it limits."""
    found = judged("You see your data free of charge.", "You see your data for a fee.").changes[0].findings

    assert [finding.rule for finding in found].count("free-of-charge-changed") == 1


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("You may order 500 prints per day.", "You may order 500 prints each day."),
        ("The plan costs $5 per month.", "The plan costs $5 per year."),
        ("You may order 500 prints a day.", "You may order 600 prints an hour."),
    ],
)
def test_a_rate_is_told_where_its_time_alone_changed(older: str, newer: str) -> None:
    """Prices and other figures have rules of their own."""
    assert "rate-changed" not in rules_of(judged(older, newer))
