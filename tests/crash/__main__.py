"""The stage: starts the daemon, kills it, starts it again, moves the script on, calls the referee.

    python -m tests.crash [--kills 200] [--policies 50] [--seed 1]

The report is a table; its last line is JSON; the exit status is 1 on any breach.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from storage import changes, history, outbox, policies
from storage.records import AlertKind, ChangeState, DeliveryState
from storage.store import Store, open_store
from tests.crash.referee import Report, report
from tests.crash.script import Act, text, words
from tests.crash.servers import World, serving
from tests.processes import children

PATIENCE_S = 240.0
START_PATIENCE_S = 20.0
EARLY_KILLS = 0.1
ROOT = Path(__file__).resolve().parents[2]

CONFIG = """\
[clausewatch]
database_url = "sqlite:///clausewatch.db"
check_every = "2s"
confirm_after = "1s"
tick = "0.3s"
host_pause = "0s"
per_host = 8
fetch_deadline = "4s"
read_deadline = "4s"
allow_private_addresses = true
unstable_after = 1000

[archive]
base_url = "{site}"
allow_private = true
listings_per_second = 100

[[channel]]
name = "mail"
kind = "email"
allow_private = true
to = ["team@example.org"]
smtp = {{ host = "127.0.0.1", port = {port}, security = "none", sender = "watch@example.org", timeout = "5s" }}

[[channel]]
name = "hook"
kind = "webhook"
url = "{site}/hook"
allow_private = true
"""
POLICY = """
[[policy]]
service = "vendor {n}"
type = "privacy"
url = "{site}/policy/{n}"
"""


class Daemon:
    """The process under test, in a session of its own; started again whenever it is gone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = folder / "commit-points"
        self._log = (folder / "daemon.log").open("a")
        self.process: subprocess.Popen[bytes] | None = None
        self.kills = 0
        self.watch_commits = True

    def ensure(self) -> None:
        """Start it where it is not running; one that ended by itself was killed at a commit point."""
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            if self.process.returncode not in (0, -signal.SIGKILL):
                raise SystemExit(f"the daemon ended by itself with {self.process.returncode}: {self.tail()}")
            self._end_session()
        module = ["tests.crash.victim", str(self._seen)] if self.watch_commits else ["monitor.cli", "run"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env={**os.environ, "CLAUSEWATCH_CONFIG": str(self._folder / "config.toml")},
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def kill(self, chance: random.Random) -> None:
        """kill -9 to any process of the daemon."""
        if self.process is None or self.process.poll() is not None:
            return
        chosen = chance.choice([self.process.pid, self.process.pid, *children(self.process.pid)])
        try:
            os.kill(chosen, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.kills += 1
        if chosen == self.process.pid:
            self.process.wait()

    def commit_points(self) -> int:
        """How many commit points it died at."""
        return len(self._seen.read_text().splitlines()) if self._seen.exists() else 0

    def stop(self) -> None:
        """End it and everything it started."""
        try:
            if self.process is not None and self.process.poll() is None:
                self.process.send_signal(signal.SIGTERM)
                self.process.wait(timeout=20)
        finally:
            self._end_session()
            self._log.close()

    def tail(self) -> str:
        """The end of its log."""
        return (self._folder / "daemon.log").read_text()[-3000:]

    def _end_session(self) -> None:
        assert self.process is not None
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


class Prompter:
    """Moves each policy to its next step when the present one is in the books."""

    def __init__(self, store: Store, world: World) -> None:
        self._store = store
        self.world = world
        self._names = {act.number: [words(text(act.number, 0))] for act in world.acts}
        self.finishing = False

    def round(self) -> int:
        """Look at the books once; how many policies are still busy with a step."""
        with self._store.reading() as session:
            slugs = policies.slugs(session)
            confirmed = {(slugs[c.policy_id], c.after_words_sha256) for c in changes.heads(session)}
            held = {slugs[c.policy_id] for c in changes.heads(session, states=[ChangeState.HELD])}
            raised = {
                kind: Counter(alert.slug for alert in outbox.alerts(session, kinds=[kind]))
                for kind in (AlertKind.ERROR_OPENED, AlertKind.ERROR_CLOSED)
            }
            started = {act.slug for act in self.world.acts if act.step == "start"}
            first = {slug for slug in started if history.versions(session, policies.get(session, slug))}
        busy = 0
        with self.world.lock:
            for act in self.world.acts:
                if self._done(act, confirmed, held, raised, first):
                    act.step = "idle" if self.finishing else self._next(act)
                busy += act.step != "idle"
        return busy

    def _done(
        self,
        act: Act,
        confirmed: set[tuple[str, str]],
        held: set[str],
        raised: dict[AlertKind, Counter[str | None]],
        first: set[str],
    ) -> bool:
        if act.step == "start":
            return act.slug in first
        if act.step == "change":
            done = (act.slug, self._words(act.number, act.showing)) in confirmed
            act.reached = act.showing if done else act.reached
            return done
        if act.step == "fail" and raised[AlertKind.ERROR_OPENED][act.slug] > act.failures:
            act.step = "recover"
        if act.step == "recover":
            done = raised[AlertKind.ERROR_CLOSED][act.slug] > act.failures
            act.failures += done
            return done
        # A blink is over when the old text was seen again, or was never observable: nothing is held.
        return act.step in ("idle", "noise") or (act.step == "blinked" and act.slug not in held)

    def _next(self, act: Act) -> str:
        step = next(act.steps)
        if step == "change":
            act.showing += 1
        if step == "blink":
            act.blinks += 1
        return step

    def _words(self, number: int, version: int) -> str:
        known = self._names[number]
        while len(known) <= version:
            known.append(words(text(number, len(known))))
        return known[version]


def run(kills: int, count: int, seed: int) -> Report:
    """Play it through. Raises SystemExit where the daemon ends by itself or never comes to rest."""
    chance = random.Random(seed)
    acts = [Act(number) for number in range(count)]
    world = World(acts, seed)
    with tempfile.TemporaryDirectory(prefix="clausewatch-crash-") as name, serving(world) as (site, port):
        folder = Path(name)
        config = CONFIG.format(site=site, port=port) + "".join(POLICY.format(site=site, n=n) for n in range(count))
        (folder / "config.toml").write_text(config)
        daemon = Daemon(folder)
        store = open_store(f"sqlite:///{folder / 'clausewatch.db'}")
        _command(folder, "list")
        prompter = Prompter(store, world)
        try:
            _torment(daemon, prompter, kills, chance)
            _rest(daemon, prompter, store, folder)
        finally:
            daemon.stop()
        kills_done, points = daemon.kills + daemon.commit_points(), daemon.commit_points()
        found = report(store, world, str(folder / "config.toml"), kills=kills_done, commit_points=points)
        store.close()
        return found


def _torment(daemon: Daemon, prompter: Prompter, kills: int, chance: random.Random) -> None:
    """Kill at random moments: now and then while it starts, mostly up to some seconds after its first requests."""
    while daemon.kills < kills:
        daemon.ensure()
        early = chance.random() < EARLY_KILLS
        _go_on(daemon, prompter, chance.uniform(0.1, 2.0) if early else chance.uniform(0.0, 5.0), at_work=not early)
        daemon.kill(chance)


def _go_on(daemon: Daemon, prompter: Prompter, seconds: float, *, at_work: bool) -> None:
    """Let it work for some seconds, counted `at_work` from its first request on."""
    answers, begun = prompter.world.answers, time.monotonic()
    end = begun + seconds
    while time.monotonic() < end:
        prompter.round()
        time.sleep(0.2)
        daemon.ensure()
        waiting = at_work and prompter.world.answers == answers and time.monotonic() - begun < START_PATIENCE_S
        end = time.monotonic() + seconds if waiting else end


def _rest(daemon: Daemon, prompter: Prompter, store: Store, folder: Path) -> None:
    """Let every step come to its end and every message go out; the kills are over.

    Patience is counted from the last step forward: how long all of it takes is the machine's affair.
    """
    prompter.finishing, daemon.watch_commits = True, False
    left, deadline = sys.maxsize, time.monotonic() + PATIENCE_S
    while True:
        daemon.ensure()
        busy = prompter.round()
        with store.reading() as session:
            now = outbox.deliveries(session, states=[DeliveryState.PENDING, DeliveryState.SENDING])
        if not busy and not now:
            return
        if busy + len(now) < left:
            left, deadline = busy + len(now), time.monotonic() + PATIENCE_S
        if time.monotonic() > deadline:
            print(f"for {PATIENCE_S:.0f} s {busy} policies are busy and {len(now)} deliveries wait:", file=sys.stderr)
            print(*now, daemon.tail(), sep="\n", file=sys.stderr)
            return
        if not busy and all(delivery.state is DeliveryState.PENDING for delivery in now):
            _command(folder, "alerts", "resend", fine=(0, 1))  # the daemon may be sending one of them itself
        time.sleep(0.5)


def _command(folder: Path, *arguments: str, fine: Sequence[int] = (0,)) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "monitor.cli", *arguments],
        env={**os.environ, "CLAUSEWATCH_CONFIG": str(folder / "config.toml")},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode not in fine:
        raise SystemExit(f"`clausewatch {' '.join(arguments)}` ended with {ended.returncode}: {ended.stderr}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the table, then the JSON; 1 on any breach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--policies", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    found = run(asked.kills, asked.policies, asked.seed)
    for name, value in found.json().items():
        print(f"{name.replace('_', ' '):<22} {value!s:>8}")
    for reason in found.reasons:
        print(reason)
    print(json.dumps(found.json()))
    return 0 if found.holds else 1


if __name__ == "__main__":
    sys.exit(main())
