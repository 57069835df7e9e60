"""The clauses left between two neighbours in; the pairs that say the same in another order, out.

    before  "Under the Postal Act we have no legal duty to open your parcels."
    after   "We are not bound by any duty to open parcels, under the Delivery Regulation."

Few of their words keep their order, so they are not alike word by word; but they speak of the same things, in one
place, under one heading.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from redline import canonical
from redline.pairing.runs import CONNECTIVES
from redline.pairing.units import Unit

# Of the words that say something, the share two texts must have in common, 0 to 100, and how many at least: from 28
# on, the pairs found in 480 comparisons of neighbouring versions were one clause rewritten; at 24, one was not.
SAYS_ALIKE = 28
SAID_MIN = 3
# More pairs than this are a rewrite, in which sentences turned around are not looked for.
PAIRS_MAX = 400


def turned_around(before: Mapping[int, Unit], after: Mapping[int, Unit]) -> Iterator[tuple[float, int, int]]:
    """Pairs under one heading that say the same, as (share in common, place before, place after)."""
    if len(before) * len(after) > PAIRS_MAX:
        return
    said = {b: _said(unit) for b, unit in after.items()}
    for a, old in before.items():
        ours = _said(old) if old.heading else Counter()
        for b, new in after.items():
            share = _share(ours, said[b]) if old.heading == new.heading else 0
            if share >= SAYS_ALIKE:
                yield share, a, b


def _said(unit: Unit) -> Counter[str]:
    """The words of a text that say something: numbers, and words that are long enough and no connectives."""
    words = canonical.words(unit.text.casefold())
    return Counter(word for word in words if word[0].isdigit() or (len(word) > 3 and word not in CONNECTIVES))


def _share(one: Counter[str], other: Counter[str]) -> float:
    common = (one & other).total()
    return 200 * common / (one.total() + other.total()) if common >= SAID_MIN else 0
