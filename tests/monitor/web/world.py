"""A store filled with the demo's vendors, as a backfill and two weeks of checks would have left it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from monitor.demo.world import Vendor, page, vendors
from monitor.settings import slugify
from redline.assessment import assess
from redline.contract import assessment_json
from redline.reading import read
from redline.types import Reading, Recipe
from storage import bodies, changes, history, policies, readings, recipes, snapshots
from storage.records import (
    ChangeKind,
    ChangeState,
    CountsAs,
    Declared,
    NewChange,
    NewSnapshot,
    Policy,
    Source,
    Version,
)
from storage.store import Session, Store, open_store

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
RECIPE = Recipe(extractor=1)


def filled_store(file: Path) -> Store:
    """A new database with every version of every vendor, and today's change of the first."""
    store = open_store(f"sqlite:///{file}")
    with store.writing() as session:
        policies.sync(session, [_declared(vendor) for vendor in vendors()], NOW)
        recipes.put(session, RECIPE)
        for vendor in vendors():
            policy = policies.get(session, f"{slugify(vendor.service)}/{vendor.type}")
            policies.set_recipe(session, policy.id, RECIPE)
            _fill(session, policies.get(session, policy.slug), vendor)
    return store


def texts_store(file: Path, slug: str, texts: Sequence[str], first: dt.datetime, apart: dt.timedelta) -> Store:
    """A new database with one policy whose versions are `texts` (Markdown), `apart` from one another."""
    store = open_store(f"sqlite:///{file}")
    service, _, kind = slug.partition("/")
    declared = Declared(slug=slug, service=service, type=kind, declaration={"url": "https://vendor.example/policy"})
    with store.writing() as session:
        policies.sync(session, [declared], NOW)
        policies.set_recipe(session, policies.get(session, slug).id, RECIPE)
        policy = policies.get(session, slug)
        captures = [(first + n * apart, Source.LIVE, text.encode(), "text/markdown") for n, text in enumerate(texts)]
        _store(session, policy, captures)
        _redlines(session, policy)
    return store


def _declared(vendor: Vendor) -> Declared:
    address = f"https://vendors.example{vendor.path}"
    return Declared(
        slug=f"{slugify(vendor.service)}/{vendor.type}",
        service=vendor.service,
        type=vendor.type,
        declaration={"url": address, "tags": ["crm"] if vendor.changed else []},
    )


def _fill(session: Session, policy: Policy, vendor: Vendor) -> None:
    past = [
        (dt.datetime.combine(day, dt.time(9, 30), tzinfo=dt.UTC), Source.WAYBACK, page(vendor, text, day.isoformat()))
        for days, text in vendor.versions
        for day in days
    ]
    live = [(NOW - dt.timedelta(days=14 - n), Source.LIVE, page(vendor, vendor.today, str(n))) for n in range(12)]
    if vendor.changed:
        live.append((NOW - dt.timedelta(days=2), Source.LIVE, page(vendor, vendor.changed, "changed")))
    _store(session, policy, [(at, source, body, "text/html") for at, source, body in [*past, *live]])
    _redlines(session, policy)


def _store(session: Session, policy: Policy, captures: Iterable[tuple[dt.datetime, Source, bytes, str]]) -> None:
    recipe = recipes.digest(RECIPE)
    url = policy.declaration["url"]
    for at, source, body, media_type in captures:
        digest = bodies.put(session, body)
        archive_url = f"https://archive.example/web/{at:%Y%m%d%H%M%S}/{url}" if source is Source.WAYBACK else None
        new = NewSnapshot(
            policy_id=policy.id,
            source=source,
            captured_at=at,
            fetched_at=NOW,
            url=url,
            final_url=url,
            status=200,
            media_type=media_type,
            headers=(("Content-Type", media_type),),
            body_sha256=digest,
            archive_url=archive_url,
        )
        snapshot = snapshots.put(session, new)
        readings.put(session, digest, recipe, read(body, content_type=media_type, url=url, recipe=RECIPE))
        snapshots.judge(session, snapshot.id, recipe, CountsAs.YES, "", NOW)


def _redlines(session: Session, policy: Policy) -> None:
    versions = history.versions(session, policy)
    for before, after in pairwise(versions):
        assessment = assess(_reading(session, before), _reading(session, after))
        changes.put(
            session,
            NewChange(
                policy_id=policy.id,
                recipe=after.recipe,
                kind=ChangeKind.LIVE if Source.LIVE in after.sources else ChangeKind.BACKFILL,
                state=ChangeState.CONFIRMED,
                before_snapshot_id=before.last_snapshot_id,
                after_snapshot_id=after.snapshot_id,
                before_words_sha256=before.words_sha256,
                after_words_sha256=after.words_sha256,
                first_seen_at=after.first_seen,
                made_at=NOW,
                confirmed_at=NOW,
                materiality=assessment.materiality.value,
                summary=assessment.summary,
                ruleset="rules",
                assessment=assessment_json(assessment),
            ),
        )


def _reading(session: Session, version: Version) -> Reading:
    return readings.get(session, version.body_sha256, version.recipe)
