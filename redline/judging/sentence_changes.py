"""A redline in; the sentences of each change that are not on its other side out, older and newer ones in pairs.

clause change ──> sentences of either side ──> equal ones taken out, wherever they stand ──> the rest paired by
likeness, within the change and then across clauses
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from redline.answers import in_words
from redline.email_addresses import count_shown, is_hidden_in, masked
from redline.equivalence import residue as equivalence
from redline.judging.kept_rows import cells_of_kept_rows
from redline.judging.rejoined import Pieces, own_headings
from redline.number_words import VALUES
from redline.sentences import sentences
from redline.types import BETWEEN_CELLS, ChangeKind, ClauseChange, Reading, Redline

# Two sentences are read as one that changed from this likeness on (shared words of all words).
LIKE_MIN = 0.45
# Sentences left over in different clauses are compared with one another only up to this many pairs; those of one
# clause, or cells of one row, beyond it only with those about as far into it.
PAIRS_MAX = 40_000
# A number that somebody typed before an item: in brackets or before one, behind a stop or "and", or before a capital.
_TYPED_NUMBER = re.compile(
    r"(?P<before>[\w$€£¥]{1,40}\s{1,8}|^|[\n:;,.)\]]\s*)(?:(?P<open>\()?(?P<bracketed>\d{1,2})\)|(?P<stopped>\d{1,2}(?:\.\d{1,2})*)\.)"
    r"(?=\s+(?P<capital>[A-ZÀ-ÖØ-Þ])?[^\W\d_])",
)
# A policy recorded in one line has its sections' numbers inside: "… your access rights 2. How we use data 3. Who …".
_SECTION_NUMBER = re.compile(r"(?P<before>\S{1,40})\s+(?P<number>\d{1,2})\.(?=\s+(?:#{1,6}\s+)?[A-ZÀ-ÖØ-Þ])")
_SECTIONS_MIN = 2
_NO_SECTIONS = frozenset(
    "be been for after before until till within every each about up last lasts pay pays cost costs reach turn turned"
    " per years days weeks months hours".split()
)
# Behind a sentence, or before the next section's marked heading.
_NUMBER_BEHIND = re.compile(r"\s(\d{1,2})\.(?=\s*$|\s+#)")
# A sentence that ends with a number says one with these before it.
_STATES = frozenset(
    "over under above below of is are was to than least most by in at age aged eur usd gbp chf $ € £ ¥ article articles"
    " section clause part number no only".split()
)
_JOINING = frozenset(("and", "or", "und", "oder", "et", "ou"))
_TYPED_NUMBERS_MAX = 40
_WORDS_COMPARED_MAX = 4000
_LABEL = re.compile(r"^(?:\(?(?:\d{1,2}|[a-z]|[ivxlc]{2,4})[.)]|\([A-Z]\))\s+(?=\S)")
# "… and (b) …", where the other side has two items, and "except that (d) you …"; "(a) and (b)", "Article 6(1) or (f)"
# and "according to (b)" name places.
_ENUMERATED = re.compile(
    r"(?:^|(?<=[;,] ))(and/or|and|or|und|oder|et|ou|y|o)\s+\((?:[A-Za-z]|[ivx]{2,4}|\d{1,2})\)(?=\s+\w)|"
    r"\b(that)\s+\((?:[A-Za-z]|[ivx]{2,4}|\d{1,2})\)"
    r"(?=\s+(?:you|we|they|it|the|an?|any|all|each|such|no|your|our|their|its)\b)"
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
_ANSWER = re.compile(
    r"(?:[Nn]o|NO|[Yy]es|YES)(?:[.!:] +(?=[A-Z])|, +(?=(?:we|you|it|they|this|these|the|your|our|personal|all|an?)\b))"
)
_ACROSS_MIN = 0.7

Item = tuple[str, tuple[str, ...]]
"""A sentence and its key."""
_NOTHING: Item = ("", ())


def changed_sentences(
    redline: Redline, before: Reading, after: Reading, masks: Sequence[bool]
) -> list[list[tuple[Item, Item]]]:
    """The pairs of sentences that differ, change by change of `redline`; ("", ()) stands for a partner that is not.

    `masks` says of each change whether its e-mail addresses are left out.
    """
    rows = cells_of_kept_rows(redline, before, after)
    halves = [
        _Half() if place in rows else _Half.of(change, mask=mask)
        for place, (change, mask) in enumerate(zip(redline.changes, masks, strict=True))
    ]
    _drop_moved(halves)
    _drop_rejoined(halves, before, after)
    pairs = [_paired(half) for half in halves]
    _pair_across(pairs)
    for place, cells in rows.items():
        pairs[place] = [pair for old, new in cells for pair in _in_a_cell(old, new, mask=masks[place])]
    return pairs


def _in_a_cell(old: str, new: str, *, mask: bool) -> list[tuple[Item, Item]]:
    """The pairs of sentences that differ in one cell of a table."""
    half = _Half(_keyed(old, mask=mask), _keyed(new, mask=mask))
    _drop_moved([half])
    return _paired(half)


def _is_row(change: ClauseChange) -> bool:
    """Whether both sides are rows of a table, or look so: there a number is no item's."""
    return BETWEEN_CELLS in (change.before or "") and BETWEEN_CELLS in (change.after or "")


class _Half:
    """The sentences of one change that are not on its other side, as (sentence, key)."""

    __slots__ = ("after", "before")

    def __init__(self, before: Sequence[Item] = (), after: Sequence[Item] = ()) -> None:
        self.before = list(before)
        self.after = list(after)

    @classmethod
    def of(cls, change: ClauseChange, *, mask: bool) -> "_Half":
        """The sentences of a change."""
        if (
            change.kind is ChangeKind.RENUMBERED
            or change.before == change.after
            or (change.of_heading and not (change.before and change.after))
        ):
            return cls()
        before, after = _keyed(change.before, mask=mask), _keyed(change.after, mask=mask)
        return cls(before, after) if _is_row(change) or not _same_words(change, before, after) else cls()


def _same_words(change: ClauseChange, before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether both sides hold the same words in a row, typed numbers of list items aside."""
    old = [word for _, key in before for word in key]
    new = [word for _, key in after for word in key]
    if old == new or abs(len(old) - len(new)) > _TYPED_NUMBERS_MAX or len(old) + len(new) > _WORDS_COMPARED_MAX:
        return old == new
    if not old or not new:
        return False
    differing = equivalence.blocks(old, new)
    typed = [_typed_numbers(side or "") for side in (change.before, change.after)]
    return all(
        (not gone or not come) and typed[0].issuperset(gone) and typed[1].issuperset(come) for gone, come in differing
    )


def _typed_numbers(text: str) -> frozenset[str]:
    return frozenset(
        found["bracketed"] or found["stopped"] for found in _TYPED_NUMBER.finditer(text) if _is_typed(found)
    )


def _is_typed(found: re.Match[str]) -> bool:
    """Whether a number in brackets or before a stop is an item's: "thirty (30) days" and "over 13. You" state one."""
    before = found["before"].strip().casefold()
    if not before or not before[-1].isalnum():
        return True
    if found["bracketed"]:
        return before not in VALUES and before not in _STATES
    return before in _JOINING or (found["capital"] is not None and before not in _STATES)


def without_addresses(redline: Redline) -> list[bool]:
    """For each change whether no e-mail address in it can be compared: one is hidden in it, or one came or went in it
    and is hidden in another in which one did."""
    sides = [(change.before or "", change.after or "") for change in redline.changes]
    hidden = [any(map(is_hidden_in, texts)) for texts in sides]
    if not any(hidden):
        return hidden
    came_or_went = [not all(texts) or len(set(map(_addresses_in, texts))) > 1 for texts in sides]
    elsewhere = any(one and other for one, other in zip(hidden, came_or_went, strict=True))
    return [one or (elsewhere and other) for one, other in zip(hidden, came_or_went, strict=True)]


def _addresses_in(text: str) -> int:
    """How many addresses a text shows or hides; those that it hides count as one."""
    return count_shown(text) + is_hidden_in(text)


def _keyed(text: str | None, *, mask: bool) -> list[tuple[str, tuple[str, ...]]]:
    numbers = _section_numbers(text or "")
    found = sentences(in_words(text or ""))
    return [(one, key_of(_unnumbered(one, numbers) if numbers else one, mask=mask)) for one in found]


def _section_numbers(text: str) -> frozenset[str]:
    """The numbers of sections inside a passage: several that count on, each before a capital, and none that a sentence
    states."""
    found = [
        one["number"]
        for one in _SECTION_NUMBER.finditer(text)
        if one["before"].casefold() not in _STATES | _NO_SECTIONS
    ]
    counts_on = all(int(one) + 1 == int(other) for one, other in pairwise(found))
    return frozenset(found) if len(found) >= _SECTIONS_MIN and counts_on else frozenset()


def _unnumbered(sentence: str, numbers: frozenset[str]) -> str:
    """`sentence` without the numbers of the sections behind it."""
    return _NUMBER_BEHIND.sub(lambda found: "" if found[1] in numbers else found[0], sentence)


def key_of(sentence: str, *, mask: bool) -> tuple[str, ...]:
    """The key of a sentence without its own number and what is said of links; `mask` takes out e-mail addresses."""
    return equivalence.key(_unlabelled(masked(sentence) if mask else sentence))


def _unlabelled(sentence: str) -> str:
    """`sentence` without the number it begins with and those of items inside it, a "No." or "Yes." that it says itself,
    and what is said of a link alone."""
    if "(" in sentence:
        sentence = _ENUMERATED.sub(r"\1\2", sentence)
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
        return
    old, new = own_headings(before, after)
    for side, other, headings in (("after", "before", old), ("before", "after", new)):
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
            for b in _compared(a, len(half.before), len(half.after))
            if (score := likeness(old, half.after[b][1])) >= LIKE_MIN
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


def _compared(place: int, count: int, other_count: int) -> range:
    """The places on the other side with which a sentence is compared: all of them, or those about as far into it."""
    if count * other_count <= PAIRS_MAX:
        return range(other_count)
    near, half = place * other_count // count, PAIRS_MAX // count // 2
    return range(max(0, near - half), min(other_count, near + half + 1))


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
