"""Tables for people, on terminals of any width."""

from io import StringIO

import pytest
from rich.console import Console

from monitor.cli.tables import print_table

HEADS = ("policy", "checked", "level", "summary")
ROWS = (
    ("larkspur-crm/privacy", "2026-11-28 10:54", "material", "Promise removed (Sharing), and it goes on for a while"),
    ("tidewell/terms", "2026-11-27 09:01", "-", "first version known"),
)


def shown(width: int) -> str:
    """The table as it stands on a terminal of this width."""
    out = StringIO()
    print_table(Console(file=out, width=width), HEADS, ROWS)
    return out.getvalue()


@pytest.mark.parametrize("width", [200, 100, 60, 30])
def test_nothing_is_cut_off_and_names_stay_whole(width: int) -> None:
    """A slug or a day that is cut cannot be typed in again."""
    table = shown(width)

    assert "…" not in table
    assert max(map(len, table.splitlines())) <= width
    assert " ".join(word for row in ROWS for word in row[3].split()).split() == [
        word for word in table.split() if any(word in row[3].split() for row in ROWS)
    ]
    assert all(word in table for row in ROWS for word in (row[0], *row[1].split()))


def test_a_wide_terminal_shows_a_line_a_row() -> None:
    """Heads and rows."""
    assert len(shown(200).splitlines()) == 3


def test_a_narrow_terminal_shows_long_cells_beneath() -> None:
    """The short ones stay in line."""
    lines = shown(60).splitlines()

    assert lines[1].split() == ["larkspur-crm/privacy", "2026-11-28", "10:54", "material"]
    assert lines[2].startswith("  Promise removed")


def test_a_very_narrow_terminal_shows_a_paragraph_a_row() -> None:
    """Each cell with its head, where it says something."""
    lines = [line.rstrip() for line in shown(30).splitlines()]

    assert lines[0] == "larkspur-crm/privacy"
    assert "  checked: 2026-11-28 10:54" in lines
    assert "  level: -" not in lines
