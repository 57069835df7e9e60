"""A redline in; its assessment out: how much each change matters, why, and how much all of it does.

    clause change ──> page matter? ──────────────────────────────> noise
                 └──> edits (sentences, equivalences taken out) ──> none left: editorial
                                                              └──> every signal and detector asked ──> findings

The highest finding wins, in a change as in the whole. An edit that no rule knows is substantive: what a reader would call
a change of meaning is never called less because we have no word for it. Evidence is quoted from its side and must not
stand in the other; a finding without evidence is none.

Stages in order: `document_kind`, `edits`, `page_matter`, findings per edit, the stated date, and the sum of it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from redline import quality
from redline.canonical import fold
from redline.dates import takes_effect
from redline.detectors import DETECTORS
from redline.detectors import dates as stated
from redline.detectors.base import Hit, Rule
from redline.detectors.numbers import quantities
from redline.document_kind import document_kind
from redline.edits import Edit, edits, hides_an_address
from redline.equivalence import LITTLE, key
from redline.editions import holds_two_editions
from redline.evidence import Text, quote
from redline.month_names import MONTHS
from redline.page_matter import Edges, is_consent_dialog, is_page_matter, repeated_banners, shows_consent_dialog
from redline.rules import RuleSet, Signal, default_rules
from redline.summary import summarise
from redline.types import (
    Assessment,
    ChangeKind,
    Clause,
    ClauseChange,
    Finding,
    JudgedChange,
    Link,
    Materiality,
    Reading,
    Redline,
    StatedDates,
    Suspect,
    highest,
)

FINDINGS_MAX = 6
"""Findings kept of one change, the highest first: the reader's minute is short."""

_LABEL_WORDS_MAX = 8
# More clauses than this whose links alone changed are another mark-up of the page, not somebody's edit.
_LINK_CHANGES_MAX = 3

# A sentence that stays counts as changed in its substance from this many differing content words on.
CONTENT_MIN = 3

OTHER = Rule(
    id="other-change",
    category="Other",
    direction="meaning changed",
    level=Materiality.SUBSTANTIVE,
    why="The sentence reads differently; no rule says that it binds anybody otherwise.",
    source="P2B Regulation 2019/1150 recital 18 (only changes that alter no content or meaning are editorial)",
)
_DATE_WORDS = frozenset(MONTHS) | frozenset(
    "last latest updated update effective revised revision modified posted published version date dated as since st nd rd th "
    "stnd v current".split()
)
_NUMBERED = re.compile(r"\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th)?|[ivxlc]{1,5}")
_REFERENCE = frozenset(
    "section article clause appendix annex schedule exhibit chapter paragraph part page number form".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What every question about one pair of readings needs."""

    rules: RuleSet
    language: str
    kind: str
    hides: bool
    link_changes: int
    before: Text
    after: Text


def judge(redline: Redline, before: Reading, after: Reading, rules: RuleSet | None = None) -> Assessment:
    """How much `redline`, the comparison of `before` and `after`, matters by `rules` (the program's own where None)."""
    rules = rules or default_rules()
    case = _Case(
        rules=rules,
        language=after.language or before.language,
        kind=document_kind(after) or document_kind(before),
        hides=hides_an_address(redline),
        link_changes=sum(change.kind is ChangeKind.LINKS for change in redline.changes),
        before=Text(before),
        after=Text(after),
    )
    is_judged = case.language in rules.languages or not redline.changes
    changes = _judged_changes(redline, before, after, case, floor=None if is_judged else Materiality.SUBSTANTIVE)
    dates = stated.stated_dates(before, after)
    suspect = quality.suspect(before, after)
    changes, level = _with_dates(changes, dates, case)
    if suspect is not None and suspect.kind in _NO_DOCUMENT:
        changes, level = _quieted(changes), min(level, Materiality.NOISE, key=lambda found: found.rank)
    dates = replace(dates, silent=level is Materiality.MATERIAL and dates.verdict == "same")
    return Assessment(
        materiality=level,
        summary=summarise(changes, dates, suspect, level),
        stated_date=dates,
        judged=is_judged,
        suspect=suspect,
        changes=changes,
        unchanged=redline.unchanged,
        takes_effect=takes_effect(_new_clauses(redline, after)) if level.reaches(Materiality.EDITORIAL) else None,
    )


_NO_DOCUMENT = ("soft_failure", "truncated", "variant")


def _new_clauses(redline: Redline, after: Reading) -> list[Clause]:
    """The newer clauses whose words are new: only they can say when the change applies."""
    places = {place for change in redline.changes if change.before != change.after for place in change.after_positions}
    return [clause for clause in after.clauses if clause.position in places]


def _quieted(changes: Sequence[JudgedChange]) -> tuple[JudgedChange, ...]:
    """`changes` of a pair one side of which is not the document: what it lacks was not taken back."""
    return tuple(replace(change, materiality=Materiality.NOISE, findings=()) for change in changes)


def _judged_changes(
    redline: Redline, before: Reading, after: Reading, case: _Case, *, floor: Materiality | None
) -> tuple[JudgedChange, ...]:
    old_edges, new_edges = Edges(before), Edges(after)
    repeated, dialog = repeated_banners(redline), shows_consent_dialog(redline)
    drops_old = holds_two_editions(before) and not holds_two_editions(after)
    judged = []
    for change, found in zip(redline.changes, edits(redline, before, after, case.kind), strict=True):
        aside = (change.after or change.before) in repeated or (dialog and is_consent_dialog(change, case.kind))
        if aside or _is_furniture(change, before, after) or is_page_matter(change, old_edges, new_edges):
            judged.append(JudgedChange(change=change, materiality=Materiality.NOISE, findings=()))
            continue
        if drops_old and change.after is None:
            judged.append(JudgedChange(change=change, materiality=Materiality.EDITORIAL, findings=()))
            continue
        judged.append(_judged(change, found, case, floor=floor))
    return tuple(judged)


def _is_furniture(change: ClauseChange, before: Reading, after: Reading) -> bool:
    """Whether every clause of the change is one that reading found to be the page's."""
    clauses = [before.clauses[place] for place in change.before_positions if place < len(before.clauses)]
    clauses += [after.clauses[place] for place in change.after_positions if place < len(after.clauses)]
    return bool(clauses) and all(clause.furniture for clause in clauses)


def _judged(change: ClauseChange, found: Sequence[Edit], case: _Case, *, floor: Materiality | None) -> JudgedChange:
    if change.kind is ChangeKind.LINKS:
        level = _of_links(change) if case.link_changes <= _LINK_CHANGES_MAX else Materiality.NOISE
        return JudgedChange(change=change, materiality=level, findings=())
    is_address = case.hides and _holds_an_address(change)
    if not found and (
        is_address or _is_a_label_moved(change) or _stands_elsewhere(change, case) or _is_cut_otherwise(change)
    ):
        return JudgedChange(change=change, materiality=Materiality.NOISE, findings=())
    findings = _ranked(
        finding
        for edit in found
        for finding in _findings(edit, case)
        if not change.of_heading or finding.rule not in _NOT_OF_HEADINGS
    )
    level = highest([Materiality.EDITORIAL, *(finding.level for finding in findings)])
    if floor and found and any(not edit.residue.empty for edit in found):
        level = highest([level, floor])
    return JudgedChange(change=change, materiality=level, findings=findings)


def _holds_an_address(change: ClauseChange) -> bool:
    """Whether an e-mail address, shown or hidden, stands in what changed."""
    text = f"{change.before or ''} {change.after or ''}"
    return change.before != change.after and ("@" in text or "protected]" in text)


_NOT_OF_HEADINGS = {OTHER.id, *(rule.id for detector in DETECTORS if detector.net for rule in detector.rules)}
"""Rules that say nothing of a heading: it binds nobody, and most of its words only name what follows."""


def _stands_elsewhere(change: ClauseChange, case: _Case) -> bool:
    """Whether the words of either side stand in the other text in a row: a heading that became a caption, or part of
    its paragraph."""
    if change.kind in (ChangeKind.MOVED, ChangeKind.RENUMBERED) or key(change.before or "") == key(change.after or ""):
        return False
    return all(
        other.holds(text)
        for text, other in ((change.before, case.after), (change.after, case.before))
        if text is not None
    )


def _is_cut_otherwise(change: ClauseChange) -> bool:
    """Whether clauses with the same words, signs included, are only cut at other places."""
    if change.kind not in (ChangeKind.SPLIT, ChangeKind.MERGED):
        return False
    old, new = (re.sub(r"\b\d{1,2}[.)]|[\W_]", "", fold(text or "")) for text in (change.before, change.after))
    return old == new


def _is_a_label_moved(change: ClauseChange) -> bool:
    """Whether a few words without a sentence changed place: an entry of a list, a caption become a heading."""
    words = (change.after or "").split()
    return change.kind is ChangeKind.MOVED and len(words) <= _LABEL_WORDS_MAX


def _of_links(change: ClauseChange) -> Materiality:
    """A link with another target is noise, and one taken off its words; one laid on words that had none is editorial.

    An address that is its own link says nothing new.
    """
    old = {key(link.text) for link in change.links_removed}
    new = {key(link.text) for link in change.links_added if not _is_its_own(link)}
    return Materiality.NOISE if new <= old else Materiality.EDITORIAL


def _is_its_own(link: Link) -> bool:
    """Whether a link shows no more than the address it leads to, or leads to a place in its own page."""
    if not link.text.strip() or link.href.startswith("#"):
        return True
    return "." in link.text and link.text.strip("/ ").casefold() in link.href.casefold()


def _ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding a rule, the highest first, as many as a reader wants."""
    first: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        seen = first.get((finding.rule, finding.direction))
        if seen is None or finding.level.rank > seen.level.rank:
            first[finding.rule, finding.direction] = finding
    return tuple(sorted(first.values(), key=lambda finding: -finding.level.rank)[:FINDINGS_MAX])


def _findings(edit: Edit, case: _Case) -> Iterator[Finding]:
    """What the rules find in one edit; nothing where no more than writing changed."""
    if edit.residue.empty or _is_date_or_reference(edit) or _is_own_name(edit, case):
        return
    hits = list(_hits(edit, case))
    if not hits and edit.residue.content:
        hits = [Hit(rule=OTHER, before=edit.before, after=edit.after)]
    for hit in hits:
        found = _finding(hit, edit, case)
        if found is not None:
            yield found


def _is_date_or_reference(edit: Edit) -> bool:
    """Whether only dates, versions or numbers that point somewhere differ."""
    words = [word for word in (*edit.residue.removed, *edit.residue.added) if word not in LITTLE]
    if not all(_NUMBERED.fullmatch(word) or word in _DATE_WORDS or word in _REFERENCE for word in words):
        return False
    return Counter(quantity for quantity, _ in quantities(edit.before)) == Counter(
        quantity for quantity, _ in quantities(edit.after)
    )


def _is_own_name(edit: Edit, case: _Case) -> bool:
    """Whether the company only says or leaves out its own name."""
    content = edit.residue.content
    return (
        not edit.whole
        and len(content) == 1
        and all(side.names_itself(content[0]) for side in (case.before, case.after))
    )


def _hits(edit: Edit, case: _Case) -> Iterator[Hit]:
    signals = case.rules.cued((*edit.old, *edit.new), case.language)
    limits = [signal for signal in signals if signal.limited and _matches(signal, edit)]
    capped = any(signal.caps for signal in limits)
    found = []
    for signal in signals:
        if signal.limited or (signal.kinds and case.kind and case.kind not in signal.kinds):
            continue
        hit = _of_signal(signal, edit, limited=bool(limits))
        if hit is not None:
            found.append(hit)
    for detector in case.rules.detectors:
        if limits and detector.net:
            continue
        found += [hit for hit in detector.find(edit) if hit.rule.id not in case.rules.muted]
    if capped:
        found = [replace(hit, level=_lower(hit, Materiality.SUBSTANTIVE)) for hit in found]
    lowest = sorted(limits, key=lambda signal: signal.rule.level.rank)[:1]
    yield from found or [Hit(rule=signal.rule, before=edit.before, after=edit.after) for signal in lowest]


def _lower(hit: Hit, most: Materiality) -> Materiality:
    return min(hit.level or hit.rule.level, most, key=lambda level: level.rank)


def _matches(signal: Signal, edit: Edit) -> bool:
    return bool(signal.pattern.search(edit.text))


def _of_signal(signal: Signal, edit: Edit, *, limited: bool) -> Hit | None:
    """The hit of one signal on one edit, None where it has nothing to say."""
    if signal.unless and signal.unless.search(edit.text):
        return None
    old = signal.pattern.search(edit.before) if edit.before else None
    new = signal.pattern.search(edit.after) if edit.after else None
    if not old and not new:
        return None
    if old and new:
        return _of_both(signal, edit, old, new, limited=limited)
    if old and signal.on != "added":
        return Hit(rule=signal.rule, before=old[0], after="" if edit.whole else edit.after)
    if new and signal.on != "removed":
        return Hit(rule=signal.rule, before="" if edit.whole else edit.before, after=new[0])
    return None


def _of_both(signal: Signal, edit: Edit, old: re.Match[str], new: re.Match[str], *, limited: bool) -> Hit | None:
    """The words of a signal stand on both sides: did what they say change?"""
    content = len(edit.residue.content)
    inside = _changed_inside(edit, old, new)
    if not content or not inside:
        level = signal.touched if content >= CONTENT_MIN else None
    elif content >= CONTENT_MIN and not limited and signal.on == "either":
        level = signal.rule.level
    else:
        level = signal.touched or Materiality.SUBSTANTIVE
    if level is None:
        return None
    return Hit(rule=signal.rule, before=edit.before, after=edit.after, level=level)


def _changed_inside(edit: Edit, old: re.Match[str], new: re.Match[str]) -> bool:
    """Whether words that differ stand inside what the signal matched."""
    gone, come = set(edit.residue.removed) - LITTLE, set(edit.residue.added) - LITTLE
    return not gone.isdisjoint(key(old[0])) or not come.isdisjoint(key(new[0]))


def _finding(hit: Hit, edit: Edit, case: _Case) -> Finding | None:
    """`hit` with its evidence, None where none of its words stand on one side only."""
    before = quote(edit.before, hit.before, case.after, around=edit.residue.removed) if hit.before else ""
    after = quote(edit.after, hit.after, case.before, around=edit.residue.added) if hit.after else ""
    if not before and not after:
        return None
    rule = hit.rule
    return Finding(
        rule=rule.id,
        category=rule.category,
        level=hit.level or rule.level,
        direction=hit.direction or rule.direction,
        reason=rule.why,
        evidence_before=before,
        evidence_after=after,
    )


def _with_dates(
    changes: Sequence[JudgedChange], dates: StatedDates, case: _Case
) -> tuple[tuple[JudgedChange, ...], Materiality]:
    """`changes` with the stated date's finding at the change that holds it, and the level of the whole.

    A date's change has no weight of its own: it takes the level of the real change beside it.
    """
    level = highest([change.materiality for change in changes])
    hit = stated.hit(dates)
    if hit is None or hit.rule.id in case.rules.muted:
        return tuple(changes), level
    level = highest([level, hit.rule.level])
    found = []
    for change in changes:
        if not _holds(change.change, dates):
            found.append(change)
            continue
        finding = Finding(
            rule=hit.rule.id,
            category=hit.rule.category,
            level=highest([hit.rule.level, level]),
            direction=hit.direction or hit.rule.direction,
            reason=hit.rule.why,
            evidence_before="" if case.after.holds(hit.before) else hit.before,
            evidence_after="" if case.before.holds(hit.after) else hit.after,
        )
        found.append(
            replace(change, materiality=highest([change.materiality, level]), findings=(*change.findings, finding))
        )
    return tuple(found), level


def _holds(change: ClauseChange, dates: StatedDates) -> bool:
    """Whether the stated date of either side stands in the change."""
    old, new = dates.before, dates.after
    return bool(
        (old and change.before and old.text in change.before) or (new and change.after and new.text in change.after)
    )
