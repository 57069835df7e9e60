"""Readings in, rows out, and back without loss: every clause text, place and outline is stored once."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

import sqlalchemy as sql
from sqlalchemy import insert
from sqlmodel import Session, col, select

from redline.types import Clause, Link, Quality, Reading, StatedDate
from storage.errors import NotStored
from storage.rows import required
from storage.tables import ClauseRow, OutlineClauseRow, OutlineRow, PlaceRow, ReadingLinkRow, ReadingRow


def put(session: Session, body_sha256: str, recipe: str, reading: Reading) -> None:
    """Store what a recipe (its digest) makes of a body; nothing where that is stored already."""
    if session.get(ReadingRow, (body_sha256, recipe)) is not None:
        return
    session.add(
        ReadingRow(
            body_sha256=body_sha256,
            recipe=recipe,
            reader=reading.reader,
            title=reading.title,
            language=reading.language,
            stated_date=None if reading.stated_date is None else asdict(reading.stated_date),
            verdict=reading.quality.verdict,
            reason=reading.quality.reason,
            words_sha256=reading.words_sha256,
            outline_sha256=reading.outline_sha256,
            outline_id=_put_outline(session, reading.clauses),
        )
    )
    session.flush()
    links = list(_link_rows(body_sha256, recipe, reading.clauses))
    if links:
        session.execute(insert(ReadingLinkRow), links)


def get(session: Session, body_sha256: str, recipe: str) -> Reading:
    """The reading of a body under a recipe (its digest), as it was put. Raises `NotStored`."""
    found = find(session, body_sha256, recipe)
    if found is None:
        raise NotStored(f"body {body_sha256[:12]} was not read under recipe {recipe[:12]}")
    return found


def find(session: Session, body_sha256: str, recipe: str) -> Reading | None:
    """The reading of a body under a recipe (its digest), None where it was not read yet."""
    row = session.get(ReadingRow, (body_sha256, recipe))
    if row is None:
        return None
    return Reading(
        reader=row.reader,  # type: ignore[arg-type]  # a Literal; put() takes nothing else
        title=row.title,
        language=row.language,
        stated_date=stated_date_of(row.stated_date),
        quality=Quality(verdict=row.verdict, reason=row.reason),  # type: ignore[arg-type]  # a Literal, as above
        clauses=_clauses(session, row),
        words_sha256=row.words_sha256,
        outline_sha256=row.outline_sha256,
    )


def stated_date_of(content: Mapping[str, Any] | None) -> StatedDate | None:
    """A stated date from its JSON."""
    if content is None:
        return None
    return StatedDate(
        date=content["date"], candidates=tuple(content["candidates"]), label=content["label"], text=content["text"]
    )


def _clauses(session: Session, reading: ReadingRow) -> tuple[Clause, ...]:
    query = (
        sql.select(
            col(OutlineClauseRow.position),
            col(OutlineClauseRow.furniture),
            col(PlaceRow.content),
            col(ClauseRow.text),
            col(ClauseRow.digest),
        )
        .join(PlaceRow, col(PlaceRow.id) == OutlineClauseRow.place_id)
        .join(ClauseRow, col(ClauseRow.id) == OutlineClauseRow.clause_id)
        .where(col(OutlineClauseRow.outline_id) == reading.outline_id)
        .order_by(col(OutlineClauseRow.position))
    )
    links = _links(session, reading)
    return tuple(
        Clause(
            position=position,
            text=text,
            digest=digest,
            links=links.get(position, ()),
            furniture=furniture,
            **_place(place),
        )
        for position, furniture, place, text, digest in session.execute(query)
    )


def _links(session: Session, reading: ReadingRow) -> dict[int, tuple[Link, ...]]:
    query = (
        select(ReadingLinkRow.position, ReadingLinkRow.text, ReadingLinkRow.href)
        .where(ReadingLinkRow.body_sha256 == reading.body_sha256, ReadingLinkRow.recipe == reading.recipe)
        .order_by(col(ReadingLinkRow.position), col(ReadingLinkRow.place))
    )
    links: dict[int, tuple[Link, ...]] = {}
    for position, text, href in session.exec(query):
        links[position] = (*links.get(position, ()), Link(text=text, href=href))
    return links


def _place(content: Mapping[str, Any]) -> dict[str, Any]:
    return {**content, "trail": tuple(content["trail"]), "heads": tuple(content["heads"])}


def _place_json(clause: Clause) -> dict[str, Any]:
    return {
        "number": clause.number,
        "trail": list(clause.trail),
        "heading": clause.heading,
        "kind": clause.kind,
        "heads": list(clause.heads),
        "heading_number": clause.heading_number,
    }


def _link_rows(body_sha256: str, recipe: str, clauses: Sequence[Clause]) -> Iterable[dict[str, Any]]:
    for clause in clauses:
        for place, link in enumerate(clause.links):
            yield {
                "body_sha256": body_sha256,
                "recipe": recipe,
                "position": clause.position,
                "place": place,
                "text": link.text,
                "href": link.href,
            }


def _put_outline(session: Session, clauses: Sequence[Clause]) -> int:
    places = [json.dumps(_place_json(clause), sort_keys=True, ensure_ascii=False) for clause in clauses]
    name = _sha256(
        json.dumps(
            [[c.position, c.text, c.digest, c.furniture, place] for c, place in zip(clauses, places, strict=True)]
        )
    )
    known = session.exec(select(OutlineRow.id).where(OutlineRow.sha256 == name)).first()
    if known is not None:
        return known
    outline = OutlineRow(sha256=name)
    session.add(outline)
    session.flush()
    outline_id = required(outline.id)
    clause_ids = _ids(
        session, ClauseRow, {_sha256(f"{c.digest}\n{c.text}"): {"digest": c.digest, "text": c.text} for c in clauses}
    )
    place_ids = _ids(session, PlaceRow, {_sha256(place): {"content": json.loads(place)} for place in places})
    rows = [
        {
            "outline_id": outline_id,
            "position": clause.position,
            "place_id": place_ids[_sha256(place)],
            "clause_id": clause_ids[_sha256(f"{clause.digest}\n{clause.text}")],
            "furniture": clause.furniture,
        }
        for clause, place in zip(clauses, places, strict=True)
    ]
    if rows:
        session.execute(insert(OutlineClauseRow), rows)
    return outline_id


def _ids(
    session: Session, table: type[ClauseRow] | type[PlaceRow], wanted: Mapping[str, Mapping[str, Any]]
) -> dict[str, int]:
    """The ids of content-addressed rows by digest; those not stored yet are."""
    ids = _known_ids(session, table, wanted)
    missing = [{"sha256": name, **values} for name, values in wanted.items() if name not in ids]
    if missing:
        session.execute(insert(table), missing)
        ids |= _known_ids(session, table, [row["sha256"] for row in missing])
    return ids


def _known_ids(session: Session, table: type[ClauseRow] | type[PlaceRow], names: Iterable[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    waiting = iter(names)
    while chunk := list(islice(waiting, 500)):  # databases limit the number of parameters
        query = select(table.sha256, table.id).where(col(table.sha256).in_(chunk))
        ids |= {name: required(key) for name, key in session.exec(query)}
    return ids


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
