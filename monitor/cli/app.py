"""The command `clausewatch`: a table of its commands, and the one place where errors become lines and exit codes.

A command's module is imported when the command is called. `COMMANDS` is the table: adding a command is one line here
and one module beside this one, which holds a Typer `app`.
"""

import importlib
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from monitor.cli.errors import CHOSEN, Failure

# name -> module in monitor.cli, in the order in which --help lists them
COMMANDS: dict[str, str] = {
    "demo": "demo",
    "init": "init",
    "add": "add",
    "discover": "discover",
    "backfill": "backfill",
    "check": "check",
    "run": "run",
    "status": "status",
    "list": "list",
    "history": "history",
    "show": "show",
    "redline": "redline",
    "doctor": "doctor",
    "extract": "extract",
    "compare": "compare",
    "blame": "blame",
    "search": "search",
    "timeline": "timeline",
    "evidence": "evidence",
    "verify": "verify",
    "alerts": "alerts",
    "notify": "notify",
    "signals": "signals",
    "web": "web",
    "import": "imports",
    "export": "export",
    "upgrade": "upgrade",
    "db": "db",
}


class LazyGroup(TyperGroup):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names in the table's order."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, None where there is none (Typer then suggests the nearest)."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"monitor.cli.{COMMANDS[cmd_name]}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Follow privacy policies and terms; be told when a clause changes in a way that matters.",
)


@app.callback()
def root(
    config: Annotated[str | None, typer.Option("--config", metavar="FILE", help="The configuration to use.")] = None,
) -> None:
    """Follow privacy policies and terms; be told when a clause changes in a way that matters."""
    CHOSEN.set(config)


def main() -> None:
    """Run the command line: a failure is one line on standard error and its exit code."""
    try:
        app()
    except Failure as failure:
        print(f"clausewatch: {failure}", file=sys.stderr)
        sys.exit(failure.exit_code)
