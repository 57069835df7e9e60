"""The pages: one route each, an address in and HTML out. What they show is made in the modules named after them."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from monitor.web import downloads
from monitor.web.overview import Filter, overview
from monitor.web.parameters import Day, Id, Level, PageNumber, SiteHere, Word
from monitor.web.policy import Wanted, policy_page
from monitor.web.redline import change_address, redline_page
from monitor.web.version import version_page

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

View = Literal["inline", "side", "changes", "new"]


@router.get("/")
def overview_route(
    request: Request,
    site: SiteHere,
    tag: Word = "",
    severity: Word = "",
    type: Word = "",
    text: Word = "",
    page: PageNumber = 1,
) -> HTMLResponse:
    """All policies, or those the filter in the address keeps."""
    wanted = Filter(tag=tag, severity=severity, type=type, text=text)
    with site.store.reading() as session:
        shown = overview(session, wanted, site.clock(), page)
    return site.page(request, "overview.html", page=shown, wanted=wanted, filtered=wanted != Filter())


@router.get("/policies/{service}/{type}")
def policy_route(
    request: Request,
    site: SiteHere,
    service: str,
    type: str,
    severity: Level = None,
    start: Day = None,
    end: Day = None,
    page: PageNumber = 1,
) -> HTMLResponse:
    """One policy and its versions, or those the filter in the address keeps."""
    wanted = Wanted(severity=severity, start=start, end=end)
    with site.store.reading() as session:
        shown = policy_page(session, f"{service}/{type}", site.clock(), wanted, page)
    return site.page(request, "policy.html", page=shown)


@router.get("/policies/{service}/{type}/redline")
def selected_route(
    service: str,
    type: str,
    start: Annotated[str, Query(alias="from", max_length=80)],
    end: Annotated[str, Query(alias="to", max_length=80)],
) -> RedirectResponse:
    """From the form of the version list to the stable address of that redline."""
    return RedirectResponse(f"/policies/{service}/{type}/redline/{start}..{end}", status_code=303)


@router.get("/policies/{service}/{type}/redline/{start}..{end}")
def redline_route(
    request: Request,
    site: SiteHere,
    service: str,
    type: str,
    start: str,
    end: str,
    view: View = "inline",
) -> HTMLResponse:
    """The redline between two versions."""
    with site.store.reading() as session:
        page = redline_page(site, session, f"{service}/{type}", start, end)
    return site.page(request, "redline.html", page=page, view=view)


@router.get("/policies/{service}/{type}/redline/{start}..{end}/redline.{format}")
def redline_download(
    site: SiteHere,
    service: str,
    type: str,
    start: str,
    end: str,
    format: Literal["json", "md", "html", "txt"],
) -> Response:
    """The redline as a file. HTML of ours comes as an attachment, like every other format."""
    with site.store.reading() as session:
        page = redline_page(site, session, f"{service}/{type}", start, end)
    return downloads.redline(page, format)


@router.get("/policies/{service}/{type}/changes/{change_id}")
def change_route(site: SiteHere, service: str, type: str, change_id: Id) -> RedirectResponse:
    """From the address that alerts name to the redline of that change."""
    with site.store.reading() as session:
        return RedirectResponse(change_address(session, f"{service}/{type}", change_id), status_code=303)


@router.get("/policies/{service}/{type}/text/{revision}")
def version_route(
    request: Request,
    site: SiteHere,
    service: str,
    type: str,
    revision: str,
) -> HTMLResponse:
    """The clean text of one version."""
    with site.store.reading() as session:
        page = version_page(session, f"{service}/{type}", revision)
    return site.page(request, "version.html", page=page)


@router.get("/policies/{service}/{type}/text/{revision}/text.md")
def version_download(site: SiteHere, service: str, type: str, revision: str) -> Response:
    """The clean text as Markdown."""
    with site.store.reading() as session:
        page = version_page(session, f"{service}/{type}", revision)
    return downloads.text(page)


@router.get("/policies/{service}/{type}/captures/{snapshot_id}")
def capture_download(site: SiteHere, service: str, type: str, snapshot_id: Id) -> Response:
    """The bytes as captured: never shown, only saved."""
    with site.store.reading() as session:
        return downloads.capture(session, f"{service}/{type}", snapshot_id)
