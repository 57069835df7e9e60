"""Atom feeds: lasting ids, safe words."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta

from notifiers.alerts import AlertContent, Subject
from notifiers.feed import ATOM, ENTRIES, Feed, atom
from tests.notifiers import alerts
from tests.notifiers.alerts import AFTER, NOW

A = {"a": ATOM}


def feed(*found: AlertContent) -> Feed:
    """A feed of these alerts."""
    return Feed(
        title="All", authority="watch.example.org", path="all.xml", alerts=found, base_url="https://watch.example.org/f"
    )


def test_an_entry_says_policy_and_verdict() -> None:
    """With a summary, the redline as HTML, and the page it is about."""
    root = ET.fromstring(atom(feed(alerts.change(redline_url="https://watch.example.org/c/7"))))

    entry = root.find("a:entry", A)
    assert entry is not None
    assert entry.findtext("a:title", namespaces=A) == "Northwind CRM privacy: 2 material changes"
    assert [(link.get("rel"), link.get("href")) for link in entry.findall("a:link", A)] == [
        ("alternate", "https://watch.example.org/c/7"),
        ("related", "https://northwind.example/privacy"),
    ]
    assert "line-through" in (entry.findtext("a:content", namespaces=A) or "")
    assert [category.get("term") for category in entry.findall("a:category", A)] == ["material", "crm"]


def test_ids_stay_whatever_else_changes() -> None:
    """A feed written again, later, with another alert number, names the same entry the same."""
    first = ET.fromstring(atom(feed(alerts.change())))
    again = ET.fromstring(atom(feed(alerts.change(number=99, created_at=NOW + timedelta(days=3)))))

    ids = [root.findtext("a:entry/a:id", namespaces=A) for root in (first, again)]
    assert ids[0] == ids[1] == "tag:watch.example.org,2026-03-02:northwind-crm/privacy/091500-dddddddddddddddd"


def test_the_newest_come_first_and_old_ones_leave() -> None:
    """Readers want what is new."""
    found = [
        alerts.change(number=n, after=replace(AFTER, first_seen_at=NOW - timedelta(days=n))) for n in range(ENTRIES + 5)
    ]
    root = ET.fromstring(atom(feed(*reversed(found))))

    updated = [entry.findtext("a:updated", namespaces=A) for entry in root.findall("a:entry", A)]
    assert len(updated) == ENTRIES
    assert updated == sorted(updated, key=str, reverse=True)
    assert root.findtext("a:updated", namespaces=A) == updated[0]


def test_what_xml_cannot_have_is_left_out() -> None:
    """Control characters of a name or a tag: a reader would refuse the whole feed."""
    subject = Subject(
        slug="a/b", service="North\x01wind\ufffe", type="pri\x1bvacy", url="https://a.test/\x02", tags=("c\x00m",)
    )
    root = ET.fromstring(atom(replace(feed(alerts.change(subject=subject)), title="Tag\x0b")))

    assert root.findtext("a:title", namespaces=A) == "Tag"
    assert root.findtext("a:entry/a:title", namespaces=A) == "North wind pri vacy: 2 material changes"
    assert [each.get("term") for each in root.iter(f"{{{ATOM}}}category")] == ["material", "cm"]


def test_page_text_is_escaped_twice_in_html() -> None:
    """Once as HTML, once as XML."""
    written = atom(feed(alerts.change(alerts.hostile("<script>alert(1)</script>\x0b&amp;"))))

    content = ET.fromstring(written).findtext("a:entry/a:content", namespaces=A) or ""
    assert "<script" not in content
    assert "&lt;script&gt;" in content


def test_an_empty_feed_is_a_feed() -> None:
    """Readers may subscribe before the first change."""
    root = ET.fromstring(atom(feed()))

    assert root.findtext("a:id", namespaces=A) == "tag:watch.example.org,2026:feed/all.xml"
    assert root.findall("a:entry", A) == []
