"""A change in; whether a reader would call it a change of the text at all out.

The words are the same and something else is not: where lines are cut, a caption that is a heading now, an address
behind a placeholder. A contents, another notation and what is written twice are asked about before any rule is
(`is_of_contents`, `is_written_otherwise`), the rest only where no sentence differs.
"""

import re
from collections.abc import Sequence

from redline import numbering
from redline.canonical import fold
from redline.dates.forms import dates_in
from redline.dates.months import MONTH
from redline.email_addresses import is_named_in
from redline.equivalence.residue import key
from redline.equivalence.text import with_whole_words, without_left_overs
from redline.judging.sentence_changes import without_asides
from redline.judging.whole_text import Text, plain_words
from redline.number_words import VALUES
from redline.types import BETWEEN_CELLS, ChangeKind, ClauseChange, Link

_LABEL_WORDS_MAX = 8
# Blanks, and the signs of Markdown and of tables.
_MARK_UP = re.compile(r"(?:[\s|*_\\#•·`]|^>|[~=]{2,})+")
# A row of a table that is written as a line has a colon between its cells.
_MARK_UP_OF_ROWS = re.compile(rf"(?:{_MARK_UP.pattern}|:(?=\s))+")
_NUMBER_BEFORE = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|\(?[a-z]{1,4}[.)])(?=\s|$)")
_CONTENTS_MIN = 3
_CONTENTS_TITLE = re.compile(
    r"\A\W*(?:(?:table of )?contents|on this page|jump to|in this (?:policy|notice|document|article)|sommaire|"
    r"table des matières|inhalt(?:sverzeichnis)?|índice)\b",
    re.IGNORECASE,
)
# One that counts begins with the first number, and counts on.
_ENTRY_FIGURE = re.compile(r"\b\d{1,9}\b")
_FIRST_NUMBER = re.compile(r"\W*(?:1|a|i)\b", re.IGNORECASE)
# "Cookies ........ 12"
_LEADERS = re.compile(r"(.{2,120}?)\s?(?:\.{4,}|…{2,}|(?:\s\.){4,})\s*\d{1,3}")
# A line is no longer.
_LINE_CHARS_MAX = 60
# Around words, once folded; an apostrophe stands alone.
_QUOTATION = re.compile(r"\"|(?<!\w)'([^'\"]{1,80})'(?!\w)")
# What can stand in one notation or another.
_WRITTEN_IN_WAYS = re.compile(rf"[\d(<>&\]\ufffd]|http|www|BES|pens in|\b(?:{MONTH})\b", re.IGNORECASE)
# What may stand where a sign was lost.
_LOSABLE = re.compile(r"[\s\ufffd\"'“”‘’„«»–—-]+")
# What of an address leads nowhere else.
_NOTATION = re.compile(r"\bhttps?://(?:www\.)?|\bwww\.|/(?=[\s).,;]|$)", re.IGNORECASE)
# "our rules[1]", "our rules 1", and the arrow that leads back from a note.
_NOTE = re.compile(r"\s?\[(?P<mark>\d{1,2})\]|\s?(?P<arrow>[↩↑])\ufe0e?$")
_BEFORE_NOTE = re.compile(r"(?<=[^\W\d])\s(?=\d{1,2}(?:[.,;]|\s[A-Z]|$))")
# "(212) 555-0100", "212.555.0100"; nothing else has so many figures in such groups.
_TELEPHONE = re.compile(
    r"(?<![\w.,/-])\+?(?:\d{1,3}[ .-])?(?:\(\d{2,4}\) ?\d{3,4}[ .-]?|\d{2,4}(?P<sign>[ .-])\d{3,4}(?P=sign)?)\d{3,4}"
    r"(?![\w/]|[.,-]\d)"
)
# "Tern Bookshttps://tern.example": what stood in two cells.
_STUCK_ADDRESS = re.compile(r"(?<=[^\W\d_])(?=https?://)")
# Behind a link that was taken off.
_BLANK_BEFORE_STOP = re.compile(r"(?<=\w)\s+(?=[.,;:!?](?:\s|$))")
# Recorders wrote stops for semicolons, those of HTML's entities too: "the site. or (ii)", "Terms &. Conditions"; in a
# line also before a capital, "Changes. Amendments".
_STOP_WITHIN = re.compile(r"[.;](?=\s+(?:[a-z]|\((?:[a-z]{1,4}|\d{1,2})\)))")
_STOP_IN_A_LINE = re.compile(r"[.;](?= [^\W\d_])")
# "our Interest-Based Ads Interest-Based Ads policy": a link's words, and what a screen reader is told of it.
_DOUBLED = re.compile(r"\b([A-ZÀ-Þ][^\n.;:\d]{2,60}? [^\s.;:\d]+)\s+\1(?!\w)")
# Nobody writes so many words twice in a row.
_TWICE_WORDS = range(4, 20)
_STOP_OF_ENTITY = re.compile(r"(?<=&)[.;]")
_SIGNS = re.compile(r"[\W_]+")
_AMOUNT = re.compile(r"[-−]?[€$£¥]?\d(?:[\d.,/-]*\d)?%?")
_LABELS_AND_SIGNS = re.compile(r"\b\d{1,2}[.)]|\((?:[a-z]|[ivx]{1,4})\)|[\W_]")
_PHRASE_WORDS_MIN = 4
_AGAIN_LETTERS_MIN = 8
# A text that is written again is longer by more, whatever signs stand in it.
_AGAIN_RATIO_MIN = 1.3
# What makes a word of two, or another one.
_OTHER_LETTERS = ("http", "www", "- ", "_", "\ufffd")
# What stands before a heading's letters in the name of its anchor.
_ANCHORS = ("", "main", "anchor", "section", "link")


def is_no_change(change: ClauseChange, before: Text, after: Text, *, hides_addresses: bool) -> bool:
    """Whether nothing of the text changed. `hides_addresses` says that its e-mail addresses
    cannot be compared."""
    return (
        (hides_addresses and _holds_an_address(change))
        or _is_a_label_moved(change)
        or stands_elsewhere(change, before, after)
        or (change.before != change.after and (_is_cut_otherwise(change) or _holds_a_heading(change, before, after)))
    )


def is_of_contents(change: ClauseChange, before: Text, after: Text) -> bool:
    """Whether a clause is a table of contents, made of nothing but headings of its text, or an entry of one: a heading,
    dots and a page's number."""
    sides = [
        (text, whole, positions)
        for text, whole, positions in (
            (change.before, before, change.before_positions),
            (change.after, after, change.after_positions),
        )
        if text is not None
    ]
    return all(
        _names_a_page(text, whole) or _lists_headings(text, whole, positions, numbered=len(sides) == 1)
        for text, whole, positions in sides
    )


def is_head_of_columns(change: ClauseChange, before: Text, after: Text, *, is_item: bool) -> bool:
    """Whether a clause that came or went stands in the other text over the columns of a table that this one has not, or
    no longer: the table is paragraphs there. An item can be only what stands over all columns."""
    text = change.before or change.after or ""
    if change.before and change.after:
        return False
    here, there = (before, after) if change.before else (after, before)
    return there.has_columns(text, all_of_them=is_item) and not here.has_columns(text, all_of_them=False)


def _lists_headings(text: str, whole: Text, positions: Sequence[int], *, numbered: bool) -> bool:
    """Whether a clause is made of headings that follow it, in their order; a row of a table never is."""
    if not positions or BETWEEN_CELLS in text:
        return False
    listed = _CONTENTS_TITLE.sub("", text, count=1)
    figures = [*map(int, _ENTRY_FIGURE.findall(listed))]
    numbered = numbered and _FIRST_NUMBER.match(listed) is not None and figures == [*range(1, len(figures) + 1)]
    return whole.headings_in(listed, positions[-1], numbered=numbered) >= _CONTENTS_MIN


def _names_a_page(text: str, whole: Text) -> bool:
    found = _LEADERS.fullmatch(text) if text[-1:].isdigit() else None
    return found is not None and whole.has_heading(found[1][numbering.split(found[1], heading=True)[1] :])


def _holds_an_address(change: ClauseChange) -> bool:
    """Whether an e-mail address, shown or hidden, stands in what changed."""
    text = f"{change.before or ''} {change.after or ''}"
    return change.before != change.after and is_named_in(text)


def _is_a_label_moved(change: ClauseChange) -> bool:
    """Whether a few words without a sentence changed place, or a heading became a caption, or a caption a heading."""
    if change.kind is not ChangeKind.MOVED:
        return False
    is_heading_somewhere = not change.before_positions or not change.after_positions
    return is_heading_somewhere or len((change.after or "").split()) <= _LABEL_WORDS_MAX


def stands_elsewhere(change: ClauseChange, before: Text, after: Text) -> bool:
    """Whether the words of either side stand in the other text: a heading that became a caption, or part of its
    paragraph."""
    if change.kind in (ChangeKind.MOVED, ChangeKind.RENUMBERED) or key(change.before or "") == key(change.after or ""):
        return False
    sides = ((change.before, after), (change.after, before))
    return all(_holds(other, text) for text, other in sides if text is not None)


def is_written_otherwise(change: ClauseChange) -> bool:
    """Whether a clause that stays has the same words and differs in its mark-up and quotation marks, in how an address,
    a telephone number, a date, a row or a stop within a sentence is written, a line in its capitals, or in words that
    stand there twice."""
    if change.before is None or change.after is None or change.before == change.after:
        return False
    is_line = change.of_heading or len(change.before) <= _LINE_CHARS_MAX
    if is_line and change.before.isupper() != change.after.isupper():
        return change.before.casefold() == change.after.casefold()  # style sheets write headings in capitals
    if _is_noted_otherwise(change.before, change.after):
        return True
    if has_other_letters(change):
        return _is_written_again(change.before, change.after)
    texts = (
        _without_printed_addresses(change.before, change.links_added),
        _without_printed_addresses(change.after, change.links_removed),
    )
    plain = [without_asides(without_left_overs(text)) for text in texts]
    if _has_other_words(plain):
        return False
    folded = [in_one_notation(_QUOTATION.sub(r"\1", fold(with_whole_words(text)))) for text in plain]
    mark_up = _MARK_UP_OF_ROWS if sum(BETWEEN_CELLS in text for text in folded) == 1 else _MARK_UP
    if len({mark_up.sub(" ", text).strip() for text in folded}) == 1 or _is_written_again(*plain):
        return True
    return _stands_twice_in_a_row(change)


def _is_noted_otherwise(before: str, after: str) -> bool:
    """Whether one side alone writes the marks of its notes in brackets, or has arrows back from them: "rules [1]"."""
    if not (_NOTE.search(before) or _NOTE.search(after)):
        return False
    old, new = (
        _BEFORE_NOTE.sub("", _NOTE.sub(lambda note: note["mark"] or "", fold(text))).strip() for text in (before, after)
    )
    return old == new


def has_other_letters(change: ClauseChange) -> bool:
    """Whether words stand in place of others that are not made of the same letters, and nothing beside them is written
    in several ways: no figure, sign of mark-up or address. A quick no to whether it is written otherwise."""
    gone, come = ("".join([span.text for span in change.spans if span.op == op]) for op in ("delete", "insert"))
    if _WRITTEN_IN_WAYS.search(gone) or _WRITTEN_IN_WAYS.search(come):
        return False
    letters, others = (_SIGNS.sub("", text) for text in (gone, come))
    return bool(letters) and bool(others) and letters != others


def _has_other_words(texts: Sequence[str]) -> bool:
    """Whether two texts, neither of which is the other several times over, hold different words, and nothing that is
    written with other letters: no date, address, or word parted at the end of a line. A quick no like the one above."""
    short, long = sorted(map(len, texts))
    if long > _AGAIN_RATIO_MIN * short or any(sign in text for sign in _OTHER_LETTERS for text in texts):
        return False
    if any(map(dates_in, texts)):
        return False
    old, new = ({word for word in plain_words(text).split() if word.isalpha()} for text in texts)
    return old != new


def _without_printed_addresses(text: str, links: Sequence[Link]) -> str:
    """`text` without the addresses in brackets to which links of the other side lead: "our rules (https://a.example)"."""
    if "(http" in text:
        for link in links:
            text = text.replace(f" ({link.href})", "")
    return text


def _stands_twice_in_a_row(change: ClauseChange) -> bool:
    """Whether all that differs are some words that one side has twice in a row."""
    spans = change.spans
    differing = [place for place, span in enumerate(spans) if span.op != "equal"]
    if len(differing) != 1:
        return False
    (place,) = differing
    words = spans[place].text.split()
    count = len(words)
    if count not in _TWICE_WORDS or not VALUES.keys().isdisjoint(words) or any(map(str.isdigit, spans[place].text)):
        return False  # figures are summed, and counted
    before, after = ("".join(span.text for span in side).split() for side in (spans[:place], spans[place + 1 :]))
    row, start = [*before[-count:], *words, *after[:count]], len(before[-count:])
    # What was inserted may begin anywhere in the words that are said twice.
    return any(row[at : at + count] == row[at + count : at + 2 * count] for at in range(start + 1))


def _is_written_again(*texts: str) -> bool:
    """Whether one text is the other several times over, with no more than an anchor's name beside it."""
    once, more = sorted((_SIGNS.sub("", text).lower() for text in texts), key=len)
    if len(once) < _AGAIN_LETTERS_MIN or more.count(once) < 2 or more.replace(once, "") not in _ANCHORS:
        return False
    return len({frozenset(_AMOUNT.findall(text)) for text in texts}) == 1


def _is_cut_otherwise(change: ClauseChange) -> bool:
    """Whether clauses with the same words are only cut at other places, or lost their signs."""
    texts = [change.before or "", change.after or ""]
    plain = [without_asides(without_left_overs(text)) for text in texts]
    if any("\ufffd" in text for text in texts) and len({_LOSABLE.sub(" ", text).strip() for text in plain}) == 1:
        return True
    if change.kind not in (ChangeKind.SPLIT, ChangeKind.MERGED) and plain == texts:
        return False
    old, new = (_LABELS_AND_SIGNS.sub("", fold(text)) for text in plain)
    return old == new


def in_one_notation(text: str) -> str:
    """`text` with its addresses, telephone numbers, dates and stops within sentences written one way, and words written
    twice in a row once. A date that could be read in two ways stays."""
    for written in reversed(dates_in(text)):
        if len(written.readings) == 1:
            text = f"{text[: written.start]}{written.readings[0]}{text[written.end :]}"
    text = _STUCK_ADDRESS.sub(" ", text) if "http" in text else text
    text = _TELEPHONE.sub(lambda number: digits(number[0]), text)
    text = _BLANK_BEFORE_STOP.sub("", text)
    stop = _STOP_IN_A_LINE if len(text) <= _LINE_CHARS_MAX else _STOP_WITHIN
    return _DOUBLED.sub(r"\1", stop.sub(";", _STOP_OF_ENTITY.sub("", _NOTATION.sub("", text))))


def _holds_a_heading(change: ClauseChange, before: Text, after: Text) -> bool:
    """Whether all that a clause has more on one side are headings of the other, with their numbers: "… of the fees.
    5. Refunds. You may …"."""
    differing = [(span.op, _NUMBER_BEFORE.sub("", span.text)) for span in change.spans if span.op != "equal"]
    worded = [(op, words) for op, words in differing if _SIGNS.sub("", words)]
    return bool(worded) and all((after if op == "delete" else before).has_heading(words) for op, words in worded)


def is_repeated(change: ClauseChange, before: Text, after: Text) -> bool:
    """Whether a clause came that stood there already, or went and still stands there: a page drawn twice."""
    if change.before is None and change.after:
        return _holds(before, change.after) and after.count(change.after) > 1
    if change.after is None and change.before:
        return _holds(after, change.before) and before.count(change.before) > 1
    return False


def _holds(text: Text, words: str) -> bool:
    """Whether `words` stand in `text` in a row; a word or two must begin a line there, for by themselves they stand in
    any text."""
    return text.holds(words) and (words.count(" ") >= _PHRASE_WORDS_MIN or text.begins_line(words))


def digits(text: str) -> str:
    """The digits of a text in a row."""
    return "".join(filter(str.isdigit, text))
