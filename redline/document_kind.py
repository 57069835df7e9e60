"""A reading in, the kind of document out: privacy, cookies, processing, terms, conduct, or "" where nothing tells.

The kind decides which rules are asked (a name of a crime is an example in a privacy policy and a rule in guidelines).
The title and the first headings tell; a text that is several things at once has no kind.
"""

import re

from redline.types import Reading

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("processing", (
            r"data process(?:ing|or) (?:agreement|addendum|terms)|\bDPA\b|sub-?processors?|"
            r"auftragsverarbeitung|sous-traitance"
        )),
        ("cookies", r"\bcookies?\b|\btrackers?\b|traceurs"),
        ("privacy", (
            r"privacy|data protection|datenschutz|confidentialité|données personnelles|privacidad|"
            r"protección de datos|riservatezza"
        )),
        (
            "conduct",
            (r"guidelines?|community|acceptable use|advertis|ad polic|content polic|standards|"
            r"code of conduct|rules|trademark|brand|prohibited|restricted|copyright|safety|vulnerabilit|"
            r"disclosure"),
        ),
        ("terms", (
            r"terms|conditions|agreement|\bEULA\b|licen[cs]e|\bAGB\b|nutzungsbedingungen|términos|contrat|"
            r"\bToS\b|service level"
        )),
    )
)  # fmt: skip
KINDS = tuple(kind for kind, _ in _KINDS)
_HEADINGS_READ = 3


def document_kind(reading: Reading) -> str:
    """The kind of document `reading` is, "" where neither its title nor its first headings say."""
    headings = list(dict.fromkeys(heading for clause in reading.clauses[:20] for heading in clause.trail))
    for text in (reading.title, *headings[:_HEADINGS_READ]):
        for kind, pattern in _KINDS:
            if pattern.search(text):
                return kind
    return ""
