"""One edit in; what the rules find in it out.

Every signal whose cue the sentence holds and every detector is asked. A *limited* signal says that an edit is about
little (a contact, a browser's settings): the net of `detectors.clauses` is silent then. A finding quotes its evidence,
and without evidence on one side only there is none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from redline.detectors import days, numbers, opposites, parties, strength
from redline.detectors.base import Hit, Rule
from redline.detectors.numbers import GAINED, LOST, Quantity, quantities
from redline.edits import Edit
from redline.equivalence import LEGAL_FORMS, LITTLE, STRENGTH, key
from redline.evidence import Text, quote
from redline.literals import search
from redline.month_names import MONTHS
from redline.rules import RuleSet, Signal
from redline.types import Finding, Materiality

# A sentence that stays counts as changed in its substance from this many differing content words on.
CONTENT_MIN = 3

_NOT = (
    r"\b(?:do|does|did|will|would|shall|may|can|are|is|have|has) not\b|\bagrees? not to\b|\bcannot\b|\bnever\b|"
    r"\bno longer\b|"
    r"\b(?:do|does|did|wo|would|ca|are|is|have|has)n[’']t\b"
)
_DENIAL = re.compile(rf"(?:\W{{0,3}}\b\w{{1,30}}\b){{0,3}}\W{{0,3}}(?:{_NOT})", re.IGNORECASE)
_DENIAL_BEFORE = re.compile(
    rf"(?:{_NOT})[\s\"“”]+(?:(?!(?:without|unless|but|only|if|we|that)\b)[\w’']{{1,30}}[\s\"“”]+){{0,5}}\Z",
    re.IGNORECASE,
)
_DENIAL_REACH = 50

REWORDED = "reworded"
"""How the direction of a finding ends that stands on both sides and of which nothing is known to have changed."""

OTHER = Rule(
    id="other-change",
    category="Other",
    direction="meaning changed",
    level=Materiality.SUBSTANTIVE,
    why="The sentence reads differently; no rule says that it binds anybody otherwise.",
    source="P2B Regulation 2019/1150 recital 18 (only changes that alter no content or meaning are editorial)",
)
_DATE_WORDS = frozenset(MONTHS) | frozenset(
    "last latest updated update effective revised revision modified posted published version date dated as"
    " since st nd rd th "
    "stnd v current".split()
)
_NUMBERED = re.compile(r"\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th)?|[ivxlc]{1,5}")
# Where numbers are an address or a telephone's.
_CONTACT = re.compile(
    r"\+\s?\d|\b(?:tel|telephone|phone|call|fax|téléphone|telefon|teléfono|street|suite|floor|avenue|ave|road|box|rue|straße|"
    r"zip)\b|\b[A-Z]{2},? \d{5}\b",
    re.IGNORECASE,
)
_ADDRESS_WORDS = frozenset(
    "street suite floor avenue ave road boulevard blvd parkway lane plaza postal zip rue straße strasse str".split()
)
_STATES = frozenset(
    key(
        """Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia
        Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts
        Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada New Hampshire Jersey Mexico
        York North South Carolina Dakota Ohio Oklahoma Oregon Pennsylvania Rhode Island Tennessee
        Texas Utah Vermont Virginia Washington West Wisconsin Wyoming District of Columbia state
        states residents USA"""
    )
)
# What a number, a negation or an opposite says weighs in a sentence about a contact too.
_NEVER_CAPPED = frozenset(
    rule.id for detector in (numbers.DETECTOR, strength.NEGATION, opposites.DETECTOR) for rule in detector.rules
)
# What a promise no longer says that it does not do.
_GIVING = ("sell", "sold", "sale", "rent", "shar", "disclos", "trad", "train", "track")
_CELL_WORDS_MAX = 8
_WHO = frozenset(("we", "you"))
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'.-]*")
# A rule that tells what came or went has no such thing to tell where its words stand on both sides.
_HAPPENED = re.compile(r"(?:added|removed|qualified|widened|hedged|changed|altered)$")
_HAPPENED_SOMEHOW = re.compile(r"(?:changed|altered)$")
_REASON_REWORDED = "The text speaks of it before and after; the sentence reads differently."
_REFERENCE = frozenset(
    "section article clause appendix annex schedule exhibit chapter paragraph part page number form".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What every question about one pair of readings needs: the rules, the language and kind of the document, and both
    whole texts."""

    rules: RuleSet
    language: str
    kind: str
    before: Text
    after: Text


def findings(edit: Edit, case: Case) -> Iterator[Finding]:
    """What the rules find in one edit; nothing where no more than writing changed."""
    if _is_own_name(edit, case) or (edit.residue.empty and not edit.residue.reordered):
        return
    if edit.residue.empty:
        yield from _of_order(edit, case)
        return
    if _is_date_or_reference(edit):
        yield from _told(days.DETECTOR.find(edit), edit, case)
        return
    hit, known = None, False
    for hit in _hits(edit, case):
        is_net = hit.rule.id in case.rules.net_ids
        if is_net and known:
            continue  # what the net says of the edit is less, and of the same words
        found = _finding(hit, edit, case)
        if found is not None:
            known = known or (not is_net and found.level is Materiality.MATERIAL)
            yield found
    if hit is None and edit.residue.content:
        found = _finding(Hit(rule=OTHER, before=edit.before, after=edit.after), edit, case)
        if found is not None:
            yield found


def _is_date_or_reference(edit: Edit) -> bool:
    """Whether only dates, versions or numbers that point somewhere differ."""
    words = [word for word in (*edit.residue.removed, *edit.residue.added) if word not in LITTLE]
    if not words or not all(_NUMBERED.fullmatch(word) or word in _DATE_WORDS or word in _REFERENCE for word in words):
        return False
    if _CONTACT.search(edit.text):
        return False
    return _quantities(edit.before) == _quantities(edit.after)


def _quantities(sentence: str) -> Counter[Quantity]:
    return Counter(quantity for quantity, _ in quantities(sentence))


def _of_order(edit: Edit, case: Case) -> Iterator[Finding]:
    """What the same words in another order say otherwise: which setting comes first, which number goes with what."""
    hits = [*opposites.DETECTOR.find(edit)]
    old, new = ([quantity for quantity, _ in quantities(side)] for side in (edit.before, edit.after))
    if len(old) > 1 and old != new:
        hits.append(Hit(rule=numbers.PERIOD, before=edit.before, after=edit.after, direction="numbers changed places"))
    return _told(hits, edit, case)


def _told(hits: Iterable[Hit], edit: Edit, case: Case) -> Iterator[Finding]:
    """The findings of `hits` that are not muted and have evidence."""
    found = (_finding(hit, edit, case) for hit in hits if hit.rule.id not in case.rules.muted)
    return filter(None, found)


def _is_own_name(edit: Edit, case: Case) -> bool:
    """Whether the company only says or leaves out its own name."""
    content = edit.residue.content
    return (
        not edit.whole
        and len(content) == 1
        and all(side.names_itself(content[0]) for side in (case.before, case.after))
    )


def _hits(edit: Edit, case: Case) -> Iterator[Hit]:
    signals = case.rules.cued((*edit.old, *edit.new), case.language)
    limits = [signal for signal in signals if signal.limited and _matches(signal, edit)]
    if _is_of_party(edit):
        yield from _of_party(edit, limits, case)
        yield from filter(None, (_of_signal(signal, edit, limited=True) for signal in signals if signal.own))
        return
    capped = any(signal.caps for signal in limits) or _is_of_states(edit)
    hit = None
    for hit in _asked(signals, edit, case, limited=bool(limits)):
        is_low = capped and hit.rule.id not in _NEVER_CAPPED
        yield replace(hit, level=_lower(hit, Materiality.SUBSTANTIVE)) if is_low else hit
    if hit is None and limits and edit.residue.content:
        yield Hit(rule=_lowest(limits).rule, before=edit.before, after=edit.after)


def _is_of_party(edit: Edit) -> bool:
    """Whether all that differs is who a company is and where: names and numbers, with a word that only addresses or
    companies have. Whatever else the sentence speaks of is as it was."""
    words = [word for word in (*edit.residue.removed, *edit.residue.added) if word not in LITTLE]
    if edit.whole or not any(word in _ADDRESS_WORDS or word in LEGAL_FORMS for word in words):
        return False
    if not _WHO.isdisjoint((*edit.residue.removed, *edit.residue.added)) or _quantities(edit.before) != _quantities(
        edit.after
    ):
        return False
    sides = [side for side in (edit.before, edit.after) if not side.isupper()]
    names = {form for side in sides for name in _NAME.findall(side) for form in key(name)}
    return all(
        word in names or word in _ADDRESS_WORDS or word in LEGAL_FORMS or any(map(str.isdigit, word)) for word in words
    )


def _of_party(edit: Edit, limits: Sequence[Signal], case: Case) -> Iterator[Hit]:
    """That another company is named, answers, stores or judges, if so; else that an address is another one."""
    hit = None
    for detector in (parties.DETECTOR, parties.COMPANY, parties.STORAGE, parties.GOVERNING_LAW):
        for hit in detector.find(edit):
            if hit.rule.id not in case.rules.muted:
                yield hit
    if hit is None and limits:
        yield Hit(rule=_lowest(limits).rule, before=edit.before, after=edit.after)


def _lowest(limits: Sequence[Signal]) -> Signal:
    return min(limits, key=lambda signal: signal.rule.level.rank)


def _is_of_states(edit: Edit) -> bool:
    """Whether a list of states of the USA got longer: what residents of one may ask for is its law, restated."""
    gone, come = ([word for word in side if word not in LITTLE] for side in (edit.residue.removed, edit.residue.added))
    return not edit.whole and bool(come) and not gone and _STATES.issuperset(come) and "resident" in edit.after.lower()


def _asked(signals: list[Signal], edit: Edit, case: Case, *, limited: bool) -> Iterator[Hit]:
    """What signals and detectors say, in their order; `limited` says that a limited signal explains the edit.

    Where only little words differ a signal's pattern can begin or cease to match and nothing is said otherwise.
    """
    says_otherwise = edit.residue.content or not STRENGTH.isdisjoint((*edit.residue.removed, *edit.residue.added))
    for signal in signals if says_otherwise else ():
        if signal.limited or (signal.kinds and case.kind and case.kind not in signal.kinds):
            continue
        hit = _of_signal(signal, edit, limited=limited)
        if hit is not None:
            yield hit
    for detector in case.rules.detectors:
        if not (limited and detector.net):
            yield from (
                hit
                for hit in detector.find(edit)
                if hit.rule.id not in case.rules.muted and not (edit.whole and _is_stated_anyway(hit, case))
            )


def _is_stated_anyway(hit: Hit, case: Case) -> bool:
    """Whether a number went, or came, that stands in the other text too, in whatever words."""
    return (hit.rule == LOST and case.after.states(hit.before)) or (
        hit.rule == GAINED and case.before.states(hit.after)
    )


def _lower(hit: Hit, most: Materiality) -> Materiality:
    return min(hit.level or hit.rule.level, most, key=lambda level: level.rank)


def _matches(signal: Signal, edit: Edit) -> bool:
    """Whether a limited signal explains the edit."""
    return bool(search(signal.pattern, edit.text)) and not (signal.unless and signal.unless.search(edit.text))


def _of_signal(signal: Signal, edit: Edit, *, limited: bool) -> Hit | None:
    """The hit of one signal on one edit, None where it has nothing to say."""
    old, new = _said_by(signal, edit.before), _said_by(signal, edit.after)
    if (not old and not new) or (signal.unless and signal.unless.search(edit.text)):
        return None
    if old and new:
        return _of_both(signal, edit, old, new, limited=limited)
    if old and signal.on != "added":
        told = _HAPPENED_SOMEHOW.sub("removed", signal.rule.direction)
        return Hit(rule=signal.rule, before=old[0], after="" if edit.whole else edit.after, direction=told)
    if new and signal.on != "removed":
        told = _HAPPENED_SOMEHOW.sub("added", signal.rule.direction)
        return Hit(rule=signal.rule, before="" if edit.whole else edit.before, after=new[0], direction=told)
    return None


def _said_by(signal: Signal, sentence: str) -> re.Match[str] | None:
    """Where a sentence says what the signal is about, None where it does not, or denies it."""
    found = search(signal.pattern, sentence) if sentence else None
    while found and signal.practice and _is_denied(sentence, found):
        found = signal.pattern.search(sentence, found.start() + 1)
    return found


def _is_denied(sentence: str, said: re.Match[str]) -> bool:
    """Whether what is said is said not to be done: "we do not sell …", "we will never … track"."""
    return bool(
        _DENIAL_BEFORE.search(sentence, max(0, said.start() - _DENIAL_REACH), said.start()) or _DENIAL.match(said[0])
    )


def _of_both(signal: Signal, edit: Edit, old: re.Match[str], new: re.Match[str], *, limited: bool) -> Hit | None:
    """The words of a signal stand on both sides: did what they say change?"""
    content = len(edit.residue.content)
    inside = _changed_inside(edit, old, new)
    if signal.on == "removed" and inside and any(word.startswith(_GIVING) for word in edit.residue.removed):
        return Hit(rule=signal.rule, before=edit.before, after=edit.after)
    if not content or not inside:
        level = signal.touched if content >= CONTENT_MIN else None
    elif content >= CONTENT_MIN and not limited and signal.on == "either":
        level = signal.rule.level
    else:
        level = signal.touched or Materiality.SUBSTANTIVE
    if level is None:
        return None
    hit = Hit(rule=signal.rule, before=edit.before, after=edit.after, level=level)
    if signal.on == "either" and (inside or level is Materiality.MATERIAL):
        return hit
    return replace(hit, direction=_HAPPENED.sub(REWORDED, signal.rule.direction), reason=_REASON_REWORDED)


def _changed_inside(edit: Edit, old: re.Match[str], new: re.Match[str]) -> bool:
    """Whether words that differ stand inside what the signal matched."""
    gone, come = set(edit.residue.removed) - LITTLE, set(edit.residue.added) - LITTLE
    return not gone.isdisjoint(key(old[0])) or not come.isdisjoint(key(new[0]))


def _source(side: str, row: str) -> str:
    """What to quote from: a cell of few words says little without its row."""
    return row if side in row and side.count(" ") < _CELL_WORDS_MAX else side


def _finding(hit: Hit, edit: Edit, case: Case) -> Finding | None:
    """`hit` with its evidence, None where none of its words stand on one side only."""
    old, new = _source(edit.before, edit.rows[0]), _source(edit.after, edit.rows[1])
    before = quote(old, hit.before, case.after, around=edit.residue.removed) if hit.before else ""
    after = quote(new, hit.after, case.before, around=edit.residue.added) if hit.after else ""
    if not before and not after:
        return None
    rule = hit.rule
    return Finding(
        rule=rule.id,
        category=rule.category,
        level=hit.level or rule.level,
        direction=hit.direction or rule.direction,
        reason=hit.reason or rule.why,
        evidence_before=before,
        evidence_after=after,
    )
