"""`clausewatch signals`: every rule with its level, reason and source; those of a configuration, or those shipped."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.cli.app import app as command
from monitor.cli.signals import app

OWN = """
[clausewatch]
mute = ["hedge-added"]

[[policy]]
service = "Tern Books"
type = "privacy"
url = "https://tern.example/privacy"
mute = ["children"]

[[signal]]
id = "our-region"
pattern = 'harbou?r office'
level = "material"
why = "Our contract names it."
"""


@pytest.fixture
def config(tmp_path: Path) -> str:
    """A configuration with a rule of its own and two that are silenced, one of them for a policy."""
    path = tmp_path / "config.toml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


def listed(*arguments: str) -> list[dict[str, str]]:
    """What the command lists as JSON."""
    done = CliRunner().invoke(app, [*arguments, "--json"])
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


def test_every_rule_is_listed_with_its_reason(config: str) -> None:
    """Level, why and source of each; a user's own beside those shipped."""
    found = {rule["rule"]: rule for rule in listed("--config", config)}

    assert found["our-region"]["why"] == "Our contract names it."
    assert found["number-changed"]["level"] == "material"
    assert "hedge-added" not in found
    assert all(rule["source"] for rule in found.values())


def test_a_policy_has_its_own_silences(config: str) -> None:
    """On top of those for all."""
    every = {rule["rule"] for rule in listed("--config", config)}
    own = {rule["rule"] for rule in listed("--config", config, "--policy", "tern-books/privacy")}

    assert every - own == {"children"}


def test_words_choose_the_rules_that_hold_them(config: str) -> None:
    """In name, reason, category or source."""

    assert {rule["rule"] for rule in listed("safe", "harbor", "--config", config)} == {"transfer-framework-removed"}


def test_on_a_pipe_a_rule_is_a_line_that_starts_with_its_name(config: str) -> None:
    """For grep."""
    done = CliRunner().invoke(app, ["--config", config])

    assert any(line.startswith("our-region") and "Our contract names it." in line for line in done.stdout.splitlines())


def test_the_help_names_the_table_of_own_rules() -> None:
    """Brackets are words in a help, no mark-up."""
    done = CliRunner().invoke(command, ["signals", "--help"])

    assert "[[signal]]" in done.stdout


def test_without_a_configuration_the_rules_shipped_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One may read them before setting anything up."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("CLAUSEWATCH_CONFIG", raising=False)

    assert "hedge-added" in {rule["rule"] for rule in listed()}
