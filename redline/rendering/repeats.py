"""The changes of a redline in; each thing that changed once, with where else it changed, out.

A link that stands under every section got a new address, a table says the same in twenty rows: a reader wants to read
that once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from redline.types import ChangeKind, JudgedChange

_HEADINGS_NAMED = 3


@dataclass(slots=True, kw_only=True)
class Told:
    """The first of the changes that say the same, its number, and the headings over the others."""

    number: int
    judged: JudgedChange
    others: list[str] = field(default_factory=list)

    @property
    def repeats(self) -> str:
        """What to say of the others, "" where there are none. It holds headings: strangers' words, not yet escaped."""
        if not self.others:
            return ""
        named = [heading for heading in dict.fromkeys(self.others) if heading not in ("", self.judged.change.heading)]
        where = f" ({', '.join(named[:_HEADINGS_NAMED])}{', …' if named[_HEADINGS_NAMED:] else ''})" if named else ""
        return f"and the same in {len(self.others)} more {'passage' if len(self.others) == 1 else 'passages'}{where}"


def once(numbered: Iterable[tuple[int, JudgedChange]]) -> list[Told]:
    """`numbered` without the changes that say what an earlier one says; their numbers are left out."""
    told: dict[tuple[object, ...], Told] = {}
    for number, judged in numbered:
        known = told.get(_said(judged))
        if known is None:
            told[_said(judged)] = Told(number=number, judged=judged)
        else:
            known.others.append(judged.change.heading)
    return list(told.values())


def _said(judged: JudgedChange) -> tuple[object, ...]:
    """All that is shown of a change but its place; of links that changed, the words around them are the place."""
    change = judged.change
    words = () if change.kind is ChangeKind.LINKS else (change.before, change.after)
    links = change.links_removed, change.links_added
    return (judged.materiality, change.kind, change.of_heading, words, links)
