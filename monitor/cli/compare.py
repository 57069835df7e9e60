"""`clausewatch compare OLD NEW`: what changed between two files, clause by clause, and what of it matters."""

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli import batch
from monitor.cli.errors import ExitCode, Failure
from monitor.cli.files import read_file
from redline.assessment import assess
from redline.contract import assessment_json
from redline.errors import ReadingError
from redline.types import Assessment, Materiality, Reading

app = typer.Typer()


EXIT_CODE_HELP = "Exit with 10 where a change is material, with 11 where a side is not the document."


class Format(StrEnum):
    """How a comparison is shown."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


@app.command()
def compare(
    old: Annotated[Path | None, typer.Argument(help="The older file: HTML, PDF, Markdown or text.")] = None,
    new: Annotated[Path | None, typer.Argument(help="The newer file.")] = None,
    shown: Annotated[Format, typer.Option("--format", help="How the comparison is shown.")] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    listing: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            help='A file of JSON objects, one a line: {"id", "old", "new"}, names of files. Answers are JSON.',
        ),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, max=batch.MAX_JOBS, help="Processes for --batch. Default: one per core.")
    ] = None,
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help=EXIT_CODE_HELP),
    ] = False,
) -> None:
    """Compare two versions of a policy: a redline clause by clause, and what of it matters."""
    if as_json and shown not in (Format.TEXT, Format.JSON):
        raise Failure(f"compare: --json and --format {shown} ask for two forms; give one", ExitCode.USAGE)
    if listing is not None:
        if old or new:
            raise Failure("compare: give OLD and NEW or --batch, not both", ExitCode.USAGE)
        batch.run(listing, answer, jobs)
        return
    if old is None or new is None:
        raise Failure("compare: give two files, OLD and NEW (or --batch FILE)", ExitCode.USAGE)
    assessment = _assessed(old, new)
    sys.stdout.write(render(assessment, Format.JSON if as_json else shown, old.name, new.name))
    end_with_code(assessment, asked=exit_code)


def end_with_code(assessment: Assessment, *, asked: bool) -> None:
    """Where `--exit-code` asked for it, end with 11 where one side is not the document, so that nobody can say what
    changed, and with 10 where the change is material."""
    if asked and assessment.suspect is not None and assessment.suspect.is_no_version:
        raise typer.Exit(ExitCode.NOT_COMPARABLE)
    if asked and assessment.materiality is Materiality.MATERIAL:
        raise typer.Exit(ExitCode.MATERIAL)


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """The comparison of one line of a batch."""
    old, new = batch.file(case, "old"), batch.file(case, "new")
    return assessment_json(assess(read_file(old), read_file(new)))


def _assessed(old: Path, new: Path) -> Assessment:
    return assess(_reading(old), _reading(new))


def _reading(path: Path) -> Reading:
    try:
        return read_file(path)
    except OSError as error:
        raise Failure(f"{path}: {error.strerror or error}") from error
    except ReadingError as error:
        raise Failure(f"{path}: {error}") from error


def render(assessment: Assessment, shown: Format, before: str, after: str) -> str:
    """`assessment` in the format asked for; `before` and `after` name the two sides."""
    if shown is Format.JSON:
        return json.dumps(assessment_json(assessment), ensure_ascii=False, indent=2) + "\n"
    from redline.rendering import formats as rendering

    if shown is Format.MARKDOWN:
        return rendering.markdown(assessment, before=before, after=after)
    if shown is Format.HTML:
        return rendering.html(assessment, before=before, after=after)
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    paint = rendering.ansi if coloured else rendering.plain
    return rendering.text(assessment, before=before, after=after, paint=paint)
