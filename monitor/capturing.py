"""What a check needs of the world outside: a policy's declaration and its last snapshot in, a page out.

Three answers: a `Page`, `Unchanged` (the server says so), or `NotCaptured` with the cause. How each fetcher is asked is
in `fetching.py`; the pipeline knows only this.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from monitor.settings import Policy
from monitor.troubles import Failure
from storage.records import Snapshot, Source

DRAWN = "drawn by a browser"
"""The note of a page whose text only scripts bring out: the next checks start with the browser, the first of each day
excepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A good answer. `captured_at` is when the origin had it, `fetched_at` when we read it. `headers` are as received;
    `content_type` is the header's value, None where there was none. `note` says what a person should know of it."""

    source: Source
    captured_at: datetime
    fetched_at: datetime
    url: str
    final_url: str
    status: int
    content_type: str | None
    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The server says that the page is the last snapshot's."""

    fetched_at: datetime


class NotCaptured(Exception):  # noqa: N818 - a state of the world, recorded by the pipeline
    """There was no good answer."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


# Asks for a policy's page; the snapshot is the one whose validators are sent. Raises NotCaptured.
Capture = Callable[[Policy, Snapshot | None], Page | Unchanged]
