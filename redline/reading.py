"""A body's bytes and a recipe in, its Reading out: the one road from a capture to clauses.

extract -> segment -> stated date, language -> quality (by itself, and against the last good reading) -> digests
"""

from dataclasses import replace

from redline import canonical, dates, language, quality
from redline.extraction import EXTRACTOR, extract
from redline.segmentation import segment, with_furniture
from redline.types import Clause, Document, Quality, Reading, Recipe

DEFAULT_RECIPE = Recipe(extractor=EXTRACTOR)


def read(
    body: bytes,
    *,
    content_type: str | None = None,
    url: str | None = None,
    recipe: Recipe = DEFAULT_RECIPE,
    last_good: Reading | None = None,
) -> Reading:
    """What our extractor makes of `body`.

    `content_type` and `url` are as fetched, None where unknown. With `last_good`, the reading in force, a text that
    cannot be its next version (cut short, another language, another document) gets the verdict `other`. Raises
    `redline.errors.ReadingError` for a body that cannot be read at all.
    """
    document = extract(body, content_type=content_type, recipe=recipe, url=url)
    reading = of_document(document, recipe)
    if last_good is None or reading.quality.verdict != "policy":
        return reading
    doubt = quality.against(last_good, reading)
    if doubt is None or doubt.side == "before":
        return reading
    return replace(reading, quality=Quality(verdict="other", reason=doubt.reason))


def of_document(document: Document, recipe: Recipe = DEFAULT_RECIPE) -> Reading:
    """The reading of a document already extracted."""
    clauses = with_furniture(segment(document), recipe.furniture)
    spoken = language.detect(_sample(clauses), document.language)
    return Reading(
        reader=document.reader,
        title=document.title,
        language=spoken,
        stated_date=dates.stated_date(clauses, spoken),
        quality=quality.assess(document, clauses),
        clauses=clauses,
        words_sha256=canonical.words_sha256(clauses),
        outline_sha256=canonical.outline_sha256(clauses),
    )


def _sample(clauses: tuple[Clause, ...]) -> str:
    return " ".join(clause.text for clause in clauses)[:20_000]
