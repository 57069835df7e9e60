"""A sentence in; whether what it says is said not to be done: "we do not sell …", "we will never … track"."""

import re

NOT = (
    r"\b(?:do|does|did|will|would|shall|may|can|are|is|have|has) not\b|\bagrees? not to\b|\bcannot\b|\bnever\b|"
    r"\bno longer\b|"
    r"\b(?:do|does|did|wo|would|ca|are|is|have|has)n[’']t\b"
)
"""The ways to deny a practice, for patterns that ignore letter case."""

# What somebody is told not to do is denied, too.
_FORBIDDEN = rf"{NOT}|\b(?:must|should|could|need)(?: not|n[’']t)\b"
_BEGINS = re.compile(rf"(?:\W{{0,3}}\b\w{{1,30}}\b){{0,3}}\W{{0,3}}(?:{_FORBIDDEN})", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?:{_FORBIDDEN})[\s\"“”]+(?:(?!(?:without|unless|but|only|if|we|that)\b)[\w’']{{1,30}}[\s\"“”]+){{0,5}}\Z",
    re.IGNORECASE,
)
# "Profiling does not take place", "automated decision-making is not used"; what follows another word of a clause of its
# own denies something else: "we record calls that are not made by …".
_BEHIND = re.compile(
    r"[\w-]{0,30}\s(?:(?!(?:that|which|who|whose|if|when|where|while|unless|and|or|but|because|as)\b)\w{1,30}\s){0,3}?"
    rf"(?:{NOT}) (?:take place|occur|happen|carried out|performed|conducted|done|used|made)\b",
    re.IGNORECASE,
)
_REACH = 50


def is_denied(sentence: str, said: re.Match[str]) -> bool:
    """Whether what `said` matched in `sentence` is denied there."""
    return bool(
        _BEFORE.search(sentence, max(0, said.start() - _REACH), said.start())
        or _BEGINS.match(said[0])
        or _BEHIND.match(sentence, said.end())
    )
