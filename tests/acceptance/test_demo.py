"""The README's first command: the whole service over the made-up world."""

import subprocess
import sys

import pytest


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
