"""Text in, the dates written in it out, with every reading their form allows.

    "May 25th, 2018"  "25 de mayo de 2018"  "1er septembre 2023"  "2018-05-25"  "25.05.18"  "May 2018"  "05/2018"

"05/04/2018" is the 4th of May for some writers and the 5th of April for others: such a date keeps both readings, and
its `form` (the sign between its parts), by which another date of the same document can settle it.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from redline.dates.months import MONTH, MONTHS

_YEAR = r"(?:19[89]\d|20\d\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|re|ère|ro|de|ste)(?![a-z])|[.ºª°]|\s?\^(?:st|nd|rd|th)\^?)?"
_OF = r"(?:\s*(?:(?:day\s+)?of|de|del|di|do|d['’])?\s*|\s*[-/.,]\s*)"
_DATE = re.compile(
    rf"""(?<![\w/.\-@#=])(?:
      (?P<iso_year>{_YEAR})(?P<iso_sign>[-/.])(?P<iso_month>0?[1-9]|1[0-2])(?P=iso_sign)(?P<iso_day>{_DAY})(?![\d])
    | (?P<one>\d{{1,2}})(?P<sign>\s?[/.]\s?|\s-\s|[-‑–])(?P<two>\d{{1,2}})(?P=sign)
        (?P<year>{_YEAR}|\d\d)(?![\d/]|[-.,]\d)
    | (?P<day_first>{_DAY}){_ORDINAL}{_OF}(?P<month_second>{MONTH})\b\.?(?:{_OF}|,?\s*['’])
        (?P<year_third>{_YEAR}|\d\d(?![\d:]))(?!\d)
    | (?P<month_first>{MONTH})\b\.?{_OF}(?P<day_second>{_DAY}){_ORDINAL}
        (?:\s*,\s*|\s+(?:de\s|del\s|of\s)?|\s*-\s*|[.])\s*(?P<year_last>{_YEAR})(?!\d)
    | (?P<month_only>{MONTH})\b\.?\s*(?:,|/|-|–|de\s|del\s|of\s)?\s*(?P<year_only>{_YEAR})(?![\d])
    | (?P<month_number>0[1-9]|1[0-2])(?P<short_sign>[/.]|(?<=:\s\d\d)\s?-\s?)(?P<short_year>{_YEAR})(?![\d/.]\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# A year, or numbers that could be a date: dates are looked for around these alone. Each begins with its first figure,
# so that only figures are tried.
_ANCHOR = re.compile(
    r"\d(?:(?<=1)9[89]\d|(?<=2)0\d\d|\s?[/.\-‑–]\s?\d{1,2}\s?[/.\-‑–]\s?\d\d|(?<=[a-zé][\s\-/.’']\d)\d(?!\d)"
    r"|(?<=[a-zé][\s,]['’]\d)\d(?!\d)|(?<=[a-zé],\s['’]\d)\d(?!\d))",
    re.IGNORECASE,
)
_TWO_DIGITS = re.compile(r"\d\d")
_AROUND = 36
_WORD = re.compile(r"[^\W\d_]+")
_CUE_WORDS = frozenset(
    """
    last latest date dated updated update updates revised revision revisions modified modification amended
    changed edited reviewed review effective effect valid version versions published posted issued current as of
    on from since at the this is was in and privacy policy notice statement terms document page starting
    dernière derniere mise mis à a jour le la du de des en vigueur entrée applicable applicables compter partir
    révision publiée publié depuis politique stand gültig ab letzte aktualisierung aktualisiert zuletzt geändert
    vom am dem fassung última ultima actualización actualizado vigencia vigente versión fecha entrada desde
    ultimo aggiornamento aggiornato aggiornata data il dal vigore atualização atualizado atualizada revisão
    vigência em laatst bijgewerkt gewijzigd ingangsdatum op versie datum st nd rd th er
    """.split()
)
_DATE_LINE_WORDS = 14
_DATE_LINE_CHARS = 120
_OTHER_WORDS_MAX = 2
_DAY_WRITTEN_CHARS_MAX = 30
DAY_CHARS = len("2021-06-01")
"""How long a reading with its day is."""
EDITIONS_MIN = 3
"""So many days in a row, each alone in its line, are a list of editions."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands in a text: its place, its reading or readings (ISO, earliest first), and for one of bare
    numbers its `form` ("/", ".", "-") and `order` ("dmy", "mdy") where its parts tell the order."""

    start: int
    end: int
    text: str
    readings: tuple[str, ...]
    form: str = ""
    order: str = ""
    parts: tuple[int, int, int] = (0, 0, 0)


@lru_cache(maxsize=16_384)
def dates_in(text: str) -> tuple[WrittenDate, ...]:
    """All dates of `text` in order; words and numbers that make no possible date are passed over."""
    if not _TWO_DIGITS.search(text):
        return ()
    found = (_written(match) for start, end in _windows(text) for match in _DATE.finditer(text, start, end))
    return tuple(written for written in found if written is not None)


def _windows(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that can hold a date; those that touch are one."""
    windows: list[tuple[int, int]] = []
    for anchor in _ANCHOR.finditer(text):
        start, end = max(0, anchor.start() - _AROUND), anchor.end() + _AROUND
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


def states_a_date(text: str, others_max: int = _OTHER_WORDS_MAX) -> bool:
    """Whether a short line says little but a date, like "Last updated: May 2018": no more than `others_max` words that
    no such line has."""
    if len(text) > _DATE_LINE_CHARS or text.count(" ") >= _DATE_LINE_WORDS:
        return False
    found = dates_in(text)
    if not found:
        return False
    rest = text
    for written in reversed(found):
        rest = rest[: written.start] + " " + rest[written.end :]
    others = [word for word in _WORD.findall(rest.lower()) if word not in _CUE_WORDS]
    return len(others) <= others_max


def is_a_day(text: str) -> bool:
    """Whether a text is one date with its day and no more."""
    if len(text) > _DAY_WRITTEN_CHARS_MAX or not text[-1:].isdigit():
        return False
    found = dates_in(text)
    return len(found) == 1 and found[0].text == text and len(found[0].readings[0]) == DAY_CHARS


def _written(match: re.Match[str]) -> WrittenDate | None:
    start, end, text = match.start(), match.end(), match[0]
    if match["iso_year"]:
        readings = _readings((match["iso_year"], match["iso_month"], match["iso_day"]))
    elif match["one"]:
        return _numeric(match)
    elif match["day_first"]:
        readings = _readings((match["year_third"], match["month_second"], match["day_first"]))
    elif match["month_first"]:
        readings = _readings((match["year_last"], match["month_first"], match["day_second"]))
    elif match["month_only"]:
        readings = (f"{match['year_only']}-{_month(match['month_only']):02}",)
    else:
        readings = (f"{match['short_year']}-{match['month_number']}",)
    return WrittenDate(start, end, text, readings) if readings else None


def _numeric(match: re.Match[str]) -> WrittenDate | None:
    """Two numbers and a year: day first, month first, or both where both could be."""
    one, two, year = int(match["one"]), int(match["two"]), _year(match["year"])
    month_first = _readings((str(year), str(one), str(two)))
    day_first = _readings((str(year), str(two), str(one)))
    readings = tuple(sorted({*month_first, *day_first}))
    if not readings:
        return None
    order = "" if one == two or len(readings) > 1 else ("mdy" if month_first else "dmy")
    form = match["sign"].strip().replace("‑", "-").replace("–", "-")
    return WrittenDate(match.start(), match.end(), match[0], readings, form, order, (one, two, year))


def in_order(written: WrittenDate, order: str) -> str | None:
    """The reading of a date of bare numbers in `order` ("dmy" or "mdy"), None where that is no date."""
    one, two, year = written.parts
    day, month = (one, two) if order == "dmy" else (two, one)
    readings = _readings((str(year), str(month), str(day)))
    return readings[0] if readings else None


def _readings(parts: tuple[str, str, str]) -> tuple[str, ...]:
    try:
        return (date(_year(parts[0]), _month(parts[1]), int(parts[2])).isoformat(),)
    except ValueError:
        return ()


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS[text.lower()]
