"""Kinds of people and companies that get, see or give data: one that a sentence names now and did not before, or no
longer names.

"shared with our affiliates"  ->  "shared with our affiliates and advertisers"
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.edits import Edit
from redline.types import Materiality

_KINDS = re.compile(
    r"\b(?:(?P<advertisers>advertisers?|ad networks?|marketers|"
    r"advertising (?:networks?|partners?|compan(?:y|ies)|platforms?))|"
    r"(?P<brokers>data brokers?|data (?:re)?sellers?|data suppliers?)|"
    r"(?P<insurers>insurers?|insurance (?:compan|provider)\w*)|(?P<employers>(?<!your )employers?)|"
    r"(?P<lenders>lenders?|credit (?:bureaus?|agenc\w+|reporting \w+))|(?P<landlords>landlords?)|"
    r"(?P<state>law enforcement|governments?|police|immigration (?:authorit|agenc)\w+)|"
    r"(?P<partners>(?:business|marketing|commercial|trusted|promotional) partners?)|"
    r"(?P<affiliates>affiliat\w+|subsidiar\w+|group compan\w+|parent compan\w+|corporate family)|"
    r"(?P<researchers>researchers?|universit\w+|academic\w*)|"
    r"(?P<everyone>everyone|anyone|the public(?=[.,;]|$| (?:can|may|at|and|or|who)\b)|"
    r"public(?:ly)? (?:visible|available|accessible)|all (?:users|members)|strangers)|"
    r"(?P<friends>friends of (?:your |the |their )?friends)|"
    r"(?P<developers>(?:app|AI|third[- ]party) developers?|AI compan\w+)|"
    r"(?P<others>other companies|other businesses|other controllers)|(?P<merchants>merchants?|retailers?)|"
    r"(?P<campaigns>political (?:part\w+|campaigns?|organi[sz]ations?)))\b",
    re.IGNORECASE,
)
_REACHES = re.compile(
    r"\b(?:shar\w+|disclos\w+|sell\w*|sold|provid\w+|transfer\w*|giv\w+|send\w*|sent|pass\w*|visible|seen?|show\w*|available|"
    r"accessible|receiv\w+|obtain\w*|collect\w*|buy|bought|purchas\w+|rent\w*|combin\w+|get|gets)\b",
    re.IGNORECASE,
)

AUDIENCE = Rule(
    id="audience-changed",
    category="Third Party Sharing/Collection",
    direction="kind of recipient or source changed",
    level=Materiality.MATERIAL,
    why="Data goes to, or comes from, a kind of company or people that was not named, or no longer is.",
    source="GDPR Art. 13(1)(e), 14(2)(f); CCPA 1798.110(c); WP260 rev.01 para. 30",
)


def _find(edit: Edit) -> Iterator[Hit]:
    if not edit.rest_stayed or not all(map(_REACHES.search, (edit.before, edit.after))):
        return
    old, new = ({found.lastgroup for found in _KINDS.finditer(side)} for side in (edit.before, edit.after))
    differing = (old ^ new) - {None}
    if differing:
        said = ", ".join(sorted(str(kind) for kind in differing))
        yield Hit(
            rule=AUDIENCE, before=edit.before, after=edit.after, direction=f"recipients or sources changed: {said}"
        )


DETECTOR = Detector(rules=(AUDIENCE,), find=_find, compares=True, keeps="alike")
