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
    rf"(?<!\d/)\b(?P<value>{NUMBER}|{ARTICLE})\s*(?:\(\s*(?P<figure>{NUMBER})\s*\)\s*)?[- ]?{_KIND}"
    rf"(?:{'|'.join(f'(?P<{name}>{words})' for name, (_, words, _) in _UNITS.items())})(?!\w)",
    re.IGNORECASE,
)
# What stands before the higher end of a range of periods.
_LOW = re.compile(rf"(?<![\w.,$€£])(?P<value>{NUMBER})\s?(?:to|or|bis|à|-|–|—)\s?$", re.IGNORECASE)
_RANGE_CHARS = 30
CURRENCY_CODES = "USD|EUR|GBP|CHF|AUD|CAD|INR|JPY|CNY|SEK|NOK|DKK|PLN|BRL|MXN|SGD|NZD|HKD|ZAR|AED|KRW|TWD|CZK|HUF"
"""A pattern of the codes that stand beside amounts."""
_AMOUNT = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|\d[\d.,]{0,24}"
# Whose dollars: "A$100", "100 US dollars".
_WHOSE = r"(?:U\.S\.|US|United States|Australian|Canadian|Singapore)"
_DOLLARS = {
    "us": "$", "au": "a$", "australian": "a$", "ca": "c$", "can": "c$", "canadian": "c$", "sg": "s$", "singapore": "s$",
}  # fmt: skip
_MONEY = re.compile(
    rf"(?P<sign>(?:(?<![A-Za-z])(?:US|AU?|CA?|CAN|SG?|NZ|HK|MX|NT|R))?\$|[€£¥₹]|\b(?:{CURRENCY_CODES}|Rs\.?)\s?)\s?"
    rf"(?P<value>{_AMOUNT})|"
    rf"\b(?P<late>{_AMOUNT}|{PATTERN})\s?"
    rf"(?P<after>€|\$|£|₹|(?:{CURRENCY_CODES}|euros?|(?:{_WHOSE} )?dollars?|"
    r"pounds?|rupees?|yen|francs?|kr(?:onor|oner)?)\b)",
    re.IGNORECASE,
)
_AGE = re.compile(
    rf"\b(?:age of|aged|under|over|older than|younger than|at least|below|minimum age(?: is| of|:)?|"
    rf"least)\s+(?:the age of\s+)?(?P<value>{NUMBER})\b(?!\s*(?:%|\w*(?:day|month|hour|week|percent)))"
    # Of what is counted it is no age: "at least 5 books", "over 2 million users".
    r"(?!\s+(?:(?:hundred|thousand|million|billion)\b|"
    r"(?!(?:years|unless|is|has|was|this|its|always|across|as)\b)[a-z]+s\b))|"
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

# "15 messages per request", "one request per minute".
_RATE = re.compile(
    rf"\b(?P<value>{NUMBER}) (?:[a-z-]+ ){{1,3}}?(?:per|an?|each|every) "
    r"(?:second|minute|hour|day|week|month|request|call)\b",
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
    for pattern, measure in ((_PERIOD, ""), (_MONEY, "money"), (_AGE, "age"), (_LIMIT, "limit"), (_RATE, "rate")):
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
            lower = None if measure else _lower_end(match, quantity)
            if lower is not None:
                found.append(lower)
            covered[stretch] = b"\1" * (stretch.stop - stretch.start)
            found.append((quantity, sentence[stretch]))
    return found


def _lower_end(period: re.Match[str], upper: Quantity) -> tuple[Quantity, str] | None:
    """The other end of a range, and its words: 30 days of "30 to 60 days"; None where there is none."""
    start = period.start("value")
    ahead = _LOW.search(period.string[max(0, start - _RANGE_CHARS) : start])
    low, high = (_value(ahead["value"]) if ahead else None), _value(period["value"])
    if not ahead or low is None or not high:
        return None
    return Quantity(upper.value * low / high, upper.measure), f"{ahead[0]}{period[0]}"


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
    return frozenset(str(int(value)) for value in values if value >= 1 or value == 0)


def _quantity(match: re.Match[str], measure: str) -> Quantity | None:
    groups = match.groupdict()
    value = _value(groups.get("figure") or groups.get("value") or groups.get("late") or "")
    if value is None:
        return None
    if measure == "age":
        return Quantity(value * 12, "months")  # "18 years of age" is read as a period
    if measure == "money":
        return Quantity(value, f"money {_currency(groups.get('sign') or groups.get('after') or '')}")
    if measure:
        return Quantity(value, measure)
    unit = next(name for name in _UNITS if groups[name])
    name, _, times = _UNITS[unit]
    working = "working " if (groups["kind"] or "").strip().lower() in ("business", "working") else ""
    return Quantity(value * times, working + name)


def _currency(written: str) -> str:
    """The currency as one sign or word, whichever way it is written."""
    sign = written.strip().lower().rstrip(".")
    if sign.endswith("$"):
        return _DOLLARS.get(sign[:-1], sign)
    whose, _, what = sign.rstrip("s").rpartition(" ")
    if what == "dollar":
        return _DOLLARS.get(whose, "$")
    return _CURRENCIES.get(sign.rstrip("s"), sign)


_CURRENCIES = {
    "eur": "€",
    "euro": "€",
    "usd": "$",
    "aud": "a$",
    "cad": "c$",
    "sgd": "s$",
    "gbp": "£",
    "pound": "£",
    "inr": "₹",
    "rupee": "₹",
    "r": "₹",
    "jpy": "¥",
    "yen": "¥",
    "chf": "franc",
}


def _value(written: str) -> float | None:
    in_words = number_words.value(written)
    if in_words is not None:
        return float(in_words)
    plain = re.sub(r"(?<!\b0)[.,\s](?=\d{3}(?:\D|$))", "", written.rstrip(".,")).replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if isfinite(value) else None
