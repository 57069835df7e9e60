"""`clausewatch export`: histories as JSON Lines or Markdown files, declarations as config.toml."""

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated

import tomlkit
import typer

from monitor.cli.common import ConfigOption, Service, console, known, opened, say_if_none
from monitor.cli.errors import ExitCode, Failure
from monitor.cli.new_files import new_file
from monitor.config_file import appended
from monitor.exchange import export as exports
from storage import policies

app = typer.Typer()


class Format(StrEnum):
    """What is written."""

    JSONL = "jsonl"
    MARKDOWN = "markdown"
    CONFIG = "config"


@app.command()
def export(
    slugs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SLUG]...", help="Only these policies, also of those no longer followed."),
    ] = None,
    shown: Annotated[Format, typer.Option("--format", help="JSON Lines, a tree of Markdown files, or policies.")] = (
        Format.JSONL
    ),
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A new file to write, for markdown a new folder.")
    ] = None,
    texts: Annotated[bool, typer.Option("--texts/--no-texts", help="With what each version says.")] = True,
    config: ConfigOption = None,
) -> None:
    """Write policies and their histories for other programs."""
    with opened(config, reads=True) as service:
        wanted = _wanted(service, slugs, shown)
        say_if_none(service.loaded)
        if shown is Format.MARKDOWN:
            _write_tree(service, wanted, output)
            return
        with nullcontext(sys.stdout) if output is None else new_file(output, "x") as file:
            if shown is Format.CONFIG:
                file.write(_declarations(service, wanted))
            else:
                _write_lines(service, wanted, file, texts=texts)
    if output is not None:
        console().print(f"written to {output}: {output.stat().st_size:,} bytes")


def _wanted(service: Service, slugs: Sequence[str] | None, shown: Format) -> tuple[str, ...]:
    """All that are followed; by name also those that are no longer, which have a history and no declaration."""
    if slugs and shown is not Format.CONFIG:
        with service.store.reading() as session:
            return tuple(policies.get(session, slug).slug for slug in slugs)
    return known(service, slugs or tuple(service.loaded.policies))


def _write_lines(service: Service, wanted: tuple[str, ...], file: IO[str], *, texts: bool) -> None:
    with service.store.reading() as session:
        for slug in wanted:
            for line in exports.lines(session, policies.get(session, slug), texts=texts):
                print(line, file=file)


def _write_tree(service: Service, wanted: tuple[str, ...], output: Path | None) -> None:
    if output is None:
        raise Failure("export: name the folder to write with --output", ExitCode.USAGE)
    if output.exists():
        raise Failure(f"{output} exists already; name a new folder")
    with service.store.reading() as session:
        written = [path for slug in wanted for path in exports.tree(session, policies.get(session, slug), output)]
    console().print(f"versions written to {output}: {len(written)}")


def _declarations(service: Service, wanted: tuple[str, ...]) -> str:
    """The `[[policy]]` tables as they stand in the file."""
    tables = tomlkit.parse(service.loaded.path.read_text(encoding="utf-8")).unwrap().get("policy", [])
    chosen = [table for table, slug in zip(tables, service.loaded.policies, strict=True) if slug in set(wanted)]
    return appended("", chosen)
