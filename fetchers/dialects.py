"""How archives differ: where their index stands, what it answers, where raw captures are. One entry a dialect.

wayback   web.archive.org and services with its paths: a CDX server, seven columns, pages
pywb      Arquivo.pt, the UK Web Archive and others: one JSON object a line, `url`, `mime`, `status`
timemap   any archive that speaks Memento (RFC 7089): a list of links, neither digest nor status
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from urllib.parse import urlencode

from fetchers.client import Answer
from fetchers.listing import LONGEST_LINE, Cdx, Row, answered, in_order, is_web_address, rows_of, status_of, timestamp
from fetchers.values import json_object, whole_number

DialectName = Literal["wayback", "pywb", "timemap"]
Ask = Callable[[str], Answer]
_LINK = re.compile(r"<([^<>]{1,10000})>((?:\s*;\s*[a-z]+\s*=\s*\"[^\"]*\")*)")
_MEMENTO_URL = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/(https?:/.+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of an index: one address, captures from `since` to `until` (days, both included; None: open).

    `daily` asks for one capture a day, where the archive can answer so.
    """

    url: str
    since: date | None = None
    until: date | None = None
    daily: bool = False

    def spans(self, at: datetime) -> bool:
        """Whether a time, in UTC, lies within the days asked for."""
        return (self.since or date.min) <= at.date() <= (self.until or date.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """`index_path` follows the archive's base address; so does `playback_path`, with `{stamp}` and `{url}` in it."""

    index_path: str
    playback_path: str
    view_path: str
    rows: Callable[[Question, str, Ask], tuple[Row, ...]]


def _cdx_rows(question: Question, index: str, ask: Ask) -> tuple[Row, ...]:
    settings: dict[str, Any] = {
        "start_timestamp": _stamp(question.since),
        "end_timestamp": _stamp(question.until),
        "collapses": ["timestamp:8"] if question.daily else None,
    }
    return rows_of(Cdx(question.url, ask, endpoint=index, **settings).snapshots())


def _pywb_rows(question: Question, index: str, ask: Ask) -> tuple[Row, ...]:
    asked = {"url": question.url, "output": "json", "allowFuzzy": "0"}
    asked |= {"from": _stamp(question.since) or "", "to": _stamp(question.until) or ""}
    answer = ask(f"{index}?{urlencode({name: value for name, value in asked.items() if value})}")
    if answer.status == 404:
        return ()
    return in_order(row for line in answered(answer).splitlines() if (row := _of_json(line)) is not None)


def _of_json(line: str) -> Row | None:
    """The row of one line; None for a line that is none."""
    entry = json_object(line, longest=LONGEST_LINE) or {}
    url, at = str(entry.get("url") or entry.get("original")), timestamp(str(entry.get("timestamp")))
    if at is None or not is_web_address(url):
        return None
    return Row(
        url=url,
        captured_at=at,
        digest=str(entry.get("digest") or ""),
        status=status_of(str(entry.get("status") or entry.get("statuscode"))),
        media_type=str(entry.get("mime") or entry.get("mimetype") or ""),
        length=whole_number(str(entry.get("length"))),
    )


def _timemap_rows(question: Question, index: str, ask: Ask) -> tuple[Row, ...]:
    answer = ask(f"{index}/{question.url}")
    if answer.status == 404:
        return ()
    return in_order(row for row in _of_links(answered(answer)) if question.spans(row.captured_at))


def _of_links(text: str) -> Iterable[Row]:
    for target, attributes in _LINK.findall(text):
        relations = re.search(r'rel\s*=\s*"([^"]*)"', attributes)
        place = _MEMENTO_URL.search(target)
        at = timestamp(place.group(1)) if place else None
        web = place is not None and is_web_address(place.group(2))
        if relations and "memento" in relations.group(1).split() and place and web and at:
            yield Row(url=place.group(2), captured_at=at, digest="", status=None, media_type="")


def _stamp(day: date | None) -> str | None:
    return None if day is None else day.isoformat().replace("-", "")


# name in config.toml -> how to speak
DIALECTS: dict[DialectName, Dialect] = {
    "wayback": Dialect(
        index_path="/cdx/search/cdx",
        playback_path="/web/{stamp}id_/{url}",
        view_path="/web/{stamp}/{url}",
        rows=_cdx_rows,
    ),
    "pywb": Dialect(index_path="/cdx", playback_path="/{stamp}id_/{url}", view_path="/{stamp}/{url}", rows=_pywb_rows),
    "timemap": Dialect(
        index_path="/timemap/link", playback_path="/{stamp}id_/{url}", view_path="/{stamp}/{url}", rows=_timemap_rows
    ),
}
