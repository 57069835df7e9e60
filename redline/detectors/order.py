"""The same words in another order that say another thing: what changed places, and what is denied.

"The vendor tells the customer"   ->  "The customer tells the vendor"
"may look but may not buy"        ->  "may not look but may buy"
"We indemnify you"                ->  "You indemnify us"
"""

import re
from collections.abc import Iterator, Sequence

from redline.detectors.base import Detector, Hit, Rule
from redline.equivalence.residue import LITTLE, NEGATORS
from redline.judging.edits import Edit
from redline.types import Materiality

PLACES = Rule(
    id="places-exchanged",
    category="Duties and prohibitions",
    direction="parties or things changed places",
    level=Materiality.MATERIAL,
    why="The same words in another order: who owes, gets or overrides what is the other one now.",
    source="Directive 93/13/EEC annex 1 (who bears what); P2B Regulation 2019/1150 Art. 3(1)",
)
DENIED = Rule(
    id="negation-moved",
    category="Language strength",
    direction="what is denied changed",
    level=Materiality.MATERIAL,
    why="The same words deny or forbid another part of the sentence.",
    source="PolicyLint (USENIX Security 2019) (negation decides what a statement means)",
)

_ENTRIES = re.compile(r"[,;.]|\b(?:and|or)\b")
# Where the order of a list is what is said.
_RANKED = re.compile(
    r"\border of (?:precedence|priority|preference)\b|\brank in\b|"
    r"\bfirst\b.{1,200}\bthen\b|\bin (?:the following|this) order\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w’'.-]+")
# Before "and" a comma parts two clauses.
_PARTING = re.compile(r",(?! (?:and|or|but)\b)")
_HALVES_WORDS_MAX = 120
_SWAP_WORDS_MAX = 6
# Between entries of a list, or two that are the same; what stands on either side of these turns nothing.
_JOINING = frozenset("and or nor ni oder und et ou y o".split())
_SAME = frozenset(("is", "are", "mean"))
_PERSONS = {"we": 1, "us": 1, "our": 1, "ours": 1, "you": 2, "your": 2, "yours": 2}
_MEANT = frozenset(("it", "them"))


def _find(edit: Edit) -> Iterator[Hit]:
    if _exchanges_persons(edit):
        yield Hit(rule=PLACES, before=edit.before, after=edit.after)
        return
    if not edit.residue.empty or (_is_of_list(edit) and not _RANKED.search(edit.text)):
        return
    is_ranked = _RANKED.search(edit.text) is not None and not _are_halves(edit.old, edit.new)
    if _exchanges(edit) or is_ranked:
        yield Hit(rule=PLACES, before=edit.before, after=edit.after)
    elif _denies_otherwise(edit):
        yield Hit(rule=DENIED, before=edit.before, after=edit.after)


def _exchanges_persons(edit: Edit) -> bool:
    """Whether who speaks and who is addressed stand in each other's place, and every other word in its own: "we
    indemnify you", "you indemnify us"."""
    if edit.whole or len(edit.old) != len(edit.new):
        return False
    found = set()
    for old, new in zip(edit.old, edit.new, strict=True):
        persons = _PERSONS.get(old), _PERSONS.get(new)
        if persons[0] != persons[1]:
            found.add(persons)
        elif persons[0] is None and old != new:
            return False
    return {(1, 2), (2, 1)} <= found


def _is_of_list(edit: Edit) -> bool:
    """Whether the same entries between commas stand in another order."""
    old, new = (sorted(map(str.casefold, map(str.strip, _ENTRIES.split(side)))) for side in (edit.before, edit.after))
    return len(old) > 1 and old == new


def _denies_otherwise(edit: Edit) -> bool:
    """Whether nothing but the places of the words that deny differ."""
    old, new = ([word for word in side if word not in NEGATORS] for side in (edit.old, edit.new))
    return old == new and edit.old != edit.new


def _exchanges(edit: Edit) -> bool:
    """Whether two stretches of one sentence stand in each other's place in the other, around words that stayed.

    Entries of a list may: "names and towns" is "towns and names"; so may halves of a sentence, with nothing between.
    """
    old, new = edit.old, edit.new
    if sorted(old) != sorted(new) or old == new or _are_halves(old, new):
        return False
    start = next(place for place, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)
    end = next(
        place for place, (one, other) in enumerate(zip(reversed(old), reversed(new), strict=True)) if one != other
    )
    one, other = old[start : len(old) - end], new[start : len(new) - end]
    has_commas = _has_commas(edit.before, start, len(old) - end, len(old))
    for first in range(1, min(_SWAP_WORDS_MAX, len(one) - 1) + 1):
        for last in range(1, min(_SWAP_WORDS_MAX, len(one) - first - 1) + 1):
            between = one[first : len(one) - last]
            if other == (*one[len(one) - last :], *between, *one[:first]):
                joined = [place for place, word in enumerate(between) if word in _JOINING]
                if not joined and not _SAME.issuperset(between):
                    return True
                if joined and not has_commas and not _are_entries(old[:start], between, joined, old[len(old) - end :]):
                    return True
    return False


def _has_commas(sentence: str, start: int, end: int, count: int) -> bool:
    """Whether commas part entries of a list between the words from `start` to `end`, of `count`; in the whole sentence
    where its words cannot be counted."""
    words = [*_WORD.finditer(sentence)]
    if len(words) == count:
        sentence = sentence[words[start].start() : words[end - 1].end()]
    return _PARTING.search(sentence) is not None


def _are_halves(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the second half of a sentence came before the first: "if you mind, leave it", "leave it if you mind"."""
    places = (place for place, word in enumerate(new) if word == old[0]) if len(old) <= _HALVES_WORDS_MAX else iter(())
    return any((*new[place:], *new[:place]) == tuple(old) for place in places)


def _are_entries(head: Sequence[str], between: Sequence[str], joined: Sequence[int], tail: Sequence[str]) -> bool:
    """Whether all that stands between two words says the same of both: "billing data and account data", and not
    "kept in Kent and copied in York"."""
    of_one, of_other = _telling(between[: joined[0]]), _telling(between[joined[-1] + 1 :])
    is_shared_behind = _telling(tail)[: len(of_one)] == of_one or _MEANT.issuperset(tail[:1])
    return is_shared_behind and _telling(head)[len(_telling(head)) - len(of_other) :] == of_other


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in LITTLE]


DETECTOR = Detector(rules=(PLACES, DENIED), find=_find, compares=True, keeps="everywhere", order=True)
"""Asked of sentences whose words all stayed."""
