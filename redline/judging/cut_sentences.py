"""The edits of one change in; those whose numbers only stand in another sentence of it now out.

    "The fee is £5, and it is due in May."   ->   "The fee is £5. It is due in May."

One sentence reads otherwise and lost a number, a whole one came with it: nothing was added or removed. What else the
cut does (a condition that held for both halves) other rules tell.
"""

from collections.abc import Sequence

from redline.equivalence.residue import LITTLE, NEGATORS
from redline.judging.edits import Edit
from redline.quantities import counted

_WEIGHTY = NEGATORS | {"if", "unless", "when", "where", "only"}


def keep_their_numbers(own: Sequence[Edit]) -> frozenset[int]:
    """The places in `own` of sentences that were cut in two or joined, and say all the numbers they said."""
    wholes = [place for place, edit in enumerate(own) if edit.whole and edit.rows == ("", "")]
    others = [place for place, edit in enumerate(own) if not edit.whole and edit.rows == ("", "")]
    kept: set[int] = set()
    for came in {bool(own[place].after) for place in wholes} if others else ():
        joined = {place: _in_one_sentence(own[place], came=came) for place in others}
        for place in wholes:
            words = _telling(own[place].new if came else own[place].old)
            found = [
                other
                for other, said in joined.items()
                if bool(own[place].after) is came and words in said and _holds(own[other], own[place], came=came)
            ]
            kept.update((place, *found) if found else ())
    return frozenset(kept)


def _in_one_sentence(edit: Edit, *, came: bool) -> str:
    """What an edit says in a row on the side that has a sentence less; "" where what it says on the other is no part of
    that. The sentence `came`, or else it went."""
    joined, rest = (_telling(side) for side in ((edit.old, edit.new) if came else (edit.new, edit.old)))
    return joined if rest in joined else ""


def _holds(edit: Edit, whole: Edit, *, came: bool) -> bool:
    """Whether one side has all numbers of the two sentences of the other, and no others."""
    joined, rest = (edit.before, edit.after) if came else (edit.after, edit.before)
    return counted(joined) == counted(rest) + counted(whole.text)


def _telling(words: Sequence[str]) -> str:
    """What of the words says something, each between blanks: who is said to pay 5 and who 9 stays told."""
    return f" {' '.join(word for word in words if word not in LITTLE or word in _WEIGHTY)} "
