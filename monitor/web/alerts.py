"""Alerts and their deliveries in, the alerts page out; and the three things a person may do to them.

GET  /alerts                       who was told what, and how far each delivery is
GET  /alerts/{id}                  one of them, to be answered
POST /alerts/{id}/acknowledge      with a note; shown in the history
POST /alerts/{id}/dismiss          with a note; offers the rule to mute
POST /deliveries/{id}/resend       a dead or waiting delivery is tried now
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.requests import Request

from monitor.config import Loaded
from monitor.triage import mute_advice
from monitor.web.parameters import Id, Kind, PageNumber, SiteHere
from monitor.web.site import Site
from storage import alert_heads, outbox
from storage.errors import NotStored
from storage.records import AlertHead, AlertKind, Delivery, DeliveryState, Triage
from storage.store import Session

router = APIRouter(include_in_schema=False)

PAGE = 50
Note = Annotated[str, Form(max_length=2000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One alert with its deliveries; `advice` says how to hear no more of what was dismissed, "" where nothing can be
    muted.
    """

    alert: AlertHead
    deliveries: tuple[Delivery, ...]
    advice: str

    @property
    def redline(self) -> str | None:
        """The address of the redline the alert is about, None where it is about none."""
        if self.alert.change_id is None or self.alert.slug is None:
            return None
        return f"/policies/{self.alert.slug}/changes/{self.alert.change_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsPage:
    """One page of alerts, newest first; `dead` are the deliveries that were refused for good. `only` is the number of
    the one alert that was asked for, None for a list.
    """

    rows: tuple[Row, ...]
    dead: tuple[Delivery, ...]
    page: int = 1
    more: bool = False
    only: int | None = None


def alerts_page(session: Session, loaded: Loaded, page: int, kind: str) -> AlertsPage:
    """Page `page` (from 1) of the alerts, of one kind where `kind` is not empty."""
    kinds = (AlertKind(kind),) if kind else tuple(AlertKind)
    found = alert_heads.heads(session, kinds=kinds, offset=(page - 1) * PAGE, limit=PAGE + 1)
    return AlertsPage(
        rows=_rows(session, loaded, found[:PAGE]),
        dead=outbox.deliveries(session, states=[DeliveryState.DEAD]),
        page=page,
        more=len(found) > PAGE,
    )


def alert_page(session: Session, loaded: Loaded, alert_id: int) -> AlertsPage:
    """The page of one alert. Raises `NotStored`."""
    found = alert_heads.heads(session, ids=[alert_id])
    if not found:
        raise NotStored(f"there is no alert #{alert_id}")
    return AlertsPage(rows=_rows(session, loaded, found), dead=(), only=alert_id)


def _rows(session: Session, loaded: Loaded, shown: Sequence[AlertHead]) -> tuple[Row, ...]:
    told: defaultdict[int, list[Delivery]] = defaultdict(list)
    for delivery in outbox.deliveries(session, alert_ids=[alert.id for alert in shown]):
        for alert_id in delivery.message.alert_ids:
            told[alert_id].append(delivery)
    return tuple(
        Row(alert=alert, deliveries=tuple(told[alert.id]), advice=_advice(session, loaded, alert)) for alert in shown
    )


def _advice(session: Session, loaded: Loaded, alert: AlertHead) -> str:
    """How to mute what a dismissed alert was about: the one thing of the list that needs its facts."""
    if alert.triage is None or alert.triage.verdict != "dismissed":
        return ""
    return mute_advice(outbox.get_alert(session, alert.id), loaded)


@router.get("/alerts")
def alerts_route(
    request: Request,
    site: SiteHere,
    page: PageNumber = 1,
    kind: Kind = None,
) -> HTMLResponse:
    """Who was told what."""
    with site.store.reading() as session:
        shown = alerts_page(session, site.loaded, page, kind.value if kind else "")
    return _answered(request, site, shown, kind)


@router.get("/alerts/{alert_id}")
def alert_route(request: Request, site: SiteHere, alert_id: Id) -> HTMLResponse:
    """One alert, where messages lead to be answered."""
    with site.store.reading() as session:
        shown = alert_page(session, site.loaded, alert_id)
    return _answered(request, site, shown, None)


def _answered(request: Request, site: Site, page: AlertsPage, kind: AlertKind | None) -> HTMLResponse:
    kinds, config = [found.value for found in AlertKind], site.loaded.path.name
    return site.page(request, "alerts.html", page=page, kind=kind, kinds=kinds, config=config)


def may_change(request: Request, site: SiteHere, form: Annotated[str, Form()] = "") -> Site:
    """Lets a change through that comes with the token and, from a browser, out of a form of ours."""
    if not site.may_change(request):
        raise HTTPException(
            403, "Changing anything needs a token: set it under [web], start the view anew and sign in."
        )
    if not site.guard.brings_token(request) and not site.guard.is_our_form(form):
        raise HTTPException(403, "This form did not come from a page of ours, or is too old: load the page again.")
    return site


Changer = Annotated[Site, Depends(may_change)]


@router.post("/alerts/{alert_id}/acknowledge")
def acknowledge(site: Changer, alert_id: Id, note: Note = "", by: Note = "") -> RedirectResponse:
    """Say that somebody has seen it."""
    return _triage(site, alert_id, Triage(alert_id=alert_id, verdict="acknowledged", note=note, by=by, at=site.clock()))


@router.post("/alerts/{alert_id}/dismiss")
def dismiss(site: Changer, alert_id: Id, note: Note = "", by: Note = "") -> RedirectResponse:
    """Say that it does not matter, and why."""
    return _triage(site, alert_id, Triage(alert_id=alert_id, verdict="dismissed", note=note, by=by, at=site.clock()))


def _triage(site: Site, alert_id: int, word: Triage) -> RedirectResponse:
    with site.store.writing() as session:
        outbox.triage(session, word)
    return RedirectResponse(f"/alerts#a{alert_id}", status_code=303)


@router.post("/deliveries/{delivery_id}/resend")
def resend(site: Changer, delivery_id: Id) -> RedirectResponse:
    """Try a dead or waiting delivery now."""
    with site.store.writing() as session:
        outbox.resend(session, delivery_id, site.clock())
    return RedirectResponse("/alerts", status_code=303)
