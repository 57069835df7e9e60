"""A script of many policies in, what the pipeline made of it out.

Every fifth policy does the same: nothing, in other bytes each time; one material change; one blink; two days of
failures; one editorial change. So the alerts that are due can be counted beforehand.
"""

import os
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from monitor import pipeline
from monitor.capturing import NotCaptured, Page, Unchanged
from monitor.config import Loaded, parse
from monitor.declarations import sync
from monitor.readers import Workers
from monitor.settings import Policy as Declaration
from monitor.troubles import Cause, Failure
from storage import outbox, policies
from storage.records import AlertKind, Snapshot, Source
from storage.store import Store, open_store
from tests.monitor.pages import SALE, START, text

TICK = timedelta(minutes=1)
EVERY = timedelta(hours=12)
EDITORIAL = {"Contact": "Write to our privacy officer at the harbor office, and we will answer within two weeks."}
KINDS = 5


class World:
    """The pages of all policies as functions of time."""

    def __init__(self, days: int) -> None:
        self.now = START
        self._turn = START + timedelta(days=days) / 3
        self._texts = {name: text(parts).encode() for name, parts in (("", {}), ("sale", SALE), ("edit", EDITORIAL))}

    def capture(self, declaration: Declaration, last: Snapshot | None) -> Page | Unchanged:
        """Answer as a fetcher would; a page whose bytes are the last ones is not sent again."""
        number = int(declaration.url.rpartition("/")[2])
        body = self._texts[self._text(number)]
        if number % KINDS == 0:  # other bytes at each answer, as many sites send them
            body = body.replace(b"<body>", f"<body data-session='{self.now.timestamp()}'>".encode())
        if last is not None and last.etag == str(hash(body)):
            return Unchanged(fetched_at=self.now)
        return Page(
            source=Source.LIVE,
            captured_at=self.now,
            fetched_at=self.now,
            url=declaration.url,
            final_url=declaration.url,
            status=200,
            content_type="text/html; charset=utf-8",
            headers=(("Content-Type", "text/html; charset=utf-8"),),
            body=body,
            etag=str(hash(body)),
        )

    def _text(self, number: int) -> str:
        kind, since = number % KINDS, self.now - self._turn - timedelta(minutes=number)
        if kind == 3 and timedelta(0) <= since < timedelta(days=2):
            raise NotCaptured(Failure(cause=Cause.SERVER, message="the server answered 500"))
        if kind == 2 and timedelta(0) <= since < EVERY:
            return "sale" if since < timedelta(minutes=10) else ""
        if kind == 1 and since >= timedelta(0):
            return "sale"
        return "edit" if kind == 4 and since >= timedelta(0) else ""


def soak(folder: Path, workers: Workers, *, days: int, policies: int) -> dict[str, Any]:
    """Follow `policies` for `days` of simulated time; what was counted, `fine` where nothing was breached."""
    world, begun, started = World(days), time.process_time(), time.monotonic()
    table = [{"service": f"Library {n}", "type": "privacy", "url": f"https://l.example/{n}"} for n in range(policies)]
    config = parse({"clausewatch": {"check_every": "12h"}, "policy": table})
    store = open_store(f"sqlite:///{folder / 'soak.db'}")
    tools = pipeline.Tools(
        loaded=Loaded(path=folder / "config.toml", config=config),
        store=store,
        workers=workers,
        capture=world.capture,
        clock=lambda: world.now,
        chance=Random(3),
    )
    sync(store, tools.loaded, world.now)
    counted, memory = _follow(tools, world, days)
    report = counted | _alerts(store, policies) | memory
    store.close()
    report |= {"cpu_s": round(time.process_time() - begun), "wall_s": round(time.monotonic() - started)}
    late, wrong = report["late_s_most"] > TICK.total_seconds(), report["alerts"] != report["alerts_due"]
    return report | {"fine": not late and not wrong and report["memory_growth"] < 0.25}


def _follow(tools: pipeline.Tools, world: World, days: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Go through time tick by tick and make the checks that are due."""
    end, checks, late, sizes = START + timedelta(days=days), 0, timedelta(0), []
    while world.now < end:
        with tools.store.reading() as session:
            due = policies.due(session, world.now, limit=10_000)
        for policy in due:
            claimed = pipeline.claim(tools, policy.id)
            assert claimed is not None
            late = max(late, world.now - (policy.next_check_at or world.now))
            pipeline.check(tools, claimed)
            checks += 1
        if due:
            sizes.append(_resident_bytes())
        world.now += TICK
    early = sizes[len(sizes) // 4]
    memory = {"memory_mb": sizes[-1] >> 20, "memory_growth": round(sizes[-1] / early - 1, 3)}
    return {"days": days, "checks": checks, "late_s_most": late.total_seconds()}, memory


def _alerts(store: Store, count: int) -> dict[str, Any]:
    """What was told, and what the script says was due."""
    with store.reading() as session:
        told = Counter(alert.kind.value for alert in outbox.alerts(session))
    of_kind = [len(range(kind, count, KINDS)) for kind in range(KINDS)]
    due = {AlertKind.CHANGE: of_kind[1], AlertKind.ERROR_OPENED: of_kind[3], AlertKind.ERROR_CLOSED: of_kind[3]}
    named = {kind.value: number for kind, number in sorted(due.items())}
    return {"policies": count, "alerts": dict(sorted(told.items())), "alerts_due": named}


def _resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
