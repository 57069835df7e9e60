"""Standard input, output and error made fit for any text, on any terminal, pipe or none.

A terminal that knows no “ or → shows it as an escape (\\u201c), which JSON reads as the same letter; nothing that a
page or a file name holds ends a command. A stream that was closed before the start leads nowhere: the next file that
is opened, perhaps the database, would take its place.
"""

import codecs
import io
import os
import sys

ESCAPED = "clausewatch.escaped"


def prepare() -> None:
    """Call once, before anything is opened or written."""
    codecs.register_error(ESCAPED, _escape)
    _fill_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ESCAPED)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")


def forget_output() -> None:
    """What is still to be written goes nowhere: standard output failed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _fill_closed() -> None:
    """Lay the descriptors 0 to 2 on nothing where they are closed."""
    descriptor = os.open(os.devnull, os.O_RDWR)
    while descriptor <= 2:
        descriptor = os.dup(descriptor)
    os.close(descriptor)
    sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def _escape(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    words = (units[at : at + 2].hex() for at in range(0, len(units), 2))
    return "".join(f"\\u{word}" for word in words), error.end
