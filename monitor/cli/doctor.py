"""`clausewatch doctor`: tries every part as it will be used, and says what to mend."""

import typer

from monitor.cli.common import ConfigOption, JsonOption, console, load, write_json
from monitor.cli.errors import ExitCode
from monitor.examination import Finding, examine

app = typer.Typer()

_SIGNS = {True: "ok", False: "WRONG", None: "note"}


@app.command()
def doctor(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Examine configuration, database, channels, browser, archive and network. Changes nothing, tells nobody."""
    loaded, out = load(config), console()
    found: list[Finding] = []
    for finding in examine(loaded):
        found.append(finding)
        if not as_json:
            out.print(f"{_SIGNS[finding.fine]:5}  {finding.part}: {finding.words}")
    if as_json:
        write_json([{"part": one.part, "fine": one.fine, "words": one.words} for one in found])
    if any(one.fine is False for one in found):
        raise typer.Exit(ExitCode.ERROR)
