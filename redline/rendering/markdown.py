"""A judged redline in, Markdown out: for issues, wikis and notes.

What went is ~~struck~~, what came is **bold**; both read well where the marks are not rendered.
"""

import re
from collections.abc import Iterator

from redline.rendering.layout import Layout, Reason, layout
from redline.rendering.repeats import Told, once
from redline.rendering.stretches import brief_spans, links_of, shortened, spans_of
from redline.rendering.visible import visible
from redline.rendering.wording import headline, kind_words, place, summary_lines, told
from redline.types import Assessment, JudgedChange, Span

KEPT_WORDS = 40
BRIEF_WORDS = 12
MARKS = {"equal": "", "delete": "~~", "insert": "**"}
_ACTIVE = re.compile(r"([\\`*_\[\]<>~|#!&])")
_LINE_START = re.compile(r"(?m)^(\s*)([-+]|\d+[.)])(?=\s)")


def markdown(assessment: Assessment, *, before: str = "before", after: str = "after") -> str:
    """The redline as Markdown; `before` and `after` name the sides. Nothing of the policies' text is mark-up in it."""
    parts = layout(assessment)
    blocks = ["\n".join(_head(assessment, before, after))]
    if parts.reasons:
        blocks.append("## Why it matters\n\n" + "\n".join(_reasons(parts)))
    if parts.changes:
        blocks.append("## Changes")
    blocks += ["\n\n".join(_change(shown)) for shown in once(parts.changes)]
    for title, folded in (("Only numbers changed", parts.renumbered), ("Only links changed", parts.links)):
        if folded:
            lines = (line for shown in once(enumerate(folded)) for line in _brief(shown))
            blocks.append(f"## {title}\n\n" + "\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """`text` as Markdown that shows it as it stands, on one line."""
    told = _ACTIVE.sub(r"\\\1", visible(" ".join(text.split())))
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[2] in "-+" else found[0], told)


def _head(assessment: Assessment, before: str, after: str) -> Iterator[str]:
    yield f"# {headline(assessment)}: {escaped(before)} → {escaped(after)}"
    yield ""
    yield escaped(assessment.summary)
    yield ""
    for name, value in summary_lines(assessment):
        yield f"- {name}: {escaped(value)}"


def _reasons(parts: Layout) -> Iterator[str]:
    for reason in parts.reasons:
        yield from _reason(reason)
    if parts.more_reasons:
        yield f"- and {parts.more_reasons} more changes that matter as much, below"


def _reason(reason: Reason) -> Iterator[str]:
    yield f"- Change {reason.number}, {escaped(place(reason.judged))}: **{reason.level.value}**"
    for quoted in reason.quoted:
        yield from (f"  - {escaped(told(finding))} `{finding.rule}`" for finding in quoted.findings)
        for sign, quote in (("was", quoted.before), ("now", quoted.after)):
            if quote:
                yield f"    - {sign} “{escaped(quote)}”"
    if reason.more:
        yield f"  - and {reason.more} more"


def _change(shown: Told) -> Iterator[str]:
    judged = shown.judged
    yield f"### Change {shown.number}: {escaped(place(judged))}"
    yield f"*{kind_words(judged)}, {judged.materiality.value}*"
    yield "> " + "".join(_marked(span) for span in shortened(spans_of(judged), KEPT_WORDS)).strip()
    links = list(_links(judged))
    if links:
        yield "\n".join(links)
    if shown.repeats:
        yield f"*{escaped(shown.repeats)}*"


def _marked(span: Span) -> str:
    """Marks stand tight around the words: with white space inside, they would not be marks."""
    mark = MARKS[span.op]
    words = escaped(span.text)
    if not words:
        return " " if span.text else ""
    before = " " if span.text[0].isspace() else ""
    after = " " if span.text[-1].isspace() else ""
    return f"{before}{mark}{words}{mark}{after}"


def _links(judged: JudgedChange) -> Iterator[str]:
    for name, links in zip(("link gone", "link new"), links_of(judged), strict=True):
        for link in links:
            yield f"- {name}: {escaped(link.text)} (`{visible(link.href).replace('`', '%60')}`)"


def _brief(shown: Told) -> Iterator[str]:
    judged = shown.judged
    spans = brief_spans(judged, BRIEF_WORDS)
    yield f"- {escaped(place(judged))}: {''.join(map(_marked, spans)).strip()}"
    yield from ("  " + line for line in _links(judged))
    if shown.repeats:
        yield f"  - {escaped(shown.repeats)}"
