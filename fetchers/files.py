"""A page from a folder: the newest file in, a capture dated by its name or its modification time out.

pages/privacy-2024-03-01.html      captured 2024-03-01
pages/privacy.html                 captured when the file was last written
pages/terms-2099-01-01.html        a day yet to come is the text's own, no day on which it was captured: as above
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from fetchers import media_types
from fetchers.base import Capture, Request, Tools, Validators
from fetchers.errors import FetchError, Kind, TooLarge

_DATED = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?:[T_-]?(\d{2})[:-]?(\d{2})[:-]?(\d{2}))?(?!\d)")


class FilesFetcher:
    """Pages that somebody puts into a folder."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def fetch(self, request: Request) -> Capture:
        """The newest page of the request's folder.

        Raises `FetchError` (`missing`) where there is none, or folder or page cannot be read, and `TooLarge` over the
        client's limit.
        """
        folder = request.folder
        try:
            if folder is None or not folder.is_dir():
                raise FetchError(f"no folder {folder} for {request.url}", kind=Kind.MISSING)
            pages = pages_in(folder, self._tools.now())
            if not pages:
                raise FetchError(f"{folder}: no HTML, Markdown, text or PDF file", kind=Kind.MISSING)
            return self._read(pages[-1], request)
        except OSError as error:
            place = error.filename or folder
            raise FetchError(f"{place}: {error.strerror or error}", kind=Kind.MISSING) from error

    def _read(self, page: Path, request: Request) -> Capture:
        cap, captured_at = self._tools.client.settings.max_bytes, dated(page, self._tools.now())
        with page.open("rb") as file:
            body = file.read(cap + 1)
        if len(body) > cap:
            raise TooLarge(f"{page}: the file is larger than {cap:,} bytes")
        return Capture(
            url=request.url,
            final_url=request.url,
            status=200,
            headers=(),
            content_type=media_types.BY_SUFFIX[page.suffix.lower()],
            body=body,
            captured_at=captured_at,
            fetched_at=self._tools.now(),
            source="files",
            validators=Validators(url=request.url),
        )


def pages_in(folder: Path, now: datetime) -> Sequence[Path]:
    """The files of a folder that may be pages, oldest first. Files with the same date stand by name."""
    found = (path for path in folder.iterdir() if path.suffix.lower() in media_types.BY_SUFFIX and path.is_file())
    return sorted(found, key=lambda path: (dated(path, now), path.name))


def dated(page: Path, now: datetime) -> datetime:
    """When a page was captured, not later than `now`: by the date in its name, else by its modification time."""
    for found in _DATED.finditer(page.stem):
        try:
            named = datetime.strptime("".join(found.groups(default="00")), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            continue  # digits that are no date
        if named <= now:
            return named
    return min(datetime.fromtimestamp(page.stat().st_mtime, UTC), now)
