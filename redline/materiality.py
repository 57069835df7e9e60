"""A redline in; its assessment out: how much each change matters, why, and how much all of it does.

    clause change ──> page matter? ──────────────────────────────> noise
                 └──> edits (sentences, equivalences taken out) ──> none left: editorial, or no change at all
                                                               └──> every signal and detector asked ──> findings

The highest finding wins, in a change as in the whole. An edit that no rule knows is substantive: what a reader would
call a change of meaning is never called less because we have no word for it. Evidence is quoted from its side and must
not stand in the other; a finding without evidence is none.

The stages are modules: `document_kind`, `judging.edits`, `page.matter`, `judging.wording`, `judging.asking`,
`judging.ranking`, `detectors.dates`, `judging.summary`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from redline import answers, quality
from redline.dates.stated import takes_effect
from redline.detectors import DETECTORS, numbers, strength
from redline.detectors import dates as stated
from redline.detectors.parties import REGION
from redline.document_kind import document_kind
from redline.judging import links, wording
from redline.judging.asking import Case, findings, lowered
from redline.judging.cut_sentences import keep_their_numbers
from redline.judging.editions import holds_two_editions
from redline.judging.edits import Edit, edits
from redline.judging.kept_rows import change_places, stands_in_other_columns
from redline.judging.ranking import FINDINGS_MAX, ranked
from redline.judging.restructured import only_marks, without_layout
from redline.judging.rewriting import says_what_it_said
from redline.judging.run_together import RunTogether
from redline.judging.sentence_changes import without_addresses
from redline.judging.summary import summarise
from redline.judging.whole_text import Text
from redline.literals import search
from redline.page.changes import one_side
from redline.page.lost_links import lost_words_of_links
from redline.page.matter import is_page_matter
from redline.page.order import is_in_another_order, stands_at_another_end
from redline.page.phrases import is_widget, only
from redline.page.rows import Page, page_of
from redline.page.titles import is_titled_otherwise
from redline.pairing.heading_changes import NO_LISTS, Lists, lists_of
from redline.rules import OTHER, RuleSet, default_rules
from redline.types import (
    Assessment,
    ChangeKind,
    Clause,
    ClauseChange,
    Finding,
    JudgedChange,
    Materiality,
    Reading,
    Redline,
    StatedDates,
    highest,
)

_BUTTON_WORDS_MAX = 4
# More clauses than this whose links alone changed, or more links laid on their words, are another mark-up of the page
# and not somebody's edit.
_LINK_CHANGES_MAX = 3
_LINKS_LAID_MAX = 2
# From so many changes on nobody reads every reason of each.
_REWRITE_MIN = 300
_NO_DOCUMENT = ("soft_failure", "truncated", "variant")
_NO = re.compile(r"[\W\d]*no\b(?!\.? ?\d)", re.IGNORECASE)
_NOT_OF_HEADINGS = {OTHER.id, *(rule.id for detector in DETECTORS if detector.net for rule in detector.rules)}
"""Rules that say nothing of a heading: it binds nobody, and most of its words only name what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What judging one change needs to know of the whole pair."""

    case: Case
    page: Page
    masks: tuple[bool, ...]
    many_links: bool
    drops_old_edition: bool
    is_rewrite: bool
    lists: Lists
    run_together: RunTogether
    floor: Materiality


def judge(redline: Redline, before: Reading, after: Reading, rules: RuleSet | None = None) -> Assessment:
    """How much `redline`, the comparison of `before` and `after`, matters by `rules` (the program's own where None)."""
    rules = rules or default_rules()
    language = after.language or before.language
    is_judged = language in rules.languages or not redline.changes
    whole = _whole(redline, before, after, rules, language, is_judged=is_judged)
    each = [
        _judged(change, place, found, before, after, whole)
        for place, (change, found) in enumerate(
            zip(redline.changes, edits(redline, before, after, whole.case.kind, whole.masks), strict=True)
        )
    ]
    changes = tuple(without_layout(each, before, after))
    if only_marks(changes, before, after):
        changes = _quieted(changes)
    dates = stated.stated_dates(before, after, whole.case.before.holds, whole.case.after.holds)
    changes, level = _with_dates(changes, dates, whole.case)
    suspect = quality.suspect(before, after)
    if suspect is not None and suspect.kind in _NO_DOCUMENT:
        changes, level = _quieted(changes), min(level, Materiality.NOISE, key=lambda found: found.rank)
    applies = takes_effect(_new_clauses(redline, after)) if level.reaches(Materiality.EDITORIAL) else None
    # A text that newly says from when it applies hides nothing, whatever date it still states.
    dates = replace(dates, silent=level is Materiality.MATERIAL and dates.verdict == "same" and applies is None)
    return Assessment(
        materiality=level,
        summary=summarise(changes, dates, suspect, level, whole.case.rules.vagueness, unchanged=redline.unchanged),
        stated_date=dates,
        judged=is_judged,
        suspect=suspect,
        changes=changes,
        unchanged=redline.unchanged,
        takes_effect=applies,
    )


def _whole(
    redline: Redline, before: Reading, after: Reading, rules: RuleSet, language: str, *, is_judged: bool
) -> _Whole:
    kind = document_kind(after) or document_kind(before)
    older, newer = Text(before), Text(after)
    return _Whole(
        case=Case(
            rules=rules,
            language=language,
            kind=kind,
            before=older,
            after=newer,
            dated=frozenset(("", before.title, after.title))
            if before.stated_date and after.stated_date
            else frozenset(),
        ),
        page=page_of(redline, before, after, kind),
        masks=tuple(without_addresses(redline)),
        many_links=_marks_links_up(redline),
        drops_old_edition=holds_two_editions(before) and not holds_two_editions(after),
        is_rewrite=len(redline.changes) > _REWRITE_MIN,
        lists=lists_of(before.clauses, after.clauses)
        if any(change.kind is ChangeKind.MOVED for change in redline.changes)
        else NO_LISTS,
        run_together=RunTogether(older, newer),
        floor=Materiality.EDITORIAL if is_judged else Materiality.SUBSTANTIVE,
    )


def _marks_links_up(redline: Redline) -> bool:
    """Whether so many links came or went that the page is marked up otherwise."""
    changed = [change for change in redline.changes if change.kind is ChangeKind.LINKS]
    return len(changed) > _LINK_CHANGES_MAX or sum(map(links.links_laid, changed)) > _LINKS_LAID_MAX


def _new_clauses(redline: Redline, after: Reading) -> list[Clause]:
    """The newer clauses whose words are new: only they can say when the change applies."""
    places = {place for change in redline.changes if change.before != change.after for place in change.after_positions}
    return [clause for clause in after.clauses if clause.position in places]


def _quieted(changes: Sequence[JudgedChange]) -> tuple[JudgedChange, ...]:
    """`changes` of a pair in which nobody changed the text: one side is not the document, or its lists are marked up
    otherwise."""
    return tuple(replace(change, materiality=Materiality.NOISE, findings=()) for change in changes)


def _judged(
    change: ClauseChange, place: int, found: Sequence[Edit], before: Reading, after: Reading, whole: _Whole
) -> JudgedChange:
    """One change with its level and findings: first what is no change of the text, then what the rules say."""
    texts = whole.case.before, whole.case.after
    if (
        _is_furniture(change, before, after)
        or is_page_matter(change, place, whole.page)
        or wording.is_of_contents(change, *texts)
        or wording.is_head_of_columns(change, *texts, is_item=whole.page.is_listed(change))
    ):
        return JudgedChange(change=change, materiality=Materiality.NOISE, findings=())
    if change.kind is ChangeKind.LINKS:
        level = Materiality.NOISE if whole.many_links else links.of_links(change)
        return JudgedChange(change=change, materiality=level, findings=())
    if whole.drops_old_edition and change.after is None:
        level = Materiality.NOISE if wording.is_repeated(change, *texts) else Materiality.EDITORIAL
        return JudgedChange(change=change, materiality=level, findings=())
    if _is_taken_down(change, before):
        return JudgedChange(change=change, materiality=Materiality.NOISE, findings=())
    if _is_in_another_list(change, before, after, whole):
        return JudgedChange(change=change, materiality=Materiality.SUBSTANTIVE, findings=())
    in_list = whole.page.holds_in_a_list(change)
    own = [edit for edit in found if in_list or edit.row or not (edit.whole and _is_button(edit.text))]
    if stands_in_other_columns(change, before, after):
        judged = _by_the_rules(change, own, whole)
        return replace(judged, materiality=highest([judged.materiality, Materiality.SUBSTANTIVE]))
    if _changed_nothing(change, place, found, own, whole):
        return JudgedChange(change=change, materiality=Materiality.NOISE, findings=())
    same_address = links.of_the_same_address(change)
    if same_address is not None:
        return JudgedChange(change=change, materiality=same_address, findings=())
    return _by_the_rules(change, own, whole)


def _is_taken_down(change: ClauseChange, before: Reading) -> bool:
    """Whether an announcement of another edition is no longer there."""
    return (
        change.after is None
        and only("announcements").fullmatch(change.before or "") is not None
        and not any(before.clauses[place].kind == "item" for place in change.before_positions)
    )


def _is_in_another_list(change: ClauseChange, before: Reading, after: Reading, whole: _Whole) -> bool:
    """Whether what moved is an item of another list now."""
    if change.kind is not ChangeKind.MOVED or not change.before_positions or not change.after_positions:
        return False
    old, new = before.clauses[change.before_positions[0]], after.clauses[change.after_positions[0]]
    return whole.lists.differ(old, new)


def _is_button(sentence: str) -> bool:
    return sentence.count(" ") < _BUTTON_WORDS_MAX and is_widget(sentence)


def _changed_nothing(
    change: ClauseChange, place: int, found: Sequence[Edit], own: Sequence[Edit], whole: _Whole
) -> bool:
    """Whether a reader would call the change none: only buttons' words, the same words cut or written otherwise, or run
    together."""
    texts = whole.case.before, whole.case.after
    if answers.differ(change.before, change.after):
        return False  # a tick is no word, and says as much as one
    if (found and not own) or wording.is_written_otherwise(change) or lost_words_of_links(change):
        return True
    if is_in_another_order(change, whole.page):
        return True
    in_list = whole.page.holds_in_a_list(change)
    if not whole.is_rewrite and whole.run_together.explains(change, in_list=in_list):
        return True
    if found:
        return False
    is_none = wording.is_no_change(change, *texts, hides_addresses=whole.masks[place])
    return is_none or stands_at_another_end(change, whole.page)


def _by_the_rules(change: ClauseChange, own: Sequence[Edit], whole: _Whole) -> JudgedChange:
    found: Iterable[Finding] = _found(own, whole)
    if change.of_heading or is_titled_otherwise(change, whole.page):
        found = _of_heading(found, change, whole.case)
    elif whole.page.is_outer_label(change):
        found = map(_for_a_digest, found)
    kept = ranked(found, whole.case.rules)
    if any(finding.level is Materiality.MATERIAL for finding in kept) and says_what_it_said(
        change, own, whole.case.rules, whole.case.language
    ):
        kept = ranked(map(lowered, kept), whole.case.rules)
    texts = whole.case.before, whole.case.after
    is_listed_anew = not kept and (_is_listed_anew(change, whole) or _is_a_new_entry(change, whole))
    if not kept and (wording.is_repeated(change, *texts) or (own and wording.stands_elsewhere(change, *texts))):
        # Words that stand elsewhere too can be put in place of others: that is a change, with nothing to quote.
        level = Materiality.SUBSTANTIVE if is_listed_anew or _is_replaced(change, own) else Materiality.NOISE
        return JudgedChange(change=change, materiality=level, findings=())
    level = highest([Materiality.EDITORIAL, *(finding.level for finding in kept)])
    if own and (is_listed_anew or change_places(change)):
        level = highest([level, Materiality.SUBSTANTIVE])
    if any(not edit.residue.empty for edit in own):
        level = highest([level, whole.floor])
    return JudgedChange(change=change, materiality=level, findings=kept)


def _is_listed_anew(change: ClauseChange, whole: _Whole) -> bool:
    """Whether an item came to a list, or left it, whose heading stands as often on either side: what the list is of
    gives the item its sense, wherever else its words stand."""
    text, sides = one_side(change), (whole.case.before, whole.case.after)
    if not text or not whole.page.holds_in_a_list(change):
        return False
    if text.isupper() or any(side.has_heading(text) for side in sides):
        return False  # a heading that is read as an item
    old, new = (side.count(change.heading) for side in sides)
    return old == new > 0


def _is_a_new_entry(change: ClauseChange, whole: _Whole) -> bool:
    """Whether a clause came or went with the heading over it, in a document on processing: there such headings name
    processors, and what is said of one may be what is said of another."""
    other = whole.case.after if change.after is None else whole.case.before
    is_new = bool(change.heading) and not other.has_heading(change.heading)
    return whole.case.kind == "processing" and one_side(change) != "" and is_new


def _is_replaced(change: ClauseChange, own: Sequence[Edit]) -> bool:
    """Whether words with content came in place of others, in a clause that stays."""
    return (
        change.kind is ChangeKind.REWORDED
        and not change.of_heading
        and any(not edit.whole and edit.residue.removed and edit.residue.added and edit.residue.content for edit in own)
    )


def _of_heading(found: Iterable[Finding], change: ClauseChange, case: Case) -> Iterator[Finding]:
    """What may be said of a heading: it names what follows. Its words weigh no more than a digest is for, and nothing
    where what they name stands in the older one too; only what detectors read in it (a party, a framework) weighs as
    elsewhere."""
    for finding in found:
        if finding.rule in _NOT_OF_HEADINGS or _names_both(finding.rule, change, case.rules):
            continue
        is_name = finding.rule in (*case.rules.signal_ids, REGION.id)
        yield _for_a_digest(finding) if is_name or _names_as_ban(finding.rule, change) else finding


def _names_as_ban(rule: str, change: ClauseChange) -> bool:
    """Whether a heading came to name as a ban what it had named, or the other way: "Refunds", "No refunds"."""
    old, new = (_NO.match(side or "") is not None for side in (change.before, change.after))
    return old != new and rule in (strength.NEGATION_LOST.id, strength.NEGATION_GAINED.id)


def _for_a_digest(finding: Finding) -> Finding:
    """`finding` at the level of a digest at most."""
    return replace(finding, level=min(finding.level, Materiality.SUBSTANTIVE, key=lambda level: level.rank))


def _names_both(rule: str, change: ClauseChange, rules: RuleSet) -> bool:
    """Whether the words of a signal stand in both wordings of a heading."""
    signal = next((signal for signal in rules.signals if signal.rule.id == rule), None)
    return signal is not None and all(search(signal.pattern, text or "") for text in (change.before, change.after))


def _found(own: Sequence[Edit], whole: _Whole) -> Iterator[Finding]:
    """The findings of a change's edits. Where very much changed, one material finding of a sentence is enough, and as
    many of a clause as are kept."""
    material = 0
    kept = keep_their_numbers(own)
    for place, edit in enumerate(own):
        for finding in findings(edit, whole.case):
            if place in kept and finding.rule in (numbers.LOST.id, numbers.GAINED.id):
                continue
            yield finding
            if whole.is_rewrite and finding.level is Materiality.MATERIAL:
                material += 1
                break
        if material >= FINDINGS_MAX:
            return


def _is_furniture(change: ClauseChange, before: Reading, after: Reading) -> bool:
    """Whether every clause of the change is one that reading found to be the page's."""
    clauses = [before.clauses[place] for place in change.before_positions if place < len(before.clauses)]
    clauses += [after.clauses[place] for place in change.after_positions if place < len(after.clauses)]
    return bool(clauses) and all(clause.furniture for clause in clauses)


def _with_dates(
    changes: Sequence[JudgedChange], dates: StatedDates, case: Case
) -> tuple[tuple[JudgedChange, ...], Materiality]:
    """`changes` with the stated date's finding at the change that holds it, and the level of the whole.

    A date's change has no weight of its own: it takes the level of the real change beside it.
    """
    level = highest([change.materiality for change in changes])
    hit = stated.hit(dates)
    if hit is None or hit.rule.id in case.rules.muted:
        return tuple(changes), level
    level = highest([level, hit.rule.level])
    before, after = (
        "" if case.after.holds(hit.before) else hit.before,
        "" if case.before.holds(hit.after) else hit.after,
    )
    finding = Finding(
        rule=hit.rule.id,
        category=hit.rule.category,
        level=level,
        direction=hit.direction or hit.rule.direction,
        reason=hit.rule.why,
        evidence_before=before,
        evidence_after=after,
    )
    # Where both dates stand on both sides there is nothing to quote; what became of them is told by `stated_date`.
    quoted = (finding,) if before or after else ()
    return tuple(_dated(change, level, quoted) if _holds(change.change, dates) else change for change in changes), level


def _dated(change: JudgedChange, level: Materiality, quoted: tuple[Finding, ...]) -> JudgedChange:
    return replace(change, materiality=highest([change.materiality, level]), findings=(*change.findings, *quoted))


def _holds(change: ClauseChange, dates: StatedDates) -> bool:
    """Whether the stated date of either side stands in the change."""
    old, new = dates.before, dates.after
    return bool(
        (old and change.before and old.text in change.before) or (new and change.after and new.text in change.after)
    )
