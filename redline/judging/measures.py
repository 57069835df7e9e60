"""A heading, or the head of a column, in; whether it says what the figures under it measure out."""

import re

_MEASURED = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?|heures?|jours?|semaines?|mois|ans|années|stunden|tagen?|wochen|monaten?|"
    r"jahren?|horas|días|semanas|meses|años|percent|[KMG]B|ages?|minimum|maximum|limits?|caps?|prices?|fees?|costs?|"
    r"charges?|rates?|penalt(?:y|ies)|stars(?! of)|miles|coins|tokens|"
    r"quotas?|retention|retained|kept|periods?|durations?|prix|frais|durée|preise?|"
    r"gebühr(?:en)?|dauer|frist|precios?|tarifas?|plazos?)\b|[%€$£¥]",
    re.IGNORECASE,
)


def names_a_measure(title: str) -> bool:
    """Whether a heading, or the head of a column, says what the figures under it measure: a period, an age, a price."""
    return _MEASURED.search(title) is not None
