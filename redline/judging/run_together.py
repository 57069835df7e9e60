"""A change in; whether no more happened than that lines or words lost, or got, the blank between them.

"All shelves", "Our orders"  ->  "All shelvesOur orders"        a page's tabs, a title behind a menu's entry
"that you **please** tell"   ->  "that youplease tell"          a word beside a bold one
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from redline.equivalence.residue import STRENGTH
from redline.equivalence.spelling import make_no_word
from redline.judging.whole_text import Text
from redline.judging.wording import has_other_letters, in_one_notation
from redline.types import ClauseChange

# A shorter line is found at the beginning of some word, a longer one is no title or entry.
_LINE_CHARS = range(8, 100)
_PASSAGE_CHARS_MAX = 400
_WORD_MIN = 4
_LINE_WORDS_MAX = 16
# These end no word, unless it is made of one of the others.
_GO_ON = frozenset("for to of with from".split())
_TAKE_ENDINGS = frozenset("there here where with".split())
_MAKE_NO_WORD = frozenset("you your yours we our the that this and or if is are was were their they its please".split())


class RunTogether:
    """What stands apart in one text of a pair and run together in the other."""

    def __init__(self, before: Text, after: Text) -> None:
        self._before, self._after = before, after

    def explains(self, change: ClauseChange, *, in_list: bool) -> bool:
        """Whether that is all that became of a clause. In a list only long items are asked about, and only for words
        that lost a blank: a short one may be another name."""
        old, new = change.before, change.after
        if in_list and min(len((side or "").split()) for side in (old, new)) <= _LINE_WORDS_MAX:
            return False
        if old is None or new is None:
            line = old or new or ""
            return len(line) in _LINE_CHARS and line in (self._older_joined if old is not None else self._newer_joined)
        if not has_other_letters(change):
            words, others = (in_one_notation(text).split() for text in (old, new))
            if "".join(words) == "".join(others):
                is_line = max(map(len, (words, others))) <= _LINE_WORDS_MAX and not new.rstrip().endswith(".")
                return _lost_blanks(words, others, is_line=is_line)
        if in_list:
            return False
        (short, apart), (long, _) = sorted(((old, self._before), (new, self._after)), key=lambda side: len(side[0]))
        if not (_is_run_on(short, long) or _is_run_on(short[::-1], long[::-1])):
            return False
        return len(short) in _LINE_CHARS and bool(_lines_of(long, apart))

    @cached_property
    def _older_joined(self) -> frozenset[str]:
        """The lines of the older text that the newer one has run together."""
        return _joined(self._before, self._after)

    @cached_property
    def _newer_joined(self) -> frozenset[str]:
        return _joined(self._after, self._before)


def _joined(apart: Text, together: Text) -> frozenset[str]:
    return frozenset(line for passage in together.passages - apart.passages for line in _lines_of(passage, apart))


def _lines_of(passage: str, text: Text) -> list[str]:
    """The whole lines of `text` that `passage` is made of; none where anything else is in it, or it is long."""
    found: list[str] = []
    while passage and len(passage) <= _PASSAGE_CHARS_MAX:
        line = next((start for end in range(len(passage), 0, -1) if (start := passage[:end]) in text.passages), "")
        if not line:
            return []
        found.append(line)
        passage = passage.removeprefix(line).lstrip()
    return found


def _is_run_on(short: str, long: str) -> bool:
    """Whether `long` goes on behind `short` without a blank."""
    return long.startswith(short) and long[len(short) : len(short) + 1].isalnum()


def _lost_blanks(words: Sequence[str], others: Sequence[str], *, is_line: bool) -> bool:
    """Whether words of one side are two of the other's without a blank, and all that are hold a word that makes no
    longer one, or are parted by a sign, a figure or a capital: "youplease", "Cookies.We", "Software2", "askSupport", or
    make no word together, "thesedata"; "website" is another spelling, "invalid" no "in valid". In a line also between
    two capitals, "ProviderPurpose"; in a sentence that may be a name, "TernBox"."""
    found = [*_pairs(words, others), *_pairs(others, words)]
    return bool(found) and all(
        not one[-1].isalnum()
        or one[-1].isdigit() != two[0].isdigit()
        or (two[0].isupper() and (one.islower() or (is_line and one[-1].islower())))
        or not _MAKE_NO_WORD.isdisjoint((one.casefold(), two.casefold()))
        or (two in _GO_ON and len(one) >= _WORD_MIN and one.casefold() not in _TAKE_ENDINGS)
        or (STRENGTH.isdisjoint((one, two)) and make_no_word(one, two))
        for one, two in found
    )


def _pairs(words: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words in a row of one side that are one word of the other."""
    pairs = {f"{one}{two}": (one, two) for one, two in pairwise(others)}
    return (pairs[word] for word in set(words).difference(others) if word in pairs)
