"""A slug and revisions as typed in, stored versions and their readings out: what show, redline and evidence share."""

from dataclasses import dataclass

from monitor.cli.common import Service, console, day
from monitor.judging import Rules, assessed
from monitor.seams import with_seam
from redline.types import Assessment, Reading
from storage import history, policies, readings, revisions
from storage.records import Policy, Resolved, Version
from storage.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A version and what it says."""

    version: Version
    reading: Reading

    @property
    def label(self) -> str:
        """How a file names it: its first day."""
        return day(self.version.first_seen)


def policy_of(service: Service, slug: str) -> Policy:
    """The stored policy, retired or not. Raises `UnknownPolicy`, which names the nearest."""
    with service.store.reading() as session:
        return policies.get(session, slug)


def dated(service: Service, policy: Policy, revision: str) -> Dated:
    """The version that `revision` means. Raises `UnknownRevision`; a day that nobody saw is said on standard error."""
    with service.store.reading() as session:
        return _dated(session, revision, revisions.resolve(history.versions(session, policy), revision))


def dated_pair(service: Service, policy: Policy, older: str, newer: str) -> tuple[Dated, Dated]:
    """The two versions that a pair of revisions means, as `dated`; that the first is the newer one is said too."""
    with service.store.reading() as session:
        before, after = revisions.resolve_pair(history.versions(session, policy), older, newer)
        if before.version.first_seen > after.version.first_seen:
            console(stderr=True).print(
                f"clausewatch: {older} is newer than {newer}: what came since is shown as gone, and what went as new"
            )
        return _dated(session, older, before), _dated(session, newer, after)


def compared(before: Dated, after: Dated, rules: Rules) -> Assessment:
    """The redline of two versions by `rules`."""
    found = assessed(before.reading, after.reading, rules)
    return with_seam(found, before.version, after.version.sources, after.version.reader)


def _dated(session: Session, revision: str, found: Resolved) -> Dated:
    _say_gap(revision, found)
    reading = readings.get(session, found.version.body_sha256, found.version.recipe)
    return Dated(version=found.version, reading=reading)


def _say_gap(revision: str, found: Resolved) -> None:
    if found.gap is None:
        return
    console(stderr=True).print(
        f"clausewatch: nobody saw the page on {revision.removeprefix('@')}: it was last seen on "
        f"{day(found.gap.last_seen)} and then on {day(found.gap.next_seen)}; this is the version before"
    )
