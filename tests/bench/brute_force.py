"""A policy's versions in; by direct comparison of the newest with every other, when each of its clauses came, out.

Blame follows a clause from version to version. Here nothing is followed: the newest version is held against each older
one by itself, every clause against every clause, each paired once, the most alike first. It shares no code with blame
or with alignment but the words of a text.

    last reworded    the first version of the unbroken run up to the newest that holds the words; of words that stand
                     twice, one is as old as the run with one of them, the other as that with two
    introduced       the first version of the unbroken run that holds a clause at least half alike

Blame follows clauses through splits and merges as well; `in_pieces` tells whether the pieces were really there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from redline import canonical
from redline.types import Clause, Reading

ALIKE = 0.5
PIECE = 0.7  # of a shorter clause, the share that stands in the longer
STRETCH = 3  # words in a row that count as the same passage


def reworded(versions: Sequence[Reading]) -> Counter[tuple[str, int]]:
    """How many clauses of each digest were last reworded in each version."""
    counts = [Counter(clause.digest for clause in version.clauses) for version in versions]
    return Counter(
        (digest, _run([count[digest] >= copy for count in counts]))
        for digest, copies in counts[-1].items()
        for copy in range(1, copies + 1)
    )


def introduced(versions: Sequence[Reading]) -> tuple[int, ...]:
    """When each clause of the newest version came, in reading order."""
    newest = versions[-1].clauses
    pairs = [_paired(newest, version.clauses) for version in versions[:-1]]
    return tuple(_run([*(clause.position in pair for pair in pairs), True]) for clause in newest)


def in_pieces(clause: Clause, older: Reading, newest: Reading) -> bool:
    """Whether half of a clause stands in a longer one, or in shorter ones, that are not themselves any more."""
    mine, living = words(clause), {one.digest for one in newest.clauses}
    from_shorter = 0
    for theirs in (words(other) for other in older.clauses if other.digest not in living):
        held = _held(mine, theirs)
        if len(theirs) > len(mine):
            if held >= ALIKE * len(mine):
                return True
        elif held >= PIECE * len(theirs):
            from_shorter += held
    return from_shorter >= ALIKE * len(mine)


def likeness(clause: Clause, older: Reading) -> float:
    """The share of words that a clause has in common with the one most like it in an older version."""
    mine = words(clause)
    return max((Indel.normalized_similarity(mine, words(other)) for other in older.clauses), default=0.0)


def _run(there: Sequence[bool]) -> int:
    """Where the unbroken run up to the last begins."""
    number = len(there) - 1
    while number and there[number - 1]:
        number -= 1
    return number


def _paired(newest: Sequence[Clause], older: Sequence[Clause]) -> set[int]:
    """The positions of the newest that have a clause alike in an older version, each of which counts once."""
    places: dict[str, list[int]] = defaultdict(list)
    for clause in older:
        places[clause.digest].append(clause.position)
    found = {clause.position: places[clause.digest].pop() for clause in newest if places[clause.digest]}
    taken = set(found.values())
    for _, _, ours, theirs in sorted(_candidates(newest, older, set(found), taken)):
        if ours not in found and theirs not in taken:
            found[ours] = theirs
            taken.add(theirs)
    return set(found)


def _candidates(
    newest: Sequence[Clause], older: Sequence[Clause], found: set[int], taken: set[int]
) -> Iterator[tuple[float, float, int, int]]:
    left = [(clause.position, words(clause)) for clause in older if clause.position not in taken]
    for clause in newest:
        if clause.position in found:
            continue
        mine = words(clause)
        for position, theirs in left:
            share = Indel.normalized_similarity(mine, theirs, score_cutoff=ALIKE)
            if share:
                away = abs(clause.position / len(newest) - position / len(older))
                yield -share, away, clause.position, position


def _held(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words stand in both in order, in stretches."""
    if Indel.similarity(mine, theirs) < 2 * STRETCH:
        return 0
    blocks = Indel.opcodes(mine, theirs)
    shortest = min(STRETCH, len(mine), len(theirs))
    sizes = (block.src_end - block.src_start for block in blocks if block.tag == "equal")
    return sum(size for size in sizes if size >= shortest)


_WORDS: dict[str, tuple[str, ...]] = {}


def words(clause: Clause) -> tuple[str, ...]:
    """A clause's words, letter case aside."""
    if clause.text not in _WORDS:
        _WORDS[clause.text] = tuple(canonical.words(clause.text.casefold()))
    return _WORDS[clause.text]
