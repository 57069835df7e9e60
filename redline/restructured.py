"""What became of a pair in; whether no word came, went or changed its place out: the text is only laid out otherwise.

| Orders | 30 days |      ->      Orders          a table as paragraphs, a list as one, headings as lines, sections
| Letters | a year |              30 days …       cut at other places: as many changes, and nothing to read in them
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from redline.types import ChangeKind, ClauseChange, JudgedChange, Materiality
from redline.whole_text import Text, plain_words

# So many headings with another sign are written otherwise by the page, fewer by somebody.
_MARKED_MIN = 3
_LETTERS = re.compile(r"[^\W_]")


def without_layout(changes: Sequence[JudgedChange], before: Text, after: Text) -> Sequence[JudgedChange]:
    """`changes` with those made noise that only lay the text out otherwise, where all words are in their old order."""
    marked = sum(_is_marked(judged.change) for judged in changes) >= _MARKED_MIN
    laid_out = [not _stays(judged.change) or (marked and _is_marked(judged.change)) for judged in changes]
    loud = any(judged.materiality.reaches(Materiality.EDITORIAL) for judged in changes)
    if not (loud and any(laid_out) and _as_many_letters(changes) and before.in_order() == after.in_order()):
        return changes
    return [
        replace(judged, materiality=Materiality.NOISE, findings=()) if is_laid_out else judged
        for judged, is_laid_out in zip(changes, laid_out, strict=True)
    ]


def _stays(change: ClauseChange) -> bool:
    """Whether a clause is where it was, and may have another number, stop, link or letter case."""
    if change.kind in (ChangeKind.RENUMBERED, ChangeKind.LINKS):
        return True
    if change.kind is not ChangeKind.REWORDED or change.before is None or change.after is None:
        return False
    return plain_words(change.before) == plain_words(change.after)


def _is_marked(change: ClauseChange) -> bool:
    """Whether a heading has no more than another sign, as those have that a page folds sections up with."""
    letters = {"".join(_LETTERS.findall(text or "")) for text in (change.before, change.after)}
    return change.of_heading and change.kind is ChangeKind.REWORDED and len(letters) == 1


def _as_many_letters(changes: Sequence[JudgedChange]) -> bool:
    """Whether the changes have as many letters on either side: asked first, for whole texts take longer to compare."""
    old, new = (
        sum(len(_LETTERS.findall(text)) for judged in changes if (text := getattr(judged.change, side)))
        for side in ("before", "after")
    )
    return old == new
