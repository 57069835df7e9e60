"""Pages that look things up: blame (since when does each clause stand there), search (who says it, since when),
timeline (what changed in a period)."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from starlette.requests import Request

from monitor.web.blame import dated_page
from monitor.web.parameters import Day, Level, PageNumber, SiteHere, Word
from monitor.web.timeline import timeline_page
from redline.types import Materiality
from storage import policies
from storage import search as searching

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

HITS = 8
"""Clauses shown of each policy found."""
FOUND = 20
"""Policies on a page of results."""
QUARTER = dt.timedelta(days=91)


@router.get("/policies/{service}/{type}/blame")
def blame_route(
    request: Request,
    site: SiteHere,
    service: str,
    type: str,
    at: Annotated[str, Query(max_length=80)] = "latest",
) -> HTMLResponse:
    """Each clause of a version with its age and origin."""
    with site.store.reading() as session:
        policy = policies.get(session, f"{service}/{type}")
        shown = dated_page(session, policy, at)
    return site.page(request, "blame.html", page=shown)


@router.get("/search")
def search_route(
    request: Request,
    site: SiteHere,
    q: Annotated[str, Query(max_length=200)] = "",
    now_only: bool = False,
    page: PageNumber = 1,
) -> HTMLResponse:
    """Which policies say the words, or said them, when, and in which clauses."""
    results = searching.Results(found=(), total=0, now=0)
    first = (page - 1) * FOUND
    if any(sign.isalnum() for sign in q):
        with site.store.reading() as session:
            results = searching.search_page(session, [q], now_only=now_only, hits=HITS, offset=first, limit=FOUND)
    more = first + FOUND < results.total
    fresh_since = site.clock() - site.loaded.config.clausewatch.stale_after
    return site.page(
        request, "search.html", results=results, q=q, now_only=now_only, page=page, more=more, fresh_since=fresh_since
    )


@router.get("/timeline")
def timeline_route(
    request: Request,
    site: SiteHere,
    start: Day = None,
    end: Day = None,
    severity: Level = None,
    tag: Word = "",
    page: PageNumber = 1,
) -> HTMLResponse:
    """What changed across all vendors; the last quarter unless a period is named."""
    last = end or site.clock().date()
    first = start or max(last, dt.date.min + QUARTER) - QUARTER
    with site.store.reading() as session:
        shown = timeline_page(session, first, last, severity or Materiality.NONE, page, tag)
    return site.page(request, "timeline.html", page=shown, severity=severity.value if severity else "", tag=tag)
