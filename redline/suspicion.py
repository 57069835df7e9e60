"""Two readings in, the reason out why they may not be two versions of one document; None where they well may be."""

from collections import Counter

from redline.types import Clause, Reading, Suspect
from redline.word_count import word_count

FEW_WORDS = 60
COLLAPSE_SHARE = 0.5  # of the longer text's words; what is left of a text that lost its end
MOSTLY_KNOWN = 0.9
HARDLY_KNOWN = 0.02
LITTLE_SHARED_WORDS = 0.35
END_CHARS = 20
FOLLOWING_MIN = 5


def suspect(before: Reading, after: Reading) -> Suspect | None:
    """Why the pair may not be two versions of one document, and which side to doubt.

    `soft_failure`: a side is no policy. `variant`: another language. `truncated`: one text is the beginning of the
    other, or what is left of it. `replaced`: another document altogether.
    """
    if failure := _soft_failure(before, after):
        return failure
    if before.language and after.language and before.language != after.language:
        reason = f"the language changed from {before.language} to {after.language}: another country's page"
        return Suspect(side="after", kind="variant", reason=reason)
    return _truncated(before, after) or _replaced(before, after)


def against(last_good: Reading, new: Reading) -> Suspect | None:
    """Why `new` cannot be taken for the next version of what `last_good` read.

    Only doubts about `new` count: a text that grew back is no reason to refuse it.
    """
    doubt = suspect(last_good, new)
    return doubt if doubt is not None and doubt.side != "before" else None


def _soft_failure(before: Reading, after: Reading) -> Suspect | None:
    bad_before, bad_after = before.quality.verdict != "policy", after.quality.verdict != "policy"
    if bad_before and bad_after:
        return Suspect(side="both", kind="soft_failure", reason=f"neither side is the policy: {after.quality.reason}")
    if bad_before:
        return Suspect(side="before", kind="soft_failure", reason=f"before: {before.quality.reason}")
    if bad_after:
        return Suspect(side="after", kind="soft_failure", reason=f"after: {after.quality.reason}")
    return None


def _truncated(before: Reading, after: Reading) -> Suspect | None:
    old, new = _own(before), _own(after)
    if _is_cut(old, new):
        return Suspect(side="after", kind="truncated", reason=_cut(new, old, "the text"))
    if _is_cut(new, old):
        return Suspect(side="before", kind="truncated", reason=_cut(old, new, "the older text"))
    return None


def _is_cut(whole: tuple[Clause, ...], part: tuple[Clause, ...]) -> bool:
    """Whether `part` is no more than the beginning of `whole`, or a small rest of it.

    A text may be cut late, too: then it breaks off within a word.
    """
    if not part or (_size(part) > COLLAPSE_SHARE * _size(whole) and not _breaks_a_word(whole, part[-1].text)):
        return False
    known = {clause.digest for clause in whole}
    kept = sum(_size((clause,)) for clause in part[:-1] if clause.digest in known)
    if part[-1].digest in known or any(clause.text.startswith(part[-1].text) for clause in whole):
        kept += _size(part[-1:])  # a text that breaks off does so in the middle of a clause
    return kept >= MOSTLY_KNOWN * _size(part)


def _breaks_a_word(whole: tuple[Clause, ...], end: str) -> bool:
    """Whether a clause of `whole` goes on within the word with which `end` breaks off, and many clauses follow it."""
    return len(end) >= END_CHARS and any(
        clause.text.startswith(end) and clause.text[len(end) : len(end) + 1].isalpha()
        for clause in whole[:-FOLLOWING_MIN]
    )


def _cut(part: tuple[Clause, ...], whole: tuple[Clause, ...], name: str) -> str:
    digests = [clause.digest for clause in part]
    prefix = digests == [clause.digest for clause in whole[: len(part)]]
    how = "breaks off" if prefix else "has lost most of its clauses"
    return f"{name} {how}: {_size(part)} words of {_size(whole)}"


def _replaced(before: Reading, after: Reading) -> Suspect | None:
    old, new = _own(before), _own(after)
    if min(_size(old), _size(new)) < FEW_WORDS or before.title == after.title:
        return None
    known = {clause.digest for clause in old}
    if sum(clause.digest in known for clause in new) > HARDLY_KNOWN * len(new):
        return None
    shared = _shared_words(old, new)
    if shared > LITTLE_SHARED_WORDS:
        return None
    reason = f"no clause is left and {shared:.0%} of the words: “{before.title[:60]}” became “{after.title[:60]}”"
    return Suspect(side="after", kind="replaced", reason=reason)


def _shared_words(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> float:
    """Share of the words of the shorter text that the longer has as well, as often."""
    counts = [Counter(" ".join(c.text for c in side).lower().split()) for side in (old, new)]
    common = sum((counts[0] & counts[1]).values())
    return common / max(1, min(sum(counts[0].values()), sum(counts[1].values())))


def _own(reading: Reading) -> tuple[Clause, ...]:
    return tuple(clause for clause in reading.clauses if not clause.furniture)


def _size(clauses: tuple[Clause, ...]) -> int:
    return sum([word_count(clause.text) for clause in clauses])
