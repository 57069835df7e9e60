"""A changed item of a list in; what introduces the list out: a sentence before it, or the heading over it.

"We collect:"  "* your name"                  ->  "We collect:"
"## How we use your information"  "* to write" ->  "How we use your information:"
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from redline.sentences import sentences
from redline.types import Clause, ClauseChange, Reading

_FOLLOWING = re.compile(
    r"\b(?:the following|as follows|les? suivante?s?|folgende\w*|(?:los?|las?) siguientes?)\b", re.IGNORECASE
)
_HANDLING = (
    r"(?:collect|gather|us(?:e|es|ed)\b|provide|share[ds]?\b|disclose|process(?:es|ed)?\b|receive|obtain|"
    r"stor(?:e|es|ed)\b)"
)
_ASKS = r"(?:how|why|what|which|when|who|with whom)\b.{0,40}"
# "How we use your information", "Information you provide", "Who we share data with".
_ON_PRACTICE = re.compile(
    rf"{_ASKS}\b(?:information|data)\b.{{0,40}}\b{_HANDLING}.{{0,30}}|"
    rf"{_ASKS}\b{_HANDLING}\w{{0,3}} .{{0,40}}\b(?:information|data)\b.{{0,30}}|"
    r"(?:(?:types?|categories|kinds?) of )?(?:personal |other )?(?:information|data) (?:that |which )?"
    rf"(?:we |you |our \w+ )?(?:may |can )?(?:automatically )?{_HANDLING}.{{0,30}}",
    re.IGNORECASE,
)
# "Prohibited content", "What is not allowed", "You must not".
_ON_BANS = re.compile(
    r"(?:prohibited|forbidden|banned|unacceptable|disallowed|restricted) "
    r"(?:content|conduct|uses?|items?|products?|goods|services?|activit(?:y|ies)|behaviou?rs?|practices?|actions?|materials?|"
    r"categor(?:y|ies)|industr(?:y|ies)|verticals|topics|subjects|claims|formats?|offers?|sites?|apps?|"
    r"business(?:es)?|transactions?|ads?|advertis\w+|listings?|posts?)(?: (?:and|or|&) \w+)?|"
    r"(?:what |content |items |uses )?(?:(?:is|are) )?not (?:allowed|permitted)|what (?:isn|aren)[’']t allowed|"
    r"what we (?:don[’']t|do not) allow|(?:you|users|members) agree not to|"
    r"(?:you|users|members) (?:must|may|should|shall) not|(?:do not|don[’']ts?)|"
    r"what (?:you|users|members) (?:(?:must|may|should|can) ?not|(?:must|should|can)n?[’']t) "
    r"(?:do|post|share|upload|sell|publish|send|advertise)(?: \w+){0,3}",
    re.IGNORECASE,
)
_LETTERED_PART = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\) ", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"\b(?:contact|more|useful|request|obligation|right|choice|protect|secur|standard|definition|question|learn|"
    r"control|manage|access|where)",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"\(?(?:[a-z]{1,2}|[ivx]{1,5})[).]{1,2}")
_FIRST = re.compile(r"\(?[1aAiI][).]?")
_GOES_ON = re.compile(
    r"(?:this|these|that|it|they|such \w+|examples?(?: of \w+)?)(?: (?:also|may|can|could|might|will))* includes?\b",
    re.IGNORECASE,
)
# Fewer semicolons part two sentences, and no list.
_PARTS_MIN = 2
_ON_DATA = re.compile(r"\b(?:information|data)\b", re.IGNORECASE)
_HEADING_CHARS_MAX = 90
_OF_CONTENTS = re.compile(r"\b(?:explain|cover|describ|section|page|topic|chapter)", re.IGNORECASE)
_LEAD_WORDS_MAX = 80


def stands(change: ClauseChange, before: Reading, after: Reading) -> Clause | None:
    """The first clause of a change, the newer where it has one."""
    reading, positions = (
        (after, change.after_positions) if change.after_positions else (before, change.before_positions)
    )
    return reading.clauses[positions[0]] if positions and positions[0] < len(reading.clauses) else None


def lead_of(change: ClauseChange, before: Reading, after: Reading) -> str:
    """The clause that introduces the list which the changed clause is an item of, or the heading that does; "" where
    there is none."""
    item = stands(change, before, after)
    if item is None or not _is_entry(item):
        return ""
    reading = after if change.after_positions else before
    found = _paragraph_over(reading, item, item.trail)
    if found is None and item.text[:1].islower() and not _introduces(item.heading):
        found = _paragraph_over(reading, item, item.trail[:-1])  # "**Alder:** for mail" has a heading of its own
    if found is not None:
        if _is_entry(found) and (outer := _paragraph_over(reading, found, found.trail)) and outer.text.endswith(":"):
            return f"{outer.text} {found.text}"  # a list inside a list
        return found.text if len(found.text.split()) <= _LEAD_WORDS_MAX or found.text.endswith(":") else ""
    return f"{item.heading}:" if _introduces(item.heading) else ""


def _paragraph_over(reading: Reading, item: Clause, trail: tuple[str, ...]) -> Clause | None:
    """The last paragraph before an item that stands under the headings `trail` alone, and no other heading between; or
    the item that introduces a list inside a list."""
    for clause in _backwards(reading, item.position):
        if clause.trail[: len(trail)] != trail:
            return None
        if clause.trail == trail and (
            (clause.kind == "paragraph" and not _is_entry(clause)) or _heads_a_list(reading, clause)
        ):
            return clause
    return None


def _heads_a_list(reading: Reading, item: Clause) -> bool:
    """Whether an item introduces those behind it: the first under its heading, or one behind which others begin to
    count. How deep an item stands is not known; a bullet behind a bullet may be its neighbour."""
    if not item.text.endswith(":") or not _is_entry(item):
        return False
    if item.position == 0 or reading.clauses[item.position - 1].trail != item.trail:
        return bool(item.trail)
    following = reading.clauses[item.position + 1 : item.position + 2]
    return any(_FIRST.fullmatch(one.own_number) for one in following) and not _FIRST.fullmatch(item.own_number)


def said_before(sentence: str, passage: str) -> str:
    """The sentence of `passage` that `sentence` goes on with: "This includes checking your age.", or a part behind a
    semicolon; "" for any other."""
    goes_on = _GOES_ON.match(sentence)
    if not goes_on and passage.count(";") < _PARTS_MIN:
        return ""
    before, found, _ = passage.partition(sentence)
    if not found or not (goes_on or before.rstrip().endswith(";")):
        return ""
    parts = sentences(before)
    place = len(parts) - 1
    while place > 0 and (parts[place - 1].endswith(";") or _is_introduced(parts[place - 1], parts[place])):
        place -= 1
    lead = parts[place] if parts else ""
    return lead if lead.endswith((";", ":")) or _ON_DATA.search(lead) else ""


def _is_introduced(before: str, part: str) -> bool:
    """Whether what stands before the first of several lettered parts introduces them all: "It does not hold where: (a)
    …"."""
    return before.endswith(":") and _LETTERED_PART.match(part) is not None


def _is_entry(clause: Clause) -> bool:
    """Whether a clause is an item of a list, or a paragraph with the mark of one: "(j) copies the content; or"."""
    return clause.kind == "item" or (clause.kind == "paragraph" and _LETTERED.fullmatch(clause.own_number) is not None)


@lru_cache(maxsize=256)
def _introduces(heading: str) -> bool:
    """Whether a heading introduces the list under it as a sentence would: "We collect the following"."""
    if len(heading) > _HEADING_CHARS_MAX or _OF_CONTENTS.search(heading):
        return False
    return _FOLLOWING.search(heading) is not None or forbids(heading) or heads_practice(heading)


def forbids(heading: str) -> bool:
    """Whether a heading stands over what is forbidden."""
    return _ON_BANS.fullmatch(heading.rstrip(":?!. ")) is not None


def heads_practice(heading: str) -> bool:
    """Whether a heading says what is done with data: each entry of a list under it is something of that."""
    return _ON_PRACTICE.fullmatch(heading.rstrip(":?")) is not None and not _OTHERWISE.search(heading)


def _backwards(reading: Reading, position: int) -> Iterator[Clause]:
    return (reading.clauses[place] for place in range(position - 1, max(-1, position - 60), -1))
