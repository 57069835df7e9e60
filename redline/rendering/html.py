"""A judged redline in, HTML out: one self-contained page, or a fragment for somebody else's.

Everything from the policies passes `_safe`. What went is struck and what came is underlined, beside colour and words
for screen readers, so that the page reads without colour.
"""

from collections.abc import Iterator
from html import escape

from redline.rendering.layout import Layout, Quoted, Reason, layout
from redline.rendering.repeats import Told, once
from redline.rendering.stretches import brief_spans, links_of, spans_of
from redline.rendering.style import CSS
from redline.rendering.visible import visible
from redline.rendering.wording import headline, kind_words, place, summary_lines, told
from redline.types import Assessment, ChangeKind, JudgedChange, Link, Operation, Span

BRIEF_WORDS = 20


def html(assessment: Assessment, *, before: str = "before", after: str = "after", title: str = "") -> str:
    """A whole page without scripts or outside resources; `title` is plain text, by default what was found."""
    sides = f"{before} → {after}"
    named = title or f"{headline(assessment)}: {sides}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_safe(named)}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n"
        f'<main class="redline">\n<h1>{_safe(title or sides)}</h1>\n'
        f"{html_fragment(assessment)}</main>\n</body>\n</html>\n"
    )


def html_fragment(assessment: Assessment) -> str:
    """The redline without a page around it: it wants `rendering.CSS` there. Each change has the id `change-` and its
    number."""
    parts = layout(assessment)
    return "\n".join([*_head(assessment), *_reasons(parts), *_changes(parts), *_folds(parts), ""])


def spans_html(spans: tuple[Span, ...]) -> str:
    """One clause's redline, for a table or a card of somebody else's."""
    return "".join(map(_span, spans))


def _safe(text: str) -> str:
    return escape(visible(text), quote=True)


def _element(tag: str, role: str, content: str, extra: str = "") -> str:
    return f'<{tag} class="{role}"{extra}>{content}</{tag}>'


def _head(assessment: Assessment) -> Iterator[str]:
    level = assessment.materiality.value
    badge = _element("strong", f"level {level}", _safe(headline(assessment)))
    yield _element("p", "verdict", f"{badge} {_safe(assessment.summary)}")
    row = ' scope="row"'
    lines = "".join(
        f"<tr>{_element('th', 'fact-name', _safe(name), row)}{_element('td', 'fact', _safe(value))}</tr>"
        for name, value in summary_lines(assessment)
    )
    yield _element("table", "facts", lines)


def _reasons(parts: Layout) -> Iterator[str]:
    if parts.reasons:
        yield _element("h2", "title", "Why it matters")
        yield _element("ol", "reasons", "".join(map(_reason, parts.reasons)))
    if parts.more_reasons:
        yield _element("p", "rule", f"and {parts.more_reasons} more changes that matter as much, below")


def _reason(reason: Reason) -> str:
    name = f"Change {reason.number}: {_safe(place(reason.judged))}"
    jump = _element("a", "jump", name, f' href="#change-{reason.number}"')
    level = _element("strong", f"level {reason.level.value}", reason.level.value)
    more = _element("p", "rule", f"and {reason.more} more") if reason.more else ""
    return _element("li", "reason", f"{jump} {level}{''.join(map(_quoted, reason.quoted))}{more}")


def _quoted(quoted: Quoted) -> str:
    whys = "<br>".join(
        f"{escape(told(finding))} {_element('span', 'rule', _safe(finding.rule))}" for finding in quoted.findings
    )
    quotes = _quote("was", "delete", quoted.before) + _quote("now", "insert", quoted.after)
    return _element("div", "finding", whys + quotes)


def _quote(side: str, op: Operation, words: str) -> str:
    if not words:
        return ""
    return f"<div>{_element('span', 'side', side)} {_span(Span(op=op, text=f'“{words}”'))}</div>"


def _changes(parts: Layout) -> Iterator[str]:
    if parts.changes:
        yield _element("h2", "title", "Changes in the order of the text")
    yield from map(_change, once(parts.changes))


def _change(shown: Told) -> str:
    number, judged = shown.number, shown.judged
    level = _element("strong", f"level {judged.materiality.value}", judged.materiality.value)
    name = _element("h3", "place", f"Change {number}: {_safe(place(judged))}")
    kind = _element("p", "kind", f"{level} {_safe(kind_words(judged))}")
    words = "".join(map(_span, spans_of(judged)))
    role = "clause moved" if judged.change.kind is ChangeKind.MOVED else "clause"
    body = _element("div", role, words) + _links(judged) + _repeats(shown)
    return _element("section", f"change {judged.materiality.value}", name + kind + body, f' id="change-{number}"')


def _repeats(shown: Told) -> str:
    return _element("p", "rule", _safe(shown.repeats)) if shown.repeats else ""


def _span(span: Span) -> str:
    words = _safe(span.text)
    if span.op == "equal" or not words:
        return words
    return f"<del>{words}</del>" if span.op == "delete" else f"<ins>{words}</ins>"


def _links(judged: JudgedChange) -> str:
    lost, gained = links_of(judged)
    rows = [_link("delete", link) for link in lost] + [_link("insert", link) for link in gained]
    return _element("ul", "links", "".join(rows)) if rows else ""


def _link(op: Operation, link: Link) -> str:
    """A link's words and address as text: addresses of strangers' pages are shown, not offered."""
    name = "link gone" if op == "delete" else "link new"
    address = _span(Span(op=op, text=link.href))
    return f"<li>{name}: {_safe(link.text)} {_element('code', 'address', address)}</li>"


def _folds(parts: Layout) -> Iterator[str]:
    for title, folded in (("only numbers changed", parts.renumbered), ("only link targets changed", parts.links)):
        if folded:
            rows = "".join(map(_brief, once(enumerate(folded))))
            many = f"{len(folded)} {'passage' if len(folded) == 1 else 'passages'}: {title}"
            yield _element("details", "fold", f"<summary>{many}</summary><ul>{rows}</ul>")


def _brief(shown: Told) -> str:
    judged = shown.judged
    words = "".join(map(_span, brief_spans(judged, BRIEF_WORDS)))
    return f"<li>{_safe(place(judged))}: {words}{_links(judged)}{_repeats(shown)}</li>"
