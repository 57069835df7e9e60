"""`clausewatch compare`: two files or a batch of pairs, in four formats."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

OLD = """# Privacy notice

## Keeping

We keep the orders that you place with us for 30 days after they were delivered to you, and then erase them for good.

## Sharing

We never sell your personal data to anybody. We share your address with the carrier that brings the parcel.

## Contact

Write to our privacy desk if something in this notice is not clear to you, and we will answer within ten days.
"""
NEW = OLD.replace("30 days", "90 days").replace("We never sell your personal data to anybody. ", "")


def clausewatch(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The command as a shell runs it."""
    command = [sys.executable, "-m", "monitor.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, input=stdin, check=False, timeout=60)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """An older and a newer notice on disk."""
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


def test_a_pipe_gets_a_redline_in_words(pair: tuple[Path, Path]) -> None:
    """By default the comparison is text with marks, and a change is no failure."""
    run = clausewatch("compare", *pair)

    assert run.returncode == 0, run.stderr
    assert "[-30-]{+90+} days" in run.stdout
    assert "[-We never sell your personal data to anybody.-]" in run.stdout


def test_exit_code_tells_a_material_change(pair: tuple[Path, Path]) -> None:
    """With --exit-code a material change is 10, and the same text 0."""
    old, _ = pair

    assert clausewatch("compare", *pair, "--exit-code").returncode == 10
    assert clausewatch("compare", old, old, "--exit-code").returncode == 0


def test_a_page_that_is_not_the_document_cannot_be_compared(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """The headline says so, not that nothing changed, and a script is told by an exit code of its own."""
    wall = tmp_path / "wall.html"
    wall.write_text("<h1>Welcome</h1>")
    run = clausewatch("compare", wall, pair[1], "--exit-code")

    assert run.returncode == 11
    assert run.stdout.startswith("Cannot be compared")
    assert "the page around the text" not in run.stdout


def test_json_follows_the_contract(pair: tuple[Path, Path]) -> None:
    """The JSON names the verdict, the counts and each change with its spans."""
    found = json.loads(clausewatch("compare", *pair, "--format", "json").stdout)

    assert found["materiality"] == "material"
    assert found["counts"]["reworded"] == 2
    assert ["insert", "90"] in found["changes"][0]["spans"]
    assert found["changes"][0]["heading"] == "Keeping"
    assert json.loads(clausewatch("compare", *pair, "--json").stdout) == found


@pytest.mark.parametrize(
    ("form", "begins"),
    [pytest.param("markdown", "# Material change", id="markdown"), pytest.param("html", "<!doctype html>", id="html")],
)
def test_documents_come_whole(pair: tuple[Path, Path], form: str, begins: str) -> None:
    """Markdown and HTML are whole documents on standard output."""
    run = clausewatch("compare", *pair, "--format", form)

    assert run.stdout.startswith(begins)
    assert "old.md" in run.stdout


@pytest.mark.parametrize("jobs", [pytest.param("1", id="one-process"), pytest.param("2", id="two-processes")])
def test_a_batch_answers_every_line_in_order(pair: tuple[Path, Path], tmp_path: Path, jobs: str) -> None:
    """A case that fails is answered by its error; the others get the JSON of the single call, id first."""
    old, new = map(str, pair)
    cases = [
        {"id": "changed", "old": old, "new": new},
        {"id": "missing", "old": old, "new": str(tmp_path / "nowhere.md")},
        {"id": "incomplete", "old": old},
        {"id": 4, "old": old, "new": old},
    ]
    listing = tmp_path / "pairs.jsonl"
    listing.write_text("\n".join(map(json.dumps, cases)) + "\n\nno json\n", encoding="utf-8")
    run = clausewatch("compare", "--batch", listing, "--jobs", jobs)
    answers = [json.loads(line) for line in run.stdout.splitlines()]

    assert run.returncode == 0, run.stderr
    assert [answer["id"] for answer in answers] == ["changed", "missing", "incomplete", 4, None]
    assert [next(iter(answer)) for answer in answers] == ["id"] * 5
    assert answers[0]["materiality"] == "material"
    assert "nowhere.md" in answers[1]["error"]
    assert "'new'" in answers[2]["error"]
    assert answers[3]["materiality"] == "none"
    assert "error" in answers[4]


def test_a_batch_can_come_from_standard_input(pair: tuple[Path, Path]) -> None:
    """`--batch -` reads the pairs from a pipe."""
    old, new = map(str, pair)
    run = clausewatch("compare", "--batch", "-", "--jobs", "1", stdin=json.dumps({"id": "a", "old": old, "new": new}))

    assert json.loads(run.stdout)["materiality"] == "material"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="nothing"),
        pytest.param(["one.md"], id="one-file"),
        pytest.param(["one.md", "two.md", "--batch", "pairs.jsonl"], id="both"),
        pytest.param(["--batch", "nowhere.jsonl"], id="no-listing"),
        pytest.param(["one.md", "two.md", "--json", "--format", "html"], id="two-forms"),
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str], tmp_path: Path) -> None:
    """What is missing or too much ends with exit code 2 and one line that names it."""
    run = clausewatch("compare", *arguments)

    assert run.returncode == 2
    assert len(run.stderr.strip().splitlines()) == 1


def test_a_file_that_cannot_be_read_is_named(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """The line says which file and why; nothing stands on standard output."""
    run = clausewatch("compare", pair[0], tmp_path / "nowhere.md")

    assert run.returncode == 1
    assert "nowhere.md" in run.stderr
    assert run.stdout == ""
