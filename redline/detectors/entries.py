"""What an entry of a list or a cell of a table does, by what introduces it, stands over it or heads its column.

"We share it with:"  "our couriers"        a practice, in two words
"You may not bring:" "lamps or candles"    a ban
"""

import re

from redline.detectors.statements import (
    BOUND,
    DENIAL,
    DUTY,
    DUTY_SAID,
    KINDS_WITH_PRACTICES,
    PRACTICE,
    PROMISE,
    RIGHT,
    RIGHT_GIVEN,
    WE_HANDLE,
    Turns,
    introducing,
)
from redline.equivalence.residue import LITTLE
from redline.judging.edits import Edit
from redline.judging.leads import forbids, heads_practice
from redline.literals import search
from redline.types import BETWEEN_CELLS

# An entry that says where to write, and no more.
_SAYS_WHERE = re.compile(
    r"\W*(?:(?:by|per|par|por) )?(?:post|e-?mail|mail|(?:tele)?phone|fax|web ?form|courriel|courrier|téléphone|telefon|"
    r"correo|teléfono|address|adresse|dirección)\s?(?:[:–—]|-\s)(?!.*\b(?:we|us|our|nous|wir|nosotros)\b)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"@|\d{2}|https?:|www\.")
_OF_THE_SERVICE = re.compile(r"\b(?:services?|sites?|websites?|platforms?)\b", re.IGNORECASE)
# What comes then is where to write or what to read.
_POINTS = re.compile(
    r"\b(?:contact|write|writing|mail|e-?mail|call|reach|(?<!you )visit|address(?:es)?|tell you|inform you|"
    r"read|see|policies|at)\b[^:]{0,60}:\s*$",
    re.IGNORECASE,
)
# Whoever is named then has found a fault, and gets nothing.
_THANKS = re.compile(r"\b(?:thank|grateful|acknowledg|appreciat|remerci|dank|agradec)\w*\b", re.IGNORECASE)
# An entry that leads elsewhere.
_POINTER = re.compile(
    r"\W*(?:learn|read|see|visit|click|find|back|contact|for more|more|please|your rights?)\b", re.IGNORECASE
)
_LEAD_CHARS_MAX = 600
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
# A sentence and no thing.
_SAYS_WHAT_IS = re.compile(r"\b(?:is|are|was|were|will|shall|may|can|must|does|has|have)\b", re.IGNORECASE)
EXAMPLES = re.compile(
    r"\b(?:such as|for (?:example|instance|more)|e\.g|including|see (?:section|our|the|below|above))\b", re.IGNORECASE
)
"""An example, or a reference."""
# What makes no thing more.
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


def sort_of_entry(edit: Edit) -> Turns | None:
    """The rules for the sort of entry or cell an edit is about, None where it binds nobody."""
    return _introduced(edit) or _ban(edit) or _cell(edit)


def _introduced(edit: Edit) -> Turns | None:
    """The rules for an entry of a list that is introduced by what is done, denied, given or forbidden."""
    lead = edit.lead
    if not edit.whole or not lead.rstrip().endswith((":", ";")) or len(lead) > _LEAD_CHARS_MAX:
        return None
    if _POINTS.search(lead) or _THANKS.search(lead):
        return None
    lead = introducing(lead)
    if search(DENIAL, lead):
        return PROMISE
    if search(RIGHT_GIVEN, lead) or (search(_THESE_RIGHTS, lead) and search(BOUND, lead)):
        return RIGHT
    is_heading = lead == f"{edit.heading}:"
    if _FORBIDDEN.search(lead) or (is_heading and forbids(edit.heading)):
        return None if _POINTER.match(edit.text) or _NO_BAN.search(edit.text) else DUTY
    if search(DUTY_SAID, lead) and (search(BOUND, lead) or _OF_THE_SERVICE.search(lead)):
        return DUTY
    if is_heading and heads_practice(edit.heading):
        return None if _POINTER.match(edit.text) else PRACTICE
    return PRACTICE if search(WE_HANDLE, lead) else None


def _ban(edit: Edit) -> Turns | None:
    """The rules for an item that forbids several things, of which one came or went: "No lamps, matches or candles"."""
    is_ban = forbids(edit.heading) or (edit.kind == "conduct" and _NO_THING.match(edit.text))
    if not is_ban or not edit.rest_stayed or edit.text.count(" ") >= _BAN_WORDS_MAX:
        return None
    if EXAMPLES.search(edit.text) or any(map(_SAYS_WHAT_IS.search, (edit.before, edit.after))):
        return None
    return DUTY if _is_only_more(edit) else None


def _is_only_more(edit: Edit) -> bool:
    """Whether telling words came, or went, and none in place of others."""
    gone, come = (set(words) - LITTLE - _EMPHASIS for words in (edit.unsaid.removed, edit.unsaid.added))
    return bool(gone) != bool(come)


def _cell(edit: Edit) -> Turns | None:
    """The rules for a row or a cell of a table whose columns say which data is used for what, or who gets it."""
    heads = edit.columns.split(BETWEEN_CELLS)
    if edit.kind not in KINDS_WITH_PRACTICES or len(heads) < _COLUMNS_MIN or _OF_COOKIES.search(edit.columns):
        return None
    if not any(map(_ON_DATA.search, heads)) or not any(map(_ON_USES.search, heads)):
        return None
    if edit.whole and BETWEEN_CELLS in edit.text:
        return None if "@" in edit.text or "?" in edit.text else PRACTICE
    is_more = edit.whole or (len(edit.unsaid.content) >= _MORE_IN_A_CELL and _is_only_more(edit))
    if not is_more or any(map(EXAMPLES.search, (edit.before, edit.after))):
        return None
    return PRACTICE if _ON_USES.search(edit.column) or _ON_DATA.search(edit.column) else None


def says_where_to_write(edit: Edit) -> bool:
    """Whether an item is an address, and of no list that says what is done with data: "Phone: …" can be a kind of
    it."""
    is_address = _SAYS_WHERE.match(edit.text) is not None and _ADDRESS.search(edit.text) is not None
    return is_address and not (_SAYS_WHAT_IS.search(edit.text) or search(WE_HANDLE, edit.lead))
