"""Who may see and do what on the web view, and the headers that every answer carries.

Loopback without a token is open for reading. With a token every route but those of `OPEN` asks for it: as
`Authorization: Bearer ...`, or once in the login form, which leaves a cookie. State is changed by POST only, with the
token and with a value in the form that only our own pages can know (CSRF).

Without a token a view answers only to the names of this machine: a page elsewhere that has its own name lead to
127.0.0.1 (DNS rebinding) would else read it through its reader's browser.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.loopback import is_loopback

COOKIE = "clausewatch"
LONGEST = 1000  # characters of an address that is gone back to after signing in
OPEN = ("/login", "/static/", "/healthz")
"""What may be seen without the token where one is set: the way in, its looks, and whether the service lives."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Guard:
    """The token of this server (None: reading is open, changing is not possible) and the key of its forms."""

    token: str | None
    loopback_only: bool = False
    """Answer only requests that name this machine by its loopback address or as localhost."""
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def session(self) -> str:
        """What the cookie holds: made from the token, so that a new token ends every session."""
        assert self.token is not None
        return hmac.new(self.token.encode(), b"session", hashlib.sha256).hexdigest()

    def form_value(self) -> str:
        """What a form of ours must bring back."""
        return hmac.new(self.key, b"form", hashlib.sha256).hexdigest()

    def is_token(self, given: str) -> bool:
        """Whether `given` is the token, in a time that says nothing about it."""
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def is_signed_in(self, request: Request) -> bool:
        """Whether the request brings the token or the cookie made from it."""
        if self.token is None:
            return False
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self.is_token(given.strip()):
            return True
        return hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), self.session().encode())

    def brings_token(self, request: Request) -> bool:
        """Whether the token came as a header: a browser never sends that by itself, so no form value is needed."""
        return request.headers.get("authorization", "").lower().startswith("bearer ") and self.is_signed_in(request)

    def is_our_form(self, value: str) -> bool:
        """Whether a form came from a page of ours."""
        return hmac.compare_digest(value.encode(), self.form_value().encode())


def _asked_for(request: Request) -> str:
    """The host that the request names, "" for none; for a malformed one `request.url` gives the server's own."""
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""


def local(address: str) -> str:
    """`address` where it is a path of this server, else "/": a form must not lead its reader elsewhere."""
    here = address.startswith("/") and not address.startswith("//") and re.fullmatch(r"[!-\[\]-~]+", address)
    return address if here else "/"


def _sign_in(path: str, query: bytes) -> str:
    """The way in, and from there on to what was asked for: messages lead to single alerts and redlines."""
    asked = f"{quote(path)}?{query.decode('latin-1')}" if query else quote(path)
    return "/login" if asked == "/" or len(asked) > LONGEST else f"/login?next={quote(asked)}"


class Gate:
    """ASGI middleware: refuses who may not see a route, answers HEAD as GET, sets `HEADERS` on every answer."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app = app
        self._guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        if head:
            scope = {**scope, "method": "GET"}

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        refusal = self._refusal(Request(scope))
        await (refusal or self._app)(scope, receive, dressed)

    def _refusal(self, request: Request) -> Response | None:
        path = request.scope["path"]  # what is routed; `request.url` is built of the Host header as well
        if self._guard.loopback_only and not is_loopback(_asked_for(request)):
            return PlainTextResponse(
                "Without a token this view answers only on this machine: open it as http://127.0.0.1, "
                "or set token under [web].\n",
                status_code=421,
            )
        if self._guard.token is None or self._guard.is_signed_in(request):
            return None
        if any(path == way or (way.endswith("/") and path.startswith(way)) for way in OPEN):
            return None
        if "text/html" in request.headers.get("accept", "") and request.method == "GET":
            return RedirectResponse(_sign_in(path, request.scope["query_string"]), status_code=303)
        return PlainTextResponse(
            "This view needs its token: send it as 'Authorization: Bearer TOKEN'.\n",
            status_code=401,
            headers={"WWW-Authenticate": "Bearer"},
        )
