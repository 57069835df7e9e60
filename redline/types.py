"""The values that pass between redline's modules and leave it.

    bytes --extraction--> Document(blocks) --segmentation--> clauses --dates, quality--> Reading
    two Readings --comparison--> Redline(changes) --materiality--> Assessment(judged changes)

All are frozen. Their JSON shapes, on which other programs build, are written in `contract.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class Materiality(StrEnum):
    """How much a change matters to a reader, in rising order."""

    NONE = "none"
    NOISE = "noise"
    EDITORIAL = "editorial"
    SUBSTANTIVE = "substantive"
    MATERIAL = "material"

    @property
    def rank(self) -> int:
        """Place in the rising order, 0 for `none`. Compare ranks: strings sort by spelling."""
        return _RANKS[self.value]

    def reaches(self, other: "Materiality") -> bool:
        """Whether this level is `other` or above it."""
        return self.rank >= other.rank

    def at_most(self, other: "Materiality") -> "Materiality":
        """This level, or `other` where that is lower."""
        return self if other.rank >= self.rank else other


_RANKS = {level.value: place for place, level in enumerate(Materiality)}


def highest(levels: Sequence[Materiality]) -> Materiality:
    """The highest of `levels`; `none` where there are none."""
    return max(levels, key=lambda level: level.rank, default=Materiality.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere: `text` as shown, `href` as written (resolved where a base was known).

    `shown` is what the page shows in place of `text` where it hides an address from robots, "" elsewhere: two links
    that differ in it alone are the same.
    """

    text: str
    href: str
    shown: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one style. `href` is None where the words are no link; `shown` is as in `Link`."""

    text: str
    strong: bool = False
    href: str | None = None
    shown: str = field(default="", compare=False)


class BlockKind(StrEnum):
    """What the page's mark-up says a block is; headings without mark-up are found by segmentation."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a page in reading order, before anything is known of clauses.

    `level` is a heading's rank (1 to 6), an item's depth (from 1) or that of the item in which a paragraph stands,
    else 0. `label` is the mark of an ordered list's item as it would be shown ("2.", "(a)"), "" for bullets and
    everything else. A row has one entry of `runs` groups per cell in `cells`, and `heads` with the column heads where
    the table has them; its own `runs` are all cells' runs in order. A run may hold "\n" where the page has a hard line
    break.
    """

    kind: BlockKind
    runs: tuple[Run, ...]
    level: int = 0
    label: str = ""
    cells: tuple[tuple[Run, ...], ...] = ()
    heads: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The block's words as one string, runs joined as they stand."""
        return "".join(run.text for run in self.runs)


Reader = Literal["html", "pdf", "markdown", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What of one page is the document: CSS selectors, as in `Recipe`."""

    select: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a body is read. Only readings of one recipe may be compared with one another.

    `select` and `remove` are CSS selectors of the declaration, `section` the heading of the one document wanted on
    an address that carries several, `furniture` the keys of clauses learnt to be the page's and not the policy's.
    `parts` are the selections of the document's further pages, in order, where it stands on several.
    """

    extractor: int
    select: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    section: str | None = None
    furniture: tuple[str, ...] = ()
    parts: tuple[Selection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What extraction finds in a body: its title, declared language ("" where none) and blocks in order.

    `shell` says why the page seems to be drawn by scripts that were not run, None where it does not.
    """

    reader: Reader
    title: str
    language: str
    blocks: tuple[Block, ...]
    shell: str | None = None


ClauseKind = Literal["paragraph", "item", "row"]

BETWEEN_CELLS = " | "
"""What joins the cells of a row in its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The smallest passage that can be cited: a paragraph, list item or table row under its headings.

    `position` counts from 0 in reading order. `number` is the clause's own label or that of its heading ("2.1",
    "(a)"), "" without one. `trail` holds the headings above it, outermost first; `heading` is its last entry, "" where
    there is none. Numbers stand in neither. `heads` are a row's column heads; a row's `text` joins its cells by " | ".
    `digest` is the SHA-256 of the canonical words of `text`: numbers, links, headings and markup do not enter it.
    """

    position: int
    number: str
    trail: tuple[str, ...]
    heading: str
    kind: ClauseKind
    text: str
    links: tuple[Link, ...]
    digest: str
    heads: tuple[str, ...] = ()
    heading_number: str = ""
    furniture: bool = False

    @property
    def own_number(self) -> str:
        """The clause's own label, "" where its number is only that of its heading."""
        return "" if self.number == self.heading_number else self.number


DateLabel = Literal["updated", "effective", "posted", "version"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """The date a text gives as its own.

    `date` is "YYYY-MM-DD" or "YYYY-MM"; None where the words allow more than one, which `candidates` then lists.
    `text` is the phrase that states it.
    """

    date: str | None
    candidates: tuple[str, ...]
    label: DateLabel
    text: str


Verdict = Literal["policy", "login", "error", "bot_wall", "shell", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Whether a text is the policy, and the reason in words a person can act on ("" for a plain policy)."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What our extractor makes of one body.

    `language` is an ISO 639-1 code, "" where it could not be told. `words_sha256` is the identity of the text: the
    canonical words of headings and clauses in order, furniture left out. `outline_sha256` covers positions, numbers,
    trails and kinds as well.
    """

    reader: Reader
    title: str
    language: str
    stated_date: StatedDate | None
    quality: Quality
    clauses: tuple[Clause, ...]
    words_sha256: str
    outline_sha256: str


Operation = Literal["equal", "delete", "insert"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a redline: kept, taken away or put in."""

    op: Operation
    text: str


class ChangeKind(StrEnum):
    """What became of a clause."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    SPLIT = "split"
    MERGED = "merged"
    LINKS = "links"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """One item of a redline.

    `before` and `after` are the texts (several clauses joined by a blank line; a renumbered clause with its number
    before it), None on the side where it does not stand; positions point into the clauses of each side. `spans`
    spell `before` with equal and delete, `after` with equal and insert, exactly; they are empty for kinds whose
    words did not change (moved, links): there both texts have one canonical digest and may differ in signs alone
    ("Taxes", "Taxes."). `heading` and `number` are the newer side's, or the older's for what was removed.
    `of_heading` marks a change of a heading's own words: its positions are those of the clauses under that heading.
    """

    kind: ChangeKind
    heading: str
    number: str
    before_positions: tuple[int, ...]
    after_positions: tuple[int, ...]
    before: str | None
    after: str | None
    spans: tuple[Span, ...] = ()
    links_removed: tuple[Link, ...] = ()
    links_added: tuple[Link, ...] = ()
    of_heading: bool = False
    trail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """The clause-level comparison of two readings: its changes in the order of the newer text, and `unchanged`,
    the number of clauses that are the same on both sides."""

    changes: tuple[ClauseChange, ...]
    unchanged: int


STATED_DATE = "Stated date"
"""The category of findings about the date a text states as its own: it is told beside all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule's reason.

    `evidence_before` stands in the older text and not in the newer, `evidence_after` the other way round; either is ""
    where that side has nothing to quote. `direction` is the rule's word for what happened ("promise removed").
    """

    rule: str
    category: str
    level: Materiality
    direction: str
    reason: str
    evidence_before: str
    evidence_after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedChange:
    """A clause change with its level and the findings that gave it."""

    change: ClauseChange
    materiality: Materiality
    findings: tuple[Finding, ...]


DateVerdict = Literal["none", "same", "advanced", "went_back", "added", "removed", "ambiguous"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDates:
    """Both sides' stated dates and what became of them. `silent` marks a material edit under an unchanged date."""

    before: StatedDate | None
    after: StatedDate | None
    verdict: DateVerdict
    silent: bool = False


SuspectKind = Literal["truncated", "variant", "replaced", "soft_failure", "seam"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """Why a pair may not be two versions of one document; `side` is the one to doubt."""

    side: Literal["before", "after", "both"]
    kind: SuspectKind
    reason: str

    @property
    def is_no_version(self) -> bool:
        """Whether a side is not the document, or not all of it, so that no difference is a change of it."""
        return self.kind in ("soft_failure", "truncated", "variant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A redline judged. `judged` is False where the language has no rules: then nothing is called editorial.

    `summary` is one sentence a person reads first. `takes_effect` is the ISO date from which the newer text says the
    change applies, None where it says none.
    """

    materiality: Materiality
    summary: str
    stated_date: StatedDates
    judged: bool
    suspect: Suspect | None
    changes: tuple[JudgedChange, ...]
    unchanged: int
    takes_effect: str | None = None
