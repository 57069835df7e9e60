"""`clausewatch timeline`: what changed in a period, across all policies or some, newest first."""

import csv
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import typer

from monitor.cli.common import ConfigOption, JsonOption, console, day, opened, write_json, write_rows
from monitor.cli.errors import ExitCode, Failure
from monitor.contracts import change_json
from redline.rendering_layout import visible
from redline.types import Materiality
from storage import changes, policies
from storage.records import ChangeHead

app = typer.Typer()

HEADS = ("policy", "first seen", "materiality", "kind", "summary")


@app.command()
def timeline(
    slugs: Annotated[list[str] | None, typer.Argument(metavar="[SLUG]...", help="Only these policies.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All policies; the default where none is named.")] = False,
    since: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="From this day on, UTC.")] = None,
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Up to and with this day, UTC.")] = None,
    level: Annotated[
        Materiality, typer.Option("--min", help="Only changes of this level or above.")
    ] = Materiality.NOISE,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV with a head.")] = False,
    config: ConfigOption = None,
) -> None:
    """Show what changed in a period across policies."""
    if slugs and everything:
        raise Failure("timeline: name policies or give --all, not both", ExitCode.USAGE)
    start, end = period(since, until)
    with opened(config) as service, service.store.reading() as session:
        names = policies.slugs(session)
        wanted = [policies.get(session, slug).id for slug in slugs or ()] or None
        found = changes.heads(session, policy_ids=wanted, since=start, until=end)
    rows = [(names[one.policy_id], one) for one in found if Materiality(one.materiality).reaches(level)]
    if as_json:
        write_json([change_json(slug, one) for slug, one in rows])
    elif as_csv:
        _write_csv(rows)
    elif rows:
        write_rows(HEADS, [_row(slug, one) for slug, one in rows])
    else:
        console(stderr=True).print("no changes in this period")


def period(since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    """The days from `since` to `until`, both included, as moments: from the first, before the second."""
    return _day(since), _day(until, timedelta(days=1))


def _day(word: str | None, add: timedelta = timedelta(0)) -> datetime | None:
    if word is None:
        return None
    try:
        found = date.fromisoformat(word)
    except ValueError as error:
        raise Failure(f"{word!r} is no day; write YYYY-MM-DD", ExitCode.USAGE) from error
    return datetime(found.year, found.month, found.day, tzinfo=UTC) + add


def _row(slug: str, one: ChangeHead) -> tuple[str, ...]:
    return slug, day(one.first_seen_at), one.materiality, one.kind.value, visible(one.summary)


def _write_csv(rows: list[tuple[str, ChangeHead]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(name.replace(" ", "_") for name in HEADS)
    writer.writerows(_row(slug, one) for slug, one in rows)
