"""A word in, the form it shares with its spelling variants out: "authorise" and "authorize", "colour" and "color".

The form need not be a word; it must only never be shared by words of different meaning.
"""

import re
from functools import lru_cache

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"^(.{3,})is(e[drs]?|ers|ing|ingly|ations?|ational|able)$", r"\1iz\2"),
        (r"^(.{2,})ys(e[drs]?|ers|ing)$", r"\1yz\2"),
        (
            r"^(anti)?(col|behavi|fav|hon|lab|harb|neighb|endeav|rum|hum|flav|vap|sav|arm|vig|od|parl|clam|ferv)our",
            r"\1\2or",
        ),
        (r"^(cent|met|theat|lit|fib|calib|kilomet|centimet)re(s|d)?$", r"\1er\2"),
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
        (r"^practi[cs](e|es|ed|ing)$", r"practic\1"),
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
_SAME: dict[str, str] = {
    form: words.split()[0]
    for words in (
        "will shall",
        "email e-mail emails e-mails",
        "website websites web-site",
        "online on-line",
        "percent %",
        "organisation organization organizations organisations",
        "ok okay",
        "and &",
        "anyone anybody",
        "someone somebody",
        "everyone everybody",
        "cookie cookies",
        "can could",
        "app apps",
        "faq faqs",
        "usa u.s u.s.a",
        "uk u.k",
        "eu e.u",
        "thirdparty third-party",
    )
    for form in words.split()[1:]
}
_CONTRACTIONS = {
    "can't": ("can", "not"), "won't": ("will", "not"), "shan't": ("will", "not"), "cannot": ("can", "not"),
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
    if len(word) > 3:
        for pattern, form in _RULES:
            changed, count = pattern.subn(form, word, count=1)
            if count:
                word = changed
                break
    word = _singular(word)
    return _SAME.get(word, word)


def _singular(word: str) -> str:
    """`word` without its plural's ending."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
