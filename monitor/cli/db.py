"""`clausewatch db`: check, back up and restore the database, and say what it holds."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from monitor import durations
from monitor.cli.common import ConfigOption, JsonOption, console, load, on_terminal, opened, told_failures, write_json
from monitor.cli.errors import ExitCode, Failure
from storage import backups, retention, upkeep
from storage.upkeep import Problem

app = typer.Typer(no_args_is_help=True, help="Check, back up and restore the database.")


@app.command()
def check(
    repair: Annotated[bool, typer.Option("--repair", help="Build the full-text index anew first.")] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Look for damage: structure, references, digests of every body and clause, the chain of snapshots."""
    with opened(config, reads=not repair) as service:
        if repair:
            upkeep.rebuild_words(service.store)
        found = upkeep.check(service.store, _told if on_terminal() and not as_json else lambda _: None)
    if as_json:
        write_json([asdict(problem) for problem in found])
    else:
        _write(found)
    if found:
        raise Failure(f"problems found: {len(found)}; restore a backup with `clausewatch db restore`")


def _told(step: str) -> None:
    console(stderr=True).print(f"checking {step} …")


def _write(found: tuple[Problem, ...]) -> None:
    out = console()
    for problem in found:
        out.print(f"{problem.check}: {problem.place} {problem.found}")
    if not found:
        out.print("the database is sound")


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite the file.")] = False,
    config: ConfigOption = None,
) -> None:
    """Write a consistent copy of the database while everything goes on."""
    with opened(config) as service:
        backups.back_up(service.store, target, replace=replace)
    console().print(f"{target}: {target.stat().st_size:,} bytes")


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(help="A backup.")],
    config: ConfigOption = None,
) -> None:
    """Put a backup in the database's place; the present one is kept beside it. Stop the daemon first."""
    url = load(config).database_url
    with told_failures():
        aside = backups.restore(source, url)
    console().print(f"restored from {source}" + (f"; the database before it is {aside}" if aside else ""))


@app.command()
def thin(
    older_than: Annotated[str, typer.Option(metavar="LENGTH", help='Only captures older than this, such as "365d".')],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say how many; change nothing.")] = False,
    config: ConfigOption = None,
) -> None:
    """Drop the bytes of old captures that no version, change or check needs; digests and readings stay."""
    now = datetime.now(UTC)
    try:
        before = now - durations.parse(older_than)
    except ValueError as error:
        raise Failure(f"--older-than: {error}", ExitCode.USAGE) from error
    with opened(config) as service:
        with service.store.reading() as session:
            names = retention.droppable(session, before)
        if not dry_run:
            freed = retention.drop_all(service.store, names, now)
            console().print(f"captures dropped: {len(names)}, bytes freed: {freed:,}")
            return
    console().print(f"captures that would be dropped: {len(names)}")


@app.command()
def size(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """Say what the database holds, in rows and bytes."""
    with opened(config, reads=True) as service:
        found = upkeep.sizes(service.store)
    if as_json:
        write_json(asdict(found))
        return
    for name, value in asdict(found).items():
        console().print(f"{name.replace('_', ' '):14} {value:>15,}")
