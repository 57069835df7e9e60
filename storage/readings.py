"""Readings in, rows out, and back without loss. A reading is its facts, its outline and its links."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from redline.types import Clause, Link, Quality, Reading, StatedDate
from storage import outlines
from storage.errors import NotStored
from storage.rows import in_chunks
from storage.tables import ReadingLinkRow, ReadingRow


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
            outline_id=outlines.put(session, reading.clauses),
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
        raise _not_read(body_sha256, recipe)
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
        clauses=outlines.get(session, row.outline_id, _links(session, row)),
        words_sha256=row.words_sha256,
        outline_sha256=row.outline_sha256,
    )


def passages(session: Session, recipe: str, bodies: Sequence[str]) -> list[tuple[outlines.Passage, ...]]:
    """What each of `bodies` says under one recipe (its digest), as passages in reading order. Raises `NotStored`."""
    ids = _outline_ids(session, recipe, bodies)
    unread = next((body for body in bodies if body not in ids), None)
    if unread is not None:
        raise _not_read(unread, recipe)
    found = outlines.passages(session, list(set(ids.values())))
    return [found.get(ids[body], ()) for body in bodies]


def _outline_ids(session: Session, recipe: str, bodies: Sequence[str]) -> dict[str, int]:
    query = select(ReadingRow.body_sha256, ReadingRow.outline_id).where(ReadingRow.recipe == recipe)
    return {
        body: outline_id
        for chunk in in_chunks(set(bodies))
        for body, outline_id in session.exec(query.where(col(ReadingRow.body_sha256).in_(chunk)))
    }


def _not_read(body_sha256: str, recipe: str) -> NotStored:
    return NotStored(f"body {body_sha256[:12]} was not read under recipe {recipe[:12]}")


def stated_date_of(content: Mapping[str, Any] | None) -> StatedDate | None:
    """A stated date from its JSON."""
    if content is None:
        return None
    return StatedDate(
        date=content["date"], candidates=tuple(content["candidates"]), label=content["label"], text=content["text"]
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
