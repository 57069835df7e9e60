"""Real captures through the real pipeline, the clock handed in: which steps raise an alert?

    python -m tests.evaluation.replay series [--only NAME] [--limit N]     consecutive captures, each served twice
    python -m tests.evaluation.replay broken                               captures that went wrong
    python -m tests.evaluation.replay histories                            recorded versions, each served twice

The data lie in the shared folder beside the checkout. The last line is JSON with the counts.
"""

import argparse
import gzip
import json
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from monitor import decisions, pipeline
from monitor.capturing import Page
from monitor.config import Loaded, parse
from monitor.decisions import Move
from monitor.declarations import sync
from monitor.outcomes import Result
from monitor.readers import Workers
from monitor.settings import Policy as Declaration
from redline.contract import assessment_from_json
from redline.types import Materiality
from storage import changes, history, outbox, policies
from storage.records import AlertKind, Change, ChangeKind, ChangeState, Snapshot, Source, Version
from storage.store import Store, open_store
from tests.conftest import SHARED

CONFIRM = timedelta(minutes=16)
SELECTED = 0.9  # from this likeness on the record's selectors are taken to have worked
BROKEN = 0.2  # a page that holds less of the text in force is not the document


@dataclass
class Replay:
    """One policy whose pages are given one after the other."""

    loaded: Loaded
    store: Store
    workers: Workers
    page: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    now: datetime = datetime(2020, 1, 1, tzinfo=UTC)

    @classmethod
    def of(cls, folder: Path, name: str, url: str, workers: Workers) -> "Replay":
        """A replay with a database of its own."""
        table = {
            "policy": [{"service": name, "type": "policy", "url": url}],
            "channel": [{"name": "desk", "kind": "console"}],
        }
        loaded = Loaded(path=folder / "config.toml", config=parse(table))
        store = open_store(f"sqlite:///{folder / 'replay.db'}")
        return cls(loaded, store, workers)

    @property
    def slug(self) -> str:
        """The policy's name."""
        return next(iter(self.loaded.policies))

    def show(self, page: bytes, at: datetime) -> Result:
        """Check while the page shows `page`."""
        self.page, self.now = page, max(at, self.now + timedelta(seconds=1))
        tools = pipeline.Tools(
            loaded=self.loaded,
            store=self.store,
            workers=self.workers,
            capture=self._capture,
            clock=lambda: self.now,
            chance=Random(1),
        )
        sync(self.store, self.loaded, self.now)
        with self.store.reading() as session:
            policy = policies.get(session, self.slug)
        claimed = pipeline.claim(tools, policy.id, even_if_early=True)
        assert claimed is not None
        return pipeline.check(tools, claimed)

    def _capture(self, declaration: Declaration, last: Snapshot | None) -> Page:
        del last
        return Page(
            source=Source.LIVE,
            captured_at=self.now,
            fetched_at=self.now,
            url=declaration.url,
            final_url=declaration.url,
            status=200,
            content_type=self.content_type,
            headers=(("Content-Type", self.content_type),),
            body=self.page,
        )

    def told(self) -> list[Change]:
        """The changes that were told, oldest first."""
        with self.store.reading() as session:
            alerts = outbox.alerts(session, kinds=[AlertKind.CHANGE])
            return [changes.get(session, alert.change_id) for alert in reversed(alerts) if alert.change_id]

    def versions(self) -> tuple[Version, ...]:
        """The versions that came of it."""
        with self.store.reading() as session:
            return history.versions(session, policies.get(session, self.slug))

    def confirmed(self) -> tuple[Change, ...]:
        """Every confirmed change, oldest first."""
        with self.store.reading() as session:
            found = changes.listed(session, states=(ChangeState.CONFIRMED,), kinds=(ChangeKind.LIVE,))
            return tuple(reversed(found))


def moment(text: str) -> datetime:
    """A time of the index, aware."""
    return datetime.fromisoformat(text).astimezone(UTC)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of an index."""
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def series(workers: Workers, only: str | None = None, limit: int | None = None) -> Counter[str]:
    """Alerts on steps whose curated text stayed the same: quiet where that is certain, else contested."""
    totals: Counter[str] = Counter()
    rows = [row for row in lines(SHARED / "corpus/series/index.jsonl") if not only or only in row["archive"]]
    for row in rows[:limit]:
        archive = SHARED / "corpus" / "series" / Path(row["archive"]).name
        with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as tar:
            replay = Replay.of(Path(folder), archive.name.partition(".")[0], row["url"], workers)
            steps = one_series(replay, row["snapshots"], tar, totals)
            report(replay, kinds(steps, shared=row.get("shared_page", False)), archive.name, totals)
            replay.store.close()
    return totals


def one_series(
    replay: Replay, snapshots: list[dict[str, Any]], tar: tarfile.TarFile, totals: Counter[str]
) -> dict[datetime, dict[str, Any]]:
    """Show each capture twice, as long apart as a confirmation takes; the captures by their time."""
    pages = {Path(member.name).name: member for member in tar.getmembers() if member.isfile()}
    steps = {}
    for snapshot in snapshots:
        member = tar.extractfile(pages[Path(snapshot["file"]).name])
        assert member is not None
        body, at = member.read(), moment(snapshot["fetched_at"])
        steps[at] = snapshot
        result = replay.show(body, at)
        replay.show(body, at + CONFIRM)
        totals["captures"] += 1
        believed = result.failure is None and result.move is not Move.SUSPECT
        totals["broken pages believed"] += snapshot["gold_coverage"] < BROKEN and believed
    return steps


def kinds(steps: dict[datetime, dict[str, Any]], *, shared: bool) -> dict[datetime, str]:
    """What is known of each step: the recorded words changed ("real"), or stayed: surely ("quiet"), or only because
    the record may not have seen a change ("contested")."""
    found, before = {}, None
    for at, step in steps.items():
        if step.get("text_changed") and before is not None:
            found[at] = "real"
        else:
            found[at] = "quiet" if before is None or (not shared and _recorded_well(step, before)) else "contested"
        before = step
    return found


def _recorded_well(step: dict[str, Any], before: dict[str, Any]) -> bool:
    """Whether the record would have noticed: its selectors worked on both captures, and both show the document."""
    if min(step["gold_coverage"], before["gold_coverage"]) < BROKEN:
        return False
    likeness = step.get("selected_f1")
    return likeness is None or (step["selected_same"] and min(likeness, before["selected_f1"]) >= SELECTED)


def report(replay: Replay, steps: dict[datetime, str], name: str, totals: Counter[str]) -> None:
    """Count and show what was told."""
    totals["series"] += 1
    totals["real steps"] += sum(1 for kind in steps.values() if kind == "real")
    for change in replay.told():
        at = max((at for at in steps if at <= change.first_seen_at), default=None)
        kind = "quiet" if at is None else steps[at]
        totals[f"alerts on {kind} steps"] += 1
        if kind != "real":
            print(f"{name}: alert on {kind} step {at:%Y-%m-%d %H:%M}: {change.summary}")


def broken(workers: Workers) -> Counter[str]:
    """Captures that went wrong, shown for five days after a good one of the same document where there is one."""
    totals: Counter[str] = Counter()
    good = {row["id"].rpartition("-")[0]: row for row in lines(SHARED / "corpus/pages/index.jsonl")}
    for row in lines(SHARED / "corpus/broken/index.jsonl"):
        document = "-".join(part for part in row["id"].split("-") if not (part.isdigit() and len(part) in (1, 8)))
        with tempfile.TemporaryDirectory() as folder:
            replay, at = Replay.of(Path(folder), row["id"], "https://x.example/", workers), moment(row["fetched_at"])
            base = good.get(document)
            if base is not None:
                replay.show(page("pages", base["html"]), at - timedelta(days=1))
            before = len(replay.versions())
            for days in range(5):
                replay.show(page("broken", row["html"]), at + timedelta(days=days))
            totals["broken"] += 1
            totals["with a good capture before"] += base is not None
            totals["became a version"] += len(replay.versions()) > before
            replay.store.close()
    return totals


def page(part: str, name: str) -> bytes:
    """The HTML that an index of the corpus names, by its folder or beside itself."""
    path = SHARED / "corpus" / name
    return gzip.decompress((path if path.is_file() else SHARED / "corpus" / part / name).read_bytes())


def histories(workers: Workers, limit: int | None = None) -> Counter[str]:
    """Recorded versions, each served twice: returns raise nothing, nothing is repeated."""
    totals: Counter[str] = Counter()
    for folder_of in sorted((SHARED / "corpus/histories").iterdir())[:limit]:
        if not folder_of.is_dir():
            continue
        with tempfile.TemporaryDirectory() as folder:
            replay = Replay.of(Path(folder), folder_of.name, "https://x.example/policy.md", workers)
            replay.content_type, at = "text/markdown; charset=utf-8", datetime(2020, 1, 1, tzinfo=UTC)
            for path in sorted(folder_of.glob("*.md.gz")):
                at += timedelta(days=1)
                body = gzip.decompress(path.read_bytes())
                for again in range(2):
                    replay.show(body, at + again * CONFIRM)
                totals["versions"] += 1
            judge_history(replay, folder_of.name, totals)
            replay.store.close()
    return totals


def judge_history(replay: Replay, name: str, totals: Counter[str]) -> None:
    """Count alerts that are repeated, on returns, or missing."""
    told = replay.told()
    pairs = {(change.before_words_sha256, change.after_words_sha256) for change in told}
    clauses = Counter(
        (change.before_words_sha256, change.after_words_sha256, key)
        for change in told
        for key in decisions.keys(assessment_from_json(change.assessment))
    )
    totals["alerts"] += len(told)
    totals["alerts repeated"] += sum(count - 1 for count in clauses.values())
    versions = replay.versions()
    texts = [version.words_sha256 for version in versions]
    totals["our versions"] += len(texts)
    back = [n for n in range(2, len(texts)) if texts[n] == texts[n - 2]]
    returns = {(texts[n - 1], texts[n]) for n in back}
    totals["returns"] += len(back)
    since = {versions[n].first_seen for n in back}
    totals["alerts on returns"] += sum(1 for change in told if change.first_seen_at in since)
    for change in replay.confirmed():
        pair = (change.before_words_sha256, change.after_words_sha256)
        material = change.materiality == Materiality.MATERIAL
        if pair in pairs and not material:
            totals["told without being material"] += 1
        if material and pair not in pairs and pair not in returns:
            totals["material and not told"] += 1
            print(f"{name}: material and not told: {change.first_seen_at:%Y-%m-%d} {change.summary}")


def main() -> int:
    """Replay what is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["series", "broken", "histories"])
    parser.add_argument("--only")
    parser.add_argument("--limit", type=int)
    chosen = parser.parse_args()
    if not SHARED.is_dir():
        print(f"real captures are not here: no folder {SHARED.name}/ beside the checkout")
        return 0
    with Workers(2) as workers:
        if chosen.what == "series":
            totals = series(workers, chosen.only, chosen.limit)
        else:
            totals = broken(workers) if chosen.what == "broken" else histories(workers, chosen.limit)
    print(json.dumps(totals))
    return 0


if __name__ == "__main__":
    sys.exit(main())
