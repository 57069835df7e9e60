"""What an import finds: entries for config.toml, and in plain words what of the source was not taken over."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from monitor import durations
from monitor.complaints import worded
from monitor.naming import kind_of, service_of
from monitor.settings import Policy, checked_selector, slugify
from notifiers.keys import address_fault


class ImportRefused(Exception):  # noqa: N818 - it names what was found
    """The source is not what it was said to be: what, where, and what to give instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """`entries` are `[[policy]]` tables; `notes` say what was left out, each with the place it stands at."""

    entries: tuple[Mapping[str, Any], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One document that another program watched. What it did not say is None or empty.

    `parts` are its further pages, as config.toml has them. `recorded_as` is what an archive of records calls its
    service and the document.
    """

    url: str
    place: str
    title: str = ""
    service: str = ""
    kind: str = ""
    every: str | None = None
    select: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    parts: tuple[Mapping[str, Any], ...] = ()
    recorded_as: tuple[str, str] = ("", "")

    @property
    def slug(self) -> str:
        """The slug of its entry, where the source named service and kind itself."""
        return f"{slugify(self.service)}/{slugify(self.kind)}"


def proposed(watched: Iterable[Watched], taken: Sequence[str] = ()) -> Proposals:
    """Entries for addresses, named after them; what config.toml would not take, or a slug in `taken`, is noted and left
    out: one odd row refuses no list.
    """
    entries: dict[str, Mapping[str, Any]] = {}
    notes: list[str] = []
    for one in watched:
        notes.extend(f"{one.place}: {note}" for note in one.notes)
        if (wrong := _no_address((one.url, *(part["url"] for part in one.parts)))) is not None:
            notes.append(f"{one.place}: {wrong!r} is no web address; left out")
            continue
        if one.every is not None and not _is_length(one.every):
            notes.append(f"{one.place}: every {one.every!r} is no length of time, such as 6h or 1d12h; not taken over")
            one = replace(one, every=None)  # noqa: PLW2901 - the rest of it is taken over
        one, wrong_selectors = _without_wrong_selectors(one)  # noqa: PLW2901
        notes.extend(f"{one.place}: {wrong}; not taken over" for wrong in wrong_selectors)
        service, kind = _named(one, entries, taken)
        entry, slug = _entry(one, service, kind), f"{slugify(service)}/{slugify(kind)}"
        if unfit := _unfit(entry):
            notes.append(f"{one.place}: {unfit}; left out")
            continue
        if slug in taken or slug in entries:
            notes.append(f"{one.place}: {slug} is followed already; left out ({one.url})")
            continue
        entries[slug] = entry
    return Proposals(entries=tuple(entries.values()), notes=tuple(notes))


def _unfit(entry: Mapping[str, Any]) -> str:
    """What config.toml would not take of an entry, "" where it takes it."""
    try:
        Policy.model_validate(entry)
    except ValidationError as error:
        return "; ".join(": ".join([*map(str, found["loc"]), worded(found)]) for found in error.errors())
    return ""


def _no_address(urls: Iterable[str]) -> str | None:
    """The first of `urls` that is no web address."""
    return next((url for url in urls if address_fault(url)), None)


def _without_wrong_selectors(one: Watched) -> tuple[Watched, tuple[str, ...]]:
    """`one` without the selectors that cannot be read, here and in its parts; and what is wrong with each."""
    wrong: list[str] = []

    def good(selectors: Iterable[str]) -> tuple[str, ...]:
        return tuple(css for css in selectors if _is_selector(css, wrong))

    parts = tuple(
        {key: list(good(value)) if key in ("select", "remove") else value for key, value in part.items()}
        for part in one.parts
    )
    return replace(one, select=good(one.select), remove=good(one.remove), parts=parts), tuple(wrong)


def _is_selector(css: str, wrong: list[str]) -> bool:
    try:
        checked_selector(css)
    except ValueError as error:
        wrong.append(str(error))
        return False
    return True


def _is_length(text: str) -> bool:
    try:
        return durations.parse(text) > timedelta(0)
    except ValueError:
        return False


def _named(one: Watched, entries: Mapping[str, Any], taken: Sequence[str]) -> tuple[str, str]:
    """Service and kind; a guessed kind that is taken by another address of the service gets its path's words."""
    service = one.service or service_of(one.url, one.title)
    kind = one.kind or kind_of(one.url, one.title) or _last_word(one.url) or "page"
    if not one.kind and f"{slugify(service)}/{slugify(kind)}" in {*entries, *taken}:
        kind = f"{kind} {_last_word(one.url)}".strip()
    return service, kind


def _last_word(url: str) -> str:
    words = [part for part in urlsplit(url).path.split("/") if part]
    return slugify(re.sub(r"\.\w{2,5}$", "", words[-1])) if words else ""


def _entry(one: Watched, service: str, kind: str) -> Mapping[str, Any]:
    optional: dict[str, Any] = {
        "every": one.every,
        "select": list(one.select),
        "remove": list(one.remove),
        "tags": list(one.tags),
        "parts": list(one.parts),
    }
    return {"service": service, "type": kind, "url": one.url} | {key: value for key, value in optional.items() if value}
