"""`clausewatch list`: every policy, how it fares, when it last changed."""

from typing import Annotated

import typer

from monitor import report
from monitor.cli.common import (
    ConfigOption,
    JsonOption,
    day,
    moment,
    opened,
    say_if_none,
    write_json,
    write_rows,
)
from monitor.report import Listed

app = typer.Typer()

HEADS = ("policy", "state", "checked", "next", "versions", "last change", "address")


@app.command(name="list")
def list_policies(
    config: ConfigOption = None,
    as_json: JsonOption = False,
    retired: Annotated[bool, typer.Option("--retired", help="Also those no longer in config.toml.")] = False,
) -> None:
    """List the policies that are followed."""
    with opened(config, reads=True) as service, service.store.reading() as session:
        found = report.listed(session, retired=retired)
    if as_json:
        write_json([policy.json() for policy in found])
    elif found:
        write_rows(HEADS, [_row(policy) for policy in found])
    else:
        say_if_none(service.loaded)


def _row(found: Listed) -> tuple[str, ...]:
    level = f" {found.materiality}" if found.materiality else ""
    return (
        found.policy.slug,
        found.state,
        moment(found.policy.last_checked_at),
        moment(found.policy.next_check_at),
        str(found.versions),
        day(found.last_change_at) + level + (" (a change waits)" if found.held else ""),
        found.url,
    )
