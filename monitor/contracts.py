"""Stored things in, the JSON that other programs build on out: the same on the command line and in the web API.

Keys may be added, never renamed or removed. Redlines and readings have theirs in `redline.contract`, versions and
policies in `report`.
"""

from collections.abc import Sequence
from typing import Any

from monitor.blaming import DatedClause, Origin
from monitor.moments import iso
from monitor.triage import word_json
from storage.records import AlertHead, ChangeHead, Delivery, DeliveryState, Notice, Resolved
from storage.search import Found, Presence

Json = dict[str, Any]


def alert_json(alert: AlertHead, notices: Sequence[Notice], deliveries: Sequence[Delivery]) -> Json:
    """An alert, how far each channel has it, and somebody's word on it (null for none)."""
    found: Json = {
        "id": alert.id,
        "kind": alert.kind.value,
        "policy": alert.slug,
        "materiality": alert.materiality,
        "created_at": iso(alert.created_at),
        "summary": alert.summary,
        "deliveries": [_delivery_json(notice, telling(notice, deliveries)) for notice in notices],
        "triage": None,
    }
    if alert.triage:
        found["triage"] = word_json(alert.triage)
    return found


def telling(notice: Notice, deliveries: Sequence[Delivery]) -> Delivery | None:
    """The delivery that tells a notice, None while it waits for its digest."""
    return next((each for each in deliveries if each.message.id == notice.message_id), None)


def _delivery_json(notice: Notice, delivery: Delivery | None) -> Json:
    """How far one channel has it; an alert that waits for its digest has had no attempt."""
    return {
        "channel": notice.channel,
        "state": delivery.state.value if delivery else DeliveryState.PENDING.value,
        "attempts": delivery.attempts if delivery else 0,
        "sent_at": iso(delivery.sent_at) if delivery else None,
        "last_error": delivery.last_error if delivery else None,
        "next_attempt_at": iso(delivery.next_attempt_at if delivery else notice.due_at),
    }


def change_json(slug: str, change: ChangeHead) -> Json:
    """A stored change without its redline."""
    return {
        "policy": slug,
        "id": change.id,
        "first_seen": iso(change.first_seen_at),
        "confirmed_at": iso(change.confirmed_at),
        "materiality": change.materiality,
        "kind": change.kind.value,
        "summary": change.summary,
        "before": change.before_words_sha256,
        "after": change.after_words_sha256,
    }


def blame_json(slug: str, resolved: Resolved, found: Sequence[DatedClause]) -> Json:
    """A version's clauses with where they come from; `reworded` is null where the words never changed."""
    return {
        "policy": slug,
        "version": {"first_seen": iso(resolved.version.first_seen), "text_digest": resolved.version.words_sha256},
        "clauses": [_dated_json(one) for one in found],
    }


def _dated_json(one: DatedClause) -> Json:
    return {
        "position": one.clause.position,
        "number": one.clause.number,
        "heading": one.clause.heading,
        "trail": list(one.clause.trail),
        "text": one.clause.text,
        "digest": one.clause.digest,
        "introduced": _origin_json(one.introduced),
        "reworded": _origin_json(one.reworded) if one.reworded is not one.introduced else None,
    }


def _origin_json(origin: Origin) -> Json:
    """When it happened: after `last_absent` (null for the first version known) and by `first_seen`."""
    return {
        "first_seen": iso(origin.version.first_seen),
        "last_absent": iso(origin.before.last_seen) if origin.before else None,
        "text_digest": origin.version.words_sha256,
    }


def found_json(found: Found) -> Json:
    """What one policy says, and said, of the words searched for."""
    return {
        "policy": found.policy.slug,
        "now": found.now,
        "presences": [_presence_json(one) for one in found.presences],
        "clauses": [
            {
                "text": hit.text,
                "number": hit.number,
                "trail": list(hit.trail),
                "now": hit.now,
                "presences": [_presence_json(one) for one in hit.presences],
            }
            for hit in found.hits
        ],
        "clauses_in_all": found.clauses,
    }


def _presence_json(presence: Presence) -> Json:
    return {
        "first_seen": iso(presence.first_seen),
        "last_seen": iso(presence.last_seen),
        "gone_by": iso(presence.gone_by),
    }
