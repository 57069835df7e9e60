"""Who holds a lease: a process's name in, whether it is certainly gone out.

A lease ends by time. Where its holder was a process of this machine and is gone, nobody need wait for that: a daemon
that was killed takes its own work up again at once. Of other machines nothing is known, their leases run out.
"""

import os
import socket
from contextlib import suppress
from uuid import uuid4

# In a container every start has the same number: what sets two starts apart is the last part.
_START = uuid4().hex[:8]


def me() -> str:
    """This process: its machine, its number, its start."""
    return f"{socket.gethostname()}/{os.getpid()}/{_START}"


def is_gone(holder: str) -> bool:
    """Whether the holder is a process of this machine that certainly runs no more."""
    host, process, start = holder.split("/")
    if host != socket.gethostname():
        return False
    if int(process) == os.getpid():
        return start != _START
    return not _runs(int(process))


def _runs(process: int) -> bool:
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True
