"""A date and the words around it in, what they say of it out: the text's own date, of which kind, or another's.

A cue counts only where small words alone part it from the date, and, where it also occurs in sentences about other
things, only if its sentence is about the document. Even then the date may be an earlier version's, a law's, or an end
or part of a span.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from redline.dates.cues import (
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
from redline.dates.forms import WrittenDate, dates_in

SHORT_WORDS = 16
SENTENCE_BREAK = re.compile(r"(?<=[a-zà-ÿ\d)\]]{2})[.!?]\s+(?=[A-ZÀ-Þ])|\s[|•·]\s|[(\[]")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CLAUSE_AFTER = re.compile(r"\s*,\s+[^\W\d]")
_ENDS_LATER = re.compile(r"\s*,?\s*(?:until|till|bis\s+(?!dahin)|jusqu|hasta|fino\s)", re.IGNORECASE)
_BEGINS = re.compile(r"(?:^|:\s*)(?:on\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_GAP_CHARS = 70
_LINE_OF_CUE_CHARS = 60
_LABEL_LINE = 6


class Line(NamedTuple):
    """A heading or clause as the search for dates sees it: its words, the headings over it, and whether it is nothing
    but a link."""

    text: str
    trail: tuple[str, ...] = ()
    linked: bool = False


def cue_of(lines: Sequence[Line], place: int, number: int) -> Cue | None:
    """The cue by which the date numbered `number` in the line at `place` is the text's own, None where it is not."""
    text = lines[place].text
    written = dates_in(text)
    one = written[number]
    start = written[number - 1].end if number else 0
    cue = _cue_before(text, start, one) or _cue_of_line_before(lines, place, one) or _cue_after(text, one)
    return None if cue is None or is_anothers(text, number, written) else cue


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
        if not cue.prose or _speaks_of_itself(sentence_before(text, start + begin), before[begin:end], text, one):
            return cue if begin + start > 3 else replace(cue, weight=cue.weight + _LABEL_LINE, prose=False)
    return None


def _cue_of_line_before(lines: Sequence[Line], place: int, one: WrittenDate) -> Cue | None:
    """The cue of the line above a date that begins its line, where that holds nothing else ("Last updated:")."""
    if not place or one.start > 3:
        return None
    line = lines[place - 1].text
    found = cues_in(line) if len(line) <= _LINE_OF_CUE_CHARS else []
    if not found:
        return None
    start, end, cue = found[-1]
    return cue if len(_WORD.findall(line[:start] + line[end:])) <= 1 else None


def _cue_after(text: str, one: WrittenDate) -> Cue | None:
    """The cue of a date before its verb ("On 15 May 2018, Example adopted an amended policy") or its version."""
    after = text[one.end : one.end + 120]
    sentence = sentence_before(text, one.start)
    if _BEGINS.search(sentence) and ADOPTED.match(after) and DOCUMENT.search(after):
        return Cue("posted", 20, prose=True)
    if SAID_AFTER.match(after) and text.count(" ") < SHORT_WORDS and (DOCUMENT.search(text) or one.start <= 3):
        return Cue("updated", 45, prose=False)
    if VERSION_AFTER.match(after) and text.count(" ") < SHORT_WORDS:
        return Cue("version", 30, prose=False)
    return None


def sentence_before(text: str, end: int) -> str:
    """The words of the same sentence, cell or bracket before `end`."""
    before = _BRACKETED.sub(lambda found: " " * len(found[0]), text[:end])
    start = 0
    for found in SENTENCE_BREAK.finditer(before):
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
    return opening > 0 and text.rfind(")", opening, one.start) < 0 and text.count(" ", 0, opening) > SHORT_WORDS - 2


def is_anothers(text: str, number: int, written: Sequence[WrittenDate]) -> bool:
    """Whether a date with a cue is still not the text's: an earlier version's, a law's, an end or part of a span."""
    one = written[number]
    sentence = sentence_before(text, one.start)
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
    return bool(
        TO.match(between) or (len(between) < 25 and UNTIL.search(between) and not SENTENCE_BREAK.search(text, one.end))
    )


def applies_from(text: str, number: int) -> bool:
    """Whether a date of a text is the day from which the text or its changes apply."""
    written = dates_in(text)
    one = written[number]
    start = written[number - 1].end if number else 0
    sentence = sentence_before(text, one.start)
    if is_anothers(text, number, written) or not (DOCUMENT.search(sentence) or CHANGES.search(sentence)):
        return False
    before = text[start : one.start]
    return any(
        cue.label == "effective" and len(before) - end <= _GAP_CHARS and GAP.fullmatch(before, end)
        for _, end, cue in cues_in(before)
    )
