"""The command `clausewatch`: a table of its commands, and the one place where errors become lines and exit codes.

A command's module is imported when the command is called. `COMMANDS` is the table: adding a command is one line here
and one module beside this one, which holds a Typer `app`.
"""

import errno
import importlib
import sys
from difflib import get_close_matches
from typing import Annotated, Any, Literal, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from monitor.cli import streams
from monitor.cli.errors import CHOSEN, ExitCode, Failure


class Command(NamedTuple):
    """A command's module in `monitor.cli`, and what the list of commands says of it: how its help begins."""

    module: str
    summary: str


# In the order in which --help lists them. The summaries stand here because to ask every module takes seconds.
COMMANDS: dict[str, Command] = {
    "demo": Command("demo", "Show the whole service in under a minute"),
    "init": Command("init", "Write a commented config.toml"),
    "add": Command("add", "Add a policy by its address"),
    "discover": Command("discover", "Propose a vendor's policies"),
    "backfill": Command("backfill", "Fetch the past of policies from a web archive"),
    "check": Command("check", "Check policies now and say what was found"),
    "run": Command("run", "Follow all policies until stopped"),
    "status": Command("status", "Say how the service fares"),
    "list": Command("list", "List the policies that are followed"),
    "history": Command("history", "Show a policy's versions, newest first"),
    "show": Command("show", "Show the text of a version"),
    "redline": Command("redline", "Show what changed between two versions of a policy"),
    "doctor": Command("doctor", "Examine configuration, database, channels, browser, archive"),
    "extract": Command("extract", "Read a policy: its text, clauses and stated date"),
    "compare": Command("compare", "Compare two versions of a policy"),
    "blame": Command("blame", "Show since when each clause of a policy stands there"),
    "search": Command("search", "Find words in all policies at all times"),
    "timeline": Command("timeline", "Show what changed in a period across policies"),
    "evidence": Command("evidence", "Write down what changed so that it can be shown to others"),
    "verify": Command("verify", "Check that a zip of evidence is unchanged"),
    "alerts": Command("alerts", "List alerts, newest first"),
    "notify": Command("notify", "Send a test message to a channel"),
    "signals": Command("signals", "List the rules that decide what is material"),
    "web": Command("web", "Serve the web view until stopped"),
    "import": Command("imports", "Take over what other programs watched"),
    "export": Command("export", "Write policies and their histories for other programs"),
    "upgrade": Command("upgrade", "Read all stored captures again"),
    "db": Command("db", "Check, back up and restore the database"),
}


# The language of the helps, as of docs/cli.md: Rich's own, Typer's default, swallows what stands in [[brackets]].
MARKUP: Literal["markdown"] = "markdown"

# What Typer adds to each command that is an application of its own.
COMPLETION = {"install_completion", "show_completion"}


class LazyGroup(TyperGroup):
    """A group that imports a command's module when the command is asked for, and none to list them."""

    _is_listing = False

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help of the whole program, for which each command is asked no more than its summary."""
        self._is_listing = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self._is_listing = False

    def list_commands(self, ctx: Any) -> list[str]:
        """Names in the table's order."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name. Raises `Failure`, which names the nearest, where there is none."""
        del ctx
        if cmd_name not in COMMANDS:
            near = get_close_matches(cmd_name, COMMANDS, n=1)
            hint = f"did you mean {near[0]}?" if near else "`clausewatch --help` lists those there are"
            raise Failure(f"no command {cmd_name!r}; {hint}", ExitCode.USAGE)
        if self._is_listing:
            return TyperCommand(cmd_name, help=COMMANDS[cmd_name].summary)
        module = importlib.import_module(f"monitor.cli.{COMMANDS[cmd_name].module}")
        module.app.rich_markup_mode = MARKUP
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        command.params = [option for option in command.params if option.name not in COMPLETION]
        return command


app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=MARKUP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Follow privacy policies and terms; be told when a clause changes in a way that matters.",
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"clausewatch {version('clausewatch')}")
        raise typer.Exit


@app.callback()
def root(
    config: Annotated[str | None, typer.Option("--config", metavar="FILE", help="The configuration to use.")] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Follow privacy policies and terms; be told when a clause changes in a way that matters."""
    del version  # its callback has answered
    CHOSEN.set(config)


def main() -> None:
    """Run the command line: a failure is one line on standard error and its exit code."""
    streams.prepare()
    code = _ended()
    if code == ExitCode.INTERRUPTED:
        _told("interrupted", code)
    sys.exit(code)


def _ended() -> int:
    """The exit code of the command, after its failure was told."""
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
        return int(code or ExitCode.FINE)
    except Failure as failure:
        return _told(str(failure), failure.exit_code)
    except TyperException as error:
        return _told(_usage(error), error.exit_code)
    except OSError as error:
        return _told_of_the_system(error)
    except UnicodeEncodeError as error:
        word = _typed(error.object[error.start : error.end])
        if word is None:
            raise
        return _told(f"{word}: holds bytes that are no UTF-8; only names of files may", ExitCode.USAGE)


def _typed(letters: str) -> str | None:
    """The word of the command line that holds these, None where none does: then they are no fault of the user's."""
    return next((word for word in sys.argv[1:] if letters in word), None)


def _usage(error: TyperException) -> str:
    """What is wrong with what was typed in, and where the right form stands; "" where that was shown already."""
    message = _in_our_words(error).rstrip(".")
    context = getattr(error, "ctx", None)
    return f"{message}; see {context.command_path} --help" if message and context else message


def _in_our_words(error: TyperException) -> str:
    """Its message, with our words where Typer quotes pydantic's."""
    message, cause = error.format_message(), error.__cause__
    if cause is None:
        return message
    from pydantic import ValidationError

    from monitor.complaints import worded

    return message.replace(error.message, worded(cause.errors()[0])) if isinstance(cause, ValidationError) else message


def _told(line: str, code: int) -> int:
    """Say `line`; what it quotes of a page or a file name gives no commands to the terminal."""
    if line:
        harmless = (one if one.isprintable() or one == "\n" else f"\\u{ord(one):04x}" for one in line)
        print(f"clausewatch: {''.join(harmless)}", file=sys.stderr)
    return code


def _told_of_the_system(error: OSError) -> int:
    """What the machine refused, mostly to write on. A reader that went away (`| head`) is nothing to speak of."""
    streams.forget_output()
    if error.errno == errno.EPIPE:
        return ExitCode.ERROR
    return _told(f"{error.filename or 'the output cannot be written'}: {error.strerror or error}", ExitCode.ERROR)
