"""How the service fares: a page for people, `/healthz` for whoever restarts it, `/metrics` for Prometheus."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, Histogram, generate_latest
from starlette.requests import Request

from monitor import report
from monitor.web.parameters import SiteHere
from storage import glance, policies
from storage.records import DeliveryState, Outcome
from storage.store import Session

router = APIRouter(include_in_schema=False)
RECENT = 40


@router.get("/health")
def health_route(request: Request, site: SiteHere) -> HTMLResponse:
    """Whether the daemon lives, what is overdue, what fails, what waits to be sent."""
    with site.store.reading() as session:
        status = report.status(session, site.loaded, site.clock())
        recent = sorted(glance.recent_checks(session, RECENT), key=lambda check: check.started_at, reverse=True)
        owners = {policy.id: policy for policy in policies.every(session, retired=True)}
    return site.page(request, "health.html", status=status, recent=recent, owners=owners)


@router.get("/healthz")
def healthz(site: SiteHere) -> JSONResponse:
    """200 where a daemon lives, or rounds come, and nothing is overdue, else 503. Says only numbers: it is open to all.

    A delivery that was given up, a page that cannot be read, are for a person to look at (`fine` is then false); a
    restart would not help them.
    """
    with site.store.reading() as session:
        status = report.status(session, site.loaded, site.clock())
    told = {"fine": status.fine, "alive": status.alive, "overdue": len(status.overdue)}
    told |= {"failing": len(status.lasting), "dead": status.dead}
    return JSONResponse(told, status_code=200 if status.working else 503)


@router.get("/metrics")
def metrics(site: SiteHere) -> Response:
    """Everything that is counted, in Prometheus's text format, read from the database at each call."""
    registry = CollectorRegistry()
    with site.store.reading() as session:
        status = report.status(session, site.loaded, site.clock())
        _of_status(registry, status)
        _of_deliveries(registry, session)
        _of_checks(registry, session)
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


def _of_status(registry: CollectorRegistry, status: report.Status) -> None:
    for name, told, value in (
        ("clausewatch_up", "1 where the daemon's last sign of life is recent.", status.alive),
        ("clausewatch_policies", "Policies that are followed.", status.policies),
        ("clausewatch_policies_overdue", "Policies whose check did not come in time.", len(status.overdue)),
        ("clausewatch_policies_failing", "Policies that cannot be read.", len(status.failing)),
        ("clausewatch_policies_unstable", "Policies that flip between texts.", len(status.unstable)),
        ("clausewatch_changes_held", "Changes that wait for a second capture.", len(status.held)),
        ("clausewatch_queue", "Deliveries that wait to be sent.", status.waiting),
    ):
        Gauge(name, told, registry=registry).set(float(value))


def _of_deliveries(registry: CollectorRegistry, session: Session) -> None:
    gauge = Gauge("clausewatch_deliveries", "Deliveries by state.", ["state"], registry=registry)
    counted = glance.deliveries_by_state(session)
    for state in DeliveryState:
        gauge.labels(state.value).set(counted.get(state, 0))


def _of_checks(registry: CollectorRegistry, session: Session) -> None:
    """Checks since the database began: gauges, because they are counted anew and retention may shrink them."""
    gauge = Gauge("clausewatch_checks", "Checks by outcome.", ["outcome"], registry=registry)
    spent = Gauge("clausewatch_check_seconds", "Seconds spent in checks, by outcome.", ["outcome"], registry=registry)
    counted = glance.checks_by_outcome(session)
    for outcome in Outcome:
        count, seconds = counted.get(outcome, (0, 0.0))
        gauge.labels(outcome.value).set(count)
        spent.labels(outcome.value).set(seconds)
    durations = Histogram(
        "clausewatch_recent_check_duration_seconds",
        "How long the last thousand checks took.",
        buckets=(0.1, 0.3, 1, 3, 10, 30, 120),
        registry=registry,
    )
    for check in glance.recent_checks(session, 1000):
        durations.observe(check.ms / 1000)
