"""The API's own description in, a page a person can read out: every address, what it answers, what it takes."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.requests import Request

from monitor.web.parameters import SiteHere

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address of the API."""

    method: str
    path: str
    told: str
    takes: tuple[tuple[str, str], ...]


@router.get("/api")
def manual_route(request: Request, site: SiteHere) -> HTMLResponse:
    """What programs may ask."""
    return site.page(request, "manual.html", operations=operations(request.app.openapi()))


def operations(description: dict[str, Any]) -> tuple[Operation, ...]:
    """The operations of an OpenAPI description, in its order."""
    return tuple(
        Operation(
            method=method.upper(),
            path=path,
            told=said.get("description", ""),
            takes=tuple((one["name"], one.get("description", "")) for one in said.get("parameters", ())),
        )
        for path, methods in description["paths"].items()
        for method, said in methods.items()
    )
