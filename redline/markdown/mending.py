"""Markdown as converters and recorders leave it in; Markdown that says what was meant out.

    "*** Title**"   "[\n\n### Title\n\n](/a)"   ->   "**Title**"   "### [Title](/a)"

Text goes in and text comes out: what it means is read by `reader`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from redline.markdown.bold import with_bold_put_right
from redline.markdown.front_matter import read_front_matter

# A mark of a heading or an item, and a space that Markdown takes for a letter.
_MARK_BEFORE_NBSP = re.compile(r"^( {0,9}(?:#{1,6}|[*+-]|\d{1,3}[.)])) *\xa0[ \xa0]*(?=\S)")
_EMPTY_BOLD = re.compile(r"\*\*[ \xa0]+\*\*")
# What nobody sees, where a number or a mark should be seen first.
_UNSEEN_FIRST = re.compile(r"^[\u200b\u2060\ufeff]+", re.MULTILINE)
# What a screen reader is told of a link, and an address printed behind the link that leads there.
_OPENS = re.compile(
    r"[ \t\xa0]{0,3}(?:\(?opens in (?:an? )?(?:new (?:tab|window)|secure site|external site)\)?|[↗⧉])(?=\]\()",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"\]\(([^()\s]+)\) ?\(\1\)")
# A link's target, or an address, that was wrapped behind a hyphen.
_WRAPPED = r"[^()<>\s]*(?:-\n[ \t]*[^()<>\s]+){1,8}[)>]"
_WRAPPED_TARGET = re.compile(rf"\]\({_WRAPPED}")
_WRAPPED_ADDRESS = re.compile(rf"<https?:{_WRAPPED}")
_WRAPPED_TAG = re.compile(
    r"<(?:a|b|div|em|h[1-6]|i|img|li|p|span|strong|sup|t[dhr]|table) [a-z-]+=\"[^<>\n]{0,400}"
    r"(?:\n(?![ \t]*\n)[^<>\n]{1,400}){1,5}>"
)
# A target in the same page, written as its heading reads.
_BLANKS_IN_FRAGMENT = re.compile(r"\]\(#[^()\s\"'][^()\n\"']{0,200}(?=\))")
_LINE_END = re.compile(r"\n[ \t]*")
# An address that a converter took for one it could make a link.
_BARE_ADDRESS = re.compile(r"<(www\.[^\s<>]+)>")
# A line whose mark ends it in a line of its own.
_LONE_MARK = re.compile(r"\n(?:_|\*{1,2})[ \t]*(?:\n|\Z)")
_ENDS_BELOW = re.compile(r"^(_|\*{1,2})(?=\S)([^\n]{1,300}?)[ \t]*\n\1[ \t]*$", re.MULTILINE)
# The same the other way round: the mark that begins it stands above.
_BEGINS_ABOVE = re.compile(r"^(_|\*{1,2})[ \t]*\n[ \t]*(?=[^\s*_])([^\n]{1,300}?\1)[ \t]*$", re.MULTILINE)
# A picture that stands in the page itself, written with blanks.
_PICTURE_IN_PLACE = re.compile(r"!\[[^\[\]\n]*\]\(<?data:image/[^()\n]*\)")
# A heading whose link goes on in the next line.
_BROKEN_HEADING = re.compile(
    r"^(#{1,6} [^\n]*\[[^\[\]\n]*[^\[\]\s])[ \t]*\n[ \t]*(?=[^\s\[\]][^\[\]\n]*\]\()", re.MULTILINE
)
# A link around several blocks, as converters write it: its opening bracket stands lines above its end, with or without
# an image, and the next link may open right behind it.
_END_OF_LINK = re.compile(r"((?:#{1,6} +|[*+-] +|\d+[.)] +)?)([^\[\]\n]+)\]\(([^()\s]+)(?: +\"[^\"]*\")?\)(\[.*)?")
# The same with its brackets in their places; images may stand between the blocks.
_IMAGE = re.compile(r"!\[[^\[\]]{0,200}\]\([^()\s]{0,500}\)")
_SPREAD_LINK = re.compile(
    rf"(?<!\\)\[(?P<blocks>(?:[^\[\]!]|!(?!\[)|{_IMAGE.pattern}){{1,1500}})\]"
    r"\((?P<href>[^()\s]+)(?: +\"[^\"\n]*\")?\)"
)
# Converters lose the blank before a link, and the one behind it; "[cookie](/c)s" is one word.
_STUCK_BEFORE = re.compile(r"\[(?<=[^\W\d_]\[)(?=[^\[\]\n]{2,200}\]\()")
_STUCK_BEHIND = re.compile(
    r"(\]\([^()\s]+\))(?=(?:a|and|are|as|at|before|by|can|for|from|has|have|if|in|is|may|of|on|or|our|that|the|to|we|"
    r"when|where|which|will|with|you|your|pour|sur|dans|avec|qui|und|oder|für|von|mit|para|con|por|que)\b)"
)
# A link whose target stands elsewhere, and that target.
_LABEL = r"(?:[^\[\]\n^]|\[[^\[\]\n]{0,200}\]){0,400}"
_REFERENCE = re.compile(rf"(?<!\\)\[(?P<words>{_LABEL})\](?:\[(?P<name>[^\[\]\n]*)\]|(?![(\[:]))")
_TARGET = re.compile(
    rf" {{0,3}}\[(?P<name>{_LABEL})\]:[ \t]*<?\s?(?P<target>[^\s<>]*(?:[/#@]|[a-z]:|\.[a-z])[^\s<>]*)\s?>?"
    r"(?: +(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*"
)
# One may lead nowhere.
_NO_TARGET = re.compile(r" {0,3}\[(?P<name>\d{1,5})\]:[ \t]*(?P<target>)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_OPEN_AT_END = re.compile(r"\[[^\[\]\n]*\n")
_BETWEEN_BLOCKS = re.compile(r"\n[ \t]*\n")
_MARK = re.compile(r"(?:#{1,6}|[*+-]|\d{1,3}[.)]) +")
_OPENED_LINK = re.compile(r"\[(?:!\[[^\[\]]*\]\([^()]*\))?(?P<rest>[^\[\]]*)")
# A list inside an item that counts from 3: CommonMark lets only one that counts from 1 interrupt the item's words.
_INDENTED_MARK = re.compile(r"\n {2,}(?:\d|[*+-] )")
_NESTED_NUMBER = re.compile(r"(^ *(?:[*+-]|\d{1,3}[.)]) +\S.*\n)( {2,}(?!1[.)])\d{1,3}[.)] +\S)", re.MULTILINE)
# An item inside a numbered one, wherever it begins; and an item's mark with what stands before and behind it.
_INSIDE_A_NUMBER = re.compile(r"^( *)\d{1,3}[.)] +\S.*\n(?:[ \t]*\n)?\1 {2,}(?:\d{1,3}[.)]|[*+-]) ", re.MULTILINE)
_ITEM = re.compile(r"( *)((?:\d{1,3}[.)]|[*+-]) +)(?=\S)")
_INSIDE_MIN = 2
# More blanks behind a mark belong to the words.
_BLANKS_MAX = 4
_UNDERLINE = re.compile(r"(?:-{2,}|={2,}|[-*_]( ?[-*_]){2,})\s*$")
_BLANKS = " \t\f\v\xa0\u200b\ufeff"
_FIRST_TO_MEND = frozenset(f"{_BLANKS}[")
# A text whose lines follow one another as often as this is one of lines, wrapped or one a paragraph.
_FOLLOW_MIN = 0.3
_UNWRAPPED = 160
# A line that had room for the next word before this column was not wrapped; headings and addresses are shorter.
_WRAP_COLUMN = 55
_WRAPPED_MIN = 0.5
# The words of a link are wrapped over no more lines than this.
_WRAPPED_LINK_LINES_MAX = 5
ITEM_LINE = re.compile(r"(?:[*+-]|(?P<label>\d{1,9}[.)])) {1,4}(?=[^\s])")
"""The mark that a list's item begins with, at the beginning of its line."""


def mended(text: str) -> str:
    """`text` with its lines, links, lists and stars put right, and its paragraphs parted."""
    return _loosened(_put_right(text))


def _put_right(text: str) -> str:
    """Lines of spaces made blank, unseen signs before words left out; links put right; lists inside items begun at any
    number; and stars that converters left in the wrong place ("*** Title**", "** **") put where they mean bold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip("\ufeff\n ").startswith("---"):
        text = read_front_matter(text)
    if "\u200b" in text or "\u2060" in text or "\ufeff" in text:
        text = _UNSEEN_FIRST.sub("", text)
    text = _with_links_put_right(text)
    has_lists_inside = bool(_INDENTED_MARK.search(text))
    if has_lists_inside:
        text = _NESTED_NUMBER.sub(r"\1\n\2", text)
    if _LONE_MARK.search(text):
        text = _BEGINS_ABOVE.sub(r"\1\2", _ENDS_BELOW.sub(r"\1\2\1", text))
    if "** " in text or "**\xa0" in text:
        text = _EMPTY_BOLD.sub(" ", text)
    lines = text.split("\n")
    if has_lists_inside and _INSIDE_A_NUMBER.search(text):
        lines = [*_deepened(lines)]
    return "\n".join(
        [
            _mended_line(line, lines, place)
            if line and (line[0] in _FIRST_TO_MEND or "](" in line or "**" in line or "__" in line or "\xa0" in line)
            else line
            for place, line in enumerate(lines)
        ]
    )


def _deepened(lines: Sequence[str]) -> Iterator[str]:
    """`lines` with every item that begins right of the mark of the one before it, and left of its words, moved to where
    Markdown sees it inside: below "10. Orders" that is the fifth column, and many write it in the third."""
    within: list[tuple[int, int, int]] = []  # of the open items: the column, by how much it is moved, where words begin
    may_begin = True
    for line in lines:
        # In a paragraph "10. Orders" is a wrapped line.
        item = _ITEM.match(line) if may_begin or within else None
        may_begin = not line.strip()
        if item is None:
            if line[:1] not in ("", " ", "\t"):
                within.clear()
            moved = within[-1][1] if within and line.startswith(" ") else 0
        else:
            column = len(item[1])
            while within and column < within[-1][0] + _INSIDE_MIN:
                within.pop()
            moved = max(within[-1][1], within[-1][2] - column) if within else 0
            mark = item[2] if len(item[2]) - len(item[2].rstrip()) <= _BLANKS_MAX else f"{item[2].rstrip()} "
            within.append((column, moved, column + moved + len(mark)))
        yield f"{' ' * moved}{line}"


def _with_links_put_right(text: str) -> str:
    """`text` with its links in one piece and with their targets, without what is told or printed of those, and with the
    blanks around them."""
    text = _unwrapped(text)
    if "](data:" in text or "](<data:" in text:
        text = _PICTURE_IN_PLACE.sub("", text)
    if "<www." in text:
        text = _BARE_ADDRESS.sub(r"\1", text)
    if "pens in " in text or "↗" in text or "⧉" in text:
        text = _OPENS.sub("", text)
    if ") (http" in text or ")(http" in text or ") (#" in text:
        text = _PRINTED.sub(r"](\1)", text)
    if "](#" in text:
        text = _BLANKS_IN_FRAGMENT.sub(lambda target: target[0].replace(" ", "_"), text)
    if "]:" in text:
        text = _with_targets(text)
    if "](" in text:
        text = _STUCK_BEHIND.sub(r"\1 ", _STUCK_BEFORE.sub(" [", text))
    if _OPEN_AT_END.search(text):
        text = _BROKEN_HEADING.sub(r"\1 ", text)
        text = _SPREAD_LINK.sub(_drawn_together, text)
    return text


def _unwrapped(text: str) -> str:
    """`text` with its targets, addresses and tags in one line each."""
    if "-\n" in text:
        for wrapped in (_WRAPPED_TARGET, _WRAPPED_ADDRESS):
            text = wrapped.sub(lambda target: _LINE_END.sub("", target[0]), text)
    return _WRAPPED_TAG.sub(lambda tag: _LINE_END.sub(" ", tag[0]), text) if "<" in text else text


def _with_targets(text: str) -> str:
    """`text` with links whose targets stand elsewhere in it written with them: "[our rules][1] … [1]: /rules".

    Targets stand behind a blank line, or one another; a line "[Logs]: 90" says how long they are kept.
    """
    targets: dict[str, str] = {}
    kept: list[str] = []
    is_open = True
    for line, is_fenced in _with_fences(text):
        found = _target(line, text) if is_open and not is_fenced else None
        if found:
            targets.setdefault(found["name"].casefold(), found["target"])
        else:
            kept.append(line)
            is_open = not line.strip(_BLANKS)
    if not targets:
        return text

    def whole(link: re.Match[str]) -> str:
        target = targets.get((link["name"] or link["words"]).casefold())
        return link[0] if target is None else f"[{link['words']}]({target})"

    # An image stands inside its link.
    parts: list[str] = []
    for is_fenced, lines in groupby(_with_fences("\n".join(kept)), lambda line: line[1]):
        part = "\n".join(line for line, _ in lines)
        parts.append(part if is_fenced else _REFERENCE.sub(whole, _REFERENCE.sub(whole, part)))
    return "\n".join(parts)


def _with_fences(text: str) -> Iterator[tuple[str, bool]]:
    """The lines of a text, and whether each stands between fences of code, or is one: nothing is mended there."""
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        yield line, bool(fence or found)
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]


def _target(line: str, text: str) -> re.Match[str] | None:
    """The target that a line gives to a name; it may lead nowhere where `text` refers to the name."""
    found = _TARGET.fullmatch(line)
    if found is None and (named := _NO_TARGET.fullmatch(line)) and f"][{named['name']}]" in text:
        return named
    return found


def _drawn_together(link: re.Match[str]) -> str:
    """A link around blocks as one on the words of the last of them; any other as it is written."""
    held = _IMAGE.sub("", link["blocks"])
    *before, last = _BETWEEN_BLOCKS.split(held.strip())
    words = last.lstrip(" \t")
    if not words or not (before or held.lstrip(" \t").startswith("\n")):
        return link[0]
    mark = _MARK.match(words)
    start = mark.end() if mark else 0
    linked = words if "\n" in words else f"{words[:start]}[{words[start:]}]({link['href']})"
    blocks = [*before, f"{last[: len(last) - len(words)]}{linked}"]
    # Where links follow one another without a blank, the next begins a block of its own.
    return "\n\n".join([*blocks, ""] if link.string.startswith("[", link.end()) else blocks)


def _mended_line(line: str, lines: Sequence[str], place: int) -> str:
    if not line.strip(_BLANKS):
        return ""
    if "\xa0" in line:
        line = _MARK_BEFORE_NBSP.sub(r"\1 ", line)
    if "](" in line and "[" not in line.partition("](")[0] and not _ends_a_wrapped_link(lines, place):
        indent = len(line) - len(line.lstrip(" \t"))
        link = _END_OF_LINK.fullmatch(line[indent:].rstrip(" \t"))
        opened = _OPENED_LINK.fullmatch(link[4]) if link and link[4] else None
        if link and (opened or not link[4]):
            rest = f"\n\n{opened['rest']}" if opened and opened["rest"].strip() else ""
            line = f"{line[:indent]}{link[1]}[{link[2]}]({link[3]}){rest}"
    elif _only_opens_a_link(line):
        return ""
    return with_bold_put_right(line) if "**" in line or "__" in line else line


def _only_opens_a_link(line: str) -> bool:
    if not line.startswith("["):
        return False
    opened = _OPENED_LINK.fullmatch(line.rstrip())
    return opened is not None and not opened["rest"]


def _ends_a_wrapped_link(lines: Sequence[str], place: int) -> bool:
    """Whether a link that ends in a line begins in one before it, in the same paragraph: its words are only wrapped."""
    for line in reversed(lines[max(0, place - _WRAPPED_LINK_LINES_MAX) : place]):
        if not line.strip(_BLANKS) or _only_opens_a_link(line):
            return False
        if "[" in line or "]" in line:
            return line.rfind("[") > line.rfind("]")
    return False


def _loosened(text: str) -> str:
    """`text` with a blank line between lines that are paragraphs of their own.

    A plain text in a file named as Markdown has one paragraph a line; read strictly, its lines would run together.
    A text whose lines are wrapped, or in which lines seldom follow one another, stays as it is.
    """
    lines = text.split("\n")
    follow = [place for place in range(1, len(lines)) if _is_own_paragraph(lines[place - 1], lines[place])]
    worded = sum(bool(line.strip()) for line in lines)
    longest = max(map(len, lines), default=0)
    if len(follow) < _FOLLOW_MIN * worded or longest < _UNWRAPPED or _is_wrapped(lines, follow):
        return text
    for place in reversed(follow):
        lines.insert(place, "")
    return "\n".join(lines)


def _is_wrapped(lines: Sequence[str], follow: Sequence[int]) -> bool:
    """Whether most lines that follow another one go on with its sentence: it was full, and does not end one."""
    pairs = [(lines[place - 1], lines[place]) for place in follow if not ITEM_LINE.match(lines[place])]
    return sum(_continues(*pair) for pair in pairs) >= _WRAPPED_MIN * len(pairs)


def _continues(before: str, line: str) -> bool:
    full = len(before) + len(line.partition(" ")[0]) >= _WRAP_COLUMN
    return full and (line[0].islower() or before[-1] not in ".:;!?")


def _is_own_paragraph(before: str, line: str) -> bool:
    if not before.strip() or not line.strip() or line[0] in " \t|>=`<" or before[0] in "|>`<":
        return False
    if before.endswith("-") and before[-2:-1].isalpha() and line[0].islower():
        return False  # a word parted at the end of a line
    return not before.endswith(("  ", "\\")) and not _UNDERLINE.match(line)
