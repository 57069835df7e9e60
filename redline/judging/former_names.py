"""Two names in; whether they are one company's, because one of them says so, out.

Tern GmbH   ->   Heron GmbH (formerly Tern GmbH)
"""

import re

from redline.equivalence.residue import LITTLE, key
from redline.legal_names import LEGAL_FORMS

_NAME = r"[A-ZÀ-Þ][\w&’'.-]*(?:,?\s[A-ZÀ-Þ][\w&’'.-]*){0,4}"
_FORMERLY = re.compile(
    rf"(?P<now>{_NAME}),?\s?\(?(?i:formerly|previously|f/?k/?a|a\.?k\.?a\.?|also known as|now|vormals|ehemals|jetzt|"
    rf"anciennement|antes|anteriormente)(?i:\s(?:known as|called|named))?:?\s(?P<then>{_NAME})\)?"
)


def are_one_companys(before: str, after: str) -> bool:
    """Whether all that differs between two texts is what a company is called, and one of them says that it was, or is,
    called as in the other, too."""
    texts = before, after
    both = [_FORMERLY.search(text) for text in texts]
    if not any(both):
        return False
    said = {form for found in both if found for form in key(found[0])}
    old, new = (set(key(text)) - LITTLE for text in texts)
    if not old ^ new <= said:
        return False
    for found, other in zip(both, (new, old), strict=True):
        names = [set(key(found[side])) - LEGAL_FORMS for side in ("now", "then")] if found else []
        if names and all(names) and any(name <= other for name in names):
            return True
    return False
