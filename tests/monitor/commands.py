"""The command line as somebody types it: a process of its own, its output and its exit code."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONFIG = """\
[clausewatch]
check_every = "{every}"
confirm_after = "{confirm_after}"
allow_private_addresses = {private}
host_pause = "0s"
tick = "0.2s"
{general}

[archive]
base_url = "{archive}"
allow_private = true

[[channel]]
name = "desk"
kind = "console"
"""
POLICY = """
[[policy]]
service = "{service}"
type = "privacy"
url = "{url}"
"""
# Nothing listens there: the archive is not what these tests are about.
NO_ARCHIVE = "http://127.0.0.1:9"


_PR_CAPBSET_DROP = 24
_CAP_CHOWN, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 0, 1, 2


def without_privilege() -> None:
    """Make the rights and owners of files count for this process, also where it is root's (see capabilities(7))."""
    libc = ctypes.CDLL(None)
    for capability in (_CAP_CHOWN, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
        libc.prctl(_PR_CAPBSET_DROP, capability)


@dataclass(frozen=True, slots=True)
class Done:
    """A command that ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with a config.toml, and the commands given in it."""

    folder: Path

    @property
    def config(self) -> Path:
        """The configuration."""
        return self.folder / "config.toml"

    @property
    def database(self) -> Path:
        """The database beside it."""
        return self.folder / "clausewatch.db"

    def write(self, policies: dict[str, str], **settings: Any) -> None:
        """Write a configuration for these policies: addresses by service."""
        usual = {"every": "1h", "confirm_after": "0s", "private": "true", "general": "", "archive": NO_ARCHIVE}
        text = CONFIG.format(**(usual | settings))
        text += "".join(POLICY.format(service=service, url=url) for service, url in policies.items())
        self.config.write_text(text, encoding="utf-8")

    def run(self, *arguments: str, timeout_s: float = 60, before: Callable[[], None] | None = None) -> Done:
        """Give a command and wait for its end; `before` is done in its process first."""
        done = subprocess.run(
            [sys.executable, "-m", "monitor.cli", *arguments],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=timeout_s,
            preexec_fn=before,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def start(self, *arguments: str, session: bool = False) -> "subprocess.Popen[str]":
        """Give a command and leave it running, in a `session` of its own if asked; its output goes to daemon.out and
        daemon.err."""
        with (self.folder / "daemon.out").open("a") as out, (self.folder / "daemon.err").open("a") as err:
            return subprocess.Popen(
                [sys.executable, "-m", "monitor.cli", *arguments],
                cwd=self.folder,
                env=self.environment(),
                stdout=out,
                stderr=err,
                text=True,
                start_new_session=session,
            )

    def environment(self) -> dict[str, str]:
        """Ours, without a configuration of somebody else's."""
        kept = {name: value for name, value in os.environ.items() if name != "CLAUSEWATCH_CONFIG"}
        return kept | {"PYTHONUNBUFFERED": "1", "COLUMNS": "200"}

    def log(self) -> str:
        """What the daemon logged so far."""
        return (self.folder / "daemon.err").read_text(encoding="utf-8")

    def said(self) -> str:
        """What the console channel was told so far."""
        return (self.folder / "daemon.out").read_text(encoding="utf-8")
