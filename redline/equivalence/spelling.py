"""A word in, the form it shares with its spelling variants out: "authorise" and "authorize", "colour" and "color".

The form need not be a word; it must only never be shared by words of different meaning.
"""

import re
from functools import lru_cache
from unicodedata import normalize

from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"^practi[cs](e|es|ed|ing)$", r"practic\1"),
        (r"^(.{3,})is(e[drs]?|ers|ing|ingly|ations?|ational|able)$", r"\1iz\2"),
        (r"^(.{2,})ys(e[drs]?|ers|ing)$", r"\1yz\2"),
        (
            r"^(anti)?(col|behavi|fav|hon|lab|harb|neighb|endeav|rum|hum|flav|vap|sav|arm|vig|od|parl|clam|ferv)our",
            r"\1\2or",
        ),
        (r"^(cent|met|theat|lit|fib|calib|kilomet|centimet)re(s)?$", r"\1er\2"),
        (r"^(cent)r(ed|ing)$", r"\1er\2"),
        (
            (
                r"^(cancel|travel|model|label|signal|fuel|level|channel|total|marshal|counsel|initial|"
                r"dial)l(ed|ing|er|ers|ation|ations)$"
            ),
            r"\1\2",
        ),
        (r"^(enrol|fulfil|instal|distil)l?(s|ment|ments|ed|ing)?$", r"\1\2"),
        (r"^(wil|skil)l?ful(ly)?$", r"\1ful\2"),
        (r"^(licen|defen|offen|preten)[cs]e(s|d|e|es|less)?$", r"\1se\2"),
        (r"^(unlicen|sublicen)[cs]e?(s|d|able|ing)?$", r"\1s\2"),
        (r"^program(?:me)?(s)?$", r"program\1"),
        (r"^(catal|dial|anal|prol|monol)og(?:ue)?(s)?$", r"\1og\2"),
        (r"^(judg|acknowledg|abridg)e?ment(s)?$", r"\1ment\2"),
        (r"^(among|whil|amid)st$", r"\1"),
        (r"^while$", "whil"),
        (r"^(to|back|for|up|after|out)wards?$", r"\1ward"),
        (r"^(learn|spel|burn|dream)(?:t|led|ed)$", r"\1t"),
        (r"^(advis|protest)[eo]r(s)?$", r"\1er\2"),
        (r"^[ei]nquir(y|ies|e|es|ed)$", r"inquir\1"),
        (r"^gr[ae]y(s)?$", r"gray\1"),
        (r"^(a)ge?ing$", r"\1ging"),
        (r"^(p|an|gyn|orthop|encyclop|medi)ae", r"\1e"),
    )
)
# Hardly a word has a variant: one look for all rules is a tenth of trying each of them.
_ANY_RULE = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _RULES))
SAME: dict[str, str] = {
    form: words.split()[0]
    for words in (
        "will shall",
        "email e-mail",
        "website web-site",
        "online on-line",
        "percent %",
        "organisation organization",
        "ok okay",
        "and &",
        "anyone anybody",
        "someone somebody",
        "everyone everybody",
        "can could",
        "do doe",  # what is left of "does" without its ending
        "repository repo",
        "information info",
        "usa u.s u.s.a",
        "uk u.k",
        "eu e.u",
        "thirdparty third-party",
        # Spanish, as before and after 2010
        "solo sólo",
        "este éste",
        "esta ésta",
        "esto ésto",  # what is left of "éstos"
        "ese ése",
        "esa ésa",
        "eso éso",
        "aquel aquél",
        "aquella aquélla",
        "aquello aquéllo",
        "guion guión",
        "o ó",
        "periodo período",
        "video vídeo",
    )
    for form in words.split()[1:]
}
"""Words that are one, by the form that stands for them. Asked of a word without its plural's ending, and so written."""

_CONTRACTIONS = {
    "can't": ("can", "not"), "won't": ("will", "not"), "shan't": ("will", "not"), "cannot": ("can", "not"),
    "wont": ("will", "not"), "dont": ("do", "not"), "doesnt": ("do", "not"), "isnt": ("is", "not"),
    "arent": ("are", "not"), "cant": ("can", "not"), "didnt": ("did", "not"),
    "let's": ("let", "us"), "it's": ("it", "is"), "that's": ("that", "is"),
}  # fmt: skip
# French articles and pronouns before a vowel: "l'adresse", "qu'il".
_ELIDED = re.compile(r"(?:[ldsncjmt]|qu|jusqu|lorsqu)'(\w{3,})$")
_CONTRACTED = re.compile(r"^(\w+?)(n't|'re|'ll|'ve|'d)$")
_LONG = {"n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'d": "would"}


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """The shared forms of one word as written: usually one, two for a contraction ("don't": do, not)."""
    lowered = word.casefold()
    if "'" in lowered:
        if lowered in _CONTRACTIONS:
            return _CONTRACTIONS[lowered]
        elided = _ELIDED.match(lowered)
        if elided:
            return (_form(elided[1]),)
        found = _CONTRACTED.match(lowered)
        if found:
            return _form(found[1]), _LONG[found[2]]
        lowered = lowered.removesuffix("'s").replace("'", "")
    elif lowered in _CONTRACTIONS:
        return _CONTRACTIONS[lowered]
    # "US" the country is not "us" the speaker.
    if word == "US":
        return ("usa",)
    return (_form(lowered),)


def _form(word: str) -> str:
    if len(word) > 3 and _ANY_RULE.match(word):
        for pattern, form in _RULES:
            changed, count = pattern.subn(form, word, count=1)
            if count:
                word = changed
                break
    word = singular(word)
    return SAME.get(word, word)


# Words that end like a plural and are none, where rules ask for them.
_NO_PLURALS = frozenset("always niemals dans unos unas mars sechs tres".split())

# What "ies" makes of these is no "y".
_IN_IE = frozenset("cookie movie selfie calorie hoodie".split())


def singular(word: str) -> str:
    """`word` without its plural's ending."""
    if word in _NO_PLURALS:
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-1] if word[:-1] in _IN_IE else word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """What a verb's forms share: "process", "processes" and "processed" are one. It need not be a word."""
    if word in _SHORT_STEMS:
        return _SHORT_STEMS[word]
    if not word.isalpha() or len(word) < _STEM_MIN:
        return word
    if word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _STEM_MIN - 1:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) >= _STEM_MIN and word[-1] == word[-2] and word[-1] not in "sl" else word


_STEM_MIN = 4
# The one verb of policies that is shorter than what the rule may cut.
_SHORT_STEMS = dict.fromkeys(("use", "used", "using"), "use")
_SLIP_MIN = 5
# How often the dictionary's rarest words were counted, half of it, and how many times as often a common one was.
_RAREST = 50
_COMMON_MIN = 20
_VOWELS = frozenset("aeiou")
_ACCENTS = frozenset("\u0300\u0301\u0302\u0327")
# Two consonants that no English word begins with.
_NO_BEGINNING = re.compile(
    r"(?![bcfgkps]l|[bcdfgptw]r|[cgprstw]h|[dst]w|[gkmp]n|p[st]|s[ckmnpqtv]|ts)[bcdfghjklmnpqrstvwxz]{2}"
)


@lru_cache(maxsize=16384)
def is_slip(before: str, after: str) -> bool:
    """Whether two words are one, misspelt once: a letter too much or too few, two swapped, another vowel or accents.

    Beginnings and ends of words carry meaning ("unlawful", "employer"), so a slip is looked for inside of them; a
    doubled first letter ("ffor") is one, and a lost one that leaves no word ("ctions"). Two words of one language are
    never each other's slip: "patent" and "patient".
    """
    short, long = sorted((before, after), key=len)
    if not (short.isalpha() and long.isalpha()):
        return False
    if len(long) >= _SLIP_MIN and not long.isascii() and _without_accents(short) == _without_accents(long):
        return True
    if long[1:] == short and (long[0] == long[1] or (len(long) >= _SLIP_MIN and _NO_BEGINNING.match(short))):
        return True
    if len(long) < _SLIP_MIN or short[0] != long[0] or short[-2:] != long[-2:] or OSA.distance(short, long) != 1:
        return False
    is_near = len(short) < len(long) or sorted(short) == sorted(long) or _is_another_vowel(short, long)
    return is_near and not _are_words(short, long)


def make_no_word(one: str, two: str) -> bool:
    """Whether two words in lower case of one language make none of it when they are written together."""
    if not (one.islower() and two.islower() and one.isalpha() and two.isalpha()):
        return False
    for language in ("en", "fr", "de", "es"):
        known = _dictionary(language)
        if one in known and two in known:
            return one + two not in known
    return False


def _are_words(one: str, other: str) -> bool:
    """Whether both words stand in the dictionary of one language that we read, and neither hardly ever."""
    known = {word for word in (one, other) if word in _dictionary("en")}
    if known:
        return len(known) == 2 and not _is_far_rarer(*known)
    return any(one in _dictionary(language) and other in _dictionary(language) for language in ("fr", "de", "es"))


def _is_far_rarer(one: str, other: str) -> bool:
    """Whether one of two English words is among the rarest of the dictionary and the other is not: a "wavier" is a
    "waiver" in a contract."""
    rarer, other_count = sorted((_dictionary("en")[one], _dictionary("en")[other]))
    return rarer <= _RAREST and other_count >= _RAREST * _COMMON_MIN


@lru_cache
def _dictionary(language: str) -> SpellChecker:
    """The words of a language. Read when first asked for, a tenth of a second: hardly a text has such neighbours."""
    return SpellChecker(language=language)


def _without_accents(word: str) -> str:
    """`word` without the accents that French and Spanish spell in several ways; an umlaut makes another word."""
    return "".join([letter for letter in normalize("NFD", word) if letter not in _ACCENTS])


def _is_another_vowel(before: str, after: str) -> bool:
    differing = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    return len(before) > _SLIP_MIN + 2 and all(_VOWELS.issuperset(pair) for pair in differing)
