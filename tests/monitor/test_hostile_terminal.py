"""What a page or a server says reaches the terminal spelt out."""

import tomllib
from datetime import UTC, datetime

import pytest

from monitor.cli.add import section_line
from monitor.cli.status import lines
from monitor.report import Status
from storage.records import Policy, PolicyState

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("heading", ['Our "Terms" \\ Rules', "Terms\x1b[2J", "Terms\u202e\u009b"])
def test_a_suggested_section_is_toml_and_means_the_heading(heading: str) -> None:
    """Whatever stands in it; nothing of it steers the terminal."""
    line = section_line(heading)

    assert tomllib.loads(line) == {"section": heading}
    assert line.isprintable()


def test_a_servers_words_in_status_steer_no_terminal() -> None:
    """A redirect to an address with a control sequence and a mark of direction."""
    fields = dict.fromkeys(Policy.__dataclass_fields__)
    words = "redirects to https://a.test/\u009b2J\u202e"
    known = {"slug": "a/b", "failures": 1, "error_message": words, "error_since": NOW, "state": PolicyState.OK}
    status = Status(
        beat_at=None,
        alive=False,
        pid=None,
        round_at=None,
        policies=1,
        overdue=(),
        failing=(Policy(**(fields | known)),),  # type: ignore[arg-type]  # the fields that the line shows
        unstable=(),
        held=(),
        waiting=0,
        dead=0,
        refusing=(),
        unnamed=(),
    )

    assert all(line.isprintable() for line in lines(status, NOW))
