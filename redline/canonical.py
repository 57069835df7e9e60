"""Text in, its canonical words and digests out: what two captures must share to be the same text.

Pages write one sentence in many ways: curly or straight quotes, long or short dashes, non-breaking spaces, soft
hyphens, ligatures, an e-mail address behind a placeholder. `fold` makes these equal, `words` cuts the result into
words and signs, and the digests are taken over those. White space never counts, nor do marks of lists and mark-up
that readers leave behind (`*`, `|`, `•`), nor the stops at the ends of a clause: a list item's ";" turns into "."
when another follows it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from unicodedata import is_normalized, normalize

from redline import email_addresses
from redline.answers import in_words
from redline.types import BETWEEN_CELLS, Clause

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029\x85"
)
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2800\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff\ufffc"
)
_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u2035\u00b4`\u02bc\u02b9\u2039\u203a\uff07"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u301d\u301e\u301f\uff02"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
_FOLDED = (
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_UNSEEN, "")
    | dict.fromkeys(_SINGLE, "'")
    | dict.fromkeys(_DOUBLE, '"')
    | dict.fromkeys(_DASHES, "-")
)
# Few characters of a text are variants: a search for them is far quicker than a translation of every character.
_VARIANT = re.compile(f"[{re.escape(''.join(_FOLDED))}]")
# A sign that a server could not write is mostly a quote.
_LOST_IN_A_WORD = re.compile(r"(?<=\w)\ufffd(?=\w)")
_UNSEEN_RUN = re.compile(f"[{_UNSEEN}]+")

# Left behind by list marks, tables and mark-up that a reader did not take for mark-up, these are no words.
_MARKS = r"*|\\~^#•·●○▪■□◦‣►▶➢➤✓✔→⇒↗»\-"
_WORD = re.compile(rf"\d+(?:[.,]\d+)*|[^\W_]+(?:'[^\W_]+)*|[^\s\w{_MARKS}]")
# The same cut finer, at the signs inside numbers: a third quicker, and enough to tell texts apart.
_PIECE = re.compile(rf"\w+(?:'\w+)*|[^\s\w{_MARKS}]")
_STOPS = frozenset(".,;:")
# An empty cell between two others: what stands in the next column says something else there.
_EMPTY_CELL = re.compile(r"\|(?=[\s*·•-]+\|)")
_NOTHING = "∅"
_TEXTS_KEPT = 16_384


def fold(text: str) -> str:
    """`text` with its typographic variants made equal.

    Quotes, dashes, spaces, ligatures and widths become their plain forms, unseen characters go, hidden and spelt-out
    e-mail addresses ("name [at] example.org") take one form, and a cell's mark of yes or no becomes that word. Letter
    case stays: it can matter in a legal text.
    """
    folded = in_words(text)
    if folded.isascii():
        folded = folded.replace("`", "'") if "`" in folded else folded
    else:
        folded = _VARIANT.sub(_plain, folded)
        if "\ufffd" in folded:
            folded = _LOST_IN_A_WORD.sub("'", folded).replace("\ufffd", '"')
        if not folded.isascii() and not is_normalized("NFKC", folded):
            folded = _VARIANT.sub(_plain, normalize("NFKC", folded))
    if "''" in folded:
        folded = folded.replace("''", '"')
    return email_addresses.without_bracketed_signs(folded)


def _plain(found: re.Match[str]) -> str:
    return _FOLDED[found[0]]


def visible(text: str) -> str:
    """`text` without signs that nobody sees (zero-width, soft hyphens), its white space made single spaces."""
    if not text.isascii():
        text = _UNSEEN_RUN.sub("", text)
    # Of white space only the plain space is printable, so most texts need no cutting, which takes three times as long.
    return text.strip(" ") if text.isprintable() and "  " not in text else " ".join(text.split())


def words(text: str) -> tuple[str, ...]:
    """The words and signs of `text` in order, folded; marks of lists and mark-up are left out."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=_TEXTS_KEPT)
def canonical(text: str) -> str:
    """The words of a clause or heading, one a line, without the stops at its ends: what its digest covers; of a table's
    row, with the cells between others that are empty.

    Kept for the texts seen last, because the clauses of one version mostly return in the next.
    """
    folded = fold(text)
    if BETWEEN_CELLS in folded:
        folded = _EMPTY_CELL.sub(f"| {_NOTHING} ", folded)
    found = _PIECE.findall(folded.replace("_", " ") if "_" in folded else folded)
    start, end = 0, len(found)
    while start < end and found[start] in _STOPS:
        start += 1
    while end > start and found[end - 1] in _STOPS:
        end -= 1
    return "\n".join(found[start:end])


@lru_cache(maxsize=_TEXTS_KEPT)
def digest(text: str) -> str:
    """SHA-256 (hex) of the canonical words of one clause or heading."""
    return sha256(canonical(text).encode()).hexdigest()


def words_sha256(clauses: Sequence[Clause]) -> str:
    """SHA-256 (hex) of the canonical words of headings and clauses in order: the identity of a text.

    Clauses marked as furniture are left out, with the headings that stand over nothing else.
    """
    return _hash(filter(None, map(canonical, passages(clauses))))


def passages(clauses: Sequence[Clause]) -> Iterator[str]:
    """The headings and clause texts in reading order, each heading once where it begins, and the column heads of a
    table before its first row."""
    heads: tuple[str, ...] = ()
    for clause, opened in with_opened(clause for clause in clauses if not clause.furniture):
        yield from opened
        if clause.heads != heads:
            yield from clause.heads
            heads = clause.heads
        yield clause.text


def with_opened(clauses: Iterable[Clause], trail: tuple[str, ...] = ()) -> Iterator[tuple[Clause, tuple[str, ...]]]:
    """Each clause with the headings that begin at it, outermost first. `trail` stands over what precedes the first."""
    for clause in clauses:
        yield clause, () if clause.trail == trail else clause.trail[common_prefix(trail, clause.trail) :]
        trail = clause.trail


def common_prefix(one: Sequence[str], other: Sequence[str]) -> int:
    """How many headings two trails share from the outermost on."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def _hash(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()


def outline_sha256(clauses: Sequence[Clause]) -> str:
    """SHA-256 (hex) of the clauses with their places: positions, numbers, heading trails, kinds and digests."""
    return _hash(
        "\t".join(
            (str(clause.position), clause.number, clause.heading_number, clause.kind, clause.digest, *clause.trail)
        )
        for clause in clauses
        if not clause.furniture
    )
