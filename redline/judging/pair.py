"""A redline with its readings in; what judging one of its changes needs to know of all of them out."""

from dataclasses import dataclass

from redline.document_kind import document_kind
from redline.judging import links
from redline.judging.asking import Case
from redline.judging.editions import holds_two_editions
from redline.judging.run_together import RunTogether
from redline.judging.sentence_changes import without_addresses
from redline.judging.whole_text import Text
from redline.page.rows import Page, page_of
from redline.pairing.heading_changes import NO_LISTS, Lists, lists_of
from redline.rules import RuleSet
from redline.types import ChangeKind, Materiality, Reading, Redline

# More clauses than this whose links alone changed, or more links laid on their words, are another mark-up of the page
# and not somebody's edit.
_LINK_CHANGES_MAX = 3
_LINKS_LAID_MAX = 2
# From so many changes on nobody reads every reason of each.
_REWRITE_MIN = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What judging one change needs to know of the whole pair.

    `masks` says of each change whether its e-mail addresses are left out; `many_links` whether links came or went in so
    many that the page is marked up otherwise; `drops_old_edition` whether the older text held two editions and the
    newer one does not; `is_rewrite` whether so much changed that nobody reads every reason. `lists` tells in which list
    an item stands, `run_together` what lost its blanks; `told` are the wordings of clauses that stayed and read
    otherwise, with the headings over them, so that a second copy says nothing new; `floor` is how much a change of
    words matters at least.
    """

    case: Case
    page: Page
    masks: tuple[bool, ...]
    many_links: bool
    drops_old_edition: bool
    is_rewrite: bool
    lists: Lists
    run_together: RunTogether
    told: frozenset[tuple[str, tuple[str, ...]]]
    floor: Materiality


def pair_of(
    redline: Redline, before: Reading, after: Reading, rules: RuleSet, language: str, *, is_judged: bool
) -> Pair:
    """What the whole of `redline` tells; `is_judged` says whether its `language` has rules."""
    kind = document_kind(after) or document_kind(before)
    older, newer = Text(before), Text(after)
    return Pair(
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
        told=frozenset(
            (text, change.trail)
            for change in redline.changes
            if change.kind is ChangeKind.REWORDED
            for text in (change.before, change.after)
            if text
        ),
        floor=Materiality.EDITORIAL if is_judged else Materiality.SUBSTANTIVE,
    )


def _marks_links_up(redline: Redline) -> bool:
    """Whether so many links came or went that the page is marked up otherwise."""
    changed = [change for change in redline.changes if change.kind is ChangeKind.LINKS]
    return len(changed) > _LINK_CHANGES_MAX or sum(map(links.links_laid, changed)) > _LINKS_LAID_MAX
