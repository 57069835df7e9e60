"""`clausewatch show SLUG @REV`: one version's whole text."""

import sys
from typing import Annotated

import typer

from monitor.cli.common import ConfigOption, opened
from monitor.cli.extract import Format, render
from monitor.cli.versions import dated, policy_of

app = typer.Typer()


@app.command()
def show(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The policy.")],
    revision: Annotated[
        str, typer.Argument(metavar="@REV", help="@latest, @first, @-1, @2016-04-21, a digest.")
    ] = "@latest",
    shown: Annotated[Format, typer.Option("--format", help="How the text is shown.")] = Format.TEXT,
    config: ConfigOption = None,
) -> None:
    """Show the text of a version."""
    with opened(config, reads=True) as service:
        found = dated(service, policy_of(service, slug), revision)
    sys.stdout.write(render(found.reading, shown))
