"""How a company is called in law: the forms that end such a name, and where one stands in a sentence.

    The service is provided by Acme Digital, L.L.C.   ->   "Acme Digital, L.L.C."

A brand can be renamed without a change of whoever answers for it; a legal name is the one who answers.
"""

import re

# Each form as a key has it, and the ways in which names write it. In lower case most are words like others, and so is
# "AS" in a sentence of capitals.
_WRITTEN = {
    "inc": r"Inc|INC|inc|Incorporated|INCORPORATED",
    "pllc": r"P\.?L\.?L\.?C",
    "llc": r"L\.?L\.?C|llc",
    "ltd": r"Ltd|LTD|ltd",
    "limited": r"Limited|LIMITED",
    "corp": r"Corp|CORP",
    "corporation": r"Corporation|CORPORATION",
    "co": r"Co(?=\.)",
    "gmbh": r"GmbH|GMBH",
    "plc": r"P\.?L\.?C|plc",
    "pte": r"Pte|PTE",
    "pvt": r"Pvt|PVT",
    "pty": r"Pty|PTY",
    "sarl": r"S\.?à\.? ?r\.? ?l|SARL|Sarl",
    "sas": r"S\.?A\.?S",
    "spa": r"S\.?p\.?A|SPA",
    "srl": r"S\.?r\.?l|SRL",
    "sa": r"S\.?A",
    "slu": r"S\.?L\.?U",
    "sl": r"S\.?L",
    "bv": r"B\.?V",
    "nv": r"N\.?V",
    "kk": r"K\.?K",
    "llp": r"L\.?L\.?P",
    "lp": r"L\.?P|Lp",
    "ag": r"AG",
    "kg": r"KG",
    "ug": r"UG",
    "se": r"SE",
    "oy": r"Oy|OY",
    "ab": r"AB",
    "as": r"A/S|(?<=[a-z] )AS",
    "aps": r"ApS",
    "ulc": r"ULC|Unlimited Company",
    "oü": r"OÜ|Oü",
    "spzoo": r"[Ss]p\.? ?z ?o\.? ?o",
    "uab": r"UAB",
    "sia": r"SIA",
    "doo": r"d\.?o\.?o",
    "sro": r"s\.? ?r\.? ?o",
    "kft": r"Kft",
    "zrt": r"Zrt",
    "ltda": r"Ltda|LTDA",
    "lda": r"Lda|LDA",
    "bhd": r"Bhd|BHD",
    "jsc": r"P?JSC",
    "oyj": r"Oyj|OYJ",
    "asa": r"ASA",
    "kgaa": r"KGaA",
    "eurl": r"EURL",
    "sasu": r"SASU",
}
_FORM = "|".join(_WRITTEN.values())

LEGAL_FORMS = frozenset(_WRITTEN)
"""Words that make a name a legal entity's, as forms of a key."""

COMMON_FORMS = ("inc", "llc", "ltd", "gmbh", "limited")
"""Those that stand in most names, and are no other words in any language."""

# What stands in capitals before a name: "At Tern Books, Inc.", "This Privacy Policy of Tern Books, Inc.", "Der Anbieter
# Tern Books GmbH". A name that begins so itself ("In Touch Ltd") is read without the word, on both sides alike.
NO_NAME = (
    r"(?!(?:(?:The|La|Le|El)\s|L[’'])?(?:"
    r"This|These|Our|Your|At|If|When|While|As|Since|In|By|To|For|With|Welcome|Contact|Copyright|Company|Controller|"
    r"Operator|Provider|Owner|Seller|"
    r"Die|Der|Das|Wir|Bei|Von|Firma|Unternehmen|\w*[Gg]esellschaft|(?:Dienste)?Anbieter(?:in)?|Betreiber(?:in)?|"
    r"Verantwortliche[rn]?|Vertragspartner(?:in)?|Verkäufer(?:in)?|Webseite|Website|Kontakt|"
    r"Société|Entreprise|Éditeur|Sociedad|Compañía|Empresa|Titular)\s)"
)
"""Looks ahead: no name begins here."""

_OF_A_NAME = (
    r"(?!(?:Polic(?:y|ies)|Terms|Conditions|Notice|Statement|Agreement|Rules|Guidelines|Use|AUP|EULA|DPA|"
    r"Controller|Processor|Owner|Operator|Team|Office|Officer|Department|Website|Site|Platform|Services?)\s(?:of|and|&)\s)"
)

# "Tern Books", "Überall", "eBay", "23andMe", "1&1".
_WORD = r"(?:[A-ZÀ-ÖØ-Þ]|[a-z]{1,2}(?=[A-Z])|\d(?=[\w&]{0,9}[A-Za-z&]))[\w&’'.-]{0,40}"

LEGAL_NAME = re.compile(
    rf"(?<![\w&’'.-]){NO_NAME}(?:{_OF_A_NAME}{_WORD}\s(?:(?:of|and|&)\s(?=[A-ZÀ-ÖØ-Þ\d]))?){{0,4}}?{_WORD},?\s"
    rf"(?:{_FORM})\b\.?(?:,?\s(?:&\s)?(?:{_FORM})\b\.?)*"
)
"""A name with its legal form."""

_DOTTED = re.compile(rf"(?<![\w.])(?:{'|'.join(way for way in _WRITTEN.values() if '.?' in way)})\b\.?")


# Behind a word and before no other name: "Tern Limited", not "Limited Warranty".
_LONG = re.compile(r"(?<=[A-Za-z] )(?:Limited|LIMITED|Corporation|CORPORATION|Incorporated|INCORPORATED)\b(?! [A-Z])")
_SHORT = {"limited": "Ltd", "corporation": "Corp", "incorporated": "Inc"}


def without_dots(text: str) -> str:
    """`text` with its legal forms written in one way: "L.L.C." as "LLC", "S.à r.l." as "Sarl", "Limited" as "Ltd"."""
    if "imited" in text or "IMITED" in text or "orporat" in text or "ORPORAT" in text:
        text = _LONG.sub(_short, text)
    if "." not in text[:-1] and "à" not in text:
        return text
    return _DOTTED.sub(_in_one_word, text)


def letters(text: str) -> str:
    """The letters and digits of a text and no more, for names that are spaced or written otherwise."""
    return "".join(filter(str.isalnum, text)).casefold()


def _short(form: re.Match[str]) -> str:
    return _SHORT[form[0].lower()]


def _in_one_word(form: re.Match[str]) -> str:
    return form[0].replace(".", "").replace(" ", "").replace("à", "a")
