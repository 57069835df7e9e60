"""An archive's index of one address: its lines in, clean rows out, each once.

`Cdx` is waybackpy's client of the CDX server with a transport of our own (courtesy, timeouts, 429 as an exception):
waybackpy 3.0.6 takes a 429 for "never archived", waits for ever for a server that hangs, and loses the whole list over
one line with eight columns or with a day that does not exist. Such lines are mended here, before it sees them.
"""

import re
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode, urlsplit

from waybackpy import WaybackMachineCDXServerAPI

from fetchers.client import Answer
from fetchers.errors import ArchiveError, Blocked, Kind
from fetchers.values import whole_number

PAGE_ROWS = 5000
MOST_ROWS = 20_000
LONGEST_LINE = 10_000
_MOST_PAGES = 100
_FIRST_YEAR = 1991  # of the web
_COLUMNS = 7


class Outcome(StrEnum):
    """What an archive says of an address: four different answers. Being limited is none of them: it is raised."""

    FOUND = "found"
    NONE_IN_RANGE = "none_in_range"
    NEVER_ARCHIVED = "never_archived"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One capture as an index lists it.

    `status` is None for a revisit (its digest is that of the capture it repeats) and where the index does not say.
    `digest` is "" where the index names none; equal digests mean equal bytes, and nothing can be checked against them.
    """

    url: str
    captured_at: datetime
    digest: str
    status: int | None
    media_type: str
    length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An archive's answer: its rows in time order, empty unless `outcome` is found."""

    outcome: Outcome
    rows: tuple[Row, ...] = ()


class TooMuch(ArchiveError):  # noqa: N818 - it says what is wrong with the question
    """The question is too large for one answer: ask by year. `rows` says whether there are too many of them."""

    def __init__(self, message: str, *, rows: bool) -> None:
        super().__init__(message, kind=Kind.SERVER)
        self.rows = rows


class Cdx(WaybackMachineCDXServerAPI):
    """waybackpy's CDX client over `ask`, which answers an address."""

    def __init__(self, url: str, ask: Callable[[str], Answer], *, endpoint: str, **settings: Any) -> None:
        super().__init__(url, limit=str(PAGE_ROWS), **settings)
        self.endpoint = endpoint
        self._ask = ask

    def cdx_api_manager(self, payload: dict[str, str], headers: dict[str, str]) -> Generator[str, None, None]:
        """The pages of the index, one a turn, with every line such as waybackpy can read."""
        del headers  # the guarded session has its own
        asked = {name.rstrip("0"): value for name, value in payload.items()}  # collapse0: one of a kind is enough
        asked |= {"limit": str(PAGE_ROWS), "showResumeKey": "true"}
        rows = 0
        for _ in range(_MOST_PAGES):
            text = answered(self._ask(f"{self.endpoint}?{urlencode(asked)}"))
            rows += text.count("\n")
            if rows > MOST_ROWS:
                break
            lines, resume_key = page(text)
            yield "\n".join(lines)
            if resume_key is None:
                return
            asked["resumeKey"] = resume_key
        raise TooMuch(f"{self.url} has more than {MOST_ROWS:,} captures", rows=True)


def answered(answer: Answer) -> str:
    """The text of an index's answer. Raises `Blocked`, `TooMuch` or `ArchiveError`."""
    text = answer.body.decode("utf-8", "replace")
    if answer.status == 403 and re.search(r"Blocked Site|AccessControl", text + (answer.header(_REASON) or "")):
        raise Blocked(f"{_asked_for(answer)} is excluded from the archive", status=403)
    if answer.status in (400, 414):
        raise ArchiveError(f"the archive does not understand the question: {text.strip()[:200]}", status=answer.status)
    if answer.status != 200 or "html" in (answer.header("Content-Type") or ""):
        raise ArchiveError(f"the archive's index answered {answer.status} in place of a list", status=answer.status)
    return text


_REASON = "X-Archive-Wayback-Runtime-Error"


def _asked_for(answer: Answer) -> str:
    return urlsplit(answer.url).query or answer.url


def page(text: str) -> tuple[list[str], str | None]:
    """The mended lines of one page, and the key of the next, None at the end."""
    lines = text.strip().splitlines()
    resume_key = None
    if len(lines) >= 2 and not lines[-2].strip():
        resume_key = lines[-1].strip()
        lines = lines[:-2]
    return [line for line in (mended(line) for line in lines) if line is not None], resume_key


def mended(line: str) -> str | None:
    """A CDX line with seven columns and a date that exists; None where it cannot be made one."""
    columns = line.split() if len(line) <= LONGEST_LINE else []
    if len(columns) > _COLUMNS and re.fullmatch(r"\d{3}|-", columns[4]) is None:
        columns = _joined(columns)  # an address with a space in it
    columns = columns[:_COLUMNS]
    if len(columns) < _COLUMNS or (stamp := timestamp(columns[1])) is None:
        return None
    columns[1] = stamp.strftime("%Y%m%d%H%M%S")
    return " ".join(columns)


def _joined(columns: list[str]) -> list[str]:
    """The address is what stands between the timestamp and the media type."""
    end = next((at for at in range(4, len(columns)) if re.fullmatch(r"\d{3}|-", columns[at])), len(columns)) - 1
    return [*columns[:2], "%20".join(columns[2:end]), *columns[end:]]


def timestamp(text: str) -> datetime | None:
    """The time a CDX timestamp means, in UTC.

    Crawls of the year 2000 wrote some with two digits too many in the middle (20000008241731 is 2000-08-24 17:31), as
    the Wayback Machine's own clients repair them. Short ones begin their period. None for what is no time, or one
    before the web.
    """
    if not re.fullmatch(r"\d{4,14}", text):
        return None
    filled = text + "00000101000000"[len(text) :]
    for candidate in (filled, f"{filled[:4]}{filled[6:]}00"):
        try:
            found = datetime.strptime(candidate, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            continue
        return found if found.year >= _FIRST_YEAR else None
    return None


def rows_of(snapshots: Iterable[Any]) -> tuple[Row, ...]:
    """waybackpy's snapshots as rows in time order, repeated ones once. Raises `TooMuch`."""
    return in_order(
        Row(
            url=snapshot.original,
            captured_at=snapshot.datetime_timestamp.replace(tzinfo=UTC),
            digest=snapshot.digest,
            status=status_of(snapshot.statuscode),
            media_type=snapshot.mimetype,
            length=whole_number(snapshot.length),
        )
        for snapshot in snapshots
        if is_web_address(snapshot.original)
    )


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """`rows` in time order, repeated ones once. Raises `TooMuch`."""
    found = dict[Row, None]()
    for row in rows:
        found[row] = None
        if len(found) > MOST_ROWS:
            raise TooMuch(f"{row.url} has more than {MOST_ROWS:,} captures", rows=True)
    return tuple(sorted(found, key=lambda row: (row.captured_at, row.url)))


def status_of(text: str) -> int | None:
    """The status an index writes, None for "-" and whatever is none."""
    return int(text) if re.fullmatch(r"[1-9][0-9]{2}", text) else None


def is_web_address(url: str) -> bool:
    """Whether an index's address is one of the web: mailto:, data: and "http://[" are listed too."""
    if re.fullmatch(r"https?://[^\x00-\x20\x7f-\x9f]+", url, re.IGNORECASE) is None:
        return False
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
