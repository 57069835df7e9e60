"""The words around a date in, what they say of it out: the text's own date, of which kind, or another's.

Cues are data, read in one pass over the words before a date (English, French, German, Spanish, Italian, Portuguese,
Dutch). What stands between a cue and its date may only be small words: "last updated by our team on".
"""

import re
from dataclasses import dataclass

from redline.dates.months import WEEKDAYS
from redline.types import DateLabel


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase before a date says: the label it gives the date, and how strongly (higher wins)."""

    label: DateLabel
    weight: int
    prose: bool
    """Whether the phrase also occurs in sentences about other things, so that it needs the document as its subject."""


# Each line is a phrase as a pattern; a space stands for any white space. By language, in the order of the docstring.
_UPDATED = r"""
    (?:last )?(?:updated|modified|revised|edited|changed) by [^.:;]{1,40}? on
    (?:last|latest|(?:most )?recently)(?: |-)+(?:been )?(?:updated?|modifi(?:ed|cation)|revis(?:ed|ion))(?: date| on)?
    (?:last|latest|(?:most )?recently)(?: |-)+(?:been )?(?:amend(?:ed|ment)|changed?|edited|refreshed)(?: date| on)?
    (?:date of )?(?:the )?(?:last|latest|most recent) (?:updates?|revision|modification)(?: date| on)?
    (?:date of )?(?:the )?(?:last|latest|most recent) (?:amendment|change|edit)(?: date| on)?
    (?:date|day) (?:last )?(?:updated|modified|revised|amended)
    updated? (?:on|date|as of|at)
    revision date
    derni[èe]re?s? (?:(?:date de )?mises? [àa] jour|modifications?|r[ée]visions?|actualisation|version)
    mise? [àa] jour pour la derni[èe]re fois
    date de (?:(?:la )?derni[èe]re )?(?:mise [àa] jour|r[ée]vision|modification)
    (?:version |politique |document |page )?mise?s? [àa] jour
    [àa] jour (?:du|au|le)
    actualis[ée]e?
    (?:letzte[rs]?|letztmals|zuletzt) (?:aktualisier(?:t|ung)|(?:ge)?[äa]nder(?:t|ung)|[üu]berarbeite?t?(?:ung)?)
    (?:letzte[rs]?|zuletzt) (?:stand|bearbeitet|bearbeitung)
    aktualisiert
    stand(?: der (?:informationen|datenschutzerkl[äa]rung))?
    (?:in der )?fassung
    [úu]ltima (?:actualizaci[óo]n|modificaci[óo]n|revisi[óo]n)
    (?:fecha de )?(?:la )?[úu]ltima (?:fecha de )?actualizaci[óo]n
    fecha de (?:actualizaci[óo]n|revisi[óo]n)
    (?:actualizad|modificad|revisad)[oa]s?(?: a partir| por [úu]ltima vez)?
    (?:ultim[oa] )?(?:data di )?(?:aggiornament[oi]|revisione|modifica)
    aggiornat[oa]i?(?: in data)?
    (?:data d[ae] )?[úu]ltima (?:atualiza[çc][ãa]o|modifica[çc][ãa]o|revis[ãa]o|altera[çc][ãa]o)
    data d[ae] atualiza[çc][ãa]o
    (?:atualizad|alterad)[oa]s?(?: pela [úu]ltima vez)?
    (?:voor het )?laatst (?:bijgewerkt|gewijzigd|herzien|aangepast)
    bijgewerkt
    laatste (?:update|wijziging|herziening|aanpassing)
"""
_UPDATED_BARE = r"""
    updated?
    revision
    zuletzt
    (?:modifi|r[ée]vis)[ée]e?s?
    modificat[oa]
    (?:ge[äa]ndert|gewijzigd|herzien|aangepast)
    (?:revised|modified|amended|edited)
    current as of
    rev\.
"""
_EFFECTIVE = r"""
    effective (?:for|in|date (?:in|for|outside|of)) [^.:;]{1,50}?(?::| (?:as of|from|on))
    effective (?:date|from|as of|as from|on|since|starting|beginning)
    (?:date )?(?:of )?effective(?:ness)?
    (?:comes?|came|coming|enters?|entered|entering|entry|went|goes|put) in(?:to)? (?:effect|force)
    (?:takes?|took|taking) effect
    in (?:effect|force) (?:as of|since|from)
    valid (?:from|as of|since)
    appl(?:ies|y|icable) (?:from|beginning|starting|as of|since)
    (?:date d['’])?entr[ée]e? en (?:vigueur|application)
    en vigueur(?: (?:depuis|au|[àa] partir|[àa] compter))?
    entr(?:e|ent|era|eront) en vigueur
    applicables? (?:[àa] compter|[àa] partir|au|depuis|d[èe]s)
    s['’]applique(?:nt)? [àa] (?:partir|compter)
    (?:date d['’]effet|prend effet|effective le)
    g[üu]ltig (?:ab|seit)
    g(?:elten|ilt) ab
    g[üu]ltigkeit(?:sdatum)?
    in kraft (?:seit|ab|getreten)?(?: ?am)?
    inkrafttreten
    tr(?:itt|eten)
    wirksam (?:ab|seit|zum)
    (?:fecha de )?entrada en (?:vigor|vigencia)
    (?:en )?vig(?:or|ente|encia) (?:desde|a partir)
    entrar?(?:n|[áa]n?)? en (?:vigor|vigencia)
    fecha (?:efectiva|de vigencia|de entrada)
    efectiv[oa]s? (?:desde|a partir|el)
    v[áa]lid[oa] (?:desde|a partir)
    entr(?:a|ano|er[àa]|eranno) in vigore
    in vigore (?:dal|da|a partire)?
    (?:data di )?(?:entrata in vigore|decorrenza|efficacia)
    (?:valid[oa]|efficace) dal
    (?:data de )?(?:entrada em )?vig(?:or|[êe]ncia)
    entra(?:m|r[áa]|r[ãa]o)? em vigor
    em vigor (?:desde|a partir|em)?
    efetiv[oa] (?:a partir|em|desde)
    (?:datum van )?inwerkingtreding
    ingangsdatum
    (?:gaat|gaan|treedt|treden)(?: in(?: werking)?)?
    geldig (?:vanaf|sinds|per)
    geld(?:t|en) (?:vanaf|sinds|per)
    van kracht (?:vanaf|sinds|per|met ingang)
    met ingang van
    ingaande
"""
_POSTED = r"""
    (?:first |originally |date )?(?:posted|published|issued|adopted)
    publication date
    date (?:of )?(?:posting|publication|issue)
    publi[ée]e?s?
    mise? en ligne
    date de publication
    ver[öo]ffentlicht
    publicad[oa]s?
    fecha de publicaci[óo]n
    pubblicat[oa]
    gepubliceerd(?: op)?
"""
_REVIEWED = r"""
    last (?:reviewed|review|checked|verified)(?: on)?
    reviewed
    approved
"""
_VERSION = r"""
    (?:latest |current )?vers(?:ion|i[óo]n|[ãa]o|ione|ie)(?: date)?(?: ?[:#n°º.]{0,4} ?v?\d+(?:\.\d+)*[a-z]?)?
    v ?\d+(?:\.\d+)+
    version,? dated
    (?:policy|notice|statement|document|terms|conditions) (?:date|as (?:of|at))
    (?<=\()as (?:of|at)
    ^[\W_]*(?:dated?|datum|fecha|data|status|created|le|du)
"""
_TABLE: tuple[tuple[str, DateLabel, int, bool], ...] = (
    (_UPDATED, "updated", 50, False),
    (_EFFECTIVE, "effective", 40, True),
    (_UPDATED_BARE, "updated", 45, True),
    (_POSTED, "posted", 20, True),
    (_REVIEWED, "updated", 25, True),
    (_VERSION, "version", 30, True),
)


def _pattern(phrases: str) -> str:
    """One pattern for a list of phrases, none of which begins or ends inside a word."""
    lines = [
        line.strip().replace(" ", r"\s+").replace(r"\s+?", r"\s*") for line in phrases.splitlines() if line.strip()
    ]
    return rf"(?<!\w)(?:{'|'.join(lines)})(?!\w)"


_ALL = re.compile(
    "|".join(f"(?P<c{place}>{_pattern(phrases)})" for place, (phrases, *_) in enumerate(_TABLE)), re.IGNORECASE
)
CUES = {f"c{place}": Cue(label, weight, prose) for place, (_, label, weight, prose) in enumerate(_TABLE)}


def cues_in(text: str) -> list[tuple[int, int, Cue]]:
    """Every cue of `text`: its start, its end, and what it says."""
    return [(found.start(), found.end(), CUES[found.lastgroup or ""]) for found in _ALL.finditer(text)]


_SMALL = (
    r"on|at|as|of|from|since|by|the|is|was|were|has|been|be|immediately|date|dated|this|version|and|effective|starting|beginning|day|n"
    r"|le|la|les|du|de|des|d|au|en|à|a|a\s+partir|partir|compter|depuis|réalisée?|datée?"
    r"|am|vom|ab|zum|dem|den|der|im|seit|und|hat"
    r"|el|del|las|los|desde|al|día|il|dal|data|in|da|dia|em|op|per|het|van|vanaf|is|sono|est|es|é"
    r"|terms?|conditions|use|service|services|privacy|cookies?|policy|notice|statement|agreement|page|document|our|these|revised|new|politique|confidentialité|présentes?|utilisation|vente|générales|mentions|légales|cg[uv]|datenschutzerklärung|agb|política|privacidad|términos|condiciones|generales|uso|informativa|condizioni|privacidade|termos|condições|gerais|beleid|verklaring"
    r"|diese[rs]?|unserer|\w*(?:erklärung|bestimmungen|bedingungen|richtlinie|hinweise)"
    r"|mon|tue|wed|thu|fri|sat|sun|gmt|utc|pursuant|date"
    rf"|{'|'.join(WEEKDAYS.split())}"
)
BOTH = re.compile(r"\s*(?:and|&|/|,|et|und|y|e|en)?\s*(?:the\s+)?", re.IGNORECASE)
"""What stands between two cues of one date: "Last updated and effective"."""

GAP = re.compile(
    rf"[\s:;,.|()\[\]*_\-–—°º#/\"“”'’>]*(?:(?:{_SMALL}|v?\d++(?:\.\d++)*+)[\s:;,.|()\[\]*_\-–—°º#/’'>]+)*",
    re.IGNORECASE,
)
"""What may stand between a cue and its date. A number takes the points in it for good: as these may also stand between
two words, "1.1.1.1 @" could else be parted in as many ways as there are choices of them."""

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

SAID_AFTER = re.compile(
    r"^[\s,(–—-]*(?:(?:last\s+|latest\s+|zuletzt\s+)?(?:updated?|revised|revision|modified|version|aktualisiert|ge[äa]ndert"
    r"|[üu]berarbeitet|bijgewerkt|gewijzigd|herzien)|mise\s+[àa]\s+jour)[\s).]*$",
    re.IGNORECASE,
)
"""What follows a date at the end of a line that says what it dates: "4 May 2021 (last updated)"."""

VERSION_AFTER = re.compile(r"^[\s,(–-]*(?:version|v\.?\s?\d|revision)\s*\d", re.IGNORECASE)
"""What follows the date of a version: "February 2024, version 1.2"."""

LAW = re.compile(
    r"""\b(?:regulations?|directives?|gdpr|ccpa|cpra|acts?|framework|shield|harbou?r|statute|treaty|convention|ordinance|decree|decision|parliament|council|scc|clauses|brexit|law|laws|amendment\s+to\s+the
    |r[èe]glement|loi|d[ée]cret|d[ée]cision|d[ée]lib[ée]ration|ordonnance|arr[êe]t[ée]|rgpd|verordnung|richtlinie|gesetz|dsgvo|ds-gvo|bdsg|beschluss
    |reglamento|ley|decreto|directiva|legge|regolamento|direttiva|lei|regulamento|diretiva|lgpd|wet|verordening|richtlijn|avg|canary)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words of laws, decisions and warrant canaries, whose dates are their own."""

DOCUMENT = re.compile(
    r"""\b(?:polic(?:y|ies)|terms?|t&cs?|conditions?|notice|statement|agreement|page|document|version|guidelines|addendum|dpa|disclosure|charter|eula|licen[cs]e|tos|schedule|annex
    |politique|conditions|d[ée]claration|charte|mentions|contrat|cgu|cgv|pr[ée]sentes?|r[èe]gles|elle|avis
    |(?:[\w-]*(?:richtlinien?|erkl[äa]rung(?:en)?|bestimmungen|bedingungen|hinweise?|vereinbarung|vertrag))|agb|diese[rs]?
    |pol[íi]tica|t[ée]rminos|condiciones|aviso|contrato|declaraci[óo]n|acuerdo|documento|informativa|termini|condizioni|normativa|presente|termos|condi[çc][õo]es|declara[çc][ãa]o|acordo
    |beleid|[\w-]*verklaring|voorwaarden|overeenkomst|[\w-]*beleid)(?:\b|(?=last|effective|updated|version))""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words by which a text speaks of itself; a heading is sometimes glued to the line after it."""

CHANGES = re.compile(
    r"""\b(?:changes?|amendments?|modifications?|updates?|revisions?|changements?|[äa]nderung(?:en)?|neufassung|aktualisierung(?:en)?
    |cambios?|modificaci(?:ones|[óo]n)|actualizaci(?:ones|[óo]n)|modific(?:he|a)|aggiornament[oi]|altera[çc](?:[õo]es|[ãa]o)
    |atualiza[çc](?:[õo]es|[ãa]o)|wijziging(?:en)?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words by which a text speaks of its changes."""

AROUND = frozenset(
    "the this our your its as was is are were has been of on and privacy legal le la les de du des das die der el"
    " los las unsere il lo gli o a os het een".split()
)
"""Words that may stand before a cue that begins its sentence."""
