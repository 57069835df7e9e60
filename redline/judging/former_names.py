"""Two cells of a table's names in; whether they are one company's, because one of them says so, out.

Tern GmbH   ->   Heron GmbH (formerly Tern GmbH)

Asked of the first column of tables alone: in a sentence whoever answers for the data is told, also where he says how he
was called before (seen in lists of sub-processors, where brands are renamed every other month).
"""

import re
from collections.abc import Sequence

from redline.equivalence.residue import LITTLE, key
from redline.legal_names import LEGAL_FORMS, letters
from redline.places import MORE_PLACES, PLACES

# No longer words and names: nothing is tried at each capital of a long run of them.
_NAME = r"(?<![\w&’'.-])[A-ZÀ-Þ][\w&’'.-]{0,40}(?:,?\s[A-ZÀ-Þ][\w&’'.-]{0,40}){0,4}"
_FORMERLY = re.compile(
    rf"(?P<now>{_NAME}),?\s?(?:\(?(?i:formerly|previously|f/?k/?a|vormals|ehemals|anciennement|anteriormente)|"
    r"\((?i:a\.?k\.?a\.?|also known as|now))(?i:\s(?:known as|called|named))?:?\s"
    rf"(?P<then>{_NAME})\)?"
)
# Without one of these no cell says so: a quick no.
_SIGNS = (
    "former",
    "previous",
    "fka",
    "f/k/a",
    "vormals",
    "ehemals",
    "ancien",
    "anterior",
    "(aka",
    "(a.k.a",
    "(also",
    "(now",
)


def are_of_one_company(before: str, after: str) -> bool:
    """Whether all that differs between two cells is what a company is called, and one of them says that it was, or is,
    called as in the other, too. Either may be the older; of two empty ones neither says so."""
    texts = before, after
    if not any(sign in text.lower() for text in texts for sign in _SIGNS):
        return False
    both = [_FORMERLY.search(text) for text in texts]
    said = {form for found in both if found for form in key(found[0])}
    old, new = (set(key(text)) - LITTLE for text in texts)
    if _is_called(both, texts):
        return True
    if not old ^ new <= said or not said.isdisjoint((*PLACES, *MORE_PLACES)):
        return False
    # Both may name the same former company: the one is who the other is now, or was.
    called = [set(key(found["now"])) if found else words for found, words in zip(both, (old, new), strict=True)]
    for found, other in zip(both, reversed(called), strict=True):
        names = [set(key(found[side])) - LEGAL_FORMS for side in ("now", "then")] if found else []
        if names and all(names) and any(name <= other for name in names):
            return True
    return False


def _is_called(found: Sequence[re.Match[str] | None], texts: Sequence[str]) -> bool:
    """Whether one cell is no more than what the other says that its company is, or was, called: "Tern Prints" and
    "Heron (formerly TernPrints)"."""
    return any(
        one is not None and one.span() == (0, len(own)) and letters(other) == letters(one["then"])
        for one, own, other in zip(found, texts, reversed(texts), strict=True)
        if not (one and set(key(one[0])) & {*PLACES, *MORE_PLACES})
    )
