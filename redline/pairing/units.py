"""What alignment works with: clauses as numbered words, and what it finds about them.

Units and pairs are tuples: a long history makes a million of them, each for a quarter of what a frozen dataclass costs.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from redline import canonical


class Passage(Protocol):
    """What alignment looks at in a clause; a `Clause` is one."""

    @property
    def digest(self) -> str:
        """That of its canonical words."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def number(self) -> str:
        """Its own label or that of its heading."""

    @property
    def heading(self) -> str:
        """The heading it stands under."""


class Unit(NamedTuple):
    """A clause to be aligned: its digest, its text, its place, and its words as numbers that both sides share."""

    key: str
    text: str
    number: str
    heading: str
    words: tuple[int, ...]


class Pair(NamedTuple):
    """Unit `a` of the older side is unit `b` of the newer: the same words (`equal`), and out of order (`moved`)."""

    a: int
    b: int
    equal: bool
    moved: bool

    def mirrored(self) -> "Pair":
        """The same, seen from the other side."""
        return Pair(self.b, self.a, self.equal, self.moved)


class Block(NamedTuple):
    """A run of `size` clauses, `a` on the older side and `b` on the newer: the same words in the same order."""

    a: int
    b: int
    size: int

    def mirrored(self) -> "Block":
        """The same, seen from the other side."""
        return Block(self.b, self.a, self.size)


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

    def units(self, clauses: Sequence[Passage], places: Sequence[int], needed: Collection[str]) -> dict[int, Unit]:
        """The clauses at `places` as units, by place; only those whose digest is in `needed` get words."""
        return {
            at: Unit(c.digest, c.text, c.number, c.heading, self._words(c.text) if c.digest in needed else ())
            for at in places
            for c in (clauses[at],)
        }

    def _words(self, text: str) -> tuple[int, ...]:
        seen = self.seen
        return tuple(seen.setdefault(word, len(seen)) for word in canonical.words(text.casefold()))
