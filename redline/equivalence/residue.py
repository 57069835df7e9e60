"""Two sentences in; what is left of their difference once equal ways of writing are taken out.

Equal are: spelling variants and slips of the pen, typography and letter case, singular and plural, the forms of a verb,
legal English and plain (`phrases`), contractions, words written together or apart, hidden e-mail
addresses, the author's own name and "we", and a document's own renames (`renames`).
What is left is the *residue*: the words one side has and the other lacks, in order.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import eq

from rapidfuzz.distance import LCSseq

from redline import canonical
from redline.answers import in_words
from redline.equivalence.one_way import said_one_way
from redline.equivalence.phrases import abbreviated, alike, shorter
from redline.equivalence.spelling import forms, is_slip, stem
from redline.equivalence.text import (
    ADDRESS,
    of_one_gender,
    with_plain_addresses,
    with_short_names,
    with_whole_words,
    without_left_overs,
)
from redline.legal_names import LEGAL_FORMS, without_dots
from redline.literals import search
from redline.number_words import VALUES, in_figures, in_one_unit

LITTLE = frozenset(
    """
    a an the this that these those such said same own each every any all both either other another certain
    and or nor but as if than then so thus hence therefore thereby thereof therein herein hereof hereby hereunder
    of to in on at by for from with within into onto upon about over under through via per between among amid
    i me my you your yours we us our ours they them their theirs it its he she his her who whom whose which what
    where when how
    is are was were be been being am do does did doing have has had having
    also too further furthermore moreover additionally alternatively alternately addition however accordingly
    please simply just very
    here there below above following aforementioned respectively namely eg ie etc including include includes
    order like regard regarding respect concerning relating related whil though although because since
    one s t re ll ve d e g i

    le la les l un une des du de au aux en dans et ou que qu qui ce cet cette ces sa ses leur leurs notre nos votre vos
    nous vous se à y tu te toi ton ta tes
    der das dem des ein eine einen einem einer eines und oder im am zu zum zur von vom mit für auf bei als wie
    sie ihr ihre ihren ihrem ihrer du dir dich dein deine deinen deinem deiner deines
    wir uns unser unsere unseren unserem unserer ist sind wird werden
    el los las una unos unas del al lo su sus por para nuestro nuestra nuestros nuestras usted o u
    """.split()
)
"""Words that carry no content of their own, English, French, German and Spanish. Negations, modal verbs and words such
as "only" are not among them."""

STRENGTH = frozenset(
    """
    not no never none neither without unless except only solely exclusively strictly always may might can will would
    should must required require need shall
    """.split()
)
"""Words that decide how far a sentence binds: detectors of `strength` read them."""

NEGATORS = frozenset(
    """
    not no never none neither without nicht kein keine keinen weder nie niemals ne pas aucun aucune jamais ningún
    ninguna nunca
    """.split()
)
"""Words that deny."""

EXCLUSIVE = frozenset(
    "only solely exclusively strictly always expressly explicitly uniquement exclusivement ausschliesslich"
    " nur únicamente exclusivamente solo sólo".split()
)
"""Words that say that a thing holds for nothing else."""

SPEAKER = frozenset("we us our ours it its".split())
"""How a document's author speaks of himself."""

_SIGNS = frozenset("()[]{}\"'.,;:!?/&%+=<>@_…")


@dataclass(frozen=True, kw_only=True)
class Residue:
    """What each side has alone, as word forms in order, equal ways of writing taken out.

    `reordered` says that both sides hold the same words in another order.
    """

    removed: tuple[str, ...]
    added: tuple[str, ...]
    reordered: bool = False

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The words of either side that carry content.

        An address that is written out, or no longer, carries none: it was, or is, the target of a link. Another
        address in its place does.
        """
        words = [word for word in (*self.removed, *self.added) if word not in LITTLE and word not in STRENGTH]
        if not (_holds_address(self.removed) and _holds_address(self.added)):
            words = [word for word in words if not word.startswith(ADDRESS)]
        return tuple(words)

    @property
    def empty(self) -> bool:
        """Whether nothing is left that could change a meaning."""
        return not self.removed and not self.added


def _holds_address(words: Sequence[str]) -> bool:
    return any(word.startswith(ADDRESS) for word in words)


# One word also behind an article that is cut short: "l’e-mail".
_E_MAIL = re.compile(r"\be[-‑]mail", re.IGNORECASE)


@lru_cache(maxsize=8192)
def key(sentence: str) -> tuple[str, ...]:
    """The forms of a sentence's words, signs left out: equal for sentences that differ in their writing alone.

    A web address is one word, whatever it is made of. A word written twice in a row is written once.
    """
    text = abbreviated(in_one_unit(in_figures(without_left_overs(in_words(sentence)))))
    text = with_short_names(of_one_gender(with_whole_words(text)))
    text = _E_MAIL.sub("email", text) if search(_E_MAIL, text) else text
    text = with_plain_addresses(text)
    words = canonical.words(without_dots(said_one_way(text)))
    if any(map(eq, words, words[1:])):
        pairs = zip(words, ("", *words), strict=False)
        words = tuple(word for word, before in pairs if word != before or word.isdigit() or word.casefold() in STRENGTH)
    return tuple([form for word in words if word not in _SIGNS for form in forms(word)])


# Lining up takes a bit for each word of the one against each of the other: of two sentences of a million words 125 GB.
_STEPS_MAX = 400_000_000

Words = tuple[str, ...]
Block = tuple[Words, Words]
"""Words that one side has in place of the other's."""


def blocks(before: Sequence[str], after: Sequence[str]) -> list[Block]:
    """Where two keys differ, in order: what stands there on either side.

    Forms of one verb are equal, and so are words written apart on one side. Of sentences too long to be lined up (no
    prose is) all stands on either side.
    """
    if not before or not after:
        return [(tuple(before), tuple(after))] if before or after else []
    if len(before) * len(after) > _STEPS_MAX:
        return [(tuple(before), tuple(after))]
    found: list[Block] = []
    a = b = 0
    for piece in LCSseq.editops([*map(_stem, before)], [*map(_stem, after)]).as_matching_blocks():
        gone, come = tuple(before[a : piece.a]), tuple(after[b : piece.b])
        if (gone or come) and (_together(gone) != _together(come) or not LEGAL_FORMS.isdisjoint((*gone, *come))):
            found.append((gone, come))
        a, b = piece.a + piece.size, piece.b + piece.size
    return found


def _together(words: Sequence[str]) -> str:
    """The words written together, plurals aside: "web site" and "websites" are the same, "addi- tional" and
    "additional"."""
    return "".join(words).replace("s", "").replace("-", "")


def residue(before: Sequence[str], after: Sequence[str], own_names: frozenset[str] = frozenset()) -> Residue:
    """What is left between two keys. `own_names` are the words by which the document's author names himself."""
    if not before or not after:
        return Residue(removed=tuple(before), added=tuple(after))
    found = [block for block in blocks(before, after) if not _is_writing(*block, own_names)]
    removed = [word for gone, _ in found for word in gone]
    added = [word for _, come in found for word in come]
    gone, come = Counter(map(_stem, removed)), Counter(map(_stem, added))
    if gone == come:
        return Residue(removed=(), added=(), reordered=bool(gone) and Counter(removed) == Counter(added))
    return Residue(removed=_kept(removed, gone - come), added=_kept(added, come - gone))


def says_the_same(before: Sequence[str], after: Sequence[str], own_names: frozenset[str] = frozenset()) -> bool:
    """Whether nothing is left between two keys of `plain` sentences once legal English is read as plain."""
    return residue([_plain(word) for word in before], [_plain(word) for word in after], own_names).empty


def plain(sentence: str) -> tuple[str, ...]:
    """The key of a sentence with its longer phrases put shorter."""
    return key(shorter(sentence))


def _plain(word: str) -> str:
    return word if word in LITTLE or word in STRENGTH else alike(stem(word))


def _is_writing(gone: Words, come: Words, own_names: frozenset[str]) -> bool:
    """Whether words and those in their place say the same: a slip of the pen put right, or the author by his name."""
    if gone and len(gone) == len(come) and all(map(_is_one_word, gone, come)):
        return True
    return _is_author(gone, come, own_names) or _is_author(come, gone, own_names)


def _is_one_word(before: str, after: str) -> bool:
    """Whether two words are one misspelt, or one number in words and in figures; a French "un" is an article, too."""
    if before.isdecimal() != after.isdecimal():
        return "un" not in (before, after) and _number(before) == _number(after)
    return is_slip(before, after)


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else VALUES.get(word)


def _is_author(named: Words, spoken: Words, own_names: frozenset[str]) -> bool:
    """Whether one side names the author and the other says "we", or nothing at all."""
    return (
        not own_names.isdisjoint(named)
        and all(word in own_names or word in LEGAL_FORMS or word in LITTLE for word in named)
        and SPEAKER.union(LITTLE).issuperset(spoken)
    )


def _stem(word: str) -> str:
    return word if word in LITTLE or word in STRENGTH else stem(word)


def _kept(words: Sequence[str], counted: Counter[str]) -> tuple[str, ...]:
    """The words whose stems are left, as often as they are."""
    left = Counter(counted)
    found = []
    for word in words:
        if left[_stem(word)] > 0:
            left[_stem(word)] -= 1
            found.append(word)
    return tuple(found)
