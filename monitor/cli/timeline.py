"""`clausewatch timeline`: what changed in a period, across all policies or some, newest first."""

import csv
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from monitor.cli.common import ConfigOption, JsonOption, console, one_form, opened, write_json, write_rows
from monitor.cli.days import period, told_apart
from monitor.cli.errors import ExitCode, Failure
from monitor.contracts import change_json
from redline.rendering.visible import visible
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
    one_form(as_json=as_json, as_csv=as_csv)
    start, end = period(since, until)
    with opened(config, reads=True) as service, service.store.reading() as session:
        names = policies.slugs(session)
        wanted = [policies.get(session, slug).id for slug in slugs or ()] or None
        found = changes.heads(session, policy_ids=wanted, since=start, until=end)
    rows = [(names[one.policy_id], one) for one in found if Materiality(one.materiality).reaches(level)]
    days = _days([one for _, one in rows])
    if as_json:
        write_json([change_json(slug, one) for slug, one in rows])
    elif as_csv:
        _write_csv([_row(slug, one, days[one.id]) for slug, one in rows])
    elif rows:
        write_rows(HEADS, [_row(slug, one, days[one.id]) for slug, one in rows])
    else:
        console(stderr=True).print("no changes in this period")


def _days(found: Sequence[ChangeHead]) -> dict[int, str]:
    """When each was first seen, by its id: the day; with the time where its policy has another of that day."""
    days: dict[int, str] = {}
    for policy in {one.policy_id for one in found}:
        own = [one for one in found if one.policy_id == policy]
        days |= zip((one.id for one in own), told_apart([one.first_seen_at for one in own]), strict=True)
    return days


def _row(slug: str, one: ChangeHead, seen: str) -> tuple[str, ...]:
    return slug, seen, one.materiality, one.kind.value, visible(one.summary)


def _write_csv(rows: Sequence[tuple[str, ...]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(name.replace(" ", "_") for name in HEADS)
    writer.writerows(rows)
