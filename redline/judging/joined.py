"""Two wordings of a sentence in; the clause that one has behind the other's last word out.

"Write to us at any time."  ->  "Write to us at any time, and we may sell your data."      "and we may sell your data"
"""

import re

# What begins a clause of its own; a few words more of the same clause say nothing by themselves.
_JOINED = re.compile(r"\s?[,;:–—-]?\s*((?:and|but|or|while|whereas|so)\b.+|(?<=; ).+)", re.DOTALL)
_WORDS_MIN = 4
_END = " .;!?"


def what_was_joined(before: str, after: str) -> str:
    """The clause with which the longer sentence goes on where the shorter ends, "" where there is none."""
    shorter, longer = sorted((before, after), key=len)
    stem = shorter.rstrip(_END)
    if not stem or not longer.startswith(stem):
        return ""
    found = _JOINED.fullmatch(longer[len(stem) :])
    return found[1] if found and found[1].count(" ") >= _WORDS_MIN else ""
