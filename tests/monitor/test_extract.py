"""`clausewatch extract`: a file, an address or a batch, in three formats."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

PAGE = """<!doctype html><html lang=en><head><title>Privacy notice | Example Mill</title></head><body>
<nav><a href=/>Home</a> <a href=/flour>Flour</a></nav>
<main><h1>Privacy notice</h1><p>Last updated: 3 May 2024</p>
<h2>1. What we keep</h2><p>We keep the orders that you place with the mill for seven years, as the <a href="/tax">tax
law</a> asks us to, and erase them for good after that.</p><ul><li>your name and your address</li>
<li>the flour you bought from us</li></ul>
<h2>2. Your rights</h2><p>You may ask us for a copy of all that we hold about you, and have it put right.</p></main>
<footer><a href=/imprint>Imprint</a></footer></body></html>"""


def clausewatch(*arguments: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a shell runs it."""
    command = [sys.executable, "-m", "monitor.cli", *map(str, arguments)]
    away = {name: value for name, value in os.environ.items() if name != "CLAUSEWATCH_CONFIG"}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, cwd=folder, env=away)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A policy's page on disk."""
    path = tmp_path / "privacy.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_text_is_what_a_person_reads(page: Path) -> None:
    """Headings with their numbers, items with marks; no menu, no footer. The date beside it, on standard error."""
    run = clausewatch("extract", page)

    assert run.returncode == 0, run.stderr
    assert run.stderr == "clausewatch: stated date: 2024-05-03 (updated): Last updated: 3 May 2024\n"
    lines = run.stdout.splitlines()
    assert lines[0] == "Privacy notice"
    assert "1 What we keep" in lines or "1. What we keep" in lines
    assert "- your name and your address" in lines
    assert "Flour" not in run.stdout
    assert "Imprint" not in run.stdout


def test_markdown_keeps_headings_and_links(page: Path) -> None:
    """The Markdown of a page is its whole text."""
    run = clausewatch("extract", page, "--format", "markdown")

    assert run.stdout.startswith("# Privacy notice\n")
    assert "[tax law](/tax)" in run.stdout


def test_json_follows_the_contract(page: Path) -> None:
    """All keys of the fixed shape, filled from the page."""
    found = json.loads(clausewatch("extract", page, "--format", "json").stdout)

    assert {"title", "language", "markdown", "quality", "stated_date", "clauses", "text_digest"} <= set(found)
    assert found["title"] == "Privacy notice"
    assert found["language"] == "en"
    assert found["quality"] == {"verdict": "policy", "reason": ""}
    assert found["stated_date"]["date"] == "2024-05-03"
    assert [clause["position"] for clause in found["clauses"]] == list(range(len(found["clauses"])))
    keys = {"position", "number", "trail", "heading", "kind", "text", "links", "digest"}
    assert all(keys <= set(clause) for clause in found["clauses"])


def test_a_batch_answers_each_line_in_order(page: Path, tmp_path: Path) -> None:
    """Ids come first and in order; a line that fails has its error, and the exit code is 0."""
    cases = [{"id": str(n), "file": str(page), "url": "https://mill.example/privacy"} for n in range(9)]
    cases.insert(4, {"id": "gone", "file": str(tmp_path / "gone.html")})
    listing = tmp_path / "cases.jsonl"
    listing.write_text("\n".join(map(json.dumps, cases)) + "\n", encoding="utf-8")

    run = clausewatch("extract", "--batch", listing, "--jobs", "2")

    assert run.returncode == 0, run.stderr
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [case["id"] for case in cases]
    assert next(iter(answers[0])) == "id"
    assert set(answers[4]) == {"id", "error"}
    assert "https://mill.example/tax" in answers[0]["markdown"]


def test_selectors_choose_what_is_read(page: Path) -> None:
    """--select and --remove take the place of the search, --section takes one document of several."""
    chosen = clausewatch("extract", page, "--select", "ul", "--remove", "li:first-child")
    section = clausewatch("extract", page, "--section", "2. Your rights")

    assert "the flour you bought" in chosen.stdout
    assert "your name" not in chosen.stdout
    assert "a copy of all" in section.stdout
    assert "seven years" not in section.stdout


def test_what_is_no_policy_is_told_on_standard_error(tmp_path: Path) -> None:
    """The text is still written; the doubt does not mix with it."""
    path = tmp_path / "gone.html"
    path.write_text("<title>404</title><h1>Page not found</h1>", encoding="utf-8")

    run = clausewatch("extract", path)

    assert run.returncode == 0
    assert "not a policy (error)" in run.stderr
    assert "not a policy" not in run.stdout


def test_an_address_is_fetched(httpserver: HTTPServer, tmp_path: Path) -> None:
    """A page is read from where it stands, under the configuration's rules for addresses."""
    httpserver.expect_request("/privacy").respond_with_data(PAGE, content_type="text/html")
    url = httpserver.url_for("/privacy")

    refused = clausewatch("extract", url, folder=tmp_path)
    (tmp_path / "config.toml").write_text("[clausewatch]\nallow_private_addresses = true\n", encoding="utf-8")
    run = clausewatch("extract", url, folder=tmp_path)

    assert refused.returncode == 1
    assert "no public address" in refused.stderr
    assert run.returncode == 0, run.stderr
    assert "seven years" in run.stdout


@pytest.mark.parametrize("arguments", [(), ("a.html", "--batch", "b.jsonl"), ("--nonsense",)])
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    """Neither or both of a source and a batch."""
    assert clausewatch("extract", *arguments).returncode == 2


def test_files_that_cannot_be_read_are_one_line(tmp_path: Path) -> None:
    """A missing file and a picture end the command with a line that names them."""
    picture = tmp_path / "logo.html"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")

    for path in (tmp_path / "gone.html", picture):
        run = clausewatch("extract", path)
        assert run.returncode == 1
        assert str(path) in run.stderr
        assert len(run.stderr.splitlines()) == 1
