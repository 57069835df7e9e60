"""The command line in, docs/cli.md out: read off the commands' own signatures."""

import importlib
import inspect
import typing
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

import typer
from typer.models import ArgumentInfo, CommandInfo, OptionInfo

from monitor.cli.app import COMMANDS

HEAD = """\
# Commands

{generated}

Exit codes: 0 fine, 1 error, 2 wrong usage; with `--exit-code` a material change is 10.
A comparison with a text that is not the document (a login page, half a page) is then 11.
Off a terminal everything is plain: dates are `YYYY-MM-DD` in UTC, rows about a policy start with its slug.
Where two versions share a day their time is given too.
A revision is `@latest`, `@first`, `@-1`, a digest's beginning, or a time: the version last first-seen by its end, UTC.
A time is `@2016-04-21`, `@2016-04-21T07:30`, or `@2016-04` and `@2016` where that month or year has but one version.
Tables have no heads there; `--json` and `--csv` name what each value is.
`--config FILE` may also stand before the command.
`clausewatch --version` says which version this is.
"""


def cli_page(generated: str) -> str:
    """Every command with its arguments and options; `generated` is the note that the page is made by a program."""
    parts = [HEAD.format(generated=generated)]
    for name, command in COMMANDS.items():
        parts += _commands(name, importlib.import_module(f"monitor.cli.{command.module}").app)
    return "\n".join(parts).rstrip() + "\n"


def _commands(name: str, app: typer.Typer) -> Iterator[str]:
    """One section a command; a group has one for each command in it, and its own where it does something alone."""
    registered = app.registered_commands
    if len(registered) == 1 and app.registered_callback is None:
        yield _section(f"clausewatch {name}", _callback(registered[0]))
        return
    own = app.registered_callback
    if own is not None and own.invoke_without_command is True and own.callback is not None:
        yield _section(f"clausewatch {name}", own.callback)
    for inner in registered:
        yield _section(f"clausewatch {name} {_name(inner)}", _callback(inner))


def _name(command: CommandInfo) -> str:
    return command.name or _callback(command).__name__.replace("_", "-")


def _callback(command: CommandInfo) -> Callable[..., Any]:
    if command.callback is None:
        raise TypeError("a command without a function")
    return command.callback


def _section(path: str, function: Callable[..., Any]) -> str:
    told = [line for line in map(_parameter, _parameters(function)) if line]
    return "\n".join([f"## {path}", "", inspect.getdoc(function) or "", "", *told, *([""] if told else [])])


def _parameters(function: Callable[..., Any]) -> Iterator[tuple[str, Any, ArgumentInfo | OptionInfo]]:
    hints = typing.get_type_hints(function, include_extras=True)
    for name in inspect.signature(function).parameters:
        annotated = typing.get_args(hints[name])
        info = next((item for item in annotated if isinstance(item, ArgumentInfo | OptionInfo)), None)
        if info is not None and not info.hidden:
            yield name, annotated[0], info


def _parameter(parameter: tuple[str, Any, ArgumentInfo | OptionInfo]) -> str:
    name, annotation, info = parameter
    if isinstance(info, ArgumentInfo):
        return f"- `{info.metavar or name.upper()}`: {info.help or ''}"
    # Inside Annotated the first word of Option(...) stands where a default would.
    named = [word for word in (info.default, *(info.param_decls or ())) if str(word).startswith("-")]
    options = named or [f"--{name.replace('_', '-')}"]
    shown = ", ".join(f"`{option}`" for option in options)
    choices = _choices(annotation)
    listed = f" ({', '.join(f'`{choice}`' for choice in choices)})" if choices else ""
    return f"- {shown}{listed}: {info.help or ''}"


def _choices(annotation: Any) -> tuple[str, ...]:
    kinds = (annotation, *typing.get_args(annotation))
    enum = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum)), None)
    return tuple(str(choice.value) for choice in enum) if enum else ()
