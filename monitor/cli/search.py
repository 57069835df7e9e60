"""`clausewatch search WORDS`: which policies say it, or said it, when, and in which clauses."""

import re
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from monitor.cli.common import ConfigOption, JsonOption, console, day, on_terminal, opened, write_json
from monitor.contracts import found_json
from redline.rendering.layout import visible
from storage import search as searching
from storage.search import Found, Hit, Presence

app = typer.Typer()


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help='All of these words; "two words" in quotes are a phrase.')],
    policy: Annotated[list[str] | None, typer.Option("--policy", help="Only this policy (may be repeated).")] = None,
    now: Annotated[bool, typer.Option("--now", help="Only what is said today.")] = False,
    hits: Annotated[int, typer.Option("--clauses", min=0, help="Clauses shown of each policy.")] = 5,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Find words in all policies at all times: when they came, when they went, and where they stand now."""
    with opened(config, reads=True) as service, service.store.reading() as session:
        found = searching.search(session, words, slugs=policy or (), now_only=now, hits=hits)
    if as_json:
        write_json([found_json(one) for one in found])
        return
    if not found:
        console(stderr=True).print(
            "no clause or heading holds all of these words; fewer words, or an ending in *, find more"
        )
    for one in found:
        if on_terminal():
            _show(one, words)
        else:
            _write(one)


def _show(found: Found, words: Sequence[str]) -> None:
    """For a person: the policy, then when, then the clauses with what was looked for marked."""
    out = console()
    out.print(Text(found.policy.slug, style="bold"))
    for presence in found.presences:
        out.print(Text(f"  {span(presence)}", style="green" if presence.gone_by is None else "yellow"))
    for hit in found.hits:
        clause = Text(_clause(hit))
        clause.highlight_words(
            [part for word in words for part in re.findall(r"\w+", word)], "reverse", case_sensitive=False
        )
        out.print(Padding(clause, (1, 0, 0, 4)))
        out.print(Padding(Text(span(hit.presences[-1]), style="dim"), (0, 0, 0, 4)))
    if found.clauses > len(found.hits) > 0:
        out.print(Text(f"\n    and {found.clauses - len(found.hits)} more; --clauses {found.clauses} shows them"))
    out.print()


def _write(found: Found) -> None:
    out = console()
    slug = found.policy.slug
    for presence in found.presences:
        out.print(f"{slug}  {span(presence)}")
    for hit in found.hits:
        out.print(f"{slug}  {span(hit.presences[-1])}  {_clause(hit)}")
    if found.clauses > len(found.hits) > 0:
        out.print(f"{slug}  and {found.clauses - len(found.hits)} more; --clauses {found.clauses} shows them")


def span(presence: Presence) -> str:
    """When it was there, and whether it still is."""
    seen = f"{day(presence.first_seen)} to {day(presence.last_seen)}"
    return f"{seen}, gone by {day(presence.gone_by)}" if presence.gone_by else f"{seen}, there now"


def _clause(hit: Hit) -> str:
    mark = " ".join(part for part in (hit.number, hit.trail[-1] if hit.trail else "") if part)
    text = " ".join(visible(hit.text).split())
    return f"{visible(mark)}: {text}" if mark else text
