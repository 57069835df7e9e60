"""Signals kept the command's own business: its processes neither hear Ctrl-C nor outlive it, and none finds a lock
held."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from queue import SimpleQueue
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


@contextmanager
def answered(answers: Mapping[int, Callable[[], object]]) -> Iterator[None]:
    """While the block runs, each of these signals has its answer called, by a thread that does nothing else.

    A handler runs wherever the main thread happens to be: one that sets an event which that thread is about to wait
    for finds the event's lock held by itself, and waits for ever (seen: a daemon that did not stop). Putting into a
    `SimpleQueue` is safe there. Only in the main thread.
    """
    heard: SimpleQueue[int | None] = SimpleQueue()

    def hear(number: int, frame: FrameType | None) -> None:
        del frame
        heard.put(number)

    def answer() -> None:
        for number in iter(heard.get, None):
            answers[number]()

    before = {number: signal.signal(number, hear) for number in answers}
    answering = threading.Thread(target=answer, name="signals", daemon=True)
    answering.start()
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        heard.put(None)
        answering.join()


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    del frame
    sys.exit(128 + number)
