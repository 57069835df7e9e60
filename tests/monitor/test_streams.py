"""What the command line makes of bad streams, wrong words and Ctrl-C: one line, an exit code, nothing lost."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.monitor.pages import text

PATIENCE_S = 120  # for a process on a busy machine
COMMAND = (sys.executable, "-m", "monitor.cli")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A policy with letters that ASCII has not."""
    file = tmp_path / "policy.html"
    file.write_text(text().replace("We ", "We (“Larch” – us) ", 1), encoding="utf-8")
    return file


def clausewatch(*arguments: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The command with its output."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
        env={**os.environ, **(env or {})},
    )


def shell(line: str, *names: Path) -> subprocess.CompletedProcess[str]:
    """The command in a line of the shell: `$0` to `$3` are the interpreter's words and the files."""
    return subprocess.run(
        ["sh", "-c", line, *COMMAND, *map(str, names)], capture_output=True, text=True, check=False, timeout=PATIENCE_S
    )


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_an_output_that_knows_few_letters_shows_the_others_as_escapes(page: Path, form: str) -> None:
    """A terminal without UTF-8 ends no command, and JSON stays the same JSON."""
    done = clausewatch("extract", page, "--format", form, env={"PYTHONIOENCODING": "ascii"})
    whole = clausewatch("extract", page, "--format", form, env={"PYTHONIOENCODING": "utf-8"})

    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u201cLarch\\u201d \\u2013 us" in done.stdout
    if form == "json":
        assert json.loads(done.stdout) == json.loads(whole.stdout)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_output_that_cannot_be_written_is_one_line(page: Path) -> None:
    """A full disk under `> file` is told, not traced."""
    done = shell('"$0" "$1" "$2" extract "$3" > /dev/full', page)

    assert done.returncode == 1
    assert done.stderr == "clausewatch: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_harm_nothing(page: Path, closed: str) -> None:
    """Cron and init systems start programs without them."""
    done = shell(f'"$0" "$1" "$2" extract "$3" {closed}', page)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_goes_away_is_nothing_to_speak_of() -> None:
    """`| head` leaves early."""
    done = shell('"$0" "$1" "$2" signals | true')

    assert done.stderr == ""


def test_a_file_without_end_is_refused_by_its_size() -> None:
    """/dev/zero must not fill the memory."""
    done = clausewatch("extract", "/dev/zero")

    assert done.returncode == 1
    assert "are read at most" in done.stderr


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["histry"], "clausewatch: no command 'histry'; did you mean history?\n"),
        (["zzz"], "clausewatch: no command 'zzz'; `clausewatch --help` lists those there are\n"),
        (["history"], "clausewatch: Missing argument 'SLUG'; see clausewatch history --help\n"),
        (["check", "--al"], "clausewatch: No such option: --al"),
        (["a\x1b[2Jb"], "clausewatch: no command 'a\\x1b[2Jb'; "),
        (["init", "no\x1bfolder/x"], "clausewatch: no\\u001bfolder/x cannot be written: No such file or directory"),
    ],
)
def test_wrong_words_are_one_line_with_the_way_out(words: list[str], line: str) -> None:
    """No box, no second usage text: the same form as every other failure."""
    done = clausewatch(*words)

    assert done.returncode == (1 if words[0] == "init" else 2)
    assert (
        done.stderr.replace("__main__.py", "clausewatch")
        .replace("python -m monitor.cli", "clausewatch")
        .startswith(line)
    )
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_page_gives_no_commands_to_the_terminal(tmp_path: Path, form: str) -> None:
    """An escape sequence in a heading or a title is spelt out."""
    file = tmp_path / "policy.html"
    file.write_text(text().replace("Sharing", "Sha\x1b[2J\x07ring").replace("<title>", "<title>\x1b]0;mine\x07"))
    done = clausewatch("extract", file, "--format", form)

    assert "[2J" in done.stdout
    assert not {"\x1b", "\x07"} & set(done.stdout + done.stderr)


def test_the_version_is_told() -> None:
    """The first thing a report of a fault needs."""
    assert clausewatch("--version").stdout.startswith("clausewatch ")


@pytest.mark.timeout(300)
def test_ctrl_c_is_one_line_and_its_exit_code(tmp_path: Path) -> None:
    """In the middle of a batch, which waits for its listing here."""
    listing = tmp_path / "batch.jsonl"
    os.mkfifo(listing)
    with (
        subprocess.Popen([*COMMAND, "extract", "--batch", str(listing)], stderr=subprocess.PIPE, text=True) as command,
        listing.open("w") as written,  # opens once the command reads
    ):
        command.send_signal(signal.SIGINT)
        written.close()  # where the signal came just before the command began to wait, it does not wait for ever
        _, told = command.communicate(timeout=PATIENCE_S)

    assert (command.returncode, told) == (130, "clausewatch: interrupted\n")


@pytest.mark.parametrize(
    ("number", "to_all", "code"),
    [
        pytest.param(signal.SIGINT, True, 130, id="ctrl-c"),
        pytest.param(signal.SIGINT, False, 130, id="interrupt"),
        pytest.param(signal.SIGTERM, False, -signal.SIGTERM, id="end"),
    ],
)
def test_a_batch_ends_when_it_is_told_to(page: Path, tmp_path: Path, number: int, to_all: bool, code: int) -> None:
    """At once, whatever waits still; what was answered is whole, and none of its processes is left."""
    listing, answers = tmp_path / "batch.jsonl", tmp_path / "answers.jsonl"
    listing.write_text((json.dumps({"id": 1, "file": str(page)}) + "\n") * 50_000)
    words = [*COMMAND, "extract", "--batch", str(listing), "--jobs", "2"]
    with (
        answers.open("w") as out,
        subprocess.Popen(words, stdout=out, stderr=subprocess.PIPE, text=True, start_new_session=True) as command,
    ):
        within(30, lambda: answers.stat().st_size > 0)
        begun = time.monotonic()
        (os.killpg if to_all else os.kill)(command.pid, number)
        _, told = command.communicate(timeout=60)  # standard error is closed once the last process is gone
        took_s = time.monotonic() - begun

    assert (command.returncode, told) == (code, "clausewatch: interrupted\n" if code == 130 else "")
    assert took_s < 10
    assert answers.read_text().endswith("}\n") or number == signal.SIGTERM
    assert all(json.loads(line)["clauses"] for line in answers.read_text().splitlines(keepends=True) if "\n" in line)


def test_a_batch_ends_when_nobody_reads_on(page: Path, tmp_path: Path) -> None:
    """`| head` does not wait for the other ten thousand."""
    listing = tmp_path / "batch.jsonl"
    listing.write_text((json.dumps({"id": 1, "file": str(page)}) + "\n") * 50_000)
    done = shell('"$0" "$1" "$2" extract --jobs 2 --batch "$3" | head -n 1', listing)

    assert done.stderr == ""
    assert json.loads(done.stdout)["id"] == 1


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system does not list a process's children")
def test_a_worker_that_is_ended_ends_the_batch(page: Path, tmp_path: Path) -> None:
    """As the kernel does where memory is short; what to try is said."""
    listing, answers = tmp_path / "batch.jsonl", tmp_path / "answers.jsonl"
    listing.write_text((json.dumps({"id": 1, "file": str(page)}) + "\n") * 50_000)
    words = [*COMMAND, "extract", "--batch", str(listing), "--jobs", "2"]
    with answers.open("w") as out, subprocess.Popen(words, stdout=out, stderr=subprocess.PIPE, text=True) as command:
        within(30, lambda: answers.stat().st_size > 0)
        children = Path(f"/proc/{command.pid}/task/{command.pid}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)
        _, told = command.communicate(timeout=60)

    assert len(children) == 2
    assert command.returncode == 1
    assert told == "clausewatch: a worker was ended from outside, perhaps for want of memory; try --jobs 1\n"


def within(seconds: float, true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_no_line_of_a_batch_harms_the_others(page: Path, tmp_path: Path) -> None:
    """Bytes that are no UTF-8, half letters, wrong types: each is that line's error."""
    good = json.dumps({"id": "good", "file": str(page)}).encode()
    odd = (
        b"\xff\xfe",
        b"[1]",
        b'{"id": 1, "file": null}',
        b'{"id": 2, "file": "\\ud800"}',
        b'{"id": "\\ud800", "file": "x"}',
        json.dumps({"id": 3, "file": str(page), "url": 5}).encode(),
        b"[" * 100_000,
        json.dumps({"id": 1e999, "file": str(page)}).encode(),
        b'{"id": {"a": [NaN]}, "file": "x"}',
        b'{"id": 1e999, "file": "x"}',
        b'{"id": ' + b"[" * 990 + b"]" * 990 + b', "file": "x"}',
    )
    listing = tmp_path / "batch.jsonl"
    listing.write_bytes(b"\n".join((good, *odd, good)))

    done = clausewatch("extract", "--batch", listing, "--jobs", "1")
    answers = [json.loads(line, parse_constant=pytest.fail) for line in done.stdout.splitlines()]

    assert (done.returncode, done.stderr) == (0, "")
    assert ["error" in answer for answer in answers] == [False, *(True for _ in odd), False]


@pytest.mark.parametrize(
    ("command", "case", "told"),
    [
        ("extract", {"file": 5}, '"file" must be a text, not a number'),
        ("extract", {"file": "x", "url": 5}, '"url" must be a text, not a number'),
        ("extract", {"file": "# Terms\n"}, '"file" must name a file; it is a text of 8 characters: write it to a file'),
        (
            "compare",
            {"old": "x" * 5000, "new": "x"},
            '"old" must name a file; it is a text of 5,000 characters: write it to a file',
        ),
        ("extract", {"file": None}, '"file" must be a text, not null'),
        ("extract", {"file": "a\0b"}, '"file" holds a NUL, which no file or address does'),
        ("compare", {"old": {}, "new": "x"}, '"old" must be a text, not an object'),
        ("compare", {"old": "x", "new": True}, '"new" must be a text, not true or false'),
        ("compare", {"old": "x", "new": ["y"]}, '"new" must be a text, not a list'),
    ],
)
def test_a_key_of_a_wrong_kind_is_named(tmp_path: Path, command: str, case: dict[str, object], told: str) -> None:
    """In place of what Python says of it."""
    listing = tmp_path / "batch.jsonl"
    listing.write_text(json.dumps({"id": "a", **case}))
    done = clausewatch(command, "--batch", listing)

    assert json.loads(done.stdout) == {"id": "a", "error": told}


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_listing_without_end_is_refused() -> None:
    """A line names files; one without end must not fill the memory."""
    done = clausewatch("compare", "--batch", "/dev/zero")

    assert done.returncode == 1
    assert done.stderr.startswith("clausewatch: /dev/zero: a line is longer than 1,000,000 characters")
