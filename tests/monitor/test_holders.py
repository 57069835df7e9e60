"""Whose lease may be broken: only that of a process that certainly runs no more."""

import shutil
import subprocess
import sys

import pytest

from monitor.holders import is_gone, me

NAMED = "from monitor.holders import me; print(me(), flush=True); input()"


def started(*before: str) -> "subprocess.Popen[str]":
    """A process that says its name and then waits."""
    return subprocess.Popen(
        [*before, sys.executable, "-c", NAMED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def name_of(process: "subprocess.Popen[str]") -> str:
    """What it said."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_process_is_gone_once_it_has_ended_and_not_before() -> None:
    """Neither are we ourselves; one that had our number before us is."""
    with started() as other:
        name = name_of(other)
        runs = is_gone(name)
        other.communicate("\n")

    assert (runs, is_gone(name), is_gone(me()), is_gone(f"{me()}x")) == (False, True, False, True)
    assert not is_gone("elsewhere/1/a")


@pytest.mark.skipif(
    shutil.which("unshare") is None or subprocess.run(["unshare", "-pf", "true"], check=False).returncode != 0,
    reason="no process namespace can be made here",
)
def test_a_process_of_another_container_is_not_gone_because_its_number_is_nobodys_here() -> None:
    """It shares the machine's name; told gone it would send once more what is being sent."""
    with started("unshare", "--pid", "--fork") as other:
        name = name_of(other)
        machine, process, start = name.split("/")
        unknown = f"{machine}/999999999/{start}"
        found = is_gone(name), is_gone(unknown)
        other.communicate("\n")

    assert process == "1"
    assert found == (False, False)
