"""The generated pages say what the program says."""

from pathlib import Path

import pytest

from monitor import docs
from monitor.cli.app import COMMANDS
from monitor.settings import Config


@pytest.mark.parametrize("name", ["cli.md", "config.md", "materiality.md"])
def test_a_generated_page_is_up_to_date(name: str) -> None:
    """`python -m monitor.docs` writes it."""
    if not docs.FOLDER.is_dir():
        pytest.skip("docs/ is not here: this is no checkout")

    assert (docs.FOLDER / name).read_text(encoding="utf-8") == docs.pages()[name]


def test_every_command_and_every_table_has_its_section() -> None:
    """Nothing is left out."""
    pages = docs.pages()

    assert all(f"## clausewatch {name}" in pages["cli.md"] for name in COMMANDS)
    assert "## clausewatch alerts\n" in pages["cli.md"]  # it is a command itself, and has others
    assert all(f"{name}]" in pages["config.md"] for name in Config.model_fields)


def test_a_stale_page_is_an_error_and_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--check` for the gates, without it for the author."""
    monkeypatch.setattr(docs, "FOLDER", tmp_path)

    assert docs.main(["--check"]) == 1
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
