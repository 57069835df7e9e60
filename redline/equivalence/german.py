"""Two keys in; whether they are one German sentence that says "Sie" to its reader on one side and "du" on the other.

"können Sie sich wohlfühlen"   "kannst du dich wohlfühlen"
"Klicken Sie auf Melden"       "Klicke auf Melden"
"""

import re
from collections.abc import Sequence

_DU = frozenset("du dich dir dein deine deinen deinem deiner".split())
_SIE = frozenset("sie ihnen ihr ihre ihren ihrem ihrer".split())
_NAMELESS = _DU | _SIE | {"sich"}
INFINITIVES = {
    form: infinitive
    for infinitive, forms in {
        "können": "kannst",
        "dürfen": "darfst",
        "müssen": "musst",
        "wollen": "willst",
        "mögen": "magst",
        "sind": "bist",
        "seien": "seist sei",
        "haben": "hast",
        "werden": "wirst werde",
        "wissen": "weisst",
        "geben": "gibst gib",
        "angeben": "angibst",
        "eingeben": "eingibst",
        "weitergeben": "weitergibst",
        "nehmen": "nimmst nimm",
        "teilnehmen": "teilnimmst",
        "lesen": "liest lie",  # what keys leave of "lies"
        "sehen": "siehst sieh",
        "sprechen": "sprichst sprich",
        "widersprechen": "widersprichst widersprich",
        "treffen": "triffst triff",
        "treten": "trittst tritt",
        "helfen": "hilfst hilf",
        "vergessen": "vergisst vergiss",
        "lassen": "lässt lass",
        "verlassen": "verlässt verlass",
        "halten": "hältst",
        "erhalten": "erhältst",
        "behalten": "behältst",
        "enthalten": "enthältst",
        "laden": "lädst",
        "hochladen": "hochlädst",
        "herunterladen": "herunterlädst",
        "fahren": "fährst",
        "tragen": "trägst",
        "schlagen": "schlägst",
        "verstossen": "verstösst",
    }.items()
    for form in forms.split()
}
"""The infinitives of verbs that change inside, by such forms of theirs as keys have them."""

# Longest first: "findest" and "finden" are both "find".
_ENDINGS = ("est", "st", "en", "e", "n", "t")
_STEM_MIN = 3
_THEY = re.compile(r"(?<=\w )(?:sie|ihnen|ihre?[nmrs]?)\b")


def is_of_other_address(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the reader is called "Sie" by one key and "du" by the other, and both say the same to him."""
    formal, informal = (after, before) if _SIE.isdisjoint(before) else (before, after)
    if _SIE.isdisjoint(formal) or not _DU.isdisjoint(formal) or not _is_informal(informal):
        return False
    if _owned(formal) != _owned(informal):
        return False  # "wir senden Ihnen Daten", "wir senden deine Daten"
    return [*map(_root, _told(formal))] == [*map(_root, _told(informal))]


def speak_of_as_many(before: str, after: str) -> bool:
    """Whether two sentences say "sie", they, as often: the reader is "Sie", and a capital tells the two apart."""
    return len(_THEY.findall(before)) == len(_THEY.findall(after))


def _owned(words: Sequence[str]) -> int:
    """How often a key says "your"."""
    return sum(word.startswith(("dein", "ihr")) for word in words)


def _is_informal(words: Sequence[str]) -> bool:
    """Whether a key says "du", or says nothing to anybody but asks: "klicke auf Melden"."""
    return _SIE.isdisjoint(words) and (not _DU.isdisjoint(words) or "".join(words[:1]).endswith("e"))


def _told(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _NAMELESS]


def _root(word: str) -> str:
    word = INFINITIVES.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM_MIN:
            return word.removesuffix(ending)
    return word
