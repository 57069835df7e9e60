"""Two lists of texts (as word numbers) in; the few pairs worth comparing out, told by the rare words they share.

A full matrix of similarities is the whole cost of comparing two rewrites: 1,600 x 650 clauses take 2 to 3 s of
rapidfuzz. Texts that are alike share words that few others have, so an index of those words finds the same pairs for
a tenth of that.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

# A word in more texts than this says nothing about which is which: this many, or this share of all.
COMMON_COUNT = 12
COMMON_SHARE = 0.02
# How many partners of one text are looked at.
PARTNERS = 6
# More texts on a side than this are no policy; only what shares a place is compared then.
TEXTS_MAX = 20_000


def shared_words(before: Sequence[Sequence[int]], after: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of indices (into `before`, into `after`) whose texts share rare words, the best few of each text.

    A text is its words, as numbers that mean the same on both sides.
    """
    if not before or not after or len(before) + len(after) > TEXTS_MAX:
        return
    places: dict[int, list[int]] = defaultdict(list)
    sizes = []
    for place, text in enumerate(after):
        words = set(text)
        sizes.append(len(words))
        for word in words:
            places[word].append(place)
    limit = max(COMMON_COUNT, int(COMMON_SHARE * len(after)))
    for row, text in enumerate(before):
        words = set(text)
        rare = [found_in for word in words if len(found_in := places.get(word, ())) <= limit]
        shared = Counter(chain.from_iterable(rare))
        for column in _best(shared, sizes, len(words)):
            yield row, column


def _best(shared: Counter[int], sizes: Sequence[int], words: int) -> list[int]:
    """The partners sharing the largest part of both texts' words, the earlier text first among equals.

    Counted in words alone, the long texts would be everybody's partners.
    """
    return sorted(shared, key=lambda place: (-shared[place] / (words + sizes[place]), place))[:PARTNERS]
