"""Ctrl-C, which a terminal sends to a command and to every process of it, kept the command's own business."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[None]:
    """Ctrl-C waits for the block's end; processes begun in it never hear of it, not even while they start.

    Only for this thread, and only where signals can be held back (not on Windows).
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
