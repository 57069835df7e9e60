"""An address in, the Reading of the page there out: how `extract` reads what lies on the web."""

from fetchers.base import Request, Tools, fetcher
from fetchers.client import Client
from fetchers.errors import FetchError
from monitor.cli.errors import Failure
from redline.reading import read
from redline.types import Reading, Recipe


def read_page(url: str, recipe: Recipe) -> Reading:
    """The reading of the page at `url` as it is now. Raises `Failure` where it cannot be got."""
    client = Client()
    try:
        capture = fetcher("live", Tools(client=client)).fetch(Request(url=url))
    except FetchError as error:
        raise Failure(str(error)) from error
    finally:
        client.close()
    return read(capture.body, content_type=capture.content_type, url=capture.final_url, recipe=recipe)
