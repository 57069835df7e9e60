"""The console: plain text, written at once."""

from dataclasses import replace

from notifiers.base import Wires, notifier
from tests.notifiers import alerts


def test_the_console_shows_the_whole_alert(wires: Wires) -> None:
    """It is written once, at once."""
    written: list[str] = []
    told = notifier("console", {"name": "here"}, replace(wires, write=written.append))

    told.send(told.compose(alerts.bulletin()))

    assert len(written) == 1
    assert "Northwind CRM privacy: 2 material changes" in written[0]
    assert "[-30 days] [+a reasonable time]" in written[0]


def test_the_terminal_is_not_steered(wires: Wires) -> None:
    """Control and direction characters of a page never reach it."""
    told = notifier("console", {"name": "here"}, wires)
    text = told.compose(alerts.bulletin(alerts.change(alerts.hostile("\x1b[2J\x07 a\u202eb \x9b1m")))).payload

    assert not set("\x1b\x07\x9b\u202e") & set(text)
