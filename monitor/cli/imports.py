"""`clausewatch import`: other programs' watch lists into config.toml, dated texts from elsewhere into a history."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from monitor import config_file
from monitor.bounded import LIST_BYTES, read_bytes
from monitor.cli.common import ConfigOption, console, known, load, opened, told_failures
from monitor.cli.errors import ExitCode, Failure
from monitor.cli.reload import tell_reload
from monitor.exchange import changedetection, lists, ota, past, urlwatch
from monitor.exchange.past import Dated, Imported
from monitor.exchange.proposals import ImportRefused, Proposals, Watched, proposed
from monitor.judging import rules_of
from monitor.readers import Workers
from monitor.settings import Policy
from redline.rendering.visible import visible

app = typer.Typer(no_args_is_help=True, help="Take over what other programs watched, and texts from elsewhere.")

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be added; change nothing.")]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", exists=False)]


@app.command("csv")
def of_csv(file: FileArgument, dry_run: DryRun = False, config: ConfigOption = None) -> None:
    """Add the policies of a CSV file with a column `url` (and service, type, every, select, remove, tags)."""
    _add(lambda: lists.of_csv(_text(file), file.name), config, dry_run=dry_run)


@app.command("list")
def of_list(file: FileArgument, dry_run: DryRun = False, config: ConfigOption = None) -> None:
    """Add the addresses of an OPML file, or of a plain list with one address a line."""
    _add(lambda: lists.of_text(_text(file), file.name), config, dry_run=dry_run)


@app.command("urlwatch")
def of_urlwatch(file: FileArgument, dry_run: DryRun = False, config: ConfigOption = None) -> None:
    """Add the jobs of urlwatch's urls.yaml or webchanges' jobs.yaml."""
    _add(lambda: urlwatch.of_jobs(_text(file), file.name), config, dry_run=dry_run)


@app.command("changedetection")
def of_changedetection(file: FileArgument, dry_run: DryRun = False, config: ConfigOption = None) -> None:
    """Add the watches of changedetection.io: url-watches.json, a backup zip, or the data folder."""
    _add(lambda: changedetection.of_path(_there(file)), config, dry_run=dry_run)


@app.command("ota")
def of_ota(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Declarations of an Open Terms Archive collection.")],
    history: Annotated[
        list[Path] | None,
        typer.Option("--history", metavar="DIR", help="The collection's versions or snapshots, a git repository."),
    ] = None,
    dry_run: DryRun = False,
    config: ConfigOption = None,
) -> None:
    """Add the documents that an Open Terms Archive collection declares, and its records as their past."""
    declared = _refusing(lambda: ota.of_folder(_there(folder)))
    _add(lambda: declared, config, dry_run=dry_run)
    if history and not dry_run:
        _add_records(declared, history, config)


@app.command("files")
def of_files(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The policy whose past it is.")],
    path: Annotated[Path, typer.Argument(metavar="DIR|FILE", help="HTML, PDF, Markdown or text.")],
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="When it stood so; else the day in each file's name.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Add dated texts to a policy's past: pages kept by hand, the PDF a vendor sent by mail."""
    texts = _refusing(lambda: past.of_files(_there(path), date, datetime.now(UTC)))
    with _importing(config) as add:
        done = add(slug, texts)
        _tell(slug, texts, done)
    if done.refused and not (done.new or done.known):
        raise typer.Exit(ExitCode.ERROR)


T = TypeVar("T")
Adding = Callable[[str, tuple[Dated, ...]], Imported]


@contextmanager
def _importing(config: str | None) -> Iterator[Adding]:
    """What adds texts to a policy's past."""
    with opened(config) as service, Workers(1) as workers:

        def add(slug: str, texts: tuple[Dated, ...]) -> Imported:
            known(service, [slug])
            declaration = service.loaded.policies[slug]
            desk = past.desk_for(service.store, workers, declaration, datetime.now(UTC))
            return past.add(desk, texts, rules_of(service.loaded.config, declaration))

        yield add


def _add_records(declared: tuple[Watched, ...], repositories: list[Path], config: str | None) -> None:
    from monitor.exchange import git_history

    policies = load(config).policies
    slugs = {one.recorded_as: slug for one in declared if (slug := _followed(one, policies)) is not None}
    pages = {one.recorded_as: (one.url, *(part["url"] for part in one.parts)) for one in declared}
    with _importing(config) as add:
        for repository in repositories:
            wanted = {document: pages[document] for document in slugs}
            found = _refusing(partial(git_history.of_repository, _there(repository), wanted))
            for document, texts in found.items():
                if texts:
                    _tell(slugs[document], texts, add(slugs[document], texts))


def _followed(one: Watched, policies: Mapping[str, Policy]) -> str | None:
    """The policy that is this document: of its name and address, else of its address."""
    named = policies.get(one.slug)
    if named is not None and named.url == one.url:
        return one.slug
    return next((slug for slug, policy in policies.items() if policy.url == one.url), None)


def _add(find: Callable[[], tuple[Watched, ...]], config: str | None, *, dry_run: bool) -> None:
    loaded = load(config)
    found = proposed(_refusing(find), tuple(loaded.policies))
    if not dry_run and found.entries:
        with told_failures():
            config_file.append(loaded.path, found.entries)
            tell_reload(loaded)
    _report(found, loaded.path, dry_run=dry_run)


def _report(found: Proposals, path: Path, *, dry_run: bool) -> None:
    out, aside = console(), console(stderr=True)
    for entry in found.entries:
        out.print(visible(f"{entry['service']}  {entry['type']}  {entry['url']}"))
    for note in found.notes:
        aside.print(visible(f"note: {note}"))
    done = "would be added to" if dry_run else "added to"
    out.print(f"policies {done} {path}: {len(found.entries)}")


def _tell(slug: str, texts: tuple[Dated, ...], done: Imported) -> None:
    for refusal in done.refused:
        console(stderr=True).print(visible(f"note: {refusal}"))
    console().print(
        f"{slug}  texts added: {done.new}, known already: {done.known} ({past.between(texts)}); "
        f"changes between versions: {done.new_changes}"
    )


def _refusing(find: Callable[[], T]) -> T:
    try:
        return find()
    except ImportRefused as error:
        raise Failure(str(error)) from error


def _there(path: Path) -> Path:
    if not path.exists():
        raise Failure(f"{path}: there is no such file or folder")
    return path


def _text(file: Path) -> str:
    try:
        return read_bytes(_there(file), LIST_BYTES).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(f"{file}: cannot be read as text ({getattr(error, 'strerror', error)})") from error
