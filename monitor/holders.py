"""Who holds a lease: a process's name in, whether it is certainly gone out.

A lease ends by time. Where its holder was a process of this machine and is gone, nobody need wait for that: a daemon
that was killed takes its own work up again at once. Of other machines nothing is known, their leases run out. Nor of
other containers, also where they share the machine's name (`--network host`): they number their processes anew, and
one that runs there has a number that is nobody's here.
"""

import os
import socket
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

# In a container every start has the same number: what sets two starts apart is the last part.
_START = uuid4().hex[:8]


def me() -> str:
    """This process: where it is numbered, its number, its start."""
    return f"{_place()}/{os.getpid()}/{_START}"


def is_gone(holder: str) -> bool:
    """Whether the holder is a process numbered where we are that certainly runs no more."""
    place, process, start = holder.split("/")
    if place != _place():
        return False
    if int(process) == os.getpid():
        return start != _START
    return not _runs(int(process))


def _place() -> str:
    """The machine, and where the system tells, the namespace in which processes are numbered (pid_namespaces(7))."""
    namespace = ""
    with suppress(OSError):
        namespace = Path("/proc/self/ns/pid").readlink().name
    return f"{socket.gethostname()} {namespace}".rstrip()


def _runs(process: int) -> bool:
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True
