"""The processes that a process of ours started, by what the kernel says of them."""

from pathlib import Path


def children(pid: int, command: str = "") -> list[int]:
    """Those of `pid`, of whose command line `command` is a part."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name of a process is cut at its fifteenth byte, which may be within a letter.
            after_name = stat.read_bytes().rpartition(b")")[2].split()
            line = (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue  # it has ended
        if int(after_name[1]) == pid and command.encode() in line:
            found.append(int(stat.parent.name))
    return found
