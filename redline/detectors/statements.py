"""What a sentence does, whatever its words: the rules for each sort, and how the sort is known.

"We store your name"      a practice        "You may ask for a copy"    a right
"You must not resell it"  a duty            "We may end it at any time" a power
"We do not sell it"       a promise         "We will tell you first"    an undertaking
"""

import re
from typing import NamedTuple

from redline.detectors.base import Rule
from redline.judging.denials import NOT
from redline.judging.edits import Edit
from redline.judging.leads import forbids
from redline.literals import search
from redline.sentences import sentences
from redline.types import Materiality


class Turns(NamedTuple):
    """The rules that tell of one sort of statement: that one came, went, or reads differently."""

    added: Rule
    removed: Rule
    changed: Rule


DATA = (
    r"(?:data|information|cookies?|address(?:es)?|locations?|content|identifiers?|devices?|e-?mails?|"
    r"names?|profiles?|messages|"
    r"communications?|recordings?|photos?|images?|videos?|payments?|card|activit(?:y|ies)|usage|"
    r"technolog\w+|pixels?|beacons?|tags?|"
    r"logs?|analytics|preferences|interests|purchases?|contacts?|biometric\w*|voice|prompts?|inputs?|"
    r"outputs?|conversations?|chats?|"
    r"donn[ée]es|informations|daten|informationen|datos|información)"
)
"""Kinds of data, and what holds them."""
DATA_STARTS = tuple(
    """data information cookie address location content identifier device email mail name profile message communication
    recording photo image video payment card activit usage technolog pixel beacon tag log analytic preference interest
    purchase contact biometric voice prompt input output conversation chat donn daten dato informa""".split()
)
"""How the key forms of those begin: asking for them first is much cheaper."""
_HANDLE = (
    r"(?:collect|gather|(?:we|will|may) ask (?:you )?for|"
    r"us(?:e|es|ed|ing)\b|process|shar(?:e|es|ed|ing)\b|disclos|stor(?:e|es|ed|ing)\b|"
    r"retain|retention|keep|kept|combin|transfer|"
    r"transmit|receiv|obtain|track|log(?:s|ged|ging)?\b|record|sell|sold|rent|access|monitor|analy[sz]|"
    r"infer|match|link|identif|publish|"
    r"display|provid|aggregat|anonymi|delet|eras|target|personali[sz]|train|scan|send|import|sync|encrypt|"
    r"secur|protect|"
    r"collect(?:ons|er)|trait(?:ons|er|ement)|utilis|conserv|partag|verarbeit|erheb|erfass|sammel|speicher|"
    r"weiter|recopil|trat(?:ar|amos|amiento)|compart)"
)
PRACTICE_SAID = re.compile(
    rf"\b{_HANDLE}\w*\b[^.]{{0,160}}?\b{DATA}\b|\b{DATA}\b[^.]{{0,120}}?\b{_HANDLE}", re.IGNORECASE
)
"""That data is handled."""
DUTY_SAID = re.compile(
    r"\b(?:must|shall|may (?:not|only)|(?<!cookies )can (?:\w+ ){0,9}?only|"
    r"might not|can(?:not| not|'t|’t)|(?:is|are|be) (?:not )?(?:required|"
    r"prohibited|allowed|permitted|forbidden|obliged|"
    r"obligated|responsible|liable|eligible|entitled|bound|subject to|banned|restricted|acceptable|"
    r"disallowed)|agrees?(?: not)? (?:to|that)|acknowledges?(?: and \w+)? that|warrants?|represents?|undertakes?|"
    r"prohibit\w*|responsibility|need(?:s)? to|have to|has to|ha(?:s|ve) the obligation|expected to|"
    r"(?:do not|don['’]t)(?! (?:wish|want)\b)|never|won['’]t|"
    r"doit|doivent|devez|interdit\w*|müssen|muss|dürfen|darf|verpflichtet|verboten|untersagt|deben?|"
    r"deberá\w*|prohibid\w*)\b|^(?:not|no)\b",
    re.IGNORECASE,
)
"""That somebody must, or must not, do something."""
BOUND = re.compile(
    r"\b(?:you|your|users?|customers?|clients?|members?|advertis\w+|ads?|publishers?|developers?|sellers?|"
    r"buyers?|merchants?|participants?|"
    r"businesse?s?|content|accounts?|apps?|applications?|partners?|parties|party|subscribers?|provider|"
    r"creators?|companies|company|posts?|anyone|everyone|"
    r"we|us|our|it|vous|nous|sie|wir|usted|nosotros)\b|^(?:do|don['’]t|never|no|not|avoid|keep|please)\b",
    re.IGNORECASE,
)
"""Who can be bound."""
_SERVICE = (
    r"\b(?:we(?! (?:\w+ )?(?:encourage|urge|recommend) (?:\w+ ){1,2}to (?:read|visit|review|check|see|look)\b)|us|"
    r"company|provider|partners?|third part(?:y|ies))\b"
)
_POWER = re.compile(
    rf"{_SERVICE}[^.]{{0,60}}\b(?:may|can|reserves? the right|have the right|has the right|might)\b|"
    r"\b(?:nous|wir|nosotros)\b[^.]{0,40}\b(?:pouvons|können|podemos|réserv\w+|vorbehalt\w*|reserv\w+)\b",
    re.IGNORECASE,
)
_WILL = re.compile(rf"{_SERVICE}[^.]{{0,60}}\bwill\b", re.IGNORECASE)
RIGHT_GIVEN = re.compile(
    r"\b(?:you|users?|customers?|clients?|members?|individuals?|residents?|consumers?|"
    r"data subjects?)\b[^.]{0,40}\b(?:are entitled|have (?:the|a|certain) (?:right|option|choice)s?|"
    r"(?:may|can|could|are able to|be able to)\b(?! not\b)[^.]{0,30}\b(?:request|access|opt|object|withdraw|delet|"
    r"choos|cancel|appeal|export|"
    r"download(?!\w* (?:\w+ ){0,4}(?:polic(?:y|ies)|statement|notice|terms|agreement|app|pdf|guide)\b)|"
    r"chang|updat|disabl|complain|"
    r"ask|review|correct|terminat|return|refus|declin|limit|restrict|control|disput|contest|revok|stop|"
    r"turn|manag|invok|adjust|report|obtain|receiv|transfer|use(?!ful)|invit|assign)\w*)\b|"
    r"\b(?:vous (?:pouvez|disposez|avez le droit)|sie (?:können|haben das recht)|puede|tiene derecho)\b",
    re.IGNORECASE,
)
"""A sentence that says what people may ask for or choose."""
_ON_REQUEST = re.compile(
    r"\b(?:up)?on (?:your )?request,? we (?:will|shall|can) "
    r"(?:provide|give|send|tell|inform|let|delete|erase|correct)\b",
    re.IGNORECASE,
)


# "We do not store where you are": what the service says it does not do.
DENIAL = re.compile(
    r"\b(?:we|us|our|it|company|service|app|platform|(?-i:(?!(?:You|Users?|They|If|Please)\b)(?<![\w-])[A-Z][\w’']{1,40}))\b[^.]{0,40}?"
    rf"(?:{NOT})\W+(?:\w+\W+){{0,3}}?{_HANDLE}",
    re.IGNORECASE,
)
"""A sentence that says what the service does not do with data."""

# What runs at the reader's: "It does not collect files", "the driver may scan memory".
_SOFTWARE = (
    r"it|(?:our|the|this) (?:[\w-]+ ){0,2}"
    r"(?:software|apps?|applications?|extensions?|drivers?|clients?|programs?|tools?|devices?|plug-?ins?|assistants?)"
)
_SOFTWARE_ACTS = re.compile(
    rf"\b(?:{_SOFTWARE})(?: (?:may|will|can|also|then|automatically|periodically)){{0,3}} "
    r"(?:scan|collect|gather|record|monitor|track|log|transmit|upload|inspect)(?:s|es)?\b[^.]{0,80}?"
    rf"\b(?:{DATA}|files?|process(?:es)?|drivers?|memory|keystrokes?|screens?)\b",
    re.IGNORECASE,
)
# What a service says that it will leave be, in a contract too. What it does not answer for, offer or allow is none.
_FORBEARS = re.compile(
    rf"(?:\b(?:we|{_SOFTWARE})(?: \w+ly| also)? "
    r"(?:(?:do(?:es)?|will|shall|would|can|may) (?:not|never)|cannot|never|(?:do|does|wo|would|ca)n[’']t)|"
    r"\bneither (?:we|our (?:\w+ ){1,2}?)[^.]{0,60}?(?: do| will| shall| would| can| may)?)"
    r"(?: (?:ever|knowingly|intentionally|otherwise|\w+ly))? (?:and (?:will|shall) (?:not|never) )?"
    r"(?:use|access|read|view|see|look|listen|hear|receiv|obtain|gather|know|learn|share|disclos|sell|rent|train|collect|"
    r"record|stor|keep|retain|track|monitor|scan|log|transfer|process|review|combin|profil|target|contact|send|spam|charg|increas|rais|chang|reduc|"
    r"suspend|terminat|clos|delet|remov|modif|restrict|discriminat|retaliat|sue|bring|pursu|disabl|degrad|interrupt|"
    r"renew|sublicens|reveal|publish|attempt)\w*\b|"
    r"\b(?:do(?:es)? not|(?:do|does)n[’']t) (?:take place|occur)\b|"
    rf"\b{DATA}\b[^.;:]{{0,60}} (?:(?:is|are|will) (?:not|never)|(?:is|are|wo)n[’']t) (?:be )?(?:\w+ly )?"
    r"(?:used|shared|sold|rented|disclosed|recorded|stored|kept|retained|collected|logged|tracked|transferred|sent|passed|"
    r"combined|linked|published|revealed|given)\b",
    re.IGNORECASE,
)
# That nobody else gets to see it, without a word for what is not done.
_KEPT_SECRET = re.compile(
    r"\b(?:stays?|remains?|(?:is|are|be) (?:always |never anything but )?(?:kept|held)|"
    r"we (?:will |shall )?(?:keep|hold)(?: \w+){1,6}?) (?:\w+ )?(?:confidential|secret|private)\b|"
    r"\b(?:stays?|remains?|kept|keep|private|strictly|confidential)\b[^.]{0,40}\bbetween you and (?:your|us|the)\b|"
    r"\b(?:only|nobody (?:but|except)|no one (?:but|except|other than)|none but) you\b[^.]{0,50}\b"
    r"(?:can|may|will|be able to) (?:\w+ )?(?:read|see|access|view|decrypt|open|hear)\b|"
    r"\b(?:nobody|no one|no employees?|none of (?:us|our (?:staff|employees)))\b"
    r"(?! (?:under|may|must|but you|except you|other)\b)[^.]{0,40}\b(?:reads?|sees?|access(?:es)?|views?|listens?)\b|"
    r"\b(?:we|us) (?:\w+ )?have no (?:way to (?:read|see|access|decrypt)|access to|knowledge of)\b|"
    r"\bno (?:[\w-]+ ){1,3}(?:ever )?(?:leaves?|is sent from) (?:your|the) (?:device|computer|phone)\b",
    re.IGNORECASE,
)
# They are told to keep it so: "You are responsible for keeping your password confidential."
_TOLD_TO = re.compile(
    r"\b(?:you|users?|customers?|members?|(?:each|either|the|both) part\w+|recipient|must|shall|please|password)\b"
    r"(?! and your)",
    re.IGNORECASE,
)


def _rules(name: str, noun: str, category: str, why: str, source: str) -> Turns:
    """The rules for a sentence of one sort that came, went or changed."""
    return Turns(
        *(
            Rule(
                id=f"{name}-{how}",
                category=category,
                direction=f"{noun} {how}",
                level=Materiality.MATERIAL,
                why=why,
                source=source,
            )
            for how in Turns._fields
        )
    )


PRACTICE = _rules(
    "practice", "practice", "First Party Collection/Use",
    "What is done with data, by whom or for what, reads differently.",
    "WP260 rev.01 para. 29-30 (changes of purpose, recipients and means are to be told); OPP-115 categories",
)  # fmt: skip
PROMISE = _rules(
    "promise", "promise", "First Party Collection/Use",
    "What the service says that it does not do reads differently.",
    "FTC Act section 5 (a promise withdrawn deceives); FTC Gateway Learning 2004",
)  # fmt: skip
DUTY = _rules(
    "duty", "duty or prohibition", "Duties and prohibitions",
    "What somebody must or must not do reads differently.",
    "DSA Art. 14(2) (significant changes of terms are to be told); P2B Regulation 2019/1150 Art. 3(2)",
)  # fmt: skip
UNDERTAKING = _rules(
    "undertaking", "undertaking", "Powers of the service",
    "What the service says that it will do reads differently.",
    "Directive 93/13/EEC annex 1(b),(k); UCTA 1977 s. 3 (performance other than what was reasonably expected)",
)  # fmt: skip
POWER = _rules(
    "power", "reserved power", "Powers of the service",
    "What the service may do on its own reads differently.",
    "Directive 93/13/EEC annex 1(f),(j),(k); CLAUDETTE",
)  # fmt: skip
RIGHT = _rules(
    "right", "right or choice", "User Choice/Control",
    "What people may ask for or choose reads differently.",
    "WP260 rev.01 para. 29 (how rights are exercised is always to be told)",
)  # fmt: skip


KINDS_WITH_PRACTICES = ("", "privacy", "cookies", "processing")
"""The kinds of documents that say what is done with data; "" where the kind is not known."""


def _names_data(edit: Edit) -> bool:
    return bool(edit.lead) or any(word.startswith(DATA_STARTS) for word in (edit.new or edit.old))


WE_HANDLE = re.compile(
    rf"\b(?:we|us|our|nous|wir|nosotros)\b[^.]{{0,200}}\b{_HANDLE}|"
    rf"\b(?:this|the) (?:\w+ )?(?:websites?|site|apps?|applications?|services?|platform|software|extension)\b"
    rf"(?: \w+){{0,3}}? (?:(?:collect|gather|record|transmit|stor|read|log|shar|disclos|process|receiv)\w*\b"
    rf"(?! (?:access|rights?)\b)[^.:]{{0,60}}\b{DATA}\b|"
    r"(?:collect|gather|record|transmit|access|store|read|log)(?:e?s|ed|ing)?(?: the following)?:)|"
    # Whoever does so, by name.
    r"(?-i:(?<![\w’'-])(?!(?:To|Before|After|If|When|Where|While|How|Why|What|Please|For|You|Users?|The|In|By|On|At|All|"
    r"Some|Any|Most|Each)\b)[A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*){0,4}) "
    r"(?:(?:may|will|can|does|also|only|then|shall) ){0,3}"
    rf"{_HANDLE}\w* (?:\w+ ){{0,2}}?(?:your|personal|users?[’']?|customers?[’']?) (?:[\w-]+ ){{0,2}}?{DATA}\b"
    r"[^.:]{0,60}:|"
    # "The following data is collected:", with nobody who collects it.
    r"\b(?:data|information) (?:\w+ ){0,3}?(?:is|are|be|will be|gets?|being) (?:\w+ )?"
    r"(?:collected|gathered|stored|processed|logged|recorded|shared|disclosed|transferred|transmitted|saved)\b",
    re.IGNORECASE,
)
"""What introduces a list of what is done with data: an entry of one word says as much as a sentence then."""

# What has no capital in a title either.
_BETWEEN_CAPITALS = frozenset("from with about into upon over under between through that this your".split())


def _is_a_name(text: str) -> bool:
    """Whether an item is no more than a name or a title: every longer word has a capital."""
    words = [word for word in text.split() if len(word) > 3 and word not in _BETWEEN_CAPITALS]
    return bool(words) and all(not word[0].islower() for word in words) and not text.rstrip().endswith((".", ";"))


def introducing(lead: str) -> str:
    """What of a lead introduces the list: its last sentence where that says what is done, and one before it what is
    not: "We do not sell it. We may show it to:"."""
    last = sentences(lead)[-1] if search(DENIAL, lead) else ""
    return last if last and search(WE_HANDLE, last) and not search(DENIAL, last) else lead


def forbears(text: str) -> bool:
    """Whether a service says that it will leave something be, or that what is told to it stays there."""
    return bool(search(_FORBEARS, text)) or (bool(search(_KEPT_SECRET, text)) and not _TOLD_TO.match(text))


def sort_of(edit: Edit) -> Turns | None:
    """The rules for the sort of sentence an edit is about, None where it binds nobody."""
    is_name = edit.kind != "conduct" and _is_a_name(edit.text)
    if is_name and edit.whole:
        return None
    lead = "" if is_name else introducing(edit.lead)
    texts = (edit.text, f"{lead} {edit.text}") if lead else (edit.text,)
    return next(filter(None, (_sort_of(text, edit) for text in texts if text)), None)


def _sort_of(text: str, edit: Edit) -> Turns | None:
    """The same of one text of the edit: its own, or with what introduces it."""
    if search(_ON_REQUEST, text):
        return RIGHT
    if forbears(text):
        return PROMISE
    if search(_SOFTWARE_ACTS, text):
        return PRACTICE
    if edit.kind in KINDS_WITH_PRACTICES and _names_data(edit):
        if search(DENIAL, text):
            return PROMISE
        if search(PRACTICE_SAID, text):
            return PRACTICE
    if search(RIGHT_GIVEN, text):
        return RIGHT
    if search(DUTY_SAID, text) and (search(BOUND, text) or (forbids(edit.heading) and text.startswith(edit.heading))):
        return DUTY
    if search(_POWER, text):
        return POWER
    return UNDERTAKING if search(_WILL, text) else None
