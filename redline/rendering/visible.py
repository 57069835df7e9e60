"""A text of a page in; the same with what would act on a terminal or hide text spelt out.

A text on a page is hostile until `visible` has seen it.
"""

import re

# Control characters but tab and newline, and the marks that reorder or hide text: a reader must see them.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """`text` with control characters and marks of writing direction spelt out: they then do nothing."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
