"""What a sentence does, whatever its words: it states a practice, lays down a duty, reserves a power, gives a right.

Signals know the grave cases by their words. This detector is the net below them: a sentence that binds somebody and
that came, went or changed in more than a word or two is told; a sentence that binds nobody is not.
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit
from redline.detectors.entries import EXAMPLES, says_where_to_write, sort_of_entry
from redline.detectors.statements import (
    DUTY,
    DUTY_SAID,
    POWER,
    PRACTICE,
    PROMISE,
    RIGHT,
    UNDERTAKING,
    forbears,
    sort_of,
)
from redline.equivalence.residue import NEGATORS, key
from redline.judging.edits import Edit

# Fewer differing content words than this in a sentence that stays are a limited change.
CONTENT_MIN = 4
WHOLE_MIN = 4
# "We do not record calls."
PROMISE_MIN = 2
_HEADING_WORDS_MAX = 8
_NAMES = re.compile(r"(?<=[^.!?:\s]\s)[A-ZÀ-Þ][\w’'&-]*")
_NAMES_SHARE = 1 / 4
# From whom, or to whom, data goes.
_OF_OTHERS = re.compile(
    r"\b(?:receiv|obtain|buy|purchas|shar|disclos|sourc|partner|provider|vendor|processor|transfer)\w*\b|"
    r"\b(?:stor|host)\w+ (?:with|by|at|in)\b",
    re.IGNORECASE,
)


def _is_a_heading(text: str) -> bool:
    """Whether an item is a heading that is read as one: "USER CONTENT."."""
    return text.isupper() and text.count(" ") < _HEADING_WORDS_MAX and not DUTY_SAID.search(text)


def _is_of_names(edit: Edit) -> bool:
    """Whether a sentence stayed and names other examples: products, places. Who gets data is told by others. Where many
    words have capitals they are no names."""
    sides = (edit.before, edit.after)
    if edit.whole or edit.text.isupper() or not all(map(EXAMPLES.search, sides)) or any(map(_OF_OTHERS.search, sides)):
        return False
    names = {form for side in (edit.before, edit.after) for name in _NAMES.findall(side) for form in key(name)}
    return names.issuperset(edit.residue.content) and all(
        len(_NAMES.findall(side)) <= _NAMES_SHARE * len(side.split()) for side in (edit.before, edit.after)
    )


def _find(edit: Edit) -> Iterator[Hit]:
    if edit.whole and (says_where_to_write(edit) or _is_a_heading(edit.text)):
        return
    if _is_of_names(edit):
        return
    content = len(edit.unsaid.content) + (edit.whole and not NEGATORS.isdisjoint(edit.old or edit.new))
    content_min = (PROMISE_MIN if forbears(edit.text) else WHOLE_MIN) if edit.whole else CONTENT_MIN
    rules = sort_of(edit) if content >= content_min else None
    if rules is None and content:
        rules = sort_of_entry(edit)
    if rules is None:
        return
    if not edit.before:
        yield Hit(rule=rules.added, after=edit.after)
    elif not edit.after:
        yield Hit(rule=rules.removed, before=edit.before)
    else:
        yield Hit(rule=rules.changed, before=edit.before, after=edit.after)


DETECTOR = Detector(rules=(*PRACTICE, *PROMISE, *UNDERTAKING, *DUTY, *POWER, *RIGHT), find=_find, net=True)
