"""A path in, the file's bytes out, but no more than a limit: /dev/zero, a pipe or a wrong file have no end."""

import errno
from pathlib import Path

# Lists of other programs, certificates: text that somebody wrote, or a program for him.
LIST_BYTES = 64_000_000


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of the file at `path`. Raises OSError where it cannot be read, or holds more than `limit`."""
    found = beginning(path, limit + 1)
    if len(found) > limit:
        raise OSError(errno.EFBIG, f"it is larger than {limit:,} bytes", str(path))
    return found


def beginning(path: Path, limit: int) -> bytes:
    """The first `limit` bytes of the file at `path`, fewer where it has no more. Raises OSError."""
    with path.open("rb") as file:
        return file.read(limit)
