"""A sentence in; the same with what can be said in several ways said in one, where those ways differ by words that
otherwise weigh.

    "we cannot be held liable"   "we accept no liability"   ->   "we is not liable"
    "you must not"               "you shall not"            ->   "you may not"

The result is for comparing, not for reading. `phrases` shortens what differs by words that do not.
"""

import re
from collections.abc import Callable, Sequence

from redline.literals import search
from redline.number_words import IN_ENGLISH

# One document under either name; "data protection notice" need not be the same.
_NOTICE = re.compile(r"\b(privacy|cookies?) (?:notice|statement)(?=s?\b)", re.IGNORECASE)
# Two ways of saying one thing that differ by words which otherwise weigh.
_PHRASES = re.compile(
    r"\b(?:(?:will|shall) be|are|is|be) (able to)\b|\b(prior to)\b|\b(in the event that)\b|"
    r"\b((?:with|subject to) the exception of|(?<=[,;(] )save for|save as|except as|other than(?= as\b))\b|"
    r"\b((?:please )?(?:do not|don[’']t) hesitate to|please feel free to)\b|"
    r"\b(one hundred per ?cent|100 per ?cent|100%|a hundred per ?cent)(?!\w)|"
    r"\b((?:not|no) later than|at the latest)(?= (?:\d|(?:one|two|three|a)\b))"
    r"(?![^.;]{0,40}\b(?:before|prior to|in advance|ahead)\b)|"
    r"\b(right away|straight away|straightaway)\b|\b(every six months|every 6 months|semi-?annually)\b|"
    r"\b(reserves? the right to)\b|\b(giv(?:e|es|ing) up)(?= (?:any|all|your|the|its|their|our|his|her) )|"
    r"\b(governed by and (?:construed|interpreted) (?:in accordance with|under))\b|"
    r"\b(out of)(?= (?:the )?(?:EEA|EU|UK|USA?|European|United|country)\b)",
    re.IGNORECASE,
)
# "Regulation (EU) No 2016/679", "company No. 0123": a number, and nothing denied.
_NUMBERED = re.compile(
    r"(?<=\) )No\.? (?=\d+/\d)|(?<=Regulation )No\.? (?=\d)|"
    r"(?P<of>\b(?i:company|VAT|registration|register|registered|tax|id|account|licen[cs]e|phone|fax|order|case),?) "
    r"(?:No\b\.?|Nr\b\.?|N°)(?= ?(?:\w{0,3}\d|is\b|:|\|))"
)
# Who is of age, who is not: "at least 18 years of age", "18 or older"; "younger than 13", "under the age of 13".
_OLD_ENOUGH = re.compile(
    r"\b(?:(?:aged )?(?P<more>\d\d) (?:years (?:old |of age )?)?(?:or|and) (?:older|over|above)|"
    r"at least (?:the age of )?(?P<least>\d\d)(?: years)? (?:old|of age)(?: or older)?)\b",
    re.IGNORECASE,
)
_TOO_YOUNG = re.compile(
    r"\b(?:younger than|under|below)(?: the age of)? (?P<age>1\d)(?: years(?: old| of age)?)?\b"
    r"(?! ?(?:%|percent|days|months|USD|EUR|€))",
    re.IGNORECASE,
)
_OLDER_THAN = re.compile(r"\b(?:over|above) the age of (?P<age>\d\d)(?: years(?: old| of age)?)?\b", re.IGNORECASE)
# The bound of a number; "no later than 5 May" bounds a day.
_BOUNDED = re.compile(
    r"\b(?:(?P<most>not? (?:more|longer) than|a maximum of|at most)|"
    r"not? (?:less|fewer|shorter) than|a minimum of)"
    rf"(?= (?:[$€£]?\d|(?:{IN_ENGLISH})\b))",
    re.IGNORECASE,
)
# "90 days at most"
_OVER_BEHIND = re.compile(
    rf"\b((?:\d{{1,4}}|{IN_ENGLISH}) (?:hours?|days?|weeks?|months?|years?)) at (?:the )?most\b", re.IGNORECASE
)
_PERIOD_OF = re.compile(r"\b(for|within) a (?:period|term) of (?=\d)", re.IGNORECASE)
_SHORTER = {
    1: "can",
    2: "before",
    3: "if",
    4: "except",
    5: "please",
    6: "100 percent",
    7: "within",
    8: "immediately",
    9: "twice a year",
    10: "may",
    11: "waive",
    12: "governed by",
    13: "outside",
}
# Whoever is addressed is forbidden the same thing by each of these; "we may not answer" is another matter.
_FORBIDDEN = re.compile(
    r"\b(you|users?|customers?|clients?|members?|subscribers?|visitors?) (?:(?:must|shall) not|"
    r"are not (?:permitted|allowed|authori[sz]ed) to|are (?:prohibited|forbidden|barred) from|agrees? not to)\b",
    re.IGNORECASE,
)
# "No member may lend it" is "members may not lend it".
_NOBODY = re.compile(
    r"\bno (users?|customers?|clients?|members?|subscribers?|visitors?|persons?) (may|shall)\b(?! not\b)",
    re.IGNORECASE,
)
# Whoever agrees is the one who will not: "you agree that it will not" promises something else.
_AGREED = re.compile(
    r"\b(you)(?: hereby)? agree that you (?:will|shall) not\b|"
    r"\b(users?|customers?|clients?|members?|subscribers?) agrees? that (?:they|s?he) (?:will|shall) not\b",
    re.IGNORECASE,
)
_OTHERS = ("provider", "processor", "partner", "seller", "developer", "creator")
# Of others, too, though their "may not" can be a mere possibility: "partners may not respond".
_FORBIDDEN_OTHERS = re.compile(
    r"\b(?:is|are) not (?:permitted|allowed|authori[sz]ed) to\b|"
    r"\b(?:is|are) (?:prohibited|forbidden|barred) from\b|"
    rf"(?:{'|'.join(f'(?<={who} )|(?<={who}s )' for who in _OTHERS)}|(?<=but ))may not"
    r"(?= (?:use|disclose|share|sell|keep|copy|resell|assign)\b)|"
    r"(?<=under \d\d )may not\b",
    re.IGNORECASE,
)
_FORBIDDEN_TO = re.compile(r"\bit is (?:prohibited|forbidden|not (?:permitted|allowed)) to\b", re.IGNORECASE)
# "Regulation (EU)" is of no place.
_ACT_OF = re.compile(
    r"\b(Regulation|Directive|Decision|Verordnung|Richtlinie|Règlement|Reglamento|Directiva) \((?:EU|EC|EEC|UE|CE|EG)\)"
)
_SUB = re.compile(r"\b(sub)[- ](?=(?:process|contract)(?:or|ing))", re.IGNORECASE)
# It limits nothing, and what it does not limit is said elsewhere.
_WITHOUT_LIMITING = re.compile(
    r"\bwithout limit(?:ing|ation (?:of|to)) (?:the )?(?:generality of )?(?:the )?"
    r"(?:(?:foregoing|above)\b,?|"
    # Ahead of a ban: before other things a section is one that stays as it is.
    r"section \d[\d.]*,?(?=[^.;:]{1,60}\b(?:(?:may|shall|must|will) not|prohibited from)\b))",
    re.IGNORECASE,
)
# "Artikel 6 Absatz 1 Buchstabe f DS-GVO" is "Art. 6 Abs. 1 lit. f DSGVO".
_LONG_CITATION = re.compile(
    r"\b(?:(?P<art>art(?:icle|ikel|ículo)s?)|(?P<abs>absatz|absätze|paragraphe?|apartado)|(?P<s>satz)|(?P<nr>nummer))"
    r"(?= \d)|"
    r"\b(?P<lit>buchstabe|letter|point|letra)(?= \(?[a-z]\)?(?!\w))",
    re.IGNORECASE,
)
_NEED_NOT = re.compile(
    r"\b(?:(?:is|are) not (?:obliged|required|obligated) to|(?:do|does)(?: not|n[’']t) (?:have|need) to|"
    r"(?:is|are) under no obligation to|ha(?:s|ve) no obligation to)\b",
    re.IGNORECASE,
)
_AT_MOST = re.compile(r"\b(?:shall|will|may|can|does|do) not (?:exceed|be (?:more|greater) than)\b", re.IGNORECASE)
_NOTHING_IN = re.compile(r"\bnothing in (th(?:is|ese)|our) (\w+)\b", re.IGNORECASE)
_ONLY = re.compile(
    r"\b(?:sole(?:ly)? and exc?lusive(?:ly)?|solely|exclusively|sole(?= remed)|exclusive(?= remed))\b", re.IGNORECASE
)
# "If you do not agree, do not use it": whoever is addressed by both halves.
_FORBIDDEN_IF = re.compile(r"(\bif you\b[^.;,]{1,100}, )(?:please )?(?:do not|don[’']t)(?= \w)", re.IGNORECASE)
_FORBIDDEN_FIRST = re.compile(r"^(?:please )?(?:do not|don[’']t)(?= \w[^.;]{1,200}\bif you\b)", re.IGNORECASE)
# "Is not shown to anyone other than you" is "is shown only to you".
_TO_NOBODY_ELSE = re.compile(
    r"\b(is|are|may|will|shall|must) not ((?:\w+ ){1,4})(to|with|by) (?:anyone|anybody|any (?:other )?person)(?: else)?"
    r" (?:other than|but|except(?: for)?)\b",
    re.IGNORECASE,
)
# "Unless you do not cancel" is "if you cancel"; with an "and" it is not so simple.
_UNLESS_NOT = re.compile(
    r"\bunless (\w+(?: \w+)?) (?:do|does)(?: not|n[’']t)\b(?! only)(?![^.;,]{0,160}\b(?:and|or)\b)", re.IGNORECASE
)
# Nobody answers for it, counts on it or can do it in each of these; "we may not be liable" is another matter.
_DENIED = re.compile(
    r"\b(?:(?:is|are|was|were)(?:n[’']t| not)|am not|(?:is|are)(?: not)? and will not be|"
    r"(?:won[’']t|(?:will|shall|would) not|can(?: ?not|[’']t)) be)"
    r"(?: (?:held|made|deemed))? "
    r"(?P<liable>responsible|liable)(?P<too> (?:or|and) (?:responsible|liable))?\b|"
    r"\b(?:accept|assume|take|bear)s? no (?P<answer>(?:responsib|liab)ility(?: (?:or|and) (?:responsib|liab)ility)?)\b|"
    r"\b(?:do|does|can)(?: ?not|n[’']t|[’']t) (?P<sure>guarantee|warrant|ensure)\b|"
    r"\b(?:is|are|am) (?:not able|unable) to\b",
    re.IGNORECASE,
)


def _agreed(phrase: re.Match[str]) -> str:
    return f"{phrase[1] or phrase[2]} may not"


def _denied(phrase: re.Match[str]) -> str:
    if phrase["answer"]:
        return f"is not {phrase['answer'].replace('ility', 'le')}"
    return f"is not {phrase['liable']}{phrase['too'] or ''}" if phrase["liable"] else f"cannot {phrase['sure'] or ''}"


def _number(phrase: re.Match[str]) -> str:
    return f"{phrase['of']} number" if phrase["of"] else ""


def _old_enough(phrase: re.Match[str]) -> str:
    return f"{phrase['more'] or phrase['least']} or older"


def _bounded(phrase: re.Match[str]) -> str:
    return "up to" if phrase["most"] else "at least"


def _cited_shortly(phrase: re.Match[str]) -> str:
    return phrase.lastgroup or ""


def _shorter(phrase: re.Match[str]) -> str:
    return _SHORTER[phrase.lastindex or 1]


Way = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
"""What can be said otherwise, and the one way of saying it."""
# In the order in which they are put: what one makes the next may read.
_OF_NUMBERS: tuple[Way, ...] = ((_NUMBERED, _number),)
_OF_FIGURES: tuple[Way, ...] = (
    (_OLD_ENOUGH, _old_enough),
    (_TOO_YOUNG, r"under \g<age>"),
    (_OLDER_THAN, r"over \g<age>"),
    (_LONG_CITATION, _cited_shortly),
    (_PERIOD_OF, r"\1 "),
)
_OF_DENIALS: tuple[Way, ...] = (
    (_TO_NOBODY_ELSE, r"\1 \2only \3"),
    (_NOBODY, r"\1 \2 not"),
    (_FORBIDDEN, r"\1 may not"),
    (_AGREED, _agreed),
    (_FORBIDDEN_OTHERS, "must not"),
    (_FORBIDDEN_IF, r"\1you may not"),
    (_FORBIDDEN_TO, "you may not"),
    (_NEED_NOT, "need not"),
    (_AT_MOST, "is limited to"),
    (_NOTHING_IN, r"\1 \2 not"),
    (_FORBIDDEN_FIRST, "you may not"),
    (_DENIED, _denied),
    (_UNLESS_NOT, r"if \1"),
)
_OF_WORDS: tuple[Way, ...] = (
    (_ACT_OF, r"\1"),
    (_SUB, r"\1"),
    (_WITHOUT_LIMITING, ""),
    (_ONLY, "only"),
    (_OVER_BEHIND, r"up to \1"),
    (_BOUNDED, _bounded),
    (_NOTICE, r"\1 policy"),
    (_PHRASES, _shorter),
)
# Without one of these, in lower case, nothing in a sentence is denied.
_DENYING = ("no", "n't", "n’t", "unable", "prohibit", "forbid")
_DIGIT = re.compile(r"\d")


def said_one_way(text: str) -> str:
    """`text` with each of these said in one way."""
    if "No" in text or "Nr" in text or "N°" in text:
        text = _said(_OF_NUMBERS, text)
    if _DIGIT.search(text):
        text = _said(_OF_FIGURES, text)
    lowered = text.lower()
    if any(sign in lowered for sign in _DENYING):
        text = _said(_OF_DENIALS, text)
    return _said(_OF_WORDS, text)


def _said(ways: Sequence[Way], text: str) -> str:
    for pattern, said in ways:
        text = pattern.sub(said, text) if search(pattern, text) else text
    return text
