"""A pattern in; words out without which it cannot match: a cheap no to most questions put to it.

    \\b(?:sell|rent)\\b.{0,60}\\b(?:data|records)\\b   ->   one of "sell", "rent", and one of "data", "records"

A pattern that ignores letter case and begins with a choice is tried at every letter of a sentence, some 30 µs each; to
look for a few words takes one. Of the rules asked about a sentence nine in ten have nothing to say. Where the words do
stand there, the sentence is searched in lower case, which takes half the time.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

# The parser of `re` itself: its tree says what must stand in a match, and its compiler takes that tree. They have no
# other names since Python 3.11, and the type stubs none at all.
compiler, ops, parser = (import_module(f"re.{name}") for name in ("_compiler", "_constants", "_parser"))

Choice = tuple[str, ...]
"""Words in lower case, one of which must stand in the text."""

# Where letter case is ignored these match "i", "s", "k" and "σ", but lower case does not make them so, or not always.
_ODD_LETTERS = re.compile("[İıſΣς\u212a]")
# A letter that is written as a number keeps its case.
_BY_NUMBER = re.compile(r"\\(?:x[4-9a-fA-F]|[uUN]|\d{3})")
_FLAGS_INSIDE = re.compile(r"\(\?[aiLmsux]*-?[aiLmsux]+[:)]")
# Whatever stands before and behind a hyphen: in a word it is no range, and asked about for nothing.
_RANGE = re.compile(r"(?=([^\\\[])-([^\\\]]))")
_PLAIN_RANGES = (("a", "z"), ("A", "Z"), ("0", "9"))
_RANGE_MAX = 300
_UNESCAPED = re.compile(r"(\\.|\(\?P[<=]\w+[>)]|\(\?\(\w+\))|[^\\(]+|\(")
# Of alternatives that need several things each, so many choices are made: more tell little more.
_RANKS = 2
# Where each choice is of more words than this, the pattern itself is as quick a no.
_CHOICE_MAX = 30
# A program that reads a user's rules anew makes new patterns each time.
_QUESTIONS_MAX = 4096
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


def search(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """What `pattern.search(text)` gives, for patterns that are asked much and seldom match."""
    lowered = _lowered(text)
    if not lowered:
        return pattern.search(text)
    _, needed, folded = _QUESTIONS.get(id(pattern)) or _question(pattern)
    for choice in needed:
        for word in choice:
            if word in lowered:
                break
        else:
            return None
    if folded is None:
        return pattern.search(text)
    found = folded.search(lowered)
    return found and (pattern.match(text, found.start()) or pattern.search(text))


_Question = tuple[re.Pattern[str], tuple[Choice, ...], re.Pattern[str] | None]
"""What `search` asks of a text for a pattern: the choices whose words it looks for, and the pattern in lower case."""

# By the identity of the pattern, which is kept with its question: to hash a long pattern takes as long as to ask it.
_QUESTIONS: dict[int, _Question] = {}


def _question(pattern: re.Pattern[str]) -> _Question:
    """The question of a pattern that was not asked before."""
    needed, folded = needs(pattern.pattern, pattern.flags), in_lower_case(pattern.pattern, pattern.flags)
    if folded is not None and all(len(choice) > _CHOICE_MAX for choice in needed):
        needed = ()
    if len(_QUESTIONS) >= _QUESTIONS_MAX:
        _QUESTIONS.clear()
    return _QUESTIONS.setdefault(id(pattern), (pattern, needed, folded))


@lru_cache(maxsize=16)
def _lowered(text: str) -> str:
    """`text` in lower case, "" where letters stand in it of which that says too little. Kept for the next pattern."""
    return text.lower() if text.isascii() or not _ODD_LETTERS.search(text) else ""


def in_lower_case(pattern: str, flags: int) -> re.Pattern[str] | None:
    """A pattern that matches a text in lower case where `pattern`, which ignores letter case, matches the text.

    It takes half the time: where letter case counts, alternatives that begin otherwise are passed over at once. None
    for one that minds letter case, all of it or a part, or names letters whose lower case `re` sees otherwise.
    """
    _, folded = _known(pattern, flags)
    return folded


def _minds_case(node: Any) -> bool:
    """Whether part of a pattern's tree has flags of its own, a range that lower case makes another one, or letters
    other than those of Western Europe."""
    if isinstance(node, tuple) and len(node) == 2:
        op, value = node
        if op is ops.RANGE:
            return not _is_plain_range(*value)
        if op is ops.LITERAL or op is ops.NOT_LITERAL:
            return not _has_plain_case(chr(value))
    if isinstance(node, tuple) and len(node) == 4 and (node[1] or node[2]):
        return True  # a group: its number, the flags it adds, those it takes away, what is in it
    return isinstance(node, tuple | list | parser.SubPattern) and any(map(_minds_case, node))


def _is_plain_range(low: int, high: int) -> bool:
    if any(first <= chr(low) <= chr(high) <= last for first, last in _PLAIN_RANGES):
        return True
    letters = map(chr, range(low, high + 1))
    return high - low <= _RANGE_MAX and all(letter.lower() == letter.upper() for letter in letters)


def _has_plain_case(letter: str) -> bool:
    return letter.isascii() or "À" <= letter <= "ÿ" or letter.lower() == letter.upper()


@lru_cache(maxsize=1024)
def _known(pattern: str, flags: int) -> tuple[tuple[Choice, ...], re.Pattern[str] | None]:
    """What a pattern needs, and the same pattern in lower case.

    Worked out when first asked for: of many rules nobody asks. To read a pattern takes as long as to compile it, so
    both are made of one tree.
    """
    lowered = _written_low(pattern, flags)
    if lowered is not None:
        tree = parser.parse(lowered, flags & ~re.IGNORECASE)
        if not _may_mind_case(pattern) or not _minds_case(parser.parse(pattern, flags)):
            return _told_by(tree), compiler.compile(tree, flags & ~re.IGNORECASE)
    return _told_by(parser.parse(pattern, flags)), None


def _written_low(pattern: str, flags: int) -> str | None:
    """`pattern` with its letters in lower case, None where that is another pattern."""
    if not flags & re.IGNORECASE or flags & re.ASCII or _BY_NUMBER.search(pattern):
        return None
    if not all(map(_has_plain_case, pattern)):
        return None
    return _UNESCAPED.sub(lambda found: found[1] or found[0].lower(), pattern)


def _may_mind_case(pattern: str) -> bool:
    """Whether a look into a pattern's tree is needed to tell: it has flags inside, or what may be an odd range."""
    return _FLAGS_INSIDE.search(pattern) is not None or any(
        not _is_plain_range(ord(low), ord(high)) for low, high in _RANGE.findall(pattern)
    )


def _told_by(tree: Iterable[tuple[Any, Any]]) -> tuple[Choice, ...]:
    return tuple(sorted(_telling(tree), key=len))


def needs(pattern: str, flags: int) -> tuple[Choice, ...]:
    """What must stand in every text that `pattern` matches, one of each choice; () where nothing can be said."""
    needed, _ = _known(pattern, flags)
    return needed


def _telling(tree: Iterable[tuple[Any, Any]]) -> list[Choice]:
    """The choices of a sequence that say something, the one that says most first.

    A blank or a single letter stands in any sentence.
    """
    found = dict.fromkeys(map(_shortest, _choices(tree)))
    telling = [c for c in found if not any(len(word) == 1 and (word.isalnum() or word.isspace()) for word in c)]
    return sorted(telling, key=lambda choice: (-min(map(len, choice)), len(choice)))


def _shortest(choice: Choice) -> Choice:
    """`choice` without the words that hold another of them."""
    return tuple(word for word in choice if not any(other in word for other in choice if other != word))


def _choices(tree: Iterable[tuple[Any, Any]]) -> Iterator[Choice]:
    """The choices of one sequence in order; a word that nothing interrupts is a choice of one."""
    word = ""
    for op, value in tree:
        if op is ops.LITERAL and _is_plain(chr(value)):
            word += chr(value).lower()
            continue
        if word:
            yield (word,)
            word = ""
        if op is ops.SUBPATTERN:
            yield from _choices(value[3])
        elif op in _REPEATS and value[0] > 0:
            yield from _choices(value[2])
        elif op is ops.BRANCH:
            yield from _of_branches([_telling(branch) for branch in value[1]])
    if word:
        yield (word,)


def _of_branches(branches: Sequence[Sequence[Choice]]) -> Iterator[Choice]:
    """The choices between alternatives, of what says most in each and of what comes next; none where one of them says
    nothing."""
    if all(branches):
        for rank in range(_RANKS):
            ways = (branch[min(rank, len(branch) - 1)] for branch in branches)
            yield tuple(dict.fromkeys(word for choice in ways for word in choice))


def _is_plain(letter: str) -> bool:
    """Whether lower case is the same for `re` and for strings: certain for ASCII and for what has no case."""
    return letter.isascii() or letter.lower() == letter.upper()
