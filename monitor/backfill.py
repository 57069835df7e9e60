"""A policy in, its past out: listed, fetched where something may have changed, read, judged and stored.

    list every address ─> follow redirects to later ones ─> grid and bisection over the captures ─> blinks, changes

Each step asks the database what is still to do, so work may stop at any moment and goes on where it stopped: no listing
is asked for twice, no capture fetched twice. A later run asks the archive only for what it captured since.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from fetchers.courtesy import Manners
from fetchers.errors import Blocked, Cancelled, FetchError, ForbiddenAddress, Limited
from fetchers.politeness import Clock
from fetchers.wayback import address_key
from monitor import concluding, mementos, upgrade
from monitor.archives import Worker, working
from monitor.asking import Asking
from monitor.config import Loaded
from monitor.declarations import recipe as recipe_of
from monitor.judging import Rules, rules_of
from monitor.listing import LIST_AGAIN_AFTER, Address
from monitor.log import canonical
from monitor.mementos import Shelf
from monitor.readers import Workers
from monitor.settings import Policy as Declaration
from monitor.walking import Walk
from redline.extraction import EXTRACTOR
from storage import history, policies, recipes
from storage import mementos as stored
from storage.records import Memento, MementoState
from storage.store import Session, Store

log = logging.getLogger(__name__)

# A capture that could not be played so often is given up.
TRIES = 4


class Ending(StrEnum):
    """How the work on one policy's past ended. The last four are to be taken up again."""

    DONE = "done"
    NOTHING_NEW = "nothing_new"
    NEVER_ARCHIVED = "never_archived"
    NONE_IN_RANGE = "none_in_range"
    BLOCKED = "blocked"
    IN_PARTS = "in_parts"
    LIMITED = "limited"
    UNREACHABLE = "unreachable"
    UNREAD = "unread"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the work is. `remaining` is an estimate of the fetches to come; `captures` those listed."""

    slug: str
    captures: int
    fetched: int
    remaining: int
    paused_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a backfill of one policy did and found.

    `detail` says what went wrong, or why there is no version. `versions` is how many the history has now. `addresses`
    are those that redirects led to and the declaration does not name: proposals for it. `resume_after` is how long the
    archive asked to be left alone, None where it did not.
    """

    slug: str
    ending: Ending
    detail: str = ""
    listings: int = 0
    captures: int = 0
    fetched: int = 0
    versions: int = 0
    new_changes: int = 0
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    addresses: tuple[Address, ...] = ()
    resume_after: timedelta | None = None


Tell = Callable[[Progress], None]


def backfill(
    loaded: Loaded,
    store: Store,
    workers: Workers,
    slugs: Sequence[str],
    *,
    stop: threading.Event,
    tell: Tell = lambda _: None,
    manners: Manners | None = None,
    clock: Clock | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterable[Report]:
    """Fetch the past of policies, one after the other; a report each, as soon as it is done.

    A stop, or an archive that must be left alone, ends the last report early: the same call goes on from there. Raises
    `ArchiveBusy` where another process works with the archive.
    """
    with working(loaded, store, stop=stop, manners=manners, clock=clock, now=now) as worker:
        for slug in slugs:
            report = of_policy(loaded, worker, workers, slug, stop=stop, tell=tell)
            if report.ending is not Ending.NOTHING_NEW:
                log.info("%s", canonical("backfill", _facts(report)))
            yield report
            if report.ending in (Ending.STOPPED, Ending.LIMITED):
                return


def _facts(report: Report) -> dict[str, object]:
    return {
        "policy": report.slug,
        "outcome": report.ending,
        "listings": report.listings,
        "fetched": report.fetched,
        "versions": report.versions,
    }


def unfinished(loaded: Loaded, store: Store, now: datetime) -> tuple[str, ...]:
    """The policies whose past is not known as far as the archive may be asked today."""
    with store.reading() as session:
        return tuple(slug for slug in loaded.policies if _is_unfinished(session, loaded, slug, now))


def _is_unfinished(session: Session, loaded: Loaded, slug: str, now: datetime) -> bool:
    policy, declaration = policies.get(session, slug), loaded.policies[slug]
    if declaration.parts:  # archives hold its pages apart, each from other days
        return False
    archive = urlsplit(loaded.config.archive.base_url).netloc
    answers = [each for each in stored.listings(session, policy.id) if each.archive == archive]
    known = {each.address for each in answers if now - each.listed_at < LIST_AGAIN_AFTER}
    declared = {address_key(url) for url in (declaration.url, *declaration.former_urls)}
    return not declared <= known or any(
        each.archive == archive for each in stored.every(session, policy.id, [MementoState.LISTED])
    )


def of_policy(
    loaded: Loaded, worker: Worker, workers: Workers, slug: str, *, stop: threading.Event, tell: Tell = lambda _: None
) -> Report:
    """Fetch the past of one policy, holding the archive already. What goes wrong in the world is in the report."""
    declaration = loaded.policies[slug]
    if declaration.parts:
        return Report(slug=slug, ending=Ending.IN_PARTS)
    with worker.store.reading() as session:
        policy = policies.get(session, slug)
    recipe = recipe_of(declaration, EXTRACTOR, policy.recipe.furniture if policy.recipe else ())
    if policy.recipe is not None and (policy.recipe != recipe or not upgrade.is_whole(worker.store, policy)):
        try:
            upgrade.switch(worker.store, workers, policy, recipe)
        except upgrade.NotReadAgain as error:
            return Report(slug=slug, ending=Ending.UNREAD, detail=str(error))
    shelf = Shelf(worker=worker, workers=workers, policy=policy, recipe=recipe)
    return _Work(shelf, loaded, declaration, stop, tell).run()


class _Work:
    """The work on one policy's past."""

    def __init__(
        self, shelf: Shelf, loaded: Loaded, declaration: Declaration, stop: threading.Event, tell: Tell
    ) -> None:
        self._shelf = shelf
        self._asking = Asking(shelf, declaration, loaded.config.archive.since, stop)
        self._rules: Rules = rules_of(loaded.config, declaration)
        self._slug = declaration.slug
        self._stop = stop
        self._tell = tell
        self._fetched = 0

    def run(self) -> Report:
        """All steps; what is found of them so far where one is cut short."""
        ending, detail, wait = Ending.DONE, "", None
        try:
            self._asking.run()
            self._fetch()
        except Cancelled:
            ending = Ending.STOPPED
        except Limited as error:
            ending, detail, wait = Ending.LIMITED, str(error), error.retry_after
        except Blocked as error:
            ending, detail = Ending.BLOCKED, str(error)
        except ForbiddenAddress as error:
            ending, detail = Ending.UNREACHABLE, f"{error}; allow_private = true in [archive] permits it"
        except FetchError as error:
            ending, detail = Ending.UNREACHABLE, str(error)
        except upgrade.NotReadAgain as error:
            ending, detail = Ending.UNREAD, str(error)
        try:
            self._catch_up()
        except upgrade.NotReadAgain as error:
            ending, detail = Ending.UNREAD, str(error)
        changes = concluding.conclude(self._shelf, self._rules, self._stop.is_set)
        if ending is Ending.DONE and not self._stop.is_set():
            self._skip_rest()
        return self._reported(ending if ending is not Ending.DONE else self._done(changes), detail, wait, changes)

    def _fetch(self) -> None:
        """Walk the captures; those that could not be had are tried once more at the end."""
        mementos.repeat(self._shelf, self._asking.mementos())
        self._walk([each for each in self._candidates() if not mementos.is_unplayed(each)])
        if any(mementos.is_unplayed(each) for each in self._candidates()):
            self._walk(self._candidates())

    def _candidates(self) -> list[Memento]:
        found = [each for each in self._asking.mementos() if mementos.is_candidate(each)]
        return [each for each in found if not (mementos.is_unplayed(each) and each.attempts >= TRIES)]

    def _walk(self, found: Sequence[Memento]) -> None:
        walk = Walk(self._shelf, found, self._stop, lambda walked: self._say(walked, len(found)))
        try:
            walk.run()
        finally:
            self._shelf = walk.shelf
            self._fetched += walk.fetched

    def _say(self, walk: Walk, captures: int) -> None:
        self._tell(
            Progress(
                slug=self._slug,
                captures=captures,
                fetched=self._fetched + walk.fetched,
                remaining=walk.remaining(),
                paused_s=self._shelf.worker.archive.line.paused_s,
            )
        )

    def _skip_rest(self) -> None:
        """What lies between equal texts need not be fetched. Until this is written the work counts as unfinished."""
        with self._shelf.store.writing() as session:
            self._shelf.worker.keep(session)
            stored.skip_rest(session, self._shelf.policy.id, self._shelf.worker.archive.name)

    def _catch_up(self) -> None:
        """Read what was stored here under the recipe in force, where another process put one in force meanwhile."""
        with self._shelf.store.reading() as session:
            now = policies.by_id(session, self._shelf.policy.id)
        if now.recipe is not None and now.recipe != self._shelf.recipe:
            upgrade.switch(self._shelf.store, self._shelf.workers, replace(now, recipe=self._shelf.recipe), now.recipe)
            self._shelf = replace(self._shelf, recipe=now.recipe)

    def _reported(self, ending: Ending, detail: str, wait: timedelta | None, changes: int) -> Report:
        with self._shelf.store.reading() as session:
            versions = history.versions(session, policies.by_id(session, self._shelf.policy.id))
            why = detail or ("" if versions else self._why_none(session))
        return Report(
            slug=self._slug,
            ending=ending,
            detail=why,
            listings=self._asking.put,
            captures=len(self._asking.mementos()),
            fetched=self._fetched,
            versions=len(versions),
            new_changes=changes,
            first_seen=versions[0].first_seen if versions else None,
            last_seen=versions[-1].last_seen if versions else None,
            addresses=tuple(address for address in self._asking.addresses() if address.found_at is not None),
            resume_after=wait,
        )

    def _why_none(self, session: Session) -> str:
        """What most captures were, where none of them is a version."""
        entries = history.entries(session, self._shelf.policy.id, recipes.digest(self._shelf.recipe))
        unread = (each for each in self._asking.mementos() if each.snapshot_id is None)
        lost = [each.detail or (f"was a {each.status}" if each.status else "") for each in unread]
        reasons = Counter(reason for reason in [*(entry.reason for entry in entries), *lost] if reason)
        return next((reason for reason, _ in reasons.most_common(1)), "")

    def _done(self, changes: int) -> Ending:
        """What the archive said in the end: the answer that tells most, of all addresses."""
        outcomes = self._asking.outcomes()
        if self._fetched or changes:
            return Ending.DONE
        if "found" in outcomes or not outcomes:
            return Ending.NOTHING_NEW
        for ending in (Ending.BLOCKED, Ending.NONE_IN_RANGE, Ending.NEVER_ARCHIVED):
            if ending in outcomes:
                return ending
        return Ending.NOTHING_NEW
