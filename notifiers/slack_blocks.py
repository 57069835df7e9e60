"""A `Letter` set in Slack's Block Kit, within its limits; changed words as ~old~ *new*, which needs no colour.

Limits (docs.slack.dev, "Blocks"): 50 blocks, 150 characters in a header, 3,000 in a section. The whole is refused with
`msg_blocks_too_long` somewhat above 13,000 characters; we stay under 12,000. Escaping & < > keeps page text from
mentioning anyone: <!channel> becomes words.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from notifiers.excerpt import pieces, shorten
from notifiers.message import Letter
from notifiers.sheets import Labelled, Point, Sheet
from redline.types import Span

BLOCKS = 50
TOTAL = 12_000
HEADER = 150
SECTION = 3_000

NO_WIDTH = "\u200b"

Block = dict[str, Any]  # one block's JSON, as Slack documents it

# Signs with a meaning in mrkdwn, by look-alikes: page text must not end a line through, nor begin a bold one.
_SIGNS = str.maketrans({"*": "∗", "~": "∼", "_": "＿", "`": "ˋ"})


def blocks(letter: Letter) -> list[Block]:
    """The blocks of the whole letter."""
    made: list[Block] = []
    if letter.preface:
        made.append(_section([escaped(letter.preface), *(f"• {escaped(line)}" for line in letter.contents)]))
    for position, sheet in enumerate(letter.sheets):
        made += [{"type": "divider"}] if position or letter.preface else []
        made += _sheet(sheet)
    if letter.ending:
        made.append(_section([*(f"• {escaped(line)}" for line in letter.more), escaped(letter.ending)]))
    return made


def fit(made: list[Block]) -> bool:
    """Whether Slack takes these blocks."""
    return len(made) <= BLOCKS and len(json.dumps(made, ensure_ascii=False)) < TOTAL


def escaped(text: str) -> str:
    """Text with the three signs escaped that mrkdwn reads (docs.slack.dev, "Formatting text")."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def marked(spans: tuple[Span, ...]) -> str:
    """A redline as "we reply ~within 30 days~ *soon*"."""
    return "".join(_apart(_marked(piece) for piece in pieces(spans) if piece.text)).strip()


def _apart(marked_pieces: Iterable[str]) -> Iterator[str]:
    """The pieces, with a blank of no width where a sign would touch a word: Slack reads it as a sign of the text there,
    as the asterisk of "you*, too*"."""
    before = ""
    for piece in marked_pieces:
        if before and not before[-1].isspace() and not piece[0].isspace():
            yield NO_WIDTH
        yield piece
        before = piece


def _marked(piece: Span) -> str:
    sign = {"equal": "", "delete": "~", "insert": "*"}[piece.op]
    return f"{sign}{_plain(piece.text)}{sign}"


def _sheet(sheet: Sheet) -> Iterator[Block]:
    heading = shorten(f"{sheet.title}: {sheet.verdict}", HEADER)
    yield {"type": "header", "text": {"type": "plain_text", "text": heading, "emoji": False}}
    warnings = (f":warning: {_plain(warning)}" for warning in sheet.warnings)
    said = [*warnings, *map(_line, sheet.effect), *map(_plain, sheet.body)]
    if said:
        yield _section(said)
    for point in sheet.points:
        yield _section(_point(point))
    if sheet.left_out:
        yield _section([_plain(sheet.left_out)])
    facts = [*map(_line, sheet.dates), *map(_line, sheet.links)]
    if facts:
        yield _section(facts)
    small = [*map(_line, sheet.evidence), *map(_line, sheet.footer)]
    if small:
        yield {"type": "context", "elements": [_mrkdwn(_joined(small, 2_000))]}


def _point(point: Point) -> Iterator[str]:
    yield f"*{_plain(point.place)}* ({point.kind.lower()})"
    yield _plain(f"{point.sentence} {point.why}".strip())
    if point.excerpt:
        yield f"> {marked(point.excerpt)}"
    if point.also:
        yield _plain(point.also)


def _line(line: Labelled) -> str:
    text = escaped(line.text)
    if line.url:
        return f"*{line.label}:* <{_address(line.url)}|{text.replace('|', '¦')}>"
    return f"*{line.label}:* " + (f"`{text}`" if line.whole else _plain(line.text))


def _address(url: str) -> str:
    return escaped(url).replace("|", "%7C").replace(" ", "%20")


def _plain(text: str) -> str:
    return escaped(text.translate(_SIGNS))


def _section(lines: Iterable[str]) -> Block:
    return {"type": "section", "text": _mrkdwn(_joined(lines, SECTION))}


def _mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _joined(lines: Iterable[str], limit: int) -> str:
    """Whole lines up to `limit` characters: a line is never cut inside, where it could lose a closing sign."""
    kept: list[str] = []
    room = limit - 2
    for line in lines:
        if len(line) + 1 > room:
            kept.append("…")
            break
        kept.append(line)
        room -= len(line) + 1
    return "\n".join(kept)
