"""Numbers, dates and JSON as other machines write them in, values out; None for what is none.

Whoever answers us may write anything: digits that are none of a number ("²³"), more of them than `int` takes, a date
whose zone lies years away. Here all of that is no value.
"""

import json
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MOST_DIGITS = 18
_LONGEST_DATE = 100


def whole_number(text: str) -> int | None:
    """The number written in ASCII digits, up to 18 of them."""
    return int(text) if re.fullmatch(rf"[0-9]{{1,{_MOST_DIGITS}}}", text) else None


def http_date(text: str) -> datetime | None:
    """The time, in UTC, of a date as HTTP headers write it (RFC 9110, 5.6.7). One without a zone is in UTC."""
    if len(text) > _LONGEST_DATE:
        return None
    try:
        at = parsedate_to_datetime(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def json_object(text: str | bytes, *, longest: int) -> dict[str, object] | None:
    """The JSON object that is all of `text`; none is longer than `longest`."""
    if len(text) > longest:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):  # the latter where it is nested thousands deep
        return None
    return found if isinstance(found, dict) else None
