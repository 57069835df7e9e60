"""A clause's redline in, the part worth reading out: changed words with some of what stands around them.

    equal "We keep ... your data for "  delete "30 days"  insert "a reasonable time"  equal " after ... closed."
    ->  "… your data for "  "30 days"  "a reasonable time"  " after …"

Page text is hostile: control and direction characters are taken out here, before any channel sees it.
"""

import re
import unicodedata
from collections.abc import Sequence

from redline.types import ClauseChange, Span

CUT = "…"
CONTEXT = 90  # characters kept on each side of changed words: about a line and a half
EXCERPT = 700  # characters of one excerpt in all


def printable(text: str) -> str:
    """`text` on one line, without characters that steer a terminal, a mail header or the direction of writing."""
    kept = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)
    visible = "".join(char for char in kept if unicodedata.category(char) not in {"Cf", "Cs", "Co", "Cn"})
    return re.sub(r"\s+", " ", visible)


def shorten(text: str, limit: int) -> str:
    """`text` cut at a word so that it has at most `limit` characters, the cut shown."""
    text = printable(text).strip()
    if len(text) <= limit:
        return text
    return _head(text, limit - 1).rstrip(" ,;:") + CUT


def excerpt(change: ClauseChange, limit: int = EXCERPT) -> tuple[Span, ...]:
    """The changed words of one clause in their surroundings, `limit` characters at most."""
    spans = change.spans or _whole(change)
    shown = [_context(span, position, len(spans)) for position, span in enumerate(spans)]
    return _within([span for span in shown if span.text], limit)


def pieces(spans: Sequence[Span]) -> tuple[Span, ...]:
    """`spans` for marking: changed words without the blanks around them, and never two changes without one between."""
    found: list[Span] = []
    for span in spans:
        body = span.text.strip()
        if span.op == "equal" or not body:
            found.append(Span(op="equal", text=span.text))
            continue
        lead, _, tail = span.text.partition(body)
        touching = bool(found) and found[-1].op != "equal"
        found += [Span(op="equal", text=lead or (" " if touching else "")), Span(op=span.op, text=body)]
        found += [Span(op="equal", text=tail)] if tail else []
    return tuple(piece for piece in found if piece.text)


def _whole(change: ClauseChange) -> tuple[Span, ...]:
    """Spans of a change that has none: all out, all in; or, where only its place changed, all kept."""
    if change.before is not None and change.before == change.after:
        return (Span(op="equal", text=change.before),)
    sides = [Span(op="delete", text=change.before or ""), Span(op="insert", text=change.after or "")]
    return tuple(side for side in sides if side.text)


def _context(span: Span, position: int, count: int) -> Span:
    text = printable(span.text)
    if span.op != "equal" or count == 1:
        return Span(op=span.op, text=text)
    head = _head(text, CONTEXT) if position > 0 else ""
    tail = _tail(text, CONTEXT) if position < count - 1 else ""
    if len(head) + len(tail) >= len(text):
        return Span(op="equal", text=text)
    return Span(op="equal", text=f"{head.rstrip()} {CUT} {tail.lstrip()}" if head and tail else _edge(head, tail))


def _edge(head: str, tail: str) -> str:
    return f"{head.rstrip()} {CUT}" if head else f"{CUT} {tail.lstrip()}"


def _head(text: str, limit: int) -> str:
    """The first words of `text`, `limit` characters at most; a single longer word is cut."""
    if len(text) <= limit:
        return text
    return text[: text.rfind(" ", 0, limit) + 1] or text[:limit]


def _tail(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    start = text.find(" ", len(text) - limit)
    return text[start:] if start >= 0 else text[-limit:]


def _within(spans: Sequence[Span], limit: int) -> tuple[Span, ...]:
    """`spans` up to `limit` characters, long removals and additions each given their share."""
    kept: list[Span] = []
    changed = sum(1 for span in spans if span.op != "equal")
    share = max(limit // max(changed, 1), 120)
    room = limit
    for span in spans:
        if room < 20:
            kept.append(Span(op="equal", text=f" {CUT}"))
            break
        cap = min(room, limit if span.op == "equal" else share)
        text = span.text if len(span.text) <= cap else _cut(span.text, cap)
        kept.append(Span(op=span.op, text=text))
        room -= len(text)
    return tuple(kept)


def _cut(text: str, limit: int) -> str:
    """The first words of `text` and the sign of the cut, with the blank that parted it from what follows."""
    blank = " " if text[-1].isspace() else ""
    return f"{_head(text, limit - 3).rstrip()} {CUT}{blank}"
