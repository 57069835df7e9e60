"""A judged redline in, text for a terminal or a pipe out.

On a pipe what went is `[-so-]` and what came is `{+so+}` (the marks of wdiff and `git diff --word-diff`); a terminal
gets colour, strike and underline instead: `paint` is asked for every piece.
"""

import textwrap
from collections.abc import Callable, Iterator

from redline.rendering.layout import Layout, Quoted, Reason, layout
from redline.rendering.repeats import Told, once
from redline.rendering.stretches import brief_spans, links_of, shortened, spans_of
from redline.rendering.visible import visible
from redline.rendering.wording import headline, kind_words, place, summary_lines, told
from redline.types import Assessment, JudgedChange, Link, Span

# Role of a piece ("delete", "insert", "equal", "material", "heading", "dim"...) and its words -> what is written.
Paint = Callable[[str, str], str]

WIDTH = 100
KEPT_WORDS = 25
BRIEF_WORDS = 12
ANSI = {
    "delete": "\x1b[31;9m",
    "insert": "\x1b[32;4m",
    "material": "\x1b[1;31m",
    "substantive": "\x1b[1;33m",
    "editorial": "\x1b[36m",
    "heading": "\x1b[1m",
    "dim": "\x1b[2m",
}
RESET = "\x1b[0m"


def plain(role: str, words: str) -> str:
    """Marks that survive a pipe."""
    return {"delete": f"[-{words}-]", "insert": f"{{+{words}+}}"}.get(role, words)


def ansi(role: str, words: str) -> str:
    """Colours of a terminal; each line is painted by itself, so that a pager shows them too."""
    start = ANSI.get(role)
    if start is None or not words:
        return words
    return "\n".join(f"{start}{line}{RESET}" if line else "" for line in words.split("\n"))


def text(
    assessment: Assessment,
    *,
    before: str = "before",
    after: str = "after",
    paint: Paint = plain,
    width: int = WIDTH,
) -> str:
    """The redline as lines; `before` and `after` name the sides, `width` is for prose (clauses are not wrapped)."""
    parts = layout(assessment)
    blocks = ["\n".join(_head(assessment, before, after, paint))]
    if parts.reasons:
        blocks.append("\n".join([paint("heading", "Why it matters"), *_reasons(parts, paint, width)]))
    blocks += ["\n".join(_change(shown, paint)) for shown in once(parts.changes)]
    for title, folded in (("Only numbers changed", parts.renumbered), ("Only links changed", parts.links)):
        if folded:
            lines = [line for shown in once(enumerate(folded)) for line in _brief(shown, paint)]
            blocks.append("\n".join([paint("heading", title), *lines]))
    return "\n\n".join(blocks) + "\n"


def _head(assessment: Assessment, before: str, after: str, paint: Paint) -> Iterator[str]:
    level = assessment.materiality.value
    yield f"{paint(level, headline(assessment))}: {visible(before)} → {visible(after)}"
    yield visible(assessment.summary)
    for name, value in summary_lines(assessment):
        yield f"{paint('dim', name + ':')} {value}"


def _reasons(parts: Layout, paint: Paint, width: int) -> Iterator[str]:
    for reason in parts.reasons:
        yield from _reason(reason, paint, width)
    if parts.more_reasons:
        yield paint("dim", f"and {parts.more_reasons} more changes that matter as much, below")


def _reason(reason: Reason, paint: Paint, width: int) -> Iterator[str]:
    level = reason.level.value
    yield f"Change {reason.number}, {paint('heading', place(reason.judged))}: {paint(level, level)}"
    for quoted in reason.quoted:
        for finding in quoted.findings:
            yield from textwrap.wrap(
                f"{told(finding)} [{finding.rule}]",
                width,
                initial_indent="   ",
                subsequent_indent="   ",
                break_on_hyphens=False,
            )
        yield from _evidence(quoted, paint)
    if reason.more:
        yield "   " + paint("dim", f"and {reason.more} more")


def _evidence(quoted: Quoted, paint: Paint) -> Iterator[str]:
    for role, quote in (("delete", quoted.before), ("insert", quoted.after)):
        if quote:
            yield " " * 5 + paint(role, visible(" ".join(quote.split())))


def _change(shown: Told, paint: Paint) -> Iterator[str]:
    judged = shown.judged
    level = judged.materiality.value
    kind = paint("dim", kind_words(judged).lower() + ",")
    yield f"Change {shown.number}: {paint('heading', place(judged))}  {kind} {paint(level, level)}"
    yield "".join(_painted(span, paint) for span in shortened(spans_of(judged), KEPT_WORDS)).strip("\n")
    yield from _links(judged, paint)
    if shown.repeats:
        yield "  " + paint("dim", visible(shown.repeats))


def _painted(span: Span, paint: Paint) -> str:
    return paint(span.op, visible(span.text))


def _links(judged: JudgedChange, paint: Paint) -> Iterator[str]:
    for role, links in zip(("delete", "insert"), links_of(judged), strict=True):
        for link in links:
            yield "  " + paint(role, _link(link))


def _link(link: Link) -> str:
    return visible(f"{link.text} <{link.href}>")


def _brief(shown: Told, paint: Paint) -> Iterator[str]:
    judged = shown.judged
    spans = brief_spans(judged, BRIEF_WORDS)
    words = "".join(_painted(span, paint) for span in spans)
    yield f"  {paint('dim', place(judged))}: {' '.join(words.split())}"
    yield from ("  " + line for line in _links(judged, paint))
    if shown.repeats:
        yield "    " + paint("dim", visible(shown.repeats))
