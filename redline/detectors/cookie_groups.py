"""A group of advertising cookies that came to a table, or left it.

| Advertising | DoubleClick, LinkedIn |
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.judging.edits import Edit
from redline.types import BETWEEN_CELLS, Materiality

# As tables of cookies call the groups by which people are followed (seen in the lists that consent tools write).
_ADVERTISING = re.compile(
    r"(?:cookies? )?(?:third[- ]party )?(?:ads?|advertis(?:ing|ements?)|(?:re)?targeting|tracking|"
    r"(?:re)?marketing|profiling|publicit(?:é|aires?)|werbung|publicidad|publicitarias?)"
    r"(?: (?:and|&|/|or|et|und|y) [\w ]{1,30})?(?:[ -](?:cookies?|trackers?|technologies))?(?: \(\w+\))?",
    re.IGNORECASE,
)
_OF_COOKIES = re.compile(r"\b(?:cookies?|trackers?|traceurs?)\b", re.IGNORECASE)

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
    over = f"{label} {edit.columns} {edit.heading} {edit.above} {edit.lead}"
    if label and edit.text.startswith(label) and _ADVERTISING.fullmatch(label) and _OF_COOKIES.search(over):
        told = f"{label} cookies {'added' if edit.after else 'removed'}"
        yield Hit(rule=GROUP, before=edit.before, after=edit.after, direction=told)


DETECTOR = Detector(rules=(GROUP,), find=_find)
