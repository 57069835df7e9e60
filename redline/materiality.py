"""A redline in; its assessment out: how much each change matters, why, and how much all of it does.

    clause change ──> page matter? ──────────────────────────────> noise
                 └──> edits (sentences, equivalences taken out) ──> none left: editorial, or no change at all
                                                               └──> every signal and detector asked ──> findings

The highest finding wins, in a change as in the whole. An edit that no rule knows is substantive: what a reader would
call a change of meaning is never called less because we have no word for it. Evidence is quoted from its side and must
not stand in the other; a finding without evidence is none.

The stages are modules: `judging.pair`, `judging.edits`, `page.matter`, `judging.wording`, `judging.by_rules`,
`detectors.dates`, `judging.summary`.
"""

from collections.abc import Sequence
from dataclasses import replace

from redline import answers, suspicion
from redline.dates.stated import takes_effect
from redline.detectors import dates as stated
from redline.judging import links, wording
from redline.judging.asking import Case
from redline.judging.by_rules import by_the_rules
from redline.judging.edits import Edit, edits
from redline.judging.flat_recordings import are_one_text, is_of_a_menu_in_line
from redline.judging.kept_rows import stands_in_other_columns
from redline.judging.pair import Pair, pair_of
from redline.judging.restructured import only_marks, without_layout
from redline.judging.rewritten_runs import lowered_together
from redline.judging.summary import summarise
from redline.page.lost_links import lost_words_of_links
from redline.page.matter import is_page_matter
from redline.page.order import is_in_another_order, stands_at_another_end
from redline.page.phrases import is_only, is_widget
from redline.rules import RuleSet, default_rules
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


def judge(redline: Redline, before: Reading, after: Reading, rules: RuleSet | None = None) -> Assessment:
    """How much `redline`, the comparison of `before` and `after`, matters by `rules` (the program's own where None)."""
    rules = rules or default_rules()
    language = after.language or before.language
    is_judged = language in rules.languages or not redline.changes
    pair = pair_of(redline, before, after, rules, language, is_judged=is_judged)
    found = edits(redline, before, after, pair.case.kind, pair.masks)
    each = [_judged(change, place, found[place], before, after, pair) for place, change in enumerate(redline.changes)]
    changes = tuple(without_layout(lowered_together(each, found, pair), before, after))
    are_one = bool(changes) and are_one_text(before, after)
    if are_one or only_marks(changes, before, after):
        changes = _quieted(changes)
    dates = stated.stated_dates(before, after, pair.case.before.holds, pair.case.after.holds)
    # Without its lines a text states no date that can be found.
    changes, level = (changes, Materiality.NOISE) if are_one else _with_dates(changes, dates, pair.case)
    suspect = suspicion.suspect(before, after)
    if suspect is not None and suspect.is_no_version:
        changes, level = _quieted(changes), level.at_most(Materiality.NOISE)
    applies = takes_effect(_new_clauses(redline, after)) if level.reaches(Materiality.EDITORIAL) else None
    # A text that newly says from when it applies hides nothing, whatever date it still states.
    dates = replace(dates, silent=level is Materiality.MATERIAL and dates.verdict == "same" and applies is None)
    return Assessment(
        materiality=level,
        summary=summarise(changes, dates, suspect, level, pair.case.rules.precedence, unchanged=redline.unchanged),
        stated_date=dates,
        judged=is_judged,
        suspect=suspect,
        changes=changes,
        unchanged=redline.unchanged,
        takes_effect=applies,
    )


def _new_clauses(redline: Redline, after: Reading) -> list[Clause]:
    """The newer clauses whose words are new: only they can say when the change applies."""
    places = {place for change in redline.changes if change.before != change.after for place in change.after_positions}
    return [clause for clause in after.clauses if clause.position in places]


def _quieted(changes: Sequence[JudgedChange]) -> tuple[JudgedChange, ...]:
    """`changes` of a pair in which nobody changed the text: one side is not the document, or its lists are marked up
    otherwise."""
    return tuple(replace(change, materiality=Materiality.NOISE, findings=()) for change in changes)


def _judged(
    change: ClauseChange, place: int, found: Sequence[Edit], before: Reading, after: Reading, pair: Pair
) -> JudgedChange:
    """One change with its level and findings: first what is no change of the text, then what the rules say."""
    texts = pair.case.before, pair.case.after
    if (
        _is_furniture(change, before, after)
        or is_of_a_menu_in_line(change)
        or is_page_matter(change, place, pair.page)
        or wording.is_of_contents(change, *texts)
        or wording.is_head_of_columns(change, *texts, is_item=pair.page.is_listed(change))
    ):
        return JudgedChange(change=change, materiality=Materiality.NOISE, findings=())
    if change.kind is ChangeKind.LINKS:
        level = Materiality.NOISE if pair.many_links else links.of_links(change)
        return JudgedChange(change=change, materiality=level, findings=())
    if pair.drops_old_edition and change.after is None:
        level = Materiality.NOISE if wording.is_repeated(change, *texts) else Materiality.EDITORIAL
        return JudgedChange(change=change, materiality=level, findings=())
    if _is_taken_down(change, before):
        return JudgedChange(change=change, materiality=Materiality.NOISE, findings=())
    if _is_in_another_list(change, before, after, pair):
        return JudgedChange(change=change, materiality=Materiality.SUBSTANTIVE, findings=())
    in_list = pair.page.holds_in_a_list(change)
    own = [edit for edit in found if in_list or edit.row or not (edit.whole and _is_button(edit.text))]
    if stands_in_other_columns(change, before, after):
        judged = by_the_rules(change, own, pair)
        return replace(judged, materiality=highest([judged.materiality, Materiality.SUBSTANTIVE]))
    if _changed_nothing(change, place, found, own, pair):
        return JudgedChange(change=change, materiality=Materiality.NOISE, findings=())
    same_address = links.of_the_same_address(change)
    if same_address is not None:
        return JudgedChange(change=change, materiality=same_address, findings=())
    return by_the_rules(change, own, pair)


def _is_taken_down(change: ClauseChange, before: Reading) -> bool:
    """Whether an announcement of another edition is no longer there."""
    return (
        change.after is None
        and is_only(change.before or "", "announcements")
        and not any(before.clauses[place].kind == "item" for place in change.before_positions)
    )


def _is_in_another_list(change: ClauseChange, before: Reading, after: Reading, pair: Pair) -> bool:
    """Whether what moved is an item of another list now."""
    if change.kind is not ChangeKind.MOVED or not change.before_positions or not change.after_positions:
        return False
    old, new = before.clauses[change.before_positions[0]], after.clauses[change.after_positions[0]]
    return pair.lists.differ(old, new)


def _is_button(sentence: str) -> bool:
    return sentence.count(" ") < _BUTTON_WORDS_MAX and is_widget(sentence)


def _changed_nothing(change: ClauseChange, place: int, found: Sequence[Edit], own: Sequence[Edit], pair: Pair) -> bool:
    """Whether a reader would call the change none: only buttons' words, the same words cut or written otherwise, or run
    together."""
    texts = pair.case.before, pair.case.after
    if answers.differ(change.before, change.after):
        return False  # a tick is no word, and says as much as one
    if (found and not own) or wording.is_written_otherwise(change) or lost_words_of_links(change):
        return True
    if is_in_another_order(change, pair.page):
        return True
    in_list = pair.page.holds_in_a_list(change)
    if not pair.is_rewrite and pair.run_together.explains(change, in_list=in_list):
        return True
    if found:
        return False
    is_none = wording.is_no_change(change, *texts, hides_addresses=pair.masks[place])
    return is_none or stands_at_another_end(change, pair.page)


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
