"""Clauses in, the date out that the text gives as its own: when it was updated, or from when it applies.

Every date of the text is a candidate. It counts where a cue stands before it ("Last updated:", "gültig ab") with
only small words between; it does not where the words around make it another's: a law's, an earlier version's, the end
of a span, an example's, a consent tool's. Of several, the clearest wins: a line of its own near the top or the end
before a sentence in the middle, "updated" before "effective" before "posted".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redline import canonical
from redline.dates.context import SENTENCE_BREAK, SHORT_WORDS, Line, applies_from, cue_of, sentence_before
from redline.dates.cues import OTHERS, Cue
from redline.dates.forms import DAY_CHARS, EDITIONS_MIN, WrittenDate, dates_in, in_order, is_a_day
from redline.page.phrases import is_consent_state
from redline.types import Clause, DateLabel, StatedDate

_TOP_LINES = 15
_END_SHARE = 0.93
_MOST_DATES = 100  # a passage with more is a list of dates, or made to keep us busy
_PHRASE_CHARS = 200
_ABOUT_AS_CLEAR = 40
_DAY_FIRST = frozenset({"fr", "de", "es", "it", "pt", "nl"})
_PADDED = re.compile(r"\d\d\.\d\d\.\d{4}")


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
    for clause, opened in canonical.with_opened(clauses):
        yield from map(Line, opened)
        links = clause.links
        yield Line(clause.text, clause.trail, len(links) == 1 and links[0].text == clause.text)


def _candidates(lines: Sequence[Line], place: int) -> Iterator[_Candidate]:
    text = lines[place].text
    if OTHERS.search(" / ".join(lines[place].trail)) or is_consent_state(text) or _is_one_of_many(lines, place):
        return
    for number, one in enumerate(dates_in(text)[:_MOST_DATES]):
        cue = cue_of(lines, place, number)
        if cue is not None:
            yield _Candidate(one, cue.label, _weight(cue, lines, place, one), _phrase(text, one), not cue.prose)


def _is_one_of_many(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is one of several days in a row, each in its own: a list of editions."""
    around = lines[max(0, place - EDITIONS_MIN + 1) : place + EDITIONS_MIN]
    return is_a_day(lines[place].text) and sum(is_a_day(line.text) for line in around) >= EDITIONS_MIN


def _weight(cue: Cue, lines: Sequence[Line], place: int, one: WrittenDate) -> int:
    """How clearly a date is the text's own."""
    weight = cue.weight
    text = lines[place].text
    if text.count(" ") < SHORT_WORDS:
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
    start = one.start - len(sentence_before(text, one.start))
    after = SENTENCE_BREAK.search(text, one.end)
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
            if applies_from(line.text, number) and len(one.readings) == 1 and len(one.readings[0]) == DAY_CHARS:
                return one.readings[0]
    return None
