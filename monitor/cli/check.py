"""`clausewatch check`: look at policies now, say what was found, and tell whom it concerns."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from typing import Annotated

import typer
from rich.progress import Progress

from monitor.checking import checked, release, take_over
from monitor.cli.common import (
    ConfigOption,
    JsonOption,
    Service,
    console,
    day,
    exit_code,
    known,
    on_terminal,
    opened,
    write_json,
)
from monitor.cli.errors import ExitCode, Failure, leave
from monitor.crew import Crew, crew, utc_now, workers_of
from monitor.decisions import Move
from monitor.inflight import Flights
from monitor.moments import iso
from monitor.outcomes import Result
from monitor.pipeline import claim
from monitor.reception import Refusing, refusing, told_unnamed, unnamed
from monitor.rounds import note_round
from redline.rendering.visible import visible
from redline.types import Materiality
from storage import policies
from storage.glance import Owed

app = typer.Typer()

PATIENCE_S = 2.0  # after Ctrl-C, for checks that have their page already


@app.command()
def check(
    slugs: Annotated[list[str] | None, typer.Argument(metavar="SLUG…", help="Policies to check.")] = None,
    config: ConfigOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Check every policy.")] = False,
    due: Annotated[bool, typer.Option("--due", help="Check those whose time has come.")] = False,
    as_json: JsonOption = False,
    material: Annotated[bool, typer.Option("--exit-code", help="Exit with 10 where a change is material.")] = False,
) -> None:
    """Check policies now and say what was found; what is owed to channels is sent.

    Exits with 1 where a check failed, or a channel did not take its message.
    """
    if (asked := bool(slugs) + everything + due) != 1:
        not_both = ", only one of the three" if asked else ""
        raise Failure(f"check: name policies, or give --all or --due{not_both}", ExitCode.USAGE)
    with opened(config) as service:
        wanted = _wanted(service, known(service, slugs or ()), due=due)
        with workers_of(service.loaded) as workers:
            hired = crew(service.loaded, service.store, workers)
            take_over(service.store, utc_now())
            try:
                results = _results(hired, wanted)
                with redirect_stdout(sys.stderr if as_json else sys.stdout):
                    outcomes = hired.dispatcher.run()
            finally:
                hired.close()
        if not slugs:
            with service.store.writing() as session:
                note_round(session, utc_now())
        with service.store.reading() as session:
            refused, removed = refusing(session, service.loaded), unnamed(session, service.loaded)
    _say(results, wanted, outcomes, as_json=as_json)
    _say_refusing(refused)
    _say_unnamed(removed)
    exit_code(material=any(_is_material(result) for result in results.values()), asked=material)
    if any(result.failure for result in results.values()) or outcomes["retry"] or outcomes["dead"]:
        raise typer.Exit(ExitCode.ERROR)


def _wanted(service: Service, slugs: Sequence[str], *, due: bool) -> tuple[str, ...]:
    """The slugs to check; those followed in archives only are passed over, unless they are asked for by name."""
    for slug in slugs:
        if not service.loaded.policies[slug].live:
            raise Failure(
                f"{slug} is followed in archives only (live = false); `clausewatch backfill {slug}` asks them"
            )
    if slugs:
        return tuple(dict.fromkeys(slugs))
    if due:
        with service.store.reading() as session:
            return tuple(policy.slug for policy in policies.due(session, utc_now(), limit=100_000))
    return tuple(slug for slug, policy in service.loaded.policies.items() if policy.live)


def _results(hired: Crew, slugs: Sequence[str]) -> dict[str, Result]:
    """Check them, several at a time; a slug that another process is checking is left out."""
    places = hired.loaded.config.clausewatch.fetchers
    flights, pool = Flights(places=places, per_host=places), ThreadPoolExecutor(places)
    try:
        with Progress(console=console(stderr=True), disable=not on_terminal()) as bar:
            task = bar.add_task("checking", total=len(slugs), visible=len(slugs) > 1)
            found = pool.map(lambda slug: _one(hired, flights, slug), slugs)
            return {result.slug: result for result in _advancing(found, bar, task)}
    except KeyboardInterrupt:
        _break_off(hired, flights)
        leave(ExitCode.INTERRUPTED, "interrupted; what was checked is kept, the rest can be checked at once")
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _break_off(hired: Crew, flights: Flights) -> None:
    """Begin no more checks, let those end that are about to, give back the claims of the others."""
    hired.stop.set()
    release(hired, flights.wait(PATIENCE_S))


def _advancing(results: Iterator[Result | None], bar: Progress, task: object) -> Iterator[Result]:
    for result in results:
        bar.advance(task)  # type: ignore[arg-type]  # rich's own id
        if result is not None:
            yield result


def _one(hired: Crew, flights: Flights, slug: str) -> Result | None:
    with hired.store.reading() as session:
        policy = policies.get(session, slug)
    if hired.stop.is_set() or (claimed := claim(hired.tools, policy.id, even_if_early=True)) is None:
        return None
    flights.begin(claimed, utc_now() + hired.tools.lease)
    try:
        return checked(hired, claimed)
    finally:
        flights.end(claimed)


def _say_refusing(channels: Sequence[Refusing]) -> None:
    for one in channels:
        waits = f"{one.wait} {'message waits' if one.wait == 1 else 'messages wait'}"
        console(stderr=True).print(visible(f"channel {one.channel}: {waits} and will be tried again: {one.error}"))


def _say_unnamed(channels: Sequence[Owed]) -> None:
    for one in channels:
        if one.waiting:
            console(stderr=True).print(visible(f"channel {one.channel}: {told_unnamed(one)}"))


def _say(results: dict[str, Result], slugs: Sequence[str], outcomes: Counter[str], *, as_json: bool) -> None:
    if as_json:
        write_json([_json(slug, results.get(slug)) for slug in slugs])
        return
    out, width = console(), max((len(slug) for slug in slugs), default=0)
    for slug in slugs:
        found = results.get(slug)
        out.print(f"{slug.ljust(width)}  {visible(words(found)) if found else 'another process is checking it'}")
    new = sum(result.new for result in results.values())
    failed = sum(result.failure is not None for result in results.values())
    parts = [f"{len(results)} checked", f"{new} with something new" if new else "nothing new"]
    parts += [f"{failed} failed"] if failed else []
    sent = outcomes["sent"]
    parts += [f"{sent} {'message' if sent == 1 else 'messages'} sent" if sent else "nothing sent"]
    parts += [f"{outcomes['retry']} not taken yet"] if outcomes["retry"] else []
    parts += [f"{outcomes['dead']} refused for good (clausewatch alerts)"] if outcomes["dead"] else []
    out.print(", ".join(parts) + ".")


def _confirmed(result: Result) -> str:
    if result.rest:
        return "more of the newest version, seen again"
    return "a new version, back to the one before: not told" if result.returned else "a new version"


def _first(result: Result, level: str) -> str:
    if result.archived_at is not None:
        return f"same text as the archives' newest version ({day(result.archived_at)})"
    return "first version" + (f"; since the archives' newest {level}" if level else "")


def words(result: Result) -> str:
    """What came of a check, as a person reads it."""
    if result.failure is not None:
        return f"failed: {result.failure.message.rstrip('.')}. {result.failure.advice}"
    level = f"{result.assessment.materiality}: {result.assessment.summary}" if result.assessment else ""
    at = f"{result.next_check_at:%Y-%m-%d %H:%M} UTC"
    return {
        Move.FIRST: _first(result, level),
        Move.SAME: "no change",
        Move.BLINKED: "back to the version before: what was seen was a blink",
        Move.HOLD: f"a new text, held until it is seen again ({at}); {level}",
        Move.WAIT: f"a new text, still held until it is seen again ({at})",
        Move.REBASE: f"a newer text, held until it is seen again ({at}); {level}",
        Move.CONFIRM: f"{_confirmed(result)}; {level}",
        Move.PART: f"a new version; {level}",
        Move.FLIP: "an unstable page shows one of its last texts; no change",
        Move.SUSPECT: f"perhaps another document, not believed yet ({result.reason})",
        Move.BELIEVE: f"a new version; {level}",
    }[result.move or Move.SAME]


def _is_material(result: Result) -> bool:
    return result.assessment is not None and result.assessment.materiality is Materiality.MATERIAL


def _json(slug: str, result: Result | None) -> dict[str, object]:
    if result is None:
        return {"slug": slug, "outcome": "taken"}
    return {
        "slug": slug,
        "outcome": result.outcome.value,
        "move": result.move.value if result.move else None,
        "materiality": result.assessment.materiality.value if result.assessment else None,
        "summary": result.assessment.summary if result.assessment else None,
        "cause": result.failure.cause.value if result.failure else None,
        "error": result.failure.message if result.failure else None,
        "advice": result.failure.advice if result.failure else None,
        "alerts": result.told,
        "returned": result.returned,
        "next_check_at": iso(result.next_check_at),
    }
