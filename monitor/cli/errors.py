"""How the command line fails: one line that says what, what was found and the way out; and an exit code."""

from contextvars import ContextVar
from enum import IntEnum

CHOSEN: ContextVar[str | None] = ContextVar("config", default=None)
"""`--config` where it stood before the command."""


class ExitCode(IntEnum):
    """What the shell is told."""

    FINE = 0
    ERROR = 1
    USAGE = 2
    MATERIAL = 10
    INTERRUPTED = 130


class Failure(Exception):  # noqa: N818 - it is what the user is told, not a bug
    """Ends a command with one line on standard error."""

    def __init__(self, message: str, exit_code: ExitCode = ExitCode.ERROR) -> None:
        super().__init__(message)
        self.exit_code = exit_code
