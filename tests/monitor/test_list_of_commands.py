"""The list of commands: one line each, and at once."""

import subprocess
import sys

from monitor.cli.app import COMMANDS

# What stands beside a summary in 80 columns.
AROUND = 14

ASKED = """
import sys
from monitor.cli.app import app
try:
    app(["--help"], standalone_mode=False)
finally:
    print(*{"sqlalchemy", "requests", "redline"}.intersection(sys.modules), file=sys.stderr)
"""


def test_the_list_of_commands_has_a_line_for_each_and_loads_none() -> None:
    """Whoever types the bare name is answered before a database or a reader is loaded."""
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)

    assert done.stderr.split() == []
    for name, command in COMMANDS.items():
        assert f"{name} " in done.stdout
        assert command.summary in done.stdout
        assert len(command.summary) <= 80 - AROUND
