"""A file of JSON objects in, one JSON object a line out, in order: the batch mode of `extract` and `compare`.

One case that fails is answered by its `error`; the others are not harmed. Cases are spread over processes, because
reading and comparing is CPU work and libxml2 is not to be shared among threads that parse.
"""

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

from monitor.cli.errors import ExitCode, Failure

Case = dict[str, Any]
Answer = Callable[[Case], Case]

# Cases handed to a process at once: few, so that one slow case does not hold up many.
CHUNK = 4
# What is answered was made here and holds no circle: to look for one takes a tenth of the time.
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def cores() -> int:
    """The processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(listing: Path, answer: Answer, jobs: int | None) -> None:
    """Answer each line of `listing` on standard output, using `jobs` processes (all cores, where None).

    `answer` is a module's function: it is sent to other processes. Raises Failure where the listing cannot be read, or
    a worker is killed.
    """
    try:
        for result in _answers(_lines(listing), partial(_answered, answer), jobs or cores()):
            sys.stdout.write(result + "\n")
    except BrokenProcessPool as error:
        raise Failure("a worker was ended from outside, perhaps for want of memory; try --jobs 1") from error
    sys.stdout.flush()


def _answers(lines: list[str], answered: Callable[[str], str], jobs: int) -> Iterator[str]:
    if jobs == 1 or len(lines) < 2:
        _collect_rarely()
        yield from map(answered, lines)
        return
    # Forking spares each worker the imports: they are half of what a short batch costs.
    context = get_context("fork") if "fork" in get_all_start_methods() else None
    with ProcessPoolExecutor(min(jobs, len(lines)), context, _collect_rarely) as pool:
        yield from pool.map(answered, lines, chunksize=CHUNK)


def _collect_rarely() -> None:
    """Tells the garbage collector to leave what is there alone and to look at the rest less often.

    A page is some 30,000 small objects that all go at once; looking through them after each 700 took 40 % of the time.
    """
    gc.freeze()
    gc.set_threshold(500_000, 50, 50)


def _lines(listing: Path) -> list[str]:
    if str(listing) == "-":
        return _filled(sys.stdin)
    try:
        with listing.open(encoding="utf-8", errors="surrogateescape") as file:
            return _filled(file)
    except OSError as error:
        raise Failure(f"{listing}: cannot be read: {error.strerror}", ExitCode.USAGE) from error


def _filled(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def _answered(answer: Answer, line: str) -> str:
    """The answer to one line; whatever is wrong with that line, or with us, is its `error`."""
    name: Any = None
    try:
        case = _case(line)
        name = case["id"]
        result = {"id": name, **answer(case)}
    except Exception as error:  # noqa: BLE001 - the other lines are not to be harmed
        result = {"id": name, "error": _told(error)}
    return _encoded(result)


def _case(line: str) -> Case:
    try:
        case = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"this line is not JSON: {error}") from error
    if not isinstance(case, dict):
        raise TypeError("this line is no JSON object")
    return case


def _told(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"no key {error} in this line"
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return str(error) or type(error).__name__
