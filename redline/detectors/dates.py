"""The date a text states as its own: advanced, gone back, gone, or left as it was under a changed text.

Unlike the other detectors this one is asked once about a pair of readings, not about each edit.
"""

from collections.abc import Callable

from redline.detectors.base import Detector, Hit, Rule
from redline.types import STATED_DATE, DateVerdict, Materiality, Reading, StatedDate, StatedDates

Holds = Callable[[str], bool]
"""Whether words stand in a text, in a row."""

ADVANCED = Rule(
    id="stated-date-advanced",
    category=STATED_DATE,
    direction="stated date advanced",
    level=Materiality.EDITORIAL,
    why="The text says it is newer; alone that is no change of what it says.",
    source="CCPA 1798.130(a)(5) (a yearly update is expected)",
)
WENT_BACK = Rule(
    id="stated-date-went-back",
    category=STATED_DATE,
    direction="stated date went back",
    level=Materiality.SUBSTANTIVE,
    why="An older edition seems to be shown again, so that it is open which one is in force.",
    source="CalOPPA 22575(b)(4)",
)
REMOVED = Rule(
    id="stated-date-removed",
    category=STATED_DATE,
    direction="stated date removed",
    level=Materiality.SUBSTANTIVE,
    why="The text no longer says from when it applies.",
    source="CalOPPA 22575(b)(4) (the effective date is to be stated)",
)
ADDED = Rule(
    id="stated-date-added",
    category=STATED_DATE,
    direction="stated date added",
    level=Materiality.EDITORIAL,
    why="The text now says from when it applies.",
    source="CalOPPA 22575(b)(4)",
)
SILENT = Rule(
    id="silent-edit",
    category=STATED_DATE,
    direction="silent edit",
    level=Materiality.MATERIAL,
    why="The text changed materially, the date it states did not.",
    source="FTC, 13 February 2024 (quiet amendments may be deceptive)",
)

_RULES: dict[DateVerdict, Rule] = {
    "advanced": ADVANCED,
    "went_back": WENT_BACK,
    "removed": REMOVED,
    "added": ADDED,
}


def stated_dates(before: Reading, after: Reading, older_holds: Holds, newer_holds: Holds) -> StatedDates:
    """Both sides' stated dates and what became of them; `silent` is for the judge to set.

    A date whose words stand on the other side too neither came nor went: there it only stands where it is less clear
    that it is the text's own.
    """
    old, new = before.stated_date, after.stated_date
    if old is not None and new is None and newer_holds(old.text):
        new = old
    elif new is not None and old is None and older_holds(new.text):
        old = new
    return StatedDates(before=old, after=new, verdict=_verdict(old, new))


def _verdict(old: StatedDate | None, new: StatedDate | None) -> DateVerdict:
    if old is None or new is None:
        if old is None and new is None:
            return "none"
        return "added" if old is None else "removed"
    if old.date is None or new.date is None:
        return "same" if _readings(old) == _readings(new) else _between(_readings(old), _readings(new))
    length = min(len(old.date), len(new.date))
    if old.date[:length] == new.date[:length]:
        return "same"
    return "advanced" if old.date < new.date else "went_back"


def _between(old: tuple[str, ...], new: tuple[str, ...]) -> DateVerdict:
    """The verdict where a date can be read in more than one way: only what holds in every reading."""
    if max(old) < min(new):
        return "advanced"
    return "went_back" if min(old) > max(new) else "ambiguous"


def _readings(stated: StatedDate) -> tuple[str, ...]:
    return (stated.date,) if stated.date else (stated.candidates or ("",))


def hit(dates: StatedDates) -> Hit | None:
    """The finding that the verdict on the dates is, None where nothing became of them."""
    rule = _RULES.get(dates.verdict)
    if rule is None:
        return None
    return Hit(
        rule=rule,
        before=dates.before.text if dates.before else "",
        after=dates.after.text if dates.after else "",
    )


DETECTOR = Detector(rules=(ADVANCED, WENT_BACK, REMOVED, ADDED, SILENT), find=lambda _edit: ())
