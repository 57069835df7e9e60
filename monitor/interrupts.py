"""Signals kept the command's own business: its processes neither hear Ctrl-C nor outlive it."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


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


@contextmanager
def orderly_end() -> Iterator[None]:
    """SIGTERM and SIGHUP end the block as any other exit does, so that what was begun in it is put away.

    Only in the main thread.
    """
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, _leave) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    del frame
    sys.exit(128 + number)
