"""Days on which a provision begins or ends to hold, or by which it decides.

    "users who registered after December 5, 2018"  ->  "users who registered after November 26, 2025"

The date of an edition, said to be effective, updated or replaced, is none: `detectors.dates` reads that.
"""

import re
from collections.abc import Iterator

from redline.dates.forms import WrittenDate, dates_in
from redline.detectors.base import Detector, Hit, Rule
from redline.judging.edits import Edit
from redline.types import Materiality

_BEFORE_A_DAY = re.compile(
    r"\b(?:(?:after|before|until|till|as of|from|by|since|prior to|beginning|starting|through|no later than)(?: on)?|"
    r"(?:clos(?:e[sd]?|ing)|delet(?:e[sd]?|ing)|eras(?:e[sd]?|ing)|end(?:s|ed|ing)?|expir(?:e[sd]?|ing)|stop(?:s|ped)?|"
    r"ceas(?:e[sd]?)|remov(?:e[sd]?|ing)|terminat(?:e[sd]?|ing)|renew(?:s|ed)?|destroy(?:s|ed)?)(?: on| in)?)\s$",
    re.IGNORECASE,
)
_OF_AN_EDITION = re.compile(
    r"\b(?:updat\w*|effective|revis\w*|modified|versions?|editions?|published|posted|force|effect|"
    r"appl(?:y|ies) (?:from|as of|on|since|starting|until)|supersed\w*|replac\w*|dated|last|archived?)\b",
    re.IGNORECASE,
)
# "This agreement is effective upon acceptance for new users, and from May 4, 2021 for others": the edition's day.
_EFFECTIVE_FROM = re.compile(
    r"^\W*(?:this|these|the|our) (?:\w+ ){0,3}?(?:agreement|polic(?:y|ies)|terms|conditions|notice|statement)\b"
    r".{0,20}\beffective\b(?:[\s,]+(?:up)?(?:on|and|for|all|new|existing|current|other|users|customers|members|acceptance|"
    r"immediately|from|as of|starting|beginning))+[\s,]+(?:from|on|as of|starting|beginning)\s+$",
    re.IGNORECASE,
)
# "The new fees are effective from May 4, 2021": no edition's.
_SOMETHING_ELSES = re.compile(
    r"\b(?:fees?|prices?|rates?|charges?|clauses?|provisions?|waivers?|opt[- ]?outs?|cancellations?|terminations?|"
    r"discounts?|changes?)\b.{0,20}\b(?:is|are|becomes?|will be) effective\b",
    re.IGNORECASE,
)
_CUE_REACH = 20
_EDITION_REACH = 40
# Shorter lines are stamps.
_WORDS_MIN = 6

DAY = Rule(
    id="day-changed",
    category="Numbers",
    direction="day changed",
    level=Materiality.SUBSTANTIVE,
    why="The day from which, or until which, something holds is another one now.",
    source="Directive 93/13/EEC Art. 5 (when a term binds is to be plain)",
)


def _find(edit: Edit) -> Iterator[Hit]:
    # An item is read with the sentence that introduces its list: "New fees apply:", "From January 1, 2025".
    if len(edit.new) + len(edit.lead.split()) < _WORDS_MIN:
        return
    old, new = (_days(f"{edit.lead} {side}" if edit.lead else side) for side in (edit.before, edit.after))
    gone, come = [day for day in old if day not in new], [day for day in new if day not in old]
    if gone and come:
        yield Hit(rule=DAY, before=old[gone[0]], after=new[come[0]])


def _days(sentence: str) -> dict[tuple[str, ...], str]:
    """The dates of a sentence that follow such a word, by their readings, with the words that state them."""
    return {found.readings: found.text for found in dates_in(sentence) if _decides(sentence, found)}


def _decides(sentence: str, date: WrittenDate) -> bool:
    """Whether a date is the day after, before or until which something holds, and no edition's."""
    near = sentence[max(0, date.start - _EDITION_REACH) : date.end + _EDITION_REACH]
    before = sentence[max(0, date.start - _CUE_REACH) : date.start]
    if not _BEFORE_A_DAY.search(before):
        return False
    is_of_an_edition = _OF_AN_EDITION.search(near) or _EFFECTIVE_FROM.search(sentence[: date.start])
    return not is_of_an_edition or _SOMETHING_ELSES.search(near) is not None


DETECTOR = Detector(rules=(DAY,), find=_find, compares=True)
