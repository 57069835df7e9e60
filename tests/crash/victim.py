"""`clausewatch run` that kills itself once at every commit point, before and after the commit.

A commit point is a place in our code that commits. Those passed before stand in a file; at a new one the process writes
it down and ends as kill -9 would end it. The product knows nothing of this.

    python -m tests.crash.victim FILE
"""

import os
import signal
import sys
import traceback
from pathlib import Path

from sqlalchemy import event
from sqlmodel import Session

ROOT = str(Path(__file__).resolve().parents[2])


def _place() -> str:
    """The functions of ours that led to the commit, the innermost two outside of the store."""
    ours = [
        f"{Path(frame.filename).stem}.{frame.name}"
        for frame in traceback.extract_stack()
        if frame.filename.startswith(ROOT) and "/tests/" not in frame.filename and "/.venv/" not in frame.filename
    ]
    return " < ".join([name for name in reversed(ours) if not name.startswith(("store.", "engine."))][:2])


def _watch(seen_file: Path) -> None:
    seen = set(seen_file.read_text().splitlines()) if seen_file.exists() else set()
    me = os.getpid()

    def die_once(moment: str) -> None:
        point = f"{moment} {_place()}"
        if point in seen or os.getpid() != me:
            return
        with seen_file.open("a") as file:
            file.write(point + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.kill(me, signal.SIGKILL)

    event.listen(Session, "before_commit", lambda _session: die_once("before"))
    event.listen(Session, "after_commit", lambda _session: die_once("after"))


if __name__ == "__main__":
    _watch(Path(sys.argv[1]))
    from monitor.cli import main

    sys.argv = ["clausewatch", "run"]
    main()
