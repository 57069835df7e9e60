"""What a server answered to a POST in, nothing out where it took the message; else a `SendError`."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from notifiers.base import PostAnswer
from notifiers.errors import SendError
from notifiers.excerpt import CUT, shorten

_TITLE = re.compile(r"<title\b[^>]*>([^<]*)</title", re.IGNORECASE)
SECRET = 8  # characters from which a part of an address or of a header may be what lets one in
LONGEST_S = 1e7  # four months; who asks for more means nothing by it


def secrets_of(url: str, *values: str) -> tuple[str, ...]:
    """What no answer to a POST may be quoted with, the longest first: the path and the query of `url`, `values` (of
    headers, tokens, keys), and the parts of all these that have `SECRET` characters or more.
    """
    parts = urlsplit(url)
    asked = f"{parts.path}?{parts.query}" if parts.query else parts.path
    spelt = {text for value in (asked, parts.path, *values) for text in (value, unquote(value))}
    pieces = {piece for text in spelt for piece in (text, *re.split(r"[\s/?&=,;:\"]", text)) if len(piece) >= SECRET}
    return tuple(sorted(pieces | {path for path in (asked, parts.path) if len(path) > 1}, key=lambda s: (-len(s), s)))


def without(secrets: Sequence[str], words: str) -> str:
    """`words` with each of `secrets` cut out and the cut shown."""
    for secret in secrets:
        words = words.replace(secret, CUT)
    return words


def accepted(answer: PostAnswer, who: str, secrets: Sequence[str]) -> None:
    """Raise `SendError` unless the answer is 2xx; `who` begins its message. Only 410 is final, as it says."""
    if 200 <= answer.status < 300:
        return
    if 300 <= answer.status < 400:
        raise SendError(f"{who} answered {answer.status}: it redirects, and messages are not sent elsewhere")
    raise SendError(
        f"{who} answered {answer.status} {said(answer, secrets)}".rstrip(),
        permanent=answer.status == HTTPStatus.GONE,
        retry_after=retry_after(answer.headers),
    )


def said(answer: PostAnswer, secrets: Sequence[str]) -> str:
    """The first words of an answer's body, of a page its title, fit for a log line: without `secrets` (`secrets_of`),
    which servers like to quote ("Cannot POST /hooks/…", "authorization: Bearer …").

    A page is known by its first sign: Slack calls its bare "invalid_payload" text/html as well.
    """
    words = answer.body.decode("utf-8", "replace")
    if words.lstrip().startswith("<"):
        titled = _TITLE.search(words)
        words = html.unescape(titled[1]) if titled else ""
    return shorten(without(secrets, words), 160)


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """The wait that `Retry-After` asks for (RFC 9110, 10.2.3), None without one.

    A date counts from the server's own `Date`, so that no clock of ours enters.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(float(value), LONGEST_S))  # no int: Python reads none of thousands of digits
    try:
        return max(parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("date", "")), timedelta())
    except (ValueError, TypeError, OverflowError):  # no date, one without a zone, one of the year 99999999999
        return None
