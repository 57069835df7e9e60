"""A word that decides is another one, beside words that stayed; whatever else of the sentence reads differently.

"we keep logs for at least 30 days"     ->  "logs are kept for approximately 30 days"
"before disclosing it we tell you"      ->  "when disclosing it we will inform you"
"aggregated and anonymized"             ->  "aggregated or anonymized"
"all data is anonymised"                ->  "all data is pseudonymised"
"the approximate location of"           ->  "the location of"

Other detectors ask for sentences of which all but a word or two stayed. Somebody who tidies a sentence up changes it in
many places; a figure, a verb or a noun with another word at its side is told here.
"""

import re
from collections.abc import Iterator

from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.limits import DATA_LIMITED
from redline.detectors.turned import JUNCTION
from redline.judging.edits import Edit
from redline.literals import search
from redline.quantities import quantities
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

_AHEAD = 40
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
_BOUND = re.compile(
    rf"\b(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<about>{_ABOUT}))"
    r"(?: (?:a period of|an additional|a further|the (?:first|last|following|next)))? ?\(?$",
    re.IGNORECASE,
)
_ANY_BOUND = re.compile(rf"\b(?:{_LEAST}|{_MOST}|{_ABOUT})(?!\w)", re.IGNORECASE)
# "No later than 30 days before it" is "at least 30 days before it".
_AHEAD_OF_IT = re.compile(
    r"\W*(?:calendar |business )?(?:\w+[’']? )?(?:before|prior|in advance|ahead)\b", re.IGNORECASE
)

# What one wants to hear of before it happens.
_MOMENT = re.compile(
    r"\b(?:(?P<before>before|prior to|in advance of|ahead of)|(?P<after>after|following|upon|once|when|while|"
    r"as soon as)) (?:(?:we|it|they) )?"
    r"(?P<act>disclos|shar|transferr?|delet|charg|terminat|suspend|process|collect|renew|sell|engag|remov|appoint|"
    r"publish|releas|hand(?:ing)? over)(?:e|es|ing|ed|s)?\b",
    re.IGNORECASE,
)

# What is done to data so that it points to nobody, or to fewer.
_MASKED = re.compile(
    r"\b(?:(?P<pseudonymised>(?:pseudo|seudo)n[yi]mi[sz]\w*|pseudonymes?)|"
    r"(?P<anonymised>(?<!non-)an[oóô]n[yi]mi[sz]\w*|anonymes?|anonym(?:ous)?))\b",
    re.IGNORECASE,
)
_LOCATION = re.compile(
    r"\b(?:(?P<rough>approximate|coarse|rough|imprecise|city-level|general(?= (?:geographic |geo-?)?location))|"
    r"(?P<exact>precise|exact))?(?: (?:geographic(?:al)? |physical )?)?(?:geo-?)?locations?\b",
    re.IGNORECASE,
)
_PARTICIPLES = re.compile(r"\b(?P<first>\w+ed) (?P<joined>and|or) (?P<second>\w+ed)\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|unless|until|provided|must)\b", re.IGNORECASE)


def _find(edit: Edit) -> Iterator[Hit]:
    yield from _bounds(edit)
    yield from _moments(edit)
    yield from _masked(edit)
    yield from _located(edit)
    yield from _joined(edit)


def _bounds(edit: Edit) -> Iterator[Hit]:
    if not (search(_ANY_BOUND, edit.before) and search(_ANY_BOUND, edit.after)):
        return
    old, new = _bounded(edit.before), _bounded(edit.after)
    for quantity in old.keys() & new.keys():
        (was, before), (now, after) = old[quantity], new[quantity]
        if was and now and was != now:
            told = f"{before} became {after}"
            yield Hit(rule=BOUND, before=edit.before, after=edit.after, direction=told)


def _bounded(sentence: str) -> dict[object, tuple[str, str]]:
    """The periods that a sentence states once, each with the kind of its bound, "" for none, and with its words."""
    found: dict[object, tuple[str, str]] = {}
    for quantity, words in quantities(sentence):
        if not quantity.measure.endswith(("minutes", "months")):
            continue
        at = sentence.find(words)
        ahead = sentence[max(0, at - _AHEAD) : at]
        bound = _BOUND.search(ahead)
        said = f"{bound[0]}{words}" if bound else words
        kind = bound.lastgroup if bound else ""
        if bound and "later" in bound[0].lower() and _AHEAD_OF_IT.match(sentence, at + len(words)):
            kind = "least"
        found[quantity] = ("", "") if quantity in found else (kind or "", " ".join(said.split()))
    return found


def _moments(edit: Edit) -> Iterator[Hit]:
    old, new = _acts(edit.before), _acts(edit.after)
    for act in old.keys() & new.keys():
        if old[act].isdisjoint(new[act]) and "before" in old[act] | new[act]:
            yield Hit(rule=MOMENT, before=edit.before, after=edit.after)
            return


def _acts(sentence: str) -> dict[str, set[str]]:
    """The acts before or after which something is done, and which of both."""
    found: dict[str, set[str]] = {}
    for match in _MOMENT.finditer(sentence) if search(_MOMENT, sentence) else ():
        found.setdefault(match["act"].lower(), set()).add("before" if match["before"] else "after")
    return found


def _masked(edit: Edit) -> Iterator[Hit]:
    old, new = _kinds(_MASKED, edit.before), _kinds(_MASKED, edit.after)
    if len(old) == len(new) == 1 and old != new:
        yield Hit(rule=DATA_LIMITED, before=edit.before, after=edit.after)


def _located(edit: Edit) -> Iterator[Hit]:
    old, new = _kinds(_LOCATION, edit.before), _kinds(_LOCATION, edit.after)
    if len(old) == len(new) == 1 and old != new and {*old, *new} != {"", "exact"}:
        told = "dropped" if old == ["rough"] else "added"
        yield Hit(
            rule=DATA_LIMITED,
            before=edit.before,
            after=edit.after,
            direction=DATA_LIMITED.direction.replace("changed", told),
        )


def _kinds(words: re.Pattern[str], sentence: str) -> list[str]:
    """The kind of each place where `words` stand, "" for one of none."""
    return [found.lastgroup or "" for found in words.finditer(sentence)] if search(words, sentence) else []


def _joined(edit: Edit) -> Iterator[Hit]:
    if not _ONLY.search(edit.after):
        return
    old, new = (
        {(found["first"].lower(), found["second"].lower()): found["joined"].lower() for found in pairs}
        for pairs in (_PARTICIPLES.finditer(edit.before), _PARTICIPLES.finditer(edit.after))
    )
    if any(old[pair] != new[pair] for pair in old.keys() & new.keys()):
        yield Hit(rule=JUNCTION, before=edit.before, after=edit.after)


DETECTOR = Detector(rules=(BOUND, MOMENT), find=_find, compares=True, keeps="everywhere")
