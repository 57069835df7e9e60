"""Words in; the clauses of all policies and all times that hold them out, and when each policy held them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from storage import history, policies
from storage.records import Policy, Version
from storage.rows import in_chunks
from storage.search_index import Holding, Text, holding
from storage.tables import ClauseRow, OutlineClauseRow, PlaceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A time in which a policy held the words: from version to version; `gone_by` is the first version without them."""

    first_seen: datetime
    last_seen: datetime
    gone_by: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A clause or heading that holds the words, as one policy had it, and when."""

    text: str
    number: str
    trail: tuple[str, ...]
    presences: tuple[Presence, ...]

    @property
    def now(self) -> bool:
        """Whether the policy's newest version has it."""
        return self.presences[-1].gone_by is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one policy says, and said, of the words: when at all, in how many clauses, and in which, newest first."""

    policy: Policy
    presences: tuple[Presence, ...]
    clauses: int
    hits: tuple[Hit, ...]

    @property
    def now(self) -> bool:
        """Whether the policy's newest version has them."""
        return self.presences[-1].gone_by is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A page of an answer; `total` and `now` count the policies found in all, and those that say it today."""

    found: tuple[Found, ...]
    total: int
    now: int


def search(
    session: Session, words: Sequence[str], *, slugs: Sequence[str] = (), now_only: bool = False, hits: int = 50
) -> tuple[Found, ...]:
    """Policies with a clause or heading that holds all of `words`, by slug; of each so many `hits`, last seen first.

    A word with spaces, or in double quotes, is a phrase; one that ends in * begins a longer one. Case and accents do
    not matter. With `slugs` only these policies, with `now_only` only the clauses of each newest version. Raises
    `StorageError` where there is nothing to look for, `UnknownPolicy` for a slug that is none.
    """
    return search_page(session, words, slugs=slugs, now_only=now_only, hits=hits).found


def search_page(
    session: Session,
    words: Sequence[str],
    *,
    slugs: Sequence[str] = (),
    now_only: bool = False,
    hits: int = 50,
    offset: int = 0,
    limit: int | None = None,
) -> Results:
    """As `search`, but only `limit` policies after the first `offset`, and how many there are."""
    only = [policies.get(session, slug).id for slug in slugs] if slugs else None
    held = holding(session, words, only)
    matched = policies.of(session, held.texts)
    versions = history.versions_of(session, matched)
    dated = [
        (policy, presences(versions[policy.id], {name for name, _ in held.texts[policy.id]})) for policy in matched
    ]
    if now_only:
        dated = [(policy, tuple(one for one in when if one.gone_by is None)) for policy, when in dated]
    told = [(policy, when) for policy, when in dated if when]
    shown = told[offset:][:limit]
    drafts = [
        _draft(policy, when, versions[policy.id], held.texts[policy.id], hits, now_only=now_only)
        for policy, when in shown
    ]
    return Results(
        found=_finished(session, drafts, held),
        total=len(told),
        now=sum(when[-1].gone_by is None for _, when in told),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A hit before its words are fetched: its key, the outline of the newest text that holds it, and when it stood."""

    key: int
    outline_id: int
    presences: tuple[Presence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A policy's answer before its words are fetched; `clauses` counts the hits in all."""

    policy: Policy
    presences: tuple[Presence, ...]
    clauses: int
    shown: tuple[_Shown, ...]


def _draft(
    policy: Policy,
    when: tuple[Presence, ...],
    versions: Sequence[Version],
    texts: Mapping[Text, set[int]],
    hits: int,
    *,
    now_only: bool,
) -> _Draft:
    """The hits to show: those of the newest version first, then (not with `now_only`) those only earlier ones had."""
    outlines: dict[str, list[Text]] = {}
    for text in texts:
        outlines.setdefault(text[0], []).append(text)
    newest: dict[int, int] = {}  # a key -> the outline of the newest text that holds it
    for version in versions[-1:] if now_only else reversed(versions):
        found = {key: text[1] for text in outlines.get(version.words_sha256, ()) for key in texts[text]}
        newest |= {key: found[key] for key in sorted(found.keys() - newest.keys())}
    shown = (
        _Shown(
            key=key,
            outline_id=newest[key],
            presences=presences(versions, {words for (words, _), keys in texts.items() if key in keys}),
        )
        for key in list(newest)[:hits]
    )
    return _Draft(policy=policy, presences=when, clauses=len(newest), shown=tuple(shown))


def _finished(session: Session, drafts: Sequence[_Draft], held: Holding) -> tuple[Found, ...]:
    shown = [hit for draft in drafts for hit in draft.shown]
    stands = held.places | _stands(session, [(hit.outline_id, hit.key) for hit in shown if hit.key > 0])
    texts = held.headings | _column(session, ClauseRow.id, ClauseRow.text, {hit.key for hit in shown if hit.key > 0})
    places = _column(session, PlaceRow.id, PlaceRow.content, {stands[hit.outline_id, hit.key] for hit in shown})
    return tuple(
        Found(
            policy=draft.policy,
            presences=draft.presences,
            clauses=draft.clauses,
            hits=tuple(_hit(hit, texts[hit.key], places[stands[hit.outline_id, hit.key]]) for hit in draft.shown),
        )
        for draft in drafts
    )


def _hit(shown: _Shown, text: str, place: Mapping[str, Any]) -> Hit:
    """A heading stands under those above it, a clause under its own as well."""
    heading = shown.key < 0
    return Hit(
        text=text,
        number=place["heading_number" if heading else "number"],
        trail=tuple(place["trail"][: -1 if heading else None]),
        presences=shown.presences,
    )


def _stands(session: Session, asked: Sequence[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """The place of each asked (outline id, clause id)."""
    row, wanted = OutlineClauseRow, set(asked)
    columns = col(row.outline_id), col(row.clause_id), col(row.place_id)
    found: dict[tuple[int, int], int] = {}
    for chunk in in_chunks(wanted):
        outlines, clauses = {outline for outline, _ in chunk}, {clause for _, clause in chunk}
        query = select(*columns).where(columns[0].in_(outlines), columns[1].in_(clauses))
        found |= {(one.outline_id, one.clause_id): one.place_id for one in session.execute(query)}
    return found


def _column(session: Session, key: Any, value: Any, ids: Iterable[int]) -> dict[int, Any]:
    """One column of a table's rows, by id."""
    return {
        found: content
        for chunk in in_chunks(ids)
        for found, content in session.execute(select(key, value).where(col(key).in_(chunk)))
    }


def presences(versions: Sequence[Version], texts: set[str]) -> tuple[Presence, ...]:
    """When a policy whose versions these are, oldest first, had one of `texts`. Pure."""
    found = []
    runs = [(there, list(run)) for there, run in groupby(versions, lambda version: version.words_sha256 in texts)]
    for at, (there, run) in enumerate(runs):
        if there:
            gone_by = runs[at + 1][1][0].first_seen if at + 1 < len(runs) else None
            found.append(Presence(first_seen=run[0].first_seen, last_seen=run[-1].last_seen, gone_by=gone_by))
    return tuple(found)
