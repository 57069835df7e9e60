"""One signal and one edit in; what the signal says of it out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from redline.detectors.base import Hit
from redline.equivalence.residue import LITTLE, STRENGTH, key
from redline.judging.denials import is_denied
from redline.judging.edits import Edit
from redline.literals import search
from redline.rules import Signal
from redline.types import Materiality

# A sentence that stays counts as changed in its substance from this many differing content words on.
CONTENT_MIN = 3

REWORDED = "reworded"
"""How the direction of a finding ends that stands on both sides and of which nothing is known to have changed."""

# What a promise no longer says that it does not do.
_GIVING = ("sell", "sold", "sale", "rent", "shar", "disclos", "trad", "train", "track")
# What matches over so many letters may miss by a few.
_FAR = 60
# A rule that tells what came or went has no such thing to tell where its words stand on both sides.
HAPPENED = re.compile(r"(?:added|removed|qualified|widened|hedged|changed|altered)$")
_HAPPENED_SOMEHOW = re.compile(r"(?:changed|altered)$")
REASON_REWORDED = "The text speaks of it before and after; the sentence reads differently."


def explains(signal: Signal, edit: Edit) -> bool:
    """Whether a limited signal says what an edit is about."""
    return bool(search(signal.pattern, edit.text)) and not (signal.unless and signal.unless.search(edit.text))


def of_signal(signal: Signal, edit: Edit, *, limited: bool) -> Hit | None:
    """The hit of one signal on one edit, None where it has nothing to say; `limited` says that another one explains the
    edit."""
    old, new = _said_by(signal, edit.before), _said_by(signal, edit.after)
    if not old and not new:
        return None
    if (old and new) or _is_only_spread(signal, old, new, edit):
        return _of_both(signal, edit, limited=limited)
    if old and signal.on != "added":
        told = _HAPPENED_SOMEHOW.sub("removed", signal.rule.direction)
        return Hit(rule=signal.rule, before=old[0], after="" if edit.whole else edit.after, direction=told)
    if new and signal.on != "removed":
        told = _HAPPENED_SOMEHOW.sub("added", signal.rule.direction)
        return Hit(rule=signal.rule, before="" if edit.whole else edit.before, after=new[0], direction=told)
    return None


def _is_only_spread(signal: Signal, old: re.Match[str] | None, new: re.Match[str] | None, edit: Edit) -> bool:
    """Whether the words of a signal stand on the other side as well, and are only farther apart or in another order
    than its pattern reaches. Where the pattern finds them they are denied, or say something else; and a word between
    two that stood side by side says more: "affiliated companies"."""
    gone, come = edit.residue.removed, edit.residue.added
    found, other, own, between = (old, edit.after, gone, come) if old else (new, edit.before, come, gone)
    if not found or edit.whole or search(signal.pattern, other):
        return False
    if _are_in_a_row(key(found[0]), edit.new if old else edit.old):
        return True  # only written otherwise: "shall" for "will"
    is_far = len(found[0]) >= _FAR or LITTLE.issuperset(between)
    return is_far and set(key(found[0])).isdisjoint(set(own) - (LITTLE - STRENGTH))


def _are_in_a_row(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether `others` say the same in a row; a "do not" alone may deny anything."""
    return not (LITTLE | STRENGTH).issuperset(words) and any(
        tuple(others[at : at + len(words)]) == tuple(words) for at in range(len(others) - len(words) + 1)
    )


def _said_by(signal: Signal, sentence: str) -> re.Match[str] | None:
    """Where a sentence says what the signal is about, None where it does not, or denies it."""
    found = search(signal.pattern, sentence) if sentence else None
    if found and signal.unless and signal.unless.search(sentence):
        return None
    while found and signal.practice and is_denied(sentence, found):
        found = signal.pattern.search(sentence, found.start() + 1)
    return found


def _of_both(signal: Signal, edit: Edit, *, limited: bool) -> Hit | None:
    """The words of a signal stand on both sides: did what they say change?"""
    content = len((edit.residue if signal.own else edit.unsaid).content)
    inside = _changed_inside(signal, edit)
    if signal.on == "removed" and inside and any(word.startswith(_GIVING) for word in edit.residue.removed):
        return Hit(rule=signal.rule, before=edit.before, after=edit.after)
    if not content or not inside:
        level = signal.touched if content >= CONTENT_MIN else None
    elif content >= CONTENT_MIN and not limited and signal.on == "either":
        level = signal.rule.level
    else:
        level = signal.touched or Materiality.SUBSTANTIVE
    if level is None:
        return None
    hit = Hit(rule=signal.rule, before=edit.before, after=edit.after, level=level)
    if signal.on == "either" and (inside or level is Materiality.MATERIAL):
        return hit
    return replace(hit, direction=HAPPENED.sub(REWORDED, signal.rule.direction), reason=REASON_REWORDED)


def _changed_inside(signal: Signal, edit: Edit) -> bool:
    """Whether words that differ stand inside what the signal matches, at any place of the sentence."""
    sides = (edit.before, edit.residue.removed), (edit.after, edit.residue.added)
    return any(_says_any(signal.pattern, sentence, set(differing) - LITTLE) for sentence, differing in sides)


def _says_any(pattern: re.Pattern[str], sentence: str, words: set[str]) -> bool:
    return bool(words) and any(not words.isdisjoint(key(found[0])) for found in pattern.finditer(sentence))
