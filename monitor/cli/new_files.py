"""A path in, the new file at it out: there whole or not at all, and never in the place of another."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal

from monitor.cli.errors import Failure


@contextmanager
def new_file(path: Path, mode: Literal["x", "xb"]) -> Iterator[IO[Any]]:
    """The file to write, text in UTF-8 or bytes; taken away again where the block does not end well.

    Raises `Failure` where `path` exists already or cannot be written.
    """
    try:
        file = path.open(mode, encoding="utf-8" if mode == "x" else None)
    except FileExistsError as error:
        raise Failure(f"{path} exists already; name another file with --output") from error
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}") from error
    try:
        with file:
            yield file
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise Failure(f"{path} cannot be written: {error.strerror}") from error
        raise
