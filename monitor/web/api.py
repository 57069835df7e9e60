"""`/api/v1`: the same JSON as the command line's `--json`, with paging, described by OpenAPI. It only reads."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, Field
from starlette.requests import Request

from monitor import contracts, report
from monitor.blaming import blamed
from monitor.web import times
from monitor.web.parameters import IsoDay
from monitor.web.redline import redline_page
from monitor.web.site import Site, site_of
from redline.contract import assessment_json, reading_json
from redline.types import Materiality
from storage import alert_heads, changes, history, outbox, policies, readings, revisions
from storage import search as searching

SiteHere = Annotated[Site, Depends(site_of)]
Service = Annotated[str, Path(max_length=100, description="The first part of the policy's slug.")]
Type = Annotated[str, Path(max_length=100, description="The second part of the policy's slug.")]
Revision = Annotated[str, Path(max_length=80, description="latest, first, -1, YYYY-MM-DD or a digest's beginning.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many to leave out first.")]
Asked = Annotated[
    str,
    Query(min_length=1, max_length=200, pattern="[A-Za-z0-9]", description="Words, or a phrase in double quotes."),
]
Limit = Annotated[int, Query(ge=1, le=500, description="How many at most.")]

Everything = Annotated[
    bool, Query(alias="all", description="Also what is no version: held, blinks, soft failures, seen elsewhere.")
]
NowOnly = Annotated[bool, Query(description="Only what the newest text of each policy says.")]
Since = Annotated[IsoDay | None, Query(description="The first day, YYYY-MM-DD.")]
Until = Annotated[IsoDay | None, Query(description="The last day, YYYY-MM-DD.")]
Least = Annotated[Materiality, Query(alias="min", description="The lowest level that is listed.")]


class Problem(BaseModel):
    """What went wrong, in one sentence."""

    detail: str


class Page(BaseModel):
    """A page of a list: `total` counts all, `next` is the address of what follows, null at the end."""

    total: int
    offset: int
    items: list[dict[str, Any]]
    next: str | None = Field(None)


router = APIRouter(
    prefix="/api/v1",
    tags=["clausewatch"],
    responses={400: {"model": Problem}, 401: {"description": "The token is missing."}, 404: {"model": Problem}},
)


def _page(request: Request, items: list[dict[str, Any]], total: int, offset: int, limit: int) -> Page:
    """The page of a list of `total` whose `items` from `offset` on these are."""
    more = offset + limit < total
    follows = str(request.url.include_query_params(offset=offset + limit, limit=limit)) if more else None
    return Page(total=total, offset=offset, items=items, next=follows)


@router.get("/policies")
def list_policies(request: Request, site: SiteHere, offset: Offset = 0, limit: Limit = 100) -> Page:
    """Every policy, as `clausewatch list --json`."""
    with site.store.reading() as session:
        found = report.listed(session)
    items = [one.json() for one in found[offset : offset + limit]]
    return _page(request, items, len(found), offset, limit)


@router.get("/policies/{service}/{type}/history")
def policy_history(site: SiteHere, service: Service, type: Type, everything: Everything = False) -> dict[str, Any]:
    """A policy's versions, newest first, as `clausewatch history --json`."""
    with site.store.reading() as session:
        policy = policies.get(session, f"{service}/{type}")
        found = history.versions(session, policy, everything=everything)
    return {"policy": policy.slug, "versions": [report.version_json(version) for version in reversed(found)]}


@router.get("/policies/{service}/{type}/text/{revision}")
def version_text(site: SiteHere, service: Service, type: Type, revision: Revision) -> dict[str, Any]:
    """One version's text and clauses, as `clausewatch extract --format json`."""
    with site.store.reading() as session:
        policy = policies.get(session, f"{service}/{type}")
        version = revisions.resolve(history.versions(session, policy), revision).version
        reading = readings.get(session, version.body_sha256, version.recipe)
    return {"policy": policy.slug, "version": report.version_json(version), **reading_json(reading)}


@router.get("/policies/{service}/{type}/redline/{start}..{end}")
def redline(site: SiteHere, service: Service, type: Type, start: Revision, end: Revision) -> dict[str, Any]:
    """The redline between two versions, as `clausewatch compare --format json`."""
    with site.store.reading() as session:
        page = redline_page(site, session, f"{service}/{type}", start, end)
    return {
        "policy": page.policy.slug,
        "before": report.version_json(page.before.version),
        "after": report.version_json(page.after.version),
        **assessment_json(page.assessment),
    }


@router.get("/policies/{service}/{type}/blame/{revision}")
def blame(site: SiteHere, service: Service, type: Type, revision: Revision) -> dict[str, Any]:
    """Since when each clause stands there, as `clausewatch blame --json`."""
    with site.store.reading() as session:
        policy = policies.get(session, f"{service}/{type}")
        resolved, found = blamed(session, policy, revision)
    return contracts.blame_json(policy.slug, resolved, found)


@router.get("/search")
def search(
    request: Request, site: SiteHere, q: Asked, now: NowOnly = False, offset: Offset = 0, limit: Limit = 100
) -> Page:
    """Who says the words, or said them, by policy, as `clausewatch search --json`."""
    with site.store.reading() as session:
        results = searching.search_page(session, [q], now_only=now, offset=offset, limit=limit)
    items = [contracts.found_json(one) for one in results.found]
    return _page(request, items, results.total, offset, limit)


@router.get("/changes")
def list_changes(
    request: Request,
    site: SiteHere,
    since: Since = None,
    until: Until = None,
    least: Least = Materiality.NOISE,
    offset: Offset = 0,
    limit: Limit = 100,
) -> Page:
    """What changed in a period, newest first, as `clausewatch timeline --json`; `until` is included."""
    start, end = times.period(since, until)
    with site.store.reading() as session:
        names = policies.slugs(session)
        found = changes.heads(session, since=start, until=end)
    reached = [one for one in found if Materiality(one.materiality).reaches(least)]
    items = [contracts.change_json(names[one.policy_id], one) for one in reached[offset : offset + limit]]
    return _page(request, items, len(reached), offset, limit)


@router.get("/alerts")
def list_alerts(request: Request, site: SiteHere, offset: Offset = 0, limit: Limit = 100) -> Page:
    """Alerts, newest first, as `clausewatch alerts --json`."""
    with site.store.reading() as session:
        total = alert_heads.count(session)
        items = [
            contracts.alert_json(
                alert, outbox.notices(session, alert.id), outbox.deliveries(session, alert_ids=[alert.id])
            )
            for alert in alert_heads.heads(session, offset=offset, limit=limit)
        ]
    return _page(request, items, total, offset, limit)


@router.get("/status")
def status(site: SiteHere) -> dict[str, Any]:
    """How the service fares, as `clausewatch status --json`."""
    with site.store.reading() as session:
        return report.status(session, site.loaded, site.clock()).json()
