"""The list of commands: one line each, and at once."""

import importlib
import subprocess
import sys

import pytest
import typer

from monitor.cli.app import COMMANDS

# What stands beside a summary in 80 columns.
AROUND = 14

ASKED = """
import sys
from monitor.cli.app import app
app(["--help"], standalone_mode=False)
print(*(name for name in sys.modules), file=sys.stderr)
"""


def test_the_list_of_commands_has_a_line_for_each_and_loads_none() -> None:
    """Whoever types the bare name is answered before a database or a reader is loaded."""
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)

    loaded = set(done.stderr.split())
    assert loaded.isdisjoint(f"monitor.cli.{command.module}" for command in COMMANDS.values())
    assert loaded.isdisjoint(("sqlalchemy", "requests", "redline"))
    lines = [line.strip("│ ") for line in done.stdout.splitlines()]
    for name, command in COMMANDS.items():
        assert any(line.split() == [name, *command.summary.split()] for line in lines), name


@pytest.mark.parametrize("name", COMMANDS)
def test_a_summary_is_how_the_command_s_help_begins(name: str) -> None:
    """What the list says and what the command says are one."""
    command = COMMANDS[name]
    app = importlib.import_module(f"monitor.cli.{command.module}").app
    told = " ".join((typer.main.get_command(app).help or "").split())

    assert told.startswith(command.summary)
    assert len(command.summary) <= 80 - AROUND


@pytest.mark.parametrize("name", ["check", "history", "run", "web"])
def test_a_command_that_lets_others_judge_loads_no_rules(name: str) -> None:
    """A worker judges; their patterns take half a second of each start."""
    code = f"import sys, monitor.cli.{COMMANDS[name].module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert {"redline.rules", "redline.materiality"}.isdisjoint(done.stdout.split())
