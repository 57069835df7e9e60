"""The changes of a pair in; the same, those lowered out that stand in a row and together say what was said.

We use your data in order that we may mend      ->      We use your data to:
the shop, answer you and send you news.                 * mend the shop;
                                                        * answer you;
                                                        * send you news.

Each of these by itself came or went. A sentence that became a list, or several that became one, is one clause to its
reader: what it says is asked of all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from redline.judging.asking import lowered
from redline.judging.edits import Edit
from redline.judging.pair import Pair
from redline.judging.ranking import ranked
from redline.judging.rewriting import says_what_it_said
from redline.types import ChangeKind, ClauseChange, JudgedChange, Materiality, highest

# A longer row is a rewrite of a section, of which some part says something else.
_RUN_MAX = 12
_SPLIT = "\n\n"
_STAYS = (ChangeKind.MOVED, ChangeKind.RENUMBERED, ChangeKind.LINKS)


def lowered_together(
    changes: Sequence[JudgedChange], edits: Sequence[Sequence[Edit]], pair: Pair
) -> Sequence[JudgedChange]:
    """`changes` with the findings of such rows lowered to what a digest is for; `edits` are those of each change."""
    found = list(changes)
    # Over the heading that names the section otherwise only where its parts are no rows of their own.
    for run in (*_runs(changes), *_runs(changes, over_headings=True)):
        own = [edit for place in run for edit in edits[place]]
        if says_what_it_said(
            _joined([changes[place].change for place in run]), own, pair.case.rules, pair.case.language
        ):
            for place in run:
                found[place] = _lowered(changes[place], pair)
    return found


def _runs(changes: Sequence[JudgedChange], *, over_headings: bool = False) -> Iterator[list[int]]:
    """The places of changes in a row under one heading of which some came or went, and some alert. A heading that reads
    otherwise ends a row, unless it is read `over_headings`."""
    run: list[int] = []
    for place, judged in enumerate(changes):
        if over_headings and judged.change.of_heading and not judged.materiality.reaches(Materiality.SUBSTANTIVE):
            continue
        if run and not (_may_stand(judged) and judged.change.trail == changes[run[-1]].change.trail):
            if _is_asked([changes[one] for one in run]):
                yield run
            run = []
        if _may_stand(judged):
            run.append(place)
    if _is_asked([changes[one] for one in run]):
        yield run


def _may_stand(judged: JudgedChange) -> bool:
    change = judged.change
    return not change.of_heading and change.kind not in _STAYS and judged.materiality.reaches(Materiality.EDITORIAL)


def _is_asked(run: Sequence[JudgedChange]) -> bool:
    if not 1 < len(run) <= _RUN_MAX or all(judged.materiality is not Materiality.MATERIAL for judged in run):
        return False
    sides = [(judged.change.before, judged.change.after) for judged in run]
    return any(None in side for side in sides) and all(any(texts) for texts in zip(*sides, strict=True))


def _joined(run: Sequence[ClauseChange]) -> ClauseChange:
    """The changes of a row as one."""
    return replace(
        run[0],
        kind=ChangeKind.REWORDED,
        before=_SPLIT.join(change.before for change in run if change.before),
        after=_SPLIT.join(change.after for change in run if change.after),
        before_positions=tuple(place for change in run for place in change.before_positions),
        after_positions=tuple(place for change in run for place in change.after_positions),
        spans=(),
    )


def _lowered(judged: JudgedChange, pair: Pair) -> JudgedChange:
    kept = ranked(map(lowered, judged.findings), pair.case.rules)
    level = highest([Materiality.EDITORIAL, *(finding.level for finding in kept)])
    return replace(judged, materiality=judged.materiality.at_most(level), findings=kept)
