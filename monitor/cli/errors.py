"""How the command line fails: one line that says what, what was found and the way out; and an exit code."""

import os
import sys
from contextvars import ContextVar
from enum import IntEnum
from typing import NoReturn

CHOSEN: ContextVar[str | None] = ContextVar("config", default=None)
"""`--config` where it stood before the command."""


class ExitCode(IntEnum):
    """What the shell is told."""

    FINE = 0
    ERROR = 1
    USAGE = 2
    MATERIAL = 10
    NOT_COMPARABLE = 11
    INTERRUPTED = 130


def leave(code: ExitCode, line: str = "") -> NoReturn:
    """End now: a thread that waits for a server must not keep a command alive that was told to stop."""
    if line:
        print(f"clausewatch: {line}", file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


class Failure(Exception):  # noqa: N818 - it is what the user is told, not a bug
    """Ends a command with one line on standard error."""

    def __init__(self, message: str, exit_code: ExitCode = ExitCode.ERROR) -> None:
        super().__init__(message)
        self.exit_code = exit_code
