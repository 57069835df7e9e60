"""A path in, the Reading of the file out: how `extract` and `compare` read what lies on disk."""

from pathlib import Path

from fetchers import media_types
from monitor.bounded import beginning
from redline.extraction import MAX_BODY_BYTES
from redline.reading import DEFAULT_RECIPE, read
from redline.types import Reading, Recipe


def read_file(path: Path, url: str | None = None, *, recipe: Recipe = DEFAULT_RECIPE) -> Reading:
    """The reading of the file at `path`.

    `url` is where it came from, None where unknown: links then stay as they are written. Raises OSError for a file
    that cannot be read, `redline.errors.ReadingError` for one that holds no document of ours.
    """
    body = beginning(path, MAX_BODY_BYTES + 1)  # so many tell that it is too large
    return read(body, content_type=media_types.BY_SUFFIX.get(path.suffix.lower()), url=url, recipe=recipe)
