"""The stretches of a change as a reader sees them: whole, cut beside what changed, or their first words; its links."""

import re
from collections.abc import Iterable, Iterator, Sequence

from redline import canonical
from redline.types import ChangeKind, ClauseChange, JudgedChange, Link, Span

# From so many words on, what went and what came in its place stand on lines of their own.
LONG_WORDS = 14

# Bold that a converter wrote and no reader of Markdown takes for bold ("**Referrals. **We …"); not a footnote's mark.
_ASTERISKS = re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]+?)(\s+)\*\*(?![*])")


def spans_of(judged: JudgedChange) -> tuple[Span, ...]:
    """The stretches to show: the change's own, or the whole clause where it came, went or only moved. Asterisks that
    were to make a word bold are left out.
    """
    return tuple(Span(op=span.op, text=_ASTERISKS.sub(r"\1\2", span.text)) for span in _spans_of(judged.change))


def _spans_of(change: ClauseChange) -> Iterable[Span]:
    if change.spans:
        return _on_lines_of_their_own(_without_typography(change.spans))
    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return _whole(change.before, change.after)
    return (Span(op="equal", text=change.after or change.before or ""),)


def _on_lines_of_their_own(spans: Iterable[Span]) -> Iterator[Span]:
    """`spans` with a line's end between a long deletion and the long insertion in its place: old above, new below."""
    before: Span | None = None
    for span in spans:
        if before is not None and before.op == "delete" and span.op == "insert" and _is_long(before, span):
            yield Span(op="equal", text="\n")
        yield span
        before = span


def _is_long(*spans: Span) -> bool:
    return all(span.text.count(" ") >= LONG_WORDS for span in spans)


def _without_typography(spans: Sequence[Span]) -> Iterator[Span]:
    """`spans` where a change of white space alone, or of a quote's or dash's form, is no change: the newer is shown."""
    pending: Span | None = None
    for span in spans:
        if pending is not None:
            if span.op == "insert" and _alike(pending.text, span.text):
                yield Span(op="equal", text=span.text)
                pending = None
                continue
            if pending.text.strip():
                yield pending
            pending = None
        if span.op == "delete":
            pending = span
        else:
            yield span if span.text.strip() else Span(op="equal", text=span.text)
    if pending is not None and pending.text.strip():
        yield pending


def _alike(before: str, after: str) -> bool:
    return canonical.fold(before).split() == canonical.fold(after).split()


def _whole(before: str | None, after: str | None) -> list[Span]:
    found = []
    if before:
        found.append(Span(op="delete", text=before))
    if after:
        found.append(Span(op="insert", text=after))
    return found


def links_of(judged: JudgedChange) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The links lost and gained that say more than the words shown: not an address that stands in them."""
    change = judged.change
    return tuple(filter(_says_more, change.links_removed)), tuple(filter(_says_more, change.links_added))


def _says_more(link: Link) -> bool:
    return link.href not in (link.text, f"mailto:{link.text}")


def shortened(spans: Sequence[Span], words: int) -> tuple[Span, ...]:
    """`spans` with kept stretches cut to `words` words beside each change; what is cut leaves "[…]"."""
    return tuple(
        Span(op="equal", text=_cut(span.text, words, first=number > 0, last=number < len(spans) - 1))
        if span.op == "equal"
        else span
        for number, span in enumerate(spans)
    )


def brief_spans(judged: JudgedChange, words: int) -> tuple[Span, ...]:
    """The stretches of a change for one line of a list: the first `words` words of each."""
    return tuple(Span(op=span.op, text=" ".join(span.text.split(" ")[:words])) for span in spans_of(judged))


def _cut(text: str, words: int, *, first: bool, last: bool) -> str:
    parts = re.findall(r"\s*\S+|\s+$", text)
    if len(parts) <= words * (first + last or 2) + 3:
        return text
    head = "".join(parts[:words]) if first else ""
    tail = "".join(parts[-words:]) if last else ""
    return (
        f"{head} […] {tail.lstrip()}"
        if head
        else f"[…] {tail.lstrip()}"
        if tail
        else f"{''.join(parts[: 2 * words])} […]"
    )
