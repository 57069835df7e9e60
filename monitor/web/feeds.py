"""`/feeds/...`: Atom of all policies, one policy or one tag; what a reader has already costs nothing."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response
from starlette.requests import Request

from monitor import feeds
from monitor.web.site import Site, site_of

router = APIRouter(include_in_schema=False)


@router.get("/feeds/{path:path}")
def feed_route(request: Request, site: Annotated[Site, Depends(site_of)], path: str) -> Response:
    """The feed at `path` ("all.xml", "policies/acme/privacy.xml", "tags/crm.xml"); 304 where the reader has it."""
    with site.store.reading() as session:
        content = feeds.feed(session, site.loaded, path)
    if content is None:
        raise HTTPException(
            404, f"There is no feed {path}; feeds are all.xml, policies/SERVICE/TYPE.xml, tags/TAG.xml."
        )
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, max-age=60"}
    known = request.headers.get("if-none-match", "")
    if etag in known or known.strip() == "*":
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/atom+xml", headers=headers)
