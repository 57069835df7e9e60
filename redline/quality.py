"""A document's title and clauses in, whether it is the policy out, with a reason a person can act on."""

from redline.types import Clause, Document, Quality, Reading, Suspect

MIN_WORDS = 60


def assess(document: Document, clauses: tuple[Clause, ...]) -> Quality:
    """The verdict on a text by itself."""
    words = sum(len(clause.text.split()) for clause in clauses)
    if document.shell and words < MIN_WORDS:
        return Quality(verdict="shell", reason=document.shell)
    if words < MIN_WORDS:
        return Quality(verdict="other", reason=f"the text has only {words} words")
    return Quality(verdict="policy", reason="")


def against(last_good: Reading, new: Reading) -> Suspect | None:
    """Why `new` may not be the next version of what `last_good` read, None where nothing speaks against it."""
    return suspect(last_good, new)


def suspect(before: Reading, after: Reading) -> Suspect | None:
    """Why two readings may not be two versions of one document, None where nothing speaks against it."""
    for side, reading in (("before", before), ("after", after)):
        if reading.quality.verdict != "policy":
            return Suspect(
                side="before" if side == "before" else "after",
                kind="soft_failure",
                reason=reading.quality.reason,
            )
    return None
