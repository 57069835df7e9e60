"""changedetection.io's watches in, proposals out: its `url-watches.json`, its backup zip, or its data folder.

CSS selectors, intervals and tags are taken over; XPath, JSON and text filters are named.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from monitor import durations
from monitor.bounded import read_bytes
from monitor.exchange.proposals import ImportRefused, Watched

_TOO_LARGE = 200_000_000
_NOT_CSS = ("xpath:", "xpath1:", "json:", "jq:", "jqraw:", "//")
_TEXT_FILTERS = ("ignore_text", "trigger_text", "text_should_not_be_present", "extract_text")


def of_path(path: Path) -> tuple[Watched, ...]:
    """Addresses of a file, zip or folder. Raises `ImportRefused` where it holds no watches."""
    documents = [(name, _json(content, name)) for name, content in _contents(path)]
    tags = {key: str(tag.get("title") or "") for _, document in documents for key, tag in _tags(document)}
    watches = [(f"{name}: {key}", watch) for name, document in documents for key, watch in _watches(document)]
    if not watches:
        raise ImportRefused(f"{path}: holds no watches; give url-watches.json, a backup zip or the data folder")
    return tuple(_of_watch(watch, place, tags) for place, watch in watches)


def _contents(path: Path) -> Iterator[tuple[str, bytes]]:
    names = ("url-watches.json", "changedetection.json", "watch.json")
    if path.is_dir():
        for file in sorted(file for name in names for file in path.rglob(name)):
            yield str(file.relative_to(path)), _bytes(file)
        return
    content = _bytes(path)
    if zipfile.is_zipfile(io.BytesIO(content)):
        yield from _packed(path, content, names)
    else:
        yield path.name, content


def _packed(path: Path, content: bytes, names: Collection[str]) -> list[tuple[str, bytes]]:
    """The files of these names in a zip. Raises `ImportRefused` where it is damaged, or holds too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            wanted = [entry for entry in archive.infolist() if entry.filename.rsplit("/", 1)[-1] in names]
            if sum(entry.file_size for entry in wanted) > _TOO_LARGE:
                raise ImportRefused(f"{path}: unpacks to more than {_TOO_LARGE:,} bytes")
            return [(entry.filename, archive.read(entry)) for entry in wanted]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise ImportRefused(f"{path}: cannot be unpacked: {error}") from error


def _bytes(file: Path) -> bytes:
    try:
        return read_bytes(file, _TOO_LARGE)
    except OSError as error:
        raise ImportRefused(f"{file}: cannot be read: {error.strerror}") from error


def _json(content: bytes, name: str) -> Mapping[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ImportRefused(f"{name}: is no JSON ({error})") from error
    return found if isinstance(found, dict) else {}


def _watches(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(document.get("url"), str):  # newer versions keep each watch in a file of its own
        yield str(document.get("uuid", "watch")), document
    watching = document.get("watching")
    if isinstance(watching, dict):
        yield from ((key, watch) for key, watch in watching.items() if isinstance(watch, dict))


def _tags(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    settings = document.get("settings")
    application = settings.get("application") if isinstance(settings, dict) else None
    tags = application.get("tags") if isinstance(application, dict) else None
    if isinstance(tags, dict):
        yield from ((key, tag) for key, tag in tags.items() if isinstance(tag, dict))


def _of_watch(watch: Mapping[str, Any], place: str, tags: Mapping[str, str]) -> Watched:
    filters = _words(watch.get("include_filters"))
    css = [one.removeprefix("css:") for one in filters if not one.startswith(_NOT_CSS)]
    notes = [f"filter {one!r} is not CSS and not taken over" for one in filters if one.startswith(_NOT_CSS)]
    notes += [f"{name} is not taken over" for name in _TEXT_FILTERS if watch.get(name)]
    named = [tags.get(tag, tag) for tag in _words(watch.get("tags"))]
    return Watched(
        url=str(watch.get("url") or ""),
        title=str(watch.get("title") or ""),
        place=place,
        every=_interval(watch),
        select=tuple(css),
        remove=tuple(_words(watch.get("subtractive_selectors"))),
        tags=tuple(tag for tag in named if tag),
        notes=tuple(notes),
    )


def _words(value: Any) -> list[str]:
    """A list of words, as it should stand there; one word is a list of one, anything else none."""
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, str) and one]


def _interval(watch: Mapping[str, Any]) -> str | None:
    if watch.get("time_between_check_use_default"):
        return None
    parts = watch.get("time_between_check")
    units = ("weeks", "days", "hours", "minutes", "seconds")
    numbers = {unit: parts.get(unit) for unit in units} if isinstance(parts, dict) else {}
    try:
        length = timedelta(**{unit: number for unit, number in numbers.items() if isinstance(number, int | float)})
    except (OverflowError, ValueError):  # past all calendars, or NaN
        return str(parts)  # which is named as no length of time
    return durations.text(length) if length else None
