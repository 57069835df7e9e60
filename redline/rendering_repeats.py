"""The changes of a redline in; each thing that changed once, with how many more passages it changed in, out.

A link that stands under every section got a new address, a table says the same in twenty rows: a reader wants to read
that once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from redline.types import ChangeKind, JudgedChange


@dataclass(slots=True, kw_only=True)
class Told:
    """The first of the changes that say the same, its number, and how many others there are."""

    number: int
    judged: JudgedChange
    more: int = 0

    @property
    def repeats(self) -> str:
        """What to say of the others, "" where there are none."""
        if not self.more:
            return ""
        return f"and the same in {self.more} more {'passage' if self.more == 1 else 'passages'}"


def once(numbered: Iterable[tuple[int, JudgedChange]]) -> list[Told]:
    """`numbered` without the changes that say what an earlier one says; their numbers are left out."""
    told: dict[tuple[object, ...], Told] = {}
    for number, judged in numbered:
        known = told.get(_said(judged))
        if known is None:
            told[_said(judged)] = Told(number=number, judged=judged)
        else:
            known.more += 1
    return list(told.values())


def _said(judged: JudgedChange) -> tuple[object, ...]:
    """All that is shown of a change but its place; of links that changed, the words around them are the place."""
    change = judged.change
    words = () if change.kind is ChangeKind.LINKS else (change.before, change.after)
    links = change.links_removed, change.links_added
    return (judged.materiality, change.kind, change.of_heading, words, links)
