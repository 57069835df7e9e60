"""Number words in, their values out: "thirty-five" -> 35, "thirty-five (35) days" -> "35 days"; periods in one unit.

English ones are read up to the hundred thousands ("one hundred and eighty", "two thousand five hundred"), those of the
other languages where contracts state periods and ages by them.
"""

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
    "treize": 13, "quatorze": 14, "quinze": 15, "dix-huit": 18, "vingt": 20, "trente": 30, "quarante-cinq": 45,
    "soixante": 60, "quatre-vingt-dix": 90,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "zwölf": 12,
    "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "achtzehn": 18, "zwanzig": 20, "dreißig": 30,
    "dreissig": 30, "vierzig": 40, "fünfundvierzig": 45, "sechzig": 60, "neunzig": 90, "hundert": 100,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "doce": 12,
    "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16, "dieciocho": 18, "veinte": 20, "treinta": 30,
    "cuarenta": 40, "sesenta": 60, "noventa": 90, "cien": 100,
}  # fmt: skip
VALUES: dict[str, int] = {
    **{word: value for value, word in enumerate(_UNITS, 1)},
    **_TENS,
    **{f"{tens}-{unit}": more + less for tens, more in _TENS.items() for less, unit in enumerate(_UNITS, 1)},
    **_ENGLISH,
    **_OTHERS,
}
"""Those below a hundred in English, and those of French, German and Spanish; two words with a hyphen between them."""


def _any(*words: str) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_BELOW = rf"(?:{_any(*_TENS)})(?:[- ](?:{_any(*_UNITS)}))?|{_any(*_UNITS, *_ENGLISH)}"
_AND = "[- ](?:and[- ])?"
# "Between one hundred and two hundred" are two numbers, and so are "one thousand and two thousand".
_HUNDREDS = rf"[- ]hundred(?:{_AND}(?:{_BELOW})\b(?![- ]hundred))?"
_THOUSANDS = rf"[- ]thousand(?:{_AND}(?:{_BELOW})(?:{_HUNDREDS}|\b(?![- ](?:hundred|thousand))))?"
_MORE = rf"(?:{_HUNDREDS}(?:{_THOUSANDS})?|{_THOUSANDS})"
IN_ENGLISH = rf"(?:{_BELOW}){_MORE}?|a{_MORE}"
"""A pattern of the English ones."""
PATTERN = rf"(?:{IN_ENGLISH}|{_any(*_OTHERS)})"
"""For patterns that ignore letter case; a word must not go on behind it."""
NUMBER = rf"(?:\d[\d.,]{{0,24}}|{PATTERN})"
"""A pattern of a number in figures or in words."""

ARTICLE = "|".join(rf"(?<=\b{word} )an?" for word in ("within", "for", "least", "than", "after", "period of"))
"""A pattern of an article that stands for "one" before a unit: "within a month", and not "twice a month"."""

MAGNITUDES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
"""What a number before each of these is multiplied by."""

_IN_MILLIONS = re.compile(
    rf"(?<![\w.,])(?P<value>\d{{1,3}}(?:\.\d{{1,3}})?) (?P<times>{'|'.join(MAGNITUDES)})\b", re.IGNORECASE
)
_FIGURE = r"\d{1,3}(?:,\d{3})+|\d{1,6}"
_WRITTEN_TWICE = re.compile(
    rf"\b(?P<word>{PATTERN})\s?\(\s?(?P<figure>{_FIGURE})\s?\)|"
    rf"(?<![\w.,-])(?P<before>{_FIGURE})\s?\(\s?(?P<behind>{PATTERN})\s?\)",
    re.IGNORECASE | re.ASCII,
)
# "One hundred U.S. dollars (US $100.00)", "one hundred ($100) dollars", "one and one-half percent (1.5%)".
_UNIT = r"(?: (?:U\.?S\.? |United States )?(?:dollars?|euros?|pounds?(?: sterling)?|per ?cent)\b)?"
_UNIT_TWICE = re.compile(
    rf"\b(?P<word>{IN_ENGLISH})(?P<half> and (?:a|one)[- ]half)?{_UNIT}\s?"
    rf"\(\s?(?:US|USD|U\.S\.)?\s?(?P<sign>[$€£]?)(?P<figure>{_FIGURE})(?P<part>\.\d\d?)?\s?(?P<share>%?)\s?\){_UNIT}",
    re.IGNORECASE,
)
_FIGURE_AND_BRACKET = re.compile(r"\(\s?(?:[$€£]|US|U\.S\.)?\s?[$€£]?\d|\d\s?\(")
_BEFORE_A_UNIT = re.compile(
    rf"\b({IN_ENGLISH}|{ARTICLE})([- ](?:(?:business|working|calendar|consecutive|full)[- ])?"
    r"(?:hour|day|week|fortnight|month|year|decade|percent|dollar|euro)s?\b)",
    re.IGNORECASE | re.ASCII,
)
# "Under the age of sixteen", "aged thirteen".
_AGE = re.compile(
    r"\b((?:age of|aged|ages?|(?:under|over|below)(?: the age of)?) )(twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"twenty-one)\b(?!-)",
    re.IGNORECASE,
)
_FROM_HUNDRED = re.compile(rf"\b(?:{_BELOW}|a){_MORE}\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
# "12 months old" is an age, and of "1 to 24 months" the first number has no unit of its own.
_IN_ANOTHER_UNIT = re.compile(
    r"(?<![\w.,-])(?<![–—-] )(?<!\bto )(?<!\bor )(?<!\band )(?<!\bbis )(?<!\bà )(?P<value>[1-9]\d{0,2}) ?"
    r"(?:months?|(?P<weeks>weeks?)|(?P<hours>hours?|hrs?|h)|(?P<minutes>minutes?|mins?)|(?P<short>yrs?|mths?))\b"
    r"(?! old)",
    re.IGNORECASE | re.ASCII,
)
_PERCENT = re.compile(r"(?<=\d) ?(?:%|per cent\b)", re.IGNORECASE)
_IN_DOLLARS = re.compile(r"(?<![\w.,$€£-])(?P<amount>\d[\d.,]{0,14}) dollars\b", re.IGNORECASE)
# A single letter before the sign would be no word.
_WHOSE_DOLLARS = re.compile(r"\b([ACS])\$(?=\s?\d)")
_CODES = {"A": "AUD", "C": "CAD", "S": "SGD"}
_SHORT_UNITS = {"y": "years", "m": "months"}


def in_figures(text: str) -> str:
    """`text` with the numbers of its periods, ages and sums in figures alone: "thirty (30) days", "30 (thirty) days"
    and "thirty days" are "30 days", "one hundred dollars ($100)" is "$100"."""
    if "(" in text and _FIGURE_AND_BRACKET.search(text):
        text = _UNIT_TWICE.sub(_with_its_sign, _WRITTEN_TWICE.sub(_written_once, text))
    if "illion" in text or "housand" in text:
        text = _IN_MILLIONS.sub(_written_out, text)
    if search(_BEFORE_A_UNIT, text):
        text = _BEFORE_A_UNIT.sub(lambda period: f"{value(period[1]):,}{period[2]}", text)
    if search(_AGE, text):
        text = _AGE.sub(lambda age: f"{age[1]}{value(age[2])}", text)
    if search(_FROM_HUNDRED, text):
        text = _FROM_HUNDRED.sub(lambda number: f"{value(number[0]):,}", text)
    return text


def _written_out(number: re.Match[str]) -> str:
    return f"{round(float(number['value']) * MAGNITUDES[number['times'].lower()]):,}"


def in_one_unit(text: str) -> str:
    """`text` with whole years that are said in months in years, weeks and whole days in days, whole hours in hours,
    dollars with their sign, and other short units and signs written out: "12 months" is "1 year", "48 h" are "2 days",
    "5%" is "5 percent". A month is no number of days."""
    if not _DIGIT.search(text):
        return text
    text = _IN_DOLLARS.sub(r"$\g<amount>", text)
    text = _WHOSE_DOLLARS.sub(lambda sign: f"{_CODES[sign[1]]} ", text) if "$" in text else text
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
    return figure if value(word) == int(figure.replace(",", "")) else twice[0]


def _with_its_sign(twice: re.Match[str]) -> str:
    """The figure and its sign where an amount stands in words and in figures, and both are one; else both."""
    stated = (value(twice["word"]) or 0) + (0.5 if twice["half"] else 0)
    figure = float(twice["figure"].replace(",", "") + (twice["part"] or ""))
    if stated != figure or bool(twice["sign"]) == bool(twice["share"]):
        return twice[0]
    part = twice["part"] if twice["half"] else ""
    return f"{twice['sign']}{twice['figure']}{part}{twice['share']}"


def value(words: str) -> int | None:
    """The value of a number in words or of an article, None of any other words."""
    written = "-".join(words.lower().split())
    if written in VALUES:
        return VALUES[written]
    thousands, below = 0, 0
    for word in written.split("-"):
        if word == "thousand":
            thousands, below = 1_000 * below, 0
        elif word == "hundred":
            below *= 100
        elif word in VALUES or word in ("a", "an"):
            below += VALUES.get(word, 1)
        elif word != "and":
            return None
    return thousands + below
