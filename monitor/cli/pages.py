"""An address in, the Reading of the page there out: how `extract` reads what lies on the web."""

from fetchers.base import Request, Tools, fetcher
from fetchers.client import Client, ClientSettings
from fetchers.errors import FetchError
from monitor import config as configs
from monitor.cli.errors import Failure
from monitor.fetching import client_settings
from redline.reading import read
from redline.types import Reading, Recipe


def read_page(url: str, recipe: Recipe) -> Reading:
    """The reading of the page at `url` as it is now. Raises `Failure` where it cannot be got.

    A configuration, where there is one, says who we are and whether private addresses are allowed.
    """
    client = Client(_settings())
    try:
        capture = fetcher("live", Tools(client=client)).fetch(Request(url=url))
    except FetchError as error:
        raise Failure(str(error)) from error
    finally:
        client.close()
    return read(capture.body, content_type=capture.content_type, url=capture.final_url, recipe=recipe)


def _settings() -> ClientSettings:
    try:
        path = configs.find(None)
    except configs.ConfigError:
        return ClientSettings()
    try:
        return client_settings(configs.load(path))
    except configs.ConfigError as error:
        raise Failure(str(error)) from error
