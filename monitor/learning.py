"""Readings of one policy's last captures in, the keys of what is the page's and not the policy's out. Pure.

A clause that differs in most captures (a counter, a ticker, a price) is furniture: no policy is rewritten every day. A
headed clause with words of law in it is never furniture, whatever it does: `furniture_key` has none for it.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from redline.segmentation import furniture_key
from redline.types import Reading

CAPTURES = 6
SHARE = 0.6


def learnt(readings: Sequence[Reading]) -> tuple[str, ...]:
    """The keys of clauses that changed between most of these captures (oldest first); none for fewer than six."""
    pairs = list(pairwise(readings))
    if len(readings) < CAPTURES:
        return ()
    changed = Counter(key for before, after in pairs for key in _changed(before, after))
    return tuple(sorted(key for key, count in changed.items() if count >= SHARE * len(pairs)))


def _changed(before: Reading, after: Reading) -> set[str]:
    """The keys of the clauses that stand on one side only."""
    sides = [{clause.digest for clause in reading.clauses} for reading in (before, after)]
    alone = [clause for clause in before.clauses if clause.digest not in sides[1]]
    alone += [clause for clause in after.clauses if clause.digest not in sides[0]]
    return {furniture_key(clause) for clause in alone if not clause.furniture} - {""}
