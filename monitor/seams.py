"""A redline and where its two texts come from in; the same out, in doubt where that alone may explain it.

An archive may have been shown another page than we are, and a PDF is read otherwise than a page. Where one source saw
both texts there is no such doubt, whoever else saw one of them.
"""

from collections.abc import Collection
from dataclasses import replace

from redline.types import Assessment, Suspect
from storage.history import is_seam
from storage.records import Source, Version

_SEEN_BY = {
    Source.LIVE: "our own checks",
    Source.FILES: "our own files",
    Source.WAYBACK: "a web archive",
    Source.IMPORT: "an imported record",
}
_READ_AS = {"html": "a web page", "pdf": "a PDF", "markdown": "Markdown", "text": "plain text"}


def with_seam(assessment: Assessment, before: Version, sources: Collection[Source], reader: str) -> Assessment:
    """`assessment` of `before` and a text that `sources` saw and `reader` read. A graver doubt stays."""
    if assessment.suspect is not None or not is_seam(before, sources, reader):
        return assessment
    reason = _reason(before, sources, reader)
    return replace(assessment, suspect=Suspect(side="both", kind="seam", reason=reason))


def _reason(before: Version, sources: Collection[Source], reader: str) -> str:
    if set(before.sources).isdisjoint(sources):
        return f"one text was seen only by {_named(before.sources)}, the other only by {_named(sources)}"
    return f"one text was read from {_READ_AS[before.reader]}, the other from {_READ_AS[reader]}"


def _named(sources: Collection[Source]) -> str:
    return " and ".join(_SEEN_BY[source] for source in Source if source in sources)
