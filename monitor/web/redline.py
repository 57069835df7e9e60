"""Two versions of a policy in, its redline page out: findings first, then the text with its changes where they stand.

The stored redline of two neighbouring versions is shown as it was judged then. Any other pair is compared when it is
first asked for and kept in a bounded cache.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.judging import Rules, assessed
from monitor.seams import with_seam
from monitor.web.flow import Flow, Heading, Shown, flow
from monitor.web.kept import Kept
from monitor.web.site import Site
from redline import contract
from redline.contract import assessment_from_json
from redline.rendering.layout import Layout, layout
from redline.rendering.visible import visible
from redline.types import Assessment, Reading
from storage import changes, history, policies, readings, revisions, snapshots
from storage.errors import NotStored
from storage.records import Change, Policy, Snapshot, Version
from storage.store import Session

KEPT_PAIRS = 64
"""Redlines of arbitrary pairs that are kept in memory; a total rewrite of a long policy is about 1 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a redline and its evidence. `number` counts the policy's versions from 1."""

    version: Version
    number: int
    snapshot: Snapshot
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlinePage:
    """What the page shows. `earlier` and `later` are the versions to step to, None at the ends."""

    policy: Policy
    before: Side
    after: Side
    assessment: Assessment
    layout: Layout
    flow: tuple[Flow, ...]
    outline: tuple[Heading, ...]
    stored: Change | None
    earlier: Version | None
    later: Version | None

    @property
    def counts(self) -> str:
        """How many clauses came, went and stayed, as a person reads it."""
        found = contract.counts(self.assessment)
        told = [f"{count} {kind}" for kind, count in found.items() if count and kind != "unchanged"]
        return ", ".join([*told, f"{found['unchanged']} unchanged"])

    @property
    def takes_effect(self) -> dt.datetime | None:
        """When the day begins (UTC) from which the newer text says it applies, None where it names none."""
        stated = self.assessment.takes_effect
        return dt.datetime.fromisoformat(stated).replace(tzinfo=dt.UTC) if stated else None

    @property
    def extractor(self) -> int:
        """The number of the extractor that read both sides."""
        return self.policy.recipe.extractor if self.policy.recipe else 0

    def quote(self, shown: Shown) -> str:
        """A change to paste elsewhere: words of both sides, days, digest."""
        change, sides = shown.judged.change, (self.before, self.after)
        said = [
            f"{side.version.first_seen:%Y-%m-%d} (sha256 {side.version.words_sha256[:12]}): “{visible(text)}”"
            for side, text in zip(sides, (change.before, change.after), strict=True)
            if text
        ]
        trail = " › ".join(change.trail) or change.heading
        return "\n".join([f"{self.policy.service} {self.policy.type}, {visible(trail)}, {shown.kind}", *said])


CACHE: Kept[tuple[str, str, str, Rules], Assessment] = Kept(KEPT_PAIRS)


def redline_page(site: Site, session: Session, slug: str, start: str, end: str) -> RedlinePage:
    """The redline from revision `start` to `end`. Raises `UnknownPolicy`, `UnknownRevision`."""
    policy = policies.get(session, slug)
    everything = history.versions(session, policy, everything=True)
    versions = tuple(version for version in everything if version.state == "version")
    alone = _version(versions, everything, start), _version(versions, everything, end)
    before, after = (_side(session, versions, version) for version in revisions.nearest(versions, (start, end), alone))
    stored = _stored(session, policy, before.version, after.version)
    assessment = _judged_then(stored) if stored else _compared(before, after, site.rules(slug))
    parts = layout(assessment)
    text = tuple(flow(assessment, parts, before.reading, after.reading))
    return RedlinePage(
        policy=policy,
        before=before,
        after=after,
        assessment=assessment,
        layout=parts,
        flow=text,
        outline=tuple(item for item in text if isinstance(item, Heading)),
        stored=stored,
        earlier=versions[before.number - 2] if before.number > 1 else None,
        later=versions[after.number] if 0 < after.number < len(versions) else None,
    )


def _judged_then(stored: Change) -> Assessment:
    """A stored change as it was judged: never rewritten, so read out of its JSON once."""
    name = (str(stored.id), stored.before_words_sha256, stored.after_words_sha256, stored.made_at.isoformat())
    return CACHE.get(name, lambda: assessment_from_json(dict(stored.assessment)))


def _compared(before: Side, after: Side, rules: Rules) -> Assessment:
    """The redline of two readings of one recipe by `rules`, made where it is not kept.

    Kept by bodies: digests of words and outlines hold no links, and an outline no heads of columns either.
    """
    name = (before.version.recipe, before.version.body_sha256, after.version.body_sha256, rules)
    found = CACHE.get(name, lambda: assessed(before.reading, after.reading, rules))
    return with_seam(found, before.version, after.version.sources, after.version.reader)


def change_address(session: Session, slug: str, change_id: int) -> str:
    """The redline that shows a stored change, also where both sides were read anew since. Raises `NotStored`."""
    policy, change = policies.get(session, slug), changes.get(session, change_id)
    if change.policy_id != policy.id:
        raise NotStored(f"{slug} has no change #{change_id}")
    before, texts = "", (change.before_words_sha256, change.after_words_sha256)
    for version in history.versions(session, policy, everything=True):
        if version.change_id == change_id and before:
            texts = (before, version.words_sha256)
        before = version.words_sha256 if version.state == "version" else before
    return f"/policies/{slug}/redline/{texts[0][:12]}..{texts[1][:12]}"


def _version(versions: Sequence[Version], everything: Sequence[Version], revision: str) -> Version:
    """A version; or, by its digest, what is held or stood aside (an alert may lead to a change not yet confirmed)."""
    word = revision.removeprefix("@")
    aside = [version for version in everything if version.words_sha256.startswith(word)] if len(word) >= 8 else []
    if aside and not any(version.words_sha256.startswith(word) for version in versions):
        return aside[-1]
    return revisions.resolve(versions, revision).version


def _side(session: Session, versions: Sequence[Version], version: Version) -> Side:
    return Side(
        version=version,
        number=versions.index(version) + 1 if version in versions else 0,
        snapshot=snapshots.get(session, version.snapshot_id),
        reading=readings.get(session, version.body_sha256, version.recipe),
    )


def _stored(session: Session, policy: Policy, before: Version, after: Version) -> Change | None:
    """The stored change between these two texts, where the versions are neighbours and nothing was re-read since."""
    if after.change_id is None:
        return None
    change = changes.get(session, after.change_id)
    fits = (change.before_words_sha256, change.after_words_sha256) == (before.words_sha256, after.words_sha256)
    return change if fits and change.policy_id == policy.id else None
