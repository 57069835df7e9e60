"""How closely data points to somebody, and how closed a list of cases is, however else a sentence reads.

"all data is anonymised"          ->  "all data is pseudonymised"
"the approximate location of"     ->  "the location of"
"only in the following cases"     ->  "only in cases such as the following"
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit
from redline.detectors.limits import DATA_LIMITED, ONLY_CASES
from redline.judging.edits import Edit
from redline.literals import search

# What is done to data so that it points to nobody, or to fewer.
_MASKED = re.compile(
    r"\b(?:(?P<pseudonymised>(?:pseudo|seudo)n[yi]mi[sz]\w*)|(?P<anonymised>an[oóô]n[yi]mi[sz]\w*))\b", re.IGNORECASE
)
_LOCATION = re.compile(
    r"(?:\b(?:(?P<rough>approximate|coarse|rough|imprecise|city-level|general)|(?P<exact>precise|exact)) )?"
    r"\b(?:geographic(?:al)? |physical )?(?:geo-?)?location\b",
    re.IGNORECASE,
)
_READERS = re.compile(r"\byour\b[^.;,]{0,20}$", re.IGNORECASE)
_OF_A_READER = re.compile(
    r" of (?:an? |the |your |their )?(?:\w+[’']s? )?(?:devices?|visitors?|users?|readers?|members?|customers?)\b",
    re.IGNORECASE,
)
# In a sentence beside it only what can be said of where somebody is.
_ROUGH = re.compile(
    r"\b(?:approximat\w*|coarse\w*|rough\w*|imprecise|non-?precise|city[- ]level|blurred|rounded)\b", re.IGNORECASE
)
_ROUGHNESS = re.compile(
    r"\b(?:approximat\w*|coarse\w*|rough\w*|imprecise|non-?precise|general(?:ly)?|city|cities|region|country|state|"
    r"post(?:al)? ?codes?|zip|areas?|village|towns?|municipal\w*|county|counties|boroughs?|districts?|neighbou?rhood|"
    r"kilomet\w+|km|miles?|met(?:re|er)s?|blur\w*|"
    r"round(?:ed|s|ing)?)\b",
    re.IGNORECASE,
)
# "only in the following cases", "only in cases such as the following"
_FOLLOWING = re.compile(
    r"\b(?:(?P<open>such as|including(?:,? but not limited to)?,?|like|for example,?|e\.g\.) )?the following\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(r"\b(?:only|solely|exclusively|limited (?:to|cases|circumstances))\b", re.IGNORECASE)
# What a limit is of; on which days a shop is open, and which books it has, is another matter.
_ACTS = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|shar\w+|disclos\w+|access\w*|collect\w*|process\w*|terminat\w*|suspend\w*|remov\w*|charg\w*|"
    r"retain\w*|read|sell\w*|sold|transf\w+|transmit\w*|pass\w*|send\w*|sent|stor(?:e[ds]?|ing)|keep\w*|kept|visible|"
    r"export\w*|clos(?:e[ds]?|ing)|cancel\w*|block\w*|amend\w*|chang\w+|increas\w+|liab\w+|provid\w+|giv\w+|audits?)\b",
    re.IGNORECASE,
)


def _find(edit: Edit) -> Iterator[Hit]:
    yield from _masked(edit)
    yield from _located(edit)
    yield from _opened(edit)


def _masked(edit: Edit) -> Iterator[Hit]:
    old, new = _kinds(_MASKED, edit.before), _kinds(_MASKED, edit.after)
    if len(old) == len(new) == 1 and old != new:
        yield Hit(rule=DATA_LIMITED, before=edit.before, after=edit.after)


def _located(edit: Edit) -> Iterator[Hit]:
    old, new = _locations(edit.before), _locations(edit.after)
    if len(old) != 1 or len(new) != 1 or old == new or "rough" not in (*old, *new):
        return
    is_dropped = old == ["rough"]
    if not _ROUGHNESS.search(edit.after if is_dropped else edit.before) and not _ROUGH.search(edit.clause[is_dropped]):
        told = DATA_LIMITED.direction.replace("changed", "dropped" if is_dropped else "added")
        yield Hit(rule=DATA_LIMITED, before=edit.before, after=edit.after, direction=told)


def _locations(sentence: str) -> list[str]:
    """How precisely a sentence says where readers are, each time that it does: "rough", "exact", "" for neither."""
    return [
        found.lastgroup or ""
        for found in (_LOCATION.finditer(sentence) if search(_LOCATION, sentence) else ())
        if _READERS.search(sentence[: found.start()]) or _OF_A_READER.match(sentence, found.end())
    ]


def _kinds(words: re.Pattern[str], sentence: str) -> list[str]:
    """The kind of each place where `words` stand, "" for one of none."""
    return [found.lastgroup or "" for found in words.finditer(sentence)] if search(words, sentence) else []


def _opened(edit: Edit) -> Iterator[Hit]:
    sides = edit.before, edit.after
    old, new = ({found.lastgroup or "" for found in _FOLLOWING.finditer(side)} for side in sides)
    if len(old) == len(new) == 1 and old != new and all(_LIMITS.search(side) and _ACTS.search(side) for side in sides):
        yield Hit(rule=ONLY_CASES, before=edit.before, after=edit.after)


DETECTOR = Detector(rules=(DATA_LIMITED, ONLY_CASES), find=_find, compares=True, keeps="alike")
"""These rules are given by `limits` as well, where nothing else of the sentence differs."""
