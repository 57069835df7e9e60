"""The heads of a table's columns in; what its rows are of out: who gets data, where he has it, where he is seated."""

import re

# In a table whose first column has such a head every row names a recipient.
_COLUMN = re.compile(
    r"\W*(?:name of (?:the )?)?(?:(?:third[ -]party )?sub-?processors?|processors?|service providers?|vendors?|"
    r"recipients?|(?P<weak>providers?|partners?|compan(?:y|ies)|entit(?:y|ies)|suppliers?|organi[sz]ations?|"
    r"fournisseurs?|sociétés?|entités?|unternehmen|anbieter|empresas?|entidad(?:es)?)|third part(?:y|ies)|"
    r"sous-traitants?|prestataires?|destinataires?|(?:unter)?auftrag(?:nehmer|sverarbeiter)|dienstleister|empfänger|"
    r"(?:sub-?)?encargados?|proveedor(?:es)?|destinatarios?)"
    r"\b(?: names?)?[^|]{0,20}\|",
    re.IGNORECASE,
)
# ... where it also says of what, or for what.
_OF_DATA = re.compile(
    r"\b(?:data|information|purposes?|functions?|services?|countr(?:y|ies)|locations?|"
    r"finalités?|objet|pays|lieux?|zweck|land|standort|leistung|finalidad|país(?:es)?|servicios?)\b",
    re.IGNORECASE,
)
# The head of a column that says where data is, and what makes it that of a company's seat.
_LOCATION = re.compile(
    r"\b(?:locations?|countr(?:y|ies)|regions?|places?|where|hosting|data cent(?:er|re)s?|(?<!\w )pays|lieux?|"
    r"standorte?|länder|land|país(?:es)?|ubicaci(?:ón|ones))\b",
    re.IGNORECASE,
)
# What else a table of those who work with data says of them; one of carriers says what they charge.
_OF_WORK = re.compile(
    r"\b(?:data|information|purposes?|functions?|process\w*|services?|sub-?\w+|activit\w+|finalités?|objet|zweck|leistung|"
    r"finalidad|servicios?)\b",
    re.IGNORECASE,
)
_SEAT = re.compile(
    r"\b(?:corporate|registered|headquarter\w*|head office|incorporat\w*|establish\w*|company|entity|seat|siège|sitz|"
    r"sede)\b",
    re.IGNORECASE,
)


def names_recipients(columns: str) -> bool:
    """Whether the first column of a table names whoever gets data."""
    found = _COLUMN.match(columns)
    return found is not None and (not found["weak"] or _OF_DATA.search(columns, found.end()) is not None)


def says_where(column: str, columns: str) -> bool:
    """Whether a column of a table of those who work with data says where they do."""
    if not _LOCATION.search(column) or is_of_seats(column):
        return False
    return names_recipients(columns) and _OF_WORK.search(columns) is not None


def is_of_seats(column: str) -> bool:
    """Whether a column says where companies are registered, and not where they have data."""
    return _SEAT.search(column) is not None
