"""Kinds of recipients, of purposes, of rights and of ways to be told: one that a sentence names now and did not before,
or no longer names.

"shared with our affiliates"           ->  "shared with our affiliates and advertisers"
"used for security"                    ->  "used for security and advertising"
"restrict or object to the use"        ->  "restrict the use"
"we tell you by e-mail"                ->  "we tell you by posting it here"
"""

import re
from collections.abc import Iterator

from redline.detectors import audiences, forms_of_notice
from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.kinds_named import Kinds, Named
from redline.equivalence.residue import LITTLE, key
from redline.judging.edits import Edit
from redline.types import Materiality

PURPOSE = Rule(
    id="kind-of-purpose-changed",
    category="First Party Collection/Use",
    direction="kind of purpose changed",
    level=Materiality.MATERIAL,
    why="Data serves a kind of purpose that was not named, or no longer is.",
    source="GDPR Art. 5(1)(b), 13(3); WP260 rev.01 para. 29",
)
RIGHT = Rule(
    id="kind-of-right-changed",
    category="User Access, Edit and Deletion",
    direction="right named or no longer named",
    level=Materiality.MATERIAL,
    why="People are told of a right that was not named, or no longer of one.",
    source="GDPR Art. 13(2)(b), 15-22; CCPA 1798.130(a)(5)(A)",
)

# Another purpose in its place; other words are the same one said otherwise.
_OTHER_PURPOSES = frozenset(
    key(
        "provide providing deliver delivering perform performing secure security protect protecting operate operating "
        "maintain maintaining fulfil fulfilling bill billing support host hosting answer answering prevent preventing"
    )
)
_RIGHTS_MIN = 3


def _is_another_word(edit: Edit, _old: Named, _new: Named) -> bool:
    """Whether what a sole purpose is called differs, and neither word names another purpose."""
    words = (edit.residue.removed, edit.residue.added)
    if not all(any(word not in LITTLE for word in side) for side in words):
        return False
    return _OTHER_PURPOSES.isdisjoint((*words[0], *words[1]))


def _is_one_more_or_less(_edit: Edit, old: Named, new: Named) -> bool:
    """Whether one list of rights names all that the other does, and more."""
    return min(len(old), len(new)) >= _RIGHTS_MIN and (old < new or new < old)


# What else a sole purpose may be.
_NARROW = Kinds(
    rule=PURPOSE,
    where=re.compile(
        r"^(?=.*\b(?:data|information|content|details|orders|records)\b).*?\b(?:purposes? of|"
        r"(?:limited|permitted|specific|sole|only) purposes?|"
        r"(?:only|solely|exclusively) (?:to|for))\b",
        re.IGNORECASE,
    ),
    kinds=re.compile(
        r"\b(?:(?P<improving>improv(?:e|es|ing|ement)|enhanc(?:e|es|ing))|"
        r"(?P<developing>develop(?:s|ing)?|creat(?:e|es|ing) new)|"
        r"(?P<analysing>analy[sz](?:e|es|ing)|analytics|statistics)|"
        r"(?P<researching>research))\b",
        re.IGNORECASE,
    ),
    spares=_is_another_word,
)
_PURPOSES = Kinds(
    rule=PURPOSE,
    where=re.compile(
        r"\b(?:us(?:e|es|ed|ing)|process\w*|collect\w*|shar\w+|purposes?)\b|"
        # An item; behind a comma a sentence says what to do.
        r"^\W*To (?!find|contact|learn|see|read|know)(?![^.]*,\s*(?:please|see|call|write|use|open|visit|click|go|"
        r"compare|look|enter|do|press|choose|send|contact|close|this|it|we|you)\b)[^.:?]*$",
        re.IGNORECASE,
    ),
    kinds=re.compile(
        r"\b(?:(?P<personalising>(?<!you )(?<!you can )(?<!you may )(?:(?:personali[sz]|customi[sz])"
        r"(?:e|es|ed|ing|ation)|tailor(?:s|ed|ing)?|personal (?:recommendations|offers|content|experience|advice)))|"
        r"(?P<advertising>(?-i:[Aa]dvertis(?:ing|e|ements?)|marketing))|"
        r"(?P<training>(?:to|and|or) train\b|training (?:of |our |AI|models|machine)|machine[- ]learning|"
        r"artificial intelligence)|"
        r"(?P<profiling>profiling)|(?P<own>their own (?:\w+ )?(?:purposes|analytics|marketing|products))|"
        r"(?P<underwriting>underwriting|credit (?:decisions?|scoring)|insurance (?:pricing|premiums?)))\b",
        re.IGNORECASE,
    ),
    called={"own": "purposes of others", "training": "training of AI"},
)
_RIGHTS = Kinds(
    rule=RIGHT,
    where=re.compile(
        r"\b(?:rights?|entitled|request|ask us)\b.{0,200}\b(?:data|information|processing|account)\b|"
        r"\byou (?:can|may)\b.{0,60}\b(?:restrict|object to|rectify|port)\b",
        re.IGNORECASE,
    ),
    kinds=re.compile(
        r"\b(?:(?P<access>access(?:ing)?|cop(?:y|ies) of)|(?P<correct>correct\w*|rectif\w+|amend)|"
        r"(?P<delete>delet\w+|eras\w+)|(?P<restrict>restrict\w*)|(?P<object>object(?:ion)?(?: to)?)|"
        r"(?P<port>portab\w+|transfer (?:it|them|your|of your (?:\w+ )?(?:data|information)))|"
        r"(?P<withdraw>withdraw\w*)|(?P<complain>complain\w*)|(?P<appeal>appeal\w*))\b",
        re.IGNORECASE,
    ),
    rewritten=_is_one_more_or_less,
    called={
        "correct": "correction",
        "delete": "deletion",
        "restrict": "restriction",
        "object": "objection",
        "port": "portability",
        "withdraw": "withdrawal of consent",
        "complain": "complaint",
    },
)
_ASKED = (audiences.KINDS, _PURPOSES, _NARROW, _RIGHTS, forms_of_notice.CHANNELS, forms_of_notice.FORMS)


def _find(edit: Edit) -> Iterator[Hit]:
    for kinds in _ASKED:
        old, new = kinds.named(edit.before), kinds.named(edit.after)
        if old is None or new is None or old == new:
            continue
        if (edit.rest_stayed or kinds.rewritten(edit, old, new)) and not kinds.spares(edit, old, new):
            yield Hit(rule=kinds.rule, before=edit.before, after=edit.after, direction=kinds.told(old ^ new))


DETECTOR = Detector(
    rules=tuple(dict.fromkeys(kinds.rule for kinds in _ASKED)), find=_find, compares=True, keeps="alike"
)
