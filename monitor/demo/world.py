"""The demo's vendors: their texts through the years in, pages as a site or an archive would give them out.

A vendor is a TOML file beside this module: one text, and for each later version the words that it replaced. A page
is that text as HTML amid furniture (menu, ticker, cookie dialog, session token) that differs at every capture, as real
pages do: the text of two captures is equal far more often than their bytes.
"""

import datetime as dt
import hashlib
import html
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from markdown_it import MarkdownIt

VENDORS = ("larkspur", "tidewell", "quillstone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """One invented vendor. `versions` are (capture days, text) oldest first; `changed` is the text that its page of
    today gets while the demo runs, None where only the page around it changes."""

    service: str
    type: str
    path: str
    former_path: str | None
    moved_on: dt.date | None
    versions: tuple[tuple[tuple[dt.date, ...], str], ...]
    changed: str | None

    @property
    def today(self) -> str:
        """The text that its page shows when the demo starts."""
        return self.versions[-1][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """One capture of the invented archive: `location` is set, and `body` empty, where it is a redirect."""

    captured_at: dt.datetime
    path: str
    status: int
    body: bytes
    location: str | None = None

    @property
    def digest(self) -> str:
        """What the archive's index gives as the digest of the bytes (an archive writes it in base 32)."""
        return hashlib.sha1(self.body, usedforsecurity=False).hexdigest().upper()[:32]


def vendors() -> tuple[Vendor, ...]:
    """All vendors, in the order in which the demo shows them."""
    return tuple(_load(name) for name in VENDORS)


def page(vendor: Vendor, text: str, seed: str) -> bytes:
    """`text` (Markdown) as a page of `vendor`; another `seed` gives other furniture around the same words."""
    token = hashlib.sha256(f"{vendor.path} {seed}".encode()).hexdigest()
    name = html.escape(vendor.service)
    return PAGE.format(
        name=name,
        token=token,
        visitors=int(token[:4], 16),
        stylesheet=token[:12],
        text=MarkdownIt("commonmark").render(text),
    ).encode()


def archived(vendor: Vendor) -> Iterator[ArchivedPage]:
    """Every capture the invented archive holds of `vendor`, oldest first, at its address of that time."""
    for days, text in vendor.versions:
        for day in days:
            captured_at = dt.datetime.combine(day, dt.time(9, 30, 12), tzinfo=dt.UTC)
            yield ArchivedPage(
                captured_at=captured_at,
                path=_path_on(vendor, day),
                status=200,
                body=page(vendor, text, day.isoformat()),
            )
    if vendor.former_path and vendor.moved_on:
        moved_at = dt.datetime.combine(vendor.moved_on, dt.time(14, 2, 55), tzinfo=dt.UTC)
        yield ArchivedPage(
            captured_at=moved_at,
            path=vendor.former_path,
            status=301,
            body=b"",
            location=vendor.path,
        )


def _path_on(vendor: Vendor, day: dt.date) -> str:
    if vendor.former_path and vendor.moved_on and day < vendor.moved_on:
        return vendor.former_path
    return vendor.path


def _load(name: str) -> Vendor:
    source = resources.files("monitor.demo") / "vendors" / f"{name}.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    text = table["text"]
    versions = []
    for version in table["version"]:
        text = _replaced(text, version.get("replace", []))
        versions.append((tuple(version["captured"]), text))
    changed = _replaced(text, table["today"]["replace"]) if "today" in table else None
    return Vendor(
        service=table["service"],
        type=table["type"],
        path=table["path"],
        former_path=table.get("former_path"),
        moved_on=table.get("moved_on"),
        versions=tuple(versions),
        changed=changed,
    )


def _replaced(text: str, replacements: list[list[str]]) -> str:
    for old, new in replacements:
        if old not in text:
            raise ValueError(f"the demo's text does not contain {old!r}")
        text = text.replace(old, new)
    return text


PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{name}</title>
<link rel="stylesheet" href="/static/site.{stylesheet}.css">
<script>window.session = "{token}";</script>
</head>
<body>
<header>
<a class="logo" href="/">{name}</a>
<nav><ul><li><a href="/product">Product</a></li><li><a href="/pricing">Pricing</a></li>
<li><a href="/customers">Customers</a></li><li><a href="/login?next={token}">Sign in</a></li></ul></nav>
</header>
<div class="ticker">{visitors} teams signed in today</div>
<main>
{text}
</main>
<div id="cookie-banner" class="cookie-consent" role="dialog">
<p>We use cookies to make this site work. You can accept or refuse the others.</p>
<button>Accept all</button> <button>Refuse</button>
</div>
<footer><p>{name}, all rights reserved.</p><a href="/imprint">Imprint</a></footer>
</body>
</html>
"""
