"""`clausewatch search WORDS`: which policies say it, or said it, when, and in which clauses."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from monitor.cli.common import ConfigOption, JsonOption, console, day, on_terminal, opened, write_json
from monitor.cli.days import told_apart
from monitor.contracts import found_json
from monitor.passages import passage, pattern_of
from redline.rendering.visible import visible
from storage import search as searching
from storage.search import Found, Hit, Presence

app = typer.Typer()

# Characters shown of one clause.
EXCERPT = 400


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help='All of these words; "two words" in quotes are a phrase.')],
    policy: Annotated[list[str] | None, typer.Option("--policy", help="Only this policy (may be repeated).")] = None,
    now: Annotated[bool, typer.Option("--now", help="Only what the newest text of each policy says.")] = False,
    hits: Annotated[int, typer.Option("--clauses", min=0, help="Clauses shown of each policy.")] = 5,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Find words in all policies at all times: when they came, when they went, and where they stand now.

    "There now" is what the newest text says, seen within the last two weeks (stale_after); of a longer clause the part
    around the words is shown, and all of it with --json.
    """
    with opened(config, reads=True) as service, service.store.reading() as session:
        fresh_since = datetime.now(UTC) - service.loaded.config.clausewatch.stale_after
        found = searching.search(session, words, slugs=policy or (), now_only=now, hits=hits)
    if as_json:
        write_json([found_json(one) for one in found])
        return
    if not found:
        console(stderr=True).print(
            "no clause or heading holds all of these words; fewer words, or an ending in *, find more"
        )
    pattern = pattern_of(words)
    for one in found:
        spans = told_spans(one, fresh_since)
        if on_terminal():
            _show(one, spans, pattern)
        else:
            _write(one, spans, pattern)


def _show(found: Found, spans: Mapping[Presence, str], pattern: re.Pattern[str]) -> None:
    """For a person: the policy, then when, then the clauses with what was looked for marked."""
    out = console()
    out.print(Text(found.policy.slug, style="bold"))
    for presence in found.presences:
        out.print(Text(f"  {spans[presence]}", style="green" if presence.gone_by is None else "yellow"))
    for hit in found.hits:
        clause = Text(_clause(hit, pattern))
        clause.highlight_regex(pattern, "reverse")
        out.print(Padding(clause, (1, 0, 0, 4)))
        out.print(Padding(Text(spans[hit.presences[-1]], style="dim"), (0, 0, 0, 4)))
    if found.clauses > len(found.hits) > 0:
        out.print(Text(f"\n    and {found.clauses - len(found.hits)} more; --clauses {found.clauses} shows them"))
    out.print()


def _write(found: Found, spans: Mapping[Presence, str], pattern: re.Pattern[str]) -> None:
    out = console()
    slug = found.policy.slug
    for presence in found.presences:
        out.print(f"{slug}  {spans[presence]}")
    for hit in found.hits:
        out.print(f"{slug}  {spans[hit.presences[-1]]}  {_clause(hit, pattern)}")
    if found.clauses > len(found.hits) > 0:
        out.print(f"{slug}  and {found.clauses - len(found.hits)} more; --clauses {found.clauses} shows them")


def told_spans(found: Found, fresh_since: datetime) -> Mapping[Presence, str]:
    """When the words were there, and whether they still are, of every presence; times where two versions share a day.

    What nobody saw since `fresh_since` is not said to be there now.
    """
    every = dict.fromkeys((*found.presences, *(one for hit in found.hits for one in hit.presences)))
    bounds = {at for one in every for at in (one.first_seen, one.gone_by) if at is not None}
    told = dict(zip(bounds, told_apart(tuple(bounds)), strict=True))
    return {one: _span(one, told, fresh_since) for one in every}


def _span(one: Presence, told: Mapping[datetime, str], fresh_since: datetime) -> str:
    seen = f"{told[one.first_seen]} to {told.get(one.last_seen, day(one.last_seen))}"
    if one.gone_by is not None:
        return f"{seen}, gone by {told[one.gone_by]}"
    return f"{seen}, there now" if one.last_seen >= fresh_since else f"{seen}, in the last text seen"


def _clause(hit: Hit, pattern: re.Pattern[str]) -> str:
    mark = " ".join(part for part in (hit.number, hit.trail[-1] if hit.trail else "") if part)
    text = passage(" ".join(visible(hit.text).split()), pattern, EXCERPT).plain
    return f"{visible(mark)}: {text}" if mark else text
