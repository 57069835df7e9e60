"""A file of JSON objects in, one JSON object a line out, in order: the batch mode of `extract` and `compare`.

One case that fails is answered by its `error`; the others are not harmed. Cases are spread over processes, because
reading and comparing is CPU work and libxml2 is not to be shared among threads that parse.
"""

import gc
import json
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TextIO

from monitor.cli.errors import ExitCode, Failure
from monitor.interrupts import held_back

Case = dict[str, Any]
Answer = Callable[[Case], Case]

# Cases handed to a process at once: few, so that one slow case does not hold up many.
CHUNK = 4
# Beyond it more processes only take memory.
MAX_JOBS = 256
# Characters of a line, which names files: /dev/zero is one line without end.
MAX_LINE = 1_000_000
# No system opens a longer name.
MAX_NAME = 4096
# What is answered was made here and holds no circle: to look for one takes a tenth of the time.
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False).encode


def cores() -> int:
    """The processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def text(case: Case, key: str) -> str:
    """What `case` says under `key`. Raises KeyError where it says nothing, `TypeError` where that is no text."""
    found = case[key]
    if not isinstance(found, str):
        raise TypeError(f'"{key}" must be a text, not {_KINDS.get(type(found), "a number")}')
    if "\0" in found:
        raise ValueError(f'"{key}" holds a NUL, which no file or address does')
    return found


def file(case: Case, key: str) -> Path:
    """The file that `case` names under `key`. Raises as `text` does, and ValueError where a text stands in place of the
    name of a file."""
    name = text(case, key)
    if "\n" in name or len(name) > MAX_NAME:
        raise ValueError(f'"{key}" must name a file; it is a text of {len(name):,} characters: write it to a file')
    return Path(name)


_KINDS: dict[type, str] = {dict: "an object", list: "a list", bool: "true or false", type(None): "null"}


def run(listing: Path, answer: Answer, jobs: int | None) -> None:
    """Answer each line of `listing` on standard output, using `jobs` processes (all cores, where None).

    `answer` is a module's function: it is sent to other processes. Raises Failure where the listing cannot be read, or
    a worker is killed.
    """
    lines = _lines(listing)
    with closing(_answers(lines, partial(_answered, answer), min(jobs or cores(), len(lines)))) as answers:
        for result in answers:
            sys.stdout.write(result + "\n")
    sys.stdout.flush()


def _answers(lines: Sequence[str], answered: Callable[[str], str], jobs: int) -> Generator[str, None, None]:
    if jobs < 2:
        _collect_rarely()
        yield from map(answered, lines)
        return
    chunks = [lines[start : start + CHUNK] for start in range(0, len(lines), CHUNK)]
    waiting, ready = iter(enumerate(chunks)), dict[int, list[str]]()
    with _workers(jobs, answered) as pipes:
        for pipe, numbered in zip(pipes, waiting, strict=False):
            pipe.send(numbered)
        for number in range(len(chunks)):
            while number not in ready:
                ready.update(map(partial(_exchanged, waiting), wait(pipes)))
            yield from ready.pop(number)


def _exchanged(waiting: Iterator[tuple[int, Sequence[str]]], pipe: Any) -> tuple[int, list[str]]:
    """What a process answered, by the number of its chunk; it is given the next one. Raises Failure."""
    try:
        answer: tuple[int, list[str]] = pipe.recv()
        if (numbered := next(waiting, None)) is not None:
            pipe.send(numbered)
    except (EOFError, OSError) as error:
        raise Failure("a worker was ended from outside, perhaps for want of memory; try --jobs 1") from error
    return answer


@contextmanager
def _workers(jobs: int, answered: Callable[[str], str]) -> Iterator[list[Connection]]:
    """Our ends of the pipes to `jobs` processes.

    They are killed at the block's end, whatever they are at: it is left before all is answered by Ctrl-C, or because
    nobody reads the answers. (An executor's own thread waits for ever then, where it was reading from one of them.)
    """
    # Forking spares each worker the imports: they are half of what a short batch costs.
    context: Any = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)
    pipes: list[Connection] = []
    try:
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            with held_back():
                context.Process(target=_work, args=(theirs, answered), daemon=True).start()
            theirs.close()
            pipes.append(ours)
        yield pipes
    finally:
        for process in multiprocessing.active_children():
            process.kill()
            process.join()


def _work(pipe: Connection, answered: Callable[[str], str]) -> None:
    """A process: answers chunks until it is killed. Ctrl-C is its parent's business, the parent's end is its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _collect_rarely()
    with suppress(EOFError, OSError):  # the parent is gone
        while True:
            number, lines = pipe.recv()
            pipe.send((number, [answered(line) for line in lines]))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def _collect_rarely() -> None:
    """Tells the garbage collector to leave what is there alone and to look at the rest less often.

    A page is some 30,000 small objects that all go at once; looking through them after each 700 took 40 % of the time.
    """
    gc.freeze()
    gc.set_threshold(500_000, 50, 50)


def _lines(listing: Path) -> list[str]:
    """The lines that are not blank. Raises Failure."""
    if str(listing) == "-":
        return list(_filled(sys.stdin, "standard input"))
    try:
        with listing.open(encoding="utf-8", errors="surrogateescape") as file:
            return list(_filled(file, str(listing)))
    except OSError as error:
        raise Failure(f"{listing}: cannot be read: {error.strerror}", ExitCode.USAGE) from error


def _filled(lines: TextIO, name: str) -> Iterator[str]:
    while line := lines.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            raise Failure(f"{name}: a line is longer than {MAX_LINE:,} characters; give one JSON object a line")
        if line.strip():
            yield line


def _answered(answer: Answer, line: str) -> str:
    """The answer to one line; whatever is wrong with that line, or with us, is its `error`."""
    name: Any = None
    try:
        case = _case(line)
        _encoded(case["id"])  # it comes back with the answer
        name = case["id"]
        return _encoded({"id": name, **answer(case)})
    except Exception as error:  # noqa: BLE001 - the other lines are not to be harmed
        return _encoded({"id": name, "error": _told(error)})


def _case(line: str) -> Case:
    try:
        case = json.loads(line, parse_constant=_no_json)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"this line is not JSON: {error}") from error
    if not isinstance(case, dict):
        raise TypeError("this line is no JSON object")
    return case


def _no_json(word: str) -> None:
    raise ValueError(f"{word} is no number there")


def _told(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"no key {error} in this line"
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return str(error) or type(error).__name__
