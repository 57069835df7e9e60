"""`clausewatch history SLUG`: a policy's versions, newest first, back to before we began."""

import csv
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import zip_longest
from typing import Annotated, Any

import typer

from monitor import report, triage
from monitor.cli.common import (
    ConfigOption,
    JsonOption,
    console,
    day,
    on_terminal,
    one_form,
    opened,
    write_json,
    write_rows,
)
from monitor.cli.days import start_of, told_apart
from monitor.cli.versions import policy_of
from monitor.moments import iso
from monitor.moves import Move
from monitor.report import Upgrade
from monitor.triage import Answers
from storage import gaps
from storage import history as histories
from storage.history import GAP
from storage.records import Gap, Triage, Version

app = typer.Typer()

Unseen = Mapping[Version, Gap | None]  # the longest time inside each version in which nobody saw it

HEADS = ("policy", "first seen", "last seen", "level", "stated date", "sources", "digest", "summary")
KEYS = (
    "first_seen",
    "last_seen",
    "sources",
    "sightings",
    "text_digest",
    "stated_date",
    "state",
    "materiality",
    "summary",
)


@app.command()
def history(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The policy.")],
    config: ConfigOption = None,
    everything: Annotated[
        bool,
        typer.Option(
            "--all", help="Also what is no version: held, blinks, pages that were not the policy, seen elsewhere."
        ),
    ] = False,
    since: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Only what was seen since then.")] = None,
    upgrades: Annotated[
        bool, typer.Option("--upgrades", help="How the policy was read through time, and which versions moved with it.")
    ] = False,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV.")] = False,
) -> None:
    """Show a policy's versions, newest first, with what changed and how much it mattered."""
    one_form(as_json=as_json, as_csv=as_csv)
    begin = start_of(since)
    with opened(config, reads=True) as service:
        policy = policy_of(service, slug)
        with service.store.reading() as session:
            found = histories.versions(session, policy, everything=everything)
            recipes = report.upgrades(session, policy) if upgrades else ()
            answers = triage.answers(session, policy.id)
            unseen = dict(zip(found, gaps.inside(session, found, GAP), strict=True))
    there = len(found)
    found = tuple(version for version in reversed(found) if begin is None or version.last_seen >= begin)
    if as_json:
        _write_json(slug, found, recipes, answers, unseen)
    elif as_csv:
        _write_csv(slug, found)
    else:
        if not found:
            console(stderr=True).print(f"{slug}: {_none(slug, there, since)}")
        _write(slug, found, answers, unseen)
        for line in (line for upgrade in recipes for line in _upgrade_lines(slug, upgrade)):
            console().print(line)


def _none(slug: str, there: int, since: str | None) -> str:
    """Why nothing is shown, where `there` are so many versions in all."""
    if there:
        return f"none seen since {since}; without --since: {there}"
    return f"no versions yet; `clausewatch check {slug}` or `clausewatch backfill {slug}`"


def _upgrade_lines(slug: str, upgrade: Upgrade) -> tuple[str, ...]:
    """One way of reading, and what moved with it."""
    in_force = " (in force)" if upgrade.in_force else ""
    head = f"{slug}  extractor {upgrade.extractor}, recipe {upgrade.recipe[:8]}: {upgrade.versions} versions{in_force}"
    return head, *(f"{slug}    {_move_line(move)}" for move in upgrade.moved)


def _move_line(move: Move) -> str:
    """ "re-dated  2021-03-01 to 2021-04-12 -> 2021-03-08 to 2021-04-12; stated date - -> 2021-03-01"."""
    if move.before is None or move.after is None:
        return f"{move.kind}  {_seen(move.before or move.after)}"
    was, now = _stated(move.before), _stated(move.after)
    parts = [_seen(move.before)]
    if move.before.first_seen != move.after.first_seen:
        parts = [f"{parts[0]} -> {_seen(move.after)}"]
    if was != now:
        parts.append(f"stated date {was} -> {now}")
    return f"re-dated  {'; '.join(parts)}"


def _seen(version: Version | None) -> str:
    return f"{day(version.first_seen)} to {day(version.last_seen)}" if version else "-"


def _stated(version: Version) -> str:
    stated = version.stated_date
    return (stated.date or "/".join(stated.candidates)) if stated else "-"


def _write_json(
    slug: str, found: tuple[Version, ...], recipes: tuple[Upgrade, ...], answers: Answers, unseen: Unseen
) -> None:
    versions = [_version_json(version, answers, unseen[version]) for version in found]
    shown: dict[str, Any] = {"policy": slug, "versions": versions}
    if recipes:
        shown["upgrades"] = [upgrade.json() for upgrade in recipes]
    write_json(shown)


def _version_json(version: Version, answers: Answers, gap: Gap | None) -> dict[str, Any]:
    """A version; `triage` stands only where a person answered its alert, `gap` only where it went unseen for long."""
    shown, word = report.version_json(version), answers.get(version.change_id)
    if word:
        shown["triage"] = triage.word_json(word)
    if gap:
        shown["gap"] = {"last_seen": iso(gap.last_seen), "next_seen": iso(gap.next_seen)}
    return shown


def _write_csv(slug: str, found: tuple[Version, ...]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("policy", *KEYS))
    for version in found:
        row = report.version_json(version) | {
            "sources": " ".join(version.sources),
            "stated_date": version.stated_date.date if version.stated_date else None,
        }
        writer.writerow((slug, *(row[key] for key in KEYS)))


def _write(slug: str, found: tuple[Version, ...], answers: Answers, unseen: Unseen) -> None:
    rows: list[tuple[str, ...]] = []
    seen = told_apart([version.first_seen for version in found])
    for version, before, first in zip_longest(found, found[1:], seen):
        words = _gap_words(version, before, unseen[version])
        rows.append(_row(slug, version, first, answers.get(version.change_id), () if on_terminal() else words))
        if on_terminal():
            rows += [("", "", "", "", "", "", "", f"┄ {said}") for said in words]
    own = 1 if on_terminal() else 0  # there the command has said whose versions these are
    write_rows(HEADS[own:], [row[own:] for row in rows])


def _gap_words(version: Version, before: Version | None, unseen: Gap | None) -> tuple[str, ...]:
    """The times in which nobody looked: the longest inside a version, and the one before it."""
    told = []
    if unseen:
        days = (unseen.next_seen - unseen.last_seen).days
        told.append(f"not seen from {day(unseen.last_seen)} to {day(unseen.next_seen)} ({days:,} days)")
    gap = version.first_seen - before.last_seen if before is not None else timedelta(0)
    if gap > GAP:
        told.append(f"before it nobody looked for {gap.days} days")
    return tuple(told)


def _row(slug: str, version: Version, first: str, word: Triage | None, unseen: Sequence[str]) -> tuple[str, ...]:
    """`unseen` says when nobody looked; on a terminal that has rows of its own."""
    times = "".join(f" · {said}" for said in unseen)
    state = "" if version.state == "version" else f"[{version.state}] "
    answered = f" · {triage.word_line(word)}" if word else ""
    return (
        slug,
        first,
        day(version.last_seen),
        version.materiality or "-",
        _stated(version),
        "+".join(version.sources),
        version.words_sha256[:8],
        f"{state}{version.summary or version.reason or ('first version known' if not state else '')}{answered}{times}",
    )
