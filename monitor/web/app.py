"""A site in, the web application out: routes, gate, static files, and errors as pages a person can read."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.staticfiles import StaticFiles

from monitor.complaints import worded
from monitor.web import alerts, api, feeds, health, login, lookups, manual, pages
from monitor.web.security import HEADERS, Gate
from monitor.web.site import STATIC, Site, site_of
from storage.errors import NotStored, StorageError, UnknownPolicy, UnknownRevision

TITLES = {400: "That cannot be answered", 403: "Not allowed", 404: "Not here", 405: "Not so", 503: "Not now"}


def create_app(site: Site) -> FastAPI:
    """The application. It reads the store; only triage and resending write."""
    app = FastAPI(title="Clausewatch", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    app.state.site = site
    for module in (api, lookups, pages, alerts, login, feeds, health, manual):
        app.include_router(module.router)
    app.mount("/static", _Static(directory=STATIC), name="static")
    for kind in (UnknownPolicy, UnknownRevision, NotStored):
        app.add_exception_handler(kind, _answering(404))
    app.add_exception_handler(StorageError, _answering(503))
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=4)
    app.add_middleware(Gate, guard=site.guard)
    return app


class _Static(StaticFiles):
    """Files of ours: their address holds their digest, so they may be kept for ever."""

    async def get_response(self, path: str, scope: object) -> Response:
        answer = await super().get_response(path, scope)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer


def _answering(status: int) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(request: Request, error: Exception) -> Response:
        return _error(request, status, str(error))

    return handler


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [f"{'.'.join(str(part) for part in found['loc'][1:])}: {worded(found)}" for found in error.errors()]
    return _error(request, 400, "; ".join(wrong))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    plain = error.detail == "Not Found"  # what the router says of a path it does not know
    detail = f"There is nothing at {request.scope['path']}." if plain else str(error.detail)
    return _error(request, error.status_code, detail)


async def _broken(request: Request, error: Exception) -> Response:
    """A bug: told without its words, logged by the server. It is answered outside the gate, so it dresses itself."""
    del error
    answer = _error(request, 500, "This is our mistake, and it stands in the log. Other pages may well work.")
    answer.headers.update(HEADERS)
    return answer


def _error(request: Request, status: int, detail: str) -> Response:
    if request.scope["path"].startswith("/api/"):
        return JSONResponse({"detail": detail}, status_code=status)
    title = TITLES.get(status, "Something went wrong")
    return site_of(request).page(request, "error.html", status_code=status, title=title, detail=detail)
