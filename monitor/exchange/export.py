"""A policy in; its whole history out as JSON Lines, or as a tree of Markdown files, for other programs to read.

JSON Lines: one version a line, oldest first. Markdown: `service/type/2016-04-21.md`, one file a version.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from monitor.moments import day, iso
from redline.contract import reading_json
from redline.markdown import reader as markdown
from storage import history, readings, snapshots
from storage.records import Policy, Version
from storage.store import Session


def lines(session: Session, policy: Policy, *, texts: bool = True) -> Iterator[str]:
    """A policy's versions as JSON, one a line, oldest first; with `texts` what each says, clause by clause."""
    for version in history.versions(session, policy):
        yield json.dumps(_version(session, policy, version, texts=texts), ensure_ascii=False)


def _version(session: Session, policy: Policy, version: Version, *, texts: bool) -> dict[str, Any]:
    snapshot = snapshots.get(session, version.snapshot_id)
    found: dict[str, Any] = {
        "policy": policy.slug,
        "service": policy.service,
        "type": policy.type,
        "first_seen": iso(version.first_seen),
        "last_seen": iso(version.last_seen),
        "sightings": version.sightings,
        "sources": [source.value for source in version.sources],
        "text_digest": version.words_sha256,
        "url": snapshot.final_url,
        "archive_url": version.archive_url,
        "body_sha256": snapshot.body_sha256,
        "materiality": version.materiality,
        "summary": version.summary,
    }
    if texts:
        found["reading"] = reading_json(readings.get(session, version.body_sha256, version.recipe))
    return found


def tree(session: Session, policy: Policy, folder: Path) -> tuple[Path, ...]:
    """Write a policy's versions as Markdown files under `folder`; returns them. A day with several versions numbers
    them. Files of the same name are overwritten."""
    written: list[Path] = []
    for version in history.versions(session, policy):
        reading = readings.get(session, version.body_sha256, version.recipe)
        target = _free(folder / policy.slug, day(version.first_seen), written)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(markdown.write(reading), encoding="utf-8")
        written.append(target)
    return tuple(written)


def _free(folder: Path, day: str, written: list[Path]) -> Path:
    target, number = folder / f"{day}.md", 1
    while target in written:
        number += 1
        target = folder / f"{day}-{number}.md"
    return target
