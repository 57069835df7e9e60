"""`clausewatch demo`: the whole service over a made-up world on loopback."""

import typer
from rich.console import Console

from monitor.cli.errors import Failure
from monitor.interrupts import orderly_end

app = typer.Typer()


@app.command()
def demo() -> None:
    """Show the whole service in under a minute: past, present, one change, one mail, one chat message.

    Everything runs on this machine over invented vendors; nothing is kept.
    """
    from monitor.demo.show import DemoFailure, run

    try:
        with orderly_end():
            run(Console(highlight=False))
    except DemoFailure as failure:
        raise Failure(f"the demo stopped: {failure}") from failure
