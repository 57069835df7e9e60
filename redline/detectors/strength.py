"""How far a sentence binds: a negation, an "only" or a "must" that came or went while the rest stayed."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from redline.detectors.base import Detector, Hit, Rule
from redline.equivalence.residue import EXCLUSIVE, LITTLE, NEGATORS, STRENGTH, key
from redline.judging.edits import Edit
from redline.judging.sentence_changes import likeness
from redline.literals import search
from redline.types import Materiality

_STRONG = frozenset(
    key(
        "will must required require guarantee ensure undertake doit doivent devons obligatoire muss müssen"
        " obligatorisch verpflichtend debe deben deberá deberán obligatorio obligatoria"
    )
)
_FIRST = frozenset(key("we us our ours"))
_OTHERS = frozenset(key("you your yours they them their theirs he she his her"))
_COUPLING = frozenset(("and", "or"))
_PARTIES = frozenset(("we", "us", "you"))
_WEAK = frozenset(
    key(
        "may might can should ask encourage request try strive endeavour aim seek peut peuvent pouvons facultatif"
        " facultative kann können freiwillig puede pueden podrá podrán opcional"
    )
)
# Who tries may fail.
_TRYING = frozenset(key("try strive endeavour aim seek attempt"))
_LIKE_MIN = 0.6
_OTHER_WORDS_TURNED_MAX = 2
# A sentence of so few words, of which so many say something, need not be as like.
_FEW_WORDS_MAX = 9
_SAID_MIN = 2
# Who pays, answers, owns and may sue decides; who writes to whom does not.
_BEARS = re.compile(
    r"\b(?:we|you|they|us|them)\b(?:\W+\w+){0,3}?\W+(?:pays?|paid|bears?|borne|liable|responsib\w+|owns?|owed?|indemnif\w+|"
    r"reimburse\w*|arbitrat\w+|terminat\w+|sue|seeks?)\b|\b(?:disputes?|claims?)\b[^.]{0,30}\b(?:we|you|they)\b|"
    r"\bat (?:our|your|their|its|(?:the )?[A-Z]\w+[’']s) (?:own |sole )?"
    r"(?:expense|cost|risk|discretion|option|choice)\b|"
    r"\b(?:on|under|by|follow\w*|with(?:out)?) (?:our|your|their) (?:\w+ )?(?:instructions?|consent|permission)\b|"
    r"\b(?:we|you|they) (?:alone )?(?:decides?|determines?|controls?)\b|"
    r"\b(?:is|are|remains?|stays?) (?:yours|ours|theirs)\b|"
    r"\b(?:paid|borne|kept|owned|covered) (?:for )?by (?:us|you|them)\b",
    re.IGNORECASE,
)
_OWNER = (
    r"(we|us|you|they|them|users?|customers?|clients?|members?|creators?|authors?|contributors?|compan(?:y|ies)|"
    r"providers?|suppliers?|vendors?|contractors?|licensors?|licensees?|partners?|sellers?|buyers?)"
)
# "You own the results", "the results belong to us".
_OWNED = re.compile(
    rf"\b{_OWNER}\b(?: \w+){{0,2}}? owns?\b|"
    rf"\b(?:belongs? to|owned by|(?:sole |exclusive )?property of|vests? in|remains? with) (?:the |our )?{_OWNER}\b",
    re.IGNORECASE,
)
# "Your company owns" is the reader's own side; the device that somebody owns is in nobody's dispute.
_READERS = re.compile(
    r"\byour (?:own )?(?:company|employer|organi[sz]ation|business|firm|entity|team)\b", re.IGNORECASE
)
_BELONGING = re.compile(
    r"\b(?:devices?|(?:smart)?phones?|computers?|tablets?|equipment|hardware|vehicles?|cars?|homes?|house|pets?)"
    r"(?: that| which)? \w+(?: or \w+)? owns?\b",
    re.IGNORECASE,
)
_LIKE_OF_OWNERS_MIN = 0.45
_CALLED = {
    form: party
    for party, names in (
        ("we", "we us our ours company provider supplier vendor licensor seller"),
        ("you", "you user customer client member creator author contributor licensee buyer"),
    )
    for form in key(names)
}
_MAY_NOT = re.compile(r"\b(?:may|can) not\b|\bcannot\b", re.IGNORECASE)
_MAY_SAID = re.compile(r"\b(?:may|can|might)\b(?! not\b)", re.IGNORECASE)
_NOT_PERMITTED = re.compile(
    r"\bnot (?:be )?(?:permitted|allowed) to\b|\b(?:prohibited|barred|banned) from\b", re.IGNORECASE
)
# "not unless you agree" and "only if you agree" are the same.
_EXCEPTING = frozenset("unless without until except sauf salvo".split())
# Whom or what a word binds most plainly; elsewhere a digest is enough, for that weather may change binds nobody.
_ENGAGED = re.compile(
    r"\b(?:we|us|our|you|your|users?|customers?|clients?|data|information|company|companies|members?|content|ads?|"
    r"advertis\w+|accounts?|posts?|orders?|subscriptions?|teams?|(?<!third[- ])part(?:y|ies)|passengers?|partners?|"
    r"visitors?|buyers?|sellers?|guests?|employees?|subscribers?|developers?|businesses?|organi[sz]ations?|merchants?|"
    r"anyone|everyone|persons?|people|applicants?|participants?|students?|parents?|patients?|providers?|vendors?|"
    r"publishers?|suppliers?|(?:sub-?)?processors?|controllers?|licen[cs](?:or|ee)s?|contractors?|"
    r"disputes?|claims?|comptes?|utilisateurs?|abonnés?|sous-traitants?|responsable|kont(?:o|en)|nutzer\w*|kunden?|"
    r"auftraggebers?|verarbeitung|cuentas?|usuarios?|clientes?|encargado|nous|vous|nos|vos|données|wir|uns|sie|ihre?[rnms]?|daten|nosotros|usted|sus?|datos)\b",
    re.IGNORECASE,
)
# With one of these beside it each denies nothing of the sentence: "at no charge", "not only", "no less protective".
_DENIES_NOTHING = {
    "without": frozenset(("delay", "notice", "warning")),
    "no": frozenset(key("charge cost fee later less fewer matter")),
    "none": frozenset(("if",)),
    "not": frozenset(key("hesitate limited only later less")),
}
# Words that deny what they stand before as "not" does.
_DENYING = frozenset(
    key(
        "exclude excludes excluded excluding prohibit prohibits prohibited forbid forbids forbidden unable nobody"
        " nothing nowhere disagree disagrees disclaim disclaims zero"
    )
)
# What a service does for people: where it only may, it need not.
_COMMITS = re.compile(
    r"\b(?:delet|eras|destroy|encrypt|anonymi[sz]|refund|reimburs|notif|inform(?!ation)|respond|repl(?:y|ies)|renew|"
    r"protect|secur|review|return)\w*\b|"
    r"\b(?:do|does|will|may|might|can|could) not (?:\w+ )?(?:sell|share|disclose|rent|track|store|keep|collect|use)\b",
    re.IGNORECASE,
)
_MAY = frozenset(("may", "might", "can"))

_TWICE_WITHIN = 3

NEGATION_LOST = Rule(
    id="negation-lost",
    category="Language strength",
    direction="negation lost",
    level=Materiality.MATERIAL,
    why="One word less, and the sentence says the opposite of what it said.",
    source=(
        "PolicyLint (USENIX Security 2019): one negation turns a denial of a practice into the practice;"
        " OPP-115 Does/Does Not"
    ),
)
NEGATION_GAINED = Rule(
    id="negation-gained",
    category="Language strength",
    direction="negation gained",
    level=Materiality.MATERIAL,
    why="One word more, and the sentence says the opposite of what it said.",
    source=NEGATION_LOST.source,
)
ONLY_LOST = Rule(
    id="limit-dropped",
    category="Language strength",
    direction="limit dropped",
    level=Materiality.MATERIAL,
    why="A use, recipient or case that was the only one no longer is.",
    source="GDPR Art. 5(1)(b); FTC Gateway Learning 2004",
)
ONLY_GAINED = Rule(
    id="limit-added",
    category="Language strength",
    direction="limit added",
    level=Materiality.MATERIAL,
    why="What was open is now limited to the case named.",
    source="GDPR Art. 5(1)(b)",
)
WEAKENED = Rule(
    id="commitment-weakened",
    category="Language strength",
    direction="commitment weakened",
    level=Materiality.MATERIAL,
    why="A duty became an option: what was sure can now be left undone.",
    source="WP260 rev.01 para. 12-13 (may, might, some, often, possible are to be avoided)",
)
STRENGTHENED = Rule(
    id="commitment-strengthened",
    category="Language strength",
    direction="commitment strengthened",
    level=Materiality.MATERIAL,
    why="An option became a duty: what could be left undone must now be done.",
    source="WP260 rev.01 para. 12-13",
)

_DECIDING = STRENGTH.union(NEGATORS, EXCLUSIVE, _STRONG, _WEAK, _TRYING)

PERSON = Rule(
    id="person-changed",
    category="Language strength",
    direction="person changed",
    level=Materiality.SUBSTANTIVE,
    why="What one side does, owns or answers for is the other side's now.",
    source="Directive 93/13/EEC annex 1 (who bears what)",
)


def _negation(edit: Edit) -> Iterator[Hit]:
    if not (_alike(edit) or _says_all_of_a_few_words(edit)):
        return
    lost, gained = (_denies(words) for words in (edit.residue.removed, edit.residue.added))
    if lost == gained or _came_with_its_denial(
        edit, edit.residue.removed if lost else edit.residue.added, gained=gained
    ):
        return
    if not _DENYING.isdisjoint(edit.residue.added if lost else edit.residue.removed):
        return  # "do not include" is "exclude"
    yield Hit(rule=NEGATION_LOST if lost else NEGATION_GAINED, before=edit.before, after=edit.after)


def _came_with_its_denial(edit: Edit, words: Sequence[str], *, gained: bool) -> bool:
    """Whether what is denied on one side alone, the `words` that differ, is denied on the other in another sentence of
    the clause: "… protected by rights. We don't own those." and "… protected by rights, which we do not own."."""
    denied = set(words) - (LITTLE - {"own"}) - STRENGTH - NEGATORS  # behind a "not" it is a verb
    sides = [key(side) for side in edit.clause]
    counts = [sum(word in NEGATORS for word in side) for side in sides]
    return bool(denied) and counts[0] == counts[1] and denied.issubset(sides[0 if gained else 1])


def _denies(words: Sequence[str]) -> bool:
    """Whether one of the words that differ turns the sentence: "without undue delay" only says how soon."""
    found = NEGATORS.intersection(words)
    if found == {"ne"} and any(map(str.isdigit, words)):
        return False  # "60 Massachusetts Avenue, NE"
    return bool(found) and not any(
        found == {denier} and not companions.isdisjoint(words) for denier, companions in _DENIES_NOTHING.items()
    )


def _exclusivity(edit: Edit) -> Iterator[Hit]:
    if not _alike(edit):
        return
    lost, gained = _only_on(edit.residue.removed, edit.residue.added, EXCLUSIVE)
    if lost and not gained and _says_only_twice(edit.old, edit.new):
        return
    level = None if _ENGAGED.search(edit.after) else Materiality.SUBSTANTIVE
    if lost and not gained:
        yield Hit(rule=ONLY_LOST, before=edit.before, after=edit.after, level=level)
    elif gained and not lost:
        yield Hit(rule=ONLY_GAINED, before=edit.before, after=edit.after, level=level)


def _says_only_twice(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a sentence has a word of exclusion twice within a few words that nothing joins, "is only used only for",
    and the other sentence has it still."""
    places = [(place, word) for place, word in enumerate(words) if word in EXCLUSIVE]
    return any(
        word == again and word in others and later - place <= _TWICE_WITHIN and _COUPLING.isdisjoint(words[place:later])
        for (place, word), (later, again) in pairwise(places)
    )


def _modality(edit: Edit) -> Iterator[Hit]:
    if not _alike(edit):
        return
    gone, come = _without_bans(edit)
    is_engaged = _ENGAGED.search(edit.after) or _COMMITS.search(edit.after)
    level = None if is_engaged else Materiality.SUBSTANTIVE
    if gone & _STRONG and come & _WEAK and not come & _STRONG:
        yield Hit(rule=WEAKENED, before=edit.before, after=edit.after, level=level)
    elif gone & _WEAK and come & _STRONG and not gone & _STRONG:
        yield Hit(rule=STRENGTHENED, before=edit.before, after=edit.after, level=level)
    elif not is_engaged:
        return
    elif (
        edit.residue.content
        and _TRYING.issuperset(edit.residue.content)
        and gone.isdisjoint(_TRYING) != come.isdisjoint(_TRYING)
    ):
        yield Hit(rule=WEAKENED if come & _TRYING else STRENGTHENED, before=edit.before, after=edit.after)
    elif _is_left_open(edit, gone, come):
        yield Hit(rule=WEAKENED if come & _MAY else STRENGTHENED, before=edit.before, after=edit.after)


def _without_bans(edit: Edit) -> tuple[set[str], set[str]]:
    """The words that differ, without a "may" that forbids what the other side does not permit: "are not permitted to"
    is "may not"; beside "must not" it may be "might not"."""
    gone, come = set(edit.residue.removed), set(edit.residue.added)
    if _only_forbids(edit.after) and _NOT_PERMITTED.search(edit.before):
        come -= _MAY
    elif _only_forbids(edit.before) and _NOT_PERMITTED.search(edit.after):
        gone -= _MAY
    return gone, come


def _only_forbids(sentence: str) -> bool:
    return _MAY_NOT.search(sentence) is not None and not _MAY_SAID.search(sentence)


def _is_left_open(edit: Edit, gone: set[str], come: set[str]) -> bool:
    """Whether what a service does for people is what it may do on one side: "is deleted", "may be deleted"."""
    if edit.residue.content or bool(gone & _MAY) == bool(come & _MAY) or not _COMMITS.search(edit.after):
        return False
    return (gone | come).isdisjoint(_STRONG | NEGATORS)


def _person(edit: Edit) -> Iterator[Hit]:
    if _is_anothers(edit):
        yield Hit(rule=PERSON, before=edit.before, after=edit.after, level=Materiality.MATERIAL)
        return
    if edit.residue.content or likeness(edit.old, edit.new) < _LIKE_MIN:
        return
    gone, come = set(edit.residue.removed), set(edit.residue.added)
    if (gone & _FIRST and come & _OTHERS) or (gone & _OTHERS and come & _FIRST) or _is_one_of_two(gone, come):
        level = Materiality.MATERIAL if _bearers(edit.before) != _bearers(edit.after) else None
        yield Hit(rule=PERSON, before=edit.before, after=edit.after, level=level)


def _is_anothers(edit: Edit) -> bool:
    """Whether what one side owns is another's now."""
    old, new = _owners(edit.before), _owners(edit.after)
    return bool(old and new and old.isdisjoint(new)) and likeness(edit.old, edit.new) >= _LIKE_OF_OWNERS_MIN


def _owners(sentence: str) -> set[str]:
    """Who owns something in a sentence: the author as "we" and whoever is addressed as "you", by whatever name."""
    if not search(_OWNED, sentence):
        return set()
    plain = _READERS.sub("you", _BELONGING.sub(" ", sentence))
    named = (found[1] or found[2] for found in _OWNED.finditer(plain))
    return {_CALLED.get(form, form) for name in named for form in key(name)}


def _bearers(sentence: str) -> list[str]:
    """Who pays, answers, owns or sues in a sentence, in order, with whoever is named beside him."""
    return [found[0].lower() for found in _BEARS.finditer(sentence)]


def _is_one_of_two(gone: set[str], come: set[str]) -> bool:
    """Whether one of two parties came or went: "you or we" became "we"."""
    differing = gone or come
    return not (gone and come) and not _COUPLING.isdisjoint(differing) and not _PARTIES.isdisjoint(differing)


def _alike(edit: Edit) -> bool:
    """Whether the rest of the sentence stayed near enough for one word to decide."""
    if _DECIDING.isdisjoint((*edit.residue.removed, *edit.residue.added)):
        return False
    return edit.rest_stayed and not _is_turned(edit)


def _says_all_of_a_few_words(edit: Edit) -> bool:
    """Whether one of two short sentences has all that the other says: "are not recorded", "may be recorded"."""
    if max(len(edit.old), len(edit.new)) > _FEW_WORDS_MAX or _is_turned(edit):
        return False
    said = [{word for word in side if word not in LITTLE and word not in _DECIDING} for side in (edit.old, edit.new)]
    less, more = sorted(said, key=len)
    return len(less) >= _SAID_MIN and less <= more and len(more) - len(less) <= 1


def _is_turned(edit: Edit) -> bool:
    """Whether a ban with an exception became a leave for the excepted case alone, or the other way round."""
    if len(edit.unsaid.content) > _OTHER_WORDS_TURNED_MAX:
        return False
    for one, other in ((edit.residue.removed, edit.residue.added), (edit.residue.added, edit.residue.removed)):
        denies = NEGATORS - _EXCEPTING  # "without" alone makes no exception
        if not any(words.isdisjoint(one) for words in (denies, _EXCEPTING)) and not EXCLUSIVE.isdisjoint(other):
            return True
    return False


def _only_on(removed: Sequence[str], added: Sequence[str], words: frozenset[str]) -> tuple[bool, bool]:
    return not words.isdisjoint(removed), not words.isdisjoint(added)


WHOSE = Detector(rules=(PERSON,), find=_person, compares=True, keeps="alike")
NEGATION = Detector(rules=(NEGATION_LOST, NEGATION_GAINED), find=_negation, compares=True, keeps="everywhere")
EXCLUSIVITY = Detector(rules=(ONLY_LOST, ONLY_GAINED), find=_exclusivity, compares=True, keeps="alike")
MODALITY = Detector(rules=(WEAKENED, STRENGTHENED), find=_modality, compares=True, keeps="alike")
