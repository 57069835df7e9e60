"""The README's first command: the whole service over the made-up world."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"


@pytest.mark.timeout(400)
def test_the_demo_shows_the_whole_job() -> None:
    """Past, present, a change, one mail, one chat message, the record; and a second look that finds nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "monitor.cli", "demo"], capture_output=True, text=True, timeout=390, check=False
    )
    told = done.stdout

    assert done.returncode == 0, told + done.stderr
    assert "larkspur-crm/privacy  2014-07-11  2015-09-02" in told
    assert told.count("Subject: [Clausewatch] Larkspur CRM privacy") == 1
    assert "[-We do not sell personal information.]" in told
    assert "~We do not sell personal information.~" in told
    assert "within [-30 days-]{+12 months+} after" in told
    assert "privacy-team sent; vendor-risk sent" in told
    assert "3 checked, nothing new, nothing sent." in told
    assert "clausewatch add https://" in told
    assert [line for line in alert_in_readme() if line not in told] == []


@pytest.mark.timeout(200)
def test_the_demo_leaves_nothing_behind_where_it_is_ended(tmp_path: Path) -> None:
    """Neither its daemon nor its folder, when the terminal is closed in the middle."""
    with subprocess.Popen(
        [sys.executable, "-m", "monitor.cli", "demo"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"},
    ) as command:
        assert command.stdout is not None
        told = ""
        while "outcome=" not in told:  # a check of its daemon
            line = command.stdout.readline()
            assert line, told
            told += line
        command.send_signal(signal.SIGHUP)
        rest, _ = command.communicate(timeout=60)

    assert command.returncode == 128 + signal.SIGHUP
    assert [path.name for path in tmp_path.glob("clausewatch-demo-*")] == []
    assert "(stopped, exit code" in rest  # its daemon


def alert_in_readme() -> list[str]:
    """The lines of the alert that the README shows, but the one that names the day of the demo."""
    block = README.read_text(encoding="utf-8").partition("An alert, as its reader gets it")[2].partition("## ")[0]
    lines = [line.strip() for line in block.splitlines() if line.startswith("    ")]
    assert len(lines) > 10
    return [line for line in lines if not line.startswith("Redline:")]
