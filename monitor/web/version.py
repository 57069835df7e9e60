"""One version in, its clean text with an outline out."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.web.flow import Fold, Heading, Outline, folds
from redline.types import Clause, Reading
from storage import history, policies, readings, revisions
from storage.records import Policy, Version
from storage.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """What the page of one version shows: its headings and clauses in order."""

    policy: Policy
    version: Version
    reading: Reading
    flow: tuple[Heading | Fold, ...]

    @property
    def outline(self) -> tuple[Heading, ...]:
        """The headings alone."""
        return tuple(item for item in self.flow if isinstance(item, Heading))


def version_page(session: Session, slug: str, revision: str) -> VersionPage:
    """Raises `UnknownPolicy`, `UnknownRevision`."""
    policy = policies.get(session, slug)
    version = revisions.resolve(history.versions(session, policy), revision).version
    reading = readings.get(session, version.body_sha256, version.recipe)
    return VersionPage(policy=policy, version=version, reading=reading, flow=tuple(_flow(reading)))


def _flow(reading: Reading) -> Iterator[Heading | Fold]:
    outline = Outline((reading,), {})
    trail: tuple[str, ...] = ()
    gathered: list[Clause] = []
    for clause in reading.clauses:
        if clause.trail != trail:
            yield from folds(gathered)
            yield from outline.opened(trail, clause.trail, clause.position)
            trail = clause.trail
        gathered.append(clause)
    yield from folds(gathered)
