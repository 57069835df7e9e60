"""Words in; the clauses of all policies and all times that hold them out, and when each policy held them.

Full text is over clauses and headings, each stored once, so that a search costs what the policies say and not how
often they said it. The indexes are SQLite's FTS5 (migrations 0002 and 0003).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Select, literal_column, select, text
from sqlmodel import Session, col

from storage import history, policies
from storage.errors import StorageError
from storage.records import Policy, Version
from storage.rows import required
from storage.tables import ClauseRow, OutlineClauseRow, PlaceRow, PolicyRow, ReadingRow, SnapshotRow

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")


_Row = tuple[str, int, int]  # a text's words_sha256, a clause's id (or a heading's key), a place's id


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


def search(
    session: Session, words: Sequence[str], *, slugs: Sequence[str] = (), now_only: bool = False, hits: int = 50
) -> tuple[Found, ...]:
    """Policies with a clause or heading that holds all of `words`, by slug; of each so many `hits`, last seen first.

    A word with spaces, or in double quotes, is a phrase; one that ends in * begins a longer one. Case and accents do
    not matter. With `slugs` only these policies, with `now_only` only what is said today. Raises `StorageError` where
    there is nothing to look for, `UnknownPolicy` for a slug that is none.
    """
    asked = [policies.get(session, slug) for slug in slugs] or policies.every(session, retired=True)
    only = [policy.id for policy in asked] if slugs else None
    expression = match_expression(words)
    rows: dict[int, list[_Row]] = {}
    for policy_id, *row in session.execute(_clauses(expression, only)):
        rows.setdefault(policy_id, []).append(tuple(row))
    headings = _Headings()
    for policy_id, text_sha256, place_id, heading in session.execute(_of_headings(expression, only)):
        rows.setdefault(policy_id, []).append((text_sha256, headings.key(heading, place_id), place_id))
    matched = [policy for policy in asked if policy.id in rows]
    versions = history.versions_of(session, matched)
    drafts = [_draft(policy, versions[policy.id], rows[policy.id], hits) for policy in matched]
    told = [draft for draft in drafts if draft.presences and not (now_only and draft.presences[-1].gone_by)]
    texts, places = _texts_and_places(session, told)
    texts |= headings.texts
    return tuple(_finished(draft, texts, places) for draft in told)


def match_expression(words: Sequence[str]) -> str:
    """The index's own query for what a person typed; every sign that means something to it is taken away."""
    terms = [_term(word) for word in words]
    found = " ".join(term for term in terms if term)
    if not found:
        raise StorageError("nothing to search for; write a word, or a phrase in quotes")
    return found


def _term(word: str) -> str:
    if '"' not in word and " " in word.strip():
        return _phrase(word)
    return " ".join(filter(None, (_phrase(phrase or single) for phrase, single in _TERM.findall(word))))


def _phrase(words: str) -> str:
    inner = " ".join(_WORD.findall(words))
    return f'"{inner}"{"*" if words.rstrip().endswith("*") else ""}' if inner else ""


def _clauses(expression: str, policy_ids: Sequence[int] | None) -> Select[Any]:
    """Each text that a policy was read as, under its recipe in force, with each matching clause in it."""
    matching = _matching("clause_words", expression)
    texts = _texts(policy_ids).subquery()
    columns: Sequence[Any] = (
        texts.c.policy_id,
        texts.c.words_sha256,
        col(OutlineClauseRow.clause_id),
        col(OutlineClauseRow.place_id),
    )
    return (
        select(*columns)
        .select_from(matching)
        .join(OutlineClauseRow, col(OutlineClauseRow.clause_id) == matching.c.id)
        .join(texts, texts.c.outline_id == OutlineClauseRow.outline_id)
        .where(col(OutlineClauseRow.furniture).is_(False))
    )


def _of_headings(expression: str, policy_ids: Sequence[int] | None) -> Select[Any]:
    """The same with each matching heading in it, and a place under it."""
    matching = _matching("heading_words", expression)
    texts = _texts(policy_ids).subquery()
    columns: Sequence[Any] = (
        texts.c.policy_id,
        texts.c.words_sha256,
        col(OutlineClauseRow.place_id),
        matching.c.text,
    )
    return (
        select(*columns)
        .select_from(matching)
        .join(OutlineClauseRow, col(OutlineClauseRow.place_id) == matching.c.id)
        .join(texts, texts.c.outline_id == OutlineClauseRow.outline_id)
        .where(col(OutlineClauseRow.furniture).is_(False))
        .distinct()
    )


def _matching(index: str, expression: str) -> Any:
    """Rows of a full-text index that match: their id, and their text."""
    return (
        select(literal_column("rowid").label("id"), literal_column("text").label("text"))
        .select_from(text(index))
        .where(text(f"{index} MATCH :words").bindparams(words=expression))
        .subquery()
    )


class _Headings:
    """Headings get keys beside those of clauses: negative ones, one for each wording."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}
        self._keys: dict[str, int] = {}

    def key(self, heading: str, place_id: int) -> int:
        """The key of a heading that stands over this place."""
        found = self._keys.setdefault(heading, -place_id)
        self.texts[found] = heading
        return found


def _texts(policy_ids: Sequence[int] | None) -> Select[Any]:
    columns: Sequence[Any] = (
        col(PolicyRow.id).label("policy_id"),
        col(ReadingRow.words_sha256),
        col(ReadingRow.outline_id),
    )
    query = (
        select(*columns)
        .join(SnapshotRow, col(SnapshotRow.policy_id) == PolicyRow.id)
        .join(
            ReadingRow,
            (col(ReadingRow.body_sha256) == SnapshotRow.body_sha256) & (col(ReadingRow.recipe) == PolicyRow.recipe),
        )
        .distinct()
    )
    return query if policy_ids is None else query.where(col(PolicyRow.id).in_(list(policy_ids)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A policy's answer before its texts are fetched: (clause id, place id, when) of the hits to be shown."""

    policy: Policy
    presences: tuple[Presence, ...]
    clauses: int
    shown: tuple[tuple[int, int, tuple[Presence, ...]], ...]


def _draft(policy: Policy, versions: Sequence[Version], rows: Sequence[_Row], hits: int) -> _Draft:
    holding: dict[int, set[str]] = {}
    places: dict[int, int] = {}
    for words, clause, place in rows:
        holding.setdefault(clause, set()).add(words)
        places[clause] = place
    last = {version.words_sha256: at for at, version in enumerate(versions)}
    held = {clause: max(last.get(words, -1) for words in texts) for clause, texts in holding.items()}
    known = sorted((clause for clause in held if held[clause] >= 0), key=lambda clause: (-held[clause], clause))
    return _Draft(
        policy=policy,
        presences=presences(versions, {words for words, _, _ in rows}),
        clauses=len(known),
        shown=tuple((clause, places[clause], presences(versions, holding[clause])) for clause in known[:hits]),
    )


def _texts_and_places(session: Session, drafts: Sequence[_Draft]) -> tuple[dict[int, str], dict[int, Any]]:
    texts: dict[int, str] = {}
    places: dict[int, Any] = {}
    for draft in drafts:
        clause_ids, place_ids = [hit[0] for hit in draft.shown], [hit[1] for hit in draft.shown]
        found = select(col(ClauseRow.id), col(ClauseRow.text)).where(col(ClauseRow.id).in_(clause_ids))
        texts |= {required(key): value for key, value in session.execute(found)}
        stood = select(col(PlaceRow.id), col(PlaceRow.content)).where(col(PlaceRow.id).in_(place_ids))
        places |= {required(key): value for key, value in session.execute(stood)}
    return texts, places


def _finished(draft: _Draft, texts: Mapping[int, str], places: Mapping[int, Any]) -> Found:
    return Found(
        policy=draft.policy,
        presences=draft.presences,
        clauses=draft.clauses,
        hits=tuple(
            Hit(
                text=texts[clause],
                number=places[place]["heading_number" if clause < 0 else "number"],
                trail=tuple(places[place]["trail"][: -1 if clause < 0 else None]),
                presences=when,
            )
            for clause, place, when in draft.shown
        ),
    )


def presences(versions: Sequence[Version], texts: set[str]) -> tuple[Presence, ...]:
    """When a policy whose versions these are, oldest first, had one of `texts`. Pure."""
    found = []
    runs = [(there, list(run)) for there, run in groupby(versions, lambda version: version.words_sha256 in texts)]
    for at, (there, run) in enumerate(runs):
        if there:
            gone_by = runs[at + 1][1][0].first_seen if at + 1 < len(runs) else None
            found.append(Presence(first_seen=run[0].first_seen, last_seen=run[-1].last_seen, gone_by=gone_by))
    return tuple(found)
