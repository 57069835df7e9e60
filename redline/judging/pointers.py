"""An edit in, of little words alone; whether these point elsewhere: to others, from here or to there.

Little words carry no content, and most of them only join ("of", "for"). Some say who, whence and how many: where they
are all that differs, the sentence says something else.
"""

import re

from redline.judging.edits import Edit

# "Seen by you", "seen by others"; "other similar technologies" are the same thing's.
_OTHERS = re.compile(r"\b(?:others|other people|anyone else|everybody|everyone|anybody|anyone)\b", re.IGNORECASE)
_LEFT_OPEN = re.compile(
    r"\b(?:may|might|could)(?: not)? be (?:held )?(?:liable|responsible|able|entitled|bound|required|obliged)\b",
    re.IGNORECASE,
)
# Each of the one in place of each of the other.
_OPPOSED = (
    (frozenset(("from",)), frozenset(("to", "for"))),
    (frozenset(("within",)), frozenset(("with",))),
    (frozenset(("under",)), frozenset(("over",))),
    (frozenset(("same",)), frozenset(("another", "other"))),
)


def points_elsewhere(edit: Edit) -> bool:
    """Whether a sentence that stayed speaks of others, of the opposite direction, or leaves open what was sure."""
    if edit.whole:
        return False
    if any(len(words.findall(edit.before)) != len(words.findall(edit.after)) for words in (_OTHERS, _LEFT_OPEN)):
        return True
    gone, come = set(edit.residue.removed), set(edit.residue.added)
    return any(
        (gone & one and come & other and not (gone & other or come & one))
        or (gone & other and come & one and not (gone & one or come & other))
        for one, other in _OPPOSED
    )
