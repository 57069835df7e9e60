"""What alignment works with: clauses as numbered words, and what it finds about them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from redline import canonical
from redline.types import Clause


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause to be aligned: its digest, its text, its place, and its words as numbers that both sides share."""

    key: str
    text: str
    number: str
    heading: str
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Unit `a` of the older side is unit `b` of the newer: the same words (`equal`), and out of order (`moved`)."""

    a: int
    b: int
    equal: bool
    moved: bool

    def mirrored(self) -> "Pair":
        """The same, seen from the other side."""
        return Pair(self.b, self.a, self.equal, self.moved)


@dataclass(frozen=True, slots=True)
class Group:
    """Units `before` of the older side are together units `after` of the newer; one of the sides holds one unit."""

    before: tuple[int, ...]
    after: tuple[int, ...]

    def mirrored(self) -> "Group":
        """The same, seen from the other side."""
        return Group(self.after, self.before)


@dataclass(slots=True)
class Numbering:
    """Words as numbers, counted up as they are first seen; letter case and ways of writing do not count."""

    seen: dict[str, int] = field(default_factory=dict)

    def units(self, clauses: Sequence[Clause], needed: set[str]) -> list[Unit]:
        """The clauses as units; only those whose digest is in `needed` get words, the others are found by digest."""
        return [
            Unit(c.digest, c.text, c.number, c.heading, self._words(c.text) if c.digest in needed else ())
            for c in clauses
        ]

    def _words(self, text: str) -> tuple[int, ...]:
        seen = self.seen
        return tuple(seen.setdefault(word, len(seen)) for word in canonical.words(text.casefold()))
