"""One policy in, its history page out: versions newest first with gaps between, what stood aside folded in, plots.

version  2024-07-22 … 2026-11-09        <- one row, with what changed
gap      nobody saw the page for 5 months
version  2018-06-01 … 2023-01-16
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from monitor import report
from monitor.web import plots
from monitor.web.kept import Kept
from monitor.web.site import readable
from redline.types import Materiality
from storage import gaps, glance, history, policies, recipes
from storage.glance import TextSize
from storage.records import ChangeHead, Gap, Policy, Version
from storage.store import Session

PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the version list. `gap_before` is how long nobody saw the page before this version, `unseen` the
    longest time inside it in which nobody did; `same_as` the number of an earlier version with the same words; `aside`
    what was seen during it and is no version."""

    version: Version
    before: Version | None
    number: int
    size: TextSize | None
    grown: int | None
    counts: Mapping[str, int]
    gap_before: dt.timedelta | None
    unseen: Gap | None
    same_as: int | None
    aside: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the address of the page asks for: versions whose change reaches a level, first seen from day to day."""

    severity: Materiality | None = None
    start: dt.date | None = None
    end: dt.date | None = None

    def keeps(self, version: Version) -> bool:
        """Whether a version is wanted."""
        day = version.first_seen.date()
        return (
            (self.severity is None or Materiality(version.materiality or "none").reaches(self.severity))
            and (self.start is None or day >= self.start)
            and (self.end is None or day <= self.end)
        )

    @property
    def query(self) -> str:
        """The same in an address, to be followed by another field; empty where all is wanted."""
        given = {"severity": self.severity, "start": self.start, "end": self.end}
        return "".join(f"{name}={value}&" for name, value in given.items() if value is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage:
    """What the page of one policy shows. `lines` are newest first, one page of those `wanted`; `upgrades` are the ways
    in which it was read, where there was more than one."""

    policy: Policy
    wanted: Wanted
    lines: tuple[Line, ...]
    versions: int
    newest: Version | None
    size: TextSize | None
    upgrades: tuple[report.Upgrade, ...]
    aside: tuple[Version, ...]
    held: ChangeHead | None
    sightings: int
    timeline: Markup
    lengths: Markup
    page: int
    pages: int


ALL = Wanted()


def policy_page(session: Session, slug: str, now: dt.datetime, wanted: Wanted = ALL, page: int = 1) -> PolicyPage:
    """Raises `UnknownPolicy`. A `page` beyond the last is empty."""
    policy = policies.get(session, slug)
    everything = history.versions(session, policy, everything=True)
    versions = [version for version in everything if version.state == "version"]
    aside = tuple(version for version in everything if version.state != "version")
    sizes, unseen = _sizes(session, versions), gaps.inside(session, versions)
    lines = [line for line in _lines(session, versions, aside, sizes, unseen) if wanted.keeps(line.version)][::-1]
    return PolicyPage(
        policy=policy,
        wanted=wanted,
        lines=tuple(lines[(page - 1) * PAGE : page * PAGE]),
        versions=len(versions),
        newest=versions[-1] if versions else None,
        size=sizes.get(versions[-1].outline_sha256) if versions else None,
        upgrades=report.upgrades(session, policy) if len(recipes.of_policy(session, policy.id)) > 1 else (),
        aside=aside,
        held=glance.held_changes(session).get(policy.id),
        sightings=sum(version.sightings for version in everything),
        timeline=_timeline(slug, versions, unseen, now),
        lengths=_lengths(versions, sizes, now),
        page=page,
        pages=max(-(-len(lines) // PAGE), 1),
    )


SIZES: Kept[tuple[str, ...], Mapping[str, TextSize]] = Kept(256)


def _sizes(session: Session, versions: Sequence[Version]) -> Mapping[str, TextSize]:
    """The sizes of the versions' texts; a text's size never changes, so they are counted once."""
    outlines = tuple(version.outline_sha256 for version in versions)
    return SIZES.get(outlines, lambda: glance.sizes(session, outlines))


def _lines(
    session: Session,
    versions: Sequence[Version],
    aside: Sequence[Version],
    sizes: Mapping[str, TextSize],
    unseen: Sequence[Gap | None],
) -> list[Line]:
    counts = glance.counts(session, [version.change_id for version in versions if version.change_id is not None])
    seen: dict[str, int] = {}
    lines = []
    for n, version in enumerate(versions):
        before = versions[n - 1] if n else None
        until = versions[n + 1].first_seen if n + 1 < len(versions) else None
        lines.append(
            Line(
                version=version,
                before=before,
                number=n + 1,
                size=sizes.get(version.outline_sha256),
                grown=_grown(version, before, sizes),
                counts=counts.get(version.change_id or 0, {}),
                gap_before=_gap(version, before),
                unseen=unseen[n],
                same_as=seen.get(version.words_sha256),
                aside=tuple(
                    a for a in aside if version.first_seen <= a.first_seen and (not until or a.first_seen < until)
                ),
            )
        )
        seen.setdefault(version.words_sha256, n + 1)
    return lines


def _grown(version: Version, before: Version | None, sizes: Mapping[str, TextSize]) -> int | None:
    now, then = sizes.get(version.outline_sha256), sizes.get(before.outline_sha256) if before else None
    return now.characters - then.characters if now and then else None


def _gap(version: Version, before: Version | None) -> dt.timedelta | None:
    if before is None or version.first_seen - before.last_seen <= gaps.LONG_GAP:
        return None
    return version.first_seen - before.last_seen


def redline_address(slug: str, before: Version, after: Version) -> str:
    """The stable address of a redline: it names both texts by their digests."""
    return f"/policies/{slug}/redline/{before.words_sha256[:12]}..{after.words_sha256[:12]}"


def _timeline(slug: str, versions: Sequence[Version], unseen: Sequence[Gap | None], now: dt.datetime) -> Markup:
    if not versions:
        return Markup("")
    pairs = list(pairwise(versions))
    marks = [
        plots.Mark(
            at=after.first_seen,
            materiality=Materiality(after.materiality or Materiality.EDITORIAL),
            label=readable(after.summary or "another text"),
            href=redline_address(slug, before, after),
        )
        for before, after in pairs
    ]
    stretches = [
        plots.Stretch(start=before.last_seen, end=after.first_seen) for before, after in pairs if _gap(after, before)
    ]
    stretches += [plots.Stretch(start=gap.last_seen, end=gap.next_seen) for gap in unseen if gap]
    return Markup(plots.timeline(marks, stretches, versions[0].first_seen, now))  # noqa: S704 - plots escapes what it shows


def _lengths(versions: Sequence[Version], sizes: Mapping[str, TextSize], now: dt.datetime) -> Markup:
    known = [(version, sizes[version.outline_sha256]) for version in versions if version.outline_sha256 in sizes]
    return Markup(  # noqa: S704 - made of numbers and fixed words
        plots.lengths(
            [plots.Size(at=v.first_seen, clauses=size.clauses, characters=size.characters) for v, size in known], now
        )
    )
