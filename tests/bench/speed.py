"""What reading and comparing cost: stage by stage, and as the batch commands do it.

Times are of the processor, so that other work on the machine counts little: of this process for the stages, of all
processes together, start-up included, for the commands. Each text is seen once, as a batch sees it, so that what is
kept from one version for the next helps as much as it does there. Real pages and recorded changes are read where the
folder of recorded documents is at hand, made-up ones elsewhere.
"""

import gzip
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from monitor.cli import batch
from redline import canonical, language, quality
from redline.comparison import compare
from redline.contract import assessment_json, reading_json
from redline.dates import stated as dates
from redline.decoding import decode
from redline.html import reader as html
from redline.html import tree as html_tree
from redline.html.blocks import blocks
from redline.materiality import judge
from redline.reading import read
from redline.rules import default_rules
from redline.segmentation import segment
from redline.types import Document, Reading
from tests.bench.web import WORDS
from tests.conftest import SHARED

MADE_UP = 60
REWRITE = (1600, 650)
Pair = tuple[bytes, bytes]


class Laps:
    """Milliseconds spent in each stage, one row a text."""

    def __init__(self) -> None:
        self.rows: list[dict[str, float]] = []
        self._last = 0.0

    def begin(self) -> None:
        """A new text."""
        self.rows.append({})
        self._last = time.process_time()

    def lap(self, stage: str) -> None:
        """The stage that has just ended."""
        now = time.process_time()
        self.rows[-1][stage] = 1000 * (now - self._last)
        self._last = now

    def print(self, title: str) -> None:
        """Median, mean and worst of each stage, and of all together."""
        print(f"\n{title:44} {'median':>8} {'mean':>8} {'worst':>8}  ms")
        columns = [(stage, [row[stage] for row in self.rows]) for stage in self.rows[0]]
        for stage, spent in [*columns, ("all", [sum(row.values()) for row in self.rows])]:
            print(f"  {stage:42} {statistics.median(spent):8.2f} {statistics.mean(spent):8.2f} {max(spent):8.1f}")


def main() -> None:
    """Print the figures."""
    pages, pairs = (_pages(), _pairs()) if SHARED.is_dir() else (_made_up_pages(), _made_up_pairs())
    with tempfile.TemporaryDirectory() as folder:
        _commands(Path(folder), pages, pairs)
    default_rules()
    batch._collect_rarely()
    _reading(pages)
    _comparing(f"comparing {len(pairs)} pairs", pairs)
    _comparing("a rewrite of {:,} clauses into {}".format(*REWRITE), [_rewrite(pairs)])


# --- the commands -----------------------------------------------------------------------------------------------------


def _commands(folder: Path, pages: Sequence[bytes], pairs: Sequence[Pair]) -> None:
    cases: list[dict[str, str]] = []
    for place, body in enumerate(pages):
        cases.append({"id": str(place), "file": _file(folder / f"{place}.html", body)})
    print(f"extract --batch, a page                      {_spent(folder, 'extract', cases):8.1f} ms")
    cases = []
    for place, (old, new) in enumerate(pairs):
        files = {"old": _file(folder / f"{place}-old.md", old), "new": _file(folder / f"{place}-new.md", new)}
        cases.append({"id": str(place), **files})
    print(f"compare --batch --jobs 1, a pair             {_spent(folder, 'compare', cases, '--jobs', '1'):8.1f} ms")


def _file(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)


def _spent(folder: Path, command: str, cases: Sequence[dict[str, str]], *options: str) -> float:
    """Milliseconds of processor time a case, start-up and workers included."""
    listing = folder / "cases.jsonl"
    listing.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    called = [sys.executable, "-m", "monitor.cli", command, "--batch", str(listing), *options]
    subprocess.run(called, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / len(cases)


# --- the stages -------------------------------------------------------------------------------------------------------


def _reading(pages: Sequence[bytes]) -> None:
    laps = Laps()
    for body in pages:
        laps.begin()
        _read_in_stages(body, laps)
    laps.print(f"reading {len(pages)} pages, {statistics.mean(map(len, pages)) / 1000:.0f} kB each")


def _read_in_stages(body: bytes, laps: Laps) -> None:
    """The steps of `redline.reading` and `redline.html.reader`, each with its time."""
    text = decode(body, "text/html")
    laps.lap("decoding")
    page = html_tree.parse(text)
    laps.lap("the page's tree")
    policy = html._policy(page)
    laps.lap("furniture out, policy found")
    found = tuple(block for element in policy for block in blocks(element))
    page.close()
    laps.lap("blocks")
    document = Document(reader="html", title=page.title, language=page.language, blocks=found)
    clauses = segment(document)
    laps.lap("clauses with their digests")
    spoken = language.detect(" ".join(clause.text for clause in clauses)[:20_000], page.language)
    stated = dates.stated_date(clauses, spoken)
    laps.lap("language and stated date")
    reading = Reading(
        reader="html",
        title=document.title,
        language=spoken,
        stated_date=stated,
        quality=quality.assess(document, clauses),
        clauses=clauses,
        words_sha256=canonical.words_sha256(clauses),
        outline_sha256=canonical.outline_sha256(clauses),
    )
    laps.lap("quality and digests of the whole")
    json.dumps(reading_json(reading), ensure_ascii=False)
    laps.lap("Markdown and JSON")


def _comparing(title: str, pairs: Sequence[Pair]) -> None:
    laps = Laps()
    for old, new in pairs:
        laps.begin()
        before = read(old, content_type="text/markdown")
        laps.lap("reading the older text")
        after = read(new, content_type="text/markdown")
        laps.lap("reading the newer text")
        redline = compare(before, after)
        laps.lap("comparing")
        assessment = judge(redline, before, after)
        laps.lap("judging")
        json.dumps(assessment_json(assessment), ensure_ascii=False)
        laps.lap("JSON")
    laps.print(title)


# --- the texts --------------------------------------------------------------------------------------------------------


def _pages() -> list[bytes]:
    return [gzip.decompress(path.read_bytes()) for path in sorted((SHARED / "corpus" / "pages").glob("*.html.gz"))]


def _pairs() -> list[Pair]:
    folders = sorted(path.parent for path in (SHARED / "changes").glob("*/new.md"))
    return [((folder / "old.md").read_bytes(), (folder / "new.md").read_bytes()) for folder in folders]


def _rewrite(pairs: Sequence[Pair]) -> Pair:
    """Clauses of many documents against those of others: no two versions have less in common."""
    texts = [read(old, content_type="text/markdown") for old, _ in pairs[::4]]
    clauses = [clause.text for text in texts for clause in text.clauses if len(clause.text) > 40]
    clauses += _clauses(random.Random(3), max(0, sum(REWRITE) - len(clauses)))
    old, new = clauses[: REWRITE[0]], clauses[REWRITE[0] : sum(REWRITE)]
    return "\n\n".join(old).encode(), "\n\n".join(new).encode()


def _made_up_pairs() -> list[Pair]:
    """Texts of 100 clauses in which three are written anew."""
    pairs = []
    for seed in range(MADE_UP):
        chance = random.Random(seed)
        old = _clauses(chance, 100)
        new = list(old)
        for place, clause in zip(chance.sample(range(100), 3), _clauses(chance, 3), strict=True):
            new[place] = clause
        pairs.append((_document(old).encode(), _document(new).encode()))
    return pairs


def _made_up_pages() -> list[bytes]:
    """Pages of 200 clauses below a menu."""
    links = "".join(f'<li class="menu-item"><a href="/{n}">Page {n}</a></li>' for n in range(80))
    texts = ["".join(f"<p>{clause}</p>" for clause in _clauses(random.Random(n), 200)) for n in range(MADE_UP)]
    return [
        f"<html><body><nav><ul>{links}</ul></nav><main><h1>Privacy policy</h1>{text}</main></body></html>".encode()
        for text in texts
    ]


def _clauses(chance: random.Random, count: int) -> list[str]:
    return [" ".join(" ".join(chance.choices(WORDS, k=16)).capitalize() + "." for _ in range(3)) for _ in range(count)]


def _document(clauses: Sequence[str]) -> str:
    return "# Privacy policy\n\nLast updated: 1 May 2020\n\n" + "\n\n".join(clauses)
