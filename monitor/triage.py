"""An alert that was dismissed in, the lines of config.toml out that silence its like."""

from monitor.config import Loaded
from storage.records import Alert, AlertKind


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
