"""`clausewatch blame SLUG [@REV]`: each clause with the version it came in, and the one that last reworded it."""

from typing import Annotated

import typer

from monitor.blaming import DatedClause, blamed
from monitor.cli.common import ConfigOption, JsonOption, console, day, on_terminal, opened, write_json, write_rows
from monitor.contracts import blame_json
from redline.rendering.visible import visible
from storage import policies

app = typer.Typer()

SHOWN = 90  # characters of a clause in a row


@app.command()
def blame(
    slug: Annotated[str, typer.Argument(help="The policy, as `clausewatch list` shows it.")],
    revision: Annotated[str, typer.Argument(help="@latest, @first, @-1, @YYYY-MM-DD or a digest.")] = "@latest",
    words: Annotated[str | None, typer.Option("--clause", help="Only clauses that hold these words.")] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show since when each clause of a policy stands there, and when it was last reworded."""
    with opened(config, reads=True) as service, service.store.reading() as session:
        resolved, found = blamed(session, policies.get(session, slug), revision)
    asked = [one for one in found if words is None or words.casefold() in one.clause.text.casefold()]
    if as_json:
        write_json(blame_json(slug, resolved, asked))
        return
    if not asked:
        console(stderr=True).print(f"{slug}: no clause of this version holds {words!r}")
    write_rows(("policy", "introduced", "reworded", "clause"), [_row(slug, one) for one in asked])


def _row(slug: str, one: DatedClause) -> tuple[str, str, str, str]:
    clause = one.clause
    mark = " ".join(part for part in (clause.number, clause.heading) if part)
    text = " ".join(visible(f"{mark}: {clause.text}" if mark else clause.text).split())
    if on_terminal() and len(text) > SHOWN:
        text = f"{text[: SHOWN - 1]}…"
    reworded = day(one.reworded.version.first_seen) if one.reworded is not one.introduced else "-"
    return slug, day(one.introduced.version.first_seen), reworded, text
