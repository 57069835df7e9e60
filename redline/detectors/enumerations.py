"""One thing more, or less, in a row of them inside a sentence that stayed: who gets data, what must not be done.

"with affiliates and agents"                        ->  "with affiliates, agents and universities"
"you may not (a) resell it or (b) scrape the site"  ->  "… (b) scrape the site or (c) train a model on it"
"""

import re
from collections.abc import Callable, Iterator, Sequence

from redline.detectors import audiences
from redline.detectors.audiences import AUDIENCE
from redline.detectors.base import Detector, Hit
from redline.detectors.statements import DATA, DUTY
from redline.equivalence.residue import LITTLE, STRENGTH, key
from redline.judging.edits import Edit
from redline.places import MORE_PLACES, PLACES

_DATA = rf"(?:{DATA}|details|records|history)"
# Who gets data stands behind what is done with it, up to what it is done for or who they are.
_GIVEN_TO = re.compile(
    r"\bshar(?:e[ds]?|ing)\b[^.;:]{0,80}?\bwith\b(?P<shared>[^.;:]*)|"
    r"\b(?:disclos\w+|transfer\w*|sell|sold|rent(?:s|ed|ing)?|pass(?:ed)?|transmit\w*|releas\w+)\b[^.;:]{0,80}?\bto\b"
    r"(?P<disclosed>[^.;:]*)|"
    # Other things are provided and sent as well.
    r"\b(?:provid\w+|suppl(?:y|ies|ying)|giv(?:es?|ing)|send(?:s|ing)?)\b(?=[^.;:]{0,40}\b(?:your|personal|this|such|"
    rf"these|their|users?|customers?)\b)(?: [\w’'-]+){{0,3}}? {_DATA} to\b"
    r"(?P<given>[^.;:]*)|"
    rf"\b{_DATA} (?:\w+ ){{0,3}}?(?:is|are|be|been) (?:\w+ )?(?:provided|supplied|given|sent) to\b(?P<passed>[^.;:]*)|"
    r"\b(?:partage\w*|communiqu\w+|transmet\w*|transmis\w*|divulgu\w+)\b[^.;:]{0,80}?\b(?:avec|à|aux)\b(?P<fr>[^.;:]*)|"
    r"\b(?:compart\w+|comunica\w*|cede\w*|transmit\w+)\b[^.;:]{0,80}?\b(?:con|a)\b(?P<es>[^.;:]*)|"
    r"\b(?:teilen|geben|übermitteln|weitergegeben|übermittelt)\b[^.;:]{0,80}?\b(?:mit|an)\b(?P<de>[^.;:]*)",
    re.IGNORECASE,
)
_OF_DATA = re.compile(
    rf"\b(?:personal|data|information|données|daten|datos)\b|\b(?:your|their|his|users?[’']?|customers?[’']?|vos|sus|"
    rf"ihre) (?:\w+ )?{_DATA}\b",
    re.IGNORECASE,
)
# What stands behind a "to" that is of a purpose: "to help you".
_DOES = re.compile(
    r"\s*(?:help|understand|plan|register|order|improve|provide|make|enable|allow|process|complete|deliver|verify|comply|"
    r"prevent|protect|perform|respond|send|offer|create|manage|contact|show|give|use|get|run|ensure|support|meet|fulfil|"
    r"answer|detect|analy[sz]e|measure|personali[sz]e|carry|identify|maintain|develop|operate|obtain|be|do|see|know|let|"
    r"print|write|book|buy|pay|keep|work|join|find|tell|set|check)\b",
    re.IGNORECASE,
)
_ABOUT_THINGS = re.compile(
    rf"\b{_DATA} (?:about|on|of|regarding|concerning) (?!you\b|your\b|users?\b|customers?\b)", re.IGNORECASE
)
_BY_READER = re.compile(
    r"\b(?:press|click|tap|use|select|choose)\b[^.;:]{0,40} to\s$|^to\s$|\b(?:le|les|te|os|vous|cookies?)\s$|"
    r"\b(?:you|users?|members?|customers?|visitors?|people|passengers?|guests?|travell?ers?|hosts?|drivers?|riders?|"
    r"players?|students?|patients?|parents?|buyers?|sellers?|readers?|employees|vous|utilisateurs?|usted|usuarios?|"
    r"sie|nutzer)"
    r"(?: (?:who|that|be|asked|required|invited|can|could|may|might|will|would|must|should|do|not|also|have|want|"
    r"wish|choose|decide|agree|are|able|to|pouvez|peuvent|puede|pueden|können)){0,4}"
    r"(?: (?:\w+, ){1,3}(?:and |or )?)?\s?$",
    re.IGNORECASE,
)
# Behind these stands what it is done for, who somebody is, or examples of what was named.
_NO_MORE_OF_THEM = re.compile(
    r"\b(?:for|in order|so|who|whom|which|that|where|when|if|unless|as(?! well)|because|solely|only|to|such|including|"
    r"like|e\.?g|both|either|together|by|via|through|during|after|before|while|per|on|at|over|under|in|"
    r"pour|afin|qui|lorsque|si|comme|tels?|telles?|notamment|par|pendant|lors|para|por|que|cuando|como|durante|incluidos?|"
    r"um|die|welche|wenn|wie|per|bord|während|einschließlich|insbesondere|weiter|zwecks)\b",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r",|\b(?:and|or|as well as|et|ou|ainsi que|und|oder|sowie|y|o)\b|&|/", re.IGNORECASE)
# Whoever works for somebody, called otherwise, is no other kind of recipient.
_WORKING_FOR = frozenset(
    key(
        "service services provider providers vendor vendors supplier suppliers contractor contractors subcontractor "
        "subcontractors processor processors subprocessor agent agents third party parties external trusted outside "
        "selected other various prestataire prestataires fournisseurs dienstleister auftragsverarbeiter proveedores"
    )
)
# Several words for one.
_KIN = tuple(
    frozenset(key(words))
    for words in (
        "lawyer lawyers attorney attorneys counsel solicitor solicitors adviser advisers advisor advisors",
        "court courts tribunal tribunals judge judges",
        "authority authorities regulator regulators agency agencies",
    )
)
# Nobody, but what somebody has.
_THINGS = frozenset(
    key(
        "phone phones watch watches mail inbox device devices browser browsers tablet tablets computer computers "
        "server servers spreadsheet screen screens printer app apps car cars list lists form forms page pages "
        "website websites mirror mirrors backup backups chart charts report reports"
    )
)
_ASIDE = re.compile(r"\([^()]*\)")
# What somebody is told, and nobody who is.
_IS_TOLD = re.compile(rf"^\W*(?:\w+ ){{0,2}}?{DATA} (?:about|on|of|regarding|concerning)\b", re.IGNORECASE)
# What a reader must not do, to the end of the sentence, and what parts one such thing from the next.
_MUST_NOT = re.compile(
    r"\b(?:you|users?|customers?|clients?|members?|licensees?|subscribers?|developers?|advertisers?|sellers?|merchants?|"
    r"visitors?|applicants?|guests?|parties|party)\b[^.;:]{0,60}?"
    r"(?:\b(?:may|must|shall|will|should|can) ?not\b|\b(?:should|must|can)n[’']t\b|\bagrees? not to\b|"
    r"\b(?:prohibited|barred|forbidden) from\b|\bnot (?:permitted|allowed) to\b|\brefrain from\b)(?P<listed>[^.]*)",
    re.IGNORECASE,
)
_BETWEEN_ACTS = re.compile(r"[;,]|(?<![\w'’])\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s", re.IGNORECASE)
_JOINED = re.compile(r"^\W*(?:and|or|nor|to)\b\W*", re.IGNORECASE)
# So begins an exception, a condition or an aside, and no act.
_NO_ACT = re.compile(
    r"(?:except|unless|without|with|whether|notwithstanding|provided|subject|directly|indirectly|either|including|where|"
    r"if|when|in|on|at|by|for|from|of|as|any|all|the|an?|your|our|their|its|such|that|which|who|other|however|even|"
    r"under|through|using|and|or|also)\b",
    re.IGNORECASE,
)
_ACT_WORDS_MIN = 3
_ITEM_WORDS_MAX = 30
_NAME_WORDS_MAX = 8

Words = tuple[str, ...]


def _find(edit: Edit) -> Iterator[Hit]:
    yield from _recipients(edit)
    yield from _acts(edit)


def _recipients(edit: Edit) -> Iterator[Hit]:
    """That data goes to one more, or one less."""
    differing, _ = _differing(_given_to, edit)
    if differing and not _is_of_known_kind(edit) and any(_is_somebody(item, edit) for item in differing):
        yield Hit(rule=AUDIENCE, before=edit.before, after=edit.after)


def _acts(edit: Edit) -> Iterator[Hit]:
    """That one thing more is forbidden, or one less."""
    differing, is_more = _differing(_forbidden, edit)
    if any(_is_an_act(item, edit) for item in differing):
        yield Hit(rule=DUTY.added if is_more else DUTY.removed, before=edit.before, after=edit.after)


def _differing(items_of: Callable[[str], list[Words]], edit: Edit) -> tuple[list[Words], bool]:
    """The items that one side alone has, and whether it is the newer one; none where both have some, or where anything
    else of the sentence differs."""
    before, after = items_of(edit.before), items_of(edit.after)
    gone, come = ([item for item in one if item not in other] for one, other in ((before, after), (after, before)))
    if not before or not after or bool(gone) == bool(come) or not _is_all(gone or come, edit):
        return [], False
    return gone or come, bool(come)


def _given_to(sentence: str) -> list[Words]:
    """To whom a sentence says that data is given, each by its telling words; nothing where it is about something
    else."""
    found = _GIVEN_TO.search(sentence)
    while found and _is_readers(found):
        found = _GIVEN_TO.search(sentence, found.start() + 1)
    listed = _listed(found)
    if not listed or _DOES.match(listed):
        return []
    listed = _NO_MORE_OF_THEM.split(_ASIDE.sub(" ", listed), maxsplit=1)[0]
    names = (part for part in _BETWEEN_NAMES.split(listed) if not _IS_TOLD.match(part))
    return [words for words in map(_telling, names) if words]


def _forbidden(sentence: str) -> list[Words]:
    """What a sentence says that somebody must not do, each act by its telling words."""
    parts = (_JOINED.sub("", part or "") for part in _BETWEEN_ACTS.split(_listed(_MUST_NOT.search(sentence))))
    return [words for words in (() if _NO_ACT.match(part) else _telling(part) for part in parts) if words]


def _listed(found: re.Match[str] | None) -> str:
    """The row that a pattern found, whichever of its groups holds it; "" for none."""
    return next((part for part in found.groups() if part is not None), "") if found else ""


def _is_readers(found: re.Match[str]) -> bool:
    """Whether it is the reader who gives something to somebody, or no data that is given."""
    said = found.string[found.start() : found.start(found.lastgroup or 0)]
    if _BY_READER.search(found.string, 0, found.start()) is not None or _ABOUT_THINGS.search(said):
        return True
    return not _OF_DATA.search(found.string, 0, found.start(found.lastgroup or 0))


def _is_of_known_kind(edit: Edit) -> bool:
    """Whether kinds of recipients differ that have a name, which `kinds` tells of."""
    return audiences.KINDS.named(edit.before) != audiences.KINDS.named(edit.after)


def _telling(item: str) -> Words:
    return tuple(word for word in key(item) if word not in LITTLE)


def _is_all(items: Sequence[Words], edit: Edit) -> bool:
    """Whether nothing else of the sentence says anything else than it did."""
    told = {word for item in items for word in item}
    left = {word for word in (*edit.residue.removed, *edit.residue.added) if len(word) > 1}  # no mark of an item
    return not (left - told - LITTLE) and STRENGTH.isdisjoint(left - told)


def _new_words(item: Words, edit: Edit) -> set[str]:
    return {*edit.unsaid.removed, *edit.unsaid.added}.intersection(item)


def _is_an_act(item: Words, edit: Edit) -> bool:
    """Whether an item says more than the others did, and no more than one thing."""
    return len(_new_words(item, edit)) >= _ACT_WORDS_MIN and len(item) <= _ITEM_WORDS_MAX


def _is_somebody(item: Words, edit: Edit) -> bool:
    """Whether an item names somebody who was not named, and no place or thing."""
    said_otherwise = (kin for kin in _KIN if not (kin.isdisjoint(edit.old) or kin.isdisjoint(edit.new)))
    known = _WORKING_FOR.union(_THINGS, PLACES, MORE_PLACES, *said_otherwise)
    telling = {word for word in _new_words(item, edit) - known if not word.endswith("ly")}
    return bool(telling) and len(item) <= _NAME_WORDS_MAX


DETECTOR = Detector(rules=(AUDIENCE, DUTY.added, DUTY.removed), find=_find, compares=True)
