"""The words around a date in, what they say of it out: the text's own date, of which kind, or another's.

Cues are data, read in one pass over the words before a date (English, French, German, Spanish, Italian, Portuguese,
Dutch). What stands between a cue and its date may only be small words: "last updated by our team on".
"""

import re
from dataclasses import dataclass

from redline.types import DateLabel


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase before a date says: the label it gives the date, and how strongly (higher wins)."""

    label: DateLabel
    weight: int
    prose: bool
    """Whether the phrase also occurs in sentences about other things, so that it needs the document as its subject."""


_UPDATED = r"""
    (?:last|latest|most\s+recently|recently)[\s-]+(?:been\s+)?(?:updated?|modifi(?:ed|cation)|revis(?:ed|ion)|amend(?:ed|ment)|changed?|edit(?:ed)?|refreshed)(?:\s+(?:date|on))?
    | (?:date\s+of\s+)?(?:the\s+)?(?:last|latest|most\s+recent)\s+(?:updates?|revision|modification|amendment|change|edit)(?:\s+(?:date|on|of\s+this))?
    | (?:date|day)\s+(?:last\s+)?(?:updated|modified|revised|amended) | updated?\s+(?:on|date|as\s+of|at) | revision\s+date | updated\s+and\s+effective
    | derni[èe]re?s?\s+(?:(?:date\s+de\s+)?mises?\s+[àa]\s+jour|modifications?|r[ée]visions?|actualisation|version)
    | mise?\s+[àa]\s+jour\s+pour\s+la\s+derni[èe]re\s+fois | date\s+de\s+(?:(?:la\s+)?derni[èe]re\s+)?(?:mise\s+[àa]\s+jour|r[ée]vision|modification)
    | (?:version\s+|politique\s+|document\s+|page\s+)?mise?s?\s+[àa]\s+jour | actualis[ée]e?
    | (?:letzte|letztmals|zuletzt|letzter)\s+(?:aktualisier(?:t|ung)|(?:ge)?[äa]nder(?:t|ung)|[üu]berarbeitet|[üu]berarbeitung|stand|bearbeitet|bearbeitung)
    | aktualisiert | stand(?:\s+der\s+(?:informationen|datenschutzerkl[äa]rung))? | (?:in\s+der\s+)?fassung
    | [úu]ltima\s+(?:actualizaci[óo]n|modificaci[óo]n|revisi[óo]n|atualiza[çc][ãa]o|modifica[çc][ãa]o|revis[ãa]o|altera[çc][ãa]o|modifica|revisione)
    | actualizad[oa]s?(?:\s+a\s+partir)? | (?:fecha\s+de\s+)?(?:la\s+)?[úu]ltima\s+(?:fecha\s+de\s+)?actualizaci[óo]n | fecha\s+de\s+actualizaci[óo]n | modificad[oa] | revisad[oa]
    | ultimo\s+aggiornamento | (?:ultima\s+)?(?:data\s+di\s+)?aggiornament[oi] | aggiornat[oa]i?(?:\s+in\s+data)?
    | atualizad[oa] | (?:data\s+d[ae]\s+)?[úu]ltima\s+atualiza[çc][ãa]o | data\s+d[ae]\s+atualiza[çc][ãa]o
    | (?:voor\s+het\s+)?laatst\s+(?:bijgewerkt|gewijzigd|herzien|aangepast) | bijgewerkt | laatste\s+(?:update|wijziging|herziening|aanpassing)
"""
_UPDATED_BARE = r"updated?|revised|modified|amended|current\s+as\s+of|edited|rev\."
_EFFECTIVE = r"""
    effective\s+(?:for|in|date\s+(?:in|for|outside|of))\s[^.:;]{1,50}?(?::|\s(?:as\s+of|from|on))
    | effective\s+(?:date|from|as\s+of|as\s+from|on|since|starting|beginning) | (?:date\s+)?(?:of\s+)?effective(?:ness)?\s*:? | in\s+effect\s+(?:as\s+of|since|from)
    | (?:comes?|came|coming|enters?|entered|entering|entry|went|goes|put)\s+in(?:to)?\s+(?:effect|force) | (?:takes?|took|taking)\s+effect | in\s+force\s+(?:from|since|as\s+of)
    | valid\s+(?:from|as\s+of|since) | appl(?:ies|y|icable)\s+(?:from|beginning|starting|as\s+of|since) | effective
    | (?:date\s+d['’])?entr[ée]e?\s+en\s+(?:vigueur|application) | en\s+vigueur(?:\s+(?:depuis|au|[àa]\s+partir|[àa]\s+compter))? | entr(?:e|ent|era)\s+en\s+vigueur
    | applicables?\s+(?:[àa]\s+compter|[àa]\s+partir|au|depuis|d[èe]s) | s['’]applique(?:nt)?\s+[àa]\s+(?:partir|compter) | (?:date\s+d['’]effet|prend\s+effet|effective\s+le)
    | g[üu]ltig\s+(?:ab|seit) | gelten\s+ab | gilt\s+ab | in\s+kraft\s+(?:seit|ab|getreten)?(?:\s*am)? | inkrafttreten | wirksam\s+(?:ab|seit|zum) | g[üu]ltigkeit(?:sdatum)?
    | (?:fecha\s+de\s+)?entrada\s+en\s+(?:vigor|vigencia) | (?:en\s+)?vig(?:or|ente|encia)\s+(?:desde|a\s+partir) | fecha\s+(?:efectiva|de\s+vigencia|de\s+entrada) | efectiv[oa]s?\s+(?:desde|a\s+partir|el) | v[áa]lid[oa]\s+(?:desde|a\s+partir) | vigente\s+desde
    | in\s+vigore\s+(?:dal|da|a\s+partire)? | (?:data\s+di\s+)?(?:entrata\s+in\s+vigore|decorrenza|efficacia) | valid[oa]\s+dal | efficace\s+dal
    | (?:data\s+de\s+)?(?:entrada\s+em\s+)?vig(?:or|[êe]ncia) | em\s+vigor\s+(?:desde|a\s+partir|em)? | v[áa]lid[oa]\s+a\s+partir | efetiv[oa]\s+(?:a\s+partir|em|desde)
    | (?:datum\s+van\s+)?inwerkingtreding | ingangsdatum | geldig\s+(?:vanaf|sinds|per) | van\s+kracht\s+(?:vanaf|sinds|per|met\s+ingang) | met\s+ingang\s+van | ingaande
"""
_POSTED = r"""
    (?:first\s+|originally\s+|date\s+)?(?:posted|published|issued|adopted) | publication\s+date | date\s+(?:of\s+)?(?:posting|publication|issue) | publi[ée]e?s? | date\s+de\s+publication
    | ver[öo]ffentlicht | publicad[oa]s? | fecha\s+de\s+publicaci[óo]n | pubblicat[oa] | gepubliceerd | gepubliceerd\s+op
"""
_REVIEWED = r"last\s+(?:reviewed|review|checked|verified)(?:\s+on)? | reviewed | approved"
_VERSION = r"""
    (?:latest\s+|current\s+)?version(?:\s+date)?(?:\s*[:#n°º.]{0,4}\s*v?\d+(?:\.\d+)*[a-z]?)? | versi[óo]n | vers[ãa]o | versione | versie
    | v\s?\d+(?:\.\d+)+ | ^[\W_]*(?:dated?|datum|fecha|data|le|du)
"""
_TABLE: tuple[tuple[str, DateLabel, int, bool], ...] = (
    (_UPDATED, "updated", 50, False),
    (_EFFECTIVE, "effective", 40, True),
    (_UPDATED_BARE, "updated", 45, True),
    (_POSTED, "posted", 20, True),
    (_REVIEWED, "updated", 25, True),
    (_VERSION, "version", 30, True),
)
_ALL = re.compile(
    "|".join(rf"(?P<c{place}>(?<!\w)(?:{pattern})(?!\w))" for place, (pattern, *_) in enumerate(_TABLE)),
    re.VERBOSE | re.IGNORECASE,
)
CUES = {f"c{place}": Cue(label, weight, prose) for place, (_, label, weight, prose) in enumerate(_TABLE)}


def cues_in(text: str) -> list[tuple[int, int, Cue]]:
    """Every cue of `text`: its start, its end, and what it says."""
    return [(found.start(), found.end(), CUES[found.lastgroup or ""]) for found in _ALL.finditer(text)]


_SMALL = (
    r"on|at|as|of|from|since|by|the|is|was|were|has|been|be|immediately|date|dated|this|version|and|effective|starting|beginning|day|n"
    r"|le|la|du|de|au|en|à|a|a\s+partir|partir|compter|depuis|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|réalisée?|datée?"
    r"|am|vom|ab|zum|dem|den|der|im|seit|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|und|hat"
    r"|el|del|desde|al|día|il|dal|data|in|da|dia|em|op|per|het|van|vanaf|is|sono|est|es|é"
    r"|terms?|conditions|use|service|services|privacy|cookies?|policy|notice|statement|agreement|page|document|our|these|revised|new|politique|confidentialité|présente|utilisation|générales|datenschutzerklärung|política|privacidad|términos|informativa|privacidade|termos|beleid|verklaring"
    r"|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|gmt|utc|pursuant|date"
)
BOTH = re.compile(r"\s*(?:and|&|/|,|et|und|y|e|en)?\s*(?:the\s+)?", re.IGNORECASE)
"""What stands between two cues of one date: "Last updated and effective"."""

GAP = re.compile(
    rf"[\s:;,.|()\[\]*_\-–—°º#/\"“”'’>]*(?:(?:{_SMALL}|v?\d+(?:\.\d+)*)[\s:;,.|()\[\]*_\-–—°º#/’'>]+)*", re.IGNORECASE
)
"""What may stand between a cue and its date."""

OTHERS = re.compile(
    r"""\b(?:previous|prior|old|older|earlier|former|formerly|previously|superseded|historical|archived?|archives|initial(?:ly)?|originally|first\s+(?:published|released|posted)
    |pr[ée]c[ée]dente?s?|anciennes?|ant[ée]rieure?s?|archiv[ée]e?s?|vorherige[nrs]?|bisherige[nrs]?|fr[üu]here[nrs]?|alte[nrs]?|anterior(?:es)?|antigu[oa]s?|precedent[ei]|vorige|oude|eerdere)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that make a date one of an earlier text."""

UNTIL = re.compile(
    r"\b(?:until|till|through|expires?(?:\s+on)?|jusqu['’](?:au|en|[àa])|bis(?:\s+zum)?|hasta(?:\s+el)?|fino\s+al?|at[ée](?:\s+[oa])?|tot|t/m)\s*$",
    re.IGNORECASE,
)
"""Words that make the date after them an end."""

TO = re.compile(r"^[\s:]*(?:to|au|al?|–|-|and)\s*$", re.IGNORECASE)
"""What stands between the two dates of a span."""

ADOPTED = re.compile(
    r"^,?\s+(?:we|[\w.&'’-]+(?:\s+[\w.&'’-]+){0,4})\s+(?:has\s+|have\s+)?(?:adopted|updated|revised|amended|modified|changed|posted|published)\s",
    re.IGNORECASE,
)
"""What follows a date on which a document was made: "On 15 May 2018, Example adopted"."""

VERSION_AFTER = re.compile(r"^[\s,(–-]*(?:version|v\.?\s?\d|revision)\s*\d", re.IGNORECASE)
"""What follows the date of a version: "February 2024, version 1.2"."""

LAW = re.compile(
    r"""\b(?:regulations?|directives?|gdpr|ccpa|cpra|act|acts|statute|treaty|convention|ordinance|decree|decision|parliament|council|scc|clauses|brexit|law|laws|amendment\s+to\s+the
    |r[èe]glement|loi|d[ée]cret|d[ée]cision|d[ée]lib[ée]ration|ordonnance|arr[êe]t[ée]|rgpd|verordnung|richtlinie|gesetz|dsgvo|ds-gvo|bdsg|beschluss
    |reglamento|ley|decreto|directiva|legge|regolamento|direttiva|lei|regulamento|diretiva|lgpd|wet|verordening|richtlijn|avg|canary)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words of laws, decisions and warrant canaries, whose dates are their own."""

DOCUMENT = re.compile(
    r"""\b(?:polic(?:y|ies)|terms?|t&cs?|conditions?|notice|statement|agreement|page|document|version|contract|guidelines|rules|addendum|dpa|disclosure|charter|legal|it|they|these|eula|licen[cs]e|website|tos|schedule|annex|code|standards|privacy|cookies?
    |politique|conditions|d[ée]claration|charte|mentions|contrat|cgu|cgv|pr[ée]sentes?|r[èe]gles|elle|avis
    |(?:[\w-]*(?:richtlinien?|erkl[äa]rung(?:en)?|bestimmungen|bedingungen|hinweise?|vereinbarung|vertrag))|agb|diese[rs]?
    |pol[íi]tica|t[ée]rminos|condiciones|aviso|contrato|declaraci[óo]n|acuerdo|documento|informativa|termini|condizioni|normativa|presente|termos|condi[çc][õo]es|declara[çc][ãa]o|acordo
    |beleid|[\w-]*verklaring|voorwaarden|overeenkomst|[\w-]*beleid)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words by which a text speaks of itself."""
