"""A promise not to do a thing that holds less far than it did: hedged, or with another exception.

"We do not sell your data."           ->  "We do not knowingly sell your data."
"... to nobody except our host."      ->  "... to nobody except our host and advertisers."
"""

import re
from collections.abc import Iterator, Sequence

from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.clauses import DENIAL
from redline.edits import Edit
from redline.equivalence import LITTLE, STRENGTH, key
from redline.literals import search
from redline.sentence_changes import likeness
from redline.types import Materiality

_HEDGES = frozenset(
    key(
        "knowingly intentionally currently presently generally usually normally typically ordinarily routinely"
        " regularly directly money monetary intend plan"
    )
)
_EXCEPTING = re.compile(
    r"\b(?:except|other than|unless|apart from|aside from|besides|excluding|save (?:for|where)|beyond)\b", re.IGNORECASE
)
# What an exception only points to.
_POINTING = frozenset(
    key(
        "privacy policy notice statement terms agreement section paragraph below above describe set forth out provide"
        " this say require permit allow detail state outline"
    )
)
# An exception that asks for these is a narrower one.
_STRICTER = frozenset(key("explicit explicitly prior written express expressly specific"))
_LIKE_MIN = 0.6

QUALIFIED = Rule(
    id="promise-qualified",
    category="Language strength",
    direction="promise qualified",
    level=Materiality.MATERIAL,
    why="What is promised not to be done now holds with a reservation, or with another exception.",
    source="FTC Gateway Learning 2004; WP260 rev.01 para. 12-13",
)


def _find(edit: Edit) -> Iterator[Hit]:
    if edit.whole:
        return
    gone, come = _content(edit.unsaid.removed), _content(edit.unsaid.added)
    if not come or _STRICTER.issuperset(come) or likeness(edit.old, edit.new) < _LIKE_MIN:
        return
    if not (search(DENIAL, edit.before) and search(DENIAL, edit.after)):
        return
    is_hedged = not gone and _HEDGES.issuperset(come)
    if is_hedged or (_excepted(edit.before).issuperset(gone) and _excepted(edit.after).issuperset(come)):
        yield Hit(rule=QUALIFIED, before=edit.before, after=edit.after)


def _content(words: Sequence[str]) -> frozenset[str]:
    return frozenset(words) - LITTLE - STRENGTH - _POINTING


def _excepted(sentence: str) -> frozenset[str]:
    """The forms of the words from the first exception on; none without one."""
    found = _EXCEPTING.search(sentence)
    return frozenset(key(sentence[found.start() :])) if found else frozenset()


DETECTOR = Detector(rules=(QUALIFIED,), find=_find)
