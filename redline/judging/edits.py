"""A redline in; its edits out: the sentences that came, went or read differently, with the residue of each.

    clause change ──> pairs of sentences that differ (`sentence_changes`) ──> one Edit a pair, with what equivalences
    and the renames of the whole document leave of the difference

Rules and detectors ask about edits, never about whole clauses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from redline.equivalence import residue as equivalence
from redline.equivalence.german import is_of_other_address, speak_of_as_many
from redline.equivalence.names import written_alike
from redline.equivalence.renames import Difference, Renames, learn, own_names
from redline.equivalence.residue import Residue
from redline.judging.close_words import unsaid
from redline.judging.leads import lead_of, said_before, stands
from redline.judging.link_words import unlinked
from redline.judging.sentence_changes import Item, changed_sentences, key_of, likeness
from redline.types import BETWEEN_CELLS, ClauseChange, Reading, Redline

# Sentences that differ in more words than this differ in more than style.
_STYLE_WORDS_MAX = 30
_CAPITAL = re.compile(r"(?<=[^.!?\s]\s)[\"“'(]?([A-Z][\w’'.-]+)")
_ROW_WORDS_MAX = 40
_ROWS_CHARS_MAX = 8000
# A sentence with more other differing content words than this, or with less in common, reads differently as a whole:
# one "not" says little then.
_OTHER_WORDS_MAX = 6
_REST_MIN = 0.6


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A sentence that came (`before` is ""), went (`after` is "") or reads differently.

    `old` and `new` are the forms of its words, `residue` what differs between them. `heading` is the clause's heading,
    `lead` the sentence that introduces the list the clause is an item of, "" for none. `kind` is the kind of document,
    "" where it could not be told. `rows` are the rows of a table, older and newer, in which the edit is a cell, "" for
    none, `columns` the heads of that table's columns in a row, parted by " | ", and `column` the one over the only cell
    in which the edit stands, "" for several. `above` are the headings over the clause or heading, outermost first, its
    own heading aside. `clause` is the whole clause, older and newer, "" for none.
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
    column: str = ""
    above: str = ""
    clause: tuple[str, str] = ("", "")

    @cached_property
    def unsaid(self) -> Residue:
        """What of the residue the other sentence does not say, by no close word either."""
        if self.whole:
            return self.residue
        return Residue(removed=unsaid(self.residue.removed, self.after), added=unsaid(self.residue.added, self.before))

    @cached_property
    def rest_stayed(self) -> bool:
        """Whether the sentence stayed, and so much of it that one word that came or went can be told by itself."""
        others = [
            word
            for word in (*self.residue.removed, *self.residue.added)
            if word not in equivalence.LITTLE and word not in equivalence.STRENGTH
        ]
        return not self.whole and len(others) <= _OTHER_WORDS_MAX and likeness(self.old, self.new) >= _REST_MIN

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


def edits(
    redline: Redline, before: Reading, after: Reading, kind: str, masks: Sequence[bool]
) -> list[tuple[Edit, ...]]:
    """The edits of each change of `redline`, in its order. Changes of place, number or link alone have none.

    `kind` is the document's; `masks` says of each change whether its e-mail addresses are left out.
    """
    sentences = changed_sentences(redline, before, after, masks)
    raw = [[_edit(old, new, mask=mask) for old, new in found] for found, mask in zip(sentences, masks, strict=True)]
    changed = [edit for found in raw for edit in found if not edit.whole]
    learnt = _Learnt(
        renames=learn(map(_difference, changed)), own_names=own_names(before, after) if changed else frozenset()
    )
    placed: list[tuple[Edit, ...]] = []
    for change, found in zip(redline.changes, raw, strict=True):
        if not found:
            placed.append(())
            continue
        lead, rows = lead_of(change, before, after), (_row(change.before), _row(change.after))
        columns, above = _columns(change, before, after), " / ".join(change.trail[:-1])
        placed.append(
            tuple(
                replace(
                    edit,
                    residue=unlinked(edit.before, edit.after, learnt.residue(edit), change),
                    heading=change.heading,
                    lead=lead or _said_before(edit, change),
                    kind=kind,
                    rows=rows,
                    columns=columns,
                    column=_column(edit, change, columns),
                    above=above,
                    clause=(change.before or "", change.after or ""),
                )
                for edit in found
            )
        )
    return placed


def _said_before(edit: Edit, change: ClauseChange) -> str:
    """The sentence of its clause that an edit goes on with, "" for any other and for a heading."""
    passage = (change.after if edit.after else change.before) or ""
    return "" if change.of_heading or passage.isupper() else said_before(edit.text, passage)


def _columns(change: ClauseChange, before: Reading, after: Reading) -> str:
    clause = stands(change, before, after)
    return BETWEEN_CELLS.join(clause.heads) if clause is not None else ""


def _column(edit: Edit, change: ClauseChange, columns: str) -> str:
    """The head of the column in whose cell an edit stands, on both sides where both have it; "" where none is, and in
    the row of a page that puts all it has in one."""
    if not columns or len(change.before or "") + len(change.after or "") > _ROWS_CHARS_MAX:
        return ""
    heads = columns.split(BETWEEN_CELLS)
    # The same words may stand in two cells: where both sides have them is the one that differs.
    found = [
        {place for place, cell in enumerate(row.split(BETWEEN_CELLS)) if sentence in cell}
        for sentence, row in ((edit.before, change.before), (edit.after, change.after))
        if sentence and row
    ]
    in_both = set.intersection(*found) if found else set()
    counts = {len(row.split(BETWEEN_CELLS)) for row in (change.before, change.after) if row}
    return heads[in_both.pop()] if len(in_both) == 1 and counts == {len(heads)} else ""


def _row(text: str | None) -> str:
    """A clause that is the row of a table, "" for any other and for a long one."""
    return text if text and BETWEEN_CELLS in text and text.count(" ") < _ROW_WORDS_MAX else ""


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
        if not left.empty and (
            (is_of_other_address(edit.old, edit.new) and speak_of_as_many(edit.before, edit.after))
            or self._same(edit, left, renames)
        ):
            return Residue(removed=(), added=())
        return left

    def _same(self, edit: Edit, left: Residue, renames: Renames) -> bool:
        """Whether both sentences say the same in legal English and in plain."""
        if len(left.removed) + len(left.added) > _STYLE_WORDS_MAX:
            return False
        old, new = (renames.applied(equivalence.plain(side)) for side in (edit.before, edit.after))
        return equivalence.says_the_same(old, new, self.own_names)


def _edit(old: Item, new: Item, *, mask: bool) -> Edit:
    one, other = old[1], new[1]
    left = equivalence.residue(one, other)
    if old[0] and new[0] and not left.empty and (alike := written_alike(old[0], new[0])):
        one, other = (key_of(side, mask=mask) for side in alike)
        left = equivalence.residue(one, other)
    return Edit(before=old[0], after=new[0], old=one, new=other, residue=left)


def _difference(edit: Edit) -> Difference:
    capitals = _CAPITAL.findall(edit.before) + _CAPITAL.findall(edit.after)
    return Difference(
        blocks=equivalence.blocks(edit.old, edit.new),
        before=edit.old,
        after=edit.new,
        capitals=frozenset(form for word in capitals for form in equivalence.key(word)),
    )
