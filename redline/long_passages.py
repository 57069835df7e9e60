"""A passage in, its parts out: one, or several where it is too long to be cited as one clause.

Some policies are a single paragraph of thousands of words. Such a passage is cut at the numbers inside it ("(a)",
"2.1") where it has some, else between sentences. The places between sentences are chosen by the words that begin a
sentence, not by counting from the start, so that an insertion moves only the cuts beside it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import crc32

from redline.passages import Passage, first, of_runs, without
from redline.types import BlockKind
from redline.word_count import word_count

LONGEST_WORDS = 500
_PART_WORDS_MIN = 60
_PART_WORDS_MAX = 240
_MARKED_WORDS_MIN = 25
_MARK = re.compile(
    r"(?<=[.;:])\s+(?=(?:and |or )?\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s)"
    r"|(?<=[.;:])\s+(?=\d{1,2}\.\d{1,2}\.?\s+[A-Z])|\n"
)
# Templates sprinkle other spaces over a text: they must not move its cuts.
_SPACES = dict.fromkeys((0xA0, 0x2007, 0x202F), " ")
_SENTENCE = re.compile(r"(?<=[.!?;])[\"”’')\]]*\s+(?=[A-ZÀ-Þ“\"'(\[])")


def parts(passage: Passage) -> tuple[Passage, ...]:
    """The passage itself, or its parts in order, of which the first has its number; no word is lost."""
    is_short = len(passage.text) <= LONGEST_WORDS or word_count(passage.text) <= LONGEST_WORDS
    if is_short or passage.kind is BlockKind.ROW:
        return (passage,)
    return tuple(_cut(passage))


def _cut(passage: Passage) -> Iterator[Passage]:
    text = "".join(run.text for run in passage.runs).translate(_SPACES)
    runs, number, start = passage.runs, passage.number, 0
    for cut in (*_places(text), len(text)):
        yield of_runs(passage.kind, first(runs, cut - start), level=passage.level, number=number)
        runs, number, start = without(runs, cut - start), "", cut


def _places(text: str) -> list[int]:
    """Where to cut a long text: at marks first, then between sentences in what is still too long."""
    cuts = _grouped(text, [found.end() for found in _MARK.finditer(text)])
    edges = [0, *cuts, len(text)]
    for start, end in pairwise(edges):
        if text.count(" ", start, end) >= LONGEST_WORDS:
            sentences = [start + found.end() for found in _SENTENCE.finditer(text[start:end])]
            cuts.extend(_chosen(text, start, sentences))
    return sorted(set(cuts))


def _grouped(text: str, marks: Sequence[int]) -> list[int]:
    """The marks, but none so near the last that a part would be a few words."""
    kept: list[int] = []
    last = 0
    for mark in marks:
        if min(text.count(" ", last, mark), text.count(" ", mark)) >= _MARKED_WORDS_MIN:
            kept.append(mark)
            last = mark
    return kept


def _chosen(text: str, start: int, sentences: Sequence[int]) -> list[int]:
    kept: list[int] = []
    last = start
    for place in sentences:
        count = text.count(" ", last, place)
        opening = " ".join(text[place : place + 60].split()[:3])
        if count >= _PART_WORDS_MAX or (count >= _PART_WORDS_MIN and crc32(opening.encode()) % 3 == 0):
            kept.append(place)
            last = place
    return kept
