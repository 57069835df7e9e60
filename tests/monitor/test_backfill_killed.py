"""Killed at a hundred moments that nobody chose, a backfill asks for no listing twice and ends as if nothing was."""

import subprocess
import sys
from pathlib import Path

import pytest

from monitor.readers import Workers
from storage import upkeep
from storage.store import open_store
from tests.archives import invented
from tests.monitor.pasts import Past, captures, day

LETTERS = "".join(letter * 12 for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
KILLS = 100


@pytest.mark.timeout(300)
def test_killed_at_a_hundred_moments_it_goes_on(tmp_path: Path, workers: Workers) -> None:
    """Only a request under way may be asked again; the history is whole, and so is the database."""
    with invented(captures(LETTERS)) as archive:
        command = [sys.executable, "-m", "tests.monitor.killed", str(tmp_path), archive.url, str(KILLS)]
        said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=280).stdout
        lives = [line.split() for line in said.splitlines()]
        pasts = sorted({name for name, _listings in lives})

        assert len(archive.listings) <= sum(listings == "0" for _name, listings in lives)  # one saved is asked no more
        assert len(archive.playbacks) <= len(pasts) * len(set(archive.playbacks)) + KILLS
    for name in pasts:
        store = open_store(f"sqlite:///{tmp_path / name / 'past.db'}")
        past = Past(archive, store, workers, tmp_path)
        found = past.spans
        assert found == [(day(at * 120), day(at * 120 + 110)) for at in range(26)]
        assert len(past.changes) == 25
        assert not upkeep.check(store)
        store.close()
