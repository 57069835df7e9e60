"""A passage's words in, its number and the rest out: "2.1 Cookies" -> "2.1", "Cookies".

Numbers are labels, not text: a clause that only moved down by one has the same words. What looks like a number and is
none stays in the text: dates ("12.05.18", "1. Mai 2018"), quantities ("2.5 million"), initials ("J. R. Smith").
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from redline.dates.months import MONTH

_WORDS = (
    "section|article|clause|part|chapter|schedule|annex|appendix|exhibit|artikel|abschnitt|anhang|teil|kapitel"
    "|partie|chapitre|annexe|artículo|sección|capítulo|anexo|articolo|sezione|allegato|artigo|secção|seção|hoofdstuk|bijlage"
)
_LABEL = re.compile(
    rf"""\s*(?P<label>
      (?P<word>(?:(?i:{_WORDS})\s|[Aa]rt\.\s?|§+\s?)\s*(?:\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?|[IVXLC]{{1,7}}|[A-Z]))
        (?:\s*[.:)\]–—-]+(?=\s|$)|(?=\s*$)|(?=\s+[A-ZÀ-Þ“"'(]))
    | (?P<dotted>\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}\.?(?:[a-z]|\([a-z]{{1,4}}\))?)[.):]?
        (?:(?=\s*$)|\s*[-–—]\s+|\s+(?=\S)|(?<=[.):])(?=[A-ZÀ-Þ“"]))
    | (?P<lettered>[A-Z](?:\.\d{{1,2}}){{1,3}}(?:\.[a-z]{{1,4}}){{0,2}})[.):](?=\s+\S)
    | (?P<number>\d{{1,3}}(?:\s?(?:bis|ter|quater))?)(?:\.\)|[.):]|\s*[-–—](?=\s))(?:(?=\s*$)|\s+|(?=[A-ZÀ-Þ“"]))
    | (?P<bracket>[(\[](?:\d{{1,3}}(?:\.\d{{1,3}})*|[a-zA-Z]{{1,2}}|[ivxlcIVXLC]{{1,7}})[)\]])\.?
        (?:(?=\s*$)|\s+|(?=[A-Za-zÀ-Þ“"]))
    | (?P<letter>[a-zA-Z]|[ivxlc]{{2,7}}|[IVXLC]{{2,7}})(?P<close>[.)]|\.\))(?:(?=\s*$)|\s+)
    )""",
    re.VERBOSE,
)
_MAYBE = re.compile(rf"\s*(?:[\d(\[§]|[a-zA-Z]{{1,7}}[.)]|(?i:{_WORDS})\s)")
_REPEATED = re.compile(r"(?<=\d)\s?(?:bis|ter|quater)$")
_BARE = re.compile(r"\s*(?P<label>\d{1,2}(?:\.\d{1,2})*)\s+(?=[A-ZÀ-Þ“\"'])")
_MONTH_NEXT = re.compile(rf"\s*(?:{MONTH})\b", re.IGNORECASE)
_DATE_LIKE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d\d$|\d{2}\.\d{2}\.\d{2,3}$")
_UNIT_NEXT = re.compile(
    r"\s*(?:%|million|billion|percent|per cent|days?\b|years?\b|months?\b|hours?\b|times\b)", re.IGNORECASE
)
_INITIAL_NEXT = re.compile(r"[A-Z]\.")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def split(text: str, *, heading: bool = False) -> tuple[str, int]:
    """The number at the start of `text` ("" without one) and the place where the words after it begin.

    `heading` also takes a number without any sign after it: "3 Your rights".
    """
    found = _LABEL.match(text) if _MAYBE.match(text) else None
    if found and _is_label(found, text):
        return tidy(found["label"]), found.end()
    bare = _BARE.match(text) if heading else None
    if bare and not _MONTH_NEXT.match(text, bare.end()):
        return bare["label"], bare.end()
    return "", 0


def _is_label(found: re.Match[str], text: str) -> bool:
    after = text[found.end() : found.end() + 40]
    if found["dotted"]:
        return not (_DATE_LIKE.match(found["dotted"]) or _UNIT_NEXT.match(after) or after[:1].isdigit())
    if found["number"]:
        return not (_MONTH_NEXT.match(after) or (found["label"].rstrip()[-1] in "-–—" and after[:1].isdigit()))
    if found["word"]:
        return found["word"][0].isupper() or found["word"][0] == "§"
    if found["letter"] and found["close"] == ".":
        return not _INITIAL_NEXT.match(after) and (len(found["letter"]) == 1 or is_roman(found["letter"]))
    if found["letter"]:
        return len(found["letter"]) == 1 or is_roman(found["letter"])
    return True


def tidy(label: str) -> str:
    """`label` as it is kept: without the stops after it ("2.1.", "Section 4:" -> "2.1", "Section 4")."""
    label = " ".join(label.split()).rstrip(" .:-–—")
    if label.endswith(")") and "(" not in label and label[:-1].replace(".", "").isdigit():
        return label[:-1].rstrip(".")
    return label


class Notation(Enum):
    """What a label counts with: nothing, figures, or whatever else (letters, Roman numerals, signs)."""

    NONE = "none"
    FIGURES = "figures"
    OTHERS = "others"


def notation(label: str) -> Notation:
    """What `label` ("2.1", "(a)", "Section IV", "") counts with."""
    if any(map(str.isdigit, label)):
        return Notation.FIGURES
    return Notation.OTHERS if label else Notation.NONE


def is_roman(letters: str) -> bool:
    """Whether `letters` spell a Roman number."""
    return bool(letters) and bool(_ROMAN.match(letters))


@dataclass(frozen=True, slots=True)
class Number:
    """A label taken apart: its style ("word", "decimal", "lower", "upper", "(lower)", ...) and its parts."""

    style: str
    parts: tuple[int, ...]

    def under(self, other: "Number") -> bool:
        """Whether this is a part of `other`: "2.1" of "2"."""
        return (
            len(other.parts) < len(self.parts)
            and self.parts[: len(other.parts)] == other.parts
            and (self.style == other.style or other.style == "word")
        )

    def beside(self, other: "Number") -> bool:
        """Whether both count on one level: "3" and "4", "2.1" and "2.2", "(a)" and "(c)"."""
        return self.style == other.style and len(self.parts) == len(other.parts)


@lru_cache(maxsize=4096)
def parse(label: str) -> Number | None:
    """`label` taken apart, None where there is none."""
    label = _REPEATED.sub("", label)
    if not label:
        return None
    word, _, last = label.rpartition(" ")
    bare = last.strip("()[].§")
    style = "word" if word or "§" in label else ("()" if label[0] in "([" else ")" if label.endswith(")") else "")
    if bare.replace(".", "").isdigit():
        return Number(style or "decimal", tuple(int(part) for part in bare.split(".") if part))
    if not bare.isalpha():
        return Number(style or "other", (0,))
    if is_roman(bare) and (len(bare) > 1 or bare in "iIvVxX"):
        return Number(f"{style}{'roman' if bare.islower() else 'Roman'}", (_roman_value(bare),))
    return Number(f"{style}{'letter' if bare.islower() else 'Letter'}", (ord(bare[0].lower()) - 96,))


def _roman_value(letters: str) -> int:
    values = [_VALUES[letter] for letter in letters.lower()]
    return sum(
        -value if place + 1 < len(values) and value < values[place + 1] else value for place, value in enumerate(values)
    )
