"""Two readings and a policy's rules in, the assessment out: what a worker process is asked to do.

Rules are handed over as what config.toml says, and built once in each process that asks for them: their thousand
patterns take half a second, which a command that judges nothing, or lets a worker judge, is spared.
"""

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from monitor.settings import Config, Policy
from redline.types import Assessment, Reading

if TYPE_CHECKING:
    from redline.rules import RuleSet

Rules = str
"""What config.toml says of rules, as JSON: `{"signal": [...], "mute": [...]}`."""


def rules_of(config: Config, policy: Policy | None = None) -> Rules:
    """The rules that judge `policy`: those shipped, `[[signal]]` added, without what is muted for all and for it."""
    muted = {*config.clausewatch.mute, *(policy.mute if policy else ())}
    return json.dumps({"signal": config.signal, "mute": sorted(muted)}, sort_keys=True, ensure_ascii=False, default=str)


def own_signals(rules: Rules) -> tuple[str, ...]:
    """The ids of the rules that config.toml adds."""
    return tuple(str(signal.get("id", "")) for signal in json.loads(rules)["signal"])


@lru_cache(maxsize=64)
def ruleset(rules: Rules) -> "RuleSet":
    """The rules themselves. Raises `redline.errors.RuleInvalid`."""
    from redline.rules import with_user_rules

    said: dict[str, Any] = json.loads(rules)
    return with_user_rules(said["signal"], said["mute"])


@lru_cache(maxsize=64)
def digest(rules: Rules) -> str:
    """The name of a set of rules, kept with each change: its rules' names and levels, and the user's own words."""
    names = [f"{rule.id} {rule.level}" for rule in ruleset(rules).rules]
    return hashlib.sha256(json.dumps([names, rules]).encode()).hexdigest()[:16]


def assessed(before: Reading, after: Reading, rules: Rules) -> Assessment:
    """What changed and how much it matters, by `rules`."""
    from redline.assessment import assess

    return assess(before, after, ruleset(rules))


def judged(before: Reading, after: Reading, rules: Rules) -> tuple[Assessment, str]:
    """As `assessed`, and the digest of the rules."""
    return assessed(before, after, rules), digest(rules)
