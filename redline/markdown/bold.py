"""A line of Markdown in; the same with its bold marks where converters meant them out.

    "*** Title**"   "Fees****.** We"   "__Fees__"   ->   "**Title**"   "Fees. We"   "**Fees**"

What the marks mean is read by `inline`.
"""

import re
from functools import lru_cache

# Bold that ends and begins again inside a word, or before the next, where more bold stands in its line: "4****1" is a
# number's figures.
_BROKEN_BOLD_MARKS = 2
_ENDS_BEFORE_A_WORD = re.compile(r"(?<=[^\W\d_])\*{4}(?=[A-ZÀ-Þ][a-zß-ÿ])")
_BROKEN_BOLD = re.compile(r"(?<=[^\W\d_])\*{4}(?=[^\W\d_]|[.:;,!?]\*\*)")
# The other sign of bold; "__Secure-ID, __Host-ID" are names of cookies, "____" is a gap to fill in.
_BY_LOW_LINES = re.compile(r"(?<![\w\\/`])__([^\s_](?:[^_\n]{0,300}[^\s_])?)__(?:(?![\w/`])|(?<=[.:;!?]__))")
_STOP_BY_LOW_LINES = re.compile(r"(?<=[^\W_])(?:__([.:;,!?]{1,3})__(?!_)|____([.:;,!?]{1,3}__)(?!_))")
# Bold stops alone, behind a word: "information**.** We".
_BOLD_STOP = re.compile(r"(?<=\w)\*\*([.:;,!?]{1,3})\*\*(?!\*)")
# "******5. Term**": more marks than one bold can have.
_TOO_MANY = re.compile(r"^\*{4,}(?=[^\s*][^*\n]*\*\*[ \t]*$)")
# "6.2**Term**": the number that stands before it ends with a figure.
_NUMBER_BEFORE = re.compile(r"^([ \t]*\d{1,2}(?:\\?\.\d{1,2}){0,3}\\?[.)]?)\*\*(?=[A-ZÀ-Þ][a-zß-ÿ])")
# Nothing but bold words, as they should be: most lines with bold in them.
_ALL_BOLD = re.compile(r"\*\*(?![ \xa0])[^*_]+(?<![ \xa0])\*\*")
_BOLD = re.compile(r"(?<![*\\])\*\*(?!\*)([^*\n]*)(?<!\\)\*\*(?!\*)")


@lru_cache(maxsize=16_384)
def with_bold_put_right(line: str) -> str:
    """`line` with bold marked by stars, broken bold joined, stops and blanks outside the marks.

    Kept, because most lines of one version return in the next.
    """
    if _ALL_BOLD.fullmatch(line):
        return line
    if "__" in line:
        line = _BY_LOW_LINES.sub(r"**\1**", _STOP_BY_LOW_LINES.sub(r"\1\2", line))
    if "****" in line and line.count("**") > _BROKEN_BOLD_MARKS:
        line = _BROKEN_BOLD.sub("", _ENDS_BEFORE_A_WORD.sub(" ", line))
    if line.startswith("****"):
        line = _TOO_MANY.sub("**", line)
    line = _NUMBER_BEFORE.sub(r"\1 **", line)
    if not line.startswith("**") or line.count("**") > _BROKEN_BOLD_MARKS:
        line = _BOLD_STOP.sub(r"\1", line)
    line = _mended_bold(line) if line.startswith("**") else line
    _, *parts = line.split("**")
    if len(parts) % 2 == 0 and any([bold.strip(" \xa0") != bold for bold in parts[::2]]):  # noqa: C419
        line = _BOLD.sub(_tightened, line)
    return line


def _tightened(bold: re.Match[str]) -> str:
    """Bold words with the spaces inside their marks put outside."""
    inner = bold[1]
    words = inner.strip(" \xa0")
    if not words or words == inner:
        return bold[0]
    before = " " if inner[0] != words[0] and bold.start() else ""
    return f"{before}**{words}**{'' if inner.endswith(words) else ' '}"


def _mended_bold(line: str) -> str:
    """A line whose bold beginning has a space inside its marks, without it."""
    begun = line.lstrip("*")
    bold, end, rest = begun.partition("**")
    words = bold.strip(" \xa0")
    if len(line) - len(begun) > 3 or not end or not words or "*" in bold or words == bold:
        return line
    return f"**{words}**{'' if bold.endswith(words) else ' '}{rest}"
