"""Work that needs the processor, done in worker processes: a function and its arguments in, its result out.

Reading takes the processor, and a page may hang or kill its parser: so pages are read in processes of their own, each
given one job at a time. One that dies or exceeds its deadline is replaced, and the job fails with `WorkerLost`;
nothing else notices.

    with Workers(2) as workers:
        reading = workers.run(read, body, content_type="text/html")
"""

import multiprocessing
import queue
import signal
from collections.abc import Callable
from datetime import timedelta
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from monitor.interrupts import held_back

P = ParamSpec("P")
T = TypeVar("T")

DEADLINE = timedelta(minutes=1)
# A process is replaced after so many jobs, so that what a parser leaks does not add up over years.
JOBS_PER_PROCESS = 1000
# Spawned, not forked: the daemon has threads, and a fork may copy a lock that nobody will ever open.
_SPAWN = multiprocessing.get_context("spawn")


class WorkerLost(Exception):  # noqa: N818 - it says what happened to the job
    """The process died or took too long over this job. The job may be tried again; a page that does it twice is bad."""


class WorkerSlow(WorkerLost):
    """The process took too long over this job, and was ended."""


class WorkersClosed(Exception):  # noqa: N818 - nothing is wrong, we were asked to stop
    """The workers were stopped before the job was done: nothing is known of it, and nothing is to be concluded."""


class Workers:
    """`count` worker processes, started when first needed. Safe to use from many threads."""

    def __init__(self, count: int, deadline: timedelta = DEADLINE) -> None:
        self._deadline = deadline
        self._closed = False
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._all = [_Worker() for _ in range(count)]
        for worker in self._all:
            self._idle.put(worker)

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `function` returns or raises, called in a worker; waits for one to be free.

        `function` and its arguments must be picklable. Raises `WorkerLost`, and `WorkersClosed` after `close`.
        """
        worker = self._idle.get()
        try:
            if self._closed:
                raise WorkersClosed
            answer = worker.call(function, args, kwargs, self._deadline)
        except WorkerLost as error:
            if self._closed:
                raise WorkersClosed from error
            raise
        finally:
            self._idle.put(worker)
        if isinstance(answer, BaseException):
            raise answer
        result: T = answer
        return result

    def close(self) -> None:
        """Stop all workers at once and for good; a job in one of them is lost."""
        self._closed = True
        for worker in self._all:
            worker.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Worker:
    """One process and our end of its pipe."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._jobs = 0

    def call(self, function: Callable[..., Any], args: Any, kwargs: Any, deadline: timedelta) -> Any:
        """The answer of the process, or the exception it raised. Raises `WorkerLost`."""
        pipe = self._started()
        self._jobs += 1
        try:
            pipe.send((function, args, kwargs))
            if not pipe.poll(deadline.total_seconds()):
                self.stop()
                raise WorkerSlow(f"no result within {deadline.total_seconds():.0f} s")
            return pipe.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise WorkerLost("the reading process died over it") from error

    def _started(self) -> Connection:
        if self._process is not None and (not self._process.is_alive() or self._jobs >= JOBS_PER_PROCESS):
            self.stop()
        if self._pipe is None:
            self._pipe, theirs = _SPAWN.Pipe()
            self._process = _SPAWN.Process(target=_work, args=(theirs,), daemon=True, name="clausewatch-reader")
            if hasattr(signal, "pthread_sigmask"):
                # It is begun with the first process, and lets Ctrl-C through again once it has begun.
                resource_tracker.ensure_running()
            with held_back():
                self._process.start()
            theirs.close()
            self._jobs = 0
        return self._pipe

    def stop(self) -> None:
        """Kill the process, whatever it does. The next call starts another."""
        pipe, process = self._pipe, self._process
        self._pipe = self._process = None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()


def _work(pipe: Connection) -> None:
    """The process: answers jobs until its parent is gone. Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        try:
            function, args, kwargs = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = function(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - it is raised again in the parent
            answer = error
        try:
            pipe.send(answer)
        except OSError:
            return  # nobody waits for it any more
