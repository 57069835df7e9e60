"""An address and a page's title in, the service's name and the kind of document out: proposals for `add`."""

import ipaddress
import re
from urllib.parse import unquote, urlsplit

# Kinds of documents, the more particular first; asked of the address, then of the title.
KINDS: tuple[tuple[str, str], ...] = (
    ("subprocessors", r"sub-?\s?processors?|unterauftrag|sous-traitants ult"),
    ("dpa", r"data[-_ ]processing|\bdpa\b|auftragsverarbeitung|\bavv\b"),
    ("cookies", r"cookies?"),
    ("acceptable-use", r"acceptable[-_ ]use|\baup\b"),
    ("sla", r"service[-_ ]level|\bsla\b"),
    ("copyright", r"copyright|dmca"),
    ("community", r"community[-_ ](guidelines|standards)"),
    ("privacy", r"privacy|datenschutz|confidentialit|privacidad|privacidade|riservatezza|vie[-_ ]priv"),
    ("terms", r"terms|\btos\b|conditions|nutzungsbedingungen|\bagb\b|condiciones|eula|user[-_ ]agreement"),
    ("security", r"security"),
    ("legal", r"legal"),
)
# What stands between a name and the top level where registries sell third-level names: example.co.uk.
_SECOND_LEVEL = {"co", "com", "org", "net", "ac", "gov", "edu", "gob"}
_LONGEST_NAME = 5


def kind_of(url: str, title: str) -> str | None:
    """The kind of document at `url`, None where neither address nor title tells."""
    parts = urlsplit(url)
    for words in (unquote(parts.path + " " + parts.query).lower(), title.lower()):
        for kind, pattern in KINDS:
            if re.search(pattern, words):
                return kind
    return None


def service_of(url: str, *titles: str) -> str:
    """The service's name: the words of a title that spell its domain ("ERP Smart Cloud" for erpsmartcloud.com), else
    the domain's own name with a capital."""
    label = _label(urlsplit(url).hostname or "")
    for title in titles:
        words = re.findall(r"[\w&+.'-]+", title)
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                name = " ".join(words[start : start + length]).strip(".-'")
                if _letters(name) == _letters(label):
                    return name
    return label[:1].upper() + label[1:]


def _label(host: str) -> str:
    """The part of a host name that somebody chose: "bettercloud" of www.bettercloud.com."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.split(".")
        if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2:
            return labels[-3]
        return labels[-2] if len(labels) > 1 else host
    return host


def _letters(words: str) -> str:
    return re.sub(r"[^a-z0-9]", "", words.lower())
