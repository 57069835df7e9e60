"""What every page of the web view may use: the store, the configuration, the guard, the templates, the clock."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from monitor import moments
from monitor.config import Loaded
from monitor.judging import Rules, rules_of
from monitor.rereading import Rereading
from monitor.web import times
from monitor.web.marking import marked
from monitor.web.security import Guard
from redline.rendering.stretches import links_of
from redline.rendering.visible import visible
from redline.rendering.wording import DATE_VERDICTS, doubt, kind_words, place, told
from storage.store import Store

_ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One running web view. `clock` gives the time now, aware UTC."""

    store: Store
    configuration: Rereading
    guard: Guard
    templates: Environment
    clock: Callable[[], dt.datetime]

    @property
    def loaded(self) -> Loaded:
        """The configuration, as its file has it now."""
        return self.configuration.loaded()

    def page(self, request: Request, template: str, status_code: int = 200, **model: Any) -> HTMLResponse:
        """`template` filled with `model`; text is escaped, and what could reorder or hide it is made visible."""
        text = self.templates.get_template(template).render(
            now=self.clock(),
            here=request.scope["path"],
            signed_in=self.guard.is_signed_in(request),
            may_change=self.may_change(request),
            **model,
        )
        return HTMLResponse(text, status_code=status_code)

    def rules(self, slug: str) -> Rules:
        """The rules that judge a policy, by the configuration."""
        return rules_of(self.loaded.config, self.loaded.policies.get(slug))

    def may_change(self, request: Request) -> bool:
        """Whether this reader may acknowledge, dismiss and resend."""
        return self.guard.is_signed_in(request)


def site_of(request: Request) -> Site:
    """The site that a request is for (a dependency of the routes)."""
    found: Site = request.app.state.site
    return found


def open_site(store: Store, loaded: Loaded, guard: Guard, clock: Callable[[], dt.datetime] | None = None) -> Site:
    """A site over `store`; `guard` says who may see it. `loaded` is read again where its file changes."""
    templates = Environment(
        loader=PackageLoader("monitor.web"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(
        day=times.day,
        date=moments.day,
        minute=times.minute,
        ago=times.ago,
        iso=moments.iso,
        visible=visible,
        marked=marked,
        said=said,
        plural=plural,
    )
    templates.globals.update(
        program_version=metadata.version("clausewatch"),
        static=_static,
        place=place,
        kind_words=kind_words,
        told=told,
        doubt=doubt,
        links_of=links_of,
        date_verdicts=DATE_VERDICTS,
        csrf=lambda: Markup('<input type="hidden" name="form" value="{}">').format(guard.form_value()),
    )
    return Site(
        store=store, configuration=Rereading(loaded), guard=guard, templates=templates, clock=clock or times.now
    )


def readable(text: str) -> str:
    """A sentence of ours about a policy, its arrows as arrows and no sign of the page's that hides or turns others."""
    return visible(text).replace(" -> ", " → ")


def said(text: str) -> Markup:
    """A `readable` sentence for a page, its dates in one piece."""
    safe = str(escape(readable(text)))
    return Markup(_ISO_DAY.sub(r'<span class="nowrap">\g<0></span>', safe))  # noqa: S704 - escaped above


def plural(count: int, one: str, many: str = "") -> str:
    """`1 clause`, `12 clauses`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


@cache
def _static(name: str) -> str:
    """The address of a file of ours, with its digest, so that browsers may keep it for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{digest}"
