"""The differing words of a whole document in; its consistent renames out: "Client" -> "Customer", "Acme" -> "We".

A rename is a name or a defined term that gave way to one other everywhere. It changes no meaning, however many
sentences it touches. Not renames: another legal entity ("Acme Inc." -> "Acme Ltd."), another processor, another
place, another number.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from redline.equivalence.residue import LITTLE, SPEAKER, STRENGTH, Block, key
from redline.legal_names import LEGAL_FORMS, LEGAL_NAME
from redline.places import MORE_PLACES, PLACES
from redline.types import Reading

ROLES = frozenset(
    "client customer user member subscriber visitor consumer merchant seller buyer account company".split()
)
# Words that policies use for one another; where all of them changed, a term was renamed.
_SYNONYMS = (frozenset(("data", "information")), frozenset(("site", "website")))
_ADDRESSED = frozenset(("you", "your"))
DOCUMENTS = frozenset(
    key("terms conditions of service use agreement policy statement notice privacy subscription license user customer")
)
"""Words that documents are called by, as forms of a key."""
_PARTY_CUES = frozenset(
    "processor subprocessor provider vendor supplier host law court jurisdiction authority regulator"
    " represented arbitration".split()
)
_GIVING = frozenset(
    key(
        "share shared sharing disclose disclosed send sent transfer transferred host hosted process processed handled"
        " stored provided passed given"
    )
)
_TO_WHOM = frozenset(("with", "to", "by", "on", "via", "through"))
_WORDS_MAX = 3
_TERM_COUNT_MIN = 3
_OWN_NAME_COUNT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One sentence's differing blocks, its words on either side, and which of them are capitalised inside it."""

    blocks: Sequence[Block]
    before: Sequence[str]
    after: Sequence[str]
    capitals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Renames:
    """Phrases to be read as one another, as (older, newer) tuples of word forms."""

    pairs: tuple[Block, ...] = ()

    def between(self, before: str, after: str) -> "Renames":
        """The renames that hold for two sentences: none inside the legal names in which they differ."""
        old, new = _legal_names(before), _legal_names(after)
        if not (self.pairs and old - new and new - old):
            return self
        return Renames(tuple(pair for pair in self.pairs if not any(map(set(pair[0]).issubset, old - new))))

    def applied(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """`key` with the older phrases replaced by the newer ones."""
        for old, new in self.pairs:
            key = _replaced(key, old, new)
        return key


def _legal_names(sentence: str) -> set[tuple[str, ...]]:
    return {key(name[0]) for name in LEGAL_NAME.finditer(sentence)}


def _replaced(key: tuple[str, ...], old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    if old[0] not in key:
        return key
    found: list[str] = []
    place = 0
    while place < len(key):
        if key[place : place + len(old)] == old:
            found += new
            place += len(old)
        else:
            found.append(key[place])
            place += 1
    return tuple(found)


def learn(differences: Iterable[Difference]) -> Renames:
    """The renames that `differences` agree on."""
    seen: Counter[Block] = Counter()
    capital: set[Block] = set()
    compound: set[Block] = set()
    party: Counter[Block] = Counter()
    old_words: Counter[str] = Counter()
    new_words: Counter[str] = Counter()
    for difference in differences:
        old_words.update(difference.before)
        new_words.update(difference.after)
        for block in difference.blocks:
            if not _could_be(block):
                continue
            seen[block] += 1
            if _names_a_compound(block, difference):
                compound.add(block)
            party[block] += bool(_PARTY_CUES.intersection(difference.before, difference.after))
            if difference.capitals.issuperset(word for word in block[0] if word not in LITTLE):
                capital.add(block)
    accepted = [
        block
        for block, count in seen.items()
        if (
            _accepted(block, count, is_capital=block in capital, in_party=party[block])
            and _gave_way(block, old_words, new_words)
        )
        or (block in compound and not party[block])
    ]
    return Renames(tuple(sorted(accepted, key=lambda block: (-len(block[0]), block))))


# 'Acme Widgets, Inc. (“Acme”, “we” or “us”)': who speaks says so once, by the name before and in the brackets.
_SPEAKS = re.compile(r"\([^()]{0,160}?\b(?:we|us)\b[^()]{0,160}\)")
_NAME_REACH = 160
_CAPITALISED = re.compile(r"\b[A-Z][\w&’'-]+")


def own_names(before: Reading, after: Reading) -> frozenset[str]:
    """The words by which the author of both readings names himself: in titles, or where "we" is defined."""
    return _names_of_author(before) & _names_of_author(after)


def _names_of_author(reading: Reading) -> frozenset[str]:
    forms = {form for name in names_of_author(reading) for form in key(name)}
    return frozenset(forms) - LITTLE - LEGAL_FORMS - ROLES - DOCUMENTS - STRENGTH


def names_of_author(reading: Reading) -> list[str]:
    """The words with a capital in a title and where "we" is defined, as they are written: those of the author's name,
    and others that such places hold."""
    names = _CAPITALISED.findall(reading.title)
    for clause in reading.clauses:
        if "(" in clause.text and (said := _SPEAKS.search(clause.text)):
            before = clause.text[max(0, said.start() - _NAME_REACH) : said.start()]
            names += _CAPITALISED.findall(before.rstrip(" .").rpartition(". ")[2] + said[0])
    return names


def _could_be(block: Block) -> bool:
    old, new = block
    if not (1 <= len(old) <= _WORDS_MAX and 1 <= len(new) <= _WORDS_MAX):
        return False
    words = {*old, *new}
    if SPEAKER.issuperset(new):
        # "Acme Inc." that is "We" now is the same company; "Acme Ltd." in its place is not.
        words -= LEGAL_FORMS
    if (
        words & STRENGTH
        or words & LEGAL_FORMS
        or words & PLACES.keys()
        or words & MORE_PLACES.keys()
        or any(char.isdigit() for word in words for char in word)
    ):
        return False
    return not LITTLE.issuperset(old)


def _names_a_compound(block: Block, difference: Difference) -> bool:
    """Whether one name gave way to another inside a longer one: "Acme Companies" -> "Zenith Companies"."""
    old, new = block
    if len(old) > 1 or len(new) > 1 or not difference.capitals.issuperset((*old, *new)):
        return False
    if _is_given_data(difference.before, old[0]):
        return False
    capitals = difference.capitals - LEGAL_FORMS
    return any(
        word in capitals and (new[0], word) in pairwise(difference.after)
        for first, word in pairwise(difference.before)
        if first == old[0]
    )


def _is_given_data(sentence: Sequence[str], name: str) -> bool:
    """Whether `name` is whom the author uses or gives something to: "shared with Acme Ads", "we use Acme Ads"."""
    places = [place for place, word in enumerate(sentence) if word == name and place]
    if not _GIVING.isdisjoint(sentence) and any(sentence[place - 1] in _TO_WHOM for place in places):
        return True
    return any(tuple(sentence[max(0, place - 2) : place]) == ("we", "use") for place in places)


def _accepted(block: Block, count: int, *, is_capital: bool, in_party: int) -> bool:
    old, new = block
    if ROLES.issuperset(old) and ROLES.union(SPEAKER, _ADDRESSED).issuperset(new):
        return count > 1
    if any(words.issuperset((*old, *new)) for words in _SYNONYMS):
        return True
    if not is_capital:
        return False
    if SPEAKER.issuperset(new) or (DOCUMENTS.issuperset(old) and DOCUMENTS.issuperset(new)):
        return count > 1
    if in_party * 2 > count and count < _OWN_NAME_COUNT:
        return False
    return count >= _TERM_COUNT_MIN


def _gave_way(block: Block, old_words: Counter[str], new_words: Counter[str]) -> bool:
    """Whether the older name became rare: at most a quarter of its uses are left in what changed.

    Names of documents are made of words that stand everywhere.
    """
    return DOCUMENTS.issuperset(block[0]) or all(
        new_words[word] * 4 <= old_words[word] for word in block[0] if word not in LITTLE and word not in block[1]
    )
