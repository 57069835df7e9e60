"""An edit of a table's row in; its cells with other figures, and whether their columns measure something, out.

| Data | Days kept |
| Logs | 90 → 190   |        a period, though no unit stands beside the figure
"""

import re
from collections.abc import Iterator

from redline.edits import Edit

_BETWEEN_CELLS = " | "
# A figure and no more: a number, a price, somebody's telephone; no date.
_FIGURE = re.compile(r"[^\w\s]?(?!\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\s*$)\d[\d\s.,()/+-]{0,40}[^\w\s]?")
_MEASURED = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?|heures?|jours?|semaines?|mois|ans|années|stunden|tagen?|wochen|monaten?|"
    r"jahren?|horas|días|semanas|meses|años|percent|[KMG]B|ages?|minimum|maximum|limits?|caps?|prices?|fees?|costs?|"
    r"charges?|rates?|amounts?|penalt(?:y|ies)|retention|retained|kept|periods?|durations?|prix|frais|durée|preise?|"
    r"gebühr(?:en)?|dauer|frist|precios?|tarifas?|plazos?)\b|[%€$£¥]",
    re.IGNORECASE,
)


def other_figures(edit: Edit) -> Iterator[tuple[str, str, str]]:
    """The cells of a row that are figures and no more, and others now: the head of the column ("" where it has none),
    the older and the newer figure."""
    old, new = ([cell.strip() for cell in row.split(_BETWEEN_CELLS)] for row in edit.rows)
    if edit.whole or len(old) != len(new):
        return
    heads = edit.columns.split(_BETWEEN_CELLS)
    for place, (one, other) in enumerate(zip(old, new, strict=True)):
        if one != other and _FIGURE.fullmatch(one) and _FIGURE.fullmatch(other):
            yield heads[place] if len(heads) == len(old) else "", one, other


def is_measured(head: str) -> bool:
    """Whether the head of a column says what its figures measure: a period, an age, a price."""
    return _MEASURED.search(head) is not None
