"""What is due in, checks made side by side out: most overdue first, hosts spared, nothing twice.

A check has a thread of its own, because a thread cannot be stopped: one that hangs costs a place until its lease is
over, and what it would write then is refused.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from monitor import pipeline, recording
from monitor.attempts import LONGEST_ASKED
from monitor.crew import Crew
from monitor.declarations import schedule_of
from monitor.fetching import Interrupted
from monitor.holders import is_gone
from monitor.inflight import Flights
from monitor.log import canonical
from monitor.outcomes import Desk, Result
from monitor.readers import WorkersClosed
from monitor.schedule import LONGEST_RETRY_AFTER, interval
from monitor.troubles import Cause, Failure
from storage import outbox, policies
from storage.errors import LeaseLost, StorageError, StoreBusy
from storage.records import Policy
from storage.store import Store

log = logging.getLogger(__name__)

LOOK_AHEAD = 1000  # so many due policies are looked through for hosts that are free


@dataclass(slots=True, kw_only=True)
class Checker:
    """Runs checks. `crew` is the one in force now; `fatal` is called with an error that must end the process.

    With a `horizon` only what was due by then is checked, so that there is an end to it.
    """

    crew: Callable[[], Crew]
    flights: Flights
    fatal: Callable[[Exception], None]
    finished: Callable[[Result], None] = lambda _: None
    horizon: datetime | None = None
    _claiming: threading.Lock = field(default_factory=threading.Lock)

    def run_due(self) -> int:
        """Begin the checks that are due, as far as there are places. Returns how many began."""
        crew, begun = self.crew(), 0
        if not self._claiming.acquire(blocking=False):
            return 0  # another thread is at it
        try:
            for policy in self._due(crew):
                begun += self._begin(crew, policy)
        except StoreBusy as error:
            log.warning("%s", canonical("busy", {"error": error}))
        except StorageError as error:
            self.fatal(error)
        finally:
            self._claiming.release()
        return begun

    def under_way(self) -> tuple[Policy, ...]:
        """The claims whose checks run right now, those included that were about to begin."""
        with self._claiming:
            return self.flights.wait(0)

    def busy(self, timeout_s: float) -> bool:
        """Whether checks are under way still, after waiting this long for their end."""
        self.flights.wait(timeout_s)
        return bool(self.under_way())

    def _due(self, crew: Crew) -> tuple[Policy, ...]:
        now = crew.tools.clock()
        if crew.stop.is_set() or self.flights.free(now) <= 0:
            return ()
        return self.due(crew, now)

    def due(self, crew: Crew, now: datetime) -> tuple[Policy, ...]:
        """What is due and declared, most overdue first."""
        with crew.store.reading() as session:
            found = policies.due(session, min(now, self.horizon or now), LOOK_AHEAD)
        return tuple(policy for policy in found if policy.slug in crew.loaded.policies)

    def _begin(self, crew: Crew, policy: Policy) -> bool:
        now = crew.tools.clock()
        if crew.stop.is_set():
            return False
        if self.flights.free(now) <= 0 or not self.flights.may_begin(policy, now):
            return False
        claimed = pipeline.claim(crew.tools, policy.id)
        if claimed is None:
            return False
        self.flights.begin(claimed, now + crew.tools.lease)
        threading.Thread(target=self._check, args=(crew, claimed), daemon=True, name=f"check {policy.slug}").start()
        return True

    def _check(self, crew: Crew, claimed: Policy) -> None:
        try:
            result = checked(crew, claimed)
            if result is not None:
                self.finished(result)
        except StoreBusy as error:
            log.warning("%s", canonical("busy", {"policy": claimed.slug, "error": error}))
        except StorageError as error:
            self.fatal(error)
        except Exception as error:
            log.exception("%s", canonical("bug", {"policy": claimed.slug}))
            self.fatal(error)
        finally:
            self.flights.end(claimed)
        if not crew.stop.is_set():
            self.run_due()


def checked(crew: Crew, claimed: Policy) -> Result | None:
    """Check a claimed policy; None where the check was taken over or broken off.

    A bug that one page brings out is logged with its trace and recorded as that policy's failure: others go on.
    """
    started = crew.tools.clock()
    try:
        return pipeline.check_due(crew.tools, claimed)
    except (Interrupted, WorkersClosed):
        release(crew, (claimed,))
        return None
    except StorageError:
        raise
    except Exception as error:
        log.exception("%s", canonical("bug", {"policy": claimed.slug}))
        failure = Failure(cause=Cause.OTHER, message=f"an error of ours: {type(error).__name__}: {error}"[:500])
        return _recorded(crew, claimed, failure, started)


def _recorded(crew: Crew, claimed: Policy, failure: Failure, started: datetime) -> Result | None:
    tools = crew.tools
    desk = Desk(
        loaded=crew.loaded,
        store=crew.store,
        policy=claimed,
        declaration=crew.loaded.policies[claimed.slug],
        now=tools.clock(),
        chance=tools.chance,
    )
    try:
        return recording.record(desk, failure, started, round((desk.now - started).total_seconds() * 1000))
    except LeaseLost:
        return None


def release(crew: Crew, claims: tuple[Policy, ...]) -> None:
    """Give claims back unused, so that whoever comes next can take them at once."""
    if claims:
        with crew.store.writing() as session:
            for claimed in claims:
                policies.release(session, claimed)


def take_over(store: Store, now: datetime) -> None:
    """Free what processes of this machine held when they died: nobody need wait for their leases to run out."""
    with store.reading() as session:
        gone = {holder for holder in policies.holders(session) | outbox.holders(session) if is_gone(holder)}
    if not gone:
        return
    with store.writing() as session:
        checks = policies.break_leases(session, gone)
        sent = outbox.break_leases(session, gone, now)
    log.info("%s", canonical("take_over", {"of": len(gone), "checks": checks, "deliveries": sent}))


def pull_in(crew: Crew) -> int:
    """Bring forward checks that lie further ahead than their interval; returns how many. Messages likewise.

    That is so after a clock was set back, and where the configuration asks for more frequent checks than before. A
    policy that fails may have been asked to wait longer.
    """
    now = crew.tools.clock()
    with crew.store.reading() as session:
        stored = policies.every(session)
    late = []
    for policy in stored:
        declaration = crew.loaded.policies.get(policy.slug)
        if declaration is None or policy.next_check_at is None:
            continue
        pace = interval(schedule_of(crew.loaded, declaration), now)
        latest = now + (max(pace, LONGEST_RETRY_AFTER) if policy.failures else pace)
        if policy.next_check_at > latest:
            late.append((policy.id, latest))
    with crew.store.writing() as session:
        for policy_id, at in late:
            policies.schedule(session, policy_id, at)
        outbox.pull_in(session, now + LONGEST_ASKED, now)
    return len(late)
