"""Two sentences in; what is left of their difference once equal ways of writing are taken out.

Equal are: spelling variants and slips of the pen, typography and letter case, singular and plural, the forms of a verb,
legal English and plain (`equivalence_phrases`), contractions, words written together or apart, hidden e-mail
addresses, the author's own name and "we", and a document's own renames (`equivalence_renames`).
What is left is the *residue*: the words one side has and the other lacks, in order.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from operator import eq

from rapidfuzz.distance import LCSseq

from redline import canonical
from redline.answers import in_words
from redline.equivalence_one_way import said_one_way
from redline.equivalence_phrases import abbreviated, alike, shorter
from redline.equivalence_spelling import forms, is_slip, stem
from redline.legal_names import LEGAL_FORMS, without_dots
from redline.literals import search
from redline.number_words import VALUES, in_figures

LITTLE = frozenset(
    """
    a an the this that these those such said same own each every any all both either other another certain
    and or nor but as if than then so thus hence therefore thereby thereof therein herein hereof hereby hereunder
    of to in on at by for from with within into onto upon about over under through via per between among amid
    i you your yours we us our ours they them their theirs it its he she his her who whom whose which what where
    when how
    is are was were be been being am do does did doing have has had having
    also too further furthermore moreover additionally alternatively alternately addition however accordingly
    please simply just very
    here there below above following aforementioned respectively namely eg ie etc including include includes
    order like regard regarding respect concerning relating related whil though although because since
    one s t re ll ve d e g i

    le la les l un une des du de au aux en dans et ou que qu qui ce cet cette ces sa ses leur leurs notre nos votre vos
    nous vous se à y
    der das dem des ein eine einen einem einer eines und oder im am zu zum zur von vom mit für auf bei als wie
    sie ihr ihre ihren ihrem ihrer wir uns unser unsere unseren unserem unserer ist sind wird werden
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
            words = [word for word in words if not word.startswith(_ADDRESS)]
        return tuple(words)

    @property
    def empty(self) -> bool:
        """Whether nothing is left that could change a meaning."""
        return not self.removed and not self.added


# How the one word begins that a web address is made.
_ADDRESS = "webaddress"


def _holds_address(words: Sequence[str]) -> bool:
    return any(word.startswith(_ADDRESS) for word in words)


# What is left of a link or a break that a reader could not read: "](https://example.org/page", "<br>".
_LEFT_OVER = re.compile(
    r"\]\((?:https?:|mailto:|tel:)[^()\n]{0,400}\)|\]\((?:https?:|mailto:|tel:|/|#)[^)\s]*(?:\s+\"[^\"]*\")?(?:\s*\))?|</?(?:br|p|b|i|u|em|strong|span|"
    r"div|li|ul|sup)\s*/?>|(?<=[.;:!?])/(?:li|ul|ol|div|span)>",
    re.IGNORECASE,
)


# "help@example.comple.com": what a page left beside an address that it hid and wrote out again.
_DOUBLED_END = re.compile(r"(@[\w.-]*?([\w-]*\.[a-z]{2,}|(?<=\.)[a-z]{2,}|(?<=\.co)m))\2\b", re.IGNORECASE)


# "(c) the times": a page's typography took the number of an item for a sign.
_NUMBER_AS_SIGN = re.compile(r"©(?= [a-z])")


# What scripts that wait for fonts set to measure them, and what links say to those who do not see them.
_UNSEEN = re.compile(r"(?:BESbswy)+|\(?\bopens in (?:a )?new (?:tab|window)(?: or (?:tab|window))?\b\)?", re.IGNORECASE)


def without_left_overs(text: str) -> str:
    """`text` without mark-up, ends of e-mail addresses and signs of typography that should not stand in it."""
    if "©" in text:
        text = _NUMBER_AS_SIGN.sub("(c)", text)
    if "@" in text:
        text = _DOUBLED_END.sub(r"\1", text).replace("mailto:", "")
    if "](" in text or "<" in text or ">" in text:
        text = _LEFT_OVER.sub(" ", text)
    if "BESbswy" in text or "pens in " in text:
        text = _UNSEEN.sub(" ", text)
    return unescape(text) if "&" in text else text


_WEB_ADDRESS = re.compile(r"(?:https?://(?:www\.)?|www\.)([^\s<>()\[\]]+)", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W_]+")


# "addi- tional": a word parted at the end of a line; "short- and long-term" is none.
_PARTED = re.compile(r"(?<=[^\W\d_]{2})[-‐] (?!(?:and|or|to|nor|but|as|und|oder|bis|et|ou|y|o|e)\b)(?=[^\W\d_A-Z]{2})")


def with_whole_words(text: str) -> str:
    """`text` with words that the end of a line parted written together."""
    return _PARTED.sub("", text) if "- " in text else text


def _with_plain_addresses(text: str) -> str:
    """`text` with each web address as one word, whatever its scheme and its last sign."""
    return _WEB_ADDRESS.sub(_one_word, text) if "://" in text or "www." in text.lower() else text


def _one_word(address: re.Match[str]) -> str:
    return f"{_ADDRESS}{_NO_LETTER.sub('', address[1])}"


# People of any gender: "Teilnehmer:innen", "KundInnen", "utilisateur·rice·s", "client(e)s", "inscrit.e.s".
_SIGNS_OF_GENDER = ("nnen", ":in", "*in", "·", "(e)", ".e")
_OF_ANY_GENDER = re.compile(
    r"(?<=[a-zäöüß]{3})(?:[:*]in(?:nen)?|/-?innen|Innen)(?!\w)|"
    r"(?<=[a-zà-ÿ]{3})(?:·(?:e|rice|ice|euse|trice|ne|le)(?:·(?=s\b)|\b)|\(e\)|\.e(?:\.(?=s\b)|(?![\w.])))"
)


def _of_one_gender(text: str) -> str:
    """`text` with people named as one wrote before."""
    signs = [sign in text for sign in _SIGNS_OF_GENDER]
    return _OF_ANY_GENDER.sub("", text) if any(signs) else text


# One word also behind an article that is cut short: "l’e-mail".
_E_MAIL = re.compile(r"\be[-‑]mail", re.IGNORECASE)


@lru_cache(maxsize=8192)
def key(sentence: str) -> tuple[str, ...]:
    """The forms of a sentence's words, signs left out: equal for sentences that differ in their writing alone.

    A web address is one word, whatever it is made of. A word written twice in a row is written once.
    """
    text = abbreviated(in_figures(without_left_overs(in_words(sentence))))
    text = _of_one_gender(with_whole_words(text))
    text = _E_MAIL.sub("email", text) if search(_E_MAIL, text) else text
    text = _with_plain_addresses(text)
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
