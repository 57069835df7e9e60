"""Alerts and their deliveries in, the alerts page out; and the three things a person may do to them.

GET  /alerts                       who was told what, and how far each delivery is
POST /alerts/{id}/acknowledge      with a note; shown in the history
POST /alerts/{id}/dismiss          with a note; offers the rule to mute
POST /deliveries/{id}/resend       a dead or waiting delivery is tried now
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.requests import Request

from monitor.web.site import Site, site_of
from storage import outbox
from storage.records import Alert, AlertKind, Delivery, DeliveryState, Triage
from storage.store import Session

router = APIRouter(include_in_schema=False)

PAGE = 50
SiteHere = Annotated[Site, Depends(site_of)]
Note = Annotated[str, Form(max_length=2000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One alert with its deliveries; `rules` are those that a dismissal may mute."""

    alert: Alert
    deliveries: tuple[Delivery, ...]
    rules: tuple[str, ...]

    @property
    def redline(self) -> str | None:
        """The address of the redline the alert is about, None where it is about none."""
        change = self.alert.facts.get("texts")
        if not isinstance(change, Mapping) or self.alert.slug is None:
            return None
        return f"/policies/{self.alert.slug}/redline/{change['before'][:12]}..{change['after'][:12]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsPage:
    """One page of alerts, newest first; `dead` are the deliveries that were refused for good."""

    rows: tuple[Row, ...]
    dead: tuple[Delivery, ...]
    page: int
    more: bool


def alerts_page(session: Session, page: int, kind: str) -> AlertsPage:
    """Page `page` (from 1) of the alerts, of one kind where `kind` is not empty."""
    kinds = (AlertKind(kind),) if kind else tuple(AlertKind)
    found = outbox.alerts(session, kinds=kinds, limit=page * PAGE + 1)
    shown = found[(page - 1) * PAGE : page * PAGE]
    told: defaultdict[int, list[Delivery]] = defaultdict(list)
    for delivery in outbox.deliveries(session, alert_ids=[alert.id for alert in shown]):
        for alert_id in delivery.message.alert_ids:
            told[alert_id].append(delivery)
    return AlertsPage(
        rows=tuple(Row(alert=alert, deliveries=tuple(told[alert.id]), rules=_rules(alert)) for alert in shown),
        dead=outbox.deliveries(session, states=[DeliveryState.DEAD]),
        page=page,
        more=len(found) > page * PAGE,
    )


def _rules(alert: Alert) -> tuple[str, ...]:
    changes = (alert.facts.get("assessment") or {}).get("changes", [])
    return tuple(dict.fromkeys(finding["rule"] for change in changes for finding in change["findings"]))


@router.get("/alerts")
def alerts_route(
    request: Request,
    site: SiteHere,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    kind: AlertKind | None = None,
) -> HTMLResponse:
    """Who was told what."""
    with site.store.reading() as session:
        shown = alerts_page(session, page, kind.value if kind else "")
    return site.page(request, "alerts.html", page=shown, kind=kind, kinds=[found.value for found in AlertKind])


def may_change(request: Request, site: SiteHere, form: Annotated[str, Form()] = "") -> Site:
    """Lets a change through that comes with the token and, from a browser, out of a form of ours."""
    if not site.may_change(request):
        raise HTTPException(403, "Changing anything needs the token: start the view with one and sign in.")
    if not site.guard.brings_token(request) and not site.guard.is_our_form(form):
        raise HTTPException(403, "This form did not come from a page of ours, or is too old: load the page again.")
    return site


Changer = Annotated[Site, Depends(may_change)]


@router.post("/alerts/{alert_id}/acknowledge")
def acknowledge(site: Changer, alert_id: int, note: Note = "", by: Note = "") -> RedirectResponse:
    """Say that somebody has seen it."""
    return _triage(site, alert_id, Triage(alert_id=alert_id, verdict="acknowledged", note=note, by=by, at=site.clock()))


@router.post("/alerts/{alert_id}/dismiss")
def dismiss(site: Changer, alert_id: int, note: Note = "", by: Note = "") -> RedirectResponse:
    """Say that it does not matter, and why."""
    return _triage(site, alert_id, Triage(alert_id=alert_id, verdict="dismissed", note=note, by=by, at=site.clock()))


def _triage(site: Site, alert_id: int, word: Triage) -> RedirectResponse:
    with site.store.writing() as session:
        outbox.triage(session, word)
    return RedirectResponse(f"/alerts#a{alert_id}", status_code=303)


@router.post("/deliveries/{delivery_id}/resend")
def resend(site: Changer, delivery_id: int) -> RedirectResponse:
    """Try a dead or waiting delivery now."""
    with site.store.writing() as session:
        outbox.resend(session, delivery_id, site.clock())
    return RedirectResponse("/alerts", status_code=303)
