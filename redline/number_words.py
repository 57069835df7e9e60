"""Number words in, their values out: "thirty-five" -> 35, "thirty-five (35) days" -> "35 days"; periods in one unit."""

import re

from redline.literals import search

_UNITS = "one two three four five six seven eight nine".split()
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ENGLISH = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
# "Elf" and "once" are English words, "neuf" is new as well.
_OTHERS = {
    "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "dix": 10, "onze": 11, "douze": 12,
    "quatorze": 14, "quinze": 15, "vingt": 20, "trente": 30,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "zwölf": 12,
    "vierzehn": 14, "fünfzehn": 15, "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "sechzig": 60,
    "neunzig": 90,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "doce": 12,
    "catorce": 14, "quince": 15, "veinte": 20, "treinta": 30,
}  # fmt: skip
VALUES: dict[str, int] = {
    **{word: value for value, word in enumerate(_UNITS, 1)},
    **_TENS,
    **{f"{tens}-{unit}": more + less for tens, more in _TENS.items() for less, unit in enumerate(_UNITS, 1)},
    **_ENGLISH,
    **_OTHERS,
}
"""English, French, German and Spanish; two words with a hyphen between them."""


def _any(*words: str) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


IN_ENGLISH = rf"(?:{_any(*_TENS)})(?:[- ](?:{_any(*_UNITS)}))?|{_any(*_UNITS, *_ENGLISH)}"
"""A pattern of the English ones."""
PATTERN = rf"(?:{IN_ENGLISH}|{_any(*_OTHERS)})"
"""For patterns that ignore letter case; a word must not go on behind it."""
NUMBER = rf"(?:\d[\d.,]{{0,24}}|{PATTERN})"
"""A pattern of a number in figures or in words."""

MAGNITUDES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
"""What a number before each of these is multiplied by."""

_IN_MILLIONS = re.compile(
    rf"(?<![\w.,])(?P<value>\d{{1,3}}(?:\.\d{{1,3}})?) (?P<times>{'|'.join(MAGNITUDES)})\b", re.IGNORECASE
)
_WRITTEN_TWICE = re.compile(
    rf"\b(?<!hundred )(?P<word>{PATTERN})\s?\(\s?(?P<figure>\d{{1,4}})\s?\)|"
    rf"(?<![\w.,-])(?P<before>\d{{1,4}})\s?\(\s?(?P<behind>{PATTERN})\s?\)",
    re.IGNORECASE | re.ASCII,
)
_FIGURE_AND_BRACKET = re.compile(r"\(\s?\d|\d\s?\(")
_BEFORE_A_UNIT = re.compile(
    rf"\b(?<!hundred )({IN_ENGLISH})([- ](?:(?:business|working|calendar|consecutive|full)[- ])?"
    r"(?:hour|day|week|month|year|percent)s?\b)",
    re.IGNORECASE | re.ASCII,
)
_DIGIT = re.compile(r"\d")
# "12 months old" is an age, and of "1 to 24 months" the first number has no unit of its own.
_IN_ANOTHER_UNIT = re.compile(
    r"(?<![\w.,-])(?<![–—-] )(?<!\bto )(?<!\bor )(?<!\band )(?<!\bbis )(?<!\bà )(?P<value>[1-9]\d{0,2}) ?"
    r"(?:months?|(?P<weeks>weeks?)|(?P<hours>hours?|hrs?|h)|(?P<minutes>minutes?|mins?)|(?P<short>yrs?|mths?))\b"
    r"(?! old)",
    re.IGNORECASE | re.ASCII,
)
_PERCENT = re.compile(r"(?<=\d) ?(?:%|per cent\b)", re.IGNORECASE)
_SHORT_UNITS = {"y": "years", "m": "months"}


def in_figures(text: str) -> str:
    """`text` with the numbers of its periods in figures alone: "thirty (30) days", "30 (thirty) days" and "thirty days"
    are "30 days"."""
    if "(" in text and _FIGURE_AND_BRACKET.search(text):
        text = _WRITTEN_TWICE.sub(_written_once, text)
    if "illion" in text or "housand" in text:
        text = _IN_MILLIONS.sub(_written_out, text)
    if search(_BEFORE_A_UNIT, text):
        text = _BEFORE_A_UNIT.sub(lambda period: f"{_value(period[1])}{period[2]}", text)
    return text


def _written_out(number: re.Match[str]) -> str:
    return f"{round(float(number['value']) * MAGNITUDES[number['times'].lower()]):,}"


def in_one_unit(text: str) -> str:
    """`text` with whole years that are said in months in years, weeks and whole days in days, whole hours in hours, and
    short units and signs written out: "12 months" is "1 year", "48 h" are "2 days", "5%" is "5 percent". A month is no
    number of days."""
    if not _DIGIT.search(text):
        return text
    return _PERCENT.sub(" percent", _IN_ANOTHER_UNIT.sub(_in_its_unit, text))


def _in_its_unit(period: re.Match[str]) -> str:
    value = int(period["value"])
    if period["short"]:
        return f"{value} {_SHORT_UNITS[period['short'][0].lower()]}"
    if period["weeks"]:
        return f"{value * 7} days"
    if period["minutes"]:
        return f"{value // 60} hours" if value % 60 == 0 else f"{value} minutes"
    if period["hours"]:
        return f"{value // 24} days" if value % 24 == 0 else f"{value} hours"
    return f"{value // 12} years" if value % 12 == 0 else period[0]


def _written_once(twice: re.Match[str]) -> str:
    """The figure of a number that stands in words and in figures, where both are one; else both."""
    word, figure = twice["word"] or twice["behind"], twice["figure"] or twice["before"]
    return figure if _value(word) == int(figure) else twice[0]


def _value(word: str) -> int:
    return VALUES["-".join(word.lower().split())]
