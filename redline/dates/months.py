"""Names of months, in the languages whose dates are read: a name in, its number out."""

_NAMES = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
_SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
    "janv": 1, "févr": 2, "fev": 2, "fév": 2, "avr": 4, "juil": 7, "aou": 8, "déc": 12,
    "jän": 1, "jänner": 1, "mrz": 3, "mär": 3, "maerz": 3, "okt": 10, "dez": 12,
    "ene": 1, "abr": 4, "ago": 8, "set": 9, "setiembre": 9, "dic": 12,
    "gen": 1, "mag": 5, "giu": 6, "lug": 7, "ott": 10,
    "mrt": 3, "out": 10, "fevrier": 2, "aout": 8, "decembre": 12, "marco": 3,
}  # fmt: skip

WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lunes martes miércoles jueves viernes sábado domingo
"""
"""Names of the days of the week."""

MONTHS: dict[str, int] = _SHORT | {
    name: number for names in _NAMES.values() for number, name in enumerate(names.split(), 1)
}
"""Lower-case names and usual abbreviations (without a stop) to numbers from 1."""

MONTH = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
"""A pattern for any of them, longest first; to be used without regard to case."""
