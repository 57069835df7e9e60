"""A page as its own server gives it now: asked conditionally, where an earlier answer gave validators."""

from fetchers.addresses import place_of
from fetchers.base import Capture, Request, Tools, Validators
from fetchers.client import Answer
from fetchers.errors import FetchError
from fetchers.refusals import of_status

ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/markdown;q=0.9,text/plain;q=0.8,*/*;q=0.1"


class LiveFetcher:
    """The live web through the guarded client."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def fetch(self, request: Request) -> Capture:
        """The page as it is now. Raises `FetchError`, also for every status that brings no page."""
        if self._tools.hosts is None:
            return self._fetched(request)
        with self._tools.hosts.turn(place_of(request.url).host):
            return self._fetched(request)

    def _fetched(self, request: Request) -> Capture:
        answer = self._tools.client.get(
            request.url,
            headers=_headers(request),
            validators=request.validators,
            deadline_s=request.deadline_s,
            allow_private=request.allow_private,
        )
        now = self._tools.now()
        not_modified = answer.status == 304 and _asked_conditionally(request)
        if not 200 <= answer.status < 300 and not not_modified:
            raise of_status(answer.status, answer.final_url, answer.retry_after(now))
        if answer.status in (202, 204, 205, 206):
            raise FetchError(f"{answer.final_url} answered {answer.status}, without the page", status=answer.status)
        return Capture(
            url=request.url,
            final_url=answer.final_url,
            status=answer.status,
            headers=answer.headers,
            content_type=answer.header("Content-Type"),
            body=answer.body,
            captured_at=now,
            fetched_at=now,
            source="live",
            validators=_validators(answer, request, not_modified=not_modified),
            not_modified=not_modified,
        )


def _asked_conditionally(request: Request) -> bool:
    given = request.validators
    return given is not None and bool(given.etag or given.last_modified)


def _headers(request: Request) -> dict[str, str]:
    headers = {"Accept": ACCEPT}
    if request.language:
        headers["Accept-Language"] = request.language if request.language == "en" else f"{request.language}, en;q=0.3"
    return headers


def _validators(answer: Answer, request: Request, *, not_modified: bool) -> Validators:
    """Those of this answer; a 304 need not repeat them."""
    before = request.validators if not_modified else None
    return Validators(
        url=answer.final_url,
        etag=answer.header("ETag") or (before.etag if before else None),
        last_modified=answer.header("Last-Modified") or (before.last_modified if before else None),
    )
