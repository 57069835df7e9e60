"""What the commands share: finding the configuration, opening the database, writing for people or for programs.

    with opened(config) as service:      # config.toml loaded, database created or migrated, policies synced
        with service.store.reading() as session: ...

On a terminal output is coloured and laid out; on a pipe it is plain text, dates are YYYY-MM-DD in UTC, and rows about
a policy start with its slug.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.console import Console

from monitor import config as configs
from monitor import moments
from monitor.cli.errors import CHOSEN, ExitCode, Failure
from monitor.cli.tables import print_table
from monitor.declarations import sync
from redline.rendering.visible import visible
from storage.errors import StorageError, StoreReadOnly
from storage.store import Store, open_store, open_to_read

ConfigOption = Annotated[
    str | None, typer.Option("--config", metavar="FILE", help="The configuration; else $CLAUSEWATCH_CONFIG, …")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """An open Clausewatch: its configuration and its database."""

    loaded: configs.Loaded
    store: Store


def load(config: str | None) -> configs.Loaded:
    """The configuration named by `config`, or found. Raises `Failure`."""
    try:
        return configs.load(configs.find(config or CHOSEN.get()))
    except configs.ConfigError as error:
        raise Failure(str(error)) from error


@contextmanager
def opened(config: str | None, *, reads: bool = False) -> Iterator[Service]:
    """The service of this configuration: database created or migrated, policies synced by slug.

    With `reads`, for a command that only looks, a database that may not be written is taken as it is. What storage
    cannot do ends the command with its one line.
    """
    loaded = load(config)
    with told_failures():
        store = _store(loaded, reads=reads)
        try:
            yield Service(loaded=loaded, store=store)
        finally:
            store.close()


def _store(loaded: configs.Loaded, *, reads: bool) -> Store:
    try:
        return _synced(open_store(loaded.database_url), loaded)
    except StoreReadOnly as error:
        if not reads:
            raise
        store = open_to_read(loaded.database_url)
        console(stderr=True).print(f"clausewatch: {error}; shown as it is stored")
        return store


def _synced(store: Store, loaded: configs.Loaded) -> Store:
    try:
        sync(store, loaded, datetime.now(UTC))
    except BaseException:
        store.close()
        raise
    return store


@contextmanager
def told_failures() -> Iterator[None]:
    """Turns what storage and configuration raise for the world's sake into the command's one line."""
    try:
        yield
    except (StorageError, configs.ConfigError) as error:
        raise Failure(str(error)) from error


def known(service: Service, slugs: Sequence[str]) -> tuple[str, ...]:
    """`slugs` where all of them are in the configuration. Raises `Failure` that names the nearest."""
    there = service.loaded.policies
    for slug in slugs:
        if slug not in there:
            hint = configs.suggestion(slug, list(there)) or "; `clausewatch list` shows those there are"
            raise Failure(f"no policy {slug!r} in {service.loaded.path.name}{hint}")
    return tuple(slugs)


def say_if_none(loaded: configs.Loaded) -> None:
    """Where no policy is declared: what to do about it, on standard error."""
    if not loaded.policies:
        console(stderr=True).print("no policies yet: `clausewatch add URL` adds one")


def console(*, stderr: bool = False) -> Console:
    """Where a command writes. Off a terminal nothing is coloured or wrapped."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, highlight=False, soft_wrap=not stream.isatty(), emoji=False, markup=False)


def on_terminal() -> bool:
    """Whether a person reads along."""
    return sys.stdout.isatty()


def write_json(value: Any) -> None:
    """`value` as indented JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def write_rows(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on a terminal; on a pipe the rows with their columns in line, without heads."""
    rows = [tuple(map(visible, row)) for row in rows]
    if on_terminal():
        print_table(console(), heads, rows)
        return
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(len(heads))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def one_form(*, as_json: bool, as_csv: bool) -> None:
    """Raises `Failure` where both forms are asked for."""
    if as_json and as_csv:
        raise Failure("give either --json or --csv, not both", ExitCode.USAGE)


def day(moment: datetime | None) -> str:
    """`moment` as YYYY-MM-DD in UTC, "-" where there is none."""
    return moments.day(moment) if moment else "-"


def moment(at: datetime | None) -> str:
    """`at` to the minute in UTC on a terminal, its day on a pipe; "-" where there is none."""
    if at is None or not on_terminal():
        return day(at)
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def exit_code(*, material: bool, asked: bool) -> None:
    """End with 10 where a material change was found and `--exit-code` asked for it."""
    if material and asked:
        raise typer.Exit(ExitCode.MATERIAL)
