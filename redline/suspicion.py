"""Two readings in, the reason out why they may not be two versions of one document; None where they well may be."""

from collections import Counter
from dataclasses import dataclass

from redline.document_kind import document_kind
from redline.types import Clause, Reading, Suspect
from redline.word_count import word_count, words_and_letters

FEW_WORDS = 60
SHORT_WORDS = 250
COLLAPSE_SHARE = 0.5  # of the longer text's words; what is left of a text that lost its end
MOSTLY_KNOWN = 0.9
ALIKE_SHARE = 0.6
# One of two versions has a word of the law less than the other, in a language of which few are known.
PLAIN_SHARE = 0.3
HARDLY_KNOWN = 0.02
LITTLE_SHARED_WORDS = 0.35
END_CHARS = 20
TAKEN_OUT_MAX = 3
FOLLOWING_MIN = 5


def suspect(before: Reading, after: Reading) -> Suspect | None:
    """Why the pair may not be two versions of one document, and which side to doubt.

    `soft_failure`: a side is no policy. `variant`: another language. `truncated`: one text is the beginning of the
    other, or what is left of it. `replaced`: another document altogether.
    """
    failure = _soft_failure(before, after)
    if failure is not None and not _may_pass(failure, before, after):
        return failure
    if before.language and after.language and before.language != after.language:
        reason = f"the language changed from {before.language} to {after.language}: another country's page"
        return Suspect(side="after", kind="variant", reason=reason)
    old, new = _side(before), _side(after)
    return _truncated(old, new) or _replaced(old, new, is_other_kind=_are_of_two_kinds(before, after))


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


def _may_pass(failure: Suspect, before: Reading, after: Reading) -> bool:
    """Whether two texts are versions of one document for all that one or both are not known as a policy."""
    if failure.side == "both":
        return _may_be_compared(before, after)
    is_plain = {before.quality.verdict, after.quality.verdict} == {"other", "policy"}
    return is_alike(before, after, share=PLAIN_SHARE if is_plain else ALIKE_SHARE)


def is_alike(before: Reading, after: Reading, *, share: float = ALIKE_SHARE) -> bool:
    """Whether `share` of the longer text's words, of very short ones more than half, stand in clauses that both have:
    what a new sentence speaks of makes no other page of them."""
    old, new = _side(before), _side(after)
    common = Counter(clause.digest for clause in old.clauses) & Counter(clause.digest for clause in new.clauses)
    size = {clause.digest: words for clause, words in zip(new.clauses, new.sizes, strict=True)}
    shared = sum(size[digest] * times for digest, times in common.items())
    wanted = share if min(old.size, new.size) >= FEW_WORDS else max(share, ALIKE_SHARE)
    return shared >= wanted * max(1, old.size, new.size)


def _may_be_compared(before: Reading, after: Reading) -> bool:
    """Whether both sides are only too plain to be known as policies, and short or alike: whoever compares them knows
    better, and a change of "never" must not pass for nothing."""
    if {before.quality.verdict, after.quality.verdict} != {"other"}:
        return False
    return max(_side(before).size, _side(after).size) < SHORT_WORDS or is_alike(before, after)


@dataclass(frozen=True, slots=True)
class _Side:
    """One reading's own clauses, with how many words they have."""

    title: str
    clauses: tuple[Clause, ...]
    sizes: tuple[int, ...]
    size: int


def _side(reading: Reading) -> _Side:
    own = tuple([clause for clause in reading.clauses if not clause.furniture])
    sizes = tuple([word_count(clause.text) for clause in own])
    return _Side(reading.title, own, sizes, sum(sizes))


def _truncated(old: _Side, new: _Side) -> Suspect | None:
    if _is_cut(old, new) and not _lost_inside(old, new):
        return Suspect(side="after", kind="truncated", reason=_cut(new, old, "the text"))
    if _is_cut(new, old) and not _keeps_its_ends(old, new):
        return Suspect(side="before", kind="truncated", reason=_cut(old, new, "the older text"))
    return None


def _lost_inside(old: _Side, new: _Side) -> bool:
    """Whether a text begins and ends as it did and has only a few clauses less: somebody took them out. Where many are
    missing, a page may not have shown what it folds up."""
    return len(old.clauses) - len(new.clauses) <= TAKEN_OUT_MAX and _keeps_its_ends(old, new)


def _keeps_its_ends(old: _Side, new: _Side) -> bool:
    """Whether a text begins and ends as the other does: then nothing says that the shorter one was cut."""
    return all(old.clauses[end].digest == new.clauses[end].digest for end in (0, -1))


def _is_cut(whole: _Side, part: _Side) -> bool:
    """Whether `part` is no more than the beginning of `whole`, or a small rest of it.

    A text may be cut late, too: then it breaks off within a word.
    """
    if not part.clauses:
        return False
    last = part.clauses[-1]
    if part.size > COLLAPSE_SHARE * whole.size and not _breaks_a_word(whole, last.text):
        return False
    known = {clause.digest for clause in whole.clauses}
    kept = sum(size for clause, size in zip(part.clauses[:-1], part.sizes[:-1], strict=True) if clause.digest in known)
    if last.digest in known or any(clause.text.startswith(last.text) for clause in whole.clauses):
        kept += part.sizes[-1]  # a text that breaks off does so in the middle of a clause
    return kept >= MOSTLY_KNOWN * part.size


def _breaks_a_word(whole: _Side, end: str) -> bool:
    """Whether a clause of `whole` goes on within the word with which `end` breaks off, and many clauses follow it."""
    return len(end) >= END_CHARS and any(
        clause.text[len(end) : len(end) + 1].isalpha()
        for clause in whole.clauses[:-FOLLOWING_MIN]
        if clause.text.startswith(end)
    )


def _cut(part: _Side, whole: _Side, name: str) -> str:
    digests = [clause.digest for clause in part.clauses]
    prefix = digests == [clause.digest for clause in whole.clauses[: len(digests)]]
    how = "breaks off" if prefix else "has lost most of its clauses"
    return f"{name} {how}: {part.size} words of {whole.size}"


def _are_of_two_kinds(before: Reading, after: Reading) -> bool:
    """Whether terms stand in the place of a policy on data, or the other way round, by what they are called."""
    kinds = {document_kind(before), document_kind(after)}
    return "terms" in kinds and not kinds.isdisjoint(("privacy", "cookies"))


def _replaced(old: _Side, new: _Side, *, is_other_kind: bool) -> Suspect | None:
    if min(old.size, new.size) < FEW_WORDS or old.title == new.title:
        return None
    known = {clause.digest for clause in old.clauses}
    if sum(clause.digest in known for clause in new.clauses) > HARDLY_KNOWN * len(new.clauses):
        return None
    shared = _shared_words(old, new)
    if shared > LITTLE_SHARED_WORDS and not is_other_kind:
        return None
    reason = f"no clause is left and {shared:.0%} of the words: “{old.title[:60]}” became “{new.title[:60]}”"
    return Suspect(side="after", kind="replaced", reason=reason)


def _shared_words(old: _Side, new: _Side) -> float:
    """Share of the words of the shorter text that the longer has as well, as often; of letters where a script sets no
    spaces."""
    counts = [Counter(words_and_letters(" ".join(c.text for c in side.clauses).lower())) for side in (old, new)]
    common = sum((counts[0] & counts[1]).values())
    return common / max(1, min(sum(counts[0].values()), sum(counts[1].values())))
