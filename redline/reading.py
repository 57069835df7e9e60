"""A body's bytes and a recipe in, its Reading out: the one road from a capture to clauses.

extract -> segment -> stated date, language -> quality -> digests

A body of several pages (`combined`) is read page by page, each by its own selectors, and is one document from then on.
"""

from collections.abc import Sequence
from dataclasses import replace

from redline import canonical, combined, language, quality
from redline.dates import stated as dates
from redline.extraction import EXTRACTOR, extract
from redline.segmentation import segment, with_furniture
from redline.types import Clause, Document, Quality, Reading, Recipe, Selection

DEFAULT_RECIPE = Recipe(extractor=EXTRACTOR)


def read(
    body: bytes,
    *,
    content_type: str | None = None,
    url: str | None = None,
    recipe: Recipe = DEFAULT_RECIPE,
) -> Reading:
    """What our extractor makes of `body`.

    `content_type` and `url` are as fetched, None where unknown. Raises `redline.errors.ReadingError` for a body that
    cannot be read at all.
    """
    if combined.is_one(body, content_type):
        return _of_parts(combined.split(body), recipe)
    return of_document(extract(body, content_type=content_type, recipe=recipe, url=url), recipe)


def _of_parts(parts: Sequence[combined.Part], recipe: Recipe) -> Reading:
    """The pages as one document: it is not the policy where one of them is a login, an error, a wall or a shell."""
    each = [
        extract(part.body, content_type=part.content_type, recipe=_recipe_of(number, recipe), url=part.url)
        for number, part in enumerate(parts)
    ]
    whole = replace(each[0], blocks=tuple(block for document in each for block in document.blocks))
    reading = of_document(whole, recipe)
    for part, document in zip(parts, each, strict=True):
        verdict = quality.assess(document, segment(document))
        if verdict.verdict in ("login", "error", "bot_wall", "shell"):
            reason = f"{part.url}: {verdict.reason}"
            return replace(reading, quality=Quality(verdict=verdict.verdict, reason=reason))
    return reading


def _recipe_of(number: int, recipe: Recipe) -> Recipe:
    """How the page of that number, from 0, is read; whole where the declaration names fewer pages by now."""
    if number == 0:
        return recipe
    own = recipe.parts[number - 1] if number <= len(recipe.parts) else Selection()
    return replace(recipe, select=own.select, remove=own.remove, section=None)


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
