"""Two sentences in; both out with each name written as the other sentence writes it; None where they agree in that.

    "of Tern Books, Inc."   "of Tern Books"     ->  "of Tern Books"   "of Tern Books"
    "see www.tern.example"  "see tern.example"  ->  "see tern.example"   "see tern.example"

A name without its legal form is the same name where the other sentence has no other form of it, and so is one without
the end of an address. Another end, or another form, is another name.
"""

import re
from collections import defaultdict

# Other forms are words, too: "limited data", "the corporation", "as", "se".
_FORM = r"(?:Inc|INC|L\.?L\.?C|Ltd|LTD|GmbH|P\.?L\.?C|Corp)"
_NAME = r"(?<![\w&’'@./-])(?P<name>[A-Z][\w&’'-]{0,60})"
_ENDS = r"\.(?:com|net|org|co\.uk)"
_ADDRESS = re.compile(
    r"(?<![\w@./-])(?:https?://(?:www\.)?|www\.)(?P<rest>[\w-]{1,80}(?:\.[\w-]{1,80}){1,8}(?:/[^\s<>()\[\]\"”]*)?)"
)
_CAPITALISED = re.compile(r"(?<![\w&’'@./-])[A-Z][\w-]{0,60}(?![\w@/-]|\.\w)")
_HOST = re.compile(rf"(?<![\w@./-])(?P<name>[A-Za-z][\w-]{{0,60}}){_ENDS}(?![\w@/-]|\.\w)", re.IGNORECASE)
_WITH_FORM = re.compile(rf"{_NAME},?\s{_FORM}\b\.?(?:,(?=\s[a-z]))?")
_MAY_DIFFER = re.compile(rf"www\.|https?://|(?<=\w){_ENDS}\b|\b{_FORM}\b")


def written_alike(before: str, after: str) -> tuple[str, str] | None:
    """`before` and `after` with their names written alike; None where nothing of that kind differs."""
    if not (_MAY_DIFFER.search(before) or _MAY_DIFFER.search(after)):
        return None
    one, other = _without_prefixes(before, after), _without_prefixes(after, before)
    for ends in (_HOST, _WITH_FORM):
        one, other = _without_ends(one, other, ends), _without_ends(other, one, ends)
    return None if (one, other) == (before, after) else (one, other)


def _without_prefixes(text: str, other: str) -> str:
    """`text` without the "https://" and "www." of the addresses that `other` has without."""
    return _ADDRESS.sub(lambda found: found["rest"] if _holds(other, found["rest"]) else found[0], text)


def _without_ends(text: str, other: str, ends: re.Pattern[str]) -> str:
    """`text` without the ends of the names that `other` has without any; one that stands with two ends is two names."""
    there = {found["name"].casefold() for found in ends.finditer(other)}
    bare = {name.casefold() for name in _CAPITALISED.findall(other)} - there
    written: dict[str, set[str]] = defaultdict(set)
    for found in ends.finditer(text):
        written[found["name"].casefold()].add(found[0].casefold())
    names = {name for name, ways in written.items() if name in bare and len(ways) == 1}
    if not names:
        return text
    return ends.sub(lambda found: found["name"] if found["name"].casefold() in names else found[0], text)


def _holds(text: str, address: str) -> bool:
    """Whether an address stands in `text`, no part of a longer one."""
    return re.search(rf"(?<![\w@./-]){re.escape(address)}(?![\w@/-]|\.\w)", text, re.IGNORECASE) is not None
