"""Signing in with the token: a form once, then a cookie that scripts cannot read and other sites cannot send."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.requests import Request

from monitor.web.alerts import may_change
from monitor.web.security import COOKIE, local
from monitor.web.site import Site, site_of

router = APIRouter(include_in_schema=False)
SiteHere = Annotated[Site, Depends(site_of)]
WEEK_S = 7 * 24 * 3600


@router.get("/login")
def form(request: Request, site: SiteHere, next: Annotated[str, Query(max_length=4000)] = "/") -> HTMLResponse:
    """Ask for the token; `next` is the address to go on to."""
    return _form(request, site, local(next))


@router.post("/login", response_model=None)
def sign_in(
    request: Request,
    site: SiteHere,
    token: Annotated[str, Form(max_length=500)] = "",
    next: Annotated[str, Form(max_length=4000)] = "/",
) -> Response:
    """Take the token, leave the cookie. The form needs no CSRF value: who knows the token may sign in."""
    if not site.guard.is_token(token.strip()):
        return _form(request, site, local(next), wrong=True)
    answer = RedirectResponse(local(next), status_code=303)
    answer.set_cookie(
        COOKIE,
        site.guard.session(),
        max_age=WEEK_S,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


def _form(request: Request, site: Site, following: str, *, wrong: bool = False) -> HTMLResponse:
    status, wanted = 403 if wrong else 200, site.guard.token is not None
    return site.page(request, "login.html", status_code=status, wrong=wrong, wanted=wanted, following=following)


@router.post("/logout")
def sign_out(site: Annotated[Site, Depends(may_change)]) -> RedirectResponse:
    """Forget the cookie."""
    del site
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(COOKIE)
    return answer
