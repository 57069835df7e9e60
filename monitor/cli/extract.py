"""`clausewatch extract FILE|URL`: the policy in a page, PDF or text, with its clauses, dates and whether it is one."""

import json
import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli import batch
from monitor.cli.errors import ExitCode, Failure
from monitor.cli.files import read_file
from redline.contract import reading_json
from redline.errors import ReadingError
from redline.extraction import EXTRACTOR
from redline.markdown import reader as markdown
from redline.rendering.visible import visible
from redline.types import Reading, Recipe

app = typer.Typer()


class Format(StrEnum):
    """How a reading is shown."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


@app.command()
def extract(
    source: Annotated[str | None, typer.Argument(metavar="FILE|URL", help="A page, PDF, Markdown or text.")] = None,
    shown: Annotated[Format, typer.Option("--format", help="How the reading is shown.")] = Format.TEXT,
    listing: Annotated[
        Path | None,
        typer.Option("--batch", help='A file of JSON objects, one a line: {"id", "file", "url"}. Answers are JSON.'),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, max=batch.MAX_JOBS, help="Processes for --batch. Default: one per core.")
    ] = None,
    select: Annotated[list[str] | None, typer.Option(metavar="CSS", help="Read these elements only.")] = None,
    remove: Annotated[list[str] | None, typer.Option(metavar="CSS", help="Leave these elements out.")] = None,
    section: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Read the document under this heading only.")
    ] = None,
) -> None:
    """Read a policy: its text, clauses and stated date, and whether the page is the policy at all.

    With text and Markdown the date is said on standard error, and so is what is not the policy; JSON holds both. Exits
    with 0 wherever there was a text to read: whether it is the policy is for the reader of quality.verdict.
    """
    recipe = Recipe(extractor=EXTRACTOR, select=tuple(select or ()), remove=tuple(remove or ()), section=section)
    if (source is None) == (listing is None):
        raise Failure("extract: give a FILE or URL, or --batch FILE", ExitCode.USAGE)
    if listing is not None:
        batch.run(listing, partial(answer, recipe=recipe), jobs)
        return
    assert source is not None
    reading = _read(source, recipe)
    if shown is not Format.JSON:
        _say_date(reading)
    sys.stdout.write(render(reading, shown))


def answer(case: dict[str, Any], *, recipe: Recipe) -> dict[str, Any]:
    """The reading of one line of a batch."""
    url = batch.text(case, "url") if case.get("url") is not None else None
    return reading_json(read_file(batch.file(case, "file"), url, recipe=recipe))


def render(reading: Reading, shown: Format) -> str:
    """`reading` in the format asked for."""
    if shown is Format.JSON:
        return json.dumps(reading_json(reading), ensure_ascii=False, indent=2) + "\n"
    body = markdown.write(reading) if shown is Format.MARKDOWN else _plain(reading)
    return visible(body).rstrip("\n") + "\n"


def _read(source: str, recipe: Recipe) -> Reading:
    try:
        if source.startswith(("http://", "https://")):
            from monitor.cli.pages import read_page

            reading = read_page(source, recipe)
        else:
            reading = read_file(Path(source), recipe=recipe)
    except ReadingError as error:
        raise Failure(f"{source}: {error}") from error
    except OSError as error:
        raise Failure(f"{source}: {error.strerror or error}") from error
    if reading.quality.verdict != "policy":
        why = visible(reading.quality.reason)
        print(f"clausewatch: not a policy ({reading.quality.verdict}): {why}", file=sys.stderr)
    return reading


def _say_date(reading: Reading) -> None:
    stated = reading.stated_date
    if stated is not None:
        when = stated.date or " or ".join(stated.candidates)
        print(visible(f"clausewatch: stated date: {when} ({stated.label}): {stated.text}"), file=sys.stderr)


def _plain(reading: Reading) -> str:
    """Clauses as plain text: headings on lines of their own, numbers and marks before what they stand for."""
    told = bool(reading.clauses) and reading.clauses[0].text == reading.title
    lines: list[str] = [reading.title, ""] if reading.title and not told else []
    trail: tuple[str, ...] = ()
    for clause in reading.clauses:
        for heading in _new_headings(trail, clause.trail):
            number = clause.heading_number if heading == clause.heading else ""
            lines += ["", " ".join(filter(None, (number, heading))), ""] if heading != reading.title else []
        trail = clause.trail
        mark = {"item": "- ", "row": "| "}.get(clause.kind, "")
        number = f"{clause.number} " if clause.number and clause.number != clause.heading_number else ""
        lines += [f"{number or mark}{clause.text}", *([""] if clause.kind == "paragraph" else [])]
    return "\n".join(lines)


def _new_headings(before: tuple[str, ...], trail: tuple[str, ...]) -> tuple[str, ...]:
    """The headings of `trail` that did not stand over the clause before."""
    shared = 0
    while shared < min(len(before), len(trail)) and before[shared] == trail[shared]:
        shared += 1
    return trail[shared:]
