"""`clausewatch backfill`: a policy's past from a web archive, safe to stop at any moment."""

import re
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from monitor import backfill as past
from monitor.archives import ArchiveBusy
from monitor.backfill import Ending, Report
from monitor.cli import common
from monitor.cli.errors import ExitCode, Failure
from monitor.crew import workers_of
from monitor.interrupts import answered
from monitor.moments import iso
from monitor.settings import is_internet_archive

app = typer.Typer()

_WORDS = {
    Ending.NEVER_ARCHIVED: "the archive never captured it; look whether it stood at another address (former_urls)",
    Ending.NONE_IN_RANGE: "captured only before [archive] since; set an earlier day there to see more",
    Ending.IN_PARTS: "it stands on several pages, which archives capture apart; records of the whole may be imported",
    Ending.BLOCKED: "the archive holds this site back at its owner's wish",
}

_UNFINISHED = (Ending.UNREACHABLE, Ending.UNREAD)


@app.command()
def backfill(
    slugs: Annotated[list[str] | None, typer.Argument(metavar="[SLUG]...", help="The policies.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All policies of the configuration.")] = False,
    as_json: common.JsonOption = False,
    config: common.ConfigOption = None,
) -> None:
    """Fetch the past of policies from a web archive. It may be stopped at any moment and goes on where it stopped."""
    if bool(slugs) == everything:
        raise Failure("backfill: name policies, or give --all", ExitCode.USAGE)
    with common.opened(config) as service:
        common.say_if_none(service.loaded)
        _ask_for_contact(service)
        chosen = common.known(service, slugs or ()) if slugs else tuple(service.loaded.policies)
        reports = _run(service, chosen, quiet=as_json)
    if as_json:
        common.write_json([_json(report) for report in reports])
    if any(report.ending in (Ending.LIMITED, *_UNFINISHED) for report in reports):
        raise typer.Exit(ExitCode.ERROR)


def _ask_for_contact(service: common.Service) -> None:
    """The Internet Archive writes to whom it can before it shuts them out."""
    config = service.loaded.config
    named = re.search(r"@|https?://", config.clausewatch.user_agent)
    if is_internet_archive(config.archive.base_url) and not named:
        note = "note: give [clausewatch] user_agent an address; archives write before they shut somebody out"
        common.console(stderr=True).print(note)


def _run(service: common.Service, slugs: Sequence[str], *, quiet: bool) -> list[Report]:
    reports: list[Report] = []
    rate = service.loaded.config.archive.playbacks_per_second
    with _stopped_by_signals() as stop, _bar(rate, len(slugs), quiet=quiet) as tell:
        try:
            with workers_of(service.loaded) as workers:
                for report in past.backfill(service.loaded, service.store, workers, slugs, stop=stop, tell=tell):
                    reports.append(report)
                    if not quiet:
                        common.console().print(line(report))
        except ArchiveBusy as error:
            raise Failure(str(error)) from error
    if stop.is_set() and not quiet:
        common.console(stderr=True).print("Stopped. Nothing is lost: the same command goes on from here.")
    return reports


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set; the present capture is finished first."""
    stop = threading.Event()
    with answered({signal.SIGINT: stop.set, signal.SIGTERM: stop.set}):
        yield stop


@contextmanager
def _bar(per_second: float, policies: int, *, quiet: bool) -> Iterator[past.Tell]:
    """A progress bar on a terminal; nothing on a pipe."""
    console = common.console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total} {task.fields[left]}"),
    )
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=console, transient=True) as progress:

        def tell(at: past.Progress) -> None:
            if at.slug not in tasks:
                for task in tasks.values():
                    progress.update(task, visible=False)
                tasks[at.slug] = progress.add_task(f"{at.slug} ({len(tasks) + 1} of {policies})", total=None, left="")
            total = at.fetched + at.remaining
            seconds = at.remaining / per_second + at.paused_s
            left = f"about {_span(seconds)} left" if seconds > 0 else ""
            progress.update(tasks[at.slug], completed=at.fetched, total=total, left=left)

        yield tell


def line(report: Report) -> str:
    """What came of one policy, in one line."""
    return f"{report.slug}  {_outcome(report)}{_proposed(report)}"


def _outcome(report: Report) -> str:
    if report.ending is Ending.STOPPED:
        return f"stopped after {report.fetched} fetched; {report.versions} versions so far"
    if report.ending is Ending.LIMITED:
        wait = f", for {_span(report.resume_after.total_seconds())}" if report.resume_after else ""
        return f"the archive must be left alone{wait}: {report.detail}; the same command goes on from here"
    if report.ending in _UNFINISHED:
        return f"not finished: {report.detail}; the same command goes on from here"
    if report.ending in _WORDS:
        return _WORDS[report.ending]
    span = f", {common.day(report.first_seen)} to {common.day(report.last_seen)}" if report.versions else ""
    new = "nothing new, " if report.ending is Ending.NOTHING_NEW else ""
    why = f": {report.detail}" if report.detail else ""
    listed = _count(report.captures, "capture")
    return f"{new}{_count(report.versions, 'version')}{span} ({listed} listed, {report.fetched} fetched){why}"


def _proposed(report: Report) -> str:
    found = [f"\n  redirects led from {each.found_at} to {each.url} since {each.since}" for each in report.addresses]
    return "".join(found)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{max(round(seconds), 1)} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _json(report: Report) -> dict[str, Any]:
    content = asdict(report) | {
        "first_seen": iso(report.first_seen),
        "last_seen": iso(report.last_seen),
        "resume_after": _seconds(report.resume_after),
        "addresses": [
            {"url": each.url, "since": str(each.since), "found_at": each.found_at} for each in report.addresses
        ],
    }
    return {"policy": content.pop("slug"), **content}


def _seconds(wait: timedelta | None) -> int | None:
    return None if wait is None else round(wait.total_seconds())
