"""What became of a pair in; whether no word came, went or changed its place out.

    | Orders | 30 days |      ->      Orders          a table as paragraphs, a list as one, headings as lines, sections
    | Letters | a year |              30 days …       cut at other places: many changes, and nothing to read in them

Beside that: lists that are only counted otherwise.
"""

from collections.abc import Sequence
from dataclasses import replace

from redline import numbering
from redline.judging.stretches import Stretches
from redline.judging.whole_text import plain_words
from redline.types import ChangeKind, ClauseChange, JudgedChange, Materiality, Reading

# So many headings with another sign are written otherwise by the page, fewer by somebody.
_MARKED_MIN = 3
# Fewer items with the number 1 each begin lists of their own.
_UNCOUNTED_MIN = 3
_UNCOUNTED_MANY = 8
_UNCOUNTED_SHARE = 0.7


def without_layout(changes: Sequence[JudgedChange], before: Reading, after: Reading) -> Sequence[JudgedChange]:
    """`changes` with those made noise that only lay the text out otherwise: all words of their stretch of it, or of the
    whole, are in their old order."""
    if not any(judged.materiality.reaches(Materiality.EDITORIAL) for judged in changes):
        return changes
    marked = [_is_marked(judged.change) for judged in changes]
    are_marked = sum(marked) >= _MARKED_MIN
    stretches = Stretches([judged.change for judged in changes], before, after)
    return [
        replace(judged, materiality=Materiality.NOISE, findings=())
        if judged.materiality.reaches(Materiality.EDITORIAL)
        and (not _stays(judged.change) or (are_marked and is_marked))
        and (stretches.alike_around(judged.change) or stretches.all_alike)
        else judged
        for judged, is_marked in zip(changes, marked, strict=True)
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
    if not change.of_heading or change.kind is not ChangeKind.REWORDED:
        return False
    return len({"".join(filter(str.isalnum, text or "")) for text in (change.before, change.after)}) == 1


def only_marks(changes: Sequence[JudgedChange], before: Reading, after: Reading) -> bool:
    """Whether all changes are noise, or numbers that came, went or became letters: where nothing else changed a
    converter wrote the lists otherwise. One that only counts on ("13" that is "12") is somebody's edit, but where one
    side does not count at all."""
    loud = [judged.change for judged in changes if judged.materiality is not Materiality.NOISE]
    if any(change.kind is not ChangeKind.RENUMBERED for change in loud):
        return False
    numbers = [_numbers(change, before, after) for change in loud]
    return _is_uncounted(numbers) or all(len(set(map(numbering.notation, pair))) > 1 for pair in numbers)


def _is_uncounted(numbers: Sequence[tuple[str, str]]) -> bool:
    """Whether several items have other numbers, and on one side all of them the first or none; or many items, and most
    of them, where a list begins anew at each of its items and counts on where two stand together."""
    if len(numbers) < _UNCOUNTED_MIN:
        return False
    enough = len(numbers) * _UNCOUNTED_SHARE if len(numbers) >= _UNCOUNTED_MANY else len(numbers)
    sides = ([number.strip("().") for number in side] for side in zip(*numbers, strict=True))
    return any("1" in side and side.count("1") + side.count("") >= enough for side in sides)


def _numbers(change: ClauseChange, before: Reading, after: Reading) -> tuple[str, str]:
    """The numbers of a renumbered clause or heading."""
    old, new = before.clauses[change.before_positions[0]], after.clauses[change.after_positions[0]]
    return (old.heading_number, new.heading_number) if change.of_heading else (old.own_number, new.own_number)
