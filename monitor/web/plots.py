"""Severity through time and the size of a text through time, as inline SVG made on the server.

Each plot has a text alternative that says what a reader would take from it, and needs no script.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from redline.types import Materiality

WIDTH = 560
"""Units across, about the pixels of a column: letters keep the size they are given."""
YEAR_DAYS = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One change on a timeline; `href` leads to its redline."""

    at: dt.datetime
    materiality: Materiality
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A span of time in which nothing could be captured."""

    start: dt.datetime
    end: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How long a text was from `at` on."""

    at: dt.datetime
    clauses: int
    characters: int


HEIGHTS = {Materiality.MATERIAL: 34, Materiality.SUBSTANTIVE: 24, Materiality.EDITORIAL: 14}


def timeline(marks: Sequence[Mark], gaps: Sequence[Stretch], start: dt.datetime, end: dt.datetime) -> str:
    """Changes as bars whose height and fill tell the level; dashed boxes where nothing could be captured."""
    place = _scale(start, end)
    drawn = [_gap(place(gap.start), place(gap.end)) for gap in gaps]
    drawn += [_bar(place(mark.at), mark) for mark in marks]
    material = sum(mark.materiality == Materiality.MATERIAL for mark in marks)
    told = (
        f"{len(marks)} changes between {start:%B %Y} and {end:%B %Y}, {material} of them material; "
        f"{len(gaps)} stretches of more than a quarter of a year without a capture."
    )
    return _svg("\n".join([*_years(start, end, 56), *drawn]), 72, told, role="group")


def lengths(sizes: Sequence[Size], end: dt.datetime) -> str:
    """The length of the text as a stepped line."""
    if not sizes:
        return ""
    place = _scale(sizes[0].at, end)
    top = max(size.characters for size in sizes) or 1
    steps = []
    for size, following in zip(sizes, [*[s.at for s in sizes[1:]], end], strict=True):
        height = 72 - 60 * size.characters / top
        steps.append(f"{place(size.at):.1f},{height:.1f} {place(following):.1f},{height:.1f}")
    first, last = sizes[0], sizes[-1]
    told = (
        f"From {first.characters:,} characters in {first.clauses} clauses in {first.at:%B %Y} "
        f"to {last.characters:,} characters in {last.clauses} clauses."
    )
    line = f'<polyline class="series" points="{" ".join(steps)}"/>'
    return _svg("\n".join([*_years(first.at, end, 76), line]), 92, told)


def strip(levels: Sequence[tuple[str, Materiality]]) -> str:
    """A year at a glance: one cell a month, (name of the month, highest level in it), oldest first."""
    cells = [_cell(n, month, level) for n, (month, level) in enumerate(levels) if level != Materiality.NONE]
    counts = {level: sum(found == level for _, found in levels) for level in HEIGHTS}
    told = ", ".join(f"{count} months {level.value}" for level, count in counts.items() if count) or "no changes"
    width = len(levels) * 9
    base = f'<path class="base" d="M1 17h{width - 2}"/>'
    return (
        f'<svg class="strip" role="img" width="{width}" height="20" viewBox="0 0 {width} 20" '
        f'aria-label="By month: {told}">{base}{"".join(cells)}</svg>'
    )


def _cell(n: int, month: str, level: Materiality) -> str:
    height = HEIGHTS.get(level, 4) / 2
    return (
        f'<rect class="mark-{_css(level)}" x="{n * 9 + 1}" y="{18 - height:.0f}" width="7" height="{height:.0f}">'
        f"<title>{escape(month)}: {level}</title></rect>"
    )


def _bar(x: float, mark: Mark) -> str:
    height = HEIGHTS.get(mark.materiality, 6)
    title = f"{mark.at:%Y-%m-%d}: {mark.materiality}, {mark.label}"
    return (
        f'<a href="{_quoted(mark.href)}" aria-label="{_quoted(title)}">'
        f'<rect class="mark-{_css(mark.materiality)}" x="{x - 3:.1f}" y="{56 - height}" width="6" height="{height}">'
        f"<title>{escape(title)}</title></rect></a>"
    )


def _quoted(text: str) -> str:
    """`text` as it stands in an attribute."""
    return escape(text, {'"': "&quot;"})


def _gap(x: float, end: float) -> str:
    width = max(end - x, 2)
    return f'<rect class="gap" x="{x:.1f}" y="22" width="{width:.1f}" height="34"><title>no capture</title></rect>'


def _years(start: dt.datetime, end: dt.datetime, base: int) -> list[str]:
    place = _scale(start, end)
    span = max((end - start).days / YEAR_DAYS, 0.1)
    every = 1 if span <= 12 else 2 if span <= 24 else 5
    drawn = [f'<line class="axis" x1="0" x2="{WIDTH}" y1="{base}.5" y2="{base}.5"/>']
    for year in range(start.year + 1, end.year + 1):
        if year % every:
            continue
        x = place(dt.datetime(year, 1, 1, tzinfo=dt.UTC))
        drawn.append(f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="{base}" y2="{base + 4}"/>')
        drawn.append(f'<text x="{x:.1f}" y="{base + 15}" text-anchor="middle">{year}</text>')
    return drawn


class _scale:  # noqa: N801 - called like the function it stands for
    """Time to a place between the margins."""

    def __init__(self, start: dt.datetime, end: dt.datetime) -> None:
        self._start = start
        self._seconds = max((end - start).total_seconds(), 1.0)

    def __call__(self, at: dt.datetime) -> float:
        share = (at - self._start).total_seconds() / self._seconds
        return 14 + (WIDTH - 28) * min(max(share, 0.0), 1.0)


def _css(level: Materiality) -> str:
    return level.value if level in HEIGHTS else "none"


def _svg(inside: str, height: int, told: str, role: str = "img") -> str:
    """`role` is "group" where the plot holds links: an image may hold none."""
    return (
        f'<svg class="plot" role="{role}" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'aria-label="{_quoted(told)}">{inside}</svg>'
    )
