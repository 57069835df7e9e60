"""A line in; whether it offers the page in other languages out.

English | Deutsch | Français            Ireland (English)
This page is also available in: Deutsch, Français
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from redline.page.phrases import WIDGET_MAX, alternatives, pattern
from redline.types import Link

# "Select LanguageAfrikaansAlbanian…": what a translating widget leaves of its list.
_CHOOSER = re.compile(r"(?:Select|Choose) (?:a |your )?Language(?:[A-Z](?:[^ .:;]| (?![a-z]))*)?")
_IN_OTHER_LANGUAGES = re.compile(
    r"(?:view|read|see) (?:\w+ ){0,8}in (?:other|another|these|the following) languages? ?: ?", re.IGNORECASE
)
# "DanskDeutschEnglish (UK)Español": a list of which a converter made one word.
_STUCK_NAMES = re.compile(r"(?<=[a-zß-ÿāčěəńśž)])(?=[A-ZÀ-ÞČÍŠ])")
_STUCK_MIN = 6
_CHOICE_MAX = 240
_NAMES_MAX = 4_000
# An offer has no more words in small letters; a quick no to most sentences.
_WORDS_OF_OFFER_MAX = 16
_JOINING = re.compile(r"\b(?:and|or|und|oder|et|ou|y|o|e|to|in)\b", re.IGNORECASE)
_TERMS = re.compile(r"\bterms\b", re.IGNORECASE)
# Between entries.
_PARTED = re.compile(r"[|/·•()\[\]–—:]| - ")
_HERE = re.compile(r"\b(?:here|ici|hier|aquí)\b", re.IGNORECASE)
# Under such a heading it matters in which language something is.
_MATTERS_UNDER = re.compile(
    r"\b(?:languages?|sprachen?|\w*sprache|langues?|idiomas?|lenguas?|arbitrat\w*|disputes?|complain\w*|support|prevail\w*|"
    r"govern\w*|contract|vertrag\w*|contrat\w*)\b",
    re.IGNORECASE,
)


def is_choice_of_languages(text: str, links: Sequence[Link], heading: str) -> bool:
    """Whether a line that came or went is nothing but names of languages, or these and words with which pages offer
    them. A whole sentence needs a link on a name or on "here": a contract may say in which languages there is one."""
    if len(text) > _CHOICE_MAX or (_MATTERS_UNDER.search(heading) and not is_offer(heading)):
        return False
    if sum(word[0].islower() for word in text.split()) > _WORDS_OF_OFFER_MAX:
        return False
    rest, names = _language().subn(" ", text)
    if not names:
        return False
    if names > 1 and _PARTED.search(text):
        rest = pattern("titles").sub(" ", rest)
    left, offers = pattern("offers_of_languages").subn(" ", _JOINING.sub(" ", rest))
    left, others = pattern("beside_languages").subn(" ", left)
    if any(map(str.isalnum, left)) or not (offers or (not others and (names > 1 or "(" in text))):
        return False
    return not text.rstrip().endswith((".", "!")) or any(_leads_to_a_language(link.text) for link in links)


def is_another_choice(before: str, after: str) -> bool:
    """Whether a choice of languages became longer or shorter: one in the place of another may be the contract's."""
    old, new = (frozenset(found.lower() for found in _language().findall(text)) for text in (before, after))
    return old != new and (old < new or new < old) and not any(_TERMS.search(text) for text in (before, after))


def is_offer(text: str) -> bool:
    """Whether a line says no more than that there are other languages: "Select your language:"."""
    left = pattern("beside_languages").sub(" ", pattern("offers_of_languages").sub(" ", text))
    return bool(text) and not any(map(str.isalnum, left))


def _leads_to_a_language(words: str) -> bool:
    return _HERE.search(words) is not None or _language().search(words) is not None


@lru_cache(maxsize=1)
def _language() -> re.Pattern[str]:
    """The name of a language with a capital, or in the language itself, and the country where it is spoken so."""
    own, regions = alternatives("languages_of_their_own", "language_adjectives"), alternatives("language_regions")
    named = "|".join(_with_capitals(name) for name in alternatives("languages").split("|"))
    return re.compile(rf"(?<!\w)(?:{named}|(?i:{own}))(?!\w)(?:\s?\((?:{regions})\))?")


def _with_capitals(name: str) -> str:
    """A name's pattern with a capital at its beginning."""
    return f"{name[0].upper()}{name[1:]}" if name[:1].isalpha() else f"(?i:{name})"


@lru_cache(maxsize=1)
def _country_and_language() -> re.Pattern[str]:
    return re.compile(rf"[A-ZÀ-Þ][^\W\d_ ]+(?: [^\W\d_ ]+){{0,3}} \((?i:{alternatives('languages')})\)")


def offers_languages(text: str) -> bool:
    """Whether a line offers the document in other languages: "View these terms in other languages: Dansk, Deutsch"."""
    offer = _IN_OTHER_LANGUAGES.match(text)
    return offer is not None and names_languages(text[offer.end() :])


def names_languages(text: str) -> bool:
    """Whether most words of a line are names of languages, or it is a country and its language, "Ireland (English)"."""
    if len(text) > _NAMES_MAX:
        return False
    if (len(text) <= WIDGET_MAX and _country_and_language().fullmatch(text)) or _CHOOSER.fullmatch(text):
        return True
    if ":" in text:
        return False
    if len(pattern("languages").findall(parted := _STUCK_NAMES.sub(" ", text))) >= _STUCK_MIN:
        text = parted
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    names = pattern("languages").findall(text)
    if len(names) == 1 and any(map(str.isalpha, pattern("languages").sub("", text))):
        return False  # "Dutch law"
    return len(names) * 2 >= len(words) > 1
