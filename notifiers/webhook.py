"""Alerts for programs: a bulletin in, signed JSON with the full redline posted (docs/webhook.md has its schema).

Signed as Standard Webhooks 1.0 says: `webhook-signature: v1,<base64 HMAC-SHA256 of id.timestamp.body>`, one for each
secret, so that secrets can be changed without a gap. The id is the same on every attempt.
"""

import base64
import binascii
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from notifiers.alerts import AlertContent, Subject, VersionSeen
from notifiers.answers import accepted, secrets_of
from notifiers.base import Bulletin, Message, Receipt, Wires
from notifiers.errors import SettingsError
from notifiers.keys import address, header, header_name
from notifiers.message import CHANGES, sheet
from notifiers.phrases import iso
from redline import contract

TIMEOUT_S = 20.0
PREFIX = "whsec_"

Json = dict[str, Any]  # what json.dumps takes; the shape is docs/webhook.md's


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookNotifier:
    """Posts to `url`. `keys` sign; `headers` go along, as the channel's settings give them. `secrets` are all of these
    as an answer might quote them.
    """

    name: str
    url: str = field(repr=False)
    keys: tuple[bytes, ...] = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)
    wires: Wires

    @classmethod
    def of(cls, settings: Mapping[str, Any], wires: Wires) -> Self:
        """The notifier of a channel's keys in config.toml. Raises `SettingsError`."""
        url = address(settings["url"], "url")
        signing = (settings.get("secret") or "").split()
        headers = {
            header_name(name, "headers"): header(value, f"headers.{name}")
            for name, value in (settings.get("headers") or {}).items()
        }
        return cls(
            name=settings["name"],
            url=url,
            keys=tuple(_key(secret) for secret in signing),
            headers=headers,
            secrets=secrets_of(url, *headers.values(), *signing, *(key.removeprefix(PREFIX) for key in signing)),
            wires=wires,
        )

    @property
    def recipients(self) -> tuple[str, ...]:
        """The one address."""
        return ("",)

    def compose(self, bulletin: Bulletin) -> Message:
        """The JSON as it will be posted."""
        return Message(id=bulletin.id, payload=json.dumps(bulletin_json(bulletin), ensure_ascii=False))

    def send(self, message: Message, _recipient: str = "") -> Receipt:
        """Post it, signed at this moment."""
        body = message.payload.encode()
        headers = {**self.headers, **self._signed(message.id, body), "content-type": "application/json"}
        answer = self.wires.post(self.url, body=body, headers=headers, timeout_s=TIMEOUT_S)
        accepted(answer, f"webhook {self.name}", self.secrets)
        return Receipt(detail=f"{answer.status}")

    def _signed(self, identity: str, body: bytes) -> dict[str, str]:
        at = str(int(self.wires.now().timestamp()))
        headers = {"webhook-id": identity, "webhook-timestamp": at}
        if self.keys:
            headers["webhook-signature"] = " ".join(signature(key, identity, at, body) for key in self.keys)
        return headers


def signature(key: bytes, identity: str, timestamp: str, body: bytes) -> str:
    """One signature as the header holds it (Standard Webhooks 1.0, "Signature scheme")."""
    signed = hmac.digest(key, f"{identity}.{timestamp}.".encode() + body, "sha256")
    return f"v1,{base64.b64encode(signed).decode()}"


def bulletin_json(bulletin: Bulletin) -> Json:
    """The whole post."""
    return {
        "type": "clausewatch.alerts",
        "timestamp": iso(bulletin.created_at),
        "data": {
            "id": bulletin.id,
            "title": bulletin.title,
            "alerts": [alert_json(alert) for alert in bulletin.alerts],
        },
    }


def alert_json(alert: AlertContent) -> Json:
    """One alert, its words and its facts."""
    words = sheet(alert)
    found: Json = {
        "id": alert.id,
        "kind": alert.kind.value,
        "created_at": iso(alert.created_at),
        "policy": _policy(alert.subject),
        "title": words.title,
        "verdict": words.verdict,
        "warnings": list(words.warnings),
        "sentences": [point.sentence for point in words.points] or list(words.body),
        "redline_url": alert.redline_url,
        "policy_url": alert.policy_url,
    }
    return found | (_change(alert) if alert.kind in CHANGES else _state(alert))


def _change(alert: AlertContent) -> Json:
    assert alert.assessment is not None, "an alert about a change carries its assessment"
    return {
        "unconfirmed": alert.unconfirmed,
        "takes_effect": alert.takes_effect.isoformat() if alert.takes_effect else None,
        "silent_edit": alert.assessment.stated_date.silent,
        "before": _version(alert.before),
        "after": _version(alert.after),
        "assessment": contract.assessment_json(alert.assessment),
    }


def _state(alert: AlertContent) -> Json:
    found: Json = {}
    if trouble := alert.trouble:
        found["trouble"] = {
            "cause": trouble.cause,
            "advice": trouble.advice,
            "since_at": iso(trouble.since_at),
            "failures": trouble.failures,
            "last_good_at": iso(trouble.last_good_at) if trouble.last_good_at else None,
            "earlier": list(trouble.earlier),
        }
    if dead := alert.dead:
        found["dead_channel"] = asdict(dead)
    if quiet := alert.quiet:
        found["quiet"] = {
            "since_at": iso(quiet.since_at),
            "until_at": iso(quiet.until_at),
            "policies": quiet.policies,
            "good_checks": quiet.good_checks,
            "failing": list(quiet.failing),
        }
    return found


def _policy(subject: Subject | None) -> Json | None:
    if subject is None:
        return None
    return {
        "slug": subject.slug,
        "service": subject.service,
        "type": subject.type,
        "url": subject.url,
        "tags": list(subject.tags),
    }


def _version(seen: VersionSeen | None) -> Json | None:
    if seen is None:
        return None
    return {
        "first_seen_at": iso(seen.first_seen_at),
        "last_seen_at": iso(seen.last_seen_at),
        "body_sha256": seen.body_sha256,
        "text_digest": seen.words_sha256,
        "archive_url": seen.archive_url,
    }


def _key(secret: str) -> bytes:
    """The bytes of a `whsec_…` secret; any other secret stands for its own bytes."""
    if not secret.startswith(PREFIX):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise SettingsError(f"secret: after {PREFIX} must stand base64, as receivers give it") from error
