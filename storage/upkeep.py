"""A database in, what is wrong with it out: structure, references, digests, the chain of snapshots; and its sizes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sqlalchemy as sql
from sqlmodel import Session, col, select

from storage import bodies, outlines, snapshots
from storage.errors import StorageError
from storage.rows import required
from storage.store import Store
from storage.tables import BodyRow, ClauseRow, OutlineRow, PlaceRow, PolicyRow, ReadingRow, SnapshotRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong: which check found it, where, and what."""

    check: str
    place: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What a database holds, in rows and bytes."""

    file_bytes: int
    policies: int
    snapshots: int
    bodies: int
    body_bytes: int
    stored_bytes: int
    readings: int
    clauses: int


def check(store: Store, progress: Callable[[str], None] = lambda _step: None) -> tuple[Problem, ...]:
    """Everything found wrong, empty for a sound database. `progress` is told each step's name. Changes nothing."""
    found: list[Problem] = []
    with store.reading() as session:
        for name, look in _CHECKS:
            progress(name)
            found.extend(Problem(check=name, place=place, found=words) for place, words in look(session))
    return tuple(found)


Findings = Iterator[tuple[str, str]]


def _structure(session: Session) -> Findings:
    for (words,) in session.connection().exec_driver_sql("PRAGMA integrity_check"):
        if words != "ok":
            yield "database", str(words)


def _references(session: Session) -> Findings:
    for table, row, target, _ in session.connection().exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table} row {row}", f"points to a row of {target} that is not there"


def _bodies(session: Session) -> Findings:
    names = session.exec(select(BodyRow.sha256).where(col(BodyRow.dropped_at).is_(None))).all()
    for name in names:
        try:
            bodies.get(session, name)
        except StorageError as error:
            yield f"body {name[:12]}", str(error)
        session.expunge_all()  # a database of bodies does not fit into memory


def _chain(session: Session) -> Findings:
    for policy_id, slug in session.exec(select(PolicyRow.id, PolicyRow.slug)).all():
        previous = ""
        for snapshot in snapshots.every(session, required(policy_id)):
            place = f"{slug} snapshot #{snapshot.id}"
            if snapshot.previous_sha256 != previous:
                yield place, "does not follow the snapshot before it: one was taken out, put in or altered"
            if snapshots.chained_sha256(snapshot, snapshot.previous_sha256) != snapshot.sha256:
                yield place, "is not what was stored: its digest is another"
            previous = snapshot.sha256


def _clauses(session: Session) -> Findings:
    for row in session.exec(select(ClauseRow)).yield_per(1000):
        if outlines.clause_sha256(row.digest, row.text) != row.sha256:
            yield f"clause #{row.id}", "is not what was stored: its digest is another"
    for place in session.exec(select(PlaceRow)).yield_per(1000):
        if outlines.place_sha256(place.content) != place.sha256:
            yield f"place #{place.id}", "is not what was stored: its digest is another"


def _outlines(session: Session) -> Findings:
    for outline_id, name in session.execute(sql.select(col(OutlineRow.id), col(OutlineRow.sha256))).all():
        if outlines.lines_sha256(outlines.lines(session, outline_id)) != name:
            yield f"outline #{outline_id}", "is not what was stored: its digest is another"


def _words(session: Session) -> Findings:
    headings = "SELECT count(*) FROM place WHERE json_extract(content, '$.heading') <> ''"
    for name, index, rows in (
        ("clauses", "SELECT count(*) FROM clause_words_docsize", "SELECT count(*) FROM clause"),
        ("headings", "SELECT count(*) FROM heading_words", headings),
    ):
        indexed, stored = (session.connection().exec_driver_sql(query).scalar() for query in (index, rows))
        if indexed != stored:
            yield "full text", f"{indexed} of {stored} {name} are indexed; `clausewatch db check --repair` helps"


_CHECKS: tuple[tuple[str, Callable[[Session], Findings]], ...] = (
    ("structure", _structure),
    ("references", _references),
    ("body digests", _bodies),
    ("snapshot chain", _chain),
    ("clause digests", _clauses),
    ("outline digests", _outlines),
    ("full text", _words),
)


def rebuild_words(store: Store) -> None:
    """Build the full-text index anew from the clauses."""
    with store.writing() as session:
        connection = session.connection()
        connection.exec_driver_sql("INSERT INTO clause_words(clause_words) VALUES ('rebuild')")
        connection.exec_driver_sql("DELETE FROM heading_words")
        connection.exec_driver_sql(
            "INSERT INTO heading_words(rowid, text) "
            "SELECT id, json_extract(content, '$.heading') FROM place WHERE json_extract(content, '$.heading') <> ''"
        )


def sizes(store: Store) -> Sizes:
    """What the database holds."""
    with store.reading() as session:
        stored = sql.select(
            sql.func.count(),
            sql.func.coalesce(sql.func.sum(BodyRow.size_bytes), 0),
            sql.func.coalesce(sql.func.sum(BodyRow.stored_bytes), 0),
        )
        count, size, kept = session.execute(stored.where(col(BodyRow.dropped_at).is_(None))).one()
        return Sizes(
            file_bytes=store.file.stat().st_size if store.file else 0,
            policies=_count(session, PolicyRow),
            snapshots=_count(session, SnapshotRow),
            bodies=count,
            body_bytes=size,
            stored_bytes=kept,
            readings=_count(session, ReadingRow),
            clauses=_count(session, ClauseRow),
        )


def _count(session: Session, table: type) -> int:
    found: int = session.execute(sql.select(sql.func.count()).select_from(table)).scalar_one()
    return found
