"""A line in; whether it offers the page in other languages out.

English | Deutsch | Français            Ireland (English)
This page is also available in: Deutsch, Français
"""

import re
from functools import lru_cache

from redline.page.phrases import WIDGET_MAX, alternatives, pattern

# "Select LanguageAfrikaansAlbanian…": what a translating widget leaves of its list.
_CHOOSER = re.compile(r"(?:Select|Choose) (?:a |your )?Language(?:[A-Z](?:[^ .:;]| (?![a-z]))*)?")
_IN_OTHER_LANGUAGES = re.compile(
    r"(?:view|read|see) (?:\w+ ){0,8}in (?:other|another|these|the following) languages? ?: ?", re.IGNORECASE
)
# "DanskDeutschEnglish (UK)Español": a list of which a converter made one word.
_STUCK_NAMES = re.compile(r"(?<=[a-zß-ÿāčěəńśž)])(?=[A-ZÀ-ÞČÍŠ])")
_STUCK_MIN = 6
_CHOICE_MAX = 240


def is_choice_of_languages(text: str, *, linked: bool) -> bool:
    """Whether a line is nothing but names of languages and words with which pages offer them; a whole sentence only
    where it is `linked`, for a contract may say in which languages there is one."""
    if len(text) > _CHOICE_MAX or (text.rstrip().endswith(".") and not linked):
        return False
    rest, names = _language().subn(" ", text)
    if not names:
        return False
    left, words = pattern("offers_of_languages").subn(" ", rest)
    return (names > 1 or words > 0 or "(" in text) and not any(map(str.isalnum, left))


@lru_cache(maxsize=1)
def _language() -> re.Pattern[str]:
    """The name of a language, with the country where it is spoken so."""
    names = alternatives("languages", "language_adjectives")
    return re.compile(rf"(?<!\w)(?i:{names})(?!\w)(?:\s?\((?:[A-ZÀ-Þ][\w.-]{{1,20}}\s?){{1,3}}\))?")


@lru_cache(maxsize=1)
def _country_and_language() -> re.Pattern[str]:
    names = alternatives("languages")
    country = r"[A-ZÀ-Þ][^\W\d_ ]+(?: [^\W\d_ ]+){0,3}"
    return re.compile(
        rf"{country} \((?i:{names})\)|(?i:{names}) [-–] {country}|(?i:{names}) \({country}|[A-Z]{{2,3}}\)"
    )


def offers_languages(text: str) -> bool:
    """Whether a line offers the document in other languages: "View these terms in other languages: Dansk, Deutsch"."""
    offer = _IN_OTHER_LANGUAGES.match(text)
    return offer is not None and names_languages(text[offer.end() :])


def names_languages(text: str) -> bool:
    """Whether most words of a line are names of languages, or it is a country and its language, "Ireland (English)"."""
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
