"""The edits of a clause in; whether it was written anew and says what it said.

Somebody who puts a clause into plain words changes every sentence of it, and nothing of what it says. Rules look at
sentences and find much that came and went; this looks at the clause as a whole: hardly a word is on one side only, and
none that a rule listens to, a name, a quantity or a denial.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from redline.equivalence.residue import EXCLUSIVE, LITTLE, NEGATORS, key
from redline.judging.close_words import close, unsaid
from redline.judging.edits import Edit
from redline.quantities import Quantity, counted, quantities
from redline.rules import RuleSet, Signal
from redline.types import BETWEEN_CELLS, ClauseChange

_EXCEPTING = frozenset("unless until except".split())
# Who does one of these with something does less than the thing itself: "supports encryption" for "encrypts".
_HALF = frozenset("support aim seek strive endeavor try attempt intend plan help enable facilitate".split())
_WEAK = frozenset(("may", "might", "can"))
# Rules listen to these beside others; by themselves they say nothing.
_SAY_LITTLE = frozenset(
    """
    use user make made making take taken taking give given giving get getting find found set put two case event basis
    mean time least most after before subject apply applied provide provided obtain obtained available anyone someone
    everyone else written writing whether way place out up already current current called matter instead
    included covered cause done goe governed entitled contrary anything instrument sure forth fact notwithstanding
    despite manner kind occur occurs concerned question reserve provision known function
    """.split()
)
# Of the words that differ, so many at most may be said on one side only.
_LEFT_MAX = 0.5
# Rules that one of them cues are asked whether they hear it, where no more of them are left.
_LITTLE_MAX = 0.05
_OF_AGE = re.compile(r"\b(?:age|aged|old|older|under|over|below|younger)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"\bsuch (?:an? )?(?:child|children|minors?|persons?|users?|individuals?|readers?|members?)\b", re.IGNORECASE
)
# So much of what a sentence with a number says says the one that has it now.
_SAME_MIN = 0.8
_WHO = {"we": "author", "our": "author", "us": "author", "you": "reader", "your": "reader"}
_NAME = re.compile(r"(?<=[a-z,|] )[A-ZÀ-Þ][\w’'.-]*")


def says_what_it_said(change: ClauseChange, own: Sequence[Edit], rules: RuleSet, language: str) -> bool:
    """Whether a clause that changed in the edits `own` says what it said."""
    if not change.before or not change.after or change.of_heading:
        return False
    each = [_unsaid(edit, change.before, change.after) for edit in own]
    left = [word for sides in each for side in sides for word in side]
    if len(left) > _LEFT_MAX * sum(len(edit.residue.content) for edit in own):
        return False
    if any(len(_HALF.intersection(gone)) != len(_HALF.intersection(come)) for gone, come in each):
        return False
    if all(
        _strength((edit.old for edit in own), bound=bound) != _strength((edit.new for edit in own), bound=bound)
        for bound in (True, False)
    ):
        return False
    if _stated(change.before) != _stated(change.after) or not _names(change).isdisjoint(left):
        return False
    cued = [signal for signal in rules.cued(left, language) if not signal.limited]
    is_little = len(left) <= max(1, _LITTLE_MAX * sum(len(edit.residue.content) for edit in own))
    return not cued or (is_little and not any(_listens(signal, left, change) for signal in cued))


def _listens(signal: Signal, words: Sequence[str], change: ClauseChange) -> bool:
    """Whether one of these words is among those by which a signal speaks."""
    telling = set(words)
    return any(
        not telling.isdisjoint(key(found[0]))
        for side in (change.before or "", change.after or "")
        for found in signal.pattern.finditer(side)
    )


def _unsaid(edit: Edit, before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The telling words of an edit, of either side, that the other side of its clause does not say anywhere."""
    telling = set(edit.residue.content) - _SAY_LITTLE
    if all(edit.rows) and edit.before and edit.after:
        before, after = edit.before, edit.after  # what the next cell says is said of another thing
    sides = ((edit.residue.removed, after), (edit.residue.added, before))
    gone, come = (tuple(word for word in unsaid(words, other) if word in telling) for words, other in sides)
    return gone, come


def _strength(keys: Iterable[tuple[str, ...]], *, bound: bool) -> Counter[str]:
    """How often sentences deny, exclude, and leave open. "Not unless you agree" excludes: it is "only if you agree".
    `bound` says that one with an "only" leaves nothing open: cut in two, its other half may."""
    counts: Counter[str] = Counter()
    for forms in keys:
        denied = sum(word in NEGATORS for word in forms)
        # "Not without your consent" is "only with your consent".
        excepting = sum(word in _EXCEPTING for word in forms)
        if denied > (lacking := forms.count("without")) > 0:
            denied, excepting = denied - lacking, excepting + lacking
        excepted = min(denied, excepting)
        counts["denied"] += denied - excepted
        counts["excluded"] += excepted + sum(word in EXCLUSIVE for word in forms)
        if bound and not EXCLUSIVE.isdisjoint(forms):
            continue  # who "may only" is bound
        # "May not" forbids, as "is not allowed to" does.
        counts["open"] += sum(
            word in _WEAK and after not in NEGATORS for word, after in zip(forms, (*forms[1:], ""), strict=False)
        )
    return counts


def _stated(text: str) -> set[Quantity]:
    return {quantity for quantity, _ in quantities(text)}


def counts_as_before(change: ClauseChange, own: Sequence[Edit]) -> bool:
    """Whether a clause states its only quantity as often as it did, and of what it did, in whatever sentence; an age
    may stand there again or be pointed at ("such a child")."""
    counts, new = counted(change.before or ""), counted(change.after or "")
    if len(counts) != 1 or counts.keys() != new.keys():
        return False
    befores, afters = [edit.before for edit in own], [edit.after for edit in own]
    who, whose = _whose(befores), _whose(afters)
    if counts == new and (who == whose or not (who and whose)):
        old_words, new_words = _said_beside(befores), _said_beside(afters)
        smaller = min(len(old_words), len(new_words))
        return smaller > 0 and len(old_words & new_words) >= _SAME_MIN * smaller
    return _OF_AGE.search(change.before or "") is not None and all(
        _stated(edit.before) == _stated(edit.after) or any(map(_POINTS_BACK.search, (edit.before, edit.after)))
        for edit in own
    )


def _said_beside(sentences: Iterable[str]) -> set[str]:
    """The words that count of the sentences in which a quantity is stated."""
    stating = (_without_quantities(sentence) for sentence in sentences if _stated(sentence))
    return {close(word) for sentence in stating for word in key(sentence) if word not in LITTLE}


def _whose(sentences: Iterable[str]) -> set[str]:
    """Who is spoken of where a quantity is stated: the author, the reader or neither."""
    return {_WHO[word] for side in sentences if _stated(side) for word in key(side) if word in _WHO}


def _without_quantities(sentence: str) -> str:
    for _, words in quantities(sentence):
        sentence = sentence.replace(words, " ")
    return sentence


def _names(change: ClauseChange) -> set[str]:
    """The words that have a capital inside a sentence of the change."""
    # In a row a capital begins a cell; where all is capitals none says anything.
    sides = [side for side in (change.before or "", change.after or "") if not side.isupper()]
    rows = [f"{BETWEEN_CELLS}{side}" if BETWEEN_CELLS in side else side for side in sides]
    return {form for name in _NAME.findall(" ".join(rows)) for form in key(name)}
