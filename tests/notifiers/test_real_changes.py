"""Real changes of real policies, set for every channel: within all limits, and nothing of them lost on the way."""

import json
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from notifiers.alerts import AlertContent, Subject
from notifiers.base import Notifier, Wires, notifier
from notifiers.email import SIZE
from redline.assessment import assess
from redline.reading import read
from redline.types import Assessment, Materiality
from tests.notifiers import alerts
from tests.notifiers.slack_limits import check

SEEDS = (
    "bettercloud/2015-02-19 bettercloud/2016-04-21",
    "bettercloud/2016-04-21 bettercloud/2018-01-08",
    "acumatica/2016-11-28 acumatica/2018-12-25",
    "influxis/2015-12-26 influxis/2019-06-16",
)
WANTED = 10


@pytest.fixture(scope="session")
def real(shared: Path) -> tuple[AlertContent, ...]:
    """Ten alerts: four of the seeds, and the six longest of the recorded changes that matter."""
    seeds = [[shared / "seeds" / f"{name}.md" for name in pair.split()] for pair in SEEDS]
    recorded = sorted((shared / "changes").glob("[0-9]*"), key=lambda folder: -(folder / "new.md").stat().st_size)
    pairs = [*seeds, *([folder / "old.md", folder / "new.md"] for folder in recorded)]
    return tuple(_first(WANTED, (_alert(old, new) for old, new in pairs)))


def _first(count: int, found: Iterator[AlertContent | None]) -> Iterator[AlertContent]:
    for alert in found:
        if count and alert is not None:
            yield alert
            count -= 1
        if not count:
            return


def _alert(old: Path, new: Path) -> AlertContent | None:
    found = _assessed(old, new)
    if not found.materiality.reaches(Materiality.SUBSTANTIVE):
        return None
    name = new.parent.name
    subject = Subject(slug=f"{name}/terms", service=name, type="terms", url=f"https://{name}.example/terms")
    return alerts.change(found, subject=subject)


def _assessed(old: Path, new: Path) -> Assessment:
    before, after = (read(file.read_bytes(), url=file.name) for file in (old, new))
    return assess(before, after)


def email(wires: Wires) -> Notifier:
    """An email channel."""
    smtp = {"host": "x", "port": 25, "security": "none", "sender": "w@example.org", "timeout": timedelta(seconds=1)}
    return notifier("email", {"name": "mail", "to": ["dpo@example.org"], "smtp": smtp}, wires)


def parts(told: Notifier, alert: AlertContent) -> dict[str, str]:
    """The mail's alternatives by type."""
    payload = told.compose(alerts.bulletin(alert)).payload
    mail = message_from_string(payload, policy=default)
    assert isinstance(mail, EmailMessage)
    return {part.get_content_type(): str(part.get_content()) for part in mail.iter_parts()} | {"all": payload}


def test_mails_fit_and_read_well(real: tuple[AlertContent, ...], wires: Wires) -> None:
    """At most 90 kB; the text at most 76 columns, but for addresses and commands, and quoting the changed words."""
    for alert in real:
        mail = parts(email(wires), alert)

        assert len(mail["all"].encode()) <= SIZE
        assert not [line for line in mail["text/plain"].splitlines() if len(line) > 76 and "://" not in line]
        assert "“" in mail["text/plain"]
        assert "<ins" not in mail["text/html"]
        assert "<style" not in mail["text/html"]


def test_slack_takes_them(real: tuple[AlertContent, ...], wires: Wires) -> None:
    """Within every documented limit, the longest real change included."""
    told = notifier("slack", {"name": "risk", "webhook_url": "https://hooks.example/x"}, wires)
    for alert in real:
        body: dict[str, Any] = json.loads(told.compose(alerts.bulletin(alert)).payload)

        check(body)
        assert alert.subject is not None
        assert alert.subject.service in body["text"]


def test_a_week_of_them_is_one_mail(real: tuple[AlertContent, ...], wires: Wires) -> None:
    """A digest of all ten names each of them, and fits."""
    payload = email(wires).compose(alerts.bulletin(*real, title="Weekly digest")).payload
    mail = message_from_string(payload, policy=default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))

    assert len(payload.encode()) <= SIZE
    assert body is not None
    text = body.get_content()
    assert all(alert.subject and f"{alert.subject.service} terms" in text for alert in real)
