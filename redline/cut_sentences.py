"""The edits of one change in; those whose numbers only stand in another sentence of it now out.

    "The fee is £5, and it is due in May."   ->   "The fee is £5. It is due in May."

One sentence reads otherwise and lost a number, a whole one came with it: nothing was added or removed. What else the
cut does (a condition that held for both halves) other rules tell.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import product

from redline.detectors.numbers import Quantity, quantities
from redline.edits import Edit
from redline.equivalence import LITTLE, NEGATORS

_WEIGHTY = NEGATORS | {"if", "unless", "when", "where", "only"}


def keep_their_numbers(own: Sequence[Edit]) -> frozenset[int]:
    """The places in `own` of sentences that were cut in two or joined, and say all the numbers they said."""
    wholes = [place for place, edit in enumerate(own) if edit.whole]
    if not wholes or len(wholes) == len(own):
        return frozenset()
    others = [place for place, edit in enumerate(own) if not edit.whole]
    return frozenset(
        place for whole, other in product(wholes, others) if _holds(own[other], own[whole]) for place in (whole, other)
    )


def _holds(edit: Edit, whole: Edit) -> bool:
    """Whether the sentence on the other side of `edit` says in a row what `whole` says, and in a row what the rest of
    `edit` says, and has no other numbers."""
    if edit.rows != ("", "") or whole.rows != ("", ""):
        return False
    joined, rest = (edit.before, edit.after) if whole.after else (edit.after, edit.before)
    words, parts = (edit.old, (edit.new, whole.new)) if whole.after else (edit.new, (edit.old, whole.old))
    said = _telling(words)
    return all(_telling(part) in said for part in parts) and _numbers(joined) == _numbers(rest) + _numbers(whole.text)


def _numbers(sentence: str) -> Counter[Quantity]:
    return Counter(quantity for quantity, _ in quantities(sentence))


def _telling(words: Sequence[str]) -> str:
    """What of the words says something, each between blanks: who is said to pay 5 and who 9 stays told."""
    return f" {' '.join(word for word in words if word not in LITTLE or word in _WEIGHTY)} "
