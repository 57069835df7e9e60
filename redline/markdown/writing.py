"""A reading in, its whole text as Markdown out: title, headings with their numbers, paragraphs, lists, tables, links.

What is written reads back to the same words, headings and numbers (a test does so). Signs that would be mark-up are
escaped, because the words are a page's and not ours.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from redline import canonical
from redline.types import BETWEEN_CELLS, Clause, Link, Reading

_SIGNS = re.compile(r"[\\*\[\]<>`]|(?<!\w)_|_(?!\w)|&(?=[#\w]+;)|~(?=~)")
_ANY_SIGN = re.compile(r"[\\*\[\]<>`_&~]")  # a plain class is looked for much faster than the alternatives above
_NUMBER_SIGN = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_DEEPEST = 6


def write(reading: Reading) -> str:
    """The text of a reading as Markdown, furniture left out.

    The title stands above all where no heading or clause says the same. Where the page hides an address from robots,
    its placeholder is shown and the address is the link's target.
    """
    clauses = [clause for clause in reading.clauses if not clause.furniture]
    title = canonical.canonical(reading.title)
    said = {canonical.canonical(passage) for passage in canonical.passages(clauses)}
    top = [f"# {escaped(reading.title)}"] if title and title not in said else []
    return "\n\n".join([*top, *_chapters(clauses, title)]).strip() + "\n"


def _chapters(clauses: Sequence[Clause], title: str) -> Iterator[str]:
    """Headings where they begin, and what stands under each."""
    trail: tuple[str, ...] = ()
    for (here, number), group in groupby(clauses, key=lambda clause: (clause.trail, clause.heading_number)):
        under = list(group)
        shared = canonical.common_prefix(trail, here)
        if shared == len(here) - 1 > 0 and _is_one_item(under):
            yield _headed_item(under[0], number)
            del under[0]
        else:
            yield from _headings(here, shared, number, title)
        trail = here
        yield from _passages(under)


def _is_one_item(clauses: Sequence[Clause]) -> bool:
    return clauses[0].kind == "item" and all(clause.kind == "paragraph" for clause in clauses[1:])


def _headed_item(clause: Clause, number: str) -> str:
    """A list item whose heading is its own: "- **Name:** as you write it"."""
    heading = clause.heading if clause.heading.endswith(("?", ".", "!")) else f"{clause.heading}:"
    label = _labelled(number) if clause.number == number else ""
    return f"- {_NUMBER_SIGN.sub(_kept_number, label.rstrip())} **{escaped(heading)}** {_words(clause)}".replace(
        "-  ", "- "
    )


def _headings(trail: Sequence[str], shared: int, number: str, title: str) -> Iterator[str]:
    """The headings of a trail that are new; the document's title is of the first level, all others below."""
    for depth in range(shared, len(trail)):
        label = _number_at(number, len(trail) - 1 - depth)
        level = 1 if depth == 0 and canonical.canonical(trail[0]) == title else 2 + depth
        yield f"{'#' * min(level, _DEEPEST)} {label}{escaped(trail[depth])}"


def _number_at(number: str, above: int) -> str:
    """The number of the heading so many levels above that numbered `number`: "2. " above "2.1"."""
    parts = number.split(".")
    if above and (not number.replace(".", "").isdigit() or above >= len(parts)):
        return ""
    return _labelled(".".join(parts[: len(parts) - above]) if above else number)


def _labelled(number: str) -> str:
    """A number as it stands before words."""
    if not number:
        return ""
    return f"{number} " if number.endswith((")", "]")) or "." in number else f"{number}. "


def _passages(clauses: Sequence[Clause]) -> Iterator[str]:
    """The paragraphs, lists and tables of clauses under one heading."""
    for (kind, heads, _), group in groupby(clauses, key=lambda clause: (clause.kind, clause.heads, _columns(clause))):
        run = list(group)
        if kind == "row":
            yield _table(run, heads)
        elif kind == "item":
            yield "\n".join(f"- {_own_number(clause)}{_words(clause)}" for clause in run)
        else:
            yield from (f"{_own_number(clause)}{_words(clause)}" for clause in run)


def _columns(clause: Clause) -> int:
    return clause.text.count(BETWEEN_CELLS) + 1 if clause.kind == "row" else 0


def _own_number(clause: Clause) -> str:
    """A clause's own number, escaped so that no list begins with it."""
    number = clause.own_number
    return _NUMBER_SIGN.sub(_kept_number, escaped(_labelled(number).rstrip())) + " " if number else ""


def _table(rows: Sequence[Clause], heads: Sequence[str]) -> str:
    width = max(_columns(rows[0]), len(heads))
    lines = [_row([*map(escaped, heads)], width), "|" + " --- |" * width]
    lines.extend(_row(_words(row).split(BETWEEN_CELLS), width) for row in rows)
    return "\n".join(lines)


def _row(cells: Sequence[str], width: int) -> str:
    filled = [*cells, *[""] * (width - len(cells))]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in filled) + " |"


def _words(clause: Clause) -> str:
    """A clause's text with its links put back where their words stand."""
    out: list[str] = []
    place = 0
    for link in clause.links:
        start = clause.text.find(link.text, place)
        if start < 0:
            continue
        out.extend((_plain(clause.text[place:start]), _link(link)))
        place = start + len(link.text)
    out.append(_plain(clause.text[place:]))
    return _beginning("".join(out))


def _link(link: Link) -> str:
    href = re.sub(r"[\s<>()\\]", lambda sign: f"%{ord(sign[0]):02X}", link.href)
    return f"[{_plain(link.shown or link.text)}]({href})"


def _plain(text: str) -> str:
    """`text` with the signs escaped that would be mark-up."""
    return _SIGNS.sub(_escape, text) if _ANY_SIGN.search(text) else text


def escaped(text: str) -> str:
    """`text` as words: signs of mark-up in it stand for themselves."""
    return _beginning(_plain(text))


def _beginning(text: str) -> str:
    """`text` so that its first sign begins no heading, list, quote or rule."""
    if text[:1] in "#>+-=~|":
        return f"\\{text}" if text else text
    return _NUMBER_SIGN.sub(_kept_number, text)


def _kept_number(found: re.Match[str]) -> str:
    """A number at the start of a line that begins no list."""
    return f"{found[1]}\\{found[2]}"


def _escape(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"
