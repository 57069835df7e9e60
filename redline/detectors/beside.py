"""A word that decides is another one, beside words that stayed; whatever else of the sentence reads differently.

"we keep logs for at least 30 days"     ->  "logs are kept for approximately 30 days"
"before disclosing it we tell you"      ->  "when disclosing it we will inform you"
"aggregated and anonymized"             ->  "aggregated or anonymized"

Other detectors ask for sentences of which all but a word or two stayed. Somebody who tidies a sentence up changes it in
many places; a figure, a verb or a noun with another word at its side is told here.
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.junctions import JUNCTION
from redline.judging.edits import Edit
from redline.literals import search
from redline.quantities import Quantity, quantities
from redline.types import Materiality

BOUND = Rule(
    id="bound-changed",
    category="Numbers",
    direction="bound of a number changed",
    level=Materiality.MATERIAL,
    why="The same figure is the least, the most, or about what is to come: it can be more, or less, than it was.",
    source="GDPR Art. 13(2)(a) (the period, or the criteria for it); WP260 rev.01 para. 12 (definite wording)",
)
MOMENT = Rule(
    id="moment-changed",
    category="Policy Change",
    direction="before or after it is done changed",
    level=Materiality.MATERIAL,
    why="What was done before something happens, so that one can still act, is done when it happens; or the other way.",
    source="GDPR Art. 12(1), 13(3) (prior to that further processing); P2B Regulation 2019/1150 Art. 3(2)",
)

_LEAST = (
    r"at least|no(?:t)? (?:less|fewer) than|no(?:t)? (?:earlier|sooner) than|(?:a )?minimum(?: period)? of|"
    r"mindestens|wenigstens|au moins|au minimum|al menos|como mínimo|por lo menos|un mínimo de"
)
_MOST = (
    r"up to|at (?:the )?most|no(?:t)? (?:more|longer|later) than|(?:a )?maximum(?: period)? of|"
    r"not (?:to )?exceed(?:ing)?|within|höchstens|maximal|bis zu|innerhalb von|au plus|au maximum|jusqu[’']à|"
    r"dans (?:un délai|les)(?: de)?|como máximo|hasta|en un plazo de|un máximo de"
)
_ABOUT = (
    r"approximately|about|around|roughly|circa|ca\.|ungefähr|etwa|rund|environ|approximativement|aproximadamente|unos"
)
# A bound stands so many characters before its number at most.
_AHEAD = 40
# Shorter periods say how long something takes.
_MINUTES_MIN = 60
_BOUND = re.compile(
    rf"\b(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<about>{_ABOUT}))"
    r"(?: (?:a period of|an additional|a further|the (?:first|last|following|next)))? ?\(?$",
    re.IGNORECASE,
)
_ANY_BOUND = re.compile(rf"\b(?:{_LEAST}|{_MOST}|{_ABOUT})(?!\w)", re.IGNORECASE)
# "No later than 30 days before it" is "at least 30 days before it", and so is "up to" where it says until when.
_AHEAD_OF_IT = re.compile(
    r"[\s)\]’',]*(?:(?:calendar|business|working|\w+[’'])\W+){0,2}"
    r"(?:before|prior|in advance|ahead|preceding|antes|avant)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"\b(?:notif\w+|notice|inform\w*|tell|announc\w+)\b", re.IGNORECASE)
# What a bound counts for; how long it takes to read a page does not.
_COUNTS = re.compile(
    r"\b(?:keep|kept|stor(?:e[ds]?|age|ing)|retain\w*|retention|delet\w*|eras\w*|purg\w*|destroy\w*|back-?ups?|"
    r"fees?|charg\w+|pay\w*|paid|refund\w*|renew\w*|notice|notif\w+|informs?|informed|terminat\w*|expir\w*|"
    r"inactiv\w*|respond\w*|repl(?:y|ies)|answer\w*|suspend\w*|restor\w*|resolv\w*|acknowledg\w*|"
    r"conserv\w*|supprim\w*|effac\w*|\w*bewahr\w*|gespeichert|\w*lösch\w*|almacen\w*|elimin\w*|suprim\w*)(?!\w)",
    re.IGNORECASE,
)
# What must be so by the end of a period; other things take about so long and are mostly done within it.
_OWED = re.compile(
    r"\b(?:keep|kept|retain\w*|retention|delet\w*|eras\w*|purg\w*|destroy\w*|breach\w*|incidents?|notice|resolv\w*|"
    r"conserv\w*|supprim\w*|\w*bewahr\w*|\w*lösch\w*|almacen\w*|elimin\w*|"
    r"your requests?|(?:access|data(?: subject)?|deletion|erasure) requests?)\b",
    re.IGNORECASE,
)
_READER_HAS = re.compile(
    r"\byou (?:may|can|could|have)\b.{0,200}\b(?:cancel|return|refund)|"
    r"\b(?:cancel|return|refund).{0,200}\byou (?:may|can|could|have)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:ha(?:s|ve) (?:been|paid|kept|\w+ed)|founders)\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:not|never|no|cannot|\w+n[’']t|nobody|none|nicht|kein\w*|nie|niemand|ne|pas|jamais|personne|nunca|nadie)(?!\w)",
    re.IGNORECASE,
)

# What one wants to hear of before it happens.
_MOMENT = re.compile(
    r"\b(?:(?P<before>before|prior to|in advance of|ahead of)|"
    r"(?P<after>after|(?<!the )following|upon|once|when|while|as soon as)) (?:(?:we|it|they) )?"
    r"(?P<act>disclos|shar|transferr?|delet|charg|terminat|suspend|sell|engag|appoint|"
    r"(?P<asked>process|collect|request))(?:e|es|ing|ed|s)?\b",
    re.IGNORECASE,
)
# "When disclosing it we tell you first" says before as well.
_SAYS_BEFORE = re.compile(
    r"\b(?:in advance|first|prior|beforehand|before|previous(?:ly)?|ahead|ha(?:s|ve|d))\b", re.IGNORECASE
)
# The service says so, or asks; what readers are advised to do first is theirs.
_TELLS = re.compile(
    r"\b(?:we|provider|processor|supplier|vendor|company|it is our policy)\b[^.;]{0,80}?"
    r"\b(?:notif|inform|tell|ask (?:you|for)|obtain|seek|consult|warn|let you know|"
    r"request (?:your |the \w+[’']s )?(?:consent|permission|approval))",
    re.IGNORECASE,
)
_CONSENT = re.compile(r"\b(?:consents?|permission|approval|authori[sz]ation)\b", re.IGNORECASE)
_WEIGHS = re.compile(
    r"\b(?:data|information|accounts?|sub-?processors?|contents?|fees?|cards?|records?|recordings?|printers?|services?)\b",
    re.IGNORECASE,
)

# What makes data harmless, or lets somebody at it.
_DONE = (
    r"(?:aggregat|anonymi[sz]|pseudonymi[sz]|de-?identifi|encrypt|hash|approv|review|authori[sz]|confirm|verifi|sign|"
    r"notifi|test|certifi|audit|redact|mask)(?:e?d)"
)
_PARTICIPLES = re.compile(rf"\b(?P<first>{_DONE}) (?P<joined>and|or) (?P<second>{_DONE})\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|unless|until|must)\b", re.IGNORECASE)
# "must comply with the law and must be governed by a contract"
_DUTIES = re.compile(r"\b(?P<joined>and|or) (?P<duty>(?:must|shall|will|may not) \w+)", re.IGNORECASE)
# "May not lend or may not sell" forbids both, as "and" does.
_FORBIDS = re.compile(r"\b(?:must|shall|will|may) not\b", re.IGNORECASE)


def _find(edit: Edit) -> Iterator[Hit]:
    yield from _bounds(edit)
    yield from _moments(edit)
    yield from _joined(edit)


def _bounds(edit: Edit) -> Iterator[Hit]:
    sides = edit.before, edit.after
    if not all(search(_ANY_BOUND, side) and _COUNTS.search(side) for side in sides):
        return
    if any(_DENIES.search(_ANY_BOUND.sub(" ", side)) for side in sides):
        return  # "not for at least 30 days" is "not within 30 days"
    if all(map(_READER_HAS.search, sides)) or all(map(_PAST.search, sides)):
        return  # who may send it back within 14 days has at least 14 days
    old, new = map(_bounded, sides)
    for quantity in old.keys() & new.keys():
        (was, before), (now, after) = old[quantity], new[quantity]
        if was and now and was != now and ("least" in (was, now) or all(map(_OWED.search, sides))):
            yield Hit(rule=BOUND, before=edit.before, after=edit.after, direction=f"{before} became {after}")


def _bounded(sentence: str) -> dict[Quantity, tuple[str, str]]:
    """The periods that a sentence states once, each with the kind of its bound, "" for none, and with its words."""
    found: dict[Quantity, tuple[str, str]] = {}
    for quantity, words in quantities(sentence):
        if not quantity.measure.endswith(("minutes", "months")) or _is_short(quantity):
            continue
        at = next((found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}", sentence)), 0)
        bound = _BOUND.search(sentence[max(0, at - _AHEAD) : at])
        if bound and "last" in bound[0].lower():
            continue  # "not used within the last 12 months"
        kind = (bound.lastgroup or "") if bound else ""
        if bound and kind == "most" and _AHEAD_OF_IT.match(sentence, at + len(words)):
            kind = "least" if "later" in bound[0].lower() or not _NOTICE.search(sentence) else kind
        said = f"{bound[0]}{words}" if bound else words
        found[quantity] = ("", "") if quantity in found else (kind, " ".join(said.split()))
    return found


def _is_short(quantity: Quantity) -> bool:
    """Whether a period is less than an hour."""
    return quantity.measure.endswith("minutes") and quantity.value < _MINUTES_MIN


def _moments(edit: Edit) -> Iterator[Hit]:
    old, new = _acts(edit.before), _acts(edit.after)
    if any(old[act].isdisjoint(new[act]) for act in old.keys() & new.keys()):
        yield Hit(rule=MOMENT, before=edit.before, after=edit.after)


def _acts(sentence: str) -> dict[str, set[str]]:
    """The acts before or after which somebody is told or asked, and which of both."""
    found: dict[str, set[str]] = {}
    if not search(_MOMENT, sentence) or not (_TELLS.search(sentence) and _WEIGHS.search(sentence)):
        return found
    for match in _MOMENT.finditer(sentence):
        if match["asked"] and not _CONSENT.search(sentence):
            continue
        rest = f"{sentence[: match.start()]} {sentence[match.end() :]}"
        is_before = match["before"] or _SAYS_BEFORE.search(rest)
        found.setdefault(match["act"].lower(), set()).add("before" if is_before else "after")
    return found


def _joined(edit: Edit) -> Iterator[Hit]:
    if not (_ONLY.search(edit.before) and _ONLY.search(edit.after)):
        return
    if not edit.residue.content and edit.rest_stayed:
        duties = [
            {
                found["duty"].lower(): found["joined"].lower()
                for found in _DUTIES.finditer(side)
                if not (_FORBIDS.match(found["duty"]) and _FORBIDS.search(side[: found.start()]))
            }
            for side in (edit.before, edit.after)
        ]
        if any(duties[0][duty] != duties[1][duty] for duty in duties[0].keys() & duties[1].keys()):
            yield Hit(rule=JUNCTION, before=edit.before, after=edit.after)
    old, new = (
        {(found["first"].lower(), found["second"].lower()): found["joined"].lower() for found in pairs}
        for pairs in (_PARTICIPLES.finditer(edit.before), _PARTICIPLES.finditer(edit.after))
    )
    if any(old[pair] != new[pair] for pair in old.keys() & new.keys()):
        yield Hit(rule=JUNCTION, before=edit.before, after=edit.after)


DETECTOR = Detector(rules=(BOUND, MOMENT, JUNCTION), find=_find, compares=True, keeps="everywhere")
