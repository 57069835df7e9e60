"""Clauses and readings of our own writing, for tests of comparing and rendering."""

from redline import canonical
from redline.types import Clause, ClauseKind, Link, Quality, Reading, StatedDate


def clause(
    text: str,
    *,
    number: str = "",
    trail: tuple[str, ...] = (),
    links: tuple[Link, ...] = (),
    kind: ClauseKind = "paragraph",
    heading_number: str = "",
) -> Clause:
    """A clause that stands nowhere yet: `clauses` gives it its position."""
    return Clause(
        position=0,
        number=number or heading_number,
        trail=trail,
        heading=trail[-1] if trail else "",
        kind=kind,
        text=text,
        links=links,
        digest=canonical.digest(text),
        heading_number=heading_number,
    )


def clauses(*found: Clause | str) -> tuple[Clause, ...]:
    """The clauses in order, texts made clauses."""
    made = [clause(one) if isinstance(one, str) else one for one in found]
    return tuple(_at(one, position) for position, one in enumerate(made))


def _at(one: Clause, position: int) -> Clause:
    return Clause(
        position=position,
        number=one.number,
        trail=one.trail,
        heading=one.heading,
        kind=one.kind,
        text=one.text,
        links=one.links,
        digest=one.digest,
        heads=one.heads,
        heading_number=one.heading_number,
        furniture=one.furniture,
    )


def reading(*found: Clause | str, stated: StatedDate | None = None, language: str = "en") -> Reading:
    """A reading of the clauses, good in every respect."""
    made = clauses(*found)
    return Reading(
        reader="markdown",
        title="Privacy Policy",
        language=language,
        stated_date=stated,
        quality=Quality(verdict="policy", reason=""),
        clauses=made,
        words_sha256=canonical.words_sha256(made),
        outline_sha256=canonical.outline_sha256(made),
    )
