"""A policy's versions in, oldest first; when each clause of the last one came and was last reworded, out.

    version   0            1              2
    clause    A  ───────>  A, moved ───>  A          introduced 0, reworded 0
              B  ───────>  b  ──────────> b          introduced 0, reworded 1
                                          C          introduced 2, reworded 2

A clause that is gone for a version and comes back came back: it is dated to its return.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from redline.comparison import lineage
from redline.types import Clause, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Blamed:
    """A clause of the last version; the others are places among the versions, from 0.

    `introduced` is the version in which the clause, or the first of those it was made of, came; `reworded` the last one
    that changed its words, the same as `introduced` where none did.
    """

    clause: Clause
    introduced: int
    reworded: int


def blame(versions: Sequence[Reading]) -> tuple[Blamed, ...]:
    """Each clause of the last of `versions` with its past, in reading order; empty for none."""
    if not versions:
        return ()
    pasts = [(0, 0)] * len(versions[0].clauses)
    for number, (before, after) in enumerate(pairwise(versions), start=1):
        pasts = _step(pasts, before.clauses, after.clauses, number)
    return tuple(
        Blamed(clause=clause, introduced=introduced, reworded=reworded)
        for clause, (introduced, reworded) in zip(versions[-1].clauses, pasts, strict=True)
    )


def _step(
    pasts: Sequence[tuple[int, int]], before: Sequence[Clause], after: Sequence[Clause], number: int
) -> list[tuple[int, int]]:
    """The pasts of the clauses `after`, version `number`, from those of the clauses `before`."""
    found = []
    parents = lineage(before, after)
    for clause in after:
        parent = parents.get(clause.position)
        if parent is None:
            found.append((number, number))
            continue
        introduced = min(pasts[position][0] for position in parent.positions)
        found.append((introduced, pasts[parent.positions[0]][1] if parent.equal else number))
    return found
