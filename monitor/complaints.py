"""A value that pydantic refused in, what is wrong with it in plain words out.

For config.toml, the command line and the addresses of the web view alike.
"""

from datetime import timedelta
from typing import Any

from pydantic_core import ErrorDetails

from monitor import durations

# pydantic's name of the error -> our words. Those not named here come from our own checks, and are words already.
_WORDS: dict[str, str] = {
    "string_type": "must be text, in quotes",  # what it is may be a secret
    "int_parsing": "{found} is no whole number",
    "int_type": "{found} is no whole number",
    "int_from_float": "{found} is no whole number",
    "int_parsing_size": "{found} is too large",
    "float_parsing": "{found} is no number",
    "float_type": "{found} is no number",
    "bool_parsing": "{found} is neither true nor false",
    "bool_type": "{found} is neither true nor false",
    "tuple_type": "{found} is no list; write it in square brackets",
    "dict_type": "{found} is no table",
    "model_type": "{found} is no table",
    "enum": "{found} is not one of {expected}",
    "literal_error": "{found} is not one of {expected}",
    "greater_than": "{found} is too small; it must be more than {gt}",
    "greater_than_equal": "{found} is too small; the least is {ge}",
    "less_than_equal": "{found} is too large; the most is {le}",
    "string_too_long": "is too long; {max_length} characters are taken",
    "string_too_short": "is empty",
    "too_short": "is empty",
    "missing": "is missing",
    "date_type": "{found} is no day; write it as 2013-01-31",
    "date_parsing": "{found} is no day; write it as 2013-01-31",
    "date_from_datetime_parsing": "{found} is no day; write it as 2013-01-31",
    "date_from_datetime_inexact": "{found} is no day; write it as 2013-01-31",
    "time_type": "{found} is no time of day; write it as 08:30:00",
    "time_parsing": "{found} is no time of day; write it as 08:30:00",
}
_SHOWN = 80


def worded(detail: ErrorDetails) -> str:
    """What is wrong, without the place where."""
    words = _WORDS.get(detail["type"])
    if words is None:
        return detail["msg"].removeprefix("Value error, ")
    facts: dict[str, Any] = dict(detail.get("ctx", {}))
    return words.format(found=_shown(detail["input"]), **{name: _bound(fact) for name, fact in facts.items()})


def _bound(fact: Any) -> Any:
    return durations.text(fact) if isinstance(fact, timedelta) else fact


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, timedelta):
        return durations.text(value)
    words = repr(value)
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
