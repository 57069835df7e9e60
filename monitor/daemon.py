"""The service that runs for years: checks made when due and messages sent, until it is told to stop.

    APScheduler, with a memory store, is the clock of a few fixed ticks:
      checks      claims what is due (the policy's row is the schedule), a thread each
      deliveries  one round of the outbox
      life        the heartbeat row, and heartbeat_url

Several daemons may share a database: every check and every delivery is claimed by one. SIGTERM and SIGINT stop it,
SIGHUP reads the configuration again; a bad file leaves the old one in force, and what waits for a new start is named.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from fetchers.errors import Cancelled, FetchError
from monitor import config as configs
from monitor.archives import ArchiveBusy
from monitor.backfill import backfill, unfinished
from monitor.checking import Checker, pull_in, release, take_over
from monitor.clock import Setbacks, begin_anew
from monitor.config import ConfigError, Loaded
from monitor.crew import Crew, crew, workers_of
from monitor.declarations import sync
from monitor.holders import me
from monitor.inflight import Flights
from monitor.interrupts import answered
from monitor.log import canonical
from monitor.outcomes import Result
from monitor.readers import WorkersClosed
from monitor.reloading import needs_restart
from monitor.rounds import note_round
from monitor.saving import save_changes
from storage import heartbeats
from storage.errors import StorageError, StoreBusy
from storage.records import Policy
from storage.store import Store

log = logging.getLogger(__name__)

HEARTBEAT = "daemon"
BEAT_EVERY = timedelta(seconds=30)
# What the archives hold changes slowly; what is left over from the last time is taken up again.
FILL_IN_EVERY = timedelta(hours=1)
SAVE_EVERY = timedelta(minutes=1)
AT_EACH_TICK = ("checks", "deliveries")
# Of the ten seconds a stop may take: so many for checks under way, the rest for messages and good-byes.
PATIENCE_S = 4.0


class Daemon:
    """One running service."""

    def __init__(self, loaded: Loaded, store: Store) -> None:
        general = loaded.config.clausewatch
        self._store = store
        self._workers = workers_of(loaded)
        self._stop = threading.Event()
        self._reload = threading.Event()
        self._delivering = threading.Lock()
        self._crew = crew(loaded, store, self._workers, stop=self._stop)
        self._began_with = loaded.config
        self._replaced: list[tuple[Crew, tuple[Policy, ...]]] = []
        self._failed: Exception | None = None
        self._started_at = self._now()
        self._checker = Checker(
            crew=lambda: self._crew,
            flights=Flights(places=general.fetchers, per_host=general.per_host),
            fatal=self._give_up,
            finished=self._finished,
        )
        self._clock = self._scheduler(general.tick)

    def run(self) -> Exception | None:
        """Work until told to stop; the error that ended it, None where it was told to."""
        log.info("%s", canonical("start", {"pid": os.getpid(), "policies": len(self._crew.loaded.policies)}))
        take_over(self._store, self._now())
        pull_in(self._crew)
        self._guarded(self._tell_unnamed)()
        self._clock.start()
        setbacks = Setbacks()
        try:
            while not self._stop.wait(0.2):
                if back := setbacks.since_last():
                    self._on_setback(back)
                if self._reload.is_set():
                    self._reload.clear()
                    self._read_config_again()
                self._close_replaced()
        finally:
            self._end()
        return self._failed

    def run_once(self) -> Exception | None:
        """Make the checks that are due, send what is owed, and end."""
        checker = self._checker
        checker.horizon = self._now()
        while not self._stop.is_set() and (
            checker.run_due() or checker.busy(1.0) or checker.due(self._crew, self._now())
        ):
            time.sleep(0.02)
        if not self._stop.is_set():
            self._deliver()
            with self._store.writing() as session:
                note_round(session, self._now())
        self._end()
        return self._failed

    def stop(self) -> None:
        """Ask it to stop; `run` then returns within ten seconds."""
        self._stop.set()

    # --- ticks -----------------------------------------------------------------------------------------------------

    def _scheduler(self, tick: timedelta) -> BackgroundScheduler:
        """The clock. A tick that is late runs once, never twice at a time."""
        scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(6)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )
        ticks: tuple[tuple[str, Callable[[], object], timedelta], ...] = (
            ("checks", self._checker.run_due, tick),
            ("deliveries", self._deliver, tick),
            ("life", self._beat, BEAT_EVERY),
            ("past", self._fill_in, FILL_IN_EVERY),
            ("copies", self._save, SAVE_EVERY),
        )
        for name, act, every in ticks:
            scheduler.add_job(
                self._guarded(act), "interval", seconds=every.total_seconds(), id=name, next_run_time=self._now()
            )
        return scheduler

    def _guarded(self, act: Callable[[], object]) -> Callable[[], None]:
        """`act`, its errors told apart: a busy database or a secret is waited for, all else ends the process loudly."""

        def guarded() -> None:
            if self._stop.is_set():
                return
            try:
                act()
            except WorkersClosed:
                pass  # the stop came while it waited for them
            except StoreBusy as error:
                log.warning("%s", canonical("busy", {"error": error}))
            except ConfigError as error:  # a secret's file went away while we ran: what needs it waits
                log.warning("%s", canonical("config", {"error": error}))
            except Exception as error:
                if not isinstance(error, StorageError):
                    log.exception("%s", canonical("bug", {}))
                self._give_up(error)

        return guarded

    def _deliver(self) -> None:
        with self._delivering:
            self._crew.dispatcher.run()

    def _tell_unnamed(self) -> None:
        self._crew.dispatcher.tell_unnamed()

    def _beat(self) -> None:
        """The row by which `clausewatch status` knows that we live, and the address that others watch."""
        detail = {"pid": os.getpid(), "by": me(), "started_at": self._started_at.isoformat()}
        with self._store.writing(durable=False) as session:
            heartbeats.beat(session, HEARTBEAT, self._now(), detail)
        take_over(self._store, self._now())
        url = self._crew.loaded.heartbeat_url()
        if url:
            self._call(url)

    def _fill_in(self) -> None:
        """The archives' part: each policy's past, as far as it is not known yet."""
        crew = self._crew
        slugs = unfinished(crew.loaded, crew.store, self._now())
        try:
            for _ in backfill(crew.loaded, crew.store, self._workers, slugs, stop=self._stop):
                self._save()  # a past may take hours: what changed today does not wait for it
        except ArchiveBusy as error:
            log.info("%s", canonical("backfill", {"outcome": error}))

    def _save(self) -> None:
        """Archive now: copies of what changed lately, where `[archive] save` asks for them."""
        crew = self._crew
        try:
            save_changes(crew.loaded, crew.store, self._workers, stop=self._stop)
        except Cancelled:
            pass  # the stop came while waiting; the next run goes on
        except ArchiveBusy as error:
            log.info("%s", canonical("save", {"outcome": error}))

    def _call(self, url: str) -> None:
        try:
            self._crew.captures.client.get(url, deadline_s=10.0)
        except FetchError as error:
            log.warning("%s", canonical("heartbeat_url", {"error": error.kind}))

    def _finished(self, result: Result) -> None:
        """A check that decided on an alert is followed by a round of the outbox at once."""
        if result.told and self._clock.running:
            self._clock.modify_job("deliveries", next_run_time=self._now())

    # --- signals, stop, reload -------------------------------------------------------------------------------------

    def answering_signals(self) -> AbstractContextManager[None]:
        """While it lasts, SIGTERM and SIGINT stop the daemon and SIGHUP has it read its configuration again."""
        return answered({signal.SIGTERM: self.stop, signal.SIGINT: self.stop, signal.SIGHUP: self._reload.set})

    def _give_up(self, error: Exception) -> None:
        self._failed = self._failed or error
        self._stop.set()

    def _read_config_again(self) -> None:
        path = self._crew.loaded.path
        try:
            loaded = configs.load(path)
            fresh = crew(loaded, self._store, self._workers, stop=self._stop)
        except ConfigError as error:
            log.warning("%s", canonical("reload", {"outcome": "kept the old one", "error": error}))
            return
        try:
            sync(self._store, loaded, self._now())
        except StoreBusy as error:
            log.warning("%s", canonical("busy", {"error": error}))
            fresh.close()
            self._reload.set()  # it is read again at once: the wait for the database was long
            return
        self._take_up(fresh)
        waits = needs_restart(self._began_with, loaded.config)
        told = {"outcome": "in force", "policies": len(loaded.policies), "needs_restart": ", ".join(waits) or None}
        log.log(logging.WARNING if waits else logging.INFO, "%s", canonical("reload", told))

    def _take_up(self, fresh: Crew) -> None:
        """Work under another configuration from now on."""
        general, replaced = fresh.loaded.config.clausewatch, self._crew
        self._crew = fresh
        self._checker.flights.resize(places=general.fetchers, per_host=general.per_host)
        for name in AT_EACH_TICK:
            self._clock.reschedule_job(name, trigger="interval", seconds=general.tick.total_seconds())
        self._replaced.append((replaced, self._checker.under_way()))
        pull_in(fresh)
        self._guarded(self._tell_unnamed)()

    def _close_replaced(self) -> None:
        """Close what earlier configurations worked with, its browser too, once their last check is over."""
        for each in [each for each in self._replaced if not any(map(self._checker.flights.holds, each[1]))]:
            self._replaced.remove(each)
            each[0].close()

    def _on_setback(self, back: timedelta) -> None:
        """What was to come soon by the clock's old time comes now."""
        log.warning("%s", canonical("clock", {"set_back_s": round(back.total_seconds())}))
        pull_in(self._crew)
        begin_anew(self._clock, self._now())

    def _end(self) -> None:
        """Let checks under way finish for a while, give back the claims of the others, close everything."""
        begun = time.monotonic()
        if self._clock.running:
            self._clock.shutdown(wait=False)
        left = self._checker.flights.wait(PATIENCE_S if self._failed is None else 0.5)
        if self._delivering.acquire(timeout=PATIENCE_S):  # a message accepted while we leave is noted as sent
            self._delivering.release()
        self._workers.close()
        try:
            release(self._crew, left)
        except StorageError as error:
            self._failed = self._failed or error
        for one in (self._crew, *(replaced for replaced, _ in self._replaced)):
            one.close()
        seconds = f"{time.monotonic() - begun:.1f}"
        log.info("%s", canonical("stop", {"seconds": seconds, "broken_off": len(left) or None}))

    @staticmethod
    def _now() -> datetime:
        return datetime.now(UTC)
