"""An address and a page's title in, the service's name and the kind of document out: proposals for `add`."""

import ipaddress
import re
import unicodedata
from urllib.parse import unquote, urlsplit

# Kinds of documents, the more particular first; asked of the address, then of the title. In English, French, German,
# Spanish, Italian, Portuguese and Dutch, without accents.
KINDS: tuple[tuple[str, str], ...] = (
    ("subprocessors", r"sub-?\s?processors?|unterauftrag|sous-traitants ult|(liste des|nos) sous-traitants"),
    ("subprocessors", r"sub-?(encargad|responsabil|processadores|operadores|verwerkers)|subcontratantes"),
    ("dpa", r"data[-_ ]processing|\bdpa\b|auftragsverarbeitung|\bavv\b|verwerkersovereenkomst"),
    ("dpa", r"(accord[-_ ](de|sur[-_ ]le)[-_ ]traitement|contrat[-_ ]de[-_ ]sous-trait)"),
    ("dpa", r"(acuerdo|adenda|contrato|encargo)[-_ ](del?|sobre)[-_ ](el[-_ ])?tratamiento"),
    ("dpa", r"accordo[-_ ](sul|di|per il)[-_ ]trattamento|(acordo|adendo|contrato)[-_ ]de[-_ ](trat|process)amento"),
    ("privacy", r"(privacy|datenschutz|confidentialite|privacidad|privacidade)\W.{0,12}cookies?"),
    ("cookies", r"cookies?"),
    ("acceptable-use", r"acceptable[-_ ]use|\baup\b"),
    ("sla", r"service[-_ ]level|\bsla\b"),
    ("copyright", r"copyright|dmca"),
    ("community", r"community[-_ ](guidelines|standards)"),
    ("privacy", r"privacy|datenschutz|confidentialit|privacidad|privacidade|riservatezza|vie[-_ ]priv"),
    ("privacy", r"donnees[-_ ]personnelles|protection[-_ ]des[-_ ]donnees|proteccion[-_ ]de[-_ ]datos"),
    ("privacy", r"protecao[-_ ]de[-_ ]dados|trattamento[-_ ]dei[-_ ]dati|gegevensbescherming"),
    ("terms", r"terms|\btos\b|conditions|nutzungsbedingungen|gescha?e?ftsbedingungen|\bagb\b|\bcg[uv]\b"),
    ("terms", r"condiciones|terminos|\btermini\b|condizioni|\btermos\b|condicoes|voorwaarden|eula|user[-_ ]agreement"),
    ("security", r"security"),
    ("legal", r"legal"),
)
# What stands between a name and the top level where registries sell third-level names: example.co.uk.
_SECOND_LEVEL = {"co", "com", "org", "net", "ac", "gov", "edu", "gob"}
_LONGEST_NAME = 5
_PARTED = re.compile(r"\s+[-–—|•·:]\s+|:\s+")
_NO_NAMES = {"", "our", "the", "your", "home", "homepage", "welcome", "website", "global", "general"}


def kind_of(url: str, title: str) -> str | None:
    """The kind of document at `url`, None where neither address nor title tells."""
    parts = urlsplit(url)
    for words in (plain(unquote(parts.path + " " + parts.query)), plain(title)):
        for kind, pattern in KINDS:
            if re.search(pattern, words):
                return kind
    return None


def plain(words: str) -> str:
    """`words` in lower case and without accents: how words of several languages are looked for."""
    return "".join(one for one in unicodedata.normalize("NFKD", words.lower()) if not unicodedata.combining(one))


def site_of(host: str) -> str:
    """What is one owner's of a host name: "example.co.uk" of www.example.co.uk. An IP address is itself."""
    labels = host.split(".")
    if _is_number(host):
        return host
    registry = len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2
    return ".".join(labels[-3 if registry else -2 :])


def service_of(url: str, *titles: str) -> str:
    """The service's name: the words of a title that spell its domain ("ERP Smart Cloud" for erpsmartcloud.com), else
    the domain's own name with a capital. Where a host has no domain, an IP address or localhost, the first name that a
    title holds beside the document's."""
    host = urlsplit(url).hostname or ""
    label = _label(host)
    for title in titles:
        words = re.findall(r"[\w&+.'-]+", title)
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                name = " ".join(words[start : start + length]).strip(".-'")
                if _letters(name) == _letters(label):
                    return name
    if _is_number(host) or "." not in host:
        found = (name for title in titles for part in _PARTED.split(title) if (name := _beside_kind(part)))
        return next(found, label)
    return label[:1].upper() + label[1:]


def _beside_kind(words: str) -> str:
    """The words before those that name a document: "Nimbus" of "Nimbus Privacy Policy"; "" where there are none."""
    kept = words.split()
    while kept and kind_of("", " ".join(kept)) is not None:
        kept.pop()
    name = " ".join(kept)
    return "" if name.lower() in _NO_NAMES else name


def _label(host: str) -> str:
    """The part of a host name that somebody chose: "bettercloud" of www.bettercloud.com."""
    return host if _is_number(host) else site_of(host).partition(".")[0]


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _letters(words: str) -> str:
    return re.sub(r"[^a-z0-9]", "", words.lower())
