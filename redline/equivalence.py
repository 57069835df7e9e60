"""Two sentences in; what is left of their difference once equal ways of writing are taken out.

Equal are: spelling variants, typography and letter case, singular and plural, contractions, words written together or
apart, hidden e-mail addresses, and a document's own renames (`equivalence_renames`).
What is left is the *residue*: the words one side has and the other lacks, in order.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from rapidfuzz.distance import LCSseq

from redline import canonical
from redline.equivalence_spelling import forms

LITTLE = frozenset(
    """
    a an the this that these those such said same own each every any all both either other another certain
    and or nor but as if than then so thus hence therefore thereby thereof therein herein hereof hereby hereunder
    of to in on at by for from with within into onto upon about over under through via per between among amid
    i you your yours we us our ours they them their theirs it its he she his her who whom whose which what where
    when how
    is are was were be been being am do does did doing have has had having
    also too further furthermore moreover additionally addition however accordingly please simply just very
    here there below above following aforementioned respectively namely eg ie etc including include includes
    order regard regarding respect concerning relating related whil though although because since
    one s t re ll ve d e g i
    """.split()
)
"""Words that carry no content of their own. Negations, modal verbs and words such as "only" are not among them."""

STRENGTH = frozenset(
    """
    not no never none neither without unless except only solely exclusively strictly always may might can will would
    should must required require need shall
    """.split()
)
"""Words that decide how far a sentence binds: detectors of `strength` read them."""

_SIGNS = frozenset("()[]{}\"'.,;:!?/&%+=<>@_…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Residue:
    """What each side has alone, as word forms in order, equal ways of writing taken out.

    `reordered` says that both sides hold the same words in another order.
    """

    removed: tuple[str, ...]
    added: tuple[str, ...]
    reordered: bool = False

    @property
    def content(self) -> tuple[str, ...]:
        """The words of either side that carry content."""
        return tuple(word for word in (*self.removed, *self.added) if word not in LITTLE and word not in STRENGTH)

    @property
    def empty(self) -> bool:
        """Whether nothing is left that could change a meaning."""
        return not self.removed and not self.added


# What is left of a link or a break that a reader could not read: "](https://example.org/page", "<br>".
_LEFT_OVER = re.compile(
    r"\]\((?:https?:|mailto:|tel:|/|#)[^)\s]*(?:\s+\"[^\"]*\")?(?:\s*\))?|</?(?:br|p|b|i|u|em|strong|span|"
    r"div|li|ul|sup)\s*/?>",
    re.IGNORECASE,
)


def without_left_overs(text: str) -> str:
    """`text` without mark-up that should not stand in it."""
    if "](" in text or "<" in text:
        text = _LEFT_OVER.sub(" ", text)
    return unescape(text) if "&" in text else text


# Two ways of saying one thing that differ by words which otherwise weigh.
_PHRASES = re.compile(
    r"\b(?:(?:will|shall) be|are|is|be) (able to)\b|\b(prior to)\b|\b(in the event that)\b", re.IGNORECASE
)
_SHORTER = {1: "can", 2: "before", 3: "if"}


def _shorter(phrase: re.Match[str]) -> str:
    return _SHORTER[phrase.lastindex or 1]


@lru_cache(maxsize=8192)
def key(sentence: str) -> tuple[str, ...]:
    """The forms of a sentence's words, signs left out: equal for sentences that differ in their writing alone."""
    words = canonical.words(_PHRASES.sub(_shorter, without_left_overs(sentence)))
    return tuple(form for word in words if word not in _SIGNS for form in forms(word))


Block = tuple[tuple[str, ...], tuple[str, ...]]
"""Words that one side has in place of the other's."""


def blocks(before: Sequence[str], after: Sequence[str]) -> list[Block]:
    """Where two keys differ, in order: what stands there on either side. Words written apart on one side are equal."""
    if not before or not after:
        return [(tuple(before), tuple(after))] if before or after else []
    found: list[Block] = []
    a = b = 0
    for piece in LCSseq.editops(before, after).as_matching_blocks():
        gone, come = tuple(before[a : piece.a]), tuple(after[b : piece.b])
        if (gone or come) and _together(gone) != _together(come):
            found.append((gone, come))
        a, b = piece.a + piece.size, piece.b + piece.size
    return found


def _together(words: Sequence[str]) -> str:
    """The words written together, plurals aside: "web site" and "websites" are the same."""
    return "".join(words).replace("s", "")


def residue(before: Sequence[str], after: Sequence[str]) -> Residue:
    """What is left between two keys."""
    if not before or not after:
        return Residue(removed=tuple(before), added=tuple(after))
    found = blocks(before, after)
    removed = [word for gone, _ in found for word in gone]
    added = [word for _, come in found for word in come]
    gone, come = Counter(removed), Counter(added)
    if gone == come:
        return Residue(removed=(), added=(), reordered=bool(gone))
    return Residue(removed=_kept(removed, gone - come), added=_kept(added, come - gone))


def _kept(words: Sequence[str], counted: Counter[str]) -> tuple[str, ...]:
    left = Counter(counted)
    found = []
    for word in words:
        if left[word] > 0:
            left[word] -= 1
            found.append(word)
    return tuple(found)
