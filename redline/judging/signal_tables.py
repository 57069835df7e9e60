"""A user's `[[signal]]` table in; the same, checked, out. What is wrong is said with the signal, the key and the value.

A signal that is read otherwise than it was meant is never asked, and nobody would notice.
"""

import re
from collections.abc import Mapping
from typing import Any

from redline.document_kind import KINDS
from redline.errors import RuleInvalid
from redline.types import Materiality

SIDES = ("added", "removed", "either")
LEVELS = tuple(level.value for level in Materiality if level is not Materiality.NONE)

_NEEDED = ("id", "pattern", "level", "why")
_TEXTS = (*_NEEDED, "category", "on", "direction", "source", "touched", "unless", "cues")
_KEYS = (*_TEXTS, "kinds", "practice")
_CHOICES = {"level": LEVELS, "touched": LEVELS, "on": SIDES}


def checked(table: Mapping[str, Any], place: int) -> dict[str, Any]:
    """`table`, the `place`th of its file, with its cues in lower case. Raises RuleInvalid."""
    name = table.get("id") or f"number {place}"
    for key in _NEEDED:
        if key not in table or table[key] == "":
            raise RuleInvalid(f'signal {name}: "{key}" is missing')
    for key, value in table.items():
        _check(name, key, value)
    return {**table, "cues": table["cues"].lower()} if "cues" in table else dict(table)


def _check(name: object, key: str, value: object) -> None:
    """Raises RuleInvalid unless `value` is what the key takes."""
    if key not in _KEYS:
        raise RuleInvalid(f'signal {name}: unknown key "{key}" (known: {", ".join(sorted(_KEYS))})')
    if key == "practice" and not isinstance(value, bool):
        raise RuleInvalid(f"signal {name}: practice = {value!r} is neither true nor false")
    if key == "kinds":
        if not isinstance(value, list | tuple) or not all(kind in KINDS for kind in value):
            raise RuleInvalid(f"signal {name}: kinds = {value!r} is no list of {', '.join(KINDS)}")
        return
    if key not in _TEXTS:
        return
    if not isinstance(value, str) or not value.strip():
        raise RuleInvalid(f"signal {name}: {key} = {value!r} is no text")
    if key in _CHOICES and value not in _CHOICES[key]:
        raise RuleInvalid(f'signal {name}: {key} = "{value}" is not one of {", ".join(_CHOICES[key])}')
    if key in ("pattern", "unless"):
        try:
            re.compile(value)
        except re.error as error:
            raise RuleInvalid(f"signal {name}: the {key} cannot be read: {error}") from error
