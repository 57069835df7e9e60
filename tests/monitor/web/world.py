"""A store filled with the demo's vendors, as a backfill and two weeks of checks would have left it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from monitor.alerting import tell_change
from monitor.demo.world import Vendor, page, vendors
from monitor.settings import Config, slugify
from notifiers.alerts import Subject, VersionSeen
from redline.assessment import assess
from redline.contract import assessment_from_json, assessment_json
from redline.reading import read
from redline.types import Reading, Recipe
from storage import bodies, changes, heartbeats, history, outbox, policies, readings, recipes, snapshots
from storage.records import (
    Alert,
    ChangeKind,
    ChangeState,
    CountsAs,
    Declared,
    NewChange,
    NewSnapshot,
    Outcome,
    Policy,
    PolicyState,
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


def declared_vendors() -> Config:
    """The configuration that follows the demo's vendors."""
    followed = [
        {"service": vendor.service, "type": vendor.type, "url": f"https://vendors.example{vendor.path}"}
        for vendor in vendors()
    ]
    return Config.model_validate({"policy": followed})


def lived_in(store: Store, config: Config) -> None:
    """What a running service adds: checks, a daemon's sign of life, an alert sent by mail, one refused elsewhere."""
    with store.writing() as session:
        for n, policy in enumerate(policies.every(session)):
            _checked(session, policy, NOW - dt.timedelta(minutes=20 * n + 7))
        heartbeats.beat(session, "daemon", NOW - dt.timedelta(seconds=20), {"pid": 1})
        changed = next(policy for policy in policies.every(session) if policy.slug.startswith("larkspur"))
        alert = _told(session, config, changed)
        _delivered(session, alert, "vendor-risk", None)
        _delivered(session, alert, "chat", "the channel is archived")


def _checked(session: Session, policy: Policy, at: dt.datetime) -> None:
    for n in range(4):
        policies.log_check(session, policy.id, at - dt.timedelta(hours=6 * n), 240 + 35 * n, Outcome.SAME_TEXT)
    claimed = policies.claim(session, policy.id, NOW, NOW + dt.timedelta(hours=1), even_if_early=True)
    assert claimed is not None
    finished = policies.Finished(
        next_check_at=at + dt.timedelta(hours=6),
        state=PolicyState.OK,
        failures=0,
        last_checked_at=at,
        last_good_at=at,
    )
    policies.finish(session, claimed, finished)


def _told(session: Session, config: Config, policy: Policy) -> Alert:
    before, after = history.versions(session, policy)[-2:]
    assert after.change_id is not None
    change = changes.get(session, after.change_id)
    subject = Subject(slug=policy.slug, service=policy.service, type=policy.type, url=policy.declaration["url"])
    told = tell_change(
        session,
        config,
        subject=subject,
        policy_id=policy.id,
        change_id=change.id,
        assessment=assessment_from_json(dict(change.assessment)),
        before=_seen(before),
        after=_seen(after),
        now=NOW - dt.timedelta(days=2),
    )
    assert told is not None
    return told


def _seen(version: Version) -> VersionSeen:
    return VersionSeen(
        first_seen_at=version.first_seen,
        last_seen_at=version.last_seen,
        body_sha256=version.body_sha256,
        words_sha256=version.words_sha256,
    )


def _delivered(session: Session, alert: Alert, channel: str, error: str | None) -> None:
    """One message of `alert` on `channel`: sent, or refused for good with `error`."""
    at = alert.created_at
    outbox.address(session, alert.id, channel, due_at=at)
    gathered = outbox.gather(session, channel, [alert.id], message_id=f"<{channel}@example>", kind="alert", now=at)
    assert gathered is not None
    claimed = outbox.claim(session, gathered.id, at, at + dt.timedelta(minutes=5))
    assert claimed is not None
    if error is None:
        outbox.mark_sent(session, claimed, at + dt.timedelta(seconds=3))
    else:
        outbox.give_up(session, claimed, error)


def texts_store(file: Path, slug: str, texts: Sequence[str], first: dt.datetime, apart: dt.timedelta) -> Store:
    """A new database with one policy whose versions are `texts` (Markdown), `apart` from one another."""
    captures = [(first + n * apart, Source.LIVE, text.encode(), "text/markdown") for n, text in enumerate(texts)]
    return captured_store(file, slug, captures)


def captured_store(file: Path, slug: str, captures: Sequence[tuple[dt.datetime, Source, bytes, str]]) -> Store:
    """A new database with one policy of which these captures are known: time, source, bytes and media type."""
    store = open_store(f"sqlite:///{file}")
    service, _, kind = slug.partition("/")
    declared = Declared(slug=slug, service=service, type=kind, declaration={"url": "https://vendor.example/policy"})
    with store.writing() as session:
        policies.sync(session, [declared], NOW)
        policies.set_recipe(session, policies.get(session, slug).id, RECIPE)
        policy = policies.get(session, slug)
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
