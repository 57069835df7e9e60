"""The console: plain text, written at once."""

from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

import pytest

from notifiers.base import Wires, notifier
from notifiers.errors import SendError
from tests.notifiers import alerts


def test_the_console_shows_the_whole_alert(wires: Wires) -> None:
    """It is written once, at once."""
    written: list[str] = []
    told = notifier("console", {"name": "here"}, replace(wires, write=written.append))

    told.send(told.compose(alerts.bulletin()))

    assert len(written) == 1
    assert "Northwind CRM privacy: 2 material changes" in written[0]
    assert "[-30 days] [+a reasonable time]" in written[0]


def test_an_output_that_takes_nothing_is_a_failure_for_now(wires: Wires) -> None:
    """A full disk, a reader that went away; and nothing is kept to be written twice when there is room again."""
    with Path("/dev/full").open("w", encoding="utf-8") as full, redirect_stdout(full):
        told = notifier("console", {"name": "here"}, wires)
        with pytest.raises(SendError, match="standard output cannot be written: No space left on device") as refused:
            told.send(told.compose(alerts.bulletin()))

        full.flush()
    assert not refused.value.permanent


def test_the_terminal_is_not_steered(wires: Wires) -> None:
    """Control and direction characters of a page never reach it."""
    told = notifier("console", {"name": "here"}, wires)
    text = told.compose(alerts.bulletin(alerts.change(alerts.hostile("\x1b[2J\x07 a\u202eb \x9b1m")))).payload

    assert not set("\x1b\x07\x9b\u202e") & set(text)
