"""A reading in; whether it holds two editions of one document out.

Some services announce a new text above the one in force and drop the old one on the day. The announcement is the change
that people are told; when the older edition leaves the page later, nothing new is said.
"""

from collections import Counter

from redline.types import Reading

_HEADINGS_MIN = 4
_TWICE_MIN = 0.6


def holds_two_editions(reading: Reading) -> bool:
    """Whether most headings of `reading` stand in it twice, some way apart."""
    headings: list[str] = []
    for clause in reading.clauses:
        heading = clause.heading.casefold()
        if heading and (not headings or headings[-1] != heading):
            headings.append(heading)
    counts = Counter(headings)
    twice = sum(count > 1 for count in counts.values())
    return len(counts) >= _HEADINGS_MIN and twice >= _TWICE_MIN * len(counts)
