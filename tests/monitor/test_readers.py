"""Work in other processes, and what becomes of it when they die."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.readers import WorkerLost, Workers, WorkersClosed
from redline.reading import read


@pytest.fixture
def workers() -> Iterator[Workers]:
    """Two workers with a short deadline."""
    with Workers(2, deadline=timedelta(seconds=20)) as started:
        yield started


def page(number: int) -> bytes:
    """A small policy of our own, another one for each number."""
    clauses = "".join(
        f"<h2>Section {part}</h2><p>We keep record {number}.{part} for {number} days.</p>" for part in range(9)
    )
    return f"<html><body><main><h1>Policy {number}</h1>{clauses}</main></body></html>".encode()


def test_many_pages_read_in_parallel_equal_the_same_pages_read_alone(workers: Workers) -> None:
    """Pages never mix, whatever threads ask at once."""
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda number: workers.run(read, page(number), content_type="text/html"), range(24)))

    assert together == [read(page(number), content_type="text/html") for number in range(24)]


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot be held back here")
def test_ctrl_c_reaches_no_worker_even_while_it_starts() -> None:
    """It would say where it was, in twenty lines, under the one line of the command. Nor the first of a command."""
    command = (
        "import signal\n"
        "from monitor.readers import Workers\n"
        "with Workers(1) as workers:\n"
        "    print(signal.SIGINT in workers.run(signal.pthread_sigmask, signal.SIG_BLOCK, ()))\n"
    )
    ended = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)

    assert ended.stdout == "True\n"


def test_a_killed_worker_fails_its_job_and_is_replaced(workers: Workers) -> None:
    """The next job finds a living process."""
    with pytest.raises(WorkerLost, match="died"):
        workers.run(signal.raise_signal, signal.SIGKILL)  # as an out-of-memory killer would

    assert workers.run(sum, (1, 2)) == 3


def test_a_hanging_job_is_given_up_at_its_deadline() -> None:
    """A page that never ends does not end the reading of others."""
    with Workers(1, deadline=timedelta(seconds=3)) as single:
        assert single.run(sum, (1, 2)) == 3
        with pytest.raises(WorkerLost, match="within 3 s"):
            single.run(time.sleep, 60)

        assert single.run(sum, (1, 2)) == 3


def test_what_a_job_raises_is_raised_here(workers: Workers) -> None:
    """An error of the function is the caller's."""
    with pytest.raises(ZeroDivisionError):
        workers.run(divmod, 1, 0)


def test_a_job_that_a_stop_breaks_off_says_nothing_of_its_page(tmp_path: Path) -> None:
    """It did not die over it; nor is anything begun after the stop."""
    stopped, endless = Workers(1), tmp_path / "page"
    os.mkfifo(endless)
    with ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(stopped.run, endless.read_text)
        with endless.open("w"):  # opened as soon as the worker reads
            stopped.close()
            with pytest.raises(WorkersClosed):
                under_way.result()
    with pytest.raises(WorkersClosed):
        stopped.run(sum, (1, 2))
