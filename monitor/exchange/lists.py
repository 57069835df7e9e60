"""Plain lists in, proposals out: CSV with a head, OPML, or one address a line.

CSV: `url` is needed; `service`, `type`, `title`, `every`, `select`, `remove`, `tags` are taken where they stand;
several tags or selectors are parted by "|". Columns are parted by commas, semicolons or tabs.
"""

import csv
import io
import re

from lxml import etree

from monitor.exchange.proposals import ImportRefused, Watched

_COLUMNS = {"url", "service", "type", "title", "every", "select", "remove", "tags"}
_LINE = re.compile(r"(?P<url>https?://\S+)\s*(?P<title>.*)")


def of_csv(text: str, name: str) -> tuple[Watched, ...]:
    """Addresses of a CSV file. Raises `ImportRefused` where no column is called `url`."""
    plain = text.removeprefix("\ufeff")
    head = plain.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(plain), delimiter=max(",;\t", key=head.count))
    heads = {head.strip().lower(): head for head in rows.fieldnames or ()}
    if "url" not in heads:
        found = ", ".join(heads) or "nothing"
        raise ImportRefused(f"{name}: no column is called url (found {found}); name the column of addresses url")
    known = {column: heads[column] for column in _COLUMNS & heads.keys()}
    try:
        return tuple(
            _of_row({column: (row[head] or "").strip() for column, head in known.items()}, f"{name}:{rows_read}")
            for rows_read, row in enumerate(rows, start=2)
        )
    except csv.Error as error:
        raise ImportRefused(f"{name}:{rows.line_num}: is no row of a CSV file ({error})") from error


def _of_row(row: dict[str, str], place: str) -> Watched:
    return Watched(
        url=row["url"],
        place=place,
        title=row.get("title", ""),
        service=row.get("service", ""),
        kind=row.get("type", ""),
        every=row.get("every") or None,
        select=_several(row.get("select", "")),
        remove=_several(row.get("remove", "")),
        tags=_several(row.get("tags", "")),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def of_text(text: str, name: str) -> tuple[Watched, ...]:
    """Addresses of an OPML file, or of lines "address title"; what is no address in a line is passed over."""
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return _of_opml(text, name)
    lines = ((number, _LINE.search(line)) for number, line in enumerate(text.splitlines(), start=1))
    found = tuple(
        Watched(url=line["url"], title=line["title"].strip(), place=f"{name}:{number}")
        for number, line in lines
        if line
    )
    if not found:
        raise ImportRefused(f"{name}: holds no address; write one a line, or give CSV or OPML")
    return found


def _of_opml(text: str, name: str) -> tuple[Watched, ...]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ImportRefused(f"{name}: is no OPML: {error.msg}") from error
    outlines = (outline for outline in root.iter("outline"))
    found = tuple(
        Watched(url=url, title=outline.get("title") or outline.get("text") or "", place=f"{name}:{outline.sourceline}")
        for outline in outlines
        if (url := outline.get("htmlUrl") or outline.get("url") or outline.get("xmlUrl"))
    )
    if not found:
        raise ImportRefused(f"{name}: holds no outline with an address")
    return found
