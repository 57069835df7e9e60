"""`clausewatch redline SLUG @FROM @TO`: what changed between two versions, clause by clause, and what of it matters."""

import sys
from typing import Annotated

import typer

from monitor.cli.common import ConfigOption, opened
from monitor.cli.compare import EXIT_CODE_HELP, Format, end_with_code, render
from monitor.cli.days import told_apart
from monitor.cli.versions import compared, dated_pair, policy_of
from monitor.judging import rules_of

app = typer.Typer()


@app.command()
def redline(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The policy.")],
    older: Annotated[str, typer.Argument(metavar="@FROM", help="@first, @-1, @2016-04-21, a digest.")] = "@-1",
    newer: Annotated[str, typer.Argument(metavar="@TO", help="The newer version.")] = "@latest",
    shown: Annotated[Format, typer.Option("--format", help="How the redline is shown.")] = Format.TEXT,
    material: Annotated[
        bool,
        typer.Option("--exit-code", help=EXIT_CODE_HELP),
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Show what changed between two versions of a policy. Without revisions: its last change."""
    with opened(config, reads=True) as service:
        policy = policy_of(service, slug)
        before, after = dated_pair(service, policy, older, newer)
        rules = rules_of(service.loaded.config, service.loaded.policies.get(slug))
    found = compared(before, after, rules)
    seen = told_apart([before.version.first_seen, after.version.first_seen])
    sys.stdout.write(render(found, shown, *(f"{slug} {one}" for one in seen)))
    end_with_code(found, asked=material)
