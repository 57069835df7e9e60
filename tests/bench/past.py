"""What the past costs and how right it is: 625 recorded versions of 34 documents imported, then asked about.

Figures are seconds of this process's processor time, the median of five runs. Blame is held against a computation by
brute force over all versions (`brute_force.py`); where the two differ it is said why, clause by clause with `--why`.
"""

import gzip
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from redline.blame import traced
from redline.extraction import EXTRACTOR
from redline.reading import read
from redline.types import Clause, Reading, Recipe
from storage import bodies, history, policies, readings, search, snapshots, upkeep
from storage.records import CountsAs, Declared, NewSnapshot, Policy, Source
from storage.store import Session, Store, open_store
from tests.bench import brute_force
from tests.conftest import SHARED


class Blamed(NamedTuple):
    """A clause of the last version, and the places of those in which it came and was last reworded."""

    clause: Clause
    introduced: int
    reworded: int


NOW = datetime(2026, 11, 1, tzinfo=UTC)
TOGETHER = "together/all"
NEAR = 0.1  # a likeness so little above the threshold is about half
WORDS = ("advertising partners", "california", "data", "we may share", "arbitration*")


def main() -> None:
    """Print the figures."""
    root = SHARED / "corpus" / "histories"
    if not root.is_dir():
        print(f"recorded histories are not here: no folder {SHARED.name}/ beside the checkout")
        return
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/past.db")
        together = _imported(store, root)
        _asked(store)
        _store(store, TOGETHER, [(NOW - timedelta(days=700 - n), *text) for n, text in enumerate(together)])
        _asked_of_one(store)
        store.close()


def _imported(store: Store, root: Path) -> list[tuple[bytes, Reading]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in (root / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["file"].split("/")[0], []).append(row)
    slugs = [f"{name}/doc" for name in rows] + [TOGETHER]
    with store.writing() as session:
        policies.sync(session, [Declared(slug=s, service=s, type="doc", declaration={}) for s in slugs], NOW)
    reading_s = storing_s = 0.0
    together: list[tuple[bytes, Reading]] = []
    for name, documents in rows.items():
        bodies_of = [gzip.decompress((root / row["file"]).read_bytes()) for row in documents]
        start = time.process_time()
        texts = [(body, read(body, content_type="text/markdown")) for body in bodies_of]
        reading_s += time.process_time() - start
        start = time.process_time()
        days = [datetime.fromisoformat(row["date"]).astimezone(UTC) for row in documents]
        _store(
            store,
            f"{name}/doc",
            [(at + timedelta(seconds=n), *text) for n, (at, text) in enumerate(zip(days, texts, strict=True))],
        )
        storing_s += time.process_time() - start
        together += texts
    count = len(together)
    sizes = upkeep.sizes(store)
    print(f"versions imported          {count}")
    print(f"reading, a version         {1000 * reading_s / count:7.1f} ms")
    print(f"storing, a version         {1000 * storing_s / count:7.1f} ms")
    print(f"bodies                     {sizes.body_bytes / 1e6:7.1f} MB, stored in {sizes.stored_bytes / 1e6:.1f} MB")
    return together


def _store(store: Store, slug: str, texts: Sequence[tuple[datetime, bytes, Reading]]) -> None:
    like = None
    with store.writing() as session:
        policy = policies.get(session, slug)
        recipe = policies.set_recipe(session, policy.id, Recipe(extractor=EXTRACTOR))
        for at, body, reading in texts:
            like = bodies.put(session, body, like=like)
            snapshot = snapshots.put(session, _snapshot(policy.id, at, like))
            readings.put(session, like, recipe, reading)
            snapshots.judge(session, snapshot.id, recipe, CountsAs.YES, "", NOW)


def _snapshot(policy_id: int, at: datetime, body_sha256: str) -> NewSnapshot:
    return NewSnapshot(
        policy_id=policy_id,
        source=Source.IMPORT,
        captured_at=at,
        fetched_at=NOW,
        url="https://example.org/",
        final_url="https://example.org/",
        status=200,
        media_type="text/markdown",
        headers=(),
        body_sha256=body_sha256,
    )


def _asked(store: Store) -> None:
    with store.reading() as session:
        every = [policy for policy in policies.every(session) if policy.slug != TOGETHER]
        _print("histories of all at once", _seconds(lambda: history.versions_of(session, every)))
        for words in WORDS:
            _print(f'search "{words}"', _seconds(lambda words=words: search.search(session, [words], hits=5)))  # type: ignore[misc]
        _blamed(session, every)


def _asked_of_one(store: Store) -> None:
    """All captures as those of one policy."""
    with store.reading() as session:
        together = policies.get(session, TOGETHER)
        _print("history of 625 captures", _seconds(lambda: history.versions(session, together)))
    start = time.process_time()
    problems = upkeep.check(store)
    print(f"db check                   {time.process_time() - start:7.2f} s, problems: {len(problems)}")


def _print(name: str, seconds: float) -> None:
    print(f"{name:26} {1000 * seconds:7.1f} ms")


def _seconds(do: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        start = time.process_time()
        do()
        times.append(time.process_time() - start)
    return statistics.median(times)


def _blamed(session: Session, every: Sequence[Policy]) -> None:
    times, clauses, same_words, same_begin = [], 0, 0, 0
    reasons: Counter[str] = Counter()
    for policy in every:
        start = time.process_time()
        texts = [readings.get(session, v.body_sha256, v.recipe) for v in history.versions(session, policy)]
        pasts = traced([text.clauses for text in texts])
        found = [Blamed(clause, *past) for clause, past in zip(texts[-1].clauses, pasts, strict=True)]
        times.append(time.process_time() - start)
        clauses += len(found)
        same_words += (Counter((o.clause.digest, o.reworded) for o in found) & brute_force.reworded(texts)).total()
        differing = list(_differing(found, texts))
        same_begin += len(found) - len(differing)
        reasons.update(_why(policy.slug, one, came, texts) for one, came in differing)
    _print("blame, the median document", statistics.median(times))
    _print("blame, the dearest", max(times))
    print(f"clauses blamed             {clauses}")
    print(f"last reworded as by force  {same_words / clauses:7.2%}")
    print(f"introduced as by force     {same_begin / clauses:7.2%}")
    for reason, count in reasons.most_common():
        print(f"  {count / clauses:7.2%}  {reason} ({count})")


def _differing(found: Sequence[Blamed], texts: Sequence[Reading]) -> Iterator[tuple[Blamed, int]]:
    """The clauses that came in another version by force; which of several with the same words is which is not asked."""
    came = brute_force.introduced(texts)
    left = Counter((one.clause.digest, begin) for one, begin in zip(found, came, strict=True))
    for one, begin in zip(found, came, strict=True):
        if left[one.clause.digest, one.introduced] > 0:
            left[one.clause.digest, one.introduced] -= 1
        else:
            yield one, begin


def _why(slug: str, one: Blamed, came: int, texts: Sequence[Reading]) -> str:
    """Why blame and force differ over a clause."""
    if one.introduced < came:
        between = texts[one.introduced : came]
        if all(brute_force.in_pieces(one.clause, text, texts[-1]) for text in between):
            reason = "earlier: it was split from a longer clause, or made of shorter ones"
        else:
            reason = "earlier: followed through rewordings of which not each is half of its present words"
    else:
        share = brute_force.likeness(one.clause, texts[one.introduced - 1])
        near = share < brute_force.ALIKE + NEAR
        reason = (
            f"later: the nearest clause before has {'about half' if near else 'more'} of its words, and went on apart"
        )
    if "--why" in sys.argv:
        print(
            f"{slug}: {one.introduced} (force: {came}) of {len(texts)}: {reason.split(':')[0]}: {one.clause.text[:90]}"
        )
    return reason
