"""New files: whole or not there, and never in the place of another."""

import errno
import os
from pathlib import Path

import pytest

from monitor.cli.errors import Failure
from monitor.cli.new_files import new_file


def test_what_is_written_is_there(tmp_path: Path) -> None:
    """Text in UTF-8, and bytes."""
    with new_file(tmp_path / "text", "x") as file:
        file.write("é")
    with new_file(tmp_path / "bytes", "xb") as file:
        file.write(b"\0")

    assert (tmp_path / "text").read_bytes() == "é".encode()
    assert (tmp_path / "bytes").read_bytes() == b"\0"


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), KeyboardInterrupt()])
def test_half_a_file_is_taken_away(tmp_path: Path, error: BaseException) -> None:
    """A full disk is told with the file's name; what ended us otherwise goes on as it is."""
    told: type[BaseException] = Failure if isinstance(error, OSError) else KeyboardInterrupt

    with pytest.raises(told, match="zip cannot be written: No space" if told is Failure else None):  # noqa: PT012, SIM117
        with new_file(tmp_path / "zip", "xb") as file:
            file.write(b"half")
            raise error

    assert not (tmp_path / "zip").exists()


def test_another_file_is_left_alone(tmp_path: Path) -> None:
    """The way out is named."""
    (tmp_path / "zip").write_bytes(b"kept")

    with pytest.raises(Failure, match="exists already; name another file"), new_file(tmp_path / "zip", "xb"):
        pass

    assert (tmp_path / "zip").read_bytes() == b"kept"
