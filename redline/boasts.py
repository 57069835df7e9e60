"""A sentence in; where a number in it is no term of anything out: "over 15 years in business", "share capital:
€ 10,000", "among more than 100 million items", "no method is 100 % secure".

What a company says of itself is another figure every year.
"""

import re

from redline.number_words import NUMBER

_PAST = re.compile(
    rf"\b{NUMBER}\+? years (?:in business|in the (?:industry|business)|of (?:experience|business))(?=\W*(?:$|[.,;!]))|"
    rf"\b(?:over|for|in) (?:more than |over )?(?:the (?:past|last) )?{NUMBER}\+? years,? (?:we|our (?:company|team))"
    r"(?:[’']ve| have) (?:been|worked|served|helped|grown|built|earned|made|offered|provided)\b",
    re.IGNORECASE,
)
# What may be a term all the same: of data, or of what somebody must do.
_BINDS = re.compile(
    r"\b(?:you|your|must|shall|may|only|data|informations?|records?|keep|kept|retain\w*|stor\w+|delet\w+|requir\w+|"
    r"refund\w*|s(?:ell|old|ale)|customers?|sellers?|members?|users?)\b",
    re.IGNORECASE,
)

_CAPITAL = re.compile(
    r"\b(?:(?:share|registered|issued|paid[- ]up) capital|capital (?:social|stock)|(?:stamm|grund)kapital)"
    r"(?: (?:of|de|is|von|in Höhe von|amounts to))?[\s:–—-]{0,4}(?:(?-i:[A-Z]{3}) ?|[$€£] ?)?\d[\d.,\s]{0,24}(?<=\d)"
    r"(?! ?(?:%|per))(?: ?(?:€|euros?|(?-i:[A-Z]{3}\b)))?",
    re.IGNORECASE,
)

# What no method of storage is: a remark that every second policy makes.
_CERTAIN = re.compile(
    r"\b(?:no (?:methods?|transmissions?|systems?|measures?|security|(?:web)?sites?|storage|technolog\w+|service|"
    r"network|internet)\b[^.;]{0,160}?\b(?:is|are|be)|(?:is|are|be) (?:not|never)|cannot be|"
    r"cannot (?:promise|guarantee|ensure|warrant)(?: that)? [^.;]{0,80}?\b(?:is|are|be))(?: ever)? "
    r"(?P<sure>100 ?(?:%|percent|per cent) (?:secure|safe|accurate|reliable|error[- ]free|certain|security))",
    re.IGNORECASE,
)

# "Find something among more than 100 million prints" ...
_BOASTS = re.compile(
    r"\b(?:among|used by|trusted by|chosen by|serv(?:e|es|ing)|available in) (?:more than|over) \d[\d.,]*"
    r"(?: (?:million|billion|thousand))?\+? (?:\w+ )?(?:users|listings|items|products|members|customers|people|"
    r"countries|languages|reviewers|employees|sellers|shops|sites|websites|brands)\b",
    re.IGNORECASE,
)
# ... where nothing depends on it.
_DECIDES = re.compile(
    r"\b(?:if|unless|when|where|must|may|shall|fees?|charg\w*|pay\w*|liab\w*|limit\w*|notif\w*|request\w*|delet\w*|shar\w*|"
    r"disclos\w*|sold|sell)\b",
    re.IGNORECASE,
)


def boasts(sentence: str) -> bool:
    """Whether a sentence boasts of how many use something, or how much there is, and nothing depends on the number."""
    return _BOASTS.search(sentence) is not None and not _DECIDES.search(sentence)


def years_in_business(sentence: str) -> list[tuple[int, int]]:
    """The beginning and end of each such stretch; none where the sentence speaks of data, or of somebody's duty."""
    if "years" not in sentence or _BINDS.search(sentence):
        return []
    return [match.span() for match in _PAST.finditer(sentence)]


def nothing_is_certain(sentence: str) -> list[tuple[int, int]]:
    """The beginning and end of "100% secure", where a sentence says that nothing is."""
    return [match.span("sure") for match in _CERTAIN.finditer(sentence)] if "100" in sentence else []


def capital(sentence: str) -> list[tuple[int, int]]:
    """The beginning and end of what a company says of its own capital in its imprint."""
    if "apital" not in sentence or _BINDS.search(sentence):
        return []
    return [match.span() for match in _CAPITAL.finditer(sentence)]
