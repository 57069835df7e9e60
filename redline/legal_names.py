"""How a company is called in law: the forms that end such a name, and where one stands in a sentence.

    The service is provided by Acme Digital, L.L.C.   ->   "Acme Digital, L.L.C."

A brand can be renamed without a change of whoever answers for it; a legal name is the one who answers.
"""

import re

from redline.literals import search

LEGAL_FORMS = frozenset(
    "inc llc ltd limited corp corporation gmbh plc pte pvt bv sa srl sarl sas ag se oy ab as kk nv spa pty llp"
    " lp ug kg ulc".split()
)
"""Words that make a name a legal entity's, as forms of a key."""

LEGAL_NAME = re.compile(
    r"\b(?:[A-Z][\w&’'.-]*,?\s(?:(?:of|and|&)\s(?=[A-Z]))?){1,5}?(?:Inc|LLC|L\.L\.C|Ltd|LTD|Limited|LIMITED|Corp|"
    r"Corporation|GmbH|PLC|plc|PTE\.? LTD|Pte\.? Ltd|Pvt\.? Ltd|Private Limited|"
    r"Co(?=\.)(?:\.,? (?:Ltd|LTD|KG|LLC|Inc))?|"
    r"B\.?V|S\.?A|S\.?r\.?l|S\.?à\.? ?r\.?l|SRL|SAS|SARL|AG|SE|Oy|AB|A/S|ApS|K\.?K|Pty\.? Ltd|"
    r"LLP|S\.?L|N\.?V)\b\.?"
)
"""A name with its legal form."""

# "L.L.C." is "LLC".
_DOTTED = re.compile(
    r"\b(?:L\.L\.C|L\.L\.P|B\.V|N\.V|S\.A\.S|S\.A|S\.L|L\.P|K\.K|S\.p\.A|S\.r\.l|S\.? ?à\.? ?r\.? ?l|P\.L\.C)\b\.?"
)


def without_dots(text: str) -> str:
    """`text` with its legal forms written in one word: "S.à r.l." as "Sarl"."""
    return _DOTTED.sub(_in_one_word, text) if search(_DOTTED, text) else text


def _in_one_word(form: re.Match[str]) -> str:
    return form[0].replace(".", "").replace(" ", "").replace("à", "a")
