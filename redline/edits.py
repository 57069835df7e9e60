"""A redline in; its edits out: the sentences that came, went or read differently, with the residue of each.

    clause change ──> sentences of either side ──> equal ones taken out, wherever they stand ──> the rest paired by
    likeness ──> one Edit a pair, with what equivalences leave of the difference

Rules and detectors ask about edits, never about whole clauses.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.distance import LCSseq

from redline import equivalence
from redline.close_words import unsaid
from redline.equivalence import Residue
from redline.equivalence_renames import Difference, Renames, learn, own_names
from redline.rejoined import Pieces, headings_of
from redline.sentences import sentences
from redline.types import ChangeKind, Clause, ClauseChange, Link, Reading, Redline

# Two sentences are read as one that changed from this likeness on (shared words of all words).
LIKE_MIN = 0.45
# Sentences left over in different clauses are compared with one another only up to this many pairs.
PAIRS_MAX = 40_000
_LEAD_WORDS_MAX = 80
# Sentences that differ in more words than this differ in more than style.
_STYLE_WORDS_MAX = 30
_TYPED_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_TYPED_NUMBERS_MAX = 40
_WORDS_COMPARED_MAX = 4000
_HIDDEN = re.compile(r"\[\s*e-?mail\s*protected\s*\\?\]", re.IGNORECASE)
# An address, or what hides it, with whatever sticks to it.
_ADDRESS = re.compile(r"\S*\[\s*e-?mail\s*protected\s*\\?\]\S*|\S*@\S*(?:\s\S*@\S*\))?", re.IGNORECASE)
_LABEL = re.compile(r"^(?:\(?(?:\d{1,2}|[a-z]|[ivxlc]{2,4})[.)]|\([A-Z]\))\s+(?=\S)")
# "… and (b) …", where the other side has two items; "(a) and (b)" and "Article 6(1) or (f)" name places.
_ENUMERATED = re.compile(
    r"(?:^|(?<=[;,] ))(and/or|and|or|und|oder|et|ou|y|o)\s+\((?:[A-Za-z]|[ivx]{2,4}|\d{1,2})\)(?=\s+\w)"
)
_OPENS = re.compile(
    r"\s*\((?:opens? in (?:a )?new (?:tab|window)|ouvre (?:dans )?une nouvelle fenêtre|"
    r"öffnet (?:in )?(?:ein(?:em)?)? ?neue[sn]? fenster|external link|"
    r"(?:(?:which|that) (?:can be|is|are) )?(?:found|available|accessible|see|see more|click) here|here|link)\)",
    re.IGNORECASE,
)
# "Last updated 3 May 2021 (previous version)"; without a date the earlier version may be what binds.
_VERSIONS = re.compile(
    r"(?P<date>\b(?:19|20)\d{2}\b[^()]{0,20}?)\s*\((?:(?:see|view|read) (?:the |our )?|"
    r"(?:major |minor )?(?:update )?summary (?:of (?:the )?changes )?and )?"
    r"(?:previous|prior|earlier|archived) versions?\)",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"(?:[Nn]o|NO|[Yy]es|YES)[.!:] +(?=[A-Z])")
_CAPITAL = re.compile(r"(?<=[^.!?\s]\s)[\"“'(]?([A-Z][\w’'.-]+)")


_ROW_WORDS_MAX = 40

Item = tuple[str, tuple[str, ...]]
"""A sentence and its key."""
_NOTHING: Item = ("", ())


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A sentence that came (`before` is ""), went (`after` is "") or reads differently.

    `old` and `new` are the forms of its words, `residue` what differs between them. `heading` is the clause's heading,
    `lead` the sentence that introduces the list the clause is an item of, "" for none. `kind` is the kind of document,
    "" where it could not be told. `rows` are the rows of a table, older and newer, in which the edit is a cell, "" for
    none, and `columns` the heads of that table's columns in a row, parted by " | ". `above` are the headings over the
    clause or heading, outermost first, its own heading aside.
    """

    before: str
    after: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    residue: Residue
    heading: str = ""
    lead: str = ""
    kind: str = ""
    rows: tuple[str, str] = ("", "")
    columns: str = ""
    above: str = ""

    @cached_property
    def unsaid(self) -> Residue:
        """What of the residue the other sentence does not say, by no close word either."""
        if self.whole:
            return self.residue
        return Residue(removed=unsaid(self.residue.removed, self.after), added=unsaid(self.residue.added, self.before))

    @property
    def text(self) -> str:
        """The newer sentence, the older one where it went."""
        return self.after or self.before

    @property
    def row(self) -> str:
        """The row with which a whole cell came or went, "" for any other edit."""
        return (self.rows[0] if self.before else self.rows[1]) if self.whole else ""

    @property
    def whole(self) -> bool:
        """Whether a whole sentence came or went."""
        return not self.before or not self.after


def edits(redline: Redline, before: Reading, after: Reading, kind: str = "") -> list[tuple[Edit, ...]]:
    """The edits of each change of `redline`, in its order. Changes of place, number or link alone have none."""
    mask = hides_an_address(redline)
    halves = [_Half(change, mask=mask) for change in redline.changes]
    _drop_moved(halves)
    _drop_rejoined(halves, before, after)
    pairs = [_paired(half) for half in halves]
    _pair_across(pairs)
    raw = [[_edit(old, new) for old, new in found] for found in pairs]
    changed = [edit for found in raw for edit in found if not edit.whole]
    learnt = _Learnt(
        renames=learn(map(_difference, changed)), own_names=own_names(before, after) if changed else frozenset()
    )
    placed: list[tuple[Edit, ...]] = []
    for change, found in zip(redline.changes, raw, strict=True):
        if not found:
            placed.append(())
            continue
        lead, rows = _lead(change, before, after), (_row(change.before), _row(change.after))
        placed.append(
            tuple(
                replace(
                    edit,
                    residue=_unlinked(learnt.residue(edit), change),
                    heading=change.heading,
                    lead=lead,
                    kind=kind,
                    rows=rows,
                    columns=_columns(change, before, after),
                    above=" / ".join(change.trail[:-1]),
                )
                for edit in found
            )
        )
    return placed


def _columns(change: ClauseChange, before: Reading, after: Reading) -> str:
    clause = _stands(change, before, after)
    return " | ".join(clause.heads) if clause is not None else ""


def _stands(change: ClauseChange, before: Reading, after: Reading) -> Clause | None:
    """The first clause of a change, the newer where it has one."""
    reading, positions = (
        (after, change.after_positions) if change.after_positions else (before, change.before_positions)
    )
    return reading.clauses[positions[0]] if positions and positions[0] < len(reading.clauses) else None


def _row(text: str | None) -> str:
    """A clause that is the row of a table, "" for any other and for a long one."""
    return text if text and " | " in text and text.count(" ") < _ROW_WORDS_MAX else ""


def _unlinked(residue: Residue, change: ClauseChange) -> Residue:
    """`residue`, emptied where an address written out gave way to words that are a link to it, or the other way."""
    for written, said, links in (
        (residue.removed, residue.added, change.links_added),
        (residue.added, residue.removed, change.links_removed),
    ):
        if len(written) == 1 and said and any(_is_link_to(written[0], said, link) for link in links):
            return Residue(removed=(), added=())
    return residue


def _is_link_to(address: str, said: tuple[str, ...], link: Link) -> bool:
    """Whether `said` are words of a link that leads to `address`."""
    return equivalence.key(link.href) == (address,) and set(said) <= set(equivalence.key(link.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Learnt:
    """What the whole pair of documents teaches about the names in it."""

    renames: Renames
    own_names: frozenset[str]

    def residue(self, edit: Edit) -> Residue:
        """What is left of an edit's difference, renames and the author's own name taken out."""
        if edit.whole or edit.residue.empty:
            return edit.residue
        renames = self.renames.between(edit.before, edit.after)
        left = equivalence.residue(renames.applied(edit.old), renames.applied(edit.new), self.own_names)
        return Residue(removed=(), added=()) if not left.empty and self._same(edit, left, renames) else left

    def _same(self, edit: Edit, left: Residue, renames: Renames) -> bool:
        """Whether both sentences say the same in legal English and in plain."""
        if len(left.removed) + len(left.added) > _STYLE_WORDS_MAX:
            return False
        old, new = (renames.applied(equivalence.plain(side)) for side in (edit.before, edit.after))
        return equivalence.says_the_same(old, new, self.own_names)


class _Half:
    """The sentences of one change that are not on its other side, as (sentence, key)."""

    __slots__ = ("after", "before")

    def __init__(self, change: ClauseChange, *, mask: bool) -> None:
        self.before: list[tuple[str, tuple[str, ...]]] = []
        self.after: list[tuple[str, tuple[str, ...]]] = []
        if (
            change.kind is ChangeKind.RENUMBERED
            or change.before == change.after
            or (change.of_heading and not (change.before and change.after))
        ):
            return
        before, after = _keyed(change.before, mask=mask), _keyed(change.after, mask=mask)
        if _same_words(before, after):
            return
        self.before, self.after = before, after


def _same_words(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether both sides hold the same words in a row, typed numbers of list items aside."""
    old = [word for _, key in before for word in key]
    new = [word for _, key in after for word in key]
    if old == new or abs(len(old) - len(new)) > _TYPED_NUMBERS_MAX or len(old) + len(new) > _WORDS_COMPARED_MAX:
        return old == new
    return bool(old and new) and all(
        (not gone or not come) and all(_TYPED_NUMBER.fullmatch(word) for word in (*gone, *come))
        for gone, come in equivalence.blocks(old, new)
    )


def hides_an_address(redline: Redline) -> bool:
    """Whether an e-mail address is hidden somewhere in what changed: no address in it can then be compared."""
    return any(_HIDDEN.search(text) for change in redline.changes for text in (change.before, change.after) if text)


def _keyed(text: str | None, *, mask: bool) -> list[tuple[str, tuple[str, ...]]]:
    found = sentences(text or "")
    return [(one, equivalence.key(_unlabelled(_ADDRESS.sub(" ", one) if mask else one))) for one in found]


def _unlabelled(sentence: str) -> str:
    """`sentence` without the number it begins with and those of items inside it, a "No." or "Yes." that it says itself,
    and what is said of a link alone."""
    if "(" in sentence:
        sentence = _ENUMERATED.sub(r"\1", sentence)
    sentence = _LABEL.sub("", sentence, count=1)
    answer = _ANSWER.match(sentence)
    if answer:
        rest = sentence[answer.end() :]
        is_denied = not equivalence.NEGATORS.isdisjoint(equivalence.key(rest))
        if is_denied == (answer[0][0] in "Nn"):
            sentence = rest
    return without_asides(sentence)


def without_asides(text: str) -> str:
    """`text` without what is said of a link alone: "(opens in a new window)", "(available here)", "(prior version)"."""
    return _VERSIONS.sub(r"\g<date>", _OPENS.sub("", text)) if "(" in text else text


def _drop_moved(halves: Sequence[_Half]) -> None:
    """Take out the sentences that stand on both sides, in whatever clause."""
    gone = Counter(key for half in halves for _, key in half.before)
    come = Counter(key for half in halves for _, key in half.after)
    shared = gone & come
    for side in ("before", "after"):
        left = Counter(shared)
        for half in halves:
            setattr(half, side, [item for item in getattr(half, side) if not _takes(left, item[1])])


def _drop_rejoined(halves: Sequence[_Half], before: Reading, after: Reading) -> None:
    """Take out the sentences that the other side has in several pieces, or as a heading, and those pieces."""
    if not any(half.before or half.after for half in halves):
        return  # the keys of all headings would be made for nothing
    old, new = headings_of(before), headings_of(after)
    for side, other, headings in (("after", "before", old - new), ("before", "after", new - old)):
        if not any(getattr(half, side) for half in halves):
            continue
        pieces = Pieces((item[1] for half in halves for item in getattr(half, other)), headings)
        for half in halves:
            setattr(half, side, [item for item in getattr(half, side) if not pieces.make_up(item[1])])
        for half in halves:
            setattr(half, other, [item for item in getattr(half, other) if _takes(pieces.left, item[1])])


def _takes(left: Counter[tuple[str, ...]], key: tuple[str, ...]) -> bool:
    if left[key] <= 0:
        return not key
    left[key] -= 1
    return True


def _paired(half: _Half) -> list[tuple[Item, Item]]:
    """The sentences of one change, each older one with the newer one most like it, in the newer one's order."""
    if len(half.before) == len(half.after) == 1:
        return [(half.before[0], half.after[0])]
    scored = sorted(
        (
            (score, a, b)
            for a, (_, old) in enumerate(half.before)
            for b, (_, new) in enumerate(half.after)
            if (score := likeness(old, new)) >= LIKE_MIN
        ),
        key=lambda found: (-found[0], abs(found[1] - found[2]), found[1], found[2]),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, a, b in scored:
        if a not in taken and b not in partner:
            partner[b] = a
            taken.add(a)
    pairs = [(half.before[partner[b]] if b in partner else _NOTHING, new) for b, new in enumerate(half.after)]
    return pairs + [(old, _NOTHING) for a, old in enumerate(half.before) if a not in taken]


def likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """The share of words two keys have in common, in order; a short one that is part of the other counts as like."""
    short, long = sorted((len(old), len(new)))
    if not short:
        return 0.0
    if short * 2 < long * LIKE_MIN:
        return 0.0
    common = LCSseq.similarity(old, new)
    return max(2 * common / (short + long), common / short * 0.6 if short > 5 else 0.0)


def _pair_across(pairs: list[list[tuple[Item, Item]]]) -> None:
    """Pair sentences that went from one clause with those most like them that came in another."""
    gone = [(n, k, pair[0]) for n, found in enumerate(pairs) for k, pair in enumerate(found) if not pair[1][0]]
    come = [(n, k, pair[1]) for n, found in enumerate(pairs) for k, pair in enumerate(found) if not pair[0][0]]
    if not gone or not come or len(gone) * len(come) > PAIRS_MAX:
        return
    taken: set[int] = set()
    for n, k, old in gone:
        scores = [(likeness(old[1], new[1]), place) for place, (_, _, new) in enumerate(come) if place not in taken]
        score, place = max(scores, default=(0.0, -1), key=lambda found: (found[0], -found[1]))
        if score < _ACROSS_MIN:
            continue
        taken.add(place)
        m, j, new = come[place]
        pairs[n][k] = (old, new)
        pairs[m][j] = (old, new)


_ACROSS_MIN = 0.7


def _edit(old: Item, new: Item) -> Edit:
    return Edit(before=old[0], after=new[0], old=old[1], new=new[1], residue=equivalence.residue(old[1], new[1]))


def _difference(edit: Edit) -> Difference:
    capitals = _CAPITAL.findall(edit.before) + _CAPITAL.findall(edit.after)
    return Difference(
        blocks=equivalence.blocks(edit.old, edit.new),
        before=edit.old,
        after=edit.new,
        capitals=frozenset(form for word in capitals for form in equivalence.key(word)),
    )


def _lead(change: ClauseChange, before: Reading, after: Reading) -> str:
    """The clause that introduces the list which the changed clause is an item of, "" where there is none."""
    item = _stands(change, before, after)
    if item is None or item.kind != "item":
        return ""
    reading = after if change.after_positions else before
    for clause in _backwards(reading, item.position):
        if clause.trail != item.trail:
            return ""
        if clause.kind == "paragraph":
            return clause.text if len(clause.text.split()) <= _LEAD_WORDS_MAX or clause.text.endswith(":") else ""
    return ""


def _backwards(reading: Reading, position: int) -> Iterator[Clause]:
    return (reading.clauses[place] for place in range(position - 1, max(-1, position - 60), -1))
