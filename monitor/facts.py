"""An alert's facts, frozen as JSON when it is decided, and read back when it is told.

What a message says never depends on what became of the policy since: the redline, both captures and the trouble are
kept with the alert. Addresses of the web view are added when it is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from notifiers import alerts as told
from notifiers.alerts import AlertContent, DeadChannel, Quiet, Subject, Trouble, VersionSeen
from redline.contract import assessment_from_json, assessment_json
from redline.types import Assessment
from storage.records import Alert

Json = dict[str, Any]


def of_change(
    subject: Subject, assessment: Assessment, before: VersionSeen, after: VersionSeen, *, unconfirmed: bool = False
) -> Json:
    """The facts of a change."""
    return {
        "subject": _subject_json(subject),
        "assessment": assessment_json(assessment),
        "before": _seen_json(before),
        "after": _seen_json(after),
        "unconfirmed": unconfirmed,
    }


def of_trouble(subject: Subject, trouble: Trouble) -> Json:
    """The facts of a policy that cannot be read, or is unstable."""
    return {
        "subject": _subject_json(subject),
        "trouble": {
            "cause": trouble.cause,
            "advice": trouble.advice,
            "since_at": trouble.since_at.isoformat(),
            "failures": trouble.failures,
            "last_good_at": trouble.last_good_at.isoformat() if trouble.last_good_at else None,
            "earlier": list(trouble.earlier),
        },
    }


def of_dead_channel(dead: DeadChannel) -> Json:
    """The facts of a channel that takes no messages."""
    return {"dead": asdict(dead)}


def of_quiet(quiet: Quiet) -> Json:
    """The facts of a quiet week."""
    return {
        "quiet": {
            "since_at": quiet.since_at.isoformat(),
            "until_at": quiet.until_at.isoformat(),
            "policies": quiet.policies,
            "good_checks": quiet.good_checks,
            "failing": list(quiet.failing),
        }
    }


def content(alert: Alert, *, base_url: str | None = None) -> AlertContent:
    """What is told of `alert`; `base_url` is the web view's address as readers reach it, None where it has none."""
    facts = alert.facts
    subject = _subject(facts.get("subject"))
    web = base_url.rstrip("/") if base_url else None
    policy_url = f"{web}/policies/{subject.slug}" if web and subject else None
    return AlertContent(
        id=str(alert.id),
        kind=told.AlertKind(alert.kind.value),
        created_at=alert.created_at,
        subject=subject,
        assessment=assessment_from_json(facts["assessment"]) if facts.get("assessment") else None,
        before=_seen(facts.get("before")),
        after=_seen(facts.get("after")),
        unconfirmed=bool(facts.get("unconfirmed")),
        trouble=_trouble(facts.get("trouble")),
        dead=DeadChannel(**facts["dead"]) if facts.get("dead") else None,
        quiet=_quiet(facts.get("quiet")),
        policy_url=policy_url,
        redline_url=f"{policy_url}/changes/{alert.change_id}" if policy_url and alert.change_id else None,
        alert_url=f"{web}/alerts/{alert.id}" if web else None,
    )


def _subject_json(subject: Subject) -> Json:
    return {
        "slug": subject.slug,
        "service": subject.service,
        "type": subject.type,
        "url": subject.url,
        "tags": list(subject.tags),
    }


def _subject(stored: Mapping[str, Any] | None) -> Subject | None:
    return None if stored is None else Subject(**{**stored, "tags": tuple(stored["tags"])})


def _seen_json(seen: VersionSeen) -> Json:
    return {
        "first_seen_at": seen.first_seen_at.isoformat(),
        "last_seen_at": seen.last_seen_at.isoformat(),
        "body_sha256": seen.body_sha256,
        "words_sha256": seen.words_sha256,
        "archive_url": seen.archive_url,
        "unseen": [at.isoformat() for at in seen.unseen] if seen.unseen else None,
    }


def _seen(stored: Mapping[str, Any] | None) -> VersionSeen | None:
    if stored is None:
        return None
    return VersionSeen(
        first_seen_at=datetime.fromisoformat(stored["first_seen_at"]),
        last_seen_at=datetime.fromisoformat(stored["last_seen_at"]),
        body_sha256=stored["body_sha256"],
        words_sha256=stored["words_sha256"],
        archive_url=stored["archive_url"],
        unseen=_span(stored.get("unseen")),
    )


def _span(stored: Sequence[str] | None) -> tuple[datetime, datetime] | None:
    if stored is None:
        return None
    start, end = map(datetime.fromisoformat, stored)
    return start, end


def _trouble(stored: Mapping[str, Any] | None) -> Trouble | None:
    if stored is None:
        return None
    return Trouble(
        cause=stored["cause"],
        advice=stored["advice"],
        since_at=datetime.fromisoformat(stored["since_at"]),
        failures=stored["failures"],
        last_good_at=datetime.fromisoformat(stored["last_good_at"]) if stored["last_good_at"] else None,
        earlier=tuple(stored.get("earlier", ())),
    )


def _quiet(stored: Mapping[str, Any] | None) -> Quiet | None:
    if stored is None:
        return None
    return Quiet(
        since_at=datetime.fromisoformat(stored["since_at"]),
        until_at=datetime.fromisoformat(stored["until_at"]),
        policies=stored["policies"],
        good_checks=stored["good_checks"],
        failing=tuple(stored["failing"]),
    )
