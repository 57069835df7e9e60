"""How many or how much of something a sentence speaks of: all, some, one.

"all of your rights"   ->  "part of your rights"
"all staff is trained" ->  "all newly hired staff is trained"
"""

import re
from collections.abc import Collection, Sequence

from redline.detectors.base import Rule
from redline.equivalence.residue import LITTLE, NEGATORS, blocks
from redline.judging.edits import Edit
from redline.types import Materiality

QUANTITY = Rule(
    id="quantifier-changed",
    category="Language strength",
    direction="how many or how much changed",
    level=Materiality.MATERIAL,
    why="What held for all holds for some, or for one, or the other way.",
    source="WP260 rev.01 para. 12-13 (some, often and certain say too little)",
)

_WHOLE = frozenset("all every each any both".split())
_PART = frozenset("certain some part one half selected key most many".split())
_ALL_OF = frozenset("all any every each".split())
# So many words can narrow what "all" stands before.
_NARROWING_MAX = 6
# Beside a denial these leave some: "not all" is not "none".
_NOT_ALL = frozenset(("all", "every", "just"))
_ADDING = frozenset(("and", "or"))
_ASSURED = re.compile(
    r"\b(?:(?:we|supplier|processor|vendor|provider|company|licensor) (?:shall|must|will)|"
    r"encrypt\w*|train\w*|delet\w*|return\w*|notif\w*|refund\w*|patch\w*|audit\w*|support\w*|"
    r"back(?:s|ed)? up|require\w*|undergo\w*|review\w*|protect\w*|secur\w*)\b",
    re.IGNORECASE,
)
# Only of what is owed, kept or given does it matter whether it is all or some.
_BINDS = re.compile(
    r"\b(?:shall|must|will|may|can|delet|encrypt|shar|disclos|own|keep|retain|right|obtain|consent|notif|assist|access|"
    r"licen[cs]|covers?|refund|signature|purchase|install|used?)\w*\b",
    re.IGNORECASE,
)


def is_another_quantity(edit: Edit) -> bool:
    """Whether a word for the whole gave way to one for a part, or the other way; or all of fewer are meant."""
    gone, come = frozenset(edit.residue.removed), frozenset(edit.residue.added)
    if (
        (gone | come) & _NOT_ALL
        and gone | come <= LITTLE
        and not (NEGATORS.isdisjoint(edit.old) or NEGATORS.isdisjoint(edit.new))
    ):
        return len(gone & _NOT_ALL) != len(come & _NOT_ALL)  # "may not enter all the rooms"
    # "An existing one" that is "any existing one" narrows nothing by a word that only stands elsewhere now.
    unsaid = LITTLE.union(edit.unsaid.removed, edit.unsaid.added)
    told = (gone & unsaid, come & unsaid) if "any" in gone | come else (gone, come)
    is_of_fewer = _is_narrowed(edit.old, edit.new) or _is_narrowed(edit.new, edit.old)
    is_of_fewer = is_of_fewer or (_is_all_no_longer(*told) and _stand_in_one_place(edit, *told))
    if is_of_fewer and _ASSURED.search(edit.after):
        return True
    if not _PART.issuperset((gone | come) - LITTLE - NEGATORS) or not _BINDS.search(edit.after):
        return False
    return any(
        # "In any of these ways" is in one of them.
        not _WHOLE.isdisjoint(one - {"any"} if other == {"one"} else one)
        and not _PART.isdisjoint(other)
        and _PART.isdisjoint(one)
        for one, other in ((gone, come), (come, gone))
    )


def _is_narrowed(wide: Sequence[str], narrow: Sequence[str]) -> bool:
    """Whether "all staff" is "all newly hired staff" in the other sentence, and the rest the same."""
    more = len(narrow) - len(wide)
    if not 0 < more <= _NARROWING_MAX:
        return False
    start = next((place for place, pair in enumerate(zip(wide, narrow, strict=False)) if pair[0] != pair[1]), len(wide))
    between = narrow[start : start + more]
    if start == 0 or narrow[start - 1] not in _ALL_OF or tuple(narrow[start + more :]) != tuple(wide[start:]):
        return False
    return _narrows(between)


def _narrows(words: Collection[str]) -> bool:
    """Whether words before a noun, or in place of "all", say of which of them something holds: "newly hired"."""
    telling = [word for word in words if word not in LITTLE and not word.endswith("ly")]
    return bool(telling) and _ADDING.isdisjoint(words)


def _is_all_no_longer(gone: frozenset[str], come: frozenset[str]) -> bool:
    """Whether "all staff" became "newly hired staff", or the other way."""
    return any(
        not _ALL_OF.isdisjoint(one)
        and one <= LITTLE
        and _ALL_OF.isdisjoint(other)
        and _narrows(other)
        and len(other) <= _NARROWING_MAX
        for one, other in ((gone, come), (come, gone))
    )


def _stand_in_one_place(edit: Edit, gone: frozenset[str], come: frozenset[str]) -> bool:
    """Whether words that narrow stand where "any" stood: not where "any delay beyond our control" became "delays beyond
    our reasonable control". All of something can be narrowed from behind, too."""
    return "any" not in gone | come or any(
        not gone.isdisjoint(old) and not come.isdisjoint(new) for old, new in blocks(edit.old, edit.new)
    )
