"""Alerts as an Atom feed (RFC 4287): entries in, XML out; written as files or served.

An entry's id is a `tag:` (RFC 4151) made of the policy, the text it became and when that was first seen: the same
wherever and whenever the feed is written.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from notifiers.alerts import AlertContent
from notifiers.mail_html import fragment
from notifiers.message import sheet
from notifiers.phrases import iso

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 50
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed. `authority` is the domain that its ids are minted under, `path` its own place below `base_url`, ending
    in .xml. `alerts` are changes, in any order."""

    title: str
    authority: str
    path: str
    alerts: tuple[AlertContent, ...]
    base_url: str | None = None


def atom(feed: Feed) -> bytes:
    """The feed as XML, newest entry first, `ENTRIES` at most."""
    ET.register_namespace("", ATOM)
    newest = sorted(feed.alerts, key=_updated, reverse=True)[:ENTRIES]
    root = ET.Element(f"{{{ATOM}}}feed")
    _text(root, "id", f"tag:{feed.authority},2026:feed/{feed.path}")
    _text(root, "title", feed.title)
    _text(root, "updated", iso(_updated(newest[0]) if newest else datetime(2026, 1, 1, tzinfo=UTC)))
    _text(ET.SubElement(root, f"{{{ATOM}}}author"), "name", "Clausewatch")
    if feed.base_url:
        _link(root, "self", f"{feed.base_url.rstrip('/')}/{feed.path}")
    for alert in newest:
        root.append(_entry(alert, feed.authority))
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def entry_id(alert: AlertContent, authority: str) -> str:
    """The entry's lasting name."""
    assert alert.subject is not None, "a change is one of a policy"
    assert alert.after is not None, "a change leads to a version"
    seen = alert.after.first_seen_at.astimezone(UTC)
    return f"tag:{authority},{seen:%Y-%m-%d}:{alert.subject.slug}/{seen:%H%M%S}-{alert.after.words_sha256[:16]}"


def _entry(alert: AlertContent, authority: str) -> ET.Element:
    words = replace(sheet(alert), footer=())
    entry = ET.Element(f"{{{ATOM}}}entry")
    _text(entry, "id", entry_id(alert, authority))
    _text(entry, "title", f"{words.title}: {words.verdict}")
    _text(entry, "updated", iso(_updated(alert)))
    for url in (alert.redline_url, alert.subject.url if alert.subject else None):
        if url:
            _link(entry, "alternate" if url == alert.redline_url else "related", url)
    for term in _terms(alert):
        ET.SubElement(entry, f"{{{ATOM}}}category", term=_legal(term))
    _text(entry, "summary", " ".join(point.sentence for point in words.points[:5]) or " ".join(words.body))
    _text(entry, "content", fragment(words)).set("type", "html")
    return entry


def _terms(alert: AlertContent) -> Sequence[str]:
    level = [alert.assessment.materiality.value] if alert.assessment else []
    return [*level, *(alert.subject.tags if alert.subject else ())]


def _updated(alert: AlertContent) -> datetime:
    """When the new text was first seen: it stays, whatever is found out later."""
    return alert.after.first_seen_at if alert.after else alert.created_at


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{ATOM}}}{name}")
    child.text = _legal(text)
    return child


def _link(parent: ET.Element, rel: str, url: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=_legal(url))


def _legal(text: str) -> str:
    """`text` without what XML 1.0 cannot have even escaped (section 2.2, "Char"): Python writes it all the same."""
    return _ILLEGAL.sub("", text)
