"""A sentence in; the same with what can be said in several ways said in one, where those ways differ by words that
otherwise weigh.

    "we cannot be held liable"   "we accept no liability"   ->   "we is not liable"
    "you must not"               "you shall not"            ->   "you may not"

The result is for comparing, not for reading. `equivalence_phrases` shortens what differs by words that do not.
"""

import re

from redline.literals import search

# One document under either name; "data protection notice" need not be the same.
_NOTICE = re.compile(r"\b(privacy|cookies?) (?:notice|statement)(?=s?\b)", re.IGNORECASE)
# Two ways of saying one thing that differ by words which otherwise weigh.
_PHRASES = re.compile(
    r"\b(?:(?:will|shall) be|are|is|be) (able to)\b|\b(prior to)\b|\b(in the event that)\b|"
    r"\b((?:with|subject to) the exception of|(?<=[,;(] )save for)\b",
    re.IGNORECASE,
)
# The bound of a number; "no later than 5 May" bounds a day.
_BOUNDED = re.compile(
    r"\b(?:(?P<most>not? (?:more|longer) than|a maximum of|at most)|"
    r"not? (?:less|fewer|shorter) than|a minimum of)(?= \d)",
    re.IGNORECASE,
)
_SHORTER = {1: "can", 2: "before", 3: "if", 4: "except"}
# Whoever is addressed is forbidden the same thing by each of these; "we may not answer" is another matter.
_FORBIDDEN = re.compile(
    r"\b(you|users?|customers?|clients?|members?|subscribers?|visitors?) (?:(?:must|shall) not|"
    r"are not (?:permitted|allowed|authori[sz]ed) to)\b",
    re.IGNORECASE,
)
# "If you do not agree, do not use it": whoever is addressed by both halves.
_FORBIDDEN_IF = re.compile(r"(\bif you\b[^.;,]{1,100}, )(?:do not|don[’']t)(?= \w)", re.IGNORECASE)
# "Unless you do not cancel" is "if you cancel"; with an "and" it is not so simple.
_UNLESS_NOT = re.compile(
    r"\bunless (\w+(?: \w+)?) (?:do|does)(?: not|n[’']t)\b(?! only)(?![^.;,]{0,160}\b(?:and|or)\b)", re.IGNORECASE
)
# Nobody answers for it, counts on it or can do it in each of these; "we may not be liable" is another matter.
_DENIED = re.compile(
    r"\b(?:(?:is|are|was|were)(?:n[’']t| not)|am not|(?:won[’']t|(?:will|shall|would) not|can(?: ?not|[’']t)) be)"
    r"(?: (?:held|made|deemed))? "
    r"(?P<liable>responsible|liable)(?P<too> (?:or|and) (?:responsible|liable))?\b|"
    r"\b(?:accept|assume|take|bear)s? no (?P<answer>(?:responsib|liab)ility(?: (?:or|and) (?:responsib|liab)ility)?)\b|"
    r"\b(?:do|does|can)(?: ?not|n[’']t|[’']t) (?P<sure>guarantee|warrant|ensure)\b|"
    r"\b(?:is|are|am) (?:not able|unable) to\b",
    re.IGNORECASE,
)


def _denied(phrase: re.Match[str]) -> str:
    if phrase["answer"]:
        return f"is not {phrase['answer'].replace('ility', 'le')}"
    return f"is not {phrase['liable']}{phrase['too'] or ''}" if phrase["liable"] else f"cannot {phrase['sure'] or ''}"


def _bounded(phrase: re.Match[str]) -> str:
    return "up to" if phrase["most"] else "at least"


def _shorter(phrase: re.Match[str]) -> str:
    return _SHORTER[phrase.lastindex or 1]


def said_one_way(text: str) -> str:
    """`text` with each of these said in one way."""
    text = _FORBIDDEN.sub(r"\1 may not", text) if search(_FORBIDDEN, text) else text
    text = _FORBIDDEN_IF.sub(r"\1you may not", text) if search(_FORBIDDEN_IF, text) else text
    text = _DENIED.sub(_denied, text) if search(_DENIED, text) else text
    text = _UNLESS_NOT.sub(r"if \1", text) if search(_UNLESS_NOT, text) else text
    text = _BOUNDED.sub(_bounded, text) if search(_BOUNDED, text) else text
    text = _NOTICE.sub(r"\1 policy", text) if search(_NOTICE, text) else text
    return _PHRASES.sub(_shorter, text) if search(_PHRASES, text) else text
