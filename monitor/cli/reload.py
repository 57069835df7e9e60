"""What was written to config.toml in, a word to whoever runs a daemon out: it follows what is new once it is told."""

from datetime import UTC, datetime

from monitor import report
from monitor.cli.common import console
from monitor.config import Loaded
from monitor.peeking import peeked


def tell_reload(loaded: Loaded) -> None:
    """Where a daemon lives, say on standard error how it is made to read the file again; nothing where none does."""
    with peeked(loaded) as session:
        beat = report.sign_of_life(session, datetime.now(UTC)) if session is not None else None
    if beat is not None:
        pid = beat.detail.get("pid")
        console(stderr=True).print(f"the daemon that runs (process {pid}) follows it once told: kill -HUP {pid}")
