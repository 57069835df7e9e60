"""What people said to alerts: their words for the history; and how to silence what was dismissed."""

from collections.abc import Mapping
from typing import Any

from monitor.config import Loaded
from monitor.moments import day, iso
from redline.rendering.visible import visible
from storage import alert_heads
from storage.records import Alert, AlertKind, Triage
from storage.store import Session

# More rules than these are not muted by a line that is copied without a second look.
_FEW = 3
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
    """How to hear no more of the like of this alert; "" where nothing can be muted.

    One rule for each clause that gave the verdict, with what it said there; for more than `_FEW` only a word that it
    would silence too much.
    """
    if alert.kind is not AlertKind.CHANGE or alert.slug is None:
        return ""
    rules = _rules(alert.facts["assessment"])
    declared = loaded.policies.get(alert.slug)
    if not rules or declared is None:
        return ""
    if len(rules) > _FEW:
        return (
            f"{len(rules)} rules spoke for it: to mute them all would silence most of what may ever be told of this "
            "policy.\n`clausewatch signals` says what each is for."
        )
    lines = [f'        "{rule}",' for rule in declared.mute if rule not in rules]
    lines += [f'        "{rule}",  # {label}' for rule, label in rules.items()]
    return "\n".join(
        (
            f"To hear no more of its like, put this under the [[policy]] of {alert.slug} in {loaded.path.name}.",
            "Each line silences every such change of this policy from then on, weighty ones too:",
            "",
            "    mute = [",
            *lines,
            "    ]",
        )
    )


def _rules(assessment: Mapping[str, Any]) -> dict[str, str]:
    """The rule that gave the verdict in each clause, the first of several, and where it said what."""
    found: dict[str, str] = {}
    for change in assessment["changes"]:
        level = assessment["materiality"]
        weighty = next((finding for finding in change["findings"] if finding["level"] == level), None)
        if weighty is not None:
            where = f"{change['number']} {change['heading']}".strip() or "Preamble"
            found.setdefault(weighty["rule"], " ".join(visible(f"{where}: {weighty['direction']}").split()))
    return found
