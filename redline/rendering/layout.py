"""A judged redline in; its parts in the order in which a person reads them, the same for every format.

First what matters (findings, the highest first), then the changes in the order of the text, then two folds: changes of
numbers alone, and of link targets alone. A text on a page is hostile until `visible` has seen it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from redline import canonical
from redline.rendering.repeats import once
from redline.types import (
    STATED_DATE,
    Assessment,
    ChangeKind,
    ClauseChange,
    Finding,
    JudgedChange,
    Link,
    Materiality,
    Span,
    Suspect,
    highest,
)

VERBS = {
    ChangeKind.ADDED: "Added",
    ChangeKind.REMOVED: "Removed",
    ChangeKind.REWORDED: "Reworded",
    ChangeKind.MOVED: "Moved",
    ChangeKind.RENUMBERED: "Renumbered",
    ChangeKind.SPLIT: "Split",
    ChangeKind.MERGED: "Merged",
    ChangeKind.LINKS: "Links changed",
}
_TITLES = {
    Materiality.NONE: "No change",
    Materiality.NOISE: "No change of the text",
    Materiality.EDITORIAL: "Editorial change",
    Materiality.SUBSTANTIVE: "Substantive change",
    Materiality.MATERIAL: "Material change",
}
DATE_VERDICTS = {
    "none": "no stated date on either side",
    "same": "unchanged",
    "advanced": "advanced",
    "went_back": "went back",
    "added": "newly stated",
    "removed": "no longer stated",
    "ambiguous": "ambiguous",
}

_NOT_JUDGED = "there are no rules for this language, or too few words to tell which it is: nothing is called editorial"
DOUBTS = {
    "replaced": "The document was replaced or moved; read it as a new one",
    "truncated": "Part of the text may be missing from one capture",
    "variant": "The two captures may show variants of the page for different readers",
    "soft_failure": "One of the captures may not show the policy",
    "seam": "The two texts may differ only because of who saw them and how they were read",
}

# Findings of one change that are quoted above the redline: the reader's minute is short.
REASONS_SHOWN = 3
# Changes explained above the redline; in a rewrite the rest is counted, and explained nowhere but in the redline.
CHANGES_EXPLAINED = 20
# From so many words on, what went and what came in its place stand on lines of their own.
LONG_WORDS = 14

CUT = "…"
ENDS = ".!?;:…”)"  # signs that end a sentence, or a part of one that may be read alone
PHRASE = 6  # words that are quoted as a phrase, not as a sentence

# A number as headings have it: "3", "2.1", "B", "IV.2"; not "(a)" or "b", which are an item's.
_OF_HEADING = re.compile(r"(?:\d|[A-Z])[\w.]*(?:\([a-z]+\))?")
# Bold that a converter wrote and no reader of Markdown takes for bold ("**Referrals. **We …"); not a footnote's mark.
_ASTERISKS = re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]+?)(\s+)\*\*(?![*])")

# Control characters but tab and newline, and the marks that reorder or hide text: a reader must see them.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """The words of either side on which findings rest ("" for none), and those findings."""

    before: str
    after: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one change matters: its number (from 1), the findings to show, the highest first, and how many more."""

    number: int
    judged: JudgedChange
    findings: tuple[Finding, ...]
    more: int

    @property
    def level(self) -> Materiality:
        """How much the change matters: the level of all findings shown."""
        return self.findings[0].level

    @property
    def quoted(self) -> tuple[Quoted, ...]:
        """The findings by the words they rest on: those are shown once, and where they were cut out of a sentence."""
        change = self.judged.change
        groups: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            groups.setdefault((finding.evidence_before, finding.evidence_after), []).append(finding)
        return tuple(
            Quoted(before=cited(before, change.before), after=cited(after, change.after), findings=tuple(same))
            for (before, after), same in groups.items()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The parts of a redline: the reasons and how many more there are, the changes with their numbers, two folds."""

    reasons: tuple[Reason, ...]
    more_reasons: int
    changes: tuple[tuple[int, JudgedChange], ...]
    renumbered: tuple[JudgedChange, ...]
    links: tuple[JudgedChange, ...]


def layout(assessment: Assessment) -> Layout:
    """The parts of `assessment`; a change of numbers or links that a rule found to matter stays among the changes."""
    shown = [judged for judged in assessment.changes if not _folded(judged)]
    folded = [judged for judged in assessment.changes if _folded(judged)]
    numbered = tuple(enumerate(shown, start=1))
    reasons = _weighty(tuple(_reasons(numbered)))
    return Layout(
        reasons=reasons[:CHANGES_EXPLAINED],
        more_reasons=len(reasons[CHANGES_EXPLAINED:]),
        changes=numbered,
        renumbered=tuple(judged for judged in folded if judged.change.kind is ChangeKind.RENUMBERED),
        links=tuple(judged for judged in folded if judged.change.kind is ChangeKind.LINKS),
    )


def _reasons(numbered: Sequence[tuple[int, JudgedChange]]) -> Iterator[Reason]:
    """The reasons of the highest level there is, from `substantive` on: one for each change, the same one once."""
    level = highest([finding.level for _, judged in numbered for finding in judged.findings])
    for number, judged in ((told.number, told.judged) for told in once(numbered)):
        telling = _telling(judged.findings)
        found = [finding for finding in telling if finding.level is level]
        if found and level.reaches(Materiality.SUBSTANTIVE):
            yield Reason(
                number=number,
                judged=judged,
                findings=tuple(_of_both_sides(found)[:REASONS_SHOWN]),
                more=len(telling) - min(len(found), REASONS_SHOWN),
            )


def _telling(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` without what they say of the stated date, if they say anything else: it has a line of its own."""
    return [finding for finding in findings if finding.category != STATED_DATE] or list(findings)


def _weighty(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """`reasons` without those that only tell of the stated date, if there are others."""
    return tuple(
        reason for reason in reasons if any(finding.category != STATED_DATE for finding in reason.findings)
    ) or tuple(reasons)


def _of_both_sides(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` with what was lost and what was gained by turns, each in its order: neither hides the other."""
    lost = [finding for finding in findings if finding.evidence_before]
    gained = [finding for finding in findings if not finding.evidence_before]
    return [one for pair in zip_longest(lost, gained) for one in pair if one is not None]


def _folded(judged: JudgedChange) -> bool:
    folding = judged.change.kind in (ChangeKind.RENUMBERED, ChangeKind.LINKS)
    return folding and not judged.materiality.reaches(Materiality.SUBSTANTIVE)


def kind_words(judged: JudgedChange) -> str:
    """What became of the clause, as a person would say it."""
    change = judged.change
    said = f"Heading {VERBS[change.kind].lower()}" if change.of_heading else VERBS[change.kind]
    return f"{said} {whence(change)}".rstrip()


def told(finding: Finding) -> str:
    """What happened and why it matters: "EU Safe Harbor removed: the framework …"."""
    what = finding.direction.strip()
    return visible(f"{what[:1].upper()}{what[1:]}. {finding.reason}" if what else finding.reason)


def cited(evidence: str, text: str | None) -> str:
    """`evidence` as it is shown: with a sign where it was cut out of a sentence of `text`, a clause.

    A few words need none: nobody takes them for a sentence. What a finding holds stays as it stands in the text.
    """
    words, whole = " ".join(evidence.split()), " ".join((text or "").split())
    at = whole.find(words)
    if at < 0 or len(words.split()) <= PHRASE:
        return words
    head, tail = whole[:at].rstrip(), whole[at + len(words) :]
    lead = f"{CUT} " if head and head[-1] not in ENDS else ""
    open_ended = bool(tail.strip()) and words[-1] not in ENDS and tail[0] not in ENDS
    return f"{lead}{words}{f' {CUT}' if open_ended else ''}"


def doubt(suspect: Suspect) -> str:
    """Why the two may not be versions of one document, in a sentence, and what was seen."""
    return visible(f"{DOUBTS[suspect.kind]}: {suspect.reason.rstrip('.')}.")


def place(judged: JudgedChange) -> str:
    """Where the change stands: its heading trail, the number beside the last; "Preamble" where there is none."""
    change = judged.change
    *above, last = change.trail or (change.heading,)
    return visible(" › ".join([*above, numbered(change.number, last)]) or "Preamble")


def numbered(number: str, heading: str) -> str:
    """A heading with its number, so that neither is taken for another: "§3 Sharing", "Section 4 Fees", "Fees (a)"."""
    if _OF_HEADING.fullmatch(number):
        return f"§{number} {heading}".rstrip()
    named = " " in number or number.startswith("§")
    return (f"{number} {heading}" if named else f"{heading} {number}").strip()


def whence(change: ClauseChange) -> str:
    """From where to where a clause moved: "from passage 4 to passage 9"; "" for any other.

    What became a heading, or was one, has a place among the passages on one side alone.
    """
    if change.kind is not ChangeKind.MOVED:
        return ""
    was, now = (
        f"passage {positions[0] + 1}" if positions else "a heading"
        for positions in (change.before_positions, change.after_positions)
    )
    return f"from {was} to {now}"


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


def headline(assessment: Assessment) -> str:
    """What a comparison comes to, in a few words; where one side is no version of the document, that."""
    suspect = assessment.suspect
    return "Cannot be compared" if suspect and suspect.is_no_version else _TITLES[assessment.materiality]


def visible(text: str) -> str:
    """`text` with control characters and marks of writing direction spelt out: they then do nothing."""
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def summary_lines(assessment: Assessment) -> list[tuple[str, str]]:
    """What stands above a redline besides its summary, as names and values."""
    lines = []
    dates = assessment.stated_date
    if dates.verdict != "none":
        sides = [stated.text if stated else "none" for stated in (dates.before, dates.after)]
        told = visible(sides[0] if dates.verdict == "same" else " → ".join(sides))
        lines.append(
            ("Stated date", f"{told} ({'a silent edit: ' if dates.silent else ''}{DATE_VERDICTS[dates.verdict]})")
        )
    if assessment.takes_effect:
        lines.append(("Takes effect", assessment.takes_effect))
    if assessment.suspect:
        lines.append(("In doubt", doubt(assessment.suspect)))
    if not assessment.judged:
        lines.append(("Not judged", _NOT_JUDGED))
    lines.append(("Clauses", _counted(assessment)))
    return lines


def _counted(assessment: Assessment) -> str:
    parts = []
    for kind, verb in VERBS.items():
        count = sum(judged.change.kind is kind for judged in assessment.changes)
        if count:
            parts.append(f"{count} {verb.lower()}")
    parts.append(f"{assessment.unchanged} unchanged")
    return ", ".join(parts)
