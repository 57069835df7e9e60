"""Open Terms Archive declarations (a folder of JSON files) in, proposals out.

    {"name": "Ferrywell", "terms": {"Privacy Policy": {"fetch": "https://…", "select": ["main"], "remove": [".ad"]}}}

`select` and `remove` are taken over, ranges among them ("from this heading to that one"). What `combine` lists are the
pages of one policy. Filters are functions, which are not part of the declarations. What is not taken over is said.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.bounded import LIST_BYTES, read_bytes
from monitor.exchange.proposals import ImportRefused, Watched
from monitor.naming import kind_of

_BEGINS = {"startBefore": "from", "startAfter": "after"}
_ENDS = {"endBefore": "to", "endAfter": "through"}


def of_folder(folder: Path) -> tuple[Watched, ...]:
    """Every document declared in `folder` or its `declarations`. Raises `ImportRefused` where there are none."""
    root = folder / "declarations" if (folder / "declarations").is_dir() else folder
    files = sorted(file for file in root.glob("*.json") if not file.name.endswith((".history.json", ".filters.json")))
    found = tuple(watched for file in files for watched in _of_file(file))
    if not found:
        raise ImportRefused(f"{folder}: holds no declarations; give a folder of Open Terms Archive's JSON files")
    return found


def _of_file(file: Path) -> Iterator[Watched]:
    try:
        declared = json.loads(read_bytes(file, LIST_BYTES))
    except (ValueError, RecursionError) as error:
        raise ImportRefused(f"{file}: is no JSON ({error})") from error
    documents = declared.get("terms") or declared.get("documents") if isinstance(declared, dict) else None
    if not isinstance(documents, dict):
        return
    service = str(declared.get("name") or file.stem)
    for kind, declaration in documents.items():
        document = _table(declaration)
        combined = document.get("combine")
        pages = [_page({**document, **_table(part)}) for part in combined] if isinstance(combined, list) else []
        pages = pages or [_page(document)]
        first, *further = pages
        yield Watched(
            url=first.url,
            title=kind,
            service=service,
            kind=kind_of("", kind) or kind,
            place=f"{file.name}: {kind}",
            select=first.select,
            remove=first.remove,
            notes=tuple(_notes(pages)),
            parts=tuple(page.entry() for page in further),
            recorded_as=(file.stem, kind),
        )


def _table(value: Any) -> Mapping[str, Any]:
    """A table as it should stand there; anything else is an empty one, whose missing address is said."""
    return value if isinstance(value, dict) else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """One page of a document as it is declared."""

    url: str
    select: tuple[str, ...]
    remove: tuple[str, ...]
    notes: tuple[str, ...]

    def entry(self) -> Mapping[str, Any]:
        """As an entry of `parts`."""
        chosen = {"select": list(self.select), "remove": list(self.remove)}
        return {"url": self.url} | {key: value for key, value in chosen.items() if value}


def _page(document: Mapping[str, Any]) -> _Page:
    select, notes = _selectors(document.get("select"), "select")
    remove, more = _selectors(document.get("remove"), "remove")
    notes += more
    filters = document.get("filter") or []
    for one in filters if isinstance(filters, list) else [filters]:
        name = one if isinstance(one, str) else ", ".join(one) if isinstance(one, dict) else str(one)
        notes.append(f"filter {name} is not taken over")
    if document.get("executeClientScripts"):
        notes.append('its scripts were run before reading; where the page stays empty, set fetcher = "browser"')
    url = str(document.get("fetch") or document.get("location") or "")
    return _Page(url=url, select=select, remove=remove, notes=tuple(notes))


def _notes(pages: Sequence[_Page]) -> Iterator[str]:
    """What was not taken over, each thing once; with the number of its page where there are several."""
    if len(pages) == 1:
        yield from pages[0].notes
        return
    said: dict[str, list[int]] = {}
    for number, page in enumerate(pages, 1):
        for note in page.notes:
            said.setdefault(note, []).append(number)
    for note, numbers in said.items():
        yield note if len(numbers) == len(pages) else f"page {', '.join(map(str, numbers))}: {note}"


def _selectors(value: Any, name: str) -> tuple[tuple[str, ...], list[str]]:
    """Selectors in our words, and a note for each that is none. Where a part of `select` is lost, none is used."""
    listed = value if isinstance(value, list) else [] if value is None else [value]
    taken = [one if isinstance(one, str) else _range(one) for one in listed]
    lost = [one for one, words in zip(listed, taken, strict=True) if words is None]
    notes = [f"{name} {json.dumps(one)} is not taken over: it has no begin or no end" for one in lost]
    if lost and name == "select":
        return (), [*notes, "the whole page is read in its place"]
    return tuple(words for words in taken if words is not None), notes


def _range(declared: Any) -> str | None:
    """A range as `select` of config.toml writes it: "from(#intro) to(.feedback)". None where an end is missing."""
    if not isinstance(declared, dict):
        return None
    begin = next((f"{word}({declared[key]})" for key, word in _BEGINS.items() if declared.get(key)), None)
    end = next((f"{word}({declared[key]})" for key, word in _ENDS.items() if declared.get(key)), None)
    return f"{begin} {end}" if begin and end else None
