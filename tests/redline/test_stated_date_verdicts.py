"""What became of a stated date, and what it weighs."""

import pytest

from redline.assessment import assess
from redline.types import Assessment, Materiality
from tests.redline.judged import policy, rules_of

KEEP = "We keep the orders that you place in our shop for 30 days after they have reached your door."


def dated(before: str, after: str, *, middle: str = KEEP) -> Assessment:
    """The assessment of a policy under two dates ("" for none)."""
    old, new = (f"Last updated: {date}\n\n" if date else "" for date in (before, after))
    return assess(policy(old + KEEP), policy(new + middle))


@pytest.mark.parametrize(
    ("before", "after", "verdict", "level"),
    [
        ("2 March 2023", "7 May 2024", "advanced", Materiality.EDITORIAL),
        ("7 May 2024", "2 March 2023", "went_back", Materiality.SUBSTANTIVE),
        ("7 May 2024", "", "removed", Materiality.SUBSTANTIVE),
        ("", "7 May 2024", "added", Materiality.EDITORIAL),
        ("7 May 2024", "7 May 2024", "same", Materiality.NONE),
    ],
)
def test_a_date_alone(before: str, after: str, verdict: str, level: Materiality) -> None:
    """Advancing says little; going back or going missing is worth a line."""
    found = dated(before, after)

    assert (found.stated_date.verdict, found.materiality) == (verdict, level)


def test_a_date_takes_the_level_of_the_change_beside_it() -> None:
    """It belongs to what it dates."""
    found = dated("2 March 2023", "7 May 2024", middle=KEEP.replace("30 days", "90 days"))
    (date,) = (change for change in found.changes if "updated" in (change.change.after or ""))

    assert found.materiality is date.materiality is Materiality.MATERIAL
    assert not found.stated_date.silent


def test_a_material_edit_under_the_same_date_is_silent() -> None:
    """And the summary says so."""
    found = dated("7 May 2024", "7 May 2024", middle=KEEP.replace("30 days", "90 days"))

    assert found.stated_date.silent
    assert "stated date still 2024-05-07" in found.summary
    assert "stated-date-advanced" not in rules_of(found)


def test_a_date_whose_words_stand_elsewhere_was_not_removed() -> None:
    """A converter joined its line to the one before."""
    date = "Published on 7 May 2024"
    found = assess(policy(f"{KEEP}\n\n{date}"), policy(f"{KEEP} {date}"))

    assert found.stated_date.verdict == "same"
    assert not found.materiality.reaches(Materiality.SUBSTANTIVE)


def test_the_first_of_a_month_is_a_day_like_others_in_french() -> None:
    """ "1er" is written out by most."""
    older, newer = (policy(KEEP, top=f"Version du {day}") for day in ("23 mai 2023", "1er mars 2025"))

    assert assess(older, newer).materiality is Materiality.EDITORIAL
