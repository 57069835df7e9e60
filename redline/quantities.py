"""A sentence in; the quantities that it states out: periods, ages, amounts of money, percentages, limits.

    "thirty (30) days"   "€ 5,000"   "at least 16"   "up to five devices"

Numbers that only point somewhere ("section 12", "Article 6(1)", a year, a version) are none.
"""

import re
from collections import Counter
from dataclasses import dataclass
from math import isfinite

from redline import number_words
from redline.boasts import capital, nothing_is_certain, years_in_business
from redline.literals import search
from redline.number_words import ARTICLE, MAGNITUDES, NUMBER, PATTERN

# Each unit's name among the groups of the pattern, what it measures, and how many of the measure it is.
_UNITS = {
    "hour": ("minutes", r"hours?|hrs?|(?-i:h)|heures?|stunden?|horas?", 60),
    "day": ("minutes", r"days?|jours?|tage?n?|días?", 1440),
    "week": ("minutes", r"weeks?|semaines?|wochen?|semanas?", 10080),
    "month": ("months", r"months?|mois|monate?n?|mes(?:es)?", 1),
    "year": ("months", r"years?|yrs?|ans?|années?|jahre?n?|años?", 12),
    "fortnight": ("minutes", r"fortnights?", 20160),
    "decade": ("months", r"decades?|décennies?|jahrzehnte?n?", 120),
    "minute": ("minutes", r"minutes?|mins?|minuten|minutos", 1),
    "share": ("percent", r"%|percent|per cent|pour cent|prozent|por ciento", 1),
    "byte": ("bytes", r"bytes?", 1e-3),
    "kilo": ("bytes", r"KB|kilobytes?", 1),
    "mega": ("bytes", r"MB|megabytes?", 1e3),
    "giga": ("bytes", r"GB|gigabytes?", 1e6),
    "tera": ("bytes", r"TB|terabytes?", 1e9),
}
UNIT_WORDS = "|".join(words for _, words, _ in _UNITS.values())
"""A pattern of any unit, for patterns that ignore letter case."""
_KIND = r"(?P<kind>(?:business|working|calendar|consecutive|full|more|further|additional) )?"
_PERIOD = re.compile(
    rf"\b(?P<value>{NUMBER}|{ARTICLE})\s*(?:\(\s*(?P<figure>{NUMBER})\s*\)\s*)?[- ]?{_KIND}"
    rf"(?:{'|'.join(f'(?P<{name}>{words})' for name, (_, words, _) in _UNITS.items())})(?!\w)",
    re.IGNORECASE,
)
CURRENCY_CODES = "USD|EUR|GBP|CHF|AUD|CAD|INR|JPY|CNY|SEK|NOK|DKK|PLN|BRL|MXN|SGD|NZD"
"""A pattern of the codes that stand beside amounts."""
_AMOUNT = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d[\d.,]{0,24}"
_MONEY = re.compile(
    rf"(?P<sign>[$€£¥]|\b(?:{CURRENCY_CODES}|US\$)\s?)\s?(?P<value>{_AMOUNT})|"
    rf"\b(?P<late>{_AMOUNT}|{PATTERN})\s?(?P<after>€|\$|£|(?:{CURRENCY_CODES}|euros?|dollars?|pounds?|rupees?|yen|francs?)\b)",
    re.IGNORECASE,
)
_AGE = re.compile(
    rf"\b(?:age of|aged|under|over|older than|younger than|at least|below|minimum age(?: is| of|:)?|"
    rf"least)\s+(?:the age of\s+)?(?P<value>{NUMBER})\b(?!\s*(?:%|\w*(?:day|month|hour|week|percent)))|"
    rf"\b(?P<late>{NUMBER})(?:\s(?:or|and)\s(?:older|over|above)|\.\sLebensjahre?s?)\b",
    re.IGNORECASE,
)
# "section 4 h", "Room 4 h", "de 9 h à 17 h", "20 h by 30 w"; "within 24 h" has none of these.
_NEAR = 16
_BEFORE_NO_HOUR = re.compile(
    r"(?:\b(?:sections?|clauses?|paragraphs?|rules?|schedules?|articles?|arts?|abs|nos?|room|house|at|from|um|a las|"
    r"see)\b\.?|\d ?h?(?: ?\d\d)? (?:à|to|until|bis|and|et|a)|§)\s*$",
    re.IGNORECASE,
)
_BEHIND_NO_HOUR = re.compile(r"\s*(?:(?:à|to|by|bis|x) \d{1,2} ?(?:h|w)|above\b|below\b)")
_TIMES = re.compile(rf"\s({'|'.join(MAGNITUDES)})\b", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?:up to|maximum(?: of)?|minimum(?: of)?|no more than|not more than|at most|at least|limited to|"
    rf"fewer than|less than|more than|exceed(?:s|ing)?)\s+(?:[a-z]+\s)?(?!one\b)(?P<value>{NUMBER})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and what it measures, in one unit: two years and 24 months are the same."""

    value: float
    measure: str


def quantities(sentence: str) -> list[tuple[Quantity, str]]:
    """The quantities of a sentence with the words that state them, in no order; a stretch counts once."""
    found: list[tuple[Quantity, str]] = []
    covered = bytearray(len(sentence))
    for start, end in (*years_in_business(sentence), *capital(sentence), *nothing_is_certain(sentence)):
        covered[start:end] = b"\1" * (end - start)
    for pattern, measure in ((_PERIOD, ""), (_MONEY, "money"), (_AGE, "age"), (_LIMIT, "limit")):
        first = search(pattern, sentence)
        for match in pattern.finditer(sentence, first.start()) if first else ():
            quantity = _quantity(match, measure)
            stretch = slice(*match.span())
            if quantity is None or any(covered[stretch]) or _is_no_hour(match, sentence):
                continue
            times = _TIMES.match(sentence, match.end()) if measure else None
            if times:
                quantity = Quantity(quantity.value * MAGNITUDES[times[1].lower()], quantity.measure)
                stretch = slice(match.start(), times.end())
            covered[stretch] = b"\1" * (stretch.stop - stretch.start)
            found.append((quantity, sentence[stretch]))
    return found


def counted(sentence: str) -> Counter[Quantity]:
    """How often a sentence states each of its quantities."""
    return Counter(quantity for quantity, _ in quantities(sentence))


def _is_no_hour(match: re.Match[str], sentence: str) -> bool:
    """Whether a number and an "h" are no hours: part of a law, a house, a measure or a time of day."""
    if not match[0].endswith("h"):
        return False
    ahead, behind = sentence[max(0, match.start() - _NEAR) : match.start()], sentence[match.end() : match.end() + _NEAR]
    return _BEFORE_NO_HOUR.search(ahead) is not None or _BEHIND_NO_HOUR.match(behind) is not None


def spellings(quantity: Quantity) -> frozenset[str]:
    """What of its value must stand in figures wherever a text states a quantity, in whichever unit: "12", "1"."""
    values = {quantity.value} | {quantity.value / times for _, _, times in _UNITS.values()}
    return frozenset(str(int(value)) for value in values if value == int(value))


def _quantity(match: re.Match[str], measure: str) -> Quantity | None:
    groups = match.groupdict()
    value = _value(groups.get("figure") or groups.get("value") or groups.get("late") or "")
    if value is None:
        return None
    if measure == "age":
        return Quantity(value * 12, "months")  # "18 years of age" is read as a period
    if measure == "money":
        sign = (groups.get("sign") or groups.get("after") or "").strip().lower()
        return Quantity(value, f"money {_CURRENCIES.get(sign.rstrip('s'), sign)}")
    if measure:
        return Quantity(value, measure)
    unit = next(name for name in _UNITS if groups[name])
    name, _, times = _UNITS[unit]
    working = "working " if (groups["kind"] or "").strip().lower() in ("business", "working") else ""
    return Quantity(value * times, working + name)


_CURRENCIES = {
    "eur": "€",
    "euro": "€",
    "usd": "$",
    "us$": "$",
    "dollar": "$",
    "gbp": "£",
    "pound": "£",
    "inr": "₹",
    "rupee": "₹",
    "jpy": "¥",
    "yen": "¥",
    "chf": "franc",
}


def _value(written: str) -> float | None:
    in_words = number_words.value(written)
    if in_words is not None:
        return float(in_words)
    plain = re.sub(r"[.,\s](?=\d{3}(?:\D|$))", "", written.rstrip(".,")).replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if isfinite(value) else None
