"""An e-mail address that is kept from robots in; the address, or that one is hidden, out.

    name [at] example [dot] org     written so that a person reads it
    [email protected]               hidden, the address in a code beside it
    This e-mail address is being protected from spambots. You need JavaScript enabled to view it.

Whether a page shows the address or hides it depends on who asks for the page, and on which day.
"""

import codecs
import re
from urllib.parse import unquote

from redline.literals import search

HIDDEN = "[email protected]"
"""What stands where a page hides an address and the address cannot be had from the page."""

PLACEHOLDER = re.compile(r"\[\s*e-?mail\s*protected\s*\]", re.IGNORECASE)
"""What Cloudflare shows in an address's place, however it is spaced."""

_CODE_IN_LINK = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-f]{6,512})\Z", re.IGNORECASE)
_HEX = re.compile(r"(?:[0-9a-f]{2}){3,256}\Z", re.IGNORECASE)
_AT = re.compile(r"(?<=\w)\s*[\[({]\s*at\s*[\])}]\s*(?=\w)", re.IGNORECASE)
_DOT = re.compile(r"(?<=\w)\s*[\[({]\s*dot\s*[\])}]\s*(?=\w)", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[({]\s*(?:at|dot|e-?mail)", re.IGNORECASE)
# Other ways to write "@" and "." that are told only in a whole address: "(a)" is an item's number, too.
_OTHER_AT = (
    r"\s?[\[({<]\s?(?:@|ät|at|arobas?e|arroba)\s?[\])}>]\s?|[\[({<]a[\])}>]|_at_|\s-at-\s|\s(?-i:AT)\s|"
    r"\s(?:arobas?e|arroba)\s"
)
_OTHER_DOT = r"\s?[\[({<]\s?(?:dot|punkt|point|punto|\.)\s?[\])}>]\s?|\s(?:dot|punkt)\s|_dot_|\s-dot-\s"
_DOTS = re.compile(_OTHER_DOT, re.IGNORECASE)
_SPELT = re.compile(
    rf"(?P<local>(?<![\w.+-])\w[\w.+-]{{0,63}}?)(?:(?P<sign>{_OTHER_AT})|\sat\s|@)"
    rf"(?P<domain>[a-z\d-]{{1,63}}(?:(?:\.|{_OTHER_DOT})[a-z\d-]{{1,63}}){{1,4}})(?![\w-])",
    re.IGNORECASE,
)
# Without one of these none is spelt: a quick no.
_SIGN_IN_BRACKETS = re.compile(
    r"[\[({<]\s?(?:@|a|ät|at|arobas?e|arroba|dot|punkt|point|punto|\.)\s?[\])}>]", re.IGNORECASE
)
_SPELT_WORDS = (" dot ", " punkt ", "_at_", " -at- ", "arob", "arroba")
_ESCAPED = re.compile(r"(?<![\w.+%-])(?:%[\da-f]{2}|[\w.+-]){1,128}(?:@|%40)[\w.-]{1,255}", re.IGNORECASE)
_ADDRESS = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
# Beside an address: the brackets of a link that leads nowhere.
_SHOWN = re.compile(rf"\[(?P<linked>{_ADDRESS})\]|{_ADDRESS}")
_TWICE = re.compile(r"(?<!\S)(\S{1,64}@\S{1,255}?)\s+\1(?![\w@-])")

# What Joomla says in an address's place, in two sentences, and what others show there in brackets.
_NOTICE = (
    r"this e-?mail(?: address)? is (?:being )?protected (?:from|against) spam ?-?bots\W*|"
    r"(?:diese|die) e-?mail-?adresse ist (?:vor|gegen) spam-?bots geschützt\W*|"
    r"(?:cette|l['’]) ?adresse e-?mail est protégée contre les (?:robots spammeurs|spambots)\W*|"
    r"esta direcci[óo]n de (?:correo electr[óo]nico|e-?mail) est[áa] (?:siendo )?protegida contra (?:los )?"
    r"(?:robots de spam|spambots)\W*|"
    r"\[(?:e-?mail(?: address)?|adresse e-?mail|courriel|e-?mail-?adresse|correo(?: electr[óo]nico)?)"
    r"(?: (?:is|est|ist|est[áa]))? (?:protected|hidden|obfuscated|masquée?|protégée?|cachée?|verborgen|geschützt|"
    r"protegido|oculto)(?:\]|;|$)|\[(?:hidden|protected) e-?mail(?: address)?\]|"
    r"[\[(](?:please )?(?:enable )?javascript (?:must be enabled |is required )?to (?:view|see|read) (?:this|the) "
    r"e-?mail(?: address)?[\])]|(?:(?<=\bat )|(?<=\bto )|(?<=\bvia )|(?<=: ))e-?mail protected(?=\s*(?:[.;,)]|$))"
)
_STUCK = r"[\w.+@-]{1,64}"
_PLACE = rf"(?:(?<![\w.+@-]){_STUCK})?\[\s?e-?mail\s?protected\s?\\?\](?:{_STUCK})?|{_NOTICE}"
_MASK = re.compile(_PLACE, re.IGNORECASE)
# The second of Joomla's sentences says nothing by itself.
_SECOND = (
    r"(?:you need (?:to have )?|please enable )javascript(?: enabled)? to view it\W*|javascript is required\]|"
    r"zur anzeige muss javascript eingeschaltet (?:sein|werden)\W*|"
    r"vous devez activer (?:le )?javascript pour la visualiser\W*|"
    r"(?:usted )?necesitas?(?: tener)?(?: el)? javascript (?:habilitado|activado) para (?:poder )?"
    r"(?:ver|visualizar)l[ao]\W*"
)
_ADDRESS_OR_MASK = re.compile(
    rf"{_PLACE}|{_SECOND}|(?:mailto:)?{_ADDRESS}(?:\s\((?:mailto:)?{_ADDRESS}\))?|"
    r"(?<![\w.+-])[\w.+-]{1,64}@(?=[\[(<])",
    re.IGNORECASE,
)


def decode(code: str) -> str:
    """The address of the hexadecimal code that Cloudflare puts in its place, "" where it is none.

    The first byte is a key, each other byte is one character XOR the key; a subject may follow the address.
    """
    if not _HEX.match(code):
        return ""
    key, *rest = bytes.fromhex(code)
    address = bytes(byte ^ key for byte in rest).decode("utf-8", "replace")
    return address.partition("?")[0] if "@" in address else ""


def behind_link(href: str) -> str:
    """The address whose code is in a link's target, "" for any other link."""
    found = _CODE_IN_LINK.search(href)
    return decode(found[1]) if found else ""


def without_bracketed_signs(text: str) -> str:
    """`text` with the placeholder written one way, and with the signs of "name [at] example [dot] org"."""
    if not ("(" in text or "[" in text or "{" in text) or not _BRACKETED.search(text):
        return text
    return _DOT.sub(".", _AT.sub("@", PLACEHOLDER.sub(HIDDEN, text)))


def deobfuscated(text: str) -> str:
    """`text` with every address written as one writes it, once and in lower case: those spelt out for persons ("name at
    example dot org") and in the codes of web addresses ("%6eame@example.org"), too."""
    if "@" in text:
        text = _ESCAPED.sub(_unquoted, text) if "%" in text else text
        text = _TWICE.sub(r"\1", _SHOWN.sub(lambda found: (found["linked"] or found[0]).lower(), text))
    return _SPELT.sub(_plain, text) if _may_be_spelt(text) else text


def _unquoted(found: re.Match[str]) -> str:
    return unquote(found[0]) if "%" in found[0] else found[0]


def _may_be_spelt(text: str) -> bool:
    lowered = text.lower()
    if any(word in lowered for word in _SPELT_WORDS) or " AT " in text:
        return True
    has_brackets = "(" in text or "[" in text or "<" in text or "{" in text
    return has_brackets and _SIGN_IN_BRACKETS.search(text) is not None


def _plain(found: re.Match[str]) -> str:
    domain = _DOTS.sub(".", found["domain"])
    if not (found["sign"] or domain != found["domain"]) or not domain.rpartition(".")[2].isalpha():
        return found[0]  # "look at example.org"
    return f"{found['local']}@{domain}".lower()


def is_turned_round(shown: str, address: str) -> bool:
    """Whether what a page shows is an address written backwards, or each letter thirteen places on; its style sheet or
    script turns it back."""
    return address.lower() in (shown[::-1].lower(), codecs.decode(shown, "rot13").lower())


def is_hidden_in(text: str) -> bool:
    """Whether `text` holds what stands in the place of an address."""
    return search(_MASK, text) is not None


def count_shown(text: str) -> int:
    """How many addresses `text` shows."""
    return len(_SHOWN.findall(text)) if "@" in text else 0


def is_named_in(text: str) -> bool:
    """Whether an address, shown or hidden, stands in `text`."""
    return "@" in text or is_hidden_in(text)


def masked(text: str) -> str:
    """`text` without its addresses, shown or hidden: where one is hidden none can be compared."""
    return _ADDRESS_OR_MASK.sub(" ", text)
