"""A group of advertising cookies that came to a table, or left it.

| Advertising | DoubleClick, LinkedIn |
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.judging.edits import Edit
from redline.types import BETWEEN_CELLS, Materiality

_KINDS = ("", "privacy", "cookies")
_GROUP = re.compile(
    r"(?:advertis(?:ing|ements?)|(?:re)?targeting|(?:re)?marketing|profiling|publicit(?:é|aires?)|werbung|marketing|publicidad)"
    r"(?: (?:and|&|/|or|et|und|y) \w+)?(?: (?:cookies?|trackers?|technologies))?",
    re.IGNORECASE,
)

GROUP = Rule(
    id="advertising-cookies",
    category="Third Party Sharing/Collection",
    direction="advertising cookies changed",
    level=Materiality.MATERIAL,
    why="A kind of cookies by which people are followed for advertising came, or left.",
    source="ePrivacy Directive Art. 5(3); CNIL guidelines 2020-091 (who reads and writes is to be told)",
)


def _find(edit: Edit) -> Iterator[Hit]:
    label = edit.row.partition(BETWEEN_CELLS)[0]
    if edit.kind in _KINDS and label and edit.text.startswith(label) and _GROUP.fullmatch(label):
        told = f"{label} cookies {'added' if edit.after else 'removed'}"
        yield Hit(rule=GROUP, before=edit.before, after=edit.after, direction=told)


DETECTOR = Detector(rules=(GROUP,), find=_find)
