"""The parts of a message in words, before any channel has set them: `Sheet`, `Point`, `Labelled`."""

from dataclasses import dataclass

from redline.types import Materiality, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A line with a name before it.

    `url` is where the line leads, None where it leads nowhere. `whole` keeps it in one piece: an address or a command,
    to be copied.
    """

    label: str
    text: str
    url: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One clause that matters: where it stands, what became of it, and the words.

    `sentence` names the gravest finding with its quotes, `why` says why it matters, `also` names the other findings;
    both are "" where there is nothing to say. `excerpt` is the redline around the changed words.
    """

    place: str
    kind: str
    materiality: Materiality
    sentence: str
    why: str
    also: str
    excerpt: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One alert in words.

    `gist` names the gravest of what happened in a few words and counts the rest, "" where the verdict says it all.
    `level` is the verdict's materiality, None where the alert is about no change. `warnings` are reasons for doubt;
    `effect` is the day from which a change applies, for whoever reads no further; `body` are plain paragraphs.
    `left_out` says what is not shown, "" where everything is; `links` lead to all of it.
    `footer` has the commands that answer the alert.
    """

    title: str
    verdict: str
    gist: str = ""
    level: Materiality | None = None
    warnings: tuple[str, ...] = ()
    effect: tuple[Labelled, ...] = ()
    body: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    left_out: str = ""
    dates: tuple[Labelled, ...] = ()
    links: tuple[Labelled, ...] = ()
    evidence: tuple[Labelled, ...] = ()
    footer: tuple[Labelled, ...] = ()
