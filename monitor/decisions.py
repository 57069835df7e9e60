"""A capture's text and what is remembered of its policy in, what to make of it out. Pure: see `pipeline` for the acts.

same words as the newest version          a sighting; a held change that it contradicts was a blink
new words, none held                      held: looked at again after `confirm_after`
new words, as the held ones               confirmed, once `confirm_after` is over
new words, others than the held ones      what both say against the same base is confirmed, the rest stays held;
                                          where they have nothing in common the held change is re-based
words of the version before the newest    a return: confirmed for the record, told to nobody
words an unstable page showed lately      a blink, nothing held
perhaps another document (suspect)        waits for three agreeing captures over `suspect_for`
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from notifiers.excerpt import shorten
from redline.judging.summary import summarise
from redline.types import Assessment, Finding, JudgedChange, Materiality, highest

SUSPECT_CAPTURES = 3
_QUOTES_MAX = 3
_QUOTE = 80  # characters


class Move(StrEnum):
    """What becomes of a policy's history through one good capture."""

    FIRST = "first"  # the first version, or the first from the origin itself: nothing is told
    SAME = "same"  # the newest version again
    BLINKED = "blinked"  # the newest version again: what was held was a blink
    HOLD = "hold"  # a new text: wait for a second capture
    WAIT = "wait"  # the held text again, but too early to count
    CONFIRM = "confirm"  # the held text again: it is the new version
    PART = "part"  # a newer text that confirms some of the held clauses: it is the new version
    REBASE = "rebase"  # a newer text that confirms nothing: it is held in place of the other
    FLIP = "flip"  # an unstable page shows one of its texts
    SUSPECT = "suspect"  # perhaps another document: wait
    BELIEVE = "believe"  # it stayed: it is the new version


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A change that waits: the text it leads to, since when, and the text it is compared with."""

    before_words: str
    after_words: str
    first_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """A run of suspect captures of one text at the end of the history: how many, since when."""

    words: str
    captures: int
    first_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is remembered of a policy. `newest` is its newest version's text, None before the first; `previous` the
    version's before it; `recent` the texts an unstable page may return to."""

    newest: str | None = None
    previous: str | None = None
    recent: tuple[str, ...] = ()
    from_origin: bool = False
    held: Held | None = None
    doubted: Doubted | None = None
    unstable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long each kind of doubt lasts."""

    confirm_after: timedelta
    confirm_within: timedelta
    suspect_for: timedelta


def move(words: str, memory: Memory, patience: Patience, now: datetime, *, suspect: bool) -> Move:
    """What the capture of a text (its `words_sha256`) means; `suspect` where it may be another document.

    A newer text than the held one gives REBASE: the caller, who has both redlines, turns it into PART with `shared`.
    """
    if memory.newest is None or not memory.from_origin:
        return Move.FIRST
    if words == memory.newest:
        return _same(words, memory, patience, now)
    if suspect:
        return _doubt(words, memory, patience, now)
    if memory.unstable and words in memory.recent:
        return Move.FLIP
    return _new(words, memory, patience, now)


def _same(words: str, memory: Memory, patience: Patience, now: datetime) -> Move:
    """The newest version again. Clauses of it that wait to be confirmed are, once their time has come."""
    held = memory.held
    if held is None:
        return Move.SAME
    if held.after_words != words:
        return Move.BLINKED
    return Move.CONFIRM if now - held.first_seen_at >= patience.confirm_after else Move.SAME


def _doubt(words: str, memory: Memory, patience: Patience, now: datetime) -> Move:
    seen = memory.doubted
    if seen is None or seen.words != words:
        return Move.SUSPECT
    long_enough = now - seen.first_seen_at >= patience.suspect_for
    return Move.BELIEVE if long_enough and seen.captures + 1 >= SUSPECT_CAPTURES else Move.SUSPECT


def _new(words: str, memory: Memory, patience: Patience, now: datetime) -> Move:
    at_once = patience.confirm_after <= timedelta(0)
    held = memory.held
    if held is None or held.before_words != memory.newest:
        return Move.CONFIRM if at_once else Move.HOLD
    if held.after_words != words:
        return Move.CONFIRM if at_once else Move.REBASE
    return Move.CONFIRM if now - held.first_seen_at >= patience.confirm_after else Move.WAIT


def is_return(words: str, memory: Memory) -> bool:
    """Whether a text goes straight back to the version before the newest: recorded, not told."""
    return words == memory.previous


def flips(texts: Sequence[str], window: int) -> int:
    """How often the last `window` of a page's texts (versions and blinks, oldest first) came back to an earlier one."""
    lately = texts[-window:]
    return sum(1 for place, words in enumerate(lately) if words in lately[:place])


def overdue(held_at: datetime, patience: Patience, now: datetime) -> bool:
    """Whether a change held since then has waited so long that it is told unconfirmed."""
    return now - held_at >= patience.confirm_within


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Two redlines against one base: what both say, and what only the newer one says. None where it is nothing."""

    both: Assessment | None
    newer_only: Assessment | None


def shared(held: Assessment, newer: Assessment, precedence: Callable[[str], int]) -> Shared:
    """What the held redline and a newer one against the same base have in common, clause by clause.

    `precedence` is that of the rules that judged them: it decides which reason is said first.
    """
    known = keys(held)
    both = [judged for judged in newer.changes if _key(judged) in known]
    rest = [judged for judged in newer.changes if _key(judged) not in known]
    return Shared(both=restricted(newer, both, precedence), newer_only=restricted(newer, rest, precedence))


def restricted(
    assessment: Assessment, changes: Sequence[JudgedChange], precedence: Callable[[str], int]
) -> Assessment | None:
    """`assessment` with only these of its changes, its level and summary theirs; None where there are none."""
    if not changes:
        return None
    if len(changes) == len(assessment.changes):
        return assessment
    level = highest([judged.materiality for judged in changes])
    dates, doubt = assessment.stated_date, assessment.suspect
    told = summarise(changes, dates, doubt, level, precedence, unchanged=assessment.unchanged)
    summary = "; ".join([told, *_quotes(changes, level)])
    return replace(assessment, changes=tuple(changes), materiality=level, summary=summary)


def _quotes(changes: Sequence[JudgedChange], level: Materiality) -> list[str]:
    """The words that weigh most in each change, which tell the parts of one version apart."""
    heavy = [judged for judged in changes if judged.materiality is level]
    found = [next((each for each in judged.findings if each.level is level), None) for judged in heavy]
    return list(dict.fromkeys(filter(None, map(_quote, filter(None, found)))))[:_QUOTES_MAX]


def _quote(finding: Finding) -> str:
    before, after = shorten(finding.evidence_before, _QUOTE), shorten(finding.evidence_after, _QUOTE)
    if before and after:
        return f"“{before}” became “{after}”"
    if before:
        return f"“{before}” is gone"
    return f"“{after}” is new" if after else ""


def matters(assessment: Assessment | None) -> bool:
    """Whether what is left of an assessment is worth waiting for by itself."""
    return assessment is not None and assessment.materiality.reaches(Materiality.SUBSTANTIVE)


def keys(assessment: Assessment) -> frozenset[tuple[object, ...]]:
    """What each change of an assessment says, for comparing two against one base."""
    return frozenset(_key(judged) for judged in assessment.changes)


def _key(judged: JudgedChange) -> tuple[object, ...]:
    change = judged.change
    return (change.kind, change.before, change.after, change.heading, change.links_removed, change.links_added)
