"""A reading in, a policy's reading out where somebody vouches for it: `anyway = true`, as `add --anyway` writes it.

A policy of thirty words, or one without a word that policies use, is taken for another text. Where its declaration says
that it is the policy, it counts; a page that is empty, an error, a login, a wall, a placeholder or leads elsewhere
counts for nobody.
"""

from dataclasses import replace

from redline.quality_signals import PARKED, REDIRECT
from redline.types import Quality, Reading
from storage.records import Policy


def vouched(reading: Reading, policy: Policy) -> Reading:
    """`reading` as one of the policy, where `policy` is followed anyway and this is a text; else as it is."""
    if not policy.declaration.get("anyway") or not is_text(reading):
        return reading
    return replace(reading, quality=Quality(verdict="policy", reason=""))


def is_text(reading: Reading) -> bool:
    """Whether a page that is not known for a policy is at least a text of its own."""
    if reading.quality.verdict != "other" or not reading.clauses:
        return False
    words = "\n".join([reading.title, *(clause.text for clause in reading.clauses)])
    return not (PARKED.search(words) or REDIRECT.search(words))
