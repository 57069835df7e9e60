"""What people said to alerts: their words for the history; and how to silence what was dismissed."""

from collections.abc import Mapping
from typing import Any

from monitor.config import Loaded
from monitor.moments import day, iso
from storage import alert_heads
from storage.records import Alert, AlertKind, Triage
from storage.store import Session

# the newest word on the alert of a change, by the change's id
Answers = Mapping[int | None, Triage]


def answers(session: Session, policy_id: int) -> Answers:
    """What was said to the alerts of a policy's changes."""
    told = alert_heads.heads(session, policy_id=policy_id, kinds=[AlertKind.CHANGE])
    return {alert.change_id: alert.triage for alert in told if alert.triage and alert.change_id}


def word_line(word: Triage) -> str:
    """ "dismissed by ada on 2026-03-02: only wording"."""
    note = f": {word.note}" if word.note else ""
    return f"{word.verdict} by {word.by} on {day(word.at)}{note}"


def word_json(word: Triage) -> dict[str, Any]:
    """The word as other programs read it."""
    return {
        "verdict": word.verdict,
        "note": word.note,
        "by": word.by,
        "at": iso(word.at),
    }


def mute_advice(alert: Alert, loaded: Loaded) -> str:
    """How to hear no more of what this alert was about; "" where nothing can be muted.

    Rules that only this policy trips are muted there; `mute` under `[clausewatch]` silences them everywhere.
    """
    if alert.kind is not AlertKind.CHANGE or alert.slug is None:
        return ""
    rules = _rules(alert)
    declared = loaded.policies.get(alert.slug)
    if not rules or declared is None:
        return ""
    muted = ", ".join(f'"{rule}"' for rule in dict.fromkeys([*declared.mute, *rules]))
    return (
        f"To hear no more of it, put this under the [[policy]] of {alert.slug} in {loaded.path.name}\n"
        f"(or under [clausewatch], for all policies):\n\n    mute = [{muted}]"
    )


def _rules(alert: Alert) -> list[str]:
    """The rules that gave the verdict, most frequent first."""
    assessment = alert.facts["assessment"]
    found = [
        finding["rule"]
        for change in assessment["changes"]
        for finding in change["findings"]
        if finding["level"] == assessment["materiality"]
    ]
    return sorted(dict.fromkeys(found), key=lambda rule: -found.count(rule))
