"""Clauses in, the date out that the text gives as its own: when it was updated, or from when it applies.

Every date of the text is a candidate. It counts where a cue stands before it ("Last updated:", "gültig ab") with
only small words between; it does not where the words around make it another's: a law's, an earlier version's, the end
of a span, an example's. Of several, the clearest wins: a line of its own near the top or the end before a sentence in
the middle, "updated" before "effective" before "posted".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redline.date_cues import DOCUMENT, GAP, LAW, OTHERS, UNTIL, Cue, cues_in
from redline.date_forms import WrittenDate, dates_in, in_order
from redline.types import Clause, DateLabel, StatedDate

_TOP_LINES = 15
_END_SHARE = 0.93
_SHORT_WORDS = 16
_PHRASE_CHARS = 200
_BREAK = re.compile(r"(?<=[a-zà-ÿ\d)\]]{2})[.!?]\s+(?=[A-ZÀ-Þ])|\s[|•·]\s|[()\[\]]")


@dataclass(frozen=True, slots=True)
class Line:
    """A heading or clause as the search for dates sees it; `row` for one of a table."""

    text: str
    row: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A date that a cue gives to the text, and how sure that is."""

    written: WrittenDate
    label: DateLabel
    weight: int
    text: str


def stated_date(clauses: Sequence[Clause], language: str = "") -> StatedDate | None:
    """The date a text gives as its own, None where it gives none.

    `language` ("" if not known) settles the order of day and month for languages that always write the day first.
    """
    lines = tuple(_lines(clauses))
    found = [candidate for place in range(len(lines)) for candidate in _candidates(lines, place)]
    if not found:
        return None
    best = max(found, key=lambda candidate: candidate.weight)
    return _settled(best, lines, language)


def _lines(clauses: Sequence[Clause]) -> Iterator[Line]:
    trail: tuple[str, ...] = ()
    for clause in clauses:
        if clause.trail != trail:
            shared = 0
            while shared < min(len(trail), len(clause.trail)) and trail[shared] == clause.trail[shared]:
                shared += 1
            yield from (Line(heading) for heading in clause.trail[shared:])
            trail = clause.trail
        yield Line(clause.text, row=clause.kind == "row")


def _candidates(lines: Sequence[Line], place: int) -> Iterator[_Candidate]:
    text = lines[place].text
    written = dates_in(text)
    if not written:
        return
    for number, one in enumerate(written):
        before = text[written[number - 1].end if number else 0 : one.start]
        cue = _cue(lines, place, before, text, one)
        if cue is None or _is_anothers(text, one, written):
            continue
        yield _Candidate(one, cue.label, _weight(cue, lines, place, one, written), _phrase(text, one))


def _cue(lines: Sequence[Line], place: int, before: str, text: str, one: WrittenDate) -> Cue | None:
    """The cue that belongs to a date, from the words before it, or a line before that is nothing but a cue."""
    for start, end, cue in reversed(cues_in(before)):
        gap = GAP.fullmatch(before, end)
        if gap is None or len(before) - end > 60:
            continue
        context = _sentence_before(text, one.start - len(before) + start)
        if not cue.prose or _speaks_of_itself(context, text, one):
            return cue
    if not before.strip(" :*_-–—|(") and one.start <= 3 and place:
        return _bare_cue(lines[place - 1].text)
    return None


def _bare_cue(line: str) -> Cue | None:
    """The cue of a line that holds nothing else ("Last updated:")."""
    found = cues_in(line) if len(line) <= 60 else []
    if not found:
        return None
    start, end, cue = found[-1]
    rest = line[:start] + line[end:]
    return cue if len(re.findall(r"\w+", rest)) <= 1 else None


def _sentence_before(text: str, end: int) -> str:
    """The words of the same sentence, cell or bracket before `end`."""
    start = 0
    for found in _BREAK.finditer(text, 0, end):
        start = found.end()
    return text[start:end]


def _speaks_of_itself(context: str, text: str, one: WrittenDate) -> bool:
    """Whether the subject of a cue is the document: nothing stands before it in its sentence, or the document does."""
    if not re.search(r"\w", context):
        return not _goes_on(text, one)
    return bool(DOCUMENT.search(context))


def _goes_on(text: str, one: WrittenDate) -> bool:
    """Whether a sentence goes on behind a date with something else: "Effective July 1, 2017, we will"."""
    after = text[one.end : one.end + 80]
    goes_on = re.match(r"\s*,\s+(?!20\d\d)[a-z]", after)
    return bool(goes_on) and not DOCUMENT.search(after)


def _is_anothers(text: str, one: WrittenDate, written: Sequence[WrittenDate]) -> bool:
    sentence = _sentence_before(text, one.start)
    if OTHERS.search(sentence) or UNTIL.search(text[: one.start]) and _has_earlier(one, written):
        return True
    after = text[one.end : one.end + 25]
    following = next((other for other in written if other.start >= one.end and other.start - one.end < 25), None)
    if following is not None and UNTIL.search(text[one.end : following.start]):
        return True
    if re.match(r"\s*(?:,\s*)?(?:until|till|bis|jusqu|hasta)\b", after):
        return True
    return bool(LAW.search(sentence)) and not DOCUMENT.search(sentence)


def _has_earlier(one: WrittenDate, written: Sequence[WrittenDate]) -> bool:
    return any(other.end <= one.start for other in written) or True


def _weight(cue: Cue, lines: Sequence[Line], place: int, one: WrittenDate, written: Sequence[WrittenDate]) -> int:
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
    return "dmy" if language in _DAY_FIRST and not orders else ""


_TAKES_EFFECT = re.compile(
    r"(?:changes?|amendments?|modifications?|updates?|updated|revised|new|revisions?|terms|policy|version)\b[^.!?]{0,120}?"
    r"(?:take[s]?\s+effect|(?:are|is|be|become[s]?)\s+effective|effective|come[s]?\s+into\s+(?:effect|force)|go(?:es)?\s+into\s+effect|appl(?:y|ies))"
    r"\s*(?:on|as\s+of|from|beginning|starting|date[:]?)?\s*",
    re.IGNORECASE,
)


def takes_effect(clauses: Sequence[Clause]) -> str | None:
    """The ISO date from which a text says its changes apply ("these changes take effect on ..."), None without one."""
    for line in _lines(clauses):
        for found in _TAKES_EFFECT.finditer(line.text):
            for written in dates_in(line.text[found.end() : found.end() + 40]):
                if written.start <= 3 and len(written.readings) == 1 and len(written.readings[0]) == 10:
                    return written.readings[0]
    return None


