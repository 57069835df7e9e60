"""Save Page Now 2: an address in, the archive's own capture of it, made now, out. Works only with an account's keys.

    POST /save  url=…   ->  {"job_id"}        GET /save/status/JOB  ->  pending … success, timestamp, original_url

Since 2026 the archive takes no other way: anonymous saving answers 401 or 429, `GET /save/URL` 404 or 429. A page saved
within `if_not_archived_within` is not saved again: the archive names the capture it has, in the same words. Refusals
come with status 200, at the request as well as at the end. The codes are those of the service's documentation of
October 2025; a job's state can be asked for about an hour.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from fetchers.client import Answer, Client
from fetchers.errors import ArchiveError, Blocked, Kind, Limited
from fetchers.listing import is_web_address, timestamp
from fetchers.politeness import Bucket, Clock
from fetchers.values import json_object

_LONGEST_ANSWER = 1_000_000
_LONGEST_REASON = 300
# An account may ask for 7 captures a minute (12 until 2025).
PER_SECOND = 0.1
# Of the account: nothing else can be saved before either.
_LIMITS = {
    "error:user-session-limit": timedelta(minutes=5),
    "error:bandwidth-limit-exceeded": timedelta(hours=1),
    "error:max-daily-bandwidth": timedelta(days=1),
}
# Of this one page or its host: others can be saved.
_WAITS = {
    "error:too-many-daily-captures": timedelta(days=1),
    "error:max-daily-bandwidth-host": timedelta(days=1),
    "error:too-many-requests": timedelta(minutes=5),
}
_BLOCKED = frozenset({"error:blocked-url", "error:blocked", "error:blocked-client-ip"})
# The page is not there for the archive, or is no page: asking again brings the same answer.
_LASTING = frozenset(
    {"error:no-access", "error:not-found", "error:unauthorized", "error:invalid-url-syntax", "error:filesize-limit"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """An account's S3 keys (https://archive.org/account/s3.php). Never logged, never in a message."""

    access: str
    secret: str

    def __repr__(self) -> str:
        return "Keys(…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A capture the archive made: when, and of which address."""

    url: str
    captured_at: datetime


class SavePage:
    """Asks an archive to capture pages."""

    def __init__(
        self,
        base_url: str,
        keys: Keys,
        client: Client,
        clock: Clock,
        *,
        poll_s: float = 5.0,
        patience_s: float = 300.0,
        allow_private: bool = False,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._client, self._clock = client, clock
        self._headers = {"Accept": "application/json", "Authorization": f"LOW {keys.access}:{keys.secret}"}
        self._poll_s, self._patience_s = poll_s, patience_s
        self._allow_private = allow_private
        self._bucket = Bucket(PER_SECOND, clock)

    def save(self, url: str, *, if_not_archived_within: timedelta = timedelta(hours=1)) -> Saved:
        """Have `url` captured, unless it was so lately; waits for it, some minutes at most.

        Raises `Limited` where the account must wait, `Blocked` where the archive does not capture this site,
        `ArchiveError` where it failed or did not end in time (it may still come; with `retry_after` where only this
        page must wait), `Cancelled`.
        """
        self._bucket.take()
        job = self._begun(url, if_not_archived_within)
        return self._ended(job, url)

    def _begun(self, url: str, if_not_archived_within: timedelta) -> str:
        form = {
            "url": url,
            "skip_first_archive": "1",
            "if_not_archived_within": str(max(1, round(if_not_archived_within.total_seconds()))),
        }
        headers = self._headers | {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self._client.post(
            f"{self._base_url}/save",
            body=urlencode(form).encode(),
            headers=headers,
            timeout_s=60.0,
            allow_private=self._allow_private,
        )
        told = self._told(answer, url)
        if not told.get("job_id"):
            raise _failed(told, url)
        return str(told["job_id"])

    def _ended(self, job: str, url: str) -> Saved:
        end = self._clock.monotonic() + self._patience_s
        while self._clock.monotonic() < end:
            self._clock.sleep(self._poll_s)
            told = self._state(job, url)
            if told.get("status") == "success":
                return _saved(told, url)
            if told.get("status") != "pending":
                raise _failed(told, url)
        raise ArchiveError(f"the archive did not end its capture of {url} in time", kind=Kind.TIMEOUT)

    def _state(self, job: str, url: str) -> Mapping[str, Any]:
        """What the archive says of a job; `pending` where it cannot say just now: the capture goes on meanwhile."""
        answer = self._client.get(
            f"{self._base_url}/save/status/{job}",
            headers=self._headers,
            follow=False,
            allow_private=self._allow_private,
        )
        return {"status": "pending"} if answer.status >= 500 else self._told(answer, url)

    def _told(self, answer: Answer, url: str) -> Mapping[str, Any]:
        if answer.status in (401, 403):
            host = urlsplit(self._base_url).hostname
            raise ArchiveError(f"{host} does not accept the keys", kind=Kind.REFUSED, permanent=True, status=401)
        if answer.status == 429:
            wait = answer.retry_after()
            raise Limited(
                "the archive takes no more pages now", retry_after=timedelta(seconds=60 if wait is None else wait)
            )
        told = json_object(answer.body, longest=_LONGEST_ANSWER)
        if told is None:
            raise ArchiveError(f"the archive answered {answer.status} when asked to save {url}", status=answer.status)
        return told


def _saved(told: Mapping[str, Any], url: str) -> Saved:
    at = timestamp(str(told.get("timestamp", "")))
    named = str(told.get("original_url"))
    return Saved(url=named if is_web_address(named) else url, captured_at=at or datetime.now(UTC))


def _failed(told: Mapping[str, Any], url: str) -> ArchiveError:
    code = str(told.get("status_ext") or told.get("status") or "")
    reason = str(told.get("message") or code or "no reason given")[:_LONGEST_REASON]
    message = f"the archive did not save {url}: {reason}"
    if code in _LIMITS:
        return Limited(message, retry_after=_LIMITS[code])
    if code in _BLOCKED:
        return Blocked(message, permanent=True)
    return ArchiveError(message, retry_after=_WAITS.get(code), permanent=code in _LASTING)
