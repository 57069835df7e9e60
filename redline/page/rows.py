"""A redline in; what the whole of it tells of the page around the policy out.

Menus, consent dialogs and offers that came or went in a row, what stands on top of everything, and short texts that
came or went more than once: one clause by itself says nothing of the sort, its neighbours do.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from redline.literals import search
from redline.page.changes import is_introduced, is_listed, is_outside, one_side, runs_near_an_end, side_of, stands_next
from redline.page.dialogs import dialog_in, is_grave
from redline.page.edges import Edges
from redline.page.menus import BINDS_IN_FEW_WORDS, LINE_WORDS_MAX, is_menu_line, is_surely_the_pages
from redline.page.phrases import (
    BINDS_AROUND,
    SPEAKS,
    asks_for_consent,
    could_bind,
    is_only,
    is_widget,
    pattern,
    says_more,
)
from redline.types import ChangeKind, ClauseChange, Reading, Redline

_BANNER_WORDS_MAX = 15
# So many short lines in a row that came or went together are a menu, with or without links.
_RUN_MIN = 4
# What stands around a policy is so many clauses in a row, each so long at most; one of so many is surely the page's.
_SURROUNDING_MIN = 2
_SURROUNDING_WORDS_MAX = 40
_SURE_OF = 4
# A consent dialog is so many clauses at most.
_DIALOG_MAX = 12
_FIGURES = re.compile(r"\d+")
_RUNNING_HEADS_MIN = 3
_BUTTON_WORDS_MAX = 6
# It may answer a question, and is then no button.
_ANSWER = re.compile(r"\W*(?:yes|no)\W*", re.IGNORECASE)
_SUGGESTED_WORDS_MAX = 8
_CALL = re.compile(
    r"(?:join|try|download|donate to|shop|explore|discover|meet|get started with|sign up for) "
    r"(?-i:[A-Z])[\w’'&. -]{1,30}",
    re.IGNORECASE,
)
# A line that names a figure: "Minimum age: 13".
_FACT = re.compile(r":\s*\d")
# Two words and more with capitals, and no figure, list of facts or end of a sentence.
_TITLED = r"(?:[A-ZÀ-Þ][^\s\d:;.!?]*|[^\s\d:;.!?]{1,3}|from|with)"
_LABEL = re.compile(rf"(?-i:[A-ZÀ-Þ])[^\s\d:;.!?]*(?: {_TITLED}){{1,6}}|[A-ZÀ-Þ][^\s\d:;.!?]* [A-ZÀ-Þ][^\s\d:;.!?]+\.")
_SAYS = re.compile(
    r"\b(?:we|you|must|shall|may|if|without|is|are|was|were|be|been|has|have|had|will|can|do|does)\b", re.IGNORECASE
)

# "We will remind you before your free trial ends": what is owed to whoever took the offer.
_TELLS_FIRST = re.compile(
    r"\bwe(?: will|[’']ll) (?:\w+ )?(?:send|tell|notify|remind|e-?mail|inform|charge|bill)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Page:
    """What must be known of a whole redline to tell the page's matter from the policy's.

    `own` are the places in it of changes that are the page's by what came or went beside them: menus, consent dialogs,
    offers, buttons. `repeated` are the texts that came or went more than once.
    """

    before: Edges
    after: Edges
    repeated: frozenset[str]
    own: frozenset[int]
    has_dialog: bool

    def is_listed(self, change: ClauseChange) -> bool:
        """Whether what changed is an item or a row."""
        return is_listed(change, self.before, self.after)

    def holds_in_a_list(self, change: ClauseChange) -> bool:
        """Whether what changed is an item or a row inside the policy: there a button's words are data, or an answer."""
        return any(
            not edges.listed.isdisjoint(positions) and not edges.outside(positions)
            for edges, positions in ((self.before, change.before_positions), (self.after, change.after_positions))
        )

    def stands_twice(self, change: ClauseChange) -> bool:
        """Whether an item came, or went, that its own list has all the same: it is told once more, or once less."""
        if not one_side(change) or not self.is_listed(change):
            return False
        edges, positions = side_of(change, self.before, self.after)
        other = self.after if change.after is None else self.before
        return (
            len(positions) == 1
            and edges.repeats_its_neighbour(positions[0])
            and other.has_under(change.trail, one_side(change))
        )

    def is_outer_label(self, change: ClauseChange) -> bool:
        """Whether a few words that say nothing came or went around the policy, in no list: they only name a page, or a
        section that stands elsewhere."""
        text = one_side(change)
        if not _LABEL.fullmatch(text) or BINDS_IN_FEW_WORDS.search(text) or _SAYS.search(text):
            return False
        if pattern("weighty").search(change.heading):
            return False
        edges, positions = side_of(change, self.before, self.after)
        listed = (edges.listed - edges.entries) | edges.introduced
        return edges.outside(positions) and listed.isdisjoint(positions)


def page_of(redline: Redline, before: Reading, after: Reading, kind: str) -> Page:
    """What `redline` as a whole tells of its page; `kind` is the document's."""
    edges = Edges(before, kind), Edges(after, kind)
    return Page(
        before=edges[0],
        after=edges[1],
        repeated=_repeated(redline),
        own=frozenset(
            chain(
                _asking_for_consent(redline.changes, *edges) if kind != "cookies" else (),
                # A list of sub-processors looks like a menu, and ends many a contract on processing.
                _menus(redline.changes, *edges) if kind != "processing" else (),
                _surroundings(redline.changes, *edges),
                _on_top(redline.changes),
                _consent_dialogs(redline.changes, *edges),
                _offers(redline.changes, *edges),
                _buttons(redline.changes, *edges),
                _suggestions(redline.changes, *edges),
            )
        ),
        has_dialog=kind != "cookies" and any(_is_dialogs(change) for change in redline.changes),
    )


def _repeated(redline: Redline) -> frozenset[str]:
    """The short texts that came, or went, more than once: a page's banner stands above every part of it, and a running
    head, with another number each time, on every page of a document."""
    texts = [(change.kind, text) for change in redline.changes if (text := one_side(change))]
    short = [(kind, text) for kind, text in texts if len(text.split()) <= _BANNER_WORDS_MAX]
    counts = Counter(short)
    heads = Counter((kind, _FIGURES.sub("#", text)) for kind, text in counts)
    return frozenset(
        text
        for kind, text in short
        if counts[kind, text] > 1 or heads[kind, _FIGURES.sub("#", text)] >= _RUNNING_HEADS_MIN
    )


def _menus(changes: Sequence[ClauseChange], before: Edges, after: Edges) -> Iterator[int]:
    """The places (in `changes`) of short lines around the policy that came or went in a row."""
    run: list[int] = []
    for place, change in enumerate(changes):
        if _is_menu_line(change, before, after):
            run.append(place)
            continue
        if len(run) >= _RUN_MIN:
            yield from run
        if not change.of_heading:
            run = []
    if len(run) >= _RUN_MIN:
        yield from run


def _asking_for_consent(changes: Sequence[ClauseChange], before: Edges, after: Edges) -> Iterator[int]:
    """The places (in `changes`) of paragraphs that ask for a consent to cookies above or below all else that binds."""
    for place, change in enumerate(changes):
        if asks_for_consent(one_side(change)):
            edges, (position, *_) = side_of(change, before, after)
            if position <= edges.first or position >= edges.last:
                yield place


def _on_top(changes: Sequence[ClauseChange]) -> Iterator[int]:
    """The places (in `changes`) of what came or went above everything that stays, and could bind nobody."""
    for side in ("before_positions", "after_positions"):
        following = 0
        for place, change in enumerate(changes):
            text, positions = one_side(change), getattr(change, side)
            if not text or not positions:
                continue
            if positions[0] != following or len(text.split()) > _SURROUNDING_WORDS_MAX:
                break
            following += 1
            # What binds is known by English words; other signs may be another language's.
            if could_bind(text) or BINDS_AROUND.search(text) or not text.isascii():
                break
            yield place


def _surroundings(changes: Sequence[ClauseChange], before: Edges, after: Edges) -> Iterator[int]:
    """The places (in `changes`) of what came or went in a row near an end of the page, is as short as what stands
    there, and says in one line of four at least that it is the page's.

    A list that a sentence introduces ("You may not sell:") is the policy's, whatever its items are called.
    """
    for run in runs_near_an_end(changes, before, after, _may_surround):
        yield from _surrounding(run, changes, before, after)


def _surrounding(run: Sequence[int], changes: Sequence[ClauseChange], before: Edges, after: Edges) -> Iterator[int]:
    found = [changes[place] for place in run]
    texts = [one_side(change) for change in found]
    sure = sum(is_surely_the_pages(text) and not _ANSWER.fullmatch(text) for text in texts)
    if sure * _SURE_OF < len(run) and not any(map(_FIGURES.search, texts)):
        sure += sum(map(_calls, found))
    if len(run) < _SURROUNDING_MIN or sure * _SURE_OF < len(run):
        return
    if not any(is_introduced(changes[place], before, after) for place in run):
        yield from run


def _calls(change: ClauseChange) -> bool:
    """Whether a clause is one link that calls to what the page offers: "Join Tern", "Donate to Tern Books"."""
    links, text = change.links_added or change.links_removed, one_side(change)
    return len(links) == 1 and links[0].text == text and _CALL.fullmatch(text) is not None


def _may_surround(change: ClauseChange) -> bool:
    """Whether a clause is such as stand around policies: short, or an offer, and nothing that binds."""
    text = one_side(change)
    words = text.split()
    if pattern("weighty").search(change.heading) or "@" in text:
        return False
    if is_surely_the_pages(text):
        return True
    if len(words) <= LINE_WORDS_MAX:
        return not (
            text[0].islower()
            or text.endswith((".", ";", ":"))
            or (SPEAKS.search(text) and not text.endswith("?"))
            or text.startswith("Your ")
            or BINDS_IN_FEW_WORDS.search(text)
            or _FACT.search(text)
        )
    return len(words) <= _SURROUNDING_WORDS_MAX and not could_bind(text) and not BINDS_AROUND.search(text)


def _consent_dialogs(changes: Sequence[ClauseChange], before: Edges, after: Edges) -> Iterator[int]:
    """The places (in `changes`) of clauses that came or went in a row with the buttons of a consent dialog."""

    def may_stand(change: ClauseChange) -> bool:
        return not says_more(one_side(change)) and not is_grave(one_side(change))

    for run in runs_near_an_end(changes, before, after, may_stand):
        if len(run) <= _DIALOG_MAX and _is_dialog([one_side(changes[place]) for place in run]):
            yield from run
    for run in runs_near_an_end(changes, before, after, lambda change: not change.of_heading):
        first, last = dialog_in([one_side(changes[place]) for place in run])
        if last:
            yield from run[first:last]
            edges, (begins, *_) = side_of(changes[run[first]], before, after)
            inside = range(begins, begins + last - first + 1)
            yield from (
                place
                for place, change in enumerate(changes)
                if change.of_heading and edges.first_under(change.after or change.before or "") in inside
            )


def _offers(changes: Sequence[ClauseChange], before: Edges, after: Edges) -> Iterator[int]:
    """The places (in `changes`) of clauses around the policy that came or went in a row with an offer, if none of them
    could bind anybody."""
    for _, run in groupby(enumerate(changes), lambda item: (item[1].kind, is_outside(item[1], before, after))):
        places, texts = zip(*((place, one_side(change)) for place, change in run), strict=True)
        if (
            all(texts)
            and is_outside(changes[places[0]], before, after)
            and any(pattern("offers").search(text) for text in texts)
            and not any(could_bind(text) or _TELLS_FIRST.search(text) for text in texts)
        ):
            yield from places


def _buttons(changes: Sequence[ClauseChange], before: Edges, after: Edges) -> Iterator[int]:
    """The places (in `changes`) of a few words each that came or went, in different words, as links to one address: a
    page calls to one action in many ways."""
    leading: dict[tuple[ChangeKind, str], dict[int, str]] = {}
    for place, change in enumerate(changes):
        text, links = one_side(change), change.links_added or change.links_removed
        if not text or text.count(" ") >= _BUTTON_WORDS_MAX or is_listed(change, before, after):
            continue
        if len(links) == 1 and links[0].text == text:
            leading.setdefault((change.kind, links[0].href), {})[place] = text
    for texts in leading.values():
        if len(set(texts.values())) > 1 and not any(map(could_bind, texts.values())):
            yield from texts


def _suggestions(changes: Sequence[ClauseChange], before: Edges, after: Edges) -> Iterator[int]:
    """The places (in `changes`) of lines that came or went between two buttons of the page, with a question among them:
    "Copy link", "What is a seal?", "How do I get one?", "I have a different question"."""
    opened: list[int] = []
    for place, change in enumerate(changes):
        text = one_side(change)
        if opened and not (text and stands_next(changes[opened[-1]], change)):
            opened = []
        # One word can be an answer, or a company.
        if " " in text and is_widget(text) and not is_introduced(change, before, after):
            if any(one_side(changes[line]).endswith("?") for line in opened[1:]):
                yield from (*opened, place)
            opened = [place]
        elif opened and _may_be_suggested(text) and not is_introduced(change, before, after):
            opened.append(place)
        else:
            opened = []


def _may_be_suggested(text: str) -> bool:
    """Whether a line is a few words that bind nobody: a question, what its reader says, or none of a sentence."""
    return (
        text.count(" ") < _SUGGESTED_WORDS_MAX
        and not text.endswith((".", ";", ":"))
        and not any(map(str.isdigit, text))
        and not BINDS_IN_FEW_WORDS.search(text)
        and (
            text.endswith("?")
            or text.startswith(("I ", "My "))
            or not (text.startswith("Your ") or SPEAKS.search(text) or BINDS_AROUND.search(text) or could_bind(text))
        )
    )


def _is_dialog(texts: Sequence[str]) -> bool:
    """Whether clauses are a consent dialog's: one speaks of cookies, and one is no more than a button of it."""
    return any("cookie" in text.lower() for text in texts) and any(is_only(text, "consent_buttons") for text in texts)


def _is_menu_line(change: ClauseChange, before: Edges, after: Edges) -> bool:
    text = one_side(change)
    return (
        bool(text)
        and is_outside(change, before, after)
        and is_menu_line(text, change.heading)
        and not is_introduced(change, before, after)
    )


def _is_dialogs(change: ClauseChange) -> bool:
    text = one_side(change)
    return bool(text) and bool(search(pattern("dialogs"), text))
