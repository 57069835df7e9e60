"""Dated texts from elsewhere in; snapshots with the source `import`, and the changes between them, stored.

They tell of the time before the first check and of gaps; beside checks of our own they are evidence, no versions.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from fetchers import media_types
from monitor import shelving
from monitor.bounded import beginning
from monitor.concluding import conclude
from monitor.declarations import recipe as recipe_of
from monitor.exchange.proposals import ImportRefused
from monitor.judging import Rules
from monitor.readers import WorkerLost, Workers
from monitor.settings import Policy as Declaration
from monitor.vouching import vouched
from redline import combined
from redline.errors import ReadingError
from redline.extraction import EXTRACTOR, MAX_BODY_BYTES
from redline.reading import read
from redline.types import Reading, Recipe
from storage import policies, snapshots
from storage.records import NewSnapshot, Policy, Source
from storage.store import Session, Store

_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A text of the policy as it stood at a time. `note` says where it is from."""

    at: datetime
    body: bytes
    media_type: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of an import: texts that are new, that were there already, the changes between them, and refusals."""

    new: int
    known: int
    new_changes: int
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDesk:
    """What an import of one policy works with; the same as what `concluding` asks for."""

    store: Store
    workers: Workers
    policy: Policy
    recipe: Recipe
    now: datetime

    def keep(self, session: Session) -> None:
        """An import holds no lease: it asks no archive."""


def desk_for(store: Store, workers: Workers, declaration: Declaration, now: datetime) -> ImportDesk:
    """The desk of a policy that is in the configuration and synced."""
    with store.reading() as session:
        policy = policies.get(session, declaration.slug)
    recipe = policy.recipe or recipe_of(declaration, EXTRACTOR)
    return ImportDesk(store=store, workers=workers, policy=policy, recipe=recipe, now=now)


def add(desk: ImportDesk, texts: Iterable[Dated], rules: Rules) -> Imported:
    """Store `texts`, and the changes that they make between versions. Doing it twice adds nothing."""
    new = known = 0
    refused: list[str] = []
    like = None
    for one in sorted(texts, key=lambda text: text.at):
        if one.at > desk.now:
            refused.append(f"{one.note}: not stored: {_not_yet(one.at)}")
            continue
        try:
            reading = _read(desk, one)
        except (ReadingError, WorkerLost) as error:
            refused.append(f"{one.note}: {error}")
            continue
        if reading.quality.verdict != "policy":
            refused.append(f"{one.note}: stored, but no version: {reading.quality.reason or reading.quality.verdict}")
        like, is_new = _store(desk, one, reading, like)
        new, known = new + is_new, known + (not is_new)
    return Imported(new=new, known=known, new_changes=conclude(desk, rules), refused=tuple(refused))


def _read(desk: ImportDesk, one: Dated) -> Reading:
    url = desk.policy.declaration["url"]
    reading = desk.workers.run(read, one.body, content_type=one.media_type, url=url, recipe=desk.recipe)
    return vouched(reading, desk.policy)


def _store(desk: ImportDesk, one: Dated, reading: Reading, like: str | None) -> tuple[str, bool]:
    with desk.store.writing() as session:
        before = snapshots.count(session, desk.policy.id)
        snapshot, name = shelving.put(session, desk, one.body, reading, partial(_snapshot, desk, one), like=like)
        if snapshots.judgement(session, snapshot.id, name) is None:
            shelving.judge(session, desk, snapshot, name, reading)
        return snapshot.body_sha256, snapshots.count(session, desk.policy.id) > before


def _snapshot(desk: ImportDesk, one: Dated, body_sha256: str) -> NewSnapshot:
    url = str(desk.policy.declaration["url"])
    return NewSnapshot(
        policy_id=desk.policy.id,
        source=Source.IMPORT,
        captured_at=one.at,
        fetched_at=desk.now,
        url=url,
        final_url=url,
        status=200,
        media_type=one.media_type.partition(";")[0],
        headers=(("Content-Type", one.media_type),) if combined.is_one(one.body, one.media_type) else (),
        body_sha256=body_sha256,
        note=one.note,
    )


def of_files(path: Path, day: str | None, now: datetime) -> tuple[Dated, ...]:
    """The files of a folder, or one file: dated by `day`, else by the day in each name.

    Raises `ImportRefused` for what has no date, an unknown suffix, is in no calendar, or is dated later than `now`.
    """
    files = sorted(file for file in path.iterdir() if file.is_file()) if path.is_dir() else [path]
    if day is not None and len(files) != 1:
        raise ImportRefused(f"{path}: --date is for one file; write the day of each into its name (2016-04-21.pdf)")
    known = [file for file in files if file.suffix.lower() in media_types.BY_SUFFIX]
    if not known:
        raise ImportRefused(f"{path}: holds no file that can be read; give {', '.join(sorted(media_types.BY_SUFFIX))}")
    texts = tuple(_of_file(file, day) for file in known)
    for one in texts:
        if one.at > now:
            raise ImportRefused(f"{path if day else one.note}: {_not_yet(one.at)}")
    return texts


def _not_yet(at: datetime) -> str:
    """Why a text of the time to come is refused: it would be the newest version until then, whatever the page says."""
    return f"{at:%Y-%m-%d} (UTC) is yet to come; a text is dated by a day on which it stood so"


def _of_file(file: Path, day: str | None) -> Dated:
    try:
        body = beginning(file, MAX_BODY_BYTES + 1)  # so many tell that it is too large
    except OSError as error:
        raise ImportRefused(f"{file}: {error.strerror}") from error
    return Dated(
        at=_moment(file, day), body=body, media_type=media_types.BY_SUFFIX[file.suffix.lower()], note=file.name
    )


def _moment(file: Path, day: str | None) -> datetime:
    try:
        if day is not None:
            found = datetime.fromisoformat(day)
        elif named := _DAY.search(file.name):
            found = datetime(int(named[1]), int(named[2]), int(named[3]), tzinfo=UTC)
        else:
            raise ImportRefused(f"{file}: its name holds no day; give --date YYYY-MM-DD or name it 2016-04-21.pdf")
    except ValueError as error:
        raise ImportRefused(f"{day or file.name}: is no day of the calendar; write YYYY-MM-DD") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def between(texts: Sequence[Dated]) -> str:
    """First and last day of texts, for a line of report; "-" for none."""
    moments = sorted(one.at for one in texts)
    return f"{moments[0]:%Y-%m-%d} to {moments[-1]:%Y-%m-%d}" if moments else "-"
