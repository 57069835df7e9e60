"""Two texts in; the spans that turn one into the other out, word by word.

    "We keep it for 30 days."  ->  equal "We keep it for", delete " 30", insert " 60", equal " days."
    "We keep it for 60 days."

`equal` and `delete` spell the older text exactly, `equal` and `insert` the newer one. A reader wants whole words and
few stretches: words that survive by chance between rewritten ones are shown as rewritten too, and a text of which
little survives is shown as old and new. Limits are sizes, never clocks: the same pair has the same spans on any
machine.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel, LCSseq

from redline import canonical
from redline.pairing.runs import SURVIVING_MIN, Run, readable
from redline.pairing.sentence_pairs import sentence_pairs
from redline.types import Operation, Span

# White space and the word or sign after it. A word keeps its inner signs: "third-party", "U.S", "1,000", addresses.
TOKEN = re.compile(r"(\s*)(\w+(?:[.,'’@:/&‑-]\w+)*|[^\w\s]|$)")
STOPS = frozenset(".!?;")
ABBREVIATIONS = frozenset(
    "e.g i.e etc vs cf inc ltd corp co llc no art sec dr mr mrs ms st u.s u.k e.u bzw nr vgl z.b d.h a b c d e".split()
)

# diff-match-patch takes some D * D / 2 steps of Python for D differing words: 80 are about 1 ms. Beyond, rapidfuzz
# finds a shortest way as well, in C++, though it prefers other ones among the equally short.
DIFFERING_MAX = 80
# Words of one side times words of the other, beyond which two texts are shown as old and new: some 30 ms of C++.
PRODUCT_MAX = 40_000_000

_SURROGATES = 0xD800
_differ = diff_match_patch()
_differ.Diff_Timeout = 0


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into words and signs: the white space before each, each as written, and each as compared."""

    spaces: tuple[str, ...]
    written: tuple[str, ...]
    keys: tuple[str, ...]


def spans(before: str, after: str) -> tuple[Span, ...]:
    """The stretches kept, taken away and put in, in reading order, a deletion before its insertion.

    Either text may be empty. Swapping the arguments swaps deletions and insertions.
    """
    if before == after:
        return (Span(op="equal", text=before),) if before else ()
    if (len(after), after) < (len(before), before):
        return tuple(_merged(_mirrored(_pieces(after, before))))
    return tuple(_merged(_pieces(before, after)))


def tokens(text: str) -> Tokens:
    """`text` as tokens whose `spaces` and `written` spell it exactly."""
    pairs = TOKEN.findall(text)
    written = tuple(word for _, word in pairs)
    keys = written if text.isascii() else tuple(_key(word) for word in written)
    return Tokens(tuple(space for space, _ in pairs), written, keys)


def _key(word: str) -> str:
    return word if word.isascii() else canonical.fold(word)


def _pieces(before: str, after: str) -> Iterator[tuple[Operation, str]]:
    old, new = tokens(before), tokens(after)
    runs = readable(_runs(old, new), old.keys, new.keys)
    return _spelled(runs, old, new)


def _runs(old: Tokens, new: Tokens) -> list[Run]:
    """The stretches that both hold in order; none where too little survives or too much differs."""
    numbers: dict[str, int] = {}
    first = [numbers.setdefault(word, len(numbers)) for word in old.keys]
    second = [numbers.setdefault(word, len(numbers)) for word in new.keys]
    start, end = _ends(first, second)
    inner = first[start : len(first) - end], second[start : len(second) - end]
    runs = [Run(0, 0, start)] if start else []
    if inner[0] and inner[1] and _worth_comparing(*inner, start + end):
        runs += _compared(*inner, _sentences(old, start, end), _sentences(new, start, end), start)
    if end:
        runs.append(Run(len(first) - end, len(second) - end, end))
    return runs


def _ends(first: list[int], second: list[int]) -> tuple[int, int]:
    shorter = min(len(first), len(second))
    start = 0
    while start < shorter and first[start] == second[start]:
        start += 1
    end = 0
    while end < shorter - start and first[-1 - end] == second[-1 - end]:
        end += 1
    return start, end


def _worth_comparing(first: list[int], second: list[int], shared: int) -> bool:
    if len(first) * len(second) > PRODUCT_MAX:
        return False
    surviving = LCSseq.similarity(first, second) + shared
    return surviving >= SURVIVING_MIN * (min(len(first), len(second)) + shared)


def _sentences(side: Tokens, start: int, end: int) -> list[tuple[int, int]]:
    """Where the sentences of `side` begin and end between the first `start` and the last `end` tokens."""
    last = len(side.keys) - end
    edges = [start, *(place for place in range(start + 1, last) if _begins_sentence(side, place)), last]
    return [(one - start, other - start) for one, other in pairwise(edges)]


def _begins_sentence(side: Tokens, place: int) -> bool:
    space, before = side.spaces[place], side.written[place - 1]
    if "\n" in space:
        return True
    if not space or before not in STOPS or side.written[place][:1].islower():
        return False
    return before == ";" or (side.written[place - 2] if place > 1 else "").lower() not in ABBREVIATIONS


def _compared(
    first: list[int], second: list[int], ours: list[tuple[int, int]], theirs: list[tuple[int, int]], offset: int
) -> list[Run]:
    """Sentence by sentence where both sides have several, else as a whole."""
    whole = [((0, len(first)), (0, len(second)))]
    pairs = sentence_pairs(first, second, ours, theirs) if len(ours) > 1 and len(theirs) > 1 else whole
    runs: list[Run] = []
    for (a, a_end), (b, b_end) in pairs:
        runs += _differing(first[a:a_end], second[b:b_end], a + offset, b + offset)
    return runs


def _differing(first: list[int], second: list[int], a: int, b: int) -> Iterator[Run]:
    if Indel.distance(first, second) > DIFFERING_MAX:
        for block in Indel.opcodes(first, second):
            if block.tag == "equal":
                yield Run(a + block.src_start, b + block.dest_start, block.src_end - block.src_start)
        return
    for op, stretch in _differ.diff_main(_as_text(first), _as_text(second), False):
        if op == 0:
            yield Run(a, b, len(stretch))
        a += len(stretch) if op <= 0 else 0
        b += len(stretch) if op >= 0 else 0


def _as_text(numbers: list[int]) -> str:
    """One character a word: what diff-match-patch compares. Surrogates are no characters and are stepped over."""
    return "".join(chr(n + 1 if n + 1 < _SURROGATES else n + 0x801) for n in numbers)


def _spelled(runs: list[Run], old: Tokens, new: Tokens) -> Iterator[tuple[Operation, str]]:
    a = b = 0
    for run in [*runs, Run(len(old.keys), len(new.keys), 0)]:
        yield from _changed(_text(old, a, run.a), _text(new, b, run.b))
        for offset in range(run.size):
            yield from _kept(old, run.a + offset, new, run.b + offset)
        a, b = run.a + run.size, run.b + run.size


def _changed(removed: str, added: str) -> Iterator[tuple[Operation, str]]:
    """Both sides of a change, after the white space they have in common."""
    space = removed[: len(removed) - len(removed.lstrip())]
    if space and removed != space and added != space and added[: len(added) - len(added.lstrip())] == space:
        yield "equal", space
        removed, added = removed[len(space) :], added[len(space) :]
    yield "delete", removed
    yield "insert", added


def _text(side: Tokens, start: int, end: int) -> str:
    return "".join(side.spaces[n] + side.written[n] for n in range(start, end))


def _kept(old: Tokens, a: int, new: Tokens, b: int) -> Iterator[tuple[Operation, str]]:
    """A word both texts hold, with what differs in its white space and its way of writing."""
    if old.spaces[a] == new.spaces[b]:
        yield "equal", old.spaces[a]
    else:
        yield "delete", old.spaces[a]
        yield "insert", new.spaces[b]
    if old.written[a] == new.written[b]:
        yield "equal", old.written[a]
    else:
        yield "delete", old.written[a]
        yield "insert", new.written[b]


def _mirrored(pieces: Iterator[tuple[Operation, str]]) -> Iterator[tuple[Operation, str]]:
    opposite: dict[Operation, Operation] = {"equal": "equal", "delete": "insert", "insert": "delete"}
    return ((opposite[op], text) for op, text in pieces)


def _merged(pieces: Iterator[tuple[Operation, str]]) -> Iterator[Span]:
    """Neighbouring pieces joined: between two kept stretches at most one deletion, then one insertion."""
    removed, added, kept = "", "", ""
    for op, text in pieces:
        if not text:
            continue
        if op == "equal":
            kept += text
            continue
        if kept:
            yield from _block(removed, added, kept)
            removed, added, kept = "", "", ""
        removed += text if op == "delete" else ""
        added += text if op == "insert" else ""
    yield from _block(removed, added, kept)


def _block(removed: str, added: str, kept: str) -> Iterator[Span]:
    if removed:
        yield Span(op="delete", text=removed)
    if added:
        yield Span(op="insert", text=added)
    if kept:
        yield Span(op="equal", text=kept)
