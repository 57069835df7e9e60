"""What a sentence does, whatever its words: it states a practice, lays down a duty, reserves a power, gives a right.

Signals know the grave cases by their words. This detector is the net below them: a sentence that binds somebody and
that came, went or changed in more than a word or two is told; a sentence that binds nobody is not.
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.equivalence.residue import LITTLE, NEGATORS, key
from redline.judging.denials import NOT
from redline.judging.edits import Edit
from redline.judging.leads import forbids, heads_practice
from redline.literals import search
from redline.sentences import sentences
from redline.types import BETWEEN_CELLS, Materiality

# Fewer differing content words than this in a sentence that stays are a limited change.
CONTENT_MIN = 4
WHOLE_MIN = 4

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
# One of them, or a longer word, is in every match of <data>: asking for them first is much cheaper.
_DATA_STARTS = tuple(
    """data information cookie address location content identifier device email mail name profile message communication
    recording photo image video payment card activit usage technolog pixel beacon tag log analytic preference interest
    purchase contact biometric voice prompt input output conversation chat donn daten dato informa""".split()
)
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
_DUTY = re.compile(
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
_BOUND = re.compile(
    r"\b(?:you|your|users?|customers?|clients?|members?|advertis\w+|ads?|publishers?|developers?|sellers?|"
    r"buyers?|merchants?|participants?|"
    r"businesse?s?|content|accounts?|apps?|applications?|partners?|parties|party|subscribers?|provider|"
    r"creators?|companies|company|posts?|anyone|everyone|"
    r"we|us|our|it|vous|nous|sie|wir|usted|nosotros)\b|^(?:do|don['’]t|never|no|not|avoid|keep|please)\b",
    re.IGNORECASE,
)
_POWER = re.compile(
    r"\b(?:we(?! (?:\w+ )?(?:encourage|urge|recommend) (?:\w+ ){1,2}to (?:read|visit|review|check|see|look)\b)|us|"
    r"company|provider|partners?|"
    r"third part(?:y|ies))\b[^.]{0,60}\b(?:may|can|will|"
    r"reserves? the right|have the right|has the right|might)\b|"
    r"\b(?:nous|wir|nosotros)\b[^.]{0,40}\b(?:pouvons|können|podemos|réserv\w+|vorbehalt\w*|reserv\w+)\b",
    re.IGNORECASE,
)
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


# "We do not store where you are": what the service says it does not do.
DENIAL = re.compile(
    r"\b(?:we|us|our|it|company|service|app|platform|(?-i:(?!(?:You|Users?|They|If|Please)\b)(?<![\w-])[A-Z][\w’']{1,40}))\b[^.]{0,40}?"
    rf"(?:{NOT})\W+(?:\w+\W+){{0,3}}?{_HANDLE}",
    re.IGNORECASE,
)
"""A sentence that says what the service does not do with data."""


def _rules(name: str, noun: str, category: str, why: str, source: str) -> tuple[Rule, Rule, Rule]:
    """The rules for a sentence of one sort that came, went or changed."""
    added, removed, changed = (
        Rule(
            id=f"{name}-{how}",
            category=category,
            direction=f"{noun} {how}",
            level=Materiality.MATERIAL,
            why=why,
            source=source,
        )
        for how in ("added", "removed", "changed")
    )
    return added, removed, changed


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


_KINDS_WITH_PRACTICES = ("", "privacy", "cookies", "processing")


def _names_data(edit: Edit) -> bool:
    return bool(edit.lead) or any(word.startswith(_DATA_STARTS) for word in (edit.new or edit.old))


def sort_of(edit: Edit) -> tuple[Rule, Rule, Rule] | None:
    """The rules for the sort of sentence an edit is about, None where it binds nobody."""
    is_name = edit.kind != "conduct" and _is_a_name(edit.text)
    if is_name and edit.whole:
        return None
    lead = "" if is_name else _introducing(edit.lead)
    for text in (edit.text, f"{lead} {edit.text}" if lead else ""):
        if not text:
            continue
        if edit.kind in _KINDS_WITH_PRACTICES and _names_data(edit):
            if search(DENIAL, text):
                return PROMISE
            if search(PRACTICE_SAID, text):
                return PRACTICE
        if search(RIGHT_GIVEN, text):
            return RIGHT
        if search(_DUTY, text) and (search(_BOUND, text) or (forbids(edit.heading) and text.startswith(edit.heading))):
            return DUTY
        if search(_POWER, text):
            return POWER
    return None


# What introduces a list of kinds of data, recipients, purposes, rights or bans: an entry of one word says as much as a
# sentence then.
_WE_HANDLE = re.compile(
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
_OF_THE_SERVICE = re.compile(r"\b(?:services?|sites?|websites?|platforms?)\b", re.IGNORECASE)
# What comes then is where to write or what to read.
_POINTS = re.compile(
    r"\b(?:contact|write|writing|mail|e-?mail|call|reach|(?<!you )visit|address(?:es)?|tell you|inform you|"
    r"read|see|policies|at)\b[^:]{0,60}:\s*$",
    re.IGNORECASE,
)
# An entry that says where to write, and no more.
_SAYS_WHERE = re.compile(
    r"\W*(?:(?:by|per|par|por) )?(?:post|e-?mail|mail|(?:tele)?phone|fax|web ?form|courriel|courrier|téléphone|telefon|"
    r"correo|teléfono|address|adresse|dirección)\s?(?:[:–—]|-\s)(?!.*\b(?:we|us|our|nous|wir|nosotros)\b)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"@|\d{2}|https?:|www\.")
# An entry that leads elsewhere.
_POINTER = re.compile(
    r"\W*(?:learn|read|see|visit|click|find|back|contact|for more|more|please|your rights?)\b", re.IGNORECASE
)
_LEAD_CHARS_MAX = 600
_HEADING_WORDS_MAX = 8
_NAMES = re.compile(r"(?<=[^.!?:\s]\s)[A-ZÀ-Þ][\w’'&-]*")
_NAMES_SHARE = 1 / 4
# From whom, or to whom, data goes.
_OF_OTHERS = re.compile(
    r"\b(?:receiv|obtain|get|buy|purchas|shar|disclos|sourc|partner|provider|vendor|processor|transfer|stor|host)\w*\b",
    re.IGNORECASE,
)
# What is introduced so is forbidden, whoever may do it ...
_FORBIDDEN = re.compile(
    r"^(?:the following|these|examples of|such) [^:]{0,60}\b(?:prohibited|forbidden|not (?:allowed|permitted))\b|"
    r"\b(?:you|users?|members?|developers?|sellers?|advertisers?|creators?|what) (?:\w+ ){0,2}?"
    r"(?:(?:should|ought) not|shouldn[’']t)\b "
    r"(?:publish|post|share|upload|sell|send|advertis|promot|includ|contain|use|create|list|display|offer|submit|make|"
    r"engage|encourag|target|copy|claim|show|distribut|impersonat|feature)\w*[^:]{0,60}:$",
    re.IGNORECASE,
)
# ... but for questions, chapters and what is said to be allowed.
_NO_BAN = re.compile(r"\?$|\b(?:fine|allowed|welcome|polic(?:y|ies)|handbook|chapter)\b", re.IGNORECASE)
# "No lamps, candles or matches": an item of such a list, and no sentence.
_NO_THING = re.compile(r"no (?!one\b)\w+", re.IGNORECASE)
_BAN_WORDS_MAX = 30
# A sentence and no thing, an example or a reference, and what makes no thing more.
_SAYS_WHAT_IS = re.compile(r"\b(?:is|are|was|were|will|shall|may|can|must|does|has|have)\b", re.IGNORECASE)
_EXAMPLES = re.compile(
    r"\b(?:such as|for (?:example|instance|more)|e\.g|including|see (?:section|our|the|below|above))\b", re.IGNORECASE
)
_EMPHASIS = frozenset("any whatsoever kind sort type all form".split())
_COLUMNS_MIN = 2
# A purpose more in a cell is so many words at least.
_MORE_IN_A_CELL = 2
# What stands over the columns of a table of data, and over those of one of cookies, which counts them.
_ON_DATA = re.compile(r"\b(?:data|informations?|données|daten|datos|what we (?:collect|process|use))\b", re.IGNORECASE)
_ON_USES = re.compile(
    r"\b(?:purposes?|uses?|used for|why (?:we|do we)|how (?:we|do we) use|recipients?|(?:shared|disclosed) (?:with|to)|"
    r"who (?:receives|gets|we share)|finalités?|destinataires?|zwecke?|empfänger|finalidad(?:es)?|destinatarios)\b",
    re.IGNORECASE,
)
_OF_COOKIES = re.compile(r"\b(?:cookies?|expir(?:y|es|ation)|lifespan|host|domain)\b", re.IGNORECASE)
_THESE_RIGHTS = re.compile(r"\b(?:rights?|entitled|droits?|rechte?|derechos?)\b", re.IGNORECASE)


def _introducing(lead: str) -> str:
    """What of a lead introduces the list: its last sentence where that says what is done, and one before it what is
    not: "We do not sell it. We may show it to:"."""
    last = sentences(lead)[-1] if search(DENIAL, lead) else ""
    return last if last and search(_WE_HANDLE, last) and not search(DENIAL, last) else lead


def _sort_of_entry(edit: Edit) -> tuple[Rule, Rule, Rule] | None:
    """The rules for an entry of a list that is introduced by what is done, denied, given or forbidden."""
    lead = edit.lead
    if not edit.whole or not lead.rstrip().endswith((":", ";")) or len(lead) > _LEAD_CHARS_MAX or _POINTS.search(lead):
        return None
    lead = _introducing(lead)
    if search(DENIAL, lead):
        return PROMISE
    if search(RIGHT_GIVEN, lead) or (search(_THESE_RIGHTS, lead) and search(_BOUND, lead)):
        return RIGHT
    is_heading = lead == f"{edit.heading}:"
    if _FORBIDDEN.search(lead) or (is_heading and forbids(edit.heading)):
        return None if _POINTER.match(edit.text) or _NO_BAN.search(edit.text) else DUTY
    if search(_DUTY, lead) and (search(_BOUND, lead) or _OF_THE_SERVICE.search(lead)):
        return DUTY
    if is_heading and heads_practice(edit.heading):
        return None if _POINTER.match(edit.text) else PRACTICE
    return PRACTICE if search(_WE_HANDLE, lead) else None


def _sort_of_ban(edit: Edit) -> tuple[Rule, Rule, Rule] | None:
    """The rules for an item that forbids several things, of which one came or went: "No lamps, matches or candles"."""
    is_ban = forbids(edit.heading) or (edit.kind == "conduct" and _NO_THING.match(edit.text))
    if not is_ban or not edit.rest_stayed or edit.text.count(" ") >= _BAN_WORDS_MAX:
        return None
    if _EXAMPLES.search(edit.text) or any(map(_SAYS_WHAT_IS.search, (edit.before, edit.after))):
        return None
    return DUTY if _is_only_more(edit) else None


def _is_only_more(edit: Edit) -> bool:
    """Whether telling words came, or went, and none in place of others."""
    gone, come = (set(words) - LITTLE - _EMPHASIS for words in (edit.unsaid.removed, edit.unsaid.added))
    return bool(gone) != bool(come)


def _sort_of_cell(edit: Edit) -> tuple[Rule, Rule, Rule] | None:
    """The rules for a row or a cell of a table whose columns say which data is used for what, or who gets it."""
    heads = edit.columns.split(BETWEEN_CELLS)
    if edit.kind not in _KINDS_WITH_PRACTICES or len(heads) < _COLUMNS_MIN or _OF_COOKIES.search(edit.columns):
        return None
    if not any(map(_ON_DATA.search, heads)) or not any(map(_ON_USES.search, heads)):
        return None
    if edit.whole and BETWEEN_CELLS in edit.text:
        return None if "@" in edit.text or "?" in edit.text else PRACTICE
    is_more = edit.whole or (len(edit.unsaid.content) >= _MORE_IN_A_CELL and _is_only_more(edit))
    if not is_more or any(map(_EXAMPLES.search, (edit.before, edit.after))):
        return None
    return PRACTICE if _ON_USES.search(edit.column) or _ON_DATA.search(edit.column) else None


# What has no capital in a title either.
_BETWEEN_CAPITALS = frozenset("from with about into upon over under between through that this your".split())


def _is_a_name(text: str) -> bool:
    """Whether an item is no more than a name or a title: every longer word has a capital."""
    words = [word for word in text.split() if len(word) > 3 and word not in _BETWEEN_CAPITALS]
    return bool(words) and all(not word[0].islower() for word in words) and not text.rstrip().endswith((".", ";"))


def _is_a_heading(text: str) -> bool:
    """Whether an item is a heading that is read as one: "USER CONTENT."."""
    return text.isupper() and text.count(" ") < _HEADING_WORDS_MAX and not _DUTY.search(text)


def _says_where_to_write(edit: Edit) -> bool:
    """Whether an item is an address, and of no list that says what is done with data: "Phone: …" can be a kind of
    it."""
    is_address = _SAYS_WHERE.match(edit.text) is not None and _ADDRESS.search(edit.text) is not None
    return is_address and not (_SAYS_WHAT_IS.search(edit.text) or search(_WE_HANDLE, edit.lead))


def _is_of_names(edit: Edit) -> bool:
    """Whether a sentence stayed and names other examples: products, places. Who gets data is told by others. Where many
    words have capitals they are no names."""
    sides = (edit.before, edit.after)
    if edit.whole or edit.text.isupper() or not all(map(_EXAMPLES.search, sides)) or any(map(_OF_OTHERS.search, sides)):
        return False
    names = {form for side in (edit.before, edit.after) for name in _NAMES.findall(side) for form in key(name)}
    return names.issuperset(edit.residue.content) and all(
        len(_NAMES.findall(side)) <= _NAMES_SHARE * len(side.split()) for side in (edit.before, edit.after)
    )


def _find(edit: Edit) -> Iterator[Hit]:
    if edit.whole and (_says_where_to_write(edit) or _is_a_heading(edit.text)):
        return
    if _is_of_names(edit):
        return
    content = len(edit.unsaid.content) + (edit.whole and not NEGATORS.isdisjoint(edit.old or edit.new))
    rules = sort_of(edit) if content >= (WHOLE_MIN if edit.whole else CONTENT_MIN) else None
    if rules is None and content:
        rules = _sort_of_entry(edit) or _sort_of_ban(edit) or _sort_of_cell(edit)
    if rules is None:
        return
    added, removed, changed = rules
    if not edit.before:
        yield Hit(rule=added, after=edit.after)
    elif not edit.after:
        yield Hit(rule=removed, before=edit.before)
    else:
        yield Hit(rule=changed, before=edit.before, after=edit.after)


DETECTOR = Detector(rules=(*PRACTICE, *PROMISE, *DUTY, *POWER, *RIGHT), find=_find, net=True)
