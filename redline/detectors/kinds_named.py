"""What it takes to tell that a sentence names one kind more, or less, of something that comes in kinds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from redline.detectors.base import Rule
from redline.judging.edits import Edit
from redline.literals import search

Named = set[str]
"""The kinds that one side names."""
Question = Callable[[Edit, Named, Named], bool]
"""Of an edit and the kinds that its older and its newer side name."""


def _never(_edit: Edit, _old: Named, _new: Named) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """A rule, where it is asked, and the kinds it tells apart, each a group of one pattern.

    `spares` says that the kinds differ and nothing is said otherwise; `rewritten` that it tells also where little of
    the sentence stayed. `called` is what a kind is called in an alert, where its group is named more shortly.
    """

    rule: Rule
    where: re.Pattern[str]
    kinds: re.Pattern[str]
    spares: Question = _never
    rewritten: Question = _never
    called: Mapping[str, str] = field(default_factory=dict)

    def named(self, sentence: str) -> Named | None:
        """The kinds that a sentence names, None where it is about something else."""
        if not search(self.where, sentence):
            return None
        if not search(self.kinds, sentence):
            return set()
        return {found.lastgroup or "" for found in self.kinds.finditer(sentence)}

    def told(self, kinds: Named) -> str:
        """What happened to `kinds`, for an alert."""
        return f"{self.rule.direction}: {', '.join(sorted(self.called.get(kind, kind) for kind in kinds))}"
