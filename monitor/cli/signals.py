"""`clausewatch signals`: the rules that judge, each with its level, its reason and the source it stands on."""

from typing import Annotated

import typer

from monitor.cli.common import ConfigOption, JsonOption, console, load, write_json, write_rows
from monitor.cli.errors import Failure
from monitor.config import suggestion
from monitor.judging import rules_of, ruleset
from redline.detectors.base import Rule
from redline.errors import RuleInvalid
from redline.rules import RuleSet, default_rules

app = typer.Typer()

HEADS = ("rule", "level", "category", "when", "why", "source")


@app.command(name="signals")
def signals(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help="Only rules that hold all of these words.")
    ] = None,
    policy: Annotated[str | None, typer.Option("--policy", metavar="SLUG", help="As they judge this policy.")] = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the rules that decide what is material, with why and by what source.

    Silence one with `mute = ["rule"]` in config.toml, for all or for one policy; add one with `[[signal]]`.
    """
    named = config or context.find_root().params.get("config")
    rules = _in_force(named, policy)
    found = [rule for rule in rules.rules if _holds(rule, words or [])]
    if as_json:
        write_json([_json(rule) for rule in found])
        return
    if not found:
        console(stderr=True).print(f"no rule holds {' and '.join(map(repr, words or []))}")
    write_rows(HEADS, [_row(rule) for rule in found])
    if rules.muted:
        console(stderr=True).print(f"muted: {', '.join(sorted(rules.muted))}")


def _in_force(config: str | None, slug: str | None) -> RuleSet:
    """The rules of the configuration, those shipped where there is none and none was named."""
    try:
        loaded = load(config)
    except Failure:
        if config or slug:
            raise
        return default_rules()
    if slug and slug not in loaded.policies:
        raise Failure(f"no policy {slug!r} in {loaded.path.name}{suggestion(slug, list(loaded.policies))}")
    try:
        return ruleset(rules_of(loaded.config, loaded.policies[slug] if slug else None))
    except RuleInvalid as error:
        raise Failure(f"{loaded.path.name}: {error}") from error


def _holds(rule: Rule, words: list[str]) -> bool:
    text = "\n".join(_json(rule).values()).casefold()
    return all(word.casefold() in text for word in words)


def _row(rule: Rule) -> tuple[str, ...]:
    return (rule.id, rule.level.value, rule.category, rule.direction, rule.why, rule.source)


def _json(rule: Rule) -> dict[str, str]:
    return {
        "rule": rule.id,
        "level": rule.level.value,
        "category": rule.category,
        "direction": rule.direction,
        "why": rule.why,
        "source": rule.source,
    }
