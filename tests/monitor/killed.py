"""A backfill killed again and again: `python -m tests.monitor.killed FOLDER ARCHIVE KILLS`.

One process without threads forks children that fetch a made-up policy's past, and kills each after a moment that nobody
chose. Reading happens inside the child, so that nothing survives it. Ends when the past is complete after so many
kills; a past that is complete earlier is left as it is and a new one begun. Prints a line for each child: the name of
its past, and how many listings were saved when it began.
"""

import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from fetchers.wayback import Manners
from monitor.readers import Workers
from storage.store import open_store
from tests.archives import Invented
from tests.monitor.pasts import Past

MANNERS = Manners(listings_per_second=1e4, playbacks_per_second=150, first_retry_s=0.01, allow_private=True)


class Here(Workers):
    """Does the work at once, in this process."""

    def __init__(self) -> None:
        super().__init__(0)

    def run(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """What the function returns."""
        return function(*args, **kwargs)


def main() -> None:
    """Kill until it has been enough, then let the work end."""
    folder, url, kills = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    chance, killed, round_ = random.Random(7), 0, 0
    while killed < kills:
        round_ += 1
        place = folder / str(round_)
        place.mkdir()
        while not _ended(place, url, chance.uniform(0.01, 0.12) if killed < kills else 60):
            killed += 1


def _ended(folder: Path, url: str, seconds: float) -> bool:
    """Whether the work was complete before it was killed."""
    print(folder.name, _listings(folder / "past.db"), flush=True)
    child = os.fork()
    if child == 0:
        store = open_store(f"sqlite:///{folder / 'past.db'}")
        Past(Invented(url=url), store, Here(), folder).fetch(manners=MANNERS)
        os._exit(0)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            if status:
                sys.exit(f"the child ended with status {status}")
            return True
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _listings(database: Path) -> int:
    """How many listings it keeps; none where the database, or its table, was not made yet."""
    if not database.exists():
        return 0
    with closing(sqlite3.connect(database)) as opened:
        if not opened.execute("select name from sqlite_master where name = 'listing'").fetchall():
            return 0
        return int(opened.execute("select count(*) from listing").fetchone()[0])


if __name__ == "__main__":
    main()
