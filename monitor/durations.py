"""A length of time as people write it in config.toml ("6h", "15m", "1d12h", "0s"): text in, timedelta out, and back."""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator

_UNITS = {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1}
# So far from now there is still a calendar, whichever way.
LONGEST = timedelta(days=365_000)
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([wdhms])")


def parse(text: object) -> timedelta:
    """The length that `text` names; raises ValueError where it names none. Numbers without a unit are refused: a bare
    `12` is hours to one person and seconds to the next."""
    if isinstance(text, timedelta):
        return text
    cleaned = str(text).strip().lower()
    parts = _PART.findall(cleaned)
    if not parts or _PART.sub("", cleaned).strip():
        raise ValueError(f'{text!r} is no length of time; write a number and w, d, h, m or s, such as "6h" or "1d12h"')
    seconds = sum(float(number) * _UNITS[unit] for number, unit in parts)
    if seconds > LONGEST.total_seconds():
        raise ValueError(f"{text!r} is too long; at most {LONGEST.days}d can be counted")
    return timedelta(seconds=seconds)


def text(length: timedelta) -> str:
    """`length` in the same spelling, whole seconds: "1d12h"; "0s" where it is nothing."""
    rest, words = round(length.total_seconds()), []
    for unit, seconds in _UNITS.items():
        count, rest = divmod(rest, seconds)
        words += [f"{count}{unit}"] if count else []
    return "".join(words) or "0s"


Duration = Annotated[timedelta, BeforeValidator(parse)]
