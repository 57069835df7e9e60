"""A sentence in; where it says how long the company has been there out: "over 15 years in business".

That is no term of anything, and another figure every year.
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


def years_in_business(sentence: str) -> list[tuple[int, int]]:
    """The beginning and end of each such stretch; none where the sentence speaks of data, or of somebody's duty."""
    if "years" not in sentence or _BINDS.search(sentence):
        return []
    return [match.span() for match in _PAST.finditer(sentence)]
