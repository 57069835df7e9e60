"""What every rule has, and what a detector is given and gives back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from redline.judging.edits import Edit
from redline.types import Materiality


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A reason by name. `direction` says what happened ("promise removed"), `why` in one sentence why it matters,
    `source` the law, guidance or observation it stands on."""

    id: str
    category: str
    direction: str
    level: Materiality
    why: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A rule that speaks about an edit, with the words it speaks of on either side ("" where that side has none).

    `level`, `direction` and `reason` replace the rule's own where they are given.
    """

    rule: Rule
    before: str = ""
    after: str = ""
    level: Materiality | None = None
    direction: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """A function over edits and the rules it can give as reasons.

    A `net` catches what no other rule knows: it is not asked about edits that a limited signal explains. One that
    `compares` two wordings is not asked about a sentence that only one side has. What one finds weighs less in a clause
    that says what it said, unless it `keeps` its weight among wordings that are alike; less in a sentence about a
    contact or a browser's settings too, unless it keeps it everywhere. Where only names, numbers and words of an
    address differ, those that read `names` are asked and no others; where the same words stand in another order, those
    that read their `order`.
    """

    rules: tuple[Rule, ...]
    find: Callable[[Edit], Iterable[Hit]]
    net: bool = False
    compares: bool = False
    keeps: Literal["nothing", "alike", "everywhere"] = "nothing"
    names: bool = False
    order: bool = False

    def asked(self, edit: Edit) -> Iterable[Hit]:
        """What the detector says of `edit`."""
        return () if self.compares and edit.whole else self.find(edit)
