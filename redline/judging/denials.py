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
    r"[\w-]{0,30}(?:, including (?:[\w-]+ ){0,3}[\w-]+,)?,?\s"
    r"(?:(?!(?:that|which|who|whose|if|when|where|while|unless|and|or|but|because|as)\b)\w{1,30}\s){0,3}?"
    rf"(?:{NOT}) (?:take place|occur|happen|carried out|performed|conducted|done|used|made)\b",
    re.IGNORECASE,
)
# "We do not use the content of our customers, …, to train models", "… share it with partners for their own marketing":
# what something is not used for is denied however long the list of what is not used. A clause of its own ends it.
_USING = (
    r"(?:us|process|shar|disclos|access|analy[sz]|s[eo]l[ld]|giv|provid|mak|transfer|collect|allow|permit|let|combin|"
    r"keep|record|monitor|scan|send|pass)\w*"
)
_ENDS = (
    r"\b(?:but|unless|except|only|however|although|while|if|when|where|instead|rather|we|they|it|"
    r"and (?:may|will|can|shall|do|also|then)|"
    rf"and (?:\w+ ){{0,2}}?{_USING}(?= (?:it|them|your|the|this|these|only|such|any|to|for)\b)|"
    r"you(?! (?:\w+ )?(?:upload|provid|submit|post|enter|shar|creat|stor|send|giv|typ)))\b"
)
_FAR = re.compile(
    rf"(?:(?:{_FORBIDDEN})(?: \w+ly| ever)? {_USING}|"
    # "No other rights are granted, including any right to use it for training".
    rf"\bno (?:\w+ ){{0,2}}(?:rights?|licen[cs]es?|permission))\b(?:(?!{_ENDS})[^.;:*•\n]){{1,300}}\Z",
    re.IGNORECASE,
)
# "We do not sell data, as most people think of “selling data”." Where nothing is denied, it may well be a sale in law.
_MENTIONED = re.compile(r"(?<=[\"“«])(?:[\w’'-]+ ?){1,4}[\"”»]")
_DENIES = re.compile(rf"{NOT}|\b(?:definition|meaning|notion|term|word|phrase)s? (?:of )?[\"“«]\Z", re.IGNORECASE)
_REACH = 50
_REACH_FAR = 400


def is_denied(sentence: str, said: re.Match[str]) -> bool:
    """Whether what `said` matched in `sentence` is denied there, or is only a word that is spoken of."""
    start, end = said.span()
    return bool(
        _BEFORE.search(sentence, max(0, start - _REACH), start)
        or _BEGINS.match(said[0])
        or _BEHIND.match(sentence, end)
        or _FAR.search(sentence, max(0, start - _REACH_FAR), start)
        or (_MENTIONED.match(sentence, start) and _DENIES.search(sentence, max(0, start - _REACH_FAR // 2), start))
    )
