"""What a person is told of a judged redline: what became of a clause, where it stands, why it matters."""

import re

from redline.rendering.visible import visible
from redline.types import Assessment, ChangeKind, ClauseChange, Finding, JudgedChange, Materiality, Suspect

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

CUT = "…"
ENDS = ".!?;:…”)"  # signs that end a sentence, or a part of one that may be read alone
PHRASE = 6  # words that are quoted as a phrase, not as a sentence

# A number as headings have it: "3", "2.1", "B", "IV.2"; not "(a)" or "b", which are an item's.
_OF_HEADING = re.compile(r"(?:\d|[A-Z])[\w.]*(?:\([a-z]+\))?")


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


def headline(assessment: Assessment) -> str:
    """What a comparison comes to, in a few words; where one side is no version of the document, that."""
    suspect = assessment.suspect
    return "Cannot be compared" if suspect and suspect.is_no_version else _TITLES[assessment.materiality]


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
