"""Ordered clauses in, one outline id out, and back: clause texts and places are stored once, named by their content."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sql
from sqlmodel import Session, col, select

from redline.types import Clause, Link
from storage.rows import in_chunks, required
from storage.tables import ClauseRow, OutlineClauseRow, OutlineRow, PlaceRow

# A clause is its text (a clause row), where it stands (a place row), and what only this outline or reading knows.
_ELSEWHERE = {"position", "text", "digest", "links", "furniture"}
_PLACE = tuple(field.name for field in fields(Clause) if field.name not in _ELSEWHERE)


def put(session: Session, clauses: Sequence[Clause]) -> int:
    """Store an outline where it is new; returns its id."""
    places = [place_json({name: getattr(clause, name) for name in _PLACE}) for clause in clauses]
    lines = [
        [clause.position, clause.text, clause.digest, clause.furniture, place]
        for clause, place in zip(clauses, places, strict=True)
    ]
    name = lines_sha256(lines)
    known = session.exec(select(OutlineRow.id).where(OutlineRow.sha256 == name)).first()
    return known if known is not None else _put_new(session, name, clauses, places)


def _put_new(session: Session, name: str, clauses: Sequence[Clause], places: Sequence[str]) -> int:
    outline = OutlineRow(sha256=name)
    session.add(outline)
    session.flush()
    texts = {clause_sha256(c.digest, c.text): {"digest": c.digest, "text": c.text} for c in clauses}
    clause_ids = _ids(session, ClauseRow, texts)
    place_ids = _ids(session, PlaceRow, {_sha256(place): {"content": json.loads(place)} for place in places})
    rows = [
        {
            "outline_id": outline.id,
            "position": clause.position,
            "place_id": place_ids[_sha256(place)],
            "clause_id": clause_ids[clause_sha256(clause.digest, clause.text)],
            "furniture": clause.furniture,
        }
        for clause, place in zip(clauses, places, strict=True)
    ]
    if rows:
        session.execute(sql.insert(OutlineClauseRow), rows)
    return required(outline.id)


def get(session: Session, outline_id: int, links: Mapping[int, tuple[Link, ...]]) -> tuple[Clause, ...]:
    """The clauses of an outline, with the links of a reading by position."""
    return tuple(
        Clause(
            position=row.position,
            text=row.text,
            digest=row.digest,
            links=links.get(row.position, ()),
            furniture=row.furniture,
            **_place(row.content),
        )
        for row in session.execute(_lines(outline_id))
    )


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause without its place in any text: what it takes to say which clause of a later text it is."""

    digest: str
    text: str
    number: str
    heading: str


def passages(session: Session, outline_ids: Sequence[int]) -> dict[int, tuple[Passage, ...]]:
    """The passages of many outlines, in reading order. Each is made once, however many of the outlines hold it."""
    stands = {key: pairs.split(",") for key, pairs in _stands(session, outline_ids).items()}
    ids = {pair: _two(pair) for pair in set[str]().union(*stands.values())}
    texts = _rows(session, {clause for clause, _ in ids.values()}, ClauseRow.id, ClauseRow.digest, ClauseRow.text)
    places = _rows(session, {place for _, place in ids.values()}, PlaceRow.id, PlaceRow.content)
    made = {pair: _passage(texts[clause], places[place]) for pair, (clause, place) in ids.items()}
    return {key: tuple(map(made.__getitem__, pairs)) for key, pairs in stands.items()}


def _stands(session: Session, outline_ids: Iterable[int]) -> dict[int, str]:
    """Each outline as one text, "clause place,clause place": rows one by one would cost five times as much."""
    stands: dict[int, str] = {}
    for chunk in in_chunks(outline_ids):
        wanted = col(OutlineClauseRow.outline_id).in_(chunk)
        order = (col(OutlineClauseRow.outline_id), col(OutlineClauseRow.position))
        rows = sql.select(OutlineClauseRow).where(wanted).order_by(*order).subquery()
        pair = sql.cast(rows.c.clause_id, sql.String) + " " + sql.cast(rows.c.place_id, sql.String)
        joined = sql.func.aggregate_strings(pair, ",").label("pairs")
        found = session.execute(sql.select(rows.c.outline_id, joined).group_by(rows.c.outline_id))
        stands |= {row.outline_id: row.pairs for row in found}
    return stands


def _two(pair: str) -> tuple[int, int]:
    clause, place = pair.split()
    return int(clause), int(place)


def _passage(clause: Sequence[str], place: Sequence[Mapping[str, str]]) -> Passage:
    digest, text = clause
    return Passage(digest, text, place[0]["number"], place[0]["heading"])


def _rows(session: Session, ids: Iterable[int], key: Any, *columns: Any) -> dict[int, tuple[Any, ...]]:
    """Columns of a table's rows, by id."""
    return {
        found: tuple(values)
        for chunk in in_chunks(ids)
        for found, *values in session.execute(sql.select(key, *columns).where(col(key).in_(chunk)))
    }


def lines(session: Session, outline_id: int) -> list[list[Any]]:
    """What an outline's digest covers, as stored now."""
    rows = session.execute(_lines(outline_id))
    return [[row.position, row.text, row.digest, row.furniture, place_json(row.content)] for row in rows]


def lines_sha256(outline: Sequence[Sequence[Any]]) -> str:
    """The name of an outline: the digest of its lines."""
    return _sha256(json.dumps(outline))


def clause_sha256(digest: str, text: str) -> str:
    """The name of a clause row: its text may differ where its canonical digest does not, and the other way round."""
    return _sha256(f"{digest}\n{text}")


def place_json(content: Mapping[str, Any]) -> str:
    """A place as the text whose digest names it."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False)


def place_sha256(content: Mapping[str, Any]) -> str:
    """The name of a place."""
    return _sha256(place_json(content))


def _lines(outline_id: int) -> sql.Select[Any]:
    columns: Sequence[Any] = (
        OutlineClauseRow.position,
        OutlineClauseRow.furniture,
        ClauseRow.text,
        ClauseRow.digest,
        PlaceRow.content,
    )
    return (
        sql.select(*columns)
        .join(PlaceRow, col(PlaceRow.id) == OutlineClauseRow.place_id)
        .join(ClauseRow, col(ClauseRow.id) == OutlineClauseRow.clause_id)
        .where(col(OutlineClauseRow.outline_id) == outline_id)
        .order_by(col(OutlineClauseRow.position))
    )


def _place(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in content.items()}


def _ids(
    session: Session, table: type[ClauseRow] | type[PlaceRow], wanted: Mapping[str, Mapping[str, Any]]
) -> dict[str, int]:
    """The ids of content-addressed rows by digest; those not stored yet are."""
    ids = _known_ids(session, table, wanted)
    missing = [{"sha256": name, **values} for name, values in wanted.items() if name not in ids]
    if missing:
        session.execute(sql.insert(table), missing)
        ids |= _known_ids(session, table, [row["sha256"] for row in missing])
    return ids


def _known_ids(session: Session, table: type[ClauseRow] | type[PlaceRow], names: Iterable[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for chunk in in_chunks(names):
        query = select(table.sha256, table.id).where(col(table.sha256).in_(chunk))
        ids |= {name: required(key) for name, key in session.exec(query)}
    return ids


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
