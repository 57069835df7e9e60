"""An address in; what stands there now, read as a policy would be, and whether it may be followed, out."""

from dataclasses import dataclass

from fetchers import base
from fetchers.client import Client
from redline.extraction import extract
from redline.reading import DEFAULT_RECIPE, of_document
from redline.sections import documents_on
from redline.types import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The page at an address: where it was in the end, what it says, and its documents, where it carries several."""

    url: str
    reading: Reading
    documents: tuple[str, ...] = ()

    @property
    def refusal(self) -> str:
        """Why it is not followed unless somebody vouches for it, "" where it looks like a policy."""
        quality = self.reading.quality
        return "" if quality.verdict == "policy" else f"the page does not look like a policy ({quality.reason})"


def look(client: Client, url: str) -> Seen:
    """The page at `url`. Raises `FetchError` and `ReadingError`."""
    found = base.fetcher("live", base.Tools(client=client)).fetch(base.Request(url=url))
    document = extract(found.body, content_type=found.content_type, recipe=DEFAULT_RECIPE, url=found.final_url)
    return Seen(url=found.final_url, reading=of_document(document), documents=documents_on(document.blocks))
