"""One edit in; what the rules find in it out.

Every signal whose cue the sentence holds and every detector is asked. A *limited* signal says that an edit is about
little (a contact, a browser's settings): the net of `detectors.clauses` is silent then. A finding quotes its evidence,
and without evidence on one side only there is none.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from redline.answers import in_words
from redline.dates.forms import states_a_date
from redline.detectors import DETECTORS, days, numbers, standards
from redline.detectors.base import Hit
from redline.detectors.columns import names_recipients
from redline.detectors.numbers import GAINED, LOST
from redline.equivalence.residue import EXCLUSIVE, NEGATORS, STRENGTH
from redline.judging.by_signal import HAPPENED, REASON_REWORDED, REWORDED, explains, of_signal
from redline.judging.edits import Edit
from redline.judging.evidence import quote, says_nothing
from redline.judging.former_names import are_of_one_company
from redline.judging.joined import what_was_joined
from redline.judging.little_edits import cites_another_section, is_date_or_reference, is_of_party, is_of_states
from redline.judging.pointers import points_elsewhere
from redline.judging.whole_text import Text
from redline.literals import search
from redline.quantities import quantities
from redline.rules import OTHER, RuleSet, Signal, written
from redline.types import BETWEEN_CELLS, Finding, Materiality

# What a number, a negation or an opposite says weighs in a sentence about a contact too.
_NEVER_CAPPED = frozenset(rule.id for found in DETECTORS if found.keeps == "everywhere" for rule in found.rules)
# What these find of two sentences that are alike is no matter of words.
_NEVER_LOWERED = frozenset(rule.id for found in DETECTORS if found.keeps != "nothing" for rule in found.rules)
_EXCEPTING = frozenset(("except", "unless"))
# Whatever stands over it, a line that says so dates the document.
_REVISED = re.compile(
    r"\b(?:updated?|revised|modified|amended|mise? à jour|aktualisier\w*|actualiza\w*|"
    r"(?:this|these|our) (?:\w+ ){0,3}(?:policy|terms|notice|statement|agreement))\b",
    re.IGNORECASE,
)
_CELL_WORDS_MAX = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What every question about one pair of readings needs: the rules, the language and kind of the document, and both
    whole texts. `dated` are the headings under which a date is the document's own: both state one, and these are their
    titles."""

    rules: RuleSet
    language: str
    kind: str
    before: Text
    after: Text
    dated: frozenset[str] = frozenset()


def findings(edit: Edit, case: Case) -> Iterator[Finding]:
    """What the rules find in one edit; nothing where no more than writing changed."""
    names_other_standard = not edit.whole and standards.differ(edit.before, edit.after)
    if _is_own_name(edit, case) or (edit.residue.empty and not edit.residue.reordered and not names_other_standard):
        return
    if edit.residue.empty and not names_other_standard:
        yield from _of_order(edit, case)
        return
    settled = _settled(edit, case, names_other_standard=names_other_standard)
    if settled is not None:
        yield from _told(settled, edit, case)
        return
    hit, known = None, _is_hushed(edit, case)
    for one in _hits(edit, case):
        is_net = one.rule.id in case.rules.net_ids
        if is_net and known:
            continue  # what the net says of the edit is less, and of the same words
        hit = one
        found = _finding(hit, edit, case)
        if found is not None:
            known = known or (not is_net and found.level is Materiality.MATERIAL)
            yield found
    if hit is None and (edit.residue.content or _excepts_otherwise(edit) or points_elsewhere(edit)):
        yield from _told([Hit(rule=OTHER, before=edit.before, after=edit.after)], edit, case)


def _as_we(edit: Edit, case: Case) -> Edit:
    """`edit` as all are asked of it that do not ask for names: who calls himself by his name says "we"."""
    before, after = case.before.speaker.as_we(edit.before), case.after.speaker.as_we(edit.after)
    if (before, after) == (edit.before, edit.after):
        return edit
    return replace(edit, before=before, after=after)


def _settled(edit: Edit, case: Case, *, names_other_standard: bool) -> list[Hit] | None:
    """What is told of an edit of no more than a date, a reference or a company's former name; None for any other."""
    if is_date_or_reference(edit) and not names_other_standard:
        return [*days.DETECTOR.asked(edit)]
    if _is_the_documents_date(edit, case):
        return []  # what became of it is told of the document
    is_first = edit.column == edit.columns.partition(BETWEEN_CELLS)[0]
    names_some = names_recipients(edit.columns) or (edit.columns and case.kind == "processing")
    if cites_another_section(edit) or (names_some and is_first and are_of_one_company(edit.before, edit.after)):
        return [Hit(rule=OTHER, before=edit.before, after=edit.after)]
    return None


def _is_the_documents_date(edit: Edit, case: Case) -> bool:
    """Whether an edit's lines say nothing but the date of the document, which both texts state."""
    sides = [side for side in (edit.before, edit.after) if side]
    if not case.dated or not (edit.heading in case.dated or all(map(_REVISED.search, sides))):
        return False
    return all(states_a_date(side, others_max=0) for side in sides)


def _is_hushed(edit: Edit, case: Case) -> bool:
    """Whether a muted rule would speak of an edit. Else the net, which asks less, would speak in its place."""
    muted = case.rules.muted
    if not muted:
        return False
    told = _as_we(edit, case)
    return any(of_signal(signal, told, limited=False) is not None for signal in case.rules.hushed) or any(
        hit.rule.id in muted
        for detector in case.rules.detectors
        if not (detector.net or muted.isdisjoint(rule.id for rule in detector.rules))
        for hit in detector.asked(edit if detector.names else told)
    )


def _excepts_otherwise(edit: Edit) -> bool:
    """Whether one side alone makes an exception, and the other says it in no other way ("not unless", "only if")."""
    gone, come = edit.residue.removed, edit.residue.added
    is_said_otherwise = not (NEGATORS | EXCLUSIVE).isdisjoint((*gone, *come))
    return not is_said_otherwise and _EXCEPTING.isdisjoint(gone) != _EXCEPTING.isdisjoint(come)


def _of_order(edit: Edit, case: Case) -> Iterator[Finding]:
    """What the same words in another order say otherwise: which setting comes first, which number goes with what."""
    hits = [hit for detector in case.rules.detectors if detector.order for hit in detector.asked(edit)]
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
    signals = case.rules.cued({*edit.old, *edit.new, *written(edit.before), *written(edit.after)}, case.language)
    limits = [signal for signal in signals if signal.limited and explains(signal, edit)]
    if is_of_party(edit):
        yield from _of_party(edit, limits, case)
        yield from filter(None, (of_signal(signal, edit, limited=True) for signal in signals if signal.own))
        return
    of_states = is_of_states(edit)
    hit, joined = None, what_was_joined(edit.before, edit.after)
    for hit in _asked(signals, edit, case, limited=bool(limits)):
        capped = of_states or any(signal.caps and hit.rule.id not in signal.spares for signal in limits)
        is_low = capped and hit.rule.id not in _NEVER_CAPPED and not _is_said_behind(hit, signals, joined)
        yield replace(hit, level=_lower(hit, Materiality.SUBSTANTIVE)) if is_low else hit
    if hit is None and limits and edit.residue.content:
        yield Hit(rule=_lowest(limits).rule, before=edit.before, after=edit.after)


def _is_said_behind(hit: Hit, signals: Iterable[Signal], joined: str) -> bool:
    """Whether what was joined to a sentence, or taken off, says by itself what a signal found: "write to us, and we may
    sell your data"."""
    return joined != "" and any(signal.rule == hit.rule and search(signal.pattern, joined) for signal in signals)


def _of_party(edit: Edit, limits: Sequence[Signal], case: Case) -> Iterator[Hit]:
    """That another company is named, answers, stores or judges, if so; else that an address is another one."""
    hit = None
    for detector in (one for one in case.rules.detectors if one.names):
        for hit in detector.asked(edit):
            if hit.rule.id not in case.rules.muted:
                yield hit
    if hit is None and limits:
        yield Hit(rule=_lowest(limits).rule, before=edit.before, after=edit.after)


def _lowest(limits: Sequence[Signal]) -> Signal:
    return min(limits, key=lambda signal: signal.rule.level.rank)


def _asked(signals: list[Signal], edit: Edit, case: Case, *, limited: bool) -> Iterator[Hit]:
    """What signals and detectors say, in their order; `limited` says that a limited signal explains the edit.

    Where only little words differ a signal's pattern can begin or cease to match and nothing is said otherwise.
    """
    told = _as_we(edit, case)
    says_otherwise = edit.residue.content or not STRENGTH.isdisjoint((*edit.residue.removed, *edit.residue.added))
    for signal in signals if says_otherwise else ():
        if signal.limited or (signal.kinds and case.kind and case.kind not in signal.kinds):
            continue
        hit = of_signal(signal, told, limited=limited)
        if hit is not None:
            yield hit
    for detector in case.rules.detectors:
        if not (limited and detector.net):
            yield from (
                hit
                for hit in detector.asked(edit if detector.names else told)
                if hit.rule.id not in case.rules.muted and not (edit.whole and _is_stated_anyway(hit, case))
            )


def _is_stated_anyway(hit: Hit, case: Case) -> bool:
    """Whether a number went, or came, that stands in the other text too, in whatever words."""
    return (hit.rule == LOST and case.after.states(hit.before)) or (
        hit.rule == GAINED and case.before.states(hit.after)
    )


def _lower(hit: Hit, most: Materiality) -> Materiality:
    return (hit.level or hit.rule.level).at_most(most)


def lowered(finding: Finding, also: Collection[str] = ()) -> Finding:
    """`finding` of a clause that says what it said; what numbers, opposites and words of strength say stays, but for
    what the rules `also` say."""
    if (finding.rule in _NEVER_LOWERED and finding.rule not in also) or finding.level is not Materiality.MATERIAL:
        return finding
    told = HAPPENED.sub(REWORDED, finding.direction)
    return replace(finding, level=Materiality.SUBSTANTIVE, direction=told, reason=REASON_REWORDED)


def _source(side: str, row: str) -> str:
    """What to quote from: a cell of few words says little without its row."""
    is_cell = side.count(" ") < _CELL_WORDS_MAX and (side in row or side in in_words(row))
    return row if is_cell else side


def _finding(hit: Hit, edit: Edit, case: Case) -> Finding | None:
    """`hit` with its evidence, None where none of its words stand on one side only, or what does holds no word."""
    old, new = _source(edit.before, edit.rows[0]), _source(edit.after, edit.rows[1])
    before = quote(old, hit.before, case.after, around=edit.residue.removed) if hit.before else ""
    after = quote(new, hit.after, case.before, around=edit.residue.added) if hit.after else ""
    rule = hit.rule
    quoted = [one for one in (before, after) if one]
    if not quoted or (rule.id not in _NEVER_CAPPED and all(map(says_nothing, quoted))):
        return None
    return Finding(
        rule=rule.id,
        category=rule.category,
        level=hit.level or rule.level,
        direction=hit.direction or rule.direction,
        reason=hit.reason or rule.why,
        evidence_before=before,
        evidence_after=after,
    )
