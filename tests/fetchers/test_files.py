"""Pages from a folder."""

import os
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fetchers.base import Request, Tools, fetcher
from fetchers.client import Client, ClientSettings
from fetchers.errors import FetchError, Kind, TooLarge

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _fetch(client: Client, folder: Path) -> object:
    return fetcher("files", Tools(client=client, now=lambda: NOW)).fetch(Request(url="https://x.test/", folder=folder))


@pytest.mark.parametrize(
    ("name", "captured_at"),
    [
        ("privacy-2024-03-01.html", datetime(2024, 3, 1, tzinfo=UTC)),
        ("20240301.md", datetime(2024, 3, 1, tzinfo=UTC)),
        ("20240301T101112-terms.pdf", datetime(2024, 3, 1, 10, 11, 12, tzinfo=UTC)),
        ("terms_2024-03-01_10-11-12.txt", datetime(2024, 3, 1, 10, 11, 12, tzinfo=UTC)),
        ("v20249999.html", datetime(2020, 1, 2, tzinfo=UTC)),  # digits that are no date: the file's own time
        ("terms-2099-01-01.html", datetime(2020, 1, 2, tzinfo=UTC)),  # the day from which it applies
    ],
)
def test_a_page_is_dated_by_its_name_or_its_time(
    client: Client, tmp_path: Path, name: str, captured_at: datetime
) -> None:
    """The date in the name wins over the modification time."""
    page = tmp_path / name
    page.write_bytes(b"text")
    written = datetime(2020, 1, 2, tzinfo=UTC).timestamp()
    os.utime(page, (written, written))

    found = fetcher("files", Tools(client=client, now=lambda: NOW)).fetch(
        Request(url="https://x.test/", folder=tmp_path)
    )

    assert (found.captured_at, found.fetched_at, found.source, found.body) == (captured_at, NOW, "files", b"text")


def test_the_newest_page_is_taken(client: Client, tmp_path: Path) -> None:
    """By date, not by name; files of other kinds do not count."""
    for name in ("z-2023-01-01.html", "a-2024-01-01.html", "notes-2025-01-01.docx"):
        (tmp_path / name).write_text(name)

    found = fetcher("files", Tools(client=client)).fetch(Request(url="https://x.test/", folder=tmp_path))

    assert found.body == b"a-2024-01-01.html"
    assert found.media_type == "text/html"


def test_a_folder_without_pages_is_missing(client: Client, tmp_path: Path) -> None:
    """Said with the folder's name."""
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(FetchError, match=folder.name) as raised:
            _fetch(client, folder)
        assert raised.value.kind is Kind.MISSING


def test_a_folder_that_cannot_be_read_is_missing(client: Client, tmp_path: Path) -> None:
    """What the system says of it is told with its name."""
    endless = tmp_path / ("x" * 300)

    with pytest.raises(FetchError, match="File name too long") as raised:
        _fetch(client, endless)

    assert raised.value.kind is Kind.MISSING
    assert str(endless) in str(raised.value)


def test_a_file_over_the_limit_is_not_read_to_its_end(tmp_path: Path) -> None:
    """One more byte than the limit tells enough, of whatever lies there."""
    with (tmp_path / "privacy.html").open("wb") as page:
        page.truncate(1_000_000_000_000)

    with (
        closing(Client(ClientSettings(max_bytes=1000))) as small,
        pytest.raises(TooLarge, match=r"privacy.html: .* 1,000 bytes"),
    ):
        _fetch(small, tmp_path)
