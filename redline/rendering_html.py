"""A judged redline in, HTML out: one self-contained page, or a fragment for a page or a mail of somebody else's.

Everything from the policies passes `_safe`. What went is struck and what came is underlined, beside colour and words
for screen readers, so that the page reads without colour. Mail programs drop `<style>`, `<ins>` and `<del>`: there
the fragment's `inline` form says the same with styles on `<span>`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from redline.rendering_layout import (
    TITLES,
    Layout,
    Quoted,
    Reason,
    brief_spans,
    kind_words,
    layout,
    links_of,
    place,
    shortened,
    spans_of,
    summary_lines,
    told,
    visible,
)
from redline.rendering_repeats import Told, once
from redline.rendering_style import CSS, INLINE
from redline.types import Assessment, ChangeKind, JudgedChange, Link, Operation, Span

MAIL_KEPT_WORDS = 30
BRIEF_WORDS = 20


def html(assessment: Assessment, *, before: str = "before", after: str = "after", title: str = "") -> str:
    """A whole page without scripts or outside resources; `title` is plain text, by default what was found."""
    sides = f"{before} → {after}"
    named = title or f"{TITLES[assessment.materiality]}: {sides}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_safe(named)}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n"
        f'<main class="redline">\n<h1>{_safe(title or sides)}</h1>\n'
        f"{html_fragment(assessment)}</main>\n</body>\n</html>\n"
    )


def html_fragment(assessment: Assessment, *, inline: bool = False, anchors: str = "change-") -> str:
    """The redline without a page around it.

    As it stands it wants `rendering.CSS` in its page; with `inline` its styles stand on its elements and long kept
    stretches are cut. Each change has the id `anchors` and its number.
    """
    return _Page(inline=inline, anchors=anchors).fragment(assessment)


def spans_html(spans: tuple[Span, ...], *, inline: bool = False) -> str:
    """One clause's redline, for a table or a card of somebody else's."""
    return "".join(_Page(inline=inline, anchors="").span(span) for span in spans)


def _safe(text: str) -> str:
    return escape(visible(text), quote=True)


@dataclass(frozen=True, slots=True)
class _Page:
    """How elements are written: by class, or with their styles inline."""

    inline: bool
    anchors: str

    def element(self, tag: str, role: str, content: str, extra: str = "") -> str:
        attribute = f'style="{INLINE[role]}"' if self.inline else f'class="{role}"'
        return f"<{tag} {attribute}{extra}>{content}</{tag}>"

    def fragment(self, assessment: Assessment) -> str:
        parts = layout(assessment)
        return "\n".join([*self.head(assessment), *self.reasons(parts), *self.changes(parts), *self.folds(parts), ""])

    def head(self, assessment: Assessment) -> Iterator[str]:
        level = assessment.materiality.value
        badge = self.element("strong", f"level {level}", _safe(TITLES[assessment.materiality]))
        yield self.element("p", "verdict", f"{badge} {_safe(assessment.summary)}")
        row = ' scope="row"'
        lines = "".join(
            f"<tr>{self.element('th', 'fact-name', _safe(name), row)}{self.element('td', 'fact', _safe(value))}</tr>"
            for name, value in summary_lines(assessment)
        )
        yield self.element("table", "facts", lines)

    def reasons(self, parts: Layout) -> Iterator[str]:
        if parts.reasons:
            yield self.element("h2", "title", "Why it matters")
            yield self.element("ol", "reasons", "".join(map(self.reason, parts.reasons)))
        if parts.more_reasons:
            yield self.element("p", "rule", f"and {parts.more_reasons} more changes that matter as much, below")

    def reason(self, reason: Reason) -> str:
        name = f"{reason.number}. {_safe(place(reason.judged))}"
        jump = self.element("a", "jump", name, f' href="#{self.anchors}{reason.number}"')
        level = self.element("strong", f"level {reason.level.value}", reason.level.value)
        more = self.element("p", "rule", f"and {reason.more} more") if reason.more else ""
        return self.element("li", "reason", f"{jump} {level}{''.join(map(self.quoted, reason.quoted))}{more}")

    def quoted(self, quoted: Quoted) -> str:
        whys = "<br>".join(
            f"{escape(told(finding))} {self.element('span', 'rule', _safe(finding.rule))}"
            for finding in quoted.findings
        )
        quotes = self.quote("was", "delete", quoted.before) + self.quote("now", "insert", quoted.after)
        return self.element("div", "finding", whys + quotes)

    def quote(self, side: str, op: Operation, words: str) -> str:
        if not words:
            return ""
        return f"<div>{self.element('span', 'side', side)} {self.span(Span(op=op, text=f'“{words}”'))}</div>"

    def changes(self, parts: Layout) -> Iterator[str]:
        if parts.changes:
            yield self.element("h2", "title", "Changes in the order of the text")
        yield from map(self.change, once(parts.changes))

    def change(self, shown: Told) -> str:
        number, judged = shown.number, shown.judged
        level = self.element("strong", f"level {judged.materiality.value}", judged.materiality.value)
        name = self.element("h3", "place", f"{number}. {_safe(place(judged))}")
        kind = self.element("p", "kind", f"{level} {_safe(kind_words(judged))}{self.whence(judged)}")
        spans = spans_of(judged)
        words = "".join(map(self.span, shortened(spans, MAIL_KEPT_WORDS) if self.inline else spans))
        role = "clause moved" if judged.change.kind is ChangeKind.MOVED else "clause"
        body = self.element("div", role, words) + self.links(judged) + self.repeats(shown)
        return self.element(
            "section", f"change {judged.materiality.value}", name + kind + body, f' id="{self.anchors}{number}"'
        )

    def repeats(self, shown: Told) -> str:
        return self.element("p", "rule", _safe(shown.repeats)) if shown.repeats else ""

    def whence(self, judged: JudgedChange) -> str:
        change = judged.change
        if change.kind is not ChangeKind.MOVED or not change.before_positions:
            return ""
        return f": was passage {change.before_positions[0] + 1}, is passage {change.after_positions[0] + 1}"

    def span(self, span: Span) -> str:
        words = _safe(span.text)
        if span.op == "equal" or not words:
            return words
        if self.inline:
            return self.element("span", span.op, words)
        return f"<del>{words}</del>" if span.op == "delete" else f"<ins>{words}</ins>"

    def links(self, judged: JudgedChange) -> str:
        lost, gained = links_of(judged)
        rows = [self.link("delete", link) for link in lost] + [self.link("insert", link) for link in gained]
        return self.element("ul", "links", "".join(rows)) if rows else ""

    def link(self, op: Operation, link: Link) -> str:
        """A link's words and address as text: addresses of strangers' pages are shown, not offered."""
        name = "link gone" if op == "delete" else "link new"
        address = self.span(Span(op=op, text=link.href))
        return f"<li>{name}: {_safe(link.text)} {self.element('code', 'address', address)}</li>"

    def folds(self, parts: Layout) -> Iterator[str]:
        for title, folded in (("only numbers changed", parts.renumbered), ("only link targets changed", parts.links)):
            if folded:
                rows = "".join(map(self.brief, once(enumerate(folded))))
                many = f"{len(folded)} {'passage' if len(folded) == 1 else 'passages'}: {title}"
                yield self.element("details", "fold", f"<summary>{many}</summary><ul>{rows}</ul>")

    def brief(self, shown: Told) -> str:
        judged = shown.judged
        words = "".join(map(self.span, brief_spans(judged, BRIEF_WORDS)))
        return f"<li>{_safe(place(judged))}: {words}{self.links(judged)}{self.repeats(shown)}</li>"
