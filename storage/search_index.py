"""What a person typed in; which texts of which policies hold it, and in which clauses and headings, out.

Full text is over clauses and headings, each stored once, so that a search costs what the policies say and not how
often they said it. The indexes are SQLite's FTS5 (migrations 0002 and 0003).
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sql
from sqlmodel import Session, col

from storage.errors import StorageError
from storage.tables import OutlineClauseRow, PolicyRow, ReadingRow, SnapshotRow

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")

Text = tuple[str, int]
"""A text of a policy: its words_sha256, and the outline it was read as."""


@dataclass(slots=True)
class Holding:
    """Where the words stand. A key is a clause's id, or a heading's, negative: one for each wording.

    `texts` has the keys that each text of a policy holds, by the policy's id; `headings` the words of those keys;
    `places` a place under each heading, by outline.
    """

    texts: dict[int, dict[Text, set[int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    headings: dict[int, str] = field(default_factory=dict)
    places: dict[tuple[int, int], int] = field(default_factory=dict)


def holding(session: Session, words: Sequence[str], policy_ids: Sequence[int] | None) -> Holding:
    """Which texts hold all of `words` in one clause or heading, of all policies or these. Raises `StorageError`."""
    expression = match_expression(words)
    found = Holding()
    for policy_id, text, keys in _texts(session, _clauses(expression), policy_ids):
        found.texts[policy_id][text].update(keys)
    heading_of = _headings(session, expression)
    keys_of: dict[str, int] = {}
    for policy_id, text, places in _texts(session, _under_headings(expression), policy_ids):
        for place in places:
            key = keys_of.setdefault(heading_of[place], -place)
            found.places.setdefault((text[1], key), place)
            found.texts[policy_id][text].add(key)
    found.headings = {key: heading for heading, key in keys_of.items()}
    return found


def match_expression(words: Sequence[str]) -> str:
    """The index's own query for what a person typed. Raises `StorageError` where there is nothing to look for."""
    found = " ".join(f'"{phrase.rstrip("*")}"{"*" if phrase.endswith("*") else ""}' for phrase in phrases(words))
    if not found:
        raise StorageError("nothing to search for; write a word, or a phrase in quotes")
    return found


def phrases(words: Sequence[str]) -> list[str]:
    """What a person typed as phrases of plain words, one that ends in * the beginning of a longer one.

    Every sign that means something to the index is taken away.
    """
    return [phrase for word in words for part in _parts(word) if (phrase := _phrase(part))]


def _parts(word: str) -> list[str]:
    """A word with spaces is one phrase; so is what stands in double quotes."""
    if '"' not in word and " " in word.strip():
        return [word]
    return [phrase or single for phrase, single in _TERM.findall(word)]


def _phrase(words: str) -> str:
    inner = " ".join(_WORD.findall(words))
    return inner + ("*" if inner and words.rstrip().endswith("*") else "")


def _texts(session: Session, held: Any, policy_ids: Sequence[int] | None) -> list[tuple[int, Text, list[int]]]:
    """Each text that a policy was read as, under its recipe in force, with what `held` says of its outline.

    The ids come joined, one row an outline: a word in every clause of a long history is some 30,000 of them.
    """
    columns: Sequence[Any] = (col(PolicyRow.id), col(ReadingRow.words_sha256), held.c.outline_id, held.c.ids)
    query = (
        sql.select(*columns)
        .select_from(held)
        .join(ReadingRow, col(ReadingRow.outline_id) == held.c.outline_id)
        .join(SnapshotRow, col(SnapshotRow.body_sha256) == col(ReadingRow.body_sha256))
        .join(
            PolicyRow,
            (col(PolicyRow.id) == SnapshotRow.policy_id) & (col(PolicyRow.recipe) == ReadingRow.recipe),
        )
        .distinct()
    )
    if policy_ids is not None:
        query = query.where(col(PolicyRow.id).in_(list(policy_ids)))
    return [
        (policy_id, (words, outline), [int(one) for one in ids.split()])
        for policy_id, words, outline, ids in session.execute(query)
    ]


def _clauses(expression: str) -> Any:
    """Outlines with the ids of their matching clauses."""
    matching = _matching("clause_words", expression)
    rows = _lines(OutlineClauseRow.clause_id).join(matching, col(OutlineClauseRow.clause_id) == matching.c.id)
    return _joined(rows)


def _under_headings(expression: str) -> Any:
    """Outlines with the ids of the places under their matching headings."""
    matching = _matching("heading_words", expression)
    rows = _lines(OutlineClauseRow.place_id).join(matching, col(OutlineClauseRow.place_id) == matching.c.id)
    return _joined(rows.distinct())


def _lines(key: Any) -> sql.Select[Any]:
    columns: Sequence[Any] = (col(OutlineClauseRow.outline_id), col(key).label("key"))
    return sql.select(*columns).where(col(OutlineClauseRow.furniture).is_(False))


def _joined(rows: sql.Select[Any]) -> Any:
    found = rows.subquery()
    ids = sql.func.aggregate_strings(sql.cast(found.c.key, sql.String), " ").label("ids")
    return sql.select(found.c.outline_id, ids).group_by(found.c.outline_id).subquery()


def _matching(index: str, expression: str, *columns: Any) -> Any:
    """The rows of a full-text index that match, by id."""
    return (
        sql.select(sql.literal_column("rowid").label("id"), *columns)
        .select_from(sql.text(index))
        .where(sql.text(f"{index} MATCH :words").bindparams(words=expression))
        .subquery()
    )


def _headings(session: Session, expression: str) -> dict[int, str]:
    """The matching headings, by the place under each."""
    matching = _matching("heading_words", expression, sql.literal_column("text").label("text"))
    return {row.id: row.text for row in session.execute(sql.select(matching.c.id, matching.c.text))}
