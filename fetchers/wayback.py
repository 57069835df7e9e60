"""A web archive: an address in, the list of its captures out; one capture in, its raw bytes out.

    archive = Archive("https://web.archive.org", Line(client, Manners(), RealClock()))
    listing = archive.captures(Question(url="https://www.example.org/privacy"))
    capture = archive.play(listing.rows[0])

Bodies are asked for raw (`id_`): every other form is rewritten by the archive. Nothing leaves the archive: an archived
redirect is reported with the address it led to, never followed to the live web.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from fetchers.base import Capture, Headers, Validators
from fetchers.client import Answer, joined, location
from fetchers.courtesy import MEMENTO, Line, Manners
from fetchers.dialects import DIALECTS, DialectName, Question
from fetchers.errors import ArchiveError, Blocked, Cancelled, FetchError, Kind, NotArchived, NotPlayable
from fetchers.listing import Listing, Outcome, Row, TooMuch, timestamp
from fetchers.values import http_date

__all__ = ["Archive", "Line", "Listing", "Manners", "Outcome", "Question", "Row", "TooMuch", "address_key"]

# An archive that cannot play a capture answers with its nearest one. Within this window that is as good.
WINDOW = timedelta(hours=24)
# A capture of the future is none; the archive's clock and ours need not agree to the second.
CLOCKS_DIFFER = timedelta(hours=1)
_SESSION = re.compile(r"(?:^|[;&])(?:jsessionid|phpsessid|sid|aspsessionid[a-z]{8})=[0-9a-z]{16,}[^&/]*", re.IGNORECASE)
_ORIGINAL = "x-archive-orig-"
_PLACE = re.compile(r"/(\d{4,14})(?:[a-z]{2}_)?/(https?:/.*)$", re.IGNORECASE)


class Archive:
    """One archive, asked through one line."""

    def __init__(
        self,
        base_url: str,
        line: Line,
        *,
        dialect: DialectName = "wayback",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.line = line
        self._dialect = DIALECTS[dialect]
        self._now = now

    @property
    def name(self) -> str:
        """The archive's host, by which its captures are kept apart from another's."""
        return urlsplit(self.base_url).netloc

    def captures(self, question: Question) -> Listing:
        """What the archive lists for an address.

        Raises `TooMuch` where the question must be split by year, `Limited` where the archive must be left alone for a
        while, `ArchiveError` where it does not answer, `Cancelled`.
        """
        try:
            rows = self._rows(question)
        except Blocked:
            return Listing(outcome=Outcome.BLOCKED)
        if rows:
            return Listing(outcome=Outcome.FOUND, rows=rows)
        ranged = question.since is not None or question.until is not None
        if ranged and self._rows(Question(url=question.url, daily=True)):
            return Listing(outcome=Outcome.NONE_IN_RANGE)
        return Listing(outcome=Outcome.NEVER_ARCHIVED)

    def _rows(self, question: Question) -> tuple[Row, ...]:
        index = self.base_url + self._dialect.index_path
        try:
            rows = self._dialect.rows(question, index, lambda url: self.line.ask(url, "listing"))
        except ArchiveError as error:
            if error.status == 504 or error.kind is Kind.TIMEOUT:
                raise TooMuch(f"the index takes too long over {question.url}", rows=False) from error
            raise
        latest = self._now() + CLOCKS_DIFFER
        return tuple(row for row in rows if _is_answer(row, question) and row.captured_at <= latest)

    def play(self, row: Row) -> Capture:
        """A capture as it was received: status, body and, for a redirect, where it led (`final_url`).

        Raises `NotPlayable` where it cannot be had now, `NotArchived`, `Blocked`; `Limited` and `Cancelled` as above.
        """
        return self._played(row, nearest=True)

    def _played(self, row: Row, *, nearest: bool) -> Capture:
        where = f"{row.url} of {row.captured_at:%Y-%m-%d %H:%M:%S}"
        answer = self._answered(row, where)
        if answer.header(MEMENTO) is not None:
            return self._shown(row, answer, where)
        near = _nearest(row, answer)
        if near is None:
            raise _no_capture(answer, where)
        if not nearest or abs(near.captured_at - row.captured_at) > WINDOW:
            raise NotPlayable(f"{where} cannot be played; the nearest is of {near.captured_at:%Y-%m-%d}")
        return self._played(near, nearest=False)

    def _shown(self, row: Row, answer: Answer, where: str) -> Capture:
        try:
            return self._capture(row, answer)
        except FetchError as error:
            raise NotPlayable(f"{where}: {error}", kind=error.kind) from error

    def _answered(self, row: Row, where: str) -> Answer:
        try:
            return self.line.ask(self._address(self._dialect.playback_path, row), "playback")
        except ArchiveError as error:
            if type(error) is not ArchiveError:
                raise
            raise NotPlayable(f"{where}: {error}", kind=error.kind, status=error.status) from error
        except Cancelled:
            raise
        except FetchError as error:
            if error.kind not in (Kind.FAILED, Kind.TOO_LARGE):  # a body that cannot be unpacked, or is too large
                raise
            raise NotPlayable(f"{where}: {error}", kind=error.kind) from error

    def _address(self, path: str, row: Row) -> str:
        return self.base_url + path.format(stamp=f"{row.captured_at:%Y%m%d%H%M%S}", url=row.url)

    def _capture(self, row: Row, answer: Answer) -> Capture:
        headers = _original_headers(answer.headers)
        at = http_date(answer.header(MEMENTO) or "") or row.captured_at
        if abs(at - row.captured_at) > WINDOW:
            raise NotPlayable(f"played from another time, {at:%Y-%m-%d}")
        target = redirect_target(answer, row.url)
        return Capture(
            url=row.url,
            final_url=target or row.url,
            status=answer.status,
            headers=headers,
            content_type=next((value for name, value in headers if name.lower() == "content-type"), None),
            body=answer.body,
            captured_at=at,
            fetched_at=self._now(),
            source="wayback",
            validators=Validators(url=row.url),
            archive_url=self._address(self._dialect.view_path, replace(row, captured_at=at)),
        )


def _is_answer(row: Row, question: Question) -> bool:
    """Whether a row is of the address and the days asked for: what else an index lists is no past of this policy."""
    return address_key(row.url) == address_key(question.url) and question.spans(row.captured_at)


def _nearest(row: Row, answer: Answer) -> Row | None:
    """The capture that the archive offers in place of the one asked for; None where it offers none."""
    place = _within_archive(answer)
    if place is None:
        return None
    at, url = place
    return replace(row, captured_at=at, url=url if address_key(url) == address_key(row.url) else row.url)


def _within_archive(answer: Answer) -> tuple[datetime, str] | None:
    pointed = location(answer)
    if pointed is None:
        return None
    try:
        found = _PLACE.search(joined(answer.url, pointed))
    except FetchError:  # "http://["
        return None
    at = timestamp(found.group(1)) if found else None
    return None if found is None or at is None else (at, _mended_scheme(found.group(2)))


def redirect_target(answer: Answer, url: str) -> str | None:
    """The address to which an archived redirect led, taken out of the archive's own; None where it is none.

    Archives point it back at themselves, in three forms, or leave it as it was.
    """
    pointed = location(answer)
    if pointed is None:
        return None
    inside = _PLACE.search(pointed)
    return _mended_scheme(inside.group(2)) if inside else joined(url, pointed)


def _mended_scheme(url: str) -> str:
    return re.sub(r"^(https?):/+", r"\1://", url, flags=re.IGNORECASE)


def _no_capture(answer: Answer, where: str) -> ArchiveError:
    text = answer.body[:100_000].lower()
    if b"excluded from the wayback machine" in text or (answer.status == 403 and b"blocked" in text):
        return Blocked(f"{where} is excluded from the archive", status=answer.status)
    if answer.status == 404:
        return NotArchived(f"{where} is not in the archive", kind=Kind.GONE, status=404)
    return NotPlayable(f"{where}: the archive answered {answer.status} without a capture", status=answer.status)


def _original_headers(headers: Headers) -> Headers:
    """The headers of the page itself: those that archives give another name come first, and stand for the others."""
    named = [(name[len(_ORIGINAL) :], value) for name, value in headers if name.lower().startswith(_ORIGINAL)]
    known = {name.lower() for name, _ in named} | _OF_THE_ARCHIVE
    rest = [(name, value) for name, value in headers if name.lower() not in known and not name.lower().startswith("x-")]
    return (*named, *rest)


_OF_THE_ARCHIVE = frozenset(
    {"memento-datetime", "link", "location", "content-location", "transfer-encoding", "connection", "x-app-server"}
)


def address_key(url: str) -> str:
    """What variants of an address have in common: scheme, `www`, port, case and a last slash fold away.

    So do archives look addresses up, and one question covers all of them. A query counts, in any order; a session's
    number does not, and neither does how signs and foreign names are written.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # archives list what pages pointed to: "http://["
        return url.strip().lower()
    host = re.sub(r"^www\d*\.", "", _ascii((parts.hostname or "").rstrip(".").lower()))
    path = re.sub(r"/{2,}", "/", _SESSION.sub("", unquote(parts.path))).rstrip("/").lower()
    asked = parse_qsl(_SESSION.sub("", parts.query).lower(), keep_blank_values=True)
    query = urlencode(sorted(asked))
    return f"{host}{path}{'?' + query if query else ''}"


def _ascii(host: str) -> str:
    """A host's name as it is looked up: "xn--bcher-kva.example" of bücher.example."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
