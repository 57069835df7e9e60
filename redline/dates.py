"""Clauses in, the date out that the text gives as its own: when it was updated, or from when it applies.

Every date of the text is a candidate. It counts where a cue stands before it ("Last updated:", "gültig ab") with
only small words between; it does not where the words around make it another's: a law's, an earlier version's, the end
of a span, an example's. Of several, the clearest wins: a line of its own near the top or the end before a sentence in
the middle, "updated" before "effective" before "posted".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from redline import canonical
from redline.date_cues import (
    ADOPTED,
    AROUND,
    BOTH,
    CHANGES,
    DOCUMENT,
    GAP,
    LAW,
    OTHERS,
    SAID_AFTER,
    TO,
    UNTIL,
    VERSION_AFTER,
    Cue,
    cues_in,
)
from redline.date_forms import WrittenDate, dates_in, in_order
from redline.types import Clause, DateLabel, StatedDate

_TOP_LINES = 15
_END_SHARE = 0.93
_MOST_DATES = 100  # a passage with more is a list of dates, or made to keep us busy
_SHORT_WORDS = 16
_PHRASE_CHARS = 200
_BREAK = re.compile(r"(?<=[a-zà-ÿ\d)\]]{2})[.!?]\s+(?=[A-ZÀ-Þ])|\s[|•·]\s|[(\[]")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CLAUSE_AFTER = re.compile(r"\s*,\s+[^\W\d]")
_ENDS_LATER = re.compile(r"\s*,?\s*(?:until|till|bis\s+(?!dahin)|jusqu|hasta|fino\s)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_GAP_CHARS = 70
_ABOUT_AS_CLEAR = 40
_LABEL_LINE = 6
_DAY_CHARS = len("2021-06-01")
_PADDED = re.compile(r"\d\d\.\d\d\.\d{4}")


class Line(NamedTuple):
    """A heading or clause as the search for dates sees it: its words, the headings over it, and whether it is nothing
    but a link."""

    text: str
    trail: tuple[str, ...] = ()
    linked: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A date that a cue gives to the text, and how sure that is."""

    written: WrittenDate
    label: DateLabel
    weight: int
    text: str
    clear: bool


def stated_date(clauses: Sequence[Clause], language: str = "") -> StatedDate | None:
    """The date a text gives as its own, None where it gives none.

    `language` ("" if not known) settles the order of day and month for languages that always write the day first.
    """
    lines = tuple(_lines(clauses))
    dated = [place for place, line in enumerate(lines) if dates_in(line.text)]
    found = [candidate for place in dated for candidate in _candidates(lines, place)]
    if not found:
        return None
    return _settled(_best(found), lines, language)


def _best(found: Sequence[_Candidate]) -> _Candidate:
    """The clearest candidate; of those that state the same kind of date about as clearly, the latest date."""
    clearest = max(found, key=lambda candidate: candidate.weight)
    rivals = [
        one
        for one in found
        if one.label == clearest.label and one.clear and one.weight >= clearest.weight - _ABOUT_AS_CLEAR
    ] or [clearest]
    return max(rivals, key=lambda one: (one.written.readings[-1], one.weight))


def _lines(clauses: Sequence[Clause]) -> Iterator[Line]:
    trail: tuple[str, ...] = ()
    for clause in clauses:
        if clause.trail != trail:
            yield from map(Line, clause.trail[canonical.common_prefix(trail, clause.trail) :])
            trail = clause.trail
        links = clause.links
        yield Line(clause.text, trail, len(links) == 1 and links[0].text == clause.text)


def _candidates(lines: Sequence[Line], place: int) -> Iterator[_Candidate]:
    text = lines[place].text
    written = dates_in(text)[:_MOST_DATES]
    if written and OTHERS.search(" / ".join(lines[place].trail)):
        return
    for number, one in enumerate(written):
        start = written[number - 1].end if number else 0
        cue = _cue_before(text, start, one) or _cue_of_line_before(lines, place, one) or _cue_after(text, one)
        if cue is not None and not _is_anothers(text, number, written):
            yield _Candidate(one, cue.label, _weight(cue, lines, place, one), _phrase(text, one), not cue.prose)


def _cue_before(text: str, start: int, one: WrittenDate) -> Cue | None:
    """The cue between `start` and a date, where only small words part them."""
    before = text[start : one.start]
    found = cues_in(before)
    for place in range(len(found) - 1, -1, -1):
        begin, end, cue = found[place]
        if len(before) - end > _GAP_CHARS or not GAP.fullmatch(before, end):
            continue
        if place and BOTH.fullmatch(before, found[place - 1][1], begin) and found[place - 1][2].weight > cue.weight:
            begin, _, cue = found[place - 1]
        if not cue.prose or _speaks_of_itself(_sentence_before(text, start + begin), before[begin:end], text, one):
            return cue if begin + start > 3 else replace(cue, weight=cue.weight + _LABEL_LINE, prose=False)
    return None


def _cue_of_line_before(lines: Sequence[Line], place: int, one: WrittenDate) -> Cue | None:
    """The cue of the line above a date that begins its line, where that holds nothing else ("Last updated:")."""
    if not place or one.start > 3:
        return None
    line = lines[place - 1].text
    found = cues_in(line) if len(line) <= 60 else []
    if not found:
        return None
    start, end, cue = found[-1]
    return cue if len(_WORD.findall(line[:start] + line[end:])) <= 1 else None


def _cue_after(text: str, one: WrittenDate) -> Cue | None:
    """The cue of a date before its verb ("On 15 May 2018, Example adopted an amended policy") or its version."""
    after = text[one.end : one.end + 120]
    sentence = _sentence_before(text, one.start)
    if re.search(r"(?:^|:\s*)(?:on\s+)?$", sentence, re.IGNORECASE) and ADOPTED.match(after) and DOCUMENT.search(after):
        return Cue("posted", 20, prose=True)
    if SAID_AFTER.match(after) and text.count(" ") < _SHORT_WORDS and (DOCUMENT.search(text) or one.start <= 3):
        return Cue("updated", 45, prose=False)
    if VERSION_AFTER.match(after) and text.count(" ") < _SHORT_WORDS:
        return Cue("version", 30, prose=False)
    return None


def _sentence_before(text: str, end: int) -> str:
    """The words of the same sentence, cell or bracket before `end`."""
    before = _BRACKETED.sub(lambda found: " " * len(found[0]), text[:end])
    start = 0
    for found in _BREAK.finditer(before):
        start = found.end()
    return text[start:end]


def _speaks_of_itself(context: str, cue: str, text: str, one: WrittenDate) -> bool:
    """Whether the subject of a cue is the document: nothing but other cues stands before it in its sentence, or the
    document does."""
    if DOCUMENT.search(context) or DOCUMENT.search(cue):
        return True
    for written in reversed(dates_in(context)):
        context = context[: written.start] + context[written.end :]
    for start, end, _ in reversed(cues_in(context)):
        context = context[:start] + context[end:]
    others = [word for word in _WORD.findall(context.lower()) if word not in AROUND]
    return not others and not _goes_on(text, one) and not _is_remark(text, one)


def _goes_on(text: str, one: WrittenDate) -> bool:
    """Whether a sentence goes on behind a date with something else: "Effective July 1, 2017, we will"."""
    after = text[one.end : one.end + 80]
    return bool(_CLAUSE_AFTER.match(after)) and not DOCUMENT.search(after)


def _is_remark(text: str, one: WrittenDate) -> bool:
    """Whether a date stands in brackets behind a whole sentence: it dates that sentence alone."""
    opening = text.rfind("(", 0, one.start)
    return opening > 0 and text.rfind(")", opening, one.start) < 0 and text.count(" ", 0, opening) > _SHORT_WORDS - 2


def _is_anothers(text: str, number: int, written: Sequence[WrittenDate]) -> bool:
    """Whether a date with a cue is still not the text's: an earlier version's, a law's, an end or part of a span."""
    one = written[number]
    sentence = _sentence_before(text, one.start)
    if OTHERS.search(sentence) or UNTIL.search(text[: one.start]):
        return True
    if LAW.search(sentence) and not DOCUMENT.search(sentence):
        return True
    if number and TO.match(text[written[number - 1].end : one.start]):
        return True
    if _ENDS_LATER.match(text, one.end):
        return True
    if number + 1 == len(written):
        return False
    between = text[one.end : written[number + 1].start]
    return bool(TO.match(between) or (len(between) < 25 and UNTIL.search(between) and not _BREAK.search(text, one.end)))


def _weight(cue: Cue, lines: Sequence[Line], place: int, one: WrittenDate) -> int:
    """How clearly a date is the text's own."""
    weight = cue.weight
    text = lines[place].text
    if text.count(" ") < _SHORT_WORDS:
        weight += 30
    if place < _TOP_LINES:
        weight += 30 - place
    elif place >= len(lines) * _END_SHARE:
        weight += 20
    if len(one.readings[0]) == 7:
        weight -= 3
    if lines[place].linked:
        weight -= 20
    return weight


def _phrase(text: str, one: WrittenDate) -> str:
    """The words that state a date: its line where that is short, else its sentence."""
    if len(text) <= _PHRASE_CHARS:
        return text
    start = one.start - len(_sentence_before(text, one.start))
    after = _BREAK.search(text, one.end)
    end = min(after.start() + 1 if after else len(text), start + _PHRASE_CHARS)
    return text[start : max(end, one.end)].strip()


def _settled(best: _Candidate, lines: Sequence[Line], language: str) -> StatedDate:
    """The date of a candidate; where its form allows two, the rest of the document may settle which."""
    readings = best.written.readings
    if len(readings) > 1:
        order = _order(best.written, lines, language)
        settled = in_order(best.written, order) if order else None
        readings = (settled,) if settled else readings
    if len(readings) == 1:
        return StatedDate(date=readings[0], candidates=(), label=best.label, text=best.text)
    return StatedDate(date=None, candidates=readings, label=best.label, text=best.text)


_DAY_FIRST = frozenset({"fr", "de", "es", "it", "pt", "nl"})


def _order(written: WrittenDate, lines: Sequence[Line], language: str) -> str:
    """The order of day and month that the document shows elsewhere, "" where it does not tell."""
    orders = set()
    for line in lines:
        for other in dates_in(line.text):
            if other.order and other.form == written.form:
                orders.add(other.order)
            elif other.form == "" and other.readings[0] in written.readings:
                return "dmy" if in_order(written, "dmy") == other.readings[0] else "mdy"
    if len(orders) == 1:
        return orders.pop()
    day_first = language in _DAY_FIRST or _PADDED.fullmatch(written.text)
    return "dmy" if day_first and not orders else ""


def takes_effect(clauses: Sequence[Clause]) -> str | None:
    """The ISO date from which a text says that it, or its changes, apply ("these changes take effect on 1 June 2021").

    None where it names no day, or one that could be read in two ways.
    """
    for line in _lines(clauses):
        for number, one in enumerate(dates_in(line.text)[:_MOST_DATES]):
            if _is_effect(line.text, number) and len(one.readings) == 1 and len(one.readings[0]) == _DAY_CHARS:
                return one.readings[0]
    return None


def _is_effect(text: str, number: int) -> bool:
    """Whether a date of a text is the day from which the text or its changes apply."""
    written = dates_in(text)
    one = written[number]
    start = written[number - 1].end if number else 0
    sentence = _sentence_before(text, one.start)
    if _is_anothers(text, number, written) or not (DOCUMENT.search(sentence) or CHANGES.search(sentence)):
        return False
    before = text[start : one.start]
    return any(
        cue.label == "effective" and len(before) - end <= _GAP_CHARS and GAP.fullmatch(before, end)
        for _, end, cue in cues_in(before)
    )
