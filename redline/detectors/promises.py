"""A promise or a ban that holds less far than it did: hedged, with another exception, or without a case it named.

"We do not sell your data."           ->  "We do not knowingly sell your data."
"... to nobody except our host."      ->  "... to nobody except our host and advertisers."
"Do not post what harasses."          ->  "Do not post what harasses unless it is news."
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from redline.detectors.base import Detector, Hit, Rule
from redline.detectors.statements import DENIAL, RIGHT_GIVEN
from redline.equivalence.residue import LITTLE, STRENGTH, key
from redline.judging.edits import Edit
from redline.judging.sentence_changes import likeness
from redline.literals import search
from redline.types import Materiality

_HEDGES = frozenset(
    key(
        "knowingly intentionally currently presently generally usually normally typically ordinarily routinely"
        " regularly directly money monetary intend plan"
    )
)
_EXCEPTING = re.compile(
    r"\b(?:except|(?:with|subject to) the exception of|other than|unless|apart from|aside from|besides|excluding|"
    r"save (?:for|where)|beyond)\b",
    re.IGNORECASE,
)
# What an exception only points to.
_POINTING = frozenset(
    key(
        "privacy policy notice statement terms agreement section paragraph below above describe set forth out provide"
        " this say require permit allow detail state outline"
    )
)
# "We use it only to deliver your order": what is added to it is another use.
_LIMITED = re.compile(
    r"(?<!not )(?<!n't )(?<!n’t )(?<![\w-])(?:only|solely|exclusively)\b[^,;]{0,30}"
    r"\b(?:(?P<to>to)|for(?! (?:as|so) long| the (?:time|period)| an? (?:\w+ )?(?:time|period|while)\b| \d))\b|"
    r"\bfor the sole purposes? of\b",
    re.IGNORECASE,
)
_DATA_SAID = (
    r"(?:(?:your|personal|customers?[’']?|users?[’']?|such|this|the|any) (?:\w+ ){0,2}(?:details|address(?:es)?|"
    r"e-?mails?|photos?|messages?|numbers?|names?)|(?:\w+ )?(?:data|information)|cookies?)"
)
_USE_OF_DATA = re.compile(
    r"\b(?:us(?:e|es|ing)|process(?:es|ing)?|shar(?:e|es|ing)|disclos(?:e|es|ing)|collect(?:s|ing)?|stor(?:e|es|ing)|"
    rf"retains?|transfers?)\b[^,;]{{0,40}}\b{_DATA_SAID}\b|\b{_DATA_SAID}\b[^,;]{{0,40}}"
    r"\b(?:used|processed|shared|disclosed|collected|stored|retained|transferred)\b",
    re.IGNORECASE,
)
# What customers may do with the service is limited by another promise, and what stands behind this says more.
_BY_CUSTOMERS = re.compile(
    r"\b(?:you|users?|members?|customers?|licensees?|part(?:y|ies)) (?:may|can|must|shall|agree|only|will)\b|"
    r"\b(?:may|can) (?:only )?be used\b|^(?:please )?(?:use|send|write|call|contact)\b|"
    r", (?:and|but|or) (?:it|we|they|you|this|that|the)\b|;",
    re.IGNORECASE,
)
_AND = frozenset(("and", "or"))
# With one of these a safeguard is added, and with one of the others a further sentence or a pointer.
_NO_USE = frozenset("in under with as by at on from".split())
_SAYS_MORE = frozenset(
    "is are was were be been have has must may will shall then they it which that who not if when unless policy notice"
    " statement".split()
)
# An exception that asks for these is a narrower one.
_STRICTER = frozenset(key("explicit explicitly prior written express expressly specific"))
# What is promised of data of these kinds alone is promised of few.
_NARROWING = frozenset(
    key("sensitive special personally health medical financial payment biometric genetic confidential precise children")
)
# By these words a sentence names some more.
_ADDING = frozenset(("including", "include", "or", "and"))
_LIKE_MIN = 0.6
# What somebody else must not do.
_BAN = re.compile(
    r"^\W*(?:please )?(?:do not|don[’']t|never)\b(?! (?:worry|hesitate|contact)\b)|"
    r"\b(?:you|users?|members?|customers?|advertisers?|sellers?|developers?|creators?|content|ads?)\b.{0,40}"
    r"\b(?:must|may|shall|should|can) ?not\b(?! (?:be|see|apply|work|always)\b)|"
    r"\b(?:not|never) (?:permit|allow|accept|tolerate)\w*|\b(?:prohibit|forbid|bann?)(?:s|ed|den)?\b",
    re.IGNORECASE,
)
# What the service does away with of its own accord; that it may close an account is a power.
_ERASING = re.compile(
    r"\b(?:we|is|are|will)\b(?:(?!\b(?:may|might|can|could|not|never)\b).){0,40}"
    r"\b(?:delet|eras|destroy|anonymi[sz])\w*(?! (?:\w+ ){0,2}accounts?\b)",
    re.IGNORECASE,
)
# "including threats", "such as threats": a case that a ban names.
_NAMING = re.compile(r"\b(?:including|such as|for example|e\.g\.|like)\b", re.IGNORECASE)
_NAMED_MIN = 2
# What the law demands is allowed by nobody, and what is agreed in whatever form, or said elsewhere, adds nothing.
_SAYS_NOTHING = frozenset(
    key(
        "law laws applicable local legally legal otherwise agreed stated permitted provided described noted required"
        " allowed expressly writing written advance prior"
    )
)
# By these words an exception comes, or goes.
_EXCEPTIVE = frozenset(key("except unless excluding"))

_NEVER = re.compile(
    r"\b(?:nie|niemals|keinesfalls|in keinem fall|jamais|en aucun cas|nunca|jamás|en ningún caso)(?!\w)",
    re.IGNORECASE,
)
_AS_A_RULE = re.compile(
    r"\b(?:grundsätzlich|in der regel|normalerweise|üblicherweise|en principe|en règle générale|généralement|"
    r"normalement|"
    r"en principio|por regla general|por lo general|generalmente|normalmente)(?!\w)",
    re.IGNORECASE,
)

# How often a newsletter comes, and how long a survey takes, is no promise.
_OF_READERS = re.compile(
    r"\b(?:vos|votre|vous|ihre?[rnms]?|sie|euer|eure[rnms]?|deine?[rnms]?|sus?|usted|tus?|données|\w*daten|datos|vend\w+|"
    r"verkauf\w*|weitergegeben|weitergeben|partag\w+|compart\w+|frais|gebühr\w*|coste?s?|cargos?)\b",
    re.IGNORECASE,
)
QUALIFIED = Rule(
    id="promise-qualified",
    category="Language strength",
    direction="promise qualified",
    level=Materiality.MATERIAL,
    why="What is promised, not to be done or to be deleted, now holds with a reservation or other exceptions.",
    source="FTC Gateway Learning 2004; WP260 rev.01 para. 12-13",
)

BAN = Rule(
    id="prohibition-qualified",
    category="Prohibited use",
    direction="prohibition qualified",
    level=Materiality.MATERIAL,
    why="What was forbidden is so with an exception now, or no longer in a case that was named.",
    source="DSA Art. 14(1)-(2) (what is not allowed, and every significant change of it, is to be told)",
)

RIGHT = Rule(
    id="right-qualified",
    category="User Choice/Control",
    direction="right qualified",
    level=Materiality.MATERIAL,
    why="What people may ask for now has an exception, or one less.",
    source="GDPR Art. 12-22; WP260 rev.01 para. 29",
)

_REASON_EXTENDED = "What is promised, forbidden or given as a right now holds with fewer exceptions or reservations."


def _find(edit: Edit) -> Iterator[Hit]:
    gone, come = (_content(words) - _SAYS_NOTHING for words in (edit.unsaid.removed, edit.unsaid.added))
    if bool(gone) != bool(come) and edit.rest_stayed:
        if _BAN.search(edit.before) and _BAN.search(edit.after):
            yield from _of_ban(edit, gone, come)
        elif RIGHT_GIVEN.search(edit.after) and _is_of_exception(edit, gone, come):
            yield _with_exception(RIGHT, edit, came=bool(come))
        elif _ERASING.search(edit.after) and _is_of_exception(edit, gone, come):
            yield _with_exception(QUALIFIED, edit, came=bool(come))
    yield from _of_promise(edit)
    yield from _hedged(edit)


def _of_ban(edit: Edit, gone: frozenset[str], come: frozenset[str]) -> Iterator[Hit]:
    """An exception that a ban has now, or has no longer, and a case that it names no longer."""
    if _is_of_exception(edit, gone, come):
        yield _with_exception(BAN, edit, came=bool(come))
    elif len(gone) >= _NAMED_MIN and _from(_NAMING, edit.before) >= gone:
        yield Hit(rule=BAN, before=edit.before, after=edit.after, direction=f"{BAN.direction}: a named case is gone")


def _with_exception(rule: Rule, edit: Edit, *, came: bool) -> Hit:
    if came:
        return Hit(rule=rule, before=edit.before, after=edit.after, direction=f"{rule.direction}: exception added")
    return _extended(rule, edit, ": exception removed")


def _extended(rule: Rule, edit: Edit, how: str = "") -> Hit:
    """That what a rule sees qualified holds farther than it did."""
    told = rule.direction.replace("qualified", "extended") + how
    return Hit(rule=rule, before=edit.before, after=edit.after, direction=told, reason=_REASON_EXTENDED)


def _is_of_exception(edit: Edit, gone: frozenset[str], come: frozenset[str]) -> bool:
    """Whether all that went, or came, is an exception."""
    if come:
        return not _EXCEPTIVE.isdisjoint(edit.residue.added) and _from(_EXCEPTING, edit.after) >= come
    return not _EXCEPTIVE.isdisjoint(edit.residue.removed) and _from(_EXCEPTING, edit.before) >= gone


def _of_promise(edit: Edit) -> Iterator[Hit]:
    gone, come = _content(edit.unsaid.removed), _content(edit.unsaid.added)
    if bool(gone) != bool(come) and edit.rest_stayed and _is_of_limit(edit, came=bool(come)):
        told = f"{QUALIFIED.direction}: limit widened"
        widened = Hit(rule=QUALIFIED, before=edit.before, after=edit.after, direction=told)
        yield widened if come else _extended(QUALIFIED, edit, ": limit narrowed")
        return
    if not come or _STRICTER.issuperset(come) or likeness(edit.old, edit.new) < _LIKE_MIN:
        return
    if not (search(DENIAL, edit.before) and search(DENIAL, edit.after)):
        return
    is_hedged = not gone and (_HEDGES.issuperset(come) or _is_narrowed(edit, come))
    if is_hedged or (
        _from(_EXCEPTING, edit.before).issuperset(gone) and _from(_EXCEPTING, edit.after).issuperset(come)
    ):
        yield Hit(rule=QUALIFIED, before=edit.before, after=edit.after)


def _is_of_limit(edit: Edit, *, came: bool) -> bool:
    """Whether all that came, or went, stands behind "and" or "or" where a sentence says for what alone data is used."""
    longer, words = (edit.after, edit.residue.added) if came else (edit.before, edit.residue.removed)
    limit = _LIMITED.search(longer)
    if limit is None or not _SAYS_MORE.isdisjoint(words) or _BY_CUSTOMERS.search(longer):
        return False
    behind = next((word for before, word in pairwise(words) if before in _AND), "")
    if not behind or behind in _NO_USE:
        return False
    if limit["to"] and "to" not in words:
        return False  # "only to send you orders and letters" is one use
    return _USE_OF_DATA.search(longer) is not None and _from(_LIMITED, longer) >= _content(words)


def _is_narrowed(edit: Edit, come: frozenset[str]) -> bool:
    """Whether a promise holds for some data alone now; one that names or adds some besides is no narrower."""
    return _NARROWING.issuperset(come) and _ADDING.isdisjoint(edit.residue.added)


def _content(words: Sequence[str]) -> frozenset[str]:
    return frozenset(words) - LITTLE - STRENGTH - _POINTING


def _from(words: re.Pattern[str], sentence: str) -> frozenset[str]:
    """The forms of the words from the first such word on; none without one."""
    found = words.search(sentence)
    return frozenset(key(sentence[found.start() :])) if found else frozenset()


def _hedged(edit: Edit) -> Iterator[Hit]:
    """What is never done that as a rule is not, or the other way, in other languages than English."""
    sides = edit.before, edit.after
    never, as_a_rule = ([words.search(side) is not None for side in sides] for words in (_NEVER, _AS_A_RULE))
    if edit.rest_stayed and _OF_READERS.search(edit.text) and never[0] != never[1] and as_a_rule == never[::-1]:
        is_hedged = never[0]
        yield Hit(rule=QUALIFIED, before=edit.before, after=edit.after) if is_hedged else _extended(QUALIFIED, edit)


DETECTOR = Detector(rules=(QUALIFIED, BAN, RIGHT), find=_find, compares=True, keeps="alike")
