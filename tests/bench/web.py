"""What the web view costs: server time and bytes of its pages, over a thousand policies and a long one.

Times are milliseconds of this process's processor time for one request, the median of seven; bytes are those of the
page and of the page as it is sent, compressed. changedetection.io's pages stand beside: a list of 50 pages, and the
diff of a 140 kB policy (measured with its default settings).
"""

import datetime as dt
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from starlette.testclient import TestClient

from monitor.config import Loaded
from monitor.settings import Config
from monitor.web.app import create_app
from monitor.web.security import Guard
from monitor.web.serving import settle
from monitor.web.site import open_site
from redline.types import Materiality
from storage import changes, history, policies
from storage.records import ChangeKind, ChangeState, Declared, NewChange
from storage.store import Store
from tests.monitor.web.world import NOW, texts_store

POLICIES = 1000
VERSIONS = 100
CHARACTERS = 150_000
OTHERS = {"list": 347_000, "diff": 111_000}
LONG = "/policies/acme/privacy"
WORDS = (
    "we collect information about account device address payment support location partner service provider cookie "
    "retain delete share transfer process contact request right consent notice store access correct security law "
    "purpose limit days months advertising analytics model training record customer data"
).split()


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        store = _store(Path(folder) / "web.db")
        loaded = Loaded(path=Path(folder) / "config.toml", config=Config.model_validate({}))
        with TestClient(create_app(open_site(store, loaded, Guard(None), lambda: NOW))) as client:
            settle()
            print(f"{'page':44} {'ms':>7} {'kB':>8} {'sent kB':>8}")
            _row(client, f"overview, {POLICIES:,} policies", "/")
            _row(client, "health", "/health")
            _row(client, "timeline", "/timeline?start=2020-01-01")
            _row(client, f"history, {VERSIONS} versions of 150 kB", LONG)
            _row(client, "text of 150 kB", f"{LONG}/text/-1")
            _first(client, f"blame over {VERSIONS - 1} versions, first view", f"{LONG}/blame?at=-1")
            _row(client, "blame, kept", f"{LONG}/blame?at=-1")
            _row(client, "redline of neighbours, stored", f"{LONG}/redline/-2..-1")
            _first(client, "redline of any pair, first view", f"{LONG}/redline/first..-1")
            _row(client, "redline of any pair, kept", f"{LONG}/redline/first..-1")
            _first(client, "total rewrite of any pair, first view", f"{LONG}/redline/first..latest")
            _row(client, "total rewrite, kept", f"{LONG}/redline/first..latest")
            _row(client, "total rewrite, stored", f"{LONG}/redline/-1..latest")
            _row(client, "total rewrite, stored, side by side", f"{LONG}/redline/-1..latest?view=side")
            _row(client, "search, a rare phrase", '/search?q="carrier pigeon"')
            _row(client, "search, a common word", "/search?q=cookie")
            _row(client, "feed", "/feeds/all.xml")
            _row(client, "API: policies", "/api/v1/policies?limit=100")
        store.close()
    print(f"changedetection.io, list of 50 pages: {OTHERS['list'] / 1000:.0f} kB; diff: {OTHERS['diff'] / 1000:.0f} kB")


def _row(client: TestClient, name: str, address: str) -> None:
    spent = [_asked(client, address)[0] for _ in range(7)]
    _told(client, name, address, statistics.median(spent))


def _first(client: TestClient, name: str, address: str) -> None:
    _told(client, name, address, _asked(client, address)[0])


def _asked(client: TestClient, address: str) -> tuple[float, int]:
    start = time.process_time()
    answer = client.get(address)
    spent = time.process_time() - start
    assert answer.status_code == 200, f"{address}: {answer.status_code} {answer.text[:200]}"
    return 1000 * spent, len(answer.content)


def _told(client: TestClient, name: str, address: str, spent: float) -> None:
    answer = client.get(address)
    sent = int(answer.headers.get("content-length", len(answer.content)))
    print(f"{name:44} {spent:7.0f} {len(answer.content) / 1000:8.1f} {sent / 1000:8.1f}", flush=True)


def _store(file: Path) -> Store:
    """A long policy that changes a little `VERSIONS` - 1 times and is then rewritten, among many that changed once."""
    store = texts_store(file, "acme/privacy", _texts(), NOW - dt.timedelta(days=9 * VERSIONS), dt.timedelta(days=9))
    slugs = [f"vendor-{n:04}/{'terms' if n % 3 else 'privacy'}" for n in range(POLICIES - 1)]
    declared = [
        Declared(
            slug=slug, service=slug.split("/")[0], type=slug.split("/")[1], declaration={"url": "https://v.example"}
        )
        for slug in slugs
    ]
    acme = Declared(slug="acme/privacy", service="acme", type="privacy", declaration={"url": "https://vendor.example"})
    with store.writing() as session:
        policies.sync(session, [acme, *declared], NOW)
        last = history.versions(session, policies.get(session, "acme/privacy"))[-1]
        assert last.change_id is not None
        model = changes.get(session, last.change_id)
        for n, slug in enumerate(slugs):
            policy = policies.get(session, slug)
            at = NOW - dt.timedelta(days=n % 700)
            for again in range(3):
                changes.put(session, _change(model, policy.id, at - dt.timedelta(days=100 * again), n + again))
    return store


def _change(model: NewChange, policy_id: int, at: dt.datetime, n: int) -> NewChange:
    level = list(Materiality)[1 + n % 4].value
    values = {name: getattr(model, name) for name in NewChange.__dataclass_fields__}
    values |= {
        "policy_id": policy_id,
        "first_seen_at": at,
        "materiality": level,
        "summary": f"Retention changed (Your data {n}), sharing added (Partners); stated date 2020-01-01 -> 2021-01-01",
        "kind": ChangeKind.LIVE,
        "state": ChangeState.CONFIRMED,
        "assessment": {"counts": {"added": 1}},
    }
    return NewChange(**values)


def _texts() -> Sequence[str]:
    chance = random.Random(7)
    clauses = [_clause(chance) for _ in range(CHARACTERS // 330)]
    texts = []
    for n in range(VERSIONS - 1):
        clauses[chance.randrange(len(clauses))] = _clause(chance)
        clauses[chance.randrange(len(clauses))] += f" We answer within {n + 2} days."
        texts.append(_document(clauses))
    return [*texts, _document([_clause(chance) for _ in clauses])]


def _clause(chance: random.Random) -> str:
    sentences = [" ".join(chance.choices(WORDS, k=16)).capitalize() + "." for _ in range(3)]
    return " ".join(sentences)


def _document(clauses: Sequence[str]) -> str:
    parts = [
        f"## {n // 12 + 1}. Section {n // 12 + 1}\n\n{clause}" if n % 12 == 0 else clause
        for n, clause in enumerate(clauses)
    ]
    return "# Privacy policy\n\nLast updated: 1 May 2020\n\n" + "\n\n".join(parts)
