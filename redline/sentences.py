"""A clause's text in, its sentences out.

A full stop after an abbreviation, an initial or a number ends no sentence. Long enumerations are cut at their marks:
"(a) …; (b) …" is one sentence each, and so is every cell of a table row.
"""

import re
from functools import lru_cache

from redline.dates.months import MONTH

_END = re.compile(
    rf"""
    (?:(?<=[.!?…:;,。！？])|(?=\s))(?:                          # most places need not be asked all of this
      (?<=[.!?…])["'”’»)\]]*\s+(?=["'“‘«(\[]?[A-ZÀ-ÖØ-Þ0-9¿¡])   # a stop, and a capital or a figure after it
    | (?<=[。！？])
    | (?<=[.!?:;…])\s*\n+\s*                                    # a line that begins anew, not one that goes on
    | \s*\n+\s*(?=["'“‘«(\[]?[A-ZÀ-ÖØ-Þ0-9¿¡•*|-])
    | \s\|\s                                                    # the cells of a table row
    | (?<=[;:,])\s+(?=\(?(?:[a-z]|[ivx]{{1,4}}|\d{{1,2}})[).]\s)    # "(a) …; (b) …", "1. …; 2. …"
      (?!\d{{1,2}}\.\s(?i:{MONTH})\b)                             # "Mittwoch, 6. Mai"
    | (?<=[.!?;:,])\s+(?=(?:\(?(?:[a-z]|[ivx]{{1,4}}|\d{{1,2}})|\([A-Z])\)\s)  # "(a) …. (b) ….", "(A) …; (B) …"
    | (?<=;)\s+
    )""",
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(–—-])(?:[A-Za-z]|(?:[A-Za-z]\.){1,4}[A-Za-z]?|e\.g|i\.e|etc|vs|cf|Inc|Ltd|Corp|Co|LLC|St|No|Rs|"
    r"Nos|Art|Arts|Sec|"
    r"Dr|Mr|Mrs|Ms|Prof|Jr|Sr|Dept|approx|incl|resp|bzw|ggf|Abs|Nr|Str|Tel|Aufl|vgl|art|par|Sté|Av|Sr|Sra|pp?|Ave|Blvd|"
    r"\w+str|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|E\.U)\.$"
)
_ALWAYS_JOINED = re.compile(
    r"(?:e\.g|i\.e|vs|cf|Art|Arts|Sec|No|Nos|Dr|Mr|Mrs|Ms|Prof|P(?:vt|te|ty|VT|TE|TY)|bzw|Abs|Nr|vgl|z\.B|d\.h|\d,?\s+[NSEW]|\([A-Z])\.$"
)
_LABEL = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.")
# "ab 4. November 2024", "das 16. Lebensjahr"
_DAY = re.compile(r"(?<!\d)\d{1,2}\.$")
_MONTH = re.compile(
    rf"(?:{MONTH}|(?:lebens|kalender|vertrags|geschäfts)(?:jahre?s?|monats?)|(?:kalender|werk|bank)tage?s?)\b",
    re.IGNORECASE,
)
_LABEL_CHARS = 16
# "the U.S. Department of Commerce" goes on; "outside the U.S. We transfer" does not.
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}$")
_OPENS_A_SENTENCE = re.compile(
    r"[\"'“‘«(\[]?(?:We|You|Your|Our|Us|The|This|These|Those|That|If|It|Its|In|For|When|Where|While|As|By|To|Any|All|An?|"
    r"However|Please|They|Their|There|Such|Some|Each|Under|With|Upon|Unless|Except|Although|Users?|Customers?)\b"
)


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text` in order, stripped; none is empty, no word is lost."""
    found: list[str] = []
    start = 0
    for gap in _END.finditer(text):
        piece = text[start : gap.start()]
        if not piece.strip():
            continue
        if piece.endswith(".") and _stays_open(piece, text[gap.end() : gap.end() + 24]):
            continue
        found.append(text[start : gap.end()].strip(" |\n\t"))
        start = gap.end()
    found.append(text[start:].strip(" |\n\t"))
    return tuple(sentence for sentence in found if sentence)


def _stays_open(piece: str, following: str) -> bool:
    """Whether the stop at the end of `piece` belongs to an abbreviation, or to the number before a sentence."""
    if len(piece) < _LABEL_CHARS and _LABEL.fullmatch(piece.strip()):
        return True
    tail = piece[-14:]
    if _ALWAYS_JOINED.search(tail) or (_DAY.search(tail) and _MONTH.match(following)):
        return True
    if _INITIALS.search(tail):
        return not _OPENS_A_SENTENCE.match(following)
    return bool(_ABBREVIATION.search(tail)) and (following[:1].isdigit() or not piece[-4:].isupper())
