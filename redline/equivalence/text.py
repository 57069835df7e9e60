"""A sentence in; the same with its text as one writes it out: without left-over mark-up, with whole words, each web
address as one word, and people named as before of whatever gender.

Everything here is decided on the text; as words much of it could not be told any more.
"""

import re
from html import unescape

from redline.email_addresses import deobfuscated

ADDRESS = "webaddress"
"""How the one word begins that a web address is made."""

# What is left of a link or a break that a reader could not read: "](https://example.org/page", "<br>".
_LEFT_OVER = re.compile(
    r"\]\((?:https?:|mailto:|tel:)[^()\n]{0,400}\)|\]\((?:https?:|mailto:|tel:|/|#)[^)\s]*(?:\s+\"[^\"]*\")?(?:\s*\))?|</?(?:br|p|b|i|u|em|strong|span|"
    r"div|li|ul|sup)\s*/?>|(?<=[.;:!?])/(?:li|ul|ol|div|span)>",
    re.IGNORECASE,
)

# "help@example.comple.com": what a page left beside an address that it hid and wrote out again.
_DOUBLED_END = re.compile(r"(@[\w.-]*?([\w-]*\.[a-z]{2,}|(?<=\.)[a-z]{2,}|(?<=\.co)m))\2\b", re.IGNORECASE)

# "(c) the times": a page's typography took the number of an item for a sign.
_NUMBER_AS_SIGN = re.compile(r"©(?= [a-z])")

# What scripts that wait for fonts set to measure them, what links say to those who do not see them, and the way up.
_UNSEEN = re.compile(
    r"(?:BESbswy)+|\(?\bopens in (?:a )?new (?:tab|window)(?: or (?:tab|window))?\b\)?|"
    r"\bopens in (?:an? )?(?:secure|external) site$|^(?:[↑^] ?)?back to (?:the )?top\b(?=\W+(?-i:[A-Z]))",
    re.IGNORECASE,
)
# "&amp;" whose end was taken for a stop.
_BROKEN_ENTITY = re.compile(r"&\.(?=\s)")
_WEB_ADDRESS = re.compile(r"(?:https?://(?:www\.)?|www\.)([^\s<>()\[\]]+)", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W_]+")
# "addi- tional": a word parted at the end of a line; "short- and long-term" is none.
_PARTED = re.compile(r"(?<=[^\W\d_]{2})[-‐] (?!(?:and|or|to|nor|but|as|und|oder|bis|et|ou|y|o|e)\b)(?=[^\W\d_A-Z]{2})")
# "De-identified" is one word, and not "identified" with a French "de" before it.
_PREFIXED = re.compile(r"\b(de|re|un|non)-(?=[a-z]{4})", re.IGNORECASE)
# "ISO/IEC 27001", "TLS v1.2"
_STANDARD = re.compile(r"\b(?:(ISO)(?:/IEC[ -]?|[ -])|(TLS|SSL) ?v\.? ?)(?=\d)")
_STANDARDS = ("ISO", "TLS", "SSL")
# People of any gender: "Teilnehmer:innen", "KundInnen", "utilisateur·rice·s", "client(e)s", "inscrit.e.s".
_SIGNS_OF_GENDER = ("nnen", ":in", "*in", "·", "(e)", ".e")
_OF_ANY_GENDER = re.compile(
    r"(?<=[a-zäöüß]{3})(?:[:*]in(?:nen)?|/-?innen|Innen)(?!\w)|"
    r"(?<=[a-zà-ÿ]{3})(?:·(?:e|rice|ice|euse|trice|ne|le)(?:·(?=s\b)|\b)|\(e\)|\.e(?:\.(?=s\b)|(?![\w.])))"
)


def without_left_overs(text: str) -> str:
    """`text` without mark-up, ends of e-mail addresses and signs of typography that should not stand in it, and with
    e-mail addresses as one writes them."""
    if "\u2044" in text or "\u2215" in text:
        text = text.replace("\u2044", "/").replace("\u2215", "/")
    if "©" in text:
        text = _NUMBER_AS_SIGN.sub("(c)", text)
    if "@" in text:
        text = _DOUBLED_END.sub(r"\1", text).replace("mailto:", "")
    text = deobfuscated(text)
    if "](" in text or "<" in text or ">" in text:
        text = _LEFT_OVER.sub(" ", text)
    if "BESbswy" in text or "pens in " in text or "ack to " in text:
        text = _UNSEEN.sub(" ", text)
    return unescape(_BROKEN_ENTITY.sub("&", text)) if "&" in text else text


def with_whole_words(text: str) -> str:
    """`text` with words that the end of a line parted written together."""
    return _PARTED.sub("", text) if "- " in text else text


def with_plain_addresses(text: str) -> str:
    """`text` with each web address as one word, whatever its scheme and its last sign."""
    return _WEB_ADDRESS.sub(_one_word, text) if "://" in text or "www." in text.lower() else text


def _one_word(address: re.Match[str]) -> str:
    return f"{ADDRESS}{_NO_LETTER.sub('', address[1])}"


def with_short_names(text: str) -> str:
    """`text` with what a word begins with and a hyphen parts from it written together, and standards by short
    names."""
    text = _PREFIXED.sub(r"\1", text) if "-" in text else text
    return _STANDARD.sub(r"\1\2 ", text) if any(name in text for name in _STANDARDS) else text


def of_one_gender(text: str) -> str:
    """`text` with people named as one wrote before."""
    signs = [sign in text for sign in _SIGNS_OF_GENDER]
    return _OF_ANY_GENDER.sub("", text) if any(signs) else text
