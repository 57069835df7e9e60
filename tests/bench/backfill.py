"""How much of a document's past grid and bisection find, and at what cost.

Three tables: the captures of the two recorded archives, fetched whole and then walked as a backfill walks them; and 400
made-up captures a document, each page with furniture and bytes of its own around the real sequence of texts. "Flaps"
are texts that come and go between two captures of one other text: those are what the method gives away.
"""

import gzip
import json
import random
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path

from markdown_it import MarkdownIt

from fetchers.client import Client
from fetchers.dialects import Question
from fetchers.errors import ArchiveError
from fetchers.politeness import RealClock
from fetchers.wayback import Archive, Line, Manners, Row
from monitor import bisection
from monitor.bisection import Node
from redline.errors import ReadingError
from redline.reading import read
from tests.archives import stand_in
from tests.conftest import SHARED

CAPTURES = 400
NONE = "no text"


@dataclass(frozen=True, kw_only=True)
class Result:
    """One document: what there was, and what was found of it at which cost."""

    name: str
    captures: int
    digests: int
    texts: int
    found: int
    steady: int
    steady_found: int
    fetches: int
    wrong_dates: int


def walked(name: str, nodes: Sequence[Node], truth: dict[str, str]) -> Result:
    """Walk one document's captures; `truth` is every capture's text by its key."""
    texts: dict[str, str] = {}
    while chosen := bisection.wanted(nodes, texts):
        texts |= {node.key: truth[node.key] for node in chosen}
    all_texts = [truth[node.key] for node in nodes]
    found = set(texts.values()) - {NONE}
    steady = _steady(all_texts)
    return Result(
        name=name,
        captures=len(nodes),
        digests=len({node.key for node in nodes}),
        texts=len(set(all_texts) - {NONE}),
        found=len(found),
        steady=len(steady),
        steady_found=len(steady & found),
        fetches=len(texts),
        wrong_dates=_wrong_dates(nodes, texts),
    )


def _steady(texts: Sequence[str]) -> set[str]:
    """The texts that stand somewhere else than between two runs of one other text."""
    runs = [text for text, _ in groupby(text for text in texts if text != NONE)]
    return {text for at, text in enumerate(runs) if not (0 < at < len(runs) - 1 and runs[at - 1] == runs[at + 1])}


def _wrong_dates(nodes: Sequence[Node], texts: dict[str, str]) -> int:
    """Changes found that are not dated to two neighbouring captures."""
    known = [(at, texts[node.key]) for at, node in enumerate(nodes) if node.key in texts]
    return sum(1 for (at, text), (then, other) in pairwise(known) if text != other and then - at > 1)


# --- recorded archives ------------------------------------------------------------------------------------------------


def recorded(warc: Path, urls: Iterable[str]) -> list[Result]:
    """Every document of a recorded archive."""
    with tempfile.TemporaryDirectory() as folder, stand_in(SHARED, Path(folder), warc) as running:
        manners = Manners(listings_per_second=1e6, playbacks_per_second=1e6, allow_private=True)
        archive = Archive(running.url, Line(Client(), manners, RealClock()))
        return [result for url in urls if (result := _of_address(archive, url)) is not None]


def _of_address(archive: Archive, url: str) -> Result | None:
    rows = [row for row in archive.captures(Question(url=url)).rows if row.status in (200, None)]
    if len(rows) < 5:
        return None
    first = {row.digest: row for row in reversed(rows)}
    truth = {digest: _text(archive, row) for digest, row in first.items()}
    return walked(url, [Node(at=row.captured_at, key=row.digest) for row in rows], truth)


def _text(archive: Archive, row: Row) -> str:
    try:
        capture = archive.play(row)
        reading = read(capture.body, content_type=capture.content_type, url=row.url)
    except (ArchiveError, ReadingError):
        return NONE
    return reading.words_sha256 if reading.quality.verdict == "policy" else NONE


# --- generated archives -----------------------------------------------------------------------------------------------


def generated() -> list[Result]:
    """Each document of the recorded histories under made-up furniture."""
    lines = (SHARED / "corpus" / "histories" / "index.jsonl").read_text().splitlines()
    entries = sorted(map(json.loads, lines), key=lambda entry: entry["file"])
    documents = [list(group) for _, group in groupby(entries, key=lambda entry: entry["file"].partition("/")[0])]
    with ProcessPoolExecutor() as pool:
        return list(pool.map(_document, documents))


def _document(versions: list[dict[str, str]]) -> Result:
    name = versions[0]["file"].partition("/")[0]
    chance = random.Random(name)
    dates = [datetime.fromisoformat(version["date"]) for version in versions]
    span = dates[-1] - dates[0] + timedelta(days=60)
    times = sorted(dates[0] + span * chance.random() for _ in range(CAPTURES))
    shown = [max(at for at, date in enumerate(dates) if date <= time) for time in times]
    bodies = [_page(versions[at]["file"], number) for number, at in enumerate(shown)]
    nodes = [Node(at=time, key=str(number)) for number, time in enumerate(times)]
    return walked(name, nodes, _Truth(bodies))


class _Truth(dict[str, str]):
    """Texts read when first asked for, as a backfill reads them."""

    def __init__(self, bodies: Sequence[bytes]) -> None:
        super().__init__()
        self._bodies = bodies

    def __missing__(self, key: str) -> str:
        reading = read(self._bodies[int(key)], content_type="text/html; charset=utf-8")
        self[key] = reading.words_sha256 if reading.quality.verdict == "policy" else NONE
        return self[key]


@lru_cache(maxsize=64)
def _html(file: str) -> str:
    text = gzip.decompress((SHARED / "corpus" / "histories" / file).read_bytes()).decode()
    return str(MarkdownIt("commonmark").enable("table").render(text))


def _page(file: str, number: int) -> bytes:
    """A page as a site might have sent it that day."""
    links = "".join(f'<li><a href="/{part}?visit={number}">{part}</a></li>' for part in ("Home", "Prices", "Help"))
    head = f"<head><title>Legal</title><script>window.visit = {number}</script></head>"
    foot = f"<footer><p>Rendered in {number % 97} ms</p><nav><ul>{links}</ul></nav></footer>"
    page = (
        f"<html>{head}<body><header><nav><ul>{links}</ul></nav></header><main>{_html(file)}</main>{foot}</body></html>"
    )
    return page.encode()


# --- the tables -------------------------------------------------------------------------------------------------------


def main() -> None:
    """Print the three tables; those of recorded documents only where the shared folder is at hand."""
    if not SHARED.is_dir():
        print("no folder of recorded documents beside the checkout: nothing to measure")
        return
    lab = {json.loads(line)["url"] for line in (SHARED / "wayback" / "truth.jsonl").read_text().splitlines()}
    _table("recorded archive: wayback", recorded(SHARED / "wayback" / "lab.warc.gz", sorted(lab)))
    described = (SHARED / "corpus" / "archive.md").read_text()
    corpus = [cell for line in described.splitlines() for cell in line.split(" | ") if cell.startswith("http")]
    _table("recorded archive: corpus", recorded(SHARED / "corpus" / "archive.warc.gz", corpus))
    _table(f"generated archives: {CAPTURES} captures a document", generated())


def _table(title: str, results: Sequence[Result]) -> None:
    print(f"\n{title}")
    heads = ["captures", "digests", "texts", "found", "steady", "found", "fetches"]
    print(f"{'document':58} {' '.join(f'{head:>8}' for head in heads)}")
    for result in sorted(results, key=lambda result: result.name):
        print(_line(result.name[-58:], [result]))
    print(_line("all", results))
    digests, fetches = sum(each.digests for each in results), sum(each.fetches for each in results)
    texts, found = sum(each.texts for each in results), sum(each.found for each in results)
    steady, steady_found = sum(each.steady for each in results), sum(each.steady_found for each in results)
    wrong = sum(each.wrong_dates for each in results)
    print(f"texts found {found / texts:.1%}; outside flaps {steady_found / steady:.1%}; ", end="")
    print(f"fetches {fetches / digests:.1%} of distinct digests; changes not dated to neighbours: {wrong}")


def _line(name: str, results: Sequence[Result]) -> str:
    fields = ("captures", "digests", "texts", "found", "steady", "steady_found", "fetches")
    cells = [f"{sum(getattr(each, field) for each in results):>8}" for field in fields]
    return f"{name:58} {' '.join(cells)}"
