"""Who is told of what, and when."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from monitor import routing
from monitor.config import parse
from redline.types import Assessment, Materiality
from storage.records import AlertKind
from tests.monitor.outboxes import SUBJECT
from tests.notifiers import alerts
from tests.notifiers.alerts import NOW

BERLIN = ZoneInfo("Europe/Berlin")


def told(
    channel: dict[str, Any],
    kind: AlertKind = AlertKind.CHANGE,
    assessment: Assessment | None = None,
    channels: list[str] | None = None,
) -> bool:
    """Whether a channel with these keys is told."""
    policy = {"service": "Ferrywell", "type": "privacy", "url": "https://f.test/privacy"}
    config = parse(
        {
            "channel": [{"name": "desk", "kind": "console", **channel}, {"name": "other", "kind": "console"}],
            "policy": [policy | ({"channels": channels} if channels else {})],
        }
    )
    change = assessment or alerts.assessment() if kind is AlertKind.CHANGE else None
    found = routing.routes(config, kind, subject=SUBJECT, assessment=change, now=NOW)
    return "desk" in [route.channel for route in found]


@pytest.mark.parametrize(
    ("least", "level", "expected"),
    [
        ("material", Materiality.MATERIAL, True),
        ("material", Materiality.SUBSTANTIVE, False),
        ("substantive", Materiality.SUBSTANTIVE, True),
        ("editorial", Materiality.NOISE, False),
    ],
)
def test_a_channel_is_told_from_its_level_on(least: str, level: Materiality, *, expected: bool) -> None:
    """The least change that is told is the channel's own."""
    assert told({"min_materiality": least}, assessment=alerts.assessment(materiality=level)) is expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"policies": ["ferrywell/*"]}, True),
        ({"policies": ["other/*", "ferrywell/privacy"]}, True),
        ({"policies": ["ferrywell/terms"]}, False),
        ({"types": ["privacy"]}, True),
        ({"types": ["Privacy"]}, True),
        ({"types": ["terms"]}, False),
        ({"tags": ["core"]}, True),
        ({"tags": ["edge"]}, False),
        ({"types": ["privacy"], "tags": ["edge"]}, False),
        ({"categories": ["Third-Party Sharing"]}, True),
        ({"categories": ["subprocessors"]}, False),
        ({"active": False}, False),
    ],
)
def test_each_key_that_is_set_must_match(keys: dict[str, Any], *, expected: bool) -> None:
    """Policies, types, tags, categories."""
    assert told(keys) is expected


def test_errors_go_to_whom_they_concern() -> None:
    """By policy and tag like changes; by materiality and category never."""
    assert told({"categories": ["subprocessors"], "min_materiality": "material"}, AlertKind.ERROR_OPENED)
    assert not told({"errors": False}, AlertKind.ERROR_OPENED)
    assert not told({"tags": ["edge"]}, AlertKind.STALE)


def test_a_policy_names_its_own_channels() -> None:
    """Then no other is told of it."""
    assert told({}, channels=["desk"])
    assert not told({}, channels=["other"])


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-02T06:59:00Z", "2026-03-02T07:00:00Z"),
        ("2026-03-02T07:00:00Z", "2026-03-03T07:00:00Z"),
        # clocks go forward on 29 March 2026: eight in Berlin is six in UTC from then on
        ("2026-03-28T07:30:00Z", "2026-03-29T06:00:00Z"),
        ("2026-10-24T06:30:00Z", "2026-10-25T07:00:00Z"),
        ("2028-02-28T08:00:00Z", "2028-02-29T07:00:00Z"),
    ],
)
def test_a_digest_keeps_to_its_clock(now: str, expected: str) -> None:
    """Eight in the morning of its own zone, over summer time and leap days."""
    at = datetime.fromisoformat("2026-01-01T08:00:00").time()

    assert routing.next_at(at, BERLIN, datetime.fromisoformat(now)) == datetime.fromisoformat(expected)


def test_a_weekly_digest_waits_for_its_day() -> None:
    """Monday is NOW's own day, and its hour is over."""
    at = datetime.fromisoformat("2026-01-01T08:00:00").time()

    assert routing.next_at(at, ZoneInfo("UTC"), NOW, weekday=0) == datetime(2026, 3, 9, 8, tzinfo=UTC)
    assert routing.next_at(at, ZoneInfo("UTC"), NOW, weekday=4) == datetime(2026, 3, 6, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "now", "expected"),
    [
        (None, "2026-03-02T23:00:00Z", "2026-03-02T23:00:00Z"),
        ("22:00-07:00", "2026-03-02T20:59:00Z", "2026-03-02T20:59:00Z"),
        ("22:00-07:00", "2026-03-02T21:00:00Z", "2026-03-03T06:00:00Z"),
        ("22:00-07:00", "2026-03-03T05:59:00Z", "2026-03-03T06:00:00Z"),
        ("22:00-07:00", "2026-03-03T06:00:00Z", "2026-03-03T06:00:00Z"),
        ("12:00-13:00", "2026-03-02T11:30:00Z", "2026-03-02T12:00:00Z"),
        # on 25 October 2026 the clock shows the hour from two to three twice
        ("02:10-02:50", "2026-10-25T00:15:00Z", "2026-10-25T00:50:00Z"),
        ("02:10-02:50", "2026-10-25T01:15:00Z", "2026-10-25T01:50:00Z"),
        ("22:00-02:30", "2026-10-25T01:05:00Z", "2026-10-25T01:30:00Z"),
        ("02:10-07:00", "2026-10-25T01:15:00Z", "2026-10-25T06:00:00Z"),
        # and on 29 March never
        ("22:00-02:30", "2026-03-28T23:00:00Z", "2026-03-29T01:30:00Z"),
    ],
)
def test_quiet_hours_end_in_their_zone(hours: str | None, now: str, expected: str) -> None:
    """Over midnight too."""
    found = routing.end_of_quiet(hours, BERLIN, datetime.fromisoformat(now))

    assert found == datetime.fromisoformat(expected)
